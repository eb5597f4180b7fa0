import { type AirRef, AirTag, interned } from '../../air/air.ts';
import { type Index, NO_INDEX, type StringIndex } from '../../intern/ids.ts';
import { Ty } from '../../intern/known.ts';
import { isSinglePtr, isSlice, ptrInfo, ptrType } from '../../intern/pointers.ts';
import { printType } from '../../intern/print-type.ts';
import { arrayLen, childType, errorUnionPayload, sentinelOf, TypeKind, typeKind } from '../../intern/types.ts';
import { intValue, isUndef } from '../../intern/values.ts';
import { type Src, SrcPart, sub } from '../../query/src.ts';
import { Tag } from '../../zir/inst.ts';
import type { ZirIndex, ZirRef } from '../../zir/ref.ts';
import { bitCast } from '../casts/bit-cast.ts';
import { coerce } from '../coercion/coerce.ts';
import { resolveConstString } from '../coercion/operands.ts';
import type { Block } from '../core/block.ts';
import { resolveInst } from '../core/body.ts';
import { constantPtr } from '../core/constants.ts';
import type { Handlers } from '../core/handlers.ts';
import type { Sema } from '../core/sema.ts';
import { frameString } from '../core/strings.ts';
import { ptrField, SLICE_LEN_INDEX, SLICE_PTR_INDEX, sliceFieldPtrType } from '../memory/field-ptr-types.ts';
import { typeMember } from '../memory/members.ts';
import { analyzeLoad } from '../memory/pointers.ts';
import { analyzeSliceLen, analyzeSlicePtr } from '../memory/slices.ts';
import { structFieldPtr, structFieldVal } from '../memory/struct-fields.ts';
import { unionFieldPtr, unionFieldVal } from '../memory/union-fields.ts';
import { onePossibleValue } from '../types/classify-types.ts';
import { failWithType } from '../types/type-notes.ts';
import { pointerDeref, requireBase } from '../values/comptime-ptr.ts';
import { requireRuntimeBlock, resolveConstDefinedValue, resolveDefinedValue } from '../values/operands.ts';

function failNoMember(sema: Sema, block: Block, nameSrc: Src, ty: Index, name: StringIndex): never {
  return sema.fail(block, nameSrc, `no member named '${sema.pool.text(name)}' in '${printType(sema.pool, ty)}'`);
}

/** The type of `array.ptr`, for a pointer of type `ptrTy` to an array. */
function arrayElemsPtrType(sema: Sema, ptrTy: Index): Index {
  const pool = sema.pool;
  const info = ptrInfo(pool, ptrTy);
  return ptrType(pool, {
    ...info,
    child: childType(pool, info.child),
    sentinel: sentinelOf(pool, info.child),
    size: 'many',
  });
}

/** `object.name`, where `object` is a value or a pointer to one. */
export function fieldVal(
  sema: Sema,
  block: Block,
  src: Src,
  object: AirRef,
  name: StringIndex,
  nameSrc: Src,
  objectSrc: Src = src,
): AirRef {
  const pool = sema.pool;
  const objectTy = sema.typeOf(object);
  const isPtrTo = isSinglePtr(pool, objectTy);
  const innerTy = isPtrTo ? childType(pool, objectTy) : objectTy;
  switch (typeKind(pool, innerTy)) {
    case TypeKind.array: {
      const text = pool.text(name);
      if (text === 'len') return intValue(pool, Ty.usize, arrayLen(pool, innerTy)) as number as AirRef;
      if (text === 'ptr' && isPtrTo) return coerce(sema, block, arrayElemsPtrType(sema, objectTy), object, src);
      return failNoMember(sema, block, nameSrc, objectTy, name);
    }
    case TypeKind.pointer:
      if (isSlice(pool, innerTy)) {
        const text = pool.text(name);
        if (text !== 'ptr' && text !== 'len') return failNoMember(sema, block, nameSrc, objectTy, name);
        const slice = isPtrTo ? analyzeLoad(sema, block, src, object, objectSrc) : object;
        return text === 'ptr'
          ? analyzeSlicePtr(sema, block, objectSrc, slice, innerTy)
          : analyzeSliceLen(sema, block, src, slice);
      }
      break;
    case TypeKind.type: {
      const loaded = isPtrTo ? analyzeLoad(sema, block, src, object, src) : object;
      const ty = resolveConstDefinedValue(sema, block, src, loaded, 'types must be comptime-known');
      return typeMember(sema, block, src, ty, name, nameSrc, false);
    }
    case TypeKind.struct:
      if (!isPtrTo) return structFieldVal(sema, block, src, object, name, nameSrc, innerTy);
      return analyzeLoad(
        sema,
        block,
        src,
        structFieldPtr(sema, block, src, object, name, nameSrc, innerTy, false),
        objectSrc,
      );
    case TypeKind.union: {
      if (!isPtrTo) return unionFieldVal(sema, block, src, object, name, nameSrc, innerTy);
      const ptr = unionFieldPtr(sema, block, src, object, name, nameSrc, innerTy, false);
      return analyzeLoad(sema, block, src, ptr, objectSrc);
    }
  }
  return failWithInvalidFieldAccess(sema, block, src, objectTy, name);
}

