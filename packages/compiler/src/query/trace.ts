import type { Depender } from '../incremental/depender.ts';
import type { Index } from '../intern/ids.ts';
import type { Reference, UnitRecord } from './unit-record.ts';

/** A reference, and the unit that has it. */
export interface ReferenceStep {
  readonly unit: Depender;
  readonly reference: Reference;
}

/** How units are reached first where references are followed in breadth: what a message tells. */
export class Trace {
  /** The units in the order in which they are reached. */
  readonly #units: UnitRecord[] = [];
  readonly #types = new Set<Index>();
  readonly #unitsOf: (ty: Index) => readonly UnitRecord[];
  readonly #references: (unit: UnitRecord) => readonly Reference[];
  /** Place of each unit in the order in which they are reached. */
  readonly places = new Map<UnitRecord, number>();
  /** The reference that leads to each unit; of what is reached with a root, none. */
  readonly steps = new Map<UnitRecord, ReferenceStep>();

  constructor(unitsOf: (ty: Index) => readonly UnitRecord[], references: (unit: UnitRecord) => readonly Reference[]) {
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
  follow(unit: UnitRecord): void {
    const from = this.#units.length;
    this.#add(unit, null);
    this.#followFrom(from);
  }

  #followFrom(from: number): void {
    for (let place = from; place < this.#units.length; place++) {
      const from = this.#units[place]!;
      const { unit } = from;
      for (const reference of this.#references(from)) {
        if (reference.target !== null) this.#add(reference.target, { unit, reference });
        else this.#addType(reference.type, { unit, reference });
      }
    }
  }

  #add(unit: UnitRecord, step: ReferenceStep | null): void {
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
