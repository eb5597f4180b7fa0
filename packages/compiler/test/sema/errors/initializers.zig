// --- initializers 1
comptime { _ = S{.a = g8 + 1}; }
comptime { _ = S{.a = (g8)}; }
comptime { _ = S{.a = foo(g8)}; }
export fn t3() void { _ = S2{.t = u8, .b = g8}; }
export fn t4() void { _ = S2{.t = u8, .b = g8 + 1}; }
export fn t5() void { const s: S2 = .{ .t = u8, .b = g8 }; _ = s; }
export fn t6() void { const s: S2 = .{ .t = u8, .b = g8 + 1 }; _ = s; }
export fn t7() void { const s = S2{ .t = u8, .b = g8 }; _ = s; }
export fn t8() void { const s: struct { type, u8 } = .{ u8, g8 }; _ = s; }
export fn t9() void { const s: [2]type = .{ u8, gt }; _ = s; }
export fn t10() void { const s = .{ u8, g8 }; _ = s; }
export fn t11() void { const s = .{ .a = u8, .b = g8 }; _ = s; }
export fn t12() void { foo2(.{ .t = u8, .b = g8 }); }
export fn t13() void { const s: UT = .{ .b = g8 }; _ = s; }
export fn t14() void { const s = UT{ .b = g8 }; _ = s; }
export fn t15() void { var s: S2 = .{ .t = u8, .b = 1 }; _ = &s; }
export fn t16() void { var s: S = .{ .zz = 1 }; _ = &s; }
export fn t17() void { var s: S = .{}; _ = &s; }
export fn t18() void { var s: S3 = .{ .a = 1 }; _ = &s; }

const S = struct { a: u8 };
const S2 = struct { t: type, b: u8 };
const S3 = struct { a: u8, b: u8, c: u8 = 1 };
const UT = union { a: type, b: u8 };
fn foo(x: u8) u8 { return x; }
fn foo2(x: S2) void { _ = x; }
var g8: u8 = 1;
const gt: type = u8;
// --- initializers 2
export fn t0() void { var s: S3 = .{}; _ = &s; }
export fn t1() void { var s: S = .{1}; _ = &s; }
export fn t2() void { var s: S = 1; _ = &s; }
export fn t3() void { var s: U = .{}; _ = &s; }
export fn t4() void { var s: U = .{ .a = 1, .b = 2 }; _ = &s; }
export fn t5() void { var s: U = .{ .zz = 1 }; _ = &s; }
export fn t6() void { var s: U = .{ .a = "a" }; _ = &s; }
export fn t7() void { var s: U = .a; _ = &s; }
export fn t8() void { var s: TU = .a; _ = &s; }
export fn t9() void { var s: TU = .c; _ = &s; }
export fn t10() void { var s: TU = .zz; _ = &s; }
export fn t11() void { var s: TU = .{ .c = {} }; _ = &s; }
export fn t12() void { var s: TU = .{ .c = 1 }; _ = &s; }
export fn t13() void { var s: E = .{ .a = 1 }; _ = &s; }
export fn t14() void { var s: u8 = .{ .a = 1 }; _ = &s; }
export fn t15() void { var s: u8 = .{}; _ = &s; }
export fn t16() void { var s: u8 = .{1}; _ = &s; }
export fn t17() void { var s: *S = .{ .a = 1 }; _ = &s; }
export fn t18() void { var s: ?S = .{ .a = 1 }; _ = &s; }
export fn t19() void { var s: anyerror!S = .{ .a = 1 }; _ = &s; }

const S = struct { a: u8 };
const S3 = struct { a: u8, b: u8, c: u8 = 1 };
const U = union { a: u8, b: u8 };
const TU = union(enum) { a: u8, b: u8, c };
const E = enum { a };
// --- initializers 3
export fn t0() void { var s: [2]u8 = .{1}; _ = &s; }
export fn t1() void { var s: [2]u8 = .{1,2,3}; _ = &s; }
export fn t2() void { var s: [2]u8 = .{ .a = 1 }; _ = &s; }
export fn t3() void { var s: [2]u8 = .{}; _ = &s; }
export fn t4() void { var s: [0]u8 = .{}; _ = &s; }
export fn t5() void { var s: @Vector(2,u8) = .{1}; _ = &s; }
export fn t6() void { var s: @Vector(2,u8) = .{}; _ = &s; }
export fn t7() void { var s: []u8 = .{1,2}; _ = &s; }
export fn t8() void { var s: []u8 = &.{1,2}; _ = &s; }
export fn t9() void { var s: []const u8 = &.{1,300}; _ = &s; }
export fn t10() void { var s: *const [2]u8 = &.{1,2,3}; _ = &s; }
export fn t11() void { var s: *const S = &.{ .zz = 1 }; _ = &s; }
export fn t12() void { var s: *const S = &.{ .a = 1 }; _ = &s; }
export fn t13() void { var s: *const u8 = &.{1}; _ = &s; }
export fn t14() void { var s: *u8 = &.{}; _ = &s; }
export fn t15() void { var s: []const u8 = &.{}; _ = &s; }
export fn t16() void { var s: [:0]const u8 = &.{}; _ = &s; }
export fn t17() void { var s: [:0]const u8 = &.{1}; _ = &s; }
export fn t18() void { var s: [*]const u8 = &.{1}; _ = &s; }
export fn t19() void { var s: struct {u8, u8} = .{1}; _ = &s; }

