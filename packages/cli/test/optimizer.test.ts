// Takes long.
import { deepEqual, doesNotMatch, equal, match, ok } from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { ConstantMemory, withoutConstantLoads } from '../../compiler/src/optimize/constant-memory.ts';
import { joinBits } from '../../compiler/src/optimize/join-bits.ts';
import { joinComparisons } from '../../compiler/src/optimize/join-comparisons.ts';
import { markFrames } from '../../compiler/src/optimize/mark-frames.ts';
import { promoteSlots } from '../../compiler/src/optimize/promote-slots.ts';
import { unrollLoops } from '../../compiler/src/optimize/unroll-loops.ts';
import { withoutUnusedLoads } from '../../compiler/src/optimize/unused-loads.ts';
import { bin, makeDirectory, rezig } from './command.ts';
import { instantiate } from './instantiate.ts';

/* What becomes of modules of release modes where the package binaryen is installed, and where not. */

const programs = fileURLToPath(new URL('../../../test/programs', import.meta.url));
const cwd = makeDirectory({ 'hello.zig': readFileSync(join(programs, '01_hello.zig'), 'utf8') });

function isInstalled(): boolean {
  try {
    createRequire(import.meta.url).resolve('binaryen/package.json');
    return true;
  } catch {
    return false;
  }
}

const skip = isInstalled() ? false : 'the package binaryen is not installed';

function sizeOf(...options: string[]): number {
  const args = ['build-exe', 'hello.zig', '-femit-bin=hello.wasm', ...options];
  deepEqual(rezig(cwd, args), { code: 0, stdout: '', stderr: '' });
  return readFileSync(join(cwd, 'hello.wasm')).length;
}

test('release modules are smaller for it, and do the same', { skip }, () => {
  for (const mode of ['ReleaseSafe', 'ReleaseSmall'])
    ok(sizeOf('-O', mode) < sizeOf('-O', mode, '--no-binaryen'), mode);
  for (const mode of ['ReleaseFast', 'ReleaseSmall']) {
    const { stdout, stderr } = rezig(cwd, ['run', '-O', mode, join(programs, '18_vm.zig')]);
    equal(stdout, readFileSync(join(programs, '18_vm.out'), 'utf8'), `${mode}: ${stderr}`);
  }
});

test('what it came to is kept, and not made again', { skip }, () => {
  sizeOf('-O', 'ReleaseSmall', '--cache-dir', 'kept');
  const kept = readdirSync(join(cwd, 'kept', 'optimized'));
  equal(kept.length, 1);
  writeFileSync(join(cwd, 'kept', 'optimized', kept[0]), 'seen');
  equal(sizeOf('-O', 'ReleaseSmall', '--cache-dir', 'kept'), 'seen'.length);
});

test('a signal ends it with the command, and nothing is left of it', { skip }, async () => {
  const temporary = join(cwd, 'temporary');
  mkdirSync(temporary);
  const args = ['build-exe', join(programs, '12_zig_in_zig.zig'), '-O', 'ReleaseFast', '-femit-bin=signalled.wasm'];
  const child = spawn(process.execPath, [bin, ...args, '--cache-dir', 'signalled'], {
    cwd,
    env: { ...process.env, TMPDIR: temporary },
    stdio: 'ignore',
  });
  const ended = once(child, 'exit');
  const commands = (): string[] => readdirSync('/proc').filter((name) => /^\d+$/.test(name) && runsIn(name, temporary));
  while (commands().length === 0) await setTimeout(20);
  child.kill('SIGTERM');
  deepEqual(await ended, [null, 'SIGTERM']);
  deepEqual(readdirSync(temporary), []);
  deepEqual(commands(), []);
  equal(existsSync(join(cwd, 'signalled.wasm')), false);
});

/** Whether arguments of the process are files in `directory`. */
function runsIn(process: string, directory: string): boolean {
  try {
    return readFileSync(`/proc/${process}/cmdline`, 'utf8').includes(`${directory}/`);
  } catch {
    return false;
  }
}

test('a Debug module is what the compiler made', () => {
  equal(sizeOf(), sizeOf('--no-binaryen'));
});

test('one that is in the way of the working directory is the one, and its failure is told', () => {
  const directory = makeDirectory({
    'node_modules/binaryen/package.json': '{"name":"binaryen","version":"0.0.1"}',
    'node_modules/binaryen/bin/wasm-opt': 'console.error("no such pass"); process.exitCode = 3;',
  });
  mkdirSync(join(directory, 'src'));
  cpSync(join(cwd, 'hello.zig'), join(directory, 'src', 'hello.zig'));
  deepEqual(rezig(directory, ['build-exe', 'src/hello.zig', '-O', 'ReleaseFast']), {
    code: 1,
    stdout: '',
    stderr: 'error: Binaryen could not optimize the module: no such pass\n',
  });
});

