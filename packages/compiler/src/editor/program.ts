import type { CodeStore } from '../compilation/code-store.ts';
import type { FileTable } from '../compilation/files.ts';
import type { Known } from '../compilation/session.ts';
import { DependeeKind, NO_DEPENDEE } from '../incremental/dependee.ts';
import { NO_ENTRY } from '../incremental/dependency-graph.ts';
import { type Depender, DependerKind, dependerIndex, dependerKind, makeDepender } from '../incremental/depender.ts';
import { containerOf, containerTracked, isContainer } from '../intern/containers.ts';
import { DeclSort } from '../intern/decl-table.ts';
import {
  callArgs,
  calledFunc,
  funcGenericOwner,
  funcHasCode,
  funcOwnerDecl,
  funcRow,
  inferredErrorSetFunc,
  isFunc,
  uncoercedFunc,
} from '../intern/functions.ts';
import {
  type ContainerIndex,
  type DeclIndex,
  type FileIndex,
  type FuncIndex,
  type Index,
  type NamespaceIndex,
  NO_DECL,
  NO_INDEX,
  NO_NAMESPACE,
  NO_TRACKED,
  type TrackedIndex,
} from '../intern/ids.ts';
import { instanceArgNames, qualifiedName } from '../intern/names.ts';
import type { InternPool } from '../intern/pool.ts';
import { printValue } from '../intern/print-value.ts';
import { typeOf } from '../intern/values.ts';
import type { Reached } from '../query/reach.ts';
import { declTypeUnit, declValueUnit, funcBodyUnit } from '../query/units.ts';
import type { Zcu } from '../query/zcu.ts';
import { NodeTag } from '../syntax/node.ts';
import { TokenTag } from '../syntax/token.ts';
import type { Tree } from '../syntax/tree.ts';
import { chunkNode, nodeToPlace } from '../zir/places.ts';
import { type ChunkIndex, ChunkKind, type Zir } from '../zir/zir.ts';
import { nameAt } from './names.ts';
import type { RecordStore, UnitRecord } from './record-store.ts';
import { PLACEHOLDER } from './repair.ts';
import { type SyntaxIndex, syntaxIndex } from './syntax-index.ts';

/** A file as what is known is about it. */
export interface FileView {
  readonly file: FileIndex;
  readonly path: string;
  readonly tree: Tree;
  readonly zir: Zir;
  readonly index: SyntaxIndex;
}

/** Bytes `start` to `end` of the text of a file, which are not the user's. */
export interface AddedText {
  readonly path: string;
  readonly start: number;
  readonly end: number;
}

/** What is known of a program, for one question: its files, units and what was recorded of them. */
export class Program {
  readonly zcu: Zcu;
  readonly pool: InternPool;
  readonly files: FileTable;
  readonly code: CodeStore;
  readonly #reached: Reached;
  readonly #records: RecordStore;
  readonly #views = new Map<FileIndex, FileView>();
  /** By the node of the container. */
  readonly #containerChunks = new Map<Zir, Map<number, ChunkIndex>>();
  /** The first containers, as many as `#indexed` says, by their tracked chunks. */
  readonly #byTracked = new Map<TrackedIndex, ContainerIndex[]>();
  #indexed = 0;
  /** Of the generic function that is asked about: the unit of the instance that is meant, and the containers that it is in. */
  #instance: Depender | null = null;
  #around: ReadonlySet<ContainerIndex> = new Set();
  /** What has been added to a file, for what it lacks; null where nothing was. */
  readonly #added: AddedText | null;
  readonly #preferred: ReadonlySet<string>;

  /** `preferred`: names of instances and containers that come before others. */
  constructor(
    { zcu, files, code, reached }: Known,
    records: RecordStore,
    preferred: ReadonlySet<string> = new Set(),
    instance: Depender | null = null,
    added: AddedText | null = null,
  ) {
    this.#added = added;
    this.#preferred = preferred;
    this.zcu = zcu;
    this.pool = zcu.pool;
    this.files = files;
    this.code = code;
    this.#reached = reached;
    this.#records = records;
    if (instance !== null) this.#mean(instance);
  }

