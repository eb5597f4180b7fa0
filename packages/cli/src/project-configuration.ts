import { closeSync, mkdtempSync, openSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BUILD_ID, contentHash, OptimizeMode, type ProgramModule } from '@rezig/compiler/state';
import { displayPath } from '@rezig/node/display-path.ts';
import { readSource } from '@rezig/node/read-source.ts';
import { imagePath, statePath } from '@rezig/node/state-store.ts';
import { makeDirectory, writeAtomic } from '@rezig/node/write-atomic.ts';
import { dependenciesText, type Graph, type MadeStep, type PackageTree, type Toolchain } from '@rezig/project/build';
import type { RemoteCacheSettings } from '@rezig/project/remote-cache-settings';
import { CONFIGURE_OVERLAYS } from './configure-overlays.ts';
import type { PathRecord } from './host-paths.ts';
import { areCurrent, type SeenInput, seenInput } from './input-record.ts';
import { OneShotCompiler } from './one-shot-compiler.ts';
import type { CodePlaces, CompileSetup, Locations } from './protocol.ts';
import { runWasiProgram } from './wasi-program.ts';

/** What is configured. Paths are absolute. */
export interface ConfigureOrder {
  readonly buildRoot: string;
  readonly buildFile: string;
  /** Where files are kept that steps make. */
  readonly cacheRoot: string;
  readonly globalCacheDir: string;
  readonly zigLibDir: string;
  readonly packages: PackageTree;
  /** See `BuildArguments`. */
  readonly settings: readonly string[];
  readonly program: readonly string[] | null;
  /** Where compiled programs keep their state; null where nothing is kept. */
  readonly stateDir: string | null;
  /** See `CompileSetup`. */
  readonly remote: RemoteCacheSettings | null;
  readonly color: boolean;
  readonly errorFormat: CompileSetup['errorFormat'];
  readonly referenceTrace: number | null;
}

/** That there is nothing configured. */
export const NOT_CONFIGURED = {
  graph: null,
  packageRoots: [],
  fetchedRoots: [],
  makeStep: (): Promise<never> => Promise.reject(new Error('there is no graph of which a step could be made')),
};

/** What configuring came to. */
export interface Configured {
  /** Null where it failed, which was told. */
  readonly graph: Graph | null;
  /** Files and directories that it depends on, whether they are there or not. */
  readonly inputs: readonly string[];
  /** Directories of the packages that it depends on. */
  readonly packageRoots: readonly string[];
  /** Those among them that others write. */
  readonly fetchedRoots: readonly string[];
  /** Has a function of the project carry out a step. */
  readonly makeStep: Toolchain['makeStep'];
}

/** What is kept of a graph. */
interface KeptGraph {
  readonly inputs: readonly SeenInput[];
  /** Variables of the environment that were asked for. */
  readonly environment: readonly (readonly [name: string, value: string | null])[];
  readonly graph: Graph;
  /** What the `build` functions wrote. */
  readonly stdout: string;
  readonly stderr: string;
}

/** The same, where there may be no graph since the `build` functions failed. */
type RanConfigure = Omit<KeptGraph, 'graph'> & { readonly graph: Graph | null };

const ALL_VARIABLES = '*';

/** The program that runs the `build` functions, compiled. */
interface ConfigureProgram {
  readonly module: Uint8Array;
  readonly locate: (places: CodePlaces) => Locations;
}

/** The graph of a project, from an earlier process where all is as it was then. Rejects with a `CompilerFault`. */
export async function configureProject(order: ConfigureOrder): Promise<Configured> {
  const { stateDir } = order;
  const kept = stateDir === null || BUILD_ID === null ? null : join(stateDir, 'graphs', `${nameOf(order)}.json`);
  const known = kept === null ? null : keptGraph(kept);
  if (known !== null) {
    process.stdout.write(known.stdout);
    process.stderr.write(known.stderr);
    return configuredOf(order, known);
  }
  return withProgram(order, async (program, sources) => {
    const ran = await runConfigure(order, program, sources);
    if (kept !== null && ran.graph?.neededLazy.length === 0) writeAtomic(kept, [JSON.stringify(ran)]);
    return configuredOf(order, ran);
  });
}

