import { ContainerFlag, ContainerStatus, Layout } from './container-table.ts';
import { containerOf, fieldIsComptime, fieldsLen, fieldType, fieldValue, isContainer, tagType } from './containers.ts';
import { CallConv, funcCallConv, funcIsGeneric, funcReturnType } from './functions.ts';
import { type ContainerIndex, type Index, InternalFault, NO_INDEX } from './ids.ts';
import { ItemTag } from './item.ts';
import { Ty, Val } from './known.ts';
import { unionTagType } from './layout.ts';
import { isAllowzeroPtr, isCPtr, isPtr, isSlice, ptrChild } from './pointers.ts';
import type { InternPool } from './pool.ts';
import {
  arrayLenWithSentinel,
  childType,
  errorUnionPayload,
  isIntType,
  isRuntimeFloat,
  TypeKind,
  typeKind,
} from './types.ts';
import { aggregate, aggregateRepeated, enumTag, intValue, optNull, undefValue, unionValue } from './values.ts';

/** Answers of `comptimeOnlyState`; any larger number is a container whose fields must be known first. */
const NO = 0;
const YES = 1;

/** Containers that the question asked last came to. */
const seen = new Set<ContainerIndex>();

/**
 * A type is comptime-only if a field that is comptime-only can be reached from it. So every container is looked at once, and if
 * the answer is no, it is no for all that were.
 */
function askComptimeOnly(pool: InternPool, ty: Index): number {
  if (seen.size > 0) seen.clear();
  const state = comptimeOnlyState(pool, ty);
  if (state === NO) for (const row of seen) pool.containers.setFlag(row, ContainerFlag.comptimeOnlyKnown, true);
  return state;
}

function comptimeOnlyState(pool: InternPool, ty: Index): number {
  switch (pool.tags.data[ty] as ItemTag) {
    case ItemTag.type_simple:
      switch (ty) {
        case Ty.type:
        case Ty.comptimeInt:
        case Ty.comptimeFloat:
        case Ty.null:
        case Ty.undefined:
        case Ty.enumLiteral:
        case Ty.genericPoison:
          return YES;
      }
      return NO;
    case ItemTag.type_pointer: {
      const child = ptrChild(pool, ty);
      const tag = pool.tags.data[child] as ItemTag;
      if (tag === ItemTag.type_opaque) return NO;
      if (tag === ItemTag.type_func) return funcPtrState(pool, child);
      return comptimeOnlyState(pool, child);
    }
    case ItemTag.type_array:
    case ItemTag.type_vector:
    case ItemTag.type_optional:
      return comptimeOnlyState(pool, childType(pool, ty));
    case ItemTag.type_error_union:
      return comptimeOnlyState(pool, errorUnionPayload(pool, ty));
    case ItemTag.type_func:
      return YES;
    case ItemTag.type_tuple:
      return fieldsState(pool, ty);
    case ItemTag.type_struct:
    case ItemTag.type_union:
      return containerState(pool, ty);
    case ItemTag.type_enum: {
      const tag = tagType(pool, ty);
      return tag === NO_INDEX ? (fieldsKnown(pool, ty) ? NO : ty) : comptimeOnlyState(pool, tag);
    }
    default:
      return NO;
  }
}

function funcPtrState(pool: InternPool, func: Index): number {
  if (funcIsGeneric(pool, func) || funcCallConv(pool, func) === CallConv.inline) return YES;
  return comptimeOnlyState(pool, funcReturnType(pool, func));
}

function fieldsKnown(pool: InternPool, ty: Index): boolean {
  const status: ContainerStatus = pool.containers.status.data[containerOf(pool, ty)];
  return (
    status === ContainerStatus.fields ||
    status === ContainerStatus.layoutInProgress ||
    status === ContainerStatus.layout
  );
}

function fieldsState(pool: InternPool, ty: Index): number {
  let state = NO;
  const len = fieldsLen(pool, ty);
  for (let i = 0; i < len; i++) {
    if (fieldIsComptime(pool, ty, i)) continue;
    const field = comptimeOnlyState(pool, fieldType(pool, ty, i));
    if (field === YES) return YES;
    if (state === NO) state = field;
  }
  return state;
}

function containerState(pool: InternPool, ty: Index): number {
  const table = pool.containers;
  const row = containerOf(pool, ty);
  const flags = table.flags.data[row];
  if (flags & ContainerFlag.comptimeOnlyKnown) return flags & ContainerFlag.comptimeOnly ? YES : NO;
  if (seen.has(row)) return NO;
  if (!fieldsKnown(pool, ty)) return ty;
  if (table.layout.data[row] === Layout.packed) return NO;
  seen.add(row);
  const state = fieldsState(pool, ty);
  if (state === YES) table.setFlag(row, ContainerFlag.comptimeOnly | ContainerFlag.comptimeOnlyKnown, true);
  return state;
}

