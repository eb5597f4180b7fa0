// --- coercion of types in types 1
comptime { _ = @as(void, @as(fn (*error{AAAAA}, *error{AAAAA}, error{AAAAA}) void, undefined)); }
comptime { _ = @as(void, @as(fn (*error{AAAAA}, *error{AAAAA}) void, undefined)); }
comptime { _ = @as([2]AVeryLongStructNameForTesting, @as([3]AVeryLongStructNameForTesting, undefined)); }
comptime { _ = @as(@Vector(2, *AVeryLongStructNameForTesting), @as([3]*AVeryLongStructNameForTesting, undefined)); }
export fn t4() void { const a: error{B}!u8 = error.A; _ = a catch 1; }
export fn t5() void { const a: error{B}!u8 = ge; _ = a catch 1; }
export fn t6() void { const a: error{B}!u8 = geu; _ = a catch 1; }
export fn t7() void { const a: error{B}!u8 = cgeu; _ = a catch 1; }
export fn t8() void { const a: error{B}!u8 = @as(error{A}, error.A); _ = a catch 1; }
export fn t9() void { const a: error{B}!u8 = gab; _ = a catch 1; }
export fn t10() void { const a: error{B}!u8 = gabu; _ = a catch 1; }
export fn t11() void { const a: error{B}!u8 = gb; _ = a catch 1; }
export fn t12() void { const a: error{B}!u8 = gu16; _ = a catch 1; }
export fn t13() void { const a: error{B}!u8 = gau16; _ = a catch 1; }
export fn t14() void { const a: error{B}!u8 = 300; _ = a catch 1; }
export fn t15() void { const a: error{B} = error.A; _ = &a; }
export fn t16() void { const a: error{B} = ge; _ = &a; }
export fn t17() void { const a: error{B} = gab; _ = &a; }
export fn t18() void { const a: error{B}!?u8 = error.A; _ = a catch 1; }
export fn t19() void { const a: ?error{B}!u8 = error.A; _ = a; }

var ge: anyerror = error.A;
var geu: anyerror!u8 = error.A;
const cgeu: anyerror!u8 = error.A;
var gab: error{A,B} = error.A;
var gabu: error{A,B}!u8 = error.A;
var gb: error{B} = error.B;
var gu16: u16 = 1;
var gau16: error{B}!u16 = 1;
const AVeryLongStructNameForTesting = struct {};
// --- coercion of types in types 2
export fn t0() void { const a: ?(error{B}!u8) = ge; _ = a; }
export fn t1() void { const a: ?u8 = 300; _ = a; }
export fn t2() void { const a: ?u8 = gu16; _ = a; }
export fn t3() void { const a: ??u8 = gu16; _ = a; }
export fn t4() void { const a: ?u8 = "a"; _ = a; }
export fn t5() void { const a: ?u8 = 1.5; _ = a; }
export fn t6() void { const a: ?u8 = 1.0; _ = a; }
export fn t7() void { const a: ?*u8 = &gu16; _ = a; }
export fn t8() void { const a: ?[]u8 = "a"; _ = a; }
export fn t9() void { const a: ?E = .zz; _ = a; }
export fn t10() void { const a: E = .zz; _ = a; }
export fn t11() void { const a: anyerror!E = .zz; _ = a catch 1; }
export fn t12() void { const a: ?u8 = gopt16; _ = a; }
export fn t13() void { const a: u8 = gopt8; _ = a; }
export fn t14() void { const a: u8 = geu; _ = a; }
export fn t15() void { const a: *u8 = goptp; _ = a; }
export fn t16() void { const a: []u8 = gopts; _ = a; }
fn z17() error{B}!u8 { return error.A; } comptime { _ = z17() catch 1; }
fn z18() error{B}!u8 { return ge; } comptime { _ = &z18; }
fn z19() u8 { return error.A; } comptime { _ = &z19; }

