// --- casts of integers 1
comptime { _ = @as(u16, @truncate(@as(u8, 5))); }
comptime { _ = @as(i8, @truncate(@as(u16, 5))); }
comptime { _ = @as(u8, @truncate(@as(i16, 5))); }
comptime { _ = @as(u8, @truncate(300)); }
comptime { _ = @as(u8, @truncate(-1)); }
comptime { _ = @as(u8, @truncate(1.5)); }
comptime { _ = @as(f32, @truncate(1)); }
comptime { _ = @as(u16, @truncate(@as(u0, 0))); }
comptime { _ = @as(i16, @truncate(@as(u0, 0))); }
comptime { _ = @as(u16, @truncate(@as(i0, 0))); }
export fn t10() void { _ = @as(u16, @truncate(g0)); }
export fn t11() void { _ = @as(i16, @truncate(g0)); }
export fn t12() void { _ = @as(V, @truncate(gv)); }
export fn t13() void { _ = @as(V16, @truncate(gv)); }
export fn t14() void { _ = @as(V, @truncate(g)); }
export fn t15() void { _ = @as(u8, @truncate(gv)); }
export fn t16() void { _ = @as(@Vector(3,u8), @truncate(gv16)); }
export fn t17() void { _ = @as(comptime_int, @truncate(g)); }
comptime { _ = @as(comptime_int, @truncate(5)); }
comptime { _ = @as(comptime_int, @truncate(@as(u8, 5))); }

const V = @Vector(2,u8);
const V16 = @Vector(2,u16);
var gv: V = undefined;
var gv16: V16 = undefined;
var g0: u0 = 0;
var g: u8 = 1;
// --- casts of integers 2
comptime { _ = @as(u8, @intCast(300)); }
comptime { _ = @as(u8, @intCast(@as(u16, 300))); }
comptime { _ = @as(u8, @intCast(-1)); }
comptime { _ = @as(u8, @intCast(1.0)); }
comptime { _ = @as(u8, @intCast(true)); }
comptime { _ = @as(f32, @intCast(1)); }
comptime { _ = @as(bool, @intCast(1)); }
comptime { _ = @as(V, @intCast(@as(V16, .{1,300}))); }
comptime { _ = @as(V, @intCast(1)); }
export fn t9() void { _ = @as(V, @intCast(gv16)); }
export fn t10() void { _ = @as(@Vector(3,u8), @intCast(gv16)); }
export fn t11() void { _ = @as(u0, @intCast(g)); }
export fn t12() void { _ = @as(E, @intCast(g)); }
export fn t13() void { _ = @as(u8, @intCast(ge)); }
comptime { _ = @intFromBool(1); }
comptime { _ = @intFromBool(@as(@Vector(2,bool), .{true,false})); }
comptime { _ = @intFromEnum(1); }
comptime { _ = @intFromEnum(E.a); }
comptime { _ = @intFromEnum(.a); }
comptime { _ = @intFromEnum(TU.a); }

const TU = union(enum) {a: u8};
const E = enum {a,b};
const V = @Vector(2,u8);
const V16 = @Vector(2,u16);
var gv16: V16 = undefined;
var ge: E = undefined;
var g: u8 = 1;
// --- casts of integers 3
comptime { _ = @intFromEnum(@as(TU, .{.a=1})); }
comptime { _ = @intFromEnum(@as(U, .{.a=1})); }
comptime { _ = @as(E, @enumFromInt(0)); }
comptime { _ = @as(E, @enumFromInt(5)); }
comptime { _ = @as(EN, @enumFromInt(5)); }
comptime { _ = @as(EN, @enumFromInt(500)); }
comptime { _ = @as(E, @enumFromInt(1.0)); }
comptime { _ = @as(u8, @enumFromInt(1)); }
comptime { _ = @as(E, @enumFromInt(true)); }
export fn t9() void { _ = @as(E, @enumFromInt(g)); }
export fn t10() void { _ = @as(EN, @enumFromInt(g16)); }
comptime { _ = @as(u8, @bitCast(1)); }
comptime { _ = @as(u8, @bitCast(true)); }
comptime { _ = @as(u1, @bitCast(true)); }
comptime { _ = @as(u32, @bitCast(1.5)); }
comptime { _ = @as(u32, @bitCast(@as(f32, 1.5))); }
comptime { _ = @as(f32, @bitCast(@as(u32, 1))); }
comptime { _ = @as(u8, @bitCast(E.a)); }
comptime { _ = @as(E, @bitCast(@as(u1, 1))); }
comptime { _ = @as(u8, @bitCast(EN.a)); }

