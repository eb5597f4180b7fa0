import { contentHash } from '../util/hash.ts';
import type { Import } from '../zir/imports.ts';
import type { Host, ReadError } from './host.ts';

/** What was found at a path when it was read last. */
export interface SavedFile {
  readonly path: string;
  /** `Host.stamp` before it was read. */
  readonly stamp: string | null;
  /** The `contentHash` of its bytes; null where there were none. */
  readonly hash: string | null;
  readonly error: ReadError | null;
}

/** A version of a source file, in saved state. */
export interface SavedVersion {
  readonly hash: string;
  /** As in `FileVersion`. */
  readonly isWhole: boolean;
  /** Whether text and ZIR have sections of their own. Otherwise they are those of the file, and of the cache of lowered files. */
  readonly isKept: boolean;
}

/** A row of the table of files. */
export interface SavedSource extends SavedFile {
  readonly module: number;
  /** `FileStatus` */
  readonly status: number;
  readonly good: SavedVersion | null;
  readonly failed: SavedVersion | null;
  readonly imports: readonly Import[] | null;
}

/** All files that state was made of. */
export interface SavedFiles {
  /** By `FileIndex`. */
  readonly sources: readonly SavedSource[];
  readonly embedded: readonly SavedFile[];
  /** Which of `sources` are read through the host. */
  readonly read: readonly number[];
  /** Which of `sources` are of the library and have errors. */
  readonly faulty: readonly number[];
}

/** Where more files than this are looked into because their stamps tell nothing, state is written again with stamps that do. */
export const MAX_UNSTAMPED = 8;

/**
 * Whether at a path is what was there, which its stamp tells, or else its bytes. `stamp`: `Host.stamp` as it is now.
 */
export function isAsSaved(host: Host, { path, stamp, hash, error }: SavedFile, now: string | null): boolean {
  if (stamp !== null && stamp === now) return true;
  const bytes = host.readFile(path);
  return typeof bytes === 'string' ? bytes === error : hash !== null && contentHash(bytes) === hash;
}
