// --- alignment of pointer types 1
comptime { _ = @as(void, @as(*align(4) u32, undefined)); }
comptime { _ = @as(void, id(&x4)); }
comptime { _ = @as(void, id(&x)); }
comptime { _ = @as(void, id(&xa)); }
comptime { _ = @as(void, id(&xa[0])); }
comptime { _ = @as(void, id(&xa4)); }
comptime { _ = @as(void, id(&xa4[0])); }
comptime { _ = @as(void, id(&xa4[1])); }
comptime { _ = @as(void, id(&s4)); }
comptime { _ = @as(void, id(&s4.a)); }
comptime { _ = @as(void, id(&s4.b)); }
comptime { _ = @as(void, id(&sf.a)); }
comptime { _ = @as(void, id(&sf.b)); }
comptime { _ = @as(void, id(&sx.a)); }
comptime { _ = @as(void, id(&sx.b)); }
comptime { _ = @as(void, id(&ps.a)); }
comptime { _ = @as(void, id(&ps.b)); }
comptime { _ = @as(void, id(&ps.c)); }
comptime { _ = @as(void, id(&ps32.b)); }
comptime { _ = @as(void, id(&xa4[0..1])); }

inline fn id(p: anytype) @TypeOf(p) { return p; }
var x: u32 = 1;
var x4: u32 align(4) = 1;
var xa: [4]u32 = undefined;
var xa4: [4]u32 align(4) = undefined;
const S = struct { a: u32, b: u8 };
var s4: S align(4) = undefined;
const SF = struct { a: u32 align(4), b: u8 align(8) };
var sf: SF = undefined;
var sx: extern struct { a: u32, b: u8 } = undefined;
var ps: packed struct { a: u8, b: u16, c: u8 } = undefined;
var ps32: packed struct(u32) { a: u16, b: u16 } align(8) = undefined;
// --- alignment of pointer types 2
comptime { _ = @as(void, xa4[0..1]); }
comptime { _ = @as(void, xa4[1..2]); }
comptime { _ = @as(void, xa[0..1]); }
comptime { _ = @as(void, xa[1..2]); }
comptime { _ = @as(void, m4 + 1); }
comptime { _ = @as(void, m4 + 0); }
comptime { _ = @as(void, id(&m4[0])); }
comptime { _ = @as(void, id(&m4[1])); }
comptime { _ = @as(void, sl4.ptr); }
export fn t9() void { _ = @as(void, sl4[1..]); }
comptime { _ = @as(void, id(&sl4[0])); }
comptime { _ = @as(void, id(&sl4[1])); }
comptime { _ = @as(void, id(&u.a)); }
comptime { _ = @as(void, id(&un4.a)); }
comptime { _ = @as(void, id(&uf.a)); }
comptime { _ = @as(void, id(&uf.b)); }
comptime { _ = @as(void, id(&v)); }
comptime { _ = @as(void, id(&v[0])); }
comptime { _ = @as(void, id(&vb[0])); }
comptime { _ = @as(void, id(&vb[1])); }

inline fn id(p: anytype) @TypeOf(p) { return p; }
var xa: [4]u32 = undefined;
var xa4: [4]u32 align(4) = undefined;
var m4: [*]align(4) u32 = undefined;
var sl4: []align(4) u32 = undefined;
var u: union { a: u32 } = undefined;
var un4: union { a: u32 } align(4) = undefined;
var uf: union { a: u32 align(4), b: u8 align(8) } = undefined;
var v: @Vector(4, u32) = undefined;
var vb: @Vector(4, bool) = undefined;
// --- alignment of pointer types 3
comptime { _ = @as(void, id(&v4)); }
comptime { _ = @as(void, id(&v4[0])); }
comptime { _ = @as(void, id(&vu4[1])); }
comptime { _ = @as(void, @as(*const [4]u32, &xa)); }
comptime { _ = @as(void, @as([]const u32, &xa4)); }
comptime { _ = @as(void, @as(*align(4) u32, &x)); }
comptime { _ = @as(void, @as(*u32, &x4)); }
comptime { _ = @as(void, @as(*align(8) u32, &x4)); }
comptime { _ = @as(void, @as(*const *align(4) u32, &@as(*u32, &x))); }
comptime { _ = @as(void, @as(**align(4) u32, @as(**u32, undefined))); }
comptime { _ = @as(void, @as(**u32, @as(**align(4) u32, undefined))); }
comptime { _ = @as(void, @as(*[]align(4) u32, @as(*[]u32, undefined))); }
comptime { _ = @as(void, @as(*?*align(4) u32, @as(*?*u32, undefined))); }
export fn t13() void { const q = if (gb) &x else &x4; _ = @as(void, q); }
export fn t14() void { const q = if (gb) &x4 else &x; _ = @as(void, q); }
export fn t15() void { const q = if (gb) &x8 else &x4; _ = @as(void, q); }
comptime { _ = @as(void, id(&opt.?)); }
comptime { _ = @as(void, id(&opt4.?)); }
comptime { _ = @as(void, @as(*align(4) anyopaque, &x)); }
comptime { _ = @as(void, @as(*align(8) anyopaque, &x)); }

