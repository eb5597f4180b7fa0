import type { DependerRow } from '../incremental/dependency-graph.ts';
import { containerOf } from '../intern/containers.ts';
import type { ContainerIndex } from '../intern/ids.ts';
import { targetType } from './reference-words.ts';
import { type Making, makingOf } from './type-names.ts';
import { UnitFlag } from './unit-table.ts';
import type { Zcu } from './zcu.ts';

/** What a unit says of a type that it makes. */
export interface MakingOfUnit extends Making {
  readonly row: DependerRow;
}

/** Which units make which types, reached or not: an index over their references, which is made when someone asks first. */
export class Makers {
  readonly #zcu: Zcu;
  /** By container: rows of units, of which some may make it no more. */
  #rows: Map<ContainerIndex, DependerRow[]> | null = null;

  constructor(zcu: Zcu) {
    this.#zcu = zcu;
  }

  /** The unit `row` refers to something else than it did. */
  note(row: DependerRow): void {
    if (this.#rows === null) return;
    for (const { container } of this.#makings(row)) {
      const rows = this.#rows.get(container);
      if (rows === undefined) this.#rows.set(container, [row]);
      else if (!rows.includes(row)) rows.push(row);
    }
  }

  /** What each unit that makes `container` says of it first. */
  of(container: ContainerIndex): MakingOfUnit[] {
    if (this.#rows === null) {
      this.#rows = new Map();
      const { units } = this.#zcu;
      for (let row = 0; row < units.length; row++)
        if (units.has(row as DependerRow, UnitFlag.makesTypes)) this.note(row as DependerRow);
    }
    const makings = (this.#rows.get(container) ?? []).flatMap((row) => {
      const making = this.#makings(row).find((one) => one.container === container);
      return making === undefined ? [] : [{ ...making, row }];
    });
    this.#rows.set(
      container,
      makings.map(({ row }) => row),
    );
    return makings;
  }

  #makings(row: DependerRow): Making[] {
    const { references, pool } = this.#zcu;
    const makings: Making[] = [];
    for (let i = 0; i < references.count(row); i++) {
      const word = references.making(row, i);
      if (word !== 0) makings.push(makingOf(containerOf(pool, targetType(references.target(row, i))), word));
    }
    return makings;
  }
}