var ge: anyerror = error.A;
var geu: anyerror!u8 = error.A;
var gu16: u16 = 1;
var gopt16: ?u16 = 1;
var gopt8: ?u8 = 1;
var goptp: ?*u8 = null;
var gopts: ?[]u8 = null;
const E = enum { a };
// --- coercion of types in types 3
fn z0() u8 { return geu; } comptime { _ = &z0; }
fn z1() !u8 { return gu16; } comptime { _ = &z1; }
fn z2() error{B}!u8 { return geu; } comptime { _ = &z2; }
fn z3() error{B}!u8 { return try geu; } comptime { _ = &z3; }
fn z4() noreturn { return 1; } comptime { _ = &z4; }
fn z5() void { return 1; } comptime { _ = &z5; }
fn z6() u8 { return; } comptime { _ = &z6; }
fn z7() u8 { } comptime { _ = &z7; }
fn z8() !u8 { } comptime { _ = &z8; }
fn z9() u8 { return null; } comptime { _ = &z9; }
fn z10() ?u8 { return 300; } comptime { _ = &z10; }

var geu: anyerror!u8 = error.A;
var gu16: u16 = 1;
// --- coercion of pointers 1
export fn t0() void { _ = cnull.?; }
export fn t1() void { _ = @as([*c]u8, null).?; }
export fn t2() void { _ = cnull.? + 1; }
export fn t3() void { const x = cnull orelse 5; _ = @as(void, x); }
export fn t4() void { const x: u8 = cerr catch unreachable; _ = x; }
export fn t5() void { const x = try cerr; _ = x; }
export fn t6() void { _ = cnullp.?.*; }
export fn t7() void { cnull.? = 1; }
comptime { _ = @as(*?*u8, gpp); }
comptime { _ = @as(*const ?*u8, gpp); }
comptime { _ = @as(**u8, gpo); }
comptime { _ = @as(*const *u8, gpo); }
comptime { _ = @as(?*u8, gocp); }
comptime { _ = @as(*u8, gcp); }
comptime { _ = @as(**u8, gpcp); }
comptime { _ = @as(*const *u8, gpcp); }
comptime { _ = @as(**const u8, gpp); }
comptime { _ = @as(*const *const u8, gpp); }
comptime { _ = @as(**volatile u8, gpp); }
comptime { _ = @as(*const *volatile u8, gpp); }

const cnull: ?u8 = null;
const cnullp: ?*u8 = null;
const cerr: anyerror!u8 = error.Foo;
var gpp: **u8 = undefined;
var gpo: *?*u8 = undefined;
var gocp: ?*const u8 = undefined;
var gcp: *const u8 = undefined;
var gpcp: **const u8 = undefined;
// --- coercion of pointers 2
comptime { _ = @as(**u8, @as(**volatile u8, undefined)); }
comptime { _ = @as([]*u8, @as([]*const u8, undefined)); }
comptime { _ = @as([]*const u8, @as([]*u8, undefined)); }
comptime { _ = @as([]const *const u8, @as([]*u8, undefined)); }
comptime { _ = @as(*[]u8, @as(*[]const u8, undefined)); }
comptime { _ = @as(*[]const u8, @as(*[]u8, undefined)); }
comptime { _ = @as(*?[]const u8, @as(*?[]u8, undefined)); }
comptime { _ = @as(*?[]u8, @as(*[]u8, undefined)); }
comptime { _ = @as(*allowzero u8, @as(*u8, undefined)); }
comptime { _ = @as(*u8, @as(*allowzero u8, undefined)); }
comptime { _ = @as(**allowzero u8, @as(**u8, undefined)); }
comptime { _ = @as(*const *allowzero u8, @as(**u8, undefined)); }
comptime { _ = @as(**u8, @as(**allowzero u8, undefined)); }
comptime { _ = @as([*c]*u8, @as([*c]*const u8, undefined)); }
comptime { _ = @as(*[*c]u8, @as(*[*]u8, undefined)); }
comptime { _ = @as(*[*]u8, @as(*[*c]u8, undefined)); }
comptime { _ = @as(*const [*]u8, @as(*[*c]u8, undefined)); }
comptime { _ = @as(*[*:0]u8, @as(*[*]u8, undefined)); }
comptime { _ = @as(*[*]u8, @as(*[*:0]u8, undefined)); }
comptime { _ = @as(*const [*]u8, @as(*[*:0]u8, undefined)); }


