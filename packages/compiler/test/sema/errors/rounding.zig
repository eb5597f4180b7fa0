// --- float builtins 1
comptime { _ = @round(1.5); }
comptime { _ = @as(u8, @round(1.5)); }
comptime { _ = @as(u8, @floor(-1.5)); }
comptime { _ = @as(u8, @ceil(255.5)); }
comptime { _ = @as(i8, @trunc(-1.5)); }
comptime { _ = @as(u8, @round(nan)); }
comptime { _ = @as(u8, @round(inf)); }
comptime { _ = @as(comptime_int, @round(1.5)); }
comptime { _ = @as(comptime_float, @round(1.5)); }
comptime { _ = @as(f32, @round(1.5)); }
comptime { _ = @as(f32, @round(f64c)); }
comptime { _ = @as(bool, @round(1.5)); }
comptime { _ = @as(*u8, @round(1.5)); }
comptime { _ = @as(u8, @round(3)); }
comptime { _ = @as(u8, @round(true)); }
comptime { _ = @round(3); }
comptime { _ = @round(true); }
comptime { _ = @as(V, @round(vf)); }
comptime { _ = @as(V, @round(1.5)); }
comptime { _ = @as(u8, @round(vf)); }

const nan: f32 = @bitCast(@as(u32, 0x7fc00000));
const inf: f32 = @bitCast(@as(u32, 0x7f800000));
const V = @Vector(2,u8);
const vf: @Vector(2,f32) = .{1.5,2.5};
const f64c: f64 = 1.1;
// --- float builtins 2
comptime { _ = @as(@Vector(3,u8), @round(vf)); }
comptime { _ = @as([2]u8, @round(vf)); }
comptime { _ = @as(?u8, @round(1.5)); }
comptime { _ = @as(anyerror!u8, @round(1.5)); }
comptime { _ = @as(anyerror!?u8, @floor(1.5)); }
comptime { _ = @as(u0, @round(0.4)); }
comptime { _ = @as(u0, @round(1.4)); }
export fn t7() void { _ = @as(u0, @round(gf)); }
export fn t8() void { _ = @as(u8, @round(gf)); }
export fn t9() void { _ = @as(V, @floor(gvf)); }
export fn t10() void { _ = @as(f32, @floor(f64g)); }
export fn t11() void { _ = @as(f64, @floor(gf)); }
comptime { _ = @as(u8, @round(fu)); }
comptime { _ = @as(V, @round(@as(@Vector(2,f32), .{1,undefined}))); }
comptime { _ = @as(u8, @floor(undefined)); }
comptime { _ = @as(u8, @sqrt(4)); }
comptime { _ = @sqrt(4); }
comptime { _ = @sqrt(true); }
comptime { _ = @as(f32, @sqrt(4)); }
comptime { _ = @as(f32, @sqrt(4.0)); }

const V = @Vector(2,u8);
const vf: @Vector(2,f32) = .{1.5,2.5};
var gvf: @Vector(2,f32) = .{1.5,2.5};
const fu: f32 = undefined;
var gf: f32 = 1;
var f64g: f64 = 1;
// --- float builtins 3
comptime { _ = @as(f16, @sqrt(f64c)); }
comptime { _ = @as(f16, @sin(gf)); }
comptime { _ = @abs(true); }
comptime { _ = @abs("a"); }
comptime { _ = @abs(-128); }
comptime { _ = @as(i8, @abs(@as(i8,-128))); }
comptime { _ = @as(f32, @abs(1.5)); }
comptime { _ = @mulAdd(f32, 1, 2, 3); }
comptime { _ = @mulAdd(u8, 1, 2, 3); }
comptime { _ = @mulAdd(comptime_float, 1, 2, 3); }
export fn t10() void { _ = @mulAdd(f32, gf, f64g, 3); }
comptime { _ = @exp2(3); }
comptime { _ = @log(@as(u8,1)); }
comptime { _ = @as(u8, @exp(1.0)); }
comptime { _ = @as(u8, @abs(1.5)); }
fn g15() @TypeOf(@round(1.5)) { return 1; } comptime { _ = g15(); }
export fn t16() void { _ = @as(u128, @round(gf128)); }
export fn t17() void { const x: u8 = @round(gf); _ = x; }
export fn t18() void { var x: u8 = 0; x = @round(gf); }
export fn t19() void { foo(@round(gf)); }

