import { parse } from '../syntax/parse.ts';
import { contentHash } from '../util/hash.ts';
import { lowerFile } from '../zir/lower.ts';
import { serializeZir } from '../zir/serialize.ts';

/** The key of the host's cache under which the ZIR of a library file is kept whose bytes have this `contentHash`. It can be the name of a file. */
export function cacheKey(hash: string): string {
  return `zir-${hash}`;
}

/**
 * What a compilation would store in its host's cache for a library file with these bytes, to have it there before it is first
 * asked for. Null for a file with errors, which is not cached.
 */
export function lowerForCache(bytes: Uint8Array): { readonly key: string; readonly value: Uint8Array } | null {
  const zir = lowerFile(parse(bytes));
  if (zir.errors.length > 0) return null;
  const hash = contentHash(bytes);
  return { key: cacheKey(hash), value: serializeZir(zir, hash) };
}
