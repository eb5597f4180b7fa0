import type { TestPlan } from '@rezig/compiler';
import { withSourceMapUrl } from '@rezig/compiler/state';
import { UsageError } from '@rezig/node/usage-error.ts';
import { programWorld } from './build.ts';
import { programName, targetOption } from './build-options.ts';
import type { ProgramCommand } from './commands.ts';
import { compileSetup, modulesOfProgram } from './compile-setup.ts';
import { DebugLines } from './debug-lines.ts';
import { MODULE_MARK } from './debugged-process.ts';
import { OneShotCompiler } from './one-shot-compiler.ts';
import { checkWorld, type ProgramWorld } from './program-world.ts';
import type { CodePlaces, Locations } from './protocol.ts';

/** A program, or tests, to be debugged. */
export interface DebugBuild {
  /** Marked with `MODULE_MARK`. */
  readonly module: Uint8Array;
  readonly lines: DebugLines;
  /** Null for a program. */
  readonly plan: TestPlan | null;
  readonly world: ProgramWorld;
  readonly showsLibrary: boolean;
  locate(places: CodePlaces): Locations;
  close(): void;
}

/** Compiles what `run` or `test`, the goal, would run. `say` is given the errors of the program. Rejects with a `UsageError` where there are some, and for what cannot be debugged, or with a `CompilerFault`. */
export async function buildToDebug(
  { goal, rootPath, options, other }: ProgramCommand,
  say: (errors: string) => void,
): Promise<DebugBuild> {
  if (options.watch === true) throw new UsageError('what is debugged does not change: there is no --watch');
  if (targetOption(options.target, true).os !== 'wasi')
    throw new UsageError(`'${goal}' needs a program for wasm32-wasi`);
  const isTest = goal === 'test';
  const modules = modulesOfProgram(rootPath, other.modules);
  const setup = {
    ...compileSetup(modules, options, { emit: true, testFilters: isTest ? (options.testFilter ?? []) : null }),
    color: false,
  };
  const world = programWorld(isTest, programName(modules[0], options.name), options, other);
  checkWorld(world);
  const compiler = new OneShotCompiler(setup);
  try {
    const outcome = await compiler.update(false);
    say(outcome.errorText);
    if (outcome.errorCount > 0) throw new UsageError('the program has errors');
    compiler.keep();
    const made = outcome.module!;
    const map = await compiler.sourceMap(made, process.cwd());
    if (map === null) throw new UsageError('the sources changed while they were compiled');
    const plan = isTest && options.testRunner === undefined ? (outcome.testPlan ?? compiler.testPlan()) : null;
    return {
      module: withSourceMapUrl(made, MODULE_MARK),
      lines: new DebugLines(made, map, process.cwd(), setup.program.zigLibDir),
      plan,
      world,
      showsLibrary: options.fullTrace === true,
      locate: (places) => compiler.locate(places, made),
      close: () => compiler.close(),
    };
  } catch (error) {
    compiler.close();
    throw error;
  }
}
