import { type ByteWriter, Op, ValType } from '../codegen/wasm.ts';

/*
 * Where each bit of a number comes from, the lowest first: a bit of a source, by `bitOf`, or one of these. Arrays of 32 or 64 of them.
 */
export type Bits = Int32Array;

const ZERO = -1;
const ONE = -2;
const UNKNOWN = -3;

const MAX_WIDTH = 64;

/** The bits of source number `source`. */
export function sourceBits(source: number, width: number): Bits {
  const bits = new Int32Array(width);
  for (let i = 0; i < width; i++) bits[i] = source * MAX_WIDTH + i;
  return bits;
}

/** `low`, and where the width is 64 `high`: 32 bits each. */
export function constantBits(low: number, high: number, width: number): Bits {
  const bits = new Int32Array(width);
  for (let i = 0; i < width; i++) bits[i] = ((i < 32 ? low : high) >>> (i % 32)) & 1 ? ONE : ZERO;
  return bits;
}

export function isKnown(bits: Bits): boolean {
  return !bits.includes(UNKNOWN);
}

/** The number that `bits` are, if it is a constant; null if it is none. Of 64 bits the low 32. */
function constantOf(bits: Bits): number | null {
  let value = 0;
  for (let i = 0; i < bits.length; i++) {
    if (bits[i] !== ZERO && bits[i] !== ONE) return null;
    if (i < 32 && bits[i] === ONE) value |= 1 << i;
  }
  return value;
}

/** What a unary instruction makes of `bits`; null if it is none that moves bits. */
export function unaryBits(op: Op, bits: Bits): Bits | null {
  switch (op) {
    case Op.i32_wrap_i64:
      return bits.slice(0, 32);
    case Op.i64_extend_i32_u:
      return resized(bits, 32, ZERO);
    case Op.i64_extend_i32_s:
    case Op.i64_extend32_s:
      return resized(bits, 32, bits[31]);
    default:
      return null;
  }
}

/** The first `length` of `bits`, and above them `above`, to 64. */
function resized(bits: Bits, length: number, above: number): Bits {
  const all = new Int32Array(MAX_WIDTH).fill(above);
  all.set(bits.subarray(0, length));
  return all;
}

/** What a binary instruction makes of two numbers; null if it is none that moves bits. */
export function binaryBits(op: Op, left: Bits, right: Bits): Bits | null {
  switch (op) {
    case Op.i32_and:
    case Op.i64_and:
      return left.map((bit, i) => andBit(bit, right[i]));
    case Op.i32_or:
    case Op.i64_or:
      return left.map((bit, i) => orBit(bit, right[i]));
    case Op.i32_xor:
    case Op.i64_xor:
      return left.map((bit, i) => xorBit(bit, right[i]));
  }
  const count = constantOf(right);
  if (count === null) return null;
  const width = left.length;
  const by = count & (width - 1);
  switch (op) {
    case Op.i32_shl:
    case Op.i64_shl:
      return left.map((_, i) => (i < by ? ZERO : left[i - by]));
    case Op.i32_shr_u:
    case Op.i64_shr_u:
      return left.map((_, i) => (i + by < width ? left[i + by] : ZERO));
    case Op.i32_shr_s:
    case Op.i64_shr_s:
      return left.map((_, i) => left[Math.min(i + by, width - 1)]);
    case Op.i32_rotl:
    case Op.i64_rotl:
      return left.map((_, i) => left[(i - by + width) % width]);
    case Op.i32_rotr:
    case Op.i64_rotr:
      return left.map((_, i) => left[(i + by) % width]);
    default:
      return null;
  }
}

function andBit(one: number, other: number): number {
  if (one === ZERO || other === ZERO) return ZERO;
  if (one === ONE || one === other) return other;
  return other === ONE ? one : UNKNOWN;
}

function orBit(one: number, other: number): number {
  if (one === ONE || other === ONE) return ONE;
  if (one === ZERO || one === other) return other;
  return other === ZERO ? one : UNKNOWN;
}

function xorBit(one: number, other: number): number {
  if (one === UNKNOWN || other === UNKNOWN) return UNKNOWN;
  if (one === other) return ZERO;
  if (one === ZERO) return other;
  return other === ZERO ? one : UNKNOWN;
}

/** A number that is bits of one source in their order: what is moved, and which bits of it are there. */
export interface Route {
  readonly source: number;
  /** Bit `i` is bit `i + down` of the source; where it is a rotation, around the end. */
  readonly down: number;
  readonly isRotation: boolean;
  /** Which bits are there, of a rotation all. */
  readonly mask: bigint;
}

/** `widthOf`: how many bits a source has. */
export function routeOf(bits: Bits, widthOf: (source: number) => number): Route | null {
  const lowest = bits.findIndex((bit) => bit !== ZERO);
  if (lowest < 0 || bits[lowest] < 0) return null;
  const source = Math.floor(bits[lowest] / MAX_WIDTH);
  const down = (bits[lowest] % MAX_WIDTH) - lowest;
  const width = bits.length;
  let mask = 0n;
  let isRotation = widthOf(source) === width;
  let isShift = true;
  for (let i = 0; i < width; i++) {
    if (bits[i] !== source * MAX_WIDTH + ((i + down + width) % width)) isRotation = false;
    // The bit above the highest of one source is the lowest of another.
    const isOfSource = Math.floor(bits[i] / MAX_WIDTH) === source;
    if (isOfSource && bits[i] === source * MAX_WIDTH + i + down) mask |= 1n << BigInt(i);
    else if (bits[i] !== ZERO) isShift = false;
  }
  return isRotation || isShift ? { source, down, isRotation: isRotation && !isShift, mask } : null;
}

/** Makes the number that a route leads to, of `width` bits, of its source, which is on the stack; returns how many instructions that takes. */
export function pushRoute(
  out: ByteWriter,
  { down, isRotation, mask }: Route,
  sourceWidth: number,
  width: number,
): number {
  let count = 0;
  const calculate = (of: number, narrow: Op, wide: Op, value: bigint): void => {
    const isWide = of === MAX_WIDTH;
    out.op(isWide ? Op.i64_const : Op.i32_const);
    out.sleb64(BigInt.asIntN(isWide ? 64 : 32, value));
    out.op(isWide ? wide : narrow);
    count++;
  };
  if (isRotation) {
    calculate(width, Op.i32_rotr, Op.i64_rotr, BigInt((down + width) % width));
    return count;
  }
  /** Which bits there would be without a mask. */
  let there = BigInt.asUintN(sourceWidth, -1n);
  if (down > 0) {
    calculate(sourceWidth, Op.i32_shr_u, Op.i64_shr_u, BigInt(down));
    there >>= BigInt(down);
  }
  if (sourceWidth !== width) {
    out.op(width === MAX_WIDTH ? Op.i64_extend_i32_u : Op.i32_wrap_i64);
    count++;
    there = BigInt.asUintN(width, there);
  }
  if (down < 0) {
    calculate(width, Op.i32_shl, Op.i64_shl, BigInt(-down));
    there = BigInt.asUintN(width, there << BigInt(-down));
  }
  if (there !== mask) calculate(width, Op.i32_and, Op.i64_and, mask);
  return count;
}

/** How many bits a local of `type` has; 0 if it is no integer. */
export function widthOfType(type: number): number {
  return type === ValType.i32 ? 32 : type === ValType.i64 ? MAX_WIDTH : 0;
}
