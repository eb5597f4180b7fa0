// --- pointer casts 1
comptime { _ = @as([]u32, @ptrCast(gs8)); }
export fn t1() void { _ = @as([]align(1) u32, @ptrCast(gs8)); }
export fn t2() void { _ = @as([]u16, @ptrCast(gs32)); }
export fn t3() void { _ = @as([]u8, @ptrCast(gs32)); }
export fn t4() void { _ = @as([]u8, @ptrCast(&g)); }
export fn t5() void { _ = @as([]u8, @ptrCast(&garr)); }
export fn t6() void { _ = @as([]u16, @ptrCast(&g32)); }
export fn t7() void { _ = @as([]align(1) u16, @ptrCast(&g)); }
export fn t8() void { _ = @as([]u8, @ptrCast(gm)); }
export fn t9() void { _ = @as([]u8, @ptrCast(gc)); }
export fn t10() void { _ = @as([]u0, @ptrCast(gs8)); }
export fn t11() void { _ = @as([]void, @ptrCast(gs8)); }
export fn t12() void { _ = @as([]u8, @ptrCast(gsv)); }
export fn t13() void { _ = @as([]u24, @ptrCast(@as([]align(4) u8, @alignCast(gs8)))); }
export fn t14() void { _ = @as([]type, @ptrCast(gs8)); }
export fn t15() void { _ = @as([]u8, @ptrCast(&gst)); }
export fn t16() void { _ = @as([]const u8, @ptrCast(&gst)); }
export fn t17() void { _ = @as([]u8, @ptrCast(&gfn)); }
export fn t18() void { _ = @as([]anyopaque, @ptrCast(gs8)); }

const S = extern struct { a: u8 };
var gst: S = undefined;
fn gfn() void {}
var gs8: []u8 = undefined;
var gs32: []u32 = undefined;
var gsv: []void = undefined;
var gm: [*]u8 = undefined;
var gc: [*c]u8 = undefined;
var g: u8 = 1;
var g32: u32 = 1;
var garr: [4]u8 = undefined;
// --- pointer casts 2
export fn t0() void { _ = @as([]u8, @ptrCast(@as(*[4]u32, &garr32))); }
export fn t1() void { _ = @as([]u64, @ptrCast(@as([]align(8) u32, undefined))); }
comptime { _ = @as([]const u16, @ptrCast(@as([]align(2) const u8, &.{1,2,3}))); }
comptime { _ = @as([]const u16, @ptrCast(@as([]align(2) const u8, &.{1,2,3,4}))); }
comptime { _ = @as([]align(1) const u16, @ptrCast(@as([]const u8, "abc"))); }
comptime { _ = @as([]align(1) const u16, @ptrCast(@as([]const u8, "abcd"))).len; }
comptime { _ = @as([]align(1) const u16, @ptrCast("abcd")).len; }
comptime { _ = @as([]const u8, @ptrCast(&@as(u32, 5))).len; }
comptime { _ = @as([]const u8, @ptrCast(&@as(u32, 5)))[0]; }
comptime { _ = @as([]const u3, @ptrCast(&@as(u32, 5))).len; }
export fn t10() void { _ = @as([]const u8, @ptrCast(gsn)); }
export fn t11() void { _ = @as([:0]u8, @ptrCast(gs8)); }
export fn t12() void { _ = @as([:0]u32, @ptrCast(gs8)); }
export fn t13() void { _ = @as([]u8, @ptrCast(gopts)); }
export fn t14() void { _ = @as(?[]u8, @ptrCast(gopts)); }
export fn t15() void { _ = @as(?[]u8, @ptrCast(gs32)); }
export fn t16() void { _ = @as(*u32, @ptrCast(gs32)); }
export fn t17() void { _ = @as([*]u8, @ptrCast(gs32)); }
export fn t18() void { _ = @as(*[2]u32, @ptrCast(gs32)); }
export fn t19() void { _ = @as(u8, @ptrCast(gs32)); }

