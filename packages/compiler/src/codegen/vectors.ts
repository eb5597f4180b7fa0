import { type AirIndex, type AirRef, AirTag } from '../air/air.ts';
import { ReduceOp } from '../air/builtin-enums.ts';
import type { Index } from '../intern/ids.ts';
import { ItemTag } from '../intern/item.ts';
import { fieldOffset } from '../intern/layout.ts';
import type { InternPool } from '../intern/pool.ts';
import { arrayLen, tupleFieldType } from '../intern/types.ts';
import { aggregateElem, intNumber, isUndef } from '../intern/values.ts';
import { emitConversion } from './conversions.ts';
import { ElementReader, elementsOf, storeElement, writeElement } from './elements.ts';
import { type Address, type FunctionState, past } from './function.ts';
import { copyMemory } from './memory.ts';
import { isScalar, ReprKind, valTypeOf } from './repr.ts';
import { emitBinary, emitFusedMulAdd, emitUnary, emitWithOverflow, localValue, NOWHERE, type Value } from './values.ts';
import { Op, ValType } from './wasm.ts';

/*
 * Vectors are in memory, bit after bit, and are worked on element by element.
 */

/** Whether the type is a vector. */
export function isVector(pool: InternPool, ty: Index): boolean {
  return pool.tag(ty) === ItemTag.type_vector;
}

/** For each element of the result: `emit` makes it, as functions of `values.ts` do, given the index and where it goes. */
function mapElements(f: FunctionState, inst: AirIndex, emit: (i: number, to: Address) => void): void {
  const result = elementsOf(f, f.ty(inst));
  if (result.repr.kind === ReprKind.none) return;
  const to = f.defineSlot(inst);
  for (let i = 0; i < result.len && f.unsupported === null; i++) writeElement(f, to, result, i, (at) => emit(i, at));
}

function readerOf(f: FunctionState, ref: AirRef): ElementReader {
  const elements = elementsOf(f, f.typeOf(ref));
  return new ElementReader(f, elements, elements.repr.kind === ReprKind.none ? NOWHERE : f.memoryOf(ref));
}

/** Makes the element that `value` is: pushes a scalar, copies what is in memory to `to`. */
function emitValue(f: FunctionState, value: Value, to: Address): void {
  if (isScalar(value.repr)) f.pushOperand(value.operand);
  else copyMemory(f, to, value.at, value.repr.size);
}

/**
 * `bitcast` from an array to a vector of the same elements, or back, where the elements of the vector are bits in a row: those are
 * moved one by one. Returns whether it was that.
 */
export function genArrayVectorCast(f: FunctionState, inst: AirIndex): boolean {
  const [to, from] = [f.ty(inst), f.typeOf(f.a(inst))];
  if (isVector(f.pool, to) === isVector(f.pool, from)) return false;
  if (f.pool.tag(isVector(f.pool, to) ? from : to) !== ItemTag.type_array) return false;
  if (arrayLen(f.pool, to) !== arrayLen(f.pool, from)) return false;
  if (!elementsOf(f, from).packed && !elementsOf(f, to).packed) return false;
  const elements = readerOf(f, f.a(inst));
  mapElements(f, inst, (i, at) => emitValue(f, elements.at(i), at));
  elements.close();
  return true;
}

/** Arithmetic, bitwise operations and comparisons of two vectors. */
export function genVectorBinary(f: FunctionState, inst: AirIndex): void {
  const tag = f.tag(inst);
  const [a, b] = [readerOf(f, f.a(inst)), readerOf(f, f.b(inst))];
  mapElements(f, inst, (i, to) => emitBinary(f, tag, a.at(i), b.at(i), to));
  a.close();
  b.close();
}

/** Operations of one vector, and conversions. */
export function genVectorUnary(f: FunctionState, inst: AirIndex): void {
  const tag = f.tag(inst);
  const a = readerOf(f, f.a(inst));
  const { repr } = elementsOf(f, f.ty(inst));
  mapElements(f, inst, (i, to) => {
    if (tag >= AirTag.bitcast) emitConversion(f, tag, repr, a.at(i), to);
    else emitUnary(f, tag, a.at(i), repr, to);
  });
  a.close();
}

/** `add_with_overflow` and its like of vectors. */
export function genVectorOverflow(f: FunctionState, inst: AirIndex): void {
  const tag = f.tag(inst);
  const tuple = f.ty(inst);
  const [a, b] = [readerOf(f, f.a(inst)), readerOf(f, f.b(inst))];
  const bits = elementsOf(f, tupleFieldType(f.pool, tuple, 1));
  const to = f.defineSlot(inst);
  const [values, bitsAt] = [0, 1].map((field) => past(to, fieldOffset(f.pool, tuple, field)));
  for (let i = 0; i < a.elements.len; i++) {
    const bit = f.newLocal(ValType.i32);
    if (a.elements.repr.kind === ReprKind.none) {
      f.i32(0);
      f.localSet(bit);
    } else {
      writeElement(f, values, a.elements, i, (at) => {
        const made = emitWithOverflow(f, tag, a.at(i), b.at(i), at);
        f.localGet(made.bit);
        f.localSet(bit);
        if (made.value >= 0) f.localGet(made.value);
      });
    }
    storeElement(f, bitsAt, bits, i, bit);
    f.releaseLocal(bit);
  }
  a.close();
  b.close();
}

