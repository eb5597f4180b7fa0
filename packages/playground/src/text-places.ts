import type { Message, MessageLocation } from '@rezig/compiler';
import { nameOf } from './library-names.ts';
import type { Files, Note, Place, Problem } from './protocol.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** The bytes of UTF-8 before character `offset` of `text`. */
export function byteOffset(text: string, offset: number): number {
  return encoder.encode(text.slice(0, offset)).length;
}

/** The character of `text` at byte `offset` of it as UTF-8. */
export function characterOffset(text: string, offset: number): number {
  return decoder.decode(encoder.encode(text).subarray(0, offset)).length;
}

/** Errors of the compiler as the page shows them; `files` has the texts that they are of. */
export function problemsOf(errors: readonly Message[], files: Files): Problem[] {
  return errors.map((error) => ({
    ...noteOf(error, files),
    notes: [...error.notes.flatMap((note) => flattened(note, files)), ...references(error, files)],
  }));
}

function noteOf({ text, location, count }: Message, files: Files): Note {
  return {
    text: count === 1 ? text : `${text} (${count} times)`,
    place: location === null ? null : placeOf(location, files),
  };
}

function flattened(message: Message, files: Files): Note[] {
  return [noteOf(message, files), ...message.notes.flatMap((note) => flattened(note, files))];
}

function references({ referenceTrace }: Message, files: Files): Note[] {
  return referenceTrace.flatMap((entry) => {
    if (entry.kind !== 'reference') return [];
    const { name, line, column } = entry;
    const path = nameOf(entry.path);
    const text = files[path];
    const from = text === undefined ? 0 : offsetOfLine(text, line) + column;
    return [{ text: `referenced by ${name}`, place: { path, from, to: from, line: line + 1, column: column + 1 } }];
  });
}

function placeOf({ path: at, line, column, span }: MessageLocation, files: Files): Place {
  const path = nameOf(at);
  const text = files[path];
  const [from, to] = text === undefined ? [0, 0] : [span.start, span.end].map((at) => characterOffset(text, at));
  return { path, from, to, line: line + 1, column: column + 1 };
}

/** Where line `line`, from 0, starts. */
function offsetOfLine(text: string, line: number): number {
  let at = 0;
  for (let i = 0; i < line; i++) at = text.indexOf('\n', at) + 1;
  return at;
}