// --- coercion of pointers 3
comptime { _ = @as(*[]u8, @as(*[:0]u8, undefined)); }
comptime { _ = @as(*const []u8, @as(*[:0]u8, undefined)); }
comptime { _ = @as(*[:0]u8, @as(*[]u8, undefined)); }
comptime { _ = @as([*:1]u8, @as([*:0]u8, undefined)); }
comptime { _ = @as(*[*:1]u8, @as(*[*:0]u8, undefined)); }
comptime { _ = @as(*[2:0]u8, @as(*[2]u8, undefined)); }
comptime { _ = @as(*[2]u8, @as(*[2:0]u8, undefined)); }
comptime { _ = @as(*const [2]u8, @as(*[2:0]u8, undefined)); }
comptime { _ = @as(*[3]u8, @as(*[2]u8, undefined)); }
comptime { _ = @as(*[2]u16, @as(*[2]u8, undefined)); }
comptime { _ = @as([*]u16, @as(*[2]u8, undefined)); }
comptime { _ = @as([]u16, @as(*[2]u8, undefined)); }
comptime { _ = @as([*c]u16, @as(*[2]u8, undefined)); }
comptime { _ = @as([:0]u8, @as(*[2]u8, undefined)); }
comptime { _ = @as([]u8, @as(*[2:0]u8, undefined)); }
comptime { _ = @as([:1]u8, @as(*[2:0]u8, undefined)); }
comptime { _ = @as([]u8, @as(*u8, undefined)); }
comptime { _ = @as([*]u8, @as(*u8, undefined)); }
comptime { _ = @as(*[1]u8, @as(*u8, undefined)); }
comptime { _ = @as(*const [1]u8, @as(*u8, undefined)); }


// --- coercion of pointers 4
comptime { _ = @as([]u8, @as(*[1]u8, @as(*u8, undefined))); }
comptime { _ = @as(*u8, @as(*[1]u8, undefined)); }
comptime { _ = @as(*u8, @as([]u8, undefined)); }
comptime { _ = @as([*]u8, @as([]u8, undefined)); }
comptime { _ = @as([]u8, @as([*]u8, undefined)); }
comptime { _ = @as(*u8, @as([*]u8, undefined)); }
comptime { _ = @as([*c]u8, @as([*]u8, undefined)); }
comptime { _ = @as([*c]u8, @as([]u8, undefined)); }
comptime { _ = @as([*]u8, @as([*c]u8, undefined)); }
comptime { _ = @as([]u8, @as([*c]u8, undefined)); }
comptime { _ = @as(?[*]u8, @as([*c]u8, undefined)); }
comptime { _ = @as([*c]u8, @as(?*u8, undefined)); }
comptime { _ = @as([*c]u8, @as(?[]u8, undefined)); }
comptime { _ = @as([*c]u8, 5); }
comptime { _ = @as([*c]u8, -5); }
comptime { _ = @as([*c]u8, 1.5); }
comptime { _ = @as([*c]u8, @as(u64, 5)); }
comptime { _ = @as([*c]u8, null); }
comptime { _ = @as(*u8, null); }
comptime { _ = @as(*u8, 5); }


// --- coercion of pointers 5
comptime { _ = @as(?*u8, 5); }
comptime { _ = @as(*anyopaque, @as(*u8, undefined)); }
comptime { _ = @as(*anyopaque, @as(**u8, undefined)); }
comptime { _ = @as(*anyopaque, @as(?*u8, undefined)); }
comptime { _ = @as(?*anyopaque, @as(*u8, undefined)); }
comptime { _ = @as(?*anyopaque, @as(?*u8, undefined)); }
comptime { _ = @as(?*anyopaque, @as(**u8, undefined)); }
comptime { _ = @as(*anyopaque, @as([]u8, undefined)); }
comptime { _ = @as(*anyopaque, @as([*]u8, undefined)); }
comptime { _ = @as(*anyopaque, @as([*c]u8, undefined)); }
comptime { _ = @as(*anyopaque, @as(*const u8, undefined)); }
comptime { _ = @as(*anyopaque, &fn1); }
comptime { _ = @as(*const anyopaque, &fn1); }
comptime { _ = @as(*const anyopaque, fn1); }
comptime { _ = @as(*const fn () void, fn1); }
comptime { _ = @as(*fn () void, fn1); }
comptime { _ = @as(*const fn (u8) void, fn1); }
comptime { _ = @as(*const fn () u8, fn1); }
comptime { _ = @as(*const fn () noreturn, fn1); }
comptime { _ = @as(*const fn () void, fnn); }

