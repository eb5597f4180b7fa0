import type { RealNumber } from './float-trig.ts';
import { bitLength } from './int-arith.ts';

/*
 * Exponentials and logarithms of doubles and singles. Where the official compiler's are off by more than rounding, these do the
 * same steps, which are those of FreeBSD's library; the rest are rounded correctly, as the official ones nearly always are.
 */

const view = new DataView(new ArrayBuffer(8));
const f = Math.fround;

/** The upper half of the bits of `x`. */
function highWord(x: number): number {
  view.setFloat64(0, x);
  return view.getUint32(0);
}

/** `x` with the lower half of its bits zero. */
function withoutLow(x: number): number {
  view.setFloat64(0, x);
  view.setUint32(4, 0);
  return view.getFloat64(0);
}

/** The single `x` with its last 12 bits zero. */
function withoutLowSingle(x: number): number {
  view.setFloat32(0, x);
  view.setUint32(0, view.getUint32(0) & 0xffff_f000);
  return view.getFloat32(0);
}

export function exp(given: number): number {
  let x = given;
  if (Number.isNaN(x) || x === Number.POSITIVE_INFINITY) return x;
  if (x > 709.782712893384) return Number.POSITIVE_INFINITY;
  if (x < -745.1332191019411) return 0;
  const size = highWord(Math.abs(x));
  let k = 0;
  let hi = x;
  let lo = 0;
  if (size > 0x3fd62e42) {
    const half = x < 0 ? -0.5 : 0.5;
    if (size > 0x3ff0a2b2) k = Math.trunc(Math.LOG2E * x + half);
    else k = x < 0 ? -1 : 1;
    hi = x - k * 0.6931471803691238;
    lo = k * 1.9082149292705877e-10;
    x = hi - lo;
  } else if (size <= 0x3e300000) return 1 + x;
  const xx = x * x;
  const p3 = 6.613756321437934e-5 + xx * (-1.6533902205465252e-6 + xx * 4.1381367970572385e-8);
  const c = x - xx * (0.16666666666666602 + xx * (-0.0027777777777015593 + xx * p3));
  return scaled(1 + ((x * c) / (2 - c) - lo + hi), k);
}

/** `y * 2^k`, of a `y` near 1. */
function scaled(y: number, k: number): number {
  if (k > 1023) return y * 2 * 2 ** (k - 1);
  if (k < -1022) return y * 2 ** (k + 54) * 2 ** -54;
  return y * 2 ** k;
}

export function expSingle(given: number): number {
  let x = given;
  if (Number.isNaN(x) || x === Number.POSITIVE_INFINITY) return x;
  if (x >= 88.722839) return Number.POSITIVE_INFINITY;
  if (x <= -103.972084) return 0;
  const size = Math.abs(x);
  let k = 0;
  let hi = x;
  let lo = 0;
  if (size > 0.34657359) {
    const half = x < 0 ? -0.5 : 0.5;
    if (size > 1.0397207) k = Math.trunc(f(f(f(1.4426950216) * x) + half));
    else k = x < 0 ? -1 : 1;
    hi = f(x - f(k * f(6.9314575195e-1)));
    lo = f(k * f(1.4286067653e-6));
    x = f(hi - lo);
  } else if (size <= 2 ** -13) return f(1 + x);
  const xx = f(x * x);
  const c = f(x - f(xx * f(f(1.666662544e-1) + f(xx * f(-2.7667332906e-3)))));
  const y = f(1 + f(f(f(f(x * c) / f(2 - c)) - lo) + hi));
  return f(y * 2 ** k);
}

/** What both logarithms to other bases take apart: `2^k * (1 + f)`, and `log(1 + f)` as `hi + lo`. */
function logParts(given: number): { readonly k: number; readonly hi: number; readonly lo: number } {
  let k = 0;
  let x = given;
  if (x < 2 ** -1022) {
    k -= 54;
    x *= 2 ** 54;
  }
  view.setFloat64(0, x);
  const high = view.getUint32(0) + (0x3ff00000 - 0x3fe6a09e);
  k += (high >>> 20) - 0x3ff;
  view.setUint32(0, (high & 0x000fffff) + 0x3fe6a09e);
  const r = view.getFloat64(0) - 1;
  const halfSquare = 0.5 * r * r;
  const s = r / (2 + r);
  const z = s * s;
  const w = z * z;
  const t1 = w * (0.3999999999940942 + w * (0.22222198432149784 + w * 0.15313837699209373));
  const t2 = z * (0.6666666666666735 + w * (0.2857142874366239 + w * (0.1818357216161805 + w * 0.14798198605116586)));
  const hi = withoutLow(r - halfSquare);
  return { k, hi, lo: r - hi - halfSquare + s * (halfSquare + (t2 + t1)) };
}

/** What a logarithm gives where it needs no computing; undefined elsewhere. */
function logOutside(x: number): number | undefined {
  if (x === 0) return Number.NEGATIVE_INFINITY;
  if (!(x > 0)) return Number.NaN;
  if (x === Number.POSITIVE_INFINITY) return x;
  return x === 1 ? 0 : undefined;
}

