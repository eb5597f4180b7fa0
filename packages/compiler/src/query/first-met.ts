import { DependeeKind, type DependeeRow, producerOf } from '../incremental/dependee.ts';
import { type DependerRow, NO_ENTRY } from '../incremental/dependency-graph.ts';
import { DependerKind, dependerIndex, dependerKind, NO_DEPENDER } from '../incremental/depender.ts';
import { namespaceOfType } from '../intern/containers.ts';
import { funcRow, isFunc } from '../intern/functions.ts';
import {
  type DeclIndex,
  type FuncIndex,
  type Index,
  NO_INDEX,
  NO_NAMESPACE,
  NO_TRACKED,
  type StringIndex,
  type TrackedIndex,
} from '../intern/ids.ts';
import { errorSetNames } from '../intern/types.ts';
import { DeclBody, declBody } from '../zir/decl-bodies.ts';
import { Tag } from '../zir/inst.ts';
import type { ChunkViews } from './chunk-views.ts';
import { dependersOfKind } from './dependers.ts';
import { isAskedTarget, isTypeTarget, type Target, targetType, targetUnit } from './reference-words.ts';
import { CHUNK_NODE, type Src } from './src.ts';
import type { Zcu } from './zcu.ts';

/**
 * `names` in the order in which a build from nothing meets them, whatever they are there: names that code uses, texts, names of what a container
 * declares. It begins with the container types `types`, and `order` are the rows of all units in the order in which it comes to them. Names that are nowhere
 * met stay behind the others.
 */
export function inOrderMet(
  zcu: Zcu,
  types: Iterable<Index>,
  order: Uint32Array,
  names: readonly StringIndex[],
): StringIndex[] {
  const search = new Search(zcu, order, names);
  for (const ty of types) search.comeToType(ty);
  for (let i = 0; i < order.length && !search.isDone; i++) search.follow(order[i]! as DependerRow);
  return search.inOrder();
}

/** A unit whose references are being followed, in the middle of those of the one before. */
interface Followed {
  readonly row: DependerRow;
  readonly chunk: TrackedIndex;
  /** Which of its references is next. */
  next: number;
  /** The bodies of the functions that it is in the middle of, which it called at compile time or inline. */
  readonly called: TrackedIndex[];
  /** What it relied on, in order, as long as there comes something that depends on the order of errors. */
  readonly reliedOn: readonly DependeeRow[];
  /** Which of them is next. */
  nextFact: number;
}

class Search {
  readonly #zcu: Zcu;
  /** The names that were not met yet. */
  readonly #left: Set<StringIndex>;
  readonly #met = new Set<StringIndex>();
  readonly #types = new Set<Index>();
  readonly #units = new Set<DependerRow>();
  /** The bodies of functions that are units: others only are where they are called, at compile time or inline. */
  readonly #bodies = new Set<TrackedIndex>();
  /** Where in each chunk that the names were looked for they stand, in order. */
  readonly #places = new Map<TrackedIndex, readonly NamePlace[]>();
  /** The units whose results, and what they refer to, depend on the order of errors. */
  readonly #orderDependers: ReadonlySet<DependerRow>;

  constructor(zcu: Zcu, order: Uint32Array, names: readonly StringIndex[]) {
    this.#zcu = zcu;
    this.#left = new Set(names);
    this.#orderDependers = dependersOfKind(zcu, DependeeKind.errorOrder);
    const { graph } = zcu.schedule;
    for (const row of order as Iterable<number> as Iterable<DependerRow>)
      if (dependerKind(graph.dependerOf(row)) === DependerKind.funcBody) this.#bodies.add(this.#chunkOf(row));
  }

  get isDone(): boolean {
    return this.#left.size === 0;
  }

