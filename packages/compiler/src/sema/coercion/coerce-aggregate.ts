import { type AirRef, AirTag, interned, isInst } from '../../air/air.ts';
import { classOf, onlyUnionTag } from '../../intern/classify.ts';
import { ContainerFlag, TypeClass } from '../../intern/container-table.ts';
import {
  containerOf,
  enumFieldByValue,
  fieldIndex,
  fieldName,
  fieldsLen,
  fieldType,
  fieldValue,
  tagType,
} from '../../intern/containers.ts';
import { type Index, NO_INDEX, type StringIndex } from '../../intern/ids.ts';
import { Ty } from '../../intern/known.ts';
import { ptrChild, ptrInfo } from '../../intern/pointers.ts';
import { printType } from '../../intern/print-type.ts';
import { printValue } from '../../intern/print-value.ts';
import {
  arrayLen,
  arrayType,
  childType,
  floatBits,
  isRuntimeFloat,
  TypeKind,
  tupleFieldType,
  tupleFieldValue,
  typeKind,
} from '../../intern/types.ts';
import {
  aggregate,
  enumLiteralName,
  enumTag,
  enumTagInt,
  intValue,
  isUndef,
  undefValue,
  unionTag,
  unionValue,
} from '../../intern/values.ts';
import type { ErrorNote } from '../../query/errors.ts';
import type { Src } from '../../query/src.ts';
import type { Block } from '../core/block.ts';
import { resolveLayout } from '../core/facts.ts';
import type { Sema } from '../core/sema.ts';
import { analyzeRef } from '../memory/address-of.ts';
import { checkComptimeFieldStore, emitAggregate } from '../memory/aggregates.ts';
import { elemValArray, tupleField } from '../memory/elements.ts';
import { analyzeLoad } from '../memory/pointers.ts';
import { checkFieldHasValues } from '../memory/union-fields.ts';
import { onePossibleValue } from '../types/classify-types.ts';
import { addDeclaredHere, addFieldNote } from '../types/type-notes.ts';
import { coerceInMemory, intWidens } from '../values/coerce-in-memory.ts';
import { isCompatible } from '../values/mismatch.ts';
import {
  requireRuntimeBlock,
  resolveConstDefinedValue,
  resolveDefinedValue,
  resolveValue,
} from '../values/operands.ts';
import { coerce } from './coerce.ts';
import { arrayPtrAsSlice } from './coerce-pointer.ts';
import { COERCE_FAILED, failWithTypes, retype } from './coercion.ts';

/** The elements as a value of type `ty`: interned where all are known. */
export function aggregateOf(sema: Sema, block: Block, src: Src, ty: Index, elems: readonly AirRef[]): AirRef {
  if (elems.some(isInst)) {
    const values = elems.map((elem) => (isInst(elem) ? resolveValue(sema, elem) : (elem as number as Index)));
    if (values.includes(NO_INDEX)) {
      requireRuntimeBlock(sema, block, src, null);
      return emitAggregate(sema, block, ty, elems);
    }
    return interned(aggregate(sema.pool, ty, values));
  }
  return interned(aggregate(sema.pool, ty, elems as readonly number[] as readonly Index[]));
}

function failWithLengths(sema: Sema, block: Block, src: Src, destTy: Index, srcTy: Index): never {
  const chunk = block.frame.chunk;
  const pool = sema.pool;
  return failWithTypes(sema, block, src, destTy, srcTy, [
    { chunk, src, message: `destination has length ${arrayLen(pool, destTy)}` },
    { chunk, src, message: `source has length ${arrayLen(pool, srcTy)}` },
  ]);
}

/** An array or vector as another of the same length: element by element where the elements differ in memory. */
export function coerceArrayLike(sema: Sema, block: Block, destTy: Index, operand: AirRef, src: Src): AirRef {
  const pool = sema.pool;
  const srcTy = sema.typeOf(operand);
  const len = arrayLen(pool, destTy);
  if (len !== arrayLen(pool, srcTy)) return failWithLengths(sema, block, src, destTy, srcTy);
  const destElem = childType(pool, destTy);
  const srcElem = childType(pool, srcTy);
  const value = resolveValue(sema, operand);
  if (value !== NO_INDEX && isUndef(pool, value)) return interned(undefValue(pool, destTy));
  if (isCompatible(coerceInMemory(sema, block, src, destElem, srcElem, false))) {
    return retype(sema, block, destTy, operand, src);
  }
  const bothVectors = typeKind(pool, destTy) === TypeKind.vector && typeKind(pool, srcTy) === TypeKind.vector;
  if (bothVectors && value === NO_INDEX) {
    if (intWidens(sema, destElem, srcElem)) {
      requireRuntimeBlock(sema, block, src, null);
      return sema.emit(block, AirTag.intcast, destTy, operand);
    }
    if (isRuntimeFloat(destElem) && isRuntimeFloat(srcElem) && floatBits(pool, destElem) >= floatBits(pool, srcElem)) {
      requireRuntimeBlock(sema, block, src, null);
      return sema.emit(block, AirTag.fpext, destTy, operand);
    }
  }
  const elems: AirRef[] = [];
  for (let i = 0; i < len; i++) {
    const index = interned(intValue(pool, Ty.usize, i));
    elems.push(coerce(sema, block, destElem, elemValArray(sema, block, src, operand, index, src, false), src));
  }
  return aggregateOf(sema, block, src, destTy, elems);
}

