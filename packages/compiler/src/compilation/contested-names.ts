import type { DependerRow } from '../incremental/dependency-graph.ts';
import type { Depender } from '../incremental/depender.ts';
import type { Index } from '../intern/ids.ts';
import type { Reached } from '../query/reach.ts';
import { isAskedTarget, isTypeTarget, targetType } from '../query/reference-words.ts';
import { UnitFlag } from '../query/unit-table.ts';
import type { Zcu } from '../query/zcu.ts';

/**
 * Watches who makes the types that are made under several names: calls that give the same type with other arguments. Such a type is called
 * as the first one says that is analysed in a build from nothing.
 */
export class ContestedNames {
  /** By type: the first unit that makes it, in the order in which they are analysed; the last that there was, where none does now. */
  readonly #namers = new Map<Index, Depender>();
  #generation = -1;
  #isFirst = true;

  /** What it has seen, for `restore`. */
  save(): (readonly [Index, Depender])[] {
    return [...this.#namers];
  }

  /** Takes over what another process has seen. */
  restore(namers: readonly (readonly [Index, Depender])[]): void {
    for (const [ty, unit] of namers) this.#namers.set(ty, unit);
    this.#isFirst = false;
  }

  /** Whether another unit may be the first to name such a type now than in the update before. */
  moved(zcu: Zcu, { order, generation }: Reached): boolean {
    if (generation === this.#generation) return false;
    const isFirst = this.#isFirst;
    this.#isFirst = false;
    this.#generation = generation;
    const { contestedTypes, references, units, schedule } = zcu;
    if (contestedTypes.size === 0) return false;
    const namers = new Map<Index, Depender>();
    for (const row of order as Iterable<number> as Iterable<DependerRow>) {
      if (!units.has(row, UnitFlag.makesTypes)) continue;
      for (let i = 0; i < references.count(row); i++) {
        const target = references.target(row, i);
        if (!isTypeTarget(target) || !isAskedTarget(target)) continue;
        const ty = targetType(target);
        if (contestedTypes.has(ty) && !namers.has(ty)) namers.set(ty, schedule.graph.dependerOf(row));
      }
    }
    let moved = false;
    for (const [ty, unit] of namers) {
      if (this.#namers.get(ty) !== unit) moved = true;
      this.#namers.set(ty, unit);
    }
    return moved && !isFirst;
  }
}
