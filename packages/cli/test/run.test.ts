import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { makeDirectory, rezig, rezigBeside, withoutAddresses } from './command.ts';
import { instantiate } from './instantiate.ts';

const hello = readFileSync(new URL('../../../examples/hello.zig', import.meta.url), 'utf8');

const START = fileURLToPath(new URL('../../zig-lib/lib/std/start.zig', import.meta.url));

const echo = `const std = @import("std");
pub fn main(init: std.process.Init) !u8 {
    var out_buffer: [64]u8 = undefined;
    var stdout = std.Io.File.stdout().writer(init.io, &out_buffer);
    const out = &stdout.interface;
    for (try init.minimal.args.toSlice(init.arena.allocator())) |arg| try out.print("{s}\\n", .{arg});
    var in_buffer: [64]u8 = undefined;
    var stdin = std.Io.File.stdin().reader(init.io, &in_buffer);
    _ = try stdin.interface.streamRemaining(out);
    try out.flush();
    try std.Io.File.stderr().writeStreamingAll(init.io, "to stderr\\n");
    return 7;
}
`;

const BROKEN = `broken.zig:2:19: error: type 'u8' cannot represent integer value '256'
    const x: u8 = 256;
                  ^~~
referenced by:
    callMain [inlined]: ${START}:698:59
    startWasi: ${START}:101:43
    2 reference(s) hidden; use '-freference-trace=4' to see all references
`;

const cwd = makeDirectory({
  'hello.zig': hello,
  'echo.zig': echo,
  'broken.zig': 'pub fn main() void {\n    const x: u8 = 256;\n    _ = x;\n}\n',
  'trap.zig': 'fn crash(x: u8) void {\n    if (x == 0) @trap();\n}\npub fn main() void {\n    crash(0);\n}\n',
  'panic.zig': `const std = @import("std");
var items = [_]u8{ 3, 1, 2 };
fn less(_: void, a: u8, b: u8) bool {
    return items[a] < items[b];
}
pub fn main() void {
    std.sort.insertion(u8, &items, {}, less);
}
`,
  'error.zig': `fn inner(n: u32) !void {
    if (n == 0) return error.Bad;
    try inner(n - 1);
}
inline fn between() !void {
    return inner(1);
}
pub fn main() !void {
    try between();
}
`,
  'noisy.zig': `const std = @import("std");
pub fn main() void {
    for (0..20000) |i| std.debug.print("line {d}\\n", .{i});
}
`,
  'lib.zig': 'export fn add(a: i32, b: i32) i32 {\n    return a +% b;\n}\n',
});

test('run compiles a program and runs it, and says nothing else', () => {
  deepEqual(rezig(cwd, ['run', 'hello.zig']), { code: 0, stdout: 'Hello, World!\n1 + 4 + 9 + 16 = 30\n', stderr: '' });
});

test('a program has its arguments, its standard streams and its exit code', () => {
  deepEqual(rezig(cwd, ['run', 'echo.zig', '--name', 'me', '--', 'one', '--two'], 'input\n'), {
    code: 7,
    stdout: 'me.wasm\none\n--two\ninput\n',
    stderr: 'to stderr\n',
  });
});

test('a program that writes more than a pipe takes waits for its reader', async () => {
  const { code, stderr } = await rezigBeside(cwd, ['run', 'noisy.zig'], {}, 2000);
  const lines = Array.from({ length: 20_000 }, (_, i) => `line ${i}\n`);
  deepEqual(
    { code, length: stderr.length, isAll: stderr === lines.join('') },
    { code: 0, length: lines.join('').length, isAll: true },
  );
});

