import { DependeeKind } from '../incremental/dependee.ts';
import { type Depender, DependerKind, dependerIndex, dependerKind } from '../incremental/depender.ts';
import { ChangeKind } from '../incremental/journal.ts';
import { containerTracked, namespaceOfType } from '../intern/containers.ts';
import { DeclSort } from '../intern/decl-table.ts';
import { type DeclIndex, type Index, NO_NAMESPACE } from '../intern/ids.ts';
import { analyzeInOrder } from './analysis-order.ts';
import { ensureUpToDate } from './analyze.ts';
import { settleErrorNumbers } from './error-numbers.ts';
import { fileRootType } from './file-type.ts';
import { unitsOfType } from './namespace.ts';
import { NO_QUOTA, USUAL_QUOTA } from './quota.ts';
import { type ReferenceStep, Trace } from './trace.ts';
import type { Reference, UnitRecord } from './unit-record.ts';
import type { Zcu } from './zcu.ts';

/**
 * What is reached from the roots: from the root container of the standard library (whose `start.zig` refers to the program's `main`) along the
 * references of each unit. What is not reached is left as it is, and costs nothing.
 *
 * Most edits change no reference. Then the order stays, and an update looks only for units that are not up to date.
 */
export class Reached {
  readonly #zcu: Zcu;
  #roots: readonly Index[] = [];
  /** What is left of units, in the order in which they are analysed; behind them those that `reach` adds. */
  #records: UnitRecord[] = [];
  /** Number of the walk in which they were reached. */
  #walk = -1;
  /** By place: the references that were followed. */
  #followed: (readonly Reference[])[] = [];
  /** What is reached with each container type, as long as its members are what they are. */
  readonly #unitsOfTypes = new Map<Index, readonly Depender[]>();
  readonly #types = new Set<Index>();
  #tests: DeclIndex[] = [];
  /** By place up to `#own`: the unit's row in the schedule. */
  #rows: number[] = [];
  /** How many units were reached when what was added by `reach` had not come yet. */
  #own = 0;
  /** As `#records`, without those added by `reach`. */
  #order: readonly UnitRecord[] = [];
  /** How each unit is reached first; null until someone asks for it. */
  #trace: Trace | null = null;
  /** The branch quotas that callers give to instances of generic functions, where they are not the usual one. */
  readonly #quotas = new Map<Depender, number>();

  /** Nothing is reached yet. */
  constructor(zcu: Zcu) {
    this.#zcu = zcu;
  }

  /** What is left of the units in the order in which they are analysed; without those that came by `reach`. Another array where that changed. */
  get order(): readonly UnitRecord[] {
    return this.#order;
  }