fn fn1() void {}
fn fnn() noreturn { unreachable; }
// --- coercion of pointers 6
comptime { _ = @as(*const fn () callconv(.c) void, fn1); }
comptime { _ = @as(fn () void, fn2); }
comptime { _ = @as(*const fn (*u8) void, fn3); }
comptime { _ = @as(*const fn (*const u8) void, fn4); }
comptime { _ = @as(*const fn (u8) anyerror!void, fne); }
comptime { _ = @as(*align(4) u8, @as(*u8, undefined)); }
comptime { _ = @as(*u8, @as(*align(4) u8, undefined)); }
comptime { _ = @as(*[2]u8, @as(*[2]i8, undefined)); }
comptime { _ = @as(*align(1:0:2) u4, @as(*align(1:4:2) u4, undefined)); }
comptime { _ = @as(*u4, @as(*align(1:4:2) u4, undefined)); }
comptime { _ = @as(*align(1:0:2) u4, @as(*u4, undefined)); }
comptime { _ = @as([2]u8, @as([2]i8, undefined)); }
comptime { _ = @as([2]u16, @as([2]u8, undefined)); }
comptime { _ = @as([2]u8, @as([3]u8, undefined)); }
comptime { _ = @as([2:0]u8, @as([2]u8, undefined)); }
comptime { _ = @as([2]u8, @as([2:0]u8, undefined)); }
comptime { _ = @as([2]u8, @as(@Vector(2,u8), undefined)); }
comptime { _ = @as(@Vector(2,u8), @as([2]u8, undefined)); }
comptime { _ = @as(@Vector(2,u16), @as([2]u8, undefined)); }
comptime { _ = @as([2]u16, @as(@Vector(2,u8), undefined)); }

fn fn1() void {}
fn fn2() u8 { return 1; }
fn fn3(x: *const u8) void { _ = x; }
fn fn4(x: *u8) void { _ = x; }
fn fne(x: u8) error{A}!void { _ = x; }
// --- coercion of pointers 7
comptime { _ = @as([3]u8, @as(@Vector(2,u8), undefined)); }
comptime { _ = @as(@Vector(2,bool), @as([2]bool, undefined)); }
comptime { _ = @as(@Vector(2,u16), @as(@Vector(2,u8), undefined)); }
comptime { _ = @as(@Vector(2,u8), @as(@Vector(2,u16), undefined)); }
comptime { _ = @as(@Vector(2,i8), @as(@Vector(2,u8), undefined)); }
comptime { _ = @as(@Vector(2,f32), @as(@Vector(2,f64), undefined)); }
comptime { _ = @as(*@Vector(2,u8), @as(*[2]u8, undefined)); }
comptime { _ = @as(*[2]u8, @as(*@Vector(2,u8), undefined)); }
comptime { _ = @as([]u8, @as(*@Vector(2,u8), undefined)); }
comptime { _ = @as(*const [2]u8, @as(*const @Vector(2,u8), undefined)); }


