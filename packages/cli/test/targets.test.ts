import { equal, match } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { officialEnv, officialZig, runOfficial } from '../../../oracle/index.mjs';
import {
  ABI_NAMES,
  ARCH_NAMES,
  type CType,
  defaultAbi,
  makeTarget,
  OS_NAMES,
} from '../../compiler/src/intern/target.ts';
import { makeDirectory, rezig } from './command.ts';

const C_TYPES: readonly CType[] = ['char', 'short', 'int', 'long', 'longlong', 'float', 'double', 'longdouble'];

/** Writes what the library knows of all targets, but for systems whose types of C it does not know. */
const TABLE = `const std = @import("std");
const Target = std.Target;
pub fn main(init: std.process.Init) !void {
    var buffer: [1 << 16]u8 = undefined;
    const file = try std.Io.Dir.cwd().createFile(init.io, "table.txt", .{});
    defer file.close(init.io);
    var writer = file.writer(init.io, &buffer);
    const out = &writer.interface;
    for (std.enums.values(Target.Cpu.Arch)) |arch| for (std.enums.values(Target.Os.Tag)) |os| {
        switch (os) {
            .ps3, .contiki, .managarm, .opengl => continue,
            else => {},
        }
        try out.print("{t}-{t} {t}\\n", .{ arch, os, Target.Abi.default(arch, os) });
        for (std.enums.values(Target.Abi)) |abi| {
            const target: Target = .{
                .cpu = .{ .arch = arch, .model = .generic(arch), .features = .empty },
                .os = .{ .tag = os, .version_range = .{ .none = {} } },
                .abi = abi,
                .ofmt = .default(os, arch),
                .dynamic_linker = .none,
            };
            try out.print("{t} {d} {t} {d} {t}", .{
                abi, target.ptrBitWidth(), arch.endian(), target.cMaxIntAlignment(), target.cCharSignedness(),
            });
            for ([_]Target.CType{ .char, .short, .int, .long, .longlong, .float, .double, .longdouble }) |c|
                try out.print(" {d}/{d}", .{ target.cTypeBitSize(c), target.cTypeAlignment(c) });
            try out.print(" {s}\\n", .{if (target.cCallingConvention()) |cc| @tagName(cc) else "none"});
        }
    };
    try out.flush();
}
`;

function expectedTable(): string {
  const lines: string[] = [];
  for (const arch of ARCH_NAMES) {
    for (const os of OS_NAMES) {
      if (['ps3', 'contiki', 'managarm', 'opengl'].includes(os)) continue;
      lines.push(`${arch}-${os} ${defaultAbi(arch, os)}`);
      for (const abi of ABI_NAMES) {
        const target = makeTarget(arch, os, abi);
        const c = C_TYPES.map((type) => `${target.c[type].bits}/${target.c[type].align}`);
        const order = target.isBigEndian ? 'big' : 'little';
        const char = target.charIsSigned ? 'signed' : 'unsigned';
        const facts = [abi, target.pointerBits, order, target.maxIntAlign, char, ...c, target.cCallConv ?? 'none'];
        lines.push(facts.join(' '));
      }
    }
  }
  return lines.join('\n');
}

/** Its lines in blocks, one for each system, in the order of the names. */
function sorted(table: string): string[] {
  return table
    .trim()
    .split(/\n(?=[^ ]+-)/)
    .map((block) => {
      const [first, ...rest] = block.split('\n');
      return [first, ...rest.sort()].join('\n');
    })
    .sort();
}

test('what is known of targets is what the library knows', () => {
  const cwd = makeDirectory({ 'table.zig': TABLE });
  equal(rezig(cwd, ['run', '-O', 'ReleaseFast', 'table.zig']).stderr, '');
  const official = sorted(readFileSync(join(cwd, 'table.txt'), 'utf8'));
  const ours = sorted(expectedTable());
  equal(ours.length, official.length);
  for (const [i, block] of official.entries()) equal(ours[i], block);
});