inline fn id(p: anytype) @TypeOf(p) { return p; }
var gb = true;
var x: u32 = 1;
var x4: u32 align(4) = 1;
var x8: u32 align(8) = 1;
var xa: [4]u32 = undefined;
var xa4: [4]u32 align(4) = undefined;
var v4: @Vector(4, u32) align(4) = undefined;
var vu4: @Vector(4, u4) = undefined;
var opt: ?u32 = 1;
var opt4: ?u32 align(4) = 1;
// --- alignment of pointer types 4
comptime { _ = @as(void, @as(*anyopaque, &x4)); }
comptime { _ = @as(void, @constCast(@as(*const align(4) u32, &x))); }
comptime { _ = @as(void, @as(*align(4) u32, @alignCast(@as(*align(1) u32, &x1)))); }
comptime { _ = *align(4) u32 == *u32; }
comptime { _ = []align(4) u32 == []u32; }
comptime { _ = *align(1) u8 == *u8; }
comptime { _ = *align(4) const fn () void == *const fn () void; }
comptime { _ = @as(void, @as(*align(1:0:4) u32, undefined)); }
comptime { _ = *align(4:0:4) u32 == *u32; }
comptime { _ = *align(0) u32; }
comptime { _ = *align(3) u32; }
comptime { _ = *align(1 << 29) u32; }
comptime { _ = @as(void, id(&fnx)); }
comptime { _ = @as(void, id(&"a"[0])); }
comptime { _ = @as(void, id(&local4())); }
export fn t15() void { var y: u32 align(4) = 1; _ = @as(void, id(&y)); }
export fn t16() void { var y: u32 align(8) = 1; _ = @as(void, id(&y)); }
export fn t17() void { var y: u32 = 1; _ = @as(void, id(&y)); }
export fn t18() void { const y: u32 align(4) = 1; _ = @as(void, id(&y)); }
export fn t19() void { var y align(4) = x; _ = @as(void, id(&y)); }

fn fnx() align(4) void {}
inline fn id(p: anytype) @TypeOf(p) { return p; }
fn local4() u32 { return 1; }
var x: u32 = 1;
var x4: u32 align(4) = 1;
var x1: u32 align(1) = 1;
// --- alignment of pointer types 5
export fn t0() void { for (&xa4) |*p| { _ = @as(void, p); } }
export fn t1() void { for (sl4) |*p| { _ = @as(void, p); } }
export fn t2() void { for (&xa) |*p| { _ = @as(void, p); } }
export fn t3() void { if (opt) |*p| { _ = @as(void, p); } }
export fn t4() void { if (opt4) |*p| { _ = @as(void, p); } }
export fn t5() void { if (opt8) |*p| { _ = @as(void, p); } }

