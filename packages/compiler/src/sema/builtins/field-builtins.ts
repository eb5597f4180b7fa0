import { type AirRef, AirTag } from '../../air/air.ts';
import { Layout } from '../../intern/container-table.ts';
import { containerLayout, fieldIndex, fieldIsComptime, isContainer, namespaceOfType } from '../../intern/containers.ts';
import { type Index, NO_DECL, NO_INDEX, type StringIndex } from '../../intern/ids.ts';
import { ItemTag } from '../../intern/item.ts';
import { Ty, Val } from '../../intern/known.ts';
import { abiAlign, fieldOffset, packedFieldBitOffset } from '../../intern/layout.ts';
import { isSlice, ptrAlign, ptrChild, ptrInfo } from '../../intern/pointers.ts';
import { printType } from '../../intern/print-type.ts';
import { ptrValueInfo, ptrValueOffset, ptrValueWith } from '../../intern/ptr-values.ts';
import { childType, isTuple, TypeKind, typeKind } from '../../intern/types.ts';
import { intValue, typeOf } from '../../intern/values.ts';
import type { ErrorNote } from '../../query/errors.ts';
import { type Src, SrcPart, sub } from '../../query/src.ts';
import { ComptimeReason, comptimeReasonMessage } from '../../zir/comptime-reason.ts';
import { Extended, Tag } from '../../zir/inst.ts';
import { PtrCastFlag } from '../../zir/pointer-cast.ts';
import type { ZirIndex, ZirRef } from '../../zir/ref.ts';
import { checkPtrOperand, checkPtrType, resolveDestType } from '../casts/casts.ts';
import { ptrCastFull } from '../casts/ptr-casts.ts';
import { coerce } from '../coercion/coerce.ts';
import { resolveConstString, resolveType } from '../coercion/operands.ts';
import type { Block } from '../core/block.ts';
import { resolveInst } from '../core/body.ts';
import { isAccessible, lookupName, resolveLayout } from '../core/facts.ts';
import type { Handlers } from '../core/handlers.ts';
import type { Sema } from '../core/sema.ts';
import { fieldPtrType } from '../memory/field-ptr-types.ts';
import { structFieldIndex } from '../memory/struct-fields.ts';
import { unionFieldIndex } from '../memory/union-fields.ts';
import { failWithIllegalPointer } from '../operators/ptr-arithmetic.ts';
import { addDeclaredHere, failWithType, isReified, typeSrc } from '../types/type-notes.ts';
import { requireRuntimeBlock, resolveDefinedValue } from '../values/operands.ts';

/** The type and the name that are the operands of a builtin. */
function typeAndName(
  sema: Sema,
  block: Block,
  inst: ZirIndex,
  reason: string,
): { ty: Index; name: StringIndex; src: number } {
  const frame = block.frame;
  const src = frame.src[inst];
  const payload = frame.a[inst];
  const ty = resolveType(sema, block, sub(src, SrcPart.builtin_call_arg, 0), frame.extra[payload] as ZirRef);
  const nameSrc = sub(src, SrcPart.builtin_call_arg, 1);
  const name = resolveConstString(sema, block, nameSrc, frame.extra[payload + 1] as ZirRef, reason);
  return { ty, name, src };
}

function bool(value: boolean): AirRef {
  return (value ? Val.true : Val.false) as number as AirRef;
}

function zirHasDecl(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const { ty, name, src } = typeAndName(sema, block, inst, comptimeReasonMessage(ComptimeReason.decl_name));
  switch (typeKind(sema.pool, ty)) {
    case TypeKind.struct:
    case TypeKind.enum:
    case TypeKind.union:
    case TypeKind.opaque:
      break;
    default: {
      const found = printType(sema.pool, ty);
      const tySrc = sub(src, SrcPart.builtin_call_arg, 0);
      return sema.fail(block, tySrc, `expected struct, enum, union, or opaque; found '${found}'`);
    }
  }
  if (!isContainer(sema.pool, ty) || isReified(sema, ty)) return bool(false);
  const namespace = namespaceOfType(sema.pool, ty);
  if (namespace === (NO_INDEX as number)) return bool(false);
  const decl = lookupName(sema, namespace, name);
  return bool(decl !== NO_DECL && isAccessible(sema, decl, block.namespace));
}