const TAIL_CALLS = `fn f(x: u32) u32 {
    return x;
}
fn right(x: u32) u32 {
    if (x > 3) @call(.always_tail, f, .{x});
    _ = @call(.always_tail, f, .{x + 1});
    @compileError("behind the end");
}
fn otherParameters(x: u64) u32 {
    return @call(.always_tail, f, .{@as(u32, @truncate(x))});
}
fn otherResult(x: u32) void {
    _ = @call(.always_tail, f, .{x});
}
comptime {
    asm ("nop");
}
pub fn main() void {
    _ = .{ &right, &otherParameters, &otherResult };
}
`;

const TAIL_CALL_ERRORS = `tail.zig:10:12: error: unable to perform tail call: type of function being called 'fn (u32) u32' does not match type of calling function 'fn (u64) u32'
tail.zig:13:9: error: expected type 'void', found 'u32'
tail.zig:12:24: note: function return type declared here
`;

test('a tail call is of a function of the same type, and ends the caller', () => {
  const cwd = makeDirectory({ 'tail.zig': TAIL_CALLS });
  const { stderr } = rezig(cwd, ['check', 'tail.zig', '-target', 'x86_64-linux', '-fllvm', '-freference-trace=0']);
  equal(stderr.replace(/^(?!tail\.zig:).*\n/gm, ''), TAIL_CALL_ERRORS);
});

