import { type AirIndex, type AirRef, AirTag } from '../air/air.ts';
import type { Index } from '../intern/ids.ts';
import { ItemTag } from '../intern/item.ts';
import { fieldOffset, abiSize } from '../intern/layout.ts';
import { ptrChild } from '../intern/pointers.ts';
import type { InternPool } from '../intern/pool.ts';
import { arrayLen, arrayLenWithSentinel, childType, tupleFieldType } from '../intern/types.ts';
import { aggregateElem, intNumber, isUndef } from '../intern/values.ts';
import { pushBitField, storeBitField } from './bit-fields.ts';
import { emitFloatFromInt, emitIntCast, emitIntFromFloat } from './conversions.ts';
import { emitFloatCast, emitMulAdd } from './floats.ts';
import { type Address, type FunctionState, localOperand, past } from './function.ts';
import { emitOverflow } from './integers.ts';
import { access, copyMemory, emitLoad, pushLoad, emitStore } from './memory.ts';
import { isScalar, type Repr, ReprKind, valTypeOf } from './repr.ts';
import { emitScalarBinary, emitScalarUnary } from './scalars.ts';
import { Op, ValType } from './wasm.ts';
import { emitWideOverflow } from './wide-integers.ts';
import {
  emitElementBinary,
  emitElementShift,
  emitElementUnary,
  genWideReduce,
  hasWideElements,
  mapWideElements,
  pushElementCompare,
  pushElementCount,
  wideElement,
} from './wide-vectors.ts';

/*
 * Vectors are in memory, bit after bit, and are worked on element by element.
 */

/** Whether the type is a vector. */
export function isVector(pool: InternPool, ty: Index): boolean {
  return pool.tag(ty) === ItemTag.type_vector;
}

interface Elements {
  readonly len: number;
  readonly repr: Repr;
  /** Bytes of the vector. */
  readonly size: number;
  /** Elements do not start at bytes of their own. */
  readonly packed: boolean;
}

function elementsOf(f: FunctionState, ty: Index): Elements {
  const len = isVector(f.pool, ty) ? arrayLen(f.pool, ty) : arrayLenWithSentinel(f.pool, ty);
  const repr = f.repr(childType(f.pool, ty));
  const bits = repr.bits || repr.float;
  const packed = isVector(f.pool, ty) && bits !== 0 && bits !== repr.size * 8;
  if (!isScalar(repr) && repr.kind !== ReprKind.none) f.fail('vectors of elements wider than 64 bits');
  return { len, repr, size: abiSize(f.pool, ty), packed };
}

/** Pushes element `i` of the vector at `address`. */
function pushElement(f: FunctionState, address: Address, elements: Elements, i: number): void {
  const { repr } = elements;
  if (elements.packed) pushBitField(f, address, { hostSize: elements.size, bitOffset: i * repr.bits }, repr);
  else pushLoad(f, past(address, i * repr.size), repr);
}

/** Stores what is in `local` as element `i`. */
function storeElement(f: FunctionState, address: Address, elements: Elements, i: number, local: number): void {
  const { repr } = elements;
  if (elements.packed) {
    const place = { hostSize: elements.size, bitOffset: i * repr.bits };
    storeBitField(f, address, place, repr, () => f.localGet(local));
    return;
  }
  const at = past(address, i * repr.size);
  f.pushBase(at);
  f.localGet(local);
  emitStore(f, repr, at.offset);
}

/** For each element of the result: `push` pushes it, given the index. What `push` takes as temporaries is given back. */
function mapElements(f: FunctionState, inst: AirIndex, push: (i: number) => void): void {
  const result = elementsOf(f, f.ty(inst));
  if (result.repr.kind === ReprKind.none || f.unsupported !== null) return;
  const to = f.defineSlot(inst);
  const local = f.newLocal(valTypeOf(result.repr));
  for (let i = 0; i < result.len && f.unsupported === null; i++) {
    push(i);
    f.localSet(local);
    storeElement(f, to, result, i, local);
    f.releaseTemporaries();
  }
  f.releaseLocal(local);
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
  if (hasWideElements(f, isVector(f.pool, to) ? to : from)) return false;
  const elements = elementsOf(f, from);
  if (!elements.packed && !elementsOf(f, to).packed) return false;
  const at = f.memoryOf(f.a(inst));
  mapElements(f, inst, (i) => pushElement(f, at, elements, i));
  return true;
}

