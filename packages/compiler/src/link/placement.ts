import type { DeclIndex, StringIndex } from '../intern/ids.ts';
import { alignUp } from '../intern/layout.ts';
import type { InternPool } from '../intern/pool.ts';
import { bytesOfString, stringOfBytes } from '../util/utf8.ts';
import {
  type AddressId,
  type FunctionId,
  functionOfAddress,
  isFunctionAddress,
  type LinkerSymbol,
  linkerSymbolAt,
} from './addresses.ts';
import type { DataNode, SymbolGraph } from './graph.ts';
import { type LinkOptions, PAGE_SIZE } from './input.ts';
import { MISSING, NumberMap } from './number-map.ts';
import { sizeClass } from './padding.ts';
import {
  ERROR_COUNT,
  ERROR_NAMES,
  type ReachChange,
  type References,
  type Vertex,
  VertexKind,
  vertexId,
  vertexKind,
  vertexOf,
} from './references.ts';
import type { ListReader, ListWriter } from './saved-words.ts';
import { Spread } from './spread.ts';

/** The first slot of the table that is used: 0 is the null pointer. */
const FIRST_SLOT = 1;

const DATA_ALIGN = 16;
const SLICE_SIZE = 8;

/** How much room there is in Debug, where edits are to leave most things in their places. */
const SOME_ROOM = 9 / 8;
/** The same for types, of which there are few, that much refers to. */
const MUCH_ROOM = 2;
/** So many types more are not worth moving all. */
const TYPES_STEP = 64;

/** From this size in bytes on, and where it needs a greater alignment than all data has, data is in groups where there is no room left. */
const LARGE = 1024;

/** Bytes for data that comes while a module runs. Memory is taken only as far as it is used. */
const SWAP_ROOM = 1 << 22;

/** For the names of so many more errors there is room where functions can be replaced. */
const MORE_ERRORS = 64;

/** Groups of data, in the order in which they are in memory. */
enum Group {
  constants,
  variables,
  largeConstants,
  largeVariables,
  zero,
  largeZero,
}

const GROUPS = 6;

/** Bytes of memory that were something else before. */
export interface OldData {
  readonly address: number;
  readonly size: number;
}

/** What is elsewhere than it was. */
export interface Moves {
  /** What has another number or address, or has one for the first time. */
  readonly moved: ReadonlySet<Vertex>;
  /** Numbers of functions, without the imports, that are of others now, or of none. */
  readonly slots: ReadonlySet<number>;
  /** Functions that have another slot in the table, or have none any more, by the slots they had. */
  readonly tableSlots: ReadonlySet<number>;
  readonly oldData: readonly OldData[];
  readonly areErrorsOther: boolean;
  readonly areTypesOther: boolean;
  /** Whether the module has other parts, or parts of other sizes: then nothing of it is where it was. */
  readonly isAnew: boolean;
}

/**
 * Where everything is: the numbers of functions, types, slots of the table and errors, and the addresses of data. It follows from what is reached and what
 * that is called. Where there is room, what comes or goes moves little else.
 */
