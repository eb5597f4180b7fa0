import { type AirRef, AirTag } from '../../air/air.ts';
import { Layout } from '../../intern/container-table.ts';
import {
  fieldIsComptime,
  fieldName,
  fieldsLen,
  fieldType,
  fieldValue,
  reifiedContainer,
} from '../../intern/containers.ts';
import { type Index, NO_INDEX, type StringIndex } from '../../intern/ids.ts';
import { ItemTag } from '../../intern/item.ts';
import { Ty, Val } from '../../intern/known.ts';
import { ptrSize, ptrType } from '../../intern/pointers.ts';
import { arrayLen, arrayType, childType, isTuple, sentinelOf, TypeKind, typeKind } from '../../intern/types.ts';
import { aggregate } from '../../intern/values.ts';
import type { ErrorNote } from '../../query/errors.ts';
import { type Src, SrcPart, sub } from '../../query/src.ts';
import { NameStrategy } from '../../zir/block.ts';
import { Tag } from '../../zir/inst.ts';
import type { ZirIndex, ZirRef } from '../../zir/ref.ts';
import { storePtr } from '../access/load-store.ts';
import { coerce } from '../coercion/coerce.ts';
import { resolveType, resolveTypeOrPoison } from '../coercion/operands.ts';
import type { Block } from '../core/block.ts';
import { resolveInst } from '../core/body.ts';
import { refersToComptimeVar, validateRuntimeValue } from '../core/comptime-var-refs.ts';
import { constantPtr } from '../core/constants.ts';
import { resolveDefaults, resolveLayout } from '../core/facts.ts';
import type { Handlers } from '../core/handlers.ts';
import { type Sema, VOID_VALUE } from '../core/sema.ts';
import { frameString } from '../core/strings.ts';
import { nameContainer } from '../declarations/containers.ts';
import { optEuBasePtrInit } from '../errors/optionals.ts';
import { makePtrConst } from '../memory/address-of.ts';
import { checkComptimeFieldStore, constantMaybeRef, emitAggregate } from '../memory/aggregates.ts';
import { storePart } from '../memory/pointers.ts';
import { structFieldIndex, structFieldPtrByIndex } from '../memory/struct-fields.ts';
import { typeRequiresComptime } from '../types/classify-types.ts';
import { optEuBaseType } from '../types/derived-types.ts';
import { addDeclaredHere } from '../types/type-notes.ts';
import { requireRuntimeBlock, resolveValue } from '../values/operands.ts';
import {
  failWithArrayInitNotSupported,
  failWithComptimeOnlyInit,
  failWithStructInitNotSupported,
} from './init-checks.ts';
import { unionInitFields } from './init-union.ts';

function zirStructInitEmpty(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  const src = frame.src[inst];
  const tySrc = sub(src, SrcPart.init_ty);
  const ty = resolveType(sema, block, tySrc, frame.a[inst] as ZirRef);
  if (ty === Ty.void) return VOID_VALUE;
  resolveLayout(sema, block, tySrc, ty, 'initialization performed');
  return emptyInit(sema, block, src, ty);
}

/** `.{}` as a struct, array or vector of type `ty`. */
function emptyInit(sema: Sema, block: Block, src: Src, ty: Index): AirRef {
  switch (typeKind(sema.pool, ty)) {
    case TypeKind.struct:
      return structInitEmpty(sema, block, src, ty);
    case TypeKind.array:
    case TypeKind.vector:
      return arrayInitEmpty(sema, block, src, ty);
    case TypeKind.union:
      return sema.fail(block, src, 'union initializer must initialize one field');
    default:
      return failWithArrayInitNotSupported(sema, block, src, ty);
  }
}

/** The struct or tuple of type `ty` with all fields at their defaults. */
function structInitEmpty(sema: Sema, block: Block, src: Src, ty: Index): AirRef {
  resolveLayout(sema, block, src, ty, 'initialization performed');
  const fields = new Array<AirRef | null>(fieldsLen(sema.pool, ty)).fill(null);
  return finishStructInit(sema, block, src, fields, [], ty, ty, false);
}