var gs8: []u8 = undefined;
var gs32: []u32 = undefined;
var gsn: []struct {a: u8, b: u32} = undefined;
var gopts: ?[]u8 = undefined;
var garr32: [4]u32 = undefined;
// --- pointer casts 3
export fn t0() void { _ = @as(*u8, @ptrCast(g)); }
export fn t1() void { _ = @as(*u32, @ptrCast(&g)); }
export fn t2() void { _ = @as(*u32, @alignCast(&g)); }
export fn t3() void { _ = @as(*u32, @ptrCast(@alignCast(&g))); }
export fn t4() void { _ = @as(*u8, @ptrCast(&cg)); }
export fn t5() void { _ = @as(*u8, @ptrCast(gvol)); }
export fn t6() void { _ = @as(*u8, @ptrCast(gopt)); }
export fn t7() void { _ = @as(?*u8, @ptrCast(gopt)); }
comptime { _ = @as(*u8, @ptrCast(@as(?*u8, null))); }
comptime { _ = @as(*u8, @ptrCast(@as([*c]u8, null))); }
comptime { _ = @as(*u8, @ptrFromInt(0)); }
comptime { _ = @as(?*u8, @ptrFromInt(0)); }
comptime { _ = @as(*allowzero u8, @ptrFromInt(0)); }
comptime { _ = @as([*c]u8, @ptrFromInt(0)); }
comptime { _ = @as(*u32, @ptrFromInt(3)); }
comptime { _ = @as(*align(1) u32, @ptrFromInt(3)); }
comptime { _ = @as([]u8, @ptrFromInt(3)); }
comptime { _ = @as(u8, @ptrFromInt(3)); }
comptime { _ = @as(*u8, @ptrFromInt(-1)); }
comptime { _ = @as(*u8, @ptrFromInt("a")); }

var gopt: ?*u8 = undefined;
var gvol: *volatile u8 = undefined;
const cg: u8 = 1;
var g: u8 = 1;
// --- pointer casts 4
comptime { _ = @as(*type, @ptrFromInt(16)); }
export fn t1() void { _ = @as(*type, @ptrFromInt(g32)); }
export fn t2() void { _ = @as(*comptime_int, @ptrFromInt(g32)); }
export fn t3() void { _ = @as(*fn () void, @ptrFromInt(g32)); }
export fn t4() void { _ = @as(@Vector(2,*u8), @ptrFromInt(@as(@Vector(2,usize), .{1,2}))); }
comptime { _ = @intFromPtr(@as(*type, undefined)); }
comptime { _ = @intFromPtr(g); }
comptime { _ = @intFromPtr(null); }
comptime { _ = @intFromPtr(@as(?*u8, null)); }
comptime { _ = @intFromPtr(@as([*c]u8, null)); }
comptime { _ = @intFromPtr(@as(*u8, @ptrFromInt(16))); }
comptime { _ = @intFromPtr(@as([]u8, undefined)); }
export fn t12() void { _ = @intFromPtr(gs8); }
export fn t13() void { _ = @intFromPtr(&g); }
export fn t14() void { _ = @intFromPtr(gopts); }
export fn t15() void { _ = @intFromPtr(@as(@Vector(2,*u8), .{&g,&g})); }
comptime { _ = @constCast(g); }
comptime { _ = @constCast(&cg); }
comptime { _ = @volatileCast(&cg); }
comptime { _ = @constCast(&g); }

