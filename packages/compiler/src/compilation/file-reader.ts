import { type SameBytes, sameBytes } from '../util/common-bytes.ts';
import { faultOf, isContained, type OnStep } from '../util/fault.ts';
import { contentHash } from '../util/hash.ts';
import { bytesOfString } from '../util/utf8.ts';
import { importsAfter } from '../zir/imports.ts';
import { changeOf, matchZir, mergeZir, type ZirChange } from '../zir/match.ts';
import { relower } from '../zir/relower.ts';
import { deserializeZir, serializeZir } from '../zir/serialize.ts';
import type { Zir } from '../zir/zir.ts';
import { type EmbeddedRow, type FileRow, FileStatus, NO_BYTES } from './file-rows.ts';
import { FileVersion } from './file-version.ts';
import type { FileSource, ReadError } from './host.ts';
import { cacheKey } from './lowered-cache.ts';
import type { Module } from './modules.ts';
import { isZonPath, lowerSource, syntaxTree } from './source-kind.ts';

/** Reads and lowers files: makes what is known of one what is in it now. */
export class FileReader {
  private readonly host: FileSource;
  private readonly modules: readonly Module[];
  private readonly onStep: OnStep | undefined;
  /** As `Host.sameBytes`. */
  private readonly isSame: SameBytes | undefined;

  constructor(host: FileSource, modules: readonly Module[], onStep: OnStep | undefined) {
    this.host = host;
    this.modules = modules;
    this.onStep = onStep;
    this.isSame = host.sameBytes?.bind(host);
  }

  /** Reads a file for the first time. */
  load(row: FileRow): void {
    this.attempt(row, () => this.loadNow(row));
  }

  /** Reads a file again. Returns how the ZIR of its last good version became another; null if it is the same. */
  reload(row: FileRow): ZirChange | null {
    return this.attempt(row, () => this.reloadNow(row));
  }

  /** Reads an embedded file. Returns whether it is another than before. */
  readEmbedded(row: EmbeddedRow): boolean {
    row.stamp = this.host.stamp?.(row.path) ?? null;
    const read = this.embeddedBytes(row.path);
    const bytes = typeof read === 'string' ? NO_BYTES : read;
    const error = typeof read === 'string' ? read : null;
    const isSame = row.bytes === null ? contentHash(bytes) === row.hash : sameBytes(bytes, row.bytes);
    row.bytes = bytes;
    row.hash = null;
    if (error === row.error && isSame) return false;
    row.error = error;
    return true;
  }

  /** The text of the root file of a module that the compiler writes; undefined for all other paths. */
  writtenText(path: string): string | undefined {
    return this.modules.find(({ rootPath }) => rootPath === path)?.text;
  }

  /** The bytes of an embedded file now, which the compiler may have written, or why there are none. */
  embeddedBytes(path: string): Uint8Array | ReadError {
    const text = this.writtenText(path);
    return text === undefined ? this.host.readFile(path) : bytesOfString(text);
  }

  /** The bytes of a source file now, or why there are none. */
  bytesOf({ path, module }: Pick<FileRow, 'path' | 'module'>): Uint8Array | ReadError {
    const { text, rootPath } = this.modules[module];
    return text !== undefined && path === rootPath ? bytesOfString(text) : this.host.readFile(path);
  }

  /** The version of the file that `bytes` are, lowered as a whole. */
  lower({ path }: Pick<FileRow, 'path'>, bytes: Uint8Array): FileVersion {
    const tree = syntaxTree(path, bytes);
    const tokens = { tags: tree.tokenTags, starts: tree.tokenStarts };
    const version = FileVersion.lowered(path, bytes, tokens, tree, lowerSource(path, tree));
    version.isWhole = true;
    return version;
  }

  /** What the host's cache has for a file of the library; null if it has nothing. */
  cachedZir(hash: string): Zir | null {
    const cached = this.host.loadCached?.(cacheKey(hash)) ?? null;
    return cached === null ? null : deserializeZir(cached, hash);
  }

