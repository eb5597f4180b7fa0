// --- results without bits 1
export fn t0() void { _ = [g * 0]u8; }
export fn t1() void { _ = [0 * g]u8; }
export fn t2() void { _ = [g *% 0]u8; }
export fn t3() void { _ = [g *| 0]u8; }
export fn t4() void { _ = [g & 0]u8; }
export fn t5() void { _ = [0 / g]u8; }
export fn t6() void { _ = [0 % g]u8; }
export fn t7() void { _ = [@divTrunc(0, g)]u8; }
export fn t8() void { _ = [@divExact(0, g)]u8; }
export fn t9() void { _ = [@rem(0, g)]u8; }
export fn t10() void { _ = [@mod(0, g)]u8; }
export fn t11() void { _ = [0 << g5]u8; }
export fn t12() void { _ = [0 >> g5]u8; }
export fn t13() void { _ = [@as(usize,0) << g5]u8; }
export fn t14() void { _ = [@as(usize,0) >> g5]u8; }
export fn t15() void { _ = [@as(usize,0) <<| g5]u8; }
export fn t16() void { _ = [@shlExact(@as(usize,0), g5)]u8; }
export fn t17() void { _ = [@shrExact(@as(usize,0), g5)]u8; }
export fn t18() void { _ = [@mulWithOverflow(g,0)[0]]u8; }
export fn t19() void { _ = [@mulWithOverflow(g,1)[1]]u8; }

var g: usize = 1;
var g5: u5 = 1;
// --- results without bits 2
export fn t0() void { _ = [@addWithOverflow(g,0)[1]]u8; }
export fn t1() void { _ = [@subWithOverflow(g,0)[1]]u8; }
export fn t2() void { _ = [@subWithOverflow(0,g)[1]]u8; }
export fn t3() void { _ = [@shlWithOverflow(g,0)[1]]u8; }
export fn t4() void { _ = [@shlWithOverflow(@as(usize,0),g5)[1]]u8; }
export fn t5() void { _ = [@intFromBool(g == 1 and false)]u8; }
export fn t6() void { _ = [@intFromBool(g >= 0)]u8; }
export fn t7() void { _ = [g % 1]u8; }
export fn t8() void { _ = [@rem(gi, 1)]u8; }
export fn t9() void { _ = [@min(g, 0)]u8; }
export fn t10() void { _ = [@max(g, 0xffffffff)]u8; }
export fn t11() void { _ = [@truncate(g0)]u8; }
export fn t12() void { _ = [@as(u0,@truncate(g))]u8; }
export fn t13() void { _ = [@as(u0,@intCast(g))]u8; }
export fn t14() void { _ = [@min(g, 1, 0)]u8; }
export fn t15() void { _ = [gu0]u8; }
export fn t16() void { _ = [g -| 0xffffffff]u8; }
export fn t17() void { _ = [@intFromBool(g +% uu == 0)]u8; }
export fn t18() void { const x: comptime_int = uu +% g; _ = x; }
export fn t19() void { const x: comptime_int = uu & g; _ = x; }

