// --- coercion of known values 1
comptime { _ = @as(u8, 256); }
comptime { _ = @as(u8, -1); }
comptime { _ = @as(i8, 128); }
comptime { _ = @as(u8, 1.5); }
comptime { _ = @as(u8, 1.0); }
comptime { _ = @as(u8, "a"); }
comptime { _ = @as(u8, 'a'); }
comptime { _ = @as(u8, null); }
comptime { _ = @as(u8, .a); }
comptime { _ = @as(u8, .{}); }
comptime { _ = @as(u8, u8); }
comptime { _ = @as(u8, error.A); }
comptime { _ = @as(u8, {}); }
comptime { _ = @as(u8, @as(u16, 5)); }
comptime { _ = @as(u8, @as(u16, 256)); }
comptime { _ = @as(u8, @as(?u8, 5)); }
comptime { _ = @as(u8, @as(anyerror!u8, 5)); }
comptime { _ = @as(u8, true); }
comptime { _ = @as(u8, E.a); }
comptime { _ = @as(u8, S{}); }

const E = enum { a, b };
const S = struct { a: u8 = 1 };
// --- coercion of known values 2
comptime { _ = @as(u8, &5); }
comptime { _ = @as(u8, f); }
comptime { _ = @as(bool, 1); }
comptime { _ = @as(bool, null); }
comptime { _ = @as(f32, 1e100); }
comptime { _ = @as(f32, 0.1); }
comptime { _ = @as(f32, @as(f64, 0.1)); }
comptime { _ = @as(f32, @as(f64, 0.5)); }
comptime { _ = @as(f16, 65520); }
comptime { _ = @as(f16, 2049); }
comptime { _ = @as(f32, true); }
comptime { _ = @as(f32, "a"); }
comptime { _ = @as(comptime_int, 1.5); }
comptime { _ = @as(comptime_int, @as(u8, 5)); }
comptime { _ = @as(comptime_int, @as(f32, 5)); }
comptime { _ = @as(comptime_float, @as(f32, 5)); }
comptime { _ = @as(comptime_float, @as(u8, 5)); }
comptime { _ = @as(?u8, 256); }
comptime { _ = @as(?u8, "a"); }
comptime { _ = @as(?u8, 1.5); }

fn f() void {}
// --- coercion of known values 3
comptime { _ = @as(?*u8, null); }
comptime { _ = @as(?*u8, &5); }
comptime { _ = @as(??u8, null); }
comptime { _ = @as(??u8, 5); }
comptime { _ = @as(anyerror!u8, 256); }
comptime { _ = @as(anyerror!u8, error.A); }
comptime { _ = @as(error{A}!u8, error.B); }
comptime { _ = @as(error{A}, error.B); }
comptime { _ = @as(error{A}, 5); }
comptime { _ = @as(anyerror, 5); }
comptime { _ = @as(anyerror!?u8, null); }
comptime { _ = @as(?anyerror!u8, error.A); }
comptime { _ = @as(E, .a); }
comptime { _ = @as(E, .z); }
comptime { _ = @as(E, 0); }
comptime { _ = @as(E, "a"); }
comptime { _ = @as(E, U{.a=1}); }
comptime { _ = @as(E, F.a); }
comptime { _ = @as(U, .a); }
comptime { _ = @as(U, .b); }

const E = enum { a, b };
const F = enum { a };
const U = union(E) { a: u8, b };
// --- coercion of known values 4
comptime { _ = @as(U, E.a); }
comptime { _ = @as(U, 5); }
comptime { _ = @as(BU, .a); }
comptime { _ = @as(S, .{}); }
comptime { _ = @as(S, .{.a=300}); }
comptime { _ = @as(S, .{.z=300}); }
comptime { _ = @as(S, 5); }
comptime { _ = @as(S, T{}); }
comptime { _ = @as(*u8, &5); }
comptime { _ = @as(*const u8, &5); }
comptime { _ = @as(*const u8, &300); }
comptime { _ = @as(*const u8, &1.5); }
comptime { _ = @as(*const u8, "a"); }
comptime { _ = @as(*const u16, &@as(u8,5)); }
comptime { _ = @as(*anyopaque, &5); }
comptime { _ = @as(*const anyopaque, &5); }
comptime { _ = @as(*const anyopaque, "a"); }
comptime { _ = @as(*const anyopaque, @as([]const u8, "a")); }
comptime { _ = @as(*const anyopaque, @as([*]const u8, "a")); }
comptime { _ = @as(*const anyopaque, @as(?*const u8, null)); }