const S = struct { a: u8 };
// --- initializers 4
export fn t0() void { var s: struct {u8, u8} = .{1,2,3}; _ = &s; }
export fn t1() void { var s: struct {u8, u8} = .{1,300}; _ = &s; }
export fn t2() void { var s: struct {u8, u8} = .{ .a = 1 }; _ = &s; }
export fn t3() void { var s: struct {u8, u8} = .{ .@"0" = 1, .@"1" = 2 }; _ = &s; }
export fn t4() void { var s: struct {u8, u8} = .{ .@"0" = 1 }; _ = &s; }
export fn t5() void { var s: struct {u8, comptime u8 = 3} = .{1}; _ = &s; }
export fn t6() void { var s: struct {u8, comptime u8 = 3} = .{1, 3}; _ = &s; }
export fn t7() void { var s: struct {u8, comptime u8 = 3} = .{1, 4}; _ = &s; }
export fn t8() void { var s: SC = .{ .c = 2 }; _ = &s; }
export fn t9() void { var s: SC = .{ .c = 1 }; _ = &s; }
export fn t10() void { var s: SC = .{ .c = g8 }; _ = &s; }
export fn t11() void { var s: SC = .{}; s.c = 2; }
export fn t12() void { const s = [_]u8{1,300}; _ = s; }
export fn t13() void { const s = [2]u8{1}; _ = s; }
export fn t14() void { const s = [2]u8{1,2,3}; _ = s; }
export fn t15() void { const s = [_:0]u8{1,2}; _ = s; }
export fn t16() void { const s = []u8{1,2}; _ = s; }
export fn t17() void { const s = [*]u8{1,2}; _ = s; }
export fn t18() void { const s = u8{1}; _ = s; }
export fn t19() void { const s = u8{.a = 1}; _ = s; }

const SC = struct { comptime c: u8 = 1 };
var g8: u8 = 1;
// --- initializers 5
export fn t0() void { const s = S{1}; _ = s; }
export fn t1() void { const s = E{.a = 1}; _ = s; }
export fn t2() void { const s = (struct {u8,u8}){1,2}; _ = s; }
export fn t3() void { const s = opq{}; _ = s; }
export fn t4() void { const s = void{}; _ = s; }
export fn t5() void { const s = undefined{}; _ = s; }
export fn t6() void { const s = @unionInit(U, "a", 1); _ = s; }
export fn t7() void { const s = @unionInit(U, "zz", 1); _ = s; }
export fn t8() void { const s = @unionInit(U, "a", "a"); _ = s; }
export fn t9() void { const s = @unionInit(S, "a", 1); _ = s; }
export fn t10() void { const s = @unionInit(TU, "c", {}); _ = s; }
export fn t11() void { const x, const y = g8; _ = x; _ = y; }
export fn t12() void { const x, const y = garr; _ = x; _ = y; }
export fn t13() void { const x, const y = gsl; _ = x; _ = y; }
export fn t14() void { const x, const y = geu; _ = x; _ = y; }
export fn t15() void { const x, const y = gv; _ = x; _ = y; }
export fn t16() void { const x, const y = @as(?struct{u8,u8}, null); _ = x; _ = y; }
export fn t17() void { var x: u8 = 0; x, const y = .{300, 1}; _ = y; }