var xa: [4]u32 = undefined;
var xa4: [4]u32 align(4) = undefined;
var sl4: []align(4) u32 = undefined;
var opt: ?u32 = 1;
var opt4: ?u32 align(4) = 1;
var opt8: ?u32 align(8) = 1;
// --- alignment of pointer types 6
comptime { _ = @as(void, id(&ps24.a)); }
comptime { _ = @as(void, id(&ps24.b)); }
comptime { _ = @as(void, id(&ps8.a)); }
comptime { _ = @as(void, id(&ps3.a)); }
comptime { _ = @as(void, id(&pu8.a)); }
comptime { _ = @as(void, id(&pu8.b)); }
comptime { _ = @as(void, id(&pu3.a)); }
comptime { _ = @as(void, id(&pu24.a)); }
comptime { _ = @as(void, id(&pp.a)); }
comptime { _ = @as(void, id(&pp.b.a)); }
comptime { _ = @as(void, id(&pp.b.b)); }
comptime { _ = @as(void, id(&pp.c.a)); }
comptime { _ = @as(void, id(&ps128.b)); }
comptime { _ = @as(void, id(&ps1.a)); }
comptime { _ = @as(void, id(&psb.a)); }
comptime { _ = @as(void, id(&psf.b)); }
comptime { _ = @as(void, id(&es.a)); }
comptime { _ = @as(void, id(&es.b)); }
comptime { _ = @as(void, id(&es.c)); }

inline fn id(p: anytype) @TypeOf(p) { return p; }
var ps24: packed struct { a: u8, b: u16 } = undefined;
var ps8: packed struct { a: u8 } = undefined;
var ps3: packed struct { a: u3 } = undefined;
var ps1: packed struct { a: u1, b: u7 } = undefined;
var psb: packed struct { a: bool, b: u7 } = undefined;
var psf: packed struct { a: u32, b: f32 } = undefined;
var ps128: packed struct { a: u64, b: u64 } = undefined;
var pu8: packed union { a: u8, b: i8 } = .{.a = 1};
var pu3: packed union { a: u3, b: i3 } = .{.a = 1};
var pu24: packed union { a: u24, b: i24 } = .{.a = 1};
var pp: packed struct { a: u8, b: packed struct { a: u4, b: u4}, c: packed union { a: u16, b: i16 } } = undefined;
var es: extern struct { a: u8, b: u16, c: u32 } = undefined;
// --- alignment of pointer types 7
comptime { _ = @as(void, id(&es8.b)); }
comptime { _ = @as(void, id(&es8.c)); }
comptime { _ = @as(void, id(&eu.a)); }
comptime { _ = @as(void, id(&eu.b)); }
comptime { _ = @as(void, id(&eu8.b)); }
comptime { _ = @as(void, id(&tup[0])); }
comptime { _ = @as(void, id(&tup[1])); }
comptime { _ = @as(void, id(&tup8[0])); }
comptime { _ = @as(void, id(&tup8[1])); }
comptime { _ = @as(void, id(&as1.a)); }
comptime { _ = @as(void, id(&as1.b)); }
comptime { _ = @as(void, id(&as2.a)); }
comptime { _ = @as(void, id(&us1.a)); }
comptime { _ = @as(void, id(&us2.a)); }
comptime { _ = @as(void, id(&esa.a)); }
comptime { _ = @as(void, id(&esa.b)); }
comptime { _ = @as(void, id(&esa.c)); }
comptime { _ = @as(void, id(&(&sl).ptr)); }
comptime { _ = @as(void, id(&(&sl).len)); }
comptime { _ = @as(void, id(&sl4.ptr)); }

