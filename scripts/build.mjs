// Builds what `npx rezig` runs: the bundles of each package, the library directory, and the library lowered.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import '../packages/zig-lib/prepare.mjs';
import { writeDeclarations } from './declarations.mjs';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));

/** A hash of the compiler's source in `directories`, and of `others`: what one build of it keeps on disk, another must not read. */
function sourceId(directories, others = []) {
  const root = 'packages/compiler/src';
  const hash = createHash('sha256');
  for (const path of others) hash.update(readFileSync(path));
  for (const directory of directories) {
    const names = readdirSync(`${root}/${directory}`, { recursive: true }).filter(
      (name) => name.endsWith('.ts') && !name.endsWith('.test.ts'),
    );
    for (const name of names.sort()) hash.update(name).update(readFileSync(`${root}/${directory}/${name}`));
  }
  return hash.digest('hex').slice(0, 16);
}

/** Packages that have files of the library lowered: `lowered-files.txt` has their paths, `lowered` the archive. */
const withLowered = ['packages/cli', 'packages/unplugin'];

/** Of the floors that lower files, and what they lower. */
const lowering = sourceId(
  ['util', 'source', 'syntax', 'zir'],
  [...withLowered.map((directory) => `${directory}/lowered-files.txt`), 'packages/node/src/lowered-archive.ts'],
);
const defines = { REZIG_LOWERING: JSON.stringify(lowering), REZIG_BUILD: JSON.stringify(sourceId(['.'])) };
const common = {
  // Of the package that is packed, before this script left it.
  absWorkingDir: process.cwd(),
  write: false,
  bundle: true,
  metafile: true,
  platform: 'node',
  target: 'node20',
  sourcemap: 'linked',
  minifySyntax: true,
  minifyWhitespace: true,
  conditions: ['source'],
  logLevel: 'warning',
};

/** Modules of Node that take long to load, for commands that have no use for them, and what is used of each. */
const slowModules = {
  child_process: ['spawn', 'spawnSync', 'fork'],
  readline: ['createInterface'],
  v8: ['setFlagsFromString', 'getHeapStatistics'],
};

/** The package of the library by its path, where it is in a directory of packages above: to find it by its name, Node loads what it needs besides for `import` alone. */
const zigLib = `
  const { existsSync } = require('node:fs');
  const { dirname, join } = require('node:path');
  let above = __dirname;
  const entry = () => join(above, 'node_modules/@rezig/zig-lib/index.cjs');
  while (!existsSync(entry()) && dirname(above) !== above) above = dirname(above);
  module.exports = require(existsSync(entry()) ? entry() : '@rezig/zig-lib');`;

const lazyModules = {
  name: 'lazy-modules',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^@rezig\/zig-lib$/ }, ({ path, namespace }) =>
      namespace === 'zig-lib' ? { path, external: true } : { path, namespace: 'zig-lib' },
    );
    onLoad({ filter: /.*/, namespace: 'zig-lib' }, () => ({ contents: zigLib }));
    onResolve({ filter: new RegExp(`^node:(${Object.keys(slowModules).join('|')})$`) }, ({ path }) => ({
      path: path.slice(5),
      namespace: 'lazy',
    }));
    onLoad({ filter: /.*/, namespace: 'lazy' }, ({ path }) => ({
      contents: slowModules[path]
        .map((name) => `exports.${name} = (...args) => require('${path}').${name}(...args);`)
        .join(''),
    }));
  },
};
/** What the command line runs: files that Node loads in the least time. */
const cli = {
  ...common,
  format: 'cjs',
  outExtension: { '.js': '.cjs' },
  outdir: 'packages/cli/dist',
  external: ['@rezig/zig-lib'],
  plugins: [lazyModules],
  supported: { 'dynamic-import': false },
};
const entries = (...names) => ({ entryPoints: names.map((name) => `packages/cli/src/${name}.ts`) });

