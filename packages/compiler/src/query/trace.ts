import type { DependerRow } from '../incremental/dependency-graph.ts';
import { type Depender, DependerKind, dependerIndex, dependerKind } from '../incremental/depender.ts';
import type { DeclIndex, Index } from '../intern/ids.ts';
import { isAskedTarget, isTypeTarget, type Target, targetType, targetUnit } from './reference-words.ts';
import type { ReferencePlace } from './references.ts';
import { declTypeUnit, declValueUnit } from './units.ts';
import type { Zcu } from './zcu.ts';

/** A reference, and the unit that has it. */
export interface ReferenceStep {
  readonly unit: Depender;
  readonly reference: ReferencePlace;
}

/**
 * How units are reached first where references are followed in breadth, the last of each unit first: what a message tells. Units that nothing leads to
 * have a place of 0.
 */
export class Trace {
  readonly #zcu: Zcu;
  readonly #unitsOf: (ty: Index) => Uint32Array;
  /** The units in the order in which they are reached. */
  readonly #units: DependerRow[] = [];
  readonly #types = new Set<Index>();
  /** By row: the place of each unit in the order in which they are reached, from 1 on. */
  readonly places: Uint32Array;
  /** By row: the unit whose reference leads to each, plus one; 0 for what is reached with a root; and which of its references that is. */
  readonly #from: Uint32Array;
  readonly #reference: Uint32Array;

  constructor(zcu: Zcu, unitsOf: (ty: Index) => Uint32Array) {
    this.#zcu = zcu;
    this.#unitsOf = unitsOf;
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
    return { unit: schedule.graph.dependerOf(from), reference: references.place(from, this.#reference[row]!) };
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

  /** The unit that a reference leads to. One by the address of a declaration leads to its type, officially, and so to its value later. */
  #led(target: Target): DependerRow {
    const row = targetUnit(target);
    if (isAskedTarget(target)) return row;
    const unit = this.#zcu.schedule.graph.dependerOf(row);
    if (dependerKind(unit) !== DependerKind.declValue) return row;
    return this.#zcu.findRow(declTypeUnit(dependerIndex(unit) as DeclIndex)) ?? row;
  }

  /** With the type of a declaration its value is reached, by the same reference, and with the value the type. */
  #addOtherHalf(row: DependerRow): void {
    const unit = this.#zcu.schedule.graph.dependerOf(row);
    const kind = dependerKind(unit);
    if (kind !== DependerKind.declType && kind !== DependerKind.declValue) return;
    const decl = dependerIndex(unit) as DeclIndex;
    const other = this.#zcu.findRow(kind === DependerKind.declType ? declValueUnit(decl) : declTypeUnit(decl));
    if (other !== null) this.#add(other, this.#from[row]!, this.#reference[row]!);
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
    for (const row of this.#unitsOf(ty)) this.#add(row as DependerRow, from, reference);
  }
}
