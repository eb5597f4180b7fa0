import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  convertFloat,
  type FloatFormat,
  type FloatFunction,
  floatAdd,
  floatCompare,
  floatDiv,
  floatFromInt,
  floatFromNumber,
  floatFunction,
  floatIsNan,
  floatMod,
  floatMul,
  floatMulAdd,
  floatNeg,
  floatRem,
  floatRound,
  floatSqrt,
  floatSub,
  floatToInt,
  floatToNumber,
} from './float.ts';

const view = new DataView(new ArrayBuffer(8));

function bits32(value: number): bigint {
  view.setFloat32(0, value);
  return BigInt(view.getUint32(0));
}

const anyDouble = fc.double();
const anyFloat = fc.float();

function sameNumber(got: number, expected: number): void {
  assert.ok(Object.is(got, expected), `got ${got}, expected ${expected}`);
}

test('double arithmetic is that of the machine', () => {
  fc.assert(
    fc.property(anyDouble, anyDouble, (a, b) => {
      const x = floatFromNumber(64, a);
      const y = floatFromNumber(64, b);
      sameNumber(floatToNumber(64, floatAdd(64, x, y)), a + b);
      sameNumber(floatToNumber(64, floatSub(64, x, y)), a - b);
      sameNumber(floatToNumber(64, floatMul(64, x, y)), a * b);
      sameNumber(floatToNumber(64, floatDiv(64, x, y)), a / b);
      sameNumber(floatToNumber(64, floatRem(64, x, y)), a % b);
      sameNumber(floatToNumber(64, floatSqrt(64, x)), Math.sqrt(a));
      sameNumber(floatToNumber(64, floatRound(64, x, 'floor')), Math.floor(a));
      sameNumber(floatToNumber(64, floatRound(64, x, 'ceil')), Math.ceil(a));
      sameNumber(floatToNumber(64, floatRound(64, x, 'trunc')), Math.trunc(a));
    }),
    { numRuns: 1000 },
  );
});

test('single arithmetic and conversion are those of the machine', () => {
  fc.assert(
    fc.property(anyFloat, anyFloat, anyDouble, (a, b, c) => {
      if (Number.isNaN(a) || Number.isNaN(b) || Number.isNaN(c)) return;
      assert.equal(floatFromNumber(32, c), bits32(Math.fround(c)));
      const x = bits32(a);
      const y = bits32(b);
      for (const [got, expected] of [
        [floatAdd(32, x, y), a + b],
        [floatMul(32, x, y), a * b],
        [floatDiv(32, x, y), a / b],
      ] as const)
        if (!Number.isNaN(expected)) assert.equal(got, bits32(expected));
    }),
    { numRuns: 1000 },
  );
});

test('a float converted to a wider format and back is the same', () => {
  const pairs: [FloatFormat, FloatFormat][] = [
    [16, 32],
    [32, 128],
    [64, 80],
    [64, 128],
    [80, 128],
  ];
  fc.assert(
    fc.property(fc.constantFrom(...pairs), fc.bigInt(0n, (1n << 64n) - 1n), ([narrow, wide], seed) => {
      const bits = narrow === 80 ? convertFloat(64, 80, seed) : BigInt.asUintN(narrow, seed);
      if (floatIsNan(narrow, bits)) return;
      assert.equal(convertFloat(wide, narrow, convertFloat(narrow, wide, bits)), bits);
    }),
  );
});

test('f80 to f16 below the least normal number, as the library converts', () => {
  const cases: readonly (readonly [significand: number, exponent: number, expected: bigint])[] = [
    [1, -14, 0x400n],
    [1, -15, 0n],
    [1.5, -15, 0x200n],
    [1, -20, 0n],
    [1.5, -24, 1n],
    [1 + 2 ** -11 + 2 ** -12, -15, 1n],
  ];
  for (const [significand, exponent, expected] of cases)
    assert.equal(convertFloat(80, 16, floatFromNumber(80, significand * 2 ** exponent)), expected);
  assert.equal(convertFloat(80, 16, floatFromNumber(80, -1.5 * 2 ** -15)), 0x8200n);
});

