import { equal, match } from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { scratchDirectory } from '../../../test/support/scratch.ts';
import { PROJECT_OUTPUT } from './support/project-output.ts';

/* Modules of a project, as its `build.zig` has them: named imports, options, files that steps write. */

const dist = fileURLToPath(new URL('../dist/', import.meta.url));
mkdirSync(dist, { recursive: true });
const directory = scratchDirectory(dist);

before(() => {
  cpSync(fileURLToPath(new URL('project', import.meta.url)), directory, { recursive: true });
  writeFileSync(join(directory, 'package.json'), '{ "type": "module" }');
});

function run(...args: string[]): { stdout: string; stderr: string } {
  return spawnSync(process.execPath, args, { cwd: directory, encoding: 'utf8' });
}

async function bundle(contents: string): Promise<string> {
  const { default: rezig } = (await import('@rezig/unplugin/esbuild' as string)) as { readonly default: () => Plugin };
  const outfile = join(directory, 'bundle.mjs');
  const entry = join(directory, 'entry.js');
  writeFileSync(entry, contents);
  await build({
    entryPoints: [entry],
    bundle: true,
    format: 'esm',
    outfile,
    logLevel: 'silent',
    plugins: [rezig()],
  });
  const { stdout, stderr } = run(outfile);
  equal(stderr, '');
  return stdout.trim();
}

test('a bundle has modules by their names, and by the paths of their root files', async () => {
  const main = readFileSync(join(directory, 'main.js'), 'utf8');
  equal(await bundle(main), PROJECT_OUTPUT);
  match(readFileSync(join(directory, 'src/maths.zig.d.ts'), 'utf8'), /declare function area/);
  // What the project says counts as it is then.
  const buildFile = join(directory, 'build.zig');
  const text = readFileSync(buildFile, 'utf8');
  writeFileSync(buildFile, text.replace('orelse 10', 'orelse 100'));
  try {
    equal(await bundle(main), '600 5 800 100');
  } finally {
    writeFileSync(buildFile, text);
  }
});

test('Node runs them', () => {
  const { stdout, stderr } = run('--import', '@rezig/unplugin/register', 'main.js');
  equal(stderr, '');
  equal(stdout.trim(), PROJECT_OUTPUT);
});

test('a name that no module has is an error that says so', async () => {
  const failure = await bundle("import 'zig:geometry';\n").then(
    () => '',
    (error: Error) => error.message,
  );
  match(failure, /'zig:geometry': no program of the project in '.*' has a module of that name/);
});
