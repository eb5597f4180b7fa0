import { type AirRef, AirTag, airRef, interned } from '../../air/air.ts';
import { type Index, NO_INDEX } from '../../intern/ids.ts';
import { ItemTag } from '../../intern/item.ts';
import { Ty, Val } from '../../intern/known.ts';
import { type AddressSpace, isSlice, ptrChild, ptrInfo, ptrType } from '../../intern/pointers.ts';
import { printType } from '../../intern/print-type.ts';
import {
  arrayLen,
  arrayType,
  childType,
  isTuple,
  sentinelOf,
  TypeKind,
  tupleFieldType,
  tupleFieldValue,
  tupleType,
  typeKind,
  vectorType,
} from '../../intern/types.ts';
import {
  aggregate,
  aggregateBytes,
  aggregateRepeated,
  bytesOfArray,
  intValue,
  isAggregate,
  isUndef,
  typeOf,
} from '../../intern/values.ts';
import type { ErrorNote } from '../../query/errors.ts';
import { type Src, SrcPart, sub } from '../../query/src.ts';
import { Tag } from '../../zir/inst.ts';
import { REF_NONE, type ZirIndex, type ZirRef } from '../../zir/ref.ts';
import { elemVal } from '../access/indexing.ts';
import { storePtr } from '../access/load-store.ts';
import { coerce } from '../coercion/coerce.ts';
import { aggregateOf } from '../coercion/coerce-aggregate.ts';
import { resolveConstInt, resolveTypeOrPoison } from '../coercion/operands.ts';
import { resolvePeerTypes } from '../coercion/peer-types.ts';
import type { Block } from '../core/block.ts';
import { resolveInst } from '../core/body.ts';
import { elementOf } from '../core/comptime-memory.ts';
import type { Handlers } from '../core/handlers.ts';
import { checkBytes, checkElements, checkRuntimeElements } from '../core/limits.ts';
import type { Sema } from '../core/sema.ts';
import { constantMaybeRef, emitAggregate } from '../memory/aggregates.ts';
import { tupleField } from '../memory/elements.ts';
import { indexableElemType } from '../types/derived-types.ts';
import { failWithType } from '../types/type-notes.ts';
import { derefSliceAsArray, pointerDeref } from '../values/comptime-ptr.ts';
import {
  definedLen,
  requireRuntimeBlock,
  resolveConstDefinedValue,
  resolveConstValue,
  resolveDefinedValue,
  resolveValue,
} from '../values/operands.ts';

/** How many lengths an array can have. */
const LENGTHS = 2 ** 64;

function indexRef(sema: Sema, index: number): AirRef {
  return interned(intValue(sema.pool, Ty.usize, index));
}

/** What concatenation needs to know of an operand. */
interface ArrayInfo {
  readonly elemTy: Index;
  /** NO_INDEX if there is none. */
  readonly sentinel: Index;
  readonly len: number;
}

function infoOfArrayType(sema: Sema, ty: Index): ArrayInfo {
  const pool = sema.pool;
  return { elemTy: childType(pool, ty), sentinel: sentinelOf(pool, ty), len: arrayLen(pool, ty) };
}

/** Whether a value of `ty` can be indexed. */
function isIndexable(sema: Sema, ty: Index): boolean {
  const pool = sema.pool;
  switch (typeKind(pool, ty)) {
    case TypeKind.array:
    case TypeKind.vector:
      return true;
    case TypeKind.struct:
      return isTuple(pool, ty);
    case TypeKind.pointer: {
      if (ptrInfo(pool, ty).size !== 'one') return true;
      const child = ptrChild(pool, ty);
      const kind = typeKind(pool, child);
      return kind === TypeKind.array || kind === TypeKind.vector || isTuple(pool, child);
    }
    default:
      return false;
  }
}

