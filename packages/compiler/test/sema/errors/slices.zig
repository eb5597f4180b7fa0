// --- end beyond the array
export fn f() usize { const a = [_]u8{ 1, 2 }; return a[0..3].len; }
// --- start after the end
export fn f() usize { const a = [_]u8{ 1, 2 }; return a[2..1].len; }
// --- end beyond the sentinel
const s: [:0]const u8 = "ab";
export fn f() usize { return s[0..4].len; }
// --- single item with other bounds
export fn f(x: u32) usize { const p = &x; return p[0..2].len; }
// --- single item up to no end
export fn f(x: u32) usize { const p = &x; return p[0..].len; }
// --- what is no array
export fn f(x: u32) usize { return x[0..1].len; }
// --- sentinel that is not there
const a = [_]u8{ 1, 2, 3 };
export fn f() usize { return a[0..2 :0].len; }
// --- sentinel of a type that cannot be compared
const S = struct { a: u8 };
export fn f() u8 { const x = [_]S{ .{ .a = 1 }, .{ .a = 2 } }; return x[0..1 :S{ .a = 2 }].len; }
// --- sentinel of another type
export fn f(p: [*:1]const u8) u8 { return p[0..4 :true][0]; }
// --- of single items and others
export fn entry(ptr: *i32) i32 { return ptr[1]; }
export fn e2(p: *i32) void { p[0] = 1; _ = p[0..2]; }
export fn e3(p: *i32) void { _ = p[0..]; }
export fn e4(p: *i32) void { _ = p[1..1]; _ = p[1..0]; }
export fn e5(p: *i32, n: usize) void { _ = p[0..n]; }
export fn e6(p: *i32, n: usize) void { _ = p[n..1]; }
export fn e7(p: *i32) void { _ = p[0..0]; _ = p[0..1 :0]; _ = p[-1..1]; }
export fn e8(p: [*]i32, n: usize) void { _ = p[0..n]; _ = p[0..]; _ = p[2..1]; }
export fn e9(p: u8) void { _ = p[0..]; }
export fn e10(p: [3]u8) void { _ = p[0..4]; }
export fn e11(p: *[3]u8) void { _ = p[0..4]; }
export fn e12(p: *[3:0]u8) void { _ = p[0..4]; _ = p[0..5]; }
export fn e13(p: []u8) void { _ = p[3..1]; }
export fn e14(p: []u8) void { _ = p["a"..1]; }
export fn e15() void { const p: []const u8 = "abc"; _ = p[0..5]; }
export fn e16() void { const p = "abc"; _ = p[0..2 :0]; }
export fn e17() void { comptime { const p = "abc"; _ = p[0..2 :1]; _ = p[0..2 :'c']; } }
export fn e18(p: struct { u8 }) void { _ = p[0..1]; }
export fn e19(p: @Vector(2, u8)) void { _ = p[0..1]; }
export fn e20(p: [*:0]u8) void { _ = p[0..]; _ = p[0.. :0]; _ = p[0..3 :1]; }
export fn e21(p: [*c]u8) void { _ = p[0..]; const n: [*c]u8 = null; _ = n[0..1]; }
export fn e22(p: []u8) void { p[0..1] = "a"; }
export fn e23(p: []u8) void { p[0..1].* = "a"; }
export fn e24(p: []const u8) void { p[0..1].* = "a".*; }
