import { U8Column, U32Column } from '../util/column.ts';
import { Extended, Tag } from './inst.ts';
import type { NameId, NameTable } from './names.ts';
import type { ZirIndex } from './ref.ts';
import type { ChunkIndex } from './zir.ts';
import { ChunkKind } from './zir.ts';

/**
 * One chunk while it is being lowered: its columns, its text, the stack of instruction lists of its open blocks.
 * Builders are reused: `reset` makes one ready for the next chunk.
 */
export class ChunkBuilder {
  readonly tags = new U8Column(256);
  readonly a = new U32Column(256);
  readonly b = new U32Column(256);
  readonly src = new U32Column(256);
  readonly extra = new U32Column(512);
  readonly bytes = new U8Column(256);
  /** Instructions of the blocks that are open, innermost last. A `GenZir` owns the part from its `instructionsTop` on. */
  readonly stack = new U32Column(256);
  /** Words that are gathered before they are written to `extra` in one piece. Whoever pushes here truncates it again. */
  readonly scratch = new U32Column(64);
  /** Instruction to the `ref` instruction that takes its address, which goes behind it when its body is written. */
  readonly refs = new Map<number, number>();
  /** Rows of the member declarations (containers only) and of all other children, in order. */
  readonly members: ChunkIndex[] = [];
  readonly children: ChunkIndex[] = [];
  readonly #offsets = new Map<NameId, number>();

  kind = ChunkKind.declaration;
  row = 0 as ChunkIndex;
  /** Number of the tree's range that the chunk stands for. */
  range = 0;
  /** How many children come before those of `children`. */
  membersLen = 0;
  /** Tag of the row's declaration columns; see `ChunkTable`. */
  declKind = 0;
  flags = 0;
  name = 0;

  reset(kind: ChunkKind, row: ChunkIndex, range: number): void {
    this.kind = kind;
    this.row = row;
    this.range = range;
    this.membersLen = 0;
    this.declKind = 0;
    this.flags = 0;
    this.name = 0;
    this.clear();
    this.stack.truncate(0);
    this.scratch.truncate(0);
    this.members.length = 0;
    this.children.length = 0;
  }

  /** Drops all content but the children. */
  clear(): void {
    this.tags.truncate(0);
    this.a.truncate(0);
    this.b.truncate(0);
    this.src.truncate(0);
    this.extra.truncate(0);
    this.bytes.truncate(0);
    this.bytes.push(0);
    this.extra.push(0);
    this.refs.clear();
    this.#offsets.clear();
  }

  /** What is written to `extra` from here on is the chunk's header and what follows it. */
  beginHeader(): void {
    this.extra.data[0] = this.extra.length;
  }

  /** Number of instructions so far. */
  get length(): number {
    return this.tags.length;
  }

  /** Appends an instruction, to no block. */
  make(tag: Tag, a: number, b: number, src: number): ZirIndex {
    this.a.push(a);
    this.b.push(b);
    this.src.push(src);
    return this.tags.push(tag) as ZirIndex;
  }

  /** An instruction in no block that stands for a value which its users know where to get. */
  appendPlaceholder(src: number): ZirIndex {
    return this.make(Tag.extended, Extended.value_placeholder, 0, src);
  }

  /** Offset in the chunk's bytes of the null-terminated text of `name`. */
  string(names: NameTable, name: NameId): number {
    if (name === 0) return 0;
    const known = this.#offsets.get(name);
    if (known !== undefined) return known;
    const offset = names.appendTo(name, this.bytes);
    this.#offsets.set(name, offset);
    return offset;
  }

  /** Writes one word to `extra` and returns its index; the others write more. */
  extra1(x: number): number {
    return this.extra.push(x);
  }

  extra2(x: number, y: number): number {
    const index = this.extra.push(x);
    this.extra.push(y);
    return index;
  }

  extra3(x: number, y: number, z: number): number {
    const index = this.extra.push(x);
    this.extra.push(y);
    this.extra.push(z);
    return index;
  }

  extra4(x: number, y: number, z: number, w: number): number {
    const index = this.extra.push(x);
    this.extra.push(y);
    this.extra.push(z);
    this.extra.push(w);
    return index;
  }

  /** How many words `appendBody` writes for the instructions `stack[start..end]`. */
  countBody(start: number, end: number): number {
    let count = end - start;
    const refs = this.refs;
    if (refs.size === 0) return count;
    const stack = this.stack.data;
    for (let i = start; i < end; i++) {
      let ref = refs.get(stack[i]);
      while (ref !== undefined) {
        count++;
        ref = refs.get(ref);
      }
    }
    return count;
  }

  /**
   * Writes the instructions `stack[start..end]` to `extra`, or to `to`, as a body, each with the `ref` that takes its address
   * behind it. Refs that are written leave `refs`.
   */
  appendBody(start: number, end: number, to: U32Column = this.extra): void {
    const stack = this.stack;
    if (this.refs.size === 0) {
      to.reserve(end - start);
      to.data.set(stack.data.subarray(start, end), to.length);
      to.length += end - start;
      return;
    }
    for (let i = start; i < end; i++) this.#appendWithRef(stack.data[i], to);
  }

  /** Writes to `extra`, or to `to`, the `ref` of `inst`, which is itself in no body, if there is one; it leaves `refs`. */
  appendRefsOf(inst: number, to: U32Column = this.extra): void {
    const ref = this.refs.get(inst);
    if (ref === undefined) return;
    this.refs.delete(inst);
    this.#appendWithRef(ref, to);
  }

  #appendWithRef(first: number, to: U32Column): void {
    let inst: number | undefined = first;
    while (inst !== undefined) {
      to.push(inst);
      const ref = this.refs.get(inst);
      if (ref !== undefined) this.refs.delete(inst);
      inst = ref;
    }
  }
}

/** Whether control never comes past an instruction of this tag. */
export function isNoReturn(tag: Tag): boolean {
  switch (tag) {
    case Tag.break:
    case Tag.break_inline:
    case Tag.condbr:
    case Tag.condbr_inline:
    case Tag.compile_error:
    case Tag.ret_node:
    case Tag.ret_load:
    case Tag.ret_implicit:
    case Tag.ret_err_value:
    case Tag.unreachable:
    case Tag.repeat:
    case Tag.repeat_inline:
    case Tag.panic:
    case Tag.trap:
    case Tag.check_comptime_control_flow:
    case Tag.switch_continue:
      return true;
    default:
      return false;
  }
}
