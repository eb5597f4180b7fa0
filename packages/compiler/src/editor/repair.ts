import { parse } from '../syntax/parse.ts';
import { TokenTag } from '../syntax/token.ts';
import { tokenize } from '../syntax/tokenizer.ts';
import type { Tree } from '../syntax/tree.ts';
import { bytesOfString, stringOfBytes } from '../util/utf8.ts';

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

/** How many members elsewhere may be left blank. */
const MAX_BLANK = 8;

/**
 * The text `source` with a name, `name`, in the place of bytes `start` to `end`, and with what else is missing for it to parse. Null where nothing
 * helps.
 */
export function repair(source: Uint8Array, start: number, end: number, name: string): RepairedText | null {
  const member = memberAround(source, start);
  const before = stringOfBytes(source.subarray(member.start, start)) + name;
  const behind = stringOfBytes(source.subarray(end, member.end));
  const repaired = firstThatParses(before, behind);
  if (repaired === null) return null;
  const parts = [source.subarray(0, member.start), bytesOfString(repaired), source.subarray(member.end)];
  let bytes = joined(parts);
  for (let i = 0; i < MAX_BLANK; i++) {
    const tree = parse(bytes);
    if (tree.errors.length === 0) return { tree, at: start };
    const wrong = memberAround(bytes, tree.tokenStarts[tree.errors[0].token] ?? 0);
    if (wrong.start <= start && start < wrong.end) return null;
    bytes = bytes.map((byte, at) => (at >= wrong.start && at < wrong.end && byte !== NEWLINE ? SPACE : byte));
  }
  return null;
}

const NEWLINE = 0x0a;
const SPACE = 0x20;

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

function parses(text: string): boolean {
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
          if (parses(text)) return text;
        }
      }
    }
  }
  // Without what is behind the cursor: in its line, then at all.
  const lines = behind.indexOf('\n');
  const rest = lines < 0 ? '' : behind.slice(lines);
  for (const ending of ENDINGS) if (parses(before + ending + rest)) return before + ending + rest;
  for (const ending of ENDINGS) {
    // Statements in braces need what ends them.
    for (const separator of ['', ';']) {
      let text = before + ending;
      for (const bracket of open) text += bracket === '}' ? `${text.endsWith('}') ? '' : separator}}` : bracket;
      for (const last of ['', ';']) if (parses(text + last)) return text + last;
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
function memberAround(source: Uint8Array, at: number): { readonly start: number; readonly end: number } {
  const beginsMember = (line: number): boolean => {
    const byte = source[line];
    return byte !== undefined && /[A-Za-z@_]/.test(String.fromCharCode(byte));
  };
  let start = at;
  for (;;) {
    while (start > 0 && source[start - 1] !== NEWLINE) start--;
    if (start === 0 || beginsMember(start)) break;
    start--;
  }
  let end = at;
  for (;;) {
    while (end < source.length && source[end] !== NEWLINE) end++;
    if (end >= source.length) return { start, end: source.length };
    end++;
    // Comments of the next member go with that.
    if (beginsMember(end) || source[end] === 0x2f) return { start, end };
  }
}
