import type { DependerRow } from '../incremental/dependency-graph.ts';
import { type Depender, DependerKind, dependerIndex, dependerKind, makeDepender } from '../incremental/depender.ts';
import { isTest } from '../intern/decl-table.ts';
import { type Index, NO_DECL } from '../intern/ids.ts';
import { isAskedTarget, isTypeTarget, type Target, targetType, targetUnit } from './reference-words.ts';
import type { ReferencePlace } from './references.ts';
import type { Zcu } from './zcu.ts';

/** A reference, and the unit that has it. */
export interface ReferenceStep {
  readonly unit: Depender;
  readonly reference: ReferencePlace;
}

/** By kind of a unit: that of the other about the same, which is reached with it. */
const OTHER_HALF: { readonly [kind in DependerKind]?: DependerKind } = {
  [DependerKind.declType]: DependerKind.declValue,
  [DependerKind.declValue]: DependerKind.declType,
  [DependerKind.typeLayout]: DependerKind.typeDefaults,
  [DependerKind.typeDefaults]: DependerKind.typeLayout,
};

/**
 * How units are reached first where references are followed in breadth, the last of each unit first: what a message tells. Units that nothing leads to
 * have a place of 0.
 */
export class Trace {
  readonly #zcu: Zcu;
  readonly #unitsOf: (ty: Index) => Uint32Array;
  readonly #isReached: (row: DependerRow) => boolean;
  /** The units in the order in which they are reached. */
  readonly #units: DependerRow[] = [];
  readonly #types = new Set<Index>();
  /** By row: the place of each unit in the order in which they are reached, from 1 on. */
  readonly places: Uint32Array;
  /** By row: the unit whose reference leads to each, plus one; 0 for what is reached with a root; and which of its references that is. */
  readonly #from: Uint32Array;
  readonly #reference: Uint32Array;

  constructor(zcu: Zcu, unitsOf: (ty: Index) => Uint32Array, isReached: (row: DependerRow) => boolean) {
    this.#zcu = zcu;
    this.#unitsOf = unitsOf;
    this.#isReached = isReached;
    this.places = new Uint32Array(zcu.units.length);
    this.#from = new Uint32Array(zcu.units.length);
    this.#reference = new Uint32Array(zcu.units.length);
  }

  /** Follows what is reached with the container types `roots`. */
  followTypes(roots: Iterable<number>): void {
    const next = this.#units.length;
    for (const ty of roots) this.#addType(ty as Index, 0, 0);
    this.#followFrom(next);
  }

  /** Follows what is reached with `unit`. */
  follow(unit: DependerRow): void {
    const next = this.#units.length;
    this.#add(unit, 0, 0);
    this.#followFrom(next);
  }

  /** The reference that leads to `row` first; undefined if it is reached with a root. */
  stepTo(row: DependerRow): ReferenceStep | undefined {
    if (row >= this.#from.length || this.#from[row] === 0) return undefined;
    const from = (this.#from[row]! - 1) as DependerRow;
    const { schedule, references } = this.#zcu;
    const reference = references.place(from, this.#reference[row]!);
    const isInCalls = this.#isToldWithCalls(references.target(from, this.#reference[row]!));
    return { unit: schedule.graph.dependerOf(from), reference: isInCalls ? reference : { ...reference, calls: null } };
  }

  /** By how many references the unit of `row` is reached. */
  stepsTo(row: DependerRow): number {
    let steps = 0;
    for (let at = this.#from[row]!; at !== 0; at = this.#from[at - 1]!) steps++;
    return steps;
  }

  /** Whether it is told in which calls a reference stands that were analysed in their callers: officially not of one to a type, or to what is known of one. */
  #isToldWithCalls(target: Target): boolean {
    if (isTypeTarget(target)) return false;
    switch (dependerKind(this.#zcu.schedule.graph.dependerOf(targetUnit(target)))) {
      case DependerKind.typeLayout:
      case DependerKind.typeDefaults:
      case DependerKind.builtins:
        return false;
      default:
        return true;
    }
  }

  #followFrom(next: number): void {
    const { references } = this.#zcu;
    for (; next < this.#units.length; next++) {
      const row = this.#units[next]!;
      this.#addOtherHalf(row);
      /** By target: the first reference to it. Officially the others are not kept, and the last that is kept is followed first. */
      const firsts = new Map<number, number>();
      for (let i = 0; i < references.count(row); i++) {
        const target = references.target(row, i);
        const key = isTypeTarget(target) ? -1 - targetType(target) : this.#led(target);
        if (!firsts.has(key)) firsts.set(key, i);
      }
      for (const [key, i] of [...firsts].reverse()) {
        if (key < 0) this.#addType((-1 - key) as Index, row + 1, i);
        else this.#add(key as DependerRow, row + 1, i);
      }
    }
  }

  /**
   * The unit that a reference leads to. One by the address of a declaration leads to its type, officially, and one by a value of a type to its layout:
   * to the declaration's value, and to the type's defaults, it does later.
   */
  #led(target: Target): DependerRow {
    const row = targetUnit(target);
    if (isAskedTarget(target)) return row;
    const unit = this.#zcu.schedule.graph.dependerOf(row);
    switch (dependerKind(unit)) {
      case DependerKind.declValue:
      case DependerKind.typeDefaults:
        return this.#otherHalf(unit) ?? row;
      default:
        return row;
    }
  }

  /** With the type of a declaration its value is reached, with the layout of a type its defaults, and the other way round; by the same reference. */
  #addOtherHalf(row: DependerRow): void {
    const other = this.#otherHalf(this.#zcu.schedule.graph.dependerOf(row));
    if (other !== null) this.#add(other, this.#from[row]!, this.#reference[row]!);
  }

  /** The row of the unit that is reached with `unit`; null if there is none. */
  #otherHalf(unit: Depender): DependerRow | null {
    const kind = OTHER_HALF[dependerKind(unit)];
    if (kind === undefined) return null;
    const row = this.#zcu.findRow(makeDepender(kind, dependerIndex(unit)));
    return row !== null && this.#isReached(row) ? row : null;
  }

  #add(row: DependerRow, from: number, reference: number): void {
    if (this.places[row] !== 0) return;
    this.places[row] = this.#units.push(row);
    this.#from[row] = from;
    this.#reference[row] = reference;
  }

  #addType(ty: Index, from: number, reference: number): void {
    if (this.#types.has(ty)) return;
    this.#types.add(ty);
    const rows = [...this.#unitsOf(ty)] as DependerRow[];
    const turns = new Map(rows.map((row) => [row, this.#turn(row)]));
    for (const row of rows.sort((a, b) => turns.get(a)! - turns.get(b)!)) this.#add(row, from, reference);
  }

  /** In which turn a unit of a type is reached: blocks come before tests, these before what is `pub`, and that before the rest. */
  #turn(row: DependerRow): number {
    const { schedule, pool } = this.#zcu;
    const unit = schedule.graph.dependerOf(row);
    if (dependerKind(unit) === DependerKind.comptimeBlock) return 0;
    const decl = this.#zcu.declOf(unit);
    if (decl === NO_DECL) return 3;
    if (isTest(pool.decls.sortOf(decl))) return 1;
    return pool.decls.isPub(decl) ? 2 : 3;
  }
}
