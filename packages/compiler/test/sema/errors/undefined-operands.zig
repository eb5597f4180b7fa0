// --- undefined operands 1
comptime { _ = u8u + 1; }
comptime { _ = 1 + u8u; }
comptime { _ = u8u + u8u; }
comptime { _ = v4u + v4u; }
comptime { _ = v4p + v4p; }
comptime { _ = v4p + v4; }
comptime { _ = v4 + v4p; }
comptime { _ = u8u +% 1; }
comptime { _ = u8u +| 1; }
comptime { _ = u8u * 0; }
comptime { _ = u8u * 1; }
comptime { _ = u8u -% u8u; }
comptime { _ = u8u & 0; }
comptime { _ = u8u << 1; }
comptime { _ = @as(u8,1) << u3u; }
comptime { _ = u8u >> 1; }
comptime { _ = @as(u8,1) >> u3u; }
comptime { _ = v4p << @splat(1); }
comptime { _ = v4p <<| @as(V,@splat(1)); }
comptime { _ = u8u <<| 1; }

const V = @Vector(4,u8);
const u8u: u8 = undefined;
const u3u: u3 = undefined;
const v4u: V = undefined;
const v4p: V = .{1,undefined,3,4};
const v4: V = .{1,2,3,4};
// --- undefined operands 2
comptime { _ = @as(u8,1) <<| u3u; }
comptime { _ = ~u8u; }
comptime { _ = !bu; }
comptime { _ = -i8u; }
comptime { _ = -%i8u; }
comptime { _ = -f32u; }
comptime { _ = u8u / 1; }
comptime { _ = 1 / u8u; }
comptime { _ = u8u % 1; }
comptime { _ = 1 % u8u; }
comptime { _ = v4p / v4; }
comptime { _ = v4 / v4p; }
comptime { _ = v4p % v4; }
comptime { _ = @divExact(u8u,1); }
comptime { _ = @divFloor(i8u,1); }
comptime { _ = @divFloor(i8u,-1); }
comptime { _ = @divTrunc(i8u,1); }
comptime { _ = @rem(i8u,1); }
comptime { _ = @mod(i8u,1); }
comptime { _ = @mod(f32u,1); }

const V = @Vector(4,u8);
const u8u: u8 = undefined;
const i8u: i8 = undefined;
const u3u: u3 = undefined;
const bu: bool = undefined;
const f32u: f32 = undefined;
const v4p: V = .{1,undefined,3,4};
const v4: V = .{1,2,3,4};
// --- undefined operands 3
comptime { _ = f32u + 1; }
comptime { _ = f32u / 1; }
comptime { _ = 1 / f32u; }
comptime { _ = f32u * 0; }
comptime { _ = @min(u8u,1); }
comptime { _ = @max(1,u8u); }
comptime { _ = @min(v4p,v4); }
comptime { _ = u8u < 1; }
comptime { _ = u8u == 1; }
comptime { _ = v4p == v4; }
comptime { _ = bu == true; }
comptime { _ = bu and true; }
comptime { _ = true and bu; }
comptime { _ = false and bu; }
comptime { _ = if (bu) 1 else 2; }
comptime { _ = @addWithOverflow(u8u,1); }
comptime { _ = @addWithOverflow(v4p,v4); }
comptime { _ = @subWithOverflow(u8u,1); }
comptime { _ = @mulWithOverflow(u8u,0); }
comptime { _ = @shlWithOverflow(u8u,1); }

