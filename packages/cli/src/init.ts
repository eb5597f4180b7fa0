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
}

type Files = readonly (readonly [path: string, text: string])[];

/**
 * `rezig init`: makes a project in the working directory, whose name it has. Files that are there stay as they are; with `minimal` a manifest that is there is an error. Throws a
 * `UsageError` for what cannot be made.
 */
export function runInit({ minimal, web }: InitOptions): void {
  const name = projectName(basename(process.cwd()));
  if (minimal === true) return initMinimal(name);
  for (const [path, text] of web === true ? webFiles(name) : programFiles(name)) {
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

function webFiles(name: string): Files {
  return [
    ['build.zig', webBuild(name)],
    ['build.zig.zon', manifest(name, ['build.zig', 'build.zig.zon', 'index.html', 'src'])],
    ['src/root.zig', WEB_ROOT],
    ['index.html', webPage(name)],
  ];
}

function webBuild(name: string): string {
  return `const std = @import("std");

pub fn build(b: *std.Build) void {
    const optimize = b.standardOptimizeOption(.{});

    // A module that a page loads: it has no entry point, and shows what the source exports.
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
    b.installFile("index.html", "index.html");

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

const WEB_ROOT = `const std = @import("std");

var buffer: [1024]u8 = undefined;

/// Where the page puts a text.
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
