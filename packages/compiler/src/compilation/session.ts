import type { FileIndex, Index } from '../intern/ids.ts';
import type { LinkedFunction, LinkOptions, LinkResult } from '../link/input.ts';
import { invalidate } from '../query/invalidate.ts';
import { forgetLoops } from '../query/loops.ts';
import { type Reached, rootTypes } from '../query/reach.ts';
import { funcBodyUnit } from '../query/units.ts';
import type { SemaOptions, Zcu } from '../query/zcu.ts';
import type { Message } from '../source/messages.ts';
import type { SourceFile } from '../source/source-file.ts';
import { timeNow } from '../util/clock.ts';
import { FaultLog, faultOf, isContained, type OnStep, UPDATE_STOPPED } from '../util/fault.ts';
import type { RowOwner } from '../util/rows.ts';
import { type BuildTables, emptyTables } from './build-tables.ts';
import { codeLocation } from './code-location.ts';
import type { CodeStore } from './code-store.ts';
import { collect } from './collect.ts';
import { parseCpu } from './cpu.ts';
import { compileLogOutput, compileLogReport, errorReport, faultMessage } from './error-report.ts';
import { explain } from './explain.ts';
import { exportsOf } from './export-collisions.ts';
import { FileTable } from './files.ts';
import { type Generated, generate } from './generate.ts';
import type { FileSource } from './host.ts';
import { ImageBuild } from './image-build.ts';
import type { Explanation, UpdateJournal, UpdateTimes } from './journal-types.ts';
import { canHaveImage, filesOfImage, imageOfState, openImage } from './library-image.ts';
import { linkErrors, linkOptions } from './link-settings.ts';
import type { LinkedProgram } from './linked-program.ts';
import type { FileTableOptions } from './modules.ts';
import type { CompleteOptions } from './options.ts';
import { fileTableOptions } from './program-modules.ts';
import { MAX_UNSTAMPED, type SavedFiles, withStamps } from './saved-files.ts';
import type { SavedImage } from './saved-image.ts';
import { jsonSection, readJson, stateIdentity } from './saved-result.ts';
import { restoreImage, restoreTables, type SavedSession, saveTables } from './saved-session.ts';
import { type SourceMap, type SourceMapOptions, SourceMapper } from './source-map.ts';
import { StateFile, type StateSource, writeStateFile } from './state-file.ts';
import { StateKind } from './state-kind.ts';
import { bytesOfColumns, columnSizes, tablesOf, takeTables } from './tables.ts';
import { programTarget } from './target-triple.ts';
import { type TestPlan, testPlan } from './test-plan.ts';
import { analysisJournal } from './update-journal.ts';
import type { CodeLocation, UpdateResult } from './update-result.ts';

/** The tables may come to hold this many times what they held when what nothing needs was dropped last, or after the first analysis. */
const GROWTH = 1.75;
/** The same where there is time between two updates. */
const IDLE_GROWTH = 1.25;
/** So many bytes more are not worth the while. */
const LITTLE_GROWTH = 1 << 20;

/** What is known of a program between two updates. */
export interface Known {
  readonly zcu: Zcu;
  readonly files: FileTable;
  readonly reached: Reached;
  readonly code: CodeStore;
}

/** How many faults in questions are kept for whoever asks for them. */
const MAX_QUESTION_FAULTS = 20;

/**
 * What is known of a program from update to update, and the order of an update: files, facts that changed, analysis of what is reached, code,
 * link. Errors and module are a function of sources and options alone.
 */
