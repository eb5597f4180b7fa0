import type { Fault } from '../util/fault.ts';
import { contentHash } from '../util/hash.ts';
import type { Import } from '../zir/imports.ts';
import type { FileVersion } from './file-version.ts';
import type { ReadError } from './host.ts';
import type { SavedFile, SavedSource, SavedVersion } from './saved-files.ts';

/** How it stands with a file. */
export enum FileStatus {
  /** It was not looked at yet. */
  unloaded,
  /** It has ZIR. Declarations that could not be lowered are failed ones. */
  ok,
  /** It could not be lowered. The last ZIR that there was, if any, is kept. */
  failed,
  /** It could not be read. What it last was is kept. */
  unreadable,
  /** The compiler failed when it read or lowered it. What it last was is kept. */
  faulty,
}

/** What is known of a source file. */
export interface FileRow {
  readonly path: string;
  readonly module: number;
  status: FileStatus;
  /** `Host.stamp` before it was read last. */
  stamp: string | null;
  /** The last version that was lowered. */
  good: FileVersion | null;
  /** What is in the file now, while that cannot be lowered. */
  failed: FileVersion | null;
  error: ReadError | null;
  /** How the compiler failed, where it did. */
  fault: Fault | null;
  /** Of `good` or `failed`, whichever is current. */
  imports: readonly Import[] | null;
}

/** What is known of a file that is embedded. */
export interface EmbeddedRow {
  readonly path: string;
  stamp: string | null;
  /** The `contentHash` of the bytes; null if they are at hand. */
  hash: string | null;
  /** Null until they are asked for. */
  bytes: Uint8Array | null;
  error: ReadError | null;
}

/** What counts as the bytes of an embedded file that has none. */
export const NO_BYTES = new Uint8Array(0);

/** Whether what is in a file, which was read, is nothing that can be analysed. */
export function isBeyondAnalysis({ status }: FileRow): boolean {
  return status === FileStatus.failed || status === FileStatus.unreadable;
}

/** What is in the file now; null if that is not known. */
export function currentVersion({ status, good, failed }: FileRow): FileVersion | null {
  return status === FileStatus.unreadable ? null : (failed ?? good);
}

/** Whether text and ZIR of a version are kept in saved state: what the file and the cache of lowered files may not give again. */
export function isKept(row: FileRow, version: FileVersion, isOwn: boolean): boolean {
  return isOwn || !version.isWhole || version !== currentVersion(row);
}

/** A source file, for saved state. `isOwn`: whether it belongs to the program. */
export function savedSource(row: FileRow, isOwn: boolean): SavedSource {
  const { path, module, status, stamp, error, imports, good, failed } = row;
  const saved = (version: FileVersion | null): SavedVersion | null =>
    version === null ? null : { hash: version.hash, isWhole: version.isWhole, isKept: isKept(row, version, isOwn) };
  const hash = currentVersion(row)?.hash ?? null;
  return { path, stamp, hash, error, module, status, good: saved(good), failed: saved(failed), imports };
}

/** An embedded file, for saved state. */
export function savedEmbedded({ path, stamp, hash, bytes, error }: EmbeddedRow): SavedFile {
  return { path, stamp, hash: error !== null ? null : (hash ?? contentHash(bytes!)), error };
}
