import { funcRow } from '../intern/functions.ts';
import {
  type FileIndex,
  type FuncIndex,
  type Index,
  NO_INDEX,
  NO_TRACKED,
  type StringIndex,
  type TrackedIndex,
} from '../intern/ids.ts';
import { qualifiedName } from '../intern/names.ts';
import type { LinkOptions, LinkResult } from '../link/input.ts';
import type { CompileError } from '../query/errors.ts';
import { invalidate } from '../query/invalidate.ts';
import { forgetLoops } from '../query/loops.ts';
import { Reached, rootTypes } from '../query/reach.ts';
import { resolveSrc } from '../query/src-resolve.ts';
import { funcBodyUnit } from '../query/units.ts';
import { Zcu } from '../query/zcu.ts';
import { analyzeUnit } from '../sema/units/unit.ts';
import { type Message, messageWithoutPlace } from '../source/messages.ts';
import type { SourceFile } from '../source/source-file.ts';
import { type Fault, FaultLog, faultOf, type OnStep, UPDATE_STOPPED } from '../util/fault.ts';
import { SRC_TOKEN } from '../zir/zir.ts';
import { BASE_PROGRAM } from './base-program.ts';
import { CodeStore } from './code-store.ts';
import { collect } from './collect.ts';
import { CompilerRt } from './compiler-rt.ts';
import { compileLogOutput, compileLogReport, errorMessage, errorReport } from './error-report.ts';
import { explain } from './explain.ts';
import { exportCollisions, exportsOf } from './export-collisions.ts';
import { FileTable } from './files.ts';
import type { FileSource } from './host.ts';
import type { Explanation, UpdateJournal, UpdateTimes } from './journal-types.ts';
import { canHaveImage, filesOfImage, openImage, removeBase, writeImage } from './library-image.ts';
import { linkErrors, linkOptions } from './link-settings.ts';
import { type Module, modulesOf } from './modules.ts';
import type { CompleteOptions } from './options.ts';
import { fileTableOptions } from './program-modules.ts';
import { MAX_UNSTAMPED, type SavedFiles } from './saved-files.ts';
import type { LibraryImage, SavedImage } from './saved-image.ts';
import { jsonSection, readJson, stateIdentity } from './saved-result.ts';
import { restoreImage, restoreTables, type SavedSession, saveTables } from './saved-session.ts';
import { type SourceMap, type SourceMapOptions, SourceMapper } from './source-map.ts';
import { bytesSource, StateFile, type StateSource, writeStateFile } from './state-file.ts';
import { StateKind } from './state-kind.ts';
import { columnSizes, tableBytes, tablesOf, takeTables } from './tables.ts';
import { type TestPlan, testPlan } from './test-plan.ts';
import { analysisJournal } from './update-journal.ts';
import type { CodeLocation, UpdateResult } from './update-result.ts';

/** The tables may come to hold this many times what they held when what nothing needs was dropped last, or after the first analysis. */
const GROWTH = 1.75;
/** So many bytes more are not worth the while. */
const LITTLE_GROWTH = 1 << 20;

/**
 * What is known of a program from update to update, and the order of an update: files, facts that changed, analysis of what is reached, code,
 * link. Errors and module are a function of sources and options alone.
 */
