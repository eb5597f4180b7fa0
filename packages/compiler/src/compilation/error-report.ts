import type { DependerRow } from '../incremental/dependency-graph.ts';
import { type Depender, DependerKind, dependerIndex, dependerKind } from '../incremental/depender.ts';
import { DeclSort } from '../intern/decl-table.ts';
import { funcOwnerDecl } from '../intern/functions.ts';
import {
  type ContainerIndex,
  type DeclIndex,
  type FileIndex,
  NO_DECL,
  NO_TRACKED,
  type TrackedIndex,
} from '../intern/ids.ts';
import { containerName, declName, qualifiedName } from '../intern/names.ts';
import { type CompileError, type ErrorNote, isLoopError } from '../query/errors.ts';
import { inOrderMet } from '../query/first-met.ts';
import type { Reached } from '../query/reach.ts';
import type { Export, Log } from '../query/remarks.ts';
import type { Src } from '../query/src.ts';
import { resolveSrc } from '../query/src-resolve.ts';
import type { Zcu } from '../query/zcu.ts';
import { countRepeated } from '../sema/core/error-notes.ts';
import { USER_CODE } from '../source/message-codes.ts';
import {
  locationAt,
  type Message,
  type MessageLocation,
  messageAt,
  messageWithoutPlace,
  type ReferenceTraceEntry,
} from '../source/messages.ts';
import type { SourceFile } from '../source/source-file.ts';
import { tokenEndOffset } from '../syntax/tree.ts';
import type { Fault, FaultLog } from '../util/fault.ts';
import { stringOfBytes } from '../util/utf8.ts';
import { exportCollisions } from './export-collisions.ts';

/** How many references the first message that has some shows; the official compiler's default. */
const REFERENCES_SHOWN = 2;

/** Where a message stands, for sorting. */
interface Placed {
  readonly path: string;
  readonly offset: number;
  readonly message: Message;
  /** The unit whose error it is; null for what has none. */
  readonly unit: Depender | null;
}

/**
 * The errors of all units that are reached, and `more`, in the order of their places: by path, then by offset; dependency loops behind
 * them, in the order in which they were found, and `exports` that collide. Units that are not reached contribute none. `referenceTrace`: how many references each of them shows; null for the default, which is some for the first
 * error that analysis found and none for the others. Where the compiler fails in telling an error, `log` has that in its place; and it gets the faults in
 * which the analysis of units ended.
 */
export function errorReport(
  zcu: Zcu,
  reached: Reached,
  more: readonly CompileError[],
  exports: readonly Export[],
  sourceOf: (file: FileIndex) => SourceFile,
  referenceTrace: number | null,
  log: FaultLog,
): Message[] {
  const placed: Placed[] = [];
  const tell = <T>(error: CompileError, into: T[], make: () => T): void => {
    into.push(
      ...log.attempt(
        () => `telling that "${error.message}"`,
        () => [make()],
        [],
      ),
    );
  };
  for (const error of more) tell(error, placed, () => place(zcu, error, sourceOf, null));
  const inOrder = (error: CompileError): CompileError => ({
    ...error,
    notes: inOrderOfErrors(zcu, reached, error.notes),
  });
  let hasLoops = false;
  const ofCode: Message[] = [];
  const failed = reached.outspoken().filter((row) => zcu.remarks.hasError(row));
  // Those that say the same in one place stay in this order.
  for (const row of reached.inAnalysisOrder(failed)) {
    const error = zcu.remarks.get(row).error!;
    if (isLoopError(error)) hasLoops = true;
    else if (error.isOfCode) tell(error, ofCode, () => errorMessage(zcu, error, sourceOf));
    else tell(error, placed, () => place(zcu, inOrder(error), sourceOf, zcu.schedule.graph.dependerOf(row)));
  }
  const loops: Message[] = [];
  for (const row of hasLoops ? reached.order : []) {
    const { error } = zcu.remarks.get(row as DependerRow);
    if (error !== null && isLoopError(error)) tell(error, loops, () => loopMessage(zcu, reached, error, sourceOf));
  }
  placed.sort(compareErrors);
  const messages: Message[] = [];
  let shown = referenceTrace ?? REFERENCES_SHOWN;
  for (const item of placed) {
    const { unit } = item;
    const references =
      unit === null
        ? []
        : log.attempt(
            () => `telling how '${zcu.nameOf(unit)}' is reached`,
            () => trace(zcu, reached, unit, sourceOf, shown),
            [],
          );
    if (item.unit !== null && referenceTrace === null) shown = 0;
    messages.push({ ...item.message, referenceTrace: references });
  }
  const collisions: Message[] = [];
  for (const error of exportCollisions(zcu, reached, exports))
    tell(error, collisions, () => errorMessage(zcu, error, sourceOf));
  const faulted = reached.outspoken().filter((row) => zcu.remarks.hasFault(row));
  for (const row of reached.inOrder(faulted)) log.add(zcu.remarks.get(row).fault!);
  return [...messages, ...ofCode, ...loops, ...collisions];
}