var gs8: []u8 = undefined;
var gopts: ?[]u8 = undefined;
const cg: u8 = 1;
var g: u8 = 1;
var g32: u32 = 1;
// --- pointer casts 5
comptime { _ = @as(*u8, @constCast(@ptrCast(&cg))); }
comptime { _ = @as(*u8, @ptrCast(@constCast(&cg))); }
comptime { _ = @as(*const u32, @alignCast(&cg)); }
comptime { _ = @as(*u8, @addrSpaceCast(&cg)); }
comptime { _ = @as(*u8, @addrSpaceCast(&g)); }
fn z5(x: anytype) void { _ = x; } comptime { z5(@ptrCast(&g)); }
comptime { _ = @as(*u8, @ptrCast(gfn)); }
comptime { _ = @as(*const fn () void, @ptrCast(&gfn)); }
comptime { _ = @as(*const fn () void, @ptrCast(&g)); }
comptime { _ = @as(fn () void, @ptrCast(&gfn)); }
comptime { _ = @as(*u8, @ptrCast(null)); }
comptime { _ = @as(*u8, @ptrCast(undefined)); }
comptime { _ = @as(*u8, @ptrCast(&.{})); }
comptime { _ = @as(*anyopaque, @ptrCast(&g)); }
export fn t14() void { _ = @as(*u8, @ptrCast(gopq)); }
export fn t15() void { _ = @as([*:0]u8, @ptrCast(gm)); }
export fn t16() void { _ = @as([*:0]u8, @alignCast(gm)); }
export fn t17() void { _ = @as([]u8, @alignCast(gs32)); }

const opq = opaque {};
var gopq: *opq = undefined;
fn gfn() void {}
var gs32: []u32 = undefined;
const cg: u8 = 1;
var gm: [*]u8 = undefined;
var g: u8 = 1;
// --- pointer casts 6
export fn t0() void { _ = @as([]align(4) u8, @alignCast(gs8)); }
export fn t1() void { _ = @as(*align(4) u8, @alignCast(gopt)); }
export fn t2() void { _ = @as(*[4]u8, @alignCast(gs8)); }
export fn t3() void { _ = @as([*]u8, @alignCast(gs8)); }
export fn t4() void { _ = @as([]u8, @alignCast(gm)); }
export fn t5() void { _ = @as(*align(4) u16, @alignCast(&g)); }

var gs8: []u8 = undefined;
var gopt: ?*u8 = undefined;
var gm: [*]u8 = undefined;
var g: u8 = 1;
// --- field parents 1
comptime { _ = @as(*S, @fieldParentPtr("a", &gs.a)); }
comptime { _ = @as(*S, @fieldParentPtr("b", &gs.b)); }
comptime { _ = @as(*align(4) S, @fieldParentPtr("b", &gs.b)); }
comptime { _ = @as(*align(8) S, @fieldParentPtr("b", &gs.b)); }
export fn t4() void { _ = @as(*align(4) S, @fieldParentPtr("b", gp32)); }
export fn t5() void { _ = @as(*align(4) S, @fieldParentPtr("a", gp8)); }
export fn t6() void { _ = @as(*align(8) S, @fieldParentPtr("a", gp8)); }
export fn t7() void { _ = @as(*align(8) S, @alignCast(@fieldParentPtr("a", gp8))); }
export fn t8() void { _ = @as(*S, @fieldParentPtr("a", gp8)); }
export fn t9() void { _ = @as(*align(1) S, @fieldParentPtr("a", gp8)); }
export fn t10() void { _ = @as(*S, @alignCast(@fieldParentPtr("a", gp8))); }
export fn t11() void { _ = @as(*S, @fieldParentPtr("b", gp32a1)); }
export fn t12() void { _ = @as(*align(1) S, @fieldParentPtr("b", gp32a1)); }
export fn t13() void { _ = @as(*S, @alignCast(@fieldParentPtr("b", gp32a1))); }
export fn t14() void { _ = @as(*S8, @fieldParentPtr("a", gp8)); }
export fn t15() void { _ = @as(*S8, @fieldParentPtr("b", gp32)); }
export fn t16() void { _ = @as(*E, @fieldParentPtr("a", gp8)); }
export fn t17() void { _ = @as(*E, @fieldParentPtr("b", gp32)); }
export fn t18() void { _ = @as(*align(8) E, @fieldParentPtr("b", gp32)); }
export fn t19() void { _ = @as(*align(8) E, @fieldParentPtr("a", gp8)); }

