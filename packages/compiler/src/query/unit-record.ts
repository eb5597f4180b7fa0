import type { Depender } from '../incremental/depender.ts';
import type { DeclIndex, Index, TrackedIndex } from '../intern/ids.ts';
import type { Fault } from '../util/fault.ts';
import type { CompileError } from './errors.ts';
import { NO_QUOTA } from './quota.ts';
import type { Src } from './src.ts';

const NOTHING: readonly never[] = [];

/** What a unit refers to, for reachability and for the reference trace of a message. */
export interface Reference {
  /** A unit; or the container type `type` whose comptime blocks and exports are reached with it. */
  readonly unit: Depender | null;
  /** The record of the unit. */
  readonly target: UnitRecord | null;
  readonly type: Index;
  /** Whether the unit was asked for what that one gives, which had it analysed there and then; of a type, whether this unit made it. */
  readonly isAsked: boolean;
  readonly chunk: TrackedIndex;
  readonly src: Src;
  /** The innermost call that was analysed in its caller when it came to the place: at compile time, or inline. Null for none. */
  readonly calls: CallSite | null;
  /**
   * The call of an instance of a generic function: the branch quota that the unit itself has raised its own to, 0 if it has not; the
   * instance gets that or the unit's. NO_QUOTA for other references.
   */
  readonly quota: number;
}

/** A call of `func` in the place `src` of `chunk`. */
export interface CallSite {
  readonly func: Index;
  readonly chunk: TrackedIndex;
  readonly src: Src;
  /** The call in whose body it stands, if that was analysed in its caller too. */
  readonly outer: CallSite | null;
}

/** A symbol that a unit makes visible outside the module. */
export interface Export {
  readonly name: string;
  /** The exported function or variable's declaration, or NO_DECL where a plain value is exported. */
  readonly decl: DeclIndex;
  readonly value: Index;
  /** It takes the name, but is not visible outside. */
  readonly isInternal: boolean;
  /** The memoized call that made it, which whoever makes the same call has too; 0 if it was none. */
  readonly call: Index;
  readonly chunk: TrackedIndex;
  readonly src: Src;
}

/** What one `@compileLog` shows. */
export interface Log {
  readonly chunk: TrackedIndex;
  readonly src: Src;
  readonly text: string;
  /** As in `Export`. */
  readonly call: Index;
}

/** What the last analysis of a unit left, besides its result in the pool. */
export interface UnitRecord {
  readonly unit: Depender;
  /** The unit's row in the schedule; -1 as long as that is not known. */
  row: number;
  /** Number of the walk that reached the unit last, its place among those reached, and where it waits in a walk: see `analysis-order.ts`. */
  walk: number;
  place: number;
  waitingAt: number;
  error: CompileError | null;
  /** How the compiler itself failed; null if it did not. */
  fault: Fault | null;
  failed: boolean;
  references: Reference[];
  exports: Export[];
  /** Output of `@compileLog`. */
  logs: Log[];
  /** `Outcome.branchesNeeded` */
  branchesNeeded: number;
  /** The greatest quota in the references, and the types that they say are made. */
  quotaGiven: number;
  typesMade: readonly Index[];
}

/** That of a unit which was never analysed. */
export function newRecord(unit: Depender): UnitRecord {
  return {
    unit,
    row: -1,
    walk: 0,
    place: -1,
    waitingAt: -1,
    error: null,
    fault: null,
    failed: false,
    references: [],
    exports: [],
    logs: [],
    branchesNeeded: 0,
    quotaGiven: NO_QUOTA,
    typesMade: NOTHING,
  };
}

/** Forgets what the last analysis left. The record itself stays: references lead to it. */
export function clearRecord(record: UnitRecord): void {
  record.error = null;
  record.fault = null;
  record.failed = false;
  record.references = [];
  record.exports = [];
  record.logs = [];
  record.quotaGiven = NO_QUOTA;
  record.typesMade = NOTHING;
}