test('a trap is told with the places in the sources, as an abort', () => {
  const { code, stderr } = rezig(cwd, ['run', 'trap.zig']);
  equal(code, 134);
  equal(
    withoutAddresses(stderr),
    `error: the program trapped: unreachable
trap.zig:2:17: 0x in crash (trap)
    if (x == 0) @trap();
                ^
trap.zig:5:10: 0x in main (trap)
    crash(0);
         ^
`,
  );
  match(
    rezig(cwd, ['run', 'trap.zig', '--full-trace']).stderr,
    /trap\.zig:5:10: [\s\S]*std\/start\.zig:\d+:\d+: 0x[0-9a-f]+ in callMain \(std\)\n/,
  );
});

const PANIC = `panic: index out of bounds: index 3, len 3
panic.zig:4:28: 0x in less (panic)
    return items[a] < items[b];
                           ^
    (3 frames of the library: --full-trace shows them)
panic.zig:7:23: 0x in main (panic)
    std.sort.insertion(u8, &items, {}, less);
                      ^
`;

test('a panic is told by the frames of the program, in a process that has no compiler running too', () => {
  for (let i = 0; i < 2; i++) {
    const { code, stderr } = rezig(cwd, ['run', 'panic.zig']);
    equal(code, 134);
    equal(withoutAddresses(stderr), PANIC);
  }
});

test('an error that leaves main is told with its way there, through inlined functions too', () => {
  const { code, stderr } = rezig(cwd, ['run', 'error.zig']);
  equal(code, 1);
  equal(
    withoutAddresses(stderr),
    `error: Bad
error.zig:2:17: 0x in inner (error)
    if (n == 0) return error.Bad;
                ^
error.zig:3:5: 0x in inner (error)
    try inner(n - 1);
    ^
error.zig:6:5: 0x in between (error)
    return inner(1);
    ^
error.zig:9:5: 0x in main (error)
    try between();
    ^
`,
  );
});

test('traces have colours where it is asked for, by an option or the environment', () => {
  for (const [args, env] of [
    [['--color', 'on'], {}],
    [[], { NO_COLOR: '', FORCE_COLOR: '1' }],
    [[], { NO_COLOR: '', CLICOLOR_FORCE: '1' }],
  ] as const)
    ok(rezig(cwd, ['run', 'error.zig', ...args], '', env).stderr.includes('\x1b[1merror.zig:2:17\x1b[0m: '));
  ok(!rezig(cwd, ['run', 'error.zig'], '', { FORCE_COLOR: '1' }).stderr.includes('\x1b'));
});

test('errors are printed, exit code 1, and what was there before is left', () => {
  writeFileSync(join(cwd, 'broken.wasm'), 'old');
  deepEqual(rezig(cwd, ['build-exe', 'broken.zig']), {
    code: 1,
    stdout: '',
    stderr: BROKEN,
  });
  equal(readFileSync(join(cwd, 'broken.wasm'), 'utf8'), 'old');
  equal(rezig(cwd, ['check', 'broken.zig']).code, 1);
  deepEqual(rezig(cwd, ['check', 'hello.zig']), { code: 0, stdout: '', stderr: '' });
  match(
    rezig(cwd, ['check', 'missing.zig']).stderr,
    /^missing\.zig:1:1: error: unable to load 'missing\.zig': FileNotFound\n\S*std\.zig:\d+:\d+: note: file imported here\n/,
  );
});

test('check --all looks for errors in what nothing refers to, too', () => {
  const cwd = makeDirectory({ 'idle.zig': 'pub fn main() void {}\nfn idle() u8 {\n    return "no";\n}\n' });
  deepEqual(rezig(cwd, ['check', 'idle.zig']), { code: 0, stdout: '', stderr: '' });
  const { code, stderr } = rezig(cwd, ['check', 'idle.zig', '--all']);
  equal(code, 1);
  match(stderr, /^idle\.zig:3:12: error: expected type 'u8', found '\*const \[2:0\]u8'\n/);
});

