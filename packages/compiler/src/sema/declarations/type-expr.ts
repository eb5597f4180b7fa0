import type { AirRef } from '../../air/air.ts';
import { isPtrLikeOptional } from '../../intern/classify.ts';
import type { Index } from '../../intern/ids.ts';
import { Ty } from '../../intern/known.ts';
import { isPtr, isSlice } from '../../intern/pointers.ts';
import { printType } from '../../intern/print-type.ts';
import {
  arrayType,
  errorUnionType,
  intType,
  optionalType,
  TypeKind,
  typeKind,
  vectorType,
} from '../../intern/types.ts';
import { type Src, SrcPart, sub } from '../../query/src.ts';
import { Tag } from '../../zir/inst.ts';
import { Ref, type ZirIndex, type ZirRef } from '../../zir/ref.ts';
import { coerce } from '../coercion/coerce.ts';
import { resolveConstInt, resolveType } from '../coercion/operands.ts';
import type { Block } from '../core/block.ts';
import { resolveInst } from '../core/body.ts';
import { checkComptimeVarReference } from '../core/comptime-var-refs.ts';
import type { Handlers } from '../core/handlers.ts';
import type { Sema } from '../core/sema.ts';
import { checkErrorSet } from '../errors/error-values.ts';
import { checkSentinelType } from '../operators/compare.ts';
import { failWithType } from '../types/type-notes.ts';
import { resolveConstDefinedValue } from '../values/operands.ts';

/** A type that is not known. */
export const POISON = Ref.generic_poison_type as number as AirRef;

/** The type `ty` as an operand. */
export function asRef(ty: Index): AirRef {
  return ty as number as AirRef;
}

function zirIntType(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  return asRef(intType(sema.pool, frame.a[inst] === 1, frame.b[inst]));
}

function zirOptionalType(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  const src = sub(frame.src[inst], SrcPart.un_operand);
  const child = resolveType(sema, block, src, frame.a[inst] as ZirRef);
  validateOptionalChild(sema, block, src, child);
  return asRef(optionalType(sema.pool, child));
}

/** Fails if `?child` is not a type. */
function validateOptionalChild(sema: Sema, block: Block, src: Src, child: Index): void {
  switch (typeKind(sema.pool, child)) {
    case TypeKind.opaque: {
      failWithType(sema, block, src, 'opaque type', child, 'cannot be optional');
    }
    case TypeKind.null:
      sema.fail(block, src, `type '${printType(sema.pool, child)}' cannot be optional`);
  }
}

function zirVectorType(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  const src = frame.src[inst];
  const payload = frame.a[inst];
  const lenSrc = sub(src, SrcPart.builtin_call_arg, 0);
  const elemSrc = sub(src, SrcPart.builtin_call_arg, 1);
  const lenRef = frame.extra[payload] as ZirRef;
  const len = resolveConstInt(sema, block, lenSrc, lenRef, Ty.u32, 'vector length must be comptime-known');
  const elem = resolveType(sema, block, elemSrc, frame.extra[payload + 1] as ZirRef);
  checkVectorElemType(sema, block, elemSrc, elem);
  return asRef(vectorType(sema.pool, Number(len), elem));
}

/** Fails if there can be no vector of `elem`. */
export function checkVectorElemType(sema: Sema, block: Block, src: Src, elem: Index): void {
  const pool = sema.pool;
  switch (typeKind(pool, elem)) {
    case TypeKind.int:
    case TypeKind.float:
    case TypeKind.bool:
      return;
    case TypeKind.optional:
    case TypeKind.pointer:
      if (isPtrLikeOptional(pool, elem) || (isPtr(pool, elem) && !isSlice(pool, elem))) return;
      break;
  }
  failWithType(sema, block, src, 'expected integer, float, bool, or pointer for the vector element type; found', elem);
}

function zirArrayType(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  const src = frame.src[inst];
  const payload = frame.a[inst];
  const lenSrc = sub(src, SrcPart.array_type_len);
  const elemSrc = sub(src, SrcPart.array_type_elem);
  const len = resolveArrayLen(sema, block, lenSrc, frame.extra[payload] as ZirRef);
  const elem = resolveType(sema, block, elemSrc, frame.extra[payload + 1] as ZirRef);
  validateArrayElemType(sema, block, elemSrc, elem);
  return asRef(arrayType(sema.pool, len, elem));
}

function resolveArrayLen(sema: Sema, block: Block, src: Src, ref: ZirRef): number {
  return Number(resolveConstInt(sema, block, src, ref, Ty.usize, 'array length must be comptime-known'));
}

function zirArrayTypeSentinel(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  const src = frame.src[inst];
  const payload = frame.a[inst];
  const sentinelSrc = sub(src, SrcPart.array_type_sentinel);
  const elemSrc = sub(src, SrcPart.array_type_elem);
  const len = resolveArrayLen(sema, block, sub(src, SrcPart.array_type_len), frame.extra[payload] as ZirRef);
  const elem = resolveType(sema, block, elemSrc, frame.extra[payload + 2] as ZirRef);
  validateArrayElemType(sema, block, elemSrc, elem);
  const uncast = resolveInst(block, frame.extra[payload + 1] as ZirRef);
  const coerced = coerce(sema, block, elem, uncast, sentinelSrc);
  const reason = 'array sentinel value must be comptime-known';
  const sentinel = resolveConstDefinedValue(sema, block, sentinelSrc, coerced, reason);
  checkComptimeVarReference(sema, block, sentinelSrc, sentinel, 'sentinel', 'sentinel');
  checkSentinelType(sema, block, sentinelSrc, elem);
  return asRef(arrayType(sema.pool, len, elem, sentinel));
}

/** Fails if there can be no array of `elem`. */
function validateArrayElemType(sema: Sema, block: Block, src: Src, elem: Index): void {
  switch (typeKind(sema.pool, elem)) {
    case TypeKind.opaque:
      failWithType(sema, block, src, 'array of opaque type', elem, 'not allowed');
    case TypeKind.noreturn:
      sema.fail(block, src, `array of 'noreturn' not allowed`);
  }
}

function zirErrorUnionType(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  const src = frame.src[inst];
  const payload = frame.a[inst];
  const lhsSrc = sub(src, SrcPart.bin_lhs);
  const rhsSrc = sub(src, SrcPart.bin_rhs);
  const set = resolveType(sema, block, lhsSrc, frame.extra[payload] as ZirRef);
  const child = resolveType(sema, block, rhsSrc, frame.extra[payload + 1] as ZirRef);
  checkErrorSet(sema, block, lhsSrc, set);
  validateErrorUnionPayload(sema, block, rhsSrc, child);
  return asRef(errorUnionType(sema.pool, set, child));
}

/** Fails if there can be no error union with the payload `ty`. */
export function validateErrorUnionPayload(sema: Sema, block: Block, src: Src, ty: Index): void {
  switch (typeKind(sema.pool, ty)) {
    case TypeKind.opaque:
      failWithType(sema, block, src, 'error union with payload of opaque type', ty, 'not allowed');
    case TypeKind.error_set:
      failWithType(sema, block, src, 'error union with payload of error set type', ty, 'not allowed');
  }
}

export const typeExprHandlers: Handlers = {
  [Tag.int_type]: zirIntType,
  [Tag.optional_type]: zirOptionalType,
  [Tag.vector_type]: zirVectorType,
  [Tag.array_type]: zirArrayType,
  [Tag.array_type_sentinel]: zirArrayTypeSentinel,
  [Tag.error_union_type]: zirErrorUnionType,
};
