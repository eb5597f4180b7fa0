import { type FileIndex, InternalFault, NO_FILE } from '../intern/ids.ts';
import type { FileStore } from '../query/file-store.ts';
import type { FileEdit, FileEdits } from '../query/invalidate.ts';
import type { Message } from '../source/messages.ts';
import type { SourceFile } from '../source/source-file.ts';
import type { Tokens, Tree } from '../syntax/tree.ts';
import { type Fault, FaultLog, FaultWhile, type OnStep, UPDATE_STOPPED } from '../util/fault.ts';
import { contentHash } from '../util/hash.ts';
import { errorMessages } from '../zir/error-messages.ts';
import { imports } from '../zir/imports.ts';
import { deserializeZir, serializeZir } from '../zir/serialize.ts';
import type { Zir } from '../zir/zir.ts';
import { BASE_PROGRAM } from './base-program.ts';
import { importMessage, messageAtStart, rowMessages, type Step, unreadable, type Way } from './file-messages.ts';
import { FileReader } from './file-reader.ts';
import {
  type EmbeddedRow,
  type FileRow,
  FileStatus,
  isBeyondAnalysis,
  isKept,
  NO_BYTES,
  savedEmbedded,
  savedSource,
} from './file-rows.ts';
import { FileVersion } from './file-version.ts';
import type { FileSource } from './host.ts';
import { type FileTableOptions, importableModule, isChecked, type Module, moduleNamed, modulesOf } from './modules.ts';
import { directoryOf, normalizePath, pathBelow, resolvePath } from './paths.ts';
import { compareToSaved, MAX_UNSTAMPED, type SavedFile, type SavedFiles, type SavedVersion } from './saved-files.ts';
import { isSourcePath } from './source-kind.ts';
import type { StateFile, StateSection } from './state-file.ts';
import { StateKind } from './state-kind.ts';

/** What is wrong with the program's own files. */
export interface FileErrors {
  /** In the official order: imports that are refused, then by path, and within a file as they were found. */
  readonly messages: readonly Message[];
  readonly faults: readonly Fault[];
  /** Some file cannot be looked into at all: nothing is analysed, as officially. */
  readonly isFatal: boolean;
}

/** State in which a table of files was kept. */
export interface RestoredFiles {
  readonly state: StateFile;
  readonly files: SavedFiles;
}

/** Embedded files are numbered from here, so that a path can be source and embedded at once. */
const FIRST_EMBEDDED = 0x0400_0000;

/** The files of a compilation: what they hold, what imports what, and what is wrong with them. */
export class FileTable implements FileStore {
  readonly std: FileIndex;
  readonly builtin: FileIndex;
  readonly modules: readonly Module[];
  /** Whether the base program is analysed in the place of the program. */
  isBase = false;
  /** What of the state that the table was restored from was found to be no more: all has to be made again from nothing. Null if nothing was. */
  lost: string | null = null;
  private readonly host: FileSource;
  private readonly onStep: OnStep | undefined;
  private readonly reader: FileReader;
  private readonly rootModule: number;
  private readonly rows: FileRow[] = [];
  /** A file that several modules come to has a row for each of them: it is an error, and which one is right depends on further edits. */
  private readonly byPath = new Map<string, FileIndex[]>();
  /** Files of the library that have errors. */
  private readonly faultyLibrary = new Set<FileIndex>();
  private readonly embeddedRows: EmbeddedRow[] = [];
  private readonly embeddedByPath = new Map<string, FileIndex>();

  /** `restored`: the table of another process, with the same options. */
  constructor(options: FileTableOptions, restored: RestoredFiles | null = null, onStep?: OnStep) {
    this.host = options.host;
    this.onStep = onStep;
    this.modules = modulesOf(options.modules);
    this.reader = new FileReader(this.host, this.modules, onStep);
    this.rootModule = Math.max(
      this.modules.findIndex(({ isRoot }) => isRoot === true),
      0,
    );
    if (restored !== null) this.restore(restored);
    this.moduleRoot(0);
    const std = moduleNamed(this.modules, 'std');
    if (std < 0) throw new RangeError('there is no module std');
    this.std = this.moduleRoot(std);
    this.builtin = this.moduleFile('builtin');
  }

  /** The root file of what is analysed. */
  get root(): FileIndex {
    return this.isBase ? this.moduleFile(BASE_PROGRAM) : this.moduleRoot(0);
  }

  get linked(): readonly FileIndex[] {
    if (this.isBase) return [];
    return this.modules.flatMap(({ isLinked }, module) => (isLinked === true ? [this.moduleRoot(module)] : []));
  }