function zirHasField(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const { ty, name, src } = typeAndName(sema, block, inst, 'field name must be comptime-known');
  const pool = sema.pool;
  const tySrc = sub(src, SrcPart.builtin_call_arg, 0);
  switch (pool.tag(ty)) {
    case ItemTag.type_pointer:
      if (!isSlice(pool, ty)) break;
      return bool(pool.text(name) === 'ptr' || pool.text(name) === 'len');
    case ItemTag.type_tuple:
      return bool(fieldIndex(pool, ty, name) >= 0);
    case ItemTag.type_struct:
    case ItemTag.type_union:
    case ItemTag.type_enum:
      resolveLayout(sema, block, tySrc, ty, 'field query');
      return bool(fieldIndex(pool, ty, name) >= 0);
    case ItemTag.type_array:
      return bool(pool.text(name) === 'len');
  }
  return failWithType(sema, block, tySrc, 'type', ty, "does not support '@hasField'");
}

function zirOffsetOf(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const bits = bitOffsetOf(sema, block, inst);
  const offset = block.frame.tags[inst] === Tag.offset_of ? Math.floor(bits / 8) : bits;
  return intValue(sema.pool, Ty.comptimeInt, offset) as number as AirRef;
}

function bitOffsetOf(sema: Sema, block: Block, inst: ZirIndex): number {
  const { ty, name, src } = typeAndName(sema, block, inst, comptimeReasonMessage(ComptimeReason.field_name));
  const pool = sema.pool;
  const tySrc = sub(src, SrcPart.builtin_call_arg, 0);
  if (typeKind(pool, ty) !== TypeKind.struct) failWithType(sema, block, tySrc, 'expected struct type, found', ty);
  resolveLayout(sema, block, tySrc, ty, 'field query');
  if (isTuple(pool, ty) && pool.text(name) === 'len')
    sema.fail(block, src, `no offset available for 'len' field of tuple`);
  const index = structFieldIndex(sema, block, sub(src, SrcPart.builtin_call_arg, 1), ty, name);
  if (fieldIsComptime(pool, ty, index)) sema.fail(block, src, 'no offset available for comptime field');
  if (containerLayout(pool, ty) === Layout.packed) return packedFieldBitOffset(pool, ty, index);
  return fieldOffset(pool, ty, index) * 8;
}

/** Bits of `small` of `field_parent_ptr` are those of the pointer cast builtins around it. */
function zirFieldParentPtr(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  const pool = sema.pool;
  const src = frame.src[inst];
  const payload = frame.b[inst];
  const nameSrc = sub(src, SrcPart.builtin_call_arg, 0);
  const ptrSrc = sub(src, SrcPart.builtin_call_arg, 1);
  const destRef = frame.extra[payload] as ZirRef;
  const destTy = resolveDestType(sema, block, src, destRef, 'remove_eu', '@fieldParentPtr');
  checkPtrType(sema, block, src, destTy, true);
  const destPtrTy = typeKind(pool, destTy) === TypeKind.optional ? childType(pool, destTy) : destTy;
  const destInfo = ptrInfo(pool, destPtrTy);
  if (destInfo.size !== 'one')
    sema.fail(block, src, `expected single pointer type, found '${printType(pool, destTy)}'`);
  const parentTy = destInfo.child;
  const kind = typeKind(pool, parentTy);
  if (kind !== TypeKind.struct && kind !== TypeKind.union)
    sema.fail(block, src, `expected pointer to struct or union type, found '${printType(pool, destTy)}'`);
  resolveLayout(sema, block, src, parentTy, 'field usage');
  const reason = 'field name must be comptime-known';
  const name = resolveConstString(sema, block, nameSrc, frame.extra[payload + 1] as ZirRef, reason);
  const index = parentFieldIndex(sema, block, src, nameSrc, parentTy, name);
  const uncasted = resolveInst(block, frame.extra[payload + 2] as ZirRef);
  checkPtrOperand(sema, block, ptrSrc, sema.typeOf(uncasted));
  const flags = frame.a[inst] >>> 16;
  const fieldPtrTy = fieldPtrType(pool, destPtrTy, index);
  const fieldPtr = ptrCastFull(sema, block, flags, src, uncasted, ptrSrc, fieldPtrTy, '@fieldParentPtr');
  const value = resolveDefinedValue(sema, block, ptrSrc, fieldPtr);
  let result: AirRef;
  if (value !== NO_INDEX) {
    result = knownParent(sema, block, src, ptrSrc, value, parentTy, index, name, destPtrTy) as number as AirRef;
  } else {
    requireRuntimeBlock(sema, block, src, null);
    result = sema.emit(block, AirTag.field_parent_ptr, destPtrTy, fieldPtr, index);
  }
  if ((flags & PtrCastFlag.align_cast) === 0) checkParentAlign(sema, block, src, destPtrTy, fieldPtrTy, name);
  return coerce(sema, block, destTy, result, src);
}