export class Placement {
  /** Functions with code, without their imports. */
  readonly functions: Spread;
  readonly imports: Spread;
  /** Functions in the table: slot n + 1 is at n. Slot 0 is never filled: it is the null pointer. */
  readonly slots: Spread;
  readonly types: Spread;
  /** Names of the errors in use, sorted: error n + 1 is `errors[n]`. */
  errors: readonly StringIndex[] = [];
  /** Whether there is room between one thing and the next. */
  readonly hasRoom: boolean;
  /** Where the data starts. */
  readonly start: number;
  /** The table of error names, a slice each; of no size if it is not used. */
  errorNameTable = 0;
  /** End of all data. */
  dataEnd = 0;
  /** End of the data that the module has bytes for. */
  bytesEnd = 0;
  /** Where the stack starts, which grows down: where the data does, so that a write past its end is below address 0 and traps, or behind the data. */
  stackTop = 0;
  /** End of all data, of the stack, and of the room behind them. */
  end = 0;
  /** Where room for more data starts, up to `end`, in a module whose functions can be replaced. */
  roomStart = 0;
  readonly graph: SymbolGraph;
  private readonly isSwappable: boolean;
  /** Bytes of the stack, where it is behind the data. */
  private readonly stackBehind: number;
  /** What memory has at the start at least, in bytes. */
  private readonly initialMemory: number;
  private readonly references: References;
  private readonly pool: InternPool;
  private readonly groups: Spread[];
  private readonly groupStarts: number[] = [];
  /** By data: its alignment in bytes, and its group. */
  private readonly alignments = new NumberMap();
  private readonly groupOf = new NumberMap();
  /** What `updateErrors` gave another number. */
  private movedErrors: Vertex[] = [];
  private given: readonly StringIndex[] = [];
  private readonly used = new Set<StringIndex>();
  private readonly errorNumbers = new Map<StringIndex, number>();
  private shape = '';

  constructor(graph: SymbolGraph, references: References, pool: InternPool, options: LinkOptions) {
    const { stackSize, globalBase, initialMemory, padCode: hasRoom, isSwappable } = options;
    this.graph = graph;
    this.hasRoom = hasRoom;
    this.isSwappable = isSwappable;
    this.references = references;
    this.pool = pool;
    this.start = globalBase ?? alignUp(stackSize, DATA_ALIGN);
    this.stackBehind = globalBase === null ? 0 : stackSize;
    this.initialMemory = initialMemory;
    const some = hasRoom ? SOME_ROOM : 1;
    const one = { sizeOf: () => 1, alignOf: () => 1 };
    const functions = { keyOf: (id: number) => graph.functions[id].key, ...one };
    this.functions = new Spread(functions, some);
    this.imports = new Spread(functions, 1);
    this.slots = new Spread(functions, some);
    this.types = new Spread({ keyOf: (id) => graph.types[id].key, ...one }, hasRoom ? MUCH_ROOM : 1, TYPES_STEP);
    const data = {
      keyOf: (id: number) => graph.data[id].key,
      sizeOf: (id: number) => graph.data[id].block.bytes.length,
      alignOf: (id: number) => this.alignments.get(id),
    };
    this.groups = Array.from({ length: GROUPS }, (_, group) => new Spread(data, isLarge(group) ? 1 : some));
  }

  /** The index that a function has in the module. */
  functionIndex(id: FunctionId): number {
    return this.graph.functions[id].imported === null
      ? this.imports.length + this.functions.positionOf(id)
      : this.imports.positionOf(id);
  }

  /** The index of the function that is in slots of the table where there is none. */
  get noFunction(): number {
    return this.imports.length + this.functions.length - 1;
  }

  /** The number that a pointer is: an address, or a slot of the table. */
  addressOf(address: AddressId): number {
    if (address >= 0) return this.dataAddress(address);
    if (isFunctionAddress(address)) return this.slots.positionOf(functionOfAddress(address)) + FIRST_SLOT;
    const symbol = linkerSymbolAt(address);
    return symbol === null ? -1 - address : this.linkerSymbol(symbol);
  }

  /** The address of what a linker calls `symbol`. */
  linkerSymbol(symbol: LinkerSymbol): number {
    switch (symbol) {
      case '__heap_base':
        return alignUp(this.end, DATA_ALIGN);
      case '__heap_end':
        return this.pages * PAGE_SIZE;
      case '__data_end':
        return this.dataEnd;
      case '__global_base':
      case '__dso_handle':
        return this.start;
      case '__stack_low':
        return this.stackBehind === 0 ? 0 : this.stackTop - this.stackBehind;
      case '__stack_high':
        return this.stackTop;
      case '__memory_base':
        return 0;
      case '__table_base':
        return FIRST_SLOT;
      case '__wasm_first_page_end':
        return PAGE_SIZE;
    }
  }

