import { type AirRef, AirTag } from '../../air/air.ts';
import { onlyPossibleValue } from '../../intern/classify.ts';
import { fieldIndex, fieldsLen, fieldType } from '../../intern/containers.ts';
import { type Index, NO_INDEX, type StringIndex } from '../../intern/ids.ts';
import { Ty } from '../../intern/known.ts';
import { ptrChild } from '../../intern/pointers.ts';
import { arrayLen, childType, errorUnionPayload, isTuple, sentinelOf, TypeKind, typeKind } from '../../intern/types.ts';
import { intValue } from '../../intern/values.ts';
import type { ErrorNote } from '../../query/errors.ts';
import { type Src, SrcPart, sub } from '../../query/src.ts';
import type { LayoutReason } from '../../query/unit-in-progress.ts';
import { Tag } from '../../zir/inst.ts';
import { Ref, type ZirIndex, type ZirRef } from '../../zir/ref.ts';
import { elemPtr } from '../access/elem-ptr.ts';
import { fieldPtr } from '../access/fields.ts';
import { storePtr } from '../access/load-store.ts';
import { resolveConstString, resolveType, resolveTypeOrPoison } from '../coercion/operands.ts';
import type { Block } from '../core/block.ts';
import { resolveInst } from '../core/body.ts';
import { resolveLayout } from '../core/facts.ts';
import type { Handlers } from '../core/handlers.ts';
import { type Sema, VOID_VALUE } from '../core/sema.ts';
import { frameString } from '../core/strings.ts';
import { failWithBadFieldAccess, structFieldIndex, structFieldPtrByIndex } from '../memory/struct-fields.ts';
import { optEuBaseType } from '../types/derived-types.ts';
import { addDeclaredHere, failWithType } from '../types/type-notes.ts';
import { resolveDefinedValue } from '../values/operands.ts';
import { storeSentinel } from './init-array.ts';
import { failWithStructInitNotSupported } from './init-checks.ts';
import { fillDefaults } from './init-struct.ts';

/** The type of the field called `name` of the struct, tuple or union type `aggregate`, seen through optionals and error unions. */
function fieldTypeByName(
  sema: Sema,
  block: Block,
  aggregate: Index,
  name: StringIndex,
  nameSrc: Src,
  tySrc: Src,
  reason: LayoutReason,
): AirRef {
  const pool = sema.pool;
  let ty = aggregate;
  for (;;) {
    switch (typeKind(pool, ty)) {
      case TypeKind.struct:
        resolveLayout(sema, block, tySrc, ty, reason);
        return fieldType(pool, ty, structFieldIndex(sema, block, nameSrc, ty, name)) as number as AirRef;
      case TypeKind.union: {
        resolveLayout(sema, block, tySrc, ty, reason);
        const index = fieldIndex(pool, ty, name);
        if (index < 0) return failWithBadFieldAccess(sema, block, nameSrc, ty, 'union', name);
        return fieldType(pool, ty, index) as number as AirRef;
      }
      case TypeKind.optional:
        ty = childType(pool, ty);
        break;
      case TypeKind.error_union:
        ty = errorUnionPayload(pool, ty);
        break;
      default:
        return failWithType(sema, block, tySrc, 'expected struct or union; found', ty);
    }
  }
}

function zirStructInitFieldType(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  const src = frame.src[inst];
  const payload = frame.a[inst];
  const wrapped = resolveTypeOrPoison(sema, block, src, frame.extra[payload] as ZirRef);
  if (wrapped === NO_INDEX) return Ref.generic_poison_type as number as AirRef;
  const name = frameString(sema.pool, frame, frame.extra[payload + 1]);
  const nameSrc = sub(src, SrcPart.init_field_name);
  return fieldTypeByName(sema, block, wrapped, name, nameSrc, src, 'initialization performed');
}

/** `@FieldType` */
function zirFieldTypeRef(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  const src = frame.src[inst];
  const payload = frame.a[inst];
  const tySrc = sub(src, SrcPart.builtin_call_arg, 0);
  const nameSrc = sub(src, SrcPart.builtin_call_arg, 1);
  const ty = resolveType(sema, block, tySrc, frame.extra[payload] as ZirRef);
  const reason = 'field name must be comptime-known';
  const name = resolveConstString(sema, block, nameSrc, frame.extra[payload + 1] as ZirRef, reason);
  return fieldTypeByName(sema, block, ty, name, nameSrc, tySrc, 'field query');
}

function zirStructInitFieldPtr(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  const src = frame.src[inst];
  const payload = frame.a[inst];
  const ptr = resolveInst(block, frame.extra[payload] as ZirRef);
  const name = frameString(sema.pool, frame, frame.extra[payload + 1]);
  const ty = ptrChild(sema.pool, sema.typeOf(ptr));
  const kind = typeKind(sema.pool, ty);
  if (kind !== TypeKind.struct && kind !== TypeKind.union) failWithStructInitNotSupported(sema, block, src, ty);
  return fieldPtr(sema, block, src, ptr, name, sub(src, SrcPart.init_field_name), true);
}

