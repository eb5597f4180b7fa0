import { DependeeKind } from '../incremental/dependee.ts';
import type { DependerRow } from '../incremental/dependency-graph.ts';
import { type Depender, DependerKind, dependerIndex, dependerKind, makeDepender } from '../incremental/depender.ts';
import { ChangeKind } from '../incremental/journal.ts';
import { funcGenericOwner } from '../intern/functions.ts';
import {
  type ContainerIndex,
  type DeclIndex,
  type FuncIndex,
  type Index,
  NO_DECL,
  NO_INDEX,
  NO_NAMESPACE,
} from '../intern/ids.ts';
import { ItemTag } from '../intern/item.ts';
import type { U32Column } from '../util/column.ts';
import { ensureUpToDate, hasSaidType } from './analyze.ts';
import { MAX_INSTANCES } from './quota.ts';
import { isAskedTarget, isTypeTarget, targetType, targetUnit } from './reference-words.ts';
import { declTypeUnit } from './units.ts';
import type { Zcu } from './zcu.ts';

/** What waits: a unit; or of one that gives a declaration's value, that declaration's type, and of one that gives a struct's layout, its default values. */
type Waiting = number & { readonly __brand: 'Waiting' };

/** Stands for the unit of `ubsan_rt` among those that wait, and for the one that waits since that was analysed. */
const UBSAN_RT = 0 as Waiting;
const OF_UBSAN_RT = 1 as Waiting;
/** The first of those that stand for the default values of structs of `std.builtin` that nothing has a layout of here. */
const OF_LIBRARY = 2;
/**
 * How many structs of `std.builtin` the official compiler works out the layouts of when it first needs one of them, or analyses the body of a function
 * that traces errors.
 */
const LIBRARY_STRUCTS = 39;
/** Numbers from here on are of units. */
const OF_UNITS = OF_LIBRARY + LIBRARY_STRUCTS;

function unitOf(row: DependerRow): Waiting {
  return (2 * row + OF_UNITS) as Waiting;
}

function besides(row: DependerRow): Waiting {
  return (2 * row + OF_UNITS + 1) as Waiting;
}

function isBesides(waiting: Waiting): boolean {
  return (waiting - OF_UNITS) % 2 === 1;
}

function rowOf(waiting: Waiting): DependerRow {
  return ((waiting - OF_UNITS) >>> 1) as DependerRow;
}

/** What waits, in the order in which it is taken: of what goes the last takes the place, as in the official order. */
class Queue {
  readonly #members: Waiting[] = [];
  /** One more than the place of each that waits; 0 for others. */
  #places = new Uint32Array(1024);

  has(waiting: Waiting): boolean {
    return waiting < this.#places.length && this.#places[waiting] !== 0;
  }

  add(waiting: Waiting): void {
    if (this.has(waiting)) return;
    if (waiting >= this.#places.length) {
      const places = new Uint32Array(2 * waiting);
      places.set(this.#places);
      this.#places = places;
    }
    this.#places[waiting] = this.#members.push(waiting);
  }

  delete(waiting: Waiting): void {
    if (!this.has(waiting)) return;
    const place = this.#places[waiting]!;
    const last = this.#members.pop()!;
    if (last !== waiting) {
      this.#members[place - 1] = last;
      this.#places[last] = place;
    }
    this.#places[waiting] = 0;
  }

  takeFirst(): Waiting | undefined {
    const first = this.#members[0];
    if (first !== undefined) this.delete(first);
    return first;
  }
}

/** The generic function of which `unit` is the body of an instance; NO_INDEX where it is none. */
export function genericOfBody(zcu: Zcu, unit: Depender): Index {
  if (dependerKind(unit) !== DependerKind.funcBody) return NO_INDEX;
  const { pool } = zcu;
  return funcGenericOwner(pool, pool.funcs.valueOf(dependerIndex(unit) as FuncIndex));
}

/** How many instances there are among the units of `rows` of the generic function that has most. */
export function mostInstances(zcu: Zcu, rows: Uint32Array): number {
  const counts = new Map<Index, number>();
  let most = 0;
  for (const row of rows as Iterable<number> as Iterable<DependerRow>) {
    const generic = genericOfBody(zcu, zcu.schedule.graph.dependerOf(row));
    if (generic === NO_INDEX) continue;
    const count = (counts.get(generic) ?? 0) + 1;
    counts.set(generic, count);
    most = Math.max(most, count);
  }
  return most;
}

/** Counts instances of generic functions, and refuses those of which there are too many: a function may make instances of itself without end. */
class Instances {
  readonly #zcu: Zcu;
  readonly #counts = new Map<Index, number>();
  /** How many there are of the function that has most. */
  most = 0;

