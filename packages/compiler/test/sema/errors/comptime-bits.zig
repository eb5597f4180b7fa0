// --- packed partial undef
const P = packed struct { a: u4, b: u12 };
comptime { var p: P = undefined; p.a = 1; @compileLog(p, p.a, p.b); }
// --- packed partial undef init
const P = packed struct { a: u4, b: u12 };
comptime { const p: P = .{ .a = 1, .b = undefined }; @compileLog(p, p.a, p.b); }
// --- packed partial undef bitcast
const P = packed struct { a: u4, b: u12 };
comptime { const p: P = .{ .a = 1, .b = undefined }; @compileLog(@as(u16, @bitCast(p))); }
// --- extern partial undef
const P = extern struct { a: u16, b: u16 };
comptime { const p: P = .{ .a = 1, .b = undefined }; @compileLog(@as(u32, @bitCast(p)), @as([4]u8, @bitCast(p)), @as([2]u16, @bitCast(p))); }
// --- vec partial undef
comptime { const p: @Vector(2, u8) = .{ 1, undefined }; @compileLog(@as(u16, @bitCast(p)), @as([2]u8, @bitCast(p))); }
// --- bitcast misc
comptime { @compileLog(@as([3]u8, @bitCast(@as(u24, 0x010203))), @as(u24, @bitCast([3]u8{1,2,3})), @as(@Vector(8, bool), @bitCast(@as(u8, 0xa5))), @as(u8, @bitCast(@Vector(8, bool){true,false,false,true,false,false,false,true}))); }
// --- bitcast ptr
const A = extern struct { p: *const u32 }; const B = extern struct { p: usize };
const x: u32 = 9;
comptime { const b: B = @bitCast(A{ .p = &x }); @compileLog(b.p); }
// --- bitcast extern union
const U = extern union { a: u32, b: [4]u8 };
comptime { const b: U = @bitCast(@as(u32, 0x01020304)); @compileLog(b.b, b.a, b); const c: u32 = @bitCast(b); @compileLog(c); }
// --- bitcast padding
const A = extern struct { a: u8, b: u16 };
comptime { const a: A = @bitCast(@as(u32, 0x01020304)); @compileLog(a, @as(u32, @bitCast(a))); }
// --- bitcast undef
comptime { const a: f32 = @bitCast(@as(u32, undefined)); @compileLog(a); }
// --- bitcast float nan
comptime { const a: f32 = @bitCast(@as(u32, 0x7fc00001)); @compileLog(@as(u32, @bitCast(a)), a); }
// --- bitcast enum
const E = enum(u8) { a, b, _ };
comptime { const a: E = @bitCast(@as(u8, 1)); @compileLog(a); }
// --- bitcast array of structs
const P = packed struct { a: u4, b: u4 };
comptime { const a: [2]P = @bitCast(@as(u16, 0x1234)); @compileLog(a); }
// --- bool vector element
comptime { var v: @Vector(4, bool) = .{ true, false, true, false }; const p = &v[1]; @compileLog(@TypeOf(p), p.*); p.* = true; @compileLog(v); }
// --- u4 vector element
comptime { var v: @Vector(4, u4) = .{ 1, 2, 3, 4 }; const p = &v[1]; @compileLog(@TypeOf(p), p.*); p.* = 9; @compileLog(v); }
// --- u24 vector element
comptime { var v: @Vector(4, u24) = .{ 1, 2, 3, 4 }; const p = &v[1]; @compileLog(@TypeOf(p), p.*); p.* = 9; @compileLog(v); }
// --- vector elements through many ptr
comptime { var v: @Vector(4, u16) = .{ 1, 2, 3, 4 }; const p: [*]u16 = @ptrCast(&v); @compileLog(p[2]); p[3] = 7; @compileLog(v); const q: [*]u16 = @ptrCast(&v[1]); @compileLog(q[1]); }
// --- ptr in extern union
const U = extern union { p: *const u8, n: usize, q: *const i8 };
const g: u8 = 7;
comptime { var u: U = .{ .p = &g }; _ = &u; @compileLog(u.p.*, u.q.*); @compileLog(u.n); }
// --- ptr bytes memcpy
const g: u8 = 7;
comptime { var p: *const u8 = &g; var q: *const u8 = undefined; @memcpy(@as(*[4]u8, @ptrCast(&q)), @as(*[4]u8, @ptrCast(&p))); @compileLog(q.*); }
// --- fn ptr as usize
fn f() void {}
comptime { var p: *const fn () void = &f; const q: **const fn () u8 = @ptrCast(&p); @compileLog(q.* == @as(*const fn () u8, @ptrCast(&f))); }
// --- fn by value ptr
fn pointer(f: anytype) *const @TypeOf(f) { return &f; }
fn zero() u8 { return 0; }
comptime { @compileLog(pointer(zero) == &zero); const z = zero; @compileLog(&z == &zero, pointer(zero)); var w = zero; _ = &w; @compileLog(&w == &zero); }
// --- threadlocal
threadlocal var t: u8 = 1;
comptime { @compileLog(&t); }
// --- threadlocal 2
threadlocal var t: [2]u8 = .{1,2};
comptime { @compileLog(&t[1], t[0..]); }
// --- align undefined slice elem
comptime { const s: []align(64) const u8 = undefined; @compileLog(@TypeOf(&s[0]), @TypeOf(&s[1])); _ = s[0]; }
// --- undefined slice elem
comptime { const s: []const u8 = undefined; @compileLog(s[0]); }
// --- undefined many elem
comptime { const s: [*]const u8 = undefined; @compileLog(@TypeOf(&s[0]), &s[1]); @compileLog(s[0]); }
// --- undefined slice
comptime { const s: []const u8 = undefined; @compileLog(s.len); @compileLog(s.ptr); _ = s[0..1]; }
// --- undefined ptr deref
comptime { const s: *const u8 = undefined; _ = s.*; }
// --- undefined ptr store
comptime { const s: *u8 = undefined; s.* = 1; }
// --- bit pointer type eq
comptime { @compileLog(*align(1:0:2) u16 == *align(1) u16, *align(2:0:2) u16, *align(1:0:1) u8, *align(4:8:4) u8, *align(1:8:4) u8); }
// --- uav ptr identity
comptime { const p = &@as(u32, 5); const q = &@as(u32, 5); @compileLog(p == q); const a: *const u32 = &5; @compileLog(a == p); }
// --- slice eq
comptime { const a: []const u8 = "abc"; const b: []const u8 = "abc"; @compileLog(a.ptr == b.ptr); }
// --- partial array
comptime { var a: [3]u8 = undefined; a[1] = 5; @compileLog(a); const b = a; @compileLog(b[1], b[0]); }
// --- int store u24 memory
comptime { var b: [4]u8 align(4) = .{1,2,3,4}; const p: *u24 = @ptrCast(&b); p.* = 0xffffff; @compileLog(b, p.*); }
// --- bool in memory arr
comptime { var b: [4]bool = .{true,false,true,true}; const p: *[4]u8 = @ptrCast(&b); @compileLog(p.*); p[1] = 1; @compileLog(b); }
// --- usize ptr int read
comptime { var b: usize = 16; const p: *?*u8 = @ptrCast(&b); @compileLog(p.*.?); p.* = null; @compileLog(b); }
// --- slice of bytes as slice of u32
comptime { var b: [8]u8 align(4) = .{1,2,3,4,5,6,7,8}; const p: []u32 = @ptrCast(@as([]align(4) u8, &b)); @compileLog(p.len, p[1]); p[0] = 0; @compileLog(b); }
// --- ptrcast slice lens bad
comptime { var b: [7]u8 align(4) = .{1,2,3,4,5,6,7}; const p: []u32 = @ptrCast(@as([]align(4) u8, &b)); @compileLog(p.len); }
// --- align cast
comptime { var b: [8]u8 align(4) = .{1,2,3,4,5,6,7,8}; const p: *align(4) u8 = @alignCast(&b[1]); _ = p; }
// --- align cast 4
comptime { var b: [8]u8 align(4) = .{1,2,3,4,5,6,7,8}; const p: *align(4) u8 = @alignCast(&b[4]); _ = p; }
// --- align cast int
comptime { const q: *u8 = @ptrFromInt(6); const p: *align(4) u8 = @alignCast(q); _ = p; }
