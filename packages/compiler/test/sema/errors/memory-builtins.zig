// --- copies 1
export fn t0() void { @memcpy(&garr, &garr); }
export fn t1() void { @memcpy(&garr, gs8); }
export fn t2() void { @memcpy(gs8, &garr); }
export fn t3() void { @memcpy(gm, gm); }
export fn t4() void { @memcpy(gm, &garr); }
export fn t5() void { @memcpy(&garr, gm); }
export fn t6() void { @memcpy(gs8, "abc"); }
export fn t7() void { @memcpy("abc", gs8); }
export fn t8() void { @memcpy(gcs, gs8); }
export fn t9() void { @memcpy(&garr, "abc"); }
export fn t10() void { @memcpy(&garr, "abcd"); }
export fn t11() void { @memcpy(gs8, gs32); }
export fn t12() void { @memcpy(gs32, gs8); }
export fn t13() void { @memcpy(gs16, gs8); }
export fn t14() void { @memcpy(gsi, gs8); }
export fn t15() void { @memcpy(gs8, gsi); }
export fn t16() void { @memcpy(gs8, 1); }
export fn t17() void { @memcpy(1, gs8); }
export fn t18() void { @memcpy(&g, &g); }
export fn t19() void { @memcpy(gs8, gst); }

const S = struct { a: u8 };
var gst: S = undefined;
var gs8: []u8 = undefined;
var gs16: []u16 = undefined;
var gs32: []u32 = undefined;
var gsi: []i8 = undefined;
var gcs: []const u8 = undefined;
var gm: [*]u8 = undefined;
var g: u8 = 1;
var garr: [4]u8 = undefined;
// --- copies 2
export fn t0() void { @memcpy(gso, gsp); }
export fn t1() void { @memcpy(gsp, gso); }
export fn t2() void { @memcpy(gscp, gsp); }
export fn t3() void { @memcpy(gsp, gscp); }
export fn t4() void { @memcpy(garr, garr); }
export fn t5() void { @memcpy(gs8, &gtup); }
export fn t6() void { @memcpy(gs8, &.{1,2}); }
export fn t7() void { @memcpy(gc, gs8); }
export fn t8() void { @memcpy(gs8, gc); }
export fn t9() void { @memcpy(gc, gc); }
export fn t10() void { @memcpy(gsv, gsv); }
export fn t11() void { @memcpy(gsty, gsty); }
export fn t12() void { @memcpy(gs8z, gs8); }
export fn t13() void { @memcpy(gvol, gs8); }
export fn t14() void { @memcpy(gopts, gs8); }
export fn t15() void { @memcpy(gs64, gs32); }
export fn t16() void { @memcpy(gsf, gs8); }
export fn t17() void { @memcpy(gsf64, gsf); }
export fn t18() void { @memcpy(gse, gse2); }
export fn t19() void { @memcpy(&gveca, &gveca2); }

const E = enum {a};
const E2 = enum {a};
var gse: []E = undefined;
var gse2: []E2 = undefined;
var gs8: []u8 = undefined;
var gs32: []u32 = undefined;
var gs64: []u64 = undefined;
var gsv: []void = undefined;
var gsf: []f32 = undefined;
var gsf64: []f64 = undefined;
var gso: []?*u8 = undefined;
var gsp: []*u8 = undefined;
var gscp: []*const u8 = undefined;
var gsty: []const type = undefined;
var gs8z: [:0]u8 = undefined;
var gopts: ?[]u8 = undefined;
var gvol: []volatile u8 = undefined;
var gc: [*c]u8 = undefined;
var gtup: struct { u8, u8 } = undefined;
var gveca: [4]u8 = undefined;
var gveca2: @Vector(4,u8) = undefined;
var garr: [4]u8 = undefined;
// --- copies 3
export fn t0() void { @memmove(&garr, &garr); }
export fn t1() void { @memmove(gs8, gs8); }
export fn t2() void { @memmove(gm, gm); }
export fn t3() void { @memmove(gs8, gs32); }
export fn t4() void { @memmove(gs16, gs8); }
export fn t5() void { @memmove(gcs, gs8); }
export fn t6() void { @memmove("abc", gs8); }
export fn t7() void { @memmove(&garr, "abc"); }
export fn t8() void { @memmove(1, gs8); }
export fn t9() void { @memset(&garr, 1); }
export fn t10() void { @memset(gs8, 300); }
export fn t11() void { @memset(gs8, "a"); }
export fn t12() void { @memset(gs8, undefined); }
export fn t13() void { @memset(gm, 1); }
export fn t14() void { @memset(gc, 1); }
export fn t15() void { @memset("abc", 1); }
export fn t16() void { @memset(gcs, 1); }
export fn t17() void { @memset(g, 1); }
export fn t18() void { @memset(&g, 1); }
export fn t19() void { @memset(&garr, gu16); }

