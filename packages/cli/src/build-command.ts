import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { cacheDirectory } from '@rezig/node/cache-dir.ts';
import { displayPath } from '@rezig/node/display-path.ts';
import { UsageError } from '@rezig/node/usage-error.ts';
import { findZigLib } from '@rezig/node/zig-lib.ts';
import { type BuildArguments, buildArguments } from './build-arguments.ts';
import { buildHelp, stepsText } from './build-help.ts';
import { referenceTrace } from './build-options.ts';
import { findBuildRoot } from './build-root.ts';
import { BuildSession, type Project } from './build-session.ts';
import { useColor } from './color.ts';
import { remoteCache } from './compile-setup.ts';
import { beforeFlags } from './engine-flags.ts';
import { type Configured, configureProject, NOT_CONFIGURED } from './project-configuration.ts';
import { projectPackages } from './project-packages.ts';
import { SourceWatcher } from './watch.ts';

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

/** Configures a project. Lazy dependencies that it asks for are fetched, and then it is configured again. */
export async function configure(project: Project): Promise<Configured> {
  const { args, ...places } = project;
  const style = { errorFormat: args.errorFormat, color: useColor(args.color) };
  const { systemDirectory, forks } = args;
  const needed = new Set<string>();
  for (;;) {
    const lazy = args.fetchesAll ? 'all' : needed;
    const sources = { globalCacheDir: project.globalCacheDir, systemDirectory, forks };
    const packages = await projectPackages(project.buildRoot, sources, lazy, style);
    if (packages.errorText !== '') {
      process.stderr.write(packages.errorText);
      return { ...NOT_CONFIGURED, inputs: packages.manifests };
    }
    const configured = await configureProject({
      ...places,
      ...style,
      packages: packages.tree,
      settings: args.configure,
      program: args.program,
      stateDir: args.keepsState ? project.stateDir : null,
      remote: args.keepsState ? remoteCache(args) : null,
      referenceTrace: referenceTrace(args.referenceTrace),
    });
    const missing = (configured.graph?.neededLazy ?? []).filter((hash) => !needed.has(hash));
    if (missing.length === 0) return { ...configured, inputs: [...configured.inputs, ...packages.manifests] };
    if (systemDirectory !== null) {
      const lines = missing.map((hash) => `error: lazy dependency package not found: ${join(systemDirectory, hash)}\n`);
      process.stderr.write(
        `${lines.join('')}info: remote package fetching disabled due to --system mode\ninfo: dependencies might be avoidable depending on build configuration\n`,
      );
      return { ...NOT_CONFIGURED, inputs: [...configured.inputs, ...packages.manifests] };
    }
    for (const hash of missing) needed.add(hash);
  }
}

const CLEAR = '\x1b[2J\x1b[3J\x1b[H';

/** Builds, and does so again after each change, of `build.zig` too, until a signal ends the process. */
async function watchProject(project: Project): Promise<never> {
  const { args } = project;
  const session = new BuildSession(project);
  const watcher = new SourceWatcher();
  const clears = args.clears && process.stderr.isTTY === true;
  for (let isFirst = true; ; isFirst = false) {
    const start = Date.now();
    const configured = await configure(project);
    if (configured.graph !== null) await session.build(configured, configured.graph);
    const inputs = [...configured.inputs, ...session.inputs()].map((path) => displayPath(path));
    watcher.setPaths([...inputs, ...session.watched()], start);
    if (isFirst) process.stderr.write(`watching ${watcher.length} files\n`);
    const changed = await watcher.changes();
    if (clears) process.stderr.write(CLEAR);
    session.begin(changed);
  }
}
