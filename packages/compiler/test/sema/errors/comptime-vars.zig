// --- r struct
const S = struct { a: u8, p: *u32 };
export fn f() u32 { comptime var x: u32 = 0; const s: S = .{ .a = 1, .p = &x }; return g(s); } fn g(p: S) u32 { return p.p.*; }
// --- r array
export fn f() u32 { comptime var x: u32 = 0; const s: [2]*u32 = .{ &x, &x }; return g(s); } fn g(p: [2]*u32) u32 { return p[0].*; }
// --- r slice
export fn f() u32 { comptime var x = [_]u32{ 0, 1 }; const s: []u32 = &x; return g(s); } fn g(p: []u32) u32 { return p[0]; }
// --- r elem
export fn f() u32 { comptime var x = [_]u32{ 0, 1 }; const s: *u32 = &x[1]; return g(s); } fn g(p: *u32) u32 { return p.*; }
// --- r opt
export fn f() u32 { comptime var x: u32 = 0; const s: ?*u32 = &x; return g(s); } fn g(p: ?*u32) u32 { return p.?.*; }
// --- r eu
export fn f() u32 { comptime var x: u32 = 0; const s: anyerror!*u32 = &x; return g(s); } fn g(p: anyerror!*u32) u32 { return (p catch unreachable).*; }
// --- r union
const U = union(enum) { a: u8, p: *u32 };
export fn f() u32 { comptime var x: u32 = 0; const s: U = .{ .p = &x }; return g(s); } fn g(p: U) u32 { return p.p.*; }
// --- r ptr to ptr
export fn f() u32 { comptime var x: u32 = 0; const s: *u32 = &x; return g(&s); } fn g(p: *const *u32) u32 { return p.*.*; }
// --- r ptr to struct
const S = struct { a: u8, p: *u32 };
export fn f() u32 { comptime var x: u32 = 0; const s: S = .{ .a = 1, .p = &x }; return g(&s); } fn g(p: *const S) u32 { return p.p.*; }
// --- r slice of ptr
export fn f() u32 { comptime var x: u32 = 0; const s: [2]*u32 = .{ &x, &x }; return g(&s); } fn g(p: []const *u32) u32 { return p[0].*; }
// --- r field of var
const S = struct { a: u8, p: u32 };
export fn f() u32 { comptime var x: S = .{ .a = 1, .p = 2 }; return g(&x.p); } fn g(p: *u32) u32 { return p.*; }
// --- r tuple
export fn f() u32 { comptime var x: u32 = 0; return g(.{ 1, &x }); } fn g(p: struct { u8, *u32 }) u32 { return p[1].*; }
// --- r store
export fn f() void { comptime var x: u32 = 0; var p: *u32 = undefined; p = &x; _ = &p; }
// --- r return
fn h() *u32 { comptime var x: u32 = 0; return &x; }
export fn f() void { _ = h(); }
// --- r var init
export fn f() void { comptime var x: u32 = 0; var p: *u32 = &x; _ = &p; }
// --- g struct
const S = struct { a: u8, p: *u32 };
const s: S = blk: { var x: u32 = 0; break :blk .{ .a = 1, .p = &x }; };
comptime { _ = s; }
// --- g arr
const s: [2]*u32 = blk: { var x: u32 = 0; break :blk .{ &x, &x }; };
comptime { _ = s; }
// --- g var
var s: *u32 = blk: { var x: u32 = 0; break :blk &x; };
comptime { _ = &s; }
// --- g ptr ptr
const s: *const *u32 = blk: { var x: u32 = 0; const q: *u32 = &x; break :blk &q; };
comptime { _ = s; }
// --- g const var field
const T = struct { y: *u32 }; const s: []const T = blk: { var x: u32 = 0; break :blk &.{ .{ .y = &x } }; };
comptime { _ = s; }
// --- capture value
fn F(comptime x: u32) type { var y: u32 = x; const p = &y; return struct { const q = p; }; }
comptime { _ = F(1); }
// --- capture struct
fn F() type { var y: u32 = 1; const p = .{ .a = &y }; return struct { const q = p; }; }
comptime { _ = F(); }
// --- generic arg
fn F(comptime p: *u32) void { p.* += 1; }
export fn f() void { comptime var x: u32 = 0; F(&x); }
// --- field default
fn F() type { var y: u32 = 1; const p = &y; return struct { a: *u32 = p }; }
comptime { _ = F(){}; }
// --- sentinel
comptime { var x: u32 = 0; const T = [2:&x]*u32; _ = T; }
// --- export
comptime { var x: u32 = 0; @export(&x, .{ .name = "x" }); }
// --- fn alias ok
comptime { var x: u32 = 0; const T = @TypeOf(&x); _ = T; }
// --- typeName ptr value
fn F(comptime p: *const u32) type { return struct { x: [p.*]u8 }; }
comptime { const y: u32 = 3; @compileLog(@sizeOf(F(&y))); }
