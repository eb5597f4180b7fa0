import { type AirRef, AirTag } from '../../air/air.ts';
import { fieldIndex, fieldIsComptime, fieldsLen, fieldType, fieldValue } from '../../intern/containers.ts';
import { type Index, NO_INDEX, type StringIndex } from '../../intern/ids.ts';
import { Ty } from '../../intern/known.ts';
import { ptrChild, ptrInfo, ptrType } from '../../intern/pointers.ts';
import { printType } from '../../intern/print-type.ts';
import { ptrToComptimeField } from '../../intern/ptr-values.ts';
import { isTuple } from '../../intern/types.ts';
import { aggregateElem, intValue, isUndef, undefValue } from '../../intern/values.ts';
import type { ErrorNote } from '../../query/errors.ts';
import type { Src } from '../../query/src.ts';
import type { Block } from '../core/block.ts';
import { resolveDefaults, resolveLayout } from '../core/facts.ts';
import type { Sema } from '../core/sema.ts';
import { onePossibleValue, typeRequiresComptime } from '../types/classify-types.ts';
import { explainComptimeOnly } from '../types/comptime-only.ts';
import { failWithType } from '../types/type-notes.ts';
import { resolveDefinedValue, resolveValue } from '../values/operands.ts';
import { analyzeRef } from './address-of.ts';
import { fieldPtrType, ptrField } from './field-ptr-types.ts';

/** Fails: the struct or union type `ty` has no field called `name`. */
export function failWithBadFieldAccess(
  sema: Sema,
  block: Block,
  src: Src,
  ty: Index,
  kind: string,
  name: StringIndex,
): never {
  return failWithType(sema, block, src, `no field named '${sema.pool.text(name)}' in ${kind}`, ty);
}

/** The number of the field called `name` of the struct or tuple type `ty`, whose fields are known. Fails if there is none. */
export function structFieldIndex(sema: Sema, block: Block, src: Src, ty: Index, name: StringIndex): number {
  const pool = sema.pool;
  const index = fieldIndex(pool, ty, name);
  if (index >= 0) return index;
  if (!isTuple(pool, ty)) return failWithBadFieldAccess(sema, block, src, ty, 'struct', name);
  const text = pool.text(name);
  if (/^[0-9]+$/.test(text))
    return sema.fail(block, src, `index '${text}' out of bounds of tuple '${printType(pool, ty)}'`);
  return sema.fail(block, src, `no field named '${text}' in tuple '${printType(pool, ty)}'`);
}

/** The comptime value of field `index` of a struct or tuple; NO_INDEX if it is not a comptime field. */
export function comptimeFieldValue(sema: Sema, block: Block, src: Src, ty: Index, index: number): Index {
  const pool = sema.pool;
  if (!fieldIsComptime(pool, ty, index)) return NO_INDEX;
  resolveDefaults(sema, block, src, ty);
  return fieldValue(pool, ty, index);
}

/** A pointer to the field called `name` of the struct or tuple of type `ty` that `ptr` points to. */
export function structFieldPtr(
  sema: Sema,
  block: Block,
  src: Src,
  ptr: AirRef,
  name: StringIndex,
  nameSrc: Src,
  ty: Index,
  initializing: boolean,
): AirRef {
  const pool = sema.pool;
  resolveLayout(sema, block, src, ty, 'pointer access');
  if (isTuple(pool, ty) && pool.text(name) === 'len')
    return analyzeRef(sema, block, src, intValue(pool, Ty.usize, fieldsLen(pool, ty)) as number as AirRef);
  const index = structFieldIndex(sema, block, nameSrc, ty, name);
  return structFieldPtrByIndex(sema, block, src, ptr, index, nameSrc, initializing);
}

/** A pointer to field `index` of the struct or tuple that `ptr` points to. */
export function structFieldPtrByIndex(
  sema: Sema,
  block: Block,
  src: Src,
  ptr: AirRef,
  index: number,
  fieldSrc: Src,
  initializing: boolean,
): AirRef {
  const pool = sema.pool;
  const ptrTy = sema.typeOf(ptr);
  const ty = ptrChild(pool, ptrTy);
  resolveLayout(sema, block, src, ty, 'pointer access');
  const comptime = comptimeFieldValue(sema, block, src, ty, index);
  if (comptime !== NO_INDEX) {
    const { isVolatile, addressSpace, isConst } = ptrInfo(pool, ptrTy);
    const fieldPtrTy = ptrType(pool, { child: fieldType(pool, ty, index), isConst, isVolatile, addressSpace });
    return ptrToComptimeField(pool, fieldPtrTy, comptime) as number as AirRef;
  }
  const value = resolveDefinedValue(sema, block, src, ptr);
  if (value !== NO_INDEX) return ptrField(sema, value, index) as number as AirRef;
  if (!initializing && isTuple(pool, ty))
    validateRuntimeElemAccess(sema, block, fieldSrc, fieldType(pool, ty, index), ty);
  return sema.emit(block, AirTag.struct_field_ptr, fieldPtrType(pool, ptrTy, index), ptr, index);
}

/** Fails if elements of type `elem` of `parent` cannot be had at run time. */
function validateRuntimeElemAccess(sema: Sema, block: Block, src: Src, elem: Index, parent: Index): void {
  if (!typeRequiresComptime(sema, block, src, elem)) return;
  const notes: ErrorNote[] = [];
  explainComptimeOnly(sema, block, src, elem, notes);
  const text = `values of type '${printType(sema.pool, parent)}' must be comptime-known, but index value is runtime-known`;
  sema.fail(block, src, text, notes);
}

/** The field called `name` of the struct or tuple value `struct` of type `ty`. */
export function structFieldVal(
  sema: Sema,
  block: Block,
  src: Src,
  struct: AirRef,
  name: StringIndex,
  nameSrc: Src,
  ty: Index,
): AirRef {
  const pool = sema.pool;
  resolveLayout(sema, block, src, ty, 'field usage');
  if (isTuple(pool, ty) && pool.text(name) === 'len')
    return intValue(pool, Ty.usize, fieldsLen(pool, ty)) as number as AirRef;
  return structFieldValByIndex(sema, block, src, struct, structFieldIndex(sema, block, nameSrc, ty, name), ty);
}

/** Field `index` of the struct or tuple value `struct` of type `ty`. */
export function structFieldValByIndex(
  sema: Sema,
  block: Block,
  src: Src,
  struct: AirRef,
  index: number,
  ty: Index,
): AirRef {
  const pool = sema.pool;
  const comptime = comptimeFieldValue(sema, block, src, ty, index);
  if (comptime !== NO_INDEX) return comptime as number as AirRef;
  const fieldTy = fieldType(pool, ty, index);
  const only = onePossibleValue(sema, block, src, fieldTy);
  const value = resolveValue(sema, struct);
  if (value !== NO_INDEX) {
    if (isUndef(pool, value)) return undefValue(pool, fieldTy) as number as AirRef;
    return (only !== NO_INDEX ? only : aggregateElem(pool, value, index)) as number as AirRef;
  }
  if (only !== NO_INDEX) return only as number as AirRef;
  resolveLayout(sema, block, src, fieldTy, 'field usage');
  return sema.emit(block, AirTag.struct_field_val, fieldTy, struct, index);
}
