import type { DescribedPrograms } from '@rezig/node/project-process.ts';
import { errorName } from '@rezig/node/read-source.ts';
import { writeAtomic } from '@rezig/node/write-atomic.ts';
import {
  type Compiled,
  carryOut,
  type MadeStep,
  type ProgramEnd,
  type ProgramToCompile,
  type TestCounts,
  type Toolchain,
  Workplace,
} from '@rezig/project/build';
import { buildArguments } from './build-arguments.ts';
import { projectOf } from './build-command.ts';
import { configure } from './configure.ts';

/**
 * The programs of the project around the working directory, with the files that its steps make for them. No program of it is compiled or run. `host`: the triple of the
 * machine that programs are for which name none; `wasm32-wasi` where that is undefined.
 */
export async function projectPrograms(host: string | undefined): Promise<DescribedPrograms<ProgramToCompile>> {
  const args = buildArguments([]);
  const project = projectOf(host === undefined ? args : { ...args, configure: [...args.configure, `host=${host}`] });
  const { graph, inputs, fetchedRoots } = await configure(project);
  if (graph === null) return { programs: [], inputs, fetchedRoots, isConfigured: false };
  const programs: ProgramToCompile[] = [];
  const asked = graph.steps.flatMap(({ kind }, step) => (kind === 'compile' ? [step] : []));
  await carryOut(new Workplace(graph, new Recorder(programs), project.cacheRoot), asked, () => {});
  return { programs, inputs, fetchedRoots, isConfigured: true };
}

/** Takes down what is to be compiled. What needs the result of running a program is not there. */
class Recorder implements Toolchain {
  readonly onlyDescribes = true;
  readonly #programs: ProgramToCompile[];

  constructor(programs: ProgramToCompile[]) {
    this.#programs = programs;
  }

  async compile(program: ProgramToCompile): Promise<Compiled> {
    this.#programs.push(program);
    return { module: new Uint8Array(0), errorCount: 0, errorText: '', isCached: true };
  }

  async run(): Promise<ProgramEnd> {
    return { code: 1, stdout: new Uint8Array(0), stderr: new Uint8Array(0) };
  }

  async test(): Promise<TestCounts> {
    return { passed: 0, skipped: 0, failed: 0, isCached: true };
  }

  async makeStep(): Promise<MadeStep> {
    return { failure: 'MakeFailed', messages: [], output: '', isCached: false, files: [] };
  }

  async format(): Promise<{ readonly changed: readonly string[]; readonly errors: string }> {
    return { changed: [], errors: '' };
  }

  write(path: string, content: Uint8Array | string): void {
    writeAtomic(path, [content]);
  }

  errorName(error: unknown): string {
    return errorName(error);
  }

  say(): void {}
}