  /** How many source files are known. */
  get length(): number {
    return this.rows.length;
  }

  /** How it stands with a source file. */
  status(file: FileIndex): FileStatus {
    return this.rows[file].status;
  }

  /** The root file of a module; `NO_FILE` if there is no module of that name. */
  moduleFile(name: string): FileIndex {
    const module = moduleNamed(this.modules, name);
    return module < 0 ? NO_FILE : this.moduleRoot(module);
  }

  zir(file: FileIndex): Zir {
    return this.goodVersion(file).zir;
  }

  tree(file: FileIndex): Tree {
    return this.goodVersion(file).tree;
  }

  /** Bytes and lines of a source file, in the version that `zir` is of. */
  source(file: FileIndex): SourceFile {
    return this.goodVersion(file).source;
  }

  /** The tokens of `source`, for one look at them. */
  tokens(file: FileIndex): Tokens {
    return this.goodVersion(file).passingTokens;
  }

  /** Whether the compiler wrote the file's text. */
  isWritten(file: FileIndex): boolean {
    return this.modules[this.rows[file].module].text !== undefined;
  }

  path(file: FileIndex): string {
    return file >= FIRST_EMBEDDED ? this.embeddedRows[file - FIRST_EMBEDDED].path : this.rows[file].path;
  }

  moduleName(file: FileIndex): string {
    return this.modules[this.rows[file].module].name;
  }

  pathInModule(file: FileIndex): string {
    const { path, module } = this.rows[file];
    return pathBelow(this.modules[module].directory, path) ?? path;
  }

  isOwn(file: FileIndex): boolean {
    return this.modules[this.rows[file].module].isOwn;
  }

  isForeign(file: FileIndex): boolean {
    return this.modules[this.rows[file].module].isForeign === true;
  }

  isMain(file: FileIndex): boolean {
    return this.rows[file].module === 0;
  }

  isUnchecked(file: FileIndex): boolean {
    return this.modules[this.rows[file].module].isUnchecked === true;
  }

  /** The file at `path`, from the directory of the module `name`; `NO_FILE` if there is none that can be read and lowered. */
  fileOfModule(name: string, path: string): FileIndex {
    const module = moduleNamed(this.modules, name);
    if (module < 0) return NO_FILE;
    const file = this.fileAt(resolvePath(this.modules[module].directory, path), module);
    this.load(file);
    return this.rows[file].good === null ? NO_FILE : file;
  }

  qualifiedName(file: FileIndex): string {
    return this.pathInModule(file)
      .replace(/\.zig$/, '')
      .replaceAll('/', '.');
  }

  importFile(from: FileIndex, name: string): FileIndex | string {
    if (name === 'root') return this.rootModule === 0 ? this.root : this.moduleRoot(this.rootModule);
    const row = this.rows[from];
    const module = importableModule(this.modules, row.module, name);
    // What else a module has for a root file, can be embedded.
    if (module >= 0 && isSourcePath(this.modules[module].rootPath)) return this.moduleRoot(module);
    if (module >= 0 || !isSourcePath(name)) {
      return `no module named '${name}' available within module '${this.modules[row.module].name}'`;
    }
    const file = this.fileAt(resolvePath(directoryOf(row.path), name), row.module);
    this.load(file);
    return file;
  }

  isAnalyzable(file: FileIndex): boolean {
    this.load(file);
    return !isBeyondAnalysis(this.rows[file]);
  }

  embedFile(from: FileIndex, name: string): FileIndex | string {
    if (name === '') return 'file path name cannot be empty';
    const row = this.rows[from];
    const module = name === 'root' ? this.rootModule : importableModule(this.modules, row.module, name);
    const path = module >= 0 ? this.modules[module].rootPath : resolvePath(directoryOf(row.path), name);
    // What is the directory of the module itself is not in it either.
    if (module < 0 && (pathBelow(this.modules[row.module].directory, path) ?? '') === '') {
      return `embed of file outside package path: '${name}'`;
    }
    let file = this.embeddedByPath.get(path);
    if (file === undefined) {
      const embedded: EmbeddedRow = { path, stamp: null, hash: null, bytes: null, error: null };
      this.reader.readEmbedded(embedded);
      file = (FIRST_EMBEDDED + this.embeddedRows.push(embedded) - 1) as FileIndex;
      this.embeddedByPath.set(path, file);
    }
    return file;
  }