/** Arithmetic, bitwise operations and comparisons of two vectors. */
export function genVectorBinary(f: FunctionState, inst: AirIndex): void {
  const tag = f.tag(inst);
  const [a, b] = [f.a(inst), f.b(inst)];
  if (hasWideElements(f, f.typeOf(a))) {
    genWideBinary(f, inst);
    return;
  }
  const left = elementsOf(f, f.typeOf(a));
  const right = elementsOf(f, f.typeOf(b));
  if (f.unsupported !== null || left.repr.kind === ReprKind.none) return;
  const [atA, atB] = [f.memoryOf(a), f.memoryOf(b)];
  const x = f.newLocal(valTypeOf(left.repr));
  const y = f.newLocal(valTypeOf(right.repr));
  mapElements(f, inst, (i) => {
    pushElement(f, atA, left, i);
    f.localSet(x);
    if (right.repr.kind !== ReprKind.none) {
      pushElement(f, atB, right, i);
      f.localSet(y);
    }
    emitScalarBinary(f, tag, left.repr, localOperand(x), localOperand(y), right.repr);
  });
  f.releaseLocal(x);
  f.releaseLocal(y);
}

function genWideBinary(f: FunctionState, inst: AirIndex): void {
  const tag = f.tag(inst);
  const [a, b] = [f.a(inst), f.b(inst)];
  const repr = f.repr(childType(f.pool, f.typeOf(a)));
  const [atA, atB] = [f.memoryOf(a), f.memoryOf(b)];
  if (!hasWideElements(f, f.ty(inst))) {
    mapElements(f, inst, (i) => {
      pushElementCompare(f, tag, repr, wideElement(atA, repr, i), wideElement(atB, repr, i));
    });
  } else if (tag >= AirTag.shl && tag <= AirTag.shr_exact) {
    const amounts = elementsOf(f, f.typeOf(b));
    const amount = f.newLocal(valTypeOf(amounts.repr));
    mapWideElements(f, inst, (i, to) => {
      pushElement(f, atB, amounts, i);
      f.localSet(amount);
      emitElementShift(f, tag, repr, to, wideElement(atA, repr, i), localOperand(amount), amounts.repr);
    });
    f.releaseLocal(amount);
  } else {
    mapWideElements(f, inst, (i, to) => {
      emitElementBinary(f, tag, repr, to, wideElement(atA, repr, i), wideElement(atB, repr, i));
    });
  }
}

function genWideUnary(f: FunctionState, inst: AirIndex): void {
  const tag = f.tag(inst);
  const repr = f.repr(childType(f.pool, f.typeOf(f.a(inst))));
  const at = f.memoryOf(f.a(inst));
  if (hasWideElements(f, f.ty(inst))) {
    mapWideElements(f, inst, (i, to) => emitElementUnary(f, tag, repr, to, wideElement(at, repr, i)));
  } else mapElements(f, inst, (i) => pushElementCount(f, tag, repr, wideElement(at, repr, i)));
}

