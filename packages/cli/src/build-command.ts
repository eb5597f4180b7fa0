import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { cacheDirectory } from '@rezig/node/cache-dir.ts';
import { UsageError } from '@rezig/node/usage-error.ts';
import { findZigLib } from '@rezig/node/zig-lib.ts';
import {
  carryOut,
  DependencyLoop,
  failureReport,
  type Graph,
  isFailure,
  type PackageTree,
  type StepResult,
  summaryText,
  Workplace,
} from '@rezig/project/build';
import { type BuildArguments, buildArguments } from './build-arguments.ts';
import { buildHelp, stepsText } from './build-help.ts';
import { referenceTrace } from './build-options.ts';
import { BuildTests } from './build-tests.ts';
import { BuildToolchain } from './build-toolchain.ts';
import { useColor } from './color.ts';
import { type Configured, configureProject, findBuildRoot } from './project-configuration.ts';

/** A project, and what is asked of it. */
interface Project {
  readonly args: BuildArguments;
  readonly buildRoot: string;
  readonly buildFile: string;
  /** Where files are kept that steps make. */
  readonly cacheRoot: string;
  readonly globalCacheDir: string;
  readonly stateDir: string;
  readonly zigLibDir: string;
}

/** `rezig build`. Returns the exit code. Throws a `UsageError` for what cannot be done as asked, a `CompilerFault` if the compiler fails. */
export async function runBuildCommand(given: readonly string[]): Promise<number> {
  const args = buildArguments(given);
  const project = projectOf(args);
  const { configured } = await configure(project);
  const { graph } = configured;
  if (graph === null) return 1;
  if (args.does === 'help' || args.does === 'list steps') {
    process.stdout.write(args.does === 'help' ? buildHelp(graph) : stepsText(graph));
    return 0;
  }
  const { toolchain, tests } = makeToolchain(project, []);
  const code = await build(project, graph, toolchain, tests);
  toolchain.close();
  return code;
}

function projectOf(args: BuildArguments): Project {
  const buildFile = args.buildFile === null ? null : resolve(args.buildFile);
  if (buildFile !== null && !existsSync(buildFile))
    throw new UsageError(`unable to open file '${args.buildFile}': FileNotFound`);
  const buildRoot = buildFile === null ? findBuildRoot(process.cwd()) : dirname(buildFile);
  if (buildRoot === null)
    throw new UsageError(
      "no build.zig file found, in the current directory or any parent directories ('rezig init' makes one)",
    );
  const cacheDir = args.cacheDir ?? process.env.ZIG_LOCAL_CACHE_DIR;
  const globalDir = args.globalCacheDir ?? process.env.ZIG_GLOBAL_CACHE_DIR;
  return {
    args,
    buildRoot,
    buildFile: buildFile ?? join(buildRoot, 'build.zig'),
    cacheRoot: resolve(cacheDir ?? join(buildRoot, '.zig-cache')),
    globalCacheDir: resolve(globalDir ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'zig')),
    stateDir: cacheDirectory(args.cacheDir ?? undefined, join(buildRoot, 'build.zig')),
    zigLibDir: findZigLib(args.zigLibDir ?? undefined),
  };
}

async function configure(
  project: Project,
): Promise<{ readonly configured: Configured; readonly packages: PackageTree }> {
  const { args, ...places } = project;
  const packages: PackageTree = { rootDependencies: {}, packages: [] };
  const configured = await configureProject({
    ...places,
    packages,
    settings: args.configure,
    program: args.program,
    stateDir: args.keepsState ? project.stateDir : null,
    color: useColor(args.color),
    errorFormat: args.errorFormat,
    referenceTrace: referenceTrace(args.referenceTrace),
  });
  return { configured, packages };
}

function makeToolchain(
  { args, stateDir, buildRoot, cacheRoot, globalCacheDir }: Project,
  packageRoots: readonly string[],
): { readonly toolchain: BuildToolchain; readonly tests: BuildTests } {
  const color = useColor(args.color);
  const style = { color, isFull: args.fullTrace };
  const tests = new BuildTests({
    style,
    timeout: args.testTimeout,
    isForced: args.isForced,
    isWatching: args.watch,
    reporter: args.reporter,
  });
  const toolchain = new BuildToolchain({
    stateDir,
    keepsState: args.keepsState,
    zigLibDir: args.zigLibDir ?? undefined,
    referenceTrace: args.referenceTrace,
    errorFormat: args.errorFormat,
    color: args.color,
    style,
    debugFormat: args.debugFormat,
    isVerbose: args.verbose,
    isWatching: args.watch,
    jobs: args.jobs,
    roots: [buildRoot, cacheRoot, globalCacheDir, ...packageRoots],
    tests,
  });
  return { toolchain, tests };
}

/** Carries out the steps that were asked for, and tells what came of them. Returns the exit code. */
async function build(project: Project, graph: Graph, toolchain: BuildToolchain, tests: BuildTests): Promise<number> {
  const { args, cacheRoot } = project;
  const asked = askedSteps(graph, args.steps);
  const work = new Workplace(graph, toolchain, cacheRoot);
  const tell = (step: number, result: StepResult): void => {
    if (result.status !== 'failure') return;
    toolchain.say(args.hasContext ? failureReport(graph, asked, step, result) : failureReport(graph, [], step, result));
  };
  let results: ReadonlyMap<number, StepResult>;
  try {
    results = await carryOut(work, asked, tell);
  } catch (error) {
    if (error instanceof DependencyLoop) throw new UsageError(error.message);
    throw error;
  }
  tests.finish();
  const mode = args.summary ?? (args.watch ? 'line' : 'failures');
  toolchain.say(summaryText(graph, asked, results, mode, useColor(args.color)));
  return [...results.values()].some(isFailure) ? 1 : 0;
}

/** The steps of these names. Throws a `UsageError` where there is none. */
function askedSteps({ topLevel, defaultStep }: Graph, names: readonly string[]): readonly number[] {
  if (names.length === 0) return [defaultStep];
  return names.map((name) => {
    const found = topLevel.find((step) => step.name === name);
    if (found === undefined)
      throw new UsageError(`no step named '${name}'\n  access the help menu with 'rezig build -h'`);
    return found.step;
  });
}
