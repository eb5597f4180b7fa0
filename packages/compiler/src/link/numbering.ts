import type { DeclIndex, StringIndex } from '../intern/ids.ts';
import { U32Column } from '../util/column.ts';
import {
  type AddressId,
  type DataNode,
  EDGE_BITS,
  EdgeKind,
  type FunctionId,
  type FunctionNode,
  functionOfAddress,
  NO_CODE_ADDRESS,
  NULL_ADDRESS,
  type SymbolGraph,
  type TypeSymbol,
} from './graph.ts';
import type { LinkInput } from './input.ts';
import { MISSING, NumberMap } from './number-map.ts';

/** Words of `Numbering.progress` for each function. */
export const PROGRESS_WORDS = 10;

/** Data that gets an address. */
export interface DataSymbol {
  readonly node: DataNode;
  /** In bytes; grows as references promise more. */
  align: number;
}

/**
 * Everything that can be reached from the exports, numbered in the order in which a walk over the relocations meets it, breadth
 * first. So the numbers follow from the content of the program alone.
 */
export class Numbering {
  /** Functions with code, in their order. Imports come before them. */
  readonly functions: FunctionNode[] = [];
  readonly imports: FunctionNode[] = [];
  readonly data: DataSymbol[] = [];
  readonly types: TypeSymbol[] = [];
  /** Functions in the table: slot n + 1 is `slots[n]`. Slot 0 is never filled: it is the null pointer. */
  readonly slots: FunctionId[] = [];
  /** Names of the errors in use, sorted: error n + 1 is `errors[n]`. */
  errors: StringIndex[] = [];
  /** Data of each error's name. */
  errorNames: number[] = [];
  usesErrorNames = false;
  /** How many words of `SymbolGraph.edges` were walked. */
  edgesLen = 0;
  /** By how many functions and data each error's number is given; one more where that is known at compile time. */
  readonly errorUses = new Map<StringIndex, number>();
  /** How many functions, data, slots, types and imports had a number before each function was come to, and how many behind it. */
  readonly progress = new U32Column(1024);
  readonly graph: SymbolGraph;
  private readonly input: LinkInput;
  private readonly order: FunctionId[] = [];
  /** By node of the graph: its number among those of its kind. An import's is below 0: -1 - n. */
  private readonly functionNumbers = new NumberMap();
  private readonly dataNumbers = new NumberMap();
  private readonly slotNumbers = new NumberMap();
  private readonly typeNumbers = new NumberMap();
  private readonly errorNumbers = new Map<StringIndex, number>();

  constructor(graph: SymbolGraph, input: LinkInput) {
    this.graph = graph;
    this.input = input;
    for (const name of input.errors) this.errorUses.set(name, 1);
  }

  /** Walks from the exports until all is numbered. */
  collect(): void {
    const { graph } = this;
    for (const item of this.input.exports) {
      const func = graph.exportedFunction(item);
      if (func !== null) this.comeToFunction(func);
      else this.comeToAddress(graph.exportedData(item)!);
    }
    let nextFunction = 0;
    let nextData = 0;
    for (;;) {
      if (nextFunction < this.order.length) {
        this.noteProgress();
        const node = graph.functions[this.order[nextFunction++]];
        if (!node.isDefined) graph.define(node);
        this.functions.push(node);
        this.comeToType(node.type);
        this.walk(node);
        this.noteProgress();
      } else if (nextData < this.data.length) {
        const { node } = this.data[nextData++];
        graph.resolveData(node);
        this.walk(node);
      } else if (this.usesErrorNames && this.errorNames.length < this.errorUses.size) this.addErrorNames();
      else break;
    }
    this.sortErrors();
  }

  /** The index that a function has in the module. */
  functionIndex(id: FunctionId): number {
    const number = this.functionNumbers.get(id);
    return number < 0 ? -1 - number : this.imports.length + number;
  }

  /** The number of a function among those with code, -1 - n for import n; MISSING if it has none. */
  functionNumber(id: FunctionId): number {
    return this.functionNumbers.get(id);
  }