export function log2(x: number): number {
  const outside = logOutside(x);
  if (outside !== undefined) return outside;
  const { k, hi, lo } = logParts(x);
  const high = hi * 1.4426950407214463;
  const low = (lo + hi) * 1.6751713164886512e-10 + lo * 1.4426950407214463;
  const sum = k + high;
  return low + (k - sum + high) + sum;
}

export function log10(x: number): number {
  const outside = logOutside(x);
  if (outside !== undefined) return outside;
  const { k, hi, lo } = logParts(x);
  const high = hi * 0.4342944818781689;
  const y = k * 0.30102999566361177;
  const low = k * 3.694239077158931e-13 + (lo + hi) * 2.5082946711645275e-11 + lo * 0.4342944818781689;
  const sum = y + high;
  return low + (y - sum + high) + sum;
}

/** A logarithm of a single; `base` e, 2 or 10. */
export function logSingle(base: 'log' | 'log2' | 'log10', given: number): number {
  const outside = logOutside(given);
  if (outside !== undefined) return outside;
  let k = 0;
  let x = given;
  if (x < 2 ** -126) {
    k -= 25;
    x = f(x * 2 ** 25);
  }
  view.setFloat32(0, x);
  const bits = view.getUint32(0) + (0x3f800000 - 0x3f3504f3);
  k += (bits >>> 23) - 0x7f;
  view.setUint32(0, (bits & 0x007fffff) + 0x3f3504f3);
  const r = f(view.getFloat32(0) - 1);
  const s = f(r / f(2 + r));
  const z = f(s * s);
  const w = f(z * z);
  const t1 = f(w * f(0xccce13 / 2 ** 25 + f(w * (0xf89e26 / 2 ** 26))));
  const t2 = f(z * f(0xaaaaaa / 2 ** 24 + f(w * (0x91e9ee / 2 ** 25))));
  const rest = f(t2 + t1);
  const halfSquare = f(f(0.5 * r) * r);
  if (base === 'log') {
    const low = f(f(s * f(halfSquare + rest)) + f(k * f(9.0580006145e-6)));
    return f(f(f(low - halfSquare) + r) + f(k * f(6.9313812256e-1)));
  }
  const hi = withoutLowSingle(f(r - halfSquare));
  const lo = f(f(f(r - hi) - halfSquare) + f(s * f(halfSquare + rest)));
  const sum = f(lo + hi);
  if (base === 'log2') {
    const [high, low] = [f(1.4428710938), f(-1.7605285393e-4)];
    return f(f(f(f(sum * low) + f(lo * high)) + f(hi * high)) + k);
  }
  const [high, low] = [f(4.3432617188e-1), f(-3.1689971365e-5)];
  const tens = f(f(k * f(7.9034151668e-7)) + f(sum * low));
  return f(f(f(tens + f(lo * high)) + f(hi * high)) + f(k * f(3.0102920532e-1)));
}

/** Bits after the point of what is computed in full. */
const PRECISION = 200n;
const ONE = 1n << PRECISION;

/** 2 atanh(x): log((1 + x) / (1 - x)). */
function twiceArtanh(x: bigint): bigint {
  const square = (x * x) >> PRECISION;
  let power = x;
  let sum = 0n;
  for (let k = 1n; power !== 0n; k += 2n) {
    sum += power / k;
    power = (power * square) / ONE;
  }
  return 2n * sum;
}

let lnTwo = 0n;

function logOfTwo(): bigint {
  if (lnTwo === 0n) lnTwo = twiceArtanh(ONE / 3n);
  return lnTwo;
}

/** A logarithm of `significand * 2^exponent`, which is more than 0. */
export function logExactly(base: 'log' | 'log2' | 'log10', significand: bigint, exponent: number): RealNumber {
  const bits = bitLength(significand);
  // From 2/3 to 4/3, so that little is lost near 1.
  const isHigh = 3n * significand > 1n << BigInt(bits + 1);
  const k = exponent + bits - (isHigh ? 0 : 1);
  const m = significand << BigInt(Number(PRECISION) - bits + (isHigh ? 0 : 1));
  const natural = BigInt(k) * logOfTwo() + twiceArtanh(((m - ONE) << PRECISION) / (m + ONE));
  const divisor = base === 'log' ? ONE : base === 'log2' ? logOfTwo() : 3n * logOfTwo() + twiceArtanh(ONE / 9n);
  const value = (natural << PRECISION) / divisor;
  const negative = value < 0n;
  return { negative, significand: negative ? -value : value, exponent: -Number(PRECISION) };
}

/** 2 or e to the power `significand * 2^exponent`, negated if `negative`; of magnitude less than 2^16. */
export function expExactly(base: 'exp' | 'exp2', negative: boolean, significand: bigint, exponent: number): RealNumber {
  const shift = Number(PRECISION) + exponent;
  const size = shift >= 0 ? significand << BigInt(shift) : significand >> BigInt(-shift);
  const given = negative ? -size : size;
  const x = base === 'exp2' ? (given * logOfTwo()) >> PRECISION : given;
  const k = (x + (logOfTwo() >> 1n)) / logOfTwo();
  const power = x - k * logOfTwo();
  let term = ONE;
  let sum = ONE;
  for (let i = 1n; term !== 0n; i++) {
    term = (term * power) / ONE / i;
    sum += term;
  }
  return { negative: false, significand: sum, exponent: Number(k - PRECISION) };
}