const E = enum { a, b };
const U = union(E) { a: u8, b };
const BU = union { a: u8 };
const S = struct { a: u8 = 1 };
const T = struct { a: u8 = 1 };
// --- coercion of known values 5
comptime { _ = @as(?*const anyopaque, @as(?*const u8, null)); }
comptime { _ = @as(*const anyopaque, f); }
comptime { _ = @as(*const anyopaque, &f); }
comptime { _ = @as([]const u8, "abc"); }
comptime { _ = @as([]u8, "abc"); }
comptime { _ = @as([:0]const u8, "abc"); }
comptime { _ = @as([:1]const u8, "abc"); }
comptime { _ = @as([:0]u8, "abc"); }
comptime { _ = @as([]const u16, "abc"); }
comptime { _ = @as([]const i8, "abc"); }
comptime { _ = @as([*]const u8, "abc"); }
comptime { _ = @as([*:0]const u8, "abc"); }
comptime { _ = @as([*:1]const u8, "abc"); }
comptime { _ = @as([*c]const u8, "abc"); }
comptime { _ = @as([*c]u8, "abc"); }
comptime { _ = @as([3]u8, "abc"); }
comptime { _ = @as([3]u8, "abc".*); }
comptime { _ = @as([2]u8, "abc".*); }
comptime { _ = @as([3:0]u8, "abc".*); }
comptime { _ = @as([3:1]u8, "abc".*); }

fn f() void {}
// --- coercion of known values 6
comptime { _ = @as(*const [3]u8, "abc"); }
comptime { _ = @as(*const [2]u8, "abc"); }
comptime { _ = @as(*const [3:0]u8, "abc"); }
comptime { _ = @as(*const [3:1]u8, "abc"); }
comptime { _ = @as(*[3]u8, "abc"); }
comptime { _ = @as([]const u8, .{1,2}); }
comptime { _ = @as([]const u8, &.{1,2}); }
comptime { _ = @as([]const u8, &[_]u8{1,2}); }
comptime { _ = @as([]const u8, [_]u8{1,2}); }
comptime { _ = @as([]const u8, 5); }
comptime { _ = @as([]const u8, null); }
comptime { _ = @as([]const []const u8, &.{"a","b"}); }
comptime { _ = @as([]const []const u8, &[_][]const u8{"a"}); }
comptime { _ = @as([]const []const u8, &[_][:0]const u8{"a"}); }
comptime { _ = @as([*c]u8, null); }
comptime { _ = @as([*c]u8, 0); }
comptime { _ = @as([*c]u8, 16); }
comptime { _ = @as([*c]u8, -1); }
comptime { _ = @as(*u8, 16); }
comptime { _ = @as(*u8, 0); }


// --- coercion of known values 7
comptime { _ = @as([*]u8, 16); }
comptime { _ = @as(fn () void, f); }
comptime { _ = @as(*const fn () void, f); }
comptime { _ = @as(*const fn () void, &f); }
comptime { _ = @as(*const fn () u8, &f); }
comptime { _ = @as(*const fn (u8) void, &f); }
comptime { _ = @as(fn () u8, f); }
comptime { _ = @as(type, 5); }
comptime { _ = @as(type, u8); }
comptime { _ = @as(type, .{u8}); }
comptime { _ = @as(void, 5); }
comptime { _ = @as(void, {}); }
comptime { _ = @as(void, .{}); }
comptime { _ = @as(noreturn, 5); }
comptime { _ = @as(@TypeOf(null), 5); }
comptime { _ = @as(@TypeOf(null), null); }
comptime { _ = @as(@TypeOf(undefined), 5); }
comptime { _ = @as(@TypeOf(.a), .b); }
comptime { _ = @as(@TypeOf(.a), 5); }
comptime { _ = @as(@Vector(2,u8), .{1,2}); }

fn f() void {}
// --- coercion of known values 8
comptime { _ = @as(@Vector(2,u8), .{1,300}); }
comptime { _ = @as(@Vector(2,u8), .{1}); }
comptime { _ = @as(@Vector(2,u8), [2]u8{1,2}); }
comptime { _ = @as(@Vector(2,u8), 5); }
comptime { _ = @as([2]u8, @Vector(2,u8){1,2}); }
comptime { _ = @as(@Vector(2,u16), @Vector(2,u8){1,2}); }
comptime { _ = @as(@Vector(2,u8), @Vector(2,u16){1,2}); }
comptime { _ = @as(@Vector(2,u8), @Vector(2,u16){1,300}); }
comptime { _ = @as(@Vector(2,f32), @Vector(2,u8){1,2}); }
comptime { _ = @as(@Vector(2,f32), @Vector(2,f64){1,0.1}); }
comptime { _ = @as(struct{u8,u8}, .{1,2}); }
comptime { _ = @as(struct{u8,u8}, .{1,300}); }
comptime { _ = @as(struct{u8,u8}, .{1}); }
comptime { _ = @as(struct{u8,u8}, .{1,2,3}); }
comptime { _ = @as(struct{u8,u8}, [2]u8{1,2}); }
comptime { _ = @as(anyopaque, 5); }
comptime { _ = @as(anyerror!anyerror!u8, 5); }
comptime { _ = @as(error{A}!error{B}!u8, error.A); }
comptime { _ = @as(error{A}!error{B}!u8, error.B); }


// --- coercion of known values 9
comptime { _ = @as(error{A}!error{B}!u8, 5); }


// --- a tuple as one with more fields
var t: struct { u8, u16 } = .{ 1, 2 };
export fn a() void { const u: struct { u8, []u16, u8 } = t; _ = u; }
export fn b() void { const u: struct { u8, u16, u8 } = t; _ = u; }