  /** How much memory there is at the start, in pages. */
  get pages(): number {
    return Math.ceil(Math.max(this.initialMemory, this.end) / PAGE_SIZE);
  }

  /** The address of data. */
  dataAddress(id: number): number {
    const group = this.groupOf.get(id);
    return this.groupStarts[group] + this.groups[group].positionOf(id);
  }

  /** What the address of data is a multiple of. */
  dataAlignment(id: number): number {
    return Math.max(this.alignments.get(id), 1);
  }

  /** The number of an error; undefined if it has none. */
  errorNumber(name: StringIndex): number | undefined {
    return this.errorNumbers.get(name);
  }

  /** All data: places in `SymbolGraph.data`. */
  *data(): Generator<number> {
    for (const group of this.groups) yield* group.ids;
  }

  /** The place in `SymbolGraph.data` of variable `decl`; -1 where it is not in the module. */
  variable(decl: DeclIndex): number {
    const id = this.graph.variable(decl);
    return id >= 0 && this.references.has(vertexOf(VertexKind.data, id)) ? id : -1;
  }

  /** What is in the module and has bytes there: places in `SymbolGraph.data`. */
  *dataWithBytes(): Generator<number> {
    for (let group = 0; group < Group.zero; group++) yield* this.groups[group].ids;
  }

  /**
   * Places what came, and what else is given. `renamed`: what has another key. `isReordered`: whether references are others. To be called after
   * `updateErrors`.
   */
  update({ added, dropped, promised }: ReachChange, renamed: readonly Vertex[], isReordered: boolean): Moves {
    const moved = new Set<Vertex>(this.movedErrors);
    const slots = new Set<number>();
    const tableSlots = new Set<number>();
    const oldData: OldData[] = [];
    const isNew = new Set(added);
    const again = new Set(renamed.filter((vertex) => this.references.has(vertex) && !isNew.has(vertex)));
    for (const vertex of [...again]) {
      const slot = vertexOf(VertexKind.slot, vertexId(vertex));
      if (vertexKind(vertex) === VertexKind.func && this.references.has(slot) && !isNew.has(slot)) again.add(slot);
    }
    for (const vertex of promised) {
      const isKnown = this.references.has(vertex) && !isNew.has(vertex);
      if (isKnown && this.alignmentOf(vertexId(vertex)) !== this.alignments.get(vertexId(vertex))) again.add(vertex);
    }
    const remove = idsByKind([...dropped, ...again]);
    const add = idsByKind([...added, ...again]);
    let ranks: Map<Vertex, number> | null = null;
    const rank = (vertex: Vertex): number => {
      ranks ??= new Map(Array.from(this.references.walk(), (met, i) => [met, i]));
      return ranks.get(vertex)!;
    };
    const place = (
      spread: Spread,
      kind: VertexKind,
      gone: readonly number[],
      come: readonly number[],
      whenLeft: (position: number, id: number) => void,
    ): void => {
      for (const id of gone) whenLeft(spread.positionOf(id), id);
      for (const { id, from } of spread.update(gone, come, (one) => rank(vertexOf(kind, one)), isReordered)) {
        if (from !== MISSING) whenLeft(from, id);
        moved.add(vertexOf(kind, id));
      }
    };
    const hasCode = (id: number): boolean => this.graph.functions[id].imported === null;
    const isImport = (id: number): boolean => !hasCode(id);
    const [goneFunctions, newFunctions] = [remove[VertexKind.func], add[VertexKind.func]];
    const note = (set: Set<number>) => (position: number) => set.add(position);
    let isAnew = false;
    const noteAnew = (): void => {
      isAnew = true;
    };
    place(this.functions, VertexKind.func, goneFunctions.filter(hasCode), newFunctions.filter(hasCode), note(slots));
    place(this.imports, VertexKind.func, goneFunctions.filter(isImport), newFunctions.filter(isImport), noteAnew);
    place(this.slots, VertexKind.slot, remove[VertexKind.slot], add[VertexKind.slot], note(tableSlots));
    let areTypesOther = add[VertexKind.type].length > 0;
    place(this.types, VertexKind.type, remove[VertexKind.type], add[VertexKind.type], () => {
      areTypesOther = true;
    });
    const [goneData, newData] = [remove[VertexKind.data], add[VertexKind.data]];
    const goneByGroup = byGroup(goneData, (id) => this.groupOf.get(id));
    for (const id of newData) {
      this.alignments.set(id, this.alignmentOf(id));
      this.groupOf.set(id, groupOf(this.graph.data[id], this.alignments.get(id)));
    }
    const newByGroup = byGroup(newData, (id) => this.groupOf.get(id));
    this.groups.forEach((spread, group) => {
      const start = this.groupStarts[group];
      place(spread, VertexKind.data, goneByGroup[group], newByGroup[group], (position, id) => {
        if (group < Group.zero) oldData.push({ address: start + position, size: this.sizeOf(id) });
      });
    });
    for (const vertex of moved) {
      const id = vertexId(vertex);
      if (vertexKind(vertex) === VertexKind.slot) tableSlots.add(this.slots.positionOf(id));
      if (vertexKind(vertex) !== VertexKind.func || isImport(id)) continue;
      slots.add(this.functions.positionOf(id));
      if (this.slots.positionOf(id) !== MISSING) tableSlots.add(this.slots.positionOf(id));
    }
    this.layOut();
    const spreads = [this.imports, this.functions, this.slots, this.types];
    const ends = [this.errorNameTable, this.dataEnd, this.end];
    const shape = [...spreads.map(({ length }) => length), ...this.groupStarts, ...ends].join();
    isAnew ||= shape !== this.shape || newFunctions.some(isImport);
    const isMoved = (id: number): boolean => moved.has(vertexOf(VertexKind.type, this.graph.functions[id].type));
    isAnew ||= areTypesOther && this.imports.ids.some(isMoved);
    this.shape = shape;
    return { moved, slots, tableSlots, oldData, areErrorsOther: this.movedErrors.length > 0, areTypesOther, isAnew };
  }