inline fn id(p: anytype) @TypeOf(p) { return p; }
var es8: extern struct { a: u8, b: u16, c: u32 } align(8) = undefined;
var esa: extern struct { a: u8, b: u16 align(8), c: u32 align(4) } = undefined;
var eu: extern union { a: u8, b: u16 } = .{.a = 1};
var eu8: extern union { a: u8, b: u16 } align(8) = .{.a=1};
var tup: struct { u8, u32 } = undefined;
var tup8: struct { u8, u32 } align(8) = undefined;
const As = struct { a: u32 align(1), b: u8 };
var as1: As = undefined;
var as2: As align(1) = undefined;
var us1: union { a: u32 align(1) } = .{.a=1};
var us2: union { a: u32 } align(1) = .{.a=1};
var sl: []u8 = undefined;
var sl4: []u8 align(8) = undefined;
// --- alignment of pointer types 8
comptime { _ = @as(void, id(@as(*align(4:8:4) u16, undefined))); }
comptime { _ = @as(void, id(@as(*align(4:0:4) u16, undefined))); }
comptime { _ = @as(void, id(@as(*align(4:0:2) u16, undefined))); }
comptime { _ = @as(void, id(@as(*align(4:0:4) u24, undefined))); }
comptime { _ = @as(void, id(@as(*align(4:0:3) u24, undefined))); }
comptime { _ = *align(1:0:1) u8 == *u8; }
comptime { _ = @as(void, id(@as(*align(1:0:1) u8, undefined))); }
comptime { _ = *align(4:40:4) u16; }
comptime { _ = *align(4:20:4) u16; }
comptime { _ = *align(1:0:4) *u8; }
comptime { _ = *align(1:0:4) [2]u8; }
comptime { _ = *align(1:0:4) bool; }
comptime { _ = *align(1:0:4) f32; }
comptime { _ = *align(1:0:4) S; }
comptime { _ = *align(1:0:4) packed struct { a: u3 }; }
comptime { _ = *align(1:0:4) ?u8; }
comptime { _ = *align(1:0:4) E; }
comptime { _ = *align(1:0:4) EU8; }
comptime { _ = *align(1:0:4) @Vector(2, u8); }
comptime { _ = *align(1:0:4) void; }

const S = struct { a: u8 };
const E = enum { a, b };
const EU8 = enum(u8) { a, b };
inline fn id(p: anytype) @TypeOf(p) { return p; }
// --- type expressions 1
comptime { _ = *noreturn; }
comptime { _ = [*]noreturn; }
comptime { _ = []noreturn; }
comptime { _ = [*]opq; }
comptime { _ = []opq; }
comptime { _ = [*c]opq; }
comptime { _ = *opq; }
comptime { _ = [3]opq; }
comptime { _ = [3]noreturn; }
comptime { _ = [3:0]noreturn; }
comptime { _ = ?opq; }
comptime { _ = ?noreturn; }
comptime { _ = ?null; }
comptime { _ = ?undefined; }
comptime { _ = ?type; }
comptime { _ = @TypeOf(null); }
comptime { _ = ?@TypeOf(null); }
comptime { _ = ?@TypeOf(undefined); }
comptime { _ = *@TypeOf(null); }
comptime { _ = [2]@TypeOf(null); }

const opq = opaque {};
// --- type expressions 2
comptime { _ = [2]@TypeOf(undefined); }
comptime { _ = [2]type; }
comptime { _ = @Vector(2, type); }
comptime { _ = @Vector(2, S); }
comptime { _ = @Vector(2, []u8); }
comptime { _ = @Vector(2, *u8); }
comptime { _ = @Vector(2, ?*u8); }
comptime { _ = @Vector(2, [*c]u8); }
comptime { _ = @Vector(2, f128); }
comptime { _ = @Vector(2, bool); }
comptime { _ = @Vector(2, void); }
comptime { _ = @Vector(2, E); }
comptime { _ = @Vector(2, comptime_int); }
comptime { _ = @Vector(2, @Vector(2,u8)); }
comptime { _ = @Vector(-1, u8); }
comptime { _ = @Vector(1 << 40, u8); }
comptime { _ = @Vector(2, 1); }
comptime { _ = [*]fn () void; }
comptime { _ = []fn () void; }
comptime { _ = [*c]fn () void; }

const S = struct { a: u8 };
const E = enum { a, b };
// --- type expressions 3
comptime { _ = *fn () void; }
comptime { _ = [2]fn () void; }
comptime { _ = [*c]S; }
comptime { _ = [*c]type; }
comptime { _ = [*c]u8; }
comptime { _ = [*c]E; }
comptime { _ = [*c]PS; }
comptime { _ = [*c]ES; }
comptime { _ = [*c]anyopaque; }
comptime { _ = [*c]*u8; }
comptime { _ = [*c][]u8; }
comptime { _ = [*c]?u8; }
comptime { _ = [*c]?*u8; }
comptime { _ = [*c]anyerror; }
comptime { _ = [*c][2]u8; }
comptime { _ = [*c][2]S; }
comptime { _ = [*c]u7; }
comptime { _ = [*c]@Vector(2,u8); }
comptime { _ = [*c]void; }
comptime { _ = [*c]noreturn; }

