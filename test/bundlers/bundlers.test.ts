import { deepEqual, equal, match, notEqual, ok } from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { PROJECT_OUTPUT } from '../../packages/unplugin/test/support/project-output.ts';
import { scratchDirectory } from '../support/scratch.ts';
import { bundlers } from './index.mjs';

/* The plug-in in bundlers as users have them: what they write is run in Node, as far as it needs no page. */

const { WebAssembly } = globalThis as unknown as {
  readonly WebAssembly: {
    readonly Module: {
      new (bytes: Uint8Array): object;
      exports(module: object): readonly { readonly name: string }[];
    };
  };
};
const skip = bundlers === null && 'the bundlers are not installed';
const root = fileURLToPath(new URL('../..', import.meta.url));
// Below the workspace, where the plug-in is found, and outside of `node_modules`, where servers watch nothing.
mkdirSync(join(root, 'test/bundlers/dist'), { recursive: true });
const directory = scratchDirectory(join(root, 'test/bundlers/dist'));

const ZIG = `const std = @import("std");
const text = @import("text.zig");

/// Greets somebody.
pub fn greet(allocator: std.mem.Allocator, name: []const u8) ![]u8 {
    return std.fmt.allocPrint(allocator, "{s}, {s}!", .{ text.hello, name });
}

pub fn optimized() bool {
    return @import("builtin").mode == .ReleaseSmall;
}

export fn raw(a: i32) i32 {
    return a + 1;
}
`;
const MAIN = `import { greet, optimized } from './greet.zig';
export const answer = [greet('bundle'), optimized()].join(' ');
console.log(answer);
`;

/** A directory with a program that imports a Zig file. */
function project(name: string): string {
  const path = join(directory, name);
  mkdirSync(path);
  writeFileSync(join(path, 'package.json'), '{ "type": "module" }');
  writeFileSync(join(path, 'greet.zig'), ZIG);
  writeFileSync(join(path, 'text.zig'), 'pub const hello = "Hello";\n');
  writeFileSync(join(path, 'main.js'), MAIN);
  writeFileSync(join(path, 'index.html'), '<!doctype html><script type="module" src="./main.js"></script>');
  return path;
}

/** The plug-in for a bundler, as it is installed. */
async function plugin(name: string): Promise<(options?: object) => object> {
  return ((await import(`@rezig/unplugin/${name}`)) as { readonly default: (options?: object) => object }).default;
}

/** Builds `main.js` of a project for Node, as a module. Rejects with what the bundler says. */
async function buildWith(
  name: 'vite' | 'rollup' | 'rolldown' | 'webpack' | 'rspack' | 'farm',
  path: string,
): Promise<void> {
  const plugins = [(await plugin(name))()];
  if (name === 'vite') {
    const build = { ssr: 'main.js' };
    await bundlers!.vite.build({ root: path, configFile: false, logLevel: 'silent', plugins, build });
  } else if (name === 'rollup' || name === 'rolldown') {
    const options = { input: join(path, 'main.js'), plugins };
    const built = await (name === 'rollup' ? bundlers!.rollup.rollup(options) : bundlers!.rolldown.rolldown(options));
    await built.write({ dir: join(path, 'dist'), format: 'es' });
    await built.close();
  } else if (name === 'farm') {
    const output = { path: 'dist', targetEnv: 'node', format: 'esm', entryFilename: '[entryName].js' };
    const compilation = { input: { main: './main.js' }, output, persistentCache: false, progress: false };
    await bundlers!.farm.build({ root: path, compilation, plugins });
  } else await buildWithWebpack(name, path, 'production');
}

function buildWithWebpack(name: 'webpack' | 'rspack', path: string, mode: string): Promise<void> {
  return new Promise((resolve, reject) => {
    void plugin(name).then((rezig) => {
      const options = {
        mode,
        target: 'node20',
        context: path,
        entry: './main.js',
        devtool: false,
        experiments: { outputModule: true },
        output: {
          path: join(path, 'dist'),
          filename: 'main.js',
          module: true,
          chunkFormat: 'module',
          publicPath: 'auto',
        },
        plugins: [rezig()],
      };
      const compiler = bundlers![name](options, (error, stats) => {
        compiler.close(() => {
          if (error !== null) reject(error);
          else if (stats!.hasErrors()) reject(new Error(stats!.toString({ colors: false })));
          else resolve();
        });
      });
    }, reject);
  });
}

