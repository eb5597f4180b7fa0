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
  /** By row of a unit. */
  #units: Uint32Array;
  /** By target of a reference to a type. */
  readonly #types = new Map<number, number>();

  /**
   * Counts the references of the units in `rows` and of `types`, which are all that is reached from the types `roots`: those which the units had before any
   * came to refer elsewhere since they were followed.
   */
  constructor(zcu: Zcu, rows: Uint32Array, types: U32Set, roots: readonly Index[], unitsOfTypes: UnitsOfTypes) {
    this.#zcu = zcu;
    this.#unitsOfTypes = unitsOfTypes;
    this.#units = new Uint32Array(zcu.units.length);
    const { references } = zcu;
    for (const ty of roots) this.add(typeTarget(ty, false));
    for (const row of rows as Iterable<number> as Iterable<DependerRow>) {
      const replaced = references.replacedOf(row);
      if (replaced !== null) for (const node of replaced) this.add(node);
      else for (let i = references.count(row) - 1; i >= 0; i--) this.add(references.node(row, i));
    }
    for (let i = 0; i < types.size; i++) for (const row of unitsOfTypes.of(types.at(i) as Index)) this.add(row);
  }

  /** How many references lead to a node. */
  of(node: number): number {
    if (isTypeNode(node)) return this.#types.get(node) ?? 0;
    return node < this.#units.length ? this.#units[node]! : 0;
  }

  /** One more leads to `node`. Returns whether it is the first. */
  add(node: number): boolean {
    const count = this.of(node);
    this.#set(node, count + 1);
    return count === 0;
  }

  /** One less leads to `node`. */
  remove(node: number): void {
    this.#set(node, this.of(node) - 1);
  }

  /** `node` is not reached. */
  forget(node: number): void {
    if (isTypeNode(node)) this.#types.delete(node);
    else this.#set(node, 0);
  }

  /** What a node refers to. Valid until the next call. */
  targetsOf(node: number): ArrayLike<number> & Iterable<number> {
    if (isTypeNode(node)) return this.#unitsOfTypes.of(typeOfNode(node));
    return this.#zcu.references.nodes(node as DependerRow);
  }

  #set(node: number, count: number): void {
    if (isTypeNode(node)) {
      this.#types.set(node, count);
      return;
    }
    if (node >= this.#units.length) {
      const units = new Uint32Array(2 * node + 16);
      units.set(this.#units);
      this.#units = units;
    }
    this.#units[node] = count;
  }
}