  embedError(file: FileIndex): string | null {
    return this.embeddedRows[file - FIRST_EMBEDDED].error;
  }

  bytes(file: FileIndex): Uint8Array {
    const row = this.embeddedRows[file - FIRST_EMBEDDED];
    if (row.bytes === null) {
      const bytes = this.reader.embeddedBytes(row.path);
      if (typeof bytes === 'string' || contentHash(bytes) !== row.hash) this.lose(`${row.path} has changed`);
      row.bytes = bytes;
    }
    return row.bytes;
  }

  /**
   * Loads the program's own files, as far as they import each other, and returns what is wrong with them: errors of parsing and
   * lowering, and files that could not be read. `isStopped` is asked before each file that is loaded; where it says so, throws `UPDATE_STOPPED`.
   */
  check(isStopped: () => boolean = () => false): FileErrors {
    const illegal: Message[] = [];
    const byPath: { readonly path: string; readonly messages: readonly Message[] }[] = [];
    const faults = new FaultLog();
    let isFatal = false;
    for (const { fault } of this.rows) {
      if (fault === null) continue;
      isFatal = true;
      faults.add(fault);
    }
    /** How each file was come to first, by path. */
    const ways = new Map<string, Way>();
    const queue: FileIndex[] = [];
    const reach = (file: FileIndex, way: Way): void => {
      const { path, status } = this.rows[file];
      ways.set(path, way);
      queue.push(file);
      if (status === FileStatus.unloaded) this.host.expectFile?.(path);
    };
    for (let module = 0; module < this.modules.length; module++) {
      if (isChecked(this.modules, module)) reach(this.moduleRoot(module), { module, from: null, by: null });
    }
    for (let i = 0; i < queue.length; i++) {
      const file = queue[i];
      const row = this.rows[file];
      if (row.status === FileStatus.unloaded && isStopped()) throw UPDATE_STOPPED;
      this.load(file);
      if (row.status === FileStatus.unreadable) {
        isFatal = true;
        const { from, by } = ways.get(row.path)!;
        const step = from ?? by ?? this.importOfRoot();
        const notes = step === null ? [] : [importMessage(step.version, step.found, 'file imported here')];
        byPath.push({ path: row.path, messages: [unreadable(row, notes)] });
        continue;
      }
      if (row.fault !== null) {
        isFatal = true;
        faults.add(row.fault);
        continue;
      }
      const version = (row.failed ?? row.good)!;
      isFatal ||= version.zir.loweringFailed;
      if (version.zir.errors.length > 0) {
        const messages = faults.attempt(() => `telling the errors of '${row.path}'`, () => {
          this.onStep?.('message', () => row.path);
          return errorMessages(version.zir, version.tree, version.source);
        }, []);
        byPath.push({ path: row.path, messages });
      }
      row.imports ??= imports(version.zir);
      const refused = new Set<string>();
      for (const found of row.imports) {
        const target = this.importTarget(row, found.path);
        if (typeof target === 'string') {
          isFatal = true;
          // Each path of a file is told once, where it stands first.
          if (!refused.has(found.path)) illegal.push(importMessage(version, found, target));
          refused.add(found.path);
          continue;
        }
        if (target === NO_FILE) continue;
        const { path, module } = this.rows[target];
        const step = { path: row.path, version, found };
        const way: Way = { module, ...(module === row.module ? { from: step, by: null } : { from: null, by: step }) };
        const first = ways.get(path);
        if (first === undefined) reach(target, way);
        else if (first.module !== module) {
          return { messages: [this.sharedFileMessage(path, first, way, ways)], faults: faults.faults, isFatal: true };
        }
      }
    }
    byPath.sort((x, y) => (x.path < y.path ? -1 : x.path > y.path ? 1 : 0));
    const messages = [...illegal, ...byPath.flatMap((file) => file.messages)];
    return { messages, faults: faults.faults, isFatal };
  }

  /**
   * What is wrong with files of the library, which are looked at when analysis asks for them: after it. `isReached` says whether anything that is
   * reached asked for a file.
   */
  libraryErrors(isReached: (file: FileIndex) => boolean): Pick<FileErrors, 'messages' | 'isFatal'> {
    const files = [...this.faultyLibrary].filter(
      (file) => !isChecked(this.modules, this.rows[file].module) && isReached(file),
    );
    const rows = files.map((file) => this.rows[file]).sort((x, y) => (x.path < y.path ? -1 : 1));
    return { messages: rows.flatMap(rowMessages), isFatal: rows.some(isBeyondAnalysis) };
  }

