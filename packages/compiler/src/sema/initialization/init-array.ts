import { type AirRef, AirTag, interned } from '../../air/air.ts';
import { fieldsLen, fieldType } from '../../intern/containers.ts';
import { type Index, NO_INDEX } from '../../intern/ids.ts';
import { Ty } from '../../intern/known.ts';
import { ptrChild, ptrSize, ptrType } from '../../intern/pointers.ts';
import type { InternPool } from '../../intern/pool.ts';
import { printType } from '../../intern/print-type.ts';
import {
  arrayLen,
  arrayType,
  childType,
  errorUnionPayload,
  isTuple,
  sentinelOf,
  TypeKind,
  tupleType,
  typeKind,
} from '../../intern/types.ts';
import { aggregate, intValue } from '../../intern/values.ts';
import type { ErrorNote } from '../../query/errors.ts';
import { type Src, SrcPart, sub } from '../../query/src.ts';
import { Tag } from '../../zir/inst.ts';
import { Ref, type ZirIndex, type ZirRef } from '../../zir/ref.ts';
import { elemPtr } from '../access/elem-ptr.ts';
import { coerce } from '../coercion/coerce.ts';
import { resolveTypeOrPoison } from '../coercion/operands.ts';
import type { Block } from '../core/block.ts';
import { resolveInst } from '../core/body.ts';
import { refersToComptimeVar, validateRuntimeValue } from '../core/comptime-var-refs.ts';
import { resolveLayout } from '../core/facts.ts';
import type { Handlers } from '../core/handlers.ts';
import { type Sema, VOID_VALUE } from '../core/sema.ts';
import { optEuBasePtrInit } from '../errors/optionals.ts';
import { makePtrConst } from '../memory/address-of.ts';
import { checkComptimeFieldStore, constantMaybeRef, emitAggregate } from '../memory/aggregates.ts';
import { storePart } from '../memory/pointers.ts';
import { structFieldPtrByIndex } from '../memory/struct-fields.ts';
import { optEuBaseType } from '../types/derived-types.ts';
import { requireRuntimeBlock, resolveValue } from '../values/operands.ts';
import { failWithArrayInitNotSupported } from './init-checks.ts';
import { checkAnonField, fillDefaults, storeFields } from './init-struct.ts';

function zirArrayInit(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  const pool = sema.pool;
  const { extra } = frame;
  const src = frame.src[inst];
  const isRef = frame.tags[inst] === Tag.array_init_ref;
  const payload = frame.a[inst];
  const count = extra[payload] - 1;
  const first = payload + 2;
  const resultTy = resolveTypeOrPoison(sema, block, src, extra[payload + 1] as ZirRef);
  if (resultTy === NO_INDEX) return arrayInitAnon(sema, block, src, first, count, isRef);
  const ty = optEuBaseType(sema, resultTy);
  const tuple = isTuple(pool, ty);
  const elems: (AirRef | null)[] = [];
  const len = arrayLen(pool, ty);
  for (let i = 0; i < count; i++) {
    const elemSrc = sub(src, SrcPart.init_elem, i);
    const elemTy = tuple ? fieldType(pool, ty, i) : childType(pool, ty);
    const elem = coerce(sema, block, elemTy, resolveInst(block, extra[first + i] as ZirRef), elemSrc);
    if (tuple) checkComptimeFieldStore(sema, block, elemSrc, ty, i, elem);
    elems.push(elem);
  }
  while (elems.length < len) elems.push(null);
  if (tuple) fillDefaults(sema, block, src, elems, ty);
  return finishArrayInit(sema, block, src, elems as AirRef[], ty, resultTy, isRef);
}

