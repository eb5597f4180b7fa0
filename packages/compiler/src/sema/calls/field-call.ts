import { AIR_NONE, type AirRef } from '../../air/air.ts';
import { fieldIndex, isContainer, namespaceOfType } from '../../intern/containers.ts';
import { funcParamsLen, funcParamType } from '../../intern/functions.ts';
import { type DeclIndex, type Index, NO_DECL, NO_NAMESPACE, type StringIndex } from '../../intern/ids.ts';
import { Ty } from '../../intern/known.ts';
import { isCPtr, isPtr, isSinglePtr, ptrChild } from '../../intern/pointers.ts';
import { printType } from '../../intern/print-type.ts';
import { childType, errorUnionPayload, isTuple, TypeKind, typeKind } from '../../intern/types.ts';
import type { ErrorNote } from '../../query/errors.ts';
import { CHUNK_NODE, type Src } from '../../query/src.ts';
import { fieldPtr, fieldVal } from '../access/fields.ts';
import type { Block } from '../core/block.ts';
import { isAccessible, lookupName, resolveLayout } from '../core/facts.ts';
import type { Sema } from '../core/sema.ts';
import { loadDecl } from '../memory/decl-refs.ts';
import { analyzeLoad } from '../memory/pointers.ts';
import { addDeclaredHere } from '../types/type-notes.ts';

/** What `object.name` in a call stands for: a function, and for a method what it is passed first. */
export interface BoundCall {
  readonly func: AirRef;
  /** AIR_NONE for a function in a field, or of a namespace. */
  readonly object: AirRef;
}

function plain(func: AirRef): BoundCall {
  return { func, object: AIR_NONE };
}

/** Finds what `object.name(...)` calls; `object` is a pointer to what stands before the dot. */
export function fieldCallBind(
  sema: Sema,
  block: Block,
  src: Src,
  object: AirRef,
  name: StringIndex,
  nameSrc: Src,
): BoundCall {
  const pool = sema.pool;
  const objectTy = sema.typeOf(object);
  if (!isPtr(pool, objectTy) || !(isSinglePtr(pool, objectTy) || isCPtr(pool, objectTy))) {
    sema.fail(block, src, `expected single pointer, found '${printType(pool, objectTy)}'`);
  }
  const innerTy = ptrChild(pool, objectTy);
  // One more pointer is followed on the way to the value.
  const isDouble = isSinglePtr(pool, innerTy);
  const concreteTy = isDouble ? ptrChild(pool, innerTy) : innerTy;
  const ptr = isDouble ? analyzeLoad(sema, block, src, object, src) : object;
  const inField = bindField(sema, block, src, ptr, concreteTy, name, nameSrc);
  if (inField !== null) return inField;
  const decl = findDecl(sema, block, src, concreteTy, name);
  if (decl !== NO_DECL) {
    const func = loadDecl(sema, block, src, decl);
    const method = bindMethod(sema, block, src, func, ptr, concreteTy);
    if (method !== null) return method;
  }
  return failBind(sema, block, src, concreteTy, name, decl, isDouble);
}

/** A function in a field of a struct or union, or of a type as a namespace. */
function bindField(
  sema: Sema,
  block: Block,
  src: Src,
  ptr: AirRef,
  ty: Index,
  name: StringIndex,
  nameSrc: Src,
): BoundCall | null {
  const pool = sema.pool;
  switch (typeKind(pool, ty)) {
    case TypeKind.struct:
      resolveLayout(sema, block, src, ty, 'pointer access');
      if (isTuple(pool, ty) && pool.text(name) === 'len') {
        return plain(fieldVal(sema, block, src, analyzeLoad(sema, block, src, ptr, src), name, nameSrc));
      }
      break;
    case TypeKind.union:
      resolveLayout(sema, block, src, ty, 'pointer access');
      break;
    case TypeKind.type:
      return plain(fieldVal(sema, block, src, analyzeLoad(sema, block, src, ptr, src), name, nameSrc));
    default:
      return null;
  }
  if (fieldIndex(pool, ty, name) < 0) return null;
  return plain(analyzeLoad(sema, block, src, fieldPtr(sema, block, src, ptr, name, nameSrc, false), src));
}

function findDecl(sema: Sema, block: Block, src: Src, ty: Index, name: StringIndex): DeclIndex {
  if (!isContainer(sema.pool, ty)) return NO_DECL;
  const namespace = namespaceOfType(sema.pool, ty);
  if (namespace === NO_NAMESPACE) return NO_DECL;
  const decl = lookupName(sema, namespace, name);
  if (decl !== NO_DECL && !isAccessible(sema, decl, block.namespace)) {
    const chunk = sema.pool.decls.trackedOf(decl);
    sema.fail(block, src, `'${sema.pool.text(name)}' is not marked 'pub'`, [
      { chunk, src: CHUNK_NODE, message: 'declared here' },
    ]);
  }
  return decl;
}

/** `func` as a method of `ty`, if its first parameter takes the object in some way; null otherwise. */
function bindMethod(sema: Sema, block: Block, src: Src, func: AirRef, ptr: AirRef, ty: Index): BoundCall | null {
  const pool = sema.pool;
  const funcTy = sema.typeOf(func);
  if (typeKind(pool, funcTy) !== TypeKind.fn || funcParamsLen(pool, funcTy) === 0) return null;
  const first = funcParamType(pool, funcTy, 0);
  if (first === Ty.genericPoison || pointsTo(sema, first, ty)) return { func, object: ptr };
  if (first === ty) return { func, object: analyzeLoad(sema, block, src, ptr, src) };
  switch (typeKind(pool, first)) {
    case TypeKind.optional: {
      const child = childType(pool, first);
      if (child === ty) return { func, object: analyzeLoad(sema, block, src, ptr, src) };
      return isSinglePtr(pool, child) && ptrChild(pool, child) === ty ? { func, object: ptr } : null;
    }
    case TypeKind.error_union:
      return errorUnionPayload(pool, first) === ty ? { func, object: analyzeLoad(sema, block, src, ptr, src) } : null;
    default:
      return null;
  }
}

function pointsTo(sema: Sema, ptrTy: Index, ty: Index): boolean {
  const { pool } = sema;
  return (isSinglePtr(pool, ptrTy) || isCPtr(pool, ptrTy)) && ptrChild(pool, ptrTy) === ty;
}

function failBind(
  sema: Sema,
  block: Block,
  src: Src,
  ty: Index,
  name: StringIndex,
  decl: DeclIndex,
  isDouble: boolean,
): never {
  const pool = sema.pool;
  const notes: ErrorNote[] = [];
  addDeclaredHere(sema, ty, notes);
  if (decl !== NO_DECL) {
    const message = `'${pool.text(name)}' is not a member function`;
    notes.push({ chunk: pool.decls.trackedOf(decl), src: CHUNK_NODE, message });
  }
  const chunk = block.frame.chunk;
  if (typeKind(pool, ty) === TypeKind.error_union) {
    notes.push({ chunk, src, message: "consider using 'try', 'catch', or 'if'" });
  }
  if (isDouble) {
    notes.push({
      chunk,
      src,
      message: 'method invocation only supports up to one level of implicit pointer dereferencing',
    });
    notes.push({ chunk, src, message: "use '.*' to dereference pointer" });
  }
  return sema.fail(
    block,
    src,
    `no field or member function named '${pool.text(name)}' in '${printType(pool, ty)}'`,
    notes,
  );
}
