// Makes the extension: a bundle of its code, packed as `rezig.vsix`. Its dependencies are its own: `npm ci` in this directory installs them.
import { copyFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createVSIX } from '@vscode/vsce';
import { build } from 'esbuild';

process.chdir(fileURLToPath(new URL('.', import.meta.url)));
rmSync('dist', { recursive: true, force: true });
await build({
  // Not the one where this was started.
  absWorkingDir: process.cwd(),
  entryPoints: ['src/extension.mjs'],
  outfile: 'dist/extension.cjs',
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  external: ['vscode'],
  minify: true,
  logLevel: 'warning',
});
copyFileSync('../../LICENSE', 'LICENSE');
await createVSIX({ packagePath: 'rezig.vsix', dependencies: false });
