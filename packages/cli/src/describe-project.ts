import { join } from 'node:path';
import { OptimizeMode } from '@rezig/compiler/state';
import type { Project, ProjectProgram } from '@rezig/language-server/projects.ts';
import { describeProgramsOf } from '@rezig/node/project-process.ts';
import type { ProgramToCompile } from '@rezig/project/build';
import { programModule } from './module-arguments.ts';

/** What the `build.zig` in the directory `buildRoot` asks for, as the language server has it. Rejects as `describeProgramsOf` does. */
export async function describeProject(buildRoot: string): Promise<Project> {
  const command = join(__dirname, '../bin/rezig.cjs');
  const { programs, inputs } = await describeProgramsOf<ProgramToCompile>(command, buildRoot);
  return { programs: distinct(programs.map((program) => described(buildRoot, program))), inputs };
}

function described(buildRoot: string, program: ProgramToCompile): ProjectProgram {
  const { name, artifact, modules, os, cpu, optimize, isReactor, strip, errorTracing, filters, testRunner } = program;
  const [main, ...others] = modules.map(programModule);
  return {
    key: [buildRoot, artifact, name, os, optimize, main.rootPath].join(' '),
    options: {
      rootPath: main.rootPath,
      rootName: main.name,
      dependencies: main.dependencies,
      modules: others,
      target: `wasm32-${os}`,
      cpu,
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
