const PRIME_1 = 0x9e3779b1;
const PRIME_2 = 0x85ebca77;

/** Mixes `word` into the running hash `hash` (both any 32 bits) and returns the new running hash. Start with any seed. */
export function hashStep(hash: number, word: number): number {
  let k = Math.imul(word, 0xcc9e2d51);
  k = (k << 15) | (k >>> 17);
  hash ^= Math.imul(k, 0x1b873593);
  hash = (hash << 13) | (hash >>> 19);
  return (Math.imul(hash, 5) + 0xe6546b64) | 0;
}

/** Spreads a running hash so that every bit depends on all. The result is of 32 bits, signed. */
function spread(hash: number): number {
  hash ^= hash >>> 16;
  hash = Math.imul(hash, 0x85ebca6b);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}

/** What a running hash comes to, for tables in memory: a number of 30 bits, since engines allocate one of more each time it is read. */
export function hashFinish(hash: number): number {
  return spread(hash) >>> 2;
}

/** A hash of `bytes[start..end]`, as `hashFinish` gives it. */
export function hashBytes(bytes: Uint8Array, start: number, end: number): number {
  let hash = end - start;
  let i = start;
  for (; i + 4 <= end; i += 4) {
    hash = hashStep(hash, bytes[i] | (bytes[i + 1] << 8) | (bytes[i + 2] << 16) | (bytes[i + 3] << 24));
  }
  let tail = 0;
  for (let shift = 0; i < end; i++, shift += 8) tail |= bytes[i] << shift;
  return hashFinish(hashStep(hash, tail));
}

/** A hash of `words[start..end]`, as `hashFinish` gives it. */
export function hashWords(words: Uint32Array, start: number, end: number): number {
  let hash = end - start;
  for (let i = start; i < end; i++) hash = hashStep(hash, words[i]);
  return hashFinish(hash);
}

/**
 * A 64-bit hash of a sequence of words and byte strings, for telling contents apart across updates and processes. Not
 * cryptographic. The hash depends on how the input is cut into calls: a byte string is hashed with its length.
 */
export class Hasher64 {
  private a = 0x2f0b4c47;
  private b = 0x5851f42d;
  private count = 0;

  /** Starts over. */
  reset(): void {
    this.a = 0x2f0b4c47;
    this.b = 0x5851f42d;
    this.count = 0;
  }

  /** Adds 32 bits. */
  word(word: number): void {
    let k = Math.imul(word, 0x239b961b);
    k = (k << 15) | (k >>> 17);
    let a = this.a ^ Math.imul(k, 0xab0e9789);
    let b = this.b;
    a = (((a << 19) | (a >>> 13)) + b) | 0;
    this.a = (Math.imul(a, 5) + 0x561ccd1b) | 0;
    k = Math.imul(word, 0x38b34ae5);
    k = (k << 16) | (k >>> 16);
    b ^= Math.imul(k, 0xa1e38b93);
    b = (((b << 17) | (b >>> 15)) + this.a) | 0;
    this.b = (Math.imul(b, 5) + 0x0bcaa747) | 0;
    this.count = (this.count + 1) | 0;
  }

  /** Adds `words[start..end]`, without their number. */
  words(words: Uint32Array | Int32Array, start: number, end: number): void {
    for (let i = start; i < end; i++) this.word(words[i]);
  }

  /** Adds the length and the bytes of `bytes[start..end]`. */
  bytes(bytes: Uint8Array, start: number, end: number): void {
    this.word(end - start);
    let i = start;
    for (; i + 4 <= end; i += 4) {
      this.word(bytes[i] | (bytes[i + 1] << 8) | (bytes[i + 2] << 16) | (bytes[i + 3] << 24));
    }
    if (i === end) return;
    let tail = 0;
    for (let shift = 0; i < end; i++, shift += 8) tail |= bytes[i] << shift;
    this.word(tail);
  }

  /** Writes the hash of what was added so far to `out[index]` and `out[index + 1]`. Adding may go on. */
  digest(out: Uint32Array, index: number): void {
    let a = this.a ^ this.count;
    let b = this.b ^ this.count;
    a = (a + b) | 0;
    b = (b + a) | 0;
    a = spread(a);
    b = spread(b);
    a = (a + b) | 0;
    b = (b + a) | 0;
    out[index] = a;
    out[index + 1] = b;
  }
}

/**
 * Writes a 64-bit checksum of `bytes` to `out[index]` and `out[index + 1]`. Any change within four bytes that stand at a multiple of
 * four gives another checksum, and so does a change of length but once in 2^64. Depends on the byte order of the machine.
 */
export function checksum(bytes: Uint8Array, out: Uint32Array, index: number): void {
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
  const words = new Int32Array(aligned.buffer, aligned.byteOffset, aligned.length >>> 2);
  const blocksEnd = words.length & ~3;
  const sums = Int32Array.of(0x243f6a88 ^ bytes.length, 0x85a308d3, 0x13198a2e, 0x03707344);
  sumBlocks(words, blocksEnd, sums);
  const hasher = new Hasher64();
  for (const sum of sums) hasher.word(sum);
  hasher.words(words, blocksEnd, words.length);
  hasher.bytes(aligned, words.length * 4, aligned.length);
  hasher.digest(out, index);
}

/**
 * Brings `words[0..end]`, four at a time, into four `sums` that do not wait for each other: 16 MB take 6 ms, one sum alone takes three times as long. Apart from what comes after it, so
 * that it is optimized soon: a process sums up megabytes before it does anything else.
 */
function sumBlocks(words: Int32Array, end: number, sums: Int32Array): void {
  let [a, b, c, d] = sums;
  for (let i = 0; i < end; i += 4) {
    a ^= Math.imul(words[i], PRIME_2);
    a = Math.imul((a << 13) | (a >>> 19), PRIME_1);
    b ^= Math.imul(words[i + 1], PRIME_2);
    b = Math.imul((b << 13) | (b >>> 19), PRIME_1);
    c ^= Math.imul(words[i + 2], PRIME_2);
    c = Math.imul((c << 13) | (c >>> 19), PRIME_1);
    d ^= Math.imul(words[i + 3], PRIME_2);
    d = Math.imul((d << 13) | (d >>> 19), PRIME_1);
  }
  sums[0] = a;
  sums[1] = b;
  sums[2] = c;
  sums[3] = d;
}

/** A name for `bytes`: the same for the same bytes, and but once in 2^64 another for others. It can be part of the name of a file. */
export function contentHash(bytes: Uint8Array): string {
  const words = new Uint32Array(2);
  checksum(bytes, words, 0);
  return `${hex(words[0])}${hex(words[1])}-${bytes.length.toString(16)}`;
}

function hex(word: number): string {
  return word.toString(16).padStart(8, '0');
}