const V = @Vector(4,u8);
const u8u: u8 = undefined;
const bu: bool = undefined;
const f32u: f32 = undefined;
const v4p: V = .{1,undefined,3,4};
const v4: V = .{1,2,3,4};
// --- undefined operands 4
comptime { _ = @shlWithOverflow(@as(u8,1),u3u); }
comptime { _ = @clz(u8u); }
comptime { _ = @byteSwap(u8u); }
comptime { _ = @bitReverse(u8u); }
comptime { _ = @abs(i8u); }
comptime { _ = @sqrt(f32u); }
comptime { _ = @floor(f32u); }
comptime { _ = @as(u8,@truncate(@as(u16,undefined))); }
comptime { _ = @as(u8,@intCast(@as(u16,undefined))); }
comptime { _ = @as(u8,@intCast(u8u)); }
comptime { _ = @as(u16,u8u); }
comptime { _ = @as(f32,@floatFromInt(u8u)); }
comptime { _ = @as(u8,@intFromFloat(f32u)); }
comptime { _ = @as(f16,@floatCast(f32u)); }
comptime { _ = @as(i8,@bitCast(u8u)); }
comptime { _ = @intFromBool(bu); }
comptime { _ = @intFromEnum(@as(E,undefined)); }
comptime { _ = @as(E,@enumFromInt(u8u)); }
comptime { _ = @as(*u8,@ptrFromInt(@as(usize,undefined))); }

const E = enum(u8){a,b,_};
const u8u: u8 = undefined;
const i8u: i8 = undefined;
const u3u: u3 = undefined;
const bu: bool = undefined;
const f32u: f32 = undefined;
// --- undefined operands 5
comptime { _ = @intFromPtr(@as(*u8,undefined)); }
comptime { _ = @as(*u8,undefined).*; }
comptime { _ = @as([]u8,undefined).len; }
comptime { _ = @as([]u8,undefined)[0]; }
comptime { _ = @as([*]u8,undefined)[0]; }
comptime { _ = @as([*]u8,undefined)+1; }
comptime { _ = @as([2]u8,undefined)[0]; }
comptime { _ = @as(?u8,undefined).?; }
comptime { _ = @as(?u8,undefined) orelse 1; }
comptime { _ = @as(anyerror!u8,undefined) catch 1; }
comptime { _ = @as(?u8,undefined) == null; }
comptime { _ = @as(*u8,undefined) == @as(*u8,undefined); }
comptime { _ = @shlExact(u8u,1); }
comptime { _ = @shrExact(u8u,1); }
comptime { _ = @mulAdd(f32,f32u,1,1); }
comptime { _ = @shlExact(v4p,@splat(1)); }
comptime { _ = u8u ++ u8u; }
comptime { _ = @as(comptime_int,undefined) + 1; }
comptime { _ = @as(comptime_float,undefined) + 1; }
comptime { _ = @as(comptime_int,undefined) < 1; }

const V = @Vector(4,u8);
const u8u: u8 = undefined;
const f32u: f32 = undefined;
const v4p: V = .{1,undefined,3,4};
// --- undefined operands 6
comptime { _ = v4p *% v4; }
comptime { _ = v4p & v4; }
comptime { _ = v4 - v4p; }
comptime { _ = vo << vp3; }
comptime { _ = vo >> vp3; }
comptime { _ = vo <<| @as(V,vp3); }
comptime { _ = vo << vu3; }
comptime { _ = u8u ^ u8u; }
comptime { _ = u8u -| 1; }
comptime { _ = i8u - 0; }
comptime { _ = 0 - i8u; }
comptime { _ = @reduce(.Add, v4p); }
comptime { _ = @reduce(.And, v4p); }
comptime { _ = @reduce(.Min, v4p); }
comptime { _ = @select(u8, @as(@Vector(4,bool),.{true,undefined,true,true}), v4, v4); }
comptime { _ = @shuffle(u8, v4p, v4, @as(@Vector(4,i32),.{0,1,2,undefined})); }

