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

/** No unit: what is reached with a root. */
const NO_PARENT = -1;

/**
 * What is reached from the roots, in the order in which it is: from the root container of the standard library (whose `start.zig`
 * refers to the program's `main`) along the references of each unit. What is not reached is left as it is, and costs nothing.
 *
 * Most edits change no reference. Then the order stays, and an update looks only for units that are not up to date.
 */
export class Reached {
  readonly #zcu: Zcu;
  readonly #units: Depender[] = [];
  readonly #records: UnitRecord[] = [];
  readonly #tests: DeclIndex[] = [];
  /** Place of each unit in `#units`. */
  readonly #places = new Map<Depender, number>();
  readonly #types = new Set<Index>();
  /** By place: the unit that was first to refer to the one there, by its place, and the number of its reference. */
  readonly #parents: number[] = [];
  readonly #parentReferences: number[] = [];
  /** By place: the references that were followed. */
  readonly #followed: (readonly Reference[])[] = [];
  /** The units in the order in which they are analysed, and the row of each in the schedule. */
  #order: readonly Depender[] = [];
  #rows: number[] = [];
  /** The branch quotas that callers give to instances of generic functions, where they are not the usual one. */
  readonly #quotas = new Map<Depender, number>();
  /** How many units were reached when what was added by `reach` had not come yet. */
  #own = 0;

  /** Nothing is reached yet. */
  constructor(zcu: Zcu) {
    this.#zcu = zcu;
  }

  /** The units. */
  get units(): readonly Depender[] {
    return this.#units;
  }

  /** The units in the order in which they are analysed; without those that came by `reach`. */
  get order(): readonly Depender[] {
    return this.#order;
  }

  /** The units that failed, export or log something, in the order of `units`, with what their analysis left. */
  outspoken(): { readonly unit: Depender; readonly record: UnitRecord }[] {
    const places: number[] = [];
    for (const unit of this.#zcu.outspoken) {
      const place = this.#places.get(unit);
      if (place !== undefined) places.push(place);
    }
    return places.sort((a, b) => a - b).map((place) => ({ unit: this.#units[place]!, record: this.#records[place]! }));
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
   * Brings all up to date that the program needs. `membersChanged`: the members of some container may be others than they were when
   * this was called last.
   */
  analyze(roots: readonly Index[], membersChanged: boolean): void {
    if (!membersChanged && this.#analyzeAgain()) return;
    do {
      this.#truncate(0);
      this.#types.clear();
      this.#tests.length = 0;
      this.#quotas.clear();
      this.#order = analyzeInOrder(this.#zcu, roots, (ty) => {
        if (!isUncheckedFile(this.#zcu, ty)) this.#tests.push(...testsOfType(this.#zcu, ty));
        return this.#unitsOf(ty);
      });
      for (const ty of roots) this.#reachType(ty, NO_PARENT, 0);
      this.#follow();
    } while (this.#quotasMatter() || settleErrorNumbers(this.#zcu, this.#places));
    this.#own = this.#units.length;
    const { graph } = this.#zcu.schedule;
    this.#rows = this.#order.map((unit) => graph.findDepender(unit));
  }

  /** Reaches `unit` too, and what it refers to: they are appended to `units`. Holds until the next `analyze`. */
  reach(unit: Depender): void {
    if (this.#places.has(unit)) return;
    this.#add(unit, NO_PARENT, 0);
    this.#follow();
  }

  /** The reference by which `unit` was reached first, or the container whose it is; undefined if it was reached with a root. */
  referenceTo(unit: Depender): ReferenceStep | undefined {
    const place = this.#places.get(unit)!;
    const parent = this.#parents[place];
    if (parent === NO_PARENT) return undefined;
    return { unit: this.#units[parent], reference: this.#followed[parent][this.#parentReferences[place]] };
  }

  /** Brings up to date what was reached. Returns whether it is reached in the same way still. */
  #analyzeAgain(): boolean {
    if (this.#own === 0) return false;
    this.#truncate(this.#own);
    const { schedule } = this.#zcu;
    const rows = this.#rows;
    for (let at = schedule.nextUnsettled(rows, 0); at < rows.length; at = schedule.nextUnsettled(rows, at + 1)) {
      const unit = this.#order[at]!;
      ensureUpToDate(this.#zcu, unit);
      if (!this.#refersToTheSame(this.#places.get(unit)!)) return false;
    }
    // Units that were analysed because others asked for them stand anywhere in the order.
    const { journal } = schedule;
    for (let i = 0; i < journal.length; i++) {
      const place = this.#places.get(journal.depender(i));
      if (place !== undefined && !this.#refersToTheSame(place)) return false;
    }
    return !settleErrorNumbers(this.#zcu, this.#places);
  }

  #refersToTheSame(place: number): boolean {
    const { references } = this.#records[place];
    const before = this.#followed[place];
    if (references.length !== before.length) return false;
    for (let i = 0; i < references.length; i++) {
      const [is, was] = [references[i]!, before[i]!];
      if (is.unit !== was.unit || is.type !== was.type || is.quota !== was.quota || is.isAsked !== was.isAsked)
        return false;
    }
    this.#followed[place] = references;
    return true;
  }

  #truncate(length: number): void {
    for (let place = length; place < this.#units.length; place++) this.#places.delete(this.#units[place]);
    for (const list of [this.#units, this.#records, this.#parents, this.#parentReferences, this.#followed])
      if (list.length > length) list.length = length;
  }

  #add(unit: Depender, parent: number, reference: number): void {
    if (this.#places.has(unit)) return;
    this.#places.set(unit, this.#units.length);
    this.#units.push(unit);
    this.#records.push(this.#zcu.recordOf(unit));
    this.#parents.push(parent);
    this.#parentReferences.push(reference);
  }

  #reachType(ty: Index, parent: number, reference: number): void {
    if (this.#types.has(ty)) return;
    this.#types.add(ty);
    for (const unit of this.#unitsOf(ty)) this.#add(unit, parent, reference);
  }

  /** The units that are reached with the container type `ty` itself. */
  #unitsOf(ty: Index): Depender[] {
    const zcu = this.#zcu;
    if (isUncheckedFile(zcu, ty)) return [];
    return unitsOfType(zcu, ty, testsOfType(zcu, ty));
  }

  /** Follows the references of the units whose references were not followed yet. */
  #follow(): void {
    for (let place = this.#followed.length; place < this.#units.length; place++) {
      ensureUpToDate(this.#zcu, this.#units[place]!);
      const { references } = this.#records[place]!;
      this.#followed.push(references);
      for (let i = 0; i < references.length; i++) {
        const { unit, type } = references[i]!;
        if (unit === null) this.#reachType(type, place, i);
        else this.#add(unit, place, i);
      }
      this.#giveQuotas(place);
    }
  }

  /** Gives the instances that the unit at `place` calls its branch quota; and those that they call, if they were followed before. */
  #giveQuotas(place: number): void {
    const pending = [place];
    for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
      const own = this.#quotas.get(this.#units[at]!) ?? USUAL_QUOTA;
      for (const { unit, quota } of this.#followed[at]!) {
        if (unit === null || quota === NO_QUOTA) continue;
        const given = Math.max(own, quota);
        if (given <= (this.#quotas.get(unit) ?? USUAL_QUOTA)) continue;
        this.#quotas.set(unit, given);
        const callee = this.#places.get(unit)!;
        if (callee < this.#followed.length) pending.push(callee);
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
