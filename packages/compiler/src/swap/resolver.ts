import { RelocKind } from '../codegen/relocation.ts';
import type { LinkedProgram } from '../compilation/linked-program.ts';
import type { DeclIndex, Index, StringIndex } from '../intern/ids.ts';
import { qualifiedName } from '../intern/names.ts';
import type { InternPool } from '../intern/pool.ts';
import { printType } from '../intern/print-type.ts';
import { typeOf, variableInit } from '../intern/values.ts';
import { type AddressId, functionOfAddress, isFunctionAddress, linkerSymbolAt } from '../link/addresses.ts';
import type { DataNode, FunctionNode, SymbolGraph } from '../link/graph.ts';
import { MISSING, NumberMap } from '../link/number-map.ts';
import { contentHash } from '../util/hash.ts';
import { bytesOfString } from '../util/utf8.ts';
import type { RunningFunction, RunningImage } from './running-image.ts';

/** Bytes to be put into memory. */
export interface Segment {
  readonly address: number;
  readonly bytes: Uint8Array;
}

/** The running program has no room for more; the message says for what. */
export class NoRoom extends Error {}

const ERROR_SIZE = 2;
const WORD_SIZE = 4;
const SLICE_SIZE = 8;

/**
 * What was found out of the program of the last patch: it holds for the next as long as that is linked on with the same graph, no declaration that is referred to has
 * another value, and there are no more errors.
 */
export interface KnownNumbers {
  readonly graph: SymbolGraph;
  readonly slots: NumberMap;
  readonly addresses: Map<number, number>;
  /** Values of the declarations that are referred to. */
  readonly decls: Map<DeclIndex, Index>;
  readonly errorCount: number;
  readonly errorTable: number;
  /** By id of a function that was seen to be what runs, what its relocations referred to. */
  readonly same: (Int32Array | undefined)[];
  /** Names of the errors of the program, which all have numbers. */
  readonly errors: readonly StringIndex[];
}

/**
 * Finds for what the program refers to its place in the running image. What has none is given one, which is kept here until `commit`: then the image is that of a
 * program to which `segments` and `placed` were added.
 */
export class Resolver {
  readonly segments: Segment[] = [];
  /** Functions that came to have a slot, by their ids. */
  readonly placed = new Map<number, RunningFunction>();
  readonly #pool: InternPool;
  readonly #graph: SymbolGraph;
  readonly #image: RunningImage;
  readonly #slots: NumberMap;
  readonly #addresses: Map<number, number>;
  readonly #decls: Map<DeclIndex, Index>;
  readonly #same: (Int32Array | undefined)[];
  readonly #errorNames: readonly StringIndex[];
  /** Constants whose bytes are being found, since constants can refer to one another in a circle. */
  readonly #open = new Set<number>();
  readonly #constants = new Map<string, number[]>();
  readonly #onCommit: (() => void)[] = [];
  readonly #errors = new Map<string, number>();
  #errorCount = 0;
  #errorTable = 0;
  #nextSlot: number;
  #room: number;

  /** `known`: what `numbers` gave for the program that runs, or null. It is used up. */
  constructor({ zcu, placement }: LinkedProgram, image: RunningImage, known: KnownNumbers | null = null) {
    this.#pool = zcu.pool;
    this.#graph = placement.graph;
    this.#image = image;
    this.#nextSlot = image.nextSlot;
    this.#room = image.roomStart;
    this.#errorNames = placement.errors;
    this.#numberErrors(placement.errors, placement.usesErrorNames, known);
    const kept = known !== null && this.#holds(known) ? known : null;
    this.#slots = kept?.slots ?? new NumberMap();
    this.#addresses = kept?.addresses ?? new Map();
    this.#decls = kept?.decls ?? new Map();
    this.#same = kept?.same ?? [];
  }

  /** What was found out, once it is committed. */
  numbers(): KnownNumbers {
    return {
      graph: this.#graph,
      slots: this.#slots,
      addresses: this.#addresses,
      decls: this.#decls,
      errorCount: this.#errorCount,
      errorTable: this.#errorTable,
      same: this.#same,
      errors: this.#errorNames,
    };
  }

  /** Whether function `id` is known to be what runs. */
  isSame(id: number): boolean {
    return this.#same[id] === this.#graph.functions[id].targets;
  }

  /** Function `id` is what runs, or will be. */
  noteSame(id: number): void {
    this.#same[id] = this.#graph.functions[id].targets;
  }

  #holds({ graph, decls, errorCount, errorTable }: KnownNumbers): boolean {
    if (graph !== this.#graph || errorCount !== this.#errorCount || errorTable !== this.#errorTable) return false;
    const pool = this.#pool;
    for (const [decl, value] of decls) if (pool.decls.valueOf(decl) !== value) return false;
    return true;
  }

  /** How many slots the table has. */
  get tableSize(): number {
    return this.#nextSlot;
  }

