import type { ByteRange } from '../link/input.ts';
import { type Message, renderMessages } from '../source/messages.ts';

/** What an update came to. */
export interface UpdateResult {
  /** Whether it was done. Where it was stopped instead, there are neither errors nor a module. */
  readonly isComplete: boolean;
  /** Errors, in the order of their places. Empty: it succeeded. */
  readonly errors: readonly Message[];
  /** The module; null where there are errors, or where none was asked for. The next update may write over it: who keeps it copies it. */
  readonly module: Uint8Array | null;
  /**
   * The parts of the module in which it is another than the last one that an update gave: putting them over that one, at the same places,
   * and having it end where this one does makes this one of it. Empty where there is no module.
   */
  readonly written: readonly ByteRange[];
  /** What `@compileLog` shows, a line for each; the empty string if there is none. */
  readonly compileLog: string;
  /** Faults of this compiler, which ask for a report. The units they struck have no result. */
  readonly faults: readonly string[];
  /** How long the update took, in milliseconds. */
  readonly milliseconds: number;
}

/** Where in the sources a piece of code comes from. */
export interface CodeLocation {
  /** Qualified name of the function, such as `main.crash`. */
  readonly name: string;
  /** Where the statement starts: line and column from 0, and the text of the line. Null for what has no source. */
  readonly place: {
    readonly path: string;
    readonly line: number;
    readonly column: number;
    readonly text: string;
  } | null;
}

/** What the command line prints of an update: its errors, and behind them what `@compileLog` shows. */
export function renderErrors(result: Pick<UpdateResult, 'errors' | 'compileLog'>, color: boolean): string {
  const log = result.compileLog === '' ? '' : `\nCompile Log Output:\n${result.compileLog}`;
  return renderMessages(result.errors, { color }) + log;
}
