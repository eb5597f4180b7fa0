import { DependerKind, dependerKind } from '../incremental/depender.ts';
import { funcRow } from '../intern/functions.ts';
import {
  type FileIndex,
  type FuncIndex,
  type Index,
  NO_DECL,
  NO_INDEX,
  NO_TRACKED,
  type StringIndex,
} from '../intern/ids.ts';
import type { CompileError } from '../sema/core/errors.ts';
import { forgetMemoizedCalls } from '../sema/core/memoize.ts';
import { resolveSrc } from '../sema/core/src-resolve.ts';
import { funcBodyUnit, OptimizeMode, Zcu } from '../sema/core/zcu.ts';
import { Reached, rootTypes } from '../sema/units/reach.ts';
import { type Message, messageWithoutPlace, renderMessages } from '../source/messages.ts';
import { SRC_TOKEN } from '../zir/zir.ts';
import { applyEdits } from './apply-edits.ts';
import { builtinModule, type TargetOs } from './builtin-module.ts';
import { CodeStore } from './code-store.ts';
import { COMPILER_RT, CompilerRt } from './compiler-rt.ts';
import { ContestedNames } from './contested-names.ts';
import { compileLogOutput, compileLogReport, errorMessage, errorReport } from './error-report.ts';
import { exportCollisions, exportsOf } from './export-collisions.ts';
import { FileTable, type ModuleSpec } from './files.ts';
import type { Host } from './host.ts';
import { normalizePath } from './paths.ts';
import { type Analysis, describeAnalyses } from './report.ts';
import { followUp } from './retire.ts';

export { OptimizeMode };

/** Name of the module that is the program where tests are compiled. */
const TEST_RUNNER = 'test_runner';

/** What compiler_rt knows as `builtin`: where that says that tests are compiled, it exports nothing. */
const COMPILER_RT_BUILTIN = 'compiler_rt_builtin';

/** A module of the program besides its root module. */
export interface ProgramModule {
  readonly name: string;
  readonly rootPath: string;
  /** Names under which its files can import other modules, and the names of those. */
  readonly dependencies: Readonly<Record<string, string>>;
}

/** What to compile, and how. */
export interface CompilationOptions {
  /** The root source file of the program. */
  readonly rootPath: string;
  /** Name of the program's module; by default `test` where tests are compiled, else that of the root file. */
  readonly rootName?: string;
  /** Names under which the root module can import others of `modules`, and their names there. */
  readonly dependencies?: Readonly<Record<string, string>>;
  /** Further modules of the program, each with a directory of its own. */
  readonly modules?: readonly ProgramModule[];
  /** The Zig library directory: it has `std/std.zig`. */
  readonly zigLibDir: string;
  readonly host: Host;
  readonly os: TargetOs;
  readonly mode: OptimizeMode;
  /** A library of exported functions rather than a program with an entry point. */
  readonly isLibrary: boolean;
  /**
   * To compile the tests of the root file's module with the official test runner as the program: those whose names have one of
   * these texts, or all where there are none. Null to compile the program itself.
   */
  readonly testFilters?: readonly string[] | null;
  /** Whether to make a module at all, or only look for errors. */
  readonly emit: boolean;
  /** How many references each error shows by which it was reached; by default a few, with the first error that has some. */
  readonly referenceTrace?: number | null;
}

/** What an update came to. */
export interface UpdateResult {
  /** Errors, in the order of their places. Empty: it succeeded. */
  readonly errors: readonly Message[];
  /** The module; null where there are errors, or where none was asked for. */
  readonly module: Uint8Array | null;
  /** What `@compileLog` shows, a line for each; the empty string if there is none. */
  readonly compileLog: string;
  /** What was analysed in this update, and why. */
  readonly analyses: readonly Analysis[];
  /** Faults of this compiler, which ask for a report. The units they struck have no result. */
  readonly faults: readonly string[];
  /** How long the update took, in milliseconds. */
  readonly milliseconds: number;
}

/** What a program that is to be run exports. */
const ENTRY = '_start';