/** What `use` gives of the compiled program; null graph where it has errors, which are told. `sources`: the files that it is made of. */
async function withProgram(
  order: ConfigureOrder,
  use: (program: ConfigureProgram, sources: readonly string[]) => Promise<Configured>,
): Promise<Configured> {
  const setup = configureSetup(order);
  const compiler = new OneShotCompiler(setup);
  try {
    const outcome = await compiler.update(true);
    process.stderr.write(outcome.errorText);
    const sources = outcome.watched.filter((path) => !path.startsWith(`${setup.program.zigLibDir}/`));
    const { module } = outcome;
    if (module === null) return { ...NOT_CONFIGURED, inputs: sources };
    const configured = await use({ module, locate: (places) => compiler.locate(places, module) }, sources);
    compiler.keep();
    return configured;
  } finally {
    compiler.close();
  }
}

function configuredOf(order: ConfigureOrder, ran: RanConfigure): Configured {
  const { graph, inputs } = ran;
  return {
    ...NOT_CONFIGURED,
    graph,
    inputs: inputs.map(({ path }) => path),
    packageRoots: rootsOf(order.packages.packages),
    fetchedRoots: rootsOf(order.packages.packages.filter(({ isFetched }) => isFetched)),
    ...(graph === null ? {} : { makeStep: stepMaker(order, { ...ran, graph }) }),
  };
}

function rootsOf(packages: PackageTree['packages']): readonly string[] {
  return packages.flatMap(({ root }) => (root === null ? [] : [root]));
}

function nameOf({ color: _, errorFormat: _format, remote: _remote, ...order }: ConfigureOrder): string {
  return contentHash(new TextEncoder().encode(JSON.stringify([BUILD_ID, process.cwd(), order])));
}

function keptGraph(path: string): KeptGraph | null {
  const bytes = readSource(path);
  if (typeof bytes === 'string') return null;
  try {
    const kept = JSON.parse(Buffer.from(bytes).toString()) as KeptGraph;
    const isSame = kept.environment.every(([name, value]) => variable(name) === value);
    return isSame && areCurrent(kept.inputs) ? kept : null;
  } catch {
    return null;
  }
}

