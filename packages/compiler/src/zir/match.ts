import type { NamedColumn } from '../util/save.ts';
import { EnumSmall, StructSmall, UnionSmall } from './container-small.ts';
import { newZir, zirColumns } from './serialize.ts';
import {
  type ChunkIndex,
  ChunkKind,
  type ChunkTable,
  ContainerKind,
  chunkHeader,
  DeclFlag,
  DeclKind,
  type LoweringError,
  NO_CHUNK,
  type Zir,
} from './zir.ts';

/** What happened to one name of a container. */
export enum NameChange {
  added,
  removed,
  /** It is `pub` now and was not, or the other way round. */
  visibility,
}

/** A change of one name, in a container that both versions of a file have. */
export interface NameDifference {
  /** Row of the container's chunk in the old ZIR. */
  readonly container: ChunkIndex;
  /** The name's bytes. */
  readonly name: Uint8Array;
  readonly change: NameChange;
}

/** What became of a file's old chunks in its new ZIR. Lives as long as one update. */
export interface ZirMatch {
  /** New chunk of each old one; `NO_CHUNK` if it has none. */
  readonly newOf: Uint32Array;
  /** Old chunk of each new one; `NO_CHUNK` if it has none. */
  readonly oldOf: Uint32Array;
  /** By old chunk: 1 if its content is another (or it is lost), 0 if it is the same. */
  readonly changed: Uint8Array;
  /** Names gained, lost or changed, by container. */
  readonly names: readonly NameDifference[];
  /** Old rows of the containers whose ordered list of (name, `pub`) is another. */
  readonly namespaces: readonly ChunkIndex[];
  /** Old rows of the containers whose member declarations are not the same ones in the same order. */
  readonly members: readonly ChunkIndex[];
  /** As in `ZirChange`; some may be there several times. */
  readonly containers: readonly ChunkIndex[];
}

/** What of a file's ZIR an edit made another. Rows are those of before. */
export interface ZirChange {
  /** Chunks with other content, those lost left out. */
  readonly changed: readonly ChunkIndex[];
  readonly lost: readonly ChunkIndex[];
  /** Containers with a member declaration that is of another kind, or came to be or ceased to be exported, `pub` or the like. */
  readonly containers: readonly ChunkIndex[];
  /** As in `ZirMatch`. */
  readonly names: readonly NameDifference[];
  readonly namespaces: readonly ChunkIndex[];
  readonly members: readonly ChunkIndex[];
  /** How many of the file's own declarations at the beginning, and at the end, are the same ones, as they were. */
  readonly sameMembers: SameMembers;
}

/** How many members of a container, at its beginning and at its end, are what they were. */
export interface SameMembers {
  readonly first: number;
  readonly last: number;
}

/** It may be none. */
export const NO_SAME_MEMBERS: SameMembers = { first: 0, last: 0 };

/** Nothing is another. */
export const NO_CHANGE: ZirChange = {
  changed: [],
  lost: [],
  containers: [],
  names: [],
  namespaces: [],
  members: [],
  sameMembers: NO_SAME_MEMBERS,
};

/** What `match`, in which all of `oldZir` was matched, or its chunks `rows` and all that is in them, says is another. */
export function changeOf(oldZir: Zir, match: ZirMatch, rows?: readonly number[]): ZirChange {
  const { kind } = oldZir.chunks;
  const changed: ChunkIndex[] = [];
  const lost: ChunkIndex[] = [];
  const add = (row: number): void => {
    if (match.changed[row] === 0 || kind.data[row] === ChunkKind.free) return;
    if (match.newOf[row] === NO_CHUNK) lost.push(row as ChunkIndex);
    else changed.push(row as ChunkIndex);
  };
  if (rows !== undefined) rows.forEach(add);
  else for (let row = 0; row < match.newOf.length; row++) add(row);
  const { names, namespaces, members } = match;
  const containers = [...new Set(match.containers)];
  return { changed, lost, containers, names, namespaces, members, sameMembers: NO_SAME_MEMBERS };
}

interface Matching extends ZirMatch {
  readonly old: Zir;
  readonly new: Zir;
  readonly names: NameDifference[];
  readonly namespaces: ChunkIndex[];
  readonly members: ChunkIndex[];
  readonly containers: ChunkIndex[];
}

/**
 * Finds for each chunk of `oldZir` the one of `newZir` that takes its place. Both are of the same file. Named declarations go by
 * their name in the containers that match, others by their content and then by their order; what stands in a
 * declaration, body or field list goes by its kind and order there.
 */
export function matchZir(oldZir: Zir, newZir: Zir): ZirMatch {
  const m = newMatching(oldZir, newZir, nothingMatched(oldZir.chunks.kind.length));
  matchPairs(m, [0, 0]);
  return m;
}