export class Session {
  #files: FileTable;
  #tables!: BuildTables;
  /** What the tables held when what nothing needs was dropped last, or after the first analysis, in bytes; 0 before that. */
  #bytesKept = 0;
  /** Whether the last update brought all up to date that is reached. */
  #isSettled = false;
  /** Types whose members were read again since what is reached was last looked for, and whether anything was lost. */
  readonly #rescanned = new Set<Index>();
  #isLost = false;
  /** Whether the compiler itself failed in the last update, outside of the analysis of a unit: what is kept may be half done. */
  #isBroken = false;
  /** Whether some file of the program cannot be looked into, so that nothing is analysed. */
  #isFatal = false;
  /** Whether the last update was stopped. */
  #isStopped = false;
  /** How often it started over. */
  #generation = 0;
  readonly #rowOwners = new Set<RowOwner>();
  /** Whether it is taking over changes of files. */
  #isApplying = false;
  /** Whether the update that runs is to end. */
  #stops: () => boolean = () => false;
  /** Of the last update, for its journal: times, functions that code was generated for, length of the module. */
  #times: UpdateTimes = { files: 0, analysis: 0, code: 0, link: 0 };
  #generated: Generated = { functions: [], symbols: new Map() };
  #moduleBytes = 0;
  /** Whether the module that was linked last is one that an update gave. */
  #isModuleGiven = false;
  /** Whether files may have changed since the state was saved that the session starts from. */
  #isRestored = false;
  /** Whether nothing is known that the state does not hold that the session was restored from. */
  #isSaved = false;
  /** Whether nothing is known but what a library image has. */
  #isImageOnly = false;
  /** Whether an image is to be made, and what has been done of that. */
  #makesImage = false;
  #base: ImageBuild | null = null;
  /** The image that was made and not asked for yet. */
  #newImage: Uint8Array | null = null;
  /** Stamps of the library's files that tell something, where those in the image that this began with do not, as after a package was installed again. */
  #newStamps: readonly (string | null)[] | null = null;
  /** What the last update came to; null if it is not known, or incomplete. */
  #last: UpdateResult | null = null;
  readonly #questionFaults: string[] = [];
  /** Why state that was given is not used. */
  #stateRefusal: string | null = null;
  readonly #sourceMapper: SourceMapper;
  readonly #options: CompleteOptions;
  readonly #semaOptions: SemaOptions;
  readonly #linkOptions: LinkOptions;
  readonly #fileOptions: FileTableOptions;

  /** `host`: what the files are read from, whatever the options say. `onStep`: for tests. */
  constructor(options: CompleteOptions, host: FileSource, onStep?: OnStep) {
    this.#options = options;
    this.#sourceMapper = new SourceMapper(options.zigLibDir);
    this.#fileOptions = fileTableOptions(options, host);
    this.#linkOptions = linkOptions(options);
    this.#files = new FileTable(this.#fileOptions, null, onStep);
    const { mode, tracesErrors, hasUbsanRt, testFilters, analysesAll = false } = options;
    const target = programTarget(options);
    const tests = testFilters ?? null;
    const hasTailCalls = parseCpu(options.cpu).features.includes('tail_call');
    this.#semaOptions = {
      target,
      mode,
      tracesErrors,
      hasUbsanRt,
      hasTailCalls,
      testFilters: tests,
      analysesAll,
      onStep,
    };
    if (options.state != null) this.#restore(options.state);
    if (!this.#isRestored && options.image !== undefined) this.#startFromImage(options.image);
    if (!this.#isRestored) this.#startOver();
  }

  get #zcu(): Zcu {
    return this.#tables.zcu;
  }

