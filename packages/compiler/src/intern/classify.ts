import { ContainerFlag, Layout, TypeClass } from './container-table.ts';
import {
  containerLayout,
  containerOf,
  fieldIndex,
  fieldIsComptime,
  fieldName,
  fieldsLen,
  fieldType,
  fieldValue,
  isPackedStruct,
  tagType,
} from './containers.ts';
import { type Index, NO_INDEX } from './ids.ts';
import { ItemTag } from './item.ts';
import { Ty, Val } from './known.ts';
import { unionTagType } from './layout.ts';
import { isAllowzeroPtr, isCPtr, isPtr, isSlice } from './pointers.ts';
import type { InternPool } from './pool.ts';
import {
  arrayLenWithSentinel,
  childType,
  errorUnionPayload,
  intBits,
  isIntType,
  isRuntimeFloat,
  TypeKind,
  typeKind,
} from './types.ts';
import { aggregate, aggregateRepeated, enumTag, intValue, optNull, unionValue } from './values.ts';

/** How many values the type has and when they can exist. The layouts of all containers in it by value must be known. */
export function classOf(pool: InternPool, ty: Index): TypeClass {
  switch (pool.tags.data[ty] as ItemTag) {
    case ItemTag.type_int:
      return pool.word(ty, 0) <= 1 ? TypeClass.oneValue : TypeClass.runtime;
    case ItemTag.type_array:
    case ItemTag.type_vector:
      return arrayLenWithSentinel(pool, ty) === 0 ? TypeClass.oneValue : classOf(pool, childType(pool, ty));
    case ItemTag.type_optional:
      switch (classOf(pool, childType(pool, ty))) {
        case TypeClass.noValue:
          return TypeClass.oneValue;
        case TypeClass.comptime:
          return TypeClass.comptime;
        default:
          return TypeClass.runtime;
      }
    case ItemTag.type_error_union:
      return classOf(pool, errorUnionPayload(pool, ty)) === TypeClass.comptime ? TypeClass.comptime : TypeClass.runtime;
    case ItemTag.type_func:
      return TypeClass.comptime;
    case ItemTag.type_opaque:
      return TypeClass.noValue;
    case ItemTag.type_tuple:
      return classOfFields(pool, ty);
    case ItemTag.type_struct:
    case ItemTag.type_union:
    case ItemTag.type_enum:
      return pool.containers.class(containerOf(pool, ty));
    case ItemTag.type_simple:
      return classOfSimple(pool, ty);
    default:
      return TypeClass.runtime;
  }
}

function classOfSimple(pool: InternPool, ty: Index): TypeClass {
  switch (ty) {
    case Ty.void:
      return TypeClass.oneValue;
    case Ty.noreturn:
    case Ty.anyopaque:
      return TypeClass.noValue;
    case Ty.type:
    case Ty.comptimeInt:
    case Ty.comptimeFloat:
    case Ty.null:
    case Ty.undefined:
    case Ty.enumLiteral:
    case Ty.genericPoison:
      return TypeClass.comptime;
    default:
      return isIntType(pool, ty) && intBits(pool, ty) === 0 ? TypeClass.oneValue : TypeClass.runtime;
  }
}

/** The class of a struct or tuple whose fields are those of `ty`. */
function classOfFields(pool: InternPool, ty: Index): TypeClass {
  let result = TypeClass.oneValue;
  const len = fieldsLen(pool, ty);
  for (let i = 0; i < len; i++) {
    if (fieldIsComptime(pool, ty, i)) continue;
    const field = classOf(pool, fieldType(pool, ty, i));
    if (field === TypeClass.noValue) return field;
    if (field === TypeClass.comptime || (field === TypeClass.runtime && result === TypeClass.oneValue)) result = field;
  }
  return result;
}

/** What `classOf` is to give for the struct, union or enum type `ty`, worked out from its fields and tag type. */
export function classOfContainer(pool: InternPool, ty: Index): TypeClass {
  switch (pool.tags.data[ty] as ItemTag) {
    case ItemTag.type_enum:
      return classOf(pool, tagType(pool, ty));
    case ItemTag.type_union:
      return classOfUnion(pool, ty);
    default:
      return isPackedStruct(pool, ty) ? classOf(pool, tagType(pool, ty)) : classOfFields(pool, ty);
  }
}

function classOfUnion(pool: InternPool, ty: Index): TypeClass {
  let result = TypeClass.noValue;
  let active = 0;
  const len = fieldsLen(pool, ty);
  for (let i = 0; i < len; i++) {
    const field = classOf(pool, fieldType(pool, ty, i));
    if (field === TypeClass.noValue) continue;
    active++;
    if (field === TypeClass.comptime || result === TypeClass.noValue) result = field;
    else if (field === TypeClass.runtime && result === TypeClass.oneValue) result = field;
  }
  if (active < 2 || result !== TypeClass.oneValue) return result;
  // Of fields without bits it is the tag that tells values apart.
  return unionTagType(pool, ty) === NO_INDEX ? TypeClass.oneValue : TypeClass.runtime;
}

