import { fork } from 'node:child_process';
import { statSync } from 'node:fs';
import { join, resolve as resolvePath } from 'node:path';

/** How long a `build` function may take; a loop without end is ended then. */
const MAX_MILLISECONDS = 120_000;

/** How much of what a process says in vain is told. */
const MAX_TEXT = 4000;

/** A program of a project, as `rezig lsp --describe-project` tells of it, with more for those who know more. */
export interface DescribedPrograms<Program> {
  readonly programs: readonly Program[];
  /** Directories of packages that others write. */
  readonly fetchedRoots: readonly string[];
  /** Files and directories on which that depends. */
  readonly inputs: readonly string[];
  /** Whether its `build` function could be run: if not, what it said is on standard error. */
  readonly isConfigured: boolean;
}

/**
 * What the `build.zig` in the directory `buildRoot` asks for. `command`: the path of the command line's `bin/rezig.cjs`. A process of its own finds that out: what a `build` function
 * writes does not come to who asks, and nothing that it does can end that one. `host`: the triple that programs are for which name none; null for `wasm32-wasi`. Of `inputs` there are the files that people write. Rejects with an `Error` that has what was written where it fails.
 */
export function describeProgramsOf<Program>(
  command: string,
  buildRoot: string,
  host: string | null = null,
): Promise<Omit<DescribedPrograms<Program>, 'isConfigured'>> {
  return new Promise((resolve, reject) => {
    const child = fork(command, ['lsp', '--describe-project', ...(host === null ? [] : ['--host', host])], {
      cwd: buildRoot,
      execArgv: [],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      timeout: MAX_MILLISECONDS,
    });
    let text = '';
    let found: DescribedPrograms<Program> | null = null;
    child.stderr!.setEncoding('utf8').on('data', (part: string) => {
      text = (text + part).slice(0, MAX_TEXT);
    });
    child.on('message', (message) => {
      found = message as DescribedPrograms<Program>;
    });
    child.on('error', reject);
    child.on('close', () => {
      if (found === null || !found.isConfigured)
        reject(new Error(`the project in '${buildRoot}' cannot be configured:\n${text}`));
      else resolve({ ...found, inputs: writtenFiles(buildRoot, found.inputs) });
    });
  });
}

/** The files among `inputs` that are written by people: directories are others with each file that is made in them, and so is the cache. */
function writtenFiles(buildRoot: string, inputs: readonly string[]): string[] {
  const cache = join(buildRoot, '.zig-cache', '/');
  const files = inputs.map((path) => resolvePath(buildRoot, path)).filter((path) => !path.startsWith(cache));
  return files.filter((path) => statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true);
}
