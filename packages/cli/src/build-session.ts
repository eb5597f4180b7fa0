import { UsageError } from '@rezig/node/usage-error.ts';
import {
  carryOut,
  DependencyLoop,
  failureReport,
  type Graph,
  isFailure,
  type StepResult,
  summaryText,
  Workplace,
} from '@rezig/project/build';
import type { BuildArguments } from './build-arguments.ts';
import { BuildTests } from './build-tests.ts';
import { BuildToolchain } from './build-toolchain.ts';
import { useColor } from './color.ts';
import type { Configured } from './project-configuration.ts';

/** A project, and what is asked of it. */
export interface Project {
  readonly args: BuildArguments;
  readonly buildRoot: string;
  readonly buildFile: string;
  /** Where files are kept that steps make. */
  readonly cacheRoot: string;
  readonly globalCacheDir: string;
  readonly stateDir: string;
  readonly zigLibDir: string;
}

/** The build of a project; all that come one after the other while it is watched. */
export class BuildSession {
  readonly #project: Project;
  readonly #tests: BuildTests;
  readonly #toolchain: BuildToolchain;
  #work: Workplace | null = null;

  /** `onTerminal`: see `ToolchainOptions`. */
  constructor(project: Project, onTerminal: (isTaken: boolean) => void = () => {}) {
    const { args, stateDir, buildRoot, cacheRoot, globalCacheDir } = project;
    const style = { color: useColor(args.color), isFull: args.fullTrace };
    this.#project = project;
    this.#tests = new BuildTests({
      style,
      timeout: args.testTimeout,
      isForced: args.isForced,
      isWatching: args.watch,
      reporter: args.reporter,
    });
    this.#toolchain = new BuildToolchain({
      stateDir,
      keepsState: args.keepsState,
      zigLibDir: args.zigLibDir ?? undefined,
      referenceTrace: args.referenceTrace,
      errorFormat: args.errorFormat,
      remoteCache: args.remoteCache,
      remoteCacheUpload: args.remoteCacheUpload,
      color: args.color,
      style,
      debugFormat: args.debugFormat,
      isVerbose: args.verbose,
      isWatching: args.watch,
      onTerminal,
      jobs: args.jobs,
      roots: [buildRoot, cacheRoot, globalCacheDir],
      tests: this.#tests,
    });
  }

  /** Carries out the steps that were asked for, and tells what came of them. Returns the exit code. Throws a `UsageError` where there is no such step. */
  async build(configured: Configured, graph: Graph): Promise<number> {
    const { args, cacheRoot } = this.#project;
    const asked = askedSteps(graph, args.steps);
    const work = new Workplace(graph, this.#toolchain, cacheRoot);
    this.#work = work;
    this.#toolchain.packageRoots = configured.packageRoots;
    this.#toolchain.makeStep = configured.makeStep;
    const tell = (step: number, result: StepResult): void => {
      if (result.status === 'failure')
        this.#toolchain.say(failureReport(graph, args.hasContext ? asked : [], step, result));
    };
    const results = await carryOut(work, asked, tell).catch((error: unknown) => {
      throw error instanceof DependencyLoop ? new UsageError(error.message) : error;
    });
    this.#tests.finish();
    this.#toolchain.dropUnused();
    const mode = args.summary ?? (args.watch ? 'line' : 'failures');
    this.#toolchain.say(summaryText(graph, asked, results, mode, useColor(args.color)));
    return [...results.values()].some(isFailure) ? 1 : 0;
  }

  /** Begins a build after the first, of files of which `changed` may be others. */
  begin(changed: readonly string[]): void {
    this.#toolchain.begin(changed);
  }

  /** Has the next build run again what is as it was: programs that have ended, and with `allTests` all tests. */
  again(allTests: boolean): void {
    this.#toolchain.runAgain();
    this.#tests.runsAll = allTests;
  }

  /** Whether a program runs. */
  get runsProgram(): boolean {
    return this.#toolchain.runsProgram;
  }

  /** Ends what runs. */
  stop(): void {
    this.#tests.stop();
    this.#toolchain.stop();
  }

  /** Files and directories that the steps of the last build read. */
  inputs(): readonly string[] {
    return [...(this.#work?.inputs ?? [])];
  }

  /** Files that what was compiled is made of. */
  watched(): readonly string[] {
    return this.#toolchain.watched();
  }

  /** Keeps for later processes what was found out, and lets what runs end. */
  close(): void {
    this.#tests.stop();
    this.#toolchain.close();
  }
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
