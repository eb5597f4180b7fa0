import { parseTokens } from '../syntax/parse.ts';
import { TokenTag, tokenLexeme } from '../syntax/token.ts';
import { type Retokenized, tokenEnd } from '../syntax/tokenizer.ts';
import type { Tokens, Tree } from '../syntax/tree.ts';
import { lowerMembers } from './lower.ts';
import { childrenOf, isPub, matchChunks, nameKey, rowsOf, type ZirMatch } from './match.ts';
import { isCountedToken } from './numbering.ts';
import { appendContent, copyChunkTable, dropUnused } from './splice.ts';
import { type ChunkIndex, ChunkKind, type ChunkTable, DeclKind, NO_CHUNK, type Zir } from './zir.ts';

/*
 * Lowers an edited file by lowering only the declarations at its top level whose tokens are others. All that lowering takes from the
 * rest of the file is its names, so this gives what lowering the file would, as long as the names and what stands between
 * declarations are the same.
 */

/** A file's text with its tokens. */
export interface TokenizedText {
  readonly source: Uint8Array;
  readonly tokens: Tokens;
}

/** What `relower` made. */
export interface Relowered {
  /** Goes on from the ZIR before, which is not to be used any more: their content columns are the same. */
  readonly zir: Zir;
  /** How the chunks of the ZIR before are matched with the rows of `zir`. */
  readonly match: ZirMatch;
  /** Rows whose content was made anew, or which are free now. */
  readonly touched: readonly ChunkIndex[];
}

/** A part of the tokens that an edit replaced. */
interface Edit {
  readonly first: number;
  readonly oldEnd: number;
  readonly newEnd: number;
}

/** What an edit moves: tokens behind `[firstToken, endToken)` and nodes behind `[firstNode, endNode)`. */
interface Shift {
  readonly firstToken: number;
  readonly endToken: number;
  readonly tokens: number;
  readonly firstNode: number;
  readonly endNode: number;
  readonly nodes: number;
}

/**
 * The ZIR of a file whose text `old` has become `text`, the tokens of which are those of `edited`; `zir` is that of `old` and has no
 * errors. Null if the file has to be lowered as a whole: declarations came, went or got another name, something between
 * declarations is another, or there are errors.
 */
export function relower(zir: Zir, old: TokenizedText, text: TokenizedText, edited: Retokenized): Relowered | null {
  const edit = narrow(old, text, edited);
  if (edit === null) return null;
  const { firstToken, endToken } = zir.chunks;
  const members = childrenOf(zir, 0).subarray(0, zir.chunks.declsLen.data[0]);
  let from = 0;
  while (from < members.length && endToken.data[members[from]] <= edit.first) from++;
  let to = from;
  while (to < members.length && firstToken.data[members[to]] < edit.oldEnd) to++;
  if (from === to) return relowerGap(zir, old, text, edit, from < members.length ? members[from] : NO_CHUNK);
  const start = firstToken.data[members[from]];
  if (edit.first < start || edit.oldEnd > endToken.data[members[to - 1]]) return null;
  return relowerSpan(zir, text, members.slice(from, to), edit.newEnd - edit.oldEnd);
}

/** The tokens that really are others; empty if there are none. Null if the line that a doc comment begins in makes it an error. */
function narrow(old: TokenizedText, text: TokenizedText, edited: Retokenized): Edit | null {
  const { tags, starts } = text.tokens;
  let { firstChanged: first, oldEnd, newEnd } = edited;
  const last = Math.min(newEnd, tags.length - 1);
  for (let token = Math.max(first, 1); token <= last; token++) {
    if (tags[token] !== TokenTag.doc_comment) continue;
    const newline = text.source.indexOf(NEWLINE, starts[token - 1]);
    if (newline < 0 || newline >= starts[token]) return null;
  }
  while (first < oldEnd && first < newEnd && sameToken(old, first, text, first)) first++;
  while (oldEnd > first && newEnd > first && sameToken(old, oldEnd - 1, text, newEnd - 1)) {
    oldEnd--;
    newEnd--;
  }
  return { first, oldEnd, newEnd };
}

const NEWLINE = 0x0a;

function sameToken(x: TokenizedText, i: number, y: TokenizedText, j: number): boolean {
  const tag: TokenTag = x.tokens.tags[i];
  if (tag !== y.tokens.tags[j]) return false;
  if (tokenLexeme(tag) !== null) return true;
  const start = x.tokens.starts[i];
  const other = y.tokens.starts[j];
  const length = tokenEnd(x.source, start) - start;
  if (tokenEnd(y.source, other) - other !== length) return false;
  for (let at = 0; at < length; at++) if (x.source[start + at] !== y.source[other + at]) return false;
  return true;
}

/** An edit between declarations, the next of which is `next`. Only doc comments may be others there. */
function relowerGap(zir: Zir, old: TokenizedText, text: TokenizedText, edit: Edit, next: number): Relowered | null {
  const { first, oldEnd, newEnd } = edit;
  if (first === oldEnd && first === newEnd) return { zir, match: matchAll(zir), touched: [] };
  if (newEnd === oldEnd) {
    for (let token = first; token < oldEnd; token++) {
      const tag: TokenTag = old.tokens.tags[token];
      if (tag !== text.tokens.tags[token] || isCountedToken(tag)) return null;
    }
  } else {
    if (!areDocComments(old.tokens, first, oldEnd) || !areDocComments(text.tokens, first, newEnd)) return null;
    if (next === NO_CHUNK || zir.chunks.declKind.data[next] > DeclKind.fn) return null;
    if (!areDocComments(old.tokens, oldEnd, zir.chunks.firstToken.data[next])) return null;
  }
  const chunks = copyChunkTable(zir.chunks);
  const tokens = newEnd - oldEnd;
  moveChunks(chunks, { firstToken: first, endToken: oldEnd, tokens, firstNode: 0, endNode: 0, nodes: 0 });
  return { zir: { ...zir, chunks }, match: matchAll(zir), touched: [] };
}

