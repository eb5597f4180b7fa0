import { equal, match, ok } from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { bundlers } from './index.mjs';

/* The plug-in in bundlers as users have them: what they write is run in Node, as far as it needs no page. */

const skip = bundlers === null && 'the bundlers are not installed';
const root = fileURLToPath(new URL('../..', import.meta.url));
// Below the workspace, where the plug-in and its cache are found.
mkdirSync(join(root, 'node_modules/.cache'), { recursive: true });
const directory = mkdtempSync(join(root, 'node_modules/.cache/bundlers-'));
after(() => rmSync(directory, { recursive: true, force: true }));

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