const V = @Vector(4,u8);
const u8u: u8 = undefined;
const i8u: i8 = undefined;
const v4p: V = .{1,undefined,3,4};
const v4: V = .{1,2,3,4};
const vo: V = .{1,2,3,4};
const vp3: @Vector(4,u3) = .{1,undefined,1,1};
const vu3: @Vector(4,u3) = undefined;
// --- undefined operands 7
export fn t0() void { _ = g + u8u; }
export fn t1() void { _ = u8u + g; }
export fn t2() void { _ = g + 0; }
export fn t3() void { _ = gv + v4p; }
export fn t4() void { _ = v4p + gv; }
export fn t5() void { _ = gv * v4z; }
export fn t6() void { _ = gv *% v4p; }
export fn t7() void { _ = g +% u8u; }
export fn t8() void { _ = g +| u8u; }
export fn t9() void { _ = g -| u8u; }
export fn t10() void { _ = g * u8u; }
export fn t11() void { _ = g *% u8u; }
export fn t12() void { _ = gf + f32u; }
export fn t13() void { _ = gf * f32u; }
export fn t14() void { _ = g << u3u; }
export fn t15() void { _ = u8u << g3; }
export fn t16() void { _ = u8u >> g3; }
export fn t17() void { _ = @as(u8,0) << g3; }
export fn t18() void { _ = gv << vp3; }
export fn t19() void { _ = v4p << gv3; }

const V = @Vector(4,u8);
const u8u: u8 = undefined;
const u3u: u3 = undefined;
const f32u: f32 = undefined;
const v4p: V = .{1,undefined,3,4};
const v4: V = .{1,2,3,4};
const v4z: V = .{1,0,3,4};
const vp3: @Vector(4,u3) = .{1,undefined,1,1};
var g: u8 = 1;
var g3: u3 = 1;
var gv: V = v4;
var gv3: @Vector(4,u3) = @splat(1);
var gf: f32 = 1;
// --- undefined operands 8
export fn t0() void { _ = g <<| u8u; }
export fn t1() void { _ = u8u <<| g; }
export fn t2() void { _ = g / u8u; }
export fn t3() void { _ = u8u / g; }
export fn t4() void { _ = g % u8u; }
export fn t5() void { _ = u8u % g; }
export fn t6() void { _ = gv / v4p; }
export fn t7() void { _ = v4p / gv; }
export fn t8() void { _ = gi / @as(i8,undefined); }
export fn t9() void { _ = @divTrunc(@as(i8,undefined), gi); }
export fn t10() void { _ = @divTrunc(gi, @as(i8,undefined)); }
export fn t11() void { _ = @rem(@as(i8,undefined), gi); }
export fn t12() void { _ = @mod(gi, @as(i8,undefined)); }
export fn t13() void { _ = @divExact(u8u, g); }
export fn t14() void { _ = @min(g, u8u); }
export fn t15() void { _ = @min(gv, v4p); }
export fn t16() void { _ = @max(gf, f32u); }
export fn t17() void { _ = g & u8u; }
export fn t18() void { _ = u8u | g; }
export fn t19() void { _ = g == u8u; }

const V = @Vector(4,u8);
const u8u: u8 = undefined;
const f32u: f32 = undefined;
const v4p: V = .{1,undefined,3,4};
const v4: V = .{1,2,3,4};
var g: u8 = 1;
var gi: i8 = 1;
var gv: V = v4;
var gf: f32 = 1;
// --- undefined operands 9
export fn t0() void { _ = g < u8u; }
export fn t1() void { _ = gf < f32u; }
export fn t2() void { _ = gv == v4p; }
export fn t3() void { _ = gb == bu; }
export fn t4() void { _ = @addWithOverflow(g, u8u); }
export fn t5() void { _ = @addWithOverflow(gv, v4p); }
export fn t6() void { _ = @mulWithOverflow(gv, v4p); }
export fn t7() void { _ = @shlWithOverflow(g, u3u); }
export fn t8() void { _ = @shlWithOverflow(u8u, g3); }
export fn t9() void { _ = @shlExact(g, u3u); }
export fn t10() void { _ = @shlExact(u8u, g3); }
export fn t11() void { _ = @shrExact(u8u, g3); }
export fn t12() void { _ = gv / v4z; }
export fn t13() void { _ = gv % v4z; }
export fn t14() void { _ = v4z / gv; }
export fn t15() void { _ = g / 0; }
export fn t16() void { _ = @divTrunc(gi, 0); }
export fn t17() void { _ = @rem(gi, 0); }
export fn t18() void { _ = @mod(gf, 0); }
export fn t19() void { _ = gf / 0; }