const uu: usize = undefined;
var g: usize = 1;
var gi: i8 = 1;
var g0: u0 = 0;
var gu0: u0 = 0;
var g5: u5 = 1;
// --- results without bits 3
export fn t0() void { const x: comptime_float = fu + gf; _ = x; }
export fn t1() void { const x: comptime_int = @min(uu, g); _ = x; }
export fn t2() void { const x: comptime_int = @addWithOverflow(uu, g)[0]; _ = x; }
export fn t3() void { const x: comptime_int = @intFromBool(uu == g); _ = x; }
export fn t4() void { const x: comptime_int = @intFromBool(fu == gf); _ = x; }
export fn t5() void { const x: comptime_int = @intFromBool(gf == nan); _ = x; }
export fn t6() void { const x: comptime_int = @intFromBool(nan < gf); _ = x; }
export fn t7() void { const x: comptime_int = @intFromBool(inf < gf); _ = x; }
export fn t8() void { const x: comptime_int = @intFromBool(gb == bu); _ = x; }
export fn t9() void { const x: comptime_int = @intFromBool(g == nan); _ = x; }
export fn t10() void { const x: comptime_int = @intFromBool(g == 1.5); _ = x; }
export fn t11() void { const x: comptime_int = @intFromBool(gopt == null); _ = x; }
export fn t12() void { const x: comptime_int = @intFromBool(&g == &g); _ = x; }
export fn t13() void { const x: comptime_int = @intFromBool(&g == &gf); _ = x; }
export fn t14() void { const x: comptime_int = @intFromBool(&arr[0] == &arr[1]); _ = x; }
export fn t15() void { const x: comptime_int = @intFromBool(@intFromPtr(&arr[0]) < @intFromPtr(&arr[1])); _ = x; }
export fn t16() void { const x: comptime_int = &arr[1] - &arr[0]; _ = x; }
export fn t17() void { const x: comptime_int = g <<| uu; _ = x; }
export fn t18() void { const x: comptime_int = g ^ g; _ = x; }
export fn t19() void { const x: comptime_int = g - g; _ = x; }

const nan: f32 = @bitCast(@as(u32, 0x7fc00000));
const inf: f32 = @bitCast(@as(u32, 0x7f800000));
var arr: [4]u8 = undefined;
var gopt: ?noreturn = null;
const uu: usize = undefined;
const fu: f32 = undefined;
const bu: bool = undefined;
var gb: bool = true;
var gf: f32 = 1;
var g: usize = 1;
// --- results without bits 4
export fn t0() void { const x: comptime_int = @clz(gu0); _ = x; }
export fn t1() void { const x: comptime_int = @intFromEnum(ge1); _ = x; }
export fn t2() void { const x: comptime_int = @intFromFloat(gf); _ = x; }
export fn t3() void { const x: comptime_float = @floatFromInt(g); _ = x; }
export fn t4() void { const x: comptime_float = @floatCast(gf); _ = x; }
export fn t5() void { const x: comptime_int = @intCast(g); _ = x; }
export fn t6() void { const x: comptime_int = @truncate(g); _ = x; }
export fn t7() void { const x: comptime_int = @bitCast(g); _ = x; }
export fn t8() void { const x: comptime_int = g; _ = x; }
export fn t9() void { const x: comptime_float = g; _ = x; }
export fn t10() void { const x: comptime_float = gf; _ = x; }
export fn t11() void { const x: type = g; _ = x; }
export fn t12() void { const x: @EnumLiteral() = g; _ = x; }
export fn t13() void { const x: @EnumLiteral() = E1.a; _ = x; }
export fn t14() void { const x: comptime_int = @round(gf); _ = x; }

const E1 = enum{a};
var ge1: E1 = .a;
var gf: f32 = 1;
var g: usize = 1;
var gu0: u0 = 0;
// --- operands of operators 1
comptime { _ = g + 1; }
comptime { _ = 1 + g; }
comptime { _ = g +% g; }
comptime { _ = g *| 2; }
comptime { _ = g / 1; }
comptime { _ = 1 / g; }
comptime { _ = g % 1; }
comptime { _ = @divTrunc(g, 2); }
comptime { _ = @divExact(g, 2); }
comptime { _ = @mod(g, 2); }
comptime { _ = @rem(g, 2); }
comptime { _ = g << 1; }
comptime { _ = g >> 1; }
comptime { _ = g <<| 1; }
comptime { _ = @shlExact(g, 1); }
comptime { _ = @shrExact(g, 1); }
comptime { _ = @as(usize,1) << g5; }
comptime { _ = g & 1; }
comptime { _ = ~g; }
comptime { _ = !gb; }