  /** Number n of `data`; -1 - n for slot n of the table, 0 being null; MISSING for what has neither. */
  addressNumber(address: AddressId): number {
    if (address >= 0) return this.dataNumbers.get(address);
    if (address === NULL_ADDRESS || address === NO_CODE_ADDRESS) return address;
    const slot = this.slotNumbers.get(functionOfAddress(address));
    return slot === MISSING ? MISSING : -1 - slot;
  }

  /** The number of a type of the graph; MISSING if it has none. */
  typeNumber(type: number): number {
    return this.typeNumbers.get(type);
  }

  /** The number of an error; undefined if it has none. */
  errorNumber(name: StringIndex): number | undefined {
    return this.errorNumbers.get(name);
  }

  private noteProgress(): void {
    this.progress.push(this.order.length);
    this.progress.push(this.data.length);
    this.progress.push(this.slots.length);
    this.progress.push(this.types.length);
    this.progress.push(this.imports.length);
  }

  private comeToFunction(id: FunctionId): void {
    if (this.functionNumbers.get(id) !== MISSING) return;
    const node = this.graph.functions[id];
    if (node.imported === null) this.functionNumbers.set(id, this.order.push(id) - 1);
    else {
      this.functionNumbers.set(id, -this.imports.push(node));
      this.comeToType(node.type);
    }
  }

  private comeToType(type: number): void {
    if (this.typeNumbers.get(type) === MISSING) this.typeNumbers.set(type, this.types.push(this.graph.types[type]) - 1);
  }

  private comeToAddress(address: AddressId): void {
    if (address >= 0) this.comeToData(address, 0);
    else if (address < NO_CODE_ADDRESS) this.comeToAddressOf(functionOfAddress(address));
  }

  private comeToAddressOf(func: FunctionId): void {
    this.comeToFunction(func);
    if (this.slotNumbers.get(func) === MISSING) this.slotNumbers.set(func, this.slots.push(func));
  }

  /** `align`: what the reference promises, in bytes; 0 for nothing in particular. */
  private comeToData(data: number, align: number): void {
    const node = this.graph.data[data];
    const promised = node.align || Math.max(align, node.block.align);
    const number = this.dataNumbers.get(data);
    if (number === MISSING) this.dataNumbers.set(data, this.data.push({ node, align: promised }) - 1);
    else if (promised > this.data[number].align) this.data[number].align = promised;
  }

  private walk({ edgesStart, edgesEnd }: FunctionNode | DataNode): void {
    const { edges } = this.graph;
    this.edgesLen += edgesEnd - edgesStart;
    for (let at = edgesStart; at < edgesEnd; at++) {
      const word = edges.data[at];
      const target = word >>> EDGE_BITS;
      switch ((word & ((1 << EDGE_BITS) - 1)) as EdgeKind) {
        case EdgeKind.func:
          if (this.functionNumbers.get(target) === MISSING) this.comeToFunction(target);
          break;
        case EdgeKind.data:
          if (this.dataNumbers.get(target) === MISSING) this.comeToData(target, 0);
          break;
        case EdgeKind.alignedData:
          this.comeToData(target, edges.data[++at]);
          break;
        case EdgeKind.address:
          this.comeToAddressOf(target);
          break;
        case EdgeKind.decl:
          this.comeToAddress(this.graph.declTarget(target as DeclIndex));
          break;
        case EdgeKind.type:
          this.comeToType(target);
          break;
        case EdgeKind.error:
          this.errorUses.set(target as StringIndex, (this.errorUses.get(target as StringIndex) ?? 0) + 1);
          break;
        case EdgeKind.errorNames:
          this.usesErrorNames = true;
      }
    }
  }

  /** The names of the errors known so far, as data: walking that may not find further errors, but other code may. */
  private addErrorNames(): void {
    this.sortErrors();
    this.errorNames = this.errors.map((name) => {
      const address = this.graph.nameData(name);
      this.comeToAddress(address);
      return this.dataNumbers.get(address);
    });
  }

  private sortErrors(): void {
    const { pool } = this.input;
    const given = new Set(this.input.errors);
    const others = [...this.errorUses.keys()].filter((name) => !given.has(name));
    this.errors = [...given, ...others.sort((a, b) => pool.compareStrings(a, b))];
    for (let i = 0; i < this.errors.length; i++) this.errorNumbers.set(this.errors[i], i + 1);
  }
}
