import { join, resolve as resolvePath } from 'node:path';
import { OptimizeMode } from '@rezig/compiler/state';
import type { Project, ProjectProgram } from '@rezig/language-server/projects.ts';
import { describeProgramsOf } from '@rezig/node/project-process.ts';
import type { ProgramToCompile } from '@rezig/project/build';
import { programModule } from './module-arguments.ts';

/** What the `build.zig` in the directory `buildRoot` asks for, as the language server has it. `target`: the triple that programs are for which name none; null for `wasm32-wasi`. Rejects as `describeProgramsOf` does. */
export async function describeProject(buildRoot: string, target: string | null): Promise<Project> {
  const command = join(__dirname, '../bin/rezig.cjs');
  const { programs, inputs, fetchedRoots } = await describeProgramsOf<ProgramToCompile>(command, buildRoot, target);
  return { programs: distinct(programs.map((program) => described(buildRoot, program, fetchedRoots))), inputs };
}

/** `fetchedRoots`: the directories of packages that others write. */
function described(buildRoot: string, program: ProgramToCompile, fetchedRoots: readonly string[]): ProjectProgram {
  const { name, artifact, modules, target, cpu, optimize, isReactor, strip, errorTracing, filters, testRunner } =
    program;
  const isFetched = (path: string): boolean => fetchedRoots.some((root) => path.startsWith(join(root, '/')));
  const [main, ...others] = modules.map((module) => ({
    ...programModule(module),
    isForeign: isFetched(resolvePath(buildRoot, module.path)),
  }));
  return {
    key: [buildRoot, artifact, name, target, optimize, main.rootPath].join(' '),
    options: {
      rootPath: main.rootPath,
      rootName: main.name,
      dependencies: main.dependencies,
      modules: others,
      target,
      // Of other machines features of a processor cannot be chosen.
      ...(target.startsWith('wasm32-') ? { cpu } : {}),
      mode: OptimizeMode[optimize as keyof typeof OptimizeMode],
      isLibrary: artifact === 'lib' || artifact === 'static',
      isReactor,
      testFilters: artifact === 'test' ? filters : null,
      ...(testRunner === null ? {} : { testRunner }),
      ...(strip === null ? {} : { isStripped: strip }),
      ...(errorTracing === null ? {} : { tracesErrors: errorTracing }),
    },
  };
}

/** Programs that are called otherwise and are the same, count once. */
function distinct(programs: readonly ProjectProgram[]): ProjectProgram[] {
  return [...new Map(programs.map((program) => [JSON.stringify(program.options), program])).values()];
}