const opq = opaque {};
const S = struct { a: u8 };
const U = union { a: u8, b: u8 };
const TU = union(enum) { a: u8, b: u8, c };
const E = enum { a };
var garr: [3]u8 = undefined;
var gsl: []u8 = undefined;
var geu: anyerror!struct{u8,u8} = undefined;
var gv: @Vector(2,u8) = undefined;
var g8: u8 = 1;
// --- initializers 6
export fn t0() void { var x: u8 = 0; x, const y: u8 = .{g16, g16}; _ = y; }
export fn t1() void { const s = U{ .a = "a" }; _ = s; }
export fn t2() void { const s = S{ .a = "a" }; _ = s; }
export fn t3() void { const s: U = .{ .a = "a" }; _ = s; }
export fn t4() void { const s: S = .{ .a = "abc" ++ "a" }; _ = s; }
export fn t5() void { const s = S{ .a = "abc" ++ "a" }; _ = s; }
comptime { _ = S{ .a = "abc" ++ "a" }; }
comptime { _ = U{ .a = "abc" ++ "a" }; }
comptime { _ = U{ .a = g8 }; }
comptime { _ = [_]u8{ 1, "a" }; }
comptime { _ = [_]u8{ 1, g8 }; }
comptime { _ = @as([2]u8, .{ 1, g8 }); }
comptime { _ = @as(S, .{ .a = g8 }); }
comptime { _ = @as(struct {u8,u8}, .{ 1, g8 }); }
comptime { _ = .{ 1, g8 }; }
comptime { _ = .{ .a = g8 }; }

const S = struct { a: u8 };
const U = union { a: u8, b: u8 };
var g8: u8 = 1;
var g16: u16 = 1;
// --- initializers 7
export fn t0() void { const x: S = .{}; _ = x; }
export fn t1() void { const x: S = .{ .a = 1 }; _ = x; }
export fn t2() void { const x: S = .{ .a = 1, .b = 2, .c = 3 }; _ = x; }
export fn t3() void { const x: S = .{ .a = 1, .z = 3 }; _ = x; }
export fn t4() void { const x: S = .{ 1, 2 }; _ = x; }
export fn t5() void { const x: S = .{ .a = true, .b = 1 }; _ = x; }
export fn t6() void { const x: S = .{ .a = rt32, .b = 1 }; _ = x; }
export fn t7() void { const x = S{ .a = rt32, .b = 1 }; _ = x; }
export fn t8() void { const x = S{}; _ = x; }
export fn t9() void { const x = S{ 1, 2 }; _ = x; }
export fn t10() void { const x = S2{}; _ = x; }
export fn t11() void { const x = S3{}; _ = x; }
export fn t12() void { const x = E{ .a = 1 }; _ = x; }
export fn t13() void { const x = u8{ .a = 1 }; _ = x; }
export fn t14() void { const x = u8{1}; _ = x; }
export fn t15() void { const x = u8{}; _ = x; }
export fn t16() void { const x: u8 = .{}; _ = x; }
export fn t17() void { const x: u8 = .{1}; _ = x; }
export fn t18() void { const x: u8 = .{ .a = 1 }; _ = x; }
export fn t19() void { const x: [2]u8 = .{}; _ = x; }

var rt32: u32 = 1;
const S = struct { a: u8, b: u8 };
const S2 = struct { a: u8 = 1 };
const S3 = struct { a: u8 = 1, b: u8, c: u8 };
const E = enum { a };
// --- initializers 8
export fn t0() void { const x: [2]u8 = .{1}; _ = x; }
export fn t1() void { const x: [2]u8 = .{1,2,3}; _ = x; }
export fn t2() void { const x: [2]u8 = .{1,true}; _ = x; }
export fn t3() void { const x: [2]u8 = .{ .a = 1 }; _ = x; }
export fn t4() void { const x = [2]u8{1}; _ = x; }
export fn t5() void { const x = [2]u8{}; _ = x; }
export fn t6() void { const x = [_]u8{}; _ = x; }
export fn t7() void { const x: [2]u8 = .{1,rt32}; _ = x; }
export fn t8() void { const x: [0]u8 = .{}; _ = x; }
export fn t9() void { const x: @Vector(2,u8) = .{1}; _ = x; }
export fn t10() void { const x: @Vector(2,u8) = .{1,2,3}; _ = x; }
export fn t11() void { const x: @Vector(2,u8) = .{1,rt32}; _ = x; }
export fn t12() void { const x = @Vector(2,u8){ .a = 1 }; _ = x; }
export fn t13() void { const x: []const u8 = .{1,2}; _ = x; }
export fn t14() void { const x: []const u8 = &.{1,2}; _ = x; }
export fn t15() void { const x: []const u8 = &.{1,true}; _ = x; }
export fn t16() void { const x: []u8 = &.{1,2}; _ = x; }
export fn t17() void { const x: *[2]u8 = &.{1,2}; _ = x; }
export fn t18() void { const x: *const [2]u8 = &.{1,2,3}; _ = x; }

