import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { ReadError } from '@rezig/compiler/state';
import { isDoubtful } from './name-encoding.ts';

/** Sources are addressed by 32-bit offsets, and a file of this size is no source: as the official compiler, we say so. */
export const MAX_SOURCE_BYTES = 0x0400_0000 - 1;

/** What the file of standard input is called, officially. */
export const STDIN = '<stdin>';

/** The bytes of a source file, or the official name of the reason why there are none. */
export function readSource(path: string): Uint8Array | ReadError {
  if (isDoubtful(path)) return 'BadPathName';
  let fd: number;
  try {
    fd = openSync(path, 'r');
  } catch (error) {
    return readErrorName(error);
  }
  try {
    const stat = fstatSync(fd);
    if (stat.isDirectory()) return 'IsDir';
    if (stat.size > MAX_SOURCE_BYTES) return 'FileTooBig';
    const bytes = new Uint8Array(stat.size);
    let filled = 0;
    while (filled < bytes.length) {
      const read = readSync(fd, bytes, filled, bytes.length - filled, null);
      if (read === 0) return 'UnexpectedEndOfFile';
      filled += read;
    }
    // One that has grown since it was measured is being written.
    if (fstatSync(fd).size !== stat.size) return 'UnexpectedEndOfFile';
    return bytes;
  } catch (error) {
    return readErrorName(error);
  } finally {
    closeSync(fd);
  }
}

/** The official names of what the file system gives where something is read. */
const READ_ERRORS: { readonly [code: string]: ReadError | undefined } = {
  ENOENT: 'FileNotFound',
  EACCES: 'AccessDenied',
  EPERM: 'PermissionDenied',
  EISDIR: 'IsDir',
  ENOTDIR: 'NotDir',
  ENAMETOOLONG: 'NameTooLong',
  ELOOP: 'SymLinkLoop',
  EIO: 'InputOutput',
  EMFILE: 'ProcessFdQuotaExceeded',
  ENFILE: 'SystemFdQuotaExceeded',
  ENXIO: 'NoDevice',
  ENODEV: 'NoDevice',
};

/** The same, besides, where something is written. */
const WRITE_ERRORS: { readonly [code: string]: string | undefined } = {
  EEXIST: 'PathAlreadyExists',
  ENOTEMPTY: 'DirNotEmpty',
  ENOSPC: 'NoSpaceLeft',
  EDQUOT: 'DiskQuota',
  EFBIG: 'FileTooBig',
  EROFS: 'ReadOnlyFileSystem',
  EBUSY: 'DeviceBusy',
  ETXTBSY: 'FileBusy',
  EPIPE: 'BrokenPipe',
};

function readErrorName(error: unknown): ReadError {
  return READ_ERRORS[(error as NodeJS.ErrnoException).code ?? ''] ?? 'Unexpected';
}

/** The official name of what the file system gave. */
export function errorName(error: unknown): string {
  return WRITE_ERRORS[(error as NodeJS.ErrnoException).code ?? ''] ?? readErrorName(error);
}