  /** The slot of a function of the pool: one of another type is another item there. */
  slot(id: number): number {
    const known = this.#slots.get(id);
    if (known !== MISSING) return known;
    const func = this.#graph.functions[id].target as Index;
    const running = this.#image.functions.get(func);
    const slot = running?.slot ?? this.#nextSlot++;
    this.knownSlot(id, slot);
    return slot;
  }

  /** The address of data, which is a multiple of `alignment`. */
  address(id: number, alignment = 1): number {
    const known = this.#addresses.get(id);
    if (known !== undefined && known % alignment === 0) return known;
    const node = this.#graph.data[id];
    const least = Math.max(node.align || node.block.align, alignment, 1);
    return node.isVariable ? this.#variable(id, node, least) : this.#constant(id, node, least);
  }

  /** Data `id` is at `address`, in the program that is about to run. */
  known(id: number, address: number): void {
    this.#addresses.set(id, address);
  }

  /** Function `id` is in `slot`, likewise. */
  knownSlot(id: number, slot: number): void {
    this.#slots.set(id, slot);
  }

  /** What the code of a function has for each of its relocations, with numbers of our own for what has none in all modules. */
  words({ relocs, targets }: FunctionNode): Int32Array {
    const words = new Int32Array(targets.length);
    const { kind, addend, detail } = relocs;
    for (let i = 0; i < targets.length; i++)
      words[i] = this.#word(kind.data[i], targets[i], addend.data[i], detail.data[i]);
    return words;
  }

  /** The bytes of data with what it refers to. */
  bytes({ block, targets }: DataNode): Uint8Array {
    if (targets.length === 0) return block.bytes;
    const bytes = block.bytes.slice();
    const { kind, offset, addend, detail } = block.relocs;
    for (let i = 0; i < targets.length; i++) {
      const word = this.#word(kind.data[i], targets[i], addend.data[i], detail.data[i]);
      const size = (kind.data[i] as RelocKind) === RelocKind.errorValue ? ERROR_SIZE : WORD_SIZE;
      for (let at = 0; at < size; at++) bytes[offset.data[i] + at] = word >>> (8 * at);
    }
    return bytes;
  }