var gb: bool = true;
var g: usize = 1;
var g5: u5 = 1;
// --- operands of operators 2
comptime { _ = -gi; }
comptime { _ = -%gi; }
comptime { _ = -gf; }
comptime { _ = gf + 1; }
comptime { _ = gf / 1; }
comptime { _ = g == 1; }
comptime { _ = gb == true; }
comptime { _ = g < g; }
comptime { _ = @min(g, 1); }
comptime { _ = @max(1, g); }
comptime { _ = @min(g, 1, 2); }
comptime { _ = @addWithOverflow(g, 1); }
comptime { _ = @mulWithOverflow(1, g); }
comptime { _ = @shlWithOverflow(g, 1); }
comptime { _ = @clz(g); }
comptime { _ = @abs(gi); }
comptime { _ = @sqrt(gf); }
comptime { _ = @floor(gf); }
comptime { _ = @round(gf); }
comptime { _ = @mulAdd(f32, gf, 1, 1); }

var gb: bool = true;
var gf: f32 = 1;
var g: usize = 1;
var gi: i8 = 1;
// --- operands of operators 3
comptime { _ = @as(u8, @truncate(g)); }
comptime { _ = @as(u8, @intCast(g)); }
comptime { _ = @as(u64, g); }
comptime { _ = @as(f32, @floatFromInt(g)); }
comptime { _ = @as(u8, @intFromFloat(gf)); }
comptime { _ = @as(u8, @round(gf)); }
comptime { _ = @as(f16, @floatCast(gf)); }
comptime { _ = @as(f64, gf); }
comptime { _ = @as(i32, @bitCast(g)); }
comptime { _ = @intFromBool(gb); }
comptime { _ = @intFromEnum(ge); }
comptime { _ = @as(E, @enumFromInt(g)); }
comptime { _ = @intFromPtr(gp); }
comptime { _ = @as(*u8, @ptrFromInt(g)); }
comptime { _ = @as(*u32, @ptrCast(gp)); }
comptime { _ = @as(*align(4) u8, @alignCast(gp)); }
comptime { _ = @as(*u8, @constCast(gcp)); }
comptime { _ = gp.*; }
comptime { _ = gp.* + 1; }
comptime { _ = gs.len; }

const E = enum(u8) { a, _ };
var ge: E = .a;
var gp: *u8 = undefined;
var gcp: *const u8 = undefined;
var gs: []u8 = undefined;
var gb: bool = true;
var gf: f32 = 1;
var g: usize = 1;
// --- operands of operators 4
comptime { _ = gs.ptr; }
comptime { _ = gs[0]; }
comptime { _ = gs[0..1]; }
comptime { _ = gs[g..]; }
comptime { _ = arr[g]; }
comptime { _ = arr[0..g]; }
comptime { _ = gst.a; }
comptime { _ = &gst.a; }
comptime { _ = &arr[g]; }
comptime { _ = gopt.?; }
comptime { _ = gopt orelse 1; }
comptime { _ = gopt == null; }
comptime { _ = geu catch 1; }
comptime { _ = gv[0]; }
comptime { _ = gv + gv; }
comptime { _ = @reduce(.Add, gv); }
comptime { _ = @as(V, @splat(g)); }
comptime { _ = @select(u8, gvb, gv, gv); }
comptime { _ = @shuffle(u8, gv, gv, [_]i32{0,1}); }

const S = struct { a: u8, b: u8 = 1 };
var gst: S = undefined;
var geu: anyerror!u8 = 1;
var gopt: ?u8 = null;
var gs: []u8 = undefined;
var arr: [4]u8 = undefined;
const V = @Vector(2, u8);
var gv: V = undefined;
var gvb: @Vector(2,bool) = undefined;
var g: usize = 1;
// --- operands of operators 5
comptime { _ = gst; }
comptime { _ = &g; }
comptime { _ = @as(?u8, g8); }
comptime { _ = @as(anyerror!u8, g8); }
comptime { _ = .{g}; }
comptime { _ = S{.a = g8}; }
comptime { _ = [_]u8{g8}; }
comptime { _ = U{.a = g8}; }
comptime { _ = @tagName(ge); }
comptime { _ = @errorName(gerr); }
comptime { _ = @as([]u8, &arr); }
comptime { _ = arr ++ arr; }
comptime { _ = arr ** 2; }
comptime { gp.* = 1; }
comptime { g8 = 1; }
comptime { gst.a = 1; }
comptime { arr[g] = 1; }
comptime { @memset(&arr, 0); }
comptime { @memcpy(&arr, &arr); }
comptime { @memmove(&arr, &arr); }

