/*
 * Values of float literals. A literal has the type `comptime_float`, whose format is that of `f128`: 1 sign bit, 15 bits of exponent
 * with bias 16383, 112 bits of fraction. Literals are rounded to it once, to nearest, ties to even.
 */

const FRACTION_BITS = 112n;
const BIAS = 16383;
const MIN_EXPONENT = -16382;
const MAX_EXPONENT = 16383;
const INFINITY_BITS = 0x7fffn << FRACTION_BITS;

/** Decimal exponents of the leading digit beyond which a literal is infinity or zero: 10^4933 and 10^-4967 are already. */
const MAX_DECIMAL_EXPONENT = 5000;

const UNDERSCORE = 0x5f;
const PERIOD = 0x2e;

/** Bits of the `f128` nearest to the float literal `text`, which `parseNumberLiteral` has found to be one. */
export function floatLiteralBits(text: Uint8Array): bigint {
  const isHex = text.length > 2 && text[0] === 0x30 && text[1] === 0x78;
  const exponentLetter = isHex ? 0x70 : 0x65;
  let digits = '';
  let fractionDigits = 0;
  let period = false;
  let i = isHex ? 2 : 0;
  for (; i < text.length && (text[i] | 0x20) !== exponentLetter; i++) {
    if (text[i] === UNDERSCORE) continue;
    if (text[i] === PERIOD) {
      period = true;
    } else {
      digits += String.fromCharCode(text[i]);
      if (period) fractionDigits++;
    }
  }
  let exponentText = '';
  // `1e5.5` passes for a literal, officially too; what is behind the period means nothing.
  for (i++; i < text.length && text[i] !== PERIOD; i++)
    if (text[i] !== UNDERSCORE) exponentText += String.fromCharCode(text[i]);
  const exponent = exponentText === '' ? 0 : Number(exponentText);

  digits = digits.replace(/^0+/, '');
  if (digits === '') return 0n;
  if (isHex) return hexFloatBits(BigInt(`0x${digits}`), exponent - 4 * fractionDigits);

  const scale = exponent - fractionDigits;
  const leading = scale + digits.length;
  if (leading > MAX_DECIMAL_EXPONENT) return INFINITY_BITS;
  if (leading < -MAX_DECIMAL_EXPONENT) return 0n;
  const mantissa = BigInt(digits);
  return scale >= 0
    ? roundQuotient(mantissa * 10n ** BigInt(scale), 1n)
    : roundQuotient(mantissa, 10n ** BigInt(-scale));
}

/** `mantissa * 2^scale`, where `scale` may be far out of range. */
function hexFloatBits(mantissa: bigint, scale: number): bigint {
  const leading = scale + bitLength(mantissa);
  if (leading > MAX_EXPONENT + 2) return INFINITY_BITS;
  if (leading < MIN_EXPONENT - 200) return 0n;
  return scale >= 0 ? roundQuotient(mantissa << BigInt(scale), 1n) : roundQuotient(mantissa, 1n << BigInt(-scale));
}

/** Bits of the `f128` nearest to `numerator / denominator`, both positive. */
function roundQuotient(numerator: bigint, denominator: bigint): bigint {
  let exponent = bitLength(numerator) - bitLength(denominator);
  if (compareScaled(numerator, denominator, exponent) < 0) exponent--;
  // Now 2^exponent <= value < 2^(exponent+1). Numbers below the normal range have the smallest exponent and fewer bits.
  const unit = Math.max(exponent, MIN_EXPONENT) - Number(FRACTION_BITS);
  const scaled = unit >= 0 ? numerator : numerator << BigInt(-unit);
  const divisor = unit >= 0 ? denominator << BigInt(unit) : denominator;
  let mantissa = scaled / divisor;
  const twiceRest = (scaled % divisor) * 2n;
  if (twiceRest > divisor || (twiceRest === divisor && (mantissa & 1n) === 1n)) mantissa++;
  // The integer bit of a normal number adds one to the exponent, and so does a mantissa that was rounded up to a power of two.
  const biased = BigInt(Math.max(exponent, MIN_EXPONENT) + BIAS - 1);
  const bits = (biased << FRACTION_BITS) + mantissa;
  return bits > INFINITY_BITS ? INFINITY_BITS : bits;
}

/** Sign of `numerator / denominator - 2^exponent`. */
function compareScaled(numerator: bigint, denominator: bigint, exponent: number): number {
  const left = exponent < 0 ? numerator << BigInt(-exponent) : numerator;
  const right = exponent > 0 ? denominator << BigInt(exponent) : denominator;
  return left < right ? -1 : left > right ? 1 : 0;
}

function bitLength(value: bigint): number {
  const hex = value.toString(16);
  return hex.length * 4 - Math.clz32(Number.parseInt(hex[0], 16)) + 28;
}

/** The number that the bits of a non-negative `f128` stand for, if an `f64` can represent it exactly, else null. */
export function exactFloat64(bits: bigint): number | null {
  if (bits === 0n) return 0;
  if (bits === INFINITY_BITS) return Number.POSITIVE_INFINITY;
  const biased = Number(bits >> FRACTION_BITS);
  const fraction = bits & ((1n << FRACTION_BITS) - 1n);
  if (biased === 0) return null;
  const mantissa = fraction | (1n << FRACTION_BITS);
  const exponent = biased - BIAS;
  if (exponent > 1023 || exponent < -1074) return null;
  const keptBits = exponent >= -1022 ? 53 : 53 - (-1022 - exponent);
  const dropped = FRACTION_BITS + 1n - BigInt(keptBits);
  if ((mantissa & ((1n << dropped) - 1n)) !== 0n) return null;
  return scaleByPowerOfTwo(Number(mantissa >> dropped), exponent - (keptBits - 1));
}

/** `value * 2^exponent` where the result is exact, also if 2^exponent alone is out of range. */
function scaleByPowerOfTwo(value: number, exponent: number): number {
  const half = Math.trunc(exponent / 2);
  return value * 2 ** half * 2 ** (exponent - half);
}