var rt32: u32 = 1;
// --- initializers 9
export fn t0() void { const x: *const [2]u8 = &.{1}; _ = x; }
export fn t1() void { const x: [*]const u8 = &.{1,2}; _ = x; }
export fn t2() void { const x: [:0]const u8 = &.{1,2}; _ = x; }
export fn t3() void { const x: [*:0]const u8 = &.{1,2}; _ = x; }
export fn t4() void { const x: *const S = &.{ .a = 1, .b = 2 }; _ = x; }
export fn t5() void { const x: *const S = &.{ .a = 1 }; _ = x; }
export fn t6() void { const x: *S = &.{ .a = 1, .b = 2 }; _ = x; }
export fn t7() void { const x: ?*const S = &.{ .a = 1, .b = 2 }; _ = x; }
export fn t8() void { const x: ?S = .{ .a = 1, .b = 2 }; _ = x; }
export fn t9() void { const x: ?S = .{ .a = 1 }; _ = x; }
export fn t10() void { const x: anyerror!S = .{ .a = 1, .b = 2 }; _ = x; }
export fn t11() void { const x: anyerror!S = .{ .a = 1 }; _ = x; }
export fn t12() void { const x: anyerror!?S = .{ .a = 1, .b = 2 }; _ = x; }
export fn t13() void { const x: T2 = .{ 1, 2 }; _ = x; }
export fn t14() void { const x: T2 = .{ 1 }; _ = x; }
export fn t15() void { const x: T2 = .{ 1, 2, 3 }; _ = x; }
export fn t16() void { const x: T2 = .{ 1, "a" }; _ = x; }
export fn t17() void { const x: T2 = .{ .@"0" = 1, .@"1" = 2 }; _ = x; }
export fn t18() void { const x: T2 = .{ .@"0" = 1 }; _ = x; }
export fn t19() void { const x: T2 = .{ .a = 1 }; _ = x; }

const S = struct { a: u8, b: u8 };
const T2 = struct { u8, u16 };
// --- initializers 10
export fn t0() void { const x: T3 = .{ 1 }; _ = x; }
export fn t1() void { const x: T3 = .{ 1, 5 }; _ = x; }
export fn t2() void { const x: T3 = .{ 1, 6 }; _ = x; }
export fn t3() void { const x = T3{ 1, rt }; _ = x; }
export fn t4() void { const x: CF = .{ .c = 3 }; _ = x; }
export fn t5() void { const x: CF = .{ .c = 4 }; _ = x; }
export fn t6() void { const x: CF = .{ .c = rt }; _ = x; }
export fn t7() void { const x: CF = .{}; _ = x; }
export fn t8() void { const x: U = .{ .a = 1 }; _ = x; }
export fn t9() void { const x: U = .{ .b = {} }; _ = x; }
export fn t10() void { const x: U = .{ .b = 1 }; _ = x; }
export fn t11() void { const x: U = .{ .a = 1, .b = {} }; _ = x; }
export fn t12() void { const x: U = .{}; _ = x; }
export fn t13() void { const x: U = .{ .z = 1 }; _ = x; }
export fn t14() void { const x: U = .{ 1 }; _ = x; }
export fn t15() void { const x: U = .{ .a = rt32 }; _ = x; }
export fn t16() void { const x = U{ .a = true }; _ = x; }
export fn t17() void { const x = U{}; _ = x; }
export fn t18() void { const x: UB = .{ .a = 1 }; _ = x; }
export fn t19() void { const x: UB = .a; _ = x; }