function noEntry(): Message {
  return messageWithoutPlace(`wasm-ld: entry symbol not defined (pass --no-entry to suppress): ${ENTRY}`);
}

/** How many items may come to the pool over the edits of a session, besides as many as there were at first. It forgets none by itself. */
const POOL_GROWTH = 200_000;

/** Where in the sources a piece of code comes from. */
export interface CodeLocation {
  /** Qualified name of the function, such as `main.crash`. */
  readonly name: string;
  /** Where the statement starts: line and column from 0, and the text of the line. Null for what has no source. */
  readonly place: {
    readonly path: string;
    readonly line: number;
    readonly column: number;
    readonly text: string;
  } | null;
}

/**
 * A program, as it is compiled and compiled again. The first `update` builds it; each later one does what edits made necessary.
 * Errors and module are a function of sources and options alone.
 */
export class Compilation {
  #files: FileTable;
  #zcu: Zcu;
  #code: CodeStore;
  #compilerRt: CompilerRt;
  #reached: Reached;
  #contestedNames = new ContestedNames();
  /** With so many items the pool holds more of what was than of what is; 0 before the first analysis. */
  #poolLimit = 0;
  /** Types whose members were read again since what is reached was last looked for, and whether anything was lost. */
  readonly #rescanned = new Set<Index>();
  #isLost = false;
  /** Whether the compiler itself failed in the last update, outside of the analysis of a unit: what is kept may be half done. */
  #isBroken = false;
  readonly #options: CompilationOptions;