const S = struct { a: u8, b: u32, c: u8 };
const S8 = struct { a: u8 align(4), b: u32 align(8) };
const E = extern struct { a: u8, b: u32 };
var gs: S = undefined;
var gp8: *u8 = undefined;
var gp32: *u32 = undefined;
var gp32a1: *align(1) u32 = undefined;
// --- field parents 2
export fn t0() void { _ = @as(*S, @fieldParentPtr("a", gcp8)); }
export fn t1() void { _ = @as(*S, @fieldParentPtr("a", @as(*i8, @ptrCast(gp8)))); }
export fn t2() void { _ = @as(*S, @fieldParentPtr("a", gm8)); }
export fn t3() void { _ = @as(*S, @fieldParentPtr("a", gopt8)); }
export fn t4() void { _ = @as(?*S, @fieldParentPtr("a", gopt8)); }
export fn t5() void { _ = @as(?*S, @fieldParentPtr("a", gp8)); }
export fn t6() void { _ = @as(*const S, @fieldParentPtr("a", gp8)); }
export fn t7() void { _ = @as(*const S, @fieldParentPtr("a", gcp8)); }
export fn t8() void { _ = @as(*volatile S, @fieldParentPtr("a", gp8)); }
export fn t9() void { _ = @as(*S, @fieldParentPtr("a", gvp8)); }
export fn t10() void { _ = @as(*S, @constCast(@fieldParentPtr("a", gcp8))); }
export fn t11() void { _ = @as(*U, @fieldParentPtr("a", gp8)); }
export fn t12() void { _ = @as(*U, @fieldParentPtr("b", gp32)); }
export fn t13() void { _ = @as(*align(8) U, @fieldParentPtr("b", gp32)); }
export fn t14() void { _ = @as(*P, @fieldParentPtr("a", gpa)); }
export fn t15() void { _ = @as(*P, @fieldParentPtr("b", gpb)); }
export fn t16() void { _ = @as(*P, @fieldParentPtr("a", gpb)); }
export fn t17() void { _ = @as(*P, @fieldParentPtr("a", gp8)); }
export fn t18() void { _ = @as(*align(8) P, @fieldParentPtr("a", gpa)); }
export fn t19() void { _ = @as(*PU, @fieldParentPtr("a", gp8)); }

const S = struct { a: u8, b: u32, c: u8 };
const U = union { a: u8, b: u32 };
const P = packed struct { a: u4, b: u4, c: u24 };
const PU = packed union { a: u8, b: i8 };
var gpa: *align(4:0:4) u4 = undefined;
var gpb: *align(4:4:4) u4 = undefined;
var gp8: *u8 = undefined;
var gm8: [*]u8 = undefined;
var gopt8: ?*u8 = undefined;
var gcp8: *const u8 = undefined;
var gvp8: *volatile u8 = undefined;
var gp32: *u32 = undefined;
// --- field parents 3
comptime { _ = @as(*S, @fieldParentPtr("a", &cs.a)); }
comptime { _ = @as(*const S, @fieldParentPtr("a", &cs.a)); }
comptime { _ = @as(*const S, @fieldParentPtr("a", &cs.c)); }
comptime { _ = @as(*const S, @fieldParentPtr("a", &@as(u8, 1))); }
comptime { _ = @as(*const S, @fieldParentPtr("a", &gs.c)); }
comptime { _ = @as(*const S, @fieldParentPtr("a", undefined)); }
comptime { _ = @as(*const S, @fieldParentPtr("a", @as(*u8, undefined))); }
comptime { _ = @as(*const T, @fieldParentPtr("0", &gt[0])); }
comptime { _ = @as(*const T, @fieldParentPtr("1", &gt[1])); }
comptime { _ = @as(*const T, @fieldParentPtr("1", &gt[0])); }
comptime { _ = @as(*const T, @fieldParentPtr("5", &gt[0])); }
comptime { _ = @as(*const U, @fieldParentPtr("b", &gu.a)); }
comptime { _ = @as(*const S, @fieldParentPtr("a", @as(*u8, @ptrFromInt(16)))); }
comptime { _ = @as(*const S, @fieldParentPtr("c", @as(*u8, @ptrFromInt(16)))); }
comptime { _ = @as(*const P, @fieldParentPtr("a", &gpk.a)) == &gpk; }
comptime { _ = @as(*S, @fieldParentPtr("a", &gs.a)) == &gs; }