const U = union {a: u8};
const TU = union(enum) {a: u8};
const E = enum {a,b};
const EN = enum(u8) {a,b,_};
var g: u8 = 1;
var g16: u16 = 1;
// --- casts of integers 4
comptime { _ = @as(*u8, @bitCast(@as(usize, 1))); }
comptime { _ = @as(usize, @bitCast(@as(*u8, undefined))); }
comptime { _ = @as(u8, @bitCast(S{.a=1})); }
comptime { _ = @as(u8, @bitCast(PS{.a=1})); }
comptime { _ = @as(PS, @bitCast(@as(u8, 1))); }
comptime { _ = @as(S, @bitCast(@as(u8, 1))); }
comptime { _ = @as(u8, @bitCast(ES{.a=1})); }
comptime { _ = @as(u8, @bitCast(@as(U, .{.a=1}))); }
comptime { _ = @as(u8, @bitCast(@as(EU, .{.a=1}))); }
comptime { _ = @as(u16, @bitCast([2]u8{1,2})); }
comptime { _ = @as([2]u8, @bitCast(@as(u16, 258))); }
comptime { _ = @as(u16, @bitCast(@as(@Vector(2,u8), .{1,2}))); }
comptime { _ = @as(@Vector(2,u8), @bitCast(@as(u16, 258))); }
comptime { _ = @as(u8, @bitCast(@as(?u8, 1))); }
comptime { _ = @as(u8, @bitCast(error.A)); }
comptime { _ = @as(u8, @bitCast({})); }
comptime { _ = @as(void, @bitCast(@as(u8, 1))); }
comptime { _ = @as(type, @bitCast(@as(u8, 1))); }
comptime { _ = @as(u8, @bitCast(u8)); }
comptime { _ = @as(u8, @bitCast(null)); }

const S = struct {a: u8};
const PS = packed struct {a: u8};
const ES = extern struct {a: u8};
const U = union {a: u8};
const EU = extern union {a: u8};
// --- casts of integers 5
comptime { _ = @as(u8, @bitCast(.{1})); }
comptime { _ = @as(u8, @bitCast(@as(u16, 1))); }
comptime { _ = @as([3]u8, @bitCast(@as(u24, 1))); }
comptime { _ = @as([2]u4, @bitCast(@as(u8, 1))); }
comptime { _ = @as(i8, @bitCast(@as(u8, 255))); }
comptime { _ = @as(comptime_int, @bitCast(@as(u8, 255))); }
comptime { _ = @as([2]PS, @bitCast(@as(u16, 255))); }
comptime { _ = @as([2]S, @bitCast(@as(u16, 255))); }
comptime { _ = @as(fn () void, @bitCast(@as(u16, 255))); }
comptime { _ = @as(opq, @bitCast(@as(u16, 255))); }
comptime { _ = @as(anyerror!u8, @bitCast(@as(u16, 255))) catch 1; }
comptime { _ = @as(?u8, @bitCast(@as(i8, 25))); }
comptime { _ = @as([*]u8, @bitCast(@as(*u8, undefined))); }
comptime { _ = @as(f32, @bitCast(@as(i32, undefined))); }