export class Session {
  #files: FileTable;
  #zcu: Zcu;
  #code: CodeStore;
  #compilerRt: CompilerRt;
  #reached: Reached;
  /** With so many bytes the tables hold much that nothing needs any more; 0 before the first analysis. */
  #bytesLimit = 0;
  /** Whether the last update brought all up to date that is reached. */
  #isSettled = false;
  /** Types whose members were read again since what is reached was last looked for, and whether anything was lost. */
  readonly #rescanned = new Set<Index>();
  #isLost = false;
  /** Whether the compiler itself failed in the last update, outside of the analysis of a unit: what is kept may be half done. */
  #isBroken = false;
  /** Whether the last update was stopped. */
  #isStopped = false;
  /** Whether it is taking over changes of files. */
  #isApplying = false;
  /** Whether the update that runs is to end. */
  #stops: () => boolean = () => false;
  /** Of the last update, for its journal: times, functions that code was generated for, length of the module. */
  #times: UpdateTimes = { files: 0, analysis: 0, code: 0, link: 0 };
  readonly #generated: FuncIndex[] = [];
  #moduleBytes = 0;
  /** Whether the module that was linked last is one that an update gave. */
  #isModuleGiven = false;
  /** Whether files may have changed since the state was saved that the session starts from. */
  #isRestored = false;
  /** Whether nothing is known that the state does not hold that the session was restored from. */
  #isSaved = false;
  /** Whether nothing is known but what a library image has. */
  #isImageOnly = false;
  /** Whether an image is to be made, and the session that does so as long as it is not done. */
  #makesImage = false;
  #base: Session | null = null;
  /** The image that was made and not asked for yet. */
  #newImage: Uint8Array | null = null;
  /** What the last update came to; null if it is not known, or incomplete. */
  #last: UpdateResult | null = null;
  /** Why state that was given is not used. */
  #stateRefusal: string | null = null;
  readonly #sourceMapper: SourceMapper;
  readonly #options: CompleteOptions;
  readonly #linkOptions: LinkOptions;
  readonly #host: FileSource;

