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

/** A hash of the compiler's source in `directories`: what one build of it keeps on disk, another must not read. */
function sourceId(directories) {
  const root = 'packages/compiler/src';
  const hash = createHash('sha256');
  for (const directory of directories) {
    const names = readdirSync(`${root}/${directory}`, { recursive: true }).filter(
      (name) => name.endsWith('.ts') && !name.endsWith('.test.ts'),
    );
    for (const name of names.sort()) hash.update(name).update(readFileSync(`${root}/${directory}/${name}`));
  }
  return hash.digest('hex').slice(0, 16);
}

/** Of the floors that lower files. */
const lowering = sourceId(['util', 'source', 'syntax', 'zir']);
const defines = { REZIG_LOWERING: JSON.stringify(lowering), REZIG_BUILD: JSON.stringify(sourceId(['.'])) };
const common = {
  write: false,
  bundle: true,
  platform: 'node',
  target: 'node20',
  sourcemap: 'linked',
  minifySyntax: true,
  minifyWhitespace: true,
  conditions: ['source'],
  external: ['commander', 'chokidar', '@rezig/zig-lib'],
  logLevel: 'warning',
  define: defines,
};
const modules = { ...common, format: 'esm', splitting: true };
const cli = { ...common, outdir: 'packages/cli/dist' };

// Named by its content, so that code kept beside it is never that of another.
const compiler = await build({
  ...cli,
  entryPoints: ['packages/cli/src/compiler.ts'],
  entryNames: '[name]-[hash]',
  outExtension: { '.js': '.cjs' },
  format: 'cjs',
  banner: { js: '(function (require) {' },
  footer: { js: '})' },
});
const compilerFile = compiler.outputFiles.map((file) => basename(file.path)).find((name) => name.endsWith('.cjs'));
const bundles = await Promise.all([
  build({
    ...modules,
    entryPoints: {
      index: 'packages/compiler/src/index.ts',
      check: 'packages/compiler/src/compilation/check.ts',
      state: 'packages/compiler/src/state.ts',
    },
    outdir: 'packages/compiler/dist',
  }),
  build({
    ...modules,
    entryPoints: ['main', 'program', 'lower-library'].map((name) => `packages/cli/src/${name}.ts`),
    outdir: 'packages/cli/dist',
    chunkNames: '[name]-[hash]',
  }),
  build({
    ...cli,
    entryPoints: ['packages/cli/src/worker.ts'],
    outExtension: { '.js': '.cjs' },
    format: 'cjs',
    define: { ...defines, REZIG_COMPILER: JSON.stringify(compilerFile) },
  }),
]);
// Nothing is touched before all is built, and what a process that runs right now may still load is left for a while.
const written = new Set();
for (const { path, contents } of [compiler, ...bundles].flatMap((bundle) => bundle.outputFiles)) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.tmp`, contents);
  renameSync(`${path}.tmp`, path);
  written.add(path);
}
const old = Date.now() - 10 * 60_000;
for (const dist of ['packages/compiler/dist', 'packages/cli/dist']) {
  for (const name of readdirSync(dist)) {
    if (name === 'types') continue;
    const path = resolve(dist, name);
    if (!written.has(path) && statSync(path).mtimeMs < old) rmSync(path);
  }
}

writeDeclarations();

/** Runs a built script. What fails here costs time later, and no more. */
function run(...args) {
  const { status } = spawnSync(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) console.warn(`build: ${args[0]} failed`);
}

const library = 'packages/zig-lib/lib';
const lowered = 'packages/cli/lowered';
if (existsSync(library)) {
  if (!existsSync(`${lowered}/${lowering}`)) {
    rmSync(lowered, { recursive: true, force: true });
    mkdirSync(lowered);
    run('packages/cli/dist/lower-library.js', library, `${lowered}/${lowering}`);
  }
  // The first run leaves the code that it compiled for those after it.
  const module = `${lowered}/hello.wasm`;
  run('packages/cli/bin/rezig.mjs', 'build-exe', 'examples/hello.zig', '--no-state', '--femit-bin', module);
  rmSync(module, { force: true });
}