function areDocComments(tokens: Tokens, from: number, to: number): boolean {
  for (let token = from; token < to; token++) if (tokens.tags[token] !== TokenTag.doc_comment) return false;
  return true;
}

function matchAll(zir: Zir): ZirMatch {
  const length = zir.chunks.kind.length;
  const newOf = Uint32Array.from({ length }, (_, row) => row);
  return {
    newOf,
    oldOf: newOf.slice(),
    changed: new Uint8Array(length),
    names: [],
    namespaces: [],
    members: [],
  };
}

/** An edit inside the declarations `members`, which follow one another, by which they became longer by `growth` tokens. */
function relowerSpan(zir: Zir, text: TokenizedText, members: Uint32Array, growth: number): Relowered | null {
  const { firstToken, endToken, firstNode, endNode } = zir.chunks;
  const last = members[members.length - 1];
  const start = firstToken.data[members[0]];
  const end = endToken.data[last];
  const tree = parseTokens(text.source, excerpt(text.tokens, start, end + growth));
  const lowered = lowerMembers(tree, zir);
  if (lowered === null || lowered.rows.length !== members.length) return null;
  const fresh = lowered.zir;
  const pairs: number[] = [];
  for (let i = 0; i < members.length; i++) {
    if (!isSameName(zir, members[i], fresh, lowered.rows[i])) return null;
    pairs.push(members[i], lowered.rows[i]);
  }

  const partial = matchChunks(zir, fresh, pairs);
  const rowOf = rowsOf(zir, partial);
  const replaced = descendants(zir, members);
  const firstOld = firstNode.data[members[0]];
  const endOld = endNode.data[last];
  const endNew = firstOld + fresh.chunks.endNode.data[lowered.rows[members.length - 1]] - firstOfTree(tree);

  const chunks = copyChunkTable(zir.chunks);
  const shift = { firstToken: start, endToken: end, tokens: growth, firstNode: firstOld, endNode: endOld };
  moveChunks(chunks, { ...shift, nodes: endNew - endOld });
  for (const row of replaced) if (partial.newOf[row] === NO_CHUNK) freeRow(chunks, row);
  const next: Zir = { ...zir, chunks };
  appendContent(next, fresh, rowOf, { token: start, node: firstOld - firstOfTree(tree) });
  const touched = [...replaced, ...rowOf] as ChunkIndex[];
  return { zir: dropUnused(next), match: complete(partial, zir, replaced, rowOf, chunks.kind.length), touched };
}

/** Tokens `[start, end)` as if they were a file. */
function excerpt(tokens: Tokens, start: number, end: number): Tokens {
  const tags = tokens.tags.slice(start, end + 1);
  tags[tags.length - 1] = TokenTag.eof;
  return { tags, starts: tokens.starts.slice(start, end + 1) };
}

/** First node of the first member of `tree`. */
function firstOfTree(tree: Tree): number {
  return tree.ranges.firstNodes[1];
}

function isSameName(zir: Zir, row: number, fresh: Zir, freshRow: number): boolean {
  const key = nameKey(zir, row);
  if (key !== nameKey(fresh, freshRow) || isPub(zir, row) !== isPub(fresh, freshRow)) return false;
  return key !== '' || zir.chunks.declKind.data[row] === fresh.chunks.declKind.data[freshRow];
}

/** `rows` with all that is inside of them. */
function descendants(zir: Zir, rows: Uint32Array): number[] {
  const found = [...rows];
  for (let i = 0; i < found.length; i++) found.push(...childrenOf(zir, found[i]));
  return found;
}

function freeRow(chunks: ChunkTable, row: number): void {
  for (const column of Object.values(chunks) as ChunkTable[keyof ChunkTable][]) column.data[row] = 0;
  chunks.kind.data[row] = ChunkKind.free;
}

function moveChunks(chunks: ChunkTable, shift: Shift): void {
  const { length } = chunks.kind;
  const firstTokens = chunks.firstToken.data;
  const endTokens = chunks.endToken.data;
  for (let row = 0; row < length; row++) {
    if (row !== 0 && firstTokens[row] >= shift.endToken) firstTokens[row] += shift.tokens;
    if (endTokens[row] > shift.firstToken) endTokens[row] += shift.tokens;
  }
  if (shift.nodes === 0) return;
  const firstNodes = chunks.firstNode.data;
  const endNodes = chunks.endNode.data;
  for (let row = 0; row < length; row++) {
    if (firstNodes[row] >= shift.endNode) firstNodes[row] += shift.nodes;
    if (endNodes[row] > shift.firstNode) endNodes[row] += shift.nodes;
  }
}

/** `partial`, which is about the chunks `replaced`, with the rows of the result, and with all other chunks of `zir` left as they are. */
function complete(
  partial: ZirMatch,
  zir: Zir,
  replaced: readonly number[],
  rowOf: Uint32Array,
  rows: number,
): ZirMatch {
  const { newOf, changed } = matchAll(zir);
  const oldOf = new Uint32Array(rows).fill(NO_CHUNK);
  oldOf.set(newOf);
  for (const row of replaced) {
    changed[row] = partial.changed[row];
    if (partial.newOf[row] === NO_CHUNK) {
      newOf[row] = NO_CHUNK;
      oldOf[row] = NO_CHUNK;
    }
  }
  for (let chunk = 0; chunk < rowOf.length; chunk++) oldOf[rowOf[chunk]] = partial.oldOf[chunk];
  return { ...partial, newOf, oldOf, changed };
}