/** Length and elements of an operand of `++` or `**` of whose type the other operand is; null for what is no array. */
function arrayInfoOf(sema: Sema, block: Block, src: Src, operand: AirRef, peerTy: Index): ArrayInfo | null {
  const pool = sema.pool;
  const ty = sema.typeOf(operand);
  switch (typeKind(pool, ty)) {
    case TypeKind.array:
      return infoOfArrayType(sema, ty);
    case TypeKind.pointer: {
      const info = ptrInfo(pool, ty);
      if (info.size === 'slice') {
        const reason = 'slice being concatenated must be comptime-known';
        const value = resolveConstDefinedValue(sema, block, src, operand, reason);
        return { elemTy: info.child, sentinel: info.sentinel, len: definedLen(sema, block, src, value) };
      }
      if (info.size === 'one' && typeKind(pool, info.child) === TypeKind.array) {
        return infoOfArrayType(sema, info.child);
      }
      return null;
    }
    case TypeKind.struct:
      if (!isTuple(pool, ty) || isTuple(pool, peerTy) || !isIndexable(sema, peerTy)) return null;
      return { elemTy: indexableElemType(sema, peerTy), sentinel: NO_INDEX, len: arrayLen(pool, ty) };
    default:
      return null;
  }
}

/** The array that the operand (an array, tuple, pointer to an array, slice) has; NO_INDEX if it is known only at run time. */
function arrayValueOf(sema: Sema, block: Block, src: Src, operand: AirRef): Index {
  const pool = sema.pool;
  const ty = sema.typeOf(operand);
  if (typeKind(pool, ty) !== TypeKind.pointer) return resolveValue(sema, operand);
  const value = resolveDefinedValue(sema, block, src, operand);
  if (value === NO_INDEX) return NO_INDEX;
  return isSlice(pool, ty) ? derefSliceAsArray(sema, block, src, value) : pointerDeref(sema, block, src, value, ty);
}

/** The address space of the first operand that is a pointer; null if none is: then the result is no pointer either. */
function addressSpaceOf(sema: Sema, operands: readonly AirRef[]): AddressSpace | null {
  for (const operand of operands) {
    const ty = sema.typeOf(operand);
    if (typeKind(sema.pool, ty) === TypeKind.pointer) return ptrInfo(sema.pool, ty).addressSpace;
  }
  return null;
}

/** An operand of which nothing but the type is known. */
function ofType(sema: Sema, ty: Index): AirRef {
  return airRef(sema.reserve(AirTag.bitcast, ty, Val.void));
}

