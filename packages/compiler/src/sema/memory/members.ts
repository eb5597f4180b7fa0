import type { AirRef } from '../../air/air.ts';
import { ContainerFlag } from '../../intern/container-table.ts';
import { containerOf, fieldIndex, fieldValue, isContainer, namespaceOfType, tagType } from '../../intern/containers.ts';
import { type DeclIndex, type Index, NO_DECL, NO_INDEX, NO_NAMESPACE, type StringIndex } from '../../intern/ids.ts';
import { ItemTag } from '../../intern/item.ts';
import { Ty } from '../../intern/known.ts';
import { isSlice } from '../../intern/pointers.ts';
import { printType } from '../../intern/print-type.ts';
import { errorSetHas, errorSetType, TypeKind, typeKind } from '../../intern/types.ts';
import { enumTag, errValue } from '../../intern/values.ts';
import type { ErrorNote } from '../../query/errors.ts';
import { CHUNK_NODE, type Src } from '../../query/src.ts';
import type { Block } from '../core/block.ts';
import { isAccessible, lookupName, resolveLayout } from '../core/facts.ts';
import { resolveInferredErrorSet } from '../core/inferred-errors.ts';
import type { Sema } from '../core/sema.ts';
import { failWithType, isReified } from '../types/type-notes.ts';
import { constantMaybeRef } from './aggregates.ts';
import { loadDecl, refDecl } from './decl-refs.ts';

/** The declaration `name` of the container type `ty`; NO_DECL if it has none. Fails where it may not be used from here. */
function lookupMember(sema: Sema, block: Block, src: Src, ty: Index, name: StringIndex): DeclIndex {
  const namespace = namespaceOfType(sema.pool, ty);
  if (namespace === NO_NAMESPACE || isGeneratedOrReified(sema, ty)) return NO_DECL;
  const decl = lookupName(sema, namespace, name);
  if (decl !== NO_DECL && !isAccessible(sema, decl, block.namespace)) {
    sema.fail(block, src, `'${sema.pool.text(name)}' is not marked 'pub'`, [
      { chunk: sema.pool.decls.trackedOf(decl), src: CHUNK_NODE, message: 'declared here' },
    ]);
  }
  return decl;
}

function isGeneratedOrReified(sema: Sema, ty: Index): boolean {
  return !isContainer(sema.pool, ty) || isReified(sema, ty);
}

/** The tag of enum type `ty`, whose fields are known, called `name`; NO_INDEX if there is none. */
export function enumFieldValue(sema: Sema, ty: Index, name: StringIndex): Index {
  const index = fieldIndex(sema.pool, ty, name);
  return index < 0 ? NO_INDEX : enumTag(sema.pool, ty, fieldValue(sema.pool, ty, index));
}

/**
 * What `ty.name` is: a declaration, the tag of an enum or of a tagged union, an error. With `asPtr` its address. Fails if there
 * is nothing of that name.
 */
export function typeMember(
  sema: Sema,
  block: Block,
  src: Src,
  ty: Index,
  name: StringIndex,
  nameSrc: Src,
  asPtr: boolean,
): AirRef {
  const pool = sema.pool;
  switch (typeKind(pool, ty)) {
    case TypeKind.error_set:
      return constantMaybeRef(sema, errorMember(sema, block, src, ty, name), asPtr);
    case TypeKind.union:
    case TypeKind.enum:
    case TypeKind.struct:
    case TypeKind.opaque: {
      const decl = lookupMember(sema, block, src, ty, name);
      if (decl !== NO_DECL) return asPtr ? refDecl(sema, block, src, decl) : loadDecl(sema, block, src, decl);
      const tag = tagMember(sema, block, src, ty, name);
      if (tag !== NO_INDEX) return constantMaybeRef(sema, tag, asPtr);
      const isNamed = asPtr || pool.tag(ty) === ItemTag.type_enum || pool.tag(ty) === ItemTag.type_union;
      return failWithBadMemberAccess(sema, block, isNamed ? nameSrc : src, ty, name);
    }
    default: {
      const notes: ErrorNote[] = [];
      const chunk = block.frame.chunk;
      if (!asPtr && isSlice(pool, ty)) notes.push({ chunk, src, message: `slice values have 'len' and 'ptr' members` });
      if (!asPtr && typeKind(pool, ty) === TypeKind.array)
        notes.push({ chunk, src, message: `array values have 'len' member` });
      return sema.fail(block, src, `type '${printType(pool, ty)}' has no members`, notes);
    }
  }
}

function errorMember(sema: Sema, block: Block, src: Src, ty: Index, name: StringIndex): Index {
  const pool = sema.pool;
  if (ty === Ty.anyerror) return errValue(pool, errorSetType(pool, [name]), name);
  const set = resolveInferredErrorSet(sema, block, src, ty);
  if (set !== Ty.anyerror && !errorSetHas(pool, set, name))
    sema.fail(block, src, `no error named '${pool.text(name)}' in '${printType(pool, ty)}'`);
  return errValue(pool, ty, name);
}

/** The tag called `name` of an enum type, or of the tag type of a tagged union; NO_INDEX if there is none. */
function tagMember(sema: Sema, block: Block, src: Src, ty: Index, name: StringIndex): Index {
  const pool = sema.pool;
  let enumTy = ty;
  if (pool.tag(ty) === ItemTag.type_union) {
    resolveLayout(sema, block, src, ty, 'field usage');
    if (!pool.containers.has(containerOf(pool, ty), ContainerFlag.tagged)) return NO_INDEX;
    enumTy = tagType(pool, ty);
  } else if (pool.tag(ty) !== ItemTag.type_enum) return NO_INDEX;
  resolveLayout(sema, block, src, enumTy, 'field usage');
  return enumFieldValue(sema, enumTy, name);
}

/** Fails: the container type `ty` has no member called `name`. */
function failWithBadMemberAccess(sema: Sema, block: Block, src: Src, ty: Index, name: StringIndex): never {
  const pool = sema.pool;
  const isFile = isContainer(pool, ty) && pool.containers.has(containerOf(pool, ty), ContainerFlag.isFile);
  const what = isFile ? 'root source file struct' : TypeKind[typeKind(pool, ty)];
  return failWithType(sema, block, src, what, ty, `has no member named '${pool.text(name)}'`);
}
