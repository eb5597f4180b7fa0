// Writes the declarations of `@rezig/compiler`: those of its entries, and of the files that these refer to.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const source = join(root, 'packages/compiler/src');
const types = join(root, 'packages/compiler/dist/types');
const tsc = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc');

/** The files from which declarations of the package are reached, each with its path from the source directory. */
const ENTRIES = [
  'index.ts',
  'state.ts',
  'compilation/check.ts',
  'editor/index.ts',
  'bindings/index.ts',
  'swap/index.ts',
  'swap/runtime.ts',
  'compilation/zon-data.ts',
];

const IMPORT = /(?:from|import\() ?['"](\.[^'"]+)\.ts['"]/g;

/** Writes the declarations to `packages/compiler/dist/types`. Throws where the sources have errors of types. */
export function writeDeclarations() {
  const out = mkdtempSync(join(tmpdir(), 'rezig-types-'));
  try {
    const config = join(out, 'tsconfig.json');
    const compilerOptions = {
      noEmit: false,
      declaration: true,
      emitDeclarationOnly: true,
      stripInternal: true,
      rootDir: source,
      outDir: join(out, 'types'),
      typeRoots: [join(root, 'node_modules/@types')],
    };
    const files = ENTRIES.map((entry) => join(source, entry));
    writeFileSync(
      config,
      JSON.stringify({ extends: join(root, 'tsconfig.json'), compilerOptions, files, include: [] }),
    );
    const run = spawnSync(process.execPath, [tsc, '-p', config], { encoding: 'utf8' });
    if (run.status !== 0) throw new Error(`the declarations cannot be made:\n${run.stdout}${run.stderr}`);
    const written = `${types}.tmp`;
    rmSync(written, { recursive: true, force: true });
    const pending = ENTRIES.map((entry) => entry.replace(/\.ts$/, ''));
    for (const done = new Set(); pending.length > 0; ) {
      const name = pending.pop();
      if (done.has(name)) continue;
      done.add(name);
      const text = readFileSync(join(out, 'types', `${name}.d.ts`), 'utf8');
      mkdirSync(dirname(join(written, name)), { recursive: true });
      writeFileSync(join(written, `${name}.d.ts`), text);
      for (const [, path] of text.matchAll(IMPORT)) pending.push(join(dirname(name), path));
    }
    // Another process may read the ones before until they are replaced as a whole.
    if (existsSync(types)) renameSync(types, `${types}.old`);
    renameSync(written, types);
    rmSync(`${types}.old`, { recursive: true, force: true });
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}