/** A tuple as an array or vector of as many elements. */
export function coerceTupleToArray(sema: Sema, block: Block, destTy: Index, operand: AirRef, src: Src): AirRef {
  const pool = sema.pool;
  const srcTy = sema.typeOf(operand);
  const len = arrayLen(pool, destTy);
  if (len !== arrayLen(pool, srcTy)) return failWithLengths(sema, block, src, destTy, srcTy);
  const elemTy = childType(pool, destTy);
  const elems: AirRef[] = [];
  for (let i = 0; i < len; i++) {
    elems.push(coerce(sema, block, elemTy, tupleField(sema, block, src, operand, i, src), src));
  }
  return aggregateOf(sema, block, src, destTy, elems);
}

/** A tuple as another with as many fields, field by field. */
export function coerceTupleToTuple(sema: Sema, block: Block, destTy: Index, operand: AirRef, src: Src): AirRef {
  const pool = sema.pool;
  const len = arrayLen(pool, destTy);
  const given = arrayLen(pool, sema.typeOf(operand));
  if (given > len) return COERCE_FAILED;
  const elems: AirRef[] = [];
  for (let i = 0; i < len; i++) {
    if (given === 0) sema.fail(block, src, 'indexing into empty tuple is not allowed');
    if (i >= given) sema.fail(block, src, `index ${i} outside tuple of length ${given}`);
    const field = tupleField(sema, block, src, operand, i, src);
    const coerced = coerce(sema, block, tupleFieldType(pool, destTy, i), field, src);
    if (tupleFieldValue(pool, destTy, i) !== NO_INDEX) checkComptimeFieldStore(sema, block, src, destTy, i, coerced);
    elems.push(coerced);
  }
  return aggregateOf(sema, block, src, destTy, elems);
}

/** A pointer to a tuple as a slice of constants. */
export function coerceTupleToSlicePtrs(sema: Sema, block: Block, destTy: Index, operand: AirRef, src: Src): AirRef {
  const pool = sema.pool;
  const tupleTy = ptrChild(pool, sema.typeOf(operand));
  const tuple = analyzeLoad(sema, block, src, operand, src);
  const info = ptrInfo(pool, destTy);
  const arrayTy = arrayType(pool, arrayLen(pool, tupleTy), info.child, info.sentinel);
  const array = coerceTupleToArray(sema, block, arrayTy, tuple, src);
  const ptr = analyzeRef(sema, block, src, array, info.alignment);
  return arrayPtrAsSlice(sema, block, destTy, ptr, arrayTy, src);
}

/** `.name` as a value of the enum type `destTy`. */
export function coerceEnumLiteral(sema: Sema, block: Block, destTy: Index, operand: AirRef, src: Src): AirRef {
  const pool = sema.pool;
  resolveLayout(sema, block, src, destTy, 'coercion performed');
  const literal = resolveConstDefinedValue(sema, block, src, operand, 'enum literal must be comptime-known');
  return interned(enumValueByName(sema, block, src, destTy, enumLiteralName(pool, literal)));
}

/** The value of the enum type `ty` (whose fields are known) that is called `name`. Fails where there is none. */
function enumValueByName(sema: Sema, block: Block, src: Src, ty: Index, name: StringIndex): Index {
  const pool = sema.pool;
  const index = fieldIndex(pool, ty, name);
  if (index < 0) {
    const notes: ErrorNote[] = [];
    addDeclaredHere(sema, ty, notes);
    return sema.fail(block, src, `no field named '${pool.text(name)}' in enum '${printType(pool, ty)}'`, notes);
  }
  return enumTag(pool, ty, fieldValue(pool, ty, index));
}

/** A union as its own tag; any other enum is not implied. */
export function coerceUnionToTag(sema: Sema, block: Block, destTy: Index, operand: AirRef, src: Src): AirRef {
  const unionTy = sema.typeOf(operand);
  resolveLayout(sema, block, src, unionTy, 'coercion performed');
  if (taggedUnionTag(sema, unionTy) !== destTy) return COERCE_FAILED;
  return unionToTag(sema, block, destTy, operand, src);
}

