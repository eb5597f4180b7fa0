import type { Depender } from '../incremental/depender.ts';
import type { Fault } from '../util/fault.ts';
import type { CompileError } from './errors.ts';
import type { Export, Log } from './remarks.ts';
import type { Zcu } from './zcu.ts';

/**
 * What the analysis of a unit comes to, besides its result in the pool and the references that it recorded. It lives until that is kept in the
 * tables.
 */
export interface Outcome {
  /** Whether the result is not what it was. */
  changed: boolean;
  /** Whether it failed: by an error of its own, by that of what it asked for, or by a fault. */
  failed: boolean;
  error: CompileError | null;
  /** How the compiler itself failed; null if it did not. */
  fault: Fault | null;
  /** The least branch quota with which the unit would have been analysed as it was. */
  branchesNeeded: number;
  readonly exports: Export[];
  /** Output of `@compileLog`. */
  readonly logs: Log[];
}

/** That of an analysis which has come to nothing yet. */
export function newOutcome(): Outcome {
  return { changed: false, failed: false, error: null, fault: null, branchesNeeded: 0, exports: [], logs: [] };
}

/**
 * Analyses `unit`: what the floor of analysis is to this one. A compile error is the unit's error, and a failure of the compiler itself its
 * fault. Throws `UPDATE_STOPPED`, and `TablesBroken` where it cannot be told what such a failure left undone.
 */
export type AnalyzeUnit = (zcu: Zcu, unit: Depender) => Outcome;
