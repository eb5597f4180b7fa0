import { existsSync, writeFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { errorName } from '@rezig/node/read-source.ts';
import { UsageError } from '@rezig/node/usage-error.ts';
import { ZIG_VERSION } from '@rezig/node/version.ts';
import { makeDirectory } from '@rezig/node/write-atomic.ts';
import { fingerprintText, newFingerprint } from '@rezig/project/fingerprint';

/** What `rezig init` is asked for. */
export interface InitOptions {
  /** A manifest and a `build.zig` that does nothing, and no sources. */
  readonly minimal?: boolean;
  /** A library for a page, rather than a program. */
  readonly web?: boolean;
  /** The same for Node. */
  readonly node?: boolean;
  /** The same for a worker that answers requests. */
  readonly worker?: boolean;
}

type Files = readonly (readonly [path: string, text: string])[];

/**
 * `rezig init`: makes a project in the working directory, whose name it has. Files that are there stay as they are; with `minimal` a manifest that is there is an error. Throws a
 * `UsageError` for what cannot be made.
 */
export function runInit({ minimal, ...hosts }: InitOptions): void {
  const name = projectName(basename(process.cwd()));
  const chosen = (['web', 'node', 'worker'] as const).filter((one) => hosts[one] === true);
  if (chosen.length + (minimal === true ? 1 : 0) > 1)
    throw new UsageError('of --minimal, --web, --node and --worker only one can be given');
  const [host] = chosen;
  if (minimal === true) return initMinimal(name);
  for (const [path, text] of host === undefined ? programFiles(name) : hostFiles(name, HOSTS[host](name))) {
    const isThere = existsSync(path);
    if (!isThere) makeFile(path, text);
    say(isThere ? `preserving already existing file: ${path}` : `created ${path}`);
  }
  say('see `rezig build --help` for a menu of options');
}

function initMinimal(name: string): void {
  if (existsSync('build.zig.zon')) throw new UsageError("refusing to overwrite 'build.zig.zon'");
  makeFile('build.zig.zon', manifest(name, ['']));
  if (existsSync('build.zig')) return say("successfully populated 'build.zig.zon', preserving existing 'build.zig'");
  makeFile('build.zig', MINIMAL_BUILD);
  say("successfully populated 'build.zig.zon' and 'build.zig'");
}

function say(text: string): void {
  process.stderr.write(`info: ${text}\n`);
}

/** Words that cannot be names. */
const KEYWORDS = new Set(
  (
    'addrspace align allowzero and anyframe anytype asm break callconv catch comptime const continue defer else enum errdefer error ' +
    'export extern fn for if inline linksection noalias noinline nosuspend opaque or orelse packed pub resume return struct suspend ' +
    'switch test threadlocal try union unreachable var volatile while'
  ).split(' '),
);

const MAX_NAME_LENGTH = 32;

/** The name of a project in a directory that is called so: an identifier, found as officially. */
export function projectName(directory: string): string {
  const letters = directory.replaceAll(/[^\0-\x7f]/g, '').replaceAll(/\W/g, '_');
  const name = (/^\d/.test(letters) ? `_${letters}` : letters).slice(0, MAX_NAME_LENGTH);
  return name === '' || KEYWORDS.has(name) ? 'foo' : name;
}

function manifest(name: string, paths: readonly string[]): string {
  return `.{
    .name = .${name},
    .version = "0.0.0",
    // What tells this package from others of that name. A fork that goes its own way draws another one.
    .fingerprint = ${fingerprintText(newFingerprint(name))},
    .minimum_zig_version = "${ZIG_VERSION}",
    .dependencies = .{},
    .paths = .{
${paths.map((path) => `        "${path}",\n`).join('')}    },
}
`;
}

const MINIMAL_BUILD = `const std = @import("std");

pub fn build(b: *std.Build) void {
    _ = b;
}
`;

function programFiles(name: string): Files {
  return [
    ['build.zig', programBuild(name)],
    ['build.zig.zon', manifest(name, ['build.zig', 'build.zig.zon', 'src'])],
    ['src/main.zig', programMain(name)],
    ['src/root.zig', PRIMES],
  ];
}

function programBuild(name: string): string {
  return `const std = @import("std");

pub fn build(b: *std.Build) void {
    const target = b.standardTargetOptions(.{});
    const optimize = b.standardOptimizeOption(.{});

    // The library, which packages that depend on this one can import.
    const library = b.addModule("${name}", .{
        .root_source_file = b.path("src/root.zig"),
        .target = target,
        .optimize = optimize,
    });

    const exe = b.addExecutable(.{
        .name = "${name}",
        .root_module = b.createModule(.{
            .root_source_file = b.path("src/main.zig"),
            .target = target,
            .optimize = optimize,
            .imports = &.{.{ .name = "${name}", .module = library }},
        }),
    });
    b.installArtifact(exe);

    const run = b.addRunArtifact(exe);
    run.step.dependOn(b.getInstallStep());
    if (b.args) |args| run.addArgs(args);
    b.step("run", "Run the program").dependOn(&run.step);

    const test_step = b.step("test", "Run the tests");
    for ([_]*std.Build.Module{ library, exe.root_module }) |module| {
        const tests = b.addTest(.{ .root_module = module });
        test_step.dependOn(&b.addRunArtifact(tests).step);
    }
}
`;
}

function programMain(name: string): string {
  return `const std = @import("std");
const primes = @import("${name}");

pub fn main(init_data: std.process.Init) !void {
    var buffer: [256]u8 = undefined;
    var stdout = std.Io.File.stdout().writerStreaming(init_data.io, &buffer);
    const out = &stdout.interface;
    try out.writeAll("primes below 50:");
    for (2..50) |n| {
        if (primes.isPrime(n)) try out.print(" {d}", .{n});
    }
    try out.writeAll("\\n");
    try out.flush();
}

test "the first prime" {
    try std.testing.expect(primes.isPrime(2));
}
`;
}

const PRIMES = `const std = @import("std");

/// Whether nothing but 1 and \`n\` divides \`n\`.
pub fn isPrime(n: usize) bool {
    if (n < 2) return false;
    var d: usize = 2;
    while (d * d <= n) : (d += 1) {
        if (n % d == 0) return false;
    }
    return true;
}

test "small numbers" {
    try std.testing.expect(!isPrime(1));
    try std.testing.expect(isPrime(47));
    try std.testing.expect(!isPrime(49));
}
`;

/** What uses the library, by whom it is for. The first file is installed beside the module. */
const HOSTS: Readonly<Record<'web' | 'node' | 'worker', (name: string) => Files>> = {
  web: (name) => [['index.html', webPage(name)]],
  node: (name) => [
    ['index.mjs', nodeLibrary(name)],
    ['index.test.mjs', NODE_TEST],
  ],
  worker: (name) => [
    ['worker.mjs', workerCode(name)],
    ['worker.test.mjs', WORKER_TEST],
  ],
};

function hostFiles(name: string, files: Files): Files {
  const paths = files.map(([path]) => path);
  return [
    ['build.zig', libraryBuild(name, paths[0])],
    ['build.zig.zon', manifest(name, ['build.zig', 'build.zig.zon', ...paths, 'src'])],
    ['src/root.zig', LIBRARY_ROOT],
    ...files,
  ];
}

function libraryBuild(name: string, user: string): string {
  return `const std = @import("std");

pub fn build(b: *std.Build) void {
    const optimize = b.standardOptimizeOption(.{});

    // A module that JavaScript loads: it has no entry point, and shows what the source exports.
    const library = b.addExecutable(.{
        .name = "${name}",
        .root_module = b.createModule(.{
            .root_source_file = b.path("src/root.zig"),
            .target = b.resolveTargetQuery(.{ .cpu_arch = .wasm32, .os_tag = .freestanding }),
            .optimize = optimize,
        }),
    });
    library.entry = .disabled;
    library.rdynamic = true;
    b.getInstallStep().dependOn(&b.addInstallArtifact(library, .{ .dest_dir = .{ .override = .prefix } }).step);
    b.installFile("${user}", "${user}");

    const tests = b.addTest(.{
        .root_module = b.createModule(.{
            .root_source_file = b.path("src/root.zig"),
            .target = b.graph.host,
            .optimize = optimize,
        }),
    });
    b.step("test", "Run the tests").dependOn(&b.addRunArtifact(tests).step);
}
`;
}

const LIBRARY_ROOT = `const std = @import("std");

var buffer: [1024]u8 = undefined;

/// Where JavaScript puts a text.
export fn textAddress() [*]u8 {
    return &buffer;
}

/// How long such a text can be, in bytes.
export fn textCapacity() usize {
    return buffer.len;
}

/// Turns the text around that is there.
export fn reverse(length: usize) void {
    std.mem.reverse(u8, buffer[0..@min(length, buffer.len)]);
}

test "a text is turned around" {
    @memcpy(buffer[0..3], "abc");
    reverse(3);
    try std.testing.expectEqualStrings("cba", buffer[0..3]);
}
`;

function webPage(name: string): string {
  return `<!doctype html>
<meta charset="utf-8" />
<title>${name}</title>
<input id="text" value="WebAssembly" />
<output id="reversed"></output>
<script type="module">
  // rezig build, and then a server for zig-out: npx http-server zig-out
  const { instance } = await WebAssembly.instantiateStreaming(fetch('${name}.wasm'));
  const { memory, textAddress, textCapacity, reverse } = instance.exports;
  const input = document.querySelector('#text');
  const show = () => {
    const bytes = new TextEncoder().encode(input.value).subarray(0, textCapacity());
    const place = new Uint8Array(memory.buffer, textAddress(), bytes.length);
    place.set(bytes);
    reverse(bytes.length);
    document.querySelector('#reversed').value = new TextDecoder().decode(place);
  };
  input.addEventListener('input', show);
  show();
</script>
`;
}

/** Turns texts around, over the exports of an instance. */
const REVERSE = `const { memory, textAddress, textCapacity, reverse: reverseBytes } = instance.exports;

/** The text turned around. */
export function reverse(text) {
  const bytes = new TextEncoder().encode(text);
  if (bytes.length > textCapacity()) throw new RangeError('the text is too long');
  const place = new Uint8Array(memory.buffer, textAddress(), bytes.length);
  place.set(bytes);
  reverseBytes(bytes.length);
  return new TextDecoder().decode(place);
}
`;

function nodeLibrary(name: string): string {
  return `// rezig build puts this file and the module into zig-out.
import { readFile } from 'node:fs/promises';

const module = await readFile(new URL('${name}.wasm', import.meta.url));
const { instance } = await WebAssembly.instantiate(module);
${REVERSE}`;
}

const NODE_TEST = `// rezig build, and then: node --test
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reverse } from './zig-out/index.mjs';

test('a text is turned around', () => {
  assert.equal(reverse('WebAssembly'), 'ylbmessAbeW');
});
`;

function workerCode(name: string): string {
  return `// rezig build puts this file and the module into zig-out. Servers give the module compiled.
import module from './${name}.wasm';

const instance = new WebAssembly.Instance(module);
${REVERSE}
export default {
  /** Answers with the text that it is sent, turned around. */
  async fetch(request) {
    if (request.method !== 'POST') return new Response('POST a text\\n', { status: 405 });
    return new Response(reverse(await request.text()));
  },
};
`;
}

const WORKER_TEST = `// rezig build, and then: node --test
import assert from 'node:assert/strict';
import { register } from 'node:module';
import { test } from 'node:test';

// Has Node import modules as such servers do.
register(\`data:text/javascript,\${encodeURIComponent(\`
export async function load(url, context, next) {
  if (!url.endsWith('.wasm')) return next(url, context);
  const source = "import { readFileSync } from 'node:fs'; export default new WebAssembly.Module(readFileSync(new URL(import.meta.url)));";
  return { format: 'module', shortCircuit: true, source };
}\`)}\`);
const { default: worker } = await import('./zig-out/worker.mjs');

test('a text is turned around', async () => {
  const request = new Request('http://localhost/', { method: 'POST', body: 'WebAssembly' });
  assert.equal(await (await worker.fetch(request)).text(), 'ylbmessAbeW');
});

test('it takes texts only', async () => {
  assert.equal((await worker.fetch(new Request('http://localhost/'))).status, 405);
});
`;

function makeFile(path: string, text: string): void {
  const directory = dirname(path);
  make(directory, () => makeDirectory(directory));
  make(path, () => writeFileSync(path, text, { flag: 'wx' }));
}

/** Has `write` make what is at `path`. */
function make(path: string, write: () => void): void {
  try {
    write();
  } catch (error) {
    throw new UsageError(`unable to make '${path}': ${errorName(error)}`);
  }
}
