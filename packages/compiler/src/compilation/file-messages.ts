import { errorMessage, type Message } from '../source/messages.ts';
import { errorMessages } from '../zir/error-messages.ts';
import type { Import } from '../zir/imports.ts';
import { type FileRow, FileStatus } from './file-rows.ts';
import type { FileVersion } from './file-version.ts';

/** An import, and the file that has it. */
export interface Step {
  readonly path: string;
  readonly version: FileVersion;
  readonly found: Import;
}

/** How a file was come to: as the root of a module, which another imports (`by`) or not, or by an import of the same module. */
export interface Way {
  readonly module: number;
  readonly from: Step | null;
  readonly by: Step | null;
}

/** The error that a file cannot be read. */
export function unreadable(row: FileRow, notes: readonly Message[]): Message {
  const name = row.path.slice(row.path.lastIndexOf('/') + 1);
  return messageAtStart(row.path, `unable to load '${name}': ${row.error}`, notes);
}

/** What is wrong with a file that was read. */
export function rowMessages(row: FileRow): Message[] {
  if (row.status === FileStatus.unreadable) return [unreadable(row, [])];
  const { zir, tree, source } = row.failed ?? row.good!;
  return errorMessages(zir, tree, source);
}

/** A message at the start of a file, none of whose text is shown. */
export function messageAtStart(path: string, text: string, notes: readonly Message[] = []): Message {
  const span = { start: 0, main: 0, end: 0 };
  const location = { path, line: 0, column: 0, span, sourceLine: null };
  return errorMessage(text, location, notes);
}

/** A message at an import of `version`. */
export function importMessage(version: FileVersion, found: Import, message: string): Message {
  const failure = { chunk: found.chunk, src: found.src, byteOffset: 0, message, notes: [] };
  return errorMessages({ ...version.zir, errors: [failure] }, version.tree, version.source)[0];
}
