// --- least and greatest 1
comptime { _ = @min(1, 2.5); }
comptime { _ = @min(@as(u8,1), @as(i8,2)); }
export fn t2() void { _ = @min(g, gi); }
export fn t3() void { _ = @min(g, 300); }
export fn t4() void { _ = @max(g, -1); }
export fn t5() void { _ = @max(g, 1.5); }
export fn t6() void { _ = @min(gf, 1); }
export fn t7() void { _ = @min(gf, g); }
comptime { _ = @min(true, 1); }
comptime { _ = @min("a", 1); }
comptime { _ = @min(v, 1); }
comptime { _ = @min(v, v3); }
comptime { _ = @min(v, [_]u8{1,2}); }
comptime { _ = @min([_]u8{1,2}, [_]u8{1,2}); }
comptime { _ = @min(.{1,2}, 1); }
comptime { _ = @min(E.a, E.b); }
comptime { _ = @min(1, undefined); }
comptime { _ = @min(undefined, 1); }
comptime { _ = @min(uu, 1); }
comptime { _ = @max(uu, 1, 2); }

const E = enum {a,b};
const v: @Vector(2,u8) = .{1,2};
const v3: @Vector(3,u8) = .{1,2,3};
const uu: u8 = undefined;
var gf: f32 = 1;
var g: u8 = 1;
var gi: i8 = 1;
// --- least and greatest 2
comptime { _ = @max(nan, 1.0); }
comptime { _ = @min(cfu, 1.0); }
export fn t2() void { _ = @min(g, 1, true); }
export fn t3() void { _ = @min(true, g); }
export fn t4() void { _ = @min(g, g16, gi); }
export fn t5() void { _ = @max(v, gv, v3); }
export fn t6() void { _ = @min(?u8, 1); }
export fn t7() void { _ = @min(u8, 1); }
export fn t8() void { _ = @min(&g, &g); }
export fn z9() u8 { return @min(g16, 255); }
export fn z10() u8 { return @min(g16, 256); }
export fn z11() u1 { return @min(g16, 1); }
export fn z12() u16 { return @max(gi16, 0); }
export fn z13() u15 { return @max(gi16, 0); }
export fn z14() u8 { return @max(g, 3); }
export fn z15() u7 { return @max(g, 3); }
export fn z16() void { const x: comptime_int = @TypeOf(@min(g, 3)); _ = x; }
export fn z17() void { const x: u1 = @as(@TypeOf(@min(g, 3, g16)), 0); _ = x; }

const nan: f32 = @bitCast(@as(u32, 0x7fc00000));
const v: @Vector(2,u8) = .{1,2};
const v3: @Vector(3,u8) = .{1,2,3};
var gv: @Vector(2,u8) = .{1,2};
const cfu: comptime_float = undefined;
var g: u8 = 1;
var gi: i8 = 1;
var g16: u16 = 1;
var gi16: i16 = 1;
// --- least and greatest 3
export fn z0() void { const x: void = @min(gi, -3); _ = x; }
export fn z1() void { const x: void = @max(gi, -3); _ = x; }
export fn z2() void { const x: void = @max(gi, 3); _ = x; }
export fn z3() void { const x: void = @min(gi, 3); _ = x; }
export fn z4() void { const x: void = @min(g, gu8); _ = x; }
export fn z5() void { const x: void = @min(gv, v); _ = x; }
export fn z6() void { const x: void = @min(gv, @as(@Vector(2,u16), @splat(7))); _ = x; }
export fn z7() void { const x: void = @min(gf, 1); _ = x; }
export fn z8() void { const x: void = @min(@as(u8, 3), @as(u16, 7)); _ = x; }
export fn z9() void { const x: void = @min(3, 7); _ = x; }
export fn z10() void { const x: void = @min(3, @as(u8,7)); _ = x; }
export fn z11() void { const x: void = @max(@as(u16,3), @as(u16,7)); _ = x; }
export fn z12() void { const x: void = @max(@as(i16,-3), @as(u16,7)); _ = x; }
export fn z13() void { const x: void = @min(@as(i16,-3), @as(u16,7)); _ = x; }
export fn z14() void { const x: void = @max(@as(c_int,-3), gci); _ = x; }
export fn z15() void { const x: void = @min(gci, gci); _ = x; }
export fn z16() void { const x: void = @min(gus, gus); _ = x; }
export fn z17() void { const x: void = @min(gus, 0xffffffff); _ = x; }
export fn z18() void { const x: void = @max(gus, 1); _ = x; }
export fn z19() void { const x: void = @min(gus, g32); _ = x; }

