import { bytesOfString, stringOfBytes } from '../util/utf8.ts';
import type { Message, MessageLocation } from './messages.ts';

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

/** The line that an error shows, around the name that the error is about. */
interface NamedLine {
  readonly before: string;
  readonly name: string;
  readonly after: string;
}

/** What becomes of the line, by offsets in its characters. */
interface LineEdit extends Pick<Suggestion, 'replacement' | 'isCertain'> {
  readonly text?: string;
  readonly from: number;
  readonly to: number;
}

type Suggest = (line: NamedLine) => LineEdit | null;

/** Has a parameter become `_`. */
const discardParameter: Suggest = ({ before, name }) => {
  return { from: before.length, to: before.length + name.length, replacement: '_', isCertain: true };
};

/** Has a capture become `_`, or left out where that is not allowed: behind `catch` and `errdefer`, and in a prong that has no other. */
const discardCapture: Suggest = ({ before, name, after }) => {
  const end = before.length + name.length;
  const bar = /\s*\|\s*\*?\s*$/.exec(before);
  const closing = /^\s*\|/.exec(after);
  // What it is a capture of is in the line before.
  if (bar?.index === 0) return null;
  if (bar !== null && closing !== null && /(\b(catch|errdefer)|=>)$/.test(before.slice(0, bar.index)))
    return { from: bar.index, to: end + closing[0].length, replacement: '', isCertain: false };
  return { from: before.replace(/\*\s*$/, '').length, to: end, replacement: '_', isCertain: false };
};

/** Has the tag that a prong captures besides the value left out. */
const omitTag: Suggest = ({ before, name }) => {
  const comma = /\s*,\s*$/.exec(before);
  return comma && { from: comma.index, to: before.length + name.length, replacement: '', isCertain: false };
};

/** Has a declaration that is not used, if the line ends with it, made constant and followed by a discard: in a line of its own where it began its line. */
const discardLocal: Suggest = ({ before, name, after }) => {
  const keyword = /(?:^|[{;])(\s*)(const|var)(\s+)$/.exec(before);
  const code = after.trimEnd();
  const isAlone =
    code.endsWith(';') && code.indexOf(';') === code.length - 1 && !code.includes('//') && !/^\s*,/.test(code);
  if (keyword === null || !isAlone) return null;
  const [, indent, word, space] = keyword;
  // Behind a `{` or `;` it stands in the line of another.
  const discard = `${indent.length + word.length + space.length === before.length ? `\n${indent}` : ' '}_ = ${name};`;
  const end = before.length + name.length + code.length;
  if (word === 'const') return { from: end, to: end, replacement: discard, isCertain: false };
  const from = before.length - space.length - word.length;
  return { from, to: end, replacement: `const${space}${name}${code}${discard}`, isCertain: false };
};

const makeConstant: Suggest = ({ before }) => {
  const keyword = /\bvar\s+$/.exec(before);
  if (keyword === null) return null;
  const { index } = keyword;
  return { text: "use 'const'", from: index, to: index + 'var'.length, replacement: 'const', isCertain: true };
};

/** By code of the error. An editor offers the same (`editor/fixes`), but for parameters: what it does in the function's body may be in no line that is known here. */
const SUGGESTIONS: { readonly [code: string]: Suggest } = {
  'unused-function-parameter': discardParameter,
  'unused-capture': discardCapture,
  'unused-switch-tag-capture': omitTag,
  'unused-local-constant': discardLocal,
  'unused-local-variable': discardLocal,
  'local-variable-is-never-mutated': makeConstant,
};

/** What may mend `message`, if anything is known that does. */
export function suggestionOf({ code, location }: Message): Suggestion | null {
  const suggest = Object.hasOwn(SUGGESTIONS, code) ? SUGGESTIONS[code] : null;
  if (suggest === null || location === null || location.sourceLine === null) return null;
  const { sourceLine: line, span } = location;
  const lineAt = lineStart(location);
  const [start, end] = [span.start - lineAt, span.end - lineAt];
  const name = sliceBytes(line, start, end);
  const before = sliceBytes(line, 0, start);
  const edit = suggest({ before, name, after: line.slice(before.length + name.length) });
  if (edit === null) return null;
  const { text = `discard '${name}'`, from, to, replacement, isCertain } = edit;
  const columnAt = (at: number): number => lineAt + bytesOfString(line.slice(0, at)).length;
  return { text, start: columnAt(from), end: columnAt(to), replacement, isCertain };
}

/** Where the line that `location` shows starts, in bytes from the start of the file. */
export function lineStart({ span, column }: MessageLocation): number {
  return span.main - column;
}

/** The part of `text` between two offsets in its UTF-8 bytes. */
export function sliceBytes(text: string, start: number, end: number): string {
  return stringOfBytes(bytesOfString(text).subarray(Math.max(start, 0), Math.max(end, 0)));
}