/** What matches of spans have by old chunk, as where nothing is matched: to make it anew for each edit costs as much as the file is large. */
let unmatched: Pick<ZirMatch, 'newOf' | 'changed'> = { newOf: new Uint32Array(0), changed: new Uint8Array(0) };
/** The chunks for which something else is there. */
let matched: readonly number[] = [];

/**
 * As `matchZir`, for parts of files: `olds` are declarations at the top level of `oldZir` that follow one another, which have the chunks `rows` in them, and
 * `news` those of `newZir` that take their places. All other chunks have no counterpart. To be used up before the next call.
 */
export function matchSpan(
  oldZir: Zir,
  newZir: Zir,
  olds: Uint32Array,
  rows: readonly number[],
  news: Uint32Array,
): ZirMatch {
  const { length } = oldZir.chunks.kind;
  if (unmatched.newOf.length < length) unmatched = nothingMatched(2 * length);
  else
    for (const row of matched) {
      unmatched.newOf[row] = NO_CHUNK;
      unmatched.changed[row] = 1;
    }
  matched = rows;
  const m = newMatching(oldZir, newZir, unmatched);
  const work: number[] = [];
  matchMembers(m, 0, olds, news, work);
  matchPairs(m, work);
  return m;
}

function nothingMatched(length: number): Pick<ZirMatch, 'newOf' | 'changed'> {
  return { newOf: new Uint32Array(length).fill(NO_CHUNK), changed: new Uint8Array(length).fill(1) };
}

function newMatching(oldZir: Zir, newZir: Zir, byOld: Pick<ZirMatch, 'newOf' | 'changed'>): Matching {
  return {
    old: oldZir,
    new: newZir,
    ...byOld,
    oldOf: new Uint32Array(newZir.chunks.kind.length).fill(NO_CHUNK),
    names: [],
    namespaces: [],
    members: [],
    containers: [],
  };
}

/** Matches pairs of chunks, an old and a new one in turns, with all that is inside. `work` is a stack, so that deep nesting costs no recursion. */
function matchPairs(m: Matching, work: number[]): void {
  while (work.length > 0) {
    const to = work.pop()!;
    const from = work.pop()!;
    pair(m, from, to);
    const declsLen = m.old.chunks.declsLen.data[from];
    const newDeclsLen = m.new.chunks.declsLen.data[to];
    const olds = childrenOf(m.old, from);
    const news = childrenOf(m.new, to);
    if (m.old.chunks.kind.data[from] === ChunkKind.container)
      matchMembers(m, from, olds.subarray(0, declsLen), news.subarray(0, newDeclsLen), work);
    matchInOrder(m, olds.subarray(declsLen), news.subarray(newDeclsLen), work);
  }
}

function pair(m: Matching, from: number, to: number): void {
  m.newOf[from] = to;
  m.oldOf[to] = from;
  m.changed[from] = sameHash(m.old.chunks, from, m.new.chunks, to) ? 0 : 1;
  if (m.changed[from] === 0 || m.old.chunks.kind.data[from] !== ChunkKind.declaration) return;
  const { declKind, flags, parent } = m.old.chunks;
  const news = m.new.chunks;
  if (declKind.data[from] !== news.declKind.data[to] || flags.data[from] !== news.flags.data[to])
    m.containers.push(parent.data[from] as ChunkIndex);
}

function sameHash(x: ChunkTable, i: number, y: ChunkTable, j: number): boolean {
  return x.hashLow.data[i] === y.hashLow.data[j] && x.hashHigh.data[i] === y.hashHigh.data[j];
}

/** The children of a chunk, as a view. */
export function childrenOf(zir: Zir, chunk: number): Uint32Array {
  const start = zir.chunks.childrenStart.data[chunk];
  return zir.children.data.subarray(start, start + zir.chunks.childrenLen.data[chunk]);
}

/** Bits of `small` of a container that say what manner of type it is: its layout, what it has for a tag, whether it is exhaustive. */
const MANNER_BITS: { readonly [kind in ContainerKind]: number } = {
  [ContainerKind.struct]: (3 << StructSmall.layout_shift) | StructSmall.has_backing_int_type,
  [ContainerKind.enum]: EnumSmall.has_tag_type | EnumSmall.nonexhaustive,
  [ContainerKind.union]: 7 << UnionSmall.kind_shift,
  [ContainerKind.opaque]: 0,
};

/**
 * What chunks have to have in common to be matched by order: kind, and for containers struct, enum, union or opaque, together with
 * the words around it (`packed`, `(enum)` ...). A type that is of another manner is another type.
 */
