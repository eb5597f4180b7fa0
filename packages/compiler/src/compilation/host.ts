import type { ByteEdit } from '../util/common-bytes.ts';

/** Why a file could not be read, under Zig's names of errors. */
export type ReadError =
  | 'FileNotFound'
  | 'AccessDenied'
  | 'PermissionDenied'
  | 'IsDir'
  | 'NotDir'
  | 'NameTooLong'
  /** The host cannot reach what is called so. */
  | 'BadPathName'
  | 'SymLinkLoop'
  | 'FileTooBig'
  | 'UnexpectedEndOfFile'
  | 'ProcessFdQuotaExceeded'
  | 'SystemFdQuotaExceeded'
  | 'NoDevice'
  | 'InputOutput'
  | 'Unexpected';

/** All that a compilation needs of the world around it. Paths have `/` between their parts. */
export interface Host {
  /** The bytes of a file, not to be changed afterwards, or why there are none. */
  readFile(path: string): Uint8Array | ReadError;
  /**
   * What tells that a file is as it was without reading it: it is another text whenever something was written to the file, came in its
   * place or was renamed since. Null where nothing can be told: for a file that is not there, and for one that was written so
   * shortly ago that it could be written once more without a trace.
   */
  stamp?(path: string): string | null;
  /** What was last stored under `key`, at a multiple of 4 in its buffer; null if there is nothing. May be damaged: it is checked. */
  loadCached?(key: string): Uint8Array | null;
  /** Keeps `bytes` under `key` for later processes, if it can. */
  storeCached?(key: string, bytes: Uint8Array): void;
  /** Whether two byte strings of the same length are the same: for hosts that find that out faster than a loop does. After an edit a file is compared so with what it was. */
  sameBytes?(x: Uint8Array, y: Uint8Array): boolean;
}

/** A host that reads some files later: one over a network. `Compilation.updateAsync` waits for them. */
export interface AsyncHost {
  /** As `Host.readFile`, at once or later. A promise that is rejected counts as `Unexpected`. */
  readFile(path: string): Uint8Array | ReadError | Promise<Uint8Array | ReadError>;
  /** As those of `Host`. */
  stamp?(path: string): string | null;
  loadCached?(key: string): Uint8Array | null;
  storeCached?(key: string, bytes: Uint8Array): void;
  sameBytes?(x: Uint8Array, y: Uint8Array): boolean;
}

/** A host that can be told which files it will be asked for, so that it reads several at once; and that may know of which text another one was made. */
export interface FileSource extends Host {
  expectFile?(path: string): void;
  /** Where `bytes`, which `readFile` gave of `path`, were made of `before`: a part of them outside of which nothing is another. Null where that is not known. */
  editBetween?(path: string, before: Uint8Array, bytes: Uint8Array): ByteEdit | null;
}

/** A host over files in memory, with `below` for those that it does not have. */
export class MemoryHost implements Host {
  readonly files = new Map<string, Uint8Array>();
  readonly sameBytes?: (x: Uint8Array, y: Uint8Array) => boolean;
  private readonly below: Host | null;

  constructor(below: Host | null = null) {
    this.below = below;
    if (below?.sameBytes !== undefined) this.sameBytes = (x, y) => below.sameBytes!(x, y);
  }

  readFile(path: string): Uint8Array | ReadError {
    return this.files.get(path) ?? this.below?.readFile(path) ?? 'FileNotFound';
  }

  stamp(path: string): string | null {
    return this.files.has(path) ? null : (this.below?.stamp?.(path) ?? null);
  }

  loadCached(key: string): Uint8Array | null {
    return this.below?.loadCached?.(key) ?? null;
  }

  storeCached(key: string, bytes: Uint8Array): void {
    this.below?.storeCached?.(key, bytes);
  }
}