/** The value of a variable, or what names the values of all. */
function variable(name: string): string | null {
  if (name !== ALL_VARIABLES) return process.env[name] ?? null;
  return JSON.stringify(Object.entries(process.env).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The program that runs the `build` functions: its modules are our runner, the project's `build.zig`, those of its packages, and a list of these. */
function configureSetup(order: ConfigureOrder): CompileSetup {
  const { cacheRoot, buildFile, packages, stateDir } = order;
  const list = join(cacheRoot, 'rezig', 'dependencies.zig');
  const text = dependenciesText(packages);
  const old = readSource(list);
  if (typeof old === 'string' || Buffer.from(old).toString() !== text) writeAtomic(list, [text]);
  const withBuild = packages.packages.filter(({ root, hasBuildFile }) => root !== null && hasBuildFile);
  const numbers = new Map(withBuild.map(({ id }, i) => [id, `package${i}`]));
  const importsOf = (dependencies: Readonly<Record<string, string>>): Record<string, string> =>
    Object.fromEntries(
      Object.entries(dependencies).flatMap(([name, id]) => {
        const module = numbers.get(id);
        return module === undefined ? [] : [[name, module]];
      }),
    );
  const modules: ProgramModule[] = [
    { name: 'build', rootPath: displayPath(buildFile), dependencies: importsOf(packages.rootDependencies) },
    { name: 'dependencies', rootPath: displayPath(list), dependencies: Object.fromEntries(numbers) },
    ...withBuild.map(({ id, root, dependencies }) => ({
      name: numbers.get(id)!,
      rootPath: displayPath(join(root!, 'build.zig')),
      dependencies: importsOf(dependencies),
    })),
  ];
  const setup = {
    program: {
      rootPath: displayPath(join(__dirname, '../zig/configure.zig')),
      rootName: 'configure',
      dependencies: { '@build': 'build', '@dependencies': 'dependencies' },
      modules,
      zigLibDir: displayPath(order.zigLibDir),
      target: 'wasm32-wasi',
      mode: OptimizeMode.Debug,
      testFilters: null,
      emit: true,
      referenceTrace: order.referenceTrace,
      link: { exports: [] },
    },
    cacheDir: stateDir,
    loweredDir: join(__dirname, '../lowered'),
    color: order.color,
    errorFormat: order.errorFormat,
    overlays: CONFIGURE_OVERLAYS,
  };
  return { ...setup, statePath: statePath(setup), imagePath: imagePath(setup), remote: order.remote };
}

/** Runs the `build` functions. `sources`: the files that the program was made of. The graph is null where they failed. */
async function runConfigure(
  order: ConfigureOrder,
  program: ConfigureProgram,
  sources: readonly string[],
): Promise<RanConfigure> {
  const { zigLibDir } = order;
  const record: PathRecord = { paths: new Set(), listed: new Set() };
  const before = { stdout: '', stderr: '' };
  const { written, stdout, stderr, directory } = await runProgram(order, program, before, [], [], record);
  const graph = written === null ? null : (JSON.parse(written) as Graph);
  const own = (input: string): boolean => [zigLibDir, directory].some((root) => input.startsWith(`${root}/`));
  const inputs = new Set([...sources, ...[...record.paths, ...record.listed].filter((input) => !own(input))]);
  const names = graph === null ? [] : graph.isWholeEnvironment ? [ALL_VARIABLES] : graph.environment;
  return {
    inputs: [...inputs].map((input) => seenInput(input, record.listed.has(input))),
    environment: names.map((name) => [name, variable(name)]),
    graph,
    stdout,
    stderr,
  };
}

/** What runs the `build` functions again, and then the function of a step. The program is compiled where the first step asks for it. */
function stepMaker(order: ConfigureOrder, before: KeptGraph): Toolchain['makeStep'] {
  let compiled: Promise<ConfigureProgram> | null = null;
  return async (step, files) => {
    compiled ??= compileProgram(configureSetup(order));
    const settings = [`make=${step}`, ...files.map(([file, path]) => `made=${file}:${path}`)];
    const { installPath } = before.graph;
    makeDirectory(installPath);
    const { written } = await runProgram(order, await compiled, before, settings, [installPath], null);
    const failed = { failure: 'MakeFailed', messages: ['its function failed'], output: '', isCached: false, files: [] };
    return written === null ? failed : (JSON.parse(written) as MadeStep);
  };
}

/** Compiles the program again, which has no errors. Where it traps, yet again, to tell where. */
async function compileProgram(setup: CompileSetup): Promise<ConfigureProgram> {
  const locateIn = (module: Uint8Array, places: CodePlaces): Locations => {
    const another = new OneShotCompiler(setup);
    try {
      return another.locate(places, module);
    } finally {
      another.close();
    }
  };
  const compiler = new OneShotCompiler(setup);
  try {
    const module = (await compiler.update(false)).module!;
    return { module, locate: (places) => locateIn(module, places) };
  } finally {
    compiler.close();
  }
}

/** Runs the program. What it wrote as data is null where it failed; what it wrote for people is passed on, but for what was `before`. */
async function runProgram(
  order: ConfigureOrder,
  { module, locate }: ConfigureProgram,
  before: { readonly stdout: string; readonly stderr: string },
  further: readonly string[],
  furtherRoots: readonly string[],
  record: PathRecord | null,
): Promise<{
  readonly written: string | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly directory: string;
}> {
  const { buildRoot, cacheRoot, globalCacheDir, zigLibDir, settings, program, packages } = order;
  const directory = mkdtempSync(join(realpathSync(tmpdir()), 'rezig-configure-'));
  for (const needed of [cacheRoot, globalCacheDir]) makeDirectory(needed);
  const path = join(directory, 'graph.json');
  const args = ['configure', zigLibDir, buildRoot, cacheRoot, globalCacheDir, path, ...settings, ...further];
  const usual = [
    buildRoot,
    cacheRoot,
    globalCacheDir,
    zigLibDir,
    directory,
    process.cwd(),
    ...rootsOf(packages.packages),
  ];
  const roots = [...usual, ...furtherRoots];
  const files = ['stdin', 'stdout', 'stderr'].map((name) => join(directory, name));
  const [stdin, stdout, stderr] = files.map((file) => openSync(file, 'w+'));
  try {
    const world = {
      args: program === null ? args : [...args, '--', ...program],
      env: [],
      envAll: true,
      dirs: [],
      places: { cwd: process.cwd(), roots: roots.map((root) => realpathSync(root)) },
      streams: { stdin, stdout, stderr },
    };
    const code = await runWasiProgram(module, world, locate, { color: order.color, isFull: false }, null, record);
    const [told, complained] = files.slice(1).map((file) => readFileSync(file, 'utf8'));
    process.stdout.write(told.startsWith(before.stdout) ? told.slice(before.stdout.length) : told);
    process.stderr.write(complained.startsWith(before.stderr) ? complained.slice(before.stderr.length) : complained);
    const written = code === 0 ? readFileSync(path, 'utf8') : null;
    return { written, stdout: told, stderr: complained, directory };
  } finally {
    for (const descriptor of [stdin, stdout, stderr]) closeSync(descriptor);
    rmSync(directory, { recursive: true, force: true });
  }
}