const V = @Vector(4,u8);
const u8u: u8 = undefined;
const u3u: u3 = undefined;
const bu: bool = undefined;
const f32u: f32 = undefined;
const v4p: V = .{1,undefined,3,4};
const v4: V = .{1,2,3,4};
const v4z: V = .{1,0,3,4};
var g: u8 = 1;
var gi: i8 = 1;
var g3: u3 = 1;
var gv: V = v4;
var gf: f32 = 1;
var gb: bool = true;
// --- undefined operands 10
export fn t0() void { _ = @divTrunc(gf, 0); }
export fn t1() void { _ = @divExact(gf,0); }
export fn t2() void { _ = gi % 3; }
export fn t3() void { _ = gi % -3; }
export fn t4() void { _ = gf % 3; }
export fn t5() void { _ = g % 3; }
export fn t6() void { _ = gi / 3; }
export fn t7() void { _ = gi / gi; }
export fn t8() void { _ = gf % gf; }
export fn t9() void { _ = @mod(gi, -3); }
comptime { _ = @as(u8,255) + 1; }
comptime { _ = @as(V, .{1,2,255,4}) + v4; }
comptime { _ = @as(V, .{1,2,255,4}) * v4; }
comptime { _ = -@as(i8,-128); }
comptime { _ = -@as(@Vector(2,i8),.{1,-128}); }
comptime { _ = @as(u8,1) - 2; }
comptime { _ = @as(i8,-128) / -1; }
comptime { _ = @divFloor(@as(@Vector(2,i8),.{1,-128}), @as(@Vector(2,i8),.{1,-1})); }
comptime { _ = v4 / v4z; }
comptime { _ = v4 % v4z; }

const V = @Vector(4,u8);
const v4: V = .{1,2,3,4};
const v4z: V = .{1,0,3,4};
var g: u8 = 1;
var gi: i8 = 1;
var gf: f32 = 1;
// --- undefined operands 11
comptime { _ = @divExact(v4, @as(V,@splat(2))); }
comptime { _ = @divExact(7.5, 2); }
comptime { _ = @divExact(7, 2); }
comptime { _ = 5 / 2.5; }
comptime { _ = 5 / 2.0; }
comptime { _ = 1 / 0; }
comptime { _ = 1.0 / 0; }
comptime { _ = @as(f32,1)/0; }
comptime { _ = 1.0 / 0.0; }
comptime { _ = @divTrunc(1.0, 0.0); }
comptime { _ = @mod(1.0, 0.0); }
comptime { _ = @rem(@as(f32,1), 0); }
comptime { _ = 5 % -2; }
comptime { _ = -5 % 2; }
comptime { _ = -4 % 2; }
comptime { _ = 5.5 % 2; }
comptime { _ = -5.5 % 2; }
comptime { _ = @as(i8,5) % @as(i8, -2); }
comptime { _ = @as(@Vector(2,i8),.{1,-128}) % @as(@Vector(2,i8),.{1,2}); }
comptime { _ = @as(u8,1) << 8; }

