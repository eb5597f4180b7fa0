import { deepEqual, doesNotMatch, match, notEqual } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { makeDirectory, rezig } from './command.ts';

/* Code for engines that lack instructions. */

/** Conversions, sign extension, copies that overlap, and wide integers, all of values that are not known before. */
const PROGRAM = `const std = @import("std");
fn get(comptime F: type, x: F) F { var v = x; _ = &v; return v; }
pub fn main() void {
    @setRuntimeSafety(false);
    inline for (.{ f32, f64 }) |F| inline for (.{ i32, u32, i64, u64, i8, u7 }) |I| {
        for ([_]F{ 0, 1.9, 100.5, 126.99, 3e2, 2e9 }) |x| {
            if (@as(f64, x) < @as(f64, @floatFromInt(std.math.maxInt(I)))) std.debug.print("{d} ", .{@as(I, @intFromFloat(get(F, x)))});
        }
        if (@typeInfo(I).int.signedness == .signed) std.debug.print("{d} ", .{@as(I, @intFromFloat(get(F, -100.5)))});
    };
    var a: [300]u8 = undefined;
    for (&a, 0..) |*b, i| b.* = @truncate(i);
    inline for (.{ 1, 3, 8, 17, 100 }) |d| {
        std.mem.copyForwards(u8, a[0..100], a[d..][0..100]);
        @memmove(a[d..][0..150], a[0..150]);
        @memmove(a[0..150], a[d..][0..150]);
    }
    var n: usize = 13;
    _ = &n;
    @memset(a[3..][0..n], 0xfe);
    var big: [5]u128 = @splat(get(u128, 0xfedcba98765432100123456789abcdef));
    big[2] = big[1] / get(u128, 0x1234567890abcdef12) +% big[0] *% get(u128, 77);
    var hash: u32 = 0;
    for (a) |b| hash = hash *% 31 +% b;
    std.debug.print("\\n{d} {any} {d} {d}\\n", .{ hash, big, @as(i64, get(i8, -5)), @as(i32, @as(i16, @truncate(get(i32, 0x1ffff)))) });
    std.debug.print("{d} {d}\\n", .{ @as(i64, @as(i32, @bitCast(get(u32, 0xfffffffe)))), @as(u200, @intFromFloat(get(f64, 1e40))) });
}
`;

const cwd = makeDirectory({ 'program.zig': PROGRAM });
const LATER = /^ +(memory\.(copy|fill)|i(32|64)\.(extend(8|16|32)_s|trunc_sat_\w+))/m;

for (const mode of ['Debug', 'ReleaseSmall'])
  test(`${mode} code for mvp has none of the later instructions, and does the same`, () => {
    const options = ['program.zig', '-O', mode, '--no-binaryen'];
    const text = (...cpu: string[]): string => {
      const args = ['build-exe', ...options, ...cpu, '-fno-emit-bin', '-femit-asm=program.wat'];
      deepEqual(rezig(cwd, args), { code: 0, stdout: '', stderr: '' });
      return readFileSync(join(cwd, 'program.wat'), 'utf8');
    };
    match(text(), LATER);
    doesNotMatch(text('-mcpu=mvp'), LATER);
    const usual = rezig(cwd, ['run', ...options]);
    notEqual(usual.stderr, '');
    deepEqual(rezig(cwd, ['run', ...options, '-mcpu=mvp']), usual);
  });

/** A machine whose instructions are functions that call the next one, through a table, with frames of their own and with none, and results of all kinds. */
const TAIL_CALLS = `const std = @import("std");
const Machine = struct { sum: u64 = 0, digits: u32 = 0 };
const Instruction = *const fn (machine: *Machine, code: [*]const u8, n: u64) u64;
const table = [_]Instruction{ &halt, &add, &loop, &print };
fn halt(machine: *Machine, _: [*]const u8, n: u64) u64 { return machine.sum + n; }
fn add(machine: *Machine, code: [*]const u8, n: u64) u64 {
    machine.sum += n;
    return @call(.always_tail, table[code[0]], .{ machine, code + 1, n });
}
fn loop(machine: *Machine, code: [*]const u8, n: u64) u64 {
    if (n == 0) @call(.always_tail, halt, .{ machine, code, 5 });
    return @call(.always_tail, table[(code - 3)[0]], .{ machine, code - 2, n - 1 });
}
fn print(machine: *Machine, code: [*]const u8, n: u64) u64 {
    var buffer: [64]u8 align(64) = undefined;
    machine.digits += @intCast((std.fmt.bufPrint(&buffer, "{d}", .{machine.sum}) catch unreachable).len);
    return @call(.always_tail, table[code[0]], .{ machine, code + 1, n });
}
const Big = struct { a: [9]u64, b: u32 };
fn inMemory(n: u32, x: u64) Big {
    if (n == 0) return .{ .a = @splat(x), .b = n };
    return @call(.always_tail, inMemory, .{ n - 1, x + n });
}
fn fails(n: u32, x: u64) error{Odd}!u64 {
    if (n == 0) return if (x & 1 == 1) error.Odd else x;
    return @call(.always_tail, fails, .{ n - 1, x + n });
}
fn count(n: u32, out: *u32) void {
    out.* += 1;
    if (n > 0) @call(.always_tail, count, .{ n - 1, out });
}
pub fn main() void {
    var machine: Machine = .{};
    const code = [_]u8{ 1, 3, 2, 0 };
    std.debug.print("{d} {d}\\n", .{ table[code[0]](&machine, code[1..].ptr, 100_000), machine.digits });
    std.debug.print("{any}\\n", .{inMemory(100_000, 3)});
    std.debug.print("{any} {any}\\n", .{ fails(100_000, 3), fails(100_001, 3) });
    var out: u32 = 0;
    count(1_000_000, &out);
    std.debug.print("{d}\\n", .{out});
}
`;

const COUNTED = `5000050005 988338
.{ .a = { ${Array(9).fill('5000050003').join(', ')} }, .b = 0 }
error.Odd 5000150004
1000001
`;

for (const mode of ['Debug', 'ReleaseSafe', 'ReleaseSmall'])
  test(`${mode} code for engines with tail calls takes no stack for them`, () => {
    const directory = makeDirectory({ 'tail.zig': TAIL_CALLS });
    const args = ['run', 'tail.zig', '-O', mode, '-mcpu=lime1+tail_call'];
    for (const more of [[], ['--no-binaryen']])
      deepEqual(rezig(directory, [...args, ...more]), { code: 0, stdout: '', stderr: COUNTED });
  });