function orderClass(zir: Zir, chunk: number): number {
  const kind = zir.chunks.kind.data[chunk];
  if (kind !== ChunkKind.container) return kind;
  const { data } = zir.extra;
  const header = chunkHeader(zir, chunk as ChunkIndex);
  const container: ContainerKind = data[header];
  const manner = data[header + 1] & MANNER_BITS[container];
  return kind | ((1 + container) << 8) | (manner << 12);
}

/** Matches containers and bodies that stand in a chunk: the n-th of a class with the n-th of that class. */
function matchInOrder(m: Matching, from: Uint32Array, to: Uint32Array, work: number[]): void {
  let taken = 0;
  const used = new Uint8Array(to.length);
  for (const old of from) {
    const wanted = orderClass(m.old, old);
    for (let i = taken; i < to.length; i++) {
      if (used[i] !== 0 || orderClass(m.new, to[i]) !== wanted) continue;
      used[i] = 1;
      work.push(old, to[i]);
      break;
    }
    while (taken < to.length && used[taken] !== 0) taken++;
  }
}

/**
 * The name of a declaration chunk as text in which each byte is a character, behind `n`, or `t` or `d` for tests, which have names of
 * their own. Empty for what has none.
 */
export function nameKey(zir: Zir, chunk: number): string {
  const { chunks, bytes } = zir;
  const kind = chunks.declKind.data[chunk];
  if (kind === DeclKind.comptime || kind === DeclKind.unnamed_test) return '';
  const start = chunks.bytesStart.data[chunk] + chunks.name.data[chunk];
  const name = bytes.data.subarray(start, bytes.data.indexOf(0, start));
  return keyOfName(name, kind === DeclKind.named_test ? 't' : kind === DeclKind.decltest ? 'd' : 'n');
}

/** The `nameKey` of what is called `name`: of a declaration that others can refer to, unless `prefix` says otherwise. */
export function keyOfName(name: Uint8Array, prefix: 'n' | 't' | 'd' = 'n'): string {
  let key: string = prefix;
  for (const byte of name) key += String.fromCharCode(byte);
  return key;
}

function keyBytes(key: string): Uint8Array {
  const bytes = new Uint8Array(key.length - 1);
  for (let i = 0; i < bytes.length; i++) bytes[i] = key.charCodeAt(i + 1);
  return bytes;
}

/** Whether a declaration chunk is `pub`. */
function isPub(zir: Zir, chunk: number): boolean {
  return (zir.chunks.flags.data[chunk] & DeclFlag.pub) !== 0;
}

/** Matches member declarations of the old container `from`, and what is inside of them. */
function matchMembers(m: Matching, from: number, olds: Uint32Array, news: Uint32Array, work: number[]): void {
  const container = from as ChunkIndex;
  const counterparts = new Uint32Array(news.length).fill(NO_CHUNK);

  // By name. Of several declarations of one name, which is an error, the first counts and the others go by order.
  const byName = new Map<string, number>();
  const newKeys: string[] = [];
  for (let i = 0; i < news.length; i++) {
    const key = nameKey(m.new, news[i]);
    newKeys.push(key);
    if (key !== '' && !byName.has(key)) byName.set(key, i);
  }
  const left: number[] = [];
  const oldNames: string[] = [];
  for (const old of olds) {
    const key = nameKey(m.old, old);
    const at = key === '' ? undefined : byName.get(key);
    if (key.startsWith('n')) {
      oldNames.push(`${isPub(m.old, old) ? 'p' : '-'}${key}`);
      if (at === undefined) m.names.push({ container, name: keyBytes(key), change: NameChange.removed });
    }
    if (at === undefined || counterparts[at] !== NO_CHUNK) {
      left.push(old);
      continue;
    }
    counterparts[at] = old;
    if (key.startsWith('n') && isPub(m.old, old) !== isPub(m.new, news[at])) {
      m.names.push({ container, name: keyBytes(key), change: NameChange.visibility });
    }
  }
  const newNames: string[] = [];
  for (let i = 0; i < news.length; i++) {
    if (!newKeys[i].startsWith('n')) continue;
    newNames.push(`${isPub(m.new, news[i]) ? 'p' : '-'}${newKeys[i]}`);
    if (counterparts[i] === NO_CHUNK) {
      m.names.push({ container, name: keyBytes(newKeys[i]), change: NameChange.added });
    }
  }
  matchUnnamed(m, left, news, newKeys, counterparts);

  if (!sameList(oldNames, newNames)) m.namespaces.push(container);
  if (!sameList(olds, counterparts)) m.members.push(container);
  for (let i = 0; i < news.length; i++) if (counterparts[i] !== NO_CHUNK) work.push(counterparts[i], news[i]);
}

