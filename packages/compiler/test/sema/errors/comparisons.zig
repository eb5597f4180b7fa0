// --- comparisons 1
comptime { _ = PS{.a=1,.b=2} == PS{.a=1,.b=2}; }
comptime { _ = PS{.a=1,.b=2} < PS{.a=1,.b=2}; }
comptime { _ = PU{.a=1} == PU{.a=1}; }
comptime { _ = PU{.a=1} != PU{.b=1}; }
comptime { _ = PU{.a=1} < PU{.b=1}; }
comptime { _ = S{.a=1} == S{.a=1}; }
comptime { _ = U{.a=1} == U{.a=1}; }
comptime { _ = TU{.a=1} == TU{.a=1}; }
comptime { _ = TU{.a=1} == .a; }
comptime { _ = TU{.a=1} == TU.a; }
comptime { _ = U{.a=1} == .a; }
comptime { _ = PU{.a=1} == .a; }
comptime { _ = .a == TU{.a=1}; }
comptime { _ = TU{.a=1} == .zz; }
comptime { _ = EU{.a=1} == EU{.a=1}; }
comptime { _ = ES{.a=1} == ES{.a=1}; }
comptime { _ = E.a == .a; }
comptime { _ = E.a == .zz; }
comptime { _ = .a == .a; }
comptime { _ = .a == .b; }

const S = struct { a: u8 };
const PS = packed struct { a: u4, b: u4 };
const PU = packed union { a: u8, b: i8 };
const U = union { a: u8 };
const TU = union(enum) { a: u8, b: u8 };
const EU = extern union { a: u8 };
const ES = extern struct { a: u8 };
const E = enum { a, b };
// --- comparisons 2
comptime { _ = gcp == null; }
comptime { _ = gmp < gmp; }
comptime { _ = gmp == null; }
comptime { _ = &g == null; }
comptime { _ = [_]u8{1} == [_]u8{1}; }
comptime { _ = .{1} == .{1}; }
comptime { _ = .{} == .{}; }
comptime { _ = error.A == error.A; }
comptime { _ = error.A == error.B; }
comptime { _ = error.A < error.B; }
comptime { _ = geu == error.A; }
comptime { _ = error.A == geu; }
comptime { _ = geu == 1; }
comptime { _ = geu == geu; }
comptime { _ = geu < error.A; }
comptime { _ = @as(error{A}, error.A) == @as(error{B}, error.B); }
comptime { _ = u8 == u8; }
comptime { _ = u8 == 1; }
comptime { _ = fn1 == fn1; }
comptime { _ = &fn1 == &fn1; }

fn fn1() void {}
const gcp: [*c]u8 = &g;
const gmp: [*]u8 = @ptrCast(&g);
const geu: anyerror!u8 = 1;
var g: u8 = 1;
// --- comparisons 3
comptime { _ = fn1 == fn2; }
comptime { _ = opq == opq; }
comptime { _ = undefined == undefined; }
comptime { _ = undefined == 1; }
comptime { _ = 1 == undefined; }
comptime { _ = undefined < 1; }
comptime { _ = true == true; }
comptime { _ = true < false; }
comptime { _ = true == 1; }
comptime { _ = {} == {}; }
comptime { _ = void == void; }
comptime { _ = @as(V, .{1,2}) == @as(V, .{1,2}); }
comptime { _ = @as(V, .{1,2}) == @as(@Vector(2,u16), .{1,2}); }
comptime { _ = @as(V, .{1,2}) == @as(@Vector(2,f32), .{1,2}); }
comptime { _ = @as(VB, .{true,false}) == @as(VB, .{true,false}); }
comptime { _ = @as(VB, .{true,false}) < @as(VB, .{true,false}); }
comptime { _ = @as(@Vector(2,*u8), .{&g,&g}) == @as(@Vector(2,*u8), .{&g,&g}); }
comptime { _ = @as(@Vector(2,*u8), .{&g,&g}) < @as(@Vector(2,*u8), .{&g,&g}); }
export fn t18() void { _ = gps == gps; }
export fn t19() void { _ = gpu == gpu; }

const PS = packed struct { a: u4, b: u4 };
const PU = packed union { a: u8, b: i8 };
const V = @Vector(2,u8);
const VB = @Vector(2,bool);
fn fn1() void {}
fn fn2(x: u8) void { _ = x; }
const opq = opaque {};
var gps: PS = undefined;
var gpu: PU = undefined;
var g: u8 = 1;
// --- comparisons 4
export fn t0() void { _ = gs == gs; }
export fn t1() void { _ = gtu == .a; }
export fn t2() void { _ = gtu == gtu; }
export fn t3() void { _ = ge == .a; }
export fn t4() void { _ = ge == ge; }
export fn t5() void { _ = gopt == 1; }
export fn t6() void { _ = gopt == null; }
export fn t7() void { _ = gopt == gopt; }
export fn t8() void { _ = goptp == null; }
export fn t9() void { _ = goptp == &g; }
export fn t10() void { _ = gsl == gsl; }
export fn t11() void { _ = gsl.ptr == gsl.ptr; }
export fn t12() void { _ = geu == error.A; }
export fn t13() void { _ = geu == 1; }
export fn t14() void { _ = gerr == error.A; }
export fn t15() void { _ = gv == gv; }
export fn t16() void { _ = gv == g; }
export fn t17() void { _ = g == gv; }
export fn t18() void { _ = gf == g; }
export fn t19() void { _ = gi < g; }

const S = struct { a: u8 };
const TU = union(enum) { a: u8, b: u8 };
const E = enum { a, b };
const V = @Vector(2,u8);
var gs: S = undefined;
var gtu: TU = undefined;
var ge: E = undefined;
var gopt: ?u8 = null;
var goptp: ?*u8 = null;
var gsl: []const u8 = "";
var gerr: anyerror = error.A;
var gv: V = .{1,2};
var gf: f32 = 1;
const geu: anyerror!u8 = 1;
var g: u8 = 1;
var gi: i8 = 1;
// --- comparisons 5
export fn t0() void { _ = gi < g64; }
export fn t1() void { _ = gi == g64; }
export fn t2() void { _ = gi < 18446744073709551615; }
export fn t3() void { _ = g64 == -1; }
export fn t4() void { _ = g64 < -1; }
export fn t5() void { _ = gvoid == {}; }
export fn t6() void { _ = gne == gne; }
export fn t7() void { _ = noreturnv() == 1; }
export fn t8() void { _ = gfp == &fn1; }
export fn t9() void { _ = gfp < &fn1; }
export fn t10() void { _ = gm == gm; }
export fn t11() void { _ = gm < gm; }
export fn t12() void { _ = gm == &g; }
export fn t13() void { _ = gcp == &g; }
export fn t14() void { _ = gcp == 0; }
export fn t15() void { _ = g == gb; }
export fn t16() void { _ = gb == gb; }
export fn t17() void { _ = gb == true; }
export fn t18() void { _ = true != gb; }

fn fn1() void {}
fn noreturnv() noreturn { unreachable; }
var gfp: *const fn () void = &fn1;
var gne: enum(u8) { _ } = undefined;
var gvoid: void = {};
var gb = true;
var g64: u64 = 1;
var gm: [*]u8 = undefined;
const gcp: [*c]u8 = &g;
var g: u8 = 1;
var gi: i8 = 1;
// --- comparisons 6
export fn t0() void { _ = gtup == gtup; }
export fn t1() void { _ = gnan == gf; }

const gnan: f64 = @bitCast(@as(u64, 0x7ff8000000000000));
var gtup: struct { u8, u8 } = .{1,2};
var gf: f32 = 1;
