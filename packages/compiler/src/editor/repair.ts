import { parse } from '../syntax/parse.ts';
import { TokenTag } from '../syntax/token.ts';
import { tokenize } from '../syntax/tokenizer.ts';
import type { Tree } from '../syntax/tree.ts';
import { bytesOfString, stringOfBytes } from '../util/utf8.ts';
import type { TextRange } from './query-types.ts';

/** The name that stands where nothing was written yet. */
export const PLACEHOLDER = 'rezig_placeholder';

/** A text that parses, made of one that does not, or in which something is missing at the cursor. */
export interface RepairedText {
  readonly tree: Tree;
  /** Where the name at the cursor begins: what is before is as it was, but that members elsewhere may be blank. */
  readonly at: number;
}

/** What may be missing behind a name. Closing brackets are put in between. */
const ENDINGS = ['', ';', ',', ' = undefined', ' => {}', ': void', ' {}', ' = undefined;', ': void,'];

/** How many brackets around the cursor may lack what closes them, for what is behind the cursor to be kept. */
const MAX_CLOSED = 4;

/** How many lines above the cursor's may be left blank, and how many functions and members elsewhere before all are looked at. */
const MAX_BLANK = 8;

/**
 * The text `source` with a name, `name`, in the place of bytes `start` to `end`, and with what else is missing for it to parse. Other lines and members that do not parse
 * by themselves are left blank. Null where nothing helps.
 */
export function repair(source: Uint8Array, start: number, end: number, name: string): RepairedText | null {
  const member = memberAround(source, start);
  const inner = functionsIn(source, member).findLast((lines) => has(source, lines, start));
  return (
    (inner === undefined ? null : repairedWithin(source, inner, start, end, name)) ??
    repairedWithin(withoutWrongFunctions(source, member, start), member, start, end, name)
  );
}

/** The same, where all that is missing is missing in the lines `lines`. */
function repairedWithin(
  source: Uint8Array,
  lines: TextRange,
  start: number,
  end: number,
  name: string,
): RepairedText | null {
  const above = withoutWrongLines(source, lines.start, start);
  const before = stringOfBytes(above.subarray(lines.start, start)) + name;
  const repaired = firstThatParses(before, stringOfBytes(source.subarray(end, lines.end)));
  if (repaired === null) return null;
  const bytes = joined([source.subarray(0, lines.start), bytesOfString(repaired), source.subarray(lines.end)]);
  const whole = parse(bytes);
  if (whole.errors.length === 0) return { tree: whole, at: start };
  let found = bytes;
  for (let i = 0, { errors, tokenStarts } = whole; i < MAX_BLANK; i++) {
    const next = withoutWrongAround(found, tokenStarts[errors[0].token], start);
    if (next === found) break;
    found = next;
    const tree = parse(found);
    if (tree.errors.length === 0) return { tree, at: start };
    ({ errors, tokenStarts } = tree);
  }
  const tree = parse(withoutWrongMembers(bytes, start));
  return tree.errors.length === 0 ? { tree, at: start } : null;
}

/**
 * `bytes` with blank what does not parse by itself of what an error at byte `error` may be in: the function that it is in or behind, or the member of the file; but for what is
 * around `at`. `bytes` itself where all of that does.
 */
function withoutWrongAround(bytes: Uint8Array, error: number, at: number): Uint8Array {
  const member = memberAround(bytes, error);
  const functions = functionsIn(bytes, member);
  const before = memberAround(bytes, Math.max(member.start - 1, 0));
  const inside = functions.findLast((lines) => has(bytes, lines, error));
  const behind = functions.findLast(({ end }) => end <= (inside?.start ?? error));
  for (const lines of [inside, behind, member, before])
    if (lines !== undefined && !has(bytes, lines, at) && !parses(bytes, lines)) return blanked(bytes, lines);
  return bytes;
}

