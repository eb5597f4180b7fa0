import { closeSync, mkdtempSync, openSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BUILD_ID, contentHash, OptimizeMode, type ProgramModule } from '@rezig/compiler/state';
import { displayPath } from '@rezig/node/display-path.ts';
import { readSource } from '@rezig/node/read-source.ts';
import { imagePath, statePath } from '@rezig/node/state-store.ts';
import { makeDirectory, writeAtomic } from '@rezig/node/write-atomic.ts';
import { dependenciesText, type Graph, type PackageTree } from '@rezig/project/build';
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

/** What configuring came to. */
export interface Configured {
  /** Null where it failed, which was told. */
  readonly graph: Graph | null;
  /** Files and directories that it depends on, whether they are there or not. */
  readonly inputs: readonly string[];
  /** Directories of the packages that it depends on. */
  readonly packageRoots: readonly string[];
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

const ALL_VARIABLES = '*';

/** The graph of a project, from an earlier process where all is as it was then. Rejects with a `CompilerFault`. */
export async function configureProject(order: ConfigureOrder): Promise<Configured> {
  const { stateDir } = order;
  const kept = stateDir === null || BUILD_ID === null ? null : join(stateDir, 'graphs', `${nameOf(order)}.json`);
  const known = kept === null ? null : keptGraph(kept);
  if (known !== null) {
    process.stdout.write(known.stdout);
    process.stderr.write(known.stderr);
    return configuredOf(order, known.graph, known.inputs);
  }
  const setup = configureSetup(order);
  const compiler = new OneShotCompiler(setup);
  try {
    const outcome = await compiler.update(true);
    process.stderr.write(outcome.errorText);
    const sources = outcome.watched.filter((path) => !path.startsWith(`${setup.program.zigLibDir}/`));
    if (outcome.module === null) return { graph: null, inputs: sources, packageRoots: [] };
    const module = outcome.module;
    const locate = (places: CodePlaces): Locations => compiler.locate(places, module);
    const ran = await runConfigure(order, module, locate, sources);
    compiler.keep();
    if (kept !== null && ran.graph?.neededLazy.length === 0) writeAtomic(kept, [JSON.stringify(ran)]);
    return configuredOf(order, ran.graph, ran.inputs);
  } finally {
    compiler.close();
  }
}

function configuredOf({ packages }: ConfigureOrder, graph: Graph | null, inputs: readonly SeenInput[]): Configured {
  return { graph, inputs: inputs.map(({ path }) => path), packageRoots: rootsOf(packages) };
}

function rootsOf({ packages }: PackageTree): readonly string[] {
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
  module: Uint8Array,
  locate: (places: CodePlaces) => Locations,
  sources: readonly string[],
): Promise<Omit<KeptGraph, 'graph'> & { readonly graph: Graph | null }> {
  const { buildRoot, cacheRoot, globalCacheDir, zigLibDir, settings, program, packages } = order;
  const directory = mkdtempSync(join(realpathSync(tmpdir()), 'rezig-configure-'));
  for (const needed of [cacheRoot, globalCacheDir]) makeDirectory(needed);
  const path = join(directory, 'graph.json');
  const args = ['configure', zigLibDir, buildRoot, cacheRoot, globalCacheDir, path, ...settings];
  const roots = [buildRoot, cacheRoot, globalCacheDir, zigLibDir, directory, process.cwd(), ...rootsOf(packages)];
  const record: PathRecord = { paths: new Set(), listed: new Set() };
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
    process.stdout.write(told);
    process.stderr.write(complained);
    const graph = code === 0 ? (JSON.parse(readFileSync(path, 'utf8')) as Graph) : null;
    const own = (input: string): boolean => [zigLibDir, directory].some((root) => input.startsWith(`${root}/`));
    const inputs = new Set([...sources, ...[...record.paths, ...record.listed].filter((input) => !own(input))]);
    const names = graph === null ? [] : graph.isWholeEnvironment ? [ALL_VARIABLES] : graph.environment;
    return {
      inputs: [...inputs].map((input) => seenInput(input, record.listed.has(input))),
      environment: names.map((name) => [name, variable(name)]),
      graph,
      stdout: told,
      stderr: complained,
    };
  } finally {
    for (const descriptor of [stdin, stdout, stderr]) closeSync(descriptor);
    rmSync(directory, { recursive: true, force: true });
  }
}
