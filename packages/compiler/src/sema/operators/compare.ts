import { type AirRef, AirTag } from '../../air/air.ts';
import { Layout } from '../../intern/container-table.ts';
import { containerLayout, fieldType } from '../../intern/containers.ts';
import { type Index, NO_INDEX } from '../../intern/ids.ts';
import { ItemTag } from '../../intern/item.ts';
import { Ty, Val } from '../../intern/known.ts';
import { isCPtr, isSlice } from '../../intern/pointers.ts';
import { printType } from '../../intern/print-type.ts';
import { arrayLen, childType, isTuple, TypeKind, typeKind, vectorType } from '../../intern/types.ts';
import { errName, isUndef, undefValue } from '../../intern/values.ts';
import type { ErrorNote } from '../../query/errors.ts';
import { type Src, SrcPart, sub } from '../../query/src.ts';
import { Tag } from '../../zir/inst.ts';
import type { ZirIndex, ZirRef } from '../../zir/ref.ts';
import { coerce } from '../coercion/coerce.ts';
import { taggedUnionTag } from '../coercion/coerce-aggregate.ts';
import { analyzeAsType } from '../coercion/operands.ts';
import { resolvePeerTypes } from '../coercion/peer-types.ts';
import type { Block } from '../core/block.ts';
import { resolveInst } from '../core/body.ts';
import { resolveLayout } from '../core/facts.ts';
import type { Handler, Handlers } from '../core/handlers.ts';
import type { Sema } from '../core/sema.ts';
import { analyzeErrUnionCode } from '../errors/error-unions.ts';
import { analyzeIsNull } from '../errors/optionals.ts';
import { addDeclaredHere, failWithType, typeSrc } from '../types/type-notes.ts';
import { type CompareOp, compareValues } from '../values/compare-values.ts';
import { requireRuntimeBlock, resolveDefinedValue, resolveValue } from '../values/operands.ts';
import { unionFieldOfTag } from '../values/union-tags.ts';
import { checkVectorizable, isFloatKind, isIntKind } from '../values/vectors.ts';
import { AIR_TAGS, bool, cmpNumeric, type Places, undefBool } from './compare-numbers.ts';

const SYMBOLS: { readonly [op in CompareOp]: string } = { lt: '<', lte: '<=', eq: '==', gte: '>=', gt: '>', neq: '!=' };

/** `lhs == rhs`, `lhs != rhs` */
function cmpEquality(sema: Sema, block: Block, lhs: AirRef, op: 'eq' | 'neq', rhs: AirRef, places: Places): AirRef {
  const pool = sema.pool;
  const lhsTy = sema.typeOf(lhs);
  const rhsTy = sema.typeOf(rhs);
  const lhsKind = typeKind(pool, lhsTy);
  const rhsKind = typeKind(pool, rhsTy);
  if (lhsKind === TypeKind.null || rhsKind === TypeKind.null) {
    if (lhsKind === rhsKind) return bool(op === 'eq');
    const [other, otherTy] = lhsKind === TypeKind.null ? [rhs, rhsTy] : [lhs, lhsTy];
    if (typeKind(pool, otherTy) === TypeKind.optional || isCPtr(pool, otherTy)) {
      return analyzeIsNull(sema, block, places.src, other, op === 'neq');
    }
    return failWithType(sema, block, places.src, 'comparison of', otherTy, 'with null');
  }
  if (lhsKind === TypeKind.union && isTagKind(rhsKind)) return cmpUnionTag(sema, block, lhs, op, rhs, places);
  if (rhsKind === TypeKind.union && isTagKind(lhsKind)) {
    const exchanged = { src: places.src, lhs: places.rhs, rhs: places.lhs };
    return cmpUnionTag(sema, block, rhs, op, lhs, exchanged);
  }
  if (lhsKind === TypeKind.error_set && rhsKind === TypeKind.error_set) {
    const lhsValue = resolveValue(sema, lhs);
    const rhsValue = resolveValue(sema, rhs);
    if (lhsValue !== NO_INDEX && rhsValue !== NO_INDEX) {
      if (isUndef(pool, lhsValue) || isUndef(pool, rhsValue)) return undefBool();
      return bool((errName(pool, lhsValue) === errName(pool, rhsValue)) === (op === 'eq'));
    }
    return emitCompare(sema, block, lhs, op, rhs, places, lhsValue === NO_INDEX ? places.lhs : places.rhs);
  }
  if (lhsKind === TypeKind.type && rhsKind === TypeKind.type) {
    const left = analyzeAsType(sema, block, places.lhs, lhs);
    const right = analyzeAsType(sema, block, places.rhs, rhs);
    return bool((left === right) === (op === 'eq'));
  }
  return analyzeCmp(sema, block, lhs, op, rhs, places);
}