const opq = opaque {};
const S = struct {a: u8};
const PS = packed struct {a: u8};
// --- operands of builtins 1
comptime { _ = @clz(s); }
comptime { _ = @popCount(s); }
comptime { _ = @byteSwap(s); }
comptime { _ = @abs(s); }
comptime { _ = @sqrt(s); }
comptime { _ = @as(f32, @floatFromInt(s)); }
comptime { _ = @as(u8, @intFromFloat(s)); }
comptime { _ = @as(f16, @floatCast(s)); }
comptime { _ = @as(u8, @truncate(s)); }
comptime { _ = @as(S, @truncate(@as(u8, 1))); }
comptime { _ = @as(S, @intFromFloat(1.5)); }
comptime { _ = @as(S, @floatFromInt(1)); }
comptime { _ = @as(S, @floatCast(1.5)); }
comptime { _ = @as(S, @ptrFromInt(1)); }
comptime { _ = @intFromPtr(s); }
comptime { _ = @intFromEnum(s); }
comptime { _ = @as(S, @enumFromInt(1)); }
comptime { _ = @intFromBool(s); }
comptime { _ = @as(S, @round(1.5)); }
comptime { _ = @as(u8, @round(s)); }

const S = struct {a: u8, b: u8 = 0};
const s: S = .{.a=1};
// --- operands of builtins 2
comptime { _ = @mulAdd(S, s, s, s); }
comptime { _ = @mulAdd(f32, s, s, s); }
comptime { _ = @tagName(s); }
comptime { _ = @errorName(s); }
comptime { _ = s + s; }
comptime { _ = s << 1; }
comptime { _ = s & s; }
comptime { _ = ~s; }
comptime { _ = !s; }
comptime { _ = -s; }
comptime { _ = -%s; }
comptime { _ = s and true; }
comptime { _ = s orelse 1; }
comptime { _ = s catch 1; }
comptime { _ = s.?; }
comptime { _ = s.*; }
comptime { _ = s[0]; }
comptime { _ = s[0..]; }
comptime { _ = s ++ s; }

const S = struct {a: u8, b: u8 = 0};
const s: S = .{.a=1};
// --- operands of builtins 3
comptime { _ = s ** 2; }
comptime { _ = if (s) 1 else 2; }
comptime { _ = switch (s) { else => 1 }; }
comptime { _ = @addWithOverflow(s, s); }
comptime { _ = @shlWithOverflow(s, 1); }
comptime { _ = @reduce(.Add, s); }
comptime { _ = @as(S, @splat(1)); }
comptime { _ = @select(u8, s, s, s); }
comptime { _ = @shuffle(u8, s, s, s); }
comptime { _ = @atomicLoad(S, &gs, .seq_cst); }
comptime { _ = @as(*u8, @constCast(s)); }
comptime { _ = @constCast(s); }
comptime { _ = @as(*u8, @alignCast(s)); }
comptime { _ = @min(s, s); }
comptime { _ = @offsetOf(S, "zz"); }
comptime { _ = @offsetOf(u8, "zz"); }
comptime { _ = @offsetOf(E, "zz"); }
comptime { _ = @bitOffsetOf(S, "a"); }
comptime { _ = @bitOffsetOf(TU, "a"); }

const S = struct {a: u8, b: u8 = 0};
const E = enum {a,b};
const TU = union(enum) {a: u8};
const s: S = .{.a=1};
var gs: S = .{.a=1};
// --- operands of builtins 4
comptime { _ = @hasField(S, "a"); }
comptime { _ = @hasField(u8, "a"); }
comptime { _ = @hasDecl(u8, "a"); }
comptime { _ = @hasDecl(S, "a"); }
comptime { _ = @field(s, "zz"); }
comptime { _ = @as(*S, @fieldParentPtr("zz", &g)); }
comptime { _ = @as(*S, @fieldParentPtr("a", &g)); }
comptime { _ = @as(*S, @fieldParentPtr("a", &gs.a)); }
comptime { _ = @as(*S, @fieldParentPtr("b", &gs.a)); }
comptime { _ = @as(S, @fieldParentPtr("a", &gs.a)); }
comptime { _ = @as([*]S, @fieldParentPtr("a", &gs.a)); }
comptime { _ = @as(*u8, @fieldParentPtr("a", &gs.a)); }
comptime { _ = @as(*S, @fieldParentPtr("a", gs.a)); }
comptime { _ = @as(*S, @fieldParentPtr("a", &gi)); }
comptime { _ = @as(*const S, @fieldParentPtr("a", &gs.a)); }
comptime { _ = @as(*S, @fieldParentPtr("a", &cs.a)); }
comptime { _ = @as(*TU, @fieldParentPtr("a", &g)); }
comptime { _ = @as(*struct {u8}, @fieldParentPtr("0", &g)); }
comptime { _ = @as(*struct {u8}, @fieldParentPtr("len", &g)); }
comptime { _ = @as(*E, @fieldParentPtr("a", &g)); }