  /** The error that the file at `path` was come to in two modules. It stands where the official one does: in the file that imports it second. */
  private sharedFileMessage(path: string, first: Way, second: Way, ways: ReadonlyMap<string, Way>): Message {
    const names = [first, second].map((way) => `'${this.modules[way.module].name}'`);
    const place = (second.from ?? second.by)?.path ?? path;
    const notes = [messageAtStart(place, 'files must belong to only one module')];
    for (const way of [first, second]) {
      const root = `root of module '${this.modules[way.module].name}'`;
      if (way.from === null) notes.push(messageAtStart(place, `file is the ${root}`));
      let what = 'file is imported here';
      for (let step = way; step.from !== null; step = ways.get(step.from.path)!) {
        const isByRoot = ways.get(step.from.path)!.from === null;
        const { version, found } = step.from;
        notes.push(importMessage(version, found, isByRoot ? `${what} by the ${root}` : what));
        what = 'which is imported here';
      }
    }
    return messageAtStart(place, `file exists in modules ${names.join(' and ')}`, notes);
  }

  /**
   * Reads again the files at `paths`, as far as they are known, and gives those that are others new ZIR. An update calls it once,
   * before `check`. Files in which the compiler failed are read again too.
   */
  refresh(paths: Iterable<string>): FileEdits {
    const edits: FileEdit[] = [];
    const turned: FileIndex[] = [];
    const embedded: FileIndex[] = [];
    const faulty = this.rows.filter(({ status }) => status === FileStatus.faulty).map(({ path }) => path);
    for (const given of faulty.length === 0 ? paths : new Set([...paths, ...faulty])) {
      const path = normalizePath(given);
      for (const file of this.byPath.get(path) ?? []) {
        const row = this.rows[file];
        if (row.status === FileStatus.unloaded) continue;
        const was = isBeyondAnalysis(row);
        const change = this.reader.reload(row);
        if (change !== null) edits.push({ file, change });
        this.noteLibraryErrors(file);
        if (was !== isBeyondAnalysis(row) && !this.isOwn(file)) turned.push(file);
      }
      const embeddedFile = this.embeddedByPath.get(path);
      if (embeddedFile !== undefined && this.reader.readEmbedded(this.embeddedRows[embeddedFile - FIRST_EMBEDDED])) {
        embedded.push(embeddedFile);
      }
    }
    return { edits, turned, embedded };
  }

  /** The file at `path`, as it is in its module; null where none was read that could be lowered, whatever it is now. */
  fileAtPath(path: string): FileIndex | null {
    return (this.byPath.get(normalizePath(path)) ?? []).find((file) => this.rows[file].good !== null) ?? null;
  }

  /** Whether a version of `file` was lowered, be it not the one that there is now. */
  hasGood(file: FileIndex): boolean {
    return this.rows[file].good !== null;
  }

  /** What `file` can import: the names of modules, and the paths of known files of its own module from its directory. */
  importableNames(file: FileIndex): { readonly modules: readonly string[]; readonly files: readonly string[] } {
    const { path, module } = this.rows[file];
    const { dependencies } = this.modules[module];
    const files = this.rows.flatMap((row) => {
      const below = row.module === module && row.path !== path ? pathBelow(directoryOf(path), row.path) : null;
      return below === null || row.good === null ? [] : [below];
    });
    const modules = ['std', 'builtin', 'root', ...Object.keys(dependencies ?? {})];
    return { modules: [...new Set(modules)], files: files.sort() };
  }

  /** The source file at `path` as it was read last; null where it was not read. */
  sourceAt(path: string): SourceFile | null {
    for (const file of this.byPath.get(normalizePath(path)) ?? []) {
      const { status, failed, good } = this.rows[file];
      const version = failed ?? good;
      if (status !== FileStatus.unreadable && status !== FileStatus.faulty && version !== null)
        return this.sourceOf(version);
    }
    return null;
  }

  /** Whether a version of the file at `path`, or what is embedded of it, is this very `text`. */
  hasText(path: string, text: Uint8Array): boolean {
    const embedded = this.embeddedByPath.get(path);
    if (embedded !== undefined && this.embeddedRows[embedded - FIRST_EMBEDDED].bytes === text) return true;
    return (this.byPath.get(path) ?? []).some((file) => {
      const { good, failed } = this.rows[file];
      return good?.isIn(text) || failed?.isIn(text);
    });
  }

