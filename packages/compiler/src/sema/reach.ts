import { DependeeKind } from '../incremental/dependee.ts';
import { type Depender, DependerKind, dependerIndex, dependerKind } from '../incremental/depender.ts';
import { ChangeKind } from '../incremental/journal.ts';
import { namespaceOfType } from '../intern/containers.ts';
import { DeclSort } from '../intern/decl-table.ts';
import { type DeclIndex, type Index, NO_NAMESPACE } from '../intern/ids.ts';
import { analyzeInOrder } from './analysis-order.ts';
import { NO_QUOTA, USUAL_QUOTA } from './branch-quota.ts';
import { settleErrorNumbers } from './error-numbers.ts';
import { ensureUpToDate } from './facts.ts';
import { fileRootType } from './file-type.ts';
import { unitsOfType } from './namespace.ts';
import type { Reference, UnitRecord, Zcu } from './zcu.ts';

/** A reference, and the unit that has it. */
export interface ReferenceStep {
  readonly unit: Depender;
  readonly reference: Reference;
}

/**
 * What is reached from the roots: from the root container of the standard library (whose `start.zig` refers to the program's `main`) along the
 * references of each unit. What is not reached is left as it is, and costs nothing.
 *
 * Most edits change no reference. Then the order stays, and an update looks only for units that are not up to date.
 */
export class Reached {
  readonly #zcu: Zcu;
  #roots: readonly Index[] = [];
  /** The units in the order in which they are analysed; behind them what `reach` adds. */
  #units: Depender[] = [];
  /** Place of each unit in `#units`. */
  readonly #places = new Map<Depender, number>();
  /** By place: what the analysis left, and the references of it that were followed. */
  readonly #records: UnitRecord[] = [];
  readonly #followed: (readonly Reference[])[] = [];
  /** What is reached with each container type, as long as its members are what they are. */
  readonly #unitsOfTypes = new Map<Index, readonly Depender[]>();
  readonly #types = new Set<Index>();
  #tests: DeclIndex[] = [];
  /** By place up to `#own`: the unit's row in the schedule. */
  #rows: number[] = [];
  /** How many units were reached when what was added by `reach` had not come yet. */
  #own = 0;
  /** The units in the order of `#units`, without those added by `reach`. */
  #order: readonly Depender[] = [];
  /** How each unit is reached first; null until someone asks for it. */
  #trace: Trace | null = null;
  /** The branch quotas that callers give to instances of generic functions, where they are not the usual one. */
  readonly #quotas = new Map<Depender, number>();

  /** Nothing is reached yet. */
  constructor(zcu: Zcu) {
    this.#zcu = zcu;
  }

  /** The units in the order in which they are analysed; without those that came by `reach`. Another array where anything about it changed. */
  get order(): readonly Depender[] {
    return this.#order;
  }

  /**
   * The units that failed, export or log something, with what their analysis left: where any failed, in the order in which they are reached,
   * else in that in which they are analysed.
   */
  outspoken(): { readonly unit: Depender; readonly record: UnitRecord }[] {
    const found: { unit: Depender; record: UnitRecord; place: number }[] = [];
    let hasFailed = false;
    for (const unit of this.#zcu.outspoken) {
      const place = this.#places.get(unit);
      if (place === undefined) continue;
      const record = this.#records[place]!;
      hasFailed ||= record.failed;
      found.push({ unit, record, place });
    }
    if (hasFailed) {
      const { places } = this.#traced();
      for (const item of found) item.place = places.get(item.unit)!;
    }
    return found.sort((a, b) => a.place - b.place);
  }