const S = struct { a: u8 };
const PS = packed struct { a: u8 };
const ES = extern struct { a: u8 };
const E = enum { a, b };
// --- type expressions 4
comptime { _ = [-1]u8; }
comptime { _ = [1.5]u8; }
comptime { _ = [1.0]u8; }
comptime { _ = ["a"]u8; }
comptime { _ = [g]u8; }
comptime { _ = [2:300]u8; }
comptime { _ = [2:"a"]u8; }
comptime { _ = [2:g]u8; }
comptime { _ = [2:s]S; }
comptime { _ = [2:.a]E; }
comptime { _ = [2:null]?*u8; }
comptime { _ = [2:true]bool; }
comptime { _ = [2:1.5]f32; }
comptime { _ = [2:error.A]anyerror; }
comptime { _ = [:s]S; }
comptime { _ = [*:s]S; }
comptime { _ = [*:0]u8; }
comptime { _ = [:g]u8; }
comptime { _ = [:undefined]u8; }
comptime { _ = [2:undefined]u8; }

const S = struct { a: u8 };
const s: S = .{.a=1};
const E = enum { a, b };
var g: u8 = 1;
// --- type expressions 5
comptime { _ = [2]1; }
comptime { _ = *1; }
comptime { _ = *g; }
comptime { _ = ?1; }
comptime { _ = ?g; }
comptime { _ = anyerror!1; }
comptime { _ = 1!u8; }
comptime { _ = error{A}!opq; }
comptime { _ = error{A}!noreturn; }
comptime { _ = error{A}!error{B}; }
comptime { _ = error{A}!anyerror!u8; }
comptime { _ = anyerror!type; }
comptime { _ = E!u8; }
comptime { _ = fn (u8, x: u8) void; }
comptime { _ = fn (opq) void; }
comptime { _ = fn () opq; }
comptime { _ = fn (type) void; }
comptime { _ = fn () type; }

const opq = opaque {};
const E = enum { a, b };
var g: u8 = 1;
// --- type expressions 6
comptime { _ = fn (noreturn) void; }
comptime { _ = fn (anytype) void; }
comptime { _ = fn (...) void; }
comptime { _ = *align(3) u8; }
comptime { _ = *align(0) u8; }
comptime { _ = *align(g) u8; }
comptime { _ = *align(-1) u8; }
comptime { _ = *align("a") u8; }
comptime { _ = *allowzero u8; }
comptime { _ = *addrspace(.generic) u8; }
comptime { _ = *addrspace(.gs) u8; }
comptime { _ = @Int(.unsigned, 8); }
comptime { _ = struct { a: opq }; }
comptime { _ = struct { a: noreturn }; }
comptime { _ = union { a: opq }; }
comptime { _ = union { a: noreturn }; }
comptime { _ = *anyopaque; }
comptime { _ = anyopaque; }

const opq = opaque {};
var g: u8 = 1;
// --- type expressions 7
comptime { _ = [2]anyopaque; }
comptime { _ = @as(anyopaque, undefined); }
comptime { _ = @as(noreturn, undefined); }
comptime { _ = @as(opq, undefined); }
comptime { _ = @as([2]u8, undefined); }
comptime { _ = @as(type, undefined); }
comptime { _ = @as(comptime_int, undefined); }
comptime { _ = @as(fn () void, undefined); }
comptime { _ = @as(?noreturn, null); }
comptime { _ = @as(?noreturn, undefined); }
export fn t10() void { var x: opq = undefined; _ = &x; }
export fn t11() void { var x: noreturn = undefined; _ = &x; }
export fn t12() void { var x: anyopaque = undefined; _ = &x; }
export fn t13() void { var x: type = u8; _ = &x; }
export fn t14() void { var x: comptime_int = 1; _ = &x; }
export fn t15() void { var x = 1; _ = &x; }
export fn t16() void { var x = 1.5; _ = &x; }
export fn t17() void { var x = null; _ = &x; }
export fn t18() void { var x = undefined; _ = &x; }
export fn t19() void { var x = .a; _ = &x; }