/** Operations of one vector, and conversions. */
export function genVectorUnary(f: FunctionState, inst: AirIndex): void {
  const tag = f.tag(inst);
  const a = f.a(inst);
  if (hasWideElements(f, f.typeOf(a))) {
    genWideUnary(f, inst);
    return;
  }
  const from = elementsOf(f, f.typeOf(a));
  const to = elementsOf(f, f.ty(inst));
  if (f.unsupported !== null || from.repr.kind === ReprKind.none) return;
  const at = f.memoryOf(a);
  const x = f.newLocal(valTypeOf(from.repr));
  const operand = localOperand(x);
  mapElements(f, inst, (i) => {
    pushElement(f, at, from, i);
    f.localSet(x);
    switch (tag) {
      case AirTag.intcast:
      case AirTag.trunc:
        emitIntCast(f, to.repr, operand, from.repr, tag === AirTag.trunc);
        break;
      case AirTag.int_from_float:
        emitIntFromFloat(f, to.repr, operand, from.repr);
        break;
      case AirTag.float_from_int:
        emitFloatFromInt(f, to.repr, operand, from.repr);
        break;
      case AirTag.fptrunc:
      case AirTag.fpext:
        emitFloatCast(f, to.repr, operand, from.repr);
        break;
      case AirTag.int_from_bool:
      case AirTag.int_from_ptr:
        f.localGet(x);
        break;
      default:
        emitScalarUnary(f, tag, from.repr, operand, to.repr);
    }
  });
  f.releaseLocal(x);
}

/** `add_with_overflow` and its like of vectors. */
export function genVectorOverflow(f: FunctionState, inst: AirIndex): void {
  const tag = f.tag(inst);
  const [a, b] = [f.a(inst), f.b(inst)];
  const tuple = f.ty(inst);
  if (hasWideElements(f, f.typeOf(a))) {
    genWideOverflow(f, inst);
    return;
  }
  const operands = elementsOf(f, f.typeOf(a));
  const right = elementsOf(f, f.typeOf(b));
  const bits = elementsOf(f, tupleFieldType(f.pool, tuple, 1));
  if (f.unsupported !== null) return;
  const to = f.defineSlot(inst);
  const [atA, atB] = [f.memoryOf(a), f.memoryOf(b)];
  const x = f.newLocal(valTypeOf(operands.repr));
  const y = f.newLocal(valTypeOf(right.repr));
  for (let i = 0; i < operands.len; i++) {
    pushElement(f, atA, operands, i);
    f.localSet(x);
    pushElement(f, atB, right, i);
    f.localSet(y);
    const { value, bit } = emitOverflow(f, tag, operands.repr, localOperand(x), localOperand(y), right.repr);
    storeElement(f, past(to, fieldOffset(f.pool, tuple, 0)), operands, i, value);
    storeElement(f, past(to, fieldOffset(f.pool, tuple, 1)), bits, i, bit);
    f.releaseTemporaries();
  }
  f.releaseLocal(x);
  f.releaseLocal(y);
}

function genWideOverflow(f: FunctionState, inst: AirIndex): void {
  const tag = f.tag(inst);
  const [a, b] = [f.a(inst), f.b(inst)];
  const tuple = f.ty(inst);
  if (tag === AirTag.shl_with_overflow) {
    f.fail('@shlWithOverflow of vectors of elements wider than 64 bits');
    return;
  }
  const repr = f.repr(childType(f.pool, f.typeOf(a)));
  const bits = elementsOf(f, tupleFieldType(f.pool, tuple, 1));
  const to = f.defineSlot(inst);
  const values = past(to, fieldOffset(f.pool, tuple, 0));
  const [atA, atB] = [f.memoryOf(a), f.memoryOf(b)];
  for (let i = 0; i < arrayLen(f.pool, f.typeOf(a)); i++) {
    const [x, y] = [wideElement(atA, repr, i), wideElement(atB, repr, i)];
    const bit = emitWideOverflow(f, tag, repr, wideElement(values, repr, i), x, y);
    storeElement(f, past(to, fieldOffset(f.pool, tuple, 1)), bits, i, bit);
    f.releaseTemporaries();
  }
}

