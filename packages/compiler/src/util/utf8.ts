/** What `decodeUtf8` returns for bytes that are not UTF-8. */
export const INVALID_UTF8 = -1;

/**
 * How many bytes the UTF-8 sequence that starts with `first` has: 1 to 4, or 0 if no sequence starts so. `first` is taken
 * by its high bits alone, as the official library does: a length is given for 0xF5 to 0xF7 too.
 */
export function utf8SequenceLength(first: number): number {
  if (first < 0x80) return 1;
  if (first >= 0xc0 && first < 0xe0) return 2;
  if (first >= 0xe0 && first < 0xf0) return 3;
  if (first >= 0xf0 && first < 0xf8) return 4;
  return 0;
}

/**
 * The code point encoded by the `length` bytes at `index`, where `length` is what `utf8SequenceLength` says and the bytes
 * are there. `INVALID_UTF8` for a missing continuation byte, an overlong form, a surrogate half or more than 0x10FFFF.
 */
export function decodeUtf8(bytes: Uint8Array, index: number, length: number): number {
  const first = bytes[index];
  if (length === 1) return first;
  let codePoint = first & (0x7f >> length);
  for (let i = 1; i < length; i++) {
    const byte = bytes[index + i];
    if ((byte & 0xc0) !== 0x80) return INVALID_UTF8;
    codePoint = (codePoint << 6) | (byte & 0x3f);
  }
  if (length === 2) return codePoint < 0x80 ? INVALID_UTF8 : codePoint;
  if (length === 3) return codePoint < 0x800 || isSurrogate(codePoint) ? INVALID_UTF8 : codePoint;
  return codePoint < 0x10000 || codePoint > 0x10ffff ? INVALID_UTF8 : codePoint;
}

/** Whether `codePoint` is half of a UTF-16 pair, which UTF-8 cannot hold. */
export function isSurrogate(codePoint: number): boolean {
  return codePoint >= 0xd800 && codePoint <= 0xdfff;
}

/**
 * Writes the UTF-8 form of `codePoint` to `out` at `index` and returns its length, 1 to 4. Returns 0 and writes nothing
 * for a surrogate half and for what is above 0x10FFFF. `out` must have room for 4 bytes.
 */
export function encodeUtf8(codePoint: number, out: Uint8Array, index: number): number {
  if (codePoint < 0x80) {
    out[index] = codePoint;
    return 1;
  }
  if (codePoint < 0x800) {
    out[index] = 0xc0 | (codePoint >> 6);
    out[index + 1] = 0x80 | (codePoint & 0x3f);
    return 2;
  }
  if (codePoint < 0x10000) {
    if (isSurrogate(codePoint)) return 0;
    out[index] = 0xe0 | (codePoint >> 12);
    out[index + 1] = 0x80 | ((codePoint >> 6) & 0x3f);
    out[index + 2] = 0x80 | (codePoint & 0x3f);
    return 3;
  }
  if (codePoint > 0x10ffff) return 0;
  out[index] = 0xf0 | (codePoint >> 18);
  out[index + 1] = 0x80 | ((codePoint >> 12) & 0x3f);
  out[index + 2] = 0x80 | ((codePoint >> 6) & 0x3f);
  out[index + 3] = 0x80 | (codePoint & 0x3f);
  return 4;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** The UTF-8 bytes of `text`; lone surrogates become U+FFFD. */
export function bytesOfString(text: string): Uint8Array {
  return encoder.encode(text);
}

/** The text of `bytes`; what is not UTF-8 becomes U+FFFD. A byte order mark is kept. */
export function stringOfBytes(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}