/** `bytes` with those lines blank, from `start` up to the line of the cursor at `at`, that have an error whatever comes behind them. */
function withoutWrongLines(bytes: Uint8Array, start: number, at: number): Uint8Array {
  const end = lineStart(bytes, at);
  let found = bytes;
  for (let i = 0; i < MAX_BLANK; i++) {
    const { errors, tokenTags, tokenStarts } = parse(found.subarray(start, end));
    const [error] = errors;
    // What is not complete has its error where it ends.
    if (error === undefined || tokenTags[error.token + Number(error.tokenIsPrev)] === TokenTag.eof) break;
    const line = lineStart(found, start + tokenStarts[error.token]);
    found = blanked(found, { start: line, end: lineEnd(found, line) });
  }
  return found;
}

/** `bytes` with those members of the file blank that do not parse by themselves, or with those functions in them that do not; but for what is around `at`. */
function withoutWrongMembers(bytes: Uint8Array, at: number): Uint8Array {
  let found = bytes;
  for (let start = 0; start < bytes.length; ) {
    const member = memberAround(bytes, start);
    if (has(bytes, member, at)) found = withoutWrongFunctions(found, member, at);
    else if (!parses(found, member)) {
      found = withoutWrongFunctions(found, member, at);
      if (!parses(found, member)) found = blanked(found, member);
    }
    start = Math.max(member.end, start + 1);
  }
  return found;
}

/** `bytes` with those functions in `lines` blank that do not parse by themselves, but for what is around `at`. */
function withoutWrongFunctions(bytes: Uint8Array, lines: TextRange, at: number): Uint8Array {
  let found = bytes;
  for (const inner of functionsIn(bytes, lines))
    if (!has(bytes, inner, at) && !parses(found, inner)) found = blanked(found, inner);
  return found;
}

/** Whether byte `at` of `bytes`, or their end, is in `range`. */
function has(bytes: Uint8Array, { start, end }: TextRange, at: number): boolean {
  return start <= at && (at < end || end === bytes.length);
}

/** `bytes` with spaces in `range`, but for the ends of lines. */
function blanked(bytes: Uint8Array, { start, end }: TextRange): Uint8Array {
  const found = bytes.slice();
  for (let at = start; at < end; at++) if (found[at] !== NEWLINE) found[at] = SPACE;
  return found;
}

function parses(bytes: Uint8Array, { start, end }: TextRange): boolean {
  return parse(bytes.subarray(start, end)).errors.length === 0;
}

const NEWLINE = 0x0a;
const RETURN = 0x0d;
const TAB = 0x09;
const SPACE = 0x20;
const SLASH = 0x2f;
const BACKSLASH = 0x5c;

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

function isWhole(text: string): boolean {
  return parse(bytesOfString(text)).errors.length === 0;
}