function isTagKind(kind: TypeKind): boolean {
  return kind === TypeKind.enum_literal || kind === TypeKind.enum;
}

/** A union (left) compared with an enum value, as its tag. */
function cmpUnionTag(sema: Sema, block: Block, un: AirRef, op: CompareOp, tag: AirRef, places: Places): AirRef {
  const pool = sema.pool;
  const unionTy = sema.typeOf(un);
  resolveLayout(sema, block, places.lhs, unionTy, 'field usage');
  const tagTy = taggedUnionTag(sema, unionTy);
  if (tagTy === NO_INDEX) {
    const text = 'comparison of union and enum literal is only valid for tagged union types';
    return sema.fail(block, places.lhs, text, [
      { ...typeSrc(sema, unionTy), message: `union '${printType(pool, unionTy)}' is not a tagged union` },
    ]);
  }
  const wanted = coerce(sema, block, tagTy, tag, places.rhs);
  const active = coerce(sema, block, tagTy, un, places.lhs);
  const value = resolveValue(sema, wanted);
  if (value !== NO_INDEX) {
    if (isUndef(pool, value)) return undefBool();
    const field = unionFieldOfTag(sema, unionTy, value);
    if (field >= 0 && fieldType(pool, unionTy, field) === Ty.noreturn) return bool(false);
  }
  return cmpSelf(sema, block, active, op, wanted, places);
}

/** Compares operands of any types, once what `==` alone can compare has been dealt with. */
function analyzeCmp(sema: Sema, block: Block, lhs: AirRef, op: CompareOp, rhs: AirRef, places: Places): AirRef {
  const pool = sema.pool;
  const lhsTy = sema.typeOf(lhs);
  const rhsTy = sema.typeOf(rhs);
  const lhsKind = typeKind(pool, lhsTy);
  const rhsKind = typeKind(pool, rhsTy);
  if (lhsKind !== TypeKind.optional && rhsKind !== TypeKind.optional) {
    checkVectorizable(sema, block, places.src, lhsTy, rhsTy, places.lhs, places.rhs);
  }
  if (isNumeric(lhsKind) && isNumeric(rhsKind)) return cmpNumeric(sema, block, lhs, op, rhs, places);
  const isEquality = op === 'eq' || op === 'neq';
  if (isEquality && lhsKind === TypeKind.error_union && rhsKind === TypeKind.error_set) {
    if (isPayload(sema, block, lhs, places.lhs)) return bool(false);
    const code = analyzeErrUnionCode(sema, block, places.lhs, lhs);
    return cmpSelf(sema, block, code, op, rhs, places);
  }
  if (isEquality && lhsKind === TypeKind.error_set && rhsKind === TypeKind.error_union) {
    if (isPayload(sema, block, rhs, places.rhs)) return bool(false);
    const code = analyzeErrUnionCode(sema, block, places.rhs, rhs);
    return cmpSelf(sema, block, lhs, op, code, places);
  }
  const ty = resolvePeerTypes(sema, block, places.src, [lhs, rhs], [places.lhs, places.rhs]);
  if (!isSelfComparable(sema, ty, isEquality)) {
    const notes: ErrorNote[] = [];
    addDeclaredHere(sema, ty, notes);
    return sema.fail(block, places.src, `operator ${SYMBOLS[op]} not allowed for type '${printType(pool, ty)}'`, notes);
  }
  const left = coerce(sema, block, ty, lhs, places.lhs);
  const right = coerce(sema, block, ty, rhs, places.rhs);
  return cmpSelf(sema, block, left, op, right, places);
}

/** Whether the error union `operand` is known to be no error. */
function isPayload(sema: Sema, block: Block, operand: AirRef, src: Src): boolean {
  const value = resolveDefinedValue(sema, block, src, operand);
  return value !== NO_INDEX && sema.pool.tag(value) === ItemTag.error_union_payload;
}

function isNumeric(kind: TypeKind): boolean {
  return isIntKind(kind) || isFloatKind(kind);
}