fn foo(x: u8) void { _ = x; }
const f64c: f64 = 1.1;
var gf: f32 = 1;
var gf128: f128 = 1;
var f64g: f64 = 1;
// --- float builtins 4
comptime { _ = @as(bool, @sqrt(1.0)); }
comptime { _ = @as(?f32, @sqrt(4)); }
comptime { _ = @as(anyerror!f32, @sqrt(4)) catch 1; }
comptime { _ = @as(*u8, @sqrt(1.0)); }
comptime { _ = @as(type, @sqrt(1.0)); }
comptime { _ = @as([]u8, @sin(1.0)); }
comptime { _ = @as(@Vector(2,f32), @sqrt(4)); }
comptime { _ = @as(@Vector(2,f32), @sqrt(@splat(4))); }
comptime { _ = @as(@Vector(2,f32), @sqrt(.{4,5})); }
comptime { _ = @as(@Vector(2,u8), @sqrt(.{4,5})); }
comptime { _ = @as(@Vector(2,f32), @round(@splat(4))); }
comptime { _ = @as(@Vector(2,f32), @round(.{4,5})); }
comptime { _ = @as(u8, @intFromFloat(nan)); }
comptime { _ = @as(u8, @intFromFloat(-inf)); }
comptime { _ = @as(u8, nan); }
comptime { _ = @as(u8, inf); }
comptime { _ = @as(comptime_int, inf); }
comptime { _ = @as(u8, 256.0); }
comptime { _ = @as(u8, -1.0); }

const nan: f32 = @bitCast(@as(u32, 0x7fc00000));
const inf: f32 = @bitCast(@as(u32, 0x7f800000));
// --- float builtins 5
comptime { _ = @as(u8, 1.5); }
comptime { _ = @as(u8, @as(f32, 256.0)); }
comptime { _ = @as(u8, @as(f32, 1.5)); }
comptime { _ = @as(u8, @as(f32, undefined)); }
comptime { _ = @as(u8, @intFromFloat(256.5)); }
comptime { _ = @as(u8, @intFromFloat(1)); }
comptime { _ = @as(u8, @intFromFloat(vf)); }
comptime { _ = @as(V, @intFromFloat(vf)); }
comptime { _ = @as(V, @intFromFloat(vf300)); }
comptime { _ = @as(V, @intFromFloat(vfu)); }
comptime { _ = @as(f32, @intFromFloat(1.5)); }
comptime { _ = @as(f32, @floatFromInt(1.5)); }
comptime { _ = @as(u8, @floatFromInt(1)); }
comptime { _ = @as(f32, @floatFromInt(16777217)); }
comptime { _ = @as(f16, @floatFromInt(65536)); }
comptime { _ = @as(f32, @floatCast(1)); }
comptime { _ = @as(u8, @floatCast(1.5)); }
comptime { _ = @as(f16, @floatCast(@as(f32, 65536))); }
comptime { _ = @as(f32, 16777217); }
comptime { _ = @as(f32, -16777217); }

const V = @Vector(2,u8);
const vf: @Vector(2,f32) = .{1.5,2.5};
const vf300: @Vector(2,f32) = .{1.5,300};
const vfu: @Vector(2,f32) = .{1.5,undefined};
// --- float builtins 6
comptime { _ = @as(f16, 2049); }
comptime { _ = @as(f16, 65520); }
comptime { _ = @as(f64, 9007199254740993); }
comptime { _ = @as(f128, 9007199254740993); }
comptime { _ = @as(comptime_float, 9007199254740993); }
comptime { _ = @as(comptime_float, 0x1_0000_0000_0000_0000_0000_0000_0000_0001); }
comptime { _ = @as(f32, @as(u32, 16777217)); }
comptime { _ = @as(f32, @as(u8, 1)); }
comptime { _ = @as(f32, u8u); }
comptime { _ = @as(?f32, 16777217); }
comptime { _ = @as(f32, 1e40); }
comptime { _ = @as(f16, 1e40); }
comptime { _ = @as(f16, 1.1); }
comptime { _ = @as(f32, @as(f64, 1.1)); }
comptime { _ = @as(f32, @as(f64, 1e40)); }
comptime { _ = @as(f32, f32u); }
comptime { _ = @as(f16, f32u); }
comptime { _ = @as(f16, @as(comptime_float, undefined)); }
export fn t18() void { _ = @as(f32, g); }
export fn t19() void { _ = @as(f16, g); }

