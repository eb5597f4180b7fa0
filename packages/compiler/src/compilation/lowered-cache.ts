import { parse } from '../syntax/parse.ts';
import { Hasher64 } from '../util/hash.ts';
import { lowerFile } from '../zir/lower.ts';
import { serializeZir } from '../zir/serialize.ts';

/** The key of the host's cache under which the ZIR of a library file with these bytes is kept. It can be the name of a file. */
export function cacheKey(bytes: Uint8Array): string {
  const hasher = new Hasher64();
  hasher.reset();
  hasher.bytes(bytes, 0, bytes.length);
  const digest = new Uint32Array(2);
  hasher.digest(digest, 0);
  return `zir-${digest[0].toString(16).padStart(8, '0')}${digest[1].toString(16).padStart(8, '0')}-${bytes.length}`;
}

/**
 * What a compilation would store in its host's cache for a library file with these bytes, to have it there before it is first
 * asked for. Null for a file with errors, which is not cached.
 */
export function lowerForCache(bytes: Uint8Array): { readonly key: string; readonly value: Uint8Array } | null {
  const zir = lowerFile(parse(bytes));
  return zir.errors.length > 0 ? null : { key: cacheKey(bytes), value: serializeZir(zir) };
}