  /** Gives numbers to errors, of which some came and went. `given`: those whose numbers are known at compile time, in their order. */
  updateErrors({ added, dropped }: ReachChange, given: readonly StringIndex[]): void {
    this.movedErrors = [];
    const isSame = given.length === this.given.length && given.every((name, i) => name === this.given[i]);
    let isOther = !isSame;
    for (const vertex of dropped) {
      if (vertexKind(vertex) !== VertexKind.error) continue;
      isOther = true;
      this.used.delete(vertexId(vertex) as StringIndex);
    }
    for (const vertex of added) {
      if (vertexKind(vertex) !== VertexKind.error) continue;
      isOther = true;
      this.used.add(vertexId(vertex) as StringIndex);
    }
    if (!isOther) return;
    this.given = given;
    const first = new Set(given);
    const others = [...this.used].filter((name) => !first.has(name));
    const count = this.errors.length;
    this.errors = [...first, ...others.sort((a, b) => this.pool.compareStrings(a, b))];
    const numbers = new Map(this.errorNumbers);
    this.errorNumbers.clear();
    this.errors.forEach((name, i) => {
      this.errorNumbers.set(name, i + 1);
      if (numbers.get(name) !== i + 1) this.movedErrors.push(vertexOf(VertexKind.error, name));
    });
    if (count !== this.errors.length) this.movedErrors.push(ERROR_COUNT);
  }

  /** Whether there is a table of error names. */
  get usesErrorNames(): boolean {
    return this.references.has(ERROR_NAMES);
  }

  /** Bytes of the table of error names, in which there is room too. */
  get errorTableSize(): number {
    return this.usesErrorNames
      ? alignUp(sizeClass(this.errors.length + 1 + (this.isSwappable ? MORE_ERRORS : 0)) * SLICE_SIZE, DATA_ALIGN)
      : 0;
  }

