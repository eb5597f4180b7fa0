// --- elements of a constant that failed
const d: [2]u8 = .{ "a", 1 };
export fn loaded(i: usize) void { _ = d[i]; const x: u8 = "not told"; _ = x; }
export fn addressed(i: usize) void { _ = &d[i]; const x: u8 = "told"; _ = x; }
export fn length() void { _ = d.len; const x: u8 = "not told"; _ = x; }
export fn absent() void { _ = d.foo; }
export fn throughPointer(i: usize) void { const p = &d; _ = p[i]; const x: u8 = "told"; _ = x; }
// --- elements of a variable that failed
var d: [2][2]u8 = .{ "a", 1 };
export fn stored(i: usize) void { d[i][0] = 4; const x: u8 = "told"; _ = x; }
export fn changed(i: usize) void { d[i][0] += 4; const x: u8 = "told"; _ = x; }
export fn loaded(i: usize) void { _ = d[0][i]; const x: u8 = "not told"; _ = x; }
export fn nested(i: usize) void { _ = d[i].len; const x: u8 = "told"; _ = x; }
// --- fields of a variable that failed
const S = struct { comptime a: u8 = 1, b: [2]u8, const z = 5; };
var d: S = .{ .b = "x" };
export fn constant() void { _ = d.a; const x: u8 = "not told"; _ = x; }
export fn absent() void { _ = d.z; }
export fn addressed() void { _ = &d.a; const x: u8 = "told"; _ = x; }
export fn length() void { _ = d.b.len; const x: u8 = "not told"; _ = x; }
// --- vectors without elements
export fn a(x: *@Vector(0, u8)) void { _ = x[0]; }
export fn b(x: *@Vector(0, u8)) void { x[0] = 1; }
comptime { var x: @Vector(0, u8) = .{}; x[0] = 1; }
// --- slices of what failed
var bad: *[:0]const u8 = 5;
var badn: *u8 = "a";
var bada: *[3]u8 = "x";
var rn: usize = 1;
export fn t1() void { _ = bad[0..rn :0]; }
export fn t2() void { _ = bad[0.. :0]; }
export fn t3() void { _ = bad[0..]; }
export fn t4() void { _ = badn[0..1 :0]; }
export fn t5() void { _ = badn[0..]; }
export fn t6() void { _ = badn[1..rn]; }
export fn t7() void { _ = badn[0..5]; }
export fn t8() void { _ = bada[0..5]; }
export fn t9() void { _ = bada["a"..5]; }
export fn t10() void { _ = bad["a"..5]; }
export fn t11() void { _ = badn["a"..5]; }
// --- layouts that elements of pointers need
const Bad = struct { a: void, b: (u8 << 1) };
export fn f() void { _ = &(@as([]Bad, undefined)[0]); }
// --- layouts that elements of pointers to arrays need
const Bad = struct { a: void, b: (u8 << 1) };
export fn f() void { _ = &(@as(*[2]Bad, undefined)[0]); }
// --- layouts that elements of many-item pointers need
const Bad = struct { a: void, b: (u8 << 1) };
export fn f() void { _ = @as([*]Bad, undefined)[0]; }
// --- layouts that copies need
const Bad = struct { a: void, b: (u8 << 1) };
export fn f() void { @memcpy(@as([]Bad, undefined), @as([]u8, undefined)); }