/** A container whose fields must be known before `comptimeOnly` can be asked of `ty`; NO_INDEX if there is none. */
export function comptimeOnlyBlocker(pool: InternPool, ty: Index): Index {
  const state = askComptimeOnly(pool, ty);
  return state === NO || state === YES ? NO_INDEX : (state as Index);
}

/**
 * Whether the type can exist at comptime only: `type`, `comptime_int`, a function body, a struct with such a field, a pointer
 * to such a type. Fields that are not known (`comptimeOnlyBlocker`) are taken for ones that can exist at run time.
 */
export function comptimeOnly(pool: InternPool, ty: Index): boolean {
  return askComptimeOnly(pool, ty) === YES;
}

/** Whether the fields of every container that `ty` has in it by value are known. */
export function fieldsKnownInside(pool: InternPool, ty: Index): boolean {
  switch (pool.tags.data[ty] as ItemTag) {
    case ItemTag.type_array:
    case ItemTag.type_vector:
    case ItemTag.type_optional:
      return fieldsKnownInside(pool, childType(pool, ty));
    case ItemTag.type_error_union:
      return fieldsKnownInside(pool, errorUnionPayload(pool, ty));
    case ItemTag.type_enum:
      return fieldsKnown(pool, ty);
    case ItemTag.type_union:
      return fieldsKnown(pool, ty) && fieldsKnown(pool, tagType(pool, ty)) && allFieldsKnownInside(pool, ty);
    case ItemTag.type_struct:
      return fieldsKnown(pool, ty) && allFieldsKnownInside(pool, ty);
    case ItemTag.type_tuple:
      return allFieldsKnownInside(pool, ty);
    default:
      return true;
  }
}

function allFieldsKnownInside(pool: InternPool, ty: Index): boolean {
  const len = fieldsLen(pool, ty);
  for (let i = 0; i < len; i++) if (!fieldsKnownInside(pool, fieldType(pool, ty, i))) return false;
  return true;
}

/** Whether values of the type have bits at run time: size is not zero and it is not comptime-only. Fields must be known. */
export function hasRuntimeBits(pool: InternPool, ty: Index): boolean {
  switch (pool.tags.data[ty] as ItemTag) {
    case ItemTag.type_int:
      return pool.word(ty, 0) > 1;
    case ItemTag.type_pointer:
      return !comptimeOnly(pool, ty);
    case ItemTag.type_array:
    case ItemTag.type_vector:
      return arrayLenWithSentinel(pool, ty) > 0 && hasRuntimeBits(pool, childType(pool, ty));
    case ItemTag.type_optional: {
      const child = childType(pool, ty);
      return !isUninhabited(child) && !comptimeOnly(pool, child);
    }
    case ItemTag.type_error_union:
      return !comptimeOnly(pool, errorUnionPayload(pool, ty));
    case ItemTag.type_func:
      return false;
    case ItemTag.type_enum:
      return hasRuntimeBits(pool, tagType(pool, ty));
    case ItemTag.type_union: {
      const tag = unionTagType(pool, ty);
      if (comptimeOnly(pool, ty)) return false;
      return (tag !== NO_INDEX && hasRuntimeBits(pool, tag)) || anyFieldHasBits(pool, ty);
    }
    case ItemTag.type_struct:
      if (comptimeOnly(pool, ty)) return false;
      return anyFieldHasBits(pool, ty);
    case ItemTag.type_tuple:
      return !comptimeOnly(pool, ty) && anyFieldHasBits(pool, ty);
    case ItemTag.type_simple:
      switch (ty) {
        case Ty.void:
        case Ty.noreturn:
          return false;
      }
      return !comptimeOnly(pool, ty);
    default:
      return true;
  }
}

function anyFieldHasBits(pool: InternPool, ty: Index): boolean {
  const len = fieldsLen(pool, ty);
  for (let i = 0; i < len; i++)
    if (!fieldIsComptime(pool, ty, i) && hasRuntimeBits(pool, fieldType(pool, ty, i))) return true;
  return false;
}

/**
 * The only value that the type has (`void`, `u0`, `struct {}` ...); NO_INDEX if it has more, or none. Fields must be known,
 * comptime ones with their values.
 */