/** Errors in the order of their places; those of one place by their words, then by their notes: how many, where, and what they say. */
function compareErrors(a: Placed, b: Placed): number {
  return (
    compare(a.path, b.path) ||
    a.offset - b.offset ||
    compare(a.message.text, b.message.text) ||
    compareNotes(a.message.notes, b.message.notes)
  );
}

function compareNotes(a: readonly Message[], b: readonly Message[]): number {
  if (a.length !== b.length) return a.length - b.length;
  for (let i = 0; i < a.length; i++) {
    const order = compareLocations(a[i]!.location, b[i]!.location) || compare(a[i]!.text, b[i]!.text);
    if (order !== 0) return order;
  }
  return 0;
}

function compareLocations(a: MessageLocation | null, b: MessageLocation | null): number {
  if (a === null || b === null) return (a === null ? 0 : 1) - (b === null ? 0 : 1);
  return compare(a.path, b.path) || a.span.main - b.span.main;
}

/** A dependency loop. One of several units has no place but those of its notes, which begin at the unit that is reached by the fewest references. */
function loopMessage(
  zcu: Zcu,
  reached: Reached,
  error: CompileError,
  sourceOf: (file: FileIndex) => SourceFile,
): Message {
  if (error.chunk !== NO_TRACKED) return errorMessage(zcu, error, sourceOf);
  zcu.options.onStep?.('message', () => error.message);
  const units = error.notes.flatMap(({ unit }) => unit ?? []);
  const first = units.indexOf(reached.nearest(units));
  const loop = error.notes.slice(0, units.length);
  const notes = [...loop.slice(first), ...loop.slice(0, first), ...error.notes.slice(units.length)];
  return messageWithoutPlace(
    error.message,
    notes.map((note) => noteMessage(zcu, note, sourceOf)),
  );
}

/** The message of one error that no unit has. */
function errorMessage(zcu: Zcu, error: CompileError, sourceOf: (file: FileIndex) => SourceFile): Message {
  return place(zcu, error, sourceOf, null).message;
}

/** The error that the compiler itself failed. */
export function faultMessage({ doing }: Fault): Message {
  return messageWithoutPlace(`internal fault of the compiler while ${doing}: please report it`);
}

/**
 * The error that there is where `@compileLog` is reached and nothing else is wrong: at the first one, with a note at the first of each
 * further unit. Empty where there is none. `referenceTrace`: as for `errorReport`.
 */
