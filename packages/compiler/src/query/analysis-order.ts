import { DependeeKind } from '../incremental/dependee.ts';
import { type Depender, DependerKind, dependerIndex, dependerKind } from '../incremental/depender.ts';
import { ChangeKind } from '../incremental/journal.ts';
import { funcGenericOwner } from '../intern/functions.ts';
import { type FuncIndex, type Index, NO_INDEX } from '../intern/ids.ts';
import { ensureUpToDate } from './analyze.ts';
import { MAX_INSTANCES } from './quota.ts';
import type { Reference, UnitRecord } from './unit-record.ts';
import type { Zcu } from './zcu.ts';

/** Units that wait to be analysed, in the official order: whenever the first is taken, the last moves to its place. */
class Waiting {
  readonly #units: UnitRecord[] = [];

  add(unit: UnitRecord): void {
    if (unit.waitingAt < 0) unit.waitingAt = this.#units.push(unit) - 1;
  }

  take(): UnitRecord | undefined {
    const unit = this.#units[0];
    if (unit !== undefined) this.remove(unit);
    return unit;
  }

  /** Takes all, where the walk ends early. */
  clear(): void {
    for (const unit of this.#units.splice(0)) unit.waitingAt = -1;
  }

  remove(unit: UnitRecord): void {
    const place = unit.waitingAt;
    if (place < 0) return;
    unit.waitingAt = -1;
    const last = this.#units.pop()!;
    if (last === unit) return;
    this.#units[place] = last;
    last.waitingAt = place;
  }
}

/** Counts instances of generic functions, and refuses those of which there are too many: a function may make instances of itself without end. */
class Instances {
  readonly #zcu: Zcu;
  readonly #counts = new Map<Index, number>();

  constructor(zcu: Zcu) {
    this.#zcu = zcu;
  }

  /** To be called for each unit before it is analysed. */
  count(unit: Depender): void {
    const { pool, refusedInstances, schedule } = this.#zcu;
    if (dependerKind(unit) !== DependerKind.funcBody) return;
    const func = dependerIndex(unit) as FuncIndex;
    const generic = funcGenericOwner(pool, pool.funcs.value.data[func] as Index);
    if (generic === NO_INDEX) return;
    const count = (this.#counts.get(generic) ?? 0) + 1;
    this.#counts.set(generic, count);
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
 * asked for first, so the order must be a function of the sources. `unitsOf` gives the units that are reached with a container type.
 * Returns what their analysis left in that order, each marked with its place and with `walk`, a number that no walk had before.
 */
export function analyzeInOrder(
  zcu: Zcu,
  roots: readonly Index[],
  unitsOf: (ty: Index) => readonly Depender[],
  walk: number,
): UnitRecord[] {
  const { schedule } = zcu;
  const order: UnitRecord[] = [];
  const types = new Set<Index>();
  const instances = new Instances(zcu);
  const bodies = new Waiting();
  const others = new Waiting();

  const queueOf = ({ unit }: UnitRecord): Waiting => (dependerKind(unit) === DependerKind.funcBody ? bodies : others);
  const wait = (record: UnitRecord): void => {
    if (record.walk !== walk) queueOf(record).add(record);
  };
  const reachType = (ty: Index): void => {
    if (types.has(ty)) return;
    types.add(ty);
    for (const unit of unitsOf(ty)) wait(zcu.recordOf(unit));
  };
  const pending: { readonly references: readonly Reference[]; next: number }[] = [];
  const visit = (record: UnitRecord): void => {
    if (record.walk === walk) return;
    record.walk = walk;
    queueOf(record).remove(record);
    instances.count(record.unit);
    if (record.row < 0 || !schedule.isRowUpToDate(record.row)) {
      ensureUpToDate(zcu, record.unit);
      record.row = schedule.graph.findDepender(record.unit);
    }
    record.place = order.push(record) - 1;
    if (record.references.length > 0) pending.push({ references: record.references, next: 0 });
  };
  const follow = (): void => {
    for (let top = pending[pending.length - 1]; top !== undefined; top = pending[pending.length - 1]) {
      const reference = top.references[top.next++];
      if (reference === undefined) pending.pop();
      else if (reference.target === null) reachType(reference.type);
      else if (reference.isAsked) visit(reference.target);
      else wait(reference.target);
    }
  };

  try {
    for (const ty of roots) reachType(ty);
    for (let next = bodies.take() ?? others.take(); next !== undefined; next = bodies.take() ?? others.take()) {
      visit(next);
      follow();
    }
  } finally {
    bodies.clear();
    others.clear();
  }
  return order;
}