/** `a ++ b` */
function zirArrayCat(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const pool = sema.pool;
  const frame = block.frame;
  const payload = frame.a[inst];
  const src = frame.src[inst];
  const lhs = resolveInst(block, frame.extra[payload] as ZirRef);
  const rhs = resolveInst(block, frame.extra[payload + 1] as ZirRef);
  const lhsTy = sema.typeOf(lhs);
  const rhsTy = sema.typeOf(rhs);
  const lhsIsTuple = isTuple(pool, lhsTy);
  if (lhsIsTuple && isTuple(pool, rhsTy)) return tupleCat(sema, block, src, [lhs, rhs]);
  const lhsSrc = sub(src, SrcPart.bin_lhs);
  const rhsSrc = sub(src, SrcPart.bin_rhs);

  const lhsInfo = arrayInfoOf(sema, block, lhsSrc, lhs, rhsTy);
  if (lhsInfo === null && !lhsIsTuple) failWithType(sema, block, lhsSrc, NOT_INDEXABLE, lhsTy);
  const rhsInfo = arrayInfoOf(sema, block, rhsSrc, rhs, lhsTy);
  if (lhsInfo === null || rhsInfo === null) {
    return failWithType(sema, block, rhsSrc, NOT_INDEXABLE, rhsTy);
  }

  const types = [ofType(sema, lhsInfo.elemTy), ofType(sema, rhsInfo.elemTy)];
  const elemTy = resolvePeerTypes(sema, block, src, types, [lhsSrc, rhsSrc]);
  const lhsSentinel = sentinelAs(sema, block, lhsSrc, lhsInfo.sentinel, elemTy);
  const rhsSentinel = sentinelAs(sema, block, rhsSrc, rhsInfo.sentinel, elemTy);
  let sentinel = lhsSentinel === NO_INDEX ? rhsSentinel : lhsSentinel;
  if (lhsSentinel !== NO_INDEX && rhsSentinel !== NO_INDEX && lhsSentinel !== rhsSentinel) sentinel = NO_INDEX;
  const len = lhsInfo.len + rhsInfo.len;
  if (len >= LENGTHS) {
    const [a, b] = [BigInt(lhsInfo.len), BigInt(rhsInfo.len)];
    const text = `concatenating arrays of length ${a} and ${b} produces an array too large for this compiler implementation to handle`;
    sema.fail(block, src, text);
  }
  const resultTy = arrayType(pool, len, elemTy, sentinel);
  const addressSpace = addressSpaceOf(sema, [lhs, rhs]);

  const lhsValue = arrayValueOf(sema, block, lhsSrc, lhs);
  const rhsValue = lhsValue === NO_INDEX ? NO_INDEX : arrayValueOf(sema, block, rhsSrc, rhs);
  if (rhsValue !== NO_INDEX) {
    const text = textOf(sema, block, src, elemTy, [lhsValue, rhsValue], 1);
    if (text !== null)
      return constantMaybeRef(sema, aggregateBytes(pool, resultTy, pool.stringOfBytes(text)), addressSpace !== null);
    checkElements(sema, block, src, len);
    const elems: Index[] = [];
    const add = (value: Index, ty: Index, len: number, part: SrcPart): void => {
      for (let i = 0; i < len; i++) {
        const elemSrc = sub(src, part, i);
        const elem = coerce(sema, block, elemTy, interned(elementOf(pool, value, ty, i)), elemSrc);
        elems.push(resolveConstValue(sema, block, elemSrc, elem, 'array elements must be comptime-known'));
      }
    };
    add(lhsValue, typeOf(pool, lhsValue), lhsInfo.len, SrcPart.array_cat_lhs);
    add(rhsValue, typeOf(pool, rhsValue), rhsInfo.len, SrcPart.array_cat_rhs);
    return constantMaybeRef(sema, aggregate(pool, resultTy, elems), addressSpace !== null);
  }

  requireRuntimeBlock(sema, block, src, lhsValue === NO_INDEX ? lhsSrc : rhsSrc);
  checkRuntimeElements(sema, block, src, len);
  const elems: AirRef[] = [];
  const load = (operand: AirRef, len: number, part: SrcPart): void => {
    for (let i = 0; i < len; i++) {
      const elemSrc = sub(src, part, i);
      const elem = elemVal(sema, block, elemSrc, operand, indexRef(sema, i), src);
      elems.push(coerce(sema, block, elemTy, elem, elemSrc));
    }
  };
  load(lhs, lhsInfo.len, SrcPart.array_cat_lhs);
  load(rhs, rhsInfo.len, SrcPart.array_cat_rhs);
  return finishRuntime(sema, block, src, resultTy, elems, addressSpace);
}

/** The bytes of arrays of `u8` that are known, one after the other, `times` over; null where they are something else. */
function textOf(
  sema: Sema,
  block: Block,
  src: Src,
  elemTy: Index,
  values: readonly Index[],
  times: number,
): Uint8Array | null {
  const { pool } = sema;
  if (elemTy !== Ty.u8) return null;
  let len = 0;
  for (const value of values) {
    if (pool.tag(typeOf(pool, value)) !== ItemTag.type_array || !isAggregate(pool, value)) return null;
    len += arrayLen(pool, typeOf(pool, value));
  }
  checkBytes(sema, block, src, len * times);
  const parts: Uint8Array[] = [];
  for (const value of values) {
    const bytes = bytesOfArray(pool, value);
    if (bytes === undefined) return null;
    parts.push(bytes);
  }
  const text = new Uint8Array(len * times);
  for (let at = 0; at < text.length; ) {
    for (const part of parts) {
      text.set(part, at);
      at += part.length;
    }
  }
  return text;
}