var rt: u8 = 1;
var rt32: u32 = 1;
const T3 = struct { u8, comptime u8 = 5 };
const CF = struct { comptime c: u8 = 3 };
const U = union(enum) { a: u8, b };
const UB = union { a: u8, b: u16 };
// --- initializers 11
export fn t0() void { const x: UB = undefined; _ = x; }
export fn t1() void { const x = @unionInit(U, "a", 1); _ = x; }
export fn t2() void { const x = @unionInit(U, "z", 1); _ = x; }
export fn t3() void { const x = @unionInit(U, "a", true); _ = x; }
export fn t4() void { const x = @unionInit(S, "a", true); _ = x; }
export fn t5() void { const x = @unionInit(u8, "a", true); _ = x; }
export fn t6() void { const x = @unionInit(U, "b", {}); _ = x; }
export fn t7() void { const x = @unionInit(U, "a", rt); _ = x; }
export fn t8() void { const x = @unionInit(U, rt, rt); _ = x; }
export fn t9() void { const x: opq = .{}; _ = x; }
export fn t10() void { const x: *opq = .{}; _ = x; }
export fn t11() void { const x: *const opq = &.{}; _ = x; }
export fn t12() void { const x: void = .{}; _ = x; }
export fn t13() void { const x: type = .{}; _ = x; }
export fn t14() void { const x: anyerror = .{}; _ = x; }
export fn t15() void { const x: fn () void = .{}; _ = x; }
export fn t16() void { const x: *const u8 = &.{}; _ = x; }
export fn t17() void { const x: *u8 = .{1}; _ = x; }
export fn t18() void { const x: [2][2]u8 = .{ .{1,2}, .{3} }; _ = x; }
export fn t19() void { const x: [2]S = .{ .{ .a = 1, .b = 2 }, .{ .a = 1 } }; _ = x; }

var rt: u8 = 1;
const S = struct { a: u8, b: u8 };
const U = union(enum) { a: u8, b };
const UB = union { a: u8, b: u16 };
const opq = opaque {};
// --- initializers 12
export fn t0() void { const x: struct { s: S } = .{ .s = .{ .a = 1 } }; _ = x; }
export fn t1() void { const x: N = .{ .a = 1 }; _ = x; }
export fn t2() void { var x: S = undefined; x = .{ .a = 1 }; _ = &x; }
export fn t3() void { var x: S = undefined; x = .{ .b = x.a, .a = x.b }; _ = &x; }
export fn t4() void { const x: PS = .{ .a = 1 }; _ = x; }
export fn t5() void { const x: PS = .{ .a = 16, .b = 1 }; _ = x; }
export fn t6() void { const x: PU = .{ .a = 1, .b = 2 }; _ = x; }
export fn t7() void { const x: PU = .{ }; _ = x; }
export fn t8() void { const x: EU = .{ }; _ = x; }
export fn t9() void { const x = .{ 1, 2 }; const y: [2]u8 = x; _ = y; }
export fn t10() void { const x = .{ 1, rt }; const y: [2]u8 = x; _ = y; }
export fn t11() void { const x = .{ 1, rt, 3 }; const y: [2]u8 = x; _ = y; }
export fn t12() void { const x = .{ 1, rt32 }; const y: [2]u8 = x; _ = y; }
export fn t13() void { const x = .{ 1, rt }; const y: T2 = x; _ = y; }
export fn t14() void { const x = .{ 1, rt32 }; const y: T2 = x; _ = y; }
export fn t15() void { const x = .{ 1, 2 }; const y: @Vector(2,u8) = x; _ = y; }

var rt: u8 = 1;
var rt32: u32 = 1;
const S = struct { a: u8, b: u8 };
const T2 = struct { u8, u16 };
const N = struct { a: u8, b: u8 = 2, c: ?u8 };
const PS = packed struct { a: u4, b: u4 };
const PU = packed union { a: u8, b: i8 };
const EU = extern union { a: u8, b: i8 };
// --- initializers 13
export fn t0() void { const x = .{ 1, 2 }; const y: []const u8 = &x; _ = y; }
export fn t1() void { const x = .{}; const y: [0]u8 = x; _ = y; }
export fn t2() void { const x = .{}; const y: S2 = x; _ = y; }
export fn t3() void { const x = .{}; const y: void = x; _ = y; }

const S2 = struct { a: u8 = 1 };
// --- initializers 14
export fn t0() void { const x = .{}; const y: S2 = x; _ = y; }
export fn t1() void { const x = .{}; const y: *const S2 = &x; _ = y; }
export fn t2() void { const x = .{}; const y: U = x; _ = y; }
export fn t3() void { const x = .{}; const y: T0 = x; _ = y; }
export fn t4() void { const x = .{}; const y: T1 = x; _ = y; }
export fn t5() void { const x = .{}; const y: ?S2 = x; _ = y; }
export fn t6() void { const x = .{}; const y: [0]u8 = x; _ = y; }
export fn t7() void { const x = .{}; const y: [1]u8 = x; _ = y; }
export fn t8() void { const x = .{}; const y: [0:0]u8 = x; _ = y; }
export fn t9() void { const x = .{}; const y: []const u8 = &x; _ = y; }
export fn t10() void { const x = .{}; const y: []const u8 = x; _ = y; }
export fn t11() void { const x = .{}; const y: *const [0]u8 = &x; _ = y; }
export fn t12() void { const x = .{}; const y: [*]const u8 = &x; _ = y; }
export fn t13() void { const x = .{}; const y: @Vector(0,u8) = x; _ = y; }
export fn t14() void { const x = .{}; const y: E0 = x; _ = y; }
export fn t15() void { const x = .{}; const y: u8 = x; _ = y; }
export fn t16() void { f(.{}); f2(.{});  }
export fn t17() void { const x = .{1}; const y: S2 = x; _ = y; }

