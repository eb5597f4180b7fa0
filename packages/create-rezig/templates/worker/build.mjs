import { rmSync } from 'node:fs';
import rezig from '@rezig/unplugin/esbuild';
import { build } from 'esbuild';

rmSync('dist', { recursive: true, force: true });
await build({
  entryPoints: ['src/worker.js'],
  outdir: 'dist',
  bundle: true,
  format: 'esm',
  assetNames: '[name]',
  // Such servers compile no modules while they run: they are given them beside the code.
  plugins: [rezig({ wasm: 'module' })],
});
