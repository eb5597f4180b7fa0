import { DependeeKind } from '../incremental/dependee.ts';
import type { DependerRow } from '../incremental/dependency-graph.ts';
import { type Depender, DependerKind, dependerIndex, dependerKind } from '../incremental/depender.ts';
import { ChangeKind } from '../incremental/journal.ts';
import { funcGenericOwner } from '../intern/functions.ts';
import { type DeclIndex, type FuncIndex, type Index, NO_DECL, NO_INDEX } from '../intern/ids.ts';
import type { U32Column } from '../util/column.ts';
import { U32Set } from '../util/map.ts';
import { ensureUpToDate } from './analyze.ts';
import { MAX_INSTANCES } from './quota.ts';
import { isAskedTarget, isTypeTarget, targetType, targetUnit } from './reference-words.ts';
import { declTypeUnit } from './units.ts';
import type { Zcu } from './zcu.ts';

/** Stands for the unit of `ubsan_rt` among those that wait, and for the one that waits since that was analysed. */
const UBSAN_RT = 0xffffffff as DependerRow;
const OF_UBSAN_RT = 0xfffffffe as DependerRow;

/** Takes the first of the units that wait. The last moves to its place, as in the official order. */
function takeFirst(waiting: U32Set): DependerRow | undefined {
  if (waiting.size === 0) return undefined;
  const row = waiting.at(0) as DependerRow;
  waiting.delete(row);
  return row;
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
    const { pool, refusedInstances, schedule } = this.#zcu;
    if (dependerKind(unit) !== DependerKind.funcBody) return;
    const func = dependerIndex(unit) as FuncIndex;
    const generic = funcGenericOwner(pool, pool.funcs.valueOf(func));
    if (generic === NO_INDEX) return;
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

/** Added to the row of a declaration's value: stands for its type among those that wait. */
const TYPE_OF = 2 ** 31;

/** Whether the declaration says its type: then that does not depend on its value. */
function saysType(zcu: Zcu, decl: DeclIndex): boolean {
  const tracked = zcu.pool.decls.trackedOf(decl);
  if (zcu.tracked.isLost(tracked)) return false;
  const zir = zcu.files.zir(zcu.tracked.fileOf(tracked));
  const { extra, header } = zcu.chunkViews.of(zir, zcu.tracked.chunkOf(tracked));
  // The length of the body that its type is: see `zir/zir.ts`.
  return extra[header + 1]! > 0;
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
  const bodies = new U32Set();
  const others = new U32Set();
  const layouts = new U32Set();
  order.truncate(0);

  const queueOf = (unit: Depender): U32Set => {
    const kind = dependerKind(unit);
    if (kind === DependerKind.funcBody) return bodies;
    return kind === DependerKind.typeLayout || kind === DependerKind.typeDefaults ? layouts : others;
  };
  const wait = (row: DependerRow): void => {
    if (units.walk.data[row] !== walk) queueOf(graph.dependerOf(row)).add(row);
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
      if (others.has(row) && declOfValue(row as DependerRow) !== NO_DECL) others.add(row + TYPE_OF);
    }
  };
  /** Units whose references are being followed, each in the middle of those of the one before; and which reference of each is next. */
  const followed: DependerRow[] = [];
  const next: number[] = [];
  const visit = (row: DependerRow): void => {
    if (units.walk.data[row] === walk) return;
    units.walk.data[row] = walk;
    const unit = graph.dependerOf(row);
    queueOf(unit).delete(row);
    instances.count(unit);
    if (!schedule.isRowUpToDate(row)) ensureUpToDate(zcu, unit);
    units.place.data[row] = order.push(row);
    // A type that follows from the value is known when that is; what waits since then stands behind it.
    const decl = declOfValue(row);
    if (decl !== NO_DECL) {
      if (saysType(zcu, decl)) others.delete(row + TYPE_OF);
      else others.add(row + TYPE_OF);
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
        if (declOfValue(row) !== NO_DECL) others.delete(row + TYPE_OF);
        continue;
      }
      const target = references.target(row, reference);
      if (isTypeTarget(target)) reachType(targetType(target));
      else if (isAskedTarget(target)) visit(targetUnit(target));
      else wait(targetUnit(target));
    }
  };

  /** The unit from which the type of the declaration is known whose value that of `row` gives. */
  const unitOfType = (row: DependerRow): DependerRow => {
    const decl = declOfValue(row);
    return saysType(zcu, decl) ? zcu.rowOf(declTypeUnit(decl)) : row;
  };

  for (const ty of roots) reachType(ty);
  if (zcu.options.hasUbsanRt) others.add(UBSAN_RT);
  const take = (): DependerRow | undefined => takeFirst(bodies) ?? takeFirst(others) ?? takeFirst(layouts);
  for (let row = take(); row !== undefined; row = take()) {
    if (row === UBSAN_RT) others.add(OF_UBSAN_RT);
    if (row === UBSAN_RT || row === OF_UBSAN_RT) continue;
    visit(row < TYPE_OF ? row : unitOfType((row - TYPE_OF) as DependerRow));
    follow();
  }
  return instances.most;
}