const opq = opaque {};
// --- type expressions 8
export fn t0() void { var x = u8; _ = &x; }
export fn t1() void { var x = fn1; _ = &x; }
export fn t2() void { var x = &fn1; _ = &x; }
export fn t3() void { var x = .{1}; _ = &x; }
export fn t4() void { var x = .{ .a = 1 }; _ = &x; }
export fn t5() void { var x = {}; _ = &x; }
export fn t6() void { var x = error.A; _ = &x; }
export fn t7() void { var x: [2]type = undefined; _ = &x; }
export fn t8() void { var x: fn () void = fn1; _ = &x; }
export fn t9() void { var x: ?type = null; _ = &x; }
export fn t10() void { const x: opq = undefined; _ = x; }
export fn t11() void { const x: anyopaque = undefined; _ = x; }
var z12: opq = undefined; comptime { _ = &z12; }
var z13: type = undefined; comptime { _ = &z13; }
var z14 = 1; comptime { _ = &z14; }
const z15: opq = undefined; comptime { _ = &z15; }
extern var z16: opq; comptime { _ = &z16; }

const opq = opaque {};
fn fn1() void {}
// --- type expressions 9
comptime { _ = [2:s]S; }
comptime { _ = [2:true]S; }
comptime { _ = [2:u]S; }
comptime { _ = [2:gs]S; }
comptime { _ = [2:gu]u8; }
comptime { _ = [2:undefined]u8; }
comptime { _ = [2:300]u8; }
comptime { _ = [*:s]S; }
comptime { _ = [:s]S; }
comptime { _ = [:gu]u8; }
comptime { _ = [*:undefined]u8; }
comptime { _ = [:true]u8; }
comptime { _ = [2:null]?u8; }
comptime { _ = [2:.a]E; }
comptime { _ = [2:error.A]anyerror; }
comptime { _ = [2:{}]void; }
comptime { _ = [2:1.5]f32; }
comptime { _ = [2:.{}]P; }
comptime { _ = [2:.{1,2}]@Vector(2,u8); }
comptime { _ = [2:.{1,2}][2]u8; }

const S = struct { a: u8 = 1 };
const s: S = .{.a=1};
const U = union { a: u8 };
const u: U = .{.a=1};
var gs: S = .{};
const E = enum { a, b };
const P = packed struct { a: u8 = 1 };
var gu: u8 = 1;
// --- type expressions 10
comptime { _ = [2:&gu]*u8; }
comptime { _ = [:null]?*u8; }
comptime { _ = [2:u8]type; }
comptime { _ = [2:1]comptime_int; }
comptime { _ = [2:.a]@TypeOf(.a); }
comptime { _ = [2:1]anyerror!u8; }
comptime { _ = [2:null]?S; }
comptime { _ = [2:f]fn () void; }
comptime { _ = [2:&f]*const fn () void; }
comptime { _ = [gu]u8; }
comptime { _ = [-1]u8; }
comptime { _ = [1.5]u8; }
comptime { _ = [2.0]u8; }
comptime { _ = [undefined]u8; }
comptime { _ = [true]u8; }
comptime { _ = [1<<40]u8; }
comptime { _ = [2]opq; }
comptime { _ = [2]noreturn; }
comptime { _ = [2]anyopaque; }
comptime { _ = [2:0]anyopaque; }

const S = struct { a: u8 = 1 };
var gu: u8 = 1;
const opq = opaque {};
fn f() void {}
// --- type expressions 11
comptime { _ = []opq; }
comptime { _ = [*]opq; }
comptime { _ = [*c]opq; }
comptime { _ = *opq; }
comptime { _ = ?opq; }
comptime { _ = ?anyopaque; }
comptime { _ = ?noreturn; }
comptime { _ = ?type; }
comptime { _ = ?undefined; }
comptime { _ = ?null; }
comptime { _ = *u8.x; }
comptime { _ = *align(3) u8; }
comptime { _ = *align(0) u8; }
comptime { _ = *align(gu) u8; }
comptime { _ = *align(1<<40) u8; }
comptime { _ = *align(-1) u8; }
comptime { _ = *align(1.5) u8; }
comptime { _ = *align(true) u8; }
comptime { _ = *addrspace(.gs) u8; }

