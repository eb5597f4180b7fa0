import type { AirIndex, AirRef } from '../air/air.ts';
import { NO_VECTOR_INDEX, type PtrInfo } from '../intern/pointers.ts';
import { type Address, type FunctionState, past } from './function.ts';
import { normalizeWide } from './limbs.ts';
import { access, copyMemory, emitStore, extend, fillMemory, fromBits, pushLoad, toBits } from './memory.ts';
import { isWide, type Repr, ReprKind } from './repr.ts';
import { Op } from './wasm.ts';

/*
 * Values that are bits within an integer in memory: fields of packed structs, elements of vectors.
 */

/** Whether a pointer is to bits within an integer, or to an element of a vector. */
export function isBitPointer(info: PtrInfo): boolean {
  return info.hostSize !== 0;
}

/** Where the bits are that a bit pointer points to: bytes of the integer they are part of, and the first bit. */
export interface BitPlace {
  readonly hostSize: number;
  readonly bitOffset: number;
}

function bitPlaceOf(info: PtrInfo, repr: Repr): BitPlace {
  if (info.vectorIndex === NO_VECTOR_INDEX) return { hostSize: info.hostSize, bitOffset: info.bitOffset };
  const bits = widthOf(repr);
  return { hostSize: Math.ceil((info.hostSize * bits) / 8), bitOffset: info.vectorIndex * bits };
}

export function loadBitPointer(f: FunctionState, inst: AirIndex, address: Address, info: PtrInfo, repr: Repr): void {
  const place = bitPlaceOf(info, repr);
  defineBits(f, inst, address, place, repr);
}

/** The result of `inst` is the value of `repr` at `place` in the integer at `address`. */
export function defineBits(f: FunctionState, inst: AirIndex, address: Address, place: BitPlace, repr: Repr): void {
  if (repr.kind === ReprKind.memory) {
    const slot = f.newSlot(repr.size, repr.align);
    loadWideBits(f, f.slotAddress(slot), address, place, repr);
    f.defineInSlot(inst, slot);
    return;
  }
  pushBitField(f, address, place, repr);
  f.define(inst);
}

/** Bits of a value that is an integer to the machine. */
export function widthOf(repr: Repr): number {
  return repr.bits || repr.float;
}

/** Up to 64 bits of a wider value: which bits, and the unsigned integer that they are by themselves. */
interface Chunk {
  readonly bit: number;
  readonly repr: Repr;
}

function chunksOf(bits: number): Chunk[] {
  const chunks: Chunk[] = [];
  for (let bit = 0; bit < bits; bit += 64) {
    const left = Math.min(64, bits - bit);
    const size = left > 32 ? 8 : left > 16 ? 4 : left > 8 ? 2 : 1;
    const kind = left > 32 ? ReprKind.i64 : ReprKind.i32;
    chunks.push({ bit, repr: { kind, size, align: size, bits: left, signed: false, float: 0 } });
  }
  return chunks;
}

/** Writes the value of `repr`, which is in memory, at `place` in the integer at `address` to `to`, which does not overlap it. */
export function loadWideBits(f: FunctionState, to: Address, address: Address, place: BitPlace, repr: Repr): void {
  const bits = widthOf(repr);
  if (repr.float !== 0 && bits < repr.size * 8) fillMemory(f, to, 0, repr.size);
  if (place.bitOffset % 8 === 0 && bits % 8 === 0) copyMemory(f, to, past(address, place.bitOffset / 8), bits / 8);
  else {
    for (const { bit, repr: chunk } of chunksOf(bits)) {
      const at = past(to, bit / 8);
      f.pushBase(at);
      pushBitField(f, address, { ...place, bitOffset: place.bitOffset + bit }, chunk);
      emitStore(f, chunk, at.offset);
    }
  }
  if (isWide(repr)) normalizeWide(f, to, repr);
}

/** Stores the value of `repr` in memory at `from` at `place` in the integer at `address`. */
export function storeWideBits(f: FunctionState, address: Address, place: BitPlace, repr: Repr, from: Address): void {
  const bits = widthOf(repr);
  if (place.bitOffset % 8 === 0 && bits % 8 === 0) {
    copyMemory(f, past(address, place.bitOffset / 8), from, bits / 8);
    return;
  }
  for (const { bit, repr: chunk } of chunksOf(bits)) {
    storeBitField(f, address, { ...place, bitOffset: place.bitOffset + bit }, chunk, () => {
      pushLoad(f, past(from, bit / 8), chunk);
      extend(f, chunk);
    });
  }
}