/** The enum type of the tag that the union type was declared with; NO_INDEX for an untagged union. */
export function taggedUnionTag(sema: Sema, unionTy: Index): Index {
  const pool = sema.pool;
  return pool.containers.has(containerOf(pool, unionTy), ContainerFlag.tagged) ? tagType(pool, unionTy) : NO_INDEX;
}

/** The tag, of enum type `tagTy`, of a tagged union. */
export function unionToTag(sema: Sema, block: Block, tagTy: Index, operand: AirRef, src: Src): AirRef {
  const pool = sema.pool;
  const only = onePossibleValue(sema, block, src, tagTy);
  if (only !== NO_INDEX) return interned(only);
  const value = resolveValue(sema, operand);
  if (value !== NO_INDEX) return interned(isUndef(pool, value) ? undefValue(pool, tagTy) : unionTag(pool, value));
  const sole = onlyUnionTag(pool, sema.typeOf(operand));
  if (sole !== NO_INDEX) return interned(sole);
  return sema.emit(block, AirTag.get_union_tag, tagTy, operand);
}

/** An enum or enum literal as a tagged union, whose field of that name must have nothing to initialize. */
export function coerceEnumToUnion(sema: Sema, block: Block, unionTy: Index, operand: AirRef, src: Src): AirRef {
  const pool = sema.pool;
  const srcTy = sema.typeOf(operand);
  resolveLayout(sema, block, src, unionTy, 'coercion performed');
  const tagTy = taggedUnionTag(sema, unionTy);
  const notes: ErrorNote[] = [];
  if (tagTy === NO_INDEX) {
    notes.push({ chunk: block.frame.chunk, src, message: 'cannot coerce enum to untagged union' });
    addDeclaredHere(sema, unionTy, notes);
    return failWithTypes(sema, block, src, unionTy, srcTy, notes);
  }
  resolveLayout(sema, block, src, tagTy, 'coercion performed');
  const tag = coerce(sema, block, tagTy, operand, src);
  const value = resolveDefinedValue(sema, block, src, tag);
  if (value !== NO_INDEX) return coerceKnownTag(sema, block, unionTy, tagTy, value, srcTy, src);

  requireRuntimeBlock(sema, block, src, null);
  const name = printType(pool, unionTy);
  if (pool.containers.has(containerOf(pool, tagTy), ContainerFlag.nonexhaustive)) {
    addDeclaredHere(sema, tagTy, notes);
    return sema.fail(block, src, `runtime coercion to union '${name}' from non-exhaustive enum`, notes);
  }
  const from = printType(pool, tagTy);
  const len = fieldsLen(pool, unionTy);
  for (let i = 0; i < len; i++) {
    const fieldTy = fieldType(pool, unionTy, i);
    const found = classOf(pool, fieldTy);
    if (found === TypeClass.oneValue) continue;
    const kind = found === TypeClass.noValue ? 'uninstantiable type' : 'type';
    const text = `field '${pool.text(fieldName(pool, unionTy, i))}' has ${kind} '${printType(pool, fieldTy)}'`;
    addFieldNote(sema, unionTy, i, text, notes);
  }
  if (notes.length > 0) {
    addDeclaredHere(sema, unionTy, notes);
    const text = `runtime coercion from enum '${from}' to union '${name}' which has non-void fields`;
    return sema.fail(block, src, text, notes);
  }
  return sema.emit(block, AirTag.bitcast, unionTy, tag);
}

function coerceKnownTag(
  sema: Sema,
  block: Block,
  unionTy: Index,
  tagTy: Index,
  tag: Index,
  srcTy: Index,
  src: Src,
): AirRef {
  const pool = sema.pool;
  const notes: ErrorNote[] = [];
  const tagIndex = enumFieldByValue(pool, tagTy, enumTagInt(pool, tag));
  const index = tagIndex < 0 ? -1 : fieldIndex(pool, unionTy, fieldName(pool, tagTy, tagIndex));
  if (index < 0) {
    addDeclaredHere(sema, unionTy, notes);
    const text = `union '${printType(pool, unionTy)}' has no tag with value '${printValue(pool, tag)}'`;
    return sema.fail(block, src, text, notes);
  }
  const name = pool.text(fieldName(pool, unionTy, index));
  const fieldTy = fieldType(pool, unionTy, index);
  checkFieldHasValues(sema, block, src, unionTy, index);
  const payload = onePossibleValue(sema, block, src, fieldTy);
  if (payload !== NO_INDEX) return interned(unionValue(pool, unionTy, tag, payload));
  addFieldNote(sema, unionTy, index, `field '${name}' declared here`, notes);
  addDeclaredHere(sema, unionTy, notes);
  const [from, to] = [printType(pool, srcTy), printType(pool, unionTy)];
  const text = `coercion from enum '${from}' to union '${to}' must initialize '${printType(pool, fieldTy)}' field '${name}'`;
  return sema.fail(block, src, text, notes);
}