  inOrder(): StringIndex[] {
    return [...this.#met, ...this.#left];
  }

  /** Meets what the container type declares. */
  comeToType(ty: Index): void {
    if (this.#types.has(ty)) return;
    this.#types.add(ty);
    const { namespaces, decls } = this.#zcu.pool;
    const namespace = namespaceOfType(this.#zcu.pool, ty);
    if (namespace === NO_NAMESPACE) return;
    for (const decl of namespaces.decls(namespace) as Iterable<number> as Iterable<DeclIndex>)
      this.#meet(decls.nameOf(decl));
  }

  /** Meets what stands in the code of a unit and of all whom it asks, which is in the middle of its own. */
  follow(first: DependerRow): void {
    const { references } = this.#zcu;
    const followed: Followed[] = [];
    const enter = (row: DependerRow): void => {
      if (this.#units.has(row)) return;
      this.#units.add(row);
      followed.push({
        row,
        chunk: this.#chunkOf(row),
        next: 0,
        called: [],
        reliedOn: this.#reliedOn(row),
        nextFact: 0,
      });
    };
    enter(first);
    for (let top = followed.at(-1); top !== undefined; top = followed.at(-1)) {
      const { row, chunk, reliedOn } = top;
      if (top.nextFact < reliedOn.length) {
        const asked = this.#meetFact(reliedOn[top.nextFact++]!, chunk);
        if (asked !== null) enter(asked);
        continue;
      }
      const i = top.next++;
      if (i >= references.count(row)) {
        this.#leaveCalled(top, chunk);
        this.#meetUpTo(chunk, (views) => this.#lastInstOf(row, views));
        followed.pop();
        continue;
      }
      const place = references.place(row, i);
      this.#leaveCalled(top, place.chunk);
      const target = references.target(row, i);
      if (this.#isAskedAtEnd(target, place, chunk)) this.#meetAll(chunk);
      this.#meetUpTo(place.chunk, (views) => firstInstOf(views, place.src));
      if (isTypeTarget(target)) this.comeToType(targetType(target));
      else if (isAskedTarget(target)) {
        const body = this.#bodyOf(targetUnit(target));
        if (body !== NO_TRACKED && !this.#bodies.has(body)) top.called.push(body);
        enter(targetUnit(target));
      }
    }
  }

  #chunkOf(row: DependerRow): TrackedIndex {
    const unit = this.#zcu.schedule.graph.dependerOf(row);
    if (dependerKind(unit) !== DependerKind.funcBody) return this.#zcu.chunkOf(unit);
    return this.#zcu.pool.funcs.bodyOf(dependerIndex(unit) as FuncIndex);
  }

  /**
   * What the unit of `row` relied on before it came to know of any order of errors what it knows. To what it refers only then, and where, may depend on
   * that order, which is not to depend on it.
   */
  #reliedOn(row: DependerRow): DependeeRow[] {
    if (!this.#orderDependers.has(row)) return [];
    const { graph } = this.#zcu.schedule;
    const facts: DependeeRow[] = [];
    let count = 0;
    for (let entry = graph.firstOfDepender(row); entry !== NO_ENTRY; entry = graph.nextOfDepender(entry)) {
      const fact = graph.entryDependeeRow(entry);
      facts.push(fact);
      const producer = this.#producerOf(fact);
      const isOrder = graph.dependeeKind(fact) === DependeeKind.errorOrder;
      if (isOrder || (producer !== null && this.#orderDependers.has(producer))) count = facts.length;
    }
    return facts.slice(0, count);
  }

  #producerOf(fact: DependeeRow): DependerRow | null {
    const { graph } = this.#zcu.schedule;
    const kind = graph.dependeeKind(fact);
    const producer = producerOf(
      kind === DependeeKind.valueFailed ? DependeeKind.declVal : kind,
      graph.dependeeFirst(fact),
    );
    return producer === NO_DEPENDER ? null : this.#zcu.findRow(producer);
  }

  /**
   * Meets what stands in the code that is relied on by `fact`; `own` is the chunk of the unit that does. The errors of a set whose order is asked for were all
   * met before. Returns the unit that gives the fact.
   */
  #meetFact(fact: DependeeRow, own: TrackedIndex): DependerRow | null {
    const { schedule, pool } = this.#zcu;
    const { graph } = schedule;
    switch (graph.dependeeKind(fact)) {
      case DependeeKind.srcHash: {
        const chunk = graph.dependeeFirst(fact) as TrackedIndex;
        if (chunk !== own) this.#meetAll(chunk);
        return null;
      }
      case DependeeKind.errorOrder:
        this.#meetAll(own);
        for (const name of errorSetNames(pool, graph.dependeeFirst(fact) as Index)) this.#meet(name as StringIndex);
        return null;
      default:
        return this.#producerOf(fact);
    }
  }

  /** The last instruction that the unit of `row` analyses of its chunk: the type of a declaration is its beginning. */
  #lastInstOf(row: DependerRow, { extra, header, tags }: ChunkViews): number {
    const unit = this.#zcu.schedule.graph.dependerOf(row);
    if (dependerKind(unit) !== DependerKind.declType) return tags.length - 1;
    const { start, len } = declBody({ extra, header }, DeclBody.type);
    return len === 0 ? tags.length - 1 : extra[start + len - 1]!;
  }

  /** The body of the function that the unit of `row` declares; NO_TRACKED where it declares none. */
  #bodyOf(row: DependerRow): TrackedIndex {
    const { schedule, pool } = this.#zcu;
    const unit = schedule.graph.dependerOf(row);
    if (dependerKind(unit) !== DependerKind.declValue) return NO_TRACKED;
    const value = pool.decls.valueOf(dependerIndex(unit) as DeclIndex);
    return value === NO_INDEX || !isFunc(pool, value) ? NO_TRACKED : pool.funcs.bodyOf(funcRow(pool, value));
  }

  /** Whether a function whose body is `body` asks for the unit `target` when it is done with that: for errors of another function, which are its own too. */
  #isAskedAtEnd(target: Target, { chunk, src }: { chunk: TrackedIndex; src: Src }, body: TrackedIndex): boolean {
    if (src !== CHUNK_NODE || chunk === body || !isAskedTarget(target)) return false;
    return dependerKind(this.#zcu.schedule.graph.dependerOf(targetUnit(target))) === DependerKind.funcBody;
  }

  /** What comes next is in `chunk`: meets the rest of the bodies of calls that are done. */
  #leaveCalled({ called }: Followed, chunk: TrackedIndex): void {
    while (called.length > 0 && called[called.length - 1] !== chunk) this.#meetAll(called.pop()!);
  }

  /** Meets the names in all of the code of a chunk. */
  #meetAll(chunk: TrackedIndex): void {
    this.#meetUpTo(chunk, ({ tags }) => tags.length - 1);
  }

  /** Meets the names in the code of a chunk that are used up to the instruction that `lastInst` gives. */
  #meetUpTo(chunk: TrackedIndex, lastInst: (views: ChunkViews) => number): void {
    const { tracked, files, chunkViews, pool } = this.#zcu;
    if (chunk === NO_TRACKED || tracked.isLost(chunk)) return;
    const views = chunkViews.of(files.zir(tracked.fileOf(chunk)), tracked.chunkOf(chunk));
    let places = this.#places.get(chunk);
    if (places === undefined) {
      places = placesOfNames(views.bytes, this.#left, (name) => pool.stringBytes(name));
      this.#places.set(chunk, places);
    }
    if (places.length === 0) return;
    const last = lastInst(views);
    const end = last === views.tags.length - 1 ? Infinity : textEnd(views, last);
    for (const { offset, name } of places) if (offset <= end) this.#meet(name);
  }

  #meet(name: StringIndex): void {
    if (this.#left.delete(name)) this.#met.add(name);
  }
}

interface NamePlace {
  readonly name: StringIndex;
  /** Where its text begins in the bytes of the chunk: these are in the order in which the code first uses them. */
  readonly offset: number;
}

function placesOfNames(
  bytes: Uint8Array,
  names: Iterable<StringIndex>,
  bytesOf: (name: StringIndex) => Uint8Array,
): NamePlace[] {
  const places: NamePlace[] = [];
  for (const name of names) {
    const offset = indexOfText(bytes, bytesOf(name));
    if (offset >= 0) places.push({ name, offset });
  }
  return places.sort((a, b) => a.offset - b.offset);
}

/** Where `text` stands in `bytes` between zeros; -1 where it does not. */
function indexOfText(bytes: Uint8Array, text: Uint8Array): number {
  const { length } = text;
  if (length === 0) return -1;
  for (let at = bytes.indexOf(text[0]!, 1); at >= 0; at = bytes.indexOf(text[0]!, at + 1)) {
    if (bytes[at - 1] !== 0) continue;
    if (at + length < bytes.length && bytes[at + length] !== 0) continue;
    let i = 1;
    while (i < length && bytes[at + i] === text[i]) i++;
    if (i === length) return at;
  }
  return -1;
}

/** The first instruction of the node of `src`; -1 where there is none. */
function firstInstOf({ src: srcs }: ChunkViews, src: Src): number {
  return srcs.indexOf(typeof src === 'number' ? src : src.base);
}

/** Where the last of the texts begins that the instructions up to `last` use. */
function textEnd({ tags, a, extra }: ChunkViews, last: number): number {
  let end = 0;
  for (let inst = 0; inst <= last; inst++) {
    switch (tags[inst]) {
      case Tag.decl_val:
      case Tag.decl_ref:
      case Tag.enum_literal:
      case Tag.error_value:
      case Tag.ret_err_value:
      case Tag.ret_err_value_code:
        end = Math.max(end, a[inst]!);
        break;
      case Tag.field_ptr:
      case Tag.field_ptr_load:
        end = Math.max(end, extra[a[inst]! + 1]!);
        break;
    }
  }
  return end;
}
