import type { LinkOptions } from '../link/input.ts';
import { forgetLoops } from '../query/loops.ts';
import { rootTypes } from '../query/reach.ts';
import type { SemaOptions } from '../query/zcu.ts';
import { FaultLog, UPDATE_STOPPED } from '../util/fault.ts';
import { BASE_PROGRAM } from './base-program.ts';
import { type BuildTables, emptyTables } from './build-tables.ts';
import { exportsOf } from './export-collisions.ts';
import { FileTable } from './files.ts';
import { generate } from './generate.ts';
import { openImage, removeBase, writeImage } from './library-image.ts';
import type { FileTableOptions } from './modules.ts';
import type { CompleteOptions } from './options.ts';
import { bytesSource } from './state-file.ts';

/** A library image, and all that is known with it, which a program goes on from. */
export interface MadeImage {
  readonly bytes: Uint8Array;
  readonly files: FileTable;
  readonly tables: BuildTables;
}

/** The making of a library image, which may be stopped and gone on with. */
export class ImageBuild {
  readonly #options: CompleteOptions;
  readonly #files: FileTable;
  readonly #tables: BuildTables;
  #isStopped = false;

  /** As those of the program's own files and tables. */
  constructor(
    options: CompleteOptions,
    fileOptions: FileTableOptions,
    semaOptions: SemaOptions,
    linkOptions: LinkOptions,
  ) {
    this.#options = options;
    this.#files = new FileTable(fileOptions, null, semaOptions.onStep);
    this.#tables = emptyTables(this.#files, semaOptions, linkOptions);
  }

  /** Whether the file at `path` was read or looked for. */
  isKnown(path: string): boolean {
    return this.#files.isKnown(path);
  }

  /**
   * Builds the base program and takes it away, from where a stopped call left off. Returns null if the library cannot be analysed.
   * Throws `UPDATE_STOPPED` where `stops` says so.
   */
  make(stops: () => boolean): MadeImage | null {
    const files = this.#files;
    const tables = this.#tables;
    const { zcu, code, reached } = tables;
    zcu.startUpdate(this.#isStopped);
    zcu.isStopped = stops;
    this.#isStopped = false;
    files.isBase = true;
    try {
      if (!this.#build()) return null;
    } catch (thrown) {
      if (thrown !== UPDATE_STOPPED) throw thrown;
      this.#isStopped = true;
      const isHalfDone = zcu.changesUnderWay > 0;
      forgetLoops(zcu);
      reached.forget();
      if (!isHalfDone) throw thrown;
      return null;
    }
    files.isBase = false;
    if (files.libraryErrors(() => true).messages.length > 0) return null;
    zcu.finishUpdate();
    removeBase(zcu, files.moduleFile(BASE_PROGRAM));
    reached.forget();
    const bytes = writeImage(this.#options, files, zcu, reached, code);
    const image = bytes === null ? null : openImage(bytesSource(bytes), this.#options);
    if (bytes === null || image === null || typeof image === 'string') return null;
    code.beginWith(image);
    return { bytes, files, tables };
  }

  /** Analyses the base program and generates its code. Returns whether nothing failed. */
  #build(): boolean {
    const { zcu, code, reached } = this.#tables;
    reached.analyze(rootTypes(zcu), new Set(), false);
    code.startUpdate();
    if (reached.hasFailed()) return false;
    if (!this.#options.emit) return true;
    const log = new FaultLog();
    const generated = { functions: [], symbols: new Map() };
    const unsupported = generate(this.#tables, generated, log);
    if (unsupported.length > 0 || log.length > 0 || reached.hasFailed()) return false;
    // How it is linked is known then too. Where it cannot be, the program is linked by itself.
    const { isObject, isSwappable } = this.#options.link;
    if (!isObject && !isSwappable)
      log.attempt(
        () => 'linking',
        () => code.link(reached, exportsOf(zcu, reached), generated.symbols),
        null,
      );
    return log.length === 0;
  }
}
