/** The smallest integer of a type. */
export function minInt(signed: boolean, bits: number): bigint {
  return signed && bits > 0 ? -(1n << BigInt(bits - 1)) : 0n;
}

/** The largest integer of a type. */
export function maxInt(signed: boolean, bits: number): bigint {
  if (bits === 0) return 0n;
  return (1n << BigInt(signed ? bits - 1 : bits)) - 1n;
}

/** Whether an integer is in the range of a type. */
export function fitsInt(value: bigint, signed: boolean, bits: number): boolean {
  return value >= minInt(signed, bits) && value <= maxInt(signed, bits);
}

/** The integer of the type that is equal to `value` modulo 2^bits. */
export function wrapInt(value: bigint, signed: boolean, bits: number): bigint {
  return signed ? BigInt.asIntN(bits, value) : BigInt.asUintN(bits, value);
}

/** The integer of the type that is nearest to `value`. */
export function saturateInt(value: bigint, signed: boolean, bits: number): bigint {
  const min = minInt(signed, bits);
  if (value < min) return min;
  const max = maxInt(signed, bits);
  return value > max ? max : value;
}

/** Quotient rounded down. `b` is not 0. */
export function divFloor(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a % b !== 0n && a < 0n !== b < 0n ? quotient - 1n : quotient;
}

/** What `divFloor` leaves: 0, or of the sign of `b`. `b` is not 0. */
export function modFloor(a: bigint, b: bigint): bigint {
  const rest = a % b;
  return rest !== 0n && rest < 0n !== b < 0n ? rest + b : rest;
}

/** How many bits `value` needs: without a sign if it is not negative, in two's complement if it is. `0` needs 0, `-1` needs 1. */
export function bitsNeeded(value: bigint): number {
  return value < 0n ? bitLength(-value - 1n) + 1 : bitLength(value);
}

/** Length of a non-negative integer in bits; 0 for 0. */
export function bitLength(value: bigint): number {
  if (value === 0n) return 0;
  const text = value.toString(16);
  return text.length * 4 - Math.clz32(Number.parseInt(text[0], 16)) + 28;
}

/** Leading zero bits of an integer of `bits` bits. */
export function countLeadingZeros(value: bigint, bits: number): number {
  return bits - bitLength(BigInt.asUintN(bits, value));
}

/** Trailing zero bits of an integer of `bits` bits; `bits` for 0. */
export function countTrailingZeros(value: bigint, bits: number): number {
  const unsigned = BigInt.asUintN(bits, value);
  return unsigned === 0n ? bits : bitLength(unsigned & -unsigned) - 1;
}

/** Bits that are set in an integer of `bits` bits. */
export function popCount(value: bigint, bits: number): number {
  let count = 0;
  for (const digit of BigInt.asUintN(bits, value).toString(2)) if (digit === '1') count++;
  return count;
}

/** An integer of `bits` bits with its bits in reverse. */
export function bitReverse(value: bigint, signed: boolean, bits: number): bigint {
  const digits = BigInt.asUintN(bits, value).toString(2).padStart(bits, '0');
  return bits === 0 ? 0n : wrapInt(BigInt('0b' + Array.from(digits).reverse().join('')), signed, bits);
}

/** An integer of `bits` bits, a multiple of 8, with its bytes in reverse. */
export function byteSwap(value: bigint, signed: boolean, bits: number): bigint {
  let rest = BigInt.asUintN(bits, value);
  let swapped = 0n;
  for (let i = 0; i < bits; i += 8) {
    swapped = (swapped << 8n) | (rest & 0xffn);
    rest >>= 8n;
  }
  return wrapInt(swapped, signed, bits);
}

/** Square root of a non-negative integer, rounded down. */
export function sqrtInt(value: bigint): bigint {
  if (value < 2n) return value;
  let guess = 1n << BigInt((bitLength(value) + 1) >> 1);
  for (;;) {
    const next = (guess + value / guess) >> 1n;
    if (next >= guess) return guess;
    guess = next;
  }
}