  /** Whether the file at `path` was read or looked for. */
  isKnown(path: string): boolean {
    const normal = normalizePath(path);
    const files = this.byPath.get(normal) ?? [];
    return this.embeddedByPath.has(normal) || files.some((file) => this.rows[file].status !== FileStatus.unloaded);
  }

  /** The paths of all files that were read or looked for, embedded ones included: what is to be watched. */
  watchedPaths(): string[] {
    const paths = new Set(this.embeddedRows.filter((row) => this.isHosts(row)).map(({ path }) => path));
    this.rows.forEach(({ path }, file) => {
      if (this.isRead(file)) paths.add(path);
    });
    return [...paths];
  }

  private moduleRoot(module: number): FileIndex {
    return this.fileAt(this.modules[module].rootPath, module);
  }

  private fileAt(path: string, module: number): FileIndex {
    const rows = this.byPath.get(path) ?? [];
    const found = rows.find((row) => this.rows[row].module === module);
    if (found !== undefined) return found;
    const file = this.rows.length as FileIndex;
    const nothing = { stamp: null, good: null, failed: null, error: null, fault: null, imports: null };
    this.rows.push({ path, module, status: FileStatus.unloaded, ...nothing });
    this.byPath.set(path, [...rows, file]);
    return file;
  }

  /** How the library comes to the root file of the program. */
  private importOfRoot(): Step | null {
    this.load(this.std);
    const { path, good } = this.rows[this.std];
    const found = good === null ? undefined : imports(good.zir).find((one) => one.path === 'root');
    return good === null || found === undefined ? null : { path, version: good, found };
  }

  /**
   * The file of the same module or root of another own one that an import means; `NO_FILE` if it means a module of the library or it is for
   * Sema to complain; why it cannot be imported.
   */
  private importTarget(row: FileRow, name: string): FileIndex | string {
    if (name === '') return 'import path cannot be empty';
    if (name === 'root') return NO_FILE;
    const module = importableModule(this.modules, row.module, name);
    if (module >= 0) {
      const { isOwn, rootPath } = this.modules[module];
      return isOwn && isSourcePath(rootPath) ? this.moduleRoot(module) : NO_FILE;
    }
    if (!isSourcePath(name)) return NO_FILE;
    const path = resolvePath(directoryOf(row.path), name);
    return pathBelow(this.modules[row.module].directory, path) === null
      ? 'import of file outside module path'
      : this.fileAt(path, row.module);
  }

  private goodVersion(file: FileIndex): FileVersion {
    const row = this.rows[file];
    this.load(file);
    if (row.fault !== null) throw new FaultWhile(row.fault);
    if (row.good === null) throw new InternalFault(`file ${row.path} has no ZIR: ${row.error ?? 'it has errors'}`);
    return row.good;
  }

  private load(file: FileIndex): void {
    const row = this.rows[file];
    if (row.status !== FileStatus.unloaded) return;
    this.reader.load(row);
    this.noteLibraryErrors(file);
  }

  /** Remembers whether a file of the library that was just read has errors. */
  private noteLibraryErrors(file: FileIndex): void {
    if (this.isOwn(file)) return;
    const row = this.rows[file];
    const hasErrors = isBeyondAnalysis(row) || (row.good !== null && row.good.zir.errors.length > 0);
    if (hasErrors) this.faultyLibrary.add(file);
    else this.faultyLibrary.delete(file);
  }

  /**
   * The paths of files that are not as they were when they were read: those of restored state that were edited since. Of the others
   * no more is looked at than whether they were written. `isStale`: many have stamps that tell nothing any more. `isStampable`: many of these have others now that do.
   */
  changedFiles(): { readonly paths: readonly string[]; readonly isStale: boolean; readonly isStampable: boolean } {
    const paths = new Set<string>();
    let unstamped = 0;
    let stampable = 0;
    const look = (row: { stamp: string | null }, saved: SavedFile): void => {
      const { stamp, isStamped, isSame } = compareToSaved(this.host, saved);
      if (!isStamped) unstamped++;
      if (!isStamped && isSame && stamp !== null) stampable++;
      if (isSame) row.stamp = stamp;
      else paths.add(saved.path);
    };
    this.rows.forEach((row, file) => {
      if (this.isRead(file)) look(row, savedSource(row, this.isOwn(file as FileIndex)));
    });
    for (const row of this.embeddedRows) if (this.isHosts(row)) look(row, savedEmbedded(row));
    return { paths: [...paths], isStale: unstamped > MAX_UNSTAMPED, isStampable: stampable > MAX_UNSTAMPED };
  }