var gs8: []u8 = undefined;
var gs16: []u16 = undefined;
var gs32: []u32 = undefined;
var gcs: []const u8 = undefined;
var gm: [*]u8 = undefined;
var gc: [*c]u8 = undefined;
var g: u8 = 1;
var gu16: u16 = 1;
var garr: [4]u8 = undefined;
// --- copies 4
export fn t0() void { @memset(gsz, 1); }
export fn t1() void { @memset(&garrz, 1); }
export fn t2() void { @memset(&gv, 1); }
export fn t3() void { @memset(gst, 1); }
comptime { var a = [_]u8{1,2,3}; @memcpy(&a, "abc"); if (a[2] != 'c') @compileError("x"); }
comptime { var a = [_]u8{1,2,3}; @memcpy(a[0..2], a[1..3]); }
comptime { var a = [_]u8{1,2,3,4}; @memcpy(a[0..2], a[2..4]); }
comptime { var a = [_]u8{1,2,3}; @memmove(a[0..2], a[1..3]); if (a[0] != 2 or a[1] != 3) @compileError("x"); }
comptime { var a = [_]u8{1,2,3}; @memmove(a[1..3], a[0..2]); if (a[1] != 1 or a[2] != 2) @compileError("x"); }
comptime { var a = [_]u8{1,2,3}; @memcpy(a[0..2], "abc"); }
comptime { var a = [_]u8{1,2,3}; @memcpy(&a, gs8); }
comptime { var a = [_]u8{1,2,3}; @memset(&a, 300); }
comptime { var a = [_]u8{1,2,3}; @memset(&a, g); }
comptime { var a = [_]u8{1,2,3}; @memset(&a, undefined); _ = a[0] + 1; }
comptime { var a = [_]u16{1,2,3}; @memcpy(&a, "abc"); if (a[2] != 'c') @compileError("x"); }
comptime { var a = [_]type{u8,u16}; @memcpy(&a, &[_]type{u16,u8}); if (a[0] != u16) @compileError("x"); }
comptime { var a = [_]comptime_int{1,2}; @memcpy(&a, &[_]u8{3,4}); if (a[0] != 3) @compileError("x"); }
comptime { var a = [_:0]u8{1,2}; @memset(&a, 1); }
comptime { var a: [0]u8 = .{}; @memcpy(&a, ""); }

const S = struct { a: u8 };
var gst: S = undefined;
var gs8: []u8 = undefined;
var gsz: [:0]u8 = undefined;
var garrz: [4:0]u8 = undefined;
var g: u8 = 1;
var gv: @Vector(4,u8) = undefined;
// --- atomics 1
comptime { _ = @atomicLoad(u32, &rg, .seq_cst); }
export fn t1() void { _ = @atomicLoad(u32, &rg, .release); }
export fn t2() void { _ = @atomicLoad(u32, &rg, .acq_rel); }
export fn t3() void { _ = @atomicLoad(u24, &rg24, .acquire); }
export fn t4() void { _ = @atomicLoad(u256, &rg256, .acquire); }
export fn t5() void { _ = @atomicLoad(S, &gs, .acquire); }
export fn t6() void { _ = @atomicLoad(bool, &gb, .acquire); }
export fn t7() void { _ = @atomicLoad(E, &ge, .acquire); }
export fn t8() void { _ = @atomicLoad(f32, &gf, .acquire); }
export fn t9() void { _ = @atomicLoad(*u32, &gp, .acquire); }
export fn t10() void { _ = @atomicLoad(?*u32, &gop, .acquire); }
export fn t11() void { _ = @atomicLoad([]u8, &gsl, .acquire); }
export fn t12() void { _ = @atomicLoad(P, &gpk, .acquire); }
export fn t13() void { _ = @atomicLoad(u32, &rg24, .acquire); }
export fn t14() void { _ = @atomicLoad(u32, rg, .acquire); }
export fn t15() void { _ = @atomicLoad(u32, &rg, ro); }
export fn t16() void { @atomicStore(u32, &rg, 1, .acquire); }
export fn t17() void { @atomicStore(u32, &rg, 1, .acq_rel); }

