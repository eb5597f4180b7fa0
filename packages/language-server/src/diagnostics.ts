import type { Message, MessageLocation, UpdateResult } from '@rezig/compiler';
import {
  type Diagnostic,
  type DiagnosticRelatedInformation,
  DiagnosticSeverity,
  DiagnosticTag,
  type Range,
} from 'vscode-languageserver-types';
import type { Document } from './document.ts';

/** Gives the text of the file at a path, as a client or the disk has it; null where there is none. */
export type TextSource = (path: string) => Document | null;

/** Who diagnostics say that they are from. */
export const SOURCE = 'rezig';

/** What is there and has no use, by the codes of the errors: editors fade it. */
const UNNECESSARY: ReadonlySet<string> = new Set([
  'unused-local-constant',
  'unused-local-variable',
  'unused-function-parameter',
  'unused-capture',
  'unused-block-label',
  'unused-while-loop-label',
  'unused-for-loop-label',
  'unused-switch-label',
  'unused-switch-tag-capture',
  'unreachable-code',
  'unreachable-else-prong',
]);

/** The error that calls of `@compileLog` make, beside which their output is told. */
const COMPILE_LOG = 'found-compile-log-statement';

/**
 * The errors of an update by the paths of their files, as the protocol has them. `rootPath`: the file that is told of what has no place. `texts` gives the texts that
 * the places are in.
 */
export function diagnosticsOf(
  result: Pick<UpdateResult, 'errors' | 'compileLog'>,
  rootPath: string,
  texts: TextSource,
): Map<string, Diagnostic[]> {
  const found = new Map<string, Diagnostic[]>();
  for (const error of result.errors) {
    const message = whereItCanBeSeen(error, texts);
    const path = message.location?.path ?? rootPath;
    const list = found.get(path);
    const diagnostic = diagnosticOf(message, rootPath, result.compileLog, texts);
    if (list === undefined) found.set(path, [diagnostic]);
    else list.push(diagnostic);
  }
  return found;
}

/** An error that stands at the start of a file. */
export function errorAtStart(message: string): Diagnostic {
  return { range: START, severity: DiagnosticSeverity.Error, source: SOURCE, message };
}

const START: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

/** An error of a file that is not there stands where that is asked for: what its first note tells. */
function whereItCanBeSeen(message: Message, texts: TextSource): Message {
  const { location, notes } = message;
  if (location === null || notes.length === 0 || texts(location.path) !== null) return message;
  return { ...message, location: notes[0].location, notes: notes.slice(1) };
}

function diagnosticOf(message: Message, rootPath: string, compileLog: string, texts: TextSource): Diagnostic {
  const log = message.code === COMPILE_LOG ? `\n\nCompile Log Output:\n${compileLog}` : '';
  const times = message.count > 1 ? ` (${message.count} times)` : '';
  const related = [
    ...message.notes.flatMap((note) => relatedOf(note, rootPath, texts)),
    ...referencesOf(message, texts),
  ];
  return {
    range: message.location === null ? START : rangeOf(message.location, texts),
    severity: DiagnosticSeverity.Error,
    code: message.code,
    source: SOURCE,
    message: `${message.text}${times}${log}`,
    ...(UNNECESSARY.has(message.code) ? { tags: [DiagnosticTag.Unnecessary] } : {}),
    ...(related.length > 0 ? { relatedInformation: related } : {}),
  };
}

function rangeOf({ path, span, line, column }: MessageLocation, texts: TextSource): Range {
  const text = texts(path);
  if (text !== null) return text.range(span.start, Math.max(span.end, span.start));
  const start = { line, character: column };
  return { start, end: start };
}

/** A note, and the notes of it. One without a place is told at the start of the root file. */
function relatedOf(note: Message, rootPath: string, texts: TextSource): DiagnosticRelatedInformation[] {
  const path = note.location?.path ?? rootPath;
  const uri = texts(path)?.uri;
  const inner = note.notes.flatMap((one) => relatedOf(one, rootPath, texts));
  if (uri === undefined) return inner;
  const range = note.location === null ? START : rangeOf(note.location, texts);
  return [{ location: { uri, range }, message: note.text }, ...inner];
}

/** By which references the place of an error was reached. */
function referencesOf(message: Message, texts: TextSource): DiagnosticRelatedInformation[] {
  return message.referenceTrace.flatMap((entry) => {
    const text = entry.kind === 'reference' ? texts(entry.path) : null;
    if (entry.kind !== 'reference' || text === null || entry.line >= text.lineCount) return [];
    const position = text.positionAt(Math.min(text.lineStart(entry.line) + entry.column, text.bytes.length));
    return [
      {
        location: { uri: text.uri, range: { start: position, end: position } },
        message: `referenced by ${entry.name}`,
      },
    ];
  });
}