/** The module within the code of a bundle. */
function inlined(text: string): Buffer {
  return Buffer.from(/AGFzbQ[\w+/=]*/.exec(text)?.[0] ?? '', 'base64');
}

/** What Node writes that runs a file. */
function run(path: string): string {
  const { stdout, stderr } = spawnSync(process.execPath, [path], { encoding: 'utf8' });
  equal(stderr, '');
  return stdout.trim();
}

for (const [name, isSsr] of [
  ['vite', false],
  ['vite-ssr', true],
] as const) {
  test(`${name} builds for production`, { skip }, async () => {
    const path = project(name);
    const build = isSsr ? { ssr: 'main.js' } : { target: 'es2022', assetsInlineLimit: 0 };
    await bundlers!.vite.build({
      root: path,
      configFile: false,
      logLevel: 'error',
      plugins: [(await plugin('vite'))()],
      build,
    });
    if (isSsr) {
      equal(run(join(path, 'dist/main.js')), 'Hello, bundle! true');
      return;
    }
    const assets = readdirSync(join(path, 'dist/assets'));
    ok(assets.some((file) => file.endsWith('.wasm')));
    match(
      readFileSync(join(path, 'greet.zig.d.ts'), 'utf8'),
      /Greets somebody.*declare function greet\(name: string\): string;/s,
    );
  });
}

for (const name of ['rollup', 'rolldown'] as const) {
  test(`${name} builds`, { skip }, async () => {
    const path = project(name);
    await buildWith(name, path);
    equal(run(join(path, 'dist/main.js')), 'Hello, bundle! true');
    ok(readdirSync(join(path, 'dist/assets')).some((file) => file.endsWith('.wasm')));
  });
}

test('farm builds', { skip }, async () => {
  const path = project('farm');
  await buildWith('farm', path);
  equal(run(join(path, 'dist/main.js')), 'Hello, bundle! true');
  match(readFileSync(join(path, 'greet.zig.d.ts'), 'utf8'), /declare function greet\(name: string\): string;/);
});

for (const name of ['vite', 'rollup', 'rolldown', 'webpack', 'rspack', 'farm'] as const) {
  test(`${name} has modules of a build.zig`, { skip }, async () => {
    const path = project(`${name}-modules`);
    cpSync(join(root, 'packages/unplugin/test/project'), path, { recursive: true });
    await buildWith(name, path);
    equal(run(join(path, 'dist/main.js')), PROJECT_OUTPUT);
  });
}

