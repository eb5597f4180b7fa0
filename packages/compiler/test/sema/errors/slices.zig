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
