// --- what parameters and results may be
var rv: u32 = 1;
fn a1(x: [rv]u8) void {
    _ = x;
}
comptime {
    _ = &a1;
}
fn a2() [rv]u8 {
    return undefined;
}
comptime {
    _ = &a2;
}
fn a3() callconv(.x86_64_sysv) void {}
comptime {
    _ = &a3;
}
fn a4() callconv(.naked) void {}
comptime {
    _ = &a4;
}
fn a5() callconv(.async) void {}
comptime {
    _ = &a5;
}
fn a6() callconv(.wasm_mvp) void {}
comptime {
    _ = &a6;
}
fn a7() callconv(.{ .wasm_mvp = .{ .incoming_stack_alignment = 16 } }) void {}
comptime {
    _ = &a7;
}
fn a8() callconv(.avr_builtin) void {}
comptime {
    _ = &a8;
}
fn a9(...) void {}
comptime {
    _ = &a9;
}
fn a10(a: u32, ...) void {
    _ = a;
}
comptime {
    _ = &a10;
}
fn a11(a: u32, ...) callconv(.c) void {
    _ = a;
}
comptime {
    _ = &a11;
}
fn a12(comptime a: u32, ...) callconv(.c) void {
    _ = a;
}
comptime {
    _ = &a12;
}
fn a13(a: anytype) callconv(.c) void {
    _ = a;
}
comptime {
    _ = &a13;
}
fn a14(a: []u8) callconv(.c) void {
    _ = a;
}
comptime {
    _ = &a14;
}
fn a15(noalias a: u32) void {
    _ = a;
}
comptime {
    _ = &a15;
}
fn a16(noalias a: ?*u32, noalias b: []u8) void {
    _ = a;
    _ = b;
}
comptime {
    _ = &a16;
}
fn a17(a: noreturn) void {
    _ = a;
}
comptime {
    _ = &a17;
}
fn a18(a: anyopaque) void {
    _ = a;
}
comptime {
    _ = &a18;
}
fn a19() anyopaque {}
comptime {
    _ = &a19;
}
fn a20() @TypeOf(null) {
    return null;
}
comptime {
    _ = &a20;
}
fn a21(a: @TypeOf(null)) void {
    _ = a;
}
comptime {
    _ = &a21;
}
fn a22(a: @TypeOf(undefined)) void {
    _ = a;
}
comptime {
    _ = &a22;
}
fn a23() @TypeOf(undefined) {
    return undefined;
}
comptime {
    _ = &a23;
}
fn a25() callconv(.c) []u8 {
    return undefined;
}
comptime {
    _ = &a25;
}
fn a26(a: u3) callconv(.c) void {
    _ = a;
}
comptime {
    _ = &a26;
}
export fn a29(a: type) void {
    _ = a;
}
export fn a30() type {
    return u8;
}
export fn a31() !void {}
export fn a32(a: anyerror) void {
    _ = a;
}
export fn a33(a: error{A}!void) void {
    _ = a;
}
export fn a34(comptime a: u32) void {
    _ = a;
}
export fn a35(a: fn () void) void {
    _ = a;
}
export fn a36(a: *const fn () void) void {
    _ = a;
}
export fn a37(a: [4]u8) void {
    _ = a;
}
export fn a38() [4]u8 {
    return undefined;
}
export fn a39(a: void) void {
    _ = a;
}
export fn a40(a: u0) void {
    _ = a;
}
export fn a41(a: ?*u8, b: ?u8) void {
    _ = a;
    _ = b;
}
export fn a42(a: comptime_int) void {
    _ = a;
}
export fn a43(a: f80, b: i128, c: u129) void {
    _ = a;
    _ = b;
    _ = c;
}
fn a44(a: noreturn) callconv(.c) void {
    _ = a;
}
comptime {
    _ = &a44;
}
export fn a45(a: @Vector(4, u8)) void {
    _ = a;
}
export fn a46() callconv(.auto) void {}
export inline fn a47() void {}
fn a49() !noreturn {
    unreachable;
}
comptime {
    _ = &a49;
}
fn a50() !anyopaque {
    unreachable;
}
comptime {
    _ = &a50;
}
fn a51() !anyerror!void {
    unreachable;
}
comptime {
    _ = &a51;
}
fn a52() u32!void {
    unreachable;
}
comptime {
    _ = &a52;
}
fn a53() error{A}!@TypeOf(null) {
    unreachable;
}
comptime {
    _ = &a53;
}
// --- conventions and variables
fn a3() callconv(.{ .arm_aapcs = .{} }) void {}
comptime {
    _ = &a3;
}
fn a4() callconv(.{ .riscv64_lp64 = .{} }) void {}
comptime {
    _ = &a4;
}
fn a5(comptime T: type) callconv(.{ .riscv64_lp64 = .{} }) void {
    _ = T;
}
comptime {
    _ = &a5;
}
fn a6(x: []u8) callconv(.{ .riscv64_lp64 = .{} }) void {
    _ = x;
}
comptime {
    _ = &a6;
}
fn a7(x: anyopaque) callconv(.spirv_kernel) void {
    _ = x;
}
comptime {
    _ = &a7;
}
fn a8(x: noreturn) callconv(.async) anyopaque {
    _ = x;
}
comptime {
    _ = &a8;
}
fn a9(x: u8, ...) callconv(.{ .x86_sysv = .{} }) []u8 {
    _ = x;
}
comptime {
    _ = &a9;
}
fn a10(x: u8, ...) callconv(.naked) []u8 {
    _ = x;
}
comptime {
    _ = &a10;
}
fn a11(x: u8) callconv(.naked) []u8 {
    _ = x;
}
comptime {
    _ = &a11;
}
fn a12() callconv(.naked) void {}
export fn b12() void {
    a12();
}
fn a13() callconv(.naked) void {
    asm volatile ("" ::: .{});
}
export fn b13() void {
    _ = &a13;
}
fn a14(x: anytype, ...) callconv(.c) void {
    _ = x;
}
export fn b14() void {
    _ = &a14;
}
inline fn a15(x: anytype) void {
    _ = x;
}
export fn b15() void {
    a15(3);
}
fn a16(x: anytype, ...) void {
    _ = x;
}
export fn b16() void {
    _ = &a16;
}
fn a17(comptime T: type) callconv(.c) T {
    return undefined;
}
comptime {
    _ = &a17;
}
extern fn a18(...) void;
comptime {
    _ = &a18;
}
extern fn a19(x: u8, ...) callconv(.auto) void;
comptime {
    _ = &a19;
}
extern fn a20(x: u8) callconv(.auto) void;
comptime {
    _ = &a20;
}
extern fn a21(x: u8) void;
comptime {
    _ = &a21;
}
extern fn a22(x: u8) []u8;
comptime {
    _ = &a22;
}
extern fn a23(comptime x: u8) u8;
comptime {
    _ = &a23;
}
extern "bad name" fn a24(x: u8) u8;
comptime {
    _ = &a24;
}
comptime {
    _ = &a25;
}
extern var a26: []u8;
comptime {
    _ = &a26;
}
extern var a27: noreturn;
comptime {
    _ = &a27;
}
extern var a28: type;
comptime {
    _ = &a28;
}
extern const a29: u32;
comptime {
    _ = &a29;
}
extern threadlocal var a30: u32;
comptime {
    _ = &a30;
}
var a31: anyopaque = undefined;
comptime {
    _ = &a31;
}
extern var a32: anyopaque;
comptime {
    _ = &a32;
}
var a33: comptime_int = 3;
comptime {
    _ = &a33;
}
var a34 = 3;
comptime {
    _ = &a34;
}
var a35: noreturn = undefined;
comptime {
    _ = &a35;
}
const a36: anyopaque = undefined;
comptime {
    _ = &a36;
}
const a37 align(4) = u8;
comptime {
    _ = &a37;
}
const a38 linksection("x") = 3;
comptime {
    _ = &a38;
}
const a39 align(4) = a5;
comptime {
    _ = &a39;
}
const a40 addrspace(.generic) = struct {};
comptime {
    _ = &a40;
}
const a41 align(4) = struct { x: u8 }{ .x = 3 };
comptime {
    _ = &a41;
}
export const a42 = []u8;
export var a43: []u8 = undefined;
export const a44: u32 = 2;
export const a45 = 2;
export const a47 = a5;
export const a48 = &a44;
const a49: noreturn = undefined;
comptime {
    _ = &a49;
}
const a50 = unreachable;
comptime {
    _ = &a50;
}
const a51 = @compileError("foo");
comptime {
    _ = &a51;
}
// --- prototypes and function types
extern fn a22(x: u8) []u8;
export fn b1() void {
    _ = a22(1);
}
const T = fn ([]u8) callconv(.c) void;
comptime {
    _ = T;
}
const T2 = fn (a: []u8, ...) void;
comptime {
    _ = T2;
}
extern fn a24(x: []u8) u8;
export fn b2() void {
    _ = a24(undefined);
}
extern fn a20(x: u8) callconv(.auto) void;
export fn b20() void {
    a20(1);
}
extern fn a21(x: u8) void;
export fn b21() void {
    a21(1);
}
extern "bad name" fn a25(x: u8) u8;
export fn b25() void {
    _ = a25(1);
}
fn a5() void {}
const a39 align(4) = a5;
comptime {
    _ = &a39;
}
export const a47 = a5;
const a40 linksection("foo") = a5;
comptime {
    _ = &a40;
}
const T3 = fn (anyopaque) void;
comptime {
    _ = T3;
}
const T4 = fn () anyopaque;
comptime {
    _ = T4;
}
const T5 = fn () callconv(.async) void;
comptime {
    _ = T5;
}
const T6 = fn (noalias x: u32) void;
comptime {
    _ = T6;
}
const T7 = fn (comptime x: u32) callconv(.c) void;
comptime {
    _ = T7;
}
const T8 = fn () callconv(.{ .x86_sysv = .{} }) void;
comptime {
    _ = T8;
}
extern fn a26() void;
export fn b26() void {
    _ = &a26;
}
extern fn a27(x: u8) callconv(.async) void;
export fn b27() void {
    _ = &a27;
}
extern fn a28(x: type) void;
export fn b28() void {
    a28(u8);
}
extern fn a29() type;
export fn b29() void {
    _ = a29();
}
extern fn a30() align(1) void;
export fn b30() void {
    _ = a30();
}
extern fn a31() linksection("foo") void;
export fn b31() void {
    _ = a31();
}
extern fn a32(x: anyopaque) void;
export fn b32() void {
    _ = &a32;
}
extern fn a33(x: anytype) void;
export fn b33() void {
    _ = &a33;
}
// --- what is asked of functions without body where they are called
const T = fn ([]u8) callconv(.c) void;
var p: *const T = undefined;
export fn b1() void {
    p(undefined);
}
extern fn a2([]u8) void;
const c2 = &a2;
export fn b2() void {
    c2(undefined);
}
extern fn a3([]u8) void;
export fn b3() void {
    @export(&a3, .{ .name = "foo" });
}
extern fn a4([]u8) void;
export const a44 = a4;
extern fn a5([]u8) void;
comptime {
    a5(undefined);
}
fn a6(_: []u8) callconv(.c) void {}
comptime {
    a6(undefined);
}
fn a7(_: []u8) callconv(.c) void {}
export fn b7() void {
    a7(undefined);
}
const E = struct { x: []u8 };
fn a8(_: E, x: []u8) callconv(.c) []u8 {
    return x;
}
export fn b8() void {
    _ = a8(undefined, undefined);
}
export fn b9(f: *const fn ([]u8) callconv(.c) void) void {
    _ = f;
}
export fn b10(f: *const fn ([]u8) callconv(.c) void) void {
    f(undefined);
}
export fn b11(f: *const fn (type) callconv(.c) void) void {
    _ = f;
}
fn a12(x: E) callconv(.c) u32 {
    return x.y;
}
export fn b12() void {
    _ = a12(undefined);
}
fn a13(x: [2]u8, ...) callconv(.c) void {
    _ = x;
}
comptime {
    _ = @TypeOf(a13);
}
fn a14(x: [2]u8, ...) callconv(.c) void {
    _ = x;
}
comptime {
    _ = @TypeOf(a14(undefined));
}
// --- return types from parameters in functions of C
export fn exported(a: u32, b: u32) b {
    return a;
}
export fn typeOf(a: u32) @TypeOf(a) {
    return 0;
}
export fn calls(a: u32) void {
    _ = given(u32, a);
    _ = inferred(a);
}
fn given(comptime T: type, a: T) callconv(.c) T {
    return a;
}
fn inferred(a: u32) callconv(.c) !@TypeOf(a) {
    return 0;
}
// --- as pointers that they are not
fn bar(x: bool) void { _ = x; }
fn opt(x: ?*const fn (u8) void) void { _ = x; }
export fn a() void { opt(bar); }
export fn b() anyerror!*const fn (u8) void { return bar; }
fn c() *const fn (u8) void { return bar; }
comptime { _ = &c; }
fn d() ?*const fn (u8) void { return bar; }
comptime { _ = &d; }
export fn e() void { const x: union(enum) { a: *const fn (u8) void } = .{ .a = bar }; _ = x; }
export fn f() void { const x: [1]*const fn (u8) void = .{bar}; _ = x; }
export fn g(n: bool) void { const x: *const fn (u8) void = if (n) bar else bar2; _ = x; }
fn bar2(x: u8) void { _ = x; }
export fn h(n: bool) void { const x = if (n) bar else bar2; _ = x; }
export fn i(n: bool) void { const x = if (n) &bar else &bar2; _ = x; }
export fn j() void { const x: *anyopaque = bar; _ = x; const y: *const anyopaque = bar; _ = y; }
export fn k() void { const x: []const u8 = bar; _ = x; }
export fn l() void { const x: ?*const anyopaque = bar; _ = x; }
export fn m() void { const x: [*]const fn (bool) void = bar; _ = x; }
export fn n() void { const x: [*c]const fn (bool) void = bar; _ = x; }
export fn o() void { const x: *u8 = bar; _ = x; }
// --- given for pointers that they are not
fn do_the_thing(func: *const fn (arg: i32) void) void { _ = func; }
fn bar(arg: bool) void { _ = arg; }
export fn entry() void { do_the_thing(bar); }
fn bar2(arg: i32, b: u8) void { _ = arg; _ = b; }
export fn e2() void { do_the_thing(bar2); }
fn bar3(arg: i32) u8 { _ = arg; return 1; }
export fn e3() void { do_the_thing(bar3); }
fn bar4(arg: i32) callconv(.c) void { _ = arg; }
export fn e4() void { do_the_thing(bar4); }
fn bar5(arg: anytype) void { _ = arg; }
export fn e5() void { do_the_thing(bar5); }
fn bar6(comptime arg: i32) void { _ = arg; }
export fn e6() void { do_the_thing(bar6); }
fn bar7(arg: i32) noreturn { _ = arg; unreachable; }
export fn e7() void { do_the_thing(bar7); }
fn bar8(arg: i32) !void { _ = arg; return error.A; }
export fn e8() void { do_the_thing(bar8); }
inline fn bar9(arg: i32) void { _ = arg; }
export fn e9() void { do_the_thing(bar9); }
fn bar10(noalias arg: *i32) void { _ = arg; }
export fn e10() void { const f: *const fn (*i32) void = bar10; _ = f; }
extern fn bar11(i32, ...) void;
export fn e11() void { const f: *const fn (i32) callconv(.c) void = bar11; _ = f; }
export fn e12() void { const f: fn (i32) void = bar; _ = f; }
export fn e13() void { const f: *fn (i32) void = bar; _ = f; }
export fn e14() void { const f: *const fn (i32) void = &bar; _ = f; }
export fn e15() void { const f: ?*const fn (i32) void = bar; _ = f; }
export fn e16(p: *const fn (i32) void) void { const f: fn (i32) void = p; _ = f; }
fn bar17(a: *const u8) void { _ = a; }
export fn e17() void { const f: *const fn (*u8) void = bar17; _ = f; }
export fn e18() void { const f: *const fn (*u16) void = bar17; _ = f; }
fn bar19(a: *u8) void { _ = a; }
export fn e19() void { const f: *const fn (*const u8) void = bar19; _ = f; }
fn bar20() *u8 { unreachable; }
export fn e20() void { const f: *const fn () *const u8 = bar20; _ = f; const g: *const fn () ?*u8 = bar20; _ = g; }
// --- of assembly, at compile time
fn f() u8 { return asm ("nop" : [x] "=r" (-> u8)); }
comptime { _ = f(); }
export fn a() void { comptime { asm volatile (""); } }
export fn b() void { const x = comptime asm volatile ("" : [a] "=r" (-> u8)); _ = x; }
// --- which part of an exported signature is told
const S = extern struct { x: anyopaque };
const O = opaque {};
export fn a(x: anyerror) !void {
    return x;
}
export fn b(x: []u8) anyerror!void {
    _ = x;
}
export fn c(x: S) !void {
    _ = x;
}
export fn d() !S {}
export fn e(comptime x: O) type {
    return x;
}
export fn f(comptime x: u8) !void {
    _ = x;
}
// --- conventions before types, and what they do not take in order
fn f1() callconv(4) .{1} {}
comptime { _ = &f1; }
const F2 = fn () callconv(4) .{1};
comptime { _ = F2; }
export fn f3(x: ?u8) @TypeOf(x) {}
fn f4(x: u8) callconv(.c) !@TypeOf(x) {}
comptime { _ = &f4; }
fn f5(x: ?u8) callconv(.{ .x86_64_sysv = .{ .incoming_stack_alignment = 3 } }) !u8 { _ = x; }
comptime { _ = &f5; }
fn f6(x: u8) callconv(.{ .x86_64_sysv = .{ .incoming_stack_alignment = 3 } }) @TypeOf(x) {}
comptime { _ = &f6; }
fn f7(x: u8, y: anytype) callconv(.c) @TypeOf(x) { _ = .{ x, y }; }
comptime { _ = &f7; }
