import { TokenTag } from '../syntax/token.ts';
import { type Tree, tokenEndOffset, tokenString } from '../syntax/tree.ts';
import { isPrimitiveToken } from '../zir/primitive.ts';
import type { SemanticToken, SymbolKind } from './query-types.ts';

/** A part of a text that is shown in a manner of its own: never more than one line. Offsets are bytes. */
export interface ColoredToken {
  readonly start: number;
  readonly end: number;
  readonly kind: SymbolKind | 'comment' | 'string' | 'number' | 'operator';
  readonly isDeclaration: boolean;
  readonly isConstant: boolean;
  readonly isLibrary: boolean;
  /** The comment documents something. */
  readonly isDocumentation: boolean;
}

/**
 * How the parts of a file are shown, in order. `meant`: what is known of its identifiers, in order; the rest is taken for what its surroundings make of it, so that a file
 * of which nothing is known is shown all the same.
 */
export function coloredTokens(tree: Tree, meant: readonly SemanticToken[]): ColoredToken[] {
  const byStart = new Map(meant.map((token) => [token.start, token]));
  const found: ColoredToken[] = [];
  let end = 0;
  for (let token = 0; token < tree.tokenTags.length; token++) {
    const start = tree.tokenStarts[token];
    addComments(tree.source, end, start, found);
    end = Math.max(end, tokenEndOffset(tree, token));
    const known = byStart.get(start);
    if (known !== undefined) found.push({ ...known, isDocumentation: false });
    else addToken(tree, token, start, end, found);
  }
  return found;
}

function plain(start: number, end: number, kind: ColoredToken['kind'], isDeclaration = false): ColoredToken {
  return { start, end, kind, isDeclaration, isConstant: false, isLibrary: false, isDocumentation: false };
}

function addToken(tree: Tree, token: number, start: number, end: number, found: ColoredToken[]): void {
  const tag: TokenTag = tree.tokenTags[token];
  if (tag >= TokenTag.keyword_addrspace) found.push(plain(start, end, 'keyword'));
  else if (tag === TokenTag.identifier) {
    const [kind, isDeclaration] = kindOfIdentifier(tree, token);
    if (kind !== null) found.push(plain(start, end, kind, isDeclaration));
  } else if (tag === TokenTag.builtin) found.push({ ...plain(start, end, 'builtin'), isLibrary: true });
  else if (tag === TokenTag.string_literal || tag === TokenTag.char_literal) found.push(plain(start, end, 'string'));
  else if (tag === TokenTag.multiline_string_literal_line)
    found.push(plain(start, lineEnd(tree.source, start), 'string'));
  else if (tag === TokenTag.number_literal) found.push(plain(start, end, 'number'));
  else if (tag === TokenTag.doc_comment || tag === TokenTag.container_doc_comment)
    found.push({ ...plain(start, lineEnd(tree.source, start), 'comment'), isDocumentation: true });
}

/** What an identifier is taken for by the tokens around it, and whether it declares that; null where that would be a guess. */
function kindOfIdentifier(tree: Tree, token: number): [SymbolKind | null, boolean] {
  const { tokenTags } = tree;
  const before: TokenTag | -1 = token === 0 ? -1 : tokenTags[token - 1];
  const after: TokenTag = tokenTags[token + 1];
  const name = tokenString(tree, token);
  if (before === TokenTag.keyword_fn) return [/^[A-Z]/.test(name) ? 'typeFunction' : 'function', true];
  if (before === TokenTag.keyword_const) return [/^[A-Z]/.test(name) ? 'type' : 'constant', true];
  if (before === TokenTag.keyword_var) return ['variable', true];
  if (before === TokenTag.period) {
    if (tokenTags[token - 2] === TokenTag.keyword_error) return ['error', false];
    if (after === TokenTag.l_paren) return ['method', false];
    return [/^[A-Z]/.test(name) ? 'type' : 'field', false];
  }
  if (
    before === TokenTag.colon &&
    (tokenTags[token - 2] === TokenTag.keyword_break || tokenTags[token - 2] === TokenTag.keyword_continue)
  )
    return ['label', false];
  if (isPrimitiveToken(tree, token)) return [/^(true|false|null|undefined)$/.test(name) ? 'keyword' : 'type', false];
  if (after === TokenTag.l_paren) return [/^[A-Z]/.test(name) ? 'typeFunction' : 'function', false];
  if (/^[A-Z]/.test(name)) return ['type', false];
  return [null, false];
}

const NEWLINE = 0x0a;
const SLASH = 0x2f;

/** The comments between two tokens: what is there besides space. */
function addComments(source: Uint8Array, from: number, to: number, found: ColoredToken[]): void {
  for (let at = from; at < to; at++) {
    if (source[at] !== SLASH) continue;
    const end = lineEnd(source, at);
    found.push(plain(at, end, 'comment'));
    at = end;
  }
}

/** Where the line of the byte at `offset` ends, before what ends it. */
function lineEnd(source: Uint8Array, offset: number): number {
  const newline = source.indexOf(NEWLINE, offset);
  const end = newline < 0 ? source.length : newline;
  return end > offset && source[end - 1] === 0x0d ? end - 1 : end;
}
