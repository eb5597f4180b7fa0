import type { Depender } from '../incremental/depender.ts';
import { type FileIndex, NO_DECL, NO_TRACKED, type TrackedIndex } from '../intern/ids.ts';
import { type Message, messageAt, messageWithoutPlace, type ReferenceTraceEntry } from '../source/messages.ts';
import type { SourceFile } from '../source/source-file.ts';
import type { CompileError, ErrorNote } from '../sema/errors.ts';
import type { Reached } from '../sema/reach.ts';
import { resolveSrc } from '../sema/src-resolve.ts';
import type { Zcu } from '../sema/zcu.ts';

/** How many references a message shows; the official compiler's default. */
const REFERENCES_SHOWN = 2;

/** Where a message stands, for sorting. */
interface Placed {
  readonly path: string;
  readonly offset: number;
  readonly message: Message;
}

/**
 * The errors of all units that are reached, and `more`, in the order of their places: by path, then by offset. Units that are not reached
 * contribute none.
 */
export function errorReport(
  zcu: Zcu,
  reached: Reached,
  more: readonly CompileError[],
  sourceOf: (file: FileIndex) => SourceFile,
): Message[] {
  const placed: Placed[] = more.map((error) => place(zcu, error, sourceOf, []));
  const { units, records } = reached;
  for (let i = 0; i < records.length; i++) {
    const { error } = records[i];
    if (error !== null) placed.push(place(zcu, error, sourceOf, trace(zcu, reached, units[i], sourceOf)));
  }
  placed.sort((a, b) =>
    a.path === b.path ? a.offset - b.offset || compare(a.message.text, b.message.text) : compare(a.path, b.path),
  );
  const messages: Message[] = [];
  let last: Placed | null = null;
  for (const item of placed) {
    const repeated =
      last !== null &&
      last.path === item.path &&
      last.offset === item.offset &&
      last.message.text === item.message.text;
    if (!repeated) messages.push(item.message);
    last = item;
  }
  return messages;
}

/**
 * The error that there is where `@compileLog` is reached and nothing else is wrong: at the first one, with a note at the first of each
 * further unit. Empty where there is none.
 */
export function compileLogReport(zcu: Zcu, reached: Reached, sourceOf: (file: FileIndex) => SourceFile): Message[] {
  const logs = loggingUnits(zcu, reached, sourceOf);
  if (logs.length === 0) return [];
  const [first, ...others] = logs;
  const notes = others.map((log) => ({ ...log.first, message: 'also here' }));
  return [place(zcu, { ...first.first, message: 'found compile log statement', notes }, sourceOf, []).message];
}

/** What `@compileLog` shows, a line for each; the empty string if there is none. */
export function compileLogOutput(zcu: Zcu, reached: Reached, sourceOf: (file: FileIndex) => SourceFile): string {
  return loggingUnits(zcu, reached, sourceOf)
    .map(({ text }) => text)
    .join('');
}

/** The units that are reached and log something, in the order of their places. */
function loggingUnits(
  zcu: Zcu,
  reached: Reached,
  sourceOf: (file: FileIndex) => SourceFile,
): { readonly first: ErrorNote; readonly text: string }[] {
  const found: { path: string; offset: number; first: ErrorNote; text: string }[] = [];
  for (const { logs } of reached.records) {
    if (logs.length === 0) continue;
    const { chunk, src } = logs[0];
    const { file, span } = resolveSrc(zcu, chunk, src);
    const text = logs.map((log) => `${log.text}\n`).join('');
    found.push({ path: sourceOf(file).path, offset: span.main, first: { chunk, src, message: '' }, text });
  }
  return found.sort((a, b) => (a.path === b.path ? a.offset - b.offset : compare(a.path, b.path)));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function place(
  zcu: Zcu,
  error: CompileError,
  sourceOf: (file: FileIndex) => SourceFile,
  references: readonly ReferenceTraceEntry[],
): Placed {
  const { file, span } = resolveSrc(zcu, error.chunk, error.src);
  const source = sourceOf(file);
  const notes = error.notes.map((note) => noteMessage(zcu, note, sourceOf));
  const message = { ...messageAt(source, span, error.message, notes), referenceTrace: references };
  return { path: source.path, offset: span.main, message };
}

function noteMessage(zcu: Zcu, note: ErrorNote, sourceOf: (file: FileIndex) => SourceFile): Message {
  if (note.chunk === NO_TRACKED || zcu.tracked.isLost(note.chunk as TrackedIndex))
    return messageWithoutPlace(note.message);
  const { file, span } = resolveSrc(zcu, note.chunk, note.src);
  return messageAt(sourceOf(file), span, note.message);
}

/** The references by which `unit` was reached, innermost first. */
function trace(
  zcu: Zcu,
  reached: Reached,
  unit: Depender,
  sourceOf: (file: FileIndex) => SourceFile,
): ReferenceTraceEntry[] {
  const entries: ReferenceTraceEntry[] = [];
  let hidden = 0;
  for (let step = reached.referenceTo(unit); step !== undefined; step = reached.referenceTo(step.unit)) {
    const decl = zcu.declOf(step.unit);
    if (decl === NO_DECL) continue;
    if (entries.length === REFERENCES_SHOWN) {
      hidden++;
      continue;
    }
    const { file, span } = resolveSrc(zcu, step.reference.chunk, step.reference.src);
    const source = sourceOf(file);
    const { line, column } = source.lineColumn(span.main);
    const name = zcu.pool.text(zcu.pool.decls.nameOf(decl)) || zcu.pool.text(zcu.pool.decls.fqnOf(decl));
    entries.push({ kind: 'reference', name, path: source.path, line, column });
  }
  if (hidden > 0) entries.push({ kind: 'hidden', count: hidden });
  return entries;
}