/** `.{}` as an array or vector of type `ty`, which must be empty. It may have an address, and that an alignment. */
function arrayInitEmpty(sema: Sema, block: Block, src: Src, ty: Index): AirRef {
  resolveLayout(sema, block, src, ty, 'initialization performed');
  const len = arrayLen(sema.pool, ty);
  if (len !== 0) {
    const kind = typeKind(sema.pool, ty) === TypeKind.array ? 'array' : 'vector';
    sema.fail(block, src, `expected ${len} ${kind} elements; found 0`);
  }
  return aggregate(sema.pool, ty, []) as number as AirRef;
}

function zirStructInitEmptyResult(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  const pool = sema.pool;
  const src = frame.src[inst];
  const isRef = frame.tags[inst] === Tag.struct_init_empty_ref_result;
  let initTy = resolveTypeOrPoison(sema, block, src, frame.a[inst] as ZirRef);
  if (initTy !== NO_INDEX && isRef) initTy = refInitType(sema, optEuBaseType(sema, initTy));
  // Without a type, `.{}` is an empty tuple.
  if (initTy === NO_INDEX) return constantMaybeRef(sema, Val.emptyTuple, isRef);
  const empty = emptyInit(sema, block, src, optEuBaseType(sema, initTy));
  const result = coerce(sema, block, initTy, empty, src);
  if (!isRef) return result;
  const value = resolveValue(sema, result);
  if (value !== NO_INDEX) return constantPtr(sema.pool, value) as number as AirRef;
  const alloc = sema.emit(block, AirTag.alloc, ptrType(pool, { child: initTy }));
  storePtr(sema, block, src, alloc, result, src, src, true);
  return makePtrConst(sema, block, alloc);
}

/** What `&.{}` has to make for the pointer type `ptrTy`; NO_INDEX where the type does not say. */
function refInitType(sema: Sema, ptrTy: Index): Index {
  const pool = sema.pool;
  const child = childType(pool, ptrTy);
  switch (ptrSize(pool, ptrTy)) {
    case 'slice':
    case 'many':
      return arrayType(pool, 0, child, sentinelOf(pool, ptrTy));
    default:
      return child === Ty.anyopaque ? NO_INDEX : child;
  }
}

/** `struct_init`, `struct_init_ref`: a struct or union of a type that the first field's `struct_init_field_type` names. */
function zirStructInit(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  const pool = sema.pool;
  const { extra, a } = frame;
  const src = frame.src[inst];
  const isRef = frame.tags[inst] === Tag.struct_init_ref;
  const payload = a[inst];
  const count = extra[payload];
  const typeRef = extra[a[extra[payload + 1]]] as ZirRef;
  const resultTy = resolveTypeOrPoison(sema, block, src, typeRef);
  if (resultTy === NO_INDEX) return structInitAnon(sema, block, inst, isRef);
  const ty = optEuBaseType(sema, resultTy);
  if (typeKind(pool, ty) === TypeKind.union) {
    resolveLayout(sema, block, src, ty, 'initialization performed');
    return unionInitFields(sema, block, inst, ty, resultTy, isRef);
  }
  resolveLayout(sema, block, src, ty, 'initialization performed');
  const fields = new Array<AirRef | null>(fieldsLen(pool, ty)).fill(null);
  const sources: Src[] = [];
  for (let i = 0; i < count; i++) {
    const typeInst = extra[payload + 1 + 2 * i];
    const name = frameString(pool, frame, extra[a[typeInst] + 1]);
    const fieldSrc = sub(frame.src[typeInst], SrcPart.init_field_name);
    const index = structFieldIndex(sema, block, fieldSrc, ty, name);
    const uncoerced = resolveInst(block, extra[payload + 2 + 2 * i] as ZirRef);
    const initSrc = sub(src, SrcPart.init_elem, i);
    const value = coerce(sema, block, fieldType(pool, ty, index), uncoerced, initSrc);
    checkComptimeFieldStore(sema, block, initSrc, ty, index, value);
    fields[index] = value;
    sources[index] = initSrc;
  }
  return finishStructInit(sema, block, src, fields, sources, ty, resultTy, isRef);
}