/** `splat`: a vector or array of one value. */
export function genSplat(f: FunctionState, inst: AirIndex): void {
  const value = f.a(inst);
  const { repr } = elementsOf(f, f.ty(inst));
  if (repr.kind === ReprKind.none) return;
  if (repr.kind === ReprKind.memory) {
    mapElements(f, inst, (_, to) => copyMemory(f, to, f.memoryOf(value), repr.size));
    return;
  }
  const local = f.newLocal(valTypeOf(repr));
  f.push(value);
  f.localSet(local);
  mapElements(f, inst, () => f.localGet(local));
  f.releaseLocal(local);
}

/** `select` */
export function genSelect(f: FunctionState, inst: AirIndex): void {
  const payload = f.b(inst) as number;
  const [a, b] = [f.extra(payload) as AirRef, f.extra(payload + 1) as AirRef].map((ref) => readerOf(f, ref));
  const predicates = readerOf(f, f.a(inst));
  const { repr } = elementsOf(f, f.ty(inst));
  mapElements(f, inst, (i, to) => {
    if (isScalar(repr)) {
      a.push(i);
      b.push(i);
      predicates.push(i);
      f.op(Op.select);
      return;
    }
    predicates.push(i);
    f.open(Op.if);
    copyMemory(f, to, a.at(i).at, repr.size);
    f.op(Op.else);
    copyMemory(f, to, b.at(i).at, repr.size);
    f.close();
  });
  for (const reader of [a, b, predicates]) reader.close();
}

/** `shuffle`: a mask element below zero is the complement of an index into the second vector. */
export function genShuffle(f: FunctionState, inst: AirIndex): void {
  const payload = f.a(inst) as number;
  const readers = [f.extra(payload) as AirRef, f.extra(payload + 1) as AirRef].map((ref) => readerOf(f, ref));
  const mask = f.extra(payload + 2) as Index;
  mapElements(f, inst, (i, to) => {
    const entry = isUndef(f.pool, mask) ? mask : aggregateElem(f.pool, mask, i);
    const index = isUndef(f.pool, entry) ? 0 : intNumber(f.pool, entry);
    const wanted = readers[index < 0 ? 1 : 0];
    // A vector without elements is not asked for any.
    const reader = wanted.elements.len === 0 ? readers[index < 0 ? 0 : 1] : wanted;
    emitValue(f, reader.at(index < 0 ? ~index : index), to);
  });
  for (const reader of readers) reader.close();
}

/** `reduce` */
export function genReduce(f: FunctionState, inst: AirIndex): void {
  const a = readerOf(f, f.a(inst));
  const { repr, len } = a.elements;
  if (repr.kind === ReprKind.none) return;
  const tag = reduceTag(f.b(inst) as number, repr.float !== 0);
  if (isScalar(repr)) {
    const sum = f.newLocal(valTypeOf(repr));
    a.push(0);
    f.localSet(sum);
    for (let i = 1; i < len; i++) {
      emitBinary(f, tag, localValue(repr, sum), a.at(i), NOWHERE);
      f.localSet(sum);
      f.releaseTemporaries();
    }
    f.localGet(sum);
    f.define(inst);
    f.releaseLocal(sum);
  } else {
    const sum = f.defineSlot(inst);
    copyMemory(f, sum, a.at(0).at, repr.size);
    for (let i = 1; i < len; i++) {
      const next = f.temporarySlot(repr.size, repr.align);
      emitBinary(f, tag, { repr, operand: 0, at: sum }, a.at(i), next);
      copyMemory(f, sum, next, repr.size);
      f.releaseTemporaries();
    }
  }
  a.close();
}

function reduceTag(op: ReduceOp, isFloat: boolean): AirTag {
  switch (op) {
    case ReduceOp.And:
      return AirTag.bit_and;
    case ReduceOp.Or:
      return AirTag.bit_or;
    case ReduceOp.Xor:
      return AirTag.xor;
    case ReduceOp.Min:
      return AirTag.min;
    case ReduceOp.Max:
      return AirTag.max;
    case ReduceOp.Add:
      return isFloat ? AirTag.add : AirTag.add_wrap;
    case ReduceOp.Mul:
      return isFloat ? AirTag.mul : AirTag.mul_wrap;
  }
}

/** `mul_add` of vectors. */
export function genVectorMulAdd(f: FunctionState, inst: AirIndex): void {
  const payload = f.b(inst) as number;
  const refs = [f.extra(payload) as AirRef, f.extra(payload + 1) as AirRef, f.a(inst)];
  const [a, b, c] = refs.map((ref) => readerOf(f, ref));
  mapElements(f, inst, (i, to) => emitFusedMulAdd(f, a.at(i), b.at(i), c.at(i), to));
  for (const reader of [a, b, c]) reader.close();
}

/** The result of `inst` is element `index` of the vector of type `ty` at `address`. */
export function defineVectorElement(
  f: FunctionState,
  inst: AirIndex,
  address: Address,
  ty: Index,
  index: number,
): void {
  const reader = new ElementReader(f, elementsOf(f, ty), address);
  const { repr } = reader.elements;
  if (isScalar(repr)) {
    reader.push(index);
    f.define(inst);
  } else copyMemory(f, f.defineSlot(inst), reader.at(index).at, repr.size);
  reader.close();
}