const ITERATOR = `const Bytes = struct {
    rest: []const u8,
    at: usize = 0,
    fn next(bytes: *Bytes) ?u8 {
        if (bytes.at == bytes.rest.len) return null;
        defer bytes.at += 1;
        return bytes.rest[bytes.at];
    }
};
export fn sum(start: [*]const u8, len: usize) u32 {
    var bytes: Bytes = .{ .rest = start[0..len] };
    var total: u32 = 0;
    while (bytes.next()) |byte| total += byte;
    return total;
}
`;

test('what a function reaches by a pointer is in locals, where that function is put into the one that has it', {
  skip,
}, () => {
  writeFileSync(join(cwd, 'sum.zig'), ITERATOR);
  const options = [
    '-target',
    'wasm32-freestanding',
    '-fno-entry',
    '--export=sum',
    '-fno-emit-bin',
    '-femit-asm=sum.wat',
  ];
  const code = (...more: string[]): string => {
    deepEqual(rezig(cwd, ['build-exe', 'sum.zig', ...options, ...more]), { code: 0, stdout: '', stderr: '' });
    return readFileSync(join(cwd, 'sum.wat'), 'utf8');
  };
  for (const mode of ['ReleaseFast', 'ReleaseSmall']) {
    match(code('-O', mode, '--no-binaryen'), /global\.get/);
    doesNotMatch(code('-O', mode), /global\.[gs]et|\.store|call/, mode);
  }
});

const DELIMITERS = `fn indexOfAny(text: []const u8, set: []const u8) usize {
    for (text, 0..) |byte, i| {
        for (set) |one| if (byte == one) return i;
    }
    return text.len;
}
export fn end(text: [*]const u8, len: usize) usize {
    return indexOfAny(text[0..len], ",;");
}
`;

test('a loop over a constant is written out, with what it finds there', { skip }, () => {
  writeFileSync(join(cwd, 'end.zig'), DELIMITERS);
  const options = [
    '-target',
    'wasm32-freestanding',
    '-fno-entry',
    '--export=end',
    '-fno-emit-bin',
    '-femit-asm=end.wat',
  ];
  const code = (...more: string[]): string => {
    deepEqual(rezig(cwd, ['build-exe', 'end.zig', ...options, ...more]), { code: 0, stdout: '', stderr: '' });
    return readFileSync(join(cwd, 'end.wat'), 'utf8');
  };
  const loops = (text: string): number => text.match(/\bloop\b/g)?.length ?? 0;
  const [before, after] = [code('-O', 'ReleaseFast', '--no-binaryen'), code('-O', 'ReleaseFast')];
  deepEqual([loops(before), loops(after)], [2, 1], after);
  for (const delimiter of [',', ';']) match(after, new RegExp(`i32\\.const ${delimiter.charCodeAt(0)}\\b`));
});

/** Loops that count in many ways; what they do depends on what they are given. */
const LOOPS = `export fn first(x: u32) u32 {
    var i: u32 = 0;
    while (i < 7) : (i += 1) if (x & (@as(u32, 1) << @intCast(i)) != 0) break;
    return i;
}
export fn odd(x: u32) u32 {
    var sum: u32 = 0;
    var i: u32 = 1;
    while (i < 12) {
        i += 3;
        if (x % i == 1) continue;
        sum = sum *% 31 +% i;
    }
    return sum + i;
}
export fn down(x: u32) u32 {
    var i: u32 = 9;
    var sum: u32 = x;
    while (i != 0) {
        i -= 1;
        if (sum % 5 == 3) {
            sum += 1;
            if (sum % 3 == 0) break;
        }
        sum +%= i * x;
    }
    return sum +% i;
}
export fn wrong(x: u32) u32 {
    var i: u32 = 0;
    var turns: u32 = 0;
    while (i < 5) {
        turns += 1;
        if (x % (turns + 1) == 0 and turns < 40) continue;
        i += 1;
    }
    return turns * 100 + i;
}
export fn nested(x: u32) u32 {
    var sum: u32 = 0;
    outer: for (0..4) |a| {
        for (0..3) |b| {
            if ((x + a) % 7 == b) continue :outer;
            if ((x ^ b) % 11 == a) break :outer;
            sum = sum *% 3 +% @as(u32, @intCast(a * 4 + b));
        }
    }
    return sum;
}
export fn table(x: u32) u32 {
    const words = [_]u32{ 17, 0x80000001, 5, 99, 0xffffffff };
    const bytes: []const i8 = &.{ -1, 7, -128 };
    var sum: u32 = x;
    for (&words) |*word| sum = (sum ^ word.*) *% 5;
    for (bytes) |byte| sum +%= @bitCast(@as(i32, byte));
    return sum;
}
`;

