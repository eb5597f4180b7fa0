import { bitLength } from './int-arith.ts';

/*
 * Sine, cosine and tangent of numbers in full, as wide floats need them. Numbers are integers that count units of 2^-precision.
 */

/** `significand * 2^exponent`, negated if `negative`. */
export interface RealNumber {
  readonly negative: boolean;
  readonly significand: bigint;
  readonly exponent: number;
}

/** Bits of a result that are right, more than any float has. */
const RESULT_BITS = 200;

const pis = new Map<number, bigint>();

/** Pi, by Machin's formula. */
function pi(precision: number): bigint {
  let value = pis.get(precision);
  if (value === undefined) {
    const guard = 32;
    const one = 1n << BigInt(precision + guard);
    value = (16n * arctanOfInverse(5n, one) - 4n * arctanOfInverse(239n, one)) >> BigInt(guard);
    pis.set(precision, value);
  }
  return value;
}

function arctanOfInverse(n: bigint, one: bigint): bigint {
  let power = one / n;
  let sum = power;
  for (let k = 3n; power !== 0n; k += 2n) {
    power /= -(n * n);
    sum += power / k;
  }
  return sum;
}

/** The series of sine, from `term` x at k = 1, or of cosine, from 1 at k = 0. */
function series(x: bigint, first: bigint, k: bigint, precision: number): bigint {
  const square = (x * x) >> BigInt(precision);
  let term = first;
  let sum = first;
  for (let i = k; term !== 0n; i += 2n) {
    term = -((term * square) >> BigInt(precision)) / ((i + 1n) * (i + 2n));
    sum += term;
  }
  return sum;
}

/** The sine, cosine or tangent of `significand * 2^exponent`, which is not negative. */
export function trig(name: 'sin' | 'cos' | 'tan', significand: bigint, exponent: number): RealNumber {
  const top = exponent + bitLength(significand);
  // A number near a multiple of pi/2 loses as many bits as it has before the point, and perhaps those of its significand.
  const precision = RESULT_BITS + Math.abs(top) + bitLength(significand);
  const shift = precision + exponent;
  const x = shift >= 0 ? significand << BigInt(shift) : significand >> BigInt(-shift);
  const quarter = pi(precision) >> 1n;
  const turns = (x + (quarter >> 1n)) / quarter;
  const rest = x - turns * quarter;
  const sine = series(rest, rest, 1n, precision);
  const cosine = series(rest, 1n << BigInt(precision), 0n, precision);
  // sin(x + pi/2) = cos(x), cos(x + pi/2) = -sin(x)
  const at = Number(turns & 3n);
  const sin = [sine, cosine, -sine, -cosine][at]!;
  const cos = [cosine, -sine, -cosine, sine][at]!;
  const value = name === 'sin' ? sin : name === 'cos' ? cos : (sin << BigInt(precision)) / cos;
  const negative = value < 0n;
  return { negative, significand: negative ? -value : value, exponent: -precision };
}

/** The tangent of a single, with the official polynomial, which does not always round correctly. */
export function tanSingle(x: number): number {
  const turns = Math.round(x / (Math.PI / 2));
  // What is further than 2^28 loses too much.
  if (!(Math.abs(x) < 2 ** 28)) return Math.tan(x);
  if (Math.abs(x) < 2 ** -12) return x;
  const isNear = Math.abs(turns) <= 4;
  const y = isNear ? x - turns * (Math.PI / 2) : x - turns * 1.5707963109016418 - turns * 1.5893254773528196e-8;
  const z = y * y;
  const w = z * z;
  const r = 0.002974357433599673 + z * 0.009465647849436732;
  const t = 0.05338123784456704 + z * 0.024528318116654728;
  const s = z * y;
  const u = 0.3333313950307914 + z * 0.13339200271297674;
  const tan = y + s * u + s * w * (t + w * r);
  return turns % 2 === 0 ? tan : -1 / tan;
}
