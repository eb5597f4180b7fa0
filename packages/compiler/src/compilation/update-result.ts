import type { ByteRange } from '../link/input.ts';
import { jsonDiagnostic } from '../source/json-messages.ts';
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

/** The place of a statement. */
export interface CodePlace {
  readonly path: string;
  /** Line and column from 0, the column in bytes, and the text of the line. */
  readonly line: number;
  readonly column: number;
  readonly text: string;
  /** Name of the file's module. */
  readonly module: string;
  /** Name of the function that the statement is written in, without that of its file: another one where a function is inlined. */
  readonly nameInFile: string;
  /** Whether the file belongs to the program itself rather than to the library. */
  readonly isOwn: boolean;
}

/** Where in the sources a piece of code comes from. */
export interface CodeLocation {
  /** In the module, in bytes. */
  readonly offset: number;
  /** Qualified name of the function, such as `main.crash`. */
  readonly name: string;
  /** Where the statement starts; null for what has no source. */
  readonly place: CodePlace | null;
}

/** What the command line prints of an update: its errors, and behind them what `@compileLog` shows. */
export function renderErrors(result: Pick<UpdateResult, 'errors' | 'compileLog'>, color: boolean): string {
  const log = result.compileLog === '' ? '' : `\nCompile Log Output:\n${result.compileLog}`;
  return renderMessages(result.errors, { color }) + log;
}

/** The same for programs: a line of JSON for each error, and one for what `@compileLog` shows (see `docs/json-errors.md`). */
export function renderErrorsAsJson(result: Pick<UpdateResult, 'errors' | 'compileLog'>): string {
  const log = result.compileLog === '' ? [] : [{ $message_type: 'compile-log', text: result.compileLog }];
  return [...result.errors.map(jsonDiagnostic), ...log].map((line) => `${JSON.stringify(line)}\n`).join('');
}