/** Matches blocks and tests without a name: those that are wholly the same first, then those alike but for what is inside, then by order. */
function matchUnnamed(
  m: Matching,
  left: number[],
  news: Uint32Array,
  newKeys: readonly string[],
  counterparts: Uint32Array,
): void {
  for (const same of [sameTree, sameContent, sameKind]) {
    for (let i = 0; i < left.length; ) {
      const old = left[i];
      let at = -1;
      for (let n = 0; n < news.length && at < 0; n++) {
        if (newKeys[n] === '' && counterparts[n] === NO_CHUNK && same(m, old, news[n])) at = n;
      }
      if (at < 0) i++;
      else {
        counterparts[at] = old;
        left.splice(i, 1);
      }
    }
  }
}

function sameKind(m: Matching, from: number, to: number): boolean {
  return m.old.chunks.declKind.data[from] === m.new.chunks.declKind.data[to];
}

function sameContent(m: Matching, from: number, to: number): boolean {
  return sameKind(m, from, to) && sameHash(m.old.chunks, from, m.new.chunks, to);
}

function sameTree(m: Matching, from: number, to: number): boolean {
  if (!sameContent(m, from, to)) return false;
  const work = [from, to];
  while (work.length > 0) {
    const y = work.pop()!;
    const x = work.pop()!;
    if (!sameHash(m.old.chunks, x, m.new.chunks, y)) return false;
    const olds = childrenOf(m.old, x);
    const news = childrenOf(m.new, y);
    if (olds.length !== news.length) return false;
    for (let i = 0; i < olds.length; i++) work.push(olds[i], news[i]);
  }
  return true;
}

function sameList<T>(x: ArrayLike<T>, y: ArrayLike<T>): boolean {
  if (x.length !== y.length) return false;
  for (let i = 0; i < x.length; i++) if (x[i] !== y[i]) return false;
  return true;
}

/**
 * `newZir` with its chunks in the rows that their counterparts have in `oldZir`. Chunks without one get rows that were free in
 * `oldZir`, or new ones; rows of lost chunks are `free` in the result, and so can be used by the merge after it. The
 * content columns are those of `newZir`, not copies: it is to be dropped, and so is `oldZir`.
 */
export function mergeZir(oldZir: Zir, newOne: Zir, match: ZirMatch): Zir {
  const rowOf = rowsOf(oldZir, match);
  const rows = rowOf.reduce((most, row) => Math.max(most, row + 1), oldZir.chunks.kind.length);
  const merged = newZir();
  const from = chunkColumns(newOne);
  const to = chunkColumns(merged);
  for (let i = 0; i < to.length; i++) {
    to[i].column.pushZeros(rows);
    const source = from[i].column.data;
    const target = to[i].column.data;
    for (let chunk = 0; chunk < rowOf.length; chunk++) target[rowOf[chunk]] = source[chunk];
  }
  const { kind, parent } = merged.chunks;
  const used = new Uint8Array(rows);
  for (let chunk = 0; chunk < rowOf.length; chunk++) used[rowOf[chunk]] = 1;
  for (let row = 0; row < rows; row++) {
    if (used[row] === 0) kind.data[row] = ChunkKind.free;
    else if (parent.data[row] !== NO_CHUNK) parent.data[row] = rowOf[parent.data[row]];
  }
  const children = newOne.children;
  for (let i = 0; i < children.length; i++) children.data[i] = rowOf[children.data[i]];
  return {
    ...newOne,
    chunks: merged.chunks,
    errors: newOne.errors.map((error) => moveError(error, rowOf)),
  };
}

/** The row that each chunk of the new ZIR of `match` gets in one that goes on from `oldZir`. */
export function rowsOf(oldZir: Zir, match: ZirMatch): Uint32Array {
  const { kind } = oldZir.chunks;
  const rowOf = match.oldOf.slice();
  let rows = kind.length;
  let free = 0;
  for (let chunk = 0; chunk < rowOf.length; chunk++) {
    if (rowOf[chunk] !== NO_CHUNK) continue;
    while (free < kind.length && kind.data[free] !== ChunkKind.free) free++;
    rowOf[chunk] = free < kind.length ? free++ : rows++;
  }
  return rowOf;
}

/** The columns of the chunk table of `zir`. */
export function chunkColumns(zir: Zir): NamedColumn[] {
  return zirColumns(zir).filter((named) => named.name.startsWith('zir.chunks.'));
}

/** `error`, of a ZIR whose chunks come to be in the rows `rowOf` of another one. */
export function moveError(error: LoweringError, rowOf: Uint32Array): LoweringError {
  return {
    ...error,
    chunk: error.chunk === NO_CHUNK ? NO_CHUNK : (rowOf[error.chunk] as ChunkIndex),
    notes: error.notes.map((note) => moveError(note, rowOf)),
  };
}
