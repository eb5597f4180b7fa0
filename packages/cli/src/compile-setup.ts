import { join } from 'node:path';
import type { ProgramModule } from '@rezig/compiler/state';
import { cacheDirectory } from '@rezig/node/cache-dir.ts';
import { displayPath, rootDisplayPath } from '@rezig/node/display-path.ts';
import { errorName } from '@rezig/node/read-source.ts';
import { imagePath, statePath } from '@rezig/node/state-store.ts';
import { UsageError } from '@rezig/node/usage-error.ts';
import { makeDirectory } from '@rezig/node/write-atomic.ts';
import { findZigLib } from '@rezig/node/zig-lib.ts';
import { RemoteCacheError, type RemoteCacheSettings, remoteCacheSettings } from '@rezig/project/remote-cache-settings';
import { checkRootPath, errorFormat, type ParsedOptions } from './build-options.ts';
import { useColor } from './color.ts';
import { type ModuleArgument, programModules } from './module-arguments.ts';
import { programOptions } from './program-options.ts';
import type { CompileSetup } from './protocol.ts';

/** Of a process that neither starts from what another one found out nor keeps it. */
const NO_PATHS = { statePath: null, imagePath: null };

/** The modules of a program, the main one first. One that has no name is called after its file. */
export function modulesOfProgram(rootPath: string | null, args: readonly ModuleArgument[]): readonly ProgramModule[] {
  const modules = programModules(args, rootPath);
  if (rootPath === null) return modules;
  checkRootPath(rootPath);
  return [{ name: '', rootPath, dependencies: {} }];
}

/**
 * What the compiler's thread is to be started with for the program of `modules`. Throws a `UsageError` for options that make no sense, and where there
 * is no library, or the directory that was named for what is kept cannot be made.
 */
export function compileSetup(
  modules: readonly ProgramModule[],
  options: ParsedOptions,
  goal: { readonly emit: boolean; readonly testFilters: readonly string[] | null },
): CompileSetup {
  const zigLibDir = displayPath(findZigLib(options.zigLibDir));
  const shown = modules.map((module) => ({ ...module, rootPath: rootDisplayPath(module.rootPath, zigLibDir) }));
  const cacheDir = cacheDirectory(options.cacheDir, modules[0].rootPath);
  if (options.cacheDir !== undefined) {
    try {
      makeDirectory(cacheDir);
    } catch (error) {
      throw new UsageError(`unable to make the directory '${options.cacheDir}': ${errorName(error)}`);
    }
  }
  const program = {
    program: programOptions(shown, zigLibDir, options, goal),
    cacheDir,
    loweredDir: join(__dirname, '../lowered'),
    color: useColor(options.color),
    errorFormat: errorFormat(options.errorFormat),
  };
  const paths = options.state ? { statePath: statePath(program), imagePath: imagePath(program) } : NO_PATHS;
  return { ...program, ...paths, remote: options.state ? remoteCache(options) : null };
}

/** The server that the options or the environment name; null for none. Throws a `UsageError`. */
export function remoteCache({
  remoteCache,
  remoteCacheUpload,
}: Pick<ParsedOptions, 'remoteCacheUpload'> & {
  readonly remoteCache?: string | undefined;
}): RemoteCacheSettings | null {
  try {
    return remoteCacheSettings(process.env, remoteCache, remoteCacheUpload === true);
  } catch (error) {
    if (error instanceof RemoteCacheError) throw new UsageError(error.message);
    throw error;
  }
}

/** Tells that the state file is not used, and why. */
export function warnOfState({ statePath }: CompileSetup, refusal: string | null): void {
  if (refusal !== null) process.stderr.write(`warning: the state in '${statePath}' is not used: ${refusal}\n`);
}
