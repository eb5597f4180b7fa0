// --- const x: *u8 = gcp; _ = x
var gcp: *const u8 = undefined;
export fn f() void { const x: *u8 = gcp; _ = x; }
// --- const x: *u8 = gm; _ = x
var gm: [*]u8 = undefined;
export fn f() void { const x: *u8 = gm; _ = x; }
// --- const x: [*]u8 = gp; _ = x
var gp: *u8 = undefined;
export fn f() void { const x: [*]u8 = gp; _ = x; }
// --- const x: [:0]u8 = gs; _ = x
var gs: []u8 = undefined;
export fn f() void { const x: [:0]u8 = gs; _ = x; }
// --- const x: []u8 = gcs; _ = x
var gcs: []const u8 = undefined;
export fn f() void { const x: []u8 = gcs; _ = x; }
// --- const x: [*]u8 = gs; _ = x
var gs: []u8 = undefined;
export fn f() void { const x: [*]u8 = gs; _ = x; }
// --- const x: *volatile u8 = gp; const y: *u8 = x; _ = y
var gp: *u8 = undefined;
export fn f() void { const x: *volatile u8 = gp; const y: *u8 = x; _ = y; }
// --- const x: *align(8) u8 = gp; _ = x
var gp: *u8 = undefined;
export fn f() void { const x: *align(8) u8 = gp; _ = x; }
// --- const x: *u8 = &ga; _ = x
var ga: [3]u8 = undefined;
export fn f() void { const x: *u8 = &ga; _ = x; }
// --- const x: *[2]u8 = &ga; _ = x
var ga: [3]u8 = undefined;
export fn f() void { const x: *[2]u8 = &ga; _ = x; }
// --- const x: *[1]u8 = gp; const y: *u8 = x; _ = y
var gp: *u8 = undefined;
export fn f() void { const x: *[1]u8 = gp; const y: *u8 = x; _ = y; }
// --- const x: ?*anyopaque = gcp; _ = x
var gcp: *const u8 = undefined;
export fn f() void { const x: ?*anyopaque = gcp; _ = x; }
// --- const x: *anyopaque = &gp; _ = x
var gp: *u8 = undefined;
export fn f() void { const x: *anyopaque = &gp; _ = x; }
// --- const x: **u8 = &gcp; _ = x
var gcp: *const u8 = undefined;
export fn f() void { const x: **u8 = &gcp; _ = x; }
// --- const x: *?*u8 = &gp; _ = x
var gp: *u8 = undefined;
export fn f() void { const x: *?*u8 = &gp; _ = x; }
// --- const x: *const fn () u8 = ff; _ = x
fn ff() void {}
export fn f() void { const x: *const fn () u8 = ff; _ = x; }
// --- const x: *const fn (u8) void = ff; _ = x
fn ff() void {}
export fn f() void { const x: *const fn (u8) void = ff; _ = x; }
// --- const x: fn () void = gp; _ = x
var gp: *u8 = undefined;
export fn f() void { const x: fn () void = gp; _ = x; }
// --- const x: [*c]u8 = null; const y: *u8 = x; _ = y
export fn f() void { const x: [*c]u8 = null; const y: *u8 = x; _ = y; }
// --- const x: error{A} = ge; _ = x
var ge: anyerror = error.A;
export fn f() void { const x: error{A} = ge; _ = x; }
// --- error{A}!void: return ge
var ge: anyerror = error.A;
export fn f() error{A}!void { return ge; }
// --- const x: U = .b; const y: E = x; _ = y
var b: bool = false;
const U = union(enum) { a: u8, b };
const E = enum { a, b };
export fn f() void { const x: U = .b; const y: E = x; _ = y; }
// --- const x: U = .a; _ = x
var b: bool = false;
const U = union(enum) { a: u8, b };
export fn f() void { const x: U = .a; _ = x; }
// --- const x: u8 = go; _ = x
var go: ?u8 = null;
export fn f() void { const x: u8 = go; _ = x; }
// --- const x: ?*u8 = @as(?*const u8, null); _ = x
export fn f() void { const x: ?*u8 = @as(?*const u8, null); _ = x; }
// --- const x: [2]u16 = .{ 1, 70000 }; _ = x
export fn f() void { const x: [2]u16 = .{ 1, 70000 }; _ = x; }
// --- const x: [2]u16 = .{ 1, gi }; _ = x
var gi: i32 = 1;
export fn f() void { const x: [2]u16 = .{ 1, gi }; _ = x; }
// --- u8: return gi
var gi: i32 = 1;
export fn f() u8 { return gi; }
// --- return 1
export fn f() void { return 1; }
// --- single pointers as other pointers
export fn a(x: *const u8) void { const y: [*]u16 = x; _ = y; }
export fn b(x: *u8) void { const y: [*]u8 = x; _ = y; }
export fn c(x: *const u8) void { const y: [*]u8 = x; _ = y; }
export fn d(x: *volatile u8) void { const y: [*]u8 = x; _ = y; }
export fn e(x: *allowzero u8) void { const y: [*]u8 = x; _ = y; }
export fn f(x: *align(1) u32) void { const y: [*]u32 = x; _ = y; }
export fn g(x: [*]const u8) void { const y: *u8 = x; _ = y; }
export fn h(x: [*]u8) void { const y: *u8 = x; _ = y; }
export fn i(x: []const u8) void { const y: [*]u8 = x; _ = y; }
export fn j(x: []const u8) void { const y: *u8 = x; _ = y; }
export fn k(x: []const u8) void { const y: [*c]u8 = x; _ = y; }
export fn l(x: []u8) void { const y: [*c]u16 = x; _ = y; }
export fn m(x: [*c]const u8) void { const y: *u16 = x; _ = y; }
export fn n(x: [*c]u8) void { const y: *u16 = x; _ = y; }
export fn o(x: [*c]u8) void { const y: [*]u16 = x; _ = y; }
export fn p(x: [*c]u8) void { const y: ?*u16 = x; _ = y; }
export fn q(x: [*c]u8) void { const y: [*c]u16 = x; _ = y; }
export fn r(x: [*c]u8) void { const y: []u8 = x; _ = y; }
export fn s(x: ?*u8) void { const y: *u8 = x; _ = y; }
export fn t(x: ?*u8) void { const y: [*c]u16 = x; _ = y; }
export fn u(x: *const u8) void { const y: []u8 = x; _ = y; }
export fn v(x: *const [1]u8) void { const y: [*]u16 = x; _ = y; }
export fn w(x: *const *u8) void { const y: *[1]*u8 = x; _ = y; }
export fn x1(x: *const u8) void { const y: *[1]u16 = x; _ = y; }
export fn y1(x: *const u8) void { const y: *[2]u8 = x; _ = y; }
export fn z1(x: *const u8) void { const y: [*c]u16 = x; _ = y; }
export fn a2(x: ?*const u8) void { const y: ?[*]u8 = x; _ = y; }
export fn b2(x: *const u8) void { const y: ?[*]u8 = x; _ = y; }
export fn c2(x: **const u8) void { const y: *[*]u8 = x; _ = y; }
export fn d2(x: **u8) void { const y: *[*]u8 = x; _ = y; }
export fn e2(x: *[*c]u8) void { const y: **u8 = x; _ = y; }
export fn f2(x: *const [*c]u8) void { const y: *const *u8 = x; _ = y; }
// --- pointers that may be null, of another type
export fn a(x: *allowzero u8) void { const y: *u16 = x; _ = y; }
export fn b(x: *u8) void { const y: *allowzero u16 = x; _ = y; }
export fn c(x: *allowzero align(1) u32) void { const y: *u32 = x; _ = y; }
export fn d(x: *allowzero [2]u8) void { const y: *[3]u8 = x; _ = y; }
export fn e(x: **allowzero u8) void { const y: **u16 = x; _ = y; }
export fn f(x: [*:0]allowzero u8) void { const y: [*:1]u8 = x; _ = y; }
export fn g(x: [*c]u8) void { const y: *volatile u16 = x; _ = y; }
export fn h(x: *anyopaque) void { const y: *u16 = x; _ = y; }
export fn i(x: [*c]const u8) void { const y: [*]const u16 = x; _ = y; }
export fn j(x: ?*u8) void { const y: *u16 = x; _ = y; }
export fn k(x: **[*c]u8) void { const y: ***u16 = x; _ = y; }
export fn l(x: [*c]u8) void { const y: *[2]u8 = x; _ = y; }
export fn m(x: [*c]align(2) u8) void { const y: *align(4) u8 = x; _ = y; }
export fn n(x: *[*c]u8) void { const y: *allowzero *u8 = x; _ = y; }
// --- pointers to bits as others
const P = packed struct { a: u3, b: u3, c: u2 };
export fn a(x: *P) void {
    const r: *[1]u3 = &x.b;
    _ = r;
}
export fn b(x: *P) void {
    const r: [*c]u3 = &x.a;
    _ = r;
}
export fn c(x: *P) void {
    const r: *anyopaque = &x.b;
    _ = r;
}
export fn d(x: *P) void {
    const r: ?*anyopaque = &x.b;
    _ = r;
}
export fn e(x: *P) void {
    const r: *[1]u4 = &x.b;
    _ = r;
}
export fn f(x: *align(1:3:1) u3) void {
    const r: *align(4) [1]u3 = x;
    _ = r;
}
export fn g(x: *align(2:3:2) u3) void {
    const r: *align(2) u3 = x;
    _ = r;
}
// --- functions that give what exists at compile time only
const S = struct { t: type };
fn a() i32 { return 0; }
fn b() type { return u8; }
fn c() S { return .{ .t = u8 }; }
fn d(x: anytype) void { _ = x; }
fn e(x: S) void { _ = x; }
export fn f() void { const x: *const fn () type = &a; _ = x; }
export fn g() void { const x: *const fn () i32 = &b; _ = x; }
export fn h() void { const x: *const fn () i32 = &c; _ = x; }
export fn i() void { const x: *const fn (u8) callconv(.c) void = &d; _ = x; }
comptime { for (.{ @TypeOf(a), @TypeOf(b), @TypeOf(c), @TypeOf(e) }) |F| @compileLog(@typeInfo(F).@"fn".is_generic); }
