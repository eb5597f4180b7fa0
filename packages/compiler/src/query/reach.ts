import { DependeeKind, type DependeeRow, NO_DEPENDEE } from '../incremental/dependee.ts';
import { type DependerRow, NO_ENTRY } from '../incremental/dependency-graph.ts';
import { type Depender, DependerKind, dependerIndex, dependerKind } from '../incremental/depender.ts';
import { containerTracked } from '../intern/containers.ts';
import { type DeclIndex, type FileIndex, type FuncIndex, type Index, NO_INDEX, NO_TRACKED } from '../intern/ids.ts';
import { U32Column } from '../util/column.ts';
import { U32Set } from '../util/map.ts';
import { listOf, PLAIN, RowKind } from '../util/rows.ts';
import type { TableColumn } from '../util/save.ts';
import { unreached } from '../util/unreached.ts';
import { analyzeInOrder, genericOfBody, mostInstances } from './analysis-order.ts';
import { ensureUpToDate } from './analyze.ts';
import { lowerQuotas, settleQuotas } from './branch-quotas.ts';
import {
  areAllAskedFor,
  forgetErrorNumbers,
  mayNumbersDiffer,
  numberDependers,
  settleErrorNumbers,
} from './error-numbers.ts';
import { settleErrorOrder } from './error-order.ts';
import { fileRootType } from './file-type.ts';
import { forgetLoops } from './loops.ts';
import type { MakingOfUnit } from './makers.ts';
import { MAX_INSTANCES } from './quota.ts';
import { isTypeNode, ReachCounts, typeOfNode } from './reach-counts.ts';
import { isTypeTarget, targetType, targetUnit } from './reference-words.ts';
import { type ReferenceStep, Trace } from './trace.ts';
import { makingWord } from './type-names.ts';
import { UnitFlag } from './unit-table.ts';
import { UnitsOfTypes } from './units-of-types.ts';
import type { Zcu } from './zcu.ts';

/** If more than so many units and types have to be looked at to find what is reached no more, all are. */
const MOST_LOOKED_AT = 2000;

/**
 * What is reached from the roots: from the root container of the standard library (whose `start.zig` refers to the program's `main`) along the
 * references of each unit. What is not reached is left as it is, and costs nothing.
 *
 * Most edits change no reference. Then the order stays, and an update looks only for units that are not up to date.
 */
export class Reached {
  readonly #zcu: Zcu;
  /** The containers from which everything is reached. */
  readonly #roots = new U32Column();
  /** Rows of units in the order in which they are analysed; behind them those that `reach` adds. */
  readonly #order = new U32Column();
  /**
   * [how many units were reached when what was added by `reach` had not come yet; 1 if units are not in the order in which they are analysed: what an
   * edit led to is behind all else then]
   */
  readonly #own = U32Column.over(new Uint32Array(2));
  /** Rows of the units that were reached when nothing failed last, and the walk and how many they were. */
  readonly #good = U32Column.over(new Uint32Array(0));
  #goodWalk = -1;
  /** The `numberDependers` when numbers of errors were settled from the beginning last. */
  readonly #numberDependers = new U32Column();
  /** [1 if on the way to those numbers what is reached, or asked for, was another] */
  readonly #dependsOnNumbers = U32Column.over(new Uint32Array(1));
  /** Number of the walk in which they were reached. */
  #walk = -1;
  readonly #unitsOfTypes: UnitsOfTypes;
  readonly #types = new U32Set();
  readonly #tests = new U32Column();
  /** How each unit is reached first; null until someone asks for it. */
  #trace: Trace | null = null;
  /** How many references lead to what is reached; null as long as no edit asked for it. */
  #counts: ReachCounts | null = null;
  /** How many more instances may be reached before all is looked at again: there may be too many of one function. Null where that is not known. */
  #instancesLeft: number | null = null;

  /** Nothing is reached yet. */
  constructor(zcu: Zcu) {
    this.#zcu = zcu;
    this.#unitsOfTypes = new UnitsOfTypes(zcu);
  }

  /** Rows of the units in the order in which they are analysed, without those that came by `reach`. Valid until the next `analyze`. */
  get order(): Uint32Array {
    this.#putInOrder();
    return this.#order.data.subarray(0, this.#own.data[0]);
  }

