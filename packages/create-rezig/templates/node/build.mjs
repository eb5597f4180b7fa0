import { renameSync, rmSync } from 'node:fs';
import rezig from '@rezig/unplugin/esbuild';
import { build } from 'esbuild';

rmSync('dist', { recursive: true, force: true });
await build({
  entryPoints: { index: 'src/words.zig' },
  outdir: 'dist',
  bundle: true,
  format: 'esm',
  plugins: [rezig({ declarations: 'dist' })],
});
renameSync('dist/src/words.zig.d.ts', 'dist/index.d.ts');
rmSync('dist/src', { recursive: true });