fn f(s: S2) void { _ = s; }
fn f2(s: struct{}) void { _ = s; }
const S2 = struct { a: u8 = 1 };
const U = union(enum) { a: u8, b };
const T0 = struct {};
const T1 = struct { u8 };
const E0 = enum { a };
// --- initializers 15
export fn t0() void { const x = .{1}; const y: [2]u8 = x; _ = y; }
export fn t1() void { const x = .{1,2}; const y: T1 = x; _ = y; }
export fn t2() void { const x: struct {u8} = .{1}; const y: T1 = x; _ = y; }
export fn t3() void { const x: struct {u8} = .{1}; const y: struct {u16} = x; _ = y; }
export fn t4() void { const x: struct {u16} = .{1}; const y: struct {u8} = x; _ = y; }
export fn t5() void { const x: struct {u8,u8} = .{1,2}; const y: [2]u8 = x; _ = y; }
export fn t6() void { const x: struct {u8,u8} = .{1,2}; const y: [2]u16 = x; _ = y; }
export fn t7() void { const x: struct {u8,u16} = .{1,2}; const y: [2]u8 = x; _ = y; }
export fn t8() void { const x: struct {u8,u8} = .{1,2}; const y: [3]u8 = x; _ = y; }
export fn t9() void { const x: struct {u8,u8} = .{1,2}; const y: *const [2]u8 = &x; _ = y; }
export fn t10() void { const x: struct {u8,u8} = .{1,2}; const y: []const u8 = &x; _ = y; }
export fn t11() void { const x: [2]u8 = .{1,2}; const y: struct {u8,u8} = x; _ = y; }
export fn t12() void { const x: [2]u8 = .{1,2}; const y: @Vector(2,u8) = x; _ = y; }
export fn t13() void { const x: @Vector(2,u8) = .{1,2}; const y: [2]u8 = x; _ = y; }
export fn t14() void { const x: [2]u8 = .{1,2}; const y: [2]u16 = x; _ = y; }
export fn t15() void { const x: @Vector(2,u8) = .{1,2}; const y: @Vector(2,u16) = x; _ = y; }

const T1 = struct { u8 };
// --- initializers 16
export fn t0() void { const x = CF{ .c = rt }; _ = x; }
export fn t1() void { const x: CF = .{ .c = rt }; _ = x; }
export fn t2() void { const x: T3 = .{ 1, rt }; _ = x; }
export fn t3() void { const x = T3{ 1, rt }; _ = x; }
export fn t4() void { const x = T3{ 1, 6 }; _ = x; }
export fn t5() void { var x = T3{ 1, 5 }; x[1] = 5; x[1] = 6; }
export fn t6() void { var x = T3{ 1, 5 }; x[1] = rt; }
export fn t7() void { var x = CF{}; x.c = rt; }
export fn t8() void { var x = CF{}; x.c = 4; }

var rt: u8 = 1;
const CF = struct { comptime c: u8 = 3 };
const T3 = struct { u8, comptime u8 = 5 };
// --- several fields of a union by pointer
const U = union(enum) { a: u8, b: u16, c };
export fn f() void {
    var u: U = undefined;
    u = .{ .a = 1 + 2, .b = 2 + 3, .c = {} };
}
// --- packed union of what is not known at compile time
const U = packed union { a: u8, b: u8 };
fn f(n: u8) void { comptime var x: U = .{ .a = n }; _ = &x; }
comptime { _ = &f; }
// --- address of a packed union of what is not known
const U = packed union { a: u8, b: u8 };
fn f(n: u8) void { comptime { const x: *const U = &.{ .a = n }; _ = x; } }
comptime { _ = &f; }
// --- @unionInit of a packed union of what is not known
const U = packed union { a: u8, b: u8 };
fn f(n: u8) void { comptime var x = @unionInit(U, "a", n); _ = &x; }
comptime { _ = &f; }
