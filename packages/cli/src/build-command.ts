import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { cacheDirectory } from '@rezig/node/cache-dir.ts';
import { UsageError } from '@rezig/node/usage-error.ts';
import { findZigLib } from '@rezig/node/zig-lib.ts';
import { type BuildArguments, buildArguments } from './build-arguments.ts';
import { buildHelp, stepsText } from './build-help.ts';
import { findBuildRoot } from './build-root.ts';
import { BuildSession, type Project } from './build-session.ts';
import { configure } from './configure.ts';
import { beforeFlags } from './engine-flags.ts';
import { watchProject } from './watch-project.ts';

/** `rezig build`. `keepCode`: see `LoadedBundle`. Returns the exit code. Throws a `UsageError` for what cannot be done as asked, a `CompilerFault` if the compiler fails. */
export async function runBuildCommand(given: readonly string[], keepCode: () => void): Promise<number> {
  beforeFlags(keepCode);
  const args = buildArguments(given);
  const project = projectOf(args);
  if (args.watch && args.does === 'build') return watchProject(project);
  const configured = await configure(project);
  const { graph } = configured;
  if (graph === null) return 1;
  if (args.does !== 'build') {
    if (args.does !== 'fetch') process.stdout.write(args.does === 'help' ? buildHelp(graph) : stepsText(graph));
    return 0;
  }
  const session = new BuildSession(project);
  const code = await session.build(configured, graph);
  session.close();
  return code;
}

export function projectOf(args: BuildArguments): Project {
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