const escapedUnit = (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** A bundle for `loadBundle`, named by its content, so that code kept beside it is never that of another. */
async function loadable(name, define) {
  const banner = { js: '(function (require, module, __dirname) {' };
  const result = await build({
    ...cli,
    ...entries(name),
    entryNames: '[name]-[hash]',
    banner,
    footer: { js: '})' },
    define,
  });
  // `loadBundle` reads bytes as letters. What other packages have in regular expressions is left as it is by the bundler.
  const outputFiles = result.outputFiles.map(({ path, contents, text }) => ({
    path,
    contents: path.endsWith('.cjs') ? Buffer.from(text.replace(/[^\0-\x7f]/g, escapedUnit)) : contents,
  }));
  const file = outputFiles.map(({ path }) => basename(path)).find((name) => name.endsWith('.cjs'));
  return { ...result, outputFiles, file };
}

const [compiler, check, lsp, analysis, fetcher, remote, passes] = await Promise.all(
  ['compiler', 'ast-check', 'lsp', 'lsp-analysis', 'fetcher', 'remote-cache', 'module-passes'].map((name) =>
    loadable(name, defines),
  ),
);
const packages = await loadable('packages', {
  ...defines,
  REZIG_BUNDLES: JSON.stringify({ fetcher: fetcher.file }),
});
const withBundles = {
  ...defines,
  REZIG_BUNDLES: JSON.stringify({
    compiler: compiler.file,
    check: check.file,
    lsp: lsp.file,
    analysis: analysis.file,
    packages: packages.file,
    fetcher: fetcher.file,
    remote: remote.file,
    passes: passes.file,
  }),
};
const project = await loadable('build-command', withBundles);
const dap = await loadable('dap', withBundles);
const main = await loadable('main', {
  ...withBundles,
  REZIG_PROJECT: JSON.stringify(project.file),
  REZIG_DAP: JSON.stringify(dap.file),
});
const unpluginEntries = ['index', 'vite', 'rollup', 'rolldown', 'webpack', 'rspack', 'esbuild', 'farm', 'bun'].concat([
  'worker',
  'register',
  'hooks',
]);
const bundles = await Promise.all([
  build({
    ...common,
    format: 'esm',
    splitting: true,
    define: defines,
    entryPoints: {
      index: 'packages/compiler/src/index.ts',
      check: 'packages/compiler/src/compilation/check.ts',
      'zon-data': 'packages/compiler/src/compilation/zon-data.ts',
      editor: 'packages/compiler/src/editor/index.ts',
      bindings: 'packages/compiler/src/bindings/index.ts',
      swap: 'packages/compiler/src/swap/index.ts',
      'swap-runtime': 'packages/compiler/src/swap/runtime.ts',
      state: 'packages/compiler/src/state.ts',
    },
    outdir: 'packages/compiler/dist',
  }),
  build({
    ...common,
    format: 'esm',
    splitting: true,
    define: defines,
    entryPoints: unpluginEntries.map((name) => `packages/unplugin/src/${name}.ts`),
    external: ['@rezig/compiler', '@rezig/compiler/*', '@rezig/zig-lib', 'unplugin', 'es-module-lexer'],
    outdir: 'packages/unplugin/dist',
  }),
  // What pages load.
  build({
    ...common,
    format: 'esm',
    platform: 'browser',
    entryPoints: ['page', 'client'].map((name) => `packages/unplugin/src/${name}.ts`),
    outdir: 'packages/unplugin/dist',
  }),
  build({
    ...cli,
    ...entries('start', 'worker', 'lsp-worker', 'program', 'test-process', 'debug-process', 'lower-library'),
    define: { ...withBundles, REZIG_MAIN: JSON.stringify(main.file) },
  }),
]);
// Nothing is touched before all is built, and what a process that runs right now may still load is left for a while, but is not packed.
const written = new Set();
const loadables = [compiler, check, lsp, analysis, fetcher, remote, passes, packages, project, dap, main];
for (const { path, contents } of [...loadables, ...bundles].flatMap((bundle) => bundle.outputFiles)) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.tmp`, contents);
  renameSync(`${path}.tmp`, path);
  written.add(path);
}
const old = process.env.npm_lifecycle_event === 'prepack' ? Number.POSITIVE_INFINITY : Date.now() - 10 * 60_000;
for (const dist of ['packages/compiler/dist', 'packages/unplugin/dist', 'packages/cli/dist']) {
  for (const name of readdirSync(dist)) {
    if (name === 'types') continue;
    const path = resolve(dist, name);
    // Tests that were killed leave directories.
    if (!written.has(path) && statSync(path).mtimeMs < old) rmSync(path, { recursive: true });
  }
}

writeDeclarations();

/** The packages of others that the bundles have parts of. */
const bundled = new Set(
  [...loadables, ...bundles]
    .flatMap(({ metafile }) => Object.keys(metafile.inputs))
    .flatMap((path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? []),
);

/** They are there by their licences, which ask for their texts; where a package has none, its code begins with it. */
const licences = [...bundled].sort().map((name) => {
  const file = readdirSync(`node_modules/${name}`).find((one) => /^licen[cs]e(\.(md|txt))?$/i.test(one));
  const { license } = JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8'));
  return `${name}\n\n${file === undefined ? license : readFileSync(`node_modules/${name}/${file}`, 'utf8')}`;
});
writeFileSync('packages/cli/dist/licenses.txt', licences.join('\n'));

/** Runs a built script. What fails here costs time later, and no more. */
function run(...args) {
  const { status } = spawnSync(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) console.warn(`build: ${args[0]} failed`);
}

const library = 'packages/zig-lib/lib';
if (existsSync(library)) {
  for (const directory of withLowered) {
    const lowered = `${directory}/lowered`;
    if (existsSync(`${lowered}/${lowering}`)) continue;
    rmSync(lowered, { recursive: true, force: true });
    run('packages/cli/dist/lower-library.cjs', library, `${directory}/lowered-files.txt`, `${lowered}/${lowering}`);
  }
  // The first run leaves the code that it compiled for those after it.
  const module = 'packages/cli/lowered/hello.wasm';
  run('packages/cli/bin/rezig.cjs', 'build-exe', 'examples/hello.zig', '--no-state', `-femit-bin=${module}`);
  rmSync(module, { force: true });
}
