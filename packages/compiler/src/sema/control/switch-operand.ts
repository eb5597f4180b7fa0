import { AIR_NONE, type AirRef } from '../../air/air.ts';
import { ContainerFlag, Layout } from '../../intern/container-table.ts';
import { containerLayout, containerOf, isContainer, tagType } from '../../intern/containers.ts';
import { type Index, NO_INDEX } from '../../intern/ids.ts';
import { bitSize } from '../../intern/layout.ts';
import { isSlice } from '../../intern/pointers.ts';
import { printType } from '../../intern/print-type.ts';
import { intType, TypeKind, typeKind } from '../../intern/types.ts';
import type { ErrorNote } from '../../query/errors.ts';
import type { Src } from '../../query/src.ts';
import { bitCast } from '../casts/bit-cast.ts';
import { unionToTag } from '../coercion/coerce-aggregate.ts';
import type { Block } from '../core/block.ts';
import { resolveLayout } from '../core/facts.ts';
import type { Sema } from '../core/sema.ts';
import { analyzeLoad } from '../memory/pointers.ts';
import { onePossibleValue } from '../types/classify-types.ts';
import { typeSrc } from '../types/type-notes.ts';
import { resolveConstValue, resolveDefinedValue } from '../values/operands.ts';
import type { SwitchShape } from './switch-shape.ts';

/** The types of a switch. */
export interface SwitchTypes {
  /** What is switched on. */
  readonly operand: Index;
  /** What items are coerced to: the same, or the tag of a union. */
  readonly item: Index;
  /** What is compared: the same as `item`, or the integer that backs it. */
  readonly cond: Index;
  /** The tagged union that is switched on; NO_INDEX for anything else. */
  readonly union: Index;
}

/** What a switch dispatches on, as its captures see it. */
export interface SwitchOperand {
  /** The value. */
  byVal: AirRef;
  /** The pointer to it, where the switch has one. */
  byRef: AirRef;
  /** What is compared. */
  cond: AirRef;
  /** In a `switch` loop that runs: where the operand is kept for captures; AIR_NONE otherwise. */
  readonly alloc: AirRef;
}

/** The types of a switch on a value of type `ty`. Fails for a type that cannot be switched on. */
export function switchTypes(sema: Sema, block: Block, src: Src, ty: Index): SwitchTypes {
  const pool = sema.pool;
  switch (typeKind(pool, ty)) {
    case TypeKind.type:
    case TypeKind.void:
    case TypeKind.bool:
    case TypeKind.int:
    case TypeKind.comptime_int:
    case TypeKind.enum_literal:
    case TypeKind.fn:
    case TypeKind.error_set:
      return { operand: ty, item: ty, cond: ty, union: NO_INDEX };
    case TypeKind.pointer:
      if (isSlice(pool, ty)) break;
      return { operand: ty, item: ty, cond: ty, union: NO_INDEX };
    case TypeKind.enum:
      resolveLayout(sema, block, src, ty, 'field query');
      return { operand: ty, item: ty, cond: ty, union: NO_INDEX };
    case TypeKind.struct:
      resolveLayout(sema, block, src, ty, 'field query');
      return isContainer(pool, ty) && containerLayout(pool, ty) === Layout.packed
        ? packedTypes(sema, ty)
        : failWithLayout(sema, block, src, ty);
    case TypeKind.union:
      resolveLayout(sema, block, src, ty, 'field query');
      return unionTypes(sema, block, src, ty);
    default:
      break;
  }
  return sema.fail(block, src, `switch on type '${printType(pool, ty)}'`);
}

/** Packed containers are compared as the integers that back them. */
function packedTypes(sema: Sema, ty: Index): SwitchTypes {
  return { operand: ty, item: ty, cond: intType(sema.pool, false, bitSize(sema.pool, ty)), union: NO_INDEX };
}

function failWithLayout(sema: Sema, block: Block, src: Src, ty: Index): never {
  const { pool } = sema;
  const notes: ErrorNote[] = [];
  if (isContainer(pool, ty)) notes.push({ ...typeSrc(sema, ty), message: "consider 'packed struct' here" });
  const layout = isContainer(pool, ty) ? Layout[containerLayout(pool, ty)] : Layout[Layout.auto];
  return sema.fail(block, src, `switch on struct with ${layout} layout`, notes);
}

function unionTypes(sema: Sema, block: Block, src: Src, ty: Index): SwitchTypes {
  const { pool } = sema;
  if (containerLayout(pool, ty) === Layout.packed) return packedTypes(sema, ty);
  const tag = tagType(pool, ty);
  if (tag === NO_INDEX || !pool.containers.has(containerOf(pool, ty), ContainerFlag.tagged)) {
    const note = { ...typeSrc(sema, ty), message: "consider 'union(enum)' here" };
    sema.fail(block, src, 'switch on union with no attached enum', [note]);
  }
  resolveLayout(sema, block, src, tag, 'field query');
  return { operand: ty, item: tag, cond: tag, union: ty };
}

/** The operand of a switch, `given` as the switch or a `continue` has it. */
export function readOperand(
  sema: Sema,
  block: Block,
  shape: SwitchShape,
  types: SwitchTypes,
  given: AirRef,
  src: Src,
): SwitchOperand {
  const byVal = shape.operandIsRef ? analyzeLoad(sema, block, src, given, src) : given;
  const byRef = shape.operandIsRef ? given : AIR_NONE;
  return { byVal, byRef, cond: switchCond(sema, block, shape, types, byVal, src), alloc: AIR_NONE };
}

/** What is compared of the value `operand`. */
function switchCond(
  sema: Sema,
  block: Block,
  shape: SwitchShape,
  types: SwitchTypes,
  operand: AirRef,
  src: Src,
): AirRef {
  if (block.isComptime && (types.union !== NO_INDEX || types.cond !== types.item)) {
    const isChoice = onePossibleValue(sema, block, src, types.item) === NO_INDEX;
    if (isChoice) resolveConstValue(sema, block, src, operand, null);
  }
  if (types.union !== NO_INDEX) {
    resolveDefinedValue(sema, block, shape.src, operand);
    return unionToTag(sema, block, types.item, operand, src);
  }
  if (types.cond !== types.item) return bitCast(sema, block, types.cond, operand, src);
  const only = onePossibleValue(sema, block, src, types.item);
  return only === NO_INDEX ? operand : (only as number as AirRef);
}