function firstThatParses(before: string, behind: string): string | null {
  const open = openBrackets(before);
  const lineEnd = (behind + '\n').indexOf('\n');
  const line = behind.slice(0, lineEnd).trimEnd();
  // A statement that is typed lacks its end as well, behind brackets that an editor closed.
  const behinds = line === '' || /[;,{]$/.test(line) ? [behind] : [behind, `${line};${behind.slice(line.length)}`];
  for (let closed = 0; closed <= Math.min(open.length, MAX_CLOSED); closed++) {
    const closing = open.slice(0, closed).join('');
    for (const ending of ENDINGS) {
      for (const last of closed === 0 ? [''] : ['', ';', ',', ' {}']) {
        for (const after of behinds) {
          const text = before + ending + closing + last + after;
          if (isWhole(text)) return text;
        }
      }
    }
  }
  // Without what is behind the cursor: in its line, then at all.
  const lines = behind.indexOf('\n');
  const rest = lines < 0 ? '' : behind.slice(lines);
  for (const ending of ENDINGS) if (isWhole(before + ending + rest)) return before + ending + rest;
  for (const ending of ENDINGS) {
    // Statements in braces need what ends them.
    for (const separator of ['', ';']) {
      let text = before + ending;
      for (const bracket of open) text += bracket === '}' ? `${text.endsWith('}') ? '' : separator}}` : bracket;
      for (const last of ['', ';']) if (isWhole(text + last)) return text + last;
    }
  }
  return null;
}

/** What closes the brackets that are open at the end of `text`, the innermost first. */
function openBrackets(text: string): string[] {
  const { tags } = tokenize(bytesOfString(text));
  const open: string[] = [];
  for (const tag of tags as Iterable<TokenTag>) {
    if (tag === TokenTag.l_paren) open.push(')');
    else if (tag === TokenTag.l_brace) open.push('}');
    else if (tag === TokenTag.l_bracket) open.push(']');
    else if (tag === TokenTag.r_paren || tag === TokenTag.r_brace || tag === TokenTag.r_bracket) open.pop();
  }
  return open.reverse();
}

/**
 * The lines of the member of the file in which byte `at` is, whatever is wrong with its brackets: from the last line that begins without a space, as the
 * first line of a member does, to the one before the next.
 */
function memberAround(source: Uint8Array, at: number): TextRange {
  let start = lineStart(source, at);
  while (start > 0 && !isWordByte(source[start])) start = lineStart(source, start - 1);
  let end = lineEnd(source, at);
  // Comments of the next member go with that.
  while (end < source.length && !isWordByte(source[end]) && source[end] !== SLASH) end = lineEnd(source, end);
  return { start, end };
}

/** How the first line of a function, or of what else has a body, begins within a container. */
const FUNCTION_START = /^(?:(?:pub|export|inline|noinline) +|extern +(?:"[^"]*" +)?)*fn\b|^test\b|^comptime +\{/;

/** Longer than what stands before `fn`. */
const MAX_START = 80;

/**
 * The functions within containers in `lines`, each before those in it: whatever is wrong with brackets, from a line that begins as a function does to the
 * first that is not indented more, but for brackets at its beginning.
 */
function functionsIn(source: Uint8Array, { start, end }: TextRange): TextRange[] {
  const found: { start: number; end: number }[] = [];
  const open: { readonly range: { start: number; end: number }; readonly indent: number }[] = [];
  for (let line = start; line < end; line = lineEnd(source, line)) {
    const first = firstInLine(source, line);
    const byte = source[first];
    if (byte === undefined || byte === NEWLINE || byte === RETURN || byte === BACKSLASH) continue;
    const indent = first - line;
    const isStart = isWordByte(byte) || byte === SLASH;
    for (let last = open.at(-1); last !== undefined; last = open.at(-1)) {
      if (indent > last.indent || (indent === last.indent && !isStart)) break;
      last.range.end = line;
      open.pop();
    }
    if (indent === 0 || !isWordByte(byte)) continue;
    if (
      !FUNCTION_START.test(stringOfBytes(source.subarray(first, Math.min(first + MAX_START, lineEnd(source, first)))))
    )
      continue;
    const range = { start: line, end };
    found.push(range);
    open.push({ range, indent });
  }
  return found;
}

function isWordByte(byte: number | undefined): boolean {
  return byte !== undefined && /[A-Za-z@_]/.test(String.fromCharCode(byte));
}

function firstInLine(source: Uint8Array, line: number): number {
  let at = line;
  while (source[at] === SPACE || source[at] === TAB) at++;
  return at;
}

/** Where the line begins that byte `at` is in. */
function lineStart(source: Uint8Array, at: number): number {
  return at === 0 ? 0 : source.lastIndexOf(NEWLINE, at - 1) + 1;
}

/** Where the line after that of byte `at` begins. */
function lineEnd(source: Uint8Array, at: number): number {
  const end = source.indexOf(NEWLINE, at);
  return end < 0 ? source.length : end + 1;
}