export function compileLogReport(
  zcu: Zcu,
  reached: Reached,
  sourceOf: (file: FileIndex) => SourceFile,
  referenceTrace: number | null,
): Message[] {
  const logs = loggingUnits(zcu, reached, sourceOf);
  if (logs.length === 0) return [];
  const [first, ...others] = logs;
  const notes = countRepeated(others.map((log) => ({ ...log.first, message: 'also here' })));
  const { message } = place(zcu, { ...first.first, message: 'found compile log statement', notes }, sourceOf, null);
  return [
    { ...message, referenceTrace: trace(zcu, reached, first.unit, sourceOf, referenceTrace ?? REFERENCES_SHOWN) },
  ];
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
): { readonly first: ErrorNote; readonly text: string; readonly unit: Depender }[] {
  const found: { path: string; offset: number; first: ErrorNote; text: string; unit: Depender }[] = [];
  const shared = new Set<string>();
  const logging = reached.outspoken().filter((row) => zcu.remarks.hasLogs(row));
  for (const row of reached.inAnalysisOrder(logging)) {
    const logs = zcu.remarks.get(row).logs.filter((log) => !isSharedLog(log, shared));
    if (logs.length === 0) continue;
    const { chunk, src } = logs[0];
    const { file, span } = resolveSrc(zcu, chunk, src);
    const text = logs.map((log) => `${log.text}\n`).join('');
    const unit = zcu.schedule.graph.dependerOf(row);
    found.push({ path: sourceOf(file).path, offset: span.main, first: { chunk, src, message: '' }, text, unit });
  }
  return found.sort((a, b) => (a.path === b.path ? a.offset - b.offset : compare(a.path, b.path)));
}

