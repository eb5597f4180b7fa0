import { onlyPossibleValue } from '../intern/classify.ts';
import { Layout } from '../intern/container-table.ts';
import { containerLayout, fieldIsComptime, fieldsLen, fieldType, tagType } from '../intern/containers.ts';
import { CallConv, funcCallConv, funcIsGeneric, funcIsVarArgs, funcReturnType } from '../intern/functions.ts';
import { type Index, NO_INDEX } from '../intern/ids.ts';
import { ItemTag } from '../intern/item.ts';
import { Ty } from '../intern/known.ts';
import { arrayLen, childType, errorUnionPayload, tupleFieldType, tupleFieldValue } from '../intern/types.ts';
import type { Block } from './block.ts';
import { requireFields, resolveFields } from './facts.ts';
import type { Sema } from './sema.ts';
import type { Src } from './src-loc.ts';

/** Answers of `typeRequiresComptime` for struct and union types; the dependencies they rest on were declared by the same unit. */
const answers = new WeakMap<Sema, Map<Index, boolean>>();

/** The structs and unions that a walk over types has come by. */
interface Walk {
  readonly known: Map<Index, boolean>;
  readonly seen: Set<Index>;
  /** Whether the fields of one of them were being worked out just then. */
  isPartial: boolean;
}

/** Whether values of the type can exist at compile time only. Works out the fields that the answer needs. */
export function typeRequiresComptime(sema: Sema, block: Block, src: Src, ty: Index): boolean {
  const pool = sema.pool;
  for (;;) {
    switch (pool.tag(ty)) {
      case ItemTag.type_int:
      case ItemTag.type_error_set:
      case ItemTag.type_inferred_error_set:
      case ItemTag.type_enum:
        return false;
      case ItemTag.type_simple:
        return isSimpleComptimeOnly(ty);
      case ItemTag.type_array:
      case ItemTag.type_vector:
      case ItemTag.type_optional:
        ty = childType(pool, ty);
        continue;
      case ItemTag.type_pointer: {
        const child = childType(pool, ty);
        const tag = pool.tag(child);
        if (tag === ItemTag.type_func || tag === ItemTag.type_opaque || child === Ty.anyopaque) break;
        ty = child;
        continue;
      }
      case ItemTag.type_error_union:
        ty = errorUnionPayload(pool, ty);
        continue;
    }
    break;
  }
  let known = answers.get(sema);
  if (known === undefined) {
    known = new Map();
    answers.set(sema, known);
  }
  const answer = known.get(ty);
  if (answer !== undefined) return answer;
  const walk = { known, seen: new Set<Index>(), isPartial: false };
  const found = reachesComptimeOnly(sema, block, src, ty, walk);
  // What holds for the whole of what was walked holds for each part of it.
  if (!found && !walk.isPartial) for (const passed of walk.seen) known.set(passed, false);
  if (pool.tag(ty) === ItemTag.type_struct || pool.tag(ty) === ItemTag.type_union) known.set(ty, found);
  return found;
}

