import { closeSync, mkdtempSync, openSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestPlan } from '@rezig/compiler';
import { errorName, readSource } from '@rezig/node/read-source.ts';
import { writeAtomic } from '@rezig/node/write-atomic.ts';
import type { Compiled, ProgramEnd, ProgramToCompile, ProgramToRun, TestCounts, Toolchain } from '@rezig/project/build';
import type { DebugFormat, ParsedOptions } from './build-options.ts';
import type { BuildTests } from './build-tests.ts';
import type { Color } from './color.ts';
import { compileSetup, warnOfState } from './compile-setup.ts';
import type { CompilerThread } from './compiler-thread.ts';
import { debugReport } from './debug-report.ts';
import { programModule } from './module-arguments.ts';
import { OneShotCompiler } from './one-shot-compiler.ts';
import { Optimizer } from './optimizer.ts';
import type { ProgramWorld } from './program-world.ts';
import { NOT_CONFIGURED } from './project-configuration.ts';
import type { CodePlaces, CompileSetup, ErrorFormat, Locations, Outcome } from './protocol.ts';
import { shellWord } from './shell-word.ts';
import type { TraceStyle } from './stack-trace.ts';
import { allReasons, updateLine } from './update-line.ts';
import { runWasiProgram } from './wasi-program.ts';
import { endText, RestartableProgram } from './watch.ts';

/** How a build compiles and runs. */
export interface ToolchainOptions {
  /** Where compiled programs keep their state. */
  readonly stateDir: string;
  readonly keepsState: boolean;
  readonly zigLibDir: string | undefined;
  readonly referenceTrace: string | undefined;
  readonly errorFormat: ErrorFormat;
  /** See `ParsedOptions`. */
  readonly remoteCache: string | undefined;
  readonly remoteCacheUpload: boolean;
  readonly color: Color;
  readonly style: TraceStyle;
  readonly debugFormat: DebugFormat | null;
  readonly isVerbose: boolean;
  readonly isWatching: boolean;
  /** While it watches: is told when a program takes the terminal, and when no program has it any more. */
  readonly onTerminal: (isTaken: boolean) => void;
  /** How many programs are compiled at once; null for as many as there are processors. */
  readonly jobs: number | null;
  /** Directories below which programs that run may use files. */
  readonly roots: readonly string[];
  readonly tests: BuildTests;
}

/** The compiler of one program. */
interface ProgramCompiler {
  readonly setup: CompileSetup;
  readonly oneShot: OneShotCompiler | null;
  readonly thread: CompilerThread | null;
  readonly optimizer: Optimizer;
  outcome: Outcome | null;
  /** Files that may have changed since the outcome. */
  changed: readonly string[];
  /** Whether the build that is under way needs it. */
  isUsed: boolean;
  /** While it watches: the program that runs, and of which module. */
  running: { readonly program: RestartableProgram; readonly world: string; readonly module: Uint8Array } | null;
}

/** The toolchain of one build, or of all that come one after the other while it watches. */
export class BuildToolchain implements Toolchain {
  readonly #options: ToolchainOptions;
  readonly #compilers = new Map<string, ProgramCompiler>();
  /** The library images that are being made, by their paths. */
  readonly #images = new Map<string, Promise<unknown>>();
  readonly #free: (() => void)[] = [];
  /** Directories of packages, which programs that run may use too. */
  packageRoots: readonly string[] = [];
  /** What carries out steps with functions of their own. */
  makeStep: Toolchain['makeStep'] = NOT_CONFIGURED.makeStep;
  #slots: number;
  #testing: Promise<unknown> = Promise.resolve();

  constructor(options: ToolchainOptions) {
    this.#options = options;
    this.#slots = options.jobs ?? availableParallelism();
  }

  /** Begins a build after the first: `changed` are files that may have changed since the last one. */
  begin(changed: readonly string[]): void {
    for (const compiler of this.#compilers.values()) {
      compiler.changed = [...compiler.changed, ...changed];
      compiler.isUsed = false;
    }
  }

  /** Ends what compiles or runs programs that the last build had no use for. */
  dropUnused(): void {
    for (const [key, { isUsed, thread, running }] of this.#compilers) {
      if (isUsed) continue;
      thread?.close();
      running?.program.stop();
      this.#compilers.delete(key);
    }
  }

