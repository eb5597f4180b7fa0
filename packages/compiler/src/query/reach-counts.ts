import type { DependerRow } from '../incremental/dependency-graph.ts';
import type { Index } from '../intern/ids.ts';
import type { U32Set } from '../util/map.ts';
import { isTypeTarget, type Target, targetType, typeTarget } from './reference-words.ts';
import type { UnitsOfTypes } from './units-of-types.ts';
import type { Zcu } from './zcu.ts';

/** The type that a node is: see `ReachCounts`. */
export function typeOfNode(node: number): Index {
  return targetType(node as Target);
}

/** Whether a node is a type. */
export function isTypeNode(node: number): boolean {
  return isTypeTarget(node as Target);
}

/**
 * How many references lead to what is reached: with that, what comes or goes with a few references is found without following all. What is
 * reached is units and types; its nodes are the rows of units, and the targets of references to types.
 */
export class ReachCounts {
  readonly #zcu: Zcu;
  readonly #unitsOfTypes: UnitsOfTypes;
  readonly #counts = new Map<number, number>();

  /** Counts the references of the units in `rows` and of `types`, which are all that is reached from the types `roots`. */
  constructor(zcu: Zcu, rows: Uint32Array, types: U32Set, roots: readonly Index[], unitsOfTypes: UnitsOfTypes) {
    this.#zcu = zcu;
    this.#unitsOfTypes = unitsOfTypes;
    for (const ty of roots) this.add(typeTarget(ty, false));
    for (const row of rows) for (const target of this.targetsOf(row)) this.add(target);
    for (let i = 0; i < types.size; i++)
      for (const target of this.targetsOf(typeTarget(types.at(i) as Index, false))) this.add(target);
  }

  /** How many references lead to a node. */
  of(node: number): number {
    return this.#counts.get(node) ?? 0;
  }

  /** One more leads to `node`. Returns whether it is the first. */
  add(node: number): boolean {
    const count = this.of(node);
    this.#counts.set(node, count + 1);
    return count === 0;
  }

  /** One less leads to `node`. */
  remove(node: number): void {
    this.#counts.set(node, this.of(node) - 1);
  }

  /** `node` is not reached. */
  forget(node: number): void {
    this.#counts.delete(node);
  }

  /** What a node refers to. */
  targetsOf(node: number): number[] {
    if (isTypeNode(node)) return [...this.#unitsOfTypes.of(typeOfNode(node))];
    return this.#zcu.references.nodes(node as DependerRow);
  }
}
