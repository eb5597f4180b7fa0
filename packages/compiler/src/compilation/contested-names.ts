import type { Depender } from '../incremental/depender.ts';
import type { Index } from '../intern/ids.ts';
import type { Reached } from '../sema/reach.ts';
import type { UnitRecord, Zcu } from '../sema/zcu.ts';

/**
 * Watches who makes the types that are made under several names: calls that give the same type with other arguments. Such a type is called
 * as the first one says that is analysed in a build from nothing.
 */
export class ContestedNames {
  /** By type: the units that make it, in the order in which they are analysed. */
  #makers = new Map<Index, string>();
  #order: readonly UnitRecord[] = [];

  /** Whether another unit may be the first to name such a type now than in the update before. */
  moved(zcu: Zcu, { order }: Reached): boolean {
    if (order === this.#order) return false;
    const isFirst = this.#order.length === 0;
    this.#order = order;
    const { contestedTypes } = zcu;
    if (contestedTypes.size === 0) return false;
    const units = new Map<Index, Depender[]>();
    for (const ty of contestedTypes) units.set(ty, []);
    for (const { unit, typesMade } of order) for (const ty of typesMade) units.get(ty)?.push(unit);
    const before = this.#makers;
    this.#makers = new Map([...units].map(([ty, makers]) => [ty, makers.join()]));
    if (isFirst) return false;
    for (const [ty, makers] of this.#makers) if (makers !== '' && before.get(ty) !== makers) return true;
    return false;
  }
}
