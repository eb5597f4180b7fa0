import type { Message } from '../source/messages.ts';
import type { SourceFile, Span } from '../source/source-file.ts';
import { fullArrayInit, fullStructInit } from '../syntax/full.ts';
import { parseNumberLiteral, parseStringLiteral } from '../syntax/literals.ts';
import { NodeTag } from '../syntax/node.ts';
import { parseZonTokens } from '../syntax/parse.ts';
import { firstToken, lastToken } from '../syntax/span.ts';
import { TokenTag } from '../syntax/token.ts';
import { tokenize } from '../syntax/tokenizer.ts';
import { rootMembers, type Tree, tokenEndOffset, tokenString, tokenText } from '../syntax/tree.ts';
import { U8Column } from '../util/column.ts';
import { bytesOfString, stringOfBytes } from '../util/utf8.ts';
import { errorMessages } from '../zir/error-messages.ts';
import { stringErrorText } from '../zir/string-text.ts';
import { lowerZon } from '../zir/zon.ts';

/* What programs need that read files of data for themselves, such as a package's manifest. */

export { type Message, messageAt, messageWithoutPlace, renderMessages } from '../source/messages.ts';
export { SourceFile, type Span } from '../source/source-file.ts';

/** A field of a struct: `.name = value`. */
export interface ZonField {
  readonly name: string;
  readonly nameSpan: Span;
  readonly value: ZonValue;
}

/** A value of a file of data. `main` is its main token: that of its text, the brace of an aggregate, the name of an enum literal. It ends before the byte `end`. */
export type ZonValue = { readonly main: Span; readonly end: number } & (
  | {
      readonly kind: 'string';
      readonly text: string /** What is wrong with its escapes. */;
      readonly error: string | null;
    }
  /** `isBare`: as the text has it, without `@"..."`. */
  | { readonly kind: 'enum literal'; readonly text: string; readonly isBare: boolean }
  | { readonly kind: 'identifier'; readonly text: string }
  /** Null where it is no integer. */
  | { readonly kind: 'number'; readonly value: bigint | null }
  | { readonly kind: 'struct'; readonly fields: readonly ZonField[] }
  | { readonly kind: 'array'; readonly elements: readonly ZonValue[] }
  /** `.{}` */
  | { readonly kind: 'empty' }
  | { readonly kind: 'other' }
);

/** The value of a file of data; or the error that its text is none, with the official text. Values inside it are not checked further. */
export function readZon(file: SourceFile): { readonly value: ZonValue } | { readonly errors: readonly Message[] } {
  const tree = parseZonTokens(file.bytes, tokenize(file.bytes));
  if (tree.errors.length > 0) return { errors: errorMessages(lowerZon(tree), tree, file) };
  return { value: dataOf(tree, rootMembers(tree)[0]) };
}

/** Whether `text` can be a name without `@"..."`. */
export function isBareName(text: string): boolean {
  const bytes = bytesOfString(text);
  const { tags } = tokenize(bytes);
  return tags.length === 2 && tags[0] === TokenTag.identifier && !text.startsWith('@') && /^\w+$/.test(text);
}

function tokenSpan(tree: Tree, token: number): Span {
  const start = tree.tokenStarts[token];
  return { start, main: start, end: tokenEndOffset(tree, token) };
}

function dataOf(tree: Tree, node: number): ZonValue {
  const token = tree.mainTokens[node];
  const place = { main: tokenSpan(tree, token), end: tokenEndOffset(tree, lastToken(tree, node)) };
  switch (tree.nodeTags[node] as NodeTag) {
    case NodeTag.string_literal:
      return { kind: 'string', ...place, ...stringOf(tree, token, 0) };
    case NodeTag.enum_literal:
      return { kind: 'enum literal', ...place, ...nameOf(tree, token) };
    case NodeTag.identifier:
      return { kind: 'identifier', ...place, text: tokenString(tree, token) };
    case NodeTag.number_literal: {
      const number = parseNumberLiteral(tokenText(tree, token));
      return { kind: 'number', ...place, value: number.kind === 'int' ? number.value : null };
    }
    case NodeTag.array_init_dot_two:
    case NodeTag.array_init_dot_two_comma:
    case NodeTag.array_init_dot:
    case NodeTag.array_init_dot_comma: {
      const { elements } = fullArrayInit(tree, node)!;
      return { kind: 'array', ...place, elements: Array.from(elements, (element) => dataOf(tree, element)) };
    }
    case NodeTag.struct_init_dot_two:
    case NodeTag.struct_init_dot_two_comma:
    case NodeTag.struct_init_dot:
    case NodeTag.struct_init_dot_comma: {
      const { fields } = fullStructInit(tree, node)!;
      if (fields.length === 0) return { kind: 'empty', ...place };
      return { kind: 'struct', ...place, fields: Array.from(fields, (field) => fieldOf(tree, field)) };
    }
    default:
      return { kind: 'other', ...place };
  }
}

function fieldOf(tree: Tree, node: number): ZonField {
  const token = firstToken(tree, node) - 2;
  return { name: nameOf(tree, token).text, nameSpan: tokenSpan(tree, token), value: dataOf(tree, node) };
}

/** What an identifier is: `@"..."` too. */
function nameOf(tree: Tree, token: number): { readonly text: string; readonly isBare: boolean } {
  const written = tokenString(tree, token);
  if (!written.startsWith('@')) return { text: written, isBare: true };
  return { text: stringOf(tree, token, 1).text, isBare: false };
}

function stringOf(tree: Tree, token: number, start: number): { readonly text: string; readonly error: string | null } {
  const bytes = tokenText(tree, token);
  const decoded = new U8Column(bytes.length);
  const failure = parseStringLiteral(bytes, start, decoded);
  const text = stringOfBytes(decoded.data.subarray(0, decoded.length));
  if (failure === null) return { text, error: null };
  return { text, error: stringErrorText(failure.error, String.fromCharCode(bytes[failure.offset])) };
}