var ro: std.builtin.AtomicOrder = .acquire;
const std = @import("std");
var rg: u32 = 1;
var rg24: u24 = 1;
var rg256: u256 = 1;
const S = struct { a: u32 };
var gs: S = .{.a=1};
var gb = false;
const E = enum { a, b, c };
var ge: E = .a;
var gf: f32 = 1;
var gp: *u32 = &rg;
var gop: ?*u32 = null;
var gsl: []u8 = &.{};
const P = packed struct { a: u4 = 1, b: u4 = 2 };
var gpk: P = .{};
// --- atomics 2
export fn t0() void { @atomicStore(u32, &rg, 1.5, .release); }
export fn t1() void { @atomicStore(u32, &crg, 1, .release); }
export fn t2() void { @atomicStore(u32, &rg, true, .release); }
export fn t3() void { @atomicStore(u32, &rg, undefined, .release); }
export fn t4() void { _ = @atomicRmw(u32, &rg, .Add, 1, .seq_cst); }
export fn t5() void { _ = @atomicRmw(u32, &rg, .Add, 1, .unordered); }
export fn t6() void { _ = @atomicRmw(E, &ge, .Add, .a, .seq_cst); }
export fn t7() void { _ = @atomicRmw(E, &ge, .Xchg, .a, .seq_cst); }
export fn t8() void { _ = @atomicRmw(bool, &gb, .Add, true, .seq_cst); }
export fn t9() void { _ = @atomicRmw(bool, &gb, .Xchg, true, .seq_cst); }
export fn t10() void { _ = @atomicRmw(bool, &gb, .And, true, .seq_cst); }
export fn t11() void { _ = @atomicRmw(f32, &gf, .Add, 1, .seq_cst); }
export fn t12() void { _ = @atomicRmw(f32, &gf, .And, 1, .seq_cst); }
export fn t13() void { _ = @atomicRmw(f32, &gf, .Max, 1, .seq_cst); }
export fn t14() void { _ = @atomicRmw(*u32, &gp, .Xchg, &rg, .seq_cst); }
export fn t15() void { _ = @atomicRmw(*u32, &gp, .Add, &rg, .seq_cst); }
export fn t16() void { _ = @atomicRmw(P, &gpk, .Add, .{}, .seq_cst); }
export fn t17() void { _ = @atomicRmw(P, &gpk, .Xchg, .{}, .seq_cst); }
export fn t18() void { _ = @atomicRmw(u32, &rg, rop, 1, .seq_cst); }