  /** Has `lower` read and lower the file. Where that fails, the file is what it last was, and is read again in the next update. */
  private attempt<T>(row: FileRow, lower: () => T): T | null {
    row.fault = null;
    try {
      this.onStep?.('lowering', () => row.path);
      return lower();
    } catch (thrown) {
      if (!isContained(thrown)) throw thrown;
      row.fault = faultOf(thrown, `reading '${row.path}'`);
      row.status = FileStatus.faulty;
      row.failed = null;
      row.imports = null;
      return null;
    }
  }

  private loadNow(row: FileRow): void {
    const bytes = this.read(row);
    if (bytes === null) return;
    const cached = this.loadLowered(row, bytes);
    const version = cached ?? this.lower(row, bytes);
    if (version.zir.loweringFailed) {
      row.failed = version;
      row.status = FileStatus.failed;
      return;
    }
    row.good = version;
    row.status = FileStatus.ok;
    if (cached === null && this.isCached(row) && version.zir.errors.length === 0) {
      this.host.storeCached?.(cacheKey(version.hash), serializeZir(version.zir, version.hash));
    }
  }

  private reloadNow(row: FileRow): ZirChange | null {
    const isKnown = row.status !== FileStatus.unreadable && row.status !== FileStatus.faulty;
    const before = isKnown ? (row.failed ?? row.good) : null;
    const bytes = this.read(row);
    if (bytes === null) {
      // What was imported may have been of the failed version, which is forgotten.
      row.imports = null;
      row.failed = null;
      return null;
    }
    const { good } = row;
    if (before !== good && before?.isOf(bytes, this.isSame)) return null;
    const edit = good?.hasText ? good.editTo(bytes, this.host) : null;
    if (good?.hasText ? edit === null : good?.isOf(bytes, this.isSame)) {
      if (before !== good) row.imports = null;
      row.failed = null;
      row.status = FileStatus.ok;
      return null;
    }
    if (good !== null && edit !== null && !isZonPath(row.path)) {
      // The outline first: with it the ZIR comes to be one that can be changed.
      const { outline } = good;
      const local = relower(good.zir, outline, good.source.bytes, bytes, edit);
      if (local !== null) {
        const { zir, change, touched } = local;
        row.imports = row.failed !== null || row.imports === null ? null : importsAfter(row.imports, zir, touched);
        row.failed = null;
        row.status = FileStatus.ok;
        row.good = FileVersion.edited(good, bytes, zir);
        return change;
      }
    }
    row.imports = null;
    const version = this.lower(row, bytes);
    if (version.zir.loweringFailed) {
      row.failed = version;
      row.status = FileStatus.failed;
      return null;
    }
    let change: ZirChange | null = null;
    if (good !== null) {
      const match = matchZir(good.zir, version.zir);
      version.zir = mergeZir(good.zir, version.zir, match);
      change = changeOf(good.zir, match);
    }
    row.failed = null;
    row.status = FileStatus.ok;
    row.good = version;
    return change;
  }

  private read(row: FileRow): Uint8Array | null {
    // It may be written after this was asked, which the stamp then tells.
    row.stamp = this.host.stamp?.(row.path) ?? null;
    const bytes = this.bytesOf(row);
    row.error = typeof bytes === 'string' ? bytes : null;
    if (typeof bytes !== 'string') return bytes;
    row.status = FileStatus.unreadable;
    return null;
  }

  /** Whether the ZIR of a file is kept in the host's cache, which knows it by the text alone: that of the library's code. */
  private isCached(row: FileRow): boolean {
    return !this.modules[row.module].isOwn && !isZonPath(row.path);
  }

  private loadLowered(row: FileRow, bytes: Uint8Array): FileVersion | null {
    if (this.host.loadCached === undefined || !this.isCached(row)) return null;
    const hash = contentHash(bytes);
    const zir = this.cachedZir(hash);
    return zir === null ? null : FileVersion.cached(row.path, bytes, hash, zir);
  }
}