/** The runtime array of `elems`: by value, or for an address space in memory of that. */
function finishRuntime(
  sema: Sema,
  block: Block,
  src: Src,
  ty: Index,
  elems: readonly AirRef[],
  addressSpace: AddressSpace | null,
): AirRef {
  const pool = sema.pool;
  if (addressSpace === null) return emitAggregate(sema, block, ty, elems);
  const array = sema.emit(block, AirTag.alloc, ptrType(pool, { child: ty, addressSpace }));
  const elemPtrTy = ptrType(pool, { child: childType(pool, ty), addressSpace });
  const store = (index: number, elem: AirRef): void => {
    const elemPtr = sema.emit(block, AirTag.ptr_elem_ptr, elemPtrTy, array, indexRef(sema, index));
    storePtr(sema, block, src, elemPtr, elem);
  };
  for (let i = 0; i < elems.length; i++) store(i, elems[i]);
  const sentinel = sentinelOf(pool, ty);
  if (sentinel !== NO_INDEX) store(elems.length, interned(sentinel));
  return sema.emit(block, AirTag.bitcast, ptrType(pool, { child: ty, addressSpace, isConst: true }), array);
}

const NOT_INDEXABLE = 'expected indexable; found';

function sentinelAs(sema: Sema, block: Block, src: Src, sentinel: Index, elemTy: Index): Index {
  return sentinel === NO_INDEX
    ? NO_INDEX
    : resolveDefinedValue(sema, block, src, coerce(sema, block, elemTy, interned(sentinel), src));
}

/** The tuple of the fields of all `tuples`, one after the other. Fields that are comptime in them stay so. */
function tupleCat(sema: Sema, block: Block, src: Src, tuples: readonly AirRef[]): AirRef {
  const pool = sema.pool;
  const given = tuples.filter((tuple) => arrayLen(pool, sema.typeOf(tuple)) > 0);
  if (given.length === 0) return interned(Val.emptyTuple);
  if (given.length === 1) return given[0];
  const types: Index[] = [];
  const values: Index[] = [];
  for (const tuple of given) {
    const ty = sema.typeOf(tuple);
    for (let i = 0; i < arrayLen(pool, ty); i++) {
      types.push(tupleFieldType(pool, ty, i));
      values.push(tupleFieldValue(pool, ty, i));
    }
  }
  const elems: AirRef[] = [];
  for (const tuple of given) {
    const len = arrayLen(pool, sema.typeOf(tuple));
    for (let i = 0; i < len; i++) elems.push(tupleField(sema, block, src, tuple, i, src));
  }
  return aggregateOf(sema, block, src, tupleType(pool, types, values), elems);
}

/** The left operand of `**`: a tuple becomes an array or vector at once where the result is to be one. */
function mulOperand(sema: Sema, block: Block, src: Src, resultTy: ZirRef, operand: AirRef, operandSrc: Src): AirRef {
  const pool = sema.pool;
  const tuple = sema.typeOf(operand);
  if (resultTy === REF_NONE) return operand;
  const wanted = resolveTypeOrPoison(sema, block, src, resultTy);
  if (wanted === NO_INDEX || !isTuple(pool, tuple)) return operand;
  const kind = typeKind(pool, wanted);
  if (kind !== TypeKind.array && kind !== TypeKind.vector) return operand;
  const len = arrayLen(pool, tuple);
  const child = childType(pool, wanted);
  const ty =
    kind === TypeKind.array ? arrayType(pool, len, child, sentinelOf(pool, wanted)) : vectorType(pool, len, child);
  return coerce(sema, block, ty, operand, operandSrc);
}

