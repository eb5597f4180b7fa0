import { AIR_NONE, type AirRef, AirTag, airInst } from '../../air/air.ts';
import { isUninhabited, onlyUnionTag } from '../../intern/classify.ts';
import { Layout } from '../../intern/container-table.ts';
import { containerLayout, fieldIndex, fieldName, fieldsLen, fieldType, tagType } from '../../intern/containers.ts';
import { type Index, NO_INDEX, type StringIndex } from '../../intern/ids.ts';
import { Ty, Val } from '../../intern/known.ts';
import { unionTagType } from '../../intern/layout.ts';
import { imageAs } from '../../intern/memory-image.ts';
import { ptrChild } from '../../intern/pointers.ts';
import { printType } from '../../intern/print-type.ts';
import { isUndef, typeOf, undefValue, unionPayload, unionTag, unionValue } from '../../intern/values.ts';
import type { ErrorNote } from '../../query/errors.ts';
import type { Src } from '../../query/src.ts';
import type { Block } from '../core/block.ts';
import { resolveLayout } from '../core/facts.ts';
import { noteWrite } from '../core/locals.ts';
import { addSafetyCheckInactiveUnionField, wantSafety } from '../core/safety.ts';
import type { Sema } from '../core/sema.ts';
import { onePossibleValue } from '../types/classify-types.ts';
import { addDeclaredHere, addFieldNote } from '../types/type-notes.ts';
import { isComptimeMutablePtr, pointerDeref, storePtrValue } from '../values/comptime-ptr.ts';
import { failWithUseOfUndef, requireRuntimeBlock, resolveDefinedValue, resolveValue } from '../values/operands.ts';
import { unionFieldOfTag, unionFieldTag } from '../values/union-tags.ts';
import { fieldPtrType, ptrField } from './field-ptr-types.ts';
import { failWithBadFieldAccess } from './struct-fields.ts';

/** The number of the field called `name` of the union type `ty`, whose fields are known. Fails if there is none. */
export function unionFieldIndex(sema: Sema, block: Block, src: Src, ty: Index, name: StringIndex): number {
  const index = fieldIndex(sema.pool, ty, name);
  return index >= 0 ? index : failWithBadFieldAccess(sema, block, src, ty, 'union', name);
}

/** Whether values of the union type carry a tag at run time. */
function unionHasTag(sema: Sema, ty: Index): boolean {
  return unionTagType(sema.pool, ty) !== NO_INDEX;
}

function failInactive(sema: Sema, block: Block, src: Src, ty: Index, name: StringIndex, tag: Index): never {
  const notes: ErrorNote[] = [];
  addDeclaredHere(sema, ty, notes);
  const active = sema.pool.text(fieldName(sema.pool, ty, unionFieldOfTag(sema, ty, tag)));
  const text = `access of union field '${sema.pool.text(name)}' while field '${active}' is active`;
  return sema.fail(block, src, text, notes);
}

/**
 * A pointer to the field called `name` of the union of type `ty` that `ptr` points to. `initializing`: the field becomes the
 * active one; else it must be.
 */
export function unionFieldPtr(
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
  const ptrTy = sema.typeOf(ptr);
  resolveLayout(sema, block, src, ty, 'pointer access');
  resolveLayout(sema, block, src, ptrChild(pool, ptrTy), 'pointer access');
  const index = unionFieldIndex(sema, block, nameSrc, ty, name);
  const fieldTy = fieldType(pool, ty, index);
  if (initializing) checkFieldHasValues(sema, block, src, ty, index);
  const isAuto = containerLayout(pool, ty) === Layout.auto;
  const tag = unionFieldTag(sema, block, src, ty, index);
  const value = resolveDefinedValue(sema, block, src, ptr);
  if (value !== NO_INDEX && comptimeFieldAccess(sema, block, src, value, ptrTy, ty, index, tag, initializing))
    return ptrField(sema, value, index) as number as AirRef;
  if (isAuto && initializing) {
    const set = sema.emit(block, AirTag.set_union_tag, Ty.void, ptr, tag);
    noteWrite(sema, block, airInst(set), ptr, tag as number as AirRef);
  } else if (isAuto && wantSafety(sema, block) && fieldsLen(pool, ty) > 1) {
    const union = unionHasTag(sema, ty) ? sema.emit(block, AirTag.load, ty, ptr) : AIR_NONE;
    checkActive(sema, block, src, ty, union, tag);
  }
  if (isUninhabited(pool, fieldTy)) {
    sema.emit(block, AirTag.unreach, Ty.noreturn);
    return Val.unreachable as number as AirRef;
  }
  return sema.emit(block, AirTag.struct_field_ptr, fieldPtrType(pool, ptrTy, index), ptr, index);
}