  /** From here on what is asked is meant for the same instance: that which was chosen, else the first that has the code of `node`. */
  focus(view: FileView, node: number): void {
    if (this.#instance !== null) return;
    const [unit] = this.unitsOf(view, this.chunkAt(view, node));
    if (unit !== undefined) this.#mean(unit);
  }

  #mean(instance: Depender): void {
    this.#instance = instance;
    this.#around = this.#containersAround(instance);
  }

  /** Whether the name at `token` is declared in what was added to the text. */
  isAdded({ path, tree }: FileView, token: number): boolean {
    if (this.#added === null || this.#added.path !== path) return false;
    const start = tree.tokenStarts[token];
    return start >= this.#added.start && start < this.#added.end;
  }

  /** The file at `path`; null where there is none that was lowered. */
  viewAt(path: string): FileView | null {
    const file = this.files.fileAtPath(path);
    return file === null ? null : this.view(file);
  }

  /** The file `file`, which was lowered. */
  view(file: FileIndex): FileView {
    let view = this.#views.get(file);
    if (view === undefined) {
      const { files } = this;
      const tree = files.tree(file);
      view = { file, path: files.path(file), tree, zir: files.zir(file), index: syntaxIndex(tree) };
      this.#views.set(file, view);
    }
    return view;
  }

  /** The file and the node of a tracked chunk. */
  nodeOf(tracked: TrackedIndex): { readonly view: FileView; readonly node: number } | null {
    const { zcu } = this;
    if (tracked === NO_TRACKED || zcu.tracked.isLost(tracked)) return null;
    const view = this.view(zcu.tracked.fileOf(tracked));
    const node = chunkNode(view.zir, zcu.tracked.chunkOf(tracked), view.tree);
    return node < 0 ? null : { view, node };
  }

  /** The declarations of the tests of a program of tests, in the order of its plan. */
  get tests(): readonly DeclIndex[] {
    return this.#reached.tests;
  }

  /** The chunk that `node` of a file is in. */
  chunkAt(view: FileView, node: number): ChunkIndex {
    return nodeToPlace(view.zir, view.tree, node)?.chunk ?? (0 as ChunkIndex);
  }

  /** The chunk of the fields of the container `node`; null where it has none. */
  containerChunk({ zir, tree }: FileView, node: number): ChunkIndex | null {
    if (node === 0) return 0 as ChunkIndex;
    let chunks = this.#containerChunks.get(zir);
    if (chunks === undefined) {
      chunks = new Map();
      for (let chunk = 1 as ChunkIndex; chunk < zir.chunks.kind.length; chunk++)
        if (zir.chunks.kind.data[chunk] === ChunkKind.container) chunks.set(chunkNode(zir, chunk, tree), chunk);
      this.#containerChunks.set(zir, chunks);
    }
    return chunks.get(node) ?? null;
  }

  /** What the code of a chunk came to, in the unit that is meant or the first that has it; null where no unit does. */
  record(view: FileView, chunk: ChunkIndex): UnitRecord | null {
    const tracked = this.zcu.tracked.track(view.file, chunk);
    const units = this.unitsOf(view, chunk);
    const unit = units[0];
    return unit === undefined ? null : this.#records.of(this.zcu, unit, tracked);
  }

  /** The units that have the code of a chunk, those of instances and calls by what they are called. */
  unitsOf(view: FileView, chunk: ChunkIndex): Depender[] {
    switch (view.zir.chunks.kind.data[chunk] as ChunkKind) {
      case ChunkKind.container:
        return this.containersOf(view, chunk).map((container) => makeDepender(DependerKind.typeLayout, container));
      case ChunkKind.declaration:
        return this.declsOf(view, chunk).map((decl) =>
          this.pool.decls.sortOf(decl) === DeclSort.comptime
            ? makeDepender(DependerKind.comptimeBlock, decl)
            : declValueUnit(decl),
        );
      case ChunkKind.body:
        return this.#unitsOfBody(view, chunk);
      default:
        return [];
    }
  }

  /** The namespace that code in a chunk looks names up in; `NO_NAMESPACE` where no unit has it. */
  namespaceOf(view: FileView, chunk: ChunkIndex): NamespaceIndex {
    const { chunks } = view.zir;
    if (chunks.kind.data[chunk] === ChunkKind.container) {
      const [container] = this.containersOf(view, chunk);
      return container === undefined ? NO_NAMESPACE : this.pool.containers.namespaceOf(container);
    }
    if (chunks.kind.data[chunk] === ChunkKind.declaration) {
      const [decl] = this.declsOf(view, chunk);
      return decl === undefined ? NO_NAMESPACE : this.pool.decls.namespaceOf(decl);
    }
    return this.namespaceOf(view, chunks.parent.data[chunk] as ChunkIndex);
  }

  /** The containers that a chunk of fields declares, by what they are called: where the program uses some, those. */
  containersOf(view: FileView, chunk: ChunkIndex): ContainerIndex[] {
    const { zcu, pool } = this;
    if (chunk === 0) return [pool.word(zcu.fileRootType(view.file), 0) as ContainerIndex];
    const tracked = zcu.tracked.track(view.file, chunk);
    let found = this.#containersAt(tracked);
    if (found.length === 0) {
      this.#bringUp(view, view.zir.chunks.parent.data[chunk] as ChunkIndex);
      found = this.#containersAt(tracked);
    }
    // Those that edits left behind are there for some time.
    const inUse = found.filter((container) => this.#reached.hasType(pool.containers.typeOf(container)));
    if (inUse.length > 0) found = inUse;
    const name = (container: ContainerIndex): string => pool.text(pool.containers.nameOf(container));
    return this.#inOrder(found, name, (container) => makeDepender(DependerKind.typeLayout, container));
  }

  /** The containers whose fields are in a tracked chunk. While a question is answered some come to it, and none go. */
  #containersAt(tracked: TrackedIndex): ContainerIndex[] {
    const { pool, zcu } = this;
    const { length } = zcu.tables.containers.name;
    for (; this.#indexed < length; this.#indexed++) {
      const container = this.#indexed as ContainerIndex;
      const at = containerTracked(pool, pool.containers.typeOf(container));
      const known = this.#byTracked.get(at);
      if (known === undefined) this.#byTracked.set(at, [container]);
      else known.push(container);
    }
    return [...(this.#byTracked.get(tracked) ?? [])];
  }

  /** The declarations that a chunk is, one for each container around it. */
  declsOf(view: FileView, chunk: ChunkIndex): DeclIndex[] {
    const { zcu, pool } = this;
    const tracked = zcu.tracked.track(view.file, chunk);
    const found: DeclIndex[] = [];
    for (const container of this.containersOf(view, view.zir.chunks.parent.data[chunk] as ChunkIndex)) {
      const decl = zcu.tables.decls.byIdentity.get(pool.containers.namespaceOf(container), tracked);
      if (decl >= 0) found.push(decl as DeclIndex);
    }
    return found;
  }

  /** The function that a declaration is; NO_INDEX where it is none. */
  funcOf(decl: DeclIndex): Index {
    this.ensure(declValueUnit(decl));
    const value = this.pool.decls.valueOf(decl);
    return value !== NO_INDEX && isFunc(this.pool, value) ? uncoercedFunc(this.pool, value) : NO_INDEX;
  }

  /** Brings `unit` up to date, as far as that can be. */
  ensure(unit: Depender): void {
    this.zcu.ensureUpToDate(unit);
  }

  /** The files of the program itself that could be lowered. */
  ownFiles(): FileIndex[] {
    const { files } = this;
    const found: FileIndex[] = [];
    for (let file = 0 as FileIndex; file < files.length; file++)
      if (files.isOwn(file) && files.hasGood(file)) found.push(file);
    return found;
  }

  /** The errors that the text of a file names, by name. */
  errorNames({ tree }: FileView): string[] {
    const names = new Set<string>();
    const { tokenTags, nodeTags } = tree;
    for (let token = 2; token < tokenTags.length; token++) {
      const isValue = tokenTags[token - 1] === TokenTag.period && tokenTags[token - 2] === TokenTag.keyword_error;
      if (isValue && tokenTags[token] === TokenTag.identifier) names.add(nameAt(tree, token));
    }
    for (let node = 0; node < nodeTags.length; node++) {
      if (nodeTags[node] !== NodeTag.error_set_decl) continue;
      for (let token = tree.mainTokens[node] + 2; token < tree.rhs[node]; token++)
        if (tokenTags[token] === TokenTag.identifier) names.add(nameAt(tree, token));
    }
    names.delete(PLACEHOLDER);
    return [...names].sort();
  }

  /** Has the errors known that the inferred set `set` comes to. */
  knowErrors(set: Index): void {
    const func = inferredErrorSetFunc(this.pool, set);
    this.ensure(funcBodyUnit(funcRow(this.pool, func)));
  }

  /** The type of a declaration; NO_INDEX where it has an error. */
  declType(decl: DeclIndex): Index {
    this.ensure(declTypeUnit(decl));
    return this.pool.decls.typeOf(decl);
  }

  /** Its value; NO_INDEX where it has an error. */
  declValue(decl: DeclIndex): Index {
    this.ensure(declValueUnit(decl));
    return this.pool.decls.valueOf(decl);
  }

  /** A function of its own, instances, and calls at compile time; where there is none, the units that have the function inlined. */
  #unitsOfBody(view: FileView, chunk: ChunkIndex): Depender[] {
    const { zcu, pool } = this;
    const tracked = zcu.tracked.track(view.file, chunk);
    const parent = view.zir.chunks.parent.data[chunk] as ChunkIndex;
    let readers = [...this.#readersOf(tracked)];
    // Who makes a call at compile time is not known, but somebody made it.
    const inUse = readers.filter((unit) => dependerKind(unit) === DependerKind.call || this.#reached.has(unit));
    if (inUse.length > 0) readers = inUse;
    else {
      for (const decl of this.declsOf(view, parent)) {
        const func = this.funcOf(decl);
        if (func !== NO_INDEX && funcHasCode(pool, typeOf(pool, func))) this.ensure(funcBodyUnit(funcRow(pool, func)));
      }
      readers = [...this.#readersOf(tracked)];
    }
    const ranks = new Map<Depender, number>();
    for (const unit of readers) {
      const isFunc = dependerKind(unit) === DependerKind.funcBody;
      const isCall = dependerKind(unit) === DependerKind.call;
      const func = isFunc ? (dependerIndex(unit) as FuncIndex) : isCall ? this.#called(unit) : null;
      ranks.set(unit, func === null || pool.funcs.bodyOf(func) !== tracked ? 2 : isCall ? 1 : 0);
    }
    const least = Math.min(...ranks.values());
    const found = [...ranks].flatMap(([unit, rank]) => (rank === least ? [unit] : []));
    return this.#inOrder(
      found,
      (unit) => this.unitName(unit),
      (unit) => unit,
    );
  }

  #called(call: Depender): FuncIndex {
    return funcRow(this.pool, calledFunc(this.pool, dependerIndex(call) as Index));
  }

  /** The units that analysed the content of a chunk, of those whose results hold. */
  *#readersOf(tracked: TrackedIndex): Iterable<Depender> {
    const { zcu } = this;
    const { graph } = zcu.schedule;
    const dependee = graph.findDependee(DependeeKind.srcHash, tracked, 0);
    if (dependee === NO_DEPENDEE) return;
    for (let entry = graph.firstOnDependee(dependee); entry !== NO_ENTRY; entry = graph.nextOnDependee(entry)) {
      const unit = graph.dependerOf(graph.entryDependerRow(entry));
      if (zcu.isFrozen || zcu.schedule.isUpToDate(unit)) yield unit;
    }
  }

  /** What an instance or a call is called, with its arguments. */
  unitName(unit: Depender): string {
    const { zcu, pool } = this;
    const index = dependerIndex(unit);
    if (dependerKind(unit) === DependerKind.call) {
      const args = callArgs(pool, index as Index).map((arg) => printValue(pool, arg, 3));
      return `${zcu.nameOf(unit)}(${args.join(', ')})`;
    }
    if (dependerKind(unit) !== DependerKind.funcBody) return zcu.nameOf(unit);
    const value = pool.funcs.valueOf(index as FuncIndex);
    const generic = funcGenericOwner(pool, value);
    if (generic === NO_INDEX) return zcu.nameOf(unit);
    return `${qualifiedName(pool, funcOwnerDecl(pool, generic))}(${instanceArgNames(pool, value).join(', ')})`;
  }

  /** Has the units of a chunk analysed, so that what is declared in it is known. */
  #bringUp(view: FileView, chunk: ChunkIndex): void {
    for (const unit of this.unitsOf(view, chunk)) this.ensure(unit);
  }

  /** The name of the instance or call `unit`, and those of the containers that it is in or gives, the innermost first. */
  namesAround(unit: Depender): string[] {
    const { pool } = this;
    const around = [...this.#containersAround(unit)].map((container) => pool.text(pool.containers.nameOf(container)));
    return [this.unitName(unit), ...around];
  }

  /** By name, with the one first that the instance that is meant is in, then those that are preferred. */
  #inOrder<T>(found: T[], name: (one: T) => string, unit: (one: T) => Depender): T[] {
    if (found.length < 2) return found;
    const names = new Map(found.map((one) => [one, name(one)]));
    return found.sort((a, b) => {
      const [x, y] = [names.get(a)!, names.get(b)!];
      const isFirst =
        this.#nearness(unit(b)) - this.#nearness(unit(a)) ||
        Number(this.#preferred.has(y)) - Number(this.#preferred.has(x));
      return isFirst !== 0 ? isFirst : x < y ? -1 : 1;
    });
  }

  /** 2 for the instance that is meant, 1 for what is in the same container, 0 for the rest. */
  #nearness(unit: Depender): number {
    if (unit === this.#instance) return 2;
    if (this.#around.size === 0) return 0;
    const kind = dependerKind(unit);
    if (kind === DependerKind.typeLayout || kind === DependerKind.typeDefaults)
      return Number(this.#around.has(dependerIndex(unit) as ContainerIndex));
    const [innermost] = this.#containersAround(unit);
    return Number(innermost !== undefined && this.#around.has(innermost));
  }

  /** The containers that what `unit` is about is in, the innermost first. */
  #containersAround(unit: Depender): Set<ContainerIndex> {
    const { pool, zcu } = this;
    const found = new Set<ContainerIndex>();
    if (dependerKind(unit) === DependerKind.call) {
      const result = zcu.callResults.get(unit)?.result ?? NO_INDEX;
      if (result !== NO_INDEX && isContainer(pool, result)) found.add(containerOf(pool, result));
    }
    const decl = zcu.declOf(unit);
    if (decl === NO_DECL) return found;
    const { namespaces } = pool;
    for (let at = pool.decls.namespaceOf(decl); at !== NO_NAMESPACE; at = namespaces.parentOf(at))
      found.add(containerOf(pool, namespaces.ownerOf(at)));
    return found;
  }
}
