import { createHash } from 'node:crypto';

/*
 * The official hash of a package: `NAME-VERSION-` and base64url of 33 bytes: the id of its fingerprint, how many bytes its files have (both u32,
 * lowest byte first; the size at most 0xffffffff), and the first 25 bytes of a digest. The digest is SHA-256 of the digests of the files, in the order of their
 * paths' bytes.
 */

const DIGEST_BYTES = 25;
const TAIL_CHARACTERS = 44;

/** The id of packages that have no manifest; their name is `N` and their version `V`. */
const NO_ID = 0xffff;

/** The digest of a file that is kept: of its path in the package, with `/` between names, and its content. That it can be executed does not matter. */
export function fileDigest(path: string): { update(content: Uint8Array): void; digest(): Buffer } {
  const hash = createHash('sha256').update(path).update(Uint8Array.of(0, 0));
  return { update: (content) => void hash.update(content), digest: () => hash.digest() };
}

/** The same of a symbolic link to `target`. */
export function linkDigest(path: string, target: string): Buffer {
  return createHash('sha256').update(path).update(target).digest();
}

/** The hash of a package with these files and links, of whose contents `size` is the sum of bytes. `identity`: null where there is no manifest. */
export function packageHash(
  entries: readonly { readonly path: string; readonly digest: Uint8Array }[],
  size: number,
  identity: { readonly name: string; readonly version: string; readonly id: number } | null,
): string {
  const all = createHash('sha256');
  const ordered = entries.map(({ path, digest }) => ({ path: Buffer.from(path), digest }));
  ordered.sort((a, b) => Buffer.compare(a.path, b.path));
  for (const { digest } of ordered) all.update(digest);
  const tail = Buffer.alloc(8 + DIGEST_BYTES);
  tail.writeUInt32LE(identity?.id ?? NO_ID, 0);
  tail.writeUInt32LE(Math.min(size, 0xffffffff), 4);
  all.digest().copy(tail, 8, 0, DIGEST_BYTES);
  return `${identity?.name ?? 'N'}-${identity?.version ?? 'V'}-${tail.toString('base64url')}`;
}

/** Whether `hash` is that of some version of the package with this name and id. */
export function isHashOf(hash: string, name: string, id: number): boolean {
  if (hashFault(hash) !== null || !hash.startsWith(`${name}-`)) return false;
  return Buffer.from(hash.slice(-TAIL_CHARACTERS), 'base64url').readUInt32LE(0) === id;
}

/** What is wrong with the form of `hash`, in the official words; null if nothing. */
export function hashFault(hash: string): 'short' | 'incomplete' | 'long' | null {
  if (hash.length < TAIL_CHARACTERS) return 'short';
  if (hash.length > MAX_HASH) return 'long';
  return hash.slice(0, -TAIL_CHARACTERS).split('-').length < 3 ? 'incomplete' : null;
}

/** A name and a version have 32 characters at most. */
const MAX_HASH = 32 + 1 + 32 + 1 + TAIL_CHARACTERS;