test('build-exe writes the module where it was asked to, and nothing beside it', () => {
  equal(rezig(cwd, ['build-exe', 'hello.zig', '-fno-emit-bin']).code, 0);
  ok(!existsSync(join(cwd, 'hello.wasm')));
  equal(rezig(cwd, ['build-exe', 'hello.zig', '-femit-bin=out/a.wasm']).code, 0);
  deepEqual(readdirSync(join(cwd, 'out')), ['a.wasm']);
  equal(rezig(cwd, ['build-exe', 'hello.zig']).code, 0);
  deepEqual(readFileSync(join(cwd, 'hello.wasm')), readFileSync(join(cwd, 'out', 'a.wasm')));
});

test('a library exports its functions', async () => {
  const options = ['-target', 'wasm32-freestanding', '-fno-entry', '-rdynamic'];
  deepEqual(rezig(cwd, ['build-exe', 'lib.zig', ...options]), { code: 0, stdout: '', stderr: '' });
  const { add } = await instantiate(readFileSync(join(cwd, 'lib.wasm')));
  equal((add as (a: number, b: number) => number)(2, 3), 5);
});

/** A library whose files are links to the packaged one, but for these, which are not among those that are lowered already. */
function makeLibrary(changed: readonly string[]): string {
  const packaged = fileURLToPath(new URL('../../zig-lib/lib/std', import.meta.url));
  const std = join(cwd, 'library', 'std');
  mkdirSync(std, { recursive: true });
  for (const name of readdirSync(packaged)) {
    const from = join(packaged, name);
    if (changed.includes(name)) writeFileSync(join(std, name), `${readFileSync(from, 'utf8')}\n// another\n`);
    else symlinkSync(from, join(std, name));
  }
  return join(cwd, 'library');
}

test('library files that are lowered are kept, and a damaged one is made again', () => {
  const library = makeLibrary(['std.zig', 'start.zig', 'fmt.zig']);
  const cache = join(cwd, 'kept');
  const build = (): string => {
    const options = ['-femit-bin=kept.wasm', '--no-state', '--cache-dir', cache, '--zig-lib-dir', library];
    deepEqual(rezig(cwd, ['build-exe', 'hello.zig', ...options]), { code: 0, stdout: '', stderr: '' });
    return readFileSync(join(cwd, 'kept.wasm'), 'latin1');
  };
  const first = build();
  const [directory] = readdirSync(cache);
  const files = readdirSync(join(cache, directory)).map((name) => join(cache, directory, name));
  ok(files.length >= 3);
  const intact = files.map((file) => readFileSync(file));
  const flipped = Buffer.from(intact[0]);
  flipped[flipped.length >> 1] ^= 0x40;
  writeFileSync(files[0], flipped);
  writeFileSync(files[1], intact[1].subarray(0, 1000));
  writeFileSync(files[2], '');
  ok(build() === first);
  for (const [i, file] of files.entries()) equal(Buffer.compare(readFileSync(file), intact[i]), 0);
});

test('test runs the tests of a file, and fails where one does', () => {
  const passing = 'test "one" {}\ntest "two" {}\n';
  writeFileSync(join(cwd, 'tests.zig'), passing);
  match(rezig(cwd, ['test', 'tests.zig']).stderr, /All 2 tests passed/);
  equal(
    rezig(cwd, ['test', 'tests.zig', '--test-filter', 'two']).stderr,
    '1/1 tests.test.two...OK\nAll 1 tests passed.\n',
  );
  writeFileSync(join(cwd, 'tests.zig'), `${passing}test "three" { return error.Wrong; }\n`);
  const { code, stderr } = rezig(cwd, ['test', 'tests.zig']);
  equal(code, 1);
  match(stderr, /three\.\.\.FAIL \(Wrong\)\n[\s\S]*\n2 passed; 0 skipped; 1 failed \(2 cached\)\./);
});

test('the library directory can be given', () => {
  const lib = fileURLToPath(new URL('../../zig-lib/lib', import.meta.url));
  equal(rezig(cwd, ['check', 'hello.zig', '--zig-lib-dir', lib]).code, 0);
});
