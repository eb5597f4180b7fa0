import { NodeTag } from '../syntax/node.ts';
import { parseTokens } from '../syntax/parse.ts';
import { TokenTag, tokenLexeme } from '../syntax/token.ts';
import { tokenEnd, tokenizePart } from '../syntax/tokenizer.ts';
import { rootMembers, type Tokens, type Tree } from '../syntax/tree.ts';
import type { ByteEdit } from '../util/common-bytes.ts';
import { faultOf, TablesBroken } from '../util/fault.ts';
import { stringOfBytes } from '../util/utf8.ts';
import { lowerMembers, type OtherNames } from './lower.ts';
import {
  changeOf,
  childrenOf,
  keyOfName,
  matchSpan,
  moveError,
  NO_CHANGE,
  NO_SAME_MEMBERS,
  nameKey,
  rowsOf,
  type ZirChange,
  type ZirMatch,
} from './match.ts';
import { isCountedToken } from './numbering.ts';
import { declaredName, type Outline } from './outline.ts';
import { dropUnused, MIN_UNUSED, moveChunks, replaceMembers } from './splice.ts';
import { type ChunkIndex, ChunkKind, chunkHeader, DeclKind, type LoweringError, NO_CHUNK, type Zir } from './zir.ts';

/*
 * Lowers an edited file by lowering only the declarations at its top level whose tokens are others. All that lowering takes from the
 * rest of the file is its names. So where names came or went, the declarations with these words in them are lowered again too.
 *
 * A token ends with its line at the latest. So what is tokenized is from the start of a declaration before the edit to that of one behind
 * the line in which the edit ends.
 */

/** What `relower` made. */
export interface Relowered {
  /** Goes on from the ZIR before, which is not to be used any more: their columns are the same. */
  readonly zir: Zir;
  readonly change: ZirChange;
  /** Rows whose content was made anew, or which are free now. */
  readonly touched: readonly ChunkIndex[];
}

/** Tokens of a part of a text. */
interface Part {
  readonly source: Uint8Array;
  readonly tokens: Tokens;
  /** The number that its first token has in the file. */
  readonly base: number;
}

/** A part of the tokens that an edit replaced, in the numbering of the file. */
interface Edit {
  readonly first: number;
  readonly oldEnd: number;
  readonly newEnd: number;
}

/** Members of the file that are lowered again, with the tokens that they consist of: declarations `[from, to)` of its top level. */
interface Span {
  readonly from: number;
  readonly to: number;
  readonly firstToken: number;
  readonly oldEnd: number;
  readonly newEnd: number;
  readonly tree: Tree;
  readonly olds: Uint32Array;
  readonly fresh: Zir;
  readonly rows: readonly ChunkIndex[];
}

/**
 * The ZIR of a file whose text `old` has become `text`; `zir` and `outline` are those of `old`, and those of `text`
 * afterwards. Null if the file has to be lowered as a whole, which leaves both as they are: it has fields and its declarations are others,
 * something else between declarations is another, or there are errors that are not of declarations alone. Throws `TablesBroken` where it fails with the tables half
 * changed.
 */
