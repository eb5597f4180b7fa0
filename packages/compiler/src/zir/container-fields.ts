import type { GenZir } from './block.ts';
import type { ChunkBuilder } from './chunk-builder.ts';
import type { ContainerShape } from './scan-container.ts';
import { ContainerKind } from './zir.ts';

/**
 * The fields of a container while they are gathered. `write` makes the content of the container's chunk of them: names, lengths of bodies,
 * `comptime` bits, and behind all of them the bodies.
 */
export class ContainerFields {
  /** How many fields have been added. */
  count = 0;
  readonly #shape: ContainerShape;
  readonly #names: number[] = [];
  readonly #typeLens: number[] = [];
  readonly #alignLens: number[] = [];
  readonly #valueLens: number[] = [];
  readonly #comptimeBits: number[] = [];
  readonly #bodies: number[] = [];
  #argLen = 0;

  constructor(shape: ContainerShape) {
    this.#shape = shape;
  }

  /** Begins a field, of which the setters then speak. `name` is an offset in the chunk's bytes. */
  add(name: number): void {
    this.#names.push(name);
    this.#typeLens.push(0);
    this.#alignLens.push(0);
    this.#valueLens.push(0);
    if (this.count % 32 === 0) this.#comptimeBits.push(0);
    this.count++;
  }

  /** Takes the instructions of `gz` as the body of the type in parentheses; before any field. `gz` is empty afterwards, as it is after all of these. */
  setArgBody(gz: GenZir): void {
    this.#argLen = this.#addBody(gz);
  }

  setTypeBody(gz: GenZir): void {
    this.#typeLens[this.count - 1] = this.#addBody(gz);
  }

  setAlignBody(gz: GenZir): void {
    this.#alignLens[this.count - 1] = this.#addBody(gz);
  }

  setValueBody(gz: GenZir): void {
    this.#valueLens[this.count - 1] = this.#addBody(gz);
  }

  setComptime(): void {
    const index = this.count - 1;
    const word = index >> 5;
    this.#comptimeBits[word] = (this.#comptimeBits[word] | (1 << (index & 31))) >>> 0;
  }

  #addBody(gz: GenZir): number {
    const { chunk } = gz;
    const { scratch } = chunk;
    const top = scratch.length;
    chunk.appendBody(gz.start, chunk.stack.length, scratch);
    for (let i = top; i < scratch.length; i++) this.#bodies.push(scratch.data[i]);
    const length = scratch.length - top;
    scratch.truncate(top);
    chunk.stack.truncate(gz.start);
    return length;
  }

  /** Writes the header of a container's chunk and all that follows it. */
  write(builder: ChunkBuilder, kind: ContainerKind, small: number): void {
    const { extra } = builder;
    builder.beginHeader();
    builder.extra4(kind, small, this.count, this.#argLen);
    extra.pushAll(this.#names);
    if (kind === ContainerKind.struct || kind === ContainerKind.union) {
      extra.pushAll(this.#typeLens);
      if (this.#shape.anyFieldAligns) extra.pushAll(this.#alignLens);
    }
    if (this.#shape.anyFieldValues) extra.pushAll(this.#valueLens);
    if (kind === ContainerKind.struct && this.#shape.anyComptimeFields) extra.pushAll(this.#comptimeBits);
    extra.pushAll(this.#bodies);
  }
}
