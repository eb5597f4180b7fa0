// Takes long.
import { deepEqual, equal, match } from 'node:assert/strict';
import { type ChildProcess, type SpawnSyncReturns, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { freePort } from '../support/free-port.ts';
import { scratchDirectory } from '../support/scratch.ts';

/* What `npm create rezig` makes: with the packages as they are packed, built and tested as its README says. */

const root = fileURLToPath(new URL('../..', import.meta.url));
const directory = scratchDirectory();

/** Packages of others that the starters and the plug-in use, which are those of this workspace. */
const OTHERS = ['vite', 'esbuild', 'typescript', 'unplugin', 'es-module-lexer'];

/** What the command writes. Throws where it fails. */
function run(command: string, args: readonly string[], cwd = directory): string {
  const env = { ...process.env, NODE_TEST_CONTEXT: undefined, NO_COLOR: '1' };
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8', env });
  equal(status, 0, `${command} ${args.join(' ')}\n${stdout}${stderr}`);
  return stdout;
}

/** Unpacks what npm would publish of a workspace as `to`. */
function unpack(name: string, to: string): void {
  const path = join(root, 'packages', name);
  const archive = run('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', directory], path).trim();
  mkdirSync(to, { recursive: true });
  run('tar', ['-xzf', join(directory, archive), '-C', to, '--strip-components=1']);
}

/** Makes a project, with what it would have installed. */
function create(template: string): string {
  const creator = join(directory, 'create-rezig');
  if (!existsSync(creator)) unpack('create-rezig', creator);
  const modules = join(directory, 'node_modules');
  if (!existsSync(modules)) {
    for (const name of ['compiler', 'unplugin', 'zig-lib']) unpack(name, join(modules, '@rezig', name));
    for (const name of OTHERS) symlinkSync(join(root, 'node_modules', name), join(modules, name));
    symlinkSync(join(root, 'node_modules/.bin'), join(modules, '.bin'));
  }
  match(
    run(process.execPath, [join(creator, 'create-rezig.mjs'), `My ${template}`, '--template', template]),
    /npm test/,
  );
  return join(directory, `My ${template}`);
}

test('a page', () => {
  const path = create('web');
  match(readFileSync(join(path, 'package.json'), 'utf8'), /"name": "my-web"/);
  match(run('npm', ['test'], path), /# pass 1/);
  run('npm', ['run', 'build'], path);
  deepEqual(
    readdirSync(join(path, 'dist/assets'))
      .map((name) => name.replace(/-.*\./, '.'))
      .sort(),
    ['index.js', 'life.wasm'],
  );
});

test('a library', () => {
  const path = create('node');
  match(run('npm', ['test'], path), /# pass 1/);
  match(readFileSync(join(path, 'dist/index.d.ts'), 'utf8'), /declare function frequentWords/);
});

/** The path of the server; null where `npm run bundlers` was not run. */
const workerd = ((): string | null => {
  try {
    return (createRequire(import.meta.url)('workerd') as { readonly default: string }).default;
  } catch {
    return null;
  }
})();

test('a worker', async () => {
  const path = create('worker');
  match(run('npm', ['test'], path), /# pass 2/);
  run('npm', ['run', 'build'], path);
  const [wasm] = readdirSync(join(path, 'dist')).filter((name) => name.endsWith('.wasm'));
  match(readFileSync(join(path, 'dist/worker.js'), 'utf8'), new RegExp(`from "\\./${wasm}"`));
  if (workerd === null) return;
  const port = await freePort();
  writeFileSync(
    join(path, 'config.capnp'),
    `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = (
    modules = [
      (name = "worker.js", esModule = embed "dist/worker.js"),
      (name = "${wasm}", wasm = embed "dist/${wasm}"),
    ],
    compatibilityDate = "2026-01-01",
  ))],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "main")],
);
`,
  );
  const server = spawn(workerd, ['serve', 'config.capnp'], { cwd: path, stdio: ['ignore', 'inherit', 'inherit'] });
  after(() => server.kill());
  deepEqual(await answer(server, `http://127.0.0.1:${port}/`), [
    { word: 'be', count: 2 },
    { word: 'to', count: 2 },
    { word: 'not', count: 1 },
    { word: 'or', count: 1 },
  ]);
});

/** What a server answers once it listens. */
async function answer(server: ChildProcess, url: string): Promise<unknown> {
  for (;;) {
    equal(server.exitCode, null);
    try {
      const response = await fetch(url, { method: 'POST', body: 'to be or not to be' });
      return await response.json();
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

test('what is wrong is told', () => {
  const creator = join(root, 'packages/create-rezig/create-rezig.mjs');
  const created = (args: readonly string[]): SpawnSyncReturns<string> =>
    spawnSync(process.execPath, [creator, ...args], { cwd: directory, encoding: 'utf8' });
  const said = (args: readonly string[]): string => created(args).stderr;
  mkdirSync(join(directory, 'full/a'), { recursive: true });
  match(said(['full']), /error: 'full' is not empty/);
  writeFileSync(join(directory, 'full/b'), '');
  match(said(['full/b']), /^error: 'full\/b' is no directory\n$/);
  match(created(["it's new", '--template', 'node']).stdout, /\n {2}cd 'it'\\''s new'\n/);
  match(said(['x', '--template', 'desktop']), /error: there is no template 'desktop': it is one of web, node, worker/);
  match(said(['x', '--fast']), /Unknown option '--fast'/);
});