const S = struct {a: u8, b: u8 = 0};
const E = enum {a,b};
const TU = union(enum) {a: u8};
const s: S = .{.a=1};
const cs: S = .{.a=1};
var gs: S = .{.a=1};
var g: u8 = 1;
var gi: i8 = 1;
// --- operands of builtins 5
comptime { _ = @as(*align(4) S, @fieldParentPtr("a", &gs.a)); }
comptime { _ = @as(*align(4) S, @alignCast(@fieldParentPtr("a", &gs.a))); }
comptime { _ = @as(*S, @fieldParentPtr(1, &gs.a)); }
comptime { _ = @as(*SC, @fieldParentPtr("c", &g)); }
comptime { _ = @as(*PS, @fieldParentPtr("a", &gps.a)); }
comptime { _ = @as(*PS, @fieldParentPtr("a", &g)); }
comptime { _ = @sizeOf(opq); }
comptime { _ = @sizeOf(noreturn); }
comptime { _ = @sizeOf(@TypeOf(null)); }
comptime { _ = @sizeOf(fn () void); }
comptime { _ = @sizeOf(comptime_int); }
comptime { _ = @sizeOf(type); }
comptime { _ = @bitSizeOf(opq); }
comptime { _ = @bitSizeOf(S); }
comptime { _ = @bitSizeOf(type); }
comptime { _ = @alignOf(opq); }
comptime { _ = @alignOf(noreturn); }
comptime { _ = @alignOf(fn () void); }
comptime { _ = @alignOf(type); }
comptime { _ = @typeName(1); }

const opq = opaque {};
const S = struct {a: u8, b: u8 = 0};
const SC = struct { comptime c: u8 = 1 };
const PS = packed struct {a: u4, b: u4};
var gps: PS = undefined;
var gs: S = .{.a=1};
var g: u8 = 1;
// --- operands of builtins 6
comptime { _ = @sizeOf(1); }


// --- vector builtins 1
comptime { _ = @shuffle(u8, v, v, [_]i32{0,2}); }
comptime { _ = @shuffle(u8, v, v, [_]i32{0,-3}); }
comptime { _ = @shuffle(u8, v, v, [_]i32{0,-2}); }
comptime { _ = @shuffle(u8, v, v, [_]i32{0,1,0,1}); }
comptime { _ = @shuffle(u8, v, v, [_]u8{0,1}); }
comptime { _ = @shuffle(u8, v, v, .{0,1}); }
comptime { _ = @shuffle(u8, v, v, @as(@Vector(2,i32), .{0,1})); }
comptime { _ = @shuffle(u8, v, undefined, [_]i32{0,1}); }
comptime { _ = @shuffle(u8, v, undefined, [_]i32{0,-1}); }
comptime { _ = @shuffle(u8, undefined, v, [_]i32{0,-1}); }
comptime { _ = @shuffle(u8, undefined, undefined, [_]i32{0,-1}); }
comptime { _ = @shuffle(u16, v, v, [_]i32{0,1}); }
comptime { _ = @shuffle(u8, v, v3, [_]i32{0,-3}); }
comptime { _ = @shuffle(u8, [_]u8{1,2}, v, [_]i32{0,-1}); }
comptime { _ = @shuffle(u8, 1, v, [_]i32{0,-1}); }
comptime { _ = @shuffle(u8, v, v, [_]i32{}); }
comptime { _ = @shuffle(u8, v, v, 1); }
comptime { _ = @shuffle(type, v, v, [_]i32{0}); }
export fn t18() void { _ = @shuffle(u8, v, v, gm); }
export fn t19() void { _ = @shuffle(u8, gv, gv, [_]i32{0,7}); }

