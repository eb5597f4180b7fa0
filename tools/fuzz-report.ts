/** What a run of a fuzzer came to. */
export interface FuzzReport {
  readonly edits: number;
  /** After how many of them there were no errors. */
  readonly compiled: number;
  /** What differed, for a person; null if nothing did. */
  readonly difference: string | null;
}

/** How long a run of a fuzzer goes on: until either is used up. Each may be `Infinity`. */
export interface FuzzBudget {
  readonly seconds: number;
  readonly edits: number;
}

/** How a run of a fuzzer compares. */
export interface FuzzSettings {
  /** Whether it goes on at faults of the compiler that a build from nothing has too. */
  readonly passFaults: boolean;
  /** Whether compilations drop what no unit needs any more before each update. */
  readonly collectsAlways: boolean;
}

/** Whether a run with `budget` that has made so many edits goes on. `start`: when it began, of `performance.now()`. */
export function goesOn(budget: FuzzBudget, start: number, edits: number): boolean {
  return edits < budget.edits && performance.now() < start + budget.seconds * 1000;
}

/** How often a program goes back to what it was at first, in tenths: edits on edits are mostly errors. */
export const BACK_TO_BASE = 4;

/** How many edits are made to a program before another one's turn. */
export const EDITS_PER_PROGRAM = 25;

/** How often an update is made by a compilation that starts from saved state, one in so many. */
export const RESTARTS = 24;

/** What `work` returns, or the stack of what it throws. */
export function attempt<T extends object>(work: () => T): T | string {
  try {
    return work();
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
}
