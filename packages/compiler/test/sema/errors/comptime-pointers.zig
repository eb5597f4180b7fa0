// --- past field store
const S = extern struct { a: [2]u8, b: u16 };
comptime { var s: S = .{ .a = .{ 1, 2 }, .b = 0x0403 }; const p: [*]u8 = @ptrCast(&s.a[0]); p[2] = 9; @compileLog(s.b); p[4] = 9; }
// --- before field
const S = extern struct { a: [2]u8, b: u16 };
comptime { var s: S = .{ .a = .{ 1, 2 }, .b = 0x0403 }; const p: [*]u8 = @ptrCast(&s.b); @compileLog((p - 1)[0]); }
// --- before all
const S = extern struct { a: [2]u8, b: u16 };
comptime { var s: S = .{ .a = .{ 1, 2 }, .b = 0x0403 }; const p: [*]u8 = @ptrCast(&s.a); @compileLog((p - 1)[0]); }
// --- past array
comptime { const s: [2]u32 = .{ 1, 2 }; const p: [*]const u32 = &s; @compileLog(p[2]); }
// --- past array sentinel
comptime { const s: [2:9]u32 = .{ 1, 2 }; const p: [*]const u32 = &s; @compileLog(p[2]); @compileLog(p[3]); }
// --- past auto field array
const S = struct { a: [2]u8, b: u16 };
comptime { var s: S = .{ .a = .{ 1, 2 }, .b = 0x0403 }; const p: [*]u8 = @ptrCast(&s.a[0]); @compileLog(p[1]); @compileLog(p[2]); }
// --- comptime only arrays
comptime { const a: [2][3]comptime_int = .{ .{ 1, 2, 3 }, .{ 4, 5, 6 } }; const p: *const [3][2]comptime_int = @ptrCast(&a); @compileLog(p[1][1], p.*); }
// --- comptime only flat
comptime { const a: [2][3]comptime_int = .{ .{ 1, 2, 3 }, .{ 4, 5, 6 } }; const p: *const [6]comptime_int = @ptrCast(&a); @compileLog(p.*); }
// --- comptime only longer
comptime { const a: [2][3]comptime_int = .{ .{ 1, 2, 3 }, .{ 4, 5, 6 } }; const p: *const [7]comptime_int = @ptrCast(&a); @compileLog(p.*); }
// --- comptime only store
comptime { var a: [2][3]comptime_int = .{ .{ 1, 2, 3 }, .{ 4, 5, 6 } }; const p: *[3][2]comptime_int = @ptrCast(&a); p[1] = .{ 7, 8 }; @compileLog(a); }
// --- type arrays sub
comptime { const a: [4]type = .{ u8, u16, u32, u64 }; const p: *const [2]type = @ptrCast(&a[1]); @compileLog(p.*); }
// --- array restructure past
comptime { const a: [4]u8 = .{ 1, 2, 3, 4 }; const p: *const [2]u8 = @ptrCast(&a[3]); @compileLog(p.*); }
// --- array of elements in nested
comptime { const a: [2][2]u8 = .{ .{ 1, 2 }, .{ 3, 4 } }; const p: *const [2]u8 = @ptrCast(&a[0][1]); @compileLog(p.*); }
// --- opt payload
comptime { const a: ?u8 = 3; const p: *const [2]u8 = @ptrCast(&a.?); @compileLog(p.*); }
// --- opt payload 1
comptime { const a: ?u8 = 3; const p: *const i8 = @ptrCast(&a.?); @compileLog(p.*); }
// --- eu payload
comptime { const a: anyerror!u32 = 3; const q = &(a catch unreachable); const p: *const [4]u8 = @ptrCast(q); @compileLog(p.*); }
// --- auto struct field as bytes
const S = struct { a: u32, b: u16 };
comptime { var s: S = .{ .a = 0x01020304, .b = 0x0403 }; const p: [*]u8 = @ptrCast(&s.a); @compileLog(p[1]); p[2] = 9; @compileLog(s.a); @compileLog(p[4]); }
// --- tuple field
comptime { var s: struct { u32, u8 } = .{ 0x01020304, 3 }; const p: [*]u8 = @ptrCast(&s[0]); @compileLog(p[1]); p[2] = 9; @compileLog(s[0]); @compileLog(p[4]); }
// --- wider struct
const A = extern struct { a: u32 }; const B = extern struct { a: u32, b: u8 };
comptime { var s: A = .{ .a = 1 }; const p: *B = @ptrCast(&s); @compileLog(p.a); @compileLog(p.b); }
// --- wider struct whole
const A = extern struct { a: u32 }; const B = extern struct { a: u32, b: u8 };
comptime { var s: A = .{ .a = 1 }; const p: *B = @ptrCast(&s); @compileLog(p.*); }
// --- wider struct store
const A = extern struct { a: u32 }; const B = extern struct { a: u32, b: u8 };
comptime { var s: A = .{ .a = 1 }; const p: *B = @ptrCast(&s); p.b = 1; }
// --- align shift field
comptime { var bytes align(4) = [_]u8{ 1, 2, 3, 4, 5, 6, 7, 8 }; const S = extern struct { a: u32, c: u8 }; const p = @as(*const S, @ptrCast(&bytes)); const v = &p.c; @compileLog(v.*); }
// --- struct in bytes then field ptr store
comptime { var bytes align(4) = [_]u8{ 1, 2, 3, 4, 5, 6, 7, 8 }; const S = extern struct { a: u32, c: u8 }; const p = @as(*S, @ptrCast(&bytes)); p.c = 99; p.a = 0; @compileLog(bytes); }
// --- packed field ptr
const P = packed struct { a: u3, b: u5, c: u8 };
comptime { var s: P = .{ .a = 1, .b = 2, .c = 3 }; const p = &s.b; @compileLog(@TypeOf(p), p.*); p.* = 31; @compileLog(s); }
// --- packed field ptr cast
const P = packed struct { a: u3, b: u5, c: u8 };
comptime { var s: P = .{ .a = 1, .b = 2, .c = 3 }; const p: *align(2:3:2) i5 = @ptrCast(&s.b); @compileLog(p.*); p.* = -1; @compileLog(s); }
// --- bit pointer to int
comptime { var s: u16 = 0x1234; const p: *align(2:4:2) u4 = @ptrCast(&s); @compileLog(p.*); p.* = 0xf; @compileLog(s); }
// --- bit pointer exceeds
comptime { var s: u16 = 0x1234; const p: *align(2:12:4) u8 = @ptrCast(&s); @compileLog(p.*); }
// --- bit pointer host too small
comptime { var s: u16 = 0x1234; const p: *align(2:12:2) u8 = @ptrCast(&s); @compileLog(p.*); }
// --- packed byte aligned field
const P = packed struct { a: u8, b: u8, c: u16 };
comptime { var s: P = .{ .a = 1, .b = 2, .c = 3 }; const p = &s.b; @compileLog(@TypeOf(p)); const q: [*]u8 = @ptrCast(p); @compileLog(q[0], q[1]); }
// --- nested packed
const Q = packed struct { x: u4, y: u4 };
const P = packed struct { a: u4, q: Q, c: u8 };
comptime { var s: P = .{ .a = 1, .q = .{ .x = 2, .y = 3 }, .c = 3 }; const p = &s.q.y; @compileLog(@TypeOf(p), p.*); p.* = 9; @compileLog(s); }
// --- vector element
comptime { var v: @Vector(4, u8) = .{ 1, 2, 3, 4 }; const p = &v[2]; @compileLog(@TypeOf(p), p.*); p.* = 9; @compileLog(v); }
// --- packed union
const Whole = packed union { a: packed struct(u64) { low: u29, rest: u35 }, c: u64, f: f64 };
comptime { var u: Whole = .{ .c = 0 }; u.c = 0xbbbbbbbb; u.a.low = 0x2a; @compileLog(u.c, u.f, u); }
// --- packed union undef
const W = packed union { a: u8, b: i8 };
comptime { var u: W = undefined; @compileLog(u); u.a = 200; @compileLog(u.b, u); const p: *u8 = @ptrCast(&u); p.* = 1; @compileLog(u.b); }
// --- unions eq
const W = packed union { a: u8, b: i8 };
comptime { const x: W = .{ .a = 255 }; const y: W = .{ .b = -1 }; @compileLog(x == y); }
// --- fieldParentPtr
const S = extern struct { a: u32, b: u16 };
comptime { var s: S = .{ .a = 1, .b = 2 }; const p = &s.b; const q: *S = @alignCast(@fieldParentPtr("b", p)); @compileLog(q == &s, q.a); }
// --- fieldParentPtr none
const S = struct { a: u32, b: u16 };
comptime { var s: u16 = 1; const q: *S = @alignCast(@fieldParentPtr("b", &s)); @compileLog(q.a); }
// --- fieldParentPtr index
const S = struct { a: u32, b: u16, c: u16 };
comptime { var s: S = .{ .a = 1, .b = 2, .c = 3 }; const q: *S = @alignCast(@fieldParentPtr("b", &s.c)); @compileLog(q.a); }
// --- fieldParentPtr packed
const S = packed struct { a: u4, b: u4 };
comptime { var s: S = .{ .a = 1, .b = 2 }; const q: *S = @fieldParentPtr("b", &s.b); @compileLog(q == &s, q.a); }
// --- fieldParentPtr union
const S = union { a: u4, b: u4 };
comptime { var s: S = .{ .a = 1 }; const q: *S = @fieldParentPtr("a", &s.a); @compileLog(q == &s, q.a); }
// --- store to const
const g: u8 = 1;
comptime { const p: *u8 = @constCast(&g); p.* = 2; }
// --- store to runtime
var g: u8 = 1;
comptime { const p: *u8 = &g; p.* = 2; }
// --- load runtime
var g: u8 = 1;
comptime { const p: *u8 = &g; _ = p.*; }
// --- load int ptr
comptime { const p: *u8 = @ptrFromInt(16); _ = p.*; }
// --- load null payload
comptime { var o: ?u8 = 1; const p = &o.?; o = null; _ = p.*; }
// --- load err payload
comptime { var o: anyerror!u8 = 1; const p = &(o catch unreachable); o = error.A; _ = p.*; }
// --- load inactive
const U = union { a: u8, b: u16 };
comptime { var o: U = .{ .a = 1 }; const p = &o.a; o = .{ .b = 1 }; _ = p.*; }
// --- store null payload
comptime { var o: ?u8 = 1; const p = &o.?; o = null; p.* = 2; }
// --- store err payload
comptime { var o: anyerror!u8 = 1; const p = &(o catch unreachable); o = error.A; p.* = 2; }
// --- store inactive
const U = union { a: u8, b: u16 };
comptime { var o: U = .{ .a = 1 }; const p = &o.a; o = .{ .b = 1 }; p.* = 2; }
// --- undef optional payload store
comptime { var o: ?u8 = undefined; const p = &o.?; p.* = 2; }
// --- print ptrs
const g: u8 = 1; const arr: [4]u16 = .{1,2,3,4}; const nest: [2][2]u8 = .{.{1,2},.{3,4}};
const X = extern struct { a: u8, b: u32, c: [2]u8 }; const x: X = .{ .a = 1, .b = 2, .c = .{3,4} };
const A = struct { a: u8, b: u32, c: [2]u8 }; const a: A = .{ .a = 1, .b = 2, .c = .{3,4} };
const o: ?u8 = 3; const e: anyerror!u8 = 3; var v: [3]u8 = undefined; const t: struct {u8, u32} = .{1,2};
comptime {
 @compileLog(&g, &arr, &arr[1], arr[1..3], @as([]const u16, arr[1..3]), @as([*]const u16, arr[1..]), @as([*]const u16, &arr), @as([]const u16, &arr));
 @compileLog(&nest[1], &nest[1][1], @as([*]const u8, &nest[1]), @as(*const [4]u8, @ptrCast(&nest)));
 @compileLog(&x, &x.a, &x.b, &x.c, &x.c[1], @as(*const u8, @ptrCast(&x)), @as(*const u8, @ptrCast(&x.b)), @as(*const i32, @ptrCast(&x.b)));
 @compileLog(&a, &a.a, &a.b, &a.c, &a.c[1], @as(*const u8, @ptrCast(&a)));
 @compileLog(&o.?, &(e catch unreachable), &v, &v[2], v[1..], @as([]u8, &v), &t, &t[1]);
 @compileLog(@as(*const u8, @ptrFromInt(255)), @as([*]const u8, @ptrFromInt(4096)), @as(?*u8, null), @as(?*const u8, &g));
 @compileLog(@as([*]const u16, &arr) + 1, @as([*]const u16, &arr) + 7, @as(*const u8, &(@as([*]const u8, @ptrCast(&arr)) + 1)[0]));
}
// --- print comptime memory
comptime { var q: [2]u8 = .{1,2}; _ = &q; @compileLog(&q, &q[1], q[0..1], &@as(u8, 4), &[_]u8{1,2,3}, @as([]const u8, "abc"), "abc", @as([*:0]const u8, "abc"), @as([]const u8, "abcd"[1..3])); }
// --- print trailing zero
comptime { @compileLog([4]u8{3,0,0,0}, [4]u8{0,0,0,0}, [2]u8{0,1}, [1]u8{0}, [3:0]u8{1,0,0}, [4]u8{1,2,0,0}); }
// --- print uav struct
const S = struct { a: u8 };
comptime { @compileLog(&S{ .a = 1 }, &@as(?u8, 3), @as(*const anyopaque, &S{ .a = 1 })); }
// --- equality
const b: [4]u8 align(4) = .{1,2,3,4};
comptime { const p: [*]const u8 = &b; @compileLog(&p[1] == &b[1], @as(*const anyopaque, &b) == @as(*const anyopaque, &b[0]), p + 1 == p, p + 1 == @as([*]const u8, b[1..])); }
// --- order
const b: [4]u8 align(4) = .{1,2,3,4};
comptime { const p: [*]const u8 = &b; @compileLog(@intFromPtr(p) < @intFromPtr(p + 1)); }
// --- order ptr c
const b: [4]u8 align(4) = .{1,2,3,4};
comptime { const p: [*c]const u8 = &b; @compileLog(p < p + 1); }
// --- order ints
comptime { const p: [*c]const u8 = @ptrFromInt(4); const q: [*c]const u8 = @ptrFromInt(8); @compileLog(p < q); }
// --- eq different decls
const a: u8 = 1; const b: u8 = 1;
comptime { @compileLog(&a == &b, &a != &b, &@as(u8, 1) == &@as(u8, 1)); }
// --- eq var decls
var a: u8 = 1; var b: u8 = 1;
comptime { @compileLog(&a == &b, &a == &a); }
// --- eq ptr int
var a: u8 = 1;
comptime { @compileLog(&a == @as(*u8, @ptrFromInt(8))); }
// --- eq fn
fn f() void {} fn g() void {}
comptime { @compileLog(&f == &g, &f == &f); }
// --- eq extern
extern var a: u8; extern var b: u8;
comptime { @compileLog(&a == &b, &a == &a); }
// --- eq optional ptr null
const a: u8 = 1;
comptime { @compileLog(@as(?*const u8, &a) == null, @as([*c]const u8, &a) == null, @as(?*const u8, &a) == &a); }
// --- intFromPtr
const a: u8 = 1;
comptime { @compileLog(@intFromPtr(&a)); }
// --- intFromPtr int
comptime { const p: [*]u16 = @ptrFromInt(16); @compileLog(@intFromPtr(p + 3), @intFromPtr(&p[2]), @intFromPtr(p[1..3])); }
// --- ptrFromInt bad
comptime { const p: *u16 = @ptrFromInt(15); _ = p; }
// --- ptrFromInt 0
comptime { const p: *u16 = @ptrFromInt(0); _ = p; }
// --- ptrFromInt 0 opt
comptime { const p: ?*u16 = @ptrFromInt(0); @compileLog(p); }
// --- ptr sub distance
const arr: [4]u16 = .{1,2,3,4};
comptime { const p: [*]const u16 = &arr; @compileLog((p + 3) - p, &arr[3] - &arr[1]); }
// --- ptr sub neg
const arr: [4]u16 = .{1,2,3,4};
comptime { const p: [*]const u16 = &arr; @compileLog(p - (p + 3)); }
// --- ptr sub different
const arr: [4]u16 = .{1,2,3,4}; const brr: [4]u16 = .{1,2,3,4};
comptime { const p: [*]const u16 = &arr; const q: [*]const u16 = &brr; @compileLog(p - q); }
// --- ptr sub not multiple
const arr: [4]u16 = .{1,2,3,4};
comptime { const p: [*]align(1) const u16 = &arr; const q: [*]align(1) const u16 = @ptrCast(@as([*]const u8, @ptrCast(&arr)) + 1); @compileLog(q - p); }
// --- ptr minus
const arr: [4]u16 = .{1,2,3,4};
comptime { const p: [*]const u16 = arr[2..]; @compileLog((p - 2)[0], (p - 1)[0]); _ = p - 3; }
// --- ptr minus int
comptime { const p: [*]u16 = @ptrFromInt(4); @compileLog(@intFromPtr(p - 2)); _ = p - 3; }
// --- ptr plus overflow
comptime { const p: [*]u16 = @ptrFromInt(0xffff_fffe); _ = p + 3; }
// --- many slice past
comptime { var a = [_:0]u8{ 1, 2, 3 }; const p: [*]u8 = &a; _ = p[0..4 :0]; }
// --- many slice past 2
comptime { var a = [_:0]u8{ 1, 2, 3 }; const p: [*]u8 = &a; _ = p[0..5]; }
// --- many slice past 3
comptime { var a = [_]u8{ 1, 2, 3 }; const p: [*]u8 = &a; _ = p[2..5]; }
// --- many slice past 4
comptime { var a = [_]u8{ 1, 2, 3 }; const p: [*]u8 = &a; _ = p[4..]; }
// --- many slice past 5
comptime { var a = [_]u8{ 1, 2, 3 }; const p: [*]u8 = &a; _ = p[4..4]; }
// --- slice past
comptime { var a = [_]u8{ 1, 2, 3 }; const p: []u8 = &a; _ = p[2..5]; }
// --- sentinel mismatch
comptime { var a = [_]u8{ 1, 2, 3 }; const p: []u8 = &a; _ = p[0..2 :0]; }
// --- sentinel at end of unsentineled
comptime { var a = [_]u8{ 1, 2, 3 }; const p: []u8 = &a; _ = p[0..3 :0]; }
// --- sentinel at end array
comptime { var a = [_]u8{ 1, 2, 3 }; _ = a[0..3 :0]; }
// --- sentinel undefined
comptime { var a: [3]u8 = undefined; _ = a[0..2 :0]; }
// --- many sentinel
comptime { var a = [_]u8{ 1, 0, 3 }; const p: [*]u8 = &a; @compileLog(p[0..1 :0]); _ = p[0..2 :0]; }
// --- slice of ptrInt
comptime { const p: [*]u8 = @ptrFromInt(16); const s = p[0..4]; @compileLog(s.len, @intFromPtr(s)); _ = p[0..4 :0]; }
// --- sentinel vec
comptime { const a = [_]@Vector(2, u32){ .{ 1, 1 }, .{ 2, 2 } }; const s = a[0..1 :.{ 2, 2 }]; @compileLog(s, @TypeOf(s)); }
// --- sentinel vec bad
comptime { const a = [_]@Vector(2, u32){ .{ 1, 1 }, .{ 2, 2 } }; _ = a[0..1 :.{ 2, 3 }]; }
// --- sentinel struct
const S = struct { a: u8 };
comptime { const a = [_]S{ .{ .a = 1 }, .{ .a = 2 } }; _ = a[0..1 :.{ .a = 2 }]; }
// --- sentinel array elem
comptime { const a = [_][2]u8{ .{ 1, 2 }, .{ 3, 4 } }; _ = a[0..1 :.{ 3, 4 }]; }
// --- sentinel float/ptr/opt
comptime { const a = [_]f32{ 1, 2 }; _ = a[0..1 :2]; const b = [_]?u8{ 1, null }; _ = b[0..1 :null]; const c = [_]?*u8{ null, null }; _ = c[0..1 :null]; }
// --- memcpy
comptime { var a = [_]u8{ 1, 2, 3, 4 }; @memcpy(a[0..2], a[2..4]); @compileLog(a); @memcpy(a[0..2], a[1..3]); }
// --- memcpy len
comptime { var a = [_]u8{ 1, 2, 3, 4 }; const n: []const u8 = &.{ 1, 2, 3 }; @memcpy(a[0..2], n); }
// --- memmove
comptime { var a = [_]u8{ 1, 2, 3, 4 }; @memmove(a[0..3], a[1..4]); @compileLog(a); @memmove(a[1..4], a[0..3]); @compileLog(a); }
// --- memset
comptime { var a = [_]u8{ 1, 2, 3, 4 }; @memset(a[1..3], 9); @compileLog(a); @memset(&a, undefined); @compileLog(a); }
// --- memcpy many
comptime { var a = [_]u8{ 1, 2, 3, 4 }; const p: [*]u8 = &a; @memcpy(p[0..2], a[2..4]); const q: [*]const u8 = "xyz"; @memcpy(a[0..2], q); @compileLog(a); }
// --- memcpy types
comptime { var a: [2]comptime_int = .{ 1, 2 }; @memcpy(&a, &[2]comptime_int{ 3, 4 }); @compileLog(a); var t: [2]type = undefined; @memcpy(&t, &[2]type{ u8, u16 }); @compileLog(t); }
// --- memcpy self
comptime { var a = [_]u8{ 1, 2 }; @memcpy(&a, &a); @compileLog(a); }
// --- memcpy rt
var r: [2]u8 = undefined;
comptime { var a = [_]u8{ 1, 2 }; @memcpy(&a, &r); @compileLog(a); }
// --- order 2
const b: [4]u8 align(4) = .{1,2,3,4}; const z: [4]u8 = .{1,2,3,4};
comptime { const p: [*c]const u8 = &b; const q: [*c]const u8 = &z; @compileLog(p < p, p <= p, p > p, p + 1 < p, p + 1 > p, p >= p + 1, p <= p + 1, p < q, p > q, p <= q); }
// --- order int mix
const b: [4]u8 align(4) = .{1,2,3,4};
comptime { const p: [*c]const u8 = &b; const q: [*c]const u8 = @ptrFromInt(4); @compileLog(p < q, p > q, p == q, q < p); }
// --- order one
var a: u8 = 1;
comptime { @compileLog(&a < &a); }
// --- order many
var a: [2]u8 = undefined;
comptime { const p: [*]u8 = &a; @compileLog(p < p + 1); }
// --- order opt
var a: [2]u8 = undefined;
comptime { const p: ?[*]u8 = &a; @compileLog(p == null, p != null, p == p); }
// --- logged pointers into constants without a name
const S = struct { a: u8, n: N };
const N = struct { b: u8 };
const P = packed struct { a: u3, b: u5 };
comptime {
    @compileLog(&(&S{ .a = 1, .n = .{ .b = 2 } }).n.b, &S{ .a = 1, .n = .{ .b = 2 } });
    const p: P = .{ .a = 1, .b = 2 };
    @compileLog(&p, &p.b);
}
