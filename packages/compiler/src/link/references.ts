import { U32Column } from '../util/column.ts';
import { unreached } from '../util/unreached.ts';
import { MISSING, NumberMap } from './number-map.ts';
import type { ListReader, ListWriter } from './saved-words.ts';

/** What can be referred to. Each kind has numbers of its own. */
export enum VertexKind {
  /** A function, by its `FunctionId`. */
  func,
  /** Data, by its place in `SymbolGraph.data`. */
  data,
  /** What a declaration is: data, or the address of a function. By its `DeclIndex`. */
  decl,
  /** The slot that a function has in the table because its address is taken, by its `FunctionId`. */
  slot,
  /** A type, by its place in `SymbolGraph.types`. */
  type,
  /** The number of an error, by its name. */
  error,
  /** One of the vertices below. */
  single,
}

/** A kind in the low bits, and above it a number of that kind. */
export type Vertex = number & { readonly __brand: 'Vertex' };

const KIND_BITS = 3;
const KINDS = 7;

/** The vertex of a kind and a number. */
export function vertexOf(kind: VertexKind, id: number): Vertex {
  return ((id << KIND_BITS) | kind) as Vertex;
}

/** The kind of a vertex. */
export function vertexKind(vertex: Vertex): VertexKind {
  return vertex & ((1 << KIND_BITS) - 1);
}

/** The number of a vertex among those of its kind. */
export function vertexId(vertex: Vertex): number {
  return vertex >>> KIND_BITS;
}

/** What the exports lead to. */
export const ROOT = vertexOf(VertexKind.single, 0);
/** The table of the names of errors. */
export const ERROR_NAMES = vertexOf(VertexKind.single, 1);
/** How many errors have numbers. */
export const ERROR_COUNT = vertexOf(VertexKind.single, 2);

/** What a vertex refers to: each thing once, in the order in which it refers to it first. */
export interface Targets {
  readonly vertices: readonly Vertex[];
  /** Of those that are data, the alignment in bytes that is promised for it; 0 for nothing in particular. */
  readonly promises: readonly number[];
}

/** What came of a change. */
export interface ReachChange {
  readonly added: readonly Vertex[];
  readonly dropped: readonly Vertex[];
  /** Data of which another alignment may be promised. */
  readonly promised: ReadonlySet<Vertex>;
}

const NONE = 0x7fff_ffff;

/**
 * What is reached from `ROOT`, and who refers to what among that. It is kept as references change, at a cost that grows with what
 * comes and what goes. Each reference is an entry in two lists: that of its source, in order, and that of its target.
 */
export class References {
  private readonly sources = new U32Column(1024);
  private readonly targets = new U32Column(1024);
  private readonly promises = new U32Column(1024);
  private readonly nextOfSource = new U32Column(1024);
  private readonly nextOfTarget = new U32Column(1024);
  private readonly prevOfTarget = new U32Column(1024);
  private free = NONE;
  private readonly firstOfSource = mapsByKind();
  private readonly firstOfTarget = mapsByKind();
  /** How many references lead to a vertex; MISSING for what is not reached. */
  private readonly counts = mapsByKind();
  private reached = 1;
  private promised = new Set<Vertex>();
  private readonly targetsOf: (vertex: Vertex) => Targets;

  /** `targetsOf`: what a vertex that comes to be reached refers to. */
  constructor(targetsOf: (vertex: Vertex) => Targets) {
    this.targetsOf = targetsOf;
    this.counts[VertexKind.single].set(vertexId(ROOT), 1);
  }

  /** How much is reached. */
  get size(): number {
    return this.reached;
  }

  /** Whether `vertex` is reached. */
  has(vertex: Vertex): boolean {
    return this.countOf(vertex) !== MISSING;
  }

  /** Who refers to `vertex`. */
  *sourcesOf(vertex: Vertex): Generator<Vertex> {
    for (let at = first(this.firstOfTarget, vertex); at !== NONE; at = this.nextOfTarget.data[at])
      yield this.sources.data[at] as Vertex;
  }

  /** The most that is promised of the alignment of `vertex`, in bytes. */
  promiseOf(vertex: Vertex): number {
    let most = 0;
    for (let at = first(this.firstOfTarget, vertex); at !== NONE; at = this.nextOfTarget.data[at])
      most = Math.max(most, this.promises.data[at]);
    return most;
  }

  /** What `vertex`, which is reached, refers to, in order. */
  *referredBy(vertex: Vertex): Generator<Vertex> {
    for (let at = first(this.firstOfSource, vertex); at !== NONE; at = this.nextOfSource.data[at])
      yield this.targets.data[at] as Vertex;
  }

  /** Whether `targets` is what `vertex` refers to already. */
  refersTo(vertex: Vertex, { vertices, promises }: Targets): boolean {
    let at = first(this.firstOfSource, vertex);
    for (let i = 0; i < vertices.length; i++, at = this.nextOfSource.data[at])
      if (at === NONE || this.targets.data[at] !== vertices[i] || this.promises.data[at] !== promises[i]) return false;
    return at === NONE;
  }