  /** Whether `unit` is reached. */
  has(unit: Depender): boolean {
    return this.#places.has(unit);
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
      this.#units = analyzeInOrder(this.#zcu, roots, (ty) => this.#reachType(ty));
      this.#places.clear();
      this.#records.length = 0;
      this.#followed.length = 0;
      for (const unit of this.#units) this.#take(unit);
      this.#giveQuotas();
    } while (this.#quotasMatter() || settleErrorNumbers(this.#zcu, this.#places));
    this.#own = this.#units.length;
    this.#order = this.#units.slice();
    const { graph } = this.#zcu.schedule;
    this.#rows = this.#order.map((unit) => graph.findDepender(unit));
  }

  /** Reaches `unit` too, and what it refers to. Holds until the next `analyze`. */
  reach(unit: Depender): void {
    if (this.#places.has(unit)) return;
    this.#trace = null;
    let next = this.#units.push(unit) - 1;
    this.#take(unit);
    const add = (found: Depender): void => {
      if (this.#places.has(found)) return;
      this.#units.push(found);
      this.#take(found);
    };
    for (; next < this.#units.length; next++) {
      ensureUpToDate(this.#zcu, this.#units[next]!);
      const { references } = this.#records[next]!;
      this.#followed[next] = references;
      for (const reference of references) {
        if (reference.unit !== null) add(reference.unit);
        else if (!this.#types.has(reference.type)) for (const found of this.#reachType(reference.type)) add(found);
      }
    }
  }

  /** The reference by which `unit` was reached first, or the container whose it is; undefined if it was reached with a root. */
  referenceTo(unit: Depender): ReferenceStep | undefined {
    return this.#traced().steps.get(unit);
  }

  /** Brings up to date what was reached. Returns whether it is reached in the same way still. */
  #analyzeAgain(): boolean {
    if (this.#own === 0) return false;
    this.#dropAdded();
    const { schedule } = this.#zcu;
    const rows = this.#rows;
    for (let at = schedule.nextUnsettled(rows, 0); at < rows.length; at = schedule.nextUnsettled(rows, at + 1)) {
      ensureUpToDate(this.#zcu, this.#units[at]!);
      if (!this.#refersToTheSame(at)) return false;
    }
    // Units that were analysed because others asked for them stand anywhere in the order.
    const { journal } = schedule;
    for (let i = 0; i < journal.length; i++) {
      const place = this.#places.get(journal.depender(i));
      if (place !== undefined && !this.#refersToTheSame(place)) return false;
    }
    return !settleErrorNumbers(this.#zcu, this.#places);
  }

  #dropAdded(): void {
    if (this.#units.length === this.#own) return;
    this.#trace = null;
    for (let place = this.#own; place < this.#units.length; place++) this.#places.delete(this.#units[place]!);
    for (const list of [this.#units, this.#records, this.#followed]) list.length = this.#own;
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

  /** Gives `unit`, the next of `#units`, its place. */
  #take(unit: Depender): void {
    this.#places.set(unit, this.#records.length);
    const record = this.#zcu.recordOf(unit);
    this.#records.push(record);
    this.#followed.push(record.references);
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
    let changed = false;
    for (const ty of types) {
      const before = this.#unitsOfTypes.get(ty);
      if (before !== undefined && before.join() !== this.#readUnits(ty).join()) changed = true;
    }
    return changed;
  }

  #traced(): Trace {
    if (this.#trace === null) {
      this.#trace = new Trace(
        (ty) => this.#unitsOf(ty),
        (unit) => this.#followed[this.#places.get(unit)!]!,
      );
      this.#trace.followTypes(this.#roots);
      for (let place = this.#own; place < this.#units.length; place++) this.#trace.follow(this.#units[place]!);
    }
    return this.#trace;
  }

  /** Gives the instances of generic functions that units call their branch quotas; and those that they call. */
  #giveQuotas(): void {
    const quotas = this.#quotas;
    quotas.clear();
    const pending: Depender[] = [];
    for (let place = 0; place < this.#units.length; place++)
      if (this.#records[place]!.quotaGiven > USUAL_QUOTA) pending.push(this.#units[place]!);
    for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
      const own = quotas.get(at) ?? USUAL_QUOTA;
      for (const { unit, quota } of this.#followed[this.#places.get(at)!]!) {
        if (unit === null || quota === NO_QUOTA) continue;
        const given = Math.max(own, quota);
        if (given <= (quotas.get(unit) ?? USUAL_QUOTA)) continue;
        quotas.set(unit, given);
        pending.push(unit);
      }
    }
  }

  /** Has the instances analysed anew for which it matters that they were analysed with another quota than they get. Returns whether there are any. */
  #quotasMatter(): boolean {
    const { pool, schedule } = this.#zcu;
    const quotas = pool.funcs.branchQuota.data;
    let matters = false;
    for (let place = 0; place < this.#units.length; place++) {
      const unit = this.#units[place]!;
      if (dependerKind(unit) !== DependerKind.funcBody) continue;
      const func = dependerIndex(unit);
      const quota = this.#quotas.get(unit) ?? USUAL_QUOTA;
      const was = quotas[func]!;
      if (was === quota) continue;
      quotas[func] = quota;
      if (this.#records[place]!.branchesNeeded <= Math.min(was, quota)) continue;
      schedule.invalidate(ChangeKind.quotaChanged, DependeeKind.branchQuota, func);
      matters = true;
    }
    return matters;
  }
}

/** How units are reached first where references are followed in breadth: what a message tells. */
class Trace {
  /** The units in the order in which they are reached. */
  readonly #units: Depender[] = [];
  readonly #types = new Set<Index>();
  readonly #unitsOf: (ty: Index) => readonly Depender[];
  readonly #references: (unit: Depender) => readonly Reference[];
  /** Place of each unit in the order in which they are reached. */
  readonly places = new Map<Depender, number>();
  /** The reference that leads to each unit; of what is reached with a root, none. */
  readonly steps = new Map<Depender, ReferenceStep>();

  constructor(unitsOf: (ty: Index) => readonly Depender[], references: (unit: Depender) => readonly Reference[]) {
    this.#unitsOf = unitsOf;
    this.#references = references;
  }

  /** Follows what is reached with the container types `roots`. */
  followTypes(roots: readonly Index[]): void {
    const from = this.#units.length;
    for (const ty of roots) this.#addType(ty, null);
    this.#followFrom(from);
  }

  /** Follows what is reached with `unit`. */
  follow(unit: Depender): void {
    const from = this.#units.length;
    this.#add(unit, null);
    this.#followFrom(from);
  }

  #followFrom(from: number): void {
    for (let place = from; place < this.#units.length; place++) {
      const unit = this.#units[place]!;
      for (const reference of this.#references(unit)) {
        if (reference.unit !== null) this.#add(reference.unit, { unit, reference });
        else this.#addType(reference.type, { unit, reference });
      }
    }
  }

  #add(unit: Depender, step: ReferenceStep | null): void {
    if (this.places.has(unit)) return;
    this.places.set(unit, this.#units.length);
    this.#units.push(unit);
    if (step !== null) this.steps.set(unit, step);
  }

  #addType(ty: Index, step: ReferenceStep | null): void {
    if (this.#types.has(ty)) return;
    this.#types.add(ty);
    for (const unit of this.#unitsOf(ty)) this.#add(unit, step);
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
