import { DependeeKind } from '../incremental/dependee.ts';
import { type Depender, DependerKind, dependerIndex, dependerKind } from '../incremental/depender.ts';
import { ChangeKind } from '../incremental/journal.ts';
import { funcGenericOwner } from '../intern/functions.ts';
import { type FuncIndex, type Index, NO_INDEX } from '../intern/ids.ts';
import { MAX_INSTANCES } from './branch-quota.ts';
import { ensureUpToDate } from './facts.ts';
import type { Reference, Zcu } from './zcu.ts';

/** Units that wait to be analysed, in the official order: whenever the first is taken, the last moves to its place. */
class Waiting {
  readonly #units: Depender[] = [];
  readonly #places = new Map<Depender, number>();

  add(unit: Depender): void {
    if (this.#places.has(unit)) return;
    this.#places.set(unit, this.#units.length);
    this.#units.push(unit);
  }

  take(): Depender | undefined {
    const unit = this.#units[0];
    if (unit !== undefined) this.remove(unit);
    return unit;
  }

  remove(unit: Depender): void {
    const place = this.#places.get(unit);
    if (place === undefined) return;
    this.#places.delete(unit);
    const last = this.#units.pop()!;
    if (last === unit) return;
    this.#units[place] = last;
    this.#places.set(last, place);
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
 * Returns the units in that order.
 */
export function analyzeInOrder(
  zcu: Zcu,
  roots: readonly Index[],
  unitsOf: (ty: Index) => readonly Depender[],
): Depender[] {
  const order: Depender[] = [];
  const seen = new Set<Depender>();
  const types = new Set<Index>();
  const instances = new Instances(zcu);
  const bodies = new Waiting();
  const others = new Waiting();

  const wait = (unit: Depender): void => {
    if (seen.has(unit)) return;
    (dependerKind(unit) === DependerKind.funcBody ? bodies : others).add(unit);
  };
  const reachType = (ty: Index): void => {
    if (types.has(ty)) return;
    types.add(ty);
    for (const unit of unitsOf(ty)) wait(unit);
  };
  const pending: { readonly references: readonly Reference[]; next: number }[] = [];
  const visit = (unit: Depender): void => {
    if (seen.has(unit)) return;
    seen.add(unit);
    bodies.remove(unit);
    others.remove(unit);
    instances.count(unit);
    ensureUpToDate(zcu, unit);
    order.push(unit);
    pending.push({ references: zcu.recordOf(unit).references, next: 0 });
  };
  const follow = (): void => {
    for (let top = pending[pending.length - 1]; top !== undefined; top = pending[pending.length - 1]) {
      const reference = top.references[top.next++];
      if (reference === undefined) pending.pop();
      else if (reference.unit === null) reachType(reference.type);
      else if (reference.isAsked) visit(reference.unit);
      else wait(reference.unit);
    }
  };

  for (const ty of roots) reachType(ty);
  for (let unit = bodies.take() ?? others.take(); unit !== undefined; unit = bodies.take() ?? others.take()) {
    visit(unit);
    follow();
  }
  return order;
}
