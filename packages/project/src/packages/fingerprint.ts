import { randomInt } from 'node:crypto';

/*
 * A package's fingerprint is a u64: the low half is its id, drawn once when the package was made, and the high half is a checksum of its name,
 * so that a package which was copied under another name is noticed.
 */

const CRC_POLYNOMIAL = 0xedb88320;

/** CRC-32 of the bytes of `text`. */
function crc32(text: string): number {
  let crc = 0xffffffff;
  for (const byte of new TextEncoder().encode(text)) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ CRC_POLYNOMIAL : crc >>> 1;
  }
  return ~crc >>> 0;
}

/** Whether `fingerprint` can be that of a package called `name`. */
export function isFingerprintOf(fingerprint: bigint, name: string): boolean {
  const id = fingerprintId(fingerprint);
  return id !== 0 && id !== 0xffffffff && Number(fingerprint >> 32n) === crc32(name);
}

/** The id in `fingerprint`, a u32. */
export function fingerprintId(fingerprint: bigint): number {
  return Number(fingerprint & 0xffffffffn);
}

/** A new fingerprint for a package called `name`. */
export function newFingerprint(name: string): bigint {
  return (BigInt(crc32(name)) << 32n) | BigInt(randomInt(1, 0xffffffff));
}

/** A fingerprint as manifests have it. */
export function fingerprintText(fingerprint: bigint): string {
  return `0x${fingerprint.toString(16)}`;
}