const v: @Vector(2,u8) = .{1,2};
var gv: @Vector(2,u8) = .{1,2};
var gf: f32 = 1;
var g: u8 = 1;
var gu8: u8 = 1;
var gci: c_int = 1;
var gus: usize = 1;
var g32: u32 = 1;
var gi: i8 = 1;
// --- least and greatest 4
export fn z0() void { const x: void = @min(uu, g16); _ = x; }
export fn z1() void { const x: void = @min(uu, @as(u16,3)); _ = x; }
export fn z2() void { const x: void = @min(@as(f16,3), @as(f32,3)); _ = x; }
export fn z3() void { const x: void = @min(@as(f16,3), 3); _ = x; }
export fn z4() void { const x: void = @min(@as(u8,3), 3.0); _ = x; }
export fn z5() void { const x: void = @min(@as(u8,3), @as(f32,3)); _ = x; }
export fn z6() void { const x: void = @min(g, @as(f32,3)); _ = x; }
export fn z7() void { const x: void = @min(g, gf, 3); _ = x; }

const uu: u8 = undefined;
var gf: f32 = 1;
var g: u8 = 1;
var g16: u16 = 1;
// --- least and greatest 5
comptime { _ = @min(1, v); }
export fn t1() void { _ = @min(g, v); }
export fn t2() void { _ = @min(gf, gus); }
export fn t3() void { _ = @min(gf, gv); }
export fn t4() void { _ = @min(gvf, gv); }
export fn t5() void { _ = @min(gvf, gvu); }
export fn t6() void { _ = @min(gvf, v); }
export fn z7() void { const x: void = @min(gvf, v); _ = x; }
export fn z8() void { const x: void = @min(gvf, @as(@Vector(2,f64), @splat(1))); _ = x; }
export fn z9() void { const x: void = @min(@as(@Vector(2, comptime_int), .{1,2}), v); _ = x; }
export fn z10() void { const x: void = @min(@as(@Vector(2, comptime_int), .{1,2}), @as(@Vector(2, comptime_int), .{1,2})); _ = x; }
export fn z11() void { const x: void = @min(1, 2.5); _ = x; }
export fn z12() void { const x: void = @min(f64g, gf); _ = x; }
export fn z13() void { const x: void = @min(vp, gv); _ = x; }
export fn z14() void { const x: void = @min(vp, v); _ = x; }
export fn z15() void { const x: comptime_int = @min(gu0, g); _ = x; }
export fn z16() void { const x: void = @max(gu0, g); _ = x; }
export fn z17() void { const x: void = @max(gcl, 1.5); _ = x; }

const v: @Vector(2,u8) = .{1,2};
const vp: @Vector(2,u8) = .{1,undefined};
var gv: @Vector(2,u8) = .{1,2};
var gvu: @Vector(2,u64) = .{1,2};
var gvf: @Vector(2,f32) = .{1,2};
var gf: f32 = 1;
var f64g: f64 = 1;
var gcl: c_longdouble = 1;
var g: u8 = 1;
var gu0: u0 = 0;
var gus: usize = 1;
// --- least and greatest 6
export fn z0() void { const x: void = @max(gcl, f64g); _ = x; }
export fn z1() void { const x: void = @min(g, gi); _ = x; }
export fn z2() void { const x: void = @max(g, gi); _ = x; }
export fn z3() void { const x: void = @max(g, -1); _ = x; }
export fn z4() void { const x: void = @min(g, -1); _ = x; }
export fn z5() void { const x: void = @min(gi, 300); _ = x; }
export fn z6() void { const x: void = @max(g, 300); _ = x; }
comptime { _ = @min(uu, gg); }
comptime { _ = @min(g, @as(u8, 255)); }
comptime { _ = @as([1]u8, @min(v, v)); }
comptime { _ = @min(1, 2, v); }
comptime { _ = @reduce(.Min, v); }
comptime { _ = @reduce(.Add, @as(@Vector(2,bool), .{true,false})); }
comptime { _ = @reduce(.Xor, @as(@Vector(2,f32), .{1,2})); }
comptime { _ = @reduce(.Add, 1); }
comptime { _ = @reduce(.Add, @as(@Vector(0,u8), .{})); }
comptime { _ = @reduce(.Min, @as(@Vector(2,*u8), .{&g8,&g8})); }

var g8: u8 = 0;
const gg: u8 = undefined;
const v: @Vector(2,u8) = .{1,2};
const uu: u8 = undefined;
var f64g: f64 = 1;
var gcl: c_longdouble = 1;
var g: u8 = 1;
var gi: i8 = 1;
// --- vectors of what is no number
export fn f(p: *@Vector(2, *u8)) void {
    _ = @min(p.*, p.*);
}
export fn g(p: *@Vector(2, ?*u8)) void {
    _ = @max(1, p.*);
}
export fn h(p: *u8) void {
    _ = @max(p, p);
}
