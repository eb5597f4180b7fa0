import type { DependerRow } from '../incremental/dependency-graph.ts';
import { NO_TRACKED, type StringIndex, type TrackedIndex } from '../intern/ids.ts';
import type { Src } from './src.ts';

/** A note under an error: official wording, at a place in a chunk. */
export interface ErrorNote {
  readonly chunk: TrackedIndex;
  readonly src: Src;
  readonly message: string;
  /** The error that the note is about, where several notes side by side are told in the order in which those are met. */
  readonly errorName?: StringIndex;
  /** Row of the unit of which a note of a dependency loop tells what it asks for. */
  readonly unit?: DependerRow;
}

/**
 * The error that ended the analysis of a unit. Places are relative to chunks, so it stays true while other code moves. A dependency loop
 * of several units has no place but those of its notes: `chunk` is NO_TRACKED.
 */
export interface CompileError extends ErrorNote {
  readonly notes: readonly ErrorNote[];
  /** `{}` in the message is the token that stands at the place. */
  readonly namesPlace?: boolean;
  /** The program made the message: `@compileError`. */
  readonly isUsers?: boolean;
  /** It is a dependency loop of one unit: those are told after all other errors, as those of several are. */
  readonly isLoop?: boolean;
  /** Officially code generation finds it, in a function whose analysis is done: those are told after the errors of analysis, without references. */
  readonly isOfCode?: boolean;
}

/** Whether the error is a dependency loop: of several units, which has no place, or of one. */
export function isLoopError(error: CompileError): boolean {
  return error.chunk === NO_TRACKED || error.isLoop === true;
}