// --- coercion of pointers 8
comptime { _ = @as(**[2]u8, @as(**[2:0]u8, undefined)); }
comptime { _ = @as(**const [2]u8, @as(**const [2:0]u8, undefined)); }
comptime { _ = @as(*const *const [2]u8, @as(**[2:0]u8, undefined)); }
comptime { _ = @as(*[1][2]u8, @as(*[1][2:0]u8, undefined)); }
comptime { _ = @as(*const [1][2]u8, @as(*const [1][2:0]u8, undefined)); }
comptime { _ = @as([1][2]u8, @as([1][2:0]u8, undefined)); }
comptime { _ = @as([]const [2]u8, @as([]const [2:0]u8, undefined)); }
comptime { _ = @as([][2]u8, @as([][2:0]u8, undefined)); }
comptime { _ = @as(?*[2]u8, @as(*[2:0]u8, undefined)); }
comptime { _ = @as(?*[2]u8, @as(?*[2:0]u8, undefined)); }
comptime { _ = @as(*?*[2]u8, @as(*?*[2:0]u8, undefined)); }
comptime { _ = @as(*[2:1]u8, @as(*[2:0]u8, undefined)); }
comptime { _ = @as(*const [2:0]u8, @as(*[2:0]u8, undefined)); }
comptime { _ = @as(*[2]i8, @as(*[2:0]u8, undefined)); }
comptime { _ = @as(*[2]*const u8, @as(*[2:null]?*u8, undefined)); }
comptime { _ = @as([2]u8, @as([2:0]u8, undefined)); }
comptime { _ = @as([2]u16, @as([2:0]u8, undefined)); }
comptime { _ = @as(*align(1) [2]u8, @as(*[2:0]u8, undefined)); }
comptime { _ = @as([*c][2]u8, @as(*[2:0]u8, undefined)); }
comptime { _ = @as(*[2]u8, @as([*c][2:0]u8, undefined)); }


// --- coercion of pointers 9
comptime { _ = @as(*[]const u8, @as(*[:0]const u8, undefined)); }
comptime { _ = @as(*const []const u8, @as(*[:0]const u8, undefined)); }
comptime { _ = @as(*[*:0]u8, @as(*[*c]u8, undefined)); }
comptime { _ = @as([][]const u8, @as([][:0]const u8, undefined)); }
comptime { _ = @as([]const []const u8, @as([]const [:0]const u8, undefined)); }
comptime { _ = @as([]const []const u8, @as([][:0]const u8, undefined)); }
comptime { _ = @as(**fn () void, undefined); }
comptime { _ = @as(*?u8, @as(*u8, undefined)); }
comptime { _ = @as(*?anyerror, @as(*anyerror, undefined)); }
comptime { _ = @as(*anyerror, @as(*error{A}, undefined)); }
comptime { _ = @as(*const anyerror, @as(*error{A}, undefined)); }
comptime { _ = @as(*error{A,B}, @as(*error{A}, undefined)); }
comptime { _ = @as(*const error{A,B}, @as(*error{A}, undefined)); }
comptime { _ = @as(*anyerror!u8, @as(*error{A}!u8, undefined)); }
comptime { _ = @as(*const anyerror!u8, @as(*error{A}!u8, undefined)); }
comptime { _ = @as(*u32, @as(*i32, undefined)); }
comptime { _ = @as(*usize, @as(*u32, undefined)); }
comptime { _ = @as(*c_int, @as(*i32, undefined)); }
comptime { _ = @as(*c_char, @as(*u8, undefined)); }
comptime { _ = @as(*c_char, @as(*i8, undefined)); }


// --- coercion of pointers 10
comptime { _ = @as(*f64, @as(*c_longdouble, undefined)); }
comptime { _ = @as(*f128, @as(*c_longdouble, undefined)); }
comptime { _ = @as(*struct {u8}, @as(*struct {u8}, undefined)); }
comptime { _ = @as(*struct {[]const u8}, @as(*struct {[]u8}, undefined)); }
comptime { _ = @as(struct {[]const u8}, @as(struct {[]u8}, undefined)); }
comptime { _ = @as(struct {u16}, @as(struct {u8}, undefined)); }
comptime { _ = @as(struct {u8}, @as(struct {u16}, undefined)); }
comptime { _ = @as(struct {u8, u8}, @as(struct {u8}, undefined)); }
comptime { _ = @as(struct {u8}, @as(struct {u8, u8}, undefined)); }
comptime { _ = @as(struct {u8, u8 , comptime u8 = 5}, @as(struct {u8, u8}, undefined)); }
comptime { _ = @as(struct {comptime u8 = 5}, @as(struct {u8}, .{5})); }
comptime { _ = @as(struct {comptime u8 = 5}, .{5}); }
comptime { _ = @as(struct {comptime u8 = 5}, .{6}); }
comptime { _ = @as([2]u8, @as(struct {u8,u8}, .{1,2})); }
comptime { _ = @as([3]u8, @as(struct {u8,u8}, .{1,2})); }
comptime { _ = @as([2]u8, @as(struct {u8,u16}, .{1,2})); }
export fn t16() void { _ = @as([2]u8, gtup); }
comptime { _ = @as([]const u8, &@as(struct {u8,u8}, .{1,2})); }
comptime { _ = @as([]u8, &@as(struct {u8,u8}, .{1,2})); }
export fn t19() void { _ = @as([]const u8, &gtup2); }

