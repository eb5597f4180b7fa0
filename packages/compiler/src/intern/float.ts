import { exp, expExactly, expSingle, log2, log10, logExactly, logSingle } from './float-exp.ts';
import { tanSingle, trig } from './float-trig.ts';
import { bitLength, sqrtInt } from './int-arith.ts';

/** A float format by its bits: IEEE half, single, double, x87 extended, quadruple. `comptime_float` is a quadruple. */
export type FloatFormat = 16 | 32 | 64 | 80 | 128;

export type Rounding = 'floor' | 'ceil' | 'trunc' | 'round';

/*
 * A float is the bits of its format, as a non-negative bigint. Every operation rounds once, to nearest, ties to even, and is
 * done on exact integers: these run at compile time only, where being right counts and speed hardly does.
 */

/** Bits of the significand, with the one that most formats leave out. */
export function floatPrecision(format: FloatFormat): number {
  switch (format) {
    case 16:
      return 11;
    case 32:
      return 24;
    case 64:
      return 53;
    case 80:
      return 64;
    case 128:
      return 113;
  }
}

function exponentBits(format: FloatFormat): number {
  switch (format) {
    case 16:
      return 5;
    case 32:
      return 8;
    case 64:
      return 11;
    default:
      return 15;
  }
}

/** Bits below the exponent: the significand as stored. */
function storedBits(format: FloatFormat): number {
  return format === 80 ? 64 : floatPrecision(format) - 1;
}

/** A float taken apart: a finite one is `significand * 2^exponent`, negated if `negative`. */
interface Parts {
  readonly kind: 'finite' | 'inf' | 'nan';
  readonly negative: boolean;
  readonly significand: bigint;
  readonly exponent: number;
}

function takeApart(format: FloatFormat, bits: bigint): Parts {
  const stored = storedBits(format);
  const expBits = exponentBits(format);
  const negative = bits >> BigInt(stored + expBits) === 1n;
  const biased = Number((bits >> BigInt(stored)) & ((1n << BigInt(expBits)) - 1n));
  const fraction = bits & ((1n << BigInt(stored)) - 1n);
  const p = floatPrecision(format);
  const maxBiased = 2 ** expBits - 1;
  if (biased === maxBiased) {
    const payload = format === 80 ? fraction & ((1n << 63n) - 1n) : fraction;
    return { kind: payload === 0n ? 'inf' : 'nan', negative, significand: 0n, exponent: 0 };
  }
  const bias = maxBiased >> 1;
  const hidden = format === 80 || biased === 0 ? 0n : 1n << BigInt(stored);
  return { kind: 'finite', negative, significand: fraction | hidden, exponent: Math.max(biased, 1) - bias - (p - 1) };
}

function assemble(format: FloatFormat, negative: boolean, biased: number, fraction: bigint): bigint {
  const stored = storedBits(format);
  const sign = negative ? 1n << BigInt(exponentBits(format)) : 0n;
  return ((sign | BigInt(biased)) << BigInt(stored)) | fraction;
}

function zero(format: FloatFormat, negative: boolean): bigint {
  return assemble(format, negative, 0, 0n);
}

function infinity(format: FloatFormat, negative: boolean): bigint {
  return assemble(format, negative, 2 ** exponentBits(format) - 1, format === 80 ? 1n << 63n : 0n);
}

/** The NaN of an operation that has no result. Only that of the widest format, which no processor has, is positive. */
function noNumber(format: FloatFormat): bigint {
  const fraction = format === 80 ? 3n << 62n : 1n << BigInt(storedBits(format) - 1);
  return assemble(format, format !== 128, 2 ** exponentBits(format) - 1, fraction);
}

/** The first NaN among the operands, quiet; undefined if all are numbers. */
function nanAmong(format: FloatFormat, ...operands: readonly bigint[]): bigint | undefined {
  const nan = operands.find((bits) => floatIsNan(format, bits));
  return nan === undefined ? undefined : nan | (1n << BigInt(floatPrecision(format) - 2));
}

/**
 * The float nearest to `significand * 2^exponent`; `sticky` says that the number is a little more than that, less than one unit
 * of the significand, which must then have more bits than the format's precision.
 */