const S = struct { a: u8, b: u8 = 1 };
const U = union { a: u8 };
var gst: S = undefined;
const E = enum(u8) { a, _ };
var ge: E = .a;
var gerr: anyerror = error.A;
var gp: *u8 = undefined;
var arr: [4]u8 = undefined;
var g: usize = 1;
var g8: u8 = 1;
// --- operands of operators 6
comptime { _ = @atomicLoad(u8, &g8, .seq_cst); }
comptime { @atomicStore(u8, &g8, 1, .seq_cst); }
comptime { _ = @atomicRmw(u8, &g8, .Add, 1, .seq_cst); }
comptime { _ = @cmpxchgStrong(u8, &g8, 1, 2, .seq_cst, .seq_cst); }
comptime { _ = @popCount(gv); }
comptime { _ = @as(*S, @fieldParentPtr("a", gp)); }
comptime { _ = if (gb) 1 else 2; }
comptime { _ = switch (g) { else => 1 }; }
comptime { _ = gb and gb; }
comptime { _ = gb or true; }
comptime { _ = gt; }
comptime { _ = gt.?; }
comptime { _ = @wasmMemorySize(0); }
comptime { _ = gp + 1; }
comptime { _ = gm + 1; }
comptime { _ = gm[1]; }
comptime { _ = gm[0..2]; }

const S = struct { a: u8, b: u8 = 1 };
var gt: ?type = null;
var gp: *u8 = undefined;
var gm: [*]u8 = undefined;
const V = @Vector(2, u8);
var gv: V = undefined;
var gb: bool = true;
var g: usize = 1;
var g8: u8 = 1;
// --- operands of operators 7
comptime { _ = gp[0..1]; }
comptime { _ = gp == gp; }
comptime { _ = gm - gm; }
comptime { _ = &arr[1] - gm; }

var gp: *u8 = undefined;
var gm: [*]u8 = undefined;
var arr: [4]u8 = undefined;
// --- division 1
comptime { _ = -5 % -2; }
comptime { _ = -5.5 % -2.0; }
comptime { _ = 5.5 % -2.0; }
export fn t3() void { _ = 0 % gi; }
export fn t4() void { _ = 0.0 % gf; }
export fn t5() void { _ = -1 % gi; }
export fn t6() void { _ = gi % 0; }
export fn t7() void { _ = gf % 0; }
export fn t8() void { _ = gi % @as(i8, undefined); }
export fn t9() void { _ = @as(i8, undefined) % gi; }
export fn t10() void { _ = gf % @as(f32, undefined); }
export fn t11() void { _ = @divTrunc(0, gi); }
comptime { _ = @as(VI, .{-1, 4}) % @as(VI, .{-2, 2}); }
comptime { _ = @as(VI, .{2, -4}) % @as(VI, .{-2, 2}); }
comptime { _ = @as(VI, .{3, -5}) % @as(VI, .{-2, 2}); }
comptime { _ = @as(VI, .{4, -5}) % @as(VI, .{-2, 2}); }
comptime { _ = -fu % 1; }
comptime { _ = -0.0 % 1.0; }