/** Whether two values of the type `ty` can be compared: by `==` and `!=`, or by the other operators too. */
function isSelfComparable(sema: Sema, ty: Index, isEquality: boolean): boolean {
  const pool = sema.pool;
  switch (typeKind(pool, ty)) {
    case TypeKind.int:
    case TypeKind.float:
    case TypeKind.comptime_int:
    case TypeKind.comptime_float:
      return true;
    case TypeKind.vector:
      return isSelfComparable(sema, childType(pool, ty), true);
    case TypeKind.bool:
    case TypeKind.type:
    case TypeKind.void:
    case TypeKind.error_set:
    case TypeKind.fn:
    case TypeKind.opaque:
    case TypeKind.anyframe:
    case TypeKind.enum:
    case TypeKind.enum_literal:
      return isEquality;
    case TypeKind.struct:
    case TypeKind.union:
      return isEquality && !isTuple(pool, ty) && containerLayout(pool, ty) === Layout.packed;
    case TypeKind.pointer:
      return !isSlice(pool, ty) && (isEquality || isCPtr(pool, ty));
    case TypeKind.optional:
      return isEquality && isSelfComparable(sema, childType(pool, ty), isEquality);
    default:
      return false;
  }
}

/** Compares operands of the same type, or of types that are the same in memory. */
function cmpSelf(sema: Sema, block: Block, lhs: AirRef, op: CompareOp, rhs: AirRef, places: Places): AirRef {
  const pool = sema.pool;
  const ty = sema.typeOf(lhs);
  const resultTy = compareType(sema, ty);
  const lhsValue = resolveValue(sema, lhs);
  const rhsValue = resolveValue(sema, rhs);
  const isBool = ty === Ty.bool;
  const undefResult = undefValue(pool, resultTy) as number as AirRef;
  if (lhsValue !== NO_INDEX) {
    if (isUndef(pool, lhsValue)) return undefResult;
    if (rhsValue !== NO_INDEX) {
      if (isUndef(pool, rhsValue)) return undefResult;
      return compareValues(sema, lhsValue, op, rhsValue, ty) as number as AirRef;
    }
    if (isBool) return cmpBool(sema, block, rhs, op, lhsValue, places.src, places.rhs);
    return emitCompare(sema, block, lhs, op, rhs, places, places.rhs);
  }
  if (rhsValue !== NO_INDEX && isUndef(pool, rhsValue)) return undefResult;
  if (isBool && rhsValue !== NO_INDEX) {
    return cmpBool(sema, block, lhs, op, rhsValue, places.src, places.lhs);
  }
  return emitCompare(sema, block, lhs, op, rhs, places, places.lhs);
}

/** A runtime bool compared with a known one: itself, or its opposite. */
function cmpBool(sema: Sema, block: Block, operand: AirRef, op: CompareOp, value: Index, src: Src, at: Src): AirRef {
  if ((op === 'neq') !== (value === Val.true)) return operand;
  requireRuntimeBlock(sema, block, src, at);
  return sema.emit(block, AirTag.not, Ty.bool, operand);
}

/** Type of the result of comparing values of type `ty`. */
function compareType(sema: Sema, ty: Index): Index {
  const pool = sema.pool;
  return pool.tag(ty) === ItemTag.type_vector ? vectorType(pool, arrayLen(pool, ty), Ty.bool) : Ty.bool;
}

function emitCompare(
  sema: Sema,
  block: Block,
  lhs: AirRef,
  op: CompareOp,
  rhs: AirRef,
  places: Places,
  runtimeSrc: Src,
): AirRef {
  requireRuntimeBlock(sema, block, places.src, runtimeSrc);
  return sema.emit(block, AIR_TAGS[op], compareType(sema, sema.typeOf(lhs)), lhs, rhs);
}

/** The handler of the operator `op`. */
function zirCompare(op: CompareOp): Handler {
  return (sema: Sema, block: Block, inst: ZirIndex): AirRef => {
    const frame = block.frame;
    const payload = frame.a[inst];
    const src = frame.src[inst];
    const places: Places = { src, lhs: sub(src, SrcPart.bin_lhs), rhs: sub(src, SrcPart.bin_rhs) };
    const lhs = resolveInst(block, frame.extra[payload] as ZirRef);
    const rhs = resolveInst(block, frame.extra[payload + 1] as ZirRef);
    if (op === 'eq' || op === 'neq') return cmpEquality(sema, block, lhs, op, rhs, places);
    return analyzeCmp(sema, block, lhs, op, rhs, places);
  };
}

export const compareHandlers: Handlers = {
  [Tag.cmp_lt]: zirCompare('lt'),
  [Tag.cmp_lte]: zirCompare('lte'),
  [Tag.cmp_eq]: zirCompare('eq'),
  [Tag.cmp_gte]: zirCompare('gte'),
  [Tag.cmp_gt]: zirCompare('gt'),
  [Tag.cmp_neq]: zirCompare('neq'),
};

/** Fails where values of `ty` cannot be compared for equality, as those that end a slice must. */
export function checkSentinelType(sema: Sema, block: Block, src: Src, ty: Index): void {
  if (isSelfComparable(sema, ty, true)) return;
  failWithType(sema, block, src, 'non-scalar sentinel type', ty);
}
