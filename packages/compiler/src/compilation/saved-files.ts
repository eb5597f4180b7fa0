import { contentHash } from '../util/hash.ts';
import { bytesOfString, stringOfBytes } from '../util/utf8.ts';
import type { Import } from '../zir/imports.ts';
import type { Host, ReadError } from './host.ts';
import { changeSection } from './state-file.ts';
import { StateKind } from './state-kind.ts';

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
  /** Which of `embedded` are. */
  readonly readEmbedded: readonly number[];
  /** Which of `sources` are of the library and have errors. */
  readonly faulty: readonly number[];
}

/** Where more files than this are looked into because their stamps tell nothing, state is written again with stamps that do. */
export const MAX_UNSTAMPED = 8;

/** How it stands with a saved file. */
export interface SavedFileNow {
  /** `Host.stamp` */
  readonly stamp: string | null;
  /** Whether its stamp tells that it is what it was. Otherwise its bytes were looked at. */
  readonly isStamped: boolean;
  /** Whether at its path is what was there. */
  readonly isSame: boolean;
}

/** Looks whether a file is as it was saved, which its stamp tells, or else its bytes. */
export function compareToSaved(host: Host, { path, stamp, hash, error }: SavedFile): SavedFileNow {
  const now = host.stamp?.(path) ?? null;
  if (stamp !== null && stamp === now) return { stamp: now, isStamped: true, isSame: true };
  const bytes = host.readFile(path);
  const isSame = typeof bytes === 'string' ? bytes === error : hash !== null && contentHash(bytes) === hash;
  return { stamp: now, isStamped: false, isSame };
}

/**
 * The state file or library image in `bytes`, which another machine made: without stamps, which say something of its own files alone, so that the hashes of contents
 * decide. Null where it is damaged.
 */
export function withoutStamps(bytes: Uint8Array): Uint8Array[] | null {
  const forget = <File extends SavedFile>(file: File): File => ({ ...file, stamp: null });
  return changeFiles(bytes, (files) => ({
    ...files,
    sources: files.sources.map(forget),
    embedded: files.embedded.map(forget),
  }));
}

/** The library image in `bytes` with other stamps of the files of the library, by their numbers. Null where it is damaged. */
export function withStamps(bytes: Uint8Array, stamps: readonly (string | null)[]): Uint8Array[] | null {
  return changeFiles(bytes, (files) => ({
    ...files,
    sources: files.sources.map((file, i) => (file.module === 0 ? file : { ...file, stamp: stamps[i] ?? null })),
  }));
}

function changeFiles(bytes: Uint8Array, change: (files: SavedFiles) => SavedFiles): Uint8Array[] | null {
  return changeSection(bytes, StateKind.files, (content) =>
    bytesOfString(JSON.stringify(change(JSON.parse(stringOfBytes(content)) as SavedFiles))),
  );
}
