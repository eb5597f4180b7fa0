import { InternalFault } from '../intern/ids.ts';
import { RowKind, type Visit } from '../util/rows.ts';

/** What a unit of analysis works out. A unit is analysed as a whole and remembered as a whole. */
export enum DependerKind {
  /** The type, alignment and section of a declaration (index: `DeclIndex`). */
  declType,
  /** The value of a declaration (index: `DeclIndex`). */
  declValue,
  /** AIR, inferred error set and code of one runtime function or generic instance (index: the function). */
  funcBody,
  /** Errors, exports and references of a `comptime` block (index: its tracked chunk). */
  comptimeBlock,
  /** A group of declarations of `std.builtin` that the compiler itself refers to (index: the group). */
  builtins,
  /**
   * Fields, tag values, size, alignment and offsets of a container type (index: its number in the intern floor's container table).
   */
  typeLayout,
  /** Default values of the fields of a struct type (index: as `typeLayout`). */
  typeDefaults,
  /** The result of a call that is evaluated at compile time (index: the pool's item of the function and its arguments). */
  call,
}

/** A unit of analysis: a `DependerKind` in the top four bits, an index of that kind below. */
export type Depender = number & { readonly __brand: 'Depender' };

/** No depender. */
export const NO_DEPENDER = 0x7fff_ffff as Depender;

/** Indices of dependers are below this number. */
const DEPENDER_INDEX_END = 0x1000_0000;

/** The depender of a kind and an index. Throws an `InternalFault` if the index has more than 28 bits. */
export function makeDepender(kind: DependerKind, index: number): Depender {
  if (index < 0 || index >= DEPENDER_INDEX_END) throw new InternalFault(`depender index ${index} is out of range`);
  return ((kind << 28) | index) as Depender;
}

/** The kind of a depender. */
export function dependerKind(depender: Depender): DependerKind {
  return depender >>> 28;
}

/** The index of a depender, whose meaning follows from its kind. */
export function dependerIndex(depender: Depender): number {
  return depender & (DEPENDER_INDEX_END - 1);
}

/** `visit` sees the row that a depender is about. Returns the depender that is about the row that it gives. */
export function visitDepender(depender: Depender, visit: Visit): Depender {
  const kind = dependerKind(depender);
  const rows = dependerRows(kind);
  return rows === null ? depender : makeDepender(kind, visit(rows, dependerIndex(depender)));
}

/** The table that the index of a depender of `kind` is a row of; null if it is of none. */
function dependerRows(kind: DependerKind): RowKind | null {
  switch (kind) {
    case DependerKind.declType:
    case DependerKind.declValue:
    case DependerKind.comptimeBlock:
      return RowKind.decl;
    case DependerKind.funcBody:
      return RowKind.func;
    case DependerKind.typeLayout:
    case DependerKind.typeDefaults:
      return RowKind.container;
    case DependerKind.call:
      return RowKind.item;
    case DependerKind.builtins:
      return null;
  }
}
