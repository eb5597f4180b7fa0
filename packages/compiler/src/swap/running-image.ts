import type { FunctionCode } from '../codegen/generate.ts';
import type { Relocations } from '../codegen/relocation.ts';
import type { DeclIndex, Index } from '../intern/ids.ts';
import type { LinkerSymbol } from '../link/addresses.ts';
import { type Renumbering, RowKind, type RowOwner, type Visit } from '../util/rows.ts';
import { type TypeLayout, visitLayout } from './layouts.ts';

/** A function that has a slot in the table. */
export interface RunningFunction {
  readonly slot: number;
  /** What its code was made from; null for what has none of the program's own. */
  readonly generated: FunctionCode | null;
  readonly code: Uint8Array;
  readonly relocs: Relocations;
  /** By relocation the number that is in the code. */
  readonly words: Int32Array;
}

/** A variable. */
export interface RunningVariable {
  readonly name: string;
  readonly address: number;
  readonly size: number;
  type: Index;
  readonly typeName: string;
  /** What it started with. */
  init: Index;
}

/** The table of the names of errors. */
export interface ErrorTable {
  readonly address: number;
  /** How many names there is room for, that of number 0 included. */
  readonly capacity: number;
}

/**
 * What is in a program that runs: which function is in which slot, what is where in memory, and how what is there is laid out. What is known by identity
 * is known by its row in the pool, as long as the compiler does not start over.
 */
export class RunningImage implements RowOwner {
  functions = new Map<Index, RunningFunction>();
  variables = new Map<DeclIndex, RunningVariable>();
  /** By `contentHash`, where such bytes are. */
  readonly constants = new Map<string, number[]>();
  layouts = new Map<Index, TypeLayout>();
  /** Numbers of errors by their names. */
  readonly errors = new Map<string, number>();
  errorTable: ErrorTable | null = null;
  /** Numbers that stand for function types, functions of the host, and enums, in `RunningFunction.words`. */
  readonly types = new Map<string, number>();
  readonly hosts = new Map<string, number>();
  tags = new Map<Index, number>();
  /** `Schedule.clock` when layouts were last known to be these; -1 where its times are others now. */
  layoutsKnownAt = -1;
  /** Where what the linker has names for is. */
  readonly linkerSymbols = new Map<LinkerSymbol, number>();
  nextSlot = 1;
  /** Where the next data goes, and where the room for that ends. */
  roomStart = 0;
  roomEnd = 0;
  serial = 0;
  /** By exported function its slot, and the names of exported variables. */
  exports: Readonly<Record<string, number>> = {};
  exportedData: ReadonlySet<string> = new Set();
  /** `LinkedProgram.generation`. */
  readonly generation: number;

  constructor(generation: number) {
    this.generation = generation;
  }

  roots(visit: Visit): void {
    this.#visit(visit);
  }

  renumber({ visit }: Renumbering): void {
    this.layoutsKnownAt = -1;
    this.#visit(visit);
  }

  #visit(visit: Visit): void {
    const item = (index: Index): Index => visit(RowKind.item, index) as Index;
    const keys = <Value>(map: ReadonlyMap<Index, Value>): Map<Index, Value> =>
      new Map(Array.from(map, ([index, value]) => [item(index), value]));
    this.functions = keys(this.functions);
    this.variables = new Map(
      Array.from(this.variables, ([decl, value]) => [visit(RowKind.decl, decl) as DeclIndex, value]),
    );
    for (const variable of this.variables.values()) {
      variable.type = item(variable.type);
      variable.init = item(variable.init);
    }
    this.layouts = keys(this.layouts);
    for (const layout of this.layouts.values()) visitLayout(layout, visit);
    this.tags = keys(this.tags);
  }
}