function roundTo(
  format: FloatFormat,
  negative: boolean,
  significand: bigint,
  exponent: number,
  sticky = false,
): bigint {
  if (significand === 0n) return zero(format, negative);
  const p = floatPrecision(format);
  const maxBiased = 2 ** exponentBits(format) - 1;
  const bias = maxBiased >> 1;
  const top = exponent + bitLength(significand) - 1;
  let unit = Math.max(top, 1 - bias) - (p - 1);
  const shift = unit - exponent;
  let kept: bigint;
  if (shift <= 0) kept = significand << BigInt(-shift);
  else {
    kept = significand >> BigInt(shift);
    const rest = significand - (kept << BigInt(shift));
    const half = 1n << BigInt(shift - 1);
    if (rest > half || (rest === half && (sticky || (kept & 1n) === 1n))) kept++;
    if (bitLength(kept) > p) {
      kept >>= 1n;
      unit++;
    }
  }
  if (kept === 0n) return zero(format, negative);
  const isNormal = bitLength(kept) === p;
  const biased = isNormal ? unit + (p - 1) + bias : 0;
  if (biased >= maxBiased) return infinity(format, negative);
  const fraction = format === 80 ? kept : kept & ((1n << BigInt(p - 1)) - 1n);
  return assemble(format, negative, biased, fraction);
}

/** The float of format `to` nearest to a float of format `from`. NaN stays NaN. */
export function convertFloat(from: FloatFormat, to: FloatFormat, bits: bigint): bigint {
  if (from === to) return bits;
  const parts = takeApart(from, bits);
  if (parts.kind === 'nan') return convertNan(from, to, bits, parts.negative);
  if (parts.kind === 'inf') return infinity(to, parts.negative);
  if (from === 80 && to === 16) {
    const shift = leastExponent(16) - leastExponent(80) - Number((bits >> 64n) & 0x7fffn);
    if (shift >= 0) return belowNormal16(parts.negative, bits & ((1n << 63n) - 1n), shift);
  }
  return roundTo(to, parts.negative, parts.significand, parts.exponent);
}

/** The exponent of the least normal number of the format. */
function leastExponent(format: FloatFormat): number {
  return 2 - 2 ** (exponentBits(format) - 1);
}

/**
 * What the library's conversion from f80 to f16 gives for a number below the least normal one, which is what programs and the official compiler call: it takes
 * the bits of the significand for it without the first, `shift` places lower.
 */
function belowNormal16(negative: boolean, rest: bigint, shift: number): bigint {
  if (shift > 63) return zero(16, negative);
  const isMore = BigInt.asUintN(64, rest << BigInt(shift)) !== 0n;
  const significand = (rest >> BigInt(shift)) | (isMore ? 1n : 0n);
  const dropped = 53n;
  const half = 1n << (dropped - 1n);
  const lost = BigInt.asUintN(Number(dropped), significand);
  let kept = significand >> dropped;
  if (lost > half || (lost === half && (kept & 1n) === 1n)) kept++;
  return assemble(16, negative, 0, 0n) | kept;
}

/** A NaN keeps its sign and as much of its payload, from the top, as there is room for; it becomes quiet. */
function convertNan(from: FloatFormat, to: FloatFormat, bits: bigint, negative: boolean): bigint {
  const fromPayload = BigInt(floatPrecision(from) - 1);
  const toPayload = BigInt(floatPrecision(to) - 1);
  let payload = bits & ((1n << fromPayload) - 1n);
  payload = toPayload >= fromPayload ? payload << (toPayload - fromPayload) : payload >> (fromPayload - toPayload);
  payload |= 1n << (toPayload - 1n);
  if (to === 80) payload |= 1n << 63n;
  return assemble(to, negative, 2 ** exponentBits(to) - 1, payload);
}

/** The float nearest to an integer. */
export function floatFromInt(format: FloatFormat, value: bigint): bigint {
  return roundTo(format, value < 0n, value < 0n ? -value : value, 0);
}

/** The integer part of a float; undefined for NaN and infinities. */
export function floatToInt(format: FloatFormat, bits: bigint): bigint | undefined {
  const { kind, negative, significand, exponent } = takeApart(format, bits);
  if (kind !== 'finite') return undefined;
  const magnitude = exponent >= 0 ? significand << BigInt(exponent) : significand >> BigInt(-exponent);
  return negative ? -magnitude : magnitude;
}