/** `object.name`, where `objectPtr` points to the object. Of a struct or union no more than the field is loaded. */
function fieldPtrLoad(sema: Sema, block: Block, src: Src, objectPtr: AirRef, name: StringIndex, nameSrc: Src): AirRef {
  const pool = sema.pool;
  const objectPtrTy = sema.typeOf(objectPtr);
  if (typeKind(pool, objectPtrTy) !== TypeKind.pointer)
    return sema.fail(block, src, `expected pointer, found '${printType(pool, objectPtrTy)}'`);
  const objectTy = childType(pool, objectPtrTy);
  if (objectTy === Ty.type || isSinglePtr(pool, objectTy)) {
    const object = analyzeLoad(sema, block, src, objectPtr, src);
    return fieldVal(sema, block, src, object, name, nameSrc, nameSrc);
  }
  requireBase(sema, block, src, objectPtr);
  // An undefined union has undefined fields, whichever of them is active; a pointer to one of them there is not.
  if (typeKind(pool, objectTy) === TypeKind.union) {
    const ptrValue = resolveDefinedValue(sema, block, src, objectPtr);
    const union = ptrValue === NO_INDEX ? NO_INDEX : pointerDeref(sema, block, src, ptrValue, objectPtrTy);
    if (union !== NO_INDEX && isUndef(pool, union)) return fieldVal(sema, block, src, interned(union), name, nameSrc);
  }
  const only = onePossibleValue(sema, block, src, objectTy, 'field usage');
  if (only !== NO_INDEX) return fieldVal(sema, block, src, interned(only), name, nameSrc);
  const ptr = fieldPtr(sema, block, src, objectPtr, name, nameSrc, false);
  return analyzeLoad(sema, block, src, ptr, nameSrc);
}

/** A pointer to `object.name`, where `objectPtr` points to the object or to a pointer to it. */
export function fieldPtr(
  sema: Sema,
  block: Block,
  src: Src,
  objectPtr: AirRef,
  name: StringIndex,
  nameSrc: Src,
  initializing: boolean,
  ptrSrc: Src = src,
): AirRef {
  const pool = sema.pool;
  const objectPtrTy = sema.typeOf(objectPtr);
  if (typeKind(pool, objectPtrTy) !== TypeKind.pointer)
    return sema.fail(block, ptrSrc, `expected pointer, found '${printType(pool, objectPtrTy)}'`);
  const objectTy = childType(pool, objectPtrTy);
  const isPtrTo = isSinglePtr(pool, objectTy);
  const innerTy = isPtrTo ? childType(pool, objectTy) : objectTy;
  switch (typeKind(pool, innerTy)) {
    case TypeKind.array: {
      const text = pool.text(name);
      if (text === 'len')
        return constantPtr(sema.pool, intValue(pool, Ty.usize, arrayLen(pool, innerTy))) as number as AirRef;
      if (text !== 'ptr' || !isPtrTo) return failNoMember(sema, block, nameSrc, objectTy, name);
      const { isConst, isVolatile, alignment, addressSpace } = ptrInfo(pool, objectPtrTy);
      const child = arrayElemsPtrType(sema, objectTy);
      const resultTy = ptrType(pool, { child, isConst, isVolatile, alignment, addressSpace });
      return bitCast(sema, block, resultTy, objectPtr, src);
    }
    case TypeKind.pointer:
      if (isSlice(pool, innerTy)) {
        const text = pool.text(name);
        if (text !== 'ptr' && text !== 'len') return failNoMember(sema, block, nameSrc, objectTy, name);
        const innerPtr = isPtrTo ? analyzeLoad(sema, block, src, objectPtr, ptrSrc) : objectPtr;
        return slicePartPtr(sema, block, src, innerPtr, text === 'ptr' ? SLICE_PTR_INDEX : SLICE_LEN_INDEX);
      }
      break;
    case TypeKind.type: {
      resolveConstDefinedValue(sema, block, src, objectPtr, 'types must be comptime-known');
      let loaded = analyzeLoad(sema, block, src, objectPtr, ptrSrc);
      if (isPtrTo) loaded = analyzeLoad(sema, block, src, loaded, ptrSrc);
      const ty = resolveConstDefinedValue(sema, block, src, loaded, 'types must be comptime-known');
      return typeMember(sema, block, src, ty, name, nameSrc, true);
    }
    case TypeKind.struct:
    case TypeKind.union: {
      const innerPtr = isPtrTo ? analyzeLoad(sema, block, src, objectPtr, ptrSrc) : objectPtr;
      const access = typeKind(pool, innerTy) === TypeKind.struct ? structFieldPtr : unionFieldPtr;
      return access(sema, block, src, innerPtr, name, nameSrc, innerTy, initializing);
    }
  }
  return failWithInvalidFieldAccess(sema, block, src, objectTy, name);
}