/** `splat`: a vector or array of one value. */
export function genSplat(f: FunctionState, inst: AirIndex): void {
  const value = f.a(inst);
  const repr = f.repr(childType(f.pool, f.ty(inst)));
  if (repr.kind === ReprKind.none) return;
  if (repr.kind === ReprKind.memory) {
    const to = f.defineSlot(inst);
    const len = arrayLenWithSentinel(f.pool, f.ty(inst));
    for (let i = 0; i < len; i++) copyMemory(f, past(to, i * repr.size), f.memoryOf(value), repr.size);
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
  const [a, b] = [f.extra(payload) as AirRef, f.extra(payload + 1) as AirRef];
  const predicates = elementsOf(f, f.typeOf(f.a(inst)));
  if (hasWideElements(f, f.ty(inst))) {
    const wide = f.repr(childType(f.pool, f.ty(inst)));
    mapWideElements(f, inst, (i, to) => {
      pushElement(f, f.memoryOf(f.a(inst)), predicates, i);
      f.open(Op.if);
      copyMemory(f, to, wideElement(f.memoryOf(a), wide, i), wide.size);
      f.op(Op.else);
      copyMemory(f, to, wideElement(f.memoryOf(b), wide, i), wide.size);
      f.close();
    });
    return;
  }
  const elements = elementsOf(f, f.ty(inst));
  if (f.unsupported !== null) return;
  const [atA, atB, atPredicate] = [f.memoryOf(a), f.memoryOf(b), f.memoryOf(f.a(inst))];
  mapElements(f, inst, (i) => {
    pushElement(f, atA, elements, i);
    pushElement(f, atB, elements, i);
    pushElement(f, atPredicate, predicates, i);
    f.op(Op.select);
  });
}

/** `shuffle`: a mask element below zero is the complement of an index into the second vector. */
export function genShuffle(f: FunctionState, inst: AirIndex): void {
  const payload = f.a(inst) as number;
  const [a, b] = [f.extra(payload) as AirRef, f.extra(payload + 1) as AirRef];
  const mask = f.extra(payload + 2) as Index;
  if (hasWideElements(f, f.ty(inst))) {
    const wide = f.repr(childType(f.pool, f.ty(inst)));
    mapWideElements(f, inst, (i, to) => {
      const entry = isUndef(f.pool, mask) ? mask : aggregateElem(f.pool, mask, i);
      const index = isUndef(f.pool, entry) ? 0 : intNumber(f.pool, entry);
      copyMemory(f, to, wideElement(f.memoryOf(index < 0 ? b : a), wide, index < 0 ? ~index : index), wide.size);
    });
    return;
  }
  const elements = [elementsOf(f, f.typeOf(a)), elementsOf(f, f.typeOf(b))];
  if (f.unsupported !== null) return;
  const at = [f.memoryOf(a), f.memoryOf(b)];
  const repr = elements[0].repr;
  mapElements(f, inst, (i) => {
    const entry = isUndef(f.pool, mask) ? mask : aggregateElem(f.pool, mask, i);
    const index = isUndef(f.pool, entry) ? 0 : intNumber(f.pool, entry);
    const which = index < 0 ? 1 : 0;
    const source = elements[which].repr.kind === ReprKind.none ? elements[0] : elements[which];
    pushElement(f, at[which], source, index < 0 ? ~index : index);
  });
  if (repr.kind === ReprKind.none) f.fail('a shuffle of elements without bits');
}

/** `std.builtin.ReduceOp`, in order. */
enum ReduceOp {
  And,
  Or,
  Xor,
  Min,
  Max,
  Add,
  Mul,
}

/** `reduce` */
export function genReduce(f: FunctionState, inst: AirIndex): void {
  const a = f.a(inst);
  if (hasWideElements(f, f.typeOf(a))) {
    genWideReduce(f, inst, reduceTag(f.b(inst) as number, f.repr(f.ty(inst)).float !== 0));
    return;
  }
  const elements = elementsOf(f, f.typeOf(a));
  const { repr } = elements;
  if (f.unsupported !== null || repr.kind === ReprKind.none) return;
  const at = f.memoryOf(a);
  const tag = reduceTag(f.b(inst) as number, repr.float !== 0);
  const sum = f.newLocal(valTypeOf(repr));
  const x = f.newLocal(valTypeOf(repr));
  pushElement(f, at, elements, 0);
  f.localSet(sum);
  for (let i = 1; i < elements.len; i++) {
    pushElement(f, at, elements, i);
    f.localSet(x);
    emitScalarBinary(f, tag, repr, localOperand(sum), localOperand(x), repr);
    f.localSet(sum);
    f.releaseTemporaries();
  }
  f.localGet(sum);
  f.define(inst);
  f.releaseLocal(sum);
  f.releaseLocal(x);
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
  const elements = elementsOf(f, f.ty(inst));
  if (f.unsupported !== null) return;
  const at = refs.map((ref) => f.memoryOf(ref));
  const locals = refs.map(() => f.newLocal(valTypeOf(elements.repr)));
  mapElements(f, inst, (i) => {
    for (let k = 0; k < 3; k++) {
      pushElement(f, at[k], elements, i);
      f.localSet(locals[k]);
    }
    emitMulAdd(f, elements.repr, localOperand(locals[0]), localOperand(locals[1]), localOperand(locals[2]));
  });
  for (const local of locals) f.releaseLocal(local);
}

/** Stores operand `ref` as element `i` of the vector of type `ty` at `to`. */
export function storeVectorElement(f: FunctionState, to: Address, ty: Index, i: number, ref: AirRef): void {
  if (hasWideElements(f, ty)) {
    const wide = f.repr(childType(f.pool, ty));
    copyMemory(f, wideElement(to, wide, i), f.memoryOf(ref), wide.size);
    return;
  }
  const elements = elementsOf(f, ty);
  if (f.unsupported !== null || elements.repr.kind === ReprKind.none) return;
  storeElement(f, to, elements, i, f.asLocal(ref));
}

/** `vector_store_elem`: with an index known at run time, each element is stored that is not another. */
export function genVectorStoreElem(f: FunctionState, inst: AirIndex): void {
  const payload = f.b(inst) as number;
  const [index, value] = [f.extra(payload) as AirRef, f.extra(payload + 1) as AirRef];
  const ty = ptrChild(f.pool, f.typeOf(f.a(inst)));
  const elements = elementsOf(f, ty);
  if (f.unsupported !== null || elements.repr.kind === ReprKind.none) return;
  const to = f.addressOf(f.a(inst));
  const [at, local] = [f.asLocal(index), f.asLocal(value)];
  for (let i = 0; i < elements.len; i++) {
    f.localGet(at);
    f.i32(i);
    f.op(Op.i32_eq);
    f.open(Op.if);
    storeElement(f, to, elements, i, local);
    f.close();
  }
}

/** Pushes element `index` of the vector of type `ty` at `address`, whose elements may be bits. */
export function pushVectorElement(
  f: FunctionState,
  address: Address,
  ty: Index,
  index: AirRef,
  constant: number,
): void {
  const elements = elementsOf(f, ty);
  const { repr } = elements;
  if (constant >= 0) pushElement(f, address, elements, constant);
  else if (!elements.packed) {
    f.pushAddress(address);
    f.push(index);
    f.i32(repr.size);
    f.op(Op.i32_mul);
    f.op(Op.i32_add);
    emitLoad(f, repr, 0);
  } else if (repr.bits === 1) {
    const local = f.temporary(ValType.i32);
    f.push(index);
    f.localSet(local);
    f.pushAddress(address);
    f.localGet(local);
    f.i32(3);
    f.op(Op.i32_shr_u);
    f.op(Op.i32_add);
    access(f, Op.i32_load8_u, 0);
    f.localGet(local);
    f.i32(7);
    f.op(Op.i32_and);
    f.op(Op.i32_shr_u);
    f.i32(1);
    f.op(Op.i32_and);
  } else {
    const local = f.temporary(ValType.i32);
    f.push(index);
    f.localSet(local);
    pushElement(f, address, elements, 0);
    for (let i = 1; i < elements.len; i++) {
      pushElement(f, address, elements, i);
      f.localGet(local);
      f.i32(i);
      f.op(Op.i32_ne);
      f.op(Op.select);
    }
  }
}