  /** Throws nothing: that the root file cannot be read is an error of the first update. */
  constructor(options: CompilationOptions) {
    const { os, mode, isLibrary } = options;
    this.#options = options;
    const testFilters = options.testFilters ?? null;
    const isTest = testFilters !== null;
    const std: ModuleSpec = { name: 'std', rootPath: `${options.zigLibDir}/std/std.zig`, isOwn: false };
    // The library's own tests are those of module `std`: a file is in one module only.
    const isStdTest = isTest && normalizePath(options.rootPath) === normalizePath(std.rootPath);
    const runner = `${options.zigLibDir}/compiler/test_runner.zig`;
    this.#files = new FileTable({
      host: options.host,
      ...(isTest ? { rootModule: TEST_RUNNER } : {}),
      modules: [
        ...(isStdTest
          ? []
          : [
              {
                name: options.rootName ?? (isTest ? 'test' : stem(options.rootPath)),
                rootPath: options.rootPath,
                isOwn: true,
                dependencies: options.dependencies ?? {},
              },
            ]),
        ...(options.modules ?? []).map((module) => ({ ...module, isOwn: true })),
        std,
        ...(isTest ? [{ name: TEST_RUNNER, rootPath: runner, isOwn: false }] : []),
        {
          name: 'builtin',
          rootPath: '/builtin/builtin.zig',
          text: builtinModule({ os, mode, isTest, isLibrary }),
          isOwn: false,
        },
        {
          name: COMPILER_RT,
          rootPath: `${options.zigLibDir}/compiler_rt.zig`,
          isOwn: false,
          isUnchecked: true,
          dependencies: { builtin: COMPILER_RT_BUILTIN },
        },
        {
          name: COMPILER_RT_BUILTIN,
          rootPath: '/builtin/compiler_rt_builtin.zig',
          text: builtinModule({ os, mode, isTest: false, isLibrary }),
          isOwn: false,
        },
      ],
    });
    this.#zcu = new Zcu(this.#files, { mode, testFilters });
    this.#code = new CodeStore(this.#zcu);
    this.#compilerRt = new CompilerRt(this.#zcu, this.#files);
    this.#reached = new Reached(this.#zcu);
  }

  /**
   * Brings the program up to date with the files as they are now. `changed`: paths of files that may have changed, come or gone
   * since the last update; those that are not used, and those that are what they were, cost next to nothing. Throws nothing: where the
   * compiler itself fails that is an error, and the next update builds from nothing.
   */
  update(changed: Iterable<string> = []): UpdateResult {
    const start = performance.now();
    try {
      if (this.#isBroken) this.#reopen();
      return this.#update(changed, start);
    } catch (thrown) {
      this.#isBroken = true;
      const fault = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
      const errors = [messageWithoutPlace('internal fault of the compiler: please report it')];
      const milliseconds = performance.now() - start;
      return { errors, module: null, compileLog: '', analyses: [], faults: [fault], milliseconds };
    }
  }

  #update(changed: Iterable<string>, start: number): UpdateResult {
    let zcu = this.#zcu;
    zcu.startUpdate();
    forgetMemoizedCalls(zcu);
    const edits = applyEdits(zcu, this.#files.refresh(changed));
    for (const ty of followUp(zcu, edits)) this.#rescanned.add(ty);
    this.#isLost ||= edits.lost.length > 0;
    const fileErrors = this.#files.check();
    let errors: Message[] = [...fileErrors.messages];
    let module: Uint8Array | null = null;
    let compileLog = '';
    let faults: string[] = [];
    if (!fileErrors.isFatal) {
      if (this.#poolLimit > 0 && zcu.pool.length > this.#poolLimit) zcu = this.#startOver();
      this.#analyze();
      if (zcu.isRenamed || this.#contestedNames.moved(zcu, this.#reached)) {
        zcu = this.#startOver();
        this.#analyze();
        this.#contestedNames.moved(zcu, this.#reached);
      }
      if (this.#poolLimit === 0) this.#poolLimit = 2 * zcu.pool.length + POOL_GROWTH;
      const reached = this.#reached;
      const sourceOf = (file: FileIndex) => this.#files.source(file);
      const symbols = new Map<StringIndex, Index>();
      errors.push(
        ...errorReport(zcu, reached, this.#generate(symbols), sourceOf, this.#options.referenceTrace ?? null),
        ...exportCollisions(reached).map((error) => errorMessage(zcu, error, sourceOf)),
      );
      errors.push(...faultMessages(zcu, reached));
      faults = reached.outspoken().flatMap(({ fault }) => fault ?? []);
      compileLog = compileLogOutput(zcu, reached, sourceOf);
      if (errors.length === 0 && compileLog !== '') errors = compileLogReport(zcu, reached, sourceOf);
      if (errors.length === 0 && this.#options.emit) {
        const linked = this.#code.link(reached, symbols);
        if (!this.#options.isLibrary && !exportsOf(reached).some(({ name }) => name === ENTRY)) errors = [noEntry()];
        else if (linked instanceof Uint8Array) module = linked;
        else errors = linked.map((symbol) => messageWithoutPlace(`undefined symbol: ${symbol}`));
      }
    }
    return {
      errors,
      module,
      compileLog,
      analyses: describeAnalyses(zcu, this.#files),
      faults,
      milliseconds: performance.now() - start,
    };
  }

  /**
   * What byte `offset` of the module of the last update is code of; null if of no function. To be asked as long as no further update
   * was made.
   */
  locate(offset: number): CodeLocation | null {
    const found = this.#code.locate(offset);
    if (found === null) return null;
    const { name, token, chunk } = found;
    if (chunk === NO_TRACKED) return { name, place: null };
    const { file, span } = resolveSrc(this.#zcu, chunk, (token | SRC_TOKEN) >>> 0);
    const source = this.#files.source(file);
    const { line, column } = source.lineColumn(span.start);
    return { name, place: { path: this.#files.path(file), line, column, text: source.lineText(line) } };
  }

  /** The paths of all files that the program is made of, or that were looked for: what is to be watched. */
  watchedPaths(): string[] {
    return this.#files.watchedPaths();
  }

  /** Forgets all. */
  #reopen(): void {
    const fresh = new Compilation(this.#options);
    this.#files = fresh.#files;
    this.#startOver();
    this.#isBroken = false;
  }

  /** Forgets all but the files, so that what follows is a build from nothing. */
  #startOver(): Zcu {
    this.#zcu = new Zcu(this.#files, this.#zcu.options);
    this.#code = new CodeStore(this.#zcu);
    this.#compilerRt = new CompilerRt(this.#zcu, this.#files);
    this.#reached = new Reached(this.#zcu);
    this.#contestedNames = new ContestedNames();
    this.#rescanned.clear();
    this.#isLost = false;
    this.#poolLimit = 0;
    return this.#zcu;
  }

  /** Brings up to date what is reached. */
  #analyze(): void {
    const zcu = this.#zcu;
    const roots = rootTypes(zcu);
    const isFirst = zcu.schedule.graph.dependersLength === 0;
    this.#resetLoops();
    this.#reached.analyze(roots, this.#rescanned, this.#isLost);
    this.#rescanned.clear();
    this.#isLost = false;
    if (isFirst) return;
    const { loopFailures, schedule } = zcu;
    const { journal } = schedule;
    // What succeeded in a loop may have others in it fail that were asked for in another order.
    if (hasFailed(this.#reached)) {
      for (let i = 0; i < journal.length; i++)
        if (schedule.isInLoop(journal.depender(i))) loopFailures.add(journal.depender(i));
    }
    if (this.#resetLoops()) this.#reached.analyze(roots, this.#rescanned, false);
  }

  /**
   * Generates code for the functions whose bodies were analysed, where nothing failed, and reaches the functions of compiler_rt that
   * it calls, which it adds to `symbols` by name. Returns what is not supported yet.
   */
  #generate(symbols: Map<StringIndex, Index>): CompileError[] {
    const zcu = this.#zcu;
    const reached = this.#reached;
    const errors: CompileError[] = [];
    // Also where nothing is generated: what changed now must not be taken for unchanged by the next update.
    this.#code.startUpdate();
    if (!this.#options.emit || hasFailed(reached)) return errors;
    const generated = new Set<FuncIndex>();
    for (let isMore = true; isMore; ) {
      isMore = false;
      for (const func of zcu.airs.keys()) {
        if (generated.has(func) || !reached.has(funcBodyUnit(func))) continue;
        generated.add(func);
        const error = this.#code.generate(func);
        if (error !== null) errors.push(error);
      }
      for (const [func, names] of this.#code.symbols) {
        if (!reached.has(funcBodyUnit(func))) continue;
        for (const name of names) {
          if (symbols.has(name)) continue;
          const called = this.#compilerRt.find(zcu.pool.text(name));
          if (called === NO_INDEX) continue;
          symbols.set(name, called);
          reached.reach(funcBodyUnit(funcRow(zcu.pool, called)));
          isMore = true;
        }
      }
    }
    return errors;
  }

  /**
   * Has units that failed in a loop analysed again, in the order of a build from nothing: the error of a loop is that of the unit that
   * closes it. Returns whether there were any.
   */
  #resetLoops(): boolean {
    const { loopFailures, schedule } = this.#zcu;
    if (loopFailures.size === 0) return false;
    for (const unit of loopFailures) schedule.reset(unit);
    loopFailures.clear();
    return true;
  }
}

/** Whether any unit that is reached has no result. */
function hasFailed(reached: Reached): boolean {
  return reached.outspoken().some(({ failed }) => failed);
}

/** That the compiler itself failed in a unit that is reached is an error, as long as that is not analysed again. */
function faultMessages(zcu: Zcu, reached: Reached): Message[] {
  const { pool } = zcu;
  return reached.outspoken().flatMap(({ unit, fault }) => {
    if (fault === null) return [];
    const decl = zcu.declOf(unit);
    const what = decl === NO_DECL ? DependerKind[dependerKind(unit)] : pool.text(pool.decls.fqnOf(decl));
    return messageWithoutPlace(`internal fault of the compiler while analysing '${what}': please report it`);
  });
}

/** What the command line prints of an update: its errors, and behind them what `@compileLog` shows. */
export function renderErrors(result: Pick<UpdateResult, 'errors' | 'compileLog'>, color: boolean): string {
  const log = result.compileLog === '' ? '' : `\nCompile Log Output:\n${result.compileLog}`;
  return renderMessages(result.errors, { color }) + log;
}

/** The name of a file, without those of its directories and without its extension. */
function stem(rootPath: string): string {
  return rootPath.slice(rootPath.lastIndexOf('/') + 1).replace(/\.[^.]*$/, '');
}