  /** Gives numbers to errors that have none, and to the table of their names, if there is one, their names. */
  #numberErrors(names: readonly StringIndex[], hasNames: boolean, known: KnownNumbers | null): void {
    const { errors } = this.#image;
    const areKnown = known !== null && known.graph === this.#graph && isSameList(names, known.errors);
    const added = areKnown ? [] : names.filter((name) => !errors.has(this.#pool.text(name)));
    let count = errors.size;
    const numbers = added.map((name) => [this.#pool.text(name), ++count] as const);
    for (const [name, number] of numbers) this.#errors.set(name, number);
    this.#onCommit.push(() => {
      for (const [name, number] of numbers) errors.set(name, number);
    });
    this.#errorCount = count + 1;
    if (hasNames) this.#nameErrors(count + 1);
  }

  /** The image is that of the program with all that was added. */
  commit(): void {
    for (const [key, addresses] of this.#constants) {
      const known = this.#image.constants.get(key);
      if (known === undefined) this.#image.constants.set(key, addresses);
      else known.push(...addresses);
    }
    for (const act of this.#onCommit) act();
    for (const [id, running] of this.placed)
      this.#image.functions.set(this.#graph.functions[id].target as Index, running);
    this.#image.nextSlot = this.#nextSlot;
    this.#image.roomStart = this.#room;
  }

  /** Constant data of these bytes is at `address`. */
  noteConstant(bytes: Uint8Array, address: number): void {
    const key = contentHash(bytes);
    const known = this.#constants.get(key);
    if (known === undefined) this.#constants.set(key, [address]);
    else known.push(address);
  }

  /** What refers to data `id` refers from now on to the first of those constants that have its bytes, and an address that is a multiple of `alignment`. */
  unite(id: number, alignment: number): void {
    const first = this.#find(this.bytes(this.#graph.data[id]), alignment);
    if (first !== undefined) this.#addresses.set(id, first);
  }

  /** Variable `decl` is at `address`. */
  noteVariable(decl: DeclIndex, node: DataNode, address: number): void {
    const pool = this.#pool;
    const value = pool.decls.valueOf(decl);
    const type = typeOf(pool, value);
    const variable = {
      name: qualifiedName(pool, decl),
      address,
      size: node.block.bytes.length,
      type,
      typeName: printType(pool, type),
      init: variableInit(pool, value),
    };
    this.#onCommit.push(() => this.#image.variables.set(decl, variable));
  }

  #word(kind: RelocKind, target: number, addend: number, detail: number): number {
    switch (kind) {
      case RelocKind.declAddress:
        this.#decls.set(target as DeclIndex, this.#pool.decls.valueOf(target as DeclIndex));
        return this.#pointer(this.#graph.declTarget(target as DeclIndex), addend, 1);
      case RelocKind.uavAddress:
        return this.#pointer(target, addend, detail || 1);
      case RelocKind.typeIndex: {
        const { params, results } = this.#graph.types[target];
        return numberOf(this.#image.types, `${params.join()}:${results.join()}`);
      }
      case RelocKind.errorValue: {
        const name = this.#pool.text(target as StringIndex);
        return this.#image.errors.get(name) ?? this.#errors.get(name)!;
      }
      case RelocKind.errorNameTable:
        return this.#errorTable;
      case RelocKind.errorCount:
        return this.#errorCount;
      case RelocKind.func:
      case RelocKind.symbol: {
        const { imported } = this.#graph.functions[target];
        return imported === null
          ? this.slot(target)
          : numberOf(this.#image.hosts, `${imported.module} ${imported.name}`);
      }
      case RelocKind.tagName:
        return numberOf(this.#image.tags, this.#graph.functions[target].target as Index);
      case RelocKind.runtime:
        return this.#graph.functions[target].target;
      case RelocKind.returnPlace:
      case RelocKind.global:
        return target;
    }
  }

  #pointer(address: AddressId, addend: number, alignment: number): number {
    if (address >= 0) return (this.address(address, alignment) + addend) | 0;
    if (isFunctionAddress(address)) return this.slot(functionOfAddress(address));
    const symbol = linkerSymbolAt(address);
    return symbol === null ? -1 - address : ((this.#image.linkerSymbols.get(symbol) as number) + addend) | 0;
  }

  #variable(id: number, node: DataNode, alignment: number): number {
    const running = this.#image.variables.get(node.owner);
    const address = running?.address ?? this.#take(node.block.bytes.length, alignment);
    this.#addresses.set(id, address);
    if (running !== undefined) return address;
    this.noteVariable(node.owner, node, address);
    this.#add(address, this.bytes(node));
    return address;
  }

  #constant(id: number, node: DataNode, alignment: number): number {
    if (this.#open.has(id)) return this.#place(id, node, alignment);
    this.#open.add(id);
    const bytes = this.bytes(node);
    this.#open.delete(id);
    const placed = this.#addresses.get(id);
    if (placed !== undefined && placed % alignment === 0) return this.#put(bytes, placed);
    const found = this.#find(bytes, alignment);
    if (found === undefined) return this.#put(bytes, this.#place(id, node, alignment));
    this.#addresses.set(id, found);
    return found;
  }

  #place(id: number, node: DataNode, alignment: number): number {
    const address = this.#take(node.block.bytes.length, alignment);
    this.#addresses.set(id, address);
    return address;
  }

  #take(size: number, alignment: number): number {
    const address = Math.ceil(this.#room / alignment) * alignment;
    if (address + size > this.#image.roomEnd) throw new NoRoom('there is no room for more data');
    this.#room = address + size;
    return address;
  }

  #add(address: number, bytes: Uint8Array): void {
    // The room is zero where nothing was put.
    if (bytes.some((byte) => byte !== 0)) this.segments.push({ address, bytes });
  }

  /** Puts the names of new errors into the table; all of them into a new one where there is none. */
  #nameErrors(count: number): void {
    const running = this.#image.errorTable;
    const capacity = running?.capacity ?? 2 * count;
    if (count > capacity) throw new NoRoom('there is no room for the names of more errors');
    const address = running?.address ?? this.#take(capacity * SLICE_SIZE, WORD_SIZE);
    this.#errorTable = address;
    const given = running === null ? [...this.#image.errors, ...this.#errors] : this.#errors;
    for (const [name, number] of given) {
      const bytes = bytesOfString(`${name}\0`);
      const slice = new DataView(new ArrayBuffer(SLICE_SIZE));
      slice.setUint32(0, this.#find(bytes, 1) ?? this.#put(bytes, this.#take(bytes.length, 1)), true);
      slice.setUint32(WORD_SIZE, bytes.length - 1, true);
      this.#add(address + number * SLICE_SIZE, new Uint8Array(slice.buffer));
    }
    if (running === null) this.#onCommit.push(() => (this.#image.errorTable = { address, capacity }));
  }

  /** Where there are such bytes already. */
  #find(bytes: Uint8Array, alignment: number): number | undefined {
    const key = contentHash(bytes);
    const found = [...(this.#image.constants.get(key) ?? []), ...(this.#constants.get(key) ?? [])];
    return found.find((address) => address % alignment === 0);
  }

  #put(bytes: Uint8Array, address: number): number {
    this.noteConstant(bytes, address);
    this.#add(address, bytes);
    return address;
  }
}

function isSameList(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((item, i) => item === b[i]);
}

function numberOf<Key>(numbers: Map<Key, number>, key: Key): number {
  const known = numbers.get(key);
  if (known !== undefined) return known;
  numbers.set(key, numbers.size);
  return numbers.size - 1;
}
