import { deepEqual, doesNotMatch, equal, match, ok } from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { makeDirectory, rezig } from './command.ts';
import { instantiate } from './instantiate.ts';

const cwd = makeDirectory({
  'lib.zig': 'export fn add(a: i32, b: i32) i32 {\n    return a +% b;\n}\nexport fn sub() void {}\n',
});
const BIN = fileURLToPath(new URL('../bin/rezig.cjs', import.meta.url));
const OPTIONS = ['-target', 'wasm32-freestanding', '-fno-entry', '-O', 'ReleaseSmall'];

function build(...more: string[]): { code: number | null; stderr: string } {
  const { code, stderr } = rezig(cwd, ['build-exe', 'lib.zig', ...OPTIONS, ...more]);
  return { code, stderr };
}

const DONE = { code: 0, stderr: '' };

test('what is exported is what the options say', async () => {
  const exported = async (...more: string[]): Promise<string[]> => {
    deepEqual(build('-femit-bin=e.wasm', ...more), DONE);
    return Object.keys(await instantiate(readFileSync(join(cwd, 'e.wasm'))));
  };
  deepEqual(await exported(), ['memory']);
  deepEqual(await exported('-rdynamic'), ['memory', 'add', 'sub']);
  deepEqual(await exported('--export=sub'), ['memory', 'sub']);
  deepEqual(await exported('-fentry=add'), ['memory', 'add']);
  deepEqual(await exported('-rdynamic', '--export=__heap_base', '--export=sub'), [
    'memory',
    'add',
    'sub',
    '__heap_base',
  ]);
  deepEqual(await exported('--export=__stack_pointer'), ['memory', '__stack_pointer']);
  for (const more of [[], ['-rdynamic']])
    deepEqual(build('--export=none', ...more), {
      code: 1,
      stderr: 'error: wasm-ld: symbol exported via --export not found: none\n',
    });
});

test('a program without main is refused in the official words', () => {
  const { code, stderr } = rezig(cwd, ['build-exe', 'lib.zig']);
  equal(stderr, 'error: wasm-ld: entry symbol not defined (pass --no-entry to suppress): _start\n');
  equal(code, 1);
});

test('--show-builtin prints what the options make of it', () => {
  const { stdout } = rezig(cwd, [
    'build-exe',
    'lib.zig',
    '--show-builtin',
    '-mcpu=generic',
    '-fstrip',
    '-OReleaseFast',
  ]);
  equal(rezig(cwd, ['run', '--show-builtin', '-mcpu=generic', '-fstrip', '-OReleaseFast']).stdout, stdout);
  match(stdout, /wasm\.cpu\.generic,\n/);
  match(stdout, /^pub const strip_debug_info = true;\n/m);
  match(stdout, /^pub const mode: std\.builtin\.OptimizeMode = \.ReleaseFast;\n/m);
});

test('a link stays a link, and the file that it leads to has the module', () => {
  mkdirSync(join(cwd, 'far'));
  symlinkSync('far/real.wasm', join(cwd, 'link.wasm'));
  deepEqual(build('-femit-bin=link.wasm'), DONE);
  deepEqual(build('-femit-bin=link.wasm'), DONE);
  ok(lstatSync(join(cwd, 'link.wasm')).isSymbolicLink());
  deepEqual(readdirSync(join(cwd, 'far')), ['real.wasm']);
});

test('a file that is replaced keeps its permissions', { skip: process.platform === 'win32' }, () => {
  const permissions = (name: string): number => statSync(join(cwd, name)).mode & 0o777;
  for (const [mode, name] of [
    [0o600, 'private.wasm'],
    [0o777, 'open.wasm'],
  ] as const) {
    writeFileSync(join(cwd, name), '');
    chmodSync(join(cwd, name), mode);
    deepEqual(build(`-femit-bin=${name}`), DONE);
    equal(permissions(name), mode);
  }
  writeFileSync(join(cwd, 'private.zig'), 'const  x = 1;\n', { mode: 0o600 });
  equal(rezig(cwd, ['fmt', 'private.zig']).stdout, 'private.zig\n');
  equal(readFileSync(join(cwd, 'private.zig'), 'utf8'), 'const x = 1;\n');
  equal(permissions('private.zig'), 0o600);
});

