import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';

/*
 * What is sent: 8 bytes that name the format, SHA-256 of all that follows, the key it is kept under, a signature (HMAC-SHA-256 of the key and the content; zeros where there is none), and
 * the content in gzip. So what was cut off, damaged, or is of another key is refused, whoever sent it.
 */

const MAGIC = Buffer.from('REZIGRC1');
const DIGEST_BYTES = 32;
const KEY_AT = MAGIC.length + DIGEST_BYTES;
const SIGNATURE_AT = KEY_AT + DIGEST_BYTES;
const CONTENT_AT = SIGNATURE_AT + DIGEST_BYTES;

/** The most that an artifact unpacks to, in bytes. */
const MAX_CONTENT = 1 << 29;

/** The artifact of `content` for `key`, 64 hexadecimal digits. */
export function packArtifact(key: string, content: Uint8Array, signatureKey: string | null): Buffer {
  const packed = gzipSync(content);
  const keyBytes = Buffer.from(key, 'hex');
  const body = Buffer.concat([keyBytes, signatureOf(keyBytes, packed, signatureKey), packed]);
  return Buffer.concat([MAGIC, createHash('sha256').update(body).digest(), body]);
}

/** What `artifact` has for `key`; why it is of no use, for people, where it is not. */
export function unpackArtifact(key: string, artifact: Uint8Array, signatureKey: string | null): Buffer | string {
  const bytes = Buffer.from(artifact.buffer, artifact.byteOffset, artifact.byteLength);
  if (bytes.length < CONTENT_AT || !bytes.subarray(0, MAGIC.length).equals(MAGIC))
    return 'what it has is no artifact of ours';
  const digest = createHash('sha256').update(bytes.subarray(KEY_AT)).digest();
  if (!digest.equals(bytes.subarray(MAGIC.length, KEY_AT))) return 'what it has is damaged';
  const keyBytes = Buffer.from(key, 'hex');
  if (!keyBytes.equals(bytes.subarray(KEY_AT, SIGNATURE_AT))) return 'what it has is of another key';
  const packed = bytes.subarray(CONTENT_AT);
  const signature = signatureOf(keyBytes, packed, signatureKey);
  if (signatureKey !== null && !timingSafeEqual(signature, bytes.subarray(SIGNATURE_AT, CONTENT_AT)))
    return 'what it has is not signed with our key';
  try {
    return gunzipSync(packed, { maxOutputLength: MAX_CONTENT });
  } catch {
    return 'what it has is damaged';
  }
}

function signatureOf(key: Buffer, packed: Uint8Array, signatureKey: string | null): Buffer {
  if (signatureKey === null) return Buffer.alloc(DIGEST_BYTES);
  return createHmac('sha256', signatureKey).update(key).update(packed).digest();
}