const u8u: u8 = undefined;
const f32u: f32 = undefined;
var g: u8 = 1;
// --- float builtins 7
export fn t0() void { _ = @as(f16, g11); }
export fn t1() void { _ = @as(f16, g12); }
export fn t2() void { _ = @as(f16, gi12); }
export fn t3() void { _ = @as(f16, gi13); }
export fn t4() void { _ = @as(f32, g24); }
export fn t5() void { _ = @as(f32, g25); }
export fn t6() void { _ = @as(f32, gi25); }
export fn t7() void { _ = @as(f64, g53); }
export fn t8() void { _ = @as(f64, g54); }
export fn t9() void { _ = @as(f80, g64); }
export fn t10() void { _ = @as(f128, g113); }
export fn t11() void { _ = @as(f128, g114); }
export fn t12() void { _ = @as(c_longdouble, g113); }
export fn t13() void { _ = @as(comptime_float, g); }
export fn t14() void { _ = @as(?f32, g); }
export fn t15() void { _ = @as(anyerror!f32, g) catch 1; }
export fn t16() void { _ = @as(@Vector(2,f32), gv); }
export fn t17() void { _ = @as(@Vector(2,f32), gv32); }
export fn t18() void { _ = [_]f32{g, g}; }
export fn t19() void { _ = if (gb) gf else g; }

var gv: @Vector(2,u8) = .{1,2};
var gv32: @Vector(2,u32) = .{1,2};
var gb = true;
var gf: f32 = 1;
var g: u8 = 1;
var g11: u11 = 1;
var g12: u12 = 1;
var gi12: i12 = 1;
var gi13: i13 = 1;
var g24: u24 = 1;
var g25: u25 = 1;
var gi25: i25 = 1;
var g53: u53 = 1;
var g54: u54 = 1;
var g64: u64 = 1;
var g113: u113 = 1;
var g114: u114 = 1;
// --- float builtins 8
export fn t0() void { _ = if (gb) g else gf; }
export fn t1() void { _ = if (gb) g32 else gf; }
export fn t2() void { _ = if (gb) gf else 16777217; }
export fn t3() void { _ = if (gb) gf else @as(u32, 16777217); }
export fn t4() void { _ = if (gb) g else 1.5; }
export fn t5() void { _ = if (gb) 1.5 else g; }
export fn t6() void { _ = if (gb) gf else g25; }
export fn t7() void { _ = gf + g25; }
export fn t8() void { _ = gf + g24; }
export fn t9() void { _ = gf == g25; }
export fn t10() void { _ = gf == g24; }
export fn t11() void { _ = gf < g32; }
export fn t12() void { _ = gf == g64; }
export fn t13() void { _ = g == 1.0; }
export fn t14() void { _ = f64g == gf; }

var gb = true;
var gf: f32 = 1;
var f64g: f64 = 1;
var g: u8 = 1;
var g24: u24 = 1;
var g25: u25 = 1;
var g32: u32 = 1;
var g64: u64 = 1;
// --- casts of floats 1
comptime { _ = @as(u8, @intFromFloat(vf)); }
comptime { _ = @as(V2, @intFromFloat(1.5)); }
comptime { _ = @as(@Vector(3,u8), @intFromFloat(vf)); }
comptime { _ = @as(V2, @intFromFloat(ff)); }
comptime { _ = @as(f32, @floatFromInt(vi)); }
comptime { _ = @as(VF, @floatFromInt(1)); }
comptime { _ = @as(@Vector(3,f32), @floatFromInt(vi)); }
comptime { _ = @as(f32, @floatCast(vf)); }
comptime { _ = @as(VF, @floatCast(ff)); }
comptime { _ = @as(@Vector(3,f16), @floatCast(vf)); }
comptime { _ = @as(u8, @intCast(vi)); }
comptime { _ = @as(V2, @intCast(gi)); }
comptime { _ = @as(@Vector(3,u8), @intCast(vi)); }
comptime { _ = @as(u8, @truncate(vi)); }
comptime { _ = @as(V2, @truncate(gi)); }
comptime { _ = @as(@Vector(3,u8), @truncate(vi)); }
comptime { _ = @as(u8, @round(vf)); }
comptime { _ = @as(V2, @round(ff)); }
comptime { _ = @as(@Vector(3,u8), @floor(vf)); }
comptime { _ = @as(V2, @intFromFloat(1)); }