  get #code(): CodeStore {
    return this.#tables.code;
  }

  get #reached(): Reached {
    return this.#tables.reached;
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

  /** As `Compilation.tidy`. */
  tidy(): boolean {
    if (this.#last === null || !this.#isCollectable(IDLE_GROWTH)) return false;
    this.#collect();
    this.update([]);
    return true;
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
    const stamps = this.#newStamps;
    this.#newImage = null;
    this.#newStamps = null;
    if (image !== null) return [image];
    const source = stamps === null ? null : this.#options.image!;
    const bytes = source?.read(0, source.length) ?? null;
    return bytes === null ? null : withStamps(bytes, stamps!);
  }

  #parts({ errors, compileLog, module }: UpdateResult): Uint8Array[] | null {
    const tables = saveTables(this.#zcu, this.#reached, this.#code);
    if (tables === null) return null;
    const { files, sections: sources } = this.#files.save();
    const session: SavedSession = {
      bytesKept: this.#bytesKept,
      rescanned: [...this.#rescanned],
      isLost: this.#isLost,
    };
    const image: SavedImage = { content: this.#code.image?.content ?? null };
    const linked = module === null ? null : this.#code.saveModule();
    const link = module === null ? null : this.#code.saveLink();
    return writeStateFile(stateIdentity(this.#options), [
      jsonSection(StateKind.files, files),
      jsonSection(StateKind.result, { errors, compileLog, hasModule: module !== null }),
      { kind: StateKind.module, index: 0, parts: module === null ? [] : [module] },
      jsonSection(StateKind.session, session),
      jsonSection(StateKind.image, image),
      ...tables,
      ...(linked === null ? [] : [{ kind: StateKind.linked, index: 0, parts: linked }]),
      ...(link === null ? [] : [{ kind: StateKind.link, index: 0, parts: link }]),
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
    const image = imageOfState(state, this.#options);
    if (typeof image === 'string') {
      this.#stateRefusal = image;
      return;
    }
    const files = readJson<SavedFiles>(state, StateKind.files);
    const session = readJson<SavedSession>(state, StateKind.session);
    if (files !== null && session !== null) {
      this.#files = new FileTable(this.#fileOptions, { state, files }, this.#semaOptions.onStep);
      this.#startOver();
      if (restoreTables(state, image, this.#zcu, this.#reached, this.#code)) {
        const linked = state.section(StateKind.linked);
        const module = linked === null ? null : state.section(StateKind.module);
        if (linked !== null && module !== null) this.#code.restoreModule(linked, module);
        if (module !== null) this.#code.restoreLink(() => state.section(StateKind.link));
        this.#bytesKept = session.bytesKept;
        for (const ty of session.rescanned) this.#rescanned.add(ty);
        this.#isLost = session.isLost;
        this.#isRestored = true;
        return;
      }
    }
    this.#stateRefusal = image === null ? 'it is damaged' : 'it, or the library image that it builds on, is damaged';
    this.#reopen();
  }

  /** Starts from `source`, where it can be used; else an image is to be made. */
  #startFromImage(source: StateSource | null): void {
    const { modules } = this.#files;
    if (!canHaveImage(modules)) return;
    const image = source === null ? null : openImage(source, this.#options);
    const files =
      image === null || typeof image === 'string' ? null : readJson<SavedFiles>(image.state, StateKind.files);
    if (image !== null && typeof image !== 'string' && files !== null) {
      const restored = { state: image.state, files: filesOfImage(files, modules) };
      this.#files = new FileTable(this.#fileOptions, restored, this.#semaOptions.onStep);
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

  /**
   * Makes the image, and takes over what is known with it, so that the program comes in the place of the base program. Goes on with what a stopped
   * update has done of it.
   */
  #makeImage(): Zcu {
    this.#base ??= new ImageBuild(this.#options, this.#fileOptions, this.#semaOptions, this.#linkOptions);
    const made = this.#base.make(this.#stops);
    this.#makesImage = false;
    this.#base = null;
    if (made === null) return this.#zcu;
    made.files.takeOver(this.#files);
    this.#files = made.files;
    this.#tables = made.tables;
    this.#newImage = made.bytes;
    this.#zcu.startUpdate(false);
    return this.#zcu;
  }

  #guardedUpdate(changed: Iterable<string>, stops: () => boolean): UpdateResult {
    const start = timeNow();
    this.#stops = stops;
    try {
      if (this.#isBroken) this.#reopen();
      return this.#update(changed, start);
    } catch (thrown) {
      if (thrown === UPDATE_STOPPED) return this.#stop(start);
      this.#isBroken = true;
      const fault = faultOf(thrown, 'updating');
      const result = { isComplete: true, module: null, written: [], compileLog: '' };
      const milliseconds = timeNow() - start;
      return { ...result, errors: [faultMessage(fault)], faults: [fault.trace], milliseconds };
    }
  }

  #update(changed: Iterable<string>, start: number): UpdateResult {
    const times = { files: 0, analysis: 0, code: 0, link: 0 };
    this.#times = times;
    this.#generated = { functions: [], symbols: new Map() };
    this.#moduleBytes = 0;
    let lap = start;
    const stopwatch = (part: keyof UpdateTimes): void => {
      const now = timeNow();
      times[part] = now - lap;
      lap = now;
    };
    if (this.#isCollectable(GROWTH)) this.#collect();
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
    if (this.#isImageOnly && since?.isStampable === true) this.#newStamps = this.#files.stamps;
    const paths = new Set([...changed, ...(since?.paths ?? [])]);
    this.#isSaved = since !== null && !since.isStale && paths.size === 0 && !this.#isImageOnly;
    if ([...paths].some((path) => this.#base?.isKnown(path))) this.#base = null;
    this.#takeOver(paths);
    this.#isRestored = false;
    this.#isImageOnly = false;
    const fileErrors = this.#files.check(this.#stops);
    stopwatch('files');
    let errors: Message[] = [...fileErrors.messages];
    let linked: LinkResult | null = null;
    let compileLog = '';
    const log = new FaultLog();
    for (const fault of fileErrors.faults) log.add(fault);
    const { std } = this.#files;
    this.#isFatal = fileErrors.isFatal || !this.#files.isAnalyzable(std);
    if (!fileErrors.isFatal && this.#isFatal) {
      errors.push(...this.#files.libraryErrors((file) => file === std).messages);
    } else if (!fileErrors.isFatal) {
      if (this.#makesImage) zcu = this.#makeImage();
      this.#analyze();
      stopwatch('analysis');
      const reached = this.#reached;
      const sourceOf = (file: FileIndex): SourceFile => this.#files.source(file);
      // Also where nothing is generated: what changed now must not be taken for unchanged by the next update.
      this.#code.startUpdate();
      const isGenerated = this.#options.emit && !reached.hasFailed();
      const unsupported = isGenerated ? generate(this.#tables, this.#generated, log) : [];
      this.#isSettled = true;
      if (!reached.hasFailed()) reached.noteGood();
      if (this.#bytesKept === 0) this.#bytesKept = bytesOfColumns(this.#tables.columns);
      stopwatch('code');
      const library = this.#files.libraryErrors((file) => file === std || reached.hasFile(file));
      errors.push(...library.messages);
      const exports = exportsOf(zcu, reached);
      errors.push(
        ...errorReport(zcu, reached, unsupported, exports, sourceOf, this.#options.referenceTrace ?? null, log),
      );
      const doing = () => 'telling what is logged';
      compileLog = log.attempt(doing, () => compileLogOutput(zcu, reached, sourceOf), '');
      if (errors.length === 0 && log.length === 0 && compileLog !== '')
        errors = log.attempt(
          doing,
          () => compileLogReport(zcu, reached, sourceOf, this.#options.referenceTrace ?? null),
          [],
        );
      if (errors.length === 0 && log.length === 0 && this.#options.emit) {
        linked = log.attempt(
          () => 'linking',
          () => this.#code.link(reached, exports, this.#generated.symbols),
          null,
        );
        const names = new Set(exports.flatMap(({ name, isInternal }) => (isInternal ? [] : [name])));
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
      milliseconds: timeNow() - start,
    };
  }

  /**
   * What `ask` gives, who looks at what is known, and may have units brought up to date that are not reached; null where nothing is known, or
   * no more than half of what the last update was to find out. Not for within an update.
   */
  inspect<T>(ask: (known: Known) => T): T | null {
    const zcu = this.#zcu;
    const isKnown = zcu.updates > 0 && !this.#isRestored && !this.#makesImage && this.#files.lost === null;
    if (!isKnown || this.#isBroken || this.#isStopped) return null;
    const { isStopped } = zcu;
    zcu.isStopped = () => false;
    const journal = zcu.schedule.beginAside();
    // What is said of a file that cannot be looked into must not reach the tables.
    zcu.isFrozen = this.#isFatal;
    try {
      return ask({ zcu, files: this.#files, reached: this.#reached, code: this.#code });
    } catch (thrown) {
      // Where some of it is of before an error, the parts of what is known need not fit: then there is no answer.
      if (!isContained(thrown)) this.#isBroken = true;
      this.#noteFault(thrown);
      return null;
    } finally {
      zcu.isFrozen = false;
      zcu.isStopped = isStopped;
      zcu.schedule.endAside(journal);
      if (!this.#isBroken) zcu.finishUpdate();
    }
  }

  /**
   * As `inspect`, where the files at `changed` may be others than in the last update. What that leads to is analysed as far as `ask` needs it; the next
   * update does the rest.
   */
  attempt<T>(changed: Iterable<string>, ask: (known: Known) => T): T | null {
    if (this.inspect(() => true) === null) return null;
    if (this.#isCollectable(GROWTH)) this.#collect();
    const zcu = this.#zcu;
    const journal = zcu.schedule.beginAside();
    this.#isSettled = false;
    this.#last = null;
    zcu.updates++;
    try {
      this.#takeOver(changed);
      this.#isFatal = this.#files.check().isFatal;
    } catch (thrown) {
      this.#isBroken ||= this.#isApplying || !isContained(thrown);
      this.#noteFault(thrown);
      return null;
    } finally {
      zcu.schedule.endAside(journal);
    }
    return this.inspect(ask);
  }

  /** Faults of the compiler in questions since this was asked last, with stack traces; of many the first. */
  takeQuestionFaults(): string[] {
    return this.#questionFaults.splice(0);
  }

  #noteFault(thrown: unknown): void {
    if (this.#questionFaults.length < MAX_QUESTION_FAULTS)
      this.#questionFaults.push(faultOf(thrown, 'answering a question').trace);
  }

  /** As `Compilation.journal`. */
  journal(): UpdateJournal {
    const zcu = this.#zcu;
    return {
      ...analysisJournal(zcu),
      generated: this.#generated.functions.map((func) => zcu.nameOf(funcBodyUnit(func))),
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
    return codeLocation(this.#zcu, this.#files, this.#code, offset);
  }

  /** As `Compilation.sourceMap`. */
  sourceMap(options: SourceMapOptions): SourceMap | null {
    if (this.#last === null || this.#last.module === null) return null;
    return this.#mapOf(this.#code.linkedFunctions(), options);
  }

  #mapOf(functions: readonly LinkedFunction[], options: SourceMapOptions): SourceMap {
    return this.#sourceMapper.map(functions, this.#files, this.#zcu.tracked, options);
  }

  /** As `Compilation.linkedProgram`. */
  linkedProgram(): LinkedProgram | null {
    const module = this.#last?.module ?? null;
    const linked = module === null || !this.#linkOptions.isSwappable ? null : this.#code.linkedProgram();
    if (linked === null || module === null) return null;
    const { zcu, reached } = this.#tables;
    const sourceMap = (functions: readonly LinkedFunction[], settings: SourceMapOptions): SourceMap =>
      this.#mapOf(functions, settings);
    const { importsMemory, table } = this.#linkOptions;
    const sharesWithHost = importsMemory || table === 'imported';
    const owners = { rowOwners: this.#rowOwners, generation: this.#generation };
    return { module, zcu, reached, ...linked, sourceMap, sharesWithHost, ...owners };
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

  /** Whether `text` is what is known of the file at `path`, or was when it last had no errors. */
  hasText(path: string, text: Uint8Array): boolean {
    return this.#files.hasText(path, text);
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
      milliseconds: timeNow() - start,
    };
  }

  /** Forgets all. */
  #reopen(): void {
    this.#files = new FileTable(this.#fileOptions, null, this.#semaOptions.onStep);
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
    this.#generation++;
    this.#rowOwners.clear();
    this.#tables = emptyTables(this.#files, this.#semaOptions, this.#linkOptions);
    this.#zcu.isStopped = this.#stops;
    this.#rescanned.clear();
    this.#isLost = false;
    this.#isSettled = false;
    this.#bytesKept = 0;
  }

  /** Whether the tables came to hold `growth` times what they held when they were looked through last, so that it is time to do so again. */
  #isCollectable(growth: number): boolean {
    if (!this.#isSettled) return false;
    const limit = Math.max(this.#bytesKept * growth, this.#bytesKept + LITTLE_GROWTH);
    return this.#options.collectsAlways === true || bytesOfColumns(this.#tables.columns) > limit;
  }

  /** Drops what nothing needs any more, between two updates: what is in no table goes with it, as where state is saved and restored. */
  #collect(): void {
    const { zcu, reached, code } = this.#tables;
    collect(zcu, reached, code, [...this.#rowOwners]);
    const columns = tablesOf(zcu, reached);
    const tables = emptyTables(this.#files, zcu.options, this.#linkOptions);
    takeTables(tables.zcu, tables.reached, columns);
    this.#tables = { ...tables, code: code.over(tables.zcu) };
    this.#bytesKept = bytesOfColumns(tables.columns);
  }

  /** Takes over what changed in the files at `paths`. */
  #takeOver(paths: Iterable<string>): void {
    this.#isApplying = true;
    const { rescanned, isLost } = invalidate(this.#zcu, this.#files.refresh(paths));
    this.#isApplying = false;
    for (const ty of rescanned) this.#rescanned.add(ty);
    this.#isLost ||= isLost;
  }

  /** Brings up to date what is reached. */
  #analyze(): void {
    const zcu = this.#zcu;
    const roots = rootTypes(zcu);
    this.#reached.analyze(roots, this.#rescanned, this.#isLost);
    this.#rescanned.clear();
    this.#isLost = false;
  }
}