/** Whether a comptime-only type is reached from `ty` through fields, elements and pointers. */
function reachesComptimeOnly(sema: Sema, block: Block, src: Src, ty: Index, walk: Walk): boolean {
  const pool = sema.pool;
  for (;;) {
    switch (pool.tag(ty)) {
      case ItemTag.type_simple:
        return isSimpleComptimeOnly(ty);
      case ItemTag.type_func:
        return true;
      case ItemTag.type_pointer: {
        const child = childType(pool, ty);
        if (pool.tag(child) === ItemTag.type_func) {
          if (funcIsGeneric(pool, child) || funcCallConv(pool, child) === CallConv.inline) return true;
          if (funcIsVarArgs(pool, child)) return false;
          ty = funcReturnType(pool, child);
          continue;
        }
        if (pool.tag(child) === ItemTag.type_opaque || child === Ty.anyopaque) return false;
        ty = child;
        continue;
      }
      case ItemTag.type_array:
      case ItemTag.type_vector:
      case ItemTag.type_optional:
        ty = childType(pool, ty);
        continue;
      case ItemTag.type_anyframe:
        return false;
      case ItemTag.type_error_union:
        ty = errorUnionPayload(pool, ty);
        continue;
      case ItemTag.type_tuple: {
        const len = arrayLen(pool, ty);
        for (let i = 0; i < len; i++) {
          if (tupleFieldValue(pool, ty, i) !== NO_INDEX) continue;
          if (reachesComptimeOnly(sema, block, src, tupleFieldType(pool, ty, i), walk)) return true;
        }
        return false;
      }
      case ItemTag.type_struct:
      case ItemTag.type_union: {
        const answer = walk.known.get(ty);
        if (answer !== undefined) return answer;
        if (walk.seen.has(ty)) return false;
        walk.seen.add(ty);
        // While its fields are worked out, a type is taken for one that can exist at run time.
        if (!resolveFields(sema, block, src, ty)) {
          walk.isPartial = true;
          return false;
        }
        if (containerLayout(pool, ty) === Layout.packed) return false;
        const len = fieldsLen(pool, ty);
        for (let i = 0; i < len; i++) {
          if (pool.tag(ty) === ItemTag.type_struct && fieldIsComptime(pool, ty, i)) continue;
          if (reachesComptimeOnly(sema, block, src, fieldType(pool, ty, i), walk)) return true;
        }
        return false;
      }
      default:
        return false;
    }
  }
}

function isSimpleComptimeOnly(ty: Index): boolean {
  switch (ty) {
    case Ty.type:
    case Ty.comptimeInt:
    case Ty.comptimeFloat:
    case Ty.null:
    case Ty.undefined:
    case Ty.enumLiteral:
    case Ty.genericPoison:
      return true;
    default:
      return false;
  }
}

/** The only value that `ty` has; NO_INDEX if it has several or none. Works out the fields that the answer needs. */
export function onePossibleValue(sema: Sema, block: Block, src: Src, ty: Index): Index {
  switch (sema.pool.tag(ty)) {
    case ItemTag.type_pointer:
    case ItemTag.type_func:
      return NO_INDEX;
    default:
      requireFieldsInside(sema, block, src, ty);
      return onlyPossibleValue(sema.pool, ty);
  }
}

/** Works out the fields of every container that a value of type `ty` has in it by value. */
export function requireFieldsInside(sema: Sema, block: Block, src: Src, ty: Index): void {
  const pool = sema.pool;
  for (;;) {
    switch (pool.tag(ty)) {
      case ItemTag.type_array:
      case ItemTag.type_vector:
      case ItemTag.type_optional:
        ty = childType(pool, ty);
        continue;
      case ItemTag.type_error_union:
        ty = errorUnionPayload(pool, ty);
        continue;
      case ItemTag.type_tuple: {
        const len = arrayLen(pool, ty);
        for (let i = 0; i < len; i++) requireFieldsInside(sema, block, src, tupleFieldType(pool, ty, i));
        return;
      }
      case ItemTag.type_enum:
        requireFields(sema, block, src, ty);
        return;
      case ItemTag.type_struct:
      case ItemTag.type_union: {
        let visited = inside.get(sema);
        if (visited === undefined) {
          visited = new Set();
          inside.set(sema, visited);
        }
        if (visited.has(ty)) return;
        requireFields(sema, block, src, ty);
        visited.add(ty);
        const len = fieldsLen(pool, ty);
        for (let i = 0; i < len; i++) requireFieldsInside(sema, block, src, fieldType(pool, ty, i));
        if (pool.tag(ty) === ItemTag.type_union && tagType(pool, ty) !== NO_INDEX)
          requireFields(sema, block, src, tagType(pool, ty));
        return;
      }
      default:
        return;
    }
  }
}

/** Containers whose insides a Sema has worked out. */
const inside = new WeakMap<Sema, Set<Index>>();

/** Whether values of the type take up memory at run time. Works out the fields that the answer needs. */
export function typeHasRuntimeBits(sema: Sema, block: Block, src: Src, ty: Index): boolean {
  return (
    ty !== Ty.noreturn &&
    !typeRequiresComptime(sema, block, src, ty) &&
    onePossibleValue(sema, block, src, ty) === NO_INDEX
  );
}
