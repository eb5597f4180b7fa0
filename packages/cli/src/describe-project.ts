import { fork } from 'node:child_process';
import { statSync } from 'node:fs';
import { join, resolve as resolvePath } from 'node:path';
import { OptimizeMode } from '@rezig/compiler/state';
import type { Project, ProjectProgram } from '@rezig/language-server/projects.ts';
import type { ProgramToCompile } from '@rezig/project/build';
import { programModule } from './module-arguments.ts';
import type { ProjectPrograms } from './project-programs.ts';

/** How long a `build` function may take; a loop without end is ended then. */
const MAX_MILLISECONDS = 120_000;

/** How much of what a process says in vain is told. */
const MAX_TEXT = 4000;

/**
 * What the `build.zig` in the directory `buildRoot` asks for, as the language server has it. A process of its own finds that out: what a `build` function writes does not
 * come to the editor, and nothing that it does can end the server. Rejects with an `Error` that has what was written where it fails.
 */
export function describeProject(buildRoot: string): Promise<Project> {
  return new Promise((resolve, reject) => {
    const child = fork(join(__dirname, '../bin/rezig.cjs'), ['lsp', '--describe-project'], {
      cwd: buildRoot,
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      timeout: MAX_MILLISECONDS,
    });
    let text = '';
    let found: ProjectPrograms | null = null;
    child.stderr!.setEncoding('utf8').on('data', (part: string) => {
      text = (text + part).slice(0, MAX_TEXT);
    });
    child.on('message', (message) => {
      found = message as ProjectPrograms;
    });
    child.on('error', reject);
    child.on('close', () => {
      if (found === null || !found.isConfigured)
        reject(new Error(`the project in '${buildRoot}' cannot be configured:\n${text}`));
      else
        resolve({
          programs: distinct(found.programs.map((program) => described(buildRoot, program))),
          inputs: watchedFiles(buildRoot, found.inputs),
        });
    });
  });
}

/** The files among `inputs` that are written by people: directories are others with each file that is made in them, and so is the cache. */
function watchedFiles(buildRoot: string, inputs: readonly string[]): string[] {
  const cache = join(buildRoot, '.zig-cache', '/');
  const files = inputs.map((path) => resolvePath(buildRoot, path)).filter((path) => !path.startsWith(cache));
  return files.filter((path) => statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true);
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