test('loops that are written out do the same', { skip }, async () => {
  writeFileSync(join(cwd, 'loops.zig'), LOOPS);
  const names = [...LOOPS.matchAll(/export fn (\w+)/g)].map(([, name]) => name);
  const options = ['-target', 'wasm32-freestanding', '-fno-entry', ...names.map((name) => `--export=${name}`)];
  const build = (...more: string[]): Buffer => {
    const args = ['build-exe', 'loops.zig', ...options, '-O', 'ReleaseSmall', '-femit-bin=loops.wasm', ...more];
    deepEqual(rezig(cwd, args), { code: 0, stdout: '', stderr: '' });
    return readFileSync(join(cwd, 'loops.wasm'));
  };
  // In this mode they are not written out, and they have come to look as they do when that is done.
  const [plain, optimized] = [build('--no-binaryen'), build()];
  const constants = new ConstantMemory(plain);
  const unrolled = unrollLoops(optimized, constants);
  ok(unrolled.length > optimized.length + 1000, `few loops were written out: ${unrolled.length - optimized.length}`);
  const run = async (bytes: Uint8Array): Promise<number[]> => {
    const exports = (await instantiate(bytes)) as Readonly<Record<string, (x: number) => number>>;
    return names.flatMap((name) => Array.from({ length: 200 }, (_, x) => exports[name](x)));
  };
  const expected = await run(plain);
  for (const bytes of [withoutConstantLoads(plain, constants), optimized, unrolled, unrollLoops(unrolled, constants)])
    deepEqual(await run(bytes), expected);
});

/** Programs whose frames have slots of many kinds. */
const FRAMES = ['02_wordcount', '07_errors', '09_crypto', '16_switches', '19_records'];

test('programs do the same with marked frames, and with slots in locals then', () => {
  const runner = fileURLToPath(new URL('../../../tools/run-wasi.mjs', import.meta.url));
  const module = join(cwd, 'frames.wasm');
  for (const name of FRAMES) {
    const args = ['build-exe', join(programs, `${name}.zig`), '-O', 'ReleaseFast', '--no-binaryen'];
    deepEqual(rezig(cwd, [...args, '-femit-bin=frames.wasm']), { code: 0, stdout: '', stderr: '' });
    const marked = markFrames(readFileSync(module));
    ok(marked !== null);
    const constants = new ConstantMemory(readFileSync(module));
    const promoted = promoteSlots(promoteSlots(marked, false), true);
    const unrolled = unrollLoops(withoutConstantLoads(promoted, constants), constants);
    const joined = joinComparisons(unrolled);
    ok(joined.length < unrolled.length, name);
    const bits = joinBits(joined);
    ok(name !== '09_crypto' || bits.length < joined.length);
    for (const made of [marked, promoteSlots(marked, false), promoted, unrolled, joined, withoutUnusedLoads(bits)]) {
      writeFileSync(module, made);
      const input = existsSync(join(programs, `${name}.in`)) ? readFileSync(join(programs, `${name}.in`)) : '';
      const run = spawnSync(process.execPath, ['--no-warnings', runner, module], { encoding: 'utf8', input });
      equal(run.stdout, readFileSync(join(programs, `${name}.out`), 'utf8'), `${name}: ${run.stderr}`);
    }
  }
});

/** Addresses of variables that code keeps, and adds to, before it uses them. */
const ADDRESSES = `export fn advanced(x: u32) u32 {
    var words = [_]u32{ 1, 2, 3, x };
    var at: [*]u32 = &words;
    at += 1;
    const word = at[0];
    const to = &at;
    to.*[0] = 10;
    return word + at[0] + words[1];
}
export fn stepped(x: u32) u32 {
    var bytes = [_]u8{ 1, 2, 3, 4, @truncate(x), 6 };
    var at: [*]u8 = &bytes;
    var sum: u32 = 0;
    at += 3;
    sum += at[1];
    at -= 2;
    at[2] +%= 5;
    at += 1;
    sum = sum * 100 + at[1];
    return sum * 100 + bytes[3];
}
`;

test('an address that code adds to before it is used stays what it is where frames are marked', async () => {
  writeFileSync(join(cwd, 'addresses.zig'), ADDRESSES);
  const options = ['-target', 'wasm32-freestanding', '-fno-entry', '-rdynamic', '-O', 'ReleaseFast', '--no-binaryen'];
  const args = ['build-exe', 'addresses.zig', '-femit-bin=addresses.wasm', ...options];
  deepEqual(rezig(cwd, args), { code: 0, stdout: '', stderr: '' });
  const plain = readFileSync(join(cwd, 'addresses.wasm'));
  const marked = markFrames(plain);
  ok(marked !== null);
  for (const module of [plain, marked, promoteSlots(marked, true)]) {
    const { advanced, stepped } = (await instantiate(module)) as Readonly<Record<string, (x: number) => number>>;
    deepEqual([advanced(7), stepped(7)], [22, 70909]);
  }
});