export function relower(
  zir: Zir,
  outline: Outline,
  old: Uint8Array,
  text: Uint8Array,
  bytes: ByteEdit,
): Relowered | null {
  const first = outline.memberAt(bytes.start - LOOKAHEAD);
  const end = regionEnd(outline, old, bytes.oldEnd);
  const members = membersOf(zir);
  const start = first < 0 ? 0 : outline.starts.data[first];
  const base = first < 0 ? 0 : zir.chunks.firstToken.data[members[first]];
  const delta = text.length - old.length;
  const before: Part = { source: old, tokens: tokenizePart(old, start, end), base };
  const after: Part = { source: text, tokens: tokenizePart(text, start, end + delta), base };
  const edit = narrow(before, after);
  if (edit === null) return null;
  const { firstToken, endToken } = zir.chunks;
  let from = Math.max(first, 0);
  while (from < members.length && endToken.data[members[from]] <= edit.first) from++;
  let to = from;
  while (to < members.length && firstToken.data[members[to]] < edit.oldEnd) to++;
  const gap =
    from === to ? relowerGap(zir, before, after, edit, from < members.length ? members[from] : NO_CHUNK) : null;
  if (gap !== null) {
    outline.place(zir, Math.max(first, 0), after.tokens.starts, base, delta);
    return gap;
  }
  const span = lowerEdit(zir, outline, old, after, edit, members, from, to);
  if (span === null) return null;
  const others = lowerOthers(zir, outline, old, members, span);
  if (others === null) return null;
  const errors = new ErrorsByMember();
  if (!errors.keep(zir, new Set([span, ...others].flatMap(({ olds }) => [...olds])))) return null;
  try {
    const changes: ZirChange[] = [];
    const touched: ChunkIndex[] = [];
    for (const other of others) touched.push(...splice(zir, outline, other, changes, errors));
    for (const member of span.olds) {
      const name = declaredName(zir, member);
      if (name !== null) outline.undeclare(name.slice());
    }
    touched.push(...splice(zir, outline, span, changes, errors));
    for (const row of membersOf(zir).subarray(span.from, span.from + span.rows.length)) outline.declare(zir, row);
    outline.noteEscapes(text, after.tokens);
    outline.resize(span.from, span.to, span.rows.length);
    outline.noteWords(zir, span.from, span.from + span.rows.length, text, after.tokens, base);
    outline.place(zir, Math.max(first, 0), after.tokens.starts, base, delta);
    const sameMembers = { first: span.from, last: members.length - span.to };
    for (const [i, other] of others.entries()) {
      // The names are what they were, and all that is said before them, unless one came to fail, or does not any more.
      if (changes[i].members.length === 0 && changes[i].containers.length === 0) continue;
      sameMembers.first = Math.min(sameMembers.first, other.from);
      sameMembers.last = Math.min(sameMembers.last, members.length - other.to);
    }
    const edited = compact(zir, outline);
    return {
      zir: { ...edited, errors: errors.inOrder(membersOf(edited)) },
      change: { ...merge(changes), sameMembers },
      touched,
    };
  } catch (thrown) {
    throw new TablesBroken(faultOf(thrown, 'lowering an edit'));
  }
}

/** A token is decided by its own bytes and at most two behind its end. */
const LOOKAHEAD = 3;

const NEWLINE = 0x0a;

/** Where the first declaration starts that is behind the line in which the edit ends, and behind another one at least; the end of the file if there is none. */
function regionEnd(outline: Outline, old: Uint8Array, editEnd: number): number {
  const newline = old.indexOf(NEWLINE, editEnd);
  const next = newline < 0 ? outline.starts.length : outline.memberAt(newline) + 2;
  return next < outline.starts.length ? outline.starts.data[next] : old.length;
}

function membersOf(zir: Zir): Uint32Array {
  return childrenOf(zir, 0).subarray(0, zir.chunks.declsLen.data[0]);
}

/** The tokens that really are others; empty if there are none. Null if the line that a doc comment begins in makes it an error. */
function narrow(before: Part, after: Part): Edit | null {
  const { tags, starts } = after.tokens;
  let first = 0;
  // The last token is behind the part, and the same.
  let oldEnd = before.tokens.tags.length - 1;
  let newEnd = tags.length - 1;
  while (first < oldEnd && first < newEnd && sameToken(before, first, after, first)) first++;
  while (oldEnd > first && newEnd > first && sameToken(before, oldEnd - 1, after, newEnd - 1)) {
    oldEnd--;
    newEnd--;
  }
  for (let token = 1; token < tags.length; token++) {
    if (tags[token] !== TokenTag.doc_comment) continue;
    const newline = after.source.indexOf(NEWLINE, starts[token - 1]);
    if (newline < 0 || newline >= starts[token]) return null;
  }
  const { base } = before;
  return { first: base + first, oldEnd: base + oldEnd, newEnd: base + newEnd };
}

