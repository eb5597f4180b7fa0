import type { DependerRow } from '../incremental/dependency-graph.ts';
import type { Index } from '../intern/ids.ts';
import { RowKind, type Visit } from '../util/rows.ts';

/**
 * What a reference leads to: the row of a unit; or the number of a container type, whose comptime blocks and exports are reached with it, and
 * `TYPE_TARGET`. With `ASKED` the unit was asked for what that one gives, which had it analysed there and then; a type was made by the unit.
 */
export type Target = number & { readonly __brand: 'Target' };

const TYPE_TARGET = 0x8000_0000;
const ASKED = 0x4000_0000;

/** A reference to a unit. */
export function unitTarget(row: DependerRow, isAsked: boolean): Target {
  return (isAsked ? row | ASKED : row) as Target;
}

/** A reference to a container type. */
export function typeTarget(type: Index, isMade: boolean): Target {
  return ((TYPE_TARGET | (isMade ? ASKED : 0) | type) >>> 0) as Target;
}

/** Whether the reference leads to a type. */
export function isTypeTarget(target: Target): boolean {
  return target >= TYPE_TARGET;
}

/** Whether what it leads to was asked for, or made. */
export function isAskedTarget(target: Target): boolean {
  return (target & ASKED) !== 0;
}

/** The unit that a reference to a unit leads to. */
export function targetUnit(target: Target): DependerRow {
  return (target & ~ASKED) as DependerRow;
}

/** The type that a reference to a type leads to. */
export function targetType(target: Target): Index {
  return (target & ~(TYPE_TARGET | ASKED)) as Index;
}

/** `visit` sees the row that a reference leads to. Returns what leads to the row that it gives. */
export function visitTarget(target: Target, visit: Visit): Target {
  if (!isTypeTarget(target))
    return unitTarget(visit(RowKind.unit, targetUnit(target)) as DependerRow, isAskedTarget(target));
  return typeTarget(visit(RowKind.item, targetType(target)) as Index, isAskedTarget(target));
}

/** Words of a reference: its target, chunk, place, call, quota, and what is said of a type that is made. */
export const REFERENCE_WORDS = 6;
/** A chunk; or, of what a call that is a unit refers to, its row and `CALL_PLACE`. */
export const CHUNK = 1;
/** The place in the chunk, or the number of the reference of the call. */
export const SRC = 2;
/** The number of the innermost call that was analysed in its caller: see `CallSiteTable`. */
export const CALLS = 3;
/** Word of the quota: 0 where there is none, else one more than it is. */
export const QUOTA = 4;
/** `makingWord` of a type that is made; 0 where there is none. */
export const MAKING = 5;

const CALL_PLACE = 0x8000_0000;

/** What stands for the chunk of a reference that the call of `row` has. */
export function callPlace(row: DependerRow): number {
  return (CALL_PLACE | row) >>> 0;
}

/** The row of the call whose reference has `chunk`; null if it is a chunk, or none. */
export function callOfPlace(chunk: number): DependerRow | null {
  return chunk < CALL_PLACE ? null : ((chunk & ~CALL_PLACE) as DependerRow);
}

/** The word of a quota. */
export function quotaWord(quota: number): number {
  return Math.min(quota, 0xffff_fffe) + 1;
}