const V2 = @Vector(2,u8);
const VF = @Vector(2,f32);
const vf: VF = .{1.5,2.5};
const vi: V2 = .{1,2};
const gi: u8 = 3;
const ff: f64 = 1.5;
// --- casts of floats 2
comptime { _ = @as(u8, @intFromFloat(1)); }
comptime { _ = @as(u8, @intFromFloat(256)); }
comptime { _ = @as(u8, @intFromFloat(@as(u8,1))); }
comptime { _ = @as(f16, @floatCast(1)); }
comptime { _ = @as(f16, @floatCast(2049)); }
comptime { _ = @as(f16, @floatCast(@as(u8,1))); }
comptime { _ = @as(comptime_float, @floatCast(1)); }
comptime { _ = @as(comptime_int, @intFromFloat(1)); }
comptime { _ = @as(u8, @round(1)); }
comptime { _ = @as(f32, @round(1)); }
comptime { _ = @as(u8, @round(gi)); }
comptime { _ = @as(f32, @sqrt(1)); }
comptime { _ = @sqrt(1); }
comptime { _ = @round(1); }
comptime { _ = @floor(gi); }
comptime { _ = @abs(1.5); }
comptime { _ = @abs(true); }
comptime { _ = @as(anyerror!u8,undefined) catch 1; }
comptime { _ = (if (@as(anyerror!u8,undefined)) |_| 1 else |_| 2); }
comptime { const x: anyerror!u8 = undefined; _ = x catch 1; }

const gi: u8 = 3;
// --- casts of floats 3
comptime { const x: anyerror!u8 = undefined; if (x) |_| {} else |_| {} }
comptime { const x: anyerror!u8 = undefined; x catch |e| @compileError(@errorName(e)); }
comptime { const x: anyerror!void = undefined; x catch |e| @compileError(@errorName(e)); }
comptime { const x: ?u8 = undefined; _ = x orelse 1; }
comptime { const x: ?u8 = undefined; if (x) |_| {} }
comptime { const x: ?u8 = undefined; _ = x.?; }
comptime { const x: ?u8 = undefined; _ = x == null; }
comptime { const x: anyerror = undefined; _ = x == error.A; }
comptime { const x: anyerror!u8 = undefined; _ = x == error.A; }
comptime { const x: anyerror!u8 = undefined; _ = x == 1; }
comptime { var x: anyerror!u8 = undefined; x = 1; _ = x catch unreachable; }
export fn t11() void { const x: anyerror!u8 = undefined; _ = x catch 1; }
export fn t12() void { const x: anyerror!u8 = undefined; if (x) |_| {} else |_| {} }


// --- casts of floats 4
comptime { _ = @as(f32, @round(1)); }
comptime { _ = @as(f32, @round(1.5)); }
comptime { _ = @as(f32, @round(gi)); }
comptime { _ = @as(f32, @round(@as(f16,1.5))); }
comptime { _ = @as(f32, @round(@as(f64,1.5))); }
comptime { _ = @as(f32, @round(@as(comptime_float,1.5))); }
comptime { _ = @as(f64, @round(f)); }
export fn t7() void { _ = @as(f64, @round(f)); }
export fn t8() void { _ = @as(f16, @round(f)); }
export fn t9() void { _ = @as(f32, @round(ri)); }
export fn t10() void { _ = @as(VF, @round(f)); }
export fn t11() void { _ = @as(VF, @round(vfr)); }
export fn t12() void { _ = @as(@Vector(2,f64), @round(vfr)); }
export fn t13() void { _ = @as(@Vector(2,f64), @sqrt(vfr)); }
export fn t14() void { _ = @as(f64, @sqrt(f)); }
export fn t15() void { _ = @as(f64, @sqrt(ri)); }
comptime { _ = @as(f64, @sqrt(1)); }
comptime { _ = @as(f64, @abs(1)); }
comptime { _ = @as(comptime_float, @sqrt(1)); }
comptime { _ = @as(comptime_int, @round(1.5)); }