/** Whether a float is finite and has no fraction. */
export function floatIsInteger(format: FloatFormat, bits: bigint): boolean {
  const { kind, significand, exponent } = takeApart(format, bits);
  if (kind !== 'finite') return false;
  return exponent >= 0 || (significand & ((1n << BigInt(-exponent)) - 1n)) === 0n;
}

const scratch = new DataView(new ArrayBuffer(8));

/** The float nearest to a double. */
export function floatFromNumber(format: FloatFormat, value: number): bigint {
  scratch.setFloat64(0, value);
  return convertFloat(64, format, scratch.getBigUint64(0));
}

/** The double nearest to a float. */
export function floatToNumber(format: FloatFormat, bits: bigint): number {
  scratch.setBigUint64(0, convertFloat(format, 64, bits));
  return scratch.getFloat64(0);
}

/** `a + b` for exact parts; both finite. */
function addParts(format: FloatFormat, a: Parts, b: Parts): bigint {
  const exponent = Math.min(a.exponent, b.exponent);
  const left = a.significand << BigInt(a.exponent - exponent);
  const right = b.significand << BigInt(b.exponent - exponent);
  const sum = (a.negative ? -left : left) + (b.negative ? -right : right);
  if (sum === 0n) return zero(format, a.negative && b.negative);
  return roundTo(format, sum < 0n, sum < 0n ? -sum : sum, exponent);
}

function addOf(format: FloatFormat, a: Parts, b: Parts): bigint {
  if (a.kind === 'nan' || b.kind === 'nan') return noNumber(format);
  if (a.kind === 'inf')
    return b.kind === 'inf' && a.negative !== b.negative ? noNumber(format) : infinity(format, a.negative);
  if (b.kind === 'inf') return infinity(format, b.negative);
  return addParts(format, a, b);
}

/** `a + b` */
export function floatAdd(format: FloatFormat, a: bigint, b: bigint): bigint {
  return nanAmong(format, a, b) ?? addOf(format, takeApart(format, a), takeApart(format, b));
}

/** `a - b` */
export function floatSub(format: FloatFormat, a: bigint, b: bigint): bigint {
  return nanAmong(format, a, b) ?? floatAdd(format, a, floatNeg(format, b));
}

/** The exact product; infinite or NaN as IEEE says. */
function mulParts(a: Parts, b: Parts): Parts {
  const negative = a.negative !== b.negative;
  if (a.kind === 'nan' || b.kind === 'nan') return { kind: 'nan', negative: false, significand: 0n, exponent: 0 };
  if (a.kind === 'inf' || b.kind === 'inf') {
    const other = a.kind === 'inf' ? b : a;
    const kind = other.kind === 'finite' && other.significand === 0n ? 'nan' : 'inf';
    return { kind, negative, significand: 0n, exponent: 0 };
  }
  return { kind: 'finite', negative, significand: a.significand * b.significand, exponent: a.exponent + b.exponent };
}

/** `a * b` */
export function floatMul(format: FloatFormat, a: bigint, b: bigint): bigint {
  const nan = nanAmong(format, a, b);
  if (nan !== undefined) return nan;
  const product = mulParts(takeApart(format, a), takeApart(format, b));
  if (product.kind === 'nan') return noNumber(format);
  if (product.kind === 'inf') return infinity(format, product.negative);
  return roundTo(format, product.negative, product.significand, product.exponent);
}

/** `a / b`; by zero it gives an infinity or NaN. */
export function floatDiv(format: FloatFormat, a: bigint, b: bigint): bigint {
  const nan = nanAmong(format, a, b);
  if (nan !== undefined) return nan;
  const x = takeApart(format, a);
  const y = takeApart(format, b);
  const negative = x.negative !== y.negative;
  if (x.kind === 'inf') return y.kind === 'inf' ? noNumber(format) : infinity(format, negative);
  if (y.kind === 'inf') return zero(format, negative);
  if (y.significand === 0n) return x.significand === 0n ? noNumber(format) : infinity(format, negative);
  if (x.significand === 0n) return zero(format, negative);
  const scale = Math.max(0, floatPrecision(format) + 2 + bitLength(y.significand) - bitLength(x.significand));
  const scaled = x.significand << BigInt(scale);
  const quotient = scaled / y.significand;
  return roundTo(format, negative, quotient, x.exponent - y.exponent - scale, quotient * y.significand !== scaled);
}