const VI = @Vector(2, i8);
const fu: f32 = undefined;
var gf: f32 = 1;
var gi: i8 = 1;
// --- shifts 1
comptime { _ = @divExact(fu, 1); }
comptime { _ = @divExact(@as(f32,1), fu); }
comptime { _ = @divExact(@as(f32,1), 0); }
comptime { _ = @divExact(@as(f32,7), 2); }
export fn t4() void { _ = @divExact(fu, gf); }
export fn t5() void { _ = @divExact(gf, fu); }
comptime { _ = @divTrunc(fu, 1); }
comptime { _ = @divTrunc(@as(f32,1), fu); }
export fn t8() void { _ = @divTrunc(gf, fu); }
export fn t9() void { _ = fu / gf; }
export fn t10() void { _ = fu / @as(f32, 0); }
comptime { _ = cfu / 1.0; }
comptime { _ = 1.0 / cfu; }
comptime { _ = cfu / 0.0; }
comptime { _ = @divFloor(cfu, 1.0); }
comptime { _ = uu / 0; }
comptime { _ = 0 / uu; }
comptime { _ = uu / uu; }
comptime { _ = uu % 0; }
comptime { _ = cfu % 1.0; }

const uu: u8 = undefined;
const fu: f32 = undefined;
const cfu: comptime_float = undefined;
var gf: f32 = 1;
// --- shifts 2
comptime { _ = 1.0 % cfu; }
comptime { _ = fu % 1; }
comptime { _ = @as(f32,1) % fu; }
comptime { _ = @as(f32,1) % 0; }
comptime { _ = 1.0 % 0.0; }
comptime { _ = 1.0 % -1.0; }
comptime { _ = @mod(cfu, 1.0); }
comptime { _ = @mod(1.0, cfu); }
comptime { _ = @rem(1.0, cfu); }
comptime { _ = @mod(fu, 0); }
comptime { _ = @as(V, .{uu,2}) / @as(V, .{0, 1}); }
comptime { _ = @as(V, .{1,2}) / @as(V, .{uu, 0}); }
comptime { _ = @as(V, .{1,2}) / @as(V, .{0, uu}); }
comptime { _ = @as(V, .{1,2}) % @as(V, .{0, uu}); }
comptime { _ = @rem(@as(V, .{1,2}), @as(V, .{0, uu})); }
comptime { _ = @mod(@as(V, .{1,uu}), @as(V, .{1, 0})); }
comptime { _ = @as(V, .{1,uu}) % @as(V, .{1, 0}); }
comptime { _ = @as(V, .{1,uu}) / @as(V, .{1, 0}); }
export fn t18() void { _ = gv / @as(V, .{0, uu}); }
export fn t19() void { _ = gv / @as(V, .{uu, 0}); }

const V = @Vector(2, u8);
var gv: V = .{1,2};
const uu: u8 = undefined;
const fu: f32 = undefined;
const cfu: comptime_float = undefined;
// --- shifts 3
export fn t0() void { _ = gv % @as(V, .{uu, 0}); }
export fn t1() void { _ = gv % @as(V, .{0, uu}); }
export fn t2() void { _ = @mod(gv, @as(V, .{0, uu})); }
export fn t3() void { _ = @mod(gv, @as(V, .{uu, 0})); }
export fn t4() void { _ = @as(V, .{uu, 0}) % gv; }
export fn t5() void { _ = @as(VI, .{-1, 0}) % @as(VI, .{2, 2}); }
export fn t6() void { _ = @as(VI, .{1, 0}) % @as(VI, .{-2, 2}); }
export fn t7() void { _ = @as(VI, .{1, 0}) % gvi; }
export fn t8() void { _ = gvi % @as(VI, .{1,1}); }
export fn t9() void { _ = gvi / gvi; }
export fn t10() void { _ = @as(VI, .{1,2}) / @as(VI, .{3,4}); }
export fn t11() void { _ = @as(VI, .{-128,2}) / @as(VI, .{-1,4}); }
comptime { _ = @as(i8, 7) / 2; }
comptime { _ = @as(i8, -7) / 2; }
export fn t14() void { _ = gi / 2; }
export fn t15() void { _ = 2 / gi; }
export fn t16() void { _ = gi % 2; }
export fn t17() void { _ = 2 % gi; }
export fn t18() void { _ = gi % @as(u8, 2); }
comptime { _ = @as(i8, -7) % 2; }