const S = struct { a: u8 = 1 };
var gs: S = .{};
var gu: u8 = 1;
const opq = opaque {};
// --- type expressions 12
comptime { _ = *addrspace(.generic) u8; }
comptime { _ = *addrspace(ga) u8; }
comptime { _ = *align(4:0:1) u3; }
comptime { _ = *align(4:30:4) u3; }
comptime { _ = *align(4:0:4) S; }
comptime { _ = *align(4:0:4) P; }
comptime { _ = *align(4:0:0) u8; }
comptime { _ = *align(4:gu:4) u8; }
comptime { _ = *align(4:3:4) void; }
comptime { _ = *align(4:3:4) f32; }
comptime { _ = *align(4:0:4) f32; }
comptime { _ = []volatile u8; }
comptime { _ = *allowzero u8; }
comptime { _ = []allowzero const u8; }
comptime { _ = [*c]fn () void; }
comptime { _ = []fn () void; }
comptime { _ = [*]fn () void; }
comptime { _ = *fn () void; }
comptime { _ = fn () opq; }

const S = struct { a: u8 = 1 };
const P = packed struct { a: u8 = 1 };
var gu: u8 = 1;
const opq = opaque {};
var ga: @import("std").builtin.AddressSpace = .generic;
// --- type expressions 13
comptime { _ = fn (opq) void; }
comptime { _ = fn (noreturn) void; }
comptime { _ = fn (type) void; }
comptime { _ = fn () type; }
comptime { _ = fn (comptime_int) void; }
comptime { _ = fn () anyerror; }
comptime { _ = fn (u8, ...) void; }
comptime { _ = fn (u8, ...) callconv(.c) void; }
comptime { _ = @Vector(2, S); }
comptime { _ = @Vector(2, type); }
comptime { _ = @Vector(gu, u8); }
comptime { _ = @Vector(0, u8); }
comptime { _ = @Vector(-1, u8); }
comptime { _ = @Vector(1<<33, u8); }
comptime { _ = @Vector(2, ?*u8); }
comptime { _ = @Vector(2, ?u8); }
comptime { _ = @Vector(2, []u8); }
comptime { _ = @Vector(2, *u8); }
comptime { _ = @Vector(2, [*c]u8); }
comptime { _ = @Vector(2, comptime_int); }

const S = struct { a: u8 = 1 };
var gu: u8 = 1;
const opq = opaque {};
// --- type expressions 14
comptime { _ = @Vector(2, E); }
comptime { _ = @Vector(2, void); }
comptime { _ = @Vector(2, bool); }
comptime { _ = @Vector(2, u0); }
comptime { _ = @Vector(2, @Vector(2,u8)); }
comptime { _ = @Int(.unsigned, 8); }
comptime { _ = @Int(.unsigned, 70000); }
comptime { _ = @Int(.unsigned, -1); }
comptime { _ = @Int(.unsigned, gu); }
comptime { _ = u65535; }
comptime { _ = i0; }
comptime { _ = error{A}!opq; }
comptime { _ = error{A}!anyerror; }
comptime { _ = error{A}!noreturn; }
comptime { _ = error{A}!type; }
comptime { _ = E!u8; }
comptime { _ = 1!u8; }
comptime { _ = anyerror!(anyerror!u8); }

const E = enum { a, b };
var gu: u8 = 1;
const opq = opaque {};
// --- type expressions 15
comptime { _ = error{A}!E2; }

const E2 = error{X};
// --- bits of declared types beyond the host integer
const S = packed struct { x: u8 };
const U = extern union { x: u64 };
export fn starts() void {
    _ = *align(4:40:4) S;
}
export fn ends() void {
    _ = *align(4:0:4) U;
}
