import { builtinText, OptimizeMode } from '@rezig/compiler/state';
import type { ProgramOptions } from '@rezig/node/state-store.ts';
import { UsageError } from '@rezig/node/usage-error.ts';
import { staticLibrary } from '@rezig/project/static-library';
import {
  debugIncremental,
  outputPath,
  type ParsedOptions,
  programName,
  targetOption,
  testTimeout,
} from './build-options.ts';
import type { OtherArguments } from './commands.ts';
import { compileSetup, modulesOfProgram, warnOfState } from './compile-setup.ts';
import { debugReport } from './debug-report.ts';
import { moduleText } from './module-text.ts';
import { OneShotCompiler } from './one-shot-compiler.ts';
import { Optimizer } from './optimizer.ts';
import { checkWorld, type ProgramWorld } from './program-world.ts';
import { projectHint } from './project-hint.ts';
import type { CodePlaces, CompileSetup, Locations, Outcome } from './protocol.ts';
import { randomSeed, resultsPath, TestCommand, type TestOptions } from './test-command.ts';
import { makeReporter, reporterName } from './test-report.ts';
import { allReasons } from './update-line.ts';
import { runWasiProgram } from './wasi-program.ts';
import { checkMappable, type MapSource, writeModule, writeOutput } from './write-output.ts';

/** What WASI calls to start a program. */
const START = '_start';

/** What is done with a program once it is compiled. */
export type Goal = 'build-exe' | 'build-lib' | 'build-obj' | 'run' | 'check' | 'test';

/**
 * `rezig build-exe|build-lib|build-obj|run|check|test FILE`. `rootPath`: null where `other` describes modules instead. Returns the exit code: 1 if there are errors, that of
 * the program for `run` and `test`. With `--watch` it does not return. Throws a `UsageError` for what cannot be done as asked, a
 * `CompilerFault` if the compiler fails.
 */