/** Bytes of the access that reaches a bit field, where it starts, and the field's first bit in it. */
function bitAccess(place: BitPlace, bits: number): { wide: boolean; size: number; start: number; shift: number } {
  const start = Math.floor(place.bitOffset / 8);
  const shift = place.bitOffset % 8;
  if (place.hostSize <= 4 && place.hostSize !== 3)
    return { wide: false, size: place.hostSize, start: 0, shift: place.bitOffset };
  for (const size of [1, 2, 4])
    if (shift + bits <= size * 8 && start + size <= place.hostSize) return { wide: false, size, start, shift };
  const wideStart = Math.max(0, Math.min(start, place.hostSize - 8));
  return { wide: true, size: 8, start: wideStart, shift: place.bitOffset - wideStart * 8 };
}

/** Pushes the scalar of `repr` at `place` in the integer at `address`. */
export function pushBitField(f: FunctionState, address: Address, place: BitPlace, repr: Repr): void {
  const bits = widthOf(repr);
  const at = bitAccess(place, bits);
  const base = past(address, at.start);
  f.pushBase(base);
  access(
    f,
    at.wide ? Op.i64_load : at.size === 1 ? Op.i32_load8_u : at.size === 2 ? Op.i32_load16_u : Op.i32_load,
    base.offset,
  );
  if (at.shift > 0) {
    f.int(at.wide, BigInt(at.shift));
    f.op(at.wide ? Op.i64_shr_u : Op.i32_shr_u);
  }
  if (at.shift + bits > 64) {
    // The field's last bits are in a ninth byte.
    f.pushBase(base);
    access(f, Op.i64_load8_u, base.offset + 8);
    f.i64(BigInt(64 - at.shift));
    f.op(Op.i64_shl);
    f.op(Op.i64_or);
  }
  fromBits(f, at.wide, repr);
}

export function storeBitPointer(f: FunctionState, address: Address, info: PtrInfo, repr: Repr, value: AirRef): void {
  const place = bitPlaceOf(info, repr);
  if (repr.kind === ReprKind.memory) {
    storeWideBits(f, address, place, repr, f.memoryOf(value));
    return;
  }
  const local = f.asLocal(value);
  storeBitField(f, address, place, repr, () => f.localGet(local));
}

/** Stores the scalar of `repr` that `pushValue` pushes at `place` in the integer at `address`. */
export function storeBitField(
  f: FunctionState,
  address: Address,
  place: BitPlace,
  repr: Repr,
  pushValue: () => void,
): void {
  const bits = widthOf(repr);
  const at = bitAccess(place, bits);
  const { wide } = at;
  const base = past(address, at.start);
  const inFirst = Math.min(bits, at.size * 8 - at.shift);
  const mask = ((1n << BigInt(inFirst)) - 1n) << BigInt(at.shift);
  f.pushBase(base);
  f.pushBase(base);
  access(
    f,
    wide ? Op.i64_load : at.size === 1 ? Op.i32_load8_u : at.size === 2 ? Op.i32_load16_u : Op.i32_load,
    base.offset,
  );
  f.int(wide, ~mask);
  f.op(wide ? Op.i64_and : Op.i32_and);
  pushValue();
  toBits(f, wide, repr);
  if (at.shift > 0) {
    f.int(wide, BigInt(at.shift));
    f.op(wide ? Op.i64_shl : Op.i32_shl);
  }
  f.op(wide ? Op.i64_or : Op.i32_or);
  access(
    f,
    wide ? Op.i64_store : at.size === 1 ? Op.i32_store8 : at.size === 2 ? Op.i32_store16 : Op.i32_store,
    base.offset,
  );
  if (inFirst === bits) return;
  f.pushBase(base);
  f.pushBase(base);
  access(f, Op.i64_load8_u, base.offset + 8);
  f.i64(~((1n << BigInt(bits - inFirst)) - 1n));
  f.op(Op.i64_and);
  pushValue();
  toBits(f, true, repr);
  f.i64(BigInt(inFirst));
  f.op(Op.i64_shr_u);
  f.op(Op.i64_or);
  access(f, Op.i64_store8, base.offset + 8);
}