/** The default or comptime value of field `index`; NO_INDEX if it has none. */
export function fieldDefault(sema: Sema, block: Block, src: Src, ty: Index, index: number): Index {
  resolveDefaults(sema, block, src, ty);
  return fieldValue(sema.pool, ty, index);
}

/** Fills in the defaults of the fields that are null, and fails where there are none. */
export function fillDefaults(sema: Sema, block: Block, src: Src, fields: (AirRef | null)[], ty: Index): void {
  const pool = sema.pool;
  const missing: string[] = [];
  for (let i = 0; i < fields.length; i++) {
    if (fields[i] !== null) continue;
    const value = fieldDefault(sema, block, src, ty, i);
    if (value !== NO_INDEX) fields[i] = value as number as AirRef;
    else if (isTuple(pool, ty)) missing.push(`missing tuple field with index ${i}`);
    else missing.push(`missing struct field: ${pool.text(fieldName(pool, ty, i))}`);
  }
  if (missing.length === 0) return;
  const notes: ErrorNote[] = missing.slice(1).map((message) => ({ chunk: block.frame.chunk, src, message }));
  addDeclaredHere(sema, ty, notes);
  sema.fail(block, src, missing[0], notes);
}

/**
 * The struct or tuple of type `ty` with the `fields` that are not null, which have the types of the fields already, and defaults
 * for the others; coerced to `resultTy`, or with `isRef` a pointer to that. `sources` says where each field was written.
 */
function finishStructInit(
  sema: Sema,
  block: Block,
  src: Src,
  fields: (AirRef | null)[],
  sources: readonly Src[],
  ty: Index,
  resultTy: Index,
  isRef: boolean,
): AirRef {
  const pool = sema.pool;
  fillDefaults(sema, block, src, fields, ty);
  const elems = fields as AirRef[];
  const runtime = elems.findIndex((elem) => resolveValue(sema, elem) === NO_INDEX);
  if (runtime < 0) {
    const value = aggregate(
      pool,
      ty,
      elems.map((elem) => resolveValue(sema, elem)),
    );
    const result = coerce(sema, block, resultTy, value as number as AirRef, src);
    return constantMaybeRef(sema, resolveValue(sema, result), isRef);
  }
  const runtimeSrc = sources[runtime] ?? src;
  if (typeRequiresComptime(sema, block, src, ty)) failWithComptimeOnlyInit(sema, block, runtimeSrc, 'struct', ty);
  for (const elem of elems) validateRuntimeValue(sema, block, src, elem);
  resolveLayout(sema, block, src, ty, 'initialization performed');
  if (!isRef) {
    requireRuntimeBlock(sema, block, src, runtimeSrc);
    return coerce(sema, block, resultTy, emitAggregate(sema, block, ty, elems), src);
  }
  resolveLayout(sema, block, src, resultTy, 'initialization performed');
  const alloc = sema.emit(block, AirTag.alloc, ptrType(pool, { child: resultTy }));
  const base = optEuBasePtrInit(sema, block, alloc, src);
  for (let i = 0; i < elems.length; i++) {
    if (fieldIsComptime(pool, ty, i)) continue;
    const field = structFieldPtrByIndex(sema, block, src, base, i, src, true);
    storePtr(sema, block, src, field, elems[i], src, src, true);
  }
  return makePtrConst(sema, block, alloc);
}

function zirStructInitAnon(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  return structInitAnon(sema, block, inst, false);
}

