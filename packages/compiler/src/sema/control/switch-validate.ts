import type { AirRef } from '../../air/air.ts';
import { fieldName, fieldsLen, fieldValue } from '../../intern/containers.ts';
import { type Index, NO_INDEX, type StringIndex } from '../../intern/ids.ts';
import { Ty } from '../../intern/known.ts';
import { printType } from '../../intern/print-type.ts';
import { errorSetNames, errorSetType, intBits, intSigned, TypeKind, typeKind } from '../../intern/types.ts';
import { enumTag, errValue } from '../../intern/values.ts';
import type { ErrorNote } from '../../query/errors.ts';
import type { Block } from '../core/block.ts';
import { resolveInferredErrorSet } from '../core/inferred-errors.ts';
import type { Sema } from '../core/sema.ts';
import { addFieldNote, typeSrc } from '../types/type-notes.ts';
import { type CheckedProng, checkItems, IntRanges, isNonexhaustiveEnum, type SeenItems } from './switch-items.ts';
import type { SwitchTypes } from './switch-operand.ts';
import { operandSrc, prongSrc, rangeSrc, type SwitchShape } from './switch-shape.ts';

/** What the check of a switch found. */
export interface CheckedSwitch {
  readonly types: SwitchTypes;
  /** For each prong of the shape. */
  readonly prongs: readonly CheckedProng[];
  readonly seen: SeenItems;
  /** Error set: what is left for `else`; -1 where nothing is. */
  readonly elseErrorTy: Index | -1;
}

/** Whether a value that is compared is known to be that of a field of an enum, or else is illegal. */
export function isNamedOnly(sema: Sema, types: SwitchTypes): boolean {
  if (typeKind(sema.pool, types.cond) !== TypeKind.enum) return false;
  return types.union !== NO_INDEX || !isNonexhaustiveEnum(sema, types.cond);
}

/** The least value of an integer type. */
export function minInt(sema: Sema, ty: Index): bigint {
  const bits = intBits(sema.pool, ty);
  return intSigned(sema.pool, ty) && bits > 0 ? -(1n << BigInt(bits - 1)) : 0n;
}

/** The greatest value of an integer type. */
export function maxInt(sema: Sema, ty: Index): bigint {
  const bits = intBits(sema.pool, ty) - (intSigned(sema.pool, ty) ? 1 : 0);
  return (1n << BigInt(Math.max(bits, 0))) - 1n;
}

const MUST_HANDLE_ALL = 'switch must handle all possibilities';

interface Check {
  readonly sema: Sema;
  readonly block: Block;
  readonly shape: SwitchShape;
  readonly types: SwitchTypes;
  readonly seen: SeenItems;
}

/**
 * Evaluates the items of a switch and checks them: types, duplicates, ranges, and that all is handled once. Where an item leaves for
 * outside of the switch, returns what tells so.
 */
export function checkSwitch(sema: Sema, block: Block, shape: SwitchShape, types: SwitchTypes): CheckedSwitch | AirRef {
  const seen: SeenItems = { ints: new IntRanges(), others: new Map() };
  const prongs = checkItems(sema, block, shape, types, seen);
  if (typeof prongs === 'number') return prongs;
  const check: Check = { sema, block, shape, types, seen };
  checkRanges(check);
  return { types, prongs, seen, elseErrorTy: checkAllHandled(check) };
}

function checkRanges({ sema, block, shape, types }: Check): void {
  const kind = typeKind(sema.pool, types.item);
  if (kind === TypeKind.int || kind === TypeKind.comptime_int) return;
  const prong = shape.prongs.find(({ ranges }) => ranges.length > 0);
  if (prong === undefined) return;
  const message = `ranges not allowed when switching on type '${printType(sema.pool, types.item)}'`;
  sema.fail(block, operandSrc(shape), message, [
    { chunk: block.frame.chunk, src: rangeSrc(shape, prong, 0), message: 'range here' },
  ]);
}

