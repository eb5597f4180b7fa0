import { InternalFault } from './ids.ts';

/** A float format by its bits: IEEE half, single, double, x87 extended, quadruple. `comptime_float` is a quadruple. */
export type FloatFormat = 16 | 32 | 64 | 80 | 128;

export type Rounding = 'floor' | 'ceil' | 'trunc' | 'round';

function unwritten(..._operands: unknown[]): never {
  throw new InternalFault('not supported yet: this query');
}

/*
 * A float is the bits of its format, as a non-negative bigint. Every operation rounds once, to nearest, ties to even.
 */

/** The float nearest to a Zig literal, decimal or hexadecimal (`1_000.5e3`, `0x1.8p4`), without sign; undefined if it is malformed. */
export function parseFloat(format: FloatFormat, text: string): bigint | undefined {
  return unwritten(format, text);
}

/** The float of format `to` nearest to a float of format `from`. NaN stays NaN. */
export function convertFloat(from: FloatFormat, to: FloatFormat, bits: bigint): bigint {
  return unwritten(from, to, bits);
}

/** The float nearest to an integer. */
export function floatFromInt(format: FloatFormat, value: bigint): bigint {
  return unwritten(format, value);
}

/** The integer part of a float; undefined for NaN and infinities. */
export function floatToInt(format: FloatFormat, bits: bigint): bigint | undefined {
  return unwritten(format, bits);
}

/** Whether a float is finite and has no fraction. */
export function floatIsInteger(format: FloatFormat, bits: bigint): boolean {
  return unwritten(format, bits);
}

/** The float nearest to a double. */
export function floatFromNumber(format: FloatFormat, value: number): bigint {
  return unwritten(format, value);
}

/** The double nearest to a float. */
export function floatToNumber(format: FloatFormat, bits: bigint): number {
  return unwritten(format, bits);
}

export function floatAdd(format: FloatFormat, a: bigint, b: bigint): bigint {
  return unwritten(format, a, b);
}

export function floatSub(format: FloatFormat, a: bigint, b: bigint): bigint {
  return unwritten(format, a, b);
}

export function floatMul(format: FloatFormat, a: bigint, b: bigint): bigint {
  return unwritten(format, a, b);
}

/** `a / b`; by zero it gives an infinity or NaN. */
export function floatDiv(format: FloatFormat, a: bigint, b: bigint): bigint {
  return unwritten(format, a, b);
}

/** The quotient rounded to an integer, down (`@divFloor`) or toward zero (`@divTrunc`). */
export function floatDivRounded(format: FloatFormat, a: bigint, b: bigint, rounding: 'floor' | 'trunc'): bigint {
  return unwritten(format, a, b, rounding);
}

/** `@rem`: exact, with the sign of `a`. */
export function floatRem(format: FloatFormat, a: bigint, b: bigint): bigint {
  return unwritten(format, a, b);
}

/** `@mod`: exact or rounded once, with the sign of `b`. */
export function floatMod(format: FloatFormat, a: bigint, b: bigint): bigint {
  return unwritten(format, a, b);
}

/** `a * b + c`, rounded once. */
export function floatMulAdd(format: FloatFormat, a: bigint, b: bigint, c: bigint): bigint {
  return unwritten(format, a, b, c);
}

export function floatNeg(format: FloatFormat, bits: bigint): bigint {
  return unwritten(format, bits);
}

export function floatAbs(format: FloatFormat, bits: bigint): bigint {
  return unwritten(format, bits);
}

export function floatSqrt(format: FloatFormat, bits: bigint): bigint {
  return unwritten(format, bits);
}

/** `@floor`, `@ceil`, `@trunc`, `@round` (halves away from zero). */
export function floatRound(format: FloatFormat, bits: bigint, rounding: Rounding): bigint {
  return unwritten(format, bits, rounding);
}

/** `@min`: of a NaN and a number the number. */
export function floatMin(format: FloatFormat, a: bigint, b: bigint): bigint {
  return unwritten(format, a, b);
}

/** `@max`: of a NaN and a number the number. */
export function floatMax(format: FloatFormat, a: bigint, b: bigint): bigint {
  return unwritten(format, a, b);
}

/** Negative, zero or positive as `a` is less than, equal to or greater than `b`; NaN (the number) if they have no order. */
export function floatCompare(format: FloatFormat, a: bigint, b: bigint): number {
  return unwritten(format, a, b);
}

export function floatIsNan(format: FloatFormat, bits: bigint): boolean {
  return unwritten(format, bits);
}

export function floatIsInf(format: FloatFormat, bits: bigint): boolean {
  return unwritten(format, bits);
}

/** Whether a float is 0 or -0. */
export function floatIsZero(format: FloatFormat, bits: bigint): boolean {
  return unwritten(format, bits);
}

/** `sin`, `cos`, `tan`, `exp`, `exp2`, `log`, `log2`, `log10`: through double precision, as the official ones through the host's. */
export function floatFunction(
  format: FloatFormat,
  name: 'sin' | 'cos' | 'tan' | 'exp' | 'exp2' | 'log' | 'log2' | 'log10',
  bits: bigint,
): bigint {
  return unwritten(format, name, bits);
}

/** The shortest decimal that reads back as the same float, as messages show it: `1.5`, `1e100`, `nan`, `-inf`. */
export function printFloat(format: FloatFormat, bits: bigint): string {
  return unwritten(format, bits);
}
