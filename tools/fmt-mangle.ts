import { TokenTag } from '../packages/compiler/src/syntax/token.ts';
import { type Random, tokensOf } from './random-edit.ts';

/** These have a line of their own. */
const LINES = new Set([TokenTag.multiline_string_literal_line, TokenTag.doc_comment, TokenTag.container_doc_comment]);

const CLOSING = new Set([TokenTag.r_brace, TokenTag.r_paren, TokenTag.r_bracket]);

/** What may stand between two tokens that have white space between them. */
const SPACES = ['', ' ', '   ', '\t', '\n', '\n\n', '\n\n\n', '\n        ', ' \n\t'];

/**
 * `text` with other white space between its tokens, here and there without the comma at the end of a list, and at times with lines that end in `\r\n`. Tokens and comments stay,
 * and where two tokens touch, they still do.
 */
export function mangle(text: string, random: Random): string {
  const bytes = Buffer.from(text).toString('latin1');
  const tokens = tokensOf(bytes);
  const rate = random.of([2, 5, 20, 100]);
  const takesCommas = random.below(3) === 0;
  const parts: string[] = [];
  let end = 0;
  for (const [i, token] of tokens.entries()) {
    const gap = bytes.slice(end, token.start);
    const isAtLine = LINES.has(token.tag) || (i > 0 && LINES.has(tokens[i - 1].tag));
    parts.push(random.below(rate) === 0 ? otherGap(gap, isAtLine, random) : gap);
    end = token.end;
    const isLast = token.tag === TokenTag.comma && i + 1 < tokens.length && CLOSING.has(tokens[i + 1].tag);
    if (!isLast || !takesCommas || random.below(3) > 0) parts.push(bytes.slice(token.start, token.end));
  }
  parts.push(bytes.slice(end));
  const mangled = parts.join('');
  return Buffer.from(random.below(10) === 0 ? mangled.replaceAll('\n', '\r\n') : mangled, 'latin1').toString();
}

function otherGap(gap: string, isAtLine: boolean, random: Random): string {
  if (gap === '') return gap;
  if (gap.includes('//')) return gap.replaceAll('\n', () => `\n${random.of(SPACES)}`);
  const other = random.of(SPACES.slice(1));
  return isAtLine ? `\n${other}` : other;
}