/** How many fields of the union type can be active: those whose types have values. */
export function activeFieldsLen(pool: InternPool, ty: Index): number {
  let count = 0;
  const len = fieldsLen(pool, ty);
  for (let i = 0; i < len; i++) if (!isUninhabited(pool, fieldType(pool, ty, i))) count++;
  return count;
}

/**
 * Whether values of the type exist at comptime only: `type`, `comptime_int`, a function body, a struct with such a field. A pointer to
 * such a type is a value like any other. Layouts must be known.
 */
export function comptimeOnly(pool: InternPool, ty: Index): boolean {
  return classOf(pool, ty) === TypeClass.comptime;
}

/** Whether values of the type have bits at run time. Layouts must be known. */
export function hasRuntimeBits(pool: InternPool, ty: Index): boolean {
  return classOf(pool, ty) === TypeClass.runtime;
}

/** Whether the type has no value. Layouts must be known. */
export function isUninhabited(pool: InternPool, ty: Index): boolean {
  return classOf(pool, ty) === TypeClass.noValue;
}

/**
 * The only value that the type has (`void`, `u0`, `struct {}` ...); NO_INDEX if it has more, or none. Layouts must be known,
 * comptime fields with their values.
 */
export function onlyPossibleValue(pool: InternPool, ty: Index): Index {
  return classOf(pool, ty) === TypeClass.oneValue ? onlyValue(pool, ty) : NO_INDEX;
}

function onlyValue(pool: InternPool, ty: Index): Index {
  switch (pool.tags.data[ty] as ItemTag) {
    case ItemTag.type_array:
    case ItemTag.type_vector:
      if (arrayLenWithSentinel(pool, ty) === 0) return aggregate(pool, ty, []);
      return aggregateRepeated(pool, ty, onlyValue(pool, childType(pool, ty)));
    case ItemTag.type_optional:
      return optNull(pool, ty);
    case ItemTag.type_struct:
    case ItemTag.type_tuple:
      return onlyStructValue(pool, ty);
    case ItemTag.type_union:
      return onlyUnionValue(pool, ty);
    case ItemTag.type_enum:
      return onlyEnumValue(pool, ty);
    default:
      return ty === Ty.void ? Val.void : intValue(pool, ty, 0);
  }
}

/** Of an enum whose integer has no bits, even where no tag has that value. */
function onlyEnumValue(pool: InternPool, ty: Index): Index {
  return enumTag(pool, ty, intValue(pool, tagType(pool, ty), 0));
}

function onlyUnionValue(pool: InternPool, ty: Index): Index {
  const i = firstActiveField(pool, ty);
  return unionValue(pool, ty, tagOfField(pool, ty, i), onlyValue(pool, fieldType(pool, ty, i)));
}

/** The first field of the union type that can be active; -1 if none can. */
function firstActiveField(pool: InternPool, ty: Index): number {
  const len = fieldsLen(pool, ty);
  for (let i = 0; i < len; i++) if (!isUninhabited(pool, fieldType(pool, ty, i))) return i;
  return -1;
}

/** The enum value that says that field `i` of the union type is active. */
function tagOfField(pool: InternPool, ty: Index, i: number): Index {
  const tagTy = tagType(pool, ty);
  return enumTag(pool, tagTy, fieldValue(pool, tagTy, fieldIndex(pool, tagTy, fieldName(pool, ty, i))));
}

/** The tag of all values of the union type, where only one of its fields can be active; else NO_INDEX. */
export function onlyUnionTag(pool: InternPool, ty: Index): Index {
  return activeFieldsLen(pool, ty) === 1 ? tagOfField(pool, ty, firstActiveField(pool, ty)) : NO_INDEX;
}

function onlyStructValue(pool: InternPool, ty: Index): Index {
  const len = fieldsLen(pool, ty);
  const values: Index[] = [];
  for (let i = 0; i < len; i++)
    values.push(fieldIsComptime(pool, ty, i) ? fieldValue(pool, ty, i) : onlyValue(pool, fieldType(pool, ty, i)));
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
      return containerLayout(pool, ty) !== Layout.auto;
    case ItemTag.type_enum:
      return pool.containers.has(containerOf(pool, ty), ContainerFlag.explicitTag);
    case ItemTag.type_simple:
      return ty === Ty.bool || ty === Ty.void || isIntType(pool, ty) || isRuntimeFloat(ty);
    default:
      return false;
  }
}