  /** The vertices in `changes`, which are reached, refer to that now. Returns what came and went by it. */
  update(changes: ReadonlyMap<Vertex, Targets>): ReachChange {
    this.promised = new Set();
    const added: Vertex[] = [];
    const suspects = new Set<Vertex>();
    const old: (readonly [entry: number, targets: Targets])[] = [];
    for (const [vertex, targets] of changes) {
      old.push([first(this.firstOfSource, vertex), targets]);
      this.refer(vertex, targets, added);
    }
    for (let i = 0; i < added.length; i++) this.refer(added[i], this.targetsOf(added[i]), added);
    for (const [entry, { vertices }] of old) {
      const still = new Set(vertices);
      for (const target of this.unlink(entry)) if (!still.has(target)) suspects.add(target);
    }
    const gone = unreached(
      suspects,
      (node) => this.countOf(node as Vertex),
      (node) => this.referredBy(node as Vertex),
      Infinity,
    ) as Set<Vertex>;
    for (const vertex of gone) {
      const entry = first(this.firstOfSource, vertex);
      this.firstOfSource[vertexKind(vertex)].set(vertexId(vertex), MISSING);
      this.unlink(entry);
    }
    for (const vertex of gone) this.counts[vertexKind(vertex)].set(vertexId(vertex), MISSING);
    this.reached += added.length - gone.size;
    const came = new Set(added);
    return {
      added: added.filter((vertex) => !gone.has(vertex)),
      dropped: [...gone].filter((vertex) => !came.has(vertex)),
      promised: this.promised,
    };
  }

  /** All that is reached, breadth first from `ROOT`, and so in an order that follows from what refers to what. */
  walk(): Set<Vertex> {
    const seen = new Set<Vertex>([ROOT]);
    for (const vertex of seen) for (const target of this.referredBy(vertex)) seen.add(target);
    return seen;
  }

  /** Writes all of it. */
  save(out: ListWriter): void {
    for (const column of this.columns()) out.ints(column.view());
    out.ints([this.free, this.reached]);
    for (const map of this.maps()) out.ints(map.pairs());
  }

  /** Takes over what `save` wrote. To be called where nothing is reached yet. */
  restore(from: ListReader): void {
    for (const column of this.columns()) {
      column.data = from.words();
      column.length = column.data.length;
    }
    [this.free, this.reached] = from.ints();
    for (const map of this.maps()) map.setAll(from.ints());
  }

  private columns(): U32Column[] {
    const { sources, targets, promises, nextOfSource, nextOfTarget, prevOfTarget } = this;
    return [sources, targets, promises, nextOfSource, nextOfTarget, prevOfTarget];
  }

  private maps(): NumberMap[] {
    return [...this.firstOfSource, ...this.firstOfTarget, ...this.counts];
  }

  private countOf(vertex: Vertex): number {
    return this.counts[vertexKind(vertex)].get(vertexId(vertex));
  }

  /** Adds the references of `vertex`, and what comes to be reached by them to `added`. */
  private refer(vertex: Vertex, { vertices, promises }: Targets, added: Vertex[]): void {
    let last = NONE;
    this.firstOfSource[vertexKind(vertex)].set(vertexId(vertex), MISSING);
    for (let i = 0; i < vertices.length; i++) {
      const target = vertices[i];
      const entry = this.takeEntry();
      const head = first(this.firstOfTarget, target);
      this.sources.data[entry] = vertex;
      this.targets.data[entry] = target;
      this.promises.data[entry] = promises[i];
      this.nextOfSource.data[entry] = NONE;
      this.nextOfTarget.data[entry] = head;
      this.prevOfTarget.data[entry] = NONE;
      if (head !== NONE) this.prevOfTarget.data[head] = entry;
      this.firstOfTarget[vertexKind(target)].set(vertexId(target), entry);
      if (last === NONE) this.firstOfSource[vertexKind(vertex)].set(vertexId(vertex), entry);
      else this.nextOfSource.data[last] = entry;
      last = entry;
      const count = this.countOf(target);
      if (count === MISSING) added.push(target);
      if (promises[i] > 0) this.promised.add(target);
      this.counts[vertexKind(target)].set(vertexId(target), count === MISSING ? 1 : count + 1);
    }
  }

  /** Removes `entry` and those behind it in the list of its source. Returns what they led to. */
  private unlink(entry: number): Vertex[] {
    const targets: Vertex[] = [];
    for (let at = entry; at !== NONE; ) {
      const target = this.targets.data[at] as Vertex;
      const before = this.prevOfTarget.data[at];
      const after = this.nextOfTarget.data[at];
      const heads = this.firstOfTarget[vertexKind(target)];
      if (before !== NONE) this.nextOfTarget.data[before] = after;
      else heads.set(vertexId(target), after === NONE ? MISSING : after);
      if (after !== NONE) this.prevOfTarget.data[after] = before;
      const counts = this.counts[vertexKind(target)];
      counts.set(vertexId(target), counts.get(vertexId(target)) - 1);
      targets.push(target);
      if (this.promises.data[at] > 0) this.promised.add(target);
      const next = this.nextOfSource.data[at];
      this.nextOfSource.data[at] = this.free;
      this.free = at;
      at = next;
    }
    return targets;
  }

  private takeEntry(): number {
    const entry = this.free;
    if (entry !== NONE) {
      this.free = this.nextOfSource.data[entry];
      return entry;
    }
    this.targets.push(0);
    this.promises.push(0);
    this.nextOfSource.push(0);
    this.nextOfTarget.push(0);
    this.prevOfTarget.push(0);
    return this.sources.push(0);
  }
}

function mapsByKind(): NumberMap[] {
  return Array.from({ length: KINDS }, () => new NumberMap());
}

function first(heads: readonly NumberMap[], vertex: Vertex): number {
  const found = heads[vertexKind(vertex)].get(vertexId(vertex));
  return found === MISSING ? NONE : found;
}