test('what is no regular file is written to, and stays what it is', {
  skip: process.platform === 'win32',
}, async () => {
  deepEqual(build('-femit-bin=/dev/null'), DONE);
  ok(lstatSync('/dev/null').isCharacterDevice());
  execFileSync('mkfifo', [join(cwd, 'pipe')]);
  const reader = spawn('cat', ['pipe'], { cwd });
  const chunks: Buffer[] = [];
  reader.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  const writer = spawn(
    process.execPath,
    [BIN, 'build-exe', 'lib.zig', ...OPTIONS, '-rdynamic', '-femit-bin=pipe', '--no-state'],
    { cwd },
  );
  await Promise.all([once(reader, 'close'), once(writer, 'close')]);
  ok(lstatSync(join(cwd, 'pipe')).isFIFO());
  deepEqual(Object.keys(await instantiate(Buffer.concat(chunks))), ['memory', 'add', 'sub']);
});

test('an error names the file that was to be written, and nothing is left beside it', () => {
  mkdirSync(join(cwd, 'full', 'dir.wasm'), { recursive: true });
  writeFileSync(join(cwd, 'full', 'file'), '');
  const isDirectory = { code: 1, stderr: "error: unable to write 'full/dir.wasm': IsDir\n" };
  deepEqual(build('-femit-bin=full/dir.wasm'), isDirectory);
  // A thread compiles then, which is to end too.
  deepEqual(build('-femit-bin=full/dir.wasm', '--no-state'), isDirectory);
  deepEqual(build('-femit-bin=full/dir.wasm', '--watch'), isDirectory);
  deepEqual(build('-femit-bin=full/file/x.wasm'), {
    code: 1,
    stderr: "error: unable to write 'full/file/x.wasm': NotDir\n",
  });
  deepEqual(build('-femit-bin=/proc/x/y.wasm'), {
    code: 1,
    stderr: "error: unable to write '/proc/x/y.wasm': FileNotFound\n",
  });
  deepEqual(build('--cache-dir', '/proc/x'), {
    code: 1,
    stderr: "error: unable to make the directory '/proc/x': FileNotFound\n",
  });
  deepEqual(readdirSync(join(cwd, 'full')).sort(), ['dir.wasm', 'file']);
});