  /** The files that what was compiled last depends on. */
  watched(): readonly string[] {
    const packaged = this.#options.zigLibDir === undefined;
    return [...this.#compilers.values()].flatMap(({ setup, outcome }) => {
      const watched = outcome?.watched ?? [];
      return packaged ? watched.filter((path) => !path.startsWith(`${setup.program.zigLibDir}/`)) : watched;
    });
  }

  async compile(program: ProgramToCompile): Promise<Compiled> {
    const { isVerbose, debugFormat, isWatching } = this.#options;
    if (isVerbose) this.say(`${commandOf(program)}\n`);
    const compiler = await this.#compilerOf(program);
    const outcome = await this.#inTurn(compiler.setup, () =>
      compiler.thread === null
        ? compiler.oneShot!.update(isVerbose || debugFormat !== null)
        : compiler.thread.update(compiler.changed, true, false),
    );
    const isFirst = compiler.outcome === null;
    const { changed } = compiler;
    compiler.outcome = outcome;
    compiler.changed = [];
    if (isWatching && !isFirst && outcome.errorCount === 0 && outcome.journal!.analysed.length > 0)
      this.say(`${program.name}: ${updateLine(outcome, changed)}\n`);
    if (outcome.errorCount > 0 && compiler.running?.program.isRunning === true) {
      compiler.running.program.stop();
      compiler.running = null;
      this.say('the program was stopped\n');
    }
    if (isFirst) warnOfState(compiler.setup, outcome.stateRefusal);
    if (isVerbose) this.say(allReasons(outcome));
    if (debugFormat !== null) this.say(debugReport(outcome, debugFormat));
    const module = outcome.errorCount === 0 ? outcome.module : null;
    return {
      module: module === null || UNOPTIMIZED.has(program.artifact) ? module : await compiler.optimizer.optimize(module),
      errorCount: outcome.errorCount,
      errorText: outcome.errorText,
      isCached: outcome.isKnown === true || (isWatching && !isFirst && outcome.journal?.analysed.length === 0),
    };
  }

  async run(program: ProgramToCompile, run: ProgramToRun): Promise<ProgramEnd | null> {
    const compiler = await this.#compilerOf(program);
    const module = compiler.outcome!.module!;
    if (this.#options.isWatching && run.stdout === 'inherit' && run.stderr === 'inherit') {
      this.#restart(compiler, module, this.#worldOf(run));
      return null;
    }
    const directory = mkdtempSync(join(realpathSync(tmpdir()), 'rezig-run-'));
    const open = (name: string, content: Uint8Array): number => {
      writeFileSync(join(directory, name), content);
      return openSync(join(directory, name), 'r+');
    };
    const nothing = new Uint8Array(0);
    const streams = {
      stdin: run.stdin === 'inherit' ? 0 : open('stdin', run.stdin),
      stdout: run.stdout === 'inherit' ? 1 : open('stdout', nothing),
      stderr: run.stderr === 'inherit' ? 2 : open('stderr', nothing),
    };
    try {
      const locate = (places: CodePlaces): Locations => locateIn(compiler, places, module);
      const code = await runWasiProgram(module, { ...this.#worldOf(run), streams }, locate, this.#options.style);
      const written = (name: 'stdout' | 'stderr'): Uint8Array =>
        run[name] === 'inherit' ? nothing : readFileSync(join(directory, name));
      return { code, stdout: written('stdout'), stderr: written('stderr') };
    } finally {
      for (const descriptor of Object.values(streams)) if (descriptor > 2) closeSync(descriptor);
      rmSync(directory, { recursive: true, force: true });
    }
  }

  test(program: ProgramToCompile, title: string): Promise<TestCounts> {
    const ran = this.#testing.then(async () => {
      const compiler = await this.#compilerOf(program);
      const module = compiler.outcome!.module!;
      const locate = (places: CodePlaces, of: Uint8Array): Locations => locateIn(compiler, places, of);
      const planOf = (): TestPlan => compiler.outcome!.testPlan ?? compiler.oneShot!.testPlan();
      return this.#options.tests.run(compiler.setup, module, planOf, title, locate);
    });
    this.#testing = ran.catch(() => {});
    return ran;
  }

  async format(
    paths: readonly string[],
    exclude: readonly string[],
    isCheck: boolean,
  ): Promise<{ readonly changed: readonly string[]; readonly errors: string }> {
    const { formatFiles } = await import('./fmt.ts');
    const changed: string[] = [];
    let errors = '';
    const options = { exclude, check: isCheck, color: this.#options.color };
    await formatFiles(paths, options, {
      changed: (path) => changed.push(path),
      error: (text) => {
        errors += text;
      },
    });
    return { changed, errors };
  }

  write(path: string, content: Uint8Array | string): void {
    writeAtomic(path, [content]);
  }

  errorName(error: unknown): string {
    return errorName(error);
  }

  say(text: string): void {
    process.stderr.write(text);
  }

  /** Whether a program runs while it watches. */
  get runsProgram(): boolean {
    return [...this.#compilers.values()].some(({ running }) => running?.program.isRunning === true);
  }

  /** Has the next build run the programs again that have ended. */
  runAgain(): void {
    for (const compiler of this.#compilers.values())
      if (compiler.running?.program.isRunning === false) compiler.running = null;
  }

  /** Ends the programs that run while it watches. */
  stop(): void {
    for (const { running } of this.#compilers.values()) running?.program.stop();
  }

  /** Keeps for later processes what this one found out, and lets what runs end. */
  close(): void {
    this.stop();
    for (const { oneShot, thread } of this.#compilers.values()) {
      oneShot?.keep();
      oneShot?.close();
      thread?.close();
    }
  }

  async #compilerOf(program: ProgramToCompile): Promise<ProgramCompiler> {
    const setup = this.#setupOf(program);
    const key = JSON.stringify(setup.program, (_, value: unknown) =>
      value === Number.POSITIVE_INFINITY ? 'all' : value,
    );
    const known = this.#compilers.get(key);
    if (known !== undefined) {
      known.isUsed = true;
      return known;
    }
    const { isWatching } = this.#options;
    const { CompilerThread: Thread } = isWatching ? await import('./compiler-thread.ts') : { CompilerThread: null };
    const made: ProgramCompiler = {
      setup,
      oneShot: Thread === null ? new OneShotCompiler(setup, false) : null,
      thread: Thread === null ? null : new Thread(setup),
      optimizer: new Optimizer(setup),
      outcome: null,
      changed: [],
      isUsed: true,
      running: null,
    };
    this.#compilers.set(key, made);
    return made;
  }

  #setupOf(program: ProgramToCompile): CompileSetup {
    const { stateDir, keepsState, zigLibDir, referenceTrace, errorFormat, color } = this.#options;
    const { remoteCache, remoteCacheUpload } = this.#options;
    const size = (bytes: number | null): string | undefined => (bytes === null ? undefined : String(bytes));
    const flag = (isSet: boolean | null): string | undefined => (isSet === null ? undefined : isSet ? 'yes' : 'no');
    const { artifact } = program;
    const isLibrary = artifact === 'lib';
    const object = artifact === 'static' ? 'library' : artifact === 'obj' ? 'part' : undefined;
    const options = {
      target: program.target,
      object,
      optimize: program.optimize,
      cpu: program.cpu,
      execModel: program.isReactor ? 'reactor' : 'command',
      name: program.name,
      strip: flag(program.strip),
      errorTracing: flag(program.errorTracing),
      entry: isLibrary || program.entry === '' ? false : (program.entry ?? undefined),
      rdynamic: program.exportsAll || isLibrary,
      export: program.exports,
      importMemory: program.importMemory,
      exportMemory: program.exportMemory,
      sharedMemory: program.sharedMemory,
      importTable: program.importTable,
      exportTable: program.exportTable,
      initialMemory: size(program.initialMemory),
      maxMemory: size(program.maxMemory),
      globalBase: size(program.globalBase),
      stack: size(program.stackSize),
      testRunner: program.testRunner ?? undefined,
      zigLibDir: program.zigLibDir ?? zigLibDir,
      cacheDir: stateDir,
      state: keepsState,
      referenceTrace,
      remoteCache,
      remoteCacheUpload,
      errorFormat,
      color,
    };
    const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
    const modules = program.modules.map(programModule);
    return compileSetup(modules, given as unknown as ParsedOptions, {
      emit: true,
      testFilters: program.artifact === 'test' ? program.filters : null,
    });
  }

  /** Does `work` when a slot is free, and the library image is there that it starts from, unless it is the first that makes it. */
  async #inTurn<Result>(setup: CompileSetup, work: () => Promise<Result>): Promise<Result> {
    const image = setup.imagePath;
    const isMissing = image !== null && typeof readSource(image) === 'string';
    const making = isMissing ? this.#images.get(image) : undefined;
    await making;
    if (this.#slots === 0) await new Promise<void>((resolve) => this.#free.push(resolve));
    else this.#slots--;
    const done = work().finally(() => {
      const next = this.#free.shift();
      if (next === undefined) this.#slots++;
      else next();
    });
    if (isMissing && making === undefined)
      this.#images.set(
        image,
        done.catch(() => {}),
      );
    return done;
  }

  #worldOf({ args, cwd, env }: ProgramToRun): ProgramWorld {
    const removed = new Set(env.removed);
    const usual = Object.keys(process.env).filter((name) => !removed.has(name));
    const set = env.set.map(([name, value]) => `${name}=${value}`);
    const places = {
      cwd,
      roots: [cwd, ...this.#options.roots, ...this.packageRoots].map((root) => realpathSync(root)),
    };
    return { args, env: [...usual, ...set], envAll: false, dirs: [], places };
  }

  /** Has the program run anew, unless it is as it was. */
  #restart(compiler: ProgramCompiler, module: Uint8Array, given: ProgramWorld): void {
    const { running } = compiler;
    const world = JSON.stringify(given);
    const isSame = running !== null && running.world === world;
    if (isSame && Buffer.compare(running.module, module) === 0) return;
    if (!isSame) running?.program.stop();
    const locate = (places: CodePlaces, of: Uint8Array): Locations => locateIn(compiler, places, of);
    const program = isSame ? running.program : new RestartableProgram(given, this.#options.style, locate);
    compiler.running = { program, world, module };
    this.#options.onTerminal(true);
    program.start(module, (code) => {
      // First, so that keys count from what is said on.
      if (!this.runsProgram) this.#options.onTerminal(false);
      this.say(`${endText(code)}\n`);
    });
  }
}