function sameToken(x: Part, i: number, y: Part, j: number): boolean {
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

/** An edit between declarations, the next of which is `next`, of nothing but comments. Null if it is of more. */
function relowerGap(zir: Zir, before: Part, after: Part, edit: Edit, next: number): Relowered | null {
  const { first, oldEnd, newEnd } = edit;
  if (first === oldEnd && first === newEnd) return { zir, change: NO_CHANGE, touched: [] };
  if (newEnd === oldEnd) {
    for (let token = first; token < oldEnd; token++) {
      const tag = tagAt(before, token);
      if (tag !== tagAt(after, token) || isCountedToken(tag)) return null;
    }
  } else {
    if (!areDocComments(before, first, oldEnd) || !areDocComments(after, first, newEnd)) return null;
    if (next === NO_CHUNK || zir.chunks.declKind.data[next] > DeclKind.fn) return null;
    if (!areDocComments(before, oldEnd, zir.chunks.firstToken.data[next])) return null;
  }
  const tokens = newEnd - oldEnd;
  moveChunks(zir.chunks, { firstToken: first, endToken: oldEnd, tokens, firstNode: 0, endNode: 0, nodes: 0 });
  return { zir, change: NO_CHANGE, touched: [] };
}

function tagAt(part: Part, token: number): TokenTag {
  return part.tokens.tags[token - part.base];
}

function areDocComments(part: Part, from: number, to: number): boolean {
  for (let token = from; token < to; token++) if (tagAt(part, token) !== TokenTag.doc_comment) return false;
  return true;
}

/**
 * Lowers the declarations of an edit of `members[from..to]`: those, and on either side the next one, if the edit goes beyond them. Null if the
 * file has to be lowered as a whole.
 */
function lowerEdit(
  zir: Zir,
  outline: Outline,
  old: Uint8Array,
  after: Part,
  edit: Edit,
  members: Uint32Array,
  from: number,
  to: number,
): Span | null {
  const { firstToken, endToken } = zir.chunks;
  const reachesBack = from === to || edit.first < firstToken.data[members[from]];
  const reachesOn = from === to || edit.oldEnd > endToken.data[members[to - 1]];
  const spanFrom = reachesBack && from > 0 ? from - 1 : from;
  const spanTo = reachesOn && to < members.length ? to + 1 : to;
  if (spanFrom === spanTo) return null;
  // What stands around declarations, or between two of them, may be fields.
  if (hasFields(zir) && (reachesBack || reachesOn || !areAdjacent(zir, members, from, to))) return null;
  const isFirst = reachesBack && from === 0;
  const isLast = reachesOn && to === members.length;
  const start = isFirst ? edit.first : firstToken.data[members[spanFrom]];
  const oldEnd = isLast ? edit.oldEnd : endToken.data[members[spanTo - 1]];
  const newEnd = oldEnd + edit.newEnd - edit.oldEnd;
  const last = after.base + after.tokens.tags.length - 1;
  if (newEnd > last) return null;
  for (let token = start; token < newEnd; token++)
    if (tagAt(after, token) === TokenTag.container_doc_comment) return null;
  if (start > after.base && tagAt(after, start - 1) === TokenTag.doc_comment) {
    // Not everything may have a doc comment, and if nothing is left, what comes behind has it.
    const tag = newEnd === start ? TokenTag.eof : tagAt(after, start);
    if (tag === TokenTag.eof || tag === TokenTag.keyword_test || tag === TokenTag.keyword_comptime) return null;
  }
  const olds = members.slice(spanFrom, spanTo);
  const span = lowerSpan(zir, outline, olds, excerpt(after, start, newEnd), old);
  return span === null ? null : { ...span, from: spanFrom, to: spanTo, firstToken: start, oldEnd, newEnd };
}

/** Tokens `[start, end)` of the file as if they were a file. */
function excerpt({ source, tokens, base }: Part, start: number, end: number): Part {
  const tags = tokens.tags.slice(start - base, end - base + 1);
  tags[tags.length - 1] = TokenTag.eof;
  return { source, tokens: { tags, starts: tokens.starts.slice(start - base, end - base + 1) }, base: start };
}

type Lowered = Pick<Span, 'tree' | 'olds' | 'fresh' | 'rows'>;

/** Lowers what is to take the place of the declarations `olds`, with the same names where `names` has those of all others. `old`: the text that they are of. */
function lowerSpan(
  zir: Zir,
  outline: Outline,
  olds: Uint32Array,
  { source, tokens }: Part,
  old: Uint8Array,
  names?: OtherNames,
): Lowered | null {
  const tree = parseTokens(source, tokens);
  const own = names === undefined ? new Set([...olds].map((member) => nameKey(zir, member))) : null;
  const others = names ?? { has: (name) => outline.has(name) && !own!.has(keyOfName(name)) };
  const lowered = lowerMembers(tree, others);
  if (lowered === null) return null;
  const { zir: fresh, rows } = lowered;
  if (own !== null && !isSameOutline(zir, olds, fresh, rows)) {
    // In a file with fields, declarations may not stand anywhere, nor have any name.
    if (hasFields(zir)) return null;
    const isFailed = zir.errors.length > 0 || fresh.errors.length > 0;
    if (isFailed ? mayHaveTestTwice(zir, outline, old, olds, tree) : hasTestTwice(zir, own, fresh, rows)) return null;
  }
  return { tree, olds, fresh, rows };
}

/** Whether the file's own struct has fields. */
function hasFields(zir: Zir): boolean {
  return zir.extra.data[chunkHeader(zir, 0 as ChunkIndex) + 2] > 0;
}

/** Whether there is no token between `members[from..to]`. */
function areAdjacent({ chunks }: Zir, members: Uint32Array, from: number, to: number): boolean {
  for (let i = from + 1; i < to; i++)
    if (chunks.endToken.data[members[i - 1]] !== chunks.firstToken.data[members[i]]) return false;
  return true;
}

function isSameOutline(zir: Zir, olds: Uint32Array, fresh: Zir, rows: readonly ChunkIndex[]): boolean {
  return olds.length === rows.length && rows.every((row, i) => nameKey(fresh, row) === nameKey(zir, olds[i]));
}

/** Whether tests of `rows` have the name of one another, or of a test of the file that is none of `own`. */
function hasTestTwice(zir: Zir, own: ReadonlySet<string>, fresh: Zir, rows: readonly ChunkIndex[]): boolean {
  const tests = rows.map((row) => nameKey(fresh, row)).filter((key) => key.startsWith('t') || key.startsWith('d'));
  if (tests.length === 0) return false;
  const known = new Set(tests);
  if (known.size < tests.length) return true;
  return membersOf(zir).some((member) => {
    const key = nameKey(zir, member);
    return known.has(key) && !own.has(key);
  });
}

/** The same where some that were not lowered are there, which have no names: true as well where that is not known. */
function mayHaveTestTwice(zir: Zir, outline: Outline, old: Uint8Array, olds: Uint32Array, tree: Tree): boolean {
  const news = [...rootMembers(tree)].filter((member) => tree.nodeTags[member] === NodeTag.test_decl);
  if (news.length === 0) return false;
  const names = news.map((member) => testName(tree.source, tree.tokenStarts[tree.mainTokens[member]]));
  const skipped = new Set(olds);
  for (const [i, member] of membersOf(zir).entries()) {
    const kind: DeclKind = zir.chunks.declKind.data[member];
    const isTest = kind === DeclKind.unnamed_test || kind === DeclKind.named_test || kind === DeclKind.decltest;
    if (isTest && !skipped.has(member)) names.push(testName(old, outline.starts.data[i]));
  }
  const named = names.filter((name) => name !== '');
  return new Set(named).size < named.length || named.some((name) => /[@\\]/.test(name));
}

/** The name of the test that starts at byte `start`, as it is written; empty where it has none. */
function testName(source: Uint8Array, start: number): string {
  const newline = source.indexOf(NEWLINE, start);
  const { tags, starts } = tokenizePart(source, start, newline < 0 ? source.length : newline);
  return tags[1] === TokenTag.string_literal || tags[1] === TokenTag.identifier
    ? stringOfBytes(source.subarray(starts[1], tokenEnd(source, starts[1])))
    : '';
}

/** Lowers the declarations outside of `span` that have a word in them that came or went there as a name. Null if that has errors. */
function lowerOthers(zir: Zir, outline: Outline, old: Uint8Array, members: Uint32Array, span: Span): Span[] | null {
  const names = (content: Zir, rows: ArrayLike<number>): Map<string, Uint8Array> => {
    const found = new Map<string, Uint8Array>();
    for (let i = 0; i < rows.length; i++) {
      const name = declaredName(content, rows[i]);
      if (name !== null) found.set(nameKey(content, rows[i]), name);
    }
    return found;
  };
  const was = names(zir, span.olds);
  const is = names(span.fresh, span.rows);
  const moved = [...was, ...is].filter(([key]) => was.has(key) !== is.has(key));
  if (moved.length === 0) return [];
  if (outline.hasEscapedNames) return null;
  const starts = outline.starts;
  const startOf = (member: number): number => (member < starts.length ? starts.data[member] : old.length);
  // Before the first declaration there are comments, and fields, with which the file is lowered as a whole.
  const found = new Set<number>();
  for (const [, name] of moved)
    for (const member of outline.mentioning(old, name, span.from, span.to)) found.add(member);
  const others: OtherNames = {
    has: (name) => {
      const key = keyOfName(name);
      return is.has(key) || (outline.has(name) && !was.has(key));
    },
  };
  const spans: Span[] = [];
  for (const member of found) {
    const row = members[member];
    const firstToken = zir.chunks.firstToken.data[row];
    const end = zir.chunks.endToken.data[row];
    const part: Part = {
      source: old,
      tokens: tokenizePart(old, startOf(member), startOf(member + 1)),
      base: firstToken,
    };
    // The declaration itself is one of those that `others` has.
    const own = declaredName(zir, row);
    const ownKey = own === null ? '' : keyOfName(own);
    const lowered = lowerSpan(zir, outline, Uint32Array.of(row), excerpt(part, firstToken, end), old, {
      has: (name) => keyOfName(name) !== ownKey && others.has(name),
    });
    if (lowered === null) return null;
    spans.push({ ...lowered, from: member, to: member + 1, firstToken, oldEnd: end, newEnd: end });
  }
  return spans;
}

/** The errors of a file, by the row of the declaration at its top level that they are of. */
class ErrorsByMember {
  readonly #errors = new Map<number, LoweringError[]>();

  /** Takes over the errors of `zir` but for those of the declarations `replaced`. False if one is of no declaration, or refers to one that is replaced. */
  keep(zir: Zir, replaced: ReadonlySet<number>): boolean {
    for (const error of zir.errors) {
      const member = memberOf(zir, error.chunk);
      if (member === null) return false;
      if (replaced.has(member)) continue;
      if (chunksOf(error).some((chunk) => replaced.has(memberOf(zir, chunk) ?? 0))) return false;
      this.add(member, error);
    }
    return true;
  }

  add(member: number, error: LoweringError): void {
    const known = this.#errors.get(member);
    if (known === undefined) this.#errors.set(member, [error]);
    else known.push(error);
  }

  /** All, in the order in which lowering the file finds them. */
  inOrder(members: Uint32Array): LoweringError[] {
    return this.#errors.size === 0 ? [] : [...members].flatMap((member) => this.#errors.get(member) ?? []);
  }
}

/** The declaration at the top level that `chunk` is in; null for what is in none. */
function memberOf({ chunks }: Zir, chunk: ChunkIndex): number | null {
  const { parent } = chunks;
  for (let at: number = chunk; at !== 0 && at !== NO_CHUNK; at = parent.data[at]) if (parent.data[at] === 0) return at;
  return null;
}

/** The chunks that an error and its notes are in. */
function chunksOf({ chunk, notes }: LoweringError): ChunkIndex[] {
  return [chunk, ...notes.flatMap(chunksOf)];
}

/** Puts what was lowered in the place of what it replaces. Adds to `changes` and `errors`, and returns the rows that have other content. */
function splice(zir: Zir, outline: Outline, span: Span, changes: ZirChange[], errors: ErrorsByMember): ChunkIndex[] {
  const { olds, fresh, rows } = span;
  const replaced = descendants(zir, olds);
  const partial: ZirMatch = matchSpan(zir, fresh, olds, replaced, Uint32Array.from(rows));
  const change = changeOf(zir, partial, replaced);
  const rowOf = rowsOf(zir, partial);
  outline.unused += replaceMembers(zir, span, partial, replaced, rowOf);
  changes.push(change);
  for (const error of fresh.errors) {
    const moved = moveError(error, rowOf);
    errors.add(memberOf(zir, moved.chunk)!, moved);
  }
  return [...replaced, ...rowOf] as ChunkIndex[];
}

/** `rows` with all that is inside of them. */
function descendants(zir: Zir, rows: Uint32Array): number[] {
  if (zir.errors.length === 0) {
    const found = [...rows];
    for (let i = 0; i < found.length; i++) found.push(...childrenOf(zir, found[i]));
    return found;
  }
  // What was lowered of a declaration before that failed is nobody's child.
  const { kind, parent } = zir.chunks;
  const inside = new Map<number, number[]>();
  for (let row = 1; row < kind.length; row++) {
    if (kind.data[row] === ChunkKind.free) continue;
    const known = inside.get(parent.data[row]);
    if (known === undefined) inside.set(parent.data[row], [row]);
    else known.push(row);
  }
  const all = [...rows];
  for (let i = 0; i < all.length; i++) all.push(...(inside.get(all[i]) ?? []));
  return all;
}

/** `zir` with other content as another object, without what is not used any more where that is most of it. */
function compact(zir: Zir, outline: Outline): Zir {
  if (outline.unused < MIN_UNUSED || outline.unused * 2 < zir.extra.length + zir.children.length) return zir;
  outline.unused = 0;
  return dropUnused(zir);
}

function merge(changes: readonly ZirChange[]): ZirChange {
  if (changes.length === 1) return changes[0];
  return {
    changed: changes.flatMap(({ changed }) => changed),
    lost: changes.flatMap(({ lost }) => lost),
    containers: [...new Set(changes.flatMap(({ containers }) => containers))],
    names: changes.flatMap(({ names }) => names),
    namespaces: [...new Set(changes.flatMap(({ namespaces }) => namespaces))],
    members: [...new Set(changes.flatMap(({ members }) => members))],
    sameMembers: NO_SAME_MEMBERS,
  };
}