/** A struct of a type of its own, which has the fields that are initialized: for want of a result type. */
function structInitAnon(sema: Sema, block: Block, inst: ZirIndex, isRef: boolean): AirRef {
  const frame = block.frame;
  const pool = sema.pool;
  const { extra, a } = frame;
  const src = frame.src[inst];
  const payload = a[inst];
  const count = extra[payload];
  const isAnon = frame.tags[inst] === Tag.struct_init_anon;
  const names: StringIndex[] = [];
  const elems: AirRef[] = [];
  for (let i = 0; i < count; i++) {
    const word = extra[payload + 1 + 2 * i];
    names.push(frameString(pool, frame, isAnon ? word : extra[a[word] + 1]));
    elems.push(resolveInst(block, extra[payload + 2 + 2 * i] as ZirRef));
  }
  const values = elems.map((elem) => resolveValue(sema, elem));
  const ty = anonStructType(sema, block, inst, src, names, elems, values);
  const runtime = values.indexOf(NO_INDEX);
  if (runtime < 0) return constantMaybeRef(sema, aggregate(pool, ty, values), isRef);
  resolveLayout(sema, block, src, ty, 'initialization performed');
  if (!isRef) return emitAggregate(sema, block, ty, elems);
  return storeFields(sema, block, src, ty, elems);
}

/** A constant pointer to new memory with the struct or tuple of type `ty` that has the fields `elems`. */
export function storeFields(sema: Sema, block: Block, src: Src, ty: Index, elems: readonly AirRef[]): AirRef {
  const pool = sema.pool;
  const alloc = sema.emit(block, AirTag.alloc, ptrType(pool, { child: ty }));
  for (let i = 0; i < elems.length; i++) {
    if (fieldIsComptime(pool, ty, i)) continue;
    storePart(sema, block, src, structFieldPtrByIndex(sema, block, src, alloc, i, src, true), elems[i]);
  }
  return makePtrConst(sema, block, alloc);
}

/** Fails if a value of type `ty` cannot be a field. */
export function checkAnonField(sema: Sema, block: Block, src: Src, ty: Index): void {
  if (typeKind(sema.pool, ty) !== TypeKind.opaque) return;
  const notes: ErrorNote[] = [];
  addDeclaredHere(sema, ty, notes);
  const message = 'opaque types have unknown size and therefore cannot be directly embedded in structs';
  sema.fail(block, src, message, notes);
}

/** The struct type that instruction `inst` makes: what it is follows from the place and the fields. */
function anonStructType(
  sema: Sema,
  block: Block,
  inst: ZirIndex,
  src: Src,
  names: readonly StringIndex[],
  elems: readonly AirRef[],
  values: readonly Index[],
): Index {
  const pool = sema.pool;
  const words: number[] = [Layout.auto, NO_INDEX];
  for (let i = 0; i < names.length; i++) {
    const type = sema.typeOf(elems[i]);
    checkAnonField(sema, block, sub(src, SrcPart.init_elem, i), type);
    // What refers to a comptime variable is no constant: the field has the value, and its type does not say so.
    const value = values[i] !== NO_INDEX && refersToComptimeVar(pool, values[i]) ? NO_INDEX : values[i];
    words.push(names[i], type, value, 0, value === NO_INDEX ? 0 : 1);
  }
  const ty = reifiedContainer(pool, ItemTag.type_struct, block.frame.chunk, inst, words);
  nameContainer(sema, block, inst, ty, NameStrategy.anon, 'struct', false);
  return ty;
}

function zirValidateStructInitTy(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  const src = frame.src[inst];
  const ty = resolveTypeOrPoison(sema, block, src, frame.a[inst] as ZirRef);
  if (ty === NO_INDEX) return VOID_VALUE;
  const isResult = frame.tags[inst] === Tag.validate_struct_init_result_ty;
  const structTy = isResult ? optEuBaseType(sema, ty) : ty;
  const kind = typeKind(sema.pool, structTy);
  if (kind !== TypeKind.struct && kind !== TypeKind.union) failWithStructInitNotSupported(sema, block, src, structTy);
  return VOID_VALUE;
}

export const structInitHandlers: Handlers = {
  [Tag.struct_init_empty]: zirStructInitEmpty,
  [Tag.struct_init_empty_result]: zirStructInitEmptyResult,
  [Tag.struct_init_empty_ref_result]: zirStructInitEmptyResult,
  [Tag.struct_init]: zirStructInit,
  [Tag.struct_init_ref]: zirStructInit,
  [Tag.struct_init_anon]: zirStructInitAnon,
  [Tag.validate_struct_init_ty]: zirValidateStructInitTy,
  [Tag.validate_struct_init_result_ty]: zirValidateStructInitTy,
};