function locateIn(compiler: ProgramCompiler, places: CodePlaces, module: Uint8Array): Locations {
  return (compiler.thread ?? compiler.oneShot!).locate(places, module);
}

/** What Binaryen is not for: tests are told apart in what the compiler made, and of object files it knows nothing. */
const UNOPTIMIZED: ReadonlySet<ProgramToCompile['artifact']> = new Set(['test', 'static', 'obj']);

const COMMANDS: Readonly<Record<ProgramToCompile['artifact'], readonly string[]>> = {
  exe: ['build-exe'],
  lib: ['build-exe', '-fno-entry', '-rdynamic'],
  static: ['build-lib'],
  obj: ['build-obj'],
  test: ['test'],
};

/** A command that compiles the same. */
function commandOf(program: ProgramToCompile): string {
  const { artifact, target, cpu, optimize, name, modules } = program;
  const described = modules.flatMap(({ name: module, path, dependencies, ...settings }) => [
    ...(settings.optimize === null ? [] : [`-O${settings.optimize}`]),
    ...(settings.strip === null ? [] : [settings.strip ? '-fstrip' : '-fno-strip']),
    ...(settings.errorTracing === null ? [] : [settings.errorTracing ? '-ferror-tracing' : '-fno-error-tracing']),
    ...Object.entries(dependencies).flatMap(([as, of]) => ['--dep', as === of ? as : `${as}=${of}`]),
    `-M${module}=${path}`,
  ]);
  return [
    'rezig',
    ...COMMANDS[artifact],
    `-O${optimize}`,
    '-target',
    target,
    '-mcpu',
    cpu,
    '--name',
    name,
    ...described,
  ]
    .map(shellWord)
    .join(' ');
}