  /**
   * The units that failed, export or log something, with what their analysis left: where any failed, in the order in which they are reached,
   * else in that in which they are analysed.
   */
  outspoken(): UnitRecord[] {
    const found: UnitRecord[] = [];
    let hasFailed = false;
    for (const unit of this.#zcu.outspoken) {
      const record = this.#zcu.recordOf(unit);
      if (record.walk !== this.#walk) continue;
      hasFailed ||= record.failed;
      found.push(record);
    }
    if (!hasFailed) return found.sort((a, b) => a.place - b.place);
    const { places } = this.#traced();
    return found.sort((a, b) => places.get(a)! - places.get(b)!);
  }

  /** Whether `unit` is reached. */
  has(unit: Depender): boolean {
    return this.#zcu.records.get(unit)?.walk === this.#walk;
  }

  /** The tests of the containers reached, in the order in which they are run. */
  get tests(): readonly DeclIndex[] {
    return this.#tests;
  }

  /**
   * Brings all up to date that the program needs. `rescanned`: types whose members may be others than they were when this was called
   * last. `isLost`: some unit may be no more.
   */
  analyze(roots: readonly Index[], rescanned: Iterable<Index>, isLost: boolean): void {
    if (!this.#haveOtherUnits(rescanned) && !isLost && this.#analyzeAgain()) return;
    this.#roots = roots;
    do {
      this.#trace = null;
      this.#types.clear();
      this.#tests = [];
      this.#walk = this.#zcu.nextWalk();
      this.#records = analyzeInOrder(this.#zcu, roots, (ty) => this.#reachType(ty), this.#walk);
      this.#followed = this.#records.map(({ references }) => references);
      this.#giveQuotas();
    } while (this.#quotasMatter() || settleErrorNumbers(this.#zcu, this));
    this.#own = this.#records.length;
    this.#order = this.#records.slice();
    this.#rows = this.#order.map(({ row }) => row);
  }

  /** To be called where `analyze` was ended early: the next one looks at all again. */
  forget(): void {
    this.#dropAdded();
    this.#own = 0;
  }

  /** Reaches `unit` too, and what it refers to. Holds until the next `analyze`. */
  reach(unit: Depender): void {
    if (this.has(unit)) return;
    this.#trace = null;
    let next = this.#records.length;
    const add = (record: UnitRecord): void => {
      if (record.walk === this.#walk) return;
      record.walk = this.#walk;
      record.place = this.#records.push(record) - 1;
    };
    add(this.#zcu.recordOf(unit));
    for (; next < this.#records.length; next++) {
      const record = this.#records[next]!;
      ensureUpToDate(this.#zcu, record.unit);
      this.#followed.push(record.references);
      for (const { target, type } of record.references) {
        if (target !== null) add(target);
        else if (!this.#types.has(type)) for (const found of this.#reachType(type)) add(this.#zcu.recordOf(found));
      }
    }
  }

  /** The reference by which `unit` was reached first, or the container whose it is; undefined if it was reached with a root. */
  referenceTo(unit: Depender): ReferenceStep | undefined {
    return this.#traced().steps.get(this.#zcu.recordOf(unit));
  }

  /** Brings up to date what was reached. Returns whether it is reached in the same way still. */
  #analyzeAgain(): boolean {
    if (this.#own === 0) return false;
    this.#dropAdded();
    const { schedule } = this.#zcu;
    const rows = this.#rows;
    for (let at = schedule.nextUnsettled(rows, 0); at < rows.length; at = schedule.nextUnsettled(rows, at + 1)) {
      ensureUpToDate(this.#zcu, this.#records[at]!.unit);
      if (!this.#refersToTheSame(at)) return false;
    }
    // Units that were analysed because others asked for them stand anywhere in the order.
    for (const unit of schedule.analysed) {
      const { walk, place } = this.#zcu.recordOf(unit);
      if (walk === this.#walk && !this.#refersToTheSame(place)) return false;
    }
    return !settleErrorNumbers(this.#zcu, this);
  }

  #dropAdded(): void {
    if (this.#records.length === this.#own) return;
    this.#trace = null;
    for (let place = this.#own; place < this.#records.length; place++) this.#records[place]!.walk = 0;
    this.#records.length = this.#own;
    this.#followed.length = this.#own;
  }

  #refersToTheSame(place: number): boolean {
    const { references } = this.#records[place]!;
    const before = this.#followed[place]!;
    if (references === before) return true;
    if (references.length !== before.length) return false;
    for (let i = 0; i < references.length; i++) {
      const [is, was] = [references[i]!, before[i]!];
      if (is.unit !== was.unit || is.type !== was.type || is.quota !== was.quota || is.isAsked !== was.isAsked)
        return false;
    }
    this.#followed[place] = references;
    // The same units, from other places.
    this.#trace = null;
    return true;
  }

  /** The units that are reached with the container type `ty` itself, which is come to for the first time: its tests are run. */
  #reachType(ty: Index): readonly Depender[] {
    const zcu = this.#zcu;
    this.#types.add(ty);
    if (zcu.options.testFilters !== null && !isUncheckedFile(zcu, ty)) this.#tests.push(...testsOfType(zcu, ty));
    return this.#unitsOf(ty);
  }

  #unitsOf(ty: Index): readonly Depender[] {
    return this.#unitsOfTypes.get(ty) ?? this.#readUnits(ty);
  }

  #readUnits(ty: Index): readonly Depender[] {
    const zcu = this.#zcu;
    const units = isUncheckedFile(zcu, ty) ? [] : unitsOfType(zcu, ty, testsOfType(zcu, ty));
    this.#unitsOfTypes.set(ty, units);
    return units;
  }

  /** Reads again what is reached with those of `types` that are known. Returns whether that is not what it was with any. */
  #haveOtherUnits(types: Iterable<Index>): boolean {
    const { pool, tracked } = this.#zcu;
    let changed = false;
    for (const ty of types) {
      const before = this.#unitsOfTypes.get(ty);
      if (tracked.isLost(containerTracked(pool, ty))) changed = this.#unitsOfTypes.delete(ty) || changed;
      else if (before !== undefined && before.join() !== this.#readUnits(ty).join()) changed = true;
    }
    return changed;
  }

  #traced(): Trace {
    if (this.#trace === null) {
      const zcu = this.#zcu;
      this.#trace = new Trace(
        (ty) => this.#unitsOf(ty).map((unit) => zcu.recordOf(unit)),
        ({ place }) => this.#followed[place]!,
      );
      this.#trace.followTypes(this.#roots);
      for (let place = this.#own; place < this.#records.length; place++) this.#trace.follow(this.#records[place]!);
    }
    return this.#trace;
  }

  /** Gives the instances of generic functions that units call their branch quotas; and those that they call. */
  #giveQuotas(): void {
    const quotas = this.#quotas;
    quotas.clear();
    const pending = this.#records.filter(({ quotaGiven }) => quotaGiven > USUAL_QUOTA);
    for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
      const own = quotas.get(at.unit) ?? USUAL_QUOTA;
      for (const { target, quota } of this.#followed[at.place]!) {
        if (target === null || quota === NO_QUOTA) continue;
        const given = Math.max(own, quota);
        if (given <= (quotas.get(target.unit) ?? USUAL_QUOTA)) continue;
        quotas.set(target.unit, given);
        pending.push(target);
      }
    }
  }

  /** Has the instances analysed anew for which it matters that they were analysed with another quota than they get. Returns whether there are any. */
  #quotasMatter(): boolean {
    const { pool, schedule } = this.#zcu;
    const quotas = pool.funcs.branchQuota.data;
    let matters = false;
    for (const { unit, branchesNeeded } of this.#records) {
      if (dependerKind(unit) !== DependerKind.funcBody) continue;
      const func = dependerIndex(unit);
      const quota = this.#quotas.get(unit) ?? USUAL_QUOTA;
      const was = quotas[func]!;
      if (was === quota) continue;
      quotas[func] = quota;
      if (branchesNeeded <= Math.min(was, quota)) continue;
      schedule.invalidate(ChangeKind.quotaChanged, DependeeKind.branchQuota, func);
      matters = true;
    }
    return matters;
  }
}

/** Whether `ty` is a file of compiler_rt: what it exports is reached where it is called, and not with the file. */
function isUncheckedFile(zcu: Zcu, ty: Index): boolean {
  const namespace = namespaceOfType(zcu.pool, ty);
  return namespace !== NO_NAMESPACE && zcu.files.isUnchecked(zcu.pool.namespaces.fileOf(namespace));
}

/** The tests of container type `ty` that are to be run, in source order. A filter does not concern tests without a name. */
function testsOfType(zcu: Zcu, ty: Index): DeclIndex[] {
  const { pool } = zcu;
  const { testFilters } = zcu.options;
  const namespace = namespaceOfType(pool, ty);
  if (testFilters === null || namespace === NO_NAMESPACE || !zcu.files.isMain(pool.namespaces.fileOf(namespace)))
    return [];
  const tests = [...pool.namespaces.tests(namespace)] as DeclIndex[];
  if (testFilters.length === 0) return tests;
  return tests.filter((test) => {
    if (pool.decls.sort.data[test] === DeclSort.unnamed_test) return true;
    const name = pool.text(pool.decls.fqnOf(test));
    return testFilters.some((filter) => name.includes(filter));
  });
}

/** The containers from which everything is reached. */
export function rootTypes(zcu: Zcu): Index[] {
  const roots = [fileRootType(zcu, zcu.files.std)];
  if (zcu.options.testFilters !== null) roots.push(fileRootType(zcu, zcu.files.root));
  return roots;
}
