// Builds what `npx rezig` runs: one bundle per package, and the library directory.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import '../packages/zig-lib/prepare.mjs';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));

/** A hash of the compiler's source: what one build keeps on disk, another must not read. */
function buildId() {
  const root = 'packages/compiler/src';
  const hash = createHash('sha256');
  const names = readdirSync(root, { recursive: true }).filter(
    (name) => name.endsWith('.ts') && !name.endsWith('.test.ts'),
  );
  for (const name of names.sort()) hash.update(name).update(readFileSync(`${root}/${name}`));
  return hash.digest('hex').slice(0, 16);
}

const common = {
  write: false,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  sourcemap: 'linked',
  minifySyntax: true,
  minifyWhitespace: true,
  conditions: ['source'],
  external: ['commander', 'chokidar', '@rezig/zig-lib'],
  logLevel: 'warning',
};

const bundles = await Promise.all([
  build({
    ...common,
    entryPoints: { index: 'packages/compiler/src/index.ts', check: 'packages/compiler/src/compilation/check.ts' },
    outdir: 'packages/compiler/dist',
    splitting: true,
  }),
  build({
    ...common,
    entryPoints: ['main', 'worker', 'program'].map((name) => `packages/cli/src/${name}.ts`),
    outdir: 'packages/cli/dist',
    splitting: true,
    chunkNames: '[name]-[hash]',
    define: { REZIG_BUILD: JSON.stringify(buildId()) },
  }),
]);
// Nothing is touched before all is built: what worked goes on working.
for (const dist of ['packages/compiler/dist', 'packages/cli/dist']) {
  rmSync(dist, { recursive: true, force: true });
  mkdirSync(dist);
}
for (const { path, contents } of bundles.flatMap((bundle) => bundle.outputFiles)) writeFileSync(path, contents);
