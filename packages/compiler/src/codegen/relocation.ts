import { U8Column, U32Column } from '../util/column.ts';
import { RowKind, type Visit } from '../util/rows.ts';

/** What a relocation asks the linker to write. In code a padded LEB128 of five bytes, in data the width said here. */
export enum RelocKind {
  /** Index of a function. Target: the pool's `func` or `extern` value. Code only. */
  func,
  /** Address of a declaration plus addend, or its table slot where its value is a function. Target: DeclIndex. Data: 4 bytes. */
  declAddress,
  /** Address of an anonymous constant plus addend, or its table slot where it is a function. Target: pool value. Data: 4 bytes. */
  uavAddress,
  /** Number of a function type. Target: the pool's function type. Code only. */
  typeIndex,
  /** Number of an error. Target: StringIndex of its name. Data: 2 bytes. */
  errorValue,
  /** Address of the table of error names: a slice for each error number, number 0 being empty. Target: 0. Code only. */
  errorNameTable,
  /** Count of error numbers in use, number 0 included. Target: 0. Code only. */
  errorCount,
  /** Index of a function of `runtime/`. Target: a `RuntimeFunction`. Code only. */
  runtime,
  /** Index of the function that gives the name of an enum's tag. Target: the pool's enum type. Code only. */
  tagName,
  /** Index of the function exported, or defined by compiler_rt, under a name. Target: StringIndex of the name. Code only. */
  symbol,
  /** What this place is in an error return trace: see `link/return-places.ts`. Target: the number of it in the function, from 1. Code only. */
  returnPlace,
  /** Index of a global. Target: `STACK_POINTER` or `ERROR_TRACE`. Only in code for object files. */
  global,
}

/** Relocations of one function or one block of data, in the order of their offsets. Most blocks have none. */
export class Relocations {
  readonly kind: U8Column;
  /** Byte offset of the operand in the code or data. */
  readonly offset: U32Column;
  readonly target: U32Column;
  /** Bytes to add to an address, as a signed 32-bit number. */
  readonly addend: U32Column;
  /** `uavAddress`: alignment in bytes that the pointer promises, 0 for the type's own. */
  readonly detail: U32Column;

  constructor(
    kind = new U8Column(0),
    offset = new U32Column(0),
    target = new U32Column(0),
    addend = new U32Column(0),
    detail = new U32Column(0),
  ) {
    this.kind = kind;
    this.offset = offset;
    this.target = target;
    this.addend = addend;
    this.detail = detail;
  }

  get length(): number {
    return this.kind.length;
  }

  add(kind: RelocKind, offset: number, target: number, addend = 0, detail = 0): void {
    this.kind.push(kind);
    this.offset.push(offset);
    this.target.push(target);
    this.addend.push(addend);
    this.detail.push(detail);
  }

  /** Adds those of `others`. */
  append({ kind, offset, target, addend, detail }: Relocations): void {
    this.kind.pushAll(kind.view());
    this.offset.pushAll(offset.view());
    this.target.pushAll(target.view());
    this.addend.pushAll(addend.view());
    this.detail.pushAll(detail.view());
  }

  /** Those from number `start` up to `end`, as views of these. */
  part(start: number, end: number): Relocations {
    const words = ({ data }: U32Column): U32Column => U32Column.over(data.subarray(start, end));
    const { kind, offset, target, addend, detail } = this;
    return new Relocations(
      U8Column.over(kind.data.subarray(start, end)),
      words(offset),
      words(target),
      words(addend),
      words(detail),
    );
  }

  /** Moves every relocation by `bytes`. */
  shift(bytes: number): void {
    for (let i = 0; i < this.offset.length; i++) this.offset.data[i] += bytes;
  }
}

/** Has `visit` see every row that relocations have for a target, and puts what it returns in its place. */
export function visitRelocations({ kind, target }: Relocations, visit: Visit): void {
  for (let i = 0; i < kind.length; i++) {
    const rows = targetRows(kind.data[i]!);
    if (rows !== null) target.data[i] = visit(rows, target.data[i]!);
  }
}

/** The table that the target of a relocation of `kind` is a row of; null if it is of none. */
function targetRows(kind: RelocKind): RowKind | null {
  switch (kind) {
    case RelocKind.func:
    case RelocKind.uavAddress:
    case RelocKind.typeIndex:
    case RelocKind.tagName:
      return RowKind.item;
    case RelocKind.declAddress:
      return RowKind.decl;
    case RelocKind.errorValue:
    case RelocKind.symbol:
      return RowKind.string;
    case RelocKind.errorNameTable:
    case RelocKind.errorCount:
    case RelocKind.runtime:
    case RelocKind.returnPlace:
    case RelocKind.global:
      return null;
  }
}
