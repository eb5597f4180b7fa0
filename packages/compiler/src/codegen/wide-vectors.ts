import { type AirIndex, type AirRef, AirTag } from '../air/air.ts';
import type { Index } from '../intern/ids.ts';
import { arrayLen, childType } from '../intern/types.ts';
import { type Address, type FunctionState, type Operand, past } from './function.ts';
import { copyMemory } from './memory.ts';
import { isWide, type Repr, ReprKind } from './repr.ts';
import { emitSoftBinary, emitSoftUnary, isSoftFloat, pushSoftCompare } from './soft-floats.ts';
import {
  emitWideBinary,
  emitWideShift,
  emitWideShlSat,
  emitWideUnary,
  pushWideCompare,
  pushWideCount,
} from './wide-integers.ts';

/*
 * Vectors whose elements are in memory themselves: integers of more than 64 bits, f80 and f128. There are operations for those whose
 * elements have no unused bits.
 */

/** Whether the elements of a vector type are in memory. Says that it is not supported where they have unused bits. */
export function hasWideElements(f: FunctionState, vector: Index): boolean {
  const repr = f.repr(childType(f.pool, vector));
  if (repr.kind !== ReprKind.memory) return false;
  if ((repr.bits || repr.float) !== repr.size * 8) f.fail('vectors of elements of this width');
  return true;
}

/** Element `i` of the vector at `address`. */
export function wideElement(address: Address, repr: Repr, i: number): Address {
  return past(address, i * repr.size);
}

/** For each element of the result of `inst`: `emit` writes it, given the index and where. */
export function mapWideElements(f: FunctionState, inst: AirIndex, emit: (i: number, to: Address) => void): void {
  const to = f.defineSlot(inst);
  const repr = f.repr(childType(f.pool, f.ty(inst)));
  const len = arrayLen(f.pool, f.ty(inst));
  for (let i = 0; i < len && f.unsupported === null; i++) {
    emit(i, wideElement(to, repr, i));
    f.releaseTemporaries();
  }
}

/** Writes the result of a binary operation on two elements, no shift, to `to`. */
export function emitElementBinary(
  f: FunctionState,
  tag: AirTag,
  repr: Repr,
  to: Address,
  a: Address,
  b: Address,
): void {
  if (isSoftFloat(repr)) emitSoftBinary(f, tag, repr, to, a, b);
  else if (isWide(repr)) emitWideBinary(f, tag, repr, to, a, b);
  else f.fail('vectors of elements of this type');
}

/** Writes element `a` shifted to `to`. */
export function emitElementShift(
  f: FunctionState,
  tag: AirTag,
  repr: Repr,
  to: Address,
  a: Address,
  shift: Operand,
  shiftRepr: Repr,
): void {
  if (tag === AirTag.shl_sat) emitWideShlSat(f, repr, to, a, shift, shiftRepr);
  else emitWideShift(f, tag, repr, to, a, shift, shiftRepr);
}

/** Pushes whether the comparison `tag` of two elements holds. */
export function pushElementCompare(f: FunctionState, tag: AirTag, repr: Repr, a: Address, b: Address): void {
  if (isSoftFloat(repr)) pushSoftCompare(f, tag, repr, a, b);
  else pushWideCompare(f, tag, repr, a, b);
}

/** Writes the result of a unary operation that keeps the type to `to`. */
export function emitElementUnary(f: FunctionState, tag: AirTag, repr: Repr, to: Address, a: Address): void {
  if (tag >= AirTag.bitcast) f.fail('conversions of vectors of elements wider than 64 bits');
  else if (isSoftFloat(repr)) emitSoftUnary(f, tag, repr, to, a);
  else emitWideUnary(f, tag, repr, to, a);
}

/** Pushes the result of a bit count of an element as an i32. */
export function pushElementCount(f: FunctionState, tag: AirTag, repr: Repr, a: Address): void {
  if (isWide(repr) && (tag === AirTag.clz || tag === AirTag.ctz || tag === AirTag.popcount)) {
    pushWideCount(f, tag, repr, a);
  } else f.fail('conversions of vectors of elements wider than 64 bits');
}

/** `reduce` by the binary operation `tag`. */
export function genWideReduce(f: FunctionState, inst: AirIndex, tag: AirTag): void {
  const vector: AirRef = f.a(inst);
  const repr = f.repr(f.ty(inst));
  const at = f.memoryOf(vector);
  const sum = f.defineSlot(inst);
  copyMemory(f, sum, at, repr.size);
  for (let i = 1; i < arrayLen(f.pool, f.typeOf(vector)); i++) {
    const next = f.temporarySlot(repr.size, repr.align);
    emitElementBinary(f, tag, repr, next, sum, wideElement(at, repr, i));
    copyMemory(f, sum, next, repr.size);
    f.releaseTemporaries();
  }
}
