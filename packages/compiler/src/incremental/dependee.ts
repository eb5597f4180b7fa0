import { RowKind } from '../util/rows.ts';
import { type Depender, DependerKind, dependerKind, makeDepender, NO_DEPENDER } from './depender.ts';

/**
 * A fact that analysis can rely on. The first kinds are inputs: they change when files do. The others are results of
 * dependers: they change, or turn out not to, when the depender is analysed.
 */
export enum DependeeKind {
  /** The content of a tracked chunk. Also invalid when the chunk is lost. */
  srcHash,
  /** The ordered names of a container, with `pub` or not (a: the container's tracked chunk). */
  namespace,
  /** That a container has, or lacks, one name (a: the container's tracked chunk, b: the interned name). */
  namespaceName,
  /** That a file loads and lowers (a: the file). */
  file,
  /** The bytes of an embedded file (a: the file). */
  embedFile,
  /** Where a tracked chunk stands in its file: what `@src()` shows (a: the tracked chunk). */
  position,
  /** How many backward branches the callers of an instance of a generic function let it take (a: the function). */
  branchQuota,
  /** The number of an error at compile time (a: its name), or which errors have one (a: ALL_ERRORS). */
  errorNumber,
  /** The order of the errors of a set (a: the type). */
  errorOrder,
  /** What a declaration without a name is called: the how-manieth it is among those around it (a: the declaration). */
  qualifiedName,
  /** What a container type is called (a: the container). */
  typeName,
  /** Whether a union that is not tagged carries a tag for safety checks (a: the container). */
  safetyTag,
  /** Whether the value of a declaration could not be worked out (a: the declaration). */
  valueFailed,
  /** Type of a declaration (a: the declaration). */
  declType,
  /** Value of a declaration (a: the declaration). */
  declVal,
  /** The inferred error set of a function (a: the function). */
  inferredErrors,
  /** A group of `std.builtin` declarations (a: the group). */
  builtins,
  /** Fields, tag values, size, alignment and offsets of a container type (a: the container). */
  typeLayout,
  /** Default values of the fields of a struct type (a: the container). */
  typeDefaults,
  /** What a call at compile time comes to, with how many branches it takes, what it refers to, exports and logs (a: the call). */
  callResult,
}

/** Row of a fact in the dependency graph. */
export type DependeeRow = number & { readonly __brand: 'DependeeRow' };

/** No fact. */
export const NO_DEPENDEE = 0x7fff_ffff as DependeeRow;

/** The kind of fact that analysing a depender of `kind` gives; -1 if others cannot depend on it. */
function resultKind(kind: DependerKind): DependeeKind | -1 {
  switch (kind) {
    case DependerKind.declType:
      return DependeeKind.declType;
    case DependerKind.declValue:
      return DependeeKind.declVal;
    case DependerKind.funcBody:
      return DependeeKind.inferredErrors;
    case DependerKind.comptimeBlock:
      return -1;
    case DependerKind.builtins:
      return DependeeKind.builtins;
    case DependerKind.typeLayout:
      return DependeeKind.typeLayout;
    case DependerKind.typeDefaults:
      return DependeeKind.typeDefaults;
    case DependerKind.call:
      return DependeeKind.callResult;
  }
}

/** The depender whose analysis gives a fact; `NO_DEPENDER` if the fact is an input. */
export function producerOf(kind: DependeeKind, a: number): Depender {
  switch (kind) {
    case DependeeKind.declType:
      return makeDepender(DependerKind.declType, a);
    case DependeeKind.declVal:
      return makeDepender(DependerKind.declValue, a);
    case DependeeKind.inferredErrors:
      return makeDepender(DependerKind.funcBody, a);
    case DependeeKind.builtins:
      return makeDepender(DependerKind.builtins, a);
    case DependeeKind.typeLayout:
      return makeDepender(DependerKind.typeLayout, a);
    case DependeeKind.typeDefaults:
      return makeDepender(DependerKind.typeDefaults, a);
    case DependeeKind.callResult:
      return makeDepender(DependerKind.call, a);
    default:
      return NO_DEPENDER;
  }
}

/** The kind of the result of `depender`; -1 if others cannot depend on it. */
export function resultKindOf(depender: Depender): DependeeKind | -1 {
  return resultKind(dependerKind(depender));
}

/** The table that the first word of a fact of `kind` is a row of; null if it is of none. */
export function dependeeRows(kind: DependeeKind): RowKind | null {
  switch (kind) {
    case DependeeKind.srcHash:
    case DependeeKind.namespace:
    case DependeeKind.namespaceName:
    case DependeeKind.position:
      return RowKind.tracked;
    case DependeeKind.errorNumber:
      return RowKind.string;
    case DependeeKind.branchQuota:
    case DependeeKind.inferredErrors:
      return RowKind.func;
    case DependeeKind.qualifiedName:
    case DependeeKind.valueFailed:
    case DependeeKind.declType:
    case DependeeKind.declVal:
      return RowKind.decl;
    case DependeeKind.typeName:
    case DependeeKind.safetyTag:
    case DependeeKind.typeLayout:
    case DependeeKind.typeDefaults:
      return RowKind.container;
    case DependeeKind.errorOrder:
    case DependeeKind.callResult:
      return RowKind.item;
    case DependeeKind.file:
    case DependeeKind.embedFile:
    case DependeeKind.builtins:
      return null;
  }
}

/** As `dependeeRows`, of the second word. */
export function secondDependeeRows(kind: DependeeKind): RowKind | null {
  return kind === DependeeKind.namespaceName ? RowKind.string : null;
}