const S = struct { a: u8, b: u32, c: u8 };
const U = union { a: u8, b: u32 };
const P = packed struct { a: u4, b: u4, c: u24 };
const T = struct { u8, u8 };
var gt: T = undefined;
var gu: U = undefined;
var gs: S = undefined;
const cs: S = .{.a=1,.b=2,.c=3};
var gpk: P = undefined;
// --- field parents 4
comptime { _ = @as(*align(4) S1, @fieldParentPtr("a", &g1.a)); }
comptime { _ = @as(*align(2) S1, @fieldParentPtr("a", &g1.a)); }
comptime { _ = @as(*align(8) S1, @fieldParentPtr("a", &g1.a)); }
comptime { _ = @as(*align(8) S2, @fieldParentPtr("a", &g2.a)); }
comptime { _ = @as(*align(16) S4, @fieldParentPtr("a", &g4.a)); }
comptime { _ = @as(*align(2) S4, @fieldParentPtr("a", &g4.a)); }
comptime { _ = @as(*align(4) S4, @fieldParentPtr("a", &g4.a)); }
comptime { _ = @as(*S4, @fieldParentPtr("a", &other)); }
comptime { _ = @as(*S4, @alignCast(@fieldParentPtr("a", &other))); }
comptime { _ = @as(*S4, @fieldParentPtr("a", &g4c)); }
comptime { _ = @as(*S4, @alignCast(@fieldParentPtr("a", undefined))); }
comptime { _ = @as(*S4, @fieldParentPtr("a", up)); }
comptime { _ = @as(*S4, @fieldParentPtr("a", ap)); }
comptime { _ = @as(*U4, @fieldParentPtr("a", ap)); }
comptime { _ = @as(*U4, @alignCast(@fieldParentPtr("b", &gu.b))); }
comptime { _ = @as(*EU, @alignCast(@fieldParentPtr("a", &geu.a))); }
comptime { _ = @as(*EU, @alignCast(@fieldParentPtr("b", &geu.b))); }
comptime { _ = @as(*const U4, @alignCast(@fieldParentPtr("a", &cu.a))); }

const S1 = struct { a: u8 };
var g1: S1 = .{.a=1};
const S2 = struct { a: u8, b: u16 };
var g2: S2 = .{.a=1,.b=1};
const S4 = struct { a: u8, b: u32 };
var g4: S4 = .{.a=1,.b=1};
var other: u8 = 1;
const g4c: u8 = 1;
const up: *u8 = undefined;
const ap: *u8 = @ptrFromInt(16);
const U4 = union { a: u8, b: u32 };
var gu: U4 = .{.a=1};
const cu: U4 = .{.a=1};
const EU = extern union { a: u8, b: u32 };
var geu: EU = .{.a=1};
// --- field parents 5
comptime { _ = @as(*const U4, @alignCast(@fieldParentPtr("b", &cu.a))); }
comptime { _ = @as(*const S4, @alignCast(@fieldParentPtr("b", &cs.b))); }
comptime { _ = @as(*const S4, @fieldParentPtr("b", @as(*const u32,&cs.b))); }

const S4 = struct { a: u8, b: u32 };
const U4 = union { a: u8, b: u32 };
const cu: U4 = .{.a=1};
const cs: S4 = .{.a=1,.b=1};