const VI = @Vector(2, i8);
const V = @Vector(2, u8);
var gvi: VI = .{1,2};
var gv: V = .{1,2};
const uu: u8 = undefined;
var gi: i8 = 1;
// --- shifts 4
comptime { _ = @as(i8, -8) % 2; }
comptime { _ = @as(i8, 7) % -2; }
comptime { _ = @rem(-7, 2); }
comptime { _ = @mod(7.5, -2.0); }
comptime { _ = 7 / 2.0; }
comptime { _ = 8 / 2.0; }
comptime { _ = 8.5 / 2; }
comptime { _ = 8.0 / 2; }
comptime { _ = @divTrunc(7, 2.0); }
comptime { _ = 7.5 % 2; }
comptime { _ = @divExact(8.5, 2); }
comptime { _ = @divFloor(8.5, 2); }
comptime { _ = i8min / -1; }
comptime { _ = @divTrunc(i8min, -1); }
comptime { _ = @divExact(i8min, -1); }
comptime { _ = @divFloor(i8min, -1); }
comptime { _ = @rem(i8min, -1); }
comptime { _ = @mod(i8min, -1); }
comptime { _ = i8min % -1; }
export fn t19() void { _ = @divTrunc(i8min, gi); }

const i8min: i8 = -128;
var gi: i8 = 1;
// --- shifts 5
export fn t0() void { _ = @rem(i8min, gi); }
comptime { _ = @divTrunc(true, 1); }
comptime { _ = @mod("a", 1); }
comptime { _ = @rem(.{}, 1); }
comptime { _ = @divExact(1, 0); }
comptime { _ = 5 % 0; }
comptime { _ = @rem(5, 0); }
comptime { _ = 5 / "a"; }
export fn t8() void { _ = g / gi; }
export fn t9() void { _ = gf / g; }
export fn t10() void { _ = g / gf; }
export fn t11() void { _ = g / 2.0; }
export fn t12() void { _ = gf / 2; }

const i8min: i8 = -128;
var gf: f32 = 1;
var g: u8 = 1;
var gi: i8 = 1;
// --- shifts 6
comptime { _ = @as(V7, .{1,1}) << @as(@Vector(2,u3), .{1,7}); }
comptime { _ = @as(u7, 1) << 7; }
comptime { _ = @as(V7, .{1,1}) >> @as(@Vector(2,u3), .{1,7}); }
export fn t3() void { _ = gv7 << @as(@Vector(2,u3), .{1,7}); }
export fn t4() void { _ = gv7 >> @as(@Vector(2,u3), .{uu3,7}); }
export fn t5() void { _ = gv7 << @as(@Vector(2,u3), .{7,uu3}); }
export fn t6() void { _ = g7 << 7; }
export fn t7() void { _ = @shlExact(g7, 7); }
comptime { _ = @shlExact(@as(V7, .{1,1}), @as(@Vector(2,u3), .{1,7})); }
comptime { _ = 1.5 << 1; }
comptime { _ = 1 << 1.5; }
comptime { _ = 1 << 1.0; }
comptime { _ = 1 << true; }
comptime { _ = true << 1; }
comptime { _ = "a" << 1; }
comptime { _ = .{} << 1; }
comptime { _ = 1 <<| 1.5; }
comptime { _ = @as(u8,1) <<| 1.5; }
comptime { _ = @as(u8,1) <<| true; }

const V7 = @Vector(2, u7);
const uu3: u3 = undefined;
var gv7: V7 = .{1,2};
var g7: u7 = 1;
// --- shifts 7
comptime { _ = @as(u8,1) <<| @as(?u8, 1); }
comptime { _ = v7 <<| 1; }
comptime { _ = @as(u8,1) <<| v7; }
comptime { _ = v7 <<| @as(@Vector(3,u7), .{1,1,1}); }
comptime { _ = v7 <<| [_]u7{1,1}; }
comptime { _ = v7 << [_]u3{1,1}; }
comptime { _ = @shlExact(1.5, 1); }
comptime { _ = @shrExact(true, 1); }
export fn t8() void { _ = g <<| 3; }
export fn t9() void { _ = g <<| -1; }
export fn t10() void { _ = gi <<| 3; }
export fn t11() void { _ = g <<| @as(i8, 3); }
export fn t12() void { _ = 1 <<| g; }
export fn t13() void { _ = uu3 <<| g; }
export fn t14() void { _ = @as(u8, 0) <<| g; }
export fn t15() void { _ = @as(u8, 0) <<| gi; }
export fn t16() void { _ = g <<| g16; }
export fn t17() void { _ = g <<| 1.0; }
export fn t18() void { _ = gv7 <<| gv16; }
comptime { _ = -1 >> 1; }