var rop: std.builtin.AtomicRmwOp = .Add;
const std = @import("std");
var rg: u32 = 1;
const crg: u32 = 4;
var gb = false;
const E = enum { a, b, c };
var ge: E = .a;
var gf: f32 = 1;
var gp: *u32 = &rg;
const P = packed struct { a: u4 = 1, b: u4 = 2 };
var gpk: P = .{};
// --- atomics 3
export fn t0() void { _ = @atomicRmw(u32, &crg, .Add, 1, .seq_cst); }
export fn t1() void { _ = @cmpxchgStrong(u32, &rg, 1, 2, .seq_cst, .seq_cst); }
export fn t2() void { _ = @cmpxchgStrong(u32, &rg, 1, 2, .unordered, .seq_cst); }
export fn t3() void { _ = @cmpxchgStrong(u32, &rg, 1, 2, .seq_cst, .unordered); }
export fn t4() void { _ = @cmpxchgStrong(u32, &rg, 1, 2, .seq_cst, .release); }
export fn t5() void { _ = @cmpxchgStrong(u32, &rg, 1, 2, .seq_cst, .acq_rel); }
export fn t6() void { _ = @cmpxchgStrong(u32, &rg, 1, 2, .monotonic, .seq_cst); }
export fn t7() void { _ = @cmpxchgWeak(f32, &gf, 1, 2, .seq_cst, .seq_cst); }
export fn t8() void { _ = @cmpxchgWeak(u32, &crg, 1, 2, .seq_cst, .seq_cst); }
export fn t9() void { _ = @cmpxchgWeak(u32, &rg, true, 2, .seq_cst, .seq_cst); }
export fn t10() void { _ = @cmpxchgWeak(u32, &rg, 1, "", .seq_cst, .seq_cst); }
export fn t11() void { _ = @cmpxchgWeak(u8, &rg, 1, 2, .seq_cst, .seq_cst); }
export fn t12() void { _ = @cmpxchgWeak(P, &gpk, .{}, .{}, .seq_cst, .seq_cst); }
comptime { var x: u32 = undefined; _ = @atomicRmw(u32, &x, .Add, 3, .seq_cst); }

var rg: u32 = 1;
const crg: u32 = 4;
var gf: f32 = 1;
const P = packed struct { a: u4 = 1, b: u4 = 2 };
var gpk: P = .{};
// --- alignment of atomics
export fn a(p: *align(1) u32) u32 {
    return @atomicLoad(u32, p, .seq_cst);
}
export fn b(p: *align(2) u32) void {
    @atomicStore(u32, p, 1, .seq_cst);
}
export fn c(p: *align(1) u32) void {
    _ = @cmpxchgWeak(u32, p, 1, 2, .seq_cst, .seq_cst);
}
export fn d(p: *align(8) volatile allowzero u32) u32 {
    return @atomicRmw(u32, p, .Add, 1, .seq_cst);
}
// --- undefined operands of other element types
export fn a() void {
    @memcpy(@as([]u8, undefined), @as([]u16, undefined));
}
export fn b() void {
    @memset(@as([]u8, undefined), "a");
}
export fn c() void {
    @memcpy(@as([]const u8, undefined), @as([]u8, undefined));
}
export fn d(x: *[3]u8) void {
    @memcpy(x, @as([]u8, undefined));
}
export fn e(x: *[3]u8) void {
    @memcpy(x, @as([*]u8, undefined));
    @memcpy(@as([*]u8, undefined), x);
}
// --- atomics of what is known in part
var g: u8 = 1;
var h: u8 = 1;
comptime { _ = @atomicRmw(u8, &g, .Add, h, .monotonic); }
comptime { _ = @cmpxchgWeak(u8, &g, h, 1, .monotonic, .monotonic); }
comptime { _ = @cmpxchgWeak(u8, &g, 1, h, .monotonic, .monotonic); }
comptime { _ = @cmpxchgWeak(u8, &g, 1, 1, .monotonic, .monotonic); }
comptime { var x: u8 = 1; _ = @atomicRmw(u8, &x, .Add, h, .monotonic); }
comptime { var x: u8 = 1; _ = @cmpxchgWeak(u8, &x, h, 1, .monotonic, .monotonic); }
// --- atomics of what is in no memory, and with what is known at run time only
export fn c(p: *u0) void {
    @compileLog(@cmpxchgWeak(u0, p, 0, 0, .monotonic, .monotonic), @atomicRmw(u0, p, .Add, 0, .monotonic), @atomicLoad(u0, p, .monotonic));
}
var h: u8 = 1;
export fn a() void { comptime var x: u8 = 1; _ = @atomicRmw(u8, &x, .Add, h, .monotonic); }