/** Whether a unit before has the same from the memoized call that made it. */
function isSharedLog({ call, chunk, src, text }: Log, shared: Set<string>): boolean {
  if (call === 0) return false;
  const key = `${call} ${chunk} ${JSON.stringify(src)} ${text}`;
  if (shared.has(key)) return true;
  shared.add(key);
  return false;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function place(
  zcu: Zcu,
  error: CompileError,
  sourceOf: (file: FileIndex) => SourceFile,
  unit: Depender | null,
): Placed {
  zcu.options.onStep?.('message', () => error.message);
  const notes = withoutRepeatedLines(error.notes.map((note) => noteMessage(zcu, note, sourceOf)));
  const { file, span } = resolveSrc(zcu, error.chunk, error.src);
  const source = sourceOf(file);
  let text = error.message;
  if (error.namesPlace) text = text.replace('{}', () => tokenText(zcu, file, span.main));
  const message = messageAt(source, span, text, notes);
  if (error.isUsers) return { path: source.path, offset: span.main, message: { ...message, code: USER_CODE }, unit };
  return { path: source.path, offset: span.main, message, unit };
}

/** `notes` without the line of source of those that stand where the one before does. */
function withoutRepeatedLines(notes: readonly Message[]): Message[] {
  return notes.map((note, i) => {
    const { location } = note;
    const before = i === 0 ? null : notes[i - 1]!.location;
    const isRepeated = location !== null && before !== null && compareLocations(location, before) === 0;
    return isRepeated ? { ...note, location: { ...location, sourceLine: null } } : note;
  });
}

/** `notes` with those side by side that are about one error each in the order in which these errors are met. */
function inOrderOfErrors(zcu: Zcu, reached: Reached, notes: readonly ErrorNote[]): readonly ErrorNote[] {
  const names = notes.flatMap(({ errorName }) => errorName ?? []);
  if (names.length < 2) return notes;
  const places = new Map(inOrderMet(zcu, reached.roots, reached.order, names).map((name, i) => [name, i]));
  const ordered = [...notes];
  for (let start = 0; start < ordered.length; start++) {
    let end = start;
    while (ordered[end]?.errorName !== undefined) end++;
    const run = ordered.slice(start, end);
    run.sort((a, b) => places.get(a.errorName!)! - places.get(b.errorName!)!);
    ordered.splice(start, run.length, ...run);
    start = end;
  }
  return ordered;
}

/** The token that begins at byte `start` of the file. */
function tokenText(zcu: Zcu, file: FileIndex, start: number): string {
  const tree = zcu.files.tree(file);
  const token = tree.tokenStarts.indexOf(start);
  return stringOfBytes(tree.source.subarray(start, tokenEndOffset(tree, token)));
}

function noteMessage(zcu: Zcu, note: ErrorNote, sourceOf: (file: FileIndex) => SourceFile): Message {
  if (note.chunk === NO_TRACKED || zcu.tracked.isLost(note.chunk as TrackedIndex))
    return messageWithoutPlace(note.message);
  const { file, span } = resolveSrc(zcu, note.chunk, note.src);
  return messageAt(sourceOf(file), span, note.message);
}

/**
 * The references by which `unit` was reached, innermost first. A reference is shown, with the calls around it, as long as fewer than `shown`
 * places are; as officially, each place that is shown counts as a reference where it is told how many are hidden.
 */
function trace(
  zcu: Zcu,
  reached: Reached,
  unit: Depender,
  sourceOf: (file: FileIndex) => SourceFile,
  shown: number,
): ReferenceTraceEntry[] {
  const entries: ReferenceTraceEntry[] = [];
  if (shown === 0) return entries;
  let references = 0;
  const add = (name: string, chunk: TrackedIndex, src: Src): void => {
    const { file, span } = resolveSrc(zcu, chunk, src);
    entries.push({ kind: 'reference', name, ...locationAt(sourceOf(file), span) });
  };
  let referenced = unit;
  for (let step = reached.referenceTo(unit); step !== undefined; step = reached.referenceTo(step.unit)) {
    const { reference } = step;
    const isOwn = subjectOf(zcu, step.unit) === subjectOf(zcu, referenced);
    referenced = step.unit;
    if (isOwn) continue;
    references++;
    // Counted, but not shown: what of the library the compiler refers to has no place of its own.
    if (dependerKind(step.unit) === DependerKind.builtins) continue;
    if (entries.length >= shown) continue;
    let { chunk, src } = reference;
    for (let call = reference.calls; call !== null; call = call.outer) {
      add(`${shortName(zcu, funcOwnerDecl(zcu.pool, call.func))} [inlined]`, chunk, src);
      ({ chunk, src } = call);
    }
    add(unitName(zcu, step.unit), chunk, src);
  }
  const hidden = references - entries.length;
  if (hidden > 0) entries.push({ kind: 'hidden', count: hidden });
  return entries;
}

/** What a unit is about, in a form that is the same for the units that are one in a trace: those of a type, those of a declaration, those of a test. */
function subjectOf(zcu: Zcu, unit: Depender): string {
  const decl = zcu.declOf(unit);
  if (decl === NO_DECL) return `type ${dependerIndex(unit)}`;
  return dependerKind(unit) === DependerKind.funcBody && !isTest(zcu, decl)
    ? `body ${dependerIndex(unit)}`
    : `declaration ${decl}`;
}

/** The name of a unit in a trace: that of its declaration without those around it, or that of its type. */
function unitName(zcu: Zcu, unit: Depender): string {
  const decl = zcu.declOf(unit);
  if (decl !== NO_DECL) return shortName(zcu, decl);
  return containerName(zcu.pool, zcu.pool.containers.typeOf(dependerIndex(unit) as ContainerIndex));
}

function isTest(zcu: Zcu, decl: DeclIndex): boolean {
  const sort = zcu.pool.decls.sortOf(decl);
  return sort >= DeclSort.unnamed_test && sort <= DeclSort.decltest;
}

function shortName(zcu: Zcu, decl: DeclIndex): string {
  const { pool } = zcu;
  if (pool.decls.sortOf(decl) === DeclSort.comptime) return 'comptime';
  const name = declName(pool, decl);
  if (name !== '') return name;
  const qualified = qualifiedName(pool, decl);
  return qualified.slice(qualified.lastIndexOf('.') + 1);
}
