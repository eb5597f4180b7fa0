import { bytesOfString, stringOfBytes } from '../util/utf8.ts';
import type { Message, MessageLocation } from './messages.ts';
import type { Span } from './source-file.ts';

/** A text that may take the place of another to mend an error. */
export interface Suggestion {
  /** What it does, as the text of a message. */
  readonly text: string;
  /** What is replaced, in bytes from the start of the file: before the end of the line that the error shows. */
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
  /** Whether the result certainly means what was meant. */
  readonly isCertain: boolean;
}

type Suggest = (name: string, line: string, span: Span, columnAt: (column: number) => number) => Suggestion | null;

/** Has a name that is not used replaced by `_`. */
function discardName(isCertain: boolean): Suggest {
  return (name, _line, { start, end }) => ({ text: `discard '${name}'`, start, end, replacement: '_', isCertain });
}

/** Has a declaration that is not used, if it ends with its line, followed by a discard. */
const useName: Suggest = (name, line, _span, columnAt) => {
  const code = line.trimEnd();
  if (!code.endsWith(';') || code.includes('//')) return null;
  const end = columnAt(code.length);
  return { text: `discard '${name}'`, start: end, end, replacement: ` _ = ${name};`, isCertain: false };
};

const makeConstant: Suggest = (name, line, { start }, columnAt) => {
  const keyword = line.slice(0, line.lastIndexOf(name)).match(/\bvar(\s+)$/);
  if (keyword === null) return null;
  const from = start - bytesOfString(keyword[0]).length;
  const text = "use 'const'";
  return columnAt(0) > from ? null : { text, start: from, end: from + 3, replacement: 'const', isCertain: true };
};

/** By code of the error. */
const SUGGESTIONS: { readonly [code: string]: Suggest } = {
  'unused-function-parameter': discardName(true),
  'unused-capture': discardName(false),
  'unused-local-constant': useName,
  'unused-local-variable': useName,
  'local-variable-is-never-mutated': makeConstant,
};

/** What may mend `message`, if anything is known that does. */
export function suggestionOf({ code, location }: Message): Suggestion | null {
  const suggest = Object.hasOwn(SUGGESTIONS, code) ? SUGGESTIONS[code] : null;
  if (suggest === null || location === null || location.sourceLine === null) return null;
  const { sourceLine: line, span } = location;
  const columnAt = (column: number): number => lineStart(location) + bytesOfString(line.slice(0, column)).length;
  const name = sliceBytes(line, span.start - lineStart(location), span.end - lineStart(location));
  return suggest(name, line, span, columnAt);
}

/** Where the line that `location` shows starts, in bytes from the start of the file. */
export function lineStart({ span, column }: MessageLocation): number {
  return span.main - column;
}

/** The part of `text` between two offsets in its UTF-8 bytes. */
export function sliceBytes(text: string, start: number, end: number): string {
  return stringOfBytes(bytesOfString(text).subarray(Math.max(start, 0), Math.max(end, 0)));
}