/** `@rem`: exact, with the sign of `a`. */
export function floatRem(format: FloatFormat, a: bigint, b: bigint): bigint {
  const nan = nanAmong(format, a, b);
  if (nan !== undefined) return nan;
  const x = takeApart(format, a);
  const y = takeApart(format, b);
  if (x.kind !== 'finite' || (y.kind === 'finite' && y.significand === 0n)) return noNumber(format);
  if (y.kind === 'inf' || x.significand === 0n) return a;
  const exponent = Math.min(x.exponent, y.exponent);
  const rest = (x.significand << BigInt(x.exponent - exponent)) % (y.significand << BigInt(y.exponent - exponent));
  return roundTo(format, x.negative, rest, exponent);
}

/** `@mod`: what `@rem` gives, moved by `b` where `a` is less than 0. As in code, a `b` less than 0 is not what it is for. */
export function floatMod(format: FloatFormat, a: bigint, b: bigint): bigint {
  const rest = floatRem(format, a, b);
  const { kind, negative, significand } = takeApart(format, a);
  const isLess = negative && (kind === 'inf' || (kind === 'finite' && significand !== 0n));
  return isLess ? floatRem(format, floatAdd(format, rest, b), b) : rest;
}

/** The quotient rounded to an integer, down (`@divFloor`) or toward zero (`@divTrunc`). */
export function floatDivRounded(format: FloatFormat, a: bigint, b: bigint, rounding: 'floor' | 'trunc'): bigint {
  return floatRound(format, floatDiv(format, a, b), rounding);
}

/** `a * b + c`, rounded once. */
export function floatMulAdd(format: FloatFormat, a: bigint, b: bigint, c: bigint): bigint {
  const product = mulParts(takeApart(format, a), takeApart(format, b));
  return nanAmong(format, a, b, c) ?? addOf(format, product, takeApart(format, c));
}

/** `-a`; of a NaN too. */
export function floatNeg(format: FloatFormat, bits: bigint): bigint {
  return bits ^ (1n << BigInt(format - 1));
}

/** The magnitude; of a NaN too. */
export function floatAbs(format: FloatFormat, bits: bigint): bigint {
  return BigInt.asUintN(format - 1, bits);
}

/** The square root; NaN of what is negative. */
export function floatSqrt(format: FloatFormat, bits: bigint): bigint {
  const nan = nanAmong(format, bits);
  if (nan !== undefined) return nan;
  const { kind, negative, significand, exponent } = takeApart(format, bits);
  if (kind === 'finite' && significand === 0n) return bits;
  if (negative) return noNumber(format);
  if (kind === 'inf') return bits;
  let shift = Math.max(0, 2 * (floatPrecision(format) + 2) - bitLength(significand));
  if ((exponent - shift) % 2 !== 0) shift++;
  const scaled = significand << BigInt(shift);
  const root = sqrtInt(scaled);
  return roundTo(format, false, root, (exponent - shift) / 2, root * root !== scaled);
}

/** `@floor`, `@ceil`, `@trunc`, `@round` (halves away from zero). */
export function floatRound(format: FloatFormat, bits: bigint, rounding: Rounding): bigint {
  const { kind, negative, significand, exponent } = takeApart(format, bits);
  if (kind !== 'finite' || exponent >= 0 || significand === 0n) return bits;
  const shift = BigInt(-exponent);
  let whole = significand >> shift;
  const rest = significand - (whole << shift);
  if (rest !== 0n) {
    if (rounding === 'round') whole += rest * 2n >= 1n << shift ? 1n : 0n;
    else if (rounding === 'floor') whole += negative ? 1n : 0n;
    else if (rounding === 'ceil') whole += negative ? 0n : 1n;
  }
  return roundTo(format, negative, whole, 0);
}

/** `@min` of what is known: of a NaN and a number the number, of two that are equal, which zeros of both signs are, the second. */
export function floatMin(format: FloatFormat, a: bigint, b: bigint): bigint {
  const order = floatCompare(format, a, b);
  if (Number.isNaN(order)) return floatIsNan(format, a) ? b : a;
  return order < 0 ? a : b;
}

