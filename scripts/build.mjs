// Builds what `npx rezig` runs: one bundle per package, and the library directory.
import { existsSync } from 'node:fs';
import { build } from 'esbuild';
import '../packages/zig-lib/prepare.mjs';

const entries = [
  ['packages/compiler/src/index.ts', 'packages/compiler/dist/index.js'],
  ['packages/cli/src/main.ts', 'packages/cli/dist/main.js'],
  ['packages/cli/src/worker.ts', 'packages/cli/dist/worker.js'],
];
for (const [from, to] of entries) {
  if (!existsSync(from)) continue;
  await build({
    entryPoints: [from],
    outfile: to,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    sourcemap: 'linked',
    conditions: ['source'],
    external: ['commander', 'picocolors', '@rezig/zig-lib', 'binaryen'],
    logLevel: 'warning',
  });
}