test('a program is checked for any target, and code made for two', () => {
  const cwd = makeDirectory({
    'main.zig': `const builtin = @import("builtin");
pub fn main() void {
    if (@sizeOf(usize) == 8) @compileError(@tagName(builtin.os.tag) ++ @tagName(builtin.abi));
}
`,
  });
  equal(rezig(cwd, ['check', 'main.zig', '-target', 'x86-linux']).stderr, '');
  match(rezig(cwd, ['check', 'main.zig', '-target', 'aarch64-macos']).stderr, /error: macosnone\n/);
  match(rezig(cwd, ['check', 'main.zig', '-target', 'x86_64-linux-gnu']).stderr, /error: linuxgnu\n/);
  match(rezig(cwd, ['build-exe', 'main.zig', '-target', 'x86_64-windows', '-fno-emit-bin']).stderr, /windowsgnu\n/);
  const refused = rezig(cwd, ['build-exe', 'main.zig', '-target', 'x86_64-linux']);
  equal(refused.code, 1);
  match(refused.stderr, /^error: not supported yet: code for 'x86_64-linux' \(there is code for wasm32-wasi and/);
  match(rezig(cwd, ['run', 'main.zig', '-target', 'x86-linux']).stderr, /^error: not supported yet: code for/);
});

test("a library that is not the system's is refused where code for that is not asked for", () => {
  const cwd = makeDirectory({ 'main.zig': 'extern "foo" fn f() void;\ncomptime {\n    _ = &f;\n}\n' });
  const errorsFor = (target: string): string =>
    rezig(cwd, ['build-obj', 'main.zig', '-fno-emit-bin', '-target', target]).stderr.split('\n')[0]!;
  const start = "main.zig:1:8: error: dependency on dynamic library 'foo'";
  equal(errorsFor('x86_64-linux'), `${start} requires enabling Position Independent Code; fixed by '-lfoo' or '-fPIC'`);
  equal(errorsFor('x86-freestanding'), `${start} cannot be satisfied because target does not support dynamic linking`);
  equal(errorsFor('aarch64-macos'), '');
  equal(errorsFor('x86-windows'), '');
});

/** Sizes, alignments and bits; memory that is read as another type; what a machine has and what not. */
const LAYOUT = `const std = @import("std");
const builtin = @import("builtin");
fn L(comptime T: type) [3]comptime_int {
    return .{ @sizeOf(T), @alignOf(T), @bitSizeOf(T) };
}
const Flags = packed struct(u24) { a: u3, b: u10, c: bool, d: i10 };
comptime {
    @compileLog(L(u8), L(u24), L(u40), L(u64), L(u65), L(u128), L(u200), L(i512));
    @compileLog(L(usize), L(*u8), L([]u8), L(f16), L(f32), L(f64), L(f80), L(f128));
    @compileLog(L(c_char), L(c_short), L(c_int), L(c_long), L(c_longlong), L(c_longdouble));
    @compileLog(L(@Vector(3, u8)), L(@Vector(4, f64)), L(@Vector(7, u1)), L(?u64), L(?*u8), L(anyerror!u64), L(anyerror));
    @compileLog(@alignOf(fn () void), @typeInfo(c_char), L(?f80), L(struct { a: u8, b: u64, c: u16 }));
    @compileLog(L(extern struct { a: u8, b: u64, c: u16 }), L(union(enum) { a: u64, b: u8 }), L(packed struct { a: u65 }));
    @compileLog(std.mem.toBytes(@as(u32, 0x01020304)), std.mem.toBytes(@as(f64, 1.5)), std.mem.toBytes(@as(u24, 0x010203)));
    @compileLog(@as(u16, @bitCast([2]u8{ 1, 2 })), @as([4]u8, @bitCast(@as(i32, -2))));
    @compileLog(std.mem.asBytes(&Flags{ .a = 5, .b = 700, .c = true, .d = -3 })[0..3].*);
    @compileLog(@as(u32, @bitCast(@Vector(4, u8){ 1, 2, 3, 4 })), @as([2]u16, @bitCast(@as(u32, 0x01020304))));
    var flags: Flags = .{ .a = 1, .b = 2, .c = false, .d = 4 };
    flags.b = 0x155;
    const b = &flags.b;
    b.* += 1;
    @compileLog(flags, @as(u24, @bitCast(flags)));
    @compileLog(std.math.maxInt(usize), std.math.minInt(c_long), builtin.cpu.arch, builtin.os.tag, builtin.abi);
    @compileLog(builtin.link_libc, builtin.single_threaded, builtin.position_independent_code, builtin.object_format);
}
fn other(...) callconv(.c) void {}
pub fn main() void {
    _ = &other;
}
`;

/** Big and little, of 16, 32 and 64 bits, with C as it is on each system. */
const TARGETS = [
  ...['x86_64-linux', 'aarch64-macos', 'x86_64-windows', 'x86-windows', 'x86-linux', 'thumb-freestanding'],
  ...['arm-linux-gnueabihf', 'riscv64-linux', 'riscv32-freestanding', 's390x-linux', 'mips-linux', 'powerpc64-linux'],
  ...['msp430-freestanding', 'wasm64-freestanding', 'm68k-linux', 'aarch64-linux-gnu', 'sparc64-linux'],
];

for (const target of TARGETS) {
  test(`${target} is laid out as officially`, { skip: officialZig === null }, () => {
    const cwd = makeDirectory({ 'main.zig': LAYOUT });
    const official = ['-fno-emit-bin', '-fno-ubsan-rt', '-fno-compiler-rt', '-freference-trace=0'];
    const expected = runOfficial(['build-exe', 'main.zig', '-target', target, ...official], { cwd, env: officialEnv });
    match(expected.stderr, /found compile log statement/);
    equal(rezig(cwd, ['check', 'main.zig', '-target', target, '-freference-trace=0']).stderr, expected.stderr);
  });
}

/** Asks where a GPU is in its work, at run time and where that is not known. */
const WORK = `export fn item() u32 {
    return @workItemId(0) + @workGroupSize(1) + @workGroupId(2);
}
export fn any(x: u32) u32 {
    return @workItemId(x);
}
export fn small() u16 {
    return @workGroupId(0);
}
`;

/** A cast from one address space to another. */
function spaceCast(from: string, to: string): string {
  return `export fn cast(p: *const *addrspace(.${from}) const u8) void {
    const q: *addrspace(.${to}) u8 = @addrSpaceCast(p.*);
    _ = q;
}
`;
}

/** Functions that take any number of arguments, with conventions of one machine or another, and more that is wrong with them. */
const VARIADIC = `const F1 = fn (...) callconv(.{ .x86_stdcall = .{} }) void;
export fn f1() void {
    _ = F1;
}
const F2 = fn (u8, ...) callconv(.auto) opaque {};
export fn f2() void {
    _ = F2;
}
const F3 = fn (u8, ...) callconv(.{ .x86_64_sysv = .{ .incoming_stack_alignment = 3 } }) u8;
export fn f3() void {
    _ = F3;
}
const F4 = fn (u8, ...) callconv(.{ .arm_aapcs_vfp = .{} }) void;
export fn f4() void {
    _ = F4;
}
const F5 = fn (u8, ...) callconv(.{ .propeller_sysv = .{} }) void;
export fn f5() void {
    _ = F5;
}
`;

/** Programs that a machine's own calling conventions, pointers and address spaces refuse. */
const REFUSED: readonly (readonly [target: string, program: string])[] = [
  [
    'x86_64-linux -fllvm',
    `const interrupt: @import("std").builtin.CallingConvention = .{ .x86_64_interrupt = .{} };
fn first(x: u8) callconv(interrupt) void {
    _ = x;
}
fn second(x: *u8, y: f32) callconv(interrupt) u8 {
    return x.* + @as(u8, @intFromFloat(y));
}
fn result(x: *u8, y: u64) callconv(interrupt) u8 {
    return x.* + @as(u8, @intCast(y));
}
fn good(x: *u8, y: i64) callconv(interrupt) void {
    x.* = @intCast(y);
}
fn bare() callconv(.naked) void {}
pub fn main() void {}
comptime {
    for (.{ &first, &second, &result, &good }) |f| _ = f;
}
comptime {
    _ = fn (*u8, u64, u8) callconv(interrupt) void;
}
comptime {
    _ = fn () callconv(.{ .x86_64_interrupt = .{ .incoming_stack_alignment = 3 } }) u8;
}
comptime {
    _ = @Fn(&.{u8}, &@splat(.{}), void, .{ .@"callconv" = interrupt });
}
comptime {
    _ = @Fn(&.{}, &.{}, u8, .{ .@"callconv" = interrupt });
}
export fn calls(x: *u8) void {
    good(x, 1);
}
export fn callsPointer(f: *const fn () callconv(interrupt) void) void {
    f();
}
export fn callsBare() void {
    comptime bare();
}
`,
  ],
  [
    'avr-freestanding',
    `fn parameter(x: u8) callconv(.avr_signal) void {
    _ = x;
}
fn result() callconv(.avr_interrupt) u8 {
    return 1;
}
fn good() callconv(.avr_interrupt) void {}
comptime {
    _ = &parameter;
}
comptime {
    _ = &result;
}
export fn calls() void {
    good();
}
var changes: u8 addrspace(.flash) = 1;
const stays: u8 addrspace(.flash1) = 1;
const pointer: *const fn () void = &good2;
fn good2() void {}
export fn spaces() void {
    changes = stays;
    pointer();
    const function: *addrspace(.generic) const fn () void = &good2;
    _ = function;
}
`,
  ],
  [
    'x86_64-linux',
    `fn vectors() callconv(.{ .x86_64_vectorcall = .{} }) void {}
fn windows() callconv(.{ .x86_64_win = .{} }) void {}
fn waits() callconv(.async) void {}
fn called(x: u8) u8 {
    return x;
}
fn calls(x: u8) u8 {
    return @call(.always_tail, called, .{x});
}
comptime {
    _ = &vectors;
}
comptime {
    _ = &windows;
}
comptime {
    _ = &waits;
}
export fn entry() void {
    _ = calls(1);
    const bits: [2]u3 = @bitCast(@as(u11, 1));
    _ = bits;
}
`,
  ],
  [
    'thumb-freestanding',
    `fn function() void {}
export fn entry() void {
    const even: *align(2) const fn () void = &function;
    const more: *align(4) const fn () void = even;
    _ = more;
}
`,
  ],
  [
    'nvptx64-cuda',
    `var shared: u8 addrspace(.shared) = undefined;
const known: u8 addrspace(.constant) = 1;
var changes: u8 addrspace(.constant) = 1;
var input: u8 addrspace(.input) = undefined;
export fn a() void {
    shared = known;
}
export fn b() void {
    changes = 1;
}
export fn c() void {
    input = 1;
}
`,
  ],
  [
    'spirv64-vulkan',
    `var rt: u32 = undefined;
export fn choose(a: *i32, b: *i32, c: *addrspace(.global) i32, d: *addrspace(.global) i32) void {
    const far = if (rt == 0) c else d;
    _ = far;
    const near = if (rt == 0) a else b;
    _ = near;
}
export fn switched(a: *i32, b: *i32) void {
    const near = switch (rt) {
        0 => a,
        else => b,
    };
    _ = near;
}
export fn optional(a: ?*i32) void {
    const some = a orelse return;
    _ = some;
}
export fn elements(a: [*]u8) void {
    a[0] = 1;
}
export fn element(a: [*]u8) u8 {
    return a[1];
}
export fn moved(a: [*]u8) void {
    _ = a + 1;
}
export fn distance(a: *u8, b: *u8) usize {
    return a - b;
}
export fn address() usize {
    return @intFromPtr(&rt);
}
export fn fromAddress(a: usize) *u8 {
    return @ptrFromInt(a);
}
export fn sliced(a: *[4]u8) void {
    _ = a[1..];
}
fn ofSlice(a: []u8) u8 {
    a[0] = 1;
    return a[1];
}
export fn slices() void {
    var array: [4]u8 = undefined;
    for (&array) |*x| x.* = 1;
    _ = ofSlice(&array);
}
export fn indexed(i: usize) u8 {
    const known: []const u8 = "abc";
    return "abc"[i] + known[1] + known[i];
}
fn fragment() callconv(.spirv_fragment) void {}
export fn calls() void {
    fragment();
}
`,
  ],
  ['spirv64-opencl', 'export fn fragment() callconv(.spirv_fragment) void {}\n'],
  ['x86_64-linux', VARIADIC],
  ['aarch64-linux', VARIADIC],
  ['spirv64-vulkan', `fn bare() callconv(.naked) void {}\nexport fn use() void {\n    _ = &bare;\n}\n${WORK}`],
  ['amdgcn-amdhsa', WORK],
  ['nvptx64-cuda', `${WORK}${spaceCast('global', 'shared')}`],
  ['nvptx64-cuda', `${WORK}${spaceCast('global', 'generic')}`],
  ['spirv64-vulkan', spaceCast('generic', 'global')],
  ['avr-freestanding', spaceCast('flash', 'flash')],
  ['avr-freestanding', spaceCast('generic', 'flash')],
  [
    'x86_64-linux',
    `${spaceCast('gs', 'fs')}comptime {\n    var x: u8 = 1;\n    _ = @as(*addrspace(.gs) u8, @addrSpaceCast(&x));\n}\n`,
  ],
];

for (const [target, program] of REFUSED) {
  test(`${target} refuses what it officially does`, { skip: officialZig === null }, () => {
    const cwd = makeDirectory({ 'main.zig': program });
    const args = ['build-obj', 'main.zig', '-fno-emit-bin', '-freference-trace=0', '-target', ...target.split(' ')];
    const expected = runOfficial(args, { cwd, env: officialEnv });
    match(expected.stderr, /error: /);
    equal(rezig(cwd, args).stderr, expected.stderr);
  });
}