var gtup: struct {u8,u16} = .{1,2};
var gtup2: struct {u8,u8} = .{1,2};
// --- coercion of pointers 11
comptime { _ = @as(*const [2]u8, &@as(struct {u8,u8}, .{1,2})); }
comptime { _ = @as(S, @as(struct {u8,u8}, .{1,2})); }
comptime { _ = @as(S, .{}); }
comptime { _ = @as(S2, .{}); }
comptime { _ = @as(S2, .{1}); }
comptime { _ = @as(TU, E.a); }
comptime { _ = @as(TU, E.b); }
comptime { _ = @as(E, @as(TU, .{.a=1})); }
comptime { _ = @as(E2, @as(TU, .{.a=1})); }
comptime { _ = @as(U, E.a); }
comptime { _ = @as(u8, E.a); }
comptime { _ = @as(E, 1); }
comptime { _ = @as(E, E2.a); }
comptime { _ = @as(bool, 1); }
comptime { _ = @as(u8, true); }
comptime { _ = @as(u8, 'a'); }
comptime { _ = @as(type, 1); }
comptime { _ = @as(u8, u8); }
comptime { _ = @as([]const u8, 'a'); }
comptime { _ = @as(u8, "a"); }

const S = struct { a: u8, b: u8 };
const S2 = struct { a: u8 = 1 };
const U = union { a: u8 };
const E = enum { a, b };
const E2 = enum { a, b };
const TU = union(E) { a: u8, b };
// --- coercion of pointers 12
comptime { _ = @as([]u8, "a"); }
comptime { _ = @as([1]u8, "a"); }
comptime { _ = @as([1]u8, "a".*); }
comptime { _ = @as([2]u8, "a".*); }
comptime { _ = @as(*[1:0]u8, "a"); }
comptime { _ = @as([*:0]const u8, "a"); }
comptime { _ = @as([:1]const u8, "a"); }
comptime { _ = @as(error{A}, error.B); }
comptime { _ = @as(anyerror, error.B); }
comptime { _ = @as(error{A}!u8, error.B) catch 1; }
comptime { _ = @as(u8, error.B); }
comptime { _ = @as(?u8, error.B); }
comptime { _ = @as(void, 1); }
comptime { _ = @as(void, {}); }
comptime { _ = @as(noreturn, 1); }
comptime { _ = @as(*opq, &g); }
comptime { _ = @as(@TypeOf(undefined), 1); }
comptime { _ = @as(@TypeOf(null), 1); }
comptime { _ = @as(@TypeOf(null), null); }
comptime { _ = @as(@EnumLiteral(), .a); }

const opq = opaque {};
var g: u8 = 1;
// --- coercion of pointers 13
comptime { _ = @as(comptime_int, 1.5); }
comptime { _ = @as(comptime_int, 1.0); }
comptime { _ = @as(comptime_float, 1); }
comptime { _ = @as(u8, 1e3); }
comptime { _ = @as(i0, -1); }
comptime { _ = @as(u0, 1); }
comptime { _ = @as(u128, 1 << 128); }
comptime { _ = @as(i128, -(1 << 127) - 1); }
comptime { _ = @as(u1, 2); }
comptime { _ = @as(f16, 70000); }
comptime { _ = @as(f16, 70000.0); }