export function onlyPossibleValue(pool: InternPool, ty: Index): Index {
  if (isContainer(pool, ty) && pool.tags.data[ty] !== ItemTag.type_opaque && !fieldsKnown(pool, ty))
    throw new InternalFault(`the fields of ${pool.text(pool.containers.nameOf(containerOf(pool, ty)))} are not known`);
  switch (pool.tags.data[ty] as ItemTag) {
    case ItemTag.type_simple:
      switch (ty) {
        case Ty.void:
          return Val.void;
        case Ty.null:
          return Val.null;
        case Ty.undefined:
          return undefValue(pool, ty);
      }
      return NO_INDEX;
    case ItemTag.type_int:
      return pool.word(ty, 0) <= 1 ? intValue(pool, ty, 0) : NO_INDEX;
    case ItemTag.type_array:
    case ItemTag.type_vector: {
      if (arrayLenWithSentinel(pool, ty) === 0) return aggregate(pool, ty, []);
      const only = onlyPossibleValue(pool, childType(pool, ty));
      return only === NO_INDEX ? NO_INDEX : aggregateRepeated(pool, ty, only);
    }
    case ItemTag.type_optional:
      return isUninhabited(childType(pool, ty)) ? optNull(pool, ty) : NO_INDEX;
    case ItemTag.type_struct:
    case ItemTag.type_tuple:
      return onlyStructValue(pool, ty);
    case ItemTag.type_union: {
      if (fieldsLen(pool, ty) !== 1) return NO_INDEX;
      const payload = onlyPossibleValue(pool, fieldType(pool, ty, 0));
      if (payload === NO_INDEX) return NO_INDEX;
      const tag = onlyPossibleValue(pool, tagType(pool, ty));
      return tag === NO_INDEX ? NO_INDEX : unionValue(pool, ty, tag, payload);
    }
    case ItemTag.type_enum: {
      const container = containerOf(pool, ty);
      if (!pool.containers.has(container, ContainerFlag.nonexhaustive))
        return fieldsLen(pool, ty) === 1 ? enumTag(pool, ty, fieldValue(pool, ty, 0)) : NO_INDEX;
      const int = onlyPossibleValue(pool, tagType(pool, ty));
      return int === NO_INDEX ? NO_INDEX : enumTag(pool, ty, int);
    }
    default:
      return NO_INDEX;
  }
}

function onlyStructValue(pool: InternPool, ty: Index): Index {
  const len = fieldsLen(pool, ty);
  const values: Index[] = [];
  for (let i = 0; i < len; i++) {
    const value = fieldIsComptime(pool, ty, i)
      ? fieldValue(pool, ty, i)
      : onlyPossibleValue(pool, fieldType(pool, ty, i));
    if (value === NO_INDEX) return NO_INDEX;
    values.push(value);
  }
  return aggregate(pool, ty, values);
}

/** Whether the type is an optional pointer whose null is address 0, or a C pointer. */
export function isPtrLikeOptional(pool: InternPool, ty: Index): boolean {
  if (pool.tags.data[ty] === ItemTag.type_optional) {
    const child = childType(pool, ty);
    return isPtr(pool, child) && !isSlice(pool, child) && !isAllowzeroPtr(pool, child);
  }
  return isCPtr(pool, ty);
}

/**
 * Whether an optional type is represented by its payload alone: pointers and slices (null has address 0), and error sets (null is
 * code 0).
 */
export function optionalReprIsPayload(pool: InternPool, ty: Index): boolean {
  if (pool.tags.data[ty] !== ItemTag.type_optional) return isCPtr(pool, ty);
  const child = childType(pool, ty);
  if (isPtr(pool, child)) return !isAllowzeroPtr(pool, child);
  return typeKind(pool, child) === TypeKind.error_set;
}

/** Whether the type is a pointer at run time: a pointer but not a slice, or an optional one whose null is address 0. */
export function isPtrAtRuntime(pool: InternPool, ty: Index): boolean {
  return isPtr(pool, ty) ? !isSlice(pool, ty) : isPtrLikeOptional(pool, ty);
}

/**
 * Whether the language says how the type is in memory, so that its bytes may be looked at: not so for `auto` structs and unions,
 * slices, errors, tuples, and optionals that are not pointers.
 */
export function hasDefinedLayout(pool: InternPool, ty: Index): boolean {
  switch (pool.tag(ty)) {
    case ItemTag.type_int:
    case ItemTag.type_vector:
      return true;
    case ItemTag.type_pointer:
      return !isSlice(pool, ty);
    case ItemTag.type_optional:
      return isPtrLikeOptional(pool, ty);
    case ItemTag.type_array:
      return hasDefinedLayout(pool, childType(pool, ty));
    case ItemTag.type_struct:
    case ItemTag.type_union:
      return pool.containers.layout.data[containerOf(pool, ty)] !== Layout.auto;
    case ItemTag.type_enum:
      return pool.containers.has(containerOf(pool, ty), ContainerFlag.explicitTag);
    case ItemTag.type_simple:
      return ty === Ty.bool || ty === Ty.void || isIntType(pool, ty) || isRuntimeFloat(ty);
    default:
      return false;
  }
}

/** Whether the type is `noreturn` or `error{}`. (An empty enum has no values either, but takes part in layouts as any other.) */
export function isUninhabited(ty: Index): boolean {
  return ty === Ty.noreturn || ty === Ty.emptyErrorSet;
}