test('the module is written as text too, where that is asked for', () => {
  const text = (name: string): string => readFileSync(join(cwd, name), 'utf8');
  deepEqual(build('-femit-asm=text/add.wat', '-femit-bin=e.wasm', '-rdynamic'), DONE);
  match(text('text/add.wat'), /^\(module\n[\s\S]* i32\.add\)[\s\S]*\(export "add" \(func 0\)\)/);
  deepEqual(build('-femit-asm', '-femit-bin=e.wasm', '-fno-strip', '--export=add'), DONE);
  match(text('lib.wat'), /^ {2}\(func \$\S*add \(type 0\)/m);
  doesNotMatch(text('lib.wat'), /\(export "sub"/);
});

test('an object file and an archive of one are for linkers; both can be written as text', () => {
  const make = (goal: string, ...more: string[]): string[] => {
    const directory = makeDirectory({ 'sum.zig': 'export fn sum(a: u32, b: u32) u32 {\n    return a + b;\n}\n' });
    const { code, stderr } = rezig(directory, [goal, 'sum.zig', ...OPTIONS, ...more]);
    deepEqual({ code, stderr }, DONE);
    return readdirSync(directory).flatMap((name) =>
      name.startsWith('.') || name.endsWith('.zig') ? [] : [name, readFileSync(join(directory, name), 'latin1')],
    );
  };
  const [objectName, object] = make('build-obj');
  deepEqual([objectName, object.slice(0, 4)], ['sum.o', '\0asm']);
  const [libraryName, library] = make('build-lib');
  equal(libraryName, 'libsum.a');
  match(library, /^!<arch>\n\/ [\s\S]*sum\0\n?sum\.o\/ /);
  for (const goal of ['build-obj', 'build-lib']) {
    const [name, text] = make(goal, '-fno-emit-bin', '-femit-asm');
    equal(name, 'sum.wat');
    match(text, /^\(module\n[\s\S]*\(func \$sum [\s\S]* i32\.add\n/);
  }
});

test('modules are files in directories of their own, which import each other by the names that they are given', () => {
  const directory = makeDirectory({
    'app/main.zig':
      'const a = @import("a");\nconst options = @import("options");\npub const base = 40;\npub fn main() void {\n    @import("std").debug.print("{d} {s}\\n", .{ a.sum, options.name });\n}\n',
    'libs/a/a.zig': 'const main = @import("app");\npub const sum = main.base + @import("part.zig").two;\n',
    'libs/a/part.zig': 'pub const two = 2;\n',
    'generated/options.zig': 'pub const name = "made";\n',
  });
  const modules = [
    '--dep',
    'a',
    '--dep',
    'options',
    '-Mroot=app/main.zig',
    '--dep',
    'app=root',
    '-Ma=libs/a/a.zig',
    '-Moptions=generated/options.zig',
  ];
  deepEqual(rezig(directory, ['run', ...modules]), { code: 0, stdout: '', stderr: '42 made\n' });
  writeFileSync(join(directory, 'generated/options.zig'), 'pub const name = "again";\n');
  deepEqual(rezig(directory, ['run', ...modules]), { code: 0, stdout: '', stderr: '42 again\n' });
});

const WORLD = `const std = @import("std");
pub fn main(init: std.process.Init) !void {
    var it = init.environ_map.iterator();
    while (it.next()) |entry| std.debug.print("{s}={s}\\n", .{ entry.key_ptr.*, entry.value_ptr.* });
    if (init.preopens.get("there")) |there| {
        var buffer: [16]u8 = undefined;
        std.debug.print("there: {s}\\n", .{try there.dir.readFile(init.io, "given.txt", &buffer)});
    }
    const args = try init.minimal.args.toSlice(init.arena.allocator());
    for (args[1..]) |path| {
        var buffer: [16]u8 = undefined;
        const text = std.Io.Dir.cwd().readFile(init.io, path, &buffer) catch |err| {
            std.debug.print("{s}: {s}\\n", .{ path, @errorName(err) });
            continue;
        };
        std.debug.print("{s}: {s}\\n", .{ path, text });
    }
}
`;

test('a program has what it is given of the environment and of the file system, and no way out of it', () => {
  const outside = makeDirectory({ 'secret.txt': 'secret', 'given.txt': 'given' });
  const directory = makeDirectory({ 'world.zig': WORLD, 'own.txt': 'own' });
  symlinkSync(join(outside, 'secret.txt'), join(directory, 'link.txt'));
  symlinkSync(outside, join(directory, 'out'));
  symlinkSync('own.txt', join(directory, 'inside.txt'));
  chmodSync(directory, 0o755);
  const beside = `../${basename(outside)}/secret.txt`;
  const paths = ['own.txt', 'inside.txt', 'link.txt', 'out/secret.txt', `${outside}/secret.txt`, beside];
  const { stderr, code } = rezig(directory, ['run', 'world.zig', '--env', 'A=1', '--env', 'NO_COLOR', '--', ...paths]);
  equal(code, 0, stderr);
  const [a, color, ...rest] = stderr.trimEnd().split('\n');
  deepEqual([a, color].sort(), ['A=1', 'NO_COLOR=1']);
  deepEqual(rest.slice(0, 2), ['own.txt: own', 'inside.txt: own']);
  deepEqual(
    rest.slice(2),
    paths.slice(2).map((path) => `${path}: AccessDenied`),
  );
  const given = rezig(directory, ['run', 'world.zig', '--dir', `${outside}::there`]);
  equal(given.stderr, 'there: given\n');
  match(rezig(directory, ['run', 'world.zig', '--env-all']).stderr, /^PATH=/m);
  ok(!existsSync(join(directory, 'world.wasm')));
});

const CHANGES = `const std = @import("std");
pub fn main(init: std.process.Init) !void {
    const io = init.io;
    const dir = std.Io.Dir.cwd();
    const args = try init.minimal.args.toSlice(init.arena.allocator());
    for (args[1..]) |out| {
        const at = struct {
            var buffer: [512]u8 = undefined;
            fn at(way: []const u8, name: []const u8) []const u8 {
                return std.fmt.bufPrint(&buffer, "{s}/{s}", .{ way, name }) catch unreachable;
            }
        }.at;
        tell(out, "write", dir.writeFile(io, .{ .sub_path = at(out, "secret.txt"), .data = "other" }));
        tell(out, "create", dir.writeFile(io, .{ .sub_path = at(out, "new.txt"), .data = "new" }));
        tell(out, "delete", dir.deleteFile(io, at(out, "secret.txt")));
        tell(out, "rename in", dir.rename(at(out, "secret.txt"), dir, "mine.txt", io));
        tell(out, "rename out", dir.rename("own.txt", dir, at(out, "secret.txt"), io));
        tell(out, "mkdir", dir.createDir(io, at(out, "made"), .default_dir));
        tell(out, "rmdir", dir.deleteDir(io, at(out, "empty")));
        tell(out, "symlink", dir.symLink(io, "secret.txt", at(out, "link"), .{}));
    }
    tell(".", "write", dir.writeFile(io, .{ .sub_path = "own.txt", .data = "changed" }));
    tell(".", "rename", dir.rename("own.txt", dir, "renamed.txt", io));
    tell(".", "mkdir", dir.createDir(io, "made", .default_dir));
    tell(".", "symlink", dir.symLink(io, "renamed.txt", "made/link", .{}));
    tell(".", "delete", dir.deleteFile(io, "made/link"));
    tell(".", "rmdir", dir.deleteDir(io, "made"));
}
fn tell(out: []const u8, what: []const u8, result: anytype) void {
    const name = if (result) "done" else |err| @errorName(err);
    std.debug.print("{s}: {s}: {s}\\n", .{ out, what, name });
}
`;

test('a program changes nothing outside of what it is given, neither by .. nor through a link', () => {
  const outside = makeDirectory({ 'secret.txt': 'secret' });
  mkdirSync(join(outside, 'empty'));
  const directory = makeDirectory({ 'changes.zig': CHANGES, 'own.txt': 'own' });
  symlinkSync(outside, join(directory, 'out'));
  const ways = ['out', `../${basename(outside)}`];
  const { stderr } = rezig(directory, ['run', 'changes.zig', '--', ...ways]);
  const outwards = ['write', 'create', 'delete', 'rename in', 'rename out', 'mkdir', 'rmdir', 'symlink'];
  const inside = ['write', 'rename', 'mkdir', 'symlink', 'delete', 'rmdir'];
  deepEqual(stderr.trimEnd().split('\n'), [
    ...ways.flatMap((way) => outwards.map((what) => `${way}: ${what}: AccessDenied`)),
    ...inside.map((what) => `.: ${what}: done`),
  ]);
  deepEqual(readdirSync(outside).sort(), ['empty', 'secret.txt']);
  equal(readFileSync(join(outside, 'secret.txt'), 'utf8'), 'secret');
  equal(readFileSync(join(directory, 'renamed.txt'), 'utf8'), 'changed');
});

test('a stream that cannot be written to ends a command as it would end a program', {
  skip: !existsSync('/dev/full'),
}, () => {
  const shell = (command: string): { code: number | null; stderr: string } => {
    const { status, stderr } = spawnSync('bash', ['-c', command, process.execPath, BIN], { cwd, encoding: 'utf8' });
    return { code: status, stderr };
  };
  deepEqual(shell('"$0" "$1" version > /dev/full'), { code: 1, stderr: 'error: unable to write: NoSpaceLeft\n' });
  // What reads is gone before anything is written.
  const reader = 'exec 3> >(exec true); sleep 0.2;';
  deepEqual(shell(`${reader} "$0" "$1" targets >&3`), { code: 141, stderr: '' });
  deepEqual(shell(`${reader} "$0" "$1" check none.zig 2>&3`), { code: 141, stderr: '' });
  deepEqual(build('-femit-bin=/dev/full'), { code: 1, stderr: "error: unable to write '/dev/full': NoSpaceLeft\n" });
});