const V = @Vector(4,u8);
const v4: V = .{1,2,3,4};
// --- undefined operands 12
comptime { _ = @as(u8,1) << @as(u8,8); }
comptime { _ = @as(u8,1) << -1; }
comptime { _ = 1 << -1; }
comptime { _ = v4 << @as(@Vector(4,u8),.{1,8,2,3}); }
comptime { _ = v4 <<| @as(@Vector(4,i8),.{1,-1,2,3}); }
comptime { _ = @as(u8,1) <<| @as(i8,-1); }
comptime { _ = @as(u8,1) <<| 1000; }
comptime { _ = 1 <<| 1000; }
export fn t8() void { _ = g <<| 1000; }
export fn t9() void { _ = g <<| gi; }
export fn t10() void { _ = g << gi; }
export fn t11() void { _ = g >> gi; }
export fn t12() void { _ = 1 << g3; }
export fn t13() void { _ = 1 >> g3; }
export fn t14() void { _ = 1 <<| g3; }
export fn t15() void { _ = g << 8; }
export fn t16() void { _ = g << g; }
export fn t17() void { _ = g >> g; }
export fn t18() void { _ = g << @as(u8, 2); }

const V = @Vector(4,u8);
const v4: V = .{1,2,3,4};
var g: u8 = 1;
var gi: i8 = 1;
var g3: u3 = 1;
// --- undefined operands 13
export fn t0() void { _ = g << @as(u16, 2); }
export fn t1() void { _ = @shlExact(g, g); }
export fn t2() void { _ = @shlExact(g, 1); }
export fn t3() void { _ = @shlExact(1, g3); }
export fn t4() void { _ = gv << 1; }
export fn t5() void { _ = gv << g3; }
export fn t6() void { _ = gv << @splat(1); }
comptime { _ = @shlExact(@as(u8,255), 1); }
comptime { _ = @shrExact(@as(u8,255), 1); }
comptime { _ = @shlExact(@as(V,.{1,255,1,1}), @as(@Vector(4,u3),@splat(1))); }
comptime { _ = @shrExact(@as(V,.{2,255,1,1}), @as(@Vector(4,u3),@splat(1))); }
comptime { _ = @shlExact(1, 5); }
comptime { _ = @shrExact(1, 5); }
comptime { _ = @shlWithOverflow(1, 5); }
comptime { _ = @addWithOverflow(1, 5); }
comptime { _ = @addWithOverflow(@as(u8,1), 5.5); }
comptime { _ = @addWithOverflow(1.5, 5.5); }
export fn t17() void { _ = @shlWithOverflow(g, g); }
export fn t18() void { _ = @shlWithOverflow(g, 8); }
comptime { _ = true + true; }

const V = @Vector(4,u8);
const v4: V = .{1,2,3,4};
var g: u8 = 1;
var g3: u3 = 1;
var gv: V = v4;
// --- undefined operands 14
comptime { _ = "a" + 1; }
comptime { _ = &g + 1; }
comptime { _ = .a + 1; }
comptime { _ = @as(?u8,1) + 1; }
comptime { _ = @as(anyerror!u8,1) + 1; }
comptime { _ = @as(f32,1) +% 1; }
comptime { _ = @as(f32,1) +| 1; }
comptime { _ = @as(f32,1) & 1; }
comptime { _ = true & false; }
comptime { _ = true & 1; }
comptime { _ = @as(bool,true) ^ false; }
comptime { _ = vb & vb; }
comptime { _ = vb ^ vb; }
comptime { _ = vb | vb; }
comptime { _ = ~vb; }
comptime { _ = !vb; }
comptime { _ = ~true; }
comptime { _ = ~1; }
comptime { _ = ~@as(f32,1); }
comptime { _ = !1; }

const vb: @Vector(2,bool) = .{true,false};
var g: u8 = 1;
// --- undefined operands 15
comptime { _ = !null; }
comptime { _ = -true; }
comptime { _ = -@as(u8,1); }
comptime { _ = -%@as(f32,1); }
comptime { _ = -%true; }
comptime { _ = -%1; }
comptime { _ = v4 + 1; }
comptime { _ = 1 + v4; }
comptime { _ = v4 + @as([4]u8, .{1,2,3,4}); }
comptime { _ = v4 + @as(@Vector(3,u8), .{1,2,3}); }
comptime { _ = v4 + @as(@Vector(4,u16), .{1,2,3,4}); }
comptime { _ = v4 + @as(@Vector(4,i16), .{1,2,3,4}); }
comptime { _ = v4 + .{1,2,3,4}; }
comptime { _ = v4 == .{1,2,3,4}; }
comptime { _ = v4 < v4; }
comptime { _ = v4 and v4; }
comptime { _ = vb and vb; }
comptime { _ = E.a + 1; }
comptime { _ = E.a < E.b; }
comptime { _ = [_]u8{1,2} + [_]u8{1,2}; }