  /** Stamps of all source files, by number, as far as they tell something. */
  get stamps(): (string | null)[] {
    return this.rows.map(({ stamp }) => stamp);
  }

  /** The table, to be restored by another process. */
  save(): { readonly files: SavedFiles; readonly sections: StateSection[] } {
    const sections: StateSection[] = [];
    this.rows.forEach((row, file) => {
      for (const [place, version] of [row.good, row.failed].entries()) {
        if (version === null || !isKept(row, version, this.isOwn(file as FileIndex))) continue;
        const index = 2 * file + place;
        sections.push({ kind: StateKind.text, index, parts: [version.source.bytes] });
        sections.push({ kind: StateKind.zir, index, parts: [serializeZir(version.zir, version.hash)] });
      }
    });
    const sources = this.rows.map((row, file) => savedSource(row, this.isOwn(file as FileIndex)));
    const read = sources.flatMap((_, file) => (this.isRead(file) ? [file] : []));
    const embedded = this.embeddedRows.map(savedEmbedded);
    const readEmbedded = this.embeddedRows.flatMap((row, i) => (this.isHosts(row) ? [i] : []));
    return { files: { sources, embedded, read, readEmbedded, faulty: [...this.faultyLibrary] }, sections };
  }

  /** Takes over the files that `other`, of the same options, has read and this has not. */
  takeOver(other: FileTable): void {
    for (const row of other.rows) {
      if (row.status === FileStatus.unloaded) continue;
      const file = this.fileAt(row.path, row.module);
      if (this.rows[file].status !== FileStatus.unloaded) continue;
      Object.assign(this.rows[file], row);
      this.noteLibraryErrors(file);
    }
  }

  private restore({ state, files }: RestoredFiles): void {
    files.sources.forEach(({ path, module, status, stamp, error, imports, good, failed }, file) => {
      const versionOf = (version: SavedVersion | null, place: number): FileVersion | null =>
        version === null ? null : this.restoredVersion(state, path, module, version, 2 * file + place);
      const versions = { good: versionOf(good, 0), failed: versionOf(failed, 1) };
      const row: FileRow = { path, module, status, stamp, error, fault: null, imports, ...versions };
      this.rows.push(row);
      this.byPath.set(path, [...(this.byPath.get(path) ?? []), file as FileIndex]);
    });
    for (const file of files.faulty) this.faultyLibrary.add(file as FileIndex);
    files.embedded.forEach(({ path, stamp, hash, error }, i) => {
      this.embeddedRows.push({ path, stamp, hash: hash ?? contentHash(NO_BYTES), bytes: null, error });
      this.embeddedByPath.set(path, (FIRST_EMBEDDED + i) as FileIndex);
    });
  }

  private restoredVersion(
    state: StateFile,
    path: string,
    module: number,
    { hash, isWhole, isKept }: SavedVersion,
    index: number,
  ): FileVersion {
    const row = { path, module };
    const text = (): Uint8Array => {
      const bytes = isKept ? state.section(StateKind.text, index) : this.reader.bytesOf(row);
      if (bytes === null) this.lose(`the text of ${path} is damaged`);
      if (typeof bytes === 'string' || contentHash(bytes) !== hash) this.lose(`${path} has changed`);
      return bytes;
    };
    const zir = (): Zir => {
      if (!isKept) return this.reader.cachedZir(hash) ?? this.reader.lower(row, text()).zir;
      const bytes = state.section(StateKind.zir, index);
      const kept = bytes === null ? null : deserializeZir(bytes, hash);
      return kept ?? this.lose(`what was lowered from ${path} is damaged`);
    };
    return FileVersion.later(path, { hash, text, zir, isTextKept: isKept }, isWhole);
  }

  /** Null where the text is no more, which has the next update start from nothing. */
  private sourceOf(version: FileVersion): SourceFile | null {
    try {
      return version.source;
    } catch (thrown) {
      if (this.lost === null) throw thrown;
      return null;
    }
  }

  /** Something of restored state is no more. */
  private lose(what: string): never {
    this.lost = what;
    throw new InternalFault(what);
  }

  /** Whether an embedded file is read through the host: it may be one that the compiler writes. */
  private isHosts({ path }: EmbeddedRow): boolean {
    return this.reader.writtenText(path) === undefined;
  }

  /** Whether a file was read through the host, or is to be when it is asked for again. */
  private isRead(file: number): boolean {
    const row = this.rows[file];
    return row.status !== FileStatus.unloaded && this.modules[row.module].text === undefined;
  }
}
