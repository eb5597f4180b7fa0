import type { AirRef } from '../../air/air.ts';
import { type Index, NO_INDEX } from '../../intern/ids.ts';
import { Ty } from '../../intern/known.ts';
import { isSinglePtr, ptrSize } from '../../intern/pointers.ts';
import { printType } from '../../intern/print-type.ts';
import {
  arrayLen,
  arrayType,
  childType,
  isTuple,
  sentinelOf,
  TypeKind,
  tupleFieldType,
  typeKind,
} from '../../intern/types.ts';
import { type Src, SrcPart, sub } from '../../query/src.ts';
import { Extended, Tag } from '../../zir/inst.ts';
import type { ZirIndex, ZirRef } from '../../zir/ref.ts';
import { coerce } from '../coercion/coerce.ts';
import { resolveTypeOrPoison } from '../coercion/operands.ts';
import { resolvePeerTypes } from '../coercion/peer-types.ts';
import type { Block } from '../core/block.ts';
import { analyzeBody, resolveInst } from '../core/body.ts';
import type { Handlers } from '../core/handlers.ts';
import { leaves, type Sema, VOID_VALUE } from '../core/sema.ts';
import { log2IntType, optEuBaseType } from '../types/derived-types.ts';
import { failWithType } from '../types/type-notes.ts';
import { asRef, POISON } from './type-expr.ts';

function zirElemType(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  const wrapped = resolveTypeOrPoison(sema, block, frame.src[inst], frame.a[inst] as ZirRef);
  if (wrapped === NO_INDEX) return POISON;
  const elem = childType(sema.pool, optEuBaseType(sema, wrapped));
  // What a pointer to anyopaque points to is not known: as good as no result type.
  return elem === Ty.anyopaque ? POISON : asRef(elem);
}

function zirIndexablePtrElemType(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  const src = frame.src[inst];
  const ty = resolveTypeOrPoison(sema, block, src, frame.a[inst] as ZirRef);
  if (ty === NO_INDEX) return POISON;
  checkMemOperand(sema, block, src, ty);
  const child = childType(sema.pool, ty);
  return asRef(ptrSize(sema.pool, ty) === 'one' ? childType(sema.pool, child) : child);
}

/** Fails if a value of type `ty` does not point to several items: the operands of `@memcpy` and `@memset`. */
export function checkMemOperand(sema: Sema, block: Block, src: Src, ty: Index): void {
  const pool = sema.pool;
  if (typeKind(pool, ty) === TypeKind.pointer) {
    if (ptrSize(pool, ty) !== 'one' || typeKind(pool, childType(pool, ty)) === TypeKind.array) return;
  }
  sema.fail(block, src, `type '${printType(pool, ty)}' is not an indexable pointer`, [
    { chunk: block.frame.chunk, src, message: 'operand must be a slice, a many pointer or a pointer to an array' },
  ]);
}

/** The type of what `@splat` repeats, for a result of the type that the instruction names. */
function zirSplatOpResultTy(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  const src = frame.src[inst];
  const wrapped = resolveTypeOrPoison(sema, block, src, frame.a[inst] as ZirRef);
  if (wrapped === NO_INDEX) return POISON;
  const ty = optEuBaseType(sema, wrapped);
  switch (typeKind(sema.pool, ty)) {
    case TypeKind.array:
    case TypeKind.vector:
      return asRef(childType(sema.pool, ty));
    default:
      return failWithType(sema, block, src, 'expected array or vector type, found', ty);
  }
}

/** `array_init_elem_type`: of element `b` of an array, vector or tuple. */
function zirArrayInitElemType(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  const pool = sema.pool;
  const wrapped = resolveTypeOrPoison(sema, block, frame.src[inst], frame.a[inst] as ZirRef);
  if (wrapped === NO_INDEX) return POISON;
  const ty = optEuBaseType(sema, wrapped);
  if (typeKind(pool, ty) === TypeKind.struct) {
    if (isTuple(pool, ty) && frame.b[inst] < arrayLen(pool, ty)) return asRef(tupleFieldType(pool, ty, frame.b[inst]));
    return POISON;
  }
  const child = childType(pool, ty);
  return asRef(isSinglePtr(pool, ty) ? childType(pool, child) : child);
}

