import { journalText } from '@rezig/compiler/state';
import {
  checkRootPath,
  type DebugFormat,
  debugIncremental,
  outputPath,
  type ParsedOptions,
  programName,
  targetOs,
} from './build-options.ts';
import { compileSetup, warnOfState } from './compile-setup.ts';
import type { CompilerThread } from './compiler-thread.ts';
import { OneShotCompiler } from './one-shot-compiler.ts';
import type { Outcome } from './protocol.ts';
import type { TraceStyle } from './stack-trace.ts';
import { allReasons, updateLine } from './update-line.ts';
import { UsageError } from './usage-error.ts';
import { runWasiProgram } from './wasi-program.ts';
import { writeAtomic } from './write-atomic.ts';

/** What is done with a program once it is compiled. */
export type Goal = 'build-exe' | 'run' | 'check' | 'test';

/**
 * `rezig build-exe|run|check|test FILE`. `args`: the program's own arguments. Returns the exit code: 1 if there are errors, that of
 * the program for `run` and `test`. With `--watch` it does not return. Throws a `UsageError` for what cannot be done as asked, a
 * `CompilerFault` if the compiler fails.
 */
export async function runBuild(
  goal: Goal,
  rootPath: string,
  options: ParsedOptions,
  args: readonly string[],
): Promise<number> {
  checkRootPath(rootPath);
  const os = targetOs(options.target);
  const debugFormat = debugIncremental(options.debugIncremental);
  const isTest = goal === 'test';
  const runs = goal === 'run' || (isTest && options.testNoExec !== true && options.fnoEmitBin !== true);
  if (runs && os !== 'wasi') throw new UsageError(`'${goal}' needs a program for wasm32-wasi`);
  const name = programName(rootPath, options.name);
  const emit = runs || (goal !== 'check' && options.fnoEmitBin !== true);
  const testFilters = isTest ? (options.testFilter ?? []) : null;
  const setup = compileSetup(rootPath, options, { os, emit, testFilters });
  const writes = goal === 'build-exe' || (isTest && options.femitBin !== undefined);
  const output = writes && emit ? outputPath(rootPath, options) : null;
  const programArgs = isTest ? ['test.wasm', `--seed=${randomSeed()}`] : [`${name}.wasm`, ...args];
  if (options.watch === true) {
    const { CompilerThread } = await import('./compiler-thread.ts');
    return watchBuild(new CompilerThread(setup), {
      output,
      warn: (refusal) => warnOfState(setup, refusal),
      // The packaged library never changes.
      unwatchedDir: options.zigLibDir === undefined ? setup.zigLibDir : null,
      programArgs: goal === 'run' ? programArgs : null,
      style: { color: setup.color, isFull: options.fullTrace === true },
      isVerbose: options.verbose === true,
      debugFormat,
    });
  }
  const compiler = new OneShotCompiler(setup);
  const outcome = await compiler.update(options.verbose === true || debugFormat !== null);
  warnOfState(setup, outcome.stateRefusal);
  if (outcome.errorText !== '') process.stderr.write(outcome.errorText);
  if (options.verbose === true) process.stderr.write(details(outcome));
  if (debugFormat !== null) process.stderr.write(debugReport(outcome, debugFormat));
  if (outcome.errorCount === 0 && output !== null) writeOutput(output, outcome.module!);
  compiler.keep();
  let exitCode = outcome.errorCount > 0 ? 1 : 0;
  if (runs && exitCode === 0) {
    const module = outcome.module!;
    const style = { color: setup.color, isFull: options.fullTrace === true };
    exitCode = await runWasiProgram(module, programArgs, (places) => compiler.locate(places, module), style);
  }
  compiler.close();
  return exitCode;
}

/** What tests that ask for chance start from: another number in each run, as with the official command. */
function randomSeed(): string {
  return `0x${Math.floor(Math.random() * 2 ** 32).toString(16)}`;
}

interface WatchOptions {
  /** Where the module is written; null if nowhere. */
  readonly output: string | null;
  /** Files below are not watched; null to watch all. */
  readonly unwatchedDir: string | null;
  /** The arguments to run the program with; null if it is not run. */
  readonly programArgs: readonly string[] | null;
  readonly style: TraceStyle;
  readonly isVerbose: boolean;
  /** How each update is told about; null if it is not. */
  readonly debugFormat: DebugFormat | null;
  /** Tells why the state file is not used, if it is not. */
  readonly warn: (refusal: string | null) => void;
}

async function watchBuild(compiler: CompilerThread, options: WatchOptions): Promise<number> {
  const { RestartableProgram, SourceWatcher } = await import('./watch.ts');
  const { output, unwatchedDir, programArgs, style, isVerbose, debugFormat, warn } = options;
  const watcher = new SourceWatcher();
  const program =
    programArgs === null
      ? null
      : new RestartableProgram(programArgs, style, (places, of) => compiler.locate(places, of));
  const say = (line: string): void => {
    process.stderr.write(`${line}\n`);
  };
  let changed: string[] = [];
  let hadErrors = false;
  let isFirst = true;
  let last: Uint8Array | null = null;
  while (true) {
    const start = Date.now();
    const outcome = await compiler.update(changed, true, false);
    if (isFirst) warn(outcome.stateRefusal);
    const isWatched = (path: string): boolean => unwatchedDir === null || !path.startsWith(`${unwatchedDir}/`);
    watcher.setPaths(outcome.watched.filter(isWatched), start);
    process.stderr.write(outcome.errorText);
    if (debugFormat !== null) process.stderr.write(debugReport(outcome, debugFormat));
    if (isVerbose && !isFirst) process.stderr.write(allReasons(outcome));
    const { errorCount, module } = outcome;
    const isNew = module !== null && (last === null || Buffer.compare(last, module) !== 0);
    if (isNew) last = module;
    if (isNew && output !== null) writeOutput(output, module);
    if (errorCount > 0)
      say(`${errorCount} ${errorCount === 1 ? 'error' : 'errors'} (${outcome.milliseconds.toFixed(1)} ms)`);
    else if (isFirst)
      say(`built in ${outcome.milliseconds.toFixed(0)} ms: analysed ${outcome.journal!.analysed.length}`);
    else say(`${hadErrors ? 'no errors any more: ' : ''}${updateLine(outcome)}`);
    if (isNew)
      program?.start(module, (code) =>
        say(code === null ? 'the program was ended' : `the program exited with code ${code}`),
      );
    hadErrors = errorCount > 0;
    isFirst = false;
    changed = await watcher.changes();
  }
}

/** What an update did, in words or as one line of JSON. */
function debugReport({ errorCount, milliseconds, journal }: Outcome, format: DebugFormat): string {
  if (format === 'json') return `${JSON.stringify({ errors: errorCount, milliseconds, ...journal })}\n`;
  return `update: ${milliseconds.toFixed(1)} ms, ${errorCount} errors\n${journalText(journal!)}`;
}

function details(outcome: Outcome): string {
  return `${allReasons(outcome)}${outcome.faults.map((fault) => `${fault}\n`).join('')}built in ${outcome.milliseconds.toFixed(1)} ms: analysed ${outcome.journal!.analysed.length}\n`;
}

function writeOutput(path: string, module: Uint8Array): void {
  try {
    writeAtomic(path, [module]);
  } catch (error) {
    throw new UsageError(`unable to write '${path}': ${(error as Error).message}`);
  }
}