const v: @Vector(2,u8) = .{1,2};
const v3: @Vector(3,u8) = .{1,2,3};
var gv: @Vector(2,u8) = .{1,2};
var gm: [2]i32 = undefined;
// --- vector builtins 2
comptime { _ = @select(u8, vb, v, v); }
comptime { _ = @select(u8, vb3, v, v); }
comptime { _ = @select(u8, vb, v3, v); }
comptime { _ = @select(u8, vb, v, v3); }
comptime { _ = @select(u16, vb, v, v); }
comptime { _ = @select(u8, true, v, v); }
comptime { _ = @select(u8, [_]bool{true,false}, v, v); }
comptime { _ = @select(u8, .{true,false}, v, v); }
comptime { _ = @select(u8, vb, 1, 2); }
comptime { _ = @select(u8, v, v, v); }
comptime { _ = @select(S, vb, v, v); }
comptime { _ = @select(u8, vb, [_]u8{1,2}, v); }
comptime { _ = @select(u8, vb, .{1,2}, v); }
comptime { _ = @reduce(.And, v); }
comptime { _ = @reduce(.And, vb); }
comptime { _ = @reduce(.Add, vf); }
comptime { _ = @reduce(.And, vf); }
comptime { _ = @reduce(.Min, vb); }
comptime { _ = @reduce(.Mul, v); }
comptime { _ = @reduce(.Add, @as(@Vector(2,u8), .{200,100})); }

const S = struct {a: u8};
const v: @Vector(2,u8) = .{1,2};
const v3: @Vector(3,u8) = .{1,2,3};
const vf: @Vector(2,f32) = .{1,2};
const vb: @Vector(2,bool) = .{true,false};
const vb3: @Vector(3,bool) = .{true,false,true};
// --- vector builtins 3
comptime { _ = @reduce(.Mul, @as(@Vector(2,u8), .{200,100})); }
comptime { _ = @reduce(.Add, [_]u8{1,2}); }
comptime { _ = @reduce(.Max, vp); }
export fn t3() void { _ = @reduce(gop, v); }
comptime { _ = @as(@Vector(2,u8), @splat(300)); }
comptime { _ = @as(@Vector(2,u8), @splat("a")); }
comptime { _ = @as([2]u8, @splat(1)); }
comptime { _ = @as([2]u8, @splat(300)); }
comptime { _ = @as([2:0]u8, @splat(1)); }
comptime { _ = @as([0]u8, @splat(1)); }
comptime { _ = @as(?[2]u8, @splat(1)); }
comptime { _ = @as(anyerror![2]u8, @splat(1)) catch unreachable; }
comptime { _ = @as(u8, @splat(1)); }
comptime { _ = @as([]u8, @splat(1)); }
comptime { _ = @as(*[2]u8, @splat(1)); }
comptime { _ = @as(struct {u8,u8}, @splat(1)); }
comptime { _ = @as([2][2]u8, @splat(@splat(1))); }
comptime { _ = @as([2]type, @splat(u8)); }
comptime { _ = @as([2]S, @splat(.{ .a = 1 })); }

const S = struct {a: u8};
const v: @Vector(2,u8) = .{1,2};
const vp: @Vector(2,u8) = .{1,undefined};
var gop: @import("std").builtin.ReduceOp = .Add;
// --- vector builtins 4
comptime { _ = @as([]const u8, &@splat(1)); }
comptime { _ = @as(*const [2]u8, &@splat(1)); }
export fn t2() void { _ = @as([2]u8, @splat(g)); }
export fn t3() void { _ = @as(@Vector(2,u8), @splat(g)); }
export fn t4() void { _ = @as([2]u16, @splat(g)); }
export fn t5() void { _ = @as([2:0]u8, @splat(g)); }
export fn t6() void { _ = @as([2]type, @splat(g)); }
comptime { _ = if (@as([2:0]u8, @splat(1))[2] != 0) @compileError("x"); }
comptime { _ = v[0]; }
comptime { _ = v[2]; }
comptime { _ = v[g]; }
comptime { _ = v.len; }
comptime { _ = v.x; }
comptime { _ = @typeInfo(@TypeOf(v)).vector.len; }
comptime { _ = @popCount(v); }
comptime { _ = @clz(@as(u0, 0)); }
comptime { _ = @ctz(@as(u128, 0)); }
comptime { _ = @clz(1); }
comptime { _ = @clz(1.5); }
comptime { _ = @byteSwap(@as(u7, 1)); }