/** Returns `elseErrorTy`. */
function checkAllHandled(check: Check): Index | -1 {
  const { sema, types, seen } = check;
  switch (typeKind(sema.pool, types.cond)) {
    case TypeKind.enum:
      checkEnum(check);
      return -1;
    case TypeKind.error_set:
      return checkErrors(check);
    case TypeKind.int:
      checkFinite(check, seen.ints.covers(minInt(sema, types.cond), maxInt(sema, types.cond)));
      return -1;
    case TypeKind.bool:
      checkFinite(check, seen.others.size === 2);
      return -1;
    case TypeKind.void:
      checkFinite(check, seen.others.size === 1);
      return -1;
    default:
      requireElse(check);
      return -1;
  }
}

function checkFinite({ sema, block, shape }: Check, allHandled: boolean): void {
  if (shape.elseProng === null) {
    if (!allHandled) sema.fail(block, shape.src, MUST_HANDLE_ALL);
  } else if (allHandled) {
    sema.fail(block, prongSrc(shape, shape.elseProng), 'unreachable else prong; all cases already handled');
  }
}

function requireElse({ sema, block, shape, types }: Check): void {
  if (shape.elseProng !== null) return;
  sema.fail(block, shape.src, `else prong required when switching on type '${printType(sema.pool, types.item)}'`);
}

/** Whether the field `field` of the enum `ty` has a prong. */
export function fieldIsSeen(sema: Sema, ty: Index, seen: SeenItems, field: number): boolean {
  return seen.others.has(enumTag(sema.pool, ty, fieldValue(sema.pool, ty, field)));
}

function checkEnum(check: Check): void {
  const { sema, block, shape, types, seen } = check;
  const { pool } = sema;
  const ty = types.item;
  const unhandled: number[] = [];
  for (let i = 0; i < fieldsLen(pool, ty); i++) if (!fieldIsSeen(sema, ty, seen, i)) unhandled.push(i);
  const namedOnly = isNamedOnly(sema, types);
  if (shape.elseProng !== null) {
    if (unhandled.length > 0 || (isNonexhaustiveEnum(sema, ty) && !shape.hasUnder)) return;
    const which = shape.hasUnder ? 'all explicit cases' : 'all cases';
    sema.fail(block, prongSrc(shape, shape.elseProng), `unreachable else prong; ${which} already handled`);
  }
  if (unhandled.length > 0) {
    const notes: ErrorNote[] = [];
    for (const field of unhandled) {
      addFieldNote(sema, ty, field, `unhandled enumeration value: '${pool.text(fieldName(pool, ty, field))}'`, notes);
    }
    notes.push({ ...typeSrc(sema, ty), message: `enum '${printType(pool, ty)}' declared here` });
    sema.fail(block, shape.src, MUST_HANDLE_ALL, notes);
  }
  if (!namedOnly && !shape.hasUnder) {
    sema.fail(block, shape.src, "switch on non-exhaustive enum must include 'else' or '_' prong or both");
  }
}

function checkErrors(check: Check): Index | -1 {
  const { sema, block, shape, types, seen } = check;
  const { pool } = sema;
  const set = resolveInferredErrorSet(sema, block, shape.src, types.item);
  if (set === Ty.anyerror) {
    requireElse(check);
    return Ty.anyerror;
  }
  const left: StringIndex[] = [];
  for (const name of Array.from(errorSetNames(pool, set)) as StringIndex[]) {
    if (!seen.others.has(errValue(pool, types.item, name))) left.push(name);
  }
  const { elseProng } = shape;
  if (elseProng === null) {
    if (left.length === 0) return -1;
    const notes: ErrorNote[] = left.map((name) => ({
      chunk: block.frame.chunk,
      src: shape.src,
      message: `unhandled error value: 'error.${pool.text(name)}'`,
      errorName: name,
    }));
    return sema.fail(block, shape.src, MUST_HANDLE_ALL, notes);
  }
  if (left.length > 0) return errorSetType(pool, left);
  if (!elseProng.isExcused) checkFinite(check, true);
  return -1;
}