// --- coercion of undefined values 1
comptime { _ = @as(u8, @as(u16, undefined)); }
comptime { _ = @as(u16, @as(u8, undefined)); }
comptime { _ = @as(i8, @as(u8, undefined)); }
comptime { _ = @as(u8, @as(comptime_int, undefined)); }
comptime { _ = @as(f32, @as(f64, undefined)); }
comptime { _ = @as(f64, @as(f32, undefined)); }
comptime { _ = @as(f32, @as(u64, undefined)); }
comptime { _ = @as(f32, @as(u8, undefined)); }
comptime { _ = @as(u8, @as(f32, undefined)); }
comptime { _ = @as(?u8, @as(?u16, undefined)); }
comptime { _ = @as(?u8, @as(u16, undefined)); }
comptime { _ = @as(anyerror!u8, @as(u16, undefined)); }
comptime { _ = @as(E!u8, @as(E!u16, undefined)); }
comptime { _ = @as(E!u16, @as(E!u8, undefined)); }
comptime { _ = @as(E!u16, @as(error{A,B}!u8, undefined)); }
comptime { _ = @as(error{A,B}!u16, @as(E!u8, undefined)); }
comptime { _ = @as(E!u8, @as(E!u16, 5)); }
comptime { _ = @as(E!u8, @as(E!u16, 500)); }
comptime { _ = @as(E!u8, @as(E!u16, error.A)); }
comptime { _ = @as(E!u8, @as(error{A,B}!u16, error.A)); }

const E = error{A};
// --- coercion of undefined values 2
comptime { _ = @as(E!u8, @as(error{A,B}!u16, error.B)); }
comptime { _ = @as(?u8, @as(?u16, 5)); }
comptime { _ = @as(?u8, @as(?u16, null)); }
comptime { _ = @as(?u8, @as(?u16, 500)); }
comptime { _ = @as(@Vector(2,u8), @as(@Vector(2,u16), undefined)); }
comptime { _ = @as(@Vector(2,u8), @as(@Vector(2,u16), .{1,undefined})); }
comptime { _ = @as(@Vector(2,u16), @as(@Vector(2,u8), .{1,undefined})); }
comptime { _ = @as([2]u8, @as([2]u16, undefined)); }
comptime { _ = @as(*u8, @as(*u16, undefined)); }
comptime { _ = @as([]u8, @as(*[2]u8, undefined)); }
comptime { _ = @as([]u8, @as(*[2]u16, undefined)); }
comptime { _ = @as([*]u8, @as([*c]u8, undefined)); }
comptime { _ = @as(*u8, @as(?*u8, undefined)); }
comptime { _ = @as(u8, @as(EN, undefined)); }
comptime { _ = @as(UT, @as(EN, undefined)); }
comptime { _ = @as(EN, @as(UT, undefined)); }
comptime { _ = @as(anyerror, @as(E, undefined)); }
comptime { _ = @as(E, @as(anyerror, undefined)); }
comptime { _ = @as(bool, @as(u1, undefined)); }
comptime { _ = @as(type, undefined); }

const E = error{A};
const EN = enum {a,b};
const UT = union(EN) { a, b: u8 };
// --- coercion of undefined values 3
comptime { _ = @as(type, @as(type, undefined)); }
comptime { _ = @as(u8, @as(type, undefined)); }
comptime { _ = @as(struct{u8}, @as(struct{u16}, undefined)); }
comptime { _ = @as([2]u8, @as(struct{u8,u8}, undefined)); }
comptime { _ = @as(fn() void, undefined); }
comptime { _ = @as(void, undefined); }
comptime { _ = @as(noreturn, undefined); }
comptime { _ = @as(anyopaque, undefined); }
comptime { _ = @as(*anyopaque, undefined); }
comptime { _ = @as(u0, undefined); }
comptime { _ = @as(@TypeOf(null), undefined); }
comptime { _ = @as(@TypeOf(undefined), undefined); }