const v: @Vector(2,u8) = .{1,2};
var g: u8 = 1;
// --- vector builtins 5
comptime { _ = @byteSwap(@as(u24, 1)); }
comptime { _ = @byteSwap(1); }
comptime { _ = @bitReverse(@as(u7, 1)); }
comptime { _ = @bitReverse(1.5); }
comptime { _ = @byteSwap(@as(@Vector(2,u12), .{1,2})); }
export fn t5() void { v[0] = 1; }
export fn t6() void { gv[0] = 300; }
export fn t7() void { gv[1] = g; }
export fn t8() void { gv[0] = "a"; }
export fn t9() void { const p = &gv[0]; p.* = 1; }
export fn t10() void { const p = &gvb[1]; p.* = true; }
export fn t11() void { foo(&gvb[1]); }
export fn t12() void { foo2(&gv[1]); }

fn foo(x: *bool) void { _ = x; }
fn foo2(x: *u8) void { _ = x; }
const v: @Vector(2,u8) = .{1,2};
var gv: @Vector(2,u8) = .{1,2};
var gvb: @Vector(2,bool) = undefined;
var g: u8 = 1;
// --- vector builtins 6
comptime { _ = @shuffle(u8, v, v, [_]i32{5}); }
comptime { _ = @shuffle(u8, v3, v, [_]i32{2}); }
comptime { _ = @shuffle(u8, v, v3, [_]i32{2}); }
comptime { _ = @shuffle(u8, v, v3, [_]i32{3}); }
comptime { _ = @shuffle(u8, v3, v, [_]i32{-3}); }
comptime { _ = @shuffle(u8, v3, v, [_]i32{-4}); }
comptime { _ = @shuffle(u8, undefined, v, [_]i32{5}); }
comptime { _ = @shuffle(u8, undefined, v, [_]i32{1}); }
comptime { _ = @shuffle(u8, v, undefined, [_]i32{-2}); }
comptime { _ = @shuffle(u8, v, undefined, [_]i32{-5}); }
comptime { _ = @shuffle(u8, "a", v, [_]i32{-5}); }
comptime { _ = @shuffle(u8, v, "a", [_]i32{-5}); }
comptime { _ = @shuffle(u8, v, @as(@Vector(2,u16), .{1,2}), [_]i32{1}); }
comptime { _ = @shuffle(u8, @as(?@Vector(2,u8), v), v, [_]i32{1}); }
comptime { _ = @select(u8, vb, 1, v); }
comptime { _ = @select(u8, vb, v, 1); }
comptime { _ = @select(u8, 1, v, 1); }

const v: @Vector(2,u8) = .{1,2};
const v3: @Vector(3,u8) = .{1,2,3};
const vb: @Vector(2,bool) = .{true,false};
// --- shuffle of vectors of which one is known
const known: @Vector(2, u8) = .{ 1, 2 };
var runtime: @Vector(2, u8) = .{ 3, 4 };
const Mask = @Vector(2, i32);
comptime {
    @compileLog(@shuffle(u8, known, known, Mask{ 0, -2 }));
}
export fn a() void {
    @compileLog(@shuffle(u8, known, runtime, Mask{ 1, undefined }));
}
export fn b() void {
    @compileLog(@shuffle(u8, runtime, known, Mask{ -1, -2 }));
}
export fn c() void {
    @compileLog(@shuffle(u8, runtime, known, Mask{ -1, 0 }));
}
export fn d() void {
    @compileLog(@shuffle(u8, runtime, runtime, Mask{ undefined, undefined }));
}
// --- breakpoint at compile time
export fn a() void {
    comptime @breakpoint();
}
// --- what is prefetched
const S = struct { a: u8 };
fn f() void {}
export fn a() void { @prefetch(f, .{}); }
export fn b() void { @prefetch(S{ .a = 1 }, .{}); }
export fn c() void { @prefetch(@as(?*u8, null), .{}); }
