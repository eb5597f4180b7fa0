import type { Part } from './frame-parts.ts';
import { type ExtendingCode, signExtend } from './sign-extend.ts';
import { Op, ValType } from './wasm.ts';

/** Where code is written that has parts of slots in locals. */
export interface PartCode extends ExtendingCode {
  localGet(local: number): void;
  localSet(local: number): void;
}

/** The type of the local that a part is in. */
export function localType({ size, isFloat }: Part): ValType {
  if (isFloat) return size === 8 ? ValType.f64 : ValType.f32;
  return size > 4 ? ValType.i64 : ValType.i32;
}

/** Pushes `size` bytes from `offset` on of the part that is in `local`, as a load of them does. */
export function pushPart(
  code: PartCode,
  part: Part,
  local: number,
  offset: number,
  size: number,
  type: ValType,
  isSigned: boolean,
): void {
  code.localGet(local);
  const held = localType(part);
  if (held === type && part.isFloat) return;
  if (part.isFloat) code.op(held === ValType.f32 ? Op.i32_reinterpret_f32 : Op.i64_reinterpret_f64);
  let wide = part.size > 4;
  if (offset > 0) {
    code.int(wide, BigInt(offset * 8));
    code.op(wide ? Op.i64_shr_u : Op.i32_shr_u);
  }
  const isWanted64 = type === ValType.i64 || type === ValType.f64;
  if (wide && !isWanted64) {
    code.op(Op.i32_wrap_i64);
    wide = false;
  }
  const above = part.size - offset - size;
  if (isSigned && size < 4) signExtend(code, wide, size * 8);
  else if (above > 0 && !(size === 4 && !wide)) {
    code.int(wide, (1n << BigInt(size * 8)) - 1n);
    code.op(wide ? Op.i64_and : Op.i32_and);
  }
  if (isWanted64 && !wide) code.op(isSigned ? Op.i64_extend_i32_s : Op.i64_extend_i32_u);
  else if (isWanted64 && isSigned && size === 4) signExtend(code, true, 32);
  if (type === ValType.f32) code.op(Op.f32_reinterpret_i32);
  else if (type === ValType.f64) code.op(Op.f64_reinterpret_i64);
}

/** Sets `size` bytes from `offset` on of the part that is in `local` to the value on the stack, as a store of it does. */
export function setPart(code: PartCode, part: Part, local: number, offset: number, size: number, type: ValType): void {
  if (localType(part) === type && part.isFloat) {
    code.localSet(local);
    return;
  }
  const wide = part.size > 4;
  let isWide = type === ValType.i64 || type === ValType.f64;
  if (type === ValType.f32) code.op(Op.i32_reinterpret_f32);
  else if (type === ValType.f64) code.op(Op.i64_reinterpret_f64);
  if (isWide && !wide) {
    code.op(Op.i32_wrap_i64);
    isWide = false;
  }
  if (size < (isWide ? 8 : 4)) {
    code.int(isWide, (1n << BigInt(size * 8)) - 1n);
    code.op(isWide ? Op.i64_and : Op.i32_and);
  }
  if (wide && !isWide) code.op(Op.i64_extend_i32_u);
  if (size < part.size) {
    const before = BigInt(offset * 8);
    if (before > 0n) {
      code.int(wide, before);
      code.op(wide ? Op.i64_shl : Op.i32_shl);
    }
    const mask = ((1n << BigInt(size * 8)) - 1n) << before;
    code.localGet(local);
    if (part.isFloat) code.op(wide ? Op.i64_reinterpret_f64 : Op.i32_reinterpret_f32);
    code.int(wide, ~mask);
    code.op(wide ? Op.i64_and : Op.i32_and);
    code.op(wide ? Op.i64_or : Op.i32_or);
  }
  if (part.isFloat) code.op(part.size === 8 ? Op.f64_reinterpret_i64 : Op.f32_reinterpret_i32);
  code.localSet(local);
}

const LOADS: Partial<Record<ValType, Record<number, Op>>> = {
  [ValType.i32]: { 1: Op.i32_load8_u, 2: Op.i32_load16_u, 4: Op.i32_load },
  [ValType.i64]: { 8: Op.i64_load },
  [ValType.f32]: { 4: Op.f32_load },
  [ValType.f64]: { 8: Op.f64_load },
};

const STORES: Partial<Record<ValType, Record<number, Op>>> = {
  [ValType.i32]: { 1: Op.i32_store8, 2: Op.i32_store16, 4: Op.i32_store },
  [ValType.i64]: { 8: Op.i64_store },
  [ValType.f32]: { 4: Op.f32_store },
  [ValType.f64]: { 8: Op.f64_store },
};

/** The load of `size` bytes as a value of a type, with zeros above them. */
export function loadOf(type: ValType, size: number): Op {
  return LOADS[type]?.[size] as Op;
}

/** The store of the low `size` bytes of a value of a type. */
export function storeOf(type: ValType, size: number): Op {
  return STORES[type]?.[size] as Op;
}

/** Bytes of a copy that one access reaches. */
export interface Piece {
  /** From the first of all on. */
  readonly at: number;
  readonly size: number;
}

/** `size` bytes in pieces, none of which goes beyond one of `cuts`. Those that are not within these bytes cut nothing. */
export function cutPieces(cuts: Iterable<number>, size: number): Piece[] {
  const pieces: Piece[] = [];
  const ends = [...new Set(cuts)].filter((cut) => cut > 0 && cut < size).sort((a, b) => a - b);
  let at = 0;
  for (const end of [...ends, size]) {
    while (at < end) {
      const piece = pieceSize(end - at);
      pieces.push({ at, size: piece });
      at += piece;
    }
  }
  return pieces;
}

/** How many of `left` bytes one access reaches. */
export function pieceSize(left: number): number {
  return left >= 8 ? 8 : left >= 4 ? 4 : left >= 2 ? 2 : 1;
}

/** `byte`, `size` times. */
export function repeated(byte: number, size: number): bigint {
  let bits = 0n;
  for (let i = 0; i < size; i++) bits = (bits << 8n) | BigInt(byte);
  return bits;
}
