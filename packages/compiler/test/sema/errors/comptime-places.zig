// --- fieldParentPtr bad
const S = extern struct { a: u32, b: u16 };
comptime { var s: S = .{ .a = 1, .b = 2 }; const p = &s.a; const q: *S = @alignCast(@fieldParentPtr("b", @as(*u16, @ptrCast(p)))); @compileLog(q == &s, q.a); }
// --- memcpy past
comptime { var a = [_]u8{ 1, 2 }; const p: [*]u8 = &a; const b = [_]u8{ 1, 2, 3 }; @memcpy(p, &b); @compileLog(a); }
// --- memset past
comptime { var a = [_]u8{ 1, 2 }; const p: [*]u8 = &a; @memset(p[0..3], 3); @compileLog(a); }
// --- memmove past
comptime { var a = [_]u8{ 1, 2 }; const p: [*]u8 = &a; @memmove(a[0..2], p[1..3]); @compileLog(a); }
// --- memset comptime only
comptime { var a: [3]type = undefined; @memset(&a, u8); @compileLog(a); var b: [3]comptime_int = undefined; @memset(b[1..], 7); @compileLog(b); }
// --- memcpy cast elements
comptime { var a: [2]u32 = undefined; const b: [2]i32 = .{ 1, -1 }; @memcpy(&a, &b); @compileLog(a); }
// --- memcpy coerce
comptime { var a: [2]?u8 = undefined; const b: [2]u8 = .{ 1, 2 }; @memcpy(&a, &b); @compileLog(a); }
// --- memcpy sentinel
comptime { var a: [3]u8 = undefined; @memcpy(&a, "abc"); @compileLog(a); }
// --- memcpy array to tuple
comptime { var a: struct { u8, u8 } = undefined; @memcpy(&a, "ab"); @compileLog(a); }
// --- nested containers
const In = struct { v: [2]u8, o: ?u32 }; const U = union(enum) { x: u8, y: In }; const Out = struct { a: In, u: U };
comptime { var o: Out = .{ .a = .{ .v = .{ 1, 2 }, .o = null }, .u = .{ .y = .{ .v = .{ 3, 4 }, .o = 5 } } }; const p = &o.u.y.v[1]; p.* = 9; o.a.o = 7; const q = &o.a.o.?; q.* = 8; @compileLog(o, p.*, q.*); switch (o.u) { .y => |*y| y.v[0] = 1, else => {} } @compileLog(o.u); }
// --- array of autos
const A = struct { x: u8, y: u32 };
comptime { var a: [4]A = @splat(.{ .x = 1, .y = 2 }); const p: [*]A = &a; p[2].x = 9; (p + 3)[0].y = 8; const q: *[2]A = a[2..4]; q[1].x = 7; @compileLog(a); const r: *[2][2]A = @ptrCast(&a); r[1][0].y = 55; @compileLog(a[2].y); }
// --- slices of autos
const A = struct { x: u8, y: u32 };
comptime { var a: [4]A = @splat(.{ .x = 1, .y = 2 }); const s: []A = a[1..]; s[1].x = 3; for (s) |*e| e.y += 1; @compileLog(a, s.len); const z = s[1..2]; @compileLog(z[0]); }
// --- slice of slices
comptime { var s: []const u8 = "hello"; s = s[1..]; s.len = 2; @compileLog(s.len, s[0], s); s.ptr += 1; @compileLog(s[0]); const l = &s.len; l.* = 1; @compileLog(s.len); }
// --- ptr to ptr
comptime { var x: u8 = 1; var p: *u8 = &x; const pp = &p; pp.*.* = 5; @compileLog(x); var y: u8 = 2; pp.* = &y; p.* = 7; @compileLog(x, y); }
// --- optional pointers
comptime { var x: u8 = 1; var p: ?*u8 = &x; p.?.* = 3; @compileLog(x); if (p) |q| q.* = 4; @compileLog(x); p = null; @compileLog(p == null); const q: *?*u8 = &p; q.* = &x; @compileLog(p.?.*); }
// --- error union ptr
comptime { var x: anyerror!u8 = 1; if (x) |*v| v.* = 3 else |_| {} @compileLog(x); x = error.B; @compileLog(x); const p: *anyerror!u8 = &x; p.* = 9; @compileLog(x); }
// --- c pointers
comptime { var a = [_]u8{ 1, 2, 3 }; const p: [*c]u8 = &a; p[1] = 9; p.* = 8; @compileLog(a, p[0..2].*, p == null, (p + 2).*); }
// --- sentinel write
comptime { var a = [_:0]u8{ 1, 2 }; a[2] = 0; @compileLog(a); }
// --- sentinel write bad
comptime { var a = [_:0]u8{ 1, 2 }; a[2] = 1; @compileLog(a); }
// --- sentinel many write
comptime { var a = [_:0]u8{ 1, 2 }; const p: [*:0]u8 = &a; p[2] = 1; @compileLog(a, p[2]); }
// --- const cast away
const g: [2]u8 = .{ 1, 2 };
comptime { const p: *[2]u8 = @constCast(&g); p[0] = 1; @compileLog(g); p[0] = 3; }
// --- comptime field store
const T = struct { comptime a: u8 = 3, b: u8 };
comptime { var t: T = .{ .b = 1 }; t.a = 3; @compileLog(t); t.a = 4; }
// --- comptime var in runtime fn
export fn f(x: bool) void { comptime var i = 1; const p = &i; p.* = 3; if (x) { p.* = 4; } }
// --- inline loop memory
export fn f() u32 { comptime var sum: u32 = 0; inline for (0..4) |i| { const p = &sum; p.* += i; } return sum; }
// --- ptr escapes
export fn f() u32 { comptime var x: u32 = 0; const p = &x; return g(p); } fn g(p: *u32) u32 { return p.*; }
// --- ptr in global
const p: *u32 = blk: { var x: u32 = 0; break :blk &x; };
comptime { _ = p; }
// --- ptr in const global
const p: *const u32 = blk: { var x: u32 = 0; _ = &x; break :blk &x; };
comptime { _ = p; }
// --- ptr in const global 2
const p: *const u32 = blk: { var x: u32 = 0; x = 5; const y = x; break :blk &y; };
comptime { @compileLog(p.*); }
// --- type with ptr to comptime var
fn F(comptime p: *u32) type { return struct { const q = p; }; }
comptime { var x: u32 = 0; _ = F(&x); }
// --- array len of comptime ptr
comptime { var x = [_]u8{ 1, 2, 3 }; const s: []u8 = &x; const T = [s.len]u8; @compileLog(T); }
// --- mutate through slice in loop
comptime { var x = [_]u8{ 3, 1, 2 }; const s: []u8 = &x; for (0..s.len) |i| for (i + 1..s.len) |j| if (s[j] < s[i]) { const t = s[i]; s[i] = s[j]; s[j] = t; }; @compileLog(x); }
// --- zero sized
comptime { var x: [0]u8 = .{}; const p = &x; @compileLog(p.len, p.*); var v: void = {}; const q = &v; q.* = {}; @compileLog(q.*); var z: u0 = 0; const r = &z; r.* = 0; @compileLog(r.*); const s: []u8 = &x; @compileLog(s.len); }
// --- align cast ptr align
comptime { var x: u32 align(8) = 1; const p: *align(8) u32 = &x; const q: *align(4) u32 = p; const r: *align(8) u32 = @alignCast(q); @compileLog(@TypeOf(r), r.*); }
// --- int from ptr field of int
comptime { const S = struct { a: u32, b: u32 }; const p: *S = @ptrFromInt(0x1000); @compileLog(@intFromPtr(&p.b) - @intFromPtr(p)); const E = extern struct { a: u32, b: u32 }; const q: *E = @ptrFromInt(0x1000); @compileLog(@intFromPtr(&q.b)); const r: *[4]u16 = @ptrFromInt(0x100); @compileLog(@intFromPtr(&r[3])); }
// --- ptr diff of fields
const E = extern struct { a: u32, b: [4]u32 };
comptime { const e: E = .{ .a = 1, .b = .{ 1, 2, 3, 4 } }; const p: [*]const u32 = @ptrCast(&e); @compileLog(&e.b[3] - &e.b[0], @as([*]const u32, &e.b) - p, p[4]); }
// --- union payload ptr cast
const U = union(enum) { a: u32, b: [4]u8 };
comptime { var u: U = .{ .a = 0x01020304 }; const p: *[4]u8 = @ptrCast(&u.a); p[0] = 9; @compileLog(u.a); u = .{ .b = .{ 1, 2, 3, 4 } }; const q: *align(1) u32 = @ptrCast(&u.b); @compileLog(q.*); }
// --- anyopaque
comptime { var x: u32 = 5; const p: *anyopaque = &x; const q: *u32 = @ptrCast(@alignCast(p)); q.* = 6; @compileLog(x); const r: *u8 = @ptrCast(p); @compileLog(r.*); }
// --- fn ptr memory
fn f() u8 { return 3; } fn g() u8 { return 4; }
comptime { var p: *const fn () u8 = f; @compileLog(p()); p = &g; @compileLog(p(), p == &g); var a = [_]*const fn () u8{ f, g }; a[0] = a[1]; @compileLog(a[0]()); }