/** Fails where the field, as it is aligned, does not tell that the parent is aligned as its pointer type says. */
function checkParentAlign(
  sema: Sema,
  block: Block,
  src: Src,
  parentPtrTy: Index,
  fieldPtrTy: Index,
  name: StringIndex,
): void {
  const pool = sema.pool;
  const parentTy = ptrChild(pool, parentPtrTy);
  if (containerLayout(pool, parentTy) === Layout.packed) return;
  resolveLayout(sema, block, src, ptrChild(pool, fieldPtrTy), 'alignment check');
  const limit = ptrAlign(pool, fieldPtrTy);
  if (ptrAlign(pool, parentPtrTy) <= limit) return;
  const { chunk } = block.frame;
  const kind = typeKind(pool, parentTy) === TypeKind.union ? 'union' : 'struct';
  // Officially these are the exponents, and the first that of the pointer itself.
  const own = `parent pointer type '${printType(pool, parentPtrTy)}' has alignment '${Math.log2(abiAlign(pool, parentPtrTy))}'`;
  const text = `${kind} field '${pool.text(name)}' limits alignment to '${Math.log2(limit)}'`;
  const declared = isContainer(pool, parentTy) ? typeSrc(sema, parentTy) : { chunk, src };
  sema.fail(block, src, '@fieldParentPtr increases pointer alignment', [
    { chunk, src, message: own },
    { ...declared, message: text },
    { chunk, src, message: 'use @alignCast to assert pointer alignment' },
  ]);
}

function parentFieldIndex(sema: Sema, block: Block, src: Src, nameSrc: Src, ty: Index, name: StringIndex): number {
  const pool = sema.pool;
  if (typeKind(pool, ty) === TypeKind.union) return unionFieldIndex(sema, block, nameSrc, ty, name);
  if (isTuple(pool, ty) && pool.text(name) === 'len')
    sema.fail(block, src, `cannot get @fieldParentPtr of 'len' field of tuple`);
  const index = structFieldIndex(sema, block, nameSrc, ty, name);
  if (fieldIsComptime(pool, ty, index)) sema.fail(block, nameSrc, 'cannot get @fieldParentPtr of a comptime field');
  return index;
}

function knownParent(
  sema: Sema,
  block: Block,
  src: Src,
  ptrSrc: Src,
  value: Index,
  parentTy: Index,
  index: number,
  name: StringIndex,
  parentPtrTy: Index,
): Index {
  const pool = sema.pool;
  switch (containerLayout(pool, parentTy)) {
    case Layout.extern: {
      const isStruct = typeKind(pool, parentTy) === TypeKind.struct;
      return parentBefore(sema, block, ptrSrc, value, parentPtrTy, isStruct ? fieldOffset(pool, parentTy, index) : 0);
    }
    case Layout.packed: {
      if (typeKind(pool, parentTy) === TypeKind.union) return ptrValueWith(pool, value, parentPtrTy);
      // The bits that the pointer says it is to, in bytes of the struct.
      const bits = packedFieldBitOffset(pool, parentTy, index) - ptrInfo(pool, typeOf(pool, value)).bitOffset;
      return parentBefore(sema, block, ptrSrc, value, parentPtrTy, Math.floor(bits / 8));
    }
  }
  const notBased = 'pointer value not based on parent struct';
  if (pool.tag(value) !== ItemTag.ptr_field) return sema.fail(block, ptrSrc, notBased);
  const field = ptrValueInfo(pool, value);
  const base = field.base as Index;
  if (field.offset !== 0 || ptrChild(pool, typeOf(pool, base)) !== parentTy) return sema.fail(block, ptrSrc, notBased);
  if (field.index !== index) {
    const text = pool.text(name);
    const where = `pointer value is index '${field.index}' of struct '${printType(pool, parentTy)}'`;
    const notes: ErrorNote[] = [];
    addDeclaredHere(sema, parentTy, notes);
    return sema.fail(block, src, `field '${text}' has index '${index}' but ${where}`, notes);
  }
  return ptrValueWith(pool, base, parentPtrTy);
}

/** The pointer value, `bytes` back. Fails where that is before what it is based on. */
function parentBefore(sema: Sema, block: Block, src: Src, value: Index, ty: Index, bytes: number): Index {
  if (ptrValueOffset(sema.pool, value) < bytes) failWithIllegalPointer(sema, block, src);
  return ptrValueWith(sema.pool, value, ty, -bytes);
}

export const fieldBuiltinHandlers: Handlers = {
  [Tag.has_decl]: zirHasDecl,
  [Tag.has_field]: zirHasField,
  [Tag.offset_of]: zirOffsetOf,
  [Tag.bit_offset_of]: zirOffsetOf,
  extended: {
    [Extended.field_parent_ptr]: zirFieldParentPtr,
  },
};