const V = @Vector(4,u8);
const E = enum(u8){a,b,_};
const v4: V = .{1,2,3,4};
const vb: @Vector(2,bool) = .{true,false};
// --- undefined operands 16
comptime { _ = error.A + 1; }
comptime { _ = void + 1; }
comptime { _ = {} == {}; }
comptime { _ = {} < {}; }
comptime { _ = type == type; }
comptime { _ = u8 < u8; }
export fn t6() void { _ = g + @as(u16,300); }
export fn t7() void { _ = g + 256; }
export fn t8() void { _ = g + -1; }
export fn t9() void { _ = g + 1.0; }
export fn t10() void { _ = g + 1.5; }
export fn t11() void { _ = gf + 1; }
export fn t12() void { _ = gf + 16777217; }
export fn t13() void { _ = g + gi; }
export fn t14() void { _ = g * gf; }
export fn t15() void { _ = g +% -1; }
export fn t16() void { _ = g +| 300; }
export fn t17() void { _ = g & 256; }
export fn t18() void { _ = g & -1; }
export fn t19() void { _ = g == 256; }

var g: u8 = 1;
var gi: i8 = 1;
var gf: f32 = 1;
// --- undefined operands 17
export fn t0() void { _ = g == -1; }
export fn t1() void { _ = g < 256; }
export fn t2() void { _ = g < 1.5; }
export fn t3() void { _ = g == 1.5; }
export fn t4() void { _ = gf == 16777217; }
export fn t5() void { _ = gf < std_inf; }
export fn t6() void { _ = gf == std_nan; }
export fn t7() void { _ = gf != std_nan; }
export fn t8() void { _ = std_nan < gf; }