  /** Where those constants end that memory begins with, from `start` on. Behind them may be more. */
  get constantsEnd(): number {
    return this.groupStarts[Group.variables];
  }

  /** Writes all of it. */
  save(out: ListWriter): void {
    for (const spread of this.spreads()) spread.save(out);
    const { errorNameTable, dataEnd, bytesEnd, stackTop, end, roomStart } = this;
    out.doubles([errorNameTable, dataEnd, bytesEnd, stackTop, end, roomStart, ...this.groupStarts]);
    for (const map of [this.alignments, this.groupOf]) out.ints(map.pairs());
    out.ints(this.errors);
    out.ints(this.given);
    out.ints([...this.used]);
    out.bytes(bytesOfString(this.shape));
  }

  /** Takes over what `save` wrote. To be called where nothing is placed yet. */
  restore(from: ListReader): void {
    for (const spread of this.spreads()) spread.restore(from);
    const [errorNameTable, dataEnd, bytesEnd, stackTop, end, roomStart, ...groupStarts] = from.doubles();
    Object.assign(this, { errorNameTable, dataEnd, bytesEnd, stackTop, end, roomStart });
    this.groupStarts.push(...groupStarts);
    for (const map of [this.alignments, this.groupOf]) map.setAll(from.ints());
    this.errors = [...from.ints()] as StringIndex[];
    for (const [i, name] of this.errors.entries()) this.errorNumbers.set(name, i + 1);
    this.given = [...from.ints()] as StringIndex[];
    for (const name of from.ints()) this.used.add(name as StringIndex);
    this.shape = stringOfBytes(from.bytes());
  }

  private spreads(): Spread[] {
    return [this.functions, this.imports, this.slots, this.types, ...this.groups];
  }

  private layOut(): void {
    let at = this.start;
    this.groups.forEach((spread, group) => {
      at = alignUp(at, DATA_ALIGN);
      if ((group as Group) === Group.largeConstants) {
        this.errorNameTable = at;
        at += this.errorTableSize;
      }
      if (isLarge(group)) for (const id of spread.ids) at = alignUp(at, Math.max(DATA_ALIGN, this.alignments.get(id)));
      if ((group as Group) === Group.zero) this.bytesEnd = at;
      this.groupStarts[group] = at;
      at += spread.length;
    });
    this.dataEnd = at;
    this.stackTop = this.stackBehind === 0 ? this.start : alignUp(at, DATA_ALIGN) + this.stackBehind;
    this.roomStart = alignUp(Math.max(at, this.stackTop), DATA_ALIGN);
    this.end = this.isSwappable ? this.roomStart + SWAP_ROOM : Math.max(at, this.stackTop);
  }

  private alignmentOf(id: number): number {
    const { align, block } = this.graph.data[id];
    return align || Math.max(block.align, this.references.promiseOf(vertexOf(VertexKind.data, id)));
  }

  private sizeOf(id: number): number {
    return this.graph.data[id].block.bytes.length;
  }
}

function isLarge(group: Group): boolean {
  return group === Group.largeConstants || group === Group.largeVariables || group === Group.largeZero;
}

function groupOf({ block, isVariable }: DataNode, align: number): Group {
  const isInLarge = block.bytes.length >= LARGE || align > DATA_ALIGN;
  if (block.isZero) return isInLarge ? Group.largeZero : Group.zero;
  if (isVariable) return isInLarge ? Group.largeVariables : Group.variables;
  return isInLarge ? Group.largeConstants : Group.constants;
}

function idsByKind(vertices: readonly Vertex[]): number[][] {
  const ids: number[][] = Array.from({ length: VertexKind.single + 1 }, () => []);
  for (const vertex of vertices) ids[vertexKind(vertex)].push(vertexId(vertex));
  return ids;
}

function byGroup(data: readonly number[], groupOfData: (id: number) => Group): number[][] {
  const groups: number[][] = Array.from({ length: GROUPS }, () => []);
  for (const id of data) groups[groupOfData(id)].push(id);
  return groups;
}