const V7 = @Vector(2, u7);
const v7: V7 = .{1,2};
const uu3: u3 = undefined;
var gv7: V7 = .{1,2};
var gv16: @Vector(2,u16) = .{1,2};
var g16: u16 = 1;
var g: u8 = 1;
var gi: i8 = 1;
// --- shifts 8
comptime { _ = -1 >> 1000; }
comptime { _ = 1 >> 1000000000000; }
comptime { _ = 1 << uu3; }
comptime { _ = uuc << 1; }
comptime { _ = 1 >> uuc; }
comptime { _ = uuc <<| 1; }
comptime { _ = @as(u8,255) <<| 1; }
comptime { _ = @as(i8,-100) <<| 1; }
comptime { _ = @as(u0,0) << 0; }
export fn t9() void { _ = gu0 << 0; }
export fn t10() void { _ = gu0 <<| 1; }
export fn t11() void { _ = g1 << 1; }
export fn t12() void { _ = g1 << 0; }
export fn t13() void { _ = @shlWithOverflow(@as(V7, .{1,1}), @as(@Vector(2,u3), .{1,7})); }
comptime { _ = @shlWithOverflow(@as(V7, .{1,1}), @as(@Vector(2,u3), .{1,7})); }
comptime { _ = @shlWithOverflow(@as(u7, 1), 7); }
export fn t16() void { _ = @shlWithOverflow(g7, 7); }
export fn t17() void { _ = @shlWithOverflow(true, 7); }
export fn t18() void { _ = @shlWithOverflow(g, -1); }

const V7 = @Vector(2, u7);
const uu3: u3 = undefined;
const uuc: comptime_int = undefined;
var g7: u7 = 1;
var g1: u1 = 1;
var gu0: u0 = 0;
var g: u8 = 1;
// --- shifts 9
comptime { _ = @shlWithOverflow(@as(u7, 127), 1)[0]; }
export fn t1() void { _ = g <<| @as(u8, undefined); }
export fn t2() void { _ = gv7 <<| @as(@Vector(2,u3), .{1,undefined}); }
export fn t3() void { _ = @as(V7, .{1,undefined}) <<| gv7; }
comptime { var x: u8 = 1; x <<= 9; }
comptime { var x: u8 = 1; x <<|= 9; if (x != 255) @compileError(""); }
comptime { var x: u8 = 1; x >>= 9; }
export fn t7() void { var x: u8 = 1; x <<= g16; }
export fn t8() void { var x: f32 = 1; x <<= 1; }
export fn t9() void { var x: u8 = 1; x += 256; }
export fn t10() void { var x: u8 = 1; x += g16; }
export fn t11() void { var x: u8 = 1; x +%= 1.5; }
export fn t12() void { var x: u8 = 1; x /= 0; }
export fn t13() void { var x: i8 = 1; x /= 2; }
export fn t14() void { var x: i8 = 1; x %= 2; }
export fn t15() void { var x: f32 = 1; x += g16; }
export fn t16() void { var x: f32 = 1; x += g64; }
export fn t17() void { var x: u8 = 1; x |= true; }
export fn t18() void { var x: u8 = 1; x *= "a"; }

const V7 = @Vector(2, u7);
var gv7: V7 = .{1,2};
var g16: u16 = 1;
var g64: u64 = 1;
var g: u8 = 1;