/** Fails if field `index` of the union type `ty`, which is to be initialized, can have no value. */
export function checkFieldHasValues(sema: Sema, block: Block, src: Src, ty: Index, index: number): void {
  const { pool } = sema;
  const fieldTy = fieldType(pool, ty, index);
  if (!isUninhabited(pool, fieldTy)) return;
  const notes: ErrorNote[] = [];
  addFieldNote(sema, ty, index, `field '${pool.text(fieldName(pool, ty, index))}' declared here`, notes);
  addDeclaredHere(sema, ty, notes);
  sema.fail(block, src, `cannot initialize union field with uninstantiable type '${printType(pool, fieldTy)}'`, notes);
}

/** Makes the field active, or checks that it is, at compile time. Returns whether that could be done. */
function comptimeFieldAccess(
  sema: Sema,
  block: Block,
  src: Src,
  ptr: Index,
  ptrTy: Index,
  ty: Index,
  index: number,
  tag: Index,
  initializing: boolean,
): boolean {
  const pool = sema.pool;
  const isAuto = containerLayout(pool, ty) === Layout.auto;
  if (initializing) {
    if (!isComptimeMutablePtr(sema, ptr)) return !isAuto;
    const payload = undefValue(pool, fieldType(pool, ty, index));
    storePtrValue(sema, block, src, ptr, unionValue(pool, ty, tag, payload));
    return true;
  }
  if (!isAuto) return true;
  const union = pointerDeref(sema, block, src, ptr, ptrTy);
  if (union === NO_INDEX) return false;
  if (isUndef(pool, union)) failWithUseOfUndef(sema, block, src);
  if (unionTag(pool, union) !== tag)
    failInactive(sema, block, src, ty, fieldName(pool, ty, index), unionTag(pool, union));
  return true;
}

/** The field called `name` of the union value `union` of type `ty`. */
export function unionFieldVal(
  sema: Sema,
  block: Block,
  src: Src,
  union: AirRef,
  name: StringIndex,
  nameSrc: Src,
  ty: Index,
): AirRef {
  const pool = sema.pool;
  resolveLayout(sema, block, src, ty, 'field usage');
  const index = unionFieldIndex(sema, block, nameSrc, ty, name);
  const fieldTy = fieldType(pool, ty, index);
  const layout = containerLayout(pool, ty);
  const tag = unionFieldTag(sema, block, src, ty, index);
  const value = resolveValue(sema, union);
  if (value !== NO_INDEX) {
    if (isUndef(pool, value)) return undefValue(pool, fieldTy) as number as AirRef;
    if (unionTag(pool, value) === tag) return unionPayload(pool, value) as number as AirRef;
    if (layout === Layout.auto) failInactive(sema, block, src, ty, name, unionTag(pool, value));
    const reinterpreted = reinterpretField(sema, block, src, value, fieldTy);
    if (reinterpreted !== NO_INDEX) return reinterpreted as number as AirRef;
  }
  requireRuntimeBlock(sema, block, src, null);
  if (layout === Layout.auto && wantSafety(sema, block) && fieldsLen(pool, ty) > 1)
    checkActive(sema, block, src, ty, union, tag);
  if (isUninhabited(pool, fieldTy)) {
    sema.emit(block, AirTag.unreach, Ty.noreturn);
    return Val.unreachable as number as AirRef;
  }
  const only = onePossibleValue(sema, block, src, fieldTy);
  if (only !== NO_INDEX) return only as number as AirRef;
  resolveLayout(sema, block, src, fieldTy, 'field usage');
  return sema.emit(block, AirTag.struct_field_val, fieldTy, union, index);
}

/** Has the program check that the active field of `union`, of type `ty`, is that of `tag`. Where one field alone can be active, `union` is of no use. */
function checkActive(sema: Sema, block: Block, src: Src, ty: Index, union: AirRef, tag: Index): void {
  const { pool } = sema;
  const sole = onlyUnionTag(pool, ty);
  if (sole === tag) return;
  if (sole !== NO_INDEX) {
    addSafetyCheckInactiveUnionField(sema, block, src, sole as number as AirRef, tag as number as AirRef);
  } else if (unionHasTag(sema, ty)) {
    const active = sema.emit(block, AirTag.get_union_tag, tagType(pool, ty), union);
    addSafetyCheckInactiveUnionField(sema, block, src, active, tag as number as AirRef);
  }
}

/** The bits of an extern or packed union as a value of another field's type; NO_INDEX where they are not known. */
function reinterpretField(sema: Sema, block: Block, src: Src, union: Index, fieldTy: Index): Index {
  const pool = sema.pool;
  resolveLayout(sema, block, src, fieldTy, 'field usage');
  resolveLayout(sema, block, src, typeOf(pool, union), 'field usage');
  return imageAs(pool, union, fieldTy);
}
