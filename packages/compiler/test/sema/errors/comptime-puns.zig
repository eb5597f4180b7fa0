// --- type pun signed unsigned
comptime { var x: u32 = 0; const y: *i32 = @ptrCast(&x); y.* = -1; if (x != 0xffff_ffff) @compileError("x"); var a: [2]u32 = .{ 0, 0 }; const p: [*]i32 = @ptrCast(&a); p[0] = -1; p[1] = -2; @compileLog(a); const q: *[2]i32 = @ptrCast(&a); q[1] = 5; @compileLog(a); }
// --- type pun value and struct
const StructOfU32 = extern struct { x: u32 };
comptime { var inst: StructOfU32 = .{ .x = 0x12345678 }; const p: *u32 = @ptrCast(&inst); if (p.* != 0x12345678) @compileError("x"); p.* = 7; @compileLog(inst); }
// --- endianness
const S = extern struct { x: [4]u8 };
comptime { var s: S = .{ .x = .{ 0x78, 0x56, 0x34, 0x12 } }; const p: *align(1) u32 = @ptrCast(&s); @compileLog(p.*); p.* = 0xd0c0b0a0; @compileLog(s); }
// --- shuffle
const Bits = packed struct { p0: u1, p1: u4, p2: u3, p3: u2, p4: u6, p5: u8, p6: u7, p7: u1 };
fn ShuffledIntegers(comptime From: type, comptime To: type, v: u64) u64 { const n = @divExact(@sizeOf(u64), @sizeOf(From)); var r: u64 = 0; const src: *align(1) const [n]From = @ptrCast(&v); const dst: *align(1) [n]To = @ptrCast(&r); var i: usize = 0; while (i < n) : (i += 1) { inline for (0..@sizeOf(From)) |b| { _ = b; } dst[i] = @as(*align(1) const To, @ptrCast(&src[i])).*; } return r; }
comptime { @compileLog(ShuffledIntegers(u16, i16, 0x1122334455667788), ShuffledIntegers(u32, [4]u8, 0x1122334455667788), ShuffledIntegers(Bits, u32, 0x1122334455667788), ShuffledIntegers(u8, Bits2, 0x1122334455667788)); }
const Bits2 = packed struct { a: u3, b: u5 };
// --- bits pun
const Bits = packed struct { p0: u1, p1: u4, p2: u3, p3: u2, p4: u6, p5: u8, p6: u7, p7: u1 };
comptime { var v: u32 = undefined; const b: *Bits = @ptrCast(&v); v = 0; b.p0 = 1; b.p1 = 0xf; b.p3 = 2; b.p5 = 0xaa; b.p7 = 1; @compileLog(v, b.p4, b.*); const q = &b.p6; q.* = 0x7f; @compileLog(v); }
// --- ptr in packed through bytes
comptime { var buf: [8]u8 align(8) = @splat(0); const s: []u8 = buf[2..6]; for (s, 0..) |*x, i| x.* = i + 1; const p: *align(2) u32 = @alignCast(@ptrCast(s.ptr)); @compileLog(buf, p.*); }
// --- offset array ptr
comptime { var arr: [4]u64 = .{ 1, 2, 3, 4 }; const a: [*]u64 = &arr; const addr = a + 2; @compileLog(addr[0], (addr - 1)[0], addr - a); const b: *[2]u64 = @ptrCast(addr); b[1] = 9; @compileLog(arr); }
// --- offset field by size
const VeryAlign = struct { x: u64, y: u8 };
comptime { var s: VeryAlign = .{ .x = 1, .y = 2 }; const p = &s.y; const q: *VeryAlign = @alignCast(@fieldParentPtr("y", p)); q.x = 5; @compileLog(s, q == &s); }
// --- array elem of struct parent
const N = struct { v: u32, arr: [3]u16, n: ?*const @This() };
comptime { var a: N = .{ .v = 1, .arr = .{ 1, 2, 3 }, .n = null }; const b: N = .{ .v = 2, .arr = .{ 4, 5, 6 }, .n = &a }; const p = b.n.?; @compileLog(p.v, p.arr[1]); a.arr[1] = 77; @compileLog(b.n.?.arr[1]); }
// --- linked list
const Node = struct { next: ?*Node = null, v: u32 };
comptime { var c: Node = .{ .v = 3 }; var b: Node = .{ .v = 2, .next = &c }; var a: Node = .{ .v = 1, .next = &b }; var sum: u32 = 0; var it: ?*Node = &a; while (it) |n| : (it = n.next) { sum += n.v; n.v *= 10; } @compileLog(sum, a.v, b.v, c.v); b.next = null; @compileLog(a.next.?.next == null); }
// --- dance linker
const Frag = struct { ptr: [*]u8, len: usize };
comptime { var out: [8]u8 = undefined; const parts = [_][]const u8{ "ab", "cde", "f" }; var n: usize = 0; for (parts) |p| { @memcpy(out[n..][0..p.len], p); n += p.len; } const res = out[0..n].*; @compileLog(res, @TypeOf(res)); }
// --- sort
fn less(_: void, a: u8, b: u8) bool { return a < b; }
comptime { var a = [_]u8{ 5, 3, 9, 1, 7 }; var i: usize = 1; while (i < a.len) : (i += 1) { var j = i; while (j > 0 and less({}, a[j], a[j - 1])) : (j -= 1) { const t = a[j]; a[j] = a[j - 1]; a[j - 1] = t; } } @compileLog(a); }
// --- union reinterp
const U = extern union { f: f32, i: u32, b: [4]u8, s: extern struct { lo: u16, hi: u16 } };
comptime { var u: U = .{ .f = 1.5 }; @compileLog(u.i, u.b, u.s.hi); u.s.lo = 0xffff; @compileLog(u.i); u.b[3] = 0; @compileLog(u.i, u.f == 0); const p = &u.s.hi; p.* = 1; @compileLog(u.b); }
// --- packed union nested
const PU = packed union { a: u16, b: packed struct(u16) { x: u4, y: u12 }, c: i16 };
const PS = packed struct(u32) { u: PU, v: u16 };
comptime { var s: PS = .{ .u = .{ .a = 0x1234 }, .v = 0xffff }; @compileLog(s.u.b.x, s.u.c); s.u.b.y = 0; @compileLog(s.u.a, s.v); s.u = .{ .c = -1 }; @compileLog(@as(u32, @bitCast(s))); const p = &s.u; p.* = .{ .a = 1 }; @compileLog(s.u.b.x); }
// --- packed ptr chain
const In = packed struct(u8) { a: u3, b: u5 }; const Out = packed struct(u24) { h: u8, in: In, t: u8 };
comptime { var o: Out = .{ .h = 1, .in = .{ .a = 2, .b = 3 }, .t = 4 }; const p = &o.in; const q = &p.b; q.* = 31; @compileLog(o, @TypeOf(p), @TypeOf(q)); p.* = .{ .a = 7, .b = 0 }; @compileLog(@as(u24, @bitCast(o))); const r: *In = @ptrCast(&o.in); _ = r; }
// --- packed int ptr
const In = packed struct(u16) { a: u3, b: u5, c: u8 };
comptime { var o: In = .{ .a = 2, .b = 3, .c = 4 }; const p: *u16 = @ptrCast(&o); p.* += 1; @compileLog(o); const q: *[2]u8 = @ptrCast(&o); q[1] = 9; @compileLog(o.c); }
// --- vec memory
comptime { var v: @Vector(4, u32) = .{ 1, 2, 3, 4 }; const p: *[4]u32 = @ptrCast(&v); p[2] = 9; v[0] = 7; @compileLog(v, p.*); var b: @Vector(8, bool) = @splat(false); b[3] = true; const q: *u8 = @ptrCast(&b); @compileLog(q.*); q.* = 0xf0; @compileLog(b); }
// --- float memory
comptime { var f: f64 = 1; const p: *[8]u8 = @ptrCast(&f); p[7] = 0xbf; @compileLog(f); const q: *u64 = @ptrCast(&f); q.* = 0; @compileLog(f); var h: f16 = 1; const r: *u16 = @ptrCast(&h); @compileLog(r.*); var l: f128 = 1; const m: *[16]u8 = @ptrCast(&l); @compileLog(m.*); }
// --- enum memory
const E = enum(u16) { a = 1, b = 0x100, _ };
comptime { var e: E = .b; const p: *[2]u8 = @ptrCast(&e); @compileLog(p.*); p[0] = 1; @compileLog(e); p.* = .{ 1, 0 }; @compileLog(e); }
// --- optional ptr array
comptime { var x: u8 = 1; var a: [2]?*u8 = .{ null, &x }; const p: *[2]usize = @ptrCast(&a); @compileLog(p[0]); p[1] = 0; @compileLog(a[1] == null); }
// --- copy struct with ptr via extern
const A = extern struct { p: *const u8, n: u32 }; const B = extern struct { q: *const i8, m: i32 };
const g: u8 = 200;
comptime { var a: A = .{ .p = &g, .n = 0xffff_ffff }; _ = &a; const b: *B = @ptrCast(&a); @compileLog(b.q.*, b.m); const c = b.*; @compileLog(c.m, c.q == @as(*const i8, @ptrCast(&g))); b.m = 5; @compileLog(a.n, a.p.*); }
// --- slice of cast
comptime { var a: [3]u32 = .{ 1, 2, 3 }; const s: []u32 = &a; const b: []u8 = @ptrCast(s); @compileLog(b.len, b[4]); b[4] = 9; @compileLog(a); const t: []align(1) u16 = @ptrCast(b[2..6]); @compileLog(t.len, t[1]); }
// --- nested arrays
comptime { var a: [2][3]u8 = .{ .{ 1, 2, 3 }, .{ 4, 5, 6 } }; const p: *[6]u8 = @ptrCast(&a); p[4] = 50; @compileLog(a); const q: *[3][2]u8 = @ptrCast(&a); q[0] = .{ 9, 8 }; @compileLog(a, q[1]); const r: [*][2]u8 = q; @compileLog(r[2]); for (&a) |*row| for (row) |*x| { x.* += 1; }; @compileLog(p.*); }
// --- sentinel arrays nested
comptime { var a: [2][2:0]u8 = .{ .{ 1, 2 }, .{ 4, 5 } }; const p: *[6]u8 = @ptrCast(&a); @compileLog(p.*); p[3] = 9; @compileLog(a); }
// --- zero bit fields
const Z = extern struct { a: u8, z: [0]u32, b: u8 };
comptime { var z: Z = .{ .a = 1, .z = .{}, .b = 2 }; @compileLog(@sizeOf(Z), @offsetOf(Z, "b")); const p: [*]u8 = @ptrCast(&z); p[@offsetOf(Z, "b")] = 7; @compileLog(z.b); }
// --- tuple memory
comptime { var t = .{ @as(u8, 1), @as(u16, 2), "abc" }; t[1] = 9; const p = &t[0]; p.* = 4; @compileLog(t); }
// --- labeled ptr blocks
comptime { var x: u32 = 1; const p = blk: { if (x == 1) break :blk &x; unreachable; }; p.* = 2; @compileLog(x); const f = struct { fn inc(q: *u32) *u32 { q.* += 1; return q; } }; f.inc(f.inc(p)).* += 10; @compileLog(x); }
// --- returned ptr
fn mk() *const [3]u8 { const a = [_]u8{ 1, 2, 3 }; return &a; }
fn mk2(comptime n: u8) *const u8 { const a = n * 2; return &a; }
comptime { const p = mk(); @compileLog(p[1], mk2(4).*, mk2(4) == mk2(4)); }
// --- errdefer memory
fn f(p: *u32, fail: bool) !void { p.* += 1; errdefer p.* += 100; defer p.* += 10; if (fail) return error.X; }
comptime { var x: u32 = 0; f(&x, false) catch {}; @compileLog(x); f(&x, true) catch {}; @compileLog(x); }
// --- sentinels of bytes in what is logged, several bytes
comptime { const a: [2:1]u8 = .{ 1, 2 }; @compileLog(a); }
comptime { const a: [2:0]u8 = .{ 1, 2 }; @compileLog(a); }
comptime { const a: [2][2:1]u8 = .{ .{ 1, 2 }, .{ 3, 4 } }; @compileLog(a); }
comptime { const a: [2][2:0]u8 = .{ .{ 1, 2 }, .{ 3, 4 } }; @compileLog(a); }
comptime { const a: [2][2:0]u8 = .{ "ab".*, "cd".* }; @compileLog(a); }
comptime { const a: [:1]const u8 = &.{ 1, 2 }; @compileLog(a); }
comptime { const a: *const [2:1]u8 = &.{ 1, 2 }; @compileLog(a); }
comptime { const a: [2:1]u16 = .{ 1, 2 }; @compileLog(a); }
comptime { const a: ?[2:0]u8 = "ab".*; @compileLog(a); }
comptime { const a: [2:1]u8 = @bitCast(@as(u16, 0x0201)); @compileLog(a); }
comptime { var a: [2][2:1]u8 = undefined; a[0] = .{ 1, 2 }; a[1] = .{ 3, 4 }; a[1][0] = 9; @compileLog(a); @compileLog(a[1]); }
comptime { var a: [2:1]u8 = .{ 1, 2 }; a[1] = 9; @compileLog(a); }
comptime { var a: [2:0]u8 = "ab".*; a[1] = 'x'; @compileLog(a); }
comptime { const a: [0:1]u8 = .{}; @compileLog(a); }
comptime { const a: [0:0]u8 = .{}; @compileLog(a); }
comptime { const a: [1:0]u8 = .{0}; @compileLog(a); }
comptime { const a: [1:3]u8 = .{0}; @compileLog(a); }
comptime { const a: [1:'"']u8 = .{'x'}; @compileLog(a); }
comptime { const a: [2]u8 = .{ 'x', 0 }; @compileLog(a); }
// --- sentinels of bytes in what is logged, equal bytes
comptime { const a: [2:1]u8 = .{ 5, 5 }; @compileLog(a); }
comptime { const a: [2:5]u8 = .{ 5, 5 }; @compileLog(a); }
comptime { const a: [3:1]u8 = .{ 5, 5, 5 }; @compileLog(a); }
comptime { const a: [1:5]u8 = .{5}; @compileLog(a); }
comptime { const a: [2:0]u8 = .{ 5, 5 }; @compileLog(a); }
comptime { const a: [2]u8 = .{ 5, 5 }; @compileLog(a); }
comptime { const a: [1]u8 = .{5}; @compileLog(a); }
comptime { const a: [1]u8 = .{0}; @compileLog(a); }
comptime { const a: [2]u8 = .{ 0, 0 }; @compileLog(a); }
comptime { const a: [3]u8 = @splat(7); @compileLog(a); }
comptime { const a: [3:1]u8 = @splat(7); @compileLog(a); }