  /** `host`: what the files are read from, whatever the options say. `onStep`: for tests. */
  constructor(options: CompleteOptions, host: FileSource, onStep?: OnStep) {
    this.#options = options;
    this.#host = host;
    this.#sourceMapper = new SourceMapper(options.zigLibDir);
    this.#files = new FileTable(fileTableOptions(options, host), null, onStep);
    const { mode, tracesErrors, testFilters } = options;
    this.#zcu = new Zcu(this.#files, { mode, tracesErrors, testFilters: testFilters ?? null, onStep }, analyzeUnit);
    this.#linkOptions = linkOptions(options);
    this.#code = new CodeStore(this.#zcu, this.#linkOptions);
    this.#compilerRt = new CompilerRt(this.#zcu, this.#files);
    this.#reached = new Reached(this.#zcu);
    if (options.state != null) this.#restore(options.state);
    if (!this.#isRestored && options.image !== undefined) this.#startFromImage(options.image);
  }

  /** As `Compilation.stateRefusal`. */
  get stateRefusal(): string | null {
    return this.#stateRefusal;
  }

  /**
   * As `Compilation.update`, of the files at `changed`. `stops` is asked between units and functions whether the update is to end early; what was
   * done stays, and the next update goes on from there.
   */
  update(changed: Iterable<string>, stops: () => boolean = () => false): UpdateResult {
    const result = this.#guardedUpdate(changed, stops);
    if (this.#files.lost === null) return this.#keep(result);
    this.#stateRefusal = this.#files.lost;
    this.#reopen();
    return this.#keep(this.#guardedUpdate([], stops));
  }

  /** As `Compilation.saveState`. */
  save(): Uint8Array[] | null {
    // Where an image is still to be made, state that does not build on it would do without from then on.
    if (this.#isBroken || this.#isSaved || this.#last === null || this.#makesImage) return null;
    try {
      return this.#parts(this.#last);
    } catch (thrown) {
      // Some text that is to be kept is no more: the next update starts from nothing.
      if (this.#files.lost === null) throw thrown;
      return null;
    }
  }

  /** As `Compilation.saveImage`. */
  saveImage(): Uint8Array[] | null {
    const image = this.#newImage;
    this.#newImage = null;
    return image === null ? null : [image];
  }

  #parts({ errors, compileLog, module }: UpdateResult): Uint8Array[] | null {
    const tables = saveTables(this.#zcu, this.#reached, this.#code);
    if (tables === null) return null;
    const { files, sections: sources } = this.#files.save();
    const session: SavedSession = {
      bytesLimit: this.#bytesLimit,
      rescanned: [...this.#rescanned],
      isLost: this.#isLost,
    };
    const image: SavedImage = { content: this.#code.image?.content ?? null };
    const linked = module === null ? null : this.#code.saveModule();
    return writeStateFile(stateIdentity(this.#options), [
      jsonSection(StateKind.files, files),
      jsonSection(StateKind.result, { errors, compileLog, hasModule: module !== null }),
      { kind: StateKind.module, index: 0, parts: module === null ? [] : [module] },
      jsonSection(StateKind.session, session),
      jsonSection(StateKind.image, image),
      ...tables,
      ...(linked === null ? [] : [{ kind: StateKind.linked, index: 0, parts: linked }]),
      ...sources,
    ]);
  }

  /** Keeps `result` for `save`. */
  #keep(result: UpdateResult): UpdateResult {
    if (!this.#isBroken) this.#zcu.finishUpdate();
    this.#last = result.isComplete && result.faults.length === 0 ? result : null;
    return result;
  }

  /** Starts from what `save` of another process wrote. Where that cannot be used, this session starts from nothing. */
  #restore(source: StateSource): void {
    const state = StateFile.open(source, stateIdentity(this.#options));
    if (typeof state === 'string') {
      this.#stateRefusal = state;
      return;
    }
    const image = this.#imageOf(state);
    if (typeof image === 'string') {
      this.#stateRefusal = image;
      return;
    }
    const files = readJson<SavedFiles>(state, StateKind.files);
    const session = readJson<SavedSession>(state, StateKind.session);
    if (files !== null && session !== null) {
      const { onStep } = this.#zcu.options;
      this.#files = new FileTable(fileTableOptions(this.#options, this.#host), { state, files }, onStep);
      this.#startOver();
      if (restoreTables(state, image, this.#zcu, this.#reached, this.#code)) {
        const linked = state.section(StateKind.linked);
        const module = linked === null ? null : state.section(StateKind.module);
        if (linked !== null && module !== null) this.#code.restoreModule(linked, module);
        this.#bytesLimit = session.bytesLimit;
        for (const ty of session.rescanned) this.#rescanned.add(ty);
        this.#isLost = session.isLost;
        this.#isRestored = true;
        return;
      }
    }
    this.#stateRefusal = image === null ? 'it is damaged' : 'it, or the library image that it builds on, is damaged';
    this.#reopen();
  }

  /** The image that `state` builds on, null if it is none; why it is not to be had where it is not. */
  #imageOf(state: StateFile): LibraryImage | null | string {
    const saved = readJson<SavedImage>(state, StateKind.image);
    if (saved === null) return 'it is damaged';
    if (saved.content === null) return null;
    const it = 'the library image that it builds on';
    if (this.#options.image == null) return `${it} is missing`;
    const image = openImage(this.#options.image, this.#options);
    if (typeof image === 'string') return `${it} cannot be used: ${image}`;
    return image.content === saved.content ? image : `${it} is another by now`;
  }

  /** Starts from `source`, where it can be used; else an image is to be made. */
  #startFromImage(source: StateSource | null): void {
    const modules = this.#modules();
    if (!canHaveImage(modules)) return;
    const image = source === null ? null : openImage(source, this.#options);
    const files =
      image === null || typeof image === 'string' ? null : readJson<SavedFiles>(image.state, StateKind.files);
    if (image !== null && typeof image !== 'string' && files !== null) {
      const { onStep } = this.#zcu.options;
      const restored = { state: image.state, files: filesOfImage(files, modules) };
      this.#files = new FileTable(fileTableOptions(this.#options, this.#host), restored, onStep);
      this.#startOver();
      if (restoreImage(image, this.#zcu, this.#reached, this.#code)) {
        this.#isRestored = true;
        this.#isImageOnly = true;
        return;
      }
      this.#reopen();
    }
    this.#makesImage = true;
  }

  #modules(): Module[] {
    return modulesOf(fileTableOptions(this.#options, this.#host).modules);
  }

  /**
   * Makes the image, and takes over what is known with it, so that the program comes in the place of the base program. Goes on with what a stopped
   * update has done of it.
   */
  #makeImage(): Zcu {
    const { image: _, state: __, ...options } = this.#options;
    this.#base ??= new Session(options, this.#host, this.#zcu.options.onStep);
    const base = this.#base;
    const bytes = base.#buildBase(this.#stops, this.#modules());
    this.#makesImage = false;
    this.#base = null;
    if (bytes === null) return this.#zcu;
    base.#files.takeOver(this.#files);
    this.#files = base.#files;
    this.#zcu = base.#zcu;
    this.#code = base.#code;
    this.#compilerRt = base.#compilerRt;
    this.#reached = base.#reached;
    this.#newImage = bytes;
    this.#zcu.startUpdate(false);
    return this.#zcu;
  }

  /**
   * Builds the base program, without linking it, and takes it away. Returns the image, which what is known then begins with; null if the library
   * cannot be analysed. Throws `UPDATE_STOPPED`.
   */
  #buildBase(stops: () => boolean, modules: readonly Module[]): Uint8Array | null {
    const zcu = this.#zcu;
    const files = this.#files;
    const log = new FaultLog();
    this.#stops = stops;
    zcu.startUpdate(this.#isStopped);
    zcu.isStopped = stops;
    this.#isStopped = false;
    files.isBase = true;
    try {
      this.#analyze();
      const unsupported = this.#generate(new Map(), log);
      if (unsupported.length > 0 || log.length > 0 || this.#reached.hasFailed()) return null;
    } catch (thrown) {
      if (thrown !== UPDATE_STOPPED) throw thrown;
      this.#stop(0);
      if (!this.#isBroken) throw thrown;
      return null;
    }
    files.isBase = false;
    if (files.libraryErrors(() => true).messages.length > 0) return null;
    zcu.finishUpdate();
    removeBase(zcu, files.moduleFile(BASE_PROGRAM));
    this.#reached.forget();
    const bytes = writeImage(this.#options, modules, files, zcu, this.#reached, this.#code);
    const image = bytes === null ? null : openImage(bytesSource(bytes), this.#options);
    if (image === null || typeof image === 'string') return null;
    this.#code.beginWith(image);
    return bytes;
  }

  #guardedUpdate(changed: Iterable<string>, stops: () => boolean): UpdateResult {
    const start = performance.now();
    this.#stops = stops;
    try {
      if (this.#isBroken) this.#reopen();
      return this.#update(changed, start);
    } catch (thrown) {
      if (thrown === UPDATE_STOPPED) return this.#stop(start);
      this.#isBroken = true;
      const fault = faultOf(thrown, 'updating');
      const result = { isComplete: true, module: null, written: [], compileLog: '' };
      const milliseconds = performance.now() - start;
      return { ...result, errors: [faultMessage(fault)], faults: [fault.trace], milliseconds };
    }
  }

  #update(changed: Iterable<string>, start: number): UpdateResult {
    const times = { files: 0, analysis: 0, code: 0, link: 0 };
    this.#times = times;
    this.#generated.length = 0;
    this.#moduleBytes = 0;
    let lap = start;
    const stopwatch = (part: keyof UpdateTimes): void => {
      const now = performance.now();
      times[part] = now - lap;
      lap = now;
    };
    if (this.#isCollectable()) this.#collect();
    this.#isSettled = false;
    let zcu = this.#zcu;
    zcu.startUpdate(this.#isStopped);
    zcu.isStopped = this.#stops;
    let since = this.#isRestored ? this.#files.changedFiles() : null;
    if (this.#isImageOnly && since !== null && since.paths.length > MAX_UNSTAMPED) {
      // It is of another version of the library.
      this.#reopen();
      this.#makesImage = true;
      zcu = this.#zcu;
      zcu.startUpdate(false);
      since = null;
    }
    const paths = new Set([...changed, ...(since?.paths ?? [])]);
    this.#isSaved = since !== null && !since.isStale && paths.size === 0 && !this.#isImageOnly;
    if ([...paths].some((path) => this.#base?.isKnown(path))) this.#base = null;
    this.#isApplying = true;
    const { rescanned, isLost } = invalidate(zcu, this.#files.refresh(paths));
    this.#isApplying = false;
    this.#isRestored = false;
    this.#isImageOnly = false;
    for (const ty of rescanned) this.#rescanned.add(ty);
    this.#isLost ||= isLost;
    const fileErrors = this.#files.check(this.#stops);
    stopwatch('files');
    let errors: Message[] = [...fileErrors.messages];
    let linked: LinkResult | null = null;
    let compileLog = '';
    const log = new FaultLog();
    for (const fault of fileErrors.faults) log.add(fault);
    const { std } = this.#files;
    if (!fileErrors.isFatal && !this.#files.isAnalyzable(std)) {
      errors.push(...this.#files.libraryErrors((file) => file === std).messages);
    } else if (!fileErrors.isFatal) {
      if (this.#makesImage) zcu = this.#makeImage();
      this.#analyze();
      stopwatch('analysis');
      const reached = this.#reached;
      const sourceOf = (file: FileIndex) => this.#files.source(file);
      const symbols = new Map<StringIndex, Index>();
      const unsupported = this.#generate(symbols, log);
      this.#isSettled = true;
      if (!reached.hasFailed()) reached.noteGood();
      if (this.#bytesLimit === 0) this.#bytesLimit = this.#limit();
      stopwatch('code');
      const library = this.#files.libraryErrors((file) => file === std || reached.hasFile(file));
      errors.push(...library.messages);
      errors.push(...errorReport(zcu, reached, unsupported, sourceOf, this.#options.referenceTrace ?? null, log));
      for (const error of exportCollisions(zcu, reached)) {
        const tell = () => [errorMessage(zcu, error, sourceOf)];
        errors.push(...log.attempt(() => `telling that "${error.message}"`, tell, []));
      }
      const faulted = reached.outspoken().filter((row) => zcu.remarks.get(row).fault !== null);
      for (const row of reached.inOrder(faulted)) log.add(zcu.remarks.get(row).fault!);
      const doing = () => 'telling what is logged';
      compileLog = log.attempt(doing, () => compileLogOutput(zcu, reached, sourceOf), '');
      if (errors.length === 0 && log.length === 0 && compileLog !== '')
        errors = log.attempt(doing, () => compileLogReport(zcu, reached, sourceOf), []);
      if (errors.length === 0 && log.length === 0 && this.#options.emit) {
        linked = log.attempt(
          () => 'linking',
          () => this.#code.link(reached, symbols),
          null,
        );
        const names = new Set(exportsOf(zcu, reached).flatMap(({ name, isInternal }) => (isInternal ? [] : [name])));
        if (linked !== null) errors = linkErrors(this.#options.link, names, linked);
      }
      // As where a file of the program cannot be looked into: what was analysed beside it is not told.
      if (library.isFatal) {
        errors = [...fileErrors.messages, ...library.messages];
        compileLog = '';
      }
      stopwatch('link');
    }
    const given = errors.length === 0 && log.length === 0 ? linked : null;
    const module = given?.module ?? null;
    this.#moduleBytes = module?.length ?? 0;
    const written = given === null ? [] : this.#isModuleGiven ? given.written : [{ start: 0, end: this.#moduleBytes }];
    if (linked !== null) this.#isModuleGiven = given !== null;
    this.#isStopped = false;
    errors.push(...log.faults.map(faultMessage));
    this.#isSaved &&= zcu.schedule.analysed.length === 0;
    return {
      isComplete: true,
      errors,
      module,
      written,
      compileLog,
      faults: log.faults.map(({ trace }) => trace),
      milliseconds: performance.now() - start,
    };
  }

  /** As `Compilation.journal`. */
  journal(): UpdateJournal {
    const zcu = this.#zcu;
    return {
      ...analysisJournal(zcu),
      generated: this.#generated.map((func) => zcu.nameOf(funcBodyUnit(func))),
      moduleBytes: this.#moduleBytes,
      times: this.#times,
    };
  }

  /** As `Compilation.explain`. */
  explain(name: string): Explanation {
    return explain(this.#zcu, this.#reached, name);
  }

  /** As `Compilation.locate`. */
  locate(offset: number): CodeLocation | null {
    const found = this.#code.locate(offset);
    if (found === null) return null;
    const { name, token, chunk } = found;
    if (chunk === NO_TRACKED) return { offset, name, place: null };
    const files = this.#files;
    const { file, span } = resolveSrc(this.#zcu, chunk, token | SRC_TOKEN);
    const source = files.source(file);
    const { line, column } = source.lineColumn(span.start);
    const text = source.lineText(line);
    const place = { path: files.path(file), line, column, text, module: files.moduleName(file) };
    const prefix = `${files.qualifiedName(file)}.`;
    const writtenIn = this.#functionOf(chunk, name);
    const nameInFile = writtenIn.startsWith(prefix) ? writtenIn.slice(prefix.length) : writtenIn;
    return { offset, name, place: { ...place, nameInFile, isOwn: files.isOwn(file) } };
  }

  /** As `Compilation.sourceMap`. */
  sourceMap(options: SourceMapOptions): SourceMap | null {
    if (this.#last === null || this.#last.module === null) return null;
    return this.#sourceMapper.map(this.#code.linkedFunctions(), this.#files, this.#zcu.tracked, options);
  }

  /** Qualified name of the function whose body `chunk` is: `name`, that of the one whose code it is in, or of one that is inlined there. */
  #functionOf(chunk: TrackedIndex, name: string): string {
    const { pool } = this.#zcu;
    let inlined: string | null = null;
    for (let func = 0; func < pool.funcs.length; func++) {
      if (pool.funcs.bodyOf(func as FuncIndex) !== chunk) continue;
      const written = qualifiedName(pool, pool.funcs.declOf(func as FuncIndex));
      if (written === name) return name;
      inlined ??= written;
    }
    return inlined ?? name;
  }

  /** As `Compilation.locateReturn`. */
  locateReturn(place: number): CodeLocation | null {
    const offset = this.#code.returnOffset(place);
    return offset === null ? null : this.locate(offset);
  }

  /** As `Compilation.testPlan`. */
  testPlan(): TestPlan | null {
    const { tests } = this.#reached;
    const found = this.#zcu.options.testFilters === null ? null : this.#code.testPrints(tests);
    return found === null ? null : testPlan(this.#zcu, tests, found.prints, found.errors);
  }

  /** As `Compilation.memoryReport`. */
  memoryReport(): ReadonlyMap<string, number> {
    return columnSizes(this.#zcu, this.#reached);
  }

  /** As `Compilation.watchedPaths`. */
  watchedPaths(): string[] {
    return this.#files.watchedPaths();
  }

  /** The source file at `path` as it was read last; null where it was not read. */
  sourceAt(path: string): SourceFile | null {
    return this.#files.sourceAt(path);
  }

  /** Whether the file at `path` was read or looked for. */
  isKnown(path: string): boolean {
    return this.#files.isKnown(path);
  }

  /** Leaves what is kept so that the next update goes on from it. */
  #stop(start: number): UpdateResult {
    this.#isStopped = true;
    this.#isBroken = this.#isApplying || this.#zcu.changesUnderWay > 0;
    forgetLoops(this.#zcu);
    this.#reached.forget();
    return {
      isComplete: false,
      errors: [],
      module: null,
      written: [],
      compileLog: '',
      faults: [],
      milliseconds: performance.now() - start,
    };
  }

  /** Forgets all. */
  #reopen(): void {
    const { onStep } = this.#zcu.options;
    this.#files = new FileTable(fileTableOptions(this.#options, this.#host), null, onStep);
    this.#startOver();
    this.#isBroken = false;
    this.#isStopped = false;
    this.#isApplying = false;
    this.#isRestored = false;
    this.#isImageOnly = false;
    this.#makesImage = false;
    this.#base = null;
  }

  /** Forgets all but the files, so that what follows is a build from nothing. */
  #startOver(): void {
    this.#zcu = new Zcu(this.#files, this.#zcu.options, analyzeUnit);
    this.#zcu.isStopped = this.#stops;
    this.#code = new CodeStore(this.#zcu, this.#linkOptions);
    this.#compilerRt = new CompilerRt(this.#zcu, this.#files);
    this.#reached = new Reached(this.#zcu);
    this.#rescanned.clear();
    this.#isLost = false;
    this.#isSettled = false;
    this.#bytesLimit = 0;
  }

  /** Whether so much came to the tables since they were looked through last that it is time to do so again. */
  #isCollectable(): boolean {
    if (!this.#isSettled) return false;
    return this.#options.collectsAlways === true || tableBytes(this.#zcu, this.#reached) > this.#bytesLimit;
  }

  #limit(): number {
    const bytes = tableBytes(this.#zcu, this.#reached);
    return Math.max(bytes * GROWTH, bytes + LITTLE_GROWTH);
  }

  /** Drops what nothing needs any more, between two updates: what is in no table goes with it, as where state is saved and restored. */
  #collect(): void {
    collect(this.#zcu, this.#reached, this.#code);
    const tables = tablesOf(this.#zcu, this.#reached);
    const code = this.#code;
    this.#zcu = new Zcu(this.#files, this.#zcu.options, analyzeUnit);
    this.#reached = new Reached(this.#zcu);
    takeTables(this.#zcu, this.#reached, tables);
    this.#code = code.over(this.#zcu);
    this.#compilerRt = new CompilerRt(this.#zcu, this.#files);
    this.#bytesLimit = this.#limit();
  }

  /** Brings up to date what is reached. */
  #analyze(): void {
    const zcu = this.#zcu;
    const roots = rootTypes(zcu);
    this.#reached.analyze(roots, this.#rescanned, this.#isLost);
    this.#rescanned.clear();
    this.#isLost = false;
  }

  /**
   * Generates code for the functions whose bodies were analysed, where nothing failed, and reaches the functions of compiler_rt that
   * it calls, which it adds to `symbols` by name. Returns what is not supported yet.
   */
  #generate(symbols: Map<StringIndex, Index>, log: FaultLog): CompileError[] {
    const zcu = this.#zcu;
    const reached = this.#reached;
    const errors: CompileError[] = [];
    // Also where nothing is generated: what changed now must not be taken for unchanged by the next update.
    this.#code.startUpdate();
    if (!this.#options.emit || reached.hasFailed()) return errors;
    const generated = new Set<FuncIndex>();
    for (let isMore = true; isMore; ) {
      isMore = false;
      for (const func of zcu.airs.functions()) {
        if (generated.has(func) || !reached.has(funcBodyUnit(func))) continue;
        if (this.#stops()) throw UPDATE_STOPPED;
        generated.add(func);
        this.#generated.push(func);
        const error = log.attempt(
          () => `generating code of '${zcu.nameOf(funcBodyUnit(func))}'`,
          () => this.#code.generate(func),
          null,
        );
        if (error !== null) errors.push(error);
      }
      for (const [func, names] of this.#code.symbols) {
        if (!reached.has(funcBodyUnit(func))) continue;
        for (const name of names) {
          if (symbols.has(name)) continue;
          const called = this.#compilerRt.find(zcu.pool.text(name), reached);
          if (called === NO_INDEX) continue;
          symbols.set(name, called);
          reached.reach(funcBodyUnit(funcRow(zcu.pool, called)));
          isMore = true;
        }
      }
    }
    return errors;
  }
}

/** The error that the compiler itself failed. */
function faultMessage({ doing }: Fault): Message {
  return messageWithoutPlace(`internal fault of the compiler while ${doing}: please report it`);
}
