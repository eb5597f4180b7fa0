// --- a slice
export fn f(a: u32) bool { const s: []const u8 = (&[_]u8{ 1, 2 })[0..a]; return s == s; }
// --- an order of bools
export fn f(a: bool) bool { return a < true; }
// --- null and an integer
export fn f(a: u32) bool { return a == null; }
// --- an untagged union
const U = union { a: u32, b: u32 };
export fn f(a: u32) bool { const u = U{ .a = a }; return u == .a; }
// --- an enum without that member
const E = enum { a, b };
export fn f(a: u32) bool { const e: E = if (a == 0) .a else .b; return e == .c; }
// --- different types
export fn f(a: u32) bool { return a == true; }
// --- a fraction and an integer
export fn f(a: u32) bool { return a < 1.5; }
// --- a struct
const S = struct { a: u32 };
export fn f(a: u32) bool { const s = S{ .a = a }; return s == s; }
// --- vectors of different lengths
export fn f(a: u32) void { const v: @Vector(2, u32) = @splat(a); const w: @Vector(3, u32) = @splat(a); _ = v == w; }
// --- a vector and a number
export fn f(a: u32) void { const v: @Vector(2, u32) = @splat(a); _ = v == a; }
// --- an array and a number
export fn f(a: u8) bool { const b = [1]u8{a}; return b == a; }
// --- type as operand of an order
export fn f() bool { return u8 < u16; }