test('known bits', () => {
  assert.equal(floatFromNumber(16, 0.1), 0x2e66n);
  assert.equal(floatFromNumber(16, 65504), 0x7bffn);
  assert.equal(floatFromNumber(16, 65520), 0x7c00n);
  assert.equal(floatFromNumber(16, 2 ** -24), 1n);
  assert.equal(floatFromNumber(16, 2 ** -25), 0n);
  assert.equal(floatFromNumber(16, 3 * 2 ** -25), 2n);
  assert.equal(floatFromInt(128, 1n), 0x3fffn << 112n);
  assert.equal(floatFromInt(80, 1n), (0x3fffn << 64n) | (1n << 63n));
  // 1 / 3 and the square root of 2 to 113 bits.
  assert.equal(floatDiv(128, floatFromInt(128, 1n), floatFromInt(128, 3n)), 0x3ffd5555555555555555555555555555n);
  assert.equal(floatSqrt(128, floatFromInt(128, 2n)), 0x3fff6a09e667f3bcc908b2fb1366ea95n);
  assert.equal(floatDiv(80, floatFromInt(80, 1n), floatFromInt(80, 3n)), (0x3ffdn << 64n) | 0xaaaaaaaaaaaaaaabn);
});

test('integers are rounded to nearest, ties to even', () => {
  assert.equal(floatToInt(64, floatFromInt(64, (1n << 53n) + 1n)), 1n << 53n);
  assert.equal(floatToInt(64, floatFromInt(64, (1n << 53n) + 3n)), (1n << 53n) + 4n);
  assert.equal(floatToInt(32, floatFromInt(32, -16777217n)), -16777216n);
  assert.equal(floatToInt(64, floatFromNumber(64, -1.75)), -1n);
  assert.equal(floatToInt(64, floatFromNumber(64, Number.NaN)), undefined);
});

test('multiply-add rounds once', () => {
  const x = floatFromNumber(64, 1 + 2 ** -30);
  const y = floatFromNumber(64, -1 - 2 ** -29);
  assert.equal(floatToNumber(64, floatMulAdd(64, x, x, y)), 2 ** -60);
});

test('@mod is at least 0 for a positive divisor, @round goes away from zero', () => {
  const of = (value: number) => floatFromNumber(64, value);
  assert.equal(floatToNumber(64, floatMod(64, of(-5), of(3))), 1);
  assert.equal(floatToNumber(64, floatMod(64, of(5), of(-3))), 2);
  assert.equal(floatToNumber(64, floatRound(64, of(-2.5), 'round')), -3);
  assert.equal(floatToNumber(64, floatRound(64, of(0.49999999999999994), 'round')), 0);
});

test('order', () => {
  const of = (value: number) => floatFromNumber(128, value);
  assert.ok(floatCompare(128, of(-1), of(1)) < 0);
  assert.ok(floatCompare(128, of(-1), of(-2)) > 0);
  assert.equal(floatCompare(128, of(-0), of(0)), 0);
  assert.ok(Number.isNaN(floatCompare(128, of(Number.NaN), of(0))));
});

test('functions give what the official compiler computes', () => {
  const of = (format: FloatFormat, name: FloatFunction, x: number) =>
    floatToNumber(format, floatFunction(format, name, floatFromNumber(format, x)));
  assert.equal(of(64, 'exp', 1), Math.E + 2 ** -51);
  assert.equal(of(64, 'exp', -740.1), 3.8e-322);
  assert.equal(of(64, 'exp2', 2.5), 5.656854249492381);
  assert.equal(of(64, 'log', 19.720571698494), 2.981662339550106);
  assert.equal(of(64, 'log2', 8), 3);
  assert.equal(of(64, 'log10', 1000), 3);
  assert.equal(of(32, 'tan', 1.728370237415404), -6.293618679046631);
  assert.equal(of(128, 'exp', 1), Math.E + 2 ** -51);
  assert.equal(of(80, 'exp', 1), Math.E);
  const sixth = floatDiv(128, 0x4000921fb54442d18469898cc51701b8n, floatFromInt(128, 6n));
  assert.equal(floatToNumber(128, floatFunction(128, 'sin', sixth)), 0.5);
});

test('an operation without a result gives a negative NaN, any other the NaN it was given', () => {
  const infinite = floatFromNumber(64, Number.POSITIVE_INFINITY);
  const nan = floatFromNumber(64, Number.NaN);
  assert.equal(floatSub(64, infinite, infinite), 0xfff8000000000000n);
  assert.equal(floatSqrt(64, floatFromNumber(64, -1)), 0xfff8000000000000n);
  assert.equal(floatSqrt(128, floatFromNumber(128, -1)), 0x7fff8000000000000000000000000000n);
  assert.equal(floatAdd(64, nan, infinite), 0x7ff8000000000000n);
  assert.equal(floatMul(64, floatNeg(64, nan), infinite), 0xfff8000000000000n);
});