/** `a ** n` */
function zirArrayMul(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const pool = sema.pool;
  const frame = block.frame;
  const payload = frame.a[inst];
  const src = frame.src[inst];
  const lhsSrc = sub(src, SrcPart.bin_lhs);
  const rhsSrc = sub(src, SrcPart.bin_rhs);
  const given = resolveInst(block, frame.extra[payload + 1] as ZirRef);
  const lhs = mulOperand(sema, block, src, frame.extra[payload] as ZirRef, given, lhsSrc);
  const lhsTy = sema.typeOf(lhs);
  const resolveFactor = (): number => {
    const factor = frame.extra[payload + 2] as ZirRef;
    const reason = 'array multiplication factor must be comptime-known';
    return Number(resolveConstInt(sema, block, rhsSrc, factor, Ty.usize, reason));
  };
  if (isTuple(pool, lhsTy)) {
    const factor = resolveFactor();
    checkElements(sema, block, src, checkLength(sema, block, rhsSrc, arrayLen(pool, lhsTy), factor));
    return tupleCat(sema, block, src, new Array<AirRef>(factor).fill(lhs));
  }
  const info = arrayInfoOf(sema, block, lhsSrc, lhs, lhsTy);
  if (info === null) {
    const kind = typeKind(pool, lhsTy);
    const notes: ErrorNote[] = [];
    if (POWER_KINDS.includes(kind)) {
      const message = 'this operator multiplies arrays; use std.math.pow for exponentiation';
      notes.push({ chunk: frame.chunk, src: sub(src, SrcPart.main_token), message });
    }
    return sema.fail(block, lhsSrc, `${NOT_INDEXABLE} '${printType(pool, lhsTy)}'`, notes);
  }
  const factor = resolveFactor();
  const len = checkLength(sema, block, rhsSrc, info.len, factor);
  const resultTy = arrayType(pool, len, info.elemTy, info.sentinel);
  const addressSpace = addressSpaceOf(sema, [lhs]);
  const value = arrayValueOf(sema, block, lhsSrc, lhs);
  if (value !== NO_INDEX) {
    return constantMaybeRef(sema, repeat(sema, block, src, value, info.len, resultTy), addressSpace !== null);
  }
  requireRuntimeBlock(sema, block, src, lhsSrc);
  checkRuntimeElements(sema, block, src, len);
  const once: AirRef[] = [];
  for (let i = 0; i < info.len; i++) once.push(elemVal(sema, block, lhsSrc, lhs, indexRef(sema, i), src, false));
  const elems: AirRef[] = [];
  for (let i = 0; i < factor; i++) for (const elem of once) elems.push(elem);
  return finishRuntime(sema, block, src, resultTy, elems, addressSpace);
}

const POWER_KINDS: readonly TypeKind[] = [
  TypeKind.int,
  TypeKind.float,
  TypeKind.comptime_float,
  TypeKind.comptime_int,
  TypeKind.vector,
];

/** `len * factor`, if an array can be that long. */
function checkLength(sema: Sema, block: Block, src: Src, len: number, factor: number): number {
  const product = len * factor;
  if (product > 0xffff_ffff) sema.fail(block, src, 'operation results in overflow');
  return product;
}

/** The known array `value` of `len` elements over and over, as a value of `ty`. */
function repeat(sema: Sema, block: Block, src: Src, value: Index, len: number, ty: Index): Index {
  const pool = sema.pool;
  const from = typeOf(pool, value);
  const total = arrayLen(pool, ty);
  if (total === 0) return aggregate(pool, ty, []);
  if (isUndef(pool, value) || len === 1) return aggregateRepeated(pool, ty, elementOf(pool, value, from, 0));
  const text = textOf(sema, block, src, childType(pool, ty), [value], total / len);
  if (text !== null) return aggregateBytes(pool, ty, pool.stringOfBytes(text));
  checkElements(sema, block, src, total);
  const once: Index[] = [];
  for (let i = 0; i < len; i++) once.push(elementOf(pool, value, from, i));
  const elems: Index[] = [];
  for (let i = 0; i < total; i++) elems.push(once[i % len]);
  return aggregate(pool, ty, elems);
}

export const arrayCatHandlers: Handlers = {
  [Tag.array_cat]: zirArrayCat,
  [Tag.array_mul]: zirArrayMul,
};