  /** Rows of the units that failed, export or log something, in no order. */
  outspoken(): DependerRow[] {
    const { outspoken, units } = this.#zcu;
    const found: DependerRow[] = [];
    for (let i = 0; i < outspoken.size; i++) {
      const row = outspoken.at(i) as DependerRow;
      if (units.walk.data[row] === this.#walk) found.push(row);
    }
    return found;
  }

  /** `rows` of units that are reached: where any failed, in the order in which they are reached, else in that in which they are analysed. */
  inOrder(rows: DependerRow[]): DependerRow[] {
    if (!this.hasFailed()) return this.inAnalysisOrder(rows);
    return rows.length < 2 ? rows : sorted(rows, this.#traced().places);
  }

  /** `rows` of units that are reached, in the order in which they are analysed. */
  inAnalysisOrder(rows: DependerRow[]): DependerRow[] {
    if (rows.length < 2) return rows;
    this.#putInOrder();
    return sorted(rows, this.#zcu.units.place.data);
  }

  /** Whether any unit that is reached has no result. */
  hasFailed(): boolean {
    const { outspoken, units } = this.#zcu;
    for (let i = 0; i < outspoken.size; i++) {
      const row = outspoken.at(i) as DependerRow;
      if (units.walk.data[row] === this.#walk && units.has(row, UnitFlag.failed)) return true;
    }
    return false;
  }

  /** Whether `unit` is reached. */
  has(unit: Depender): boolean {
    const row = this.#zcu.findRow(unit);
    return row !== null && this.#zcu.units.walk.data[row] === this.#walk;
  }

  /** Whether something that is reached refers to the type `ty`, so that what it declares is looked at. */
  hasType(ty: Index): boolean {
    return this.#types.has(ty);
  }

  /** Whether the unit of `row` is reached. */
  hasRow(row: DependerRow): boolean {
    return this.#zcu.units.walk.data[row] === this.#walk;
  }

  /** Whether a unit that is reached imports `file`. */
  hasFile(file: FileIndex): boolean {
    const dependee = this.#zcu.schedule.graph.findDependee(DependeeKind.file, file, 0);
    return dependee !== NO_DEPENDEE && this.isReliedOn(dependee);
  }

  /** Whether a unit that is reached relies on a fact: by itself, or by a call that it makes at compile time. */
  isReliedOn(fact: DependeeRow): boolean {
    const { graph } = this.#zcu.schedule;
    const calls = new Set<DependeeRow>([fact]);
    for (const dependee of calls) {
      for (let entry = graph.firstOnDependee(dependee); entry !== NO_ENTRY; entry = graph.nextOnDependee(entry)) {
        const row = graph.entryDependerRow(entry);
        if (this.hasRow(row)) return true;
        const unit = graph.dependerOf(row);
        if (dependerKind(unit) !== DependerKind.call) continue;
        const result = graph.findDependee(DependeeKind.callResult, dependerIndex(unit), 0);
        if (result !== NO_DEPENDEE) calls.add(result);
      }
    }
    return false;
  }

  /** The containers from which everything is reached. */
  get roots(): Iterable<Index> {
    return this.#roots.view() as Iterable<number> as Iterable<Index>;
  }

  /** Rows of the units that are reached with the container type `ty` itself. Valid until the next call. */
  unitsOf(ty: Index): Uint32Array {
    return this.#unitsOfTypes.of(ty);
  }

  /** The tests of the containers reached, in the order in which they are run. */
  get tests(): readonly DeclIndex[] {
    return [...this.#tests.view()] as DeclIndex[];
  }

  /**
   * Brings all up to date that the program needs. `rescanned`: types whose members may be others than they were when this was called
   * last. `isLost`: some unit may be no more.
   */
  analyze(roots: readonly Index[], rescanned: Iterable<Index>, isLost: boolean): void {
    const zcu = this.#zcu;
    const isFirst = zcu.schedule.graph.dependersLength === 0;
    const isUnknown = isLost && !zcu.references.notesReplaced;
    const { errorNumbers } = zcu;
    const wereNone = errorNumbers.length === 0;
    // Units that are not reached any more may have some.
    if (wereNone) forgetErrorNumbers(zcu);
    let isSettled = false;
    let isDirect = true;
    if (this.#haveOtherUnits(rescanned) || isUnknown || !this.#analyzeAgain(rescanned)) {
      isSettled = wereNone && errorNumbers.length === 0;
      isDirect = this.#walkAll(roots);
    }
    if (!isFirst && zcu.quotasMoved && lowerQuotas(zcu, this)) {
      isSettled = false;
      this.#walkAll(roots);
    }
    zcu.quotasMoved = false;
    if (isSettled) this.#noteNumbers(isDirect);
    else if (this.#dependsOnNumbers.data[0] === 1 || mayNumbersDiffer(zcu, this, this.#numberDependers)) {
      forgetErrorNumbers(zcu);
      this.#noteNumbers(this.#walkAll(roots));
    }
    // All but the loops is up to date then, so that their members are asked for in the order of a build from nothing.
    if (!isFirst && forgetLoops(zcu)) this.#walkAll(roots);
  }

  /** To be called where `analyze` was ended early: the next one looks at all again. */
  forget(): void {
    this.#dropAdded();
    this.#own.data[0] = 0;
    this.#own.data[1] = 0;
    this.#counts = null;
    this.#zcu.references.notesReplaced = false;
  }

  /** Reaches `unit` too, and what it refers to. Holds until the next `analyze`. */
  reach(unit: Depender): void {
    if (this.has(unit)) return;
    this.#trace = null;
    const { schedule, units, references } = this.#zcu;
    let next = this.#order.length;
    const add = (row: DependerRow): void => {
      if (units.walk.data[row] === this.#walk) return;
      units.walk.data[row] = this.#walk;
      units.place.data[row] = this.#order.push(row);
    };
    add(this.#zcu.rowOf(unit));
    for (; next < this.#order.length; next++) {
      const row = this.#order.data[next]! as DependerRow;
      ensureUpToDate(this.#zcu, schedule.graph.dependerOf(row));
      for (let i = 0; i < references.count(row); i++) {
        const target = references.target(row, i);
        if (!isTypeTarget(target)) add(targetUnit(target));
        else if (!this.#types.has(targetType(target)))
          for (const found of this.#reachType(targetType(target))) add(found as DependerRow);
      }
    }
  }

  /** The reference by which `unit` was reached first, or the container whose it is; undefined if it was reached with a root. */
  referenceTo(unit: Depender): ReferenceStep | undefined {
    return this.#traced().stepTo(this.#zcu.rowOf(unit));
  }

  /** Which of `rows` of units is reached by the fewest references; of several the first. */
  nearest(rows: readonly DependerRow[]): DependerRow {
    const trace = this.#traced();
    return rows.reduce((nearest, row) => (trace.stepsTo(row) < trace.stepsTo(nearest) ? row : nearest));
  }

  /** To be called where nothing that is reached has failed: it stays (`unitsToKeep`) when something does, and what is reached is little. */
  noteGood(): void {
    if (this.#goodWalk === this.#walk && this.#good.length === this.#order.length) return;
    this.#good.truncate(0);
    this.#good.pushAll(this.#order.view());
    this.#goodWalk = this.#walk;
  }

  /** Rows of the units that are reached, and of those that were when nothing failed last: some may come twice. */
  *unitsToKeep(): Iterable<DependerRow> {
    for (const column of [this.#order, this.#good]) yield* column.view() as Iterable<number> as Iterable<DependerRow>;
  }

  /** Has the members of types be read again that have a unit for whose row `goes` is true. */
  forgetTypesOf(goes: (row: number) => boolean): void {
    this.#unitsOfTypes.forgetTypesOf(goes);
  }

  /** All columns, in a fixed order: to be taken between updates. What is in none of them is made by `columnsReplaced`. */
  columns(): TableColumn[] {
    return [
      { name: 'reached.roots', column: this.#roots, words: listOf(RowKind.item) },
      { name: 'reached.order', column: this.#order, words: listOf(RowKind.unit) },
      { name: 'reached.good', column: this.#good, words: listOf(RowKind.unit) },
      { name: 'reached.numberDependers', column: this.#numberDependers, words: listOf(RowKind.unit) },
      { name: 'reached.dependsOnNumbers', column: this.#dependsOnNumbers, words: PLAIN },
      { name: 'reached.own', column: this.#own, words: PLAIN },
      { name: 'reached.tests', column: this.#tests, words: listOf(RowKind.decl) },
      ...this.#types.columns('reached.types', RowKind.item),
      ...this.#unitsOfTypes.columns(),
    ];
  }

  /** To be called after the columns, and those of the units, were replaced by saved ones. */
  columnsReplaced(): void {
    const { units, references, rerouted, options } = this.#zcu;
    this.#trace = null;
    this.#counts = null;
    this.#instancesLeft = null;
    references.forgetReplaced();
    references.notesReplaced = rerouted.length === 0 && options.testFilters === null;
    this.#walk = this.#zcu.nextWalk();
    for (let place = 0; place < this.#order.length; place++) {
      const row = this.#order.data[place]!;
      units.walk.data[row] = this.#walk;
      units.place.data[row] = place;
    }
  }

  /** Numbers of errors were settled from the beginning. `isDirect`: see `#walkAll`. */
  #noteNumbers(isDirect: boolean): void {
    const zcu = this.#zcu;
    this.#numberDependers.truncate(0);
    this.#numberDependers.pushAll(numberDependers(zcu, this));
    this.#dependsOnNumbers.data[0] = isDirect && areAllAskedFor(zcu, this) ? 0 : 1;
  }

  /**
   * Follows all references from `roots`. Returns whether no unit came to refer to something else after it had been followed, and all numbers of errors that
   * are asked for were when some were for the first time.
   */
  #walkAll(roots: readonly Index[]): boolean {
    const zcu = this.#zcu;
    this.#own.data[0] = 0;
    this.#roots.truncate(0);
    this.#roots.pushAll(roots);
    zcu.quotasMoved = true;
    this.#walkOnce();
    const rerouted = zcu.rerouted.length;
    let isDirect = true;
    const settleNumbers = (): boolean => {
      const { length } = zcu.errorNumbers;
      const areOther = settleErrorNumbers(zcu, this);
      isDirect &&= length === 0 || length === zcu.errorNumbers.length;
      return areOther;
    };
    while (
      zcu.failuresMoved ||
      settleQuotas(zcu, this) ||
      settleNumbers() ||
      this.#settleNames(true) ||
      settleErrorOrder(zcu, this)
    )
      this.#walkOnce();
    isDirect &&= zcu.rerouted.length === rerouted;
    this.#counts = null;
    zcu.references.notesReplaced = zcu.options.testFilters === null;
    this.#followed();
    return isDirect;
  }

  #walkOnce(): void {
    this.#trace = null;
    this.#zcu.failuresMoved = false;
    this.#types.clear();
    this.#tests.truncate(0);
    this.#walk = this.#zcu.nextWalk();
    const roots = [...this.#roots.view()] as Index[];
    const most = analyzeInOrder(this.#zcu, roots, (ty) => this.#reachType(ty), this.#walk, this.#order);
    this.#instancesLeft = MAX_INSTANCES - most;
    this.#own.data[0] = this.#order.length;
    this.#own.data[1] = 0;
  }

  /** Puts the units that are reached, all of which are up to date, in the order in which they are analysed. */
  #putInOrder(): void {
    if (this.#own.data[1] === 0) return;
    const { units } = this.#zcu;
    const added = this.#order.view().slice(this.#own.data[0]);
    this.#walkOnce();
    for (const row of added) {
      units.walk.data[row] = this.#walk;
      units.place.data[row] = this.#order.push(row);
    }
  }

  /** Brings up to date what was reached, and what its references lead to now. `rescanned`: as in `analyze`. Returns whether that is all, and known. */
  #analyzeAgain(rescanned: Iterable<Index>): boolean {
    if (this.#own.data[0] === 0) return false;
    this.#dropAdded();
    const { schedule } = this.#zcu;
    let isRerouted = this.#isRerouted();
    if (isRerouted) {
      // What a question found in another text does not count.
      for (const row of sorted([...new Set(this.#zcu.rerouted.view())] as DependerRow[], this.#zcu.units.place.data)) {
        const unit = schedule.graph.dependerOf(row);
        if (this.#isUnsettled(row) && !this.#isGone(unit)) ensureUpToDate(this.#zcu, unit);
      }
      if (!this.#follow()) return false;
    }
    const gone = new Set<DependerRow>();
    for (let rows = this.#takeUnsettled(gone); rows.length > 0; rows = this.#takeUnsettled(gone)) {
      for (const row of rows) {
        if (!this.#isUnsettled(row)) continue;
        const unit = schedule.graph.dependerOf(row);
        // Whoever referred to what is no more will no longer do so when it is up to date.
        if (this.#isGone(unit)) {
          gone.add(row);
          continue;
        }
        ensureUpToDate(this.#zcu, unit);
        if (!this.#isRerouted()) continue;
        if (!this.#follow()) return false;
        isRerouted = true;
      }
    }
    if ([...gone].some((row) => this.#isUnsettled(row))) return false;
    if (this.#zcu.referencesMoved) this.#trace = null;
    if ((isRerouted || this.#zcu.quotasMoved) && settleQuotas(this.#zcu, this)) return false;
    this.#followed();
    if (settleErrorNumbers(this.#zcu, this) || this.#settleNames(isRerouted)) return false;
    const isSame = !isRerouted && schedule.analysed.length === 0 && [...rescanned].length === 0;
    return isSame || !settleErrorOrder(this.#zcu, this);
  }

  /** Rows of units that are reached and came not to be up to date since this was called last, in the order of `#order`; none of those in `gone`. */
  #takeUnsettled(gone: ReadonlySet<DependerRow>): DependerRow[] {
    const rows: DependerRow[] = [];
    for (const row of this.#zcu.schedule.takeUnsettled() as Iterable<number> as Iterable<DependerRow>)
      if (this.#isUnsettled(row) && !gone.has(row)) rows.push(row);
    return sorted(rows, this.#zcu.units.place.data);
  }

  #isUnsettled(row: DependerRow): boolean {
    return this.#zcu.units.walk.data[row] === this.#walk && !this.#zcu.schedule.isRowUpToDate(row);
  }

  /** Whether what `unit` analyses is no more. */
  #isGone(unit: Depender): boolean {
    const { tracked, pool } = this.#zcu;
    const chunk = this.#zcu.chunkOf(unit);
    if (chunk !== NO_TRACKED && tracked.isLost(chunk)) return true;
    if (dependerKind(unit) !== DependerKind.funcBody) return false;
    const body = pool.funcs.bodyOf(dependerIndex(unit) as FuncIndex);
    return body !== NO_TRACKED && tracked.isLost(body);
  }

  /**
   * Reaches what the references of units lead to that lead elsewhere than they did, and no longer what those did alone. Returns false where all is to be
   * looked at again.
   */
  #follow(): boolean {
    const { references, rerouted, units, schedule, refusedInstances, loopFailures } = this.#zcu;
    if (!references.notesReplaced || refusedInstances.size > 0 || loopFailures.size > 0) return false;
    const counts = this.#count();
    let instancesLeft = this.#instancesLeft ?? MAX_INSTANCES - mostInstances(this.#zcu, this.#order.view());
    this.#trace = null;
    this.#own.data[1] = 1;
    this.#goodWalk = -1;
    const lost = new Set<number>();
    /** Returns false where it comes to what is no more: whoever refers to that is to be analysed first. */
    const come = (first: Iterable<number>): boolean => {
      const nodes = [...first];
      for (let node = nodes.pop(); node !== undefined; node = nodes.pop()) {
        if (!counts.add(node)) continue;
        if (isTypeNode(node)) this.#types.add(typeOfNode(node));
        else {
          const row = node as DependerRow;
          const unit = schedule.graph.dependerOf(row);
          if (this.#isGone(unit)) return false;
          if (genericOfBody(this.#zcu, unit) !== NO_INDEX) instancesLeft--;
          units.walk.data[row] = this.#walk;
          units.place.data[row] = this.#order.push(row);
          ensureUpToDate(this.#zcu, unit);
          references.takeReplaced(row);
        }
        nodes.push(...counts.targetsOf(node));
      }
      return true;
    };
    while (rerouted.length > 0) {
      const rows = new Set(rerouted.view());
      rerouted.truncate(0);
      for (const row of rows as Set<number> as Set<DependerRow>) {
        if (units.walk.data[row] !== this.#walk) continue;
        const replaced = references.takeReplaced(row);
        if (replaced === null) continue;
        const targets = counts.targetsOf(row);
        if (!come(targets)) return false;
        const kept = new Set(targets);
        for (const node of replaced) {
          counts.remove(node);
          if (!kept.has(node)) lost.add(node);
        }
      }
    }
    const gone = unreached(
      lost,
      (node) => counts.of(node),
      (node) => counts.targetsOf(node),
      MOST_LOOKED_AT,
    );
    if (gone === null) return false;
    this.#leave(gone, counts);
    this.#own.data[0] = this.#order.length;
    this.#instancesLeft = instancesLeft;
    return instancesLeft >= 0 && refusedInstances.size === 0 && loopFailures.size === 0;
  }

  #count(): ReachCounts {
    const roots = [...this.#roots.view()] as Index[];
    this.#counts ??= new ReachCounts(this.#zcu, this.#order.view(), this.#types, roots, this.#unitsOfTypes);
    return this.#counts;
  }

  /** `nodes` are reached no more. */
  #leave(nodes: ReadonlySet<number>, counts: ReachCounts): void {
    if (nodes.size === 0) return;
    const { units } = this.#zcu;
    for (const node of nodes) for (const target of counts.targetsOf(node)) counts.remove(target);
    const order = this.#order;
    for (const node of nodes) {
      counts.forget(node);
      if (isTypeNode(node)) {
        this.#types.delete(typeOfNode(node));
        continue;
      }
      units.walk.data[node] = 0;
      // The last takes its place.
      const place = units.place.data[node]!;
      const last = order.data[order.length - 1]!;
      order.data[place] = last;
      units.place.data[last] = place;
      order.truncate(order.length - 1);
    }
  }

  /**
   * Has types called as they are to be, where the units that are reached are other ones (`isOther`) or say otherwise than they did. Returns
   * whether some are to be analysed anew.
   */
  #settleNames(isOther: boolean): boolean {
    const { typeNames, makers } = this.#zcu;
    if (!typeNames.isUnsettled(isOther)) return false;
    return typeNames.settle(
      (container) => makers.of(container),
      (makings) => this.#firstMaking(makings),
    );
  }

  /** Of what units say of one type, what the first says that is reached; null where none is. */
  #firstMaking(makings: readonly MakingOfUnit[]): MakingOfUnit | null {
    let [first, ...others] = makings.filter(({ row }) => this.hasRow(row));
    if (first === undefined) return null;
    const word = makingWord(first);
    // In which order they are analysed has to be known only where they do not agree.
    if (others.every((other) => makingWord(other) === word)) return first;
    this.#putInOrder();
    const { place } = this.#zcu.units;
    for (const other of others) if (place.data[other.row]! < place.data[first.row]!) first = other;
    return first;
  }

  #dropAdded(): void {
    const own = this.#own.data[0]!;
    if (this.#order.length === own) return;
    this.#trace = null;
    const { units } = this.#zcu;
    for (let place = own; place < this.#order.length; place++) units.walk.data[this.#order.data[place]!] = 0;
    this.#order.truncate(own);
  }

  /** Whether the references of a unit that is reached lead elsewhere than when they were followed. */
  #isRerouted(): boolean {
    const { rerouted, units } = this.#zcu;
    for (let i = 0; i < rerouted.length; i++) if (units.walk.data[rerouted.data[i]!] === this.#walk) return true;
    rerouted.truncate(0);
    this.#zcu.references.forgetReplaced();
    return false;
  }

  /** The references of all that is reached have been followed as they are now. */
  #followed(): void {
    this.#zcu.rerouted.truncate(0);
    this.#zcu.references.forgetReplaced();
    this.#zcu.referencesMoved = false;
  }

  /** Rows of the units that are reached with the container type `ty` itself, which is come to for the first time: its tests are run. */
  #reachType(ty: Index): Uint32Array {
    this.#types.add(ty);
    this.#tests.pushAll(this.#unitsOfTypes.testsToRun(ty));
    return this.#unitsOfTypes.of(ty);
  }

  /** Reads again what is reached with those of `types` that are known. Returns whether that is not what it was with any. */
  #haveOtherUnits(types: Iterable<Index>): boolean {
    const { pool, tracked } = this.#zcu;
    let changed = false;
    for (const ty of types) {
      const isLost = tracked.isLost(containerTracked(pool, ty));
      if (isLost ? this.#unitsOfTypes.forget(ty) : this.#unitsOfTypes.readAgain(ty)) changed = true;
    }
    return changed;
  }

  #traced(): Trace {
    if (this.#trace === null) {
      this.#trace = new Trace(
        this.#zcu,
        (ty) => this.#unitsOfTypes.of(ty),
        (row) => this.hasRow(row),
      );
      this.#trace.followTypes(this.#roots.view());
      for (let place = this.#own.data[0]!; place < this.#order.length; place++)
        this.#trace.follow(this.#order.data[place]! as DependerRow);
    }
    return this.#trace;
  }
}

/** The containers from which everything is reached. */
export function rootTypes(zcu: Zcu): Index[] {
  const roots = [fileRootType(zcu, zcu.files.std)];
  if (zcu.options.testFilters !== null) roots.push(fileRootType(zcu, zcu.files.root));
  for (const file of zcu.files.linked) roots.push(fileRootType(zcu, file));
  return roots;
}

function sorted(rows: DependerRow[], places: Uint32Array): DependerRow[] {
  return rows.sort((a, b) => places[a]! - places[b]!);
}