const std_inf: f32 = @bitCast(@as(u32, 0x7f800000));
const std_nan: f32 = @bitCast(@as(u32, 0x7fc00000));
var g: u8 = 1;
var gf: f32 = 1;
// --- compared at run time
export fn a(x: u8) void { if (x == undefined) {} }
export fn b(x: u8) void { if (x < undefined) {} }
export fn c(x: u8) void { _ = undefined != x; }
export fn d(x: *u8) void { _ = x == undefined; }
export fn e(x: ?*u8) void { _ = x == undefined; }
export fn f(x: bool) void { _ = x == undefined; }
export fn g(x: enum { a }) void { _ = x == undefined; }
export fn g2(x: c_int) void { const y: E = @enumFromInt(x); _ = y == undefined; }
const E = enum(c_int) { a, b };
export fn h(x: f32) void { _ = x == undefined; }
export fn i() void { _ = undefined == undefined; }
export fn j(x: u8) void { _ = @as(error{A}, if (x == 1) error.A else error.A) == undefined; }
export fn j2(x: u8) void { _ = @as(anyerror, if (x == 1) error.A else error.B) == undefined; }
export fn k(x: u8) void { const y: @Vector(2, u8) = .{ x, x }; _ = y == @as(@Vector(2, u8), undefined); }
export fn l(x: u8) void { const y: @Vector(2, u8) = .{ x, x }; _ = y == @as(@Vector(2, u8), .{ 1, undefined }); }
export fn m() void { _ = @as(u8, 3) == @as(u8, undefined); }
export fn n(x: u8) void { _ = x == @as(u8, undefined); }
export fn o() void { _ = u8 == undefined; }
export fn p() void { _ = null == undefined; }
export fn q(x: ?u8) void { _ = x == undefined; }
export fn r(x: *u8) void { _ = x < undefined; }
export fn s(x: []u8) void { _ = x == undefined; }
// --- in loops and calls
comptime { const x: usize = undefined; for (0..x) |_| {} }
comptime { const x: usize = undefined; for (x..) |_| {} }
comptime { const x: usize = undefined; for (x..5) |_| {} }
comptime { const x: usize = undefined; for (0..5, x..) |_, _| {} }
export fn a() void { const x: usize = undefined; for (0..x) |_| {} }
export fn b() void { const x: usize = undefined; inline for (0..x) |_| {} }
export fn b2() void { const x: usize = undefined; inline for (x..5) |_| {} }
export fn c() void { const x: *const fn () void = undefined; x(); }
export fn d() void { const x: fn () void = undefined; x(); }
export fn e() void { const x: struct { f: *const fn () void } = undefined; x.f(); }
export fn f() void { const x: []u8 = undefined; for (x) |_| {} }
export fn g() void { const x: []u8 = undefined; inline for (x) |_| {} }
export fn h() void { const x: [3]u8 = undefined; inline for (x) |y| { _ = y + 1; } }
export fn i() void { const x: u8 = undefined; @call(.auto, j, .{x}); @call(.auto, @as(fn (u8) void, undefined), .{x}); }
fn j(x: u8) void { _ = x; }
// --- compared, logged
export fn a(x: u8) void { @compileLog(x == undefined, x < undefined, undefined == x); }
export fn b(x: u8) void { @compileLog(x == @as(u8, undefined)); }
export fn c(x: f32) void { @compileLog(x == undefined); }
export fn d(x: *u8) void { @compileLog(x == undefined); }
export fn e(x: bool) void { @compileLog(x == undefined); }
export fn f(x: bool) void { if (x == undefined) {} }
export fn g(x: bool) void { if (x == @as(bool, undefined)) {} }
export fn h(x: bool) void { while (x == @as(bool, undefined)) {} }
export fn i(x: bool) void { switch (x == @as(bool, undefined)) { true => {}, false => {} } }
export fn j(x: bool) void { _ = (x == @as(bool, undefined)) and x; }
export fn k(x: bool) void { _ = x and @as(bool, undefined); }
export fn l(x: bool) void { _ = !(x == @as(bool, undefined)); }
// --- of types of one value
const E1 = enum { x };
comptime { const a: E1 = undefined; _ = @tagName(a); _ = @intFromEnum(a); switch (a) { .x => {} } if (a == .x) {} }
comptime { const a: struct {} = undefined; _ = a; const b: u0 = undefined; _ = b + 1; }
comptime { const b: u0 = undefined; _ = b + b; if (b == 0) {} }
comptime { const b: [0]u8 = undefined; _ = b ++ "a".*; for (b) |_| {} }
comptime { const b: union(enum) { a: u0 } = undefined; _ = b.a; switch (b) { .a => {} } }
comptime { const b: ?noreturn = undefined; _ = b orelse 3; }
comptime { const b: void = undefined; if (b == {}) {} }
// --- of types of one value, logged
const E1 = enum { x };
comptime { @compileLog(@as(E1, undefined), @as(u0, undefined), @as([0]u8, undefined), @as(?noreturn, undefined), @as(struct {}, undefined), @as(void, undefined), @as(union(enum) { a: u0 }, undefined), @as(struct { a: u0 }, undefined), @as([2]u0, undefined), @as(struct { u0 }, undefined), @as(@Vector(0, u8), undefined), @as(enum(u8) { a }, undefined), @as(@Vector(2, u0), undefined), @as(*u0, undefined)); }
comptime { const x: E1 = undefined; @compileLog(x); var y: E1 = undefined; @compileLog(y); y = undefined; const S = struct { a: u0, b: u8 }; var s: S = undefined; @compileLog(s.a, s); s = undefined; }