export async function runBuild(
  goal: Goal,
  rootPath: string | null,
  given: ParsedOptions,
  other: OtherArguments,
): Promise<number> {
  const object = goal === 'build-lib' ? 'library' : goal === 'build-obj' ? 'part' : null;
  const options: ParsedOptions = object === null ? given : { ...given, object };
  const modules = modulesOfProgram(rootPath, other.modules);
  const debugFormat = debugIncremental(options.debugIncremental);
  const isTest = goal === 'test';
  const isShown = options.showBuiltin === true;
  const runs = !isShown && (goal === 'run' || (isTest && options.testNoExec !== true && options.emitBin !== false));
  const emit = runs || (goal !== 'check' && (options.emitBin !== false || options.emitAsm !== undefined));
  const { os } = targetOption(options.target, emit && !isShown);
  if (runs && os !== 'wasi') throw new UsageError(`'${goal}' needs a program for wasm32-wasi`);
  const hasStart = options.execModel === 'command' && (options.entry ?? START) === START;
  if (runs && goal === 'run' && !hasStart) throw new UsageError(`'run' needs a program with the entry point ${START}`);
  // A runner of the user's own is a program like any other, which tells of the tests as it will.
  const runsTests = isTest && options.testRunner === undefined;
  const name = programName(modules[0], options.name);
  const setup = compileSetup(modules, options, { emit, testFilters: isTest ? (options.testFilter ?? []) : null });
  if (isShown) {
    process.stdout.write(builtinText(setup.program));
    return 0;
  }
  const writes = goal === 'build-exe' || object !== null || typeof options.emitBin === 'string';
  const output = writes && emit && options.emitBin !== false ? outputPath(name, options) : null;
  const text = emit && options.emitAsm !== undefined ? options.emitAsm || `${name}.wat` : null;
  const hasMap = output !== null && options.emitSourceMap === true;
  if (hasMap) checkMappable(output);
  const optimizer = new Optimizer(setup);
  const optimize = async (module: Uint8Array): Promise<Uint8Array> =>
    options.binaryen === false ? module : optimizer.optimize(module);
  const write = async (module: Uint8Array, maps: MapSource): Promise<void> => {
    if (output === null && text === null) return;
    // The map is one of what the compiler made, and of object files Binaryen knows nothing.
    const written = isTest || hasMap || object !== null ? module : await optimize(module);
    if (output !== null && object === 'library') await writeOutput(output, staticLibrary(`${name}.o`, written));
    else if (output !== null) await writeModule(output, written, hasMap ? maps : null);
    if (text !== null) await writeOutput(text, await moduleText(written));
  };
  const world = programWorld(isTest, name, options, other);
  if (runs) checkWorld(world);
  const style = { color: setup.color, isFull: options.fullTrace === true };
  if (options.watch === true) {
    const { CompilerThread } = await import('./compiler-thread.ts');
    const { watchBuild } = await import('./watch-build.ts');
    const thread = new CompilerThread(setup);
    const locate = (places: CodePlaces, of: Uint8Array): Locations => thread.locate(places, of);
    return watchBuild(thread, {
      hintFor: (outcome) => projectHint(goal, setup, outcome),
      goal: !runs ? 'check' : isTest && !runsTests ? 'run' : goal,
      write: (module) => write(module, thread),
      rewritesAlways: hasMap,
      warn: (refusal) => warnOfState(setup, refusal),
      // The packaged library never changes.
      unwatchedDir: options.zigLibDir === undefined ? setup.program.zigLibDir : null,
      program: { world, style, locate },
      tests: runsTests && runs ? testOptions(setup, options, world, locate) : null,
      isVerbose: options.verbose === true,
      debugFormat,
      isJson: setup.errorFormat === 'json',
      clears: options.clear !== false && process.stderr.isTTY === true && setup.errorFormat === 'text',
    });
  }
  const compiler = new OneShotCompiler(setup);
  try {
    const outcome = await compiler.update(options.verbose === true || debugFormat !== null);
    warnOfState(setup, outcome.stateRefusal);
    if (outcome.errorText !== '') process.stderr.write(outcome.errorText + projectHint(goal, setup, outcome));
    if (options.verbose === true) process.stderr.write(details(outcome));
    if (debugFormat !== null) process.stderr.write(debugReport(outcome, debugFormat));
    const { module } = outcome;
    if (outcome.errorCount === 0 && module !== null) await write(module, compiler);
    compiler.keep();
    if (outcome.errorCount > 0) return 1;
    if (!runs) return 0;
    const made = module!;
    const locate = (places: CodePlaces): Locations => compiler.locate(places, made);
    if (!runsTests)
      return await runWasiProgram(made, world, locate, style, runsOptimized(setup.program) ? optimize : null);
    const tests = new TestCommand(testOptions(setup, options, world, locate));
    const plan = tests.planFor(made) ?? outcome.testPlan ?? compiler.testPlan();
    const failed = await tests.test(made, plan);
    tests.stop();
    return failed === 0 ? 0 : 1;
  } finally {
    compiler.close();
  }
}

/** What the program called `name`, or its tests, are given. */
export function programWorld(
  isTest: boolean,
  name: string,
  options: ParsedOptions,
  other: OtherArguments,
): ProgramWorld {
  const args = isTest ? ['test.wasm', `--seed=${randomSeed()}`] : [`${name}.wasm`, ...other.program];
  return { args, env: options.env ?? [], envAll: options.envAll === true, dirs: options.dir ?? [] };
}

/** Whether what is run goes through the optimizer: not where there are safety checks, since what fails then is to be told by its place in what the compiler made. */
function runsOptimized({ mode }: ProgramOptions): boolean {
  return mode === OptimizeMode.ReleaseFast || mode === OptimizeMode.ReleaseSmall;
}

/** How tests are run. `options`: those of `test`. Throws a `UsageError` for options that make no sense. */
function testOptions(
  setup: CompileSetup,
  options: ParsedOptions,
  world: ProgramWorld,
  locate: TestOptions['locate'],
): TestOptions {
  return {
    resultsPath: resultsPath(setup),
    isForced: options.force === true,
    reporter: makeReporter(reporterName(options.reporter!), options.watch === true),
    filters: options.testFilter ?? [],
    style: { color: setup.color, isFull: options.fullTrace === true },
    world,
    timeout: testTimeout(options.testTimeout!),
    locate,
  };
}

function details(outcome: Outcome): string {
  return `${allReasons(outcome)}${outcome.faults.map((fault) => `${fault}\n`).join('')}built in ${outcome.milliseconds.toFixed(1)} ms: analysed ${outcome.journal!.analysed.length}\n`;
}
