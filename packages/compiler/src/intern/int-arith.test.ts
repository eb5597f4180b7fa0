import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  bitLength,
  bitReverse,
  bitsNeeded,
  byteSwap,
  countLeadingZeros,
  countTrailingZeros,
  divFloor,
  fitsInt,
  maxInt,
  minInt,
  modFloor,
  popCount,
  saturateInt,
  sqrtInt,
  wrapInt,
} from './int-arith.ts';

const big = fc.bigInt(-(1n << 200n), 1n << 200n);
const bits = fc.integer({ min: 0, max: 130 });

test('wrapping and saturating give what fits, and leave alone what does', () => {
  fc.assert(
    fc.property(big, fc.boolean(), bits, (value, signed, width) => {
      const wrapped = wrapInt(value, signed, width);
      const saturated = saturateInt(value, signed, width);
      assert.ok(fitsInt(wrapped, signed, width));
      assert.ok(fitsInt(saturated, signed, width));
      assert.equal((value - wrapped) % (1n << BigInt(width)), 0n);
      if (fitsInt(value, signed, width)) assert.deepEqual([wrapped, saturated], [value, value]);
    }),
  );
  assert.deepEqual([minInt(true, 8), maxInt(true, 8), maxInt(false, 8)], [-128n, 127n, 255n]);
  assert.deepEqual([minInt(true, 0), maxInt(true, 0), maxInt(false, 0)], [0n, 0n, 0n]);
});

test('division and modulus rounded down belong together', () => {
  fc.assert(
    fc.property(
      big,
      big.filter((b) => b !== 0n),
      (a, b) => {
        const rest = modFloor(a, b);
        assert.equal(divFloor(a, b) * b + rest, a);
        assert.ok(b > 0n ? rest >= 0n && rest < b : rest <= 0n && rest > b);
      },
    ),
  );
});

test('lengths and counts agree with the binary digits', () => {
  fc.assert(
    fc.property(fc.bigInt(0n, 1n << 130n), (value) => {
      const digits = value === 0n ? '' : value.toString(2);
      assert.equal(bitLength(value), digits.length);
      assert.equal(bitsNeeded(value), digits.length);
      assert.equal(countLeadingZeros(value, 140), 140 - digits.length);
      assert.equal(popCount(value, 140), digits.replaceAll('0', '').length);
      assert.equal(countTrailingZeros(value, 140), value === 0n ? 140 : digits.length - digits.lastIndexOf('1') - 1);
    }),
  );
  assert.deepEqual([-1n, -2n, -128n, -129n].map(bitsNeeded), [1, 2, 8, 9]);
});

test('reversal of bits and bytes', () => {
  assert.equal(bitReverse(0b0011n, false, 4), 0b1100n);
  assert.equal(bitReverse(1n, true, 8), -128n);
  assert.equal(byteSwap(0x123456n, false, 24), 0x563412n);
  assert.equal(byteSwap(0x80n, true, 16), -0x8000n);
});

test('the square root is the largest integer whose square is not larger', () => {
  fc.assert(
    fc.property(fc.bigInt(0n, 1n << 300n), (value) => {
      const root = sqrtInt(value);
      assert.ok(root * root <= value && (root + 1n) * (root + 1n) > value);
    }),
  );
});