for (const name of ['vite', 'rollup', 'rolldown', 'webpack', 'rspack'] as const) {
  test(`${name} tells where what is imported is declared, if it cannot cross`, { skip }, async () => {
    const path = project(`${name}-refused`);
    writeFileSync(join(path, 'greet.zig'), `${ZIG}\npub fn any(x: anytype) @TypeOf(x) {\n    return x;\n}\n`);
    await buildWith(name, path);
    writeFileSync(
      join(path, 'main.js'),
      "import { greet, any as some } from './greet.zig';\nconsole.log(greet, some);\n",
    );
    const failure = await buildWith(name, path).then(
      () => null,
      (error: Error & { readonly loc?: object }) => error,
    );
    match(failure?.message ?? '', /function 'any' cannot cross to JavaScript: it is generic/);
    if (name === 'rollup') match(JSON.stringify(failure?.loc), /greet\.zig","line":17,"column":7/);
  });
}

for (const name of ['vite', 'rollup', 'rolldown', 'webpack', 'rspack'] as const) {
  test(`${name} has what is used in the module for production`, { skip }, async () => {
    const path = project(`${name}-used`);
    const more =
      'pub const table = [_]u32{ 1, 2, 3 };\npub const Pair = struct {\n    a: u8,\n    pub fn make() Pair {\n        return .{ .a = 1 };\n    }\n};\n';
    writeFileSync(join(path, 'greet.zig'), `${ZIG}\n${more}`);
    const built = async (main: string): Promise<readonly [string, string[], number, string]> => {
      rmSync(join(path, 'dist'), { recursive: true, force: true });
      writeFileSync(join(path, 'main.js'), main);
      await buildWith(name, path);
      const files = (readdirSync(join(path, 'dist'), { recursive: true }) as string[]).filter((file) =>
        /\.(wasm|js)$/.test(file),
      );
      const [wasm] = files.filter((file) => file.endsWith('.wasm'));
      const text = readFileSync(join(path, 'dist/main.js'), 'latin1');
      const module = wasm === undefined ? inlined(text) : readFileSync(join(path, 'dist', wasm));
      const exports = WebAssembly.Module.exports(new WebAssembly.Module(module)).map((one) => one.name);
      const optional = exports.filter((one) => /^(call|get)\./.test(one)).sort();
      return [run(join(path, 'dist/main.js')), optional, module.length, wasm ?? ''];
    };
    const one = await built("import { optimized } from './greet.zig';\nconsole.log(optimized());\n");
    deepEqual(one.slice(0, 2), ['true', ['call.optimized']]);
    const some = await built("import * as zig from './greet.zig';\nconsole.log(zig.greet('you'), zig.table.length);\n");
    deepEqual(some.slice(0, 2), ['Hello, you! 3', ['call.greet', 'get.table']]);
    ok(one[2] < some[2]);
    if (name !== 'vite') notEqual(one[3], some[3]);
    const all = await built("import * as zig from './greet.zig';\nconsole.log(Object.keys(zig).length);\n");
    deepEqual(all.slice(0, 2), ['4', ['call.Pair.make', 'call.greet', 'call.optimized', 'get.table']]);
    deepEqual(await built("import { optimized } from './greet.zig';\nconsole.log(optimized());\n"), one);
  });
}

for (const [name, mode] of [
  ['webpack', 'production'],
  ['webpack', 'development'],
  ['rspack', 'production'],
  ['rspack', 'development'],
] as const) {
  test(`${name} builds for ${mode}`, { skip }, async () => {
    const path = project(`${name}-${mode}`);
    await buildWithWebpack(name, path, mode);
    equal(run(join(path, 'dist/main.js')), `Hello, bundle! ${mode === 'production'}`);
    ok(readdirSync(join(path, 'dist')).some((file) => file.endsWith('.wasm')));
  });
}

test("Vite's development server tells of errors with their places, and when they are mended", { skip }, async () => {
  const path = project('vite-server');
  const server = await bundlers!.vite.createServer({
    root: path,
    configFile: false,
    logLevel: 'silent',
    plugins: [(await plugin('vite'))()],
    server: { port: 0, watch: { usePolling: true, interval: 20 }, ws: false },
  });
  const sent: string[] = [];
  const { hot } = server.environments.client;
  const send = hot.send.bind(hot);
  hot.send = (...args) => {
    sent.push((args[0] as { readonly type: string }).type);
    send(...args);
  };
  try {
    await server.listen();
    const address = server.httpServer!.address() as { readonly port: number };
    const get = async (name: string): Promise<readonly [status: number, text: string]> => {
      const response = await fetch(`http://localhost:${address.port}/${name}`, {
        headers: { accept: 'text/javascript' },
      });
      return [response.status, await response.text()];
    };
    /** What the server gives once it gives that status. */
    const until = async (status: number): Promise<string> => {
      for (;;) {
        const [given, text] = await get('greet.zig?import');
        if (given === status) return text;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    };
    /** The page is told of a change beside what it asks for. */
    const told = async (type: string): Promise<void> => {
      for (let i = 0; i < 500 && !sent.includes(type); i++) await new Promise((resolve) => setTimeout(resolve, 20));
      ok(sent.includes(type), `${type} was not sent, but ${sent.join()}`);
    };
    /** What the server gives that it gives with that status once `text.zig` has that text. Its watcher drops a change that comes right after another: it is told again. */
    const saved = async (text: string, status: number): Promise<string> => {
      for (let spaces = ''; ; spaces += '\n') {
        writeFileSync(join(path, 'text.zig'), text + spaces);
        const late = new Promise<null>((resolve) => setTimeout(resolve, 2000, null));
        const found = await Promise.race([until(status), late]);
        if (found !== null) return found;
      }
    };
    equal((await get('main.js'))[0], 200);
    match(await until(200), /function greet\(name\)/);
    const error = await saved('pub const hello = missing;\n', 500);
    match(error, /use of undeclared identifier 'missing'/);
    match(error, /1 \| pub const hello = missing;/);
    match(error, /"line":1,"column":18/);
    match(error, /text\.zig/);
    await told('error');
    sent.length = 0;
    match(await saved('pub const hello = "Hi";\n', 200), /function greet\(name\)/);
    // Who asked for it meanwhile has nothing that could be updated.
    await told('full-reload');
    ok(!sent.includes('error'));
    sent.length = 0;
    for (let spaces = ''; !sent.includes('update') && spaces.length < 5; spaces += '\n') {
      writeFileSync(join(path, 'text.zig'), `pub const hello = "Hey";\n${spaces}`);
      for (let i = 0; i < 100 && !sent.includes('update'); i++) await new Promise((resolve) => setTimeout(resolve, 20));
    }
    await told('update');
    deepEqual([sent.includes('error'), sent.includes('full-reload')], [false, false]);
    const { greet } = await server.ssrLoadModule('/greet.zig');
    equal((greet as (name: string) => string)('server'), 'Hey, server!');
  } finally {
    await server.close();
  }
});

test('Bun builds, and runs what imports a file', {
  skip: skip || (bundlers!.bun === null && 'there is no Bun for this machine'),
}, async () => {
  const path = project('bun');
  writeFileSync(
    join(path, 'build.js'),
    "import rezig from '@rezig/unplugin/bun';\nconst { success } = await Bun.build({ entrypoints: ['./main.js'], outdir: './dist', target: 'node', plugins: [rezig()] });\nprocess.exit(success ? 0 : 1);\n",
  );
  writeFileSync(
    join(path, 'preload.js'),
    "import rezig from '@rezig/unplugin/bun';\nBun.plugin(rezig({ mode: 'Debug' }));\n",
  );
  const bun = (...args: string[]): string => {
    const { status, stdout, stderr } = spawnSync(bundlers!.bun!, args, { cwd: path, encoding: 'utf8' });
    equal(status, 0, stderr);
    return stdout.trim();
  };
  bun('build.js');
  equal(run(join(path, 'dist/main.js')), 'Hello, bundle! true');
  equal(bun('dist/main.js'), 'Hello, bundle! true');
  equal(bun('--preload', './preload.js', 'main.js'), 'Hello, bundle! false');
});

test('raw modules have the functions that the file exports', { skip }, async () => {
  const path = project('raw');
  writeFileSync(
    join(path, 'main.js'),
    "import url from './greet.zig?url';\nimport init from './greet.zig?init';\nconst { exports } = await init();\nconsole.log(url.slice(0, 21), exports.raw(1));\n",
  );
  const options = {
    root: path,
    configFile: false,
    logLevel: 'error',
    plugins: [(await plugin('vite'))()],
    build: { ssr: 'main.js' },
  };
  await bundlers!.vite.build(options);
  equal(run(join(path, 'dist/main.js')), 'data:application/wasm 2');
});

test('the example builds', { skip }, async () => {
  const outDir = join(directory, 'example');
  await bundlers!.vite.build({ root: join(root, 'examples/web-vite'), logLevel: 'error', build: { outDir } });
  ok(readdirSync(join(outDir, 'assets')).some((file) => file.endsWith('.wasm')));
});