/** A pointer to the pointer or the length of the slice that `ptr` points to. */
function slicePartPtr(sema: Sema, block: Block, src: Src, ptr: AirRef, index: number): AirRef {
  const value = resolveDefinedValue(sema, block, src, ptr);
  if (value !== NO_INDEX) return ptrField(sema, value, index) as number as AirRef;
  requireRuntimeBlock(sema, block, src, null);
  const tag = index === SLICE_PTR_INDEX ? AirTag.ptr_slice_ptr_ptr : AirTag.ptr_slice_len_ptr;
  return sema.emit(block, tag, sliceFieldPtrType(sema.pool, sema.typeOf(ptr), index), ptr);
}

/** Fails: a value of type `objectTy`, or what it points to, has no fields. */
function failWithInvalidFieldAccess(sema: Sema, block: Block, src: Src, objectTy: Index, name: StringIndex): never {
  const pool = sema.pool;
  const innerTy = isSinglePtr(pool, objectTy) ? childType(pool, objectTy) : objectTy;
  const typeName = printType(pool, objectTy);
  const chunk = block.frame.chunk;
  const kind = typeKind(pool, innerTy);
  if (kind === TypeKind.optional && supportsFieldAccess(sema, childType(pool, innerTy), name)) {
    return sema.fail(block, src, `optional type '${typeName}' does not support field access`, [
      { chunk, src, message: `consider using '.?', 'orelse', or 'if'` },
    ]);
  }
  if (kind === TypeKind.error_union && supportsFieldAccess(sema, errorUnionPayload(pool, innerTy), name)) {
    return sema.fail(block, src, `error union type '${typeName}' does not support field access`, [
      { chunk, src, message: `consider using 'try', 'catch', or 'if'` },
    ]);
  }
  return failWithType(sema, block, src, 'type', objectTy, 'does not support field access');
}

function supportsFieldAccess(sema: Sema, ty: Index, name: StringIndex): boolean {
  const pool = sema.pool;
  const text = pool.text(name);
  switch (typeKind(pool, ty)) {
    case TypeKind.array:
      return text === 'len';
    case TypeKind.pointer:
      if (isSlice(pool, ty)) return text === 'ptr' || text === 'len';
      return typeKind(pool, childType(pool, ty)) === TypeKind.array && text === 'len';
    case TypeKind.type:
    case TypeKind.struct:
    case TypeKind.union:
      return true;
    default:
      return false;
  }
}

function zirFieldPtrLoad(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  const payload = frame.a[inst];
  const src = frame.src[inst];
  const objectPtr = resolveInst(block, frame.extra[payload] as ZirRef);
  const name = frameString(sema.pool, frame, frame.extra[payload + 1]);
  return fieldPtrLoad(sema, block, src, objectPtr, name, sub(src, SrcPart.field_name));
}

function zirFieldPtr(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  const payload = frame.a[inst];
  const src = frame.src[inst];
  const object = resolveInst(block, frame.extra[payload] as ZirRef);
  const name = frameString(sema.pool, frame, frame.extra[payload + 1]);
  return fieldPtr(sema, block, src, object, name, sub(src, SrcPart.field_name), false);
}

/** The name that the second operand of `@field` gives. */
function namedField(sema: Sema, block: Block, inst: ZirIndex): StringIndex {
  const frame = block.frame;
  const nameSrc = sub(frame.src[inst], SrcPart.builtin_call_arg, 1);
  const nameRef = frame.extra[frame.a[inst] + 1] as ZirRef;
  return resolveConstString(sema, block, nameSrc, nameRef, 'field name must be comptime-known');
}

function zirFieldPtrNamedLoad(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  const src = frame.src[inst];
  const objectPtr = resolveInst(block, frame.extra[frame.a[inst]] as ZirRef);
  const name = namedField(sema, block, inst);
  return fieldPtrLoad(sema, block, src, objectPtr, name, sub(src, SrcPart.builtin_call_arg, 1));
}

function zirFieldPtrNamed(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  const src = frame.src[inst];
  const object = resolveInst(block, frame.extra[frame.a[inst]] as ZirRef);
  const name = namedField(sema, block, inst);
  return fieldPtr(sema, block, src, object, name, sub(src, SrcPart.builtin_call_arg, 1), false);
}

export const fieldHandlers: Handlers = {
  [Tag.field_ptr]: zirFieldPtr,
  [Tag.field_ptr_load]: zirFieldPtrLoad,
  [Tag.field_ptr_named]: zirFieldPtrNamed,
  [Tag.field_ptr_named_load]: zirFieldPtrNamedLoad,
};
