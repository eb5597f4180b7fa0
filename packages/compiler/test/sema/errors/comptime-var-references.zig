// --- returned from a function
fn f() *u8 { comptime var x: u8 = 1; return &x; }
export fn a() void { _ = f(); }
// --- stored in a variable
export fn c() void { comptime var x: u8 = 1; const p: *const u8 = &x; var q = p; _ = &q; x = 2; }
// --- in an argument
export fn d() void { comptime var x: u8 = 1; const s = .{ .p = &x }; take(s); }
fn take(s: anytype) void { _ = s; }
// --- in parts of what is stored
const W = struct { a: *u8, b: [2]?*const u8 };
export fn h(n: *W, m: *[2]*const u8) void { comptime var x: u8 = 1; x = 2; n.a = &x; n.* = .{ .a = &x, .b = .{ null, null } }; m[1] = &x; }
export fn i(n: *W) void { comptime var x: u8 = 1; x = 2; const q: W = .{ .a = undefined, .b = .{ null, &x } }; n.* = q; }
export fn j() void { comptime var x: [3]u8 = undefined; x[0] = 2; const q: W = .{ .a = &x[1], .b = .{ null, null } }; var z = q; _ = &z; }
export fn k() void { comptime var x: struct { a: u8 } = undefined; x.a = 2; const q: ?*u8 = &x.a; var z = q; _ = &z; var y: *u8 = &x.a; _ = &y; }
const Un = union(enum) { v: *u8, w };
export fn l() void { comptime var x: u8 = 1; x = 2; const u: Un = .{ .v = &x }; var z = u; _ = &z; }
export fn m() void { comptime var x: u8 = 1; x = 2; const u: anyerror!*u8 = &x; var z = u; _ = &z; }
export fn o() void { comptime var x: u8 = 1; x = 2; const u = .{ 1, .{ .b = &x } }; var z = u; _ = &z; }
export fn p() void { comptime var x: [2]u8 = .{ 1, 2 }; x[0] = 2; const u: []u8 = x[0..1]; var z = u; _ = &z; }
// --- indexed at run time
export fn p() void { comptime var x: [2]u8 = .{ 1, 2 }; x[0] = 2; for (&x) |*e| { e.* = 1; } for (x) |e| { _ = e; } }
export fn q() void { comptime var x: [2]u8 = .{ 1, 2 }; x[0] = 2; x[0] += 1; var i: usize = 0; _ = x[i]; i = 1; }
export fn r() void { comptime var x: [2]u8 = .{ 1, 2 }; x[0] = 2; var i: usize = 0; x[i] = 1; i = 1; }
// --- in declarations and default values
const S = struct { p: *const u8 };
const a = blk: { var x: u8 = 1; x = 2; break :blk S{ .p = &x }; };
comptime { _ = a; }
const b: *const u8 = blk: { var x: struct { q: u8 } = .{ .q = 1 }; x.q = 2; break :blk &x.q; };
comptime { _ = b; }
const c: ?*const u8 = blk: { var x: [2]u8 = .{ 1, 2 }; x[0] = 2; break :blk &x[1]; };
comptime { _ = c; }
var d: *const u8 = blk: { var x: [2]u8 = .{ 1, 2 }; x[0] = 2; break :blk &x[1]; };
comptime { _ = &d; }
const T = struct { f: *const u8 = blk: { var x: u8 = 1; x = 2; break :blk &x; }, g: u8 = 1 };
comptime { _ = T{}; }
const e: struct { u8, ?*const u8 } = blk: { var x: [2]u8 = .{ 1, 2 }; x[0] = 2; break :blk .{ 1, &x[1] }; };
comptime { _ = e; }
const f: union(enum) { z: *const u8 } = blk: { var x: [2]u8 = .{ 1, 2 }; x[0] = 2; break :blk .{ .z = &x[1] }; };
comptime { _ = f; }
const g: anyerror!*const u8 = blk: { var x: [2]u8 = .{ 1, 2 }; x[0] = 2; break :blk &x[1]; };
comptime { _ = g catch 1; }
const h: [2][]const u8 = blk: { var x: [2]u8 = .{ 1, 2 }; x[0] = 2; break :blk .{ &x, x[0..1] }; };
comptime { _ = h; }
const i: [*]const u8 = blk: { var x: [2]u8 = .{ 1, 2 }; x[0] = 2; break :blk &x; };
comptime { _ = i; }
const j: *const *const u8 = blk: { var x: u8 = 1; x = 2; const p: *const u8 = &x; break :blk &p; };
comptime { _ = j; }
const k: *const *const u8 = blk: { var x: u8 = 1; x = 2; var p: *const u8 = &x; p = &x; break :blk &p; };
comptime { _ = k; }
// --- captured by a type
fn Wrap(comptime p: *u8) type { return struct { const q = p; }; }
comptime { var x: u8 = 1; _ = Wrap(&x); }
fn Wrap2(comptime p: anytype) type { return struct { const q = p.a; }; }
comptime { var x: u8 = 1; _ = Wrap2(.{ .a = &x }); }
comptime { var x: u8 = 1; const y = &x; _ = struct { a: *u8 = y }; }
comptime { var x: u8 = 1; const y = &x; _ = union { a: [y.*]u8 }; }
comptime { var x: u8 = 1; const y = .{ 1, &x }; const E = enum { a, const z = y; }; _ = E.z; }
export fn f() void { comptime var x: u8 = 1; x = 3; const S = struct { const z = &x; const w = x; fn g() void { _ = x; } }; _ = S.z; }
export fn g() void { comptime var x: u8 = 1; x = 3; const S = opaque { fn g() u8 { return x; } }; _ = S.g(); }
export fn h() void { comptime var x: u8 = 1; x = 3; const S = struct { fn g() u8 { return x; } }; _ = S.g(); }
// --- given to functions, exports, sentinels and made types
fn gen(comptime p: *const u8) void { _ = p; }
export fn n() void { comptime var x: u8 = 1; x = 2; gen(&x); }
fn gen2(comptime p: anytype) void { _ = p; }
export fn n2() void { comptime var x: u8 = 1; x = 2; gen2(&x); gen2(.{ 1, &x }); }
fn gen3(comptime p: []const u8) u8 { return p[0]; }
export fn n3() void { comptime var x: [2]u8 = .{ 1, 2 }; x[0] = 2; _ = gen3(&x); }
fn gen4(comptime p: []const u8) comptime_int { return p[0]; }
export fn n4() void { comptime var x: [2]u8 = .{ 1, 2 }; x[0] = 2; _ = gen4(&x); }
inline fn gen5(comptime p: []const u8) u8 { return p[0]; }
export fn n5() void { comptime var x: [2]u8 = .{ 1, 2 }; x[0] = 2; _ = gen5(&x); }
comptime { var x: u8 = 1; @export(&x, .{ .name = "xx" }); }
comptime { var x: u8 = 1; _ = @Struct(.auto, null, &.{"a"}, &.{*u8}, &.{.{ .default_value_ptr = @ptrCast(&@as(*u8, &x)) }}); }
comptime { var x: u8 = 1; _ = @Pointer(.many, .{}, *u8, &x); }
comptime { var x: u8 = 1; _ = [2:&x]*u8; }
comptime { var x: u8 = 1; _ = [*:&x]*u8; }
// --- by way of fields
const A = struct { a: [3]u32, b: struct { c: u8, d: [2]u16 } };
export fn a() *u32 { comptime var x: A = undefined; x.a[0] = 2; return &x.a[1]; }
export fn b() *u16 { comptime var x: A = undefined; x.a[0] = 2; return &x.b.d[1]; }
export fn c() *u8 { comptime var x: [3]A = undefined; x[0].a[0] = 2; return &x[2].b.c; }
export fn d() [*]u16 { comptime var x: A = undefined; x.a[0] = 2; return &x.b.d; }
// --- by way of optionals, error unions, unions and constants
const A = struct { a: [3]u32, b: struct { c: u8, d: [2]u16 } };
export fn e() void { comptime var x: ?u32 = 1; x = 3; f(&x.?); }
export fn e2() void { comptime var x: anyerror!u32 = 1; x = 3; if (x) |*y| { f(y); } else |_| {} }
fn f(x: *u32) void { _ = x; }
export fn e3() void { comptime var x: union { a: u32, b: u32 } = .{ .a = 1 }; x.a = 3; f(&x.a); }
export fn e4() void { comptime var x: extern struct { a: u32, b: u32 } = .{ .a = 1, .b = 1 }; x.a = 3; f(&x.b); }
export fn e5() void { comptime var x: [2]u32 = .{ 1, 1 }; x[0] = 3; f(@ptrCast(&x)); }
export fn e6() void { comptime var x: struct { u32, u32 } = .{ 1, 1 }; x[0] = 3; f(&x[1]); }
export fn e7() void { comptime var x: u64 = 1; x = 3; f(@ptrCast(&x)); }
export fn e8() void { comptime var x: [2]struct { a: u32 } = .{ .{ .a = 1 }, .{ .a = 2 } }; x[0].a = 3; f(&x[1].a); }
export fn e9() void { comptime var x: struct { a: ?u32 } = .{ .a = 1 }; x.a = 3; f(&x.a.?); }
const V = struct { p: *const u32 };
export fn e10() void { comptime var x: u32 = 1; x = 3; g(&V{ .p = &x }); }
fn g(v: *const V) void { _ = v; }
export fn e11() void { comptime var x: u32 = 1; x = 3; g(&.{ .p = &x }); const q = &&&x; h(q); k(&.{ &V{ .p = &x } }); }
fn h(v: *const *const *u32) void { _ = v; }
fn k(v: []const *const V) void { _ = v; }
// --- by way of several constants
const V = struct { p: *const u32 };
export fn e10() void { comptime var x: u32 = 1; x = 3; g(&V{ .p = &x }); }
fn g(v: *const V) void { _ = v; }
export fn e12() void { comptime var x: u32 = 1; x = 3; const q = &&&x; h(q);  }
fn h(v: *const *const *u32) void { _ = v; }
export fn e13() void { comptime var x: u32 = 1; x = 3;  k(&.{ &V{ .p = &x } }); }
fn k(v: []const *const V) void { _ = v; }
export fn e14() void { comptime var x: struct { a: u32 } = .{ .a = 1 }; x.a = 3;  k(&.{ &V{ .p = &x.a } }); }
const g1: []const *const V = blk: { var x: struct { a: u32 } = .{ .a = 1 }; x.a = 3; break :blk &.{ &V{ .p = &x.a } }; };
comptime { _ = g1; }
// --- from two branches
export fn a(n: bool) void { comptime var x: u8 = 1; x = 2; const y: *u8 = if (n) &x else &x; _ = y; }
// --- from a prong
export fn b(n: u8) void { comptime var x: u8 = 1; x = 2; const y: *u8 = switch (n) { 1 => &x, else => undefined }; _ = y; }
// --- assigned
export fn b() void { comptime var x: u8 = 1; x = 2; const S = struct { a: *u8 }; var s: S = undefined; s.a = &x; s = .{ .a = &x }; }
export fn c() void { comptime var x: u8 = 1; x = 2; var s: [2]*u8 = .{ &x, undefined }; s[0] = &x; }
export fn d() void { comptime var x: u8 = 1; x = 2; var s: ?*u8 = null; s = &x; }
export fn e() void { comptime var x: u8 = 1; x = 2; var s: union { a: *u8, b: u8 } = .{ .b = 1 }; s = .{ .a = &x }; }
export fn f() void { comptime var x: u8 = 1; x = 2; var s: *u8, const t = .{ &x, 1 }; _ = &s; _ = t; }
export fn g() void {}
inline fn inl() *u8 { comptime var x: u8 = 1; x = 2; return &x; }
export fn h() void { const s = inl(); _ = s.*; var t = s; _ = &t; }
fn ret(comptime n: u8) *const u8 { comptime var x: u8 = n; x = 2; return &x; }
export fn i() void { const s = comptime ret(3); _ = s.*; var t = s; _ = &t; }
export fn j() void { _ = ret(3); }
fn reterr(comptime n: u8) !*const u8 { comptime var x: u8 = n; x = 2; return &x; }
export fn k() void { _ = reterr(3) catch 1; }
// --- given to methods
const S = struct { fn m(self: *S) void { _ = self; } a: u8 = 1, fn n(self: *const S, x: *u8) void { _ = self; _ = x; } };
export fn a() void { comptime var s: S = .{}; s.a = 3; s.m(); }
export fn b() void { comptime var s: S = .{}; s.a = 3; const t: S = .{}; t.n(&s.a); s.n(undefined); }
export fn c() void { comptime var s: []const u8 = "abc"; s = s[1..]; for (s) |ch| { _ = ch; } d(s); }
fn d(s: []const u8) void { _ = s; }
export fn e() void { comptime var buf: [3]u8 = "abc".*; buf[0] = 'z'; const s: []const u8 = &buf; d(s); for (s) |x| { _ = x; } @compileLog(s); }
export fn f() void { comptime var buf: [3]u8 = "abc".*; buf[0] = 'z'; const s: []const u8 = &buf;  for (s) |x| { _ = x; }  }
export fn g() void { comptime var buf: [3]u8 = "abc".*; buf[0] = 'z'; d(buf[0..2]); }
export fn h() void { comptime var buf: [3]u8 = "abc".*; buf[0] = 'z'; d("x" ++ buf[0..2]); }
// --- in what is initialized
const S = struct { p: *const u8, n: u8 };
export fn a(n: u8) void { comptime var x: u8 = 1; x = 2; const s: S = .{ .p = &x, .n = n }; _ = s; }
export fn b(n: u8) void { comptime var x: u8 = 1; x = 2; const s = S{ .p = &x, .n = n }; _ = s; }
export fn c(n: u8) void { comptime var x: u8 = 1; x = 2; const s: S = S{ .p = &x, .n = n }; _ = s; }
export fn d(n: u8) void { comptime var x: u8 = 1; x = 2; var s: S = .{ .p = &x, .n = n }; _ = &s; }
export fn e(n: u8) void { comptime var x: u8 = 1; x = 2; f(.{ .p = &x, .n = n }); }
fn f(s: S) void { _ = s; }
export fn g(n: u8) void { comptime var x: u8 = 1; x = 2; const s: union(enum) { a: *u8, b: u8 } = .{ .a = &x }; var t = s; _ = &t; _ = n; }
export fn h(n: u8) void { comptime var x: u8 = 1; x = 2; const s: [2]*const u8 = .{ &x, &n }; _ = s; }
// --- stored through a parameter
const W = struct { a: *u8 };
export fn h(n: *W) void { comptime var x: u8 = 1; x = 2; n.a = &x; }
// --- as an input of assembly
export fn a() void { comptime var x: u8 = 1; const p = &x; x = 2; asm volatile ("" : : [n] "r" (1), [in] "r" (p)); }
// --- in fields whose names are no identifiers
const S = struct { @"a b": *const u8, @"fn": u8 };
const in = blk: { var x: u8 = 1; x = 2; break :blk S{ .@"a b" = &x, .@"fn" = 1 }; };
const to = blk: { var s: S = undefined; s.@"fn" = 1; break :blk &s.@"fn"; };
export fn a() void { _ = in; }
export fn b() void { _ = to; }
comptime { const s: S = .{ .@"a b" = &1, .@"fn" = 2 }; @compileLog(&s.@"fn"); }
// --- a pointer to a comptime field in an argument, a slice of one, in a result, in an optional
const S = struct { comptime x: u32 = 3, y: u8, comptime a: [2]u8 = .{ 1, 2 } };
var gs: S = .{ .y = 1 };
const cs: S = .{ .y = 1 };
fn k(p: *const u32) u32 {
    return p.*;
}
fn m(s: []const u8) usize {
    return s.len;
}
export fn f() u32 {
    return k(&gs.x);
}
export fn g() usize {
    return m(gs.a[0..]);
}
export fn h() *const u32 {
    return &cs.x;
}
export fn i() void {
    var p: ?*const u32 = &gs.x;
    _ = &p;
}
export fn j() u32 {
    const t = .{ @as(u32, 3), gs.y };
    return k(&t[0]);
}
// --- in what lasts
const S = struct { comptime x: u32 = 3, y: u8, comptime a: [2]u8 = .{ 1, 2 } };
var gs: S = .{ .y = 1 };
const cs: S = .{ .y = 1 };
const p = &cs.x;
const q = .{ &gs.y, &cs.a[1] };
const W = struct { r: *const u32 = &cs.x };
fn G(comptime r: *const u32) type {
    return struct {
        const v = r.*;
    };
}
comptime {
    _ = p;
    _ = q;
    const w: W = .{};
    _ = w;
}
comptime {
    _ = q;
}
comptime {
    const w: W = .{};
    _ = w;
}
comptime {
    _ = G(&cs.x).v;
}
// --- within an evaluation
const S = struct { comptime x: u32 = 3, y: u8, comptime a: [2]u8 = .{ 1, 2 } };
var gs: S = .{ .y = 1 };
const cs: S = .{ .y = 1 };
inline fn k(p: *const u32) u32 {
    return p.*;
}
export fn f() u32 {
    const p = &gs.x;
    return p.* + k(&gs.x);
}
comptime {
    const s: []const u8 = &cs.a;
    if (s[1] != 2) unreachable;
}