/** The array, vector or tuple of type `ty` with the elements `elems`, coerced to `resultTy`, or with `isRef` a pointer to that. */
function finishArrayInit(
  sema: Sema,
  block: Block,
  src: Src,
  elems: readonly AirRef[],
  ty: Index,
  resultTy: Index,
  isRef: boolean,
): AirRef {
  const pool = sema.pool;
  const values = elems.map((elem) => resolveValue(sema, elem));
  const runtime = values.indexOf(NO_INDEX);
  if (runtime < 0) {
    const result = coerce(sema, block, resultTy, aggregate(pool, ty, values) as number as AirRef, src);
    return constantMaybeRef(sema, resolveValue(sema, result), isRef);
  }
  for (let i = 0; i < elems.length; i++) validateRuntimeValue(sema, block, sub(src, SrcPart.init_elem, i), elems[i]);
  resolveLayout(sema, block, src, resultTy, 'initialization performed');
  if (!isRef) return coerce(sema, block, resultTy, emitAggregate(sema, block, ty, elems), src);
  const alloc = sema.emit(block, AirTag.alloc, ptrType(pool, { child: resultTy }));
  const base = optEuBasePtrInit(sema, block, alloc, src);
  for (let i = 0; i < elems.length; i++) {
    const elemPtr = isTuple(pool, ty)
      ? structFieldPtrByIndex(sema, block, src, base, i, src, true)
      : arrayElemPtr(sema, block, base, ty, i);
    storePart(sema, block, src, elemPtr, elems[i]);
  }
  storeSentinel(sema, block, src, base, ty);
  return makePtrConst(sema, block, alloc);
}

function arrayElemPtr(sema: Sema, block: Block, base: AirRef, ty: Index, index: number): AirRef {
  const pool = sema.pool;
  const ptrTy = ptrType(pool, { child: childType(pool, ty) });
  return sema.emit(block, AirTag.ptr_elem_ptr, ptrTy, base, intValue(pool, Ty.usize, index));
}

/** Stores the sentinel of the array of type `ty` that the runtime pointer `base` points to, if it has one. */
export function storeSentinel(sema: Sema, block: Block, src: Src, base: AirRef, ty: Index): void {
  const sentinel = sentinelOf(sema.pool, ty);
  if (sentinel === NO_INDEX) return;
  const elemPtr = arrayElemPtr(sema, block, base, ty, arrayLen(sema.pool, ty));
  storePart(sema, block, src, elemPtr, sentinel as number as AirRef);
}

function zirArrayInitAnon(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  const payload = frame.a[inst];
  return arrayInitAnon(sema, block, frame.src[inst], payload + 1, frame.extra[payload], false);
}

/** A tuple of the `count` operands from `first` of `extra` on. Elements that are known become comptime fields. */
function arrayInitAnon(sema: Sema, block: Block, src: Src, first: number, count: number, isRef: boolean): AirRef {
  const pool = sema.pool;
  const { extra } = block.frame;
  const elems: AirRef[] = [];
  const types: Index[] = [];
  const values: Index[] = [];
  const fixed: Index[] = [];
  for (let i = 0; i < count; i++) {
    const elem = resolveInst(block, extra[first + i] as ZirRef);
    const type = sema.typeOf(elem);
    checkAnonField(sema, block, sub(src, SrcPart.init_elem, i), type);
    const value = resolveValue(sema, elem);
    elems.push(elem);
    types.push(type);
    values.push(value);
    // What refers to a comptime variable is no constant: the tuple has the value, and its type does not say so.
    fixed.push(value !== NO_INDEX && refersToComptimeVar(pool, value) ? NO_INDEX : value);
  }
  const ty = tupleType(pool, types, fixed);
  const runtime = values.indexOf(NO_INDEX);
  if (runtime < 0) return constantMaybeRef(sema, aggregate(pool, ty, values), isRef);
  requireRuntimeBlock(sema, block, src, sub(src, SrcPart.init_elem, runtime));
  for (let i = 0; i < count; i++) validateRuntimeValue(sema, block, sub(src, SrcPart.init_elem, i), elems[i]);
  resolveLayout(sema, block, src, ty, 'initialization performed');
  return isRef ? storeFields(sema, block, src, ty, elems) : emitAggregate(sema, block, ty, elems);
}

function zirValidateArrayInitTy(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  const src = frame.src[inst];
  const payload = frame.a[inst];
  const tySrc = sub(src, SrcPart.init_ty);
  const ty = resolveTypeOrPoison(sema, block, tySrc, frame.extra[payload] as ZirRef);
  if (ty === NO_INDEX) return VOID_VALUE;
  const isResult = frame.tags[inst] === Tag.validate_array_init_result_ty;
  const arrayTy = isResult ? optEuBaseType(sema, ty) : ty;
  validateArrayInitTy(sema, block, src, isResult ? src : tySrc, frame.extra[payload + 1], arrayTy);
  return VOID_VALUE;
}