/** `@max` of what is known: as `floatMin`. */
export function floatMax(format: FloatFormat, a: bigint, b: bigint): bigint {
  const order = floatCompare(format, a, b);
  if (Number.isNaN(order)) return floatIsNan(format, a) ? b : a;
  return order > 0 ? a : b;
}

/** Negative, zero or positive as `a` is less than, equal to or greater than `b`; NaN (the number) if they have no order. */
export function floatCompare(format: FloatFormat, a: bigint, b: bigint): number {
  if (floatIsNan(format, a) || floatIsNan(format, b)) return Number.NaN;
  const left = orderKey(format, a);
  const right = orderKey(format, b);
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Without their sign, the bits of floats are in the order of the floats. */
function orderKey(format: FloatFormat, bits: bigint): bigint {
  const magnitude = floatAbs(format, bits);
  return magnitude === bits ? magnitude : -magnitude;
}

export function floatIsNan(format: FloatFormat, bits: bigint): boolean {
  return takeApart(format, bits).kind === 'nan';
}

export function floatIsInf(format: FloatFormat, bits: bigint): boolean {
  return takeApart(format, bits).kind === 'inf';
}

/** Whether a float is 0 or -0. */
export function floatIsZero(format: FloatFormat, bits: bigint): boolean {
  return floatAbs(format, bits) === 0n;
}

export type FloatFunction = 'sin' | 'cos' | 'tan' | 'exp' | 'exp2' | 'log' | 'log2' | 'log10';

/** `@sin`, `@exp` ...: as officially, half precision by way of single, exponentials of wide formats by way of double precision. */
export function floatFunction(format: FloatFormat, name: FloatFunction, bits: bigint): bigint {
  const nan = nanAmong(format, bits);
  if (nan !== undefined) return nan;
  const result = functionOf(format, name, bits);
  if (!floatIsNan(format, result)) return result;
  // A NaN of this host has any sign. Officially that of a wide logarithm comes from a narrower one.
  return name.startsWith('log') ? convertFloat(64, format, noNumber(64)) : noNumber(format);
}

function functionOf(format: FloatFormat, name: FloatFunction, bits: bigint): bigint {
  if (name === 'sin' || name === 'cos' || name === 'tan') {
    if (format > 64) return wideTrig(format, name, bits);
    const x = floatToNumber(format, bits);
    return floatFromNumber(format, name === 'tan' && format < 64 ? Math.fround(tanSingle(x)) : Math[name](x));
  }
  if (format === 80) return exactFunction(80, name, bits);
  const isDouble = format >= 64;
  const x = floatToNumber(format, bits);
  if (name === 'exp') return floatFromNumber(format, isDouble ? exp(x) : expSingle(x));
  if (name === 'exp2' || (name === 'log' && isDouble)) {
    const precision = isDouble ? 64 : 32;
    return convertFloat(precision, format, exactFunction(precision, name, floatFromNumber(precision, x)));
  }
  if (!isDouble) return floatFromNumber(format, logSingle(name, x));
  return floatFromNumber(format, name === 'log2' ? log2(x) : log10(x));
}

/** The function rounded as `format` can. */
function exactFunction(format: FloatFormat, name: Exclude<FloatFunction, 'sin' | 'cos' | 'tan'>, bits: bigint): bigint {
  const { kind, negative, significand, exponent } = takeApart(format, bits);
  const isExp = name === 'exp' || name === 'exp2';
  const x = floatToNumber(format, bits);
  // A tiny power only says on which side of 1 the result is.
  const isOutside = isExp ? Math.abs(x) > 2 ** 15 || Math.abs(x) < 2 ** -120 : negative || significand === 0n;
  if (kind !== 'finite' || isOutside) return floatFromNumber(format, name === 'exp2' ? 2 ** x : Math[name](x));
  const result = isExp ? expExactly(name, negative, significand, exponent) : logExactly(name, significand, exponent);
  return roundTo(format, result.negative, result.significand, result.exponent, true);
}

function wideTrig(format: FloatFormat, name: 'sin' | 'cos' | 'tan', bits: bigint): bigint {
  const { kind, negative, significand, exponent } = takeApart(format, bits);
  if (kind !== 'finite') return noNumber(format);
  if (significand === 0n && name !== 'cos') return bits;
  const result = trig(name, significand, exponent);
  const isNegative = result.negative !== (negative && name !== 'cos');
  return roundTo(format, isNegative, result.significand, result.exponent, true);
}