/** The fields of the literal have been stored by now: what is missing gets its default. */
function zirValidatePtrStructInit(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  const pool = sema.pool;
  const { extra, a } = frame;
  const src = frame.src[inst];
  const payload = a[inst];
  const count = extra[payload];
  const ptr = resolveInst(block, extra[a[extra[payload + 1]]] as ZirRef);
  const ty = optEuBaseType(sema, ptrChild(pool, sema.typeOf(ptr)));
  if (typeKind(pool, ty) === TypeKind.union) {
    if (count !== 1) failMultipleUnionFields(sema, block, inst, ty);
    return VOID_VALUE;
  }
  resolveLayout(sema, block, src, ty, 'initialization performed');
  const fields = new Array<AirRef | null>(fieldsLen(pool, ty)).fill(null);
  for (let i = 0; i < count; i++) {
    const fieldInst = extra[payload + 1 + i];
    const fieldSrc = sub(frame.src[fieldInst], SrcPart.init_field_name);
    const name = frameString(pool, frame, extra[a[fieldInst] + 1]);
    fields[structFieldIndex(sema, block, fieldSrc, ty, name)] = VOID_VALUE;
  }
  const isMissing = fields.map((field) => field === null);
  fillDefaults(sema, block, src, fields, ty);
  for (let i = 0; i < fields.length; i++) {
    if (!isMissing[i]) continue;
    const field = structFieldPtrByIndex(sema, block, src, ptr, i, src, true);
    storePtr(sema, block, src, field, fields[i] as AirRef, src, src, true);
  }
  // Fields without bits need no stores: the only value is stored as a whole, for whoever wants to know that there is one.
  const only = onlyPossibleValue(pool, ty);
  if (only !== NO_INDEX && resolveDefinedValue(sema, block, src, ptr) === NO_INDEX && !block.isComptime)
    sema.emit(block, AirTag.store, Ty.void, ptr, only);
  return VOID_VALUE;
}

function failMultipleUnionFields(sema: Sema, block: Block, inst: ZirIndex, ty: Index): never {
  const frame = block.frame;
  const payload = frame.a[inst];
  const notes: ErrorNote[] = [];
  for (let i = 1; i < frame.extra[payload]; i++) {
    const src = sub(frame.src[inst], SrcPart.init_elem, i);
    notes.push({ chunk: frame.chunk, src, message: 'additional initializer here' });
  }
  addDeclaredHere(sema, ty, notes);
  const message = 'cannot initialize multiple union fields at once; unions can only have one active field';
  return sema.fail(block, frame.src[inst], message, notes);
}

/** The elements of the literal have been stored by now: what is missing of a tuple gets its default, an array its sentinel. */
function zirValidatePtrArrayInit(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  const pool = sema.pool;
  const { extra, a } = frame;
  const src = frame.src[inst];
  const payload = a[inst];
  const count = extra[payload];
  const ptr = resolveInst(block, extra[a[extra[payload + 1]]] as ZirRef);
  const ty = optEuBaseType(sema, ptrChild(pool, sema.typeOf(ptr)));
  const len = arrayLen(pool, ty);
  if (isTuple(pool, ty)) {
    const fields: (AirRef | null)[] = [];
    for (let i = 0; i < len; i++) fields.push(i < count ? VOID_VALUE : null);
    fillDefaults(sema, block, src, fields, ty);
    for (let i = count; i < len; i++) {
      const field = structFieldPtrByIndex(sema, block, src, ptr, i, src, true);
      storePtr(sema, block, src, field, fields[i] as AirRef, src, src, true);
    }
    return VOID_VALUE;
  }
  if (count !== len) {
    const kind = typeKind(pool, ty) === TypeKind.array ? 'array' : 'vector';
    sema.fail(block, src, `expected ${len} ${kind} elements; found ${count}`);
  }
  const sentinel = sentinelOf(pool, ty);
  if (sentinel === NO_INDEX) return VOID_VALUE;
  if (resolveDefinedValue(sema, block, src, ptr) === NO_INDEX) {
    storeSentinel(sema, block, src, ptr, ty);
    return VOID_VALUE;
  }
  const index = intValue(pool, Ty.usize, len) as number as AirRef;
  const sentinelPtr = elemPtr(sema, block, src, ptr, index, src, true);
  storePtr(sema, block, src, sentinelPtr, sentinel as number as AirRef, src, src, true);
  return VOID_VALUE;
}

export const ptrInitHandlers: Handlers = {
  [Tag.struct_init_field_type]: zirStructInitFieldType,
  [Tag.struct_init_field_ptr]: zirStructInitFieldPtr,
  [Tag.field_type_ref]: zirFieldTypeRef,
  [Tag.validate_ptr_struct_init]: zirValidatePtrStructInit,
  [Tag.validate_ptr_array_init]: zirValidatePtrArrayInit,
};