function zirTypeof(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  return asRef(sema.typeOf(resolveInst(block, block.frame.a[inst] as ZirRef)));
}

function zirTypeofLog2IntType(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  const operand = resolveInst(block, frame.a[inst] as ZirRef);
  return asRef(log2IntType(sema, block, frame.src[inst], sema.typeOf(operand)));
}

/** `@TypeOf(a, b ...)`: the operands are analysed in a body of their own, and not evaluated. */
function zirTypeofPeer(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  const src = frame.src[inst];
  const count = frame.a[inst] >>> 16;
  const payload = frame.b[inst];
  const child = block.sub();
  child.isComptime = false;
  child.isTypeof = true;
  child.wantSafety = false;
  child.label = null;
  const result = analyzeBody(sema, child, frame.extra[payload + 1], frame.extra[payload]);
  if (leaves(result) && (sema.breakFrame !== frame || sema.breakBlock !== inst)) return result;
  const operands: AirRef[] = [];
  const srcs: Src[] = [];
  for (let i = 0; i < count; i++) {
    operands.push(resolveInst(block, frame.extra[payload + 2 + i] as ZirRef));
    srcs.push(sub(src, SrcPart.builtin_call_arg, i));
  }
  return asRef(resolvePeerTypes(sema, block, src, operands, srcs));
}

function zirValidateRefTy(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  const src = frame.src[inst];
  const ty = resolveTypeOrPoison(sema, block, src, frame.a[inst] as ZirRef);
  // Without a result type `&x` is untyped.
  if (ty === NO_INDEX || typeKind(sema.pool, optEuBaseType(sema, ty)) === TypeKind.pointer) return VOID_VALUE;
  return sema.fail(block, src, `expected type '${printType(sema.pool, ty)}', found pointer`, [
    { chunk: block.frame.chunk, src, message: 'address-of operator always returns a pointer' },
  ]);
}

function zirCoercePtrElemTy(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  const pool = sema.pool;
  const src = frame.src[inst];
  const payload = frame.a[inst];
  const value = resolveInst(block, frame.extra[payload + 1] as ZirRef);
  const wrapped = resolveTypeOrPoison(sema, block, src, frame.extra[payload] as ZirRef);
  if (wrapped === NO_INDEX) return value;
  const ptrTy = optEuBaseType(sema, wrapped);
  const elem = childType(pool, ptrTy);
  const valueTy = sema.typeOf(value);
  switch (ptrSize(pool, ptrTy)) {
    case 'one':
      // `*[1]T` from a reference to a `T`, and `*anyopaque`: the pointer is what coerces.
      if (elem === Ty.anyopaque) return value;
      if (typeKind(pool, elem) === TypeKind.array && childType(pool, elem) === valueTy) return value;
      return coerce(sema, block, elem, value, src);
    case 'slice':
    case 'many': {
      const kind = typeKind(pool, valueTy);
      if (kind !== TypeKind.array && kind !== TypeKind.vector && !isTuple(pool, valueTy)) {
        const wanted = printType(pool, elem);
        sema.fail(block, src, `expected array of '${wanted}', found '${printType(pool, valueTy)}'`);
      }
      const arrayTy = arrayType(pool, arrayLen(pool, valueTy), elem, sentinelOf(pool, ptrTy));
      return coerce(sema, block, arrayTy, value, src);
    }
    case 'c':
      return value;
  }
}

export const resultTypeHandlers: Handlers = {
  [Tag.elem_type]: zirElemType,
  [Tag.indexable_ptr_elem_type]: zirIndexablePtrElemType,
  [Tag.splat_op_result_ty]: zirSplatOpResultTy,
  [Tag.array_init_elem_type]: zirArrayInitElemType,
  [Tag.typeof]: zirTypeof,
  [Tag.typeof_log2_int_type]: zirTypeofLog2IntType,
  [Tag.validate_ref_ty]: zirValidateRefTy,
  [Tag.coerce_ptr_elem_ty]: zirCoercePtrElemTy,
  extended: {
    [Extended.typeof_peer]: zirTypeofPeer,
  },
};