// --- coercion of error unions 1
comptime { _ = @as(u8, @as(E!u8, 5) catch 3); }
comptime { _ = @as(E!u8, @as(error{A,B}!u8, error.A)) catch 1; }
comptime { _ = @as(E!u8, @as(error{A,B}!u8, error.B)) catch 1; }
comptime { _ = @as(E!u8, @as(error{A,B}!u8, 5)) catch 1; }
comptime { _ = @as(error{A,B}!u8, @as(E!u8, 5)) catch 1; }
comptime { _ = @as(E!u8, @as(anyerror!u8, 5)) catch 1; }
comptime { _ = @as(E!u8, @as(anyerror!u8, error.A)) catch 1; }
comptime { _ = @as(E!u8, @as(anyerror!u16, error.A)) catch 1; }
comptime { _ = @as(E!u16, @as(anyerror!u8, error.A)) catch 1; }
comptime { _ = @as(E!u16, @as(anyerror!u8, 5)) catch 1; }
comptime { _ = @as(E!u16, @as(E!u8, 5)) catch 1; }
comptime { _ = @as(E!?u8, @as(E!u8, 5)) catch 1; }
comptime { _ = @as(E!f32, @as(E!u8, 5)) catch 1; }
comptime { _ = @as(anyerror!u16, @as(E!u8, 5)) catch 1; }
comptime { _ = @as(anyerror!*const [2]u8, @as(E!*[2]u8, &gar)) catch unreachable; }
comptime { _ = @as(anyerror![]const u8, @as(E!*[2]u8, &gar)) catch unreachable; }
comptime { _ = @as(E, @as(error{A,B}, error.A)); }
comptime { _ = @as(E, @as(anyerror, error.A)); }
comptime { const r = if (cb) @as(E!u16, 5) else @as(E!u8, 5); _ = r catch 1; }
export fn t19() void { const r = if (rb) @as(E!u16, 5) else @as(E!u8, 5); _ = r catch 1; }

const E = error{A};
var gar = [2]u8{1,2};
var rb = true;
const cb = true;
// --- coercion of error unions 2
export fn t0() void { const r = if (rb) @as(E!u16, 5) else @as(u8, 5); _ = r catch 1; }
export fn t1() void { const r: E!u16 = ret8(); _ = r catch 1; }
export fn t2() void { const r: E!u8 = retAB(); _ = r catch 1; }
export fn t3() void { const r: E!u8 = retInf(); _ = r catch 1; }
export fn t4() void { const r: E!u16 = retInf(); _ = r catch 1; }
export fn t5() void { var r = ret8(); r = @as(E!u16, 3); _ = &r; }

const E = error{A};
var rb = true;
fn ret8() E!u8 { return 1; }
fn retAB() error{A,B}!u8 { return 1; }
fn retInf() !u8 { if (rb) return error.A; return 1; }
// --- vectors behind others
fn a(p: @Vector(4, u8)) void { const q: @Vector(4, bool) = p; _ = q; }
fn b(p: @Vector(4, *u8)) void { const q: @Vector(4, *u16) = p; _ = q; }
fn c(p: @Vector(4, u8)) void { const q: @Vector(4, i8) = p; _ = q; }
fn d(p: @Vector(4, f32)) void { const q: @Vector(4, bool) = p; _ = q; }
fn e(p: ?@Vector(4, f32)) void { const q: ?@Vector(4, bool) = p; _ = q; }
fn f(p: anyerror!@Vector(4, f32)) void { const q: anyerror!@Vector(4, bool) = p; _ = q catch {}; }
fn g(p: *const fn () @Vector(4, f32)) void { const q: *const fn () @Vector(4, bool) = p; _ = q; }
fn h(p: [4]u8) void { const q: [4]bool = p; _ = q; }
fn i(p: *[4]u8) void { const q: *[4]bool = p; _ = q; }
fn j(p: *[2]@Vector(4, f32)) void { const q: *[2]@Vector(4, bool) = p; _ = q; }
fn k(p: *[4]f32) void { const q: *[4]u32 = p; _ = q; }
fn l(p: [2]@Vector(4, f32)) void { const q: [2]@Vector(4, bool) = p; _ = q; }
comptime { _ = &a; _ = &b; _ = &c; _ = &d; _ = &e; _ = &f; _ = &g; _ = &h; _ = &i; _ = &j; _ = &k; _ = &l; }