const VF = @Vector(2,f32);
const vf: VF = .{1.5,2.5};
const gi: u8 = 3;
var f: f32 = 1.5;
var ri: u8 = 4;
var vfr: VF = vf;
// --- casts of floats 5
comptime { _ = @as(comptime_int, @round(f)); }
comptime { _ = @as(comptime_int, @round(1)); }
comptime { _ = @as(comptime_float, @round(1)); }
comptime { _ = @as(comptime_float, @round(f)); }
comptime { _ = @as(V2, @round(1.5)); }
comptime { _ = @as(VF, @round(1.5)); }
comptime { _ = @as(?f32, @round(1.5)); }
comptime { _ = @as(?f32, @round(f)); }
comptime { _ = @as(anyerror!f32, @round(f)); }
comptime { _ = @as(@Vector(3,u8), @truncate(vi)); }
comptime { _ = @as(@Vector(3,u4), @truncate(vi)); }
comptime { _ = @as(@Vector(3,u16), @truncate(vi)); }
comptime { _ = @as(@Vector(3,i8), @truncate(vi)); }
comptime { _ = @as(@Vector(3,u0), @truncate(vi)); }
export fn t14() void { _ = @as(@Vector(3,u8), @truncate(vir)); }
export fn t15() void { _ = @as(@Vector(3,u4), @truncate(vir)); }
comptime { _ = @as(u8, @truncate(vi)); }
comptime { _ = @as(u4, @truncate(vi)); }
comptime { _ = @as(u0, @truncate(vi)); }
comptime { _ = @as(V2, @truncate(gi)); }

const V2 = @Vector(2,u8);
const VF = @Vector(2,f32);
const vi: V2 = .{1,2};
const gi: u8 = 3;
var f: f32 = 1.5;
var vir: V2 = vi;
// --- casts of floats 6
comptime { _ = @as(@Vector(2,u4), @truncate(gi)); }
comptime { _ = @as(@Vector(2,u4), @truncate(5)); }
comptime { _ = @as(u4, @truncate(500)); }
comptime { _ = @as(comptime_int, @truncate(500)); }
comptime { _ = @as(u4, @truncate(1.5)); }
comptime { _ = @as(u4, @truncate(-1)); }
comptime { _ = @as(i4, @truncate(gi)); }
comptime { _ = @as(u4, @truncate(true)); }
comptime { _ = @as(f32, @truncate(gi)); }
comptime { _ = @as(u8, @truncate(@as(u4,1))); }
comptime { _ = @as(u8, @truncate(@as(i4,1))); }
export fn t11() void { _ = @as(u8, @truncate(@as(i4,@intCast(ri)))); }
export fn t12() void { _ = @as(f32, @floatCast(ri)); }
export fn t13() void { _ = @as(f32, @floatCast(f)); }
export fn t14() void { _ = @as(u8, @intFromFloat(ri)); }
export fn t15() void { _ = @as(f32, @floatCast(gi)); }

const gi: u8 = 3;
var f: f32 = 1.5;
var ri: u8 = 4;
// --- what is no type, for a result
export fn f() void { _ = @as(255, @round(1.5)); }
export fn g() void { _ = @as(255, @trunc(1.5)); }
export fn h() void { _ = @as(255, @intFromFloat(1.5)); }
// --- operands before results
export fn f() void { _ = @as(bool, @round(true)); }
export fn g() void { _ = @as(@Vector(2, bool), @round(1.5)); }
export fn h() void { _ = @as(@Vector(2, u8), @round(true)); }
export fn i() @trunc(f32) {}