/** Fails if no value of type `ty` is made of `count` elements. */
function validateArrayInitTy(sema: Sema, block: Block, src: Src, tySrc: Src, count: number, ty: Index): void {
  const pool = sema.pool;
  const kind = typeKind(pool, ty);
  switch (kind) {
    case TypeKind.array:
    case TypeKind.vector: {
      const len = arrayLen(pool, ty);
      if (count === len) return;
      sema.fail(block, src, `expected ${len} ${TypeKind[kind]} elements; found ${count}`);
    }
    case TypeKind.struct: {
      if (!isTuple(pool, ty)) break;
      resolveLayout(sema, block, src, ty, 'initialization performed');
      const len = fieldsLen(pool, ty);
      if (count > len) sema.fail(block, src, `expected at most ${len} tuple fields; found ${count}`);
      return;
    }
  }
  failWithArrayInitNotSupported(sema, block, tySrc, ty);
}

function zirValidateArrayInitRefTy(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  const pool = sema.pool;
  const src = frame.src[inst];
  const payload = frame.a[inst];
  const count = frame.extra[payload + 1];
  const poison = Ref.generic_poison_type as number as AirRef;
  const wrapped = resolveTypeOrPoison(sema, block, src, frame.extra[payload] as ZirRef);
  if (wrapped === NO_INDEX) return poison;
  const ptrTy = optEuBaseType(sema, wrapped);
  const child = childType(pool, ptrTy);
  const size = ptrSize(pool, ptrTy);
  if (size === 'slice' || size === 'many')
    return arrayType(pool, count, child, sentinelOf(pool, ptrTy)) as number as AirRef;
  if (child === Ty.anyopaque) return poison;
  validateArrayInitTy(sema, block, src, src, count, optEuBaseType(sema, child));
  return child as number as AirRef;
}

function canBeDestructured(pool: InternPool, ty: Index): boolean {
  const kind = typeKind(pool, ty);
  return kind === TypeKind.array || kind === TypeKind.vector || isTuple(pool, ty);
}

function zirValidateDestructure(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  const pool = sema.pool;
  const src = frame.src[inst];
  const payload = frame.a[inst];
  const ty = sema.typeOf(resolveInst(block, frame.extra[payload] as ZirRef));
  const expected = frame.extra[payload + 2];
  const note = { chunk: block.frame.chunk, src: frame.extra[payload + 1], message: 'result destructured here' };
  const kind = typeKind(pool, ty);
  if (!canBeDestructured(pool, ty)) {
    const notes: ErrorNote[] = [note];
    if (kind === TypeKind.error_union && canBeDestructured(pool, errorUnionPayload(pool, ty))) {
      notes.push({ chunk: block.frame.chunk, src, message: "consider using 'try', 'catch', or 'if'" });
    }
    sema.fail(block, src, `type '${printType(pool, ty)}' cannot be destructured`, notes);
  }
  const len = arrayLen(pool, ty);
  if (len !== expected) sema.fail(block, src, `expected ${expected} elements for destructure, found ${len}`, [note]);
  return VOID_VALUE;
}

/** Element of an array that is being initialized in place. */
function zirArrayInitElemPtr(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  const payload = frame.a[inst]!;
  const src = frame.src[inst]!;
  const arrayPtr = resolveInst(block, frame.extra[payload]! as ZirRef);
  const index = frame.extra[payload + 1]!;
  const array = ptrChild(sema.pool, sema.typeOf(arrayPtr));
  const kind = typeKind(sema.pool, array);
  if (kind !== TypeKind.array && kind !== TypeKind.vector && !isTuple(sema.pool, array)) {
    failWithArrayInitNotSupported(sema, block, src, array);
  }
  return elemPtr(sema, block, src, arrayPtr, interned(intValue(sema.pool, Ty.usize, index)), src, true);
}

export const arrayInitHandlers: Handlers = {
  [Tag.array_init_elem_ptr]: zirArrayInitElemPtr,
  [Tag.array_init]: zirArrayInit,
  [Tag.array_init_ref]: zirArrayInit,
  [Tag.array_init_anon]: zirArrayInitAnon,
  [Tag.validate_array_init_ty]: zirValidateArrayInitTy,
  [Tag.validate_array_init_result_ty]: zirValidateArrayInitTy,
  [Tag.validate_array_init_ref_ty]: zirValidateArrayInitRefTy,
  [Tag.validate_destructure]: zirValidateDestructure,
};