  constructor(zcu: Zcu) {
    this.#zcu = zcu;
  }

  /** To be called for each unit before it is analysed. */
  count(unit: Depender): void {
    const { refusedInstances, schedule } = this.#zcu;
    const generic = genericOfBody(this.#zcu, unit);
    if (generic === NO_INDEX) return;
    const func = dependerIndex(unit) as FuncIndex;
    const count = (this.#counts.get(generic) ?? 0) + 1;
    this.#counts.set(generic, count);
    this.most = Math.max(this.most, count);
    const isRefused = count > MAX_INSTANCES;
    if (isRefused === refusedInstances.has(func)) return;
    if (isRefused) refusedInstances.add(func);
    else refusedInstances.delete(func);
    schedule.invalidate(ChangeKind.quotaChanged, DependeeKind.branchQuota, func);
  }
}

/**
 * Brings all units up to date that are reached from what `roots` are reached with, in the order of the official compiler building from
 * nothing: function bodies first, then the rest, and what a unit asks for within it. A dependency loop is told from the member that is
 * asked for first, so the order must be a function of the sources. `unitsOf` gives the rows of the units that are reached with a container type.
 * Writes the rows of all units to `order`, and marks each with its place there and with `walk`, a number that no walk had before. Returns how many
 * instances there are of the generic function that has most.
 */
export function analyzeInOrder(
  zcu: Zcu,
  roots: readonly Index[],
  unitsOf: (ty: Index) => Uint32Array,
  walk: number,
  order: U32Column,
): number {
  const { schedule, units, references } = zcu;
  const { graph } = schedule;
  const types = new Set<Index>();
  const instances = new Instances(zcu);
  const bodies = new Queue();
  const others = new Queue();
  const layouts = new Queue();
  order.truncate(0);

  const queueOf = (unit: Depender): Queue => {
    const kind = dependerKind(unit);
    if (kind === DependerKind.funcBody) return bodies;
    return kind === DependerKind.typeLayout || kind === DependerKind.typeDefaults ? layouts : others;
  };
  const wait = (row: DependerRow): void => {
    if (units.walk.data[row] === walk) return;
    const unit = graph.dependerOf(row);
    const layout = dependerKind(unit) === DependerKind.typeDefaults ? layoutOf(unit) : null;
    if (layout === null || !others.has(besides(layout))) queueOf(unit).add(unitOf(row));
  };
  /** Whether structs of `std.builtin` have been come to; which all are at once. */
  let hasLibrary = false;
  const isOfLibrary = (container: ContainerIndex): boolean => {
    const { namespaces, containers } = zcu.pool;
    const namespace = containers.namespaceOf(container);
    if (namespace === NO_NAMESPACE) return false;
    const file = namespaces.fileOf(namespace);
    return zcu.files.moduleName(file) === 'std' && zcu.files.pathInModule(file) === 'builtin.zig';
  };
  const reachLibrary = (): void => {
    if (hasLibrary) return;
    hasLibrary = true;
    for (let i = 0; i < LIBRARY_STRUCTS; i++) others.add((OF_LIBRARY + i) as Waiting);
  };
  /** The row of the layout of the type whose fields' default values `unit` gives; null where there is none. */
  const layoutOf = (unit: Depender): DependerRow | null =>
    zcu.findRow(makeDepender(DependerKind.typeLayout, dependerIndex(unit)));
  /** The container whose layout the unit of `row` gives, if it is a struct; null if it gives another thing. */
  const structOf = (row: DependerRow): ContainerIndex | null => {
    const unit = graph.dependerOf(row);
    if (dependerKind(unit) !== DependerKind.typeLayout) return null;
    const container = dependerIndex(unit) as ContainerIndex;
    return zcu.pool.tag(zcu.pool.containers.typeOf(container)) === ItemTag.type_struct ? container : null;
  };
  /** The declaration whose value the unit of `row` gives; NO_DECL if it gives another thing. */
  const declOfValue = (row: DependerRow): DeclIndex => {
    const unit = graph.dependerOf(row);
    return dependerKind(unit) === DependerKind.declValue ? (dependerIndex(unit) as DeclIndex) : NO_DECL;
  };
  const reachType = (ty: Index): void => {
    if (types.has(ty)) return;
    types.add(ty);
    for (const row of unitsOf(ty)) {
      wait(row as DependerRow);
      if (others.has(unitOf(row as DependerRow)) && declOfValue(row as DependerRow) !== NO_DECL)
        others.add(besides(row as DependerRow));
    }
  };
  /** Units whose references are being followed, each in the middle of those of the one before; and which reference of each is next. */
  const followed: DependerRow[] = [];
  const next: number[] = [];
  const visit = (row: DependerRow): void => {
    if (units.walk.data[row] === walk) return;
    units.walk.data[row] = walk;
    const unit = graph.dependerOf(row);
    queueOf(unit).delete(unitOf(row));
    instances.count(unit);
    if (!schedule.isRowUpToDate(row)) ensureUpToDate(zcu, unit);
    units.place.data[row] = order.push(row);
    // A type that follows from the value is known when that is; what waits since then stands behind it.
    const struct = structOf(row);
    if (dependerKind(unit) === DependerKind.funcBody && zcu.options.tracesErrors) reachLibrary();
    if (struct !== null) {
      if (isOfLibrary(struct)) reachLibrary();
      else others.add(besides(row));
    }
    if (dependerKind(unit) === DependerKind.typeDefaults) others.delete(besides(layoutOf(unit)!));
    const decl = declOfValue(row);
    if (decl !== NO_DECL) {
      if (hasSaidType(zcu, row, decl)) others.delete(besides(row));
      else others.add(besides(row));
    }
    followed.push(row);
    next.push(0);
  };
  const follow = (): void => {
    for (let top = followed.length - 1; top >= 0; top = followed.length - 1) {
      const row = followed[top]!;
      const reference = next[top]!++;
      if (reference >= references.count(row)) {
        followed.pop();
        next.pop();
        if (declOfValue(row) !== NO_DECL) others.delete(besides(row));
        continue;
      }
      const target = references.target(row, reference);
      if (isTypeTarget(target)) reachType(targetType(target));
      else if (isAskedTarget(target)) visit(targetUnit(target));
      else wait(targetUnit(target));
    }
  };

  /** The row of what waits beside the unit of `row`; null where that is known, or nothing. */
  const unitBeside = (row: DependerRow): DependerRow | null => {
    const struct = structOf(row);
    if (struct !== null) return zcu.findRow(makeDepender(DependerKind.typeDefaults, struct));
    const decl = declOfValue(row);
    return hasSaidType(zcu, row, decl) ? zcu.rowOf(declTypeUnit(decl)) : row;
  };

  for (const ty of roots) reachType(ty);
  if (zcu.options.hasUbsanRt) others.add(UBSAN_RT);
  const take = (): Waiting | undefined => bodies.takeFirst() ?? others.takeFirst() ?? layouts.takeFirst();
  for (let waiting = take(); waiting !== undefined; waiting = take()) {
    if (waiting === UBSAN_RT) {
      others.add(OF_UBSAN_RT);
      hasLibrary = true;
    }
    if (waiting < OF_UNITS) continue;
    const row = isBesides(waiting) ? unitBeside(rowOf(waiting)) : rowOf(waiting);
    if (row === null) continue;
    visit(row);
    follow();
  }
  return instances.most;
}
