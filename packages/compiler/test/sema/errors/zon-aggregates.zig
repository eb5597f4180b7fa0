// --- comptime_int from float bad
export fn f() void { const x: comptime_int = @import("a.zon"); _ = x; }
// a.zon
3.5
// --- nan without type
export fn f() void { @compileLog(@import("a.zon")); }
// a.zon
nan
// --- -inf without type
export fn f() void { @compileLog(@import("a.zon")); }
// a.zon
.{ -inf }
// --- struct missing
const S = struct { a: u8, b: []const u8, c: ?u8 = null };
export fn f() void { const x: S = @import("a.zon"); _ = x; }
// a.zon
.{ .c = 1 }
// --- struct missing all
const S = struct { a: u8, b: []const u8, c: ?u8 = null };
export fn f() void { const x: S = @import("a.zon"); _ = x; }
// a.zon
.{}
// --- struct unknown
const S = struct { a: u8, b: []const u8 = "", c: ?u8 = null };
export fn f() void { const x: S = @import("a.zon"); _ = x; }
// a.zon
.{ .a = 1, .d = 5 }
// --- struct nested wrong
const S = struct { a: struct { q: u8 } };
export fn f() void { const x: S = @import("a.zon"); _ = x; }
// a.zon
.{ .a = .{ .q = "x" } }
// --- struct with int
const S = struct { a: u8 };
export fn f() void { const x: S = @import("a.zon"); _ = x; }
// a.zon
5
// --- struct with tuple
const S = struct { a: u8 };
export fn f() void { const x: S = @import("a.zon"); _ = x; }
// a.zon
.{ 5 }
// --- comptime field bad
const S = struct { comptime a: u8 = 5, b: u8 };
export fn f() void { const x: S = @import("a.zon"); _ = x; }
// a.zon
.{ .a = 6, .b = 1 }
// --- tuple type short
export fn f() void { const x: struct { u8, []const u8 } = @import("a.zon"); _ = x; }
// a.zon
.{ 6 }
// --- tuple type long
export fn f() void { const x: struct { u8, []const u8 } = @import("a.zon"); _ = x; }
// a.zon
.{ 6, "x", 3 }
// --- tuple type comptime bad
export fn f() void { const x: struct { comptime u8 = 6, []const u8 } = @import("a.zon"); _ = x; }
// a.zon
.{ 7, "x" }
// --- tuple type empty
export fn f() void { const x: struct { u8, []const u8 } = @import("a.zon"); _ = x; }
// a.zon
.{}
// --- tuple type struct
export fn f() void { const x: struct { u8, []const u8 } = @import("a.zon"); _ = x; }
// a.zon
.{ .a = 1 }
// --- array short
export fn f() void { const x: [3]u8 = @import("a.zon"); _ = x; }
// a.zon
.{ 1, 2 }
// --- array long
export fn f() void { const x: [3]u8 = @import("a.zon"); _ = x; }
// a.zon
.{ 1, 2, 3, 4 }
// --- array wrong elem
export fn f() void { const x: [3]u8 = @import("a.zon"); _ = x; }
// a.zon
.{ 1, "a", 3 }
// --- array from string
export fn f() void { const x: [3]u8 = @import("a.zon"); _ = x; }
// a.zon
"abc"
// --- array nonempty empty
export fn f() void { const x: [1]u8 = @import("a.zon"); _ = x; }
// a.zon
.{}
// --- vector short
export fn f() void { const x: @Vector(3, u8) = @import("a.zon"); _ = x; }
// a.zon
.{ 1, 2 }
// --- vector bad
export fn f() void { const x: @Vector(3, u8) = @import("a.zon"); _ = x; }
// a.zon
.{ 1, 2, "a" }
// --- string other sentinel
export fn f() void { const x: [:1]const u8 = @import("a.zon"); _ = x; }
// a.zon
"abc"
// --- string mutable
export fn f() void { const x: []u8 = @import("a.zon"); _ = x; }
// a.zon
"abc"
// --- slice mutable
export fn f() void { const x: []u16 = @import("a.zon"); _ = x; }
// a.zon
.{1}
// --- string to u16 slice
export fn f() void { const x: []const u16 = @import("a.zon"); _ = x; }
// a.zon
"ab"
// --- pointer to array
export fn f() void { const x: *const [3]u8 = @import("a.zon"); _ = x; }
// a.zon
"abc"
// --- many pointer
export fn f() void { const x: [*]const u8 = @import("a.zon"); _ = x; }
// a.zon
"abc"
// --- many pointer z
export fn f() void { const x: [*:0]const u8 = @import("a.zon"); _ = x; }
// a.zon
"abc"
// --- enum bad
const E = enum { a, b };
export fn f() void { const x: E = @import("a.zon"); _ = x; }
// a.zon
.c
// --- enum string
const E = enum { a, b };
export fn f() void { const x: E = @import("a.zon"); _ = x; }
// a.zon
"a"
// --- enum int
const E = enum(u8) { a, b, _ };
export fn f() void { const x: E = @import("a.zon"); _ = x; }
// a.zon
5
// --- enum decl literal
const E = enum(u8) { a, b, const c: E = .a; };
export fn f() void { const x: E = @import("a.zon"); _ = x; }
// a.zon
.c
// --- union void by struct
const U = union(enum) { a: u8, b, c: []const u8 };
export fn f() void { const x: U = @import("a.zon"); _ = x; }
// a.zon
.{ .b = {} }
// --- union void by struct 2
const U = union(enum) { a: u8, b, c: []const u8 };
export fn f() void { const x: U = @import("a.zon"); _ = x; }
// a.zon
.{ .b = .{} }
// --- union enum literal of nonvoid
const U = union(enum) { a: u8, b, c: []const u8 };
export fn f() void { const x: U = @import("a.zon"); _ = x; }
// a.zon
.a
// --- union unknown lit
const U = union(enum) { a: u8, b, c: []const u8 };
export fn f() void { const x: U = @import("a.zon"); _ = x; }
// a.zon
.d
// --- union unknown field
const U = union(enum) { a: u8, b, c: []const u8 };
export fn f() void { const x: U = @import("a.zon"); _ = x; }
// a.zon
.{ .d = 1 }
// --- union two
const U = union(enum) { a: u8, b, c: []const u8 };
export fn f() void { const x: U = @import("a.zon"); _ = x; }
// a.zon
.{ .a = 1, .c = "x" }
// --- union none
const U = union(enum) { a: u8, b, c: []const u8 };
export fn f() void { const x: U = @import("a.zon"); _ = x; }
// a.zon
.{}
// --- union int
const U = union(enum) { a: u8, b, c: []const u8 };
export fn f() void { const x: U = @import("a.zon"); _ = x; }
// a.zon
1
// --- union payload wrong
const U = union(enum) { a: u8, b, c: []const u8 };
export fn f() void { const x: U = @import("a.zon"); _ = x; }
// a.zon
.{ .c = 1 }
// --- untagged union
const U = union { a: u8, b, c: []const u8 };
export fn f() void { const x: U = @import("a.zon"); _ = x; }
// a.zon
.{ .a = 1 }
// --- untagged union lit
const U = union { a: u8, b, c: []const u8 };
export fn f() void { const x: U = @import("a.zon"); _ = x; }
// a.zon
.b
// --- optional wrong
export fn f() void { const x: ?u8 = @import("a.zon"); _ = x; }
// a.zon
"a"
// --- optional too big
export fn f() void { const x: ?u8 = @import("a.zon"); _ = x; }
// a.zon
256
// --- double optional
export fn f() void { const x: ??u8 = @import("a.zon"); _ = x; }
// a.zon
256
// --- optional of optional ptr
const S = struct { a: ?*const ?u8 };
export fn f() void { const x: S = @import("a.zon"); _ = x; }
// a.zon
.{ .a = 1 }
// --- error union
export fn f() void { const x: anyerror!u8 = @import("a.zon"); _ = x catch {}; }
// a.zon
1
// --- error set
export fn f() void { const x: anyerror = @import("a.zon"); _ = x; }
// a.zon
1
// --- type
export fn f() void { const x: type = @import("a.zon"); _ = x; }
// a.zon
1
// --- fn
export fn f() void { const x: fn () void = @import("a.zon"); _ = x; }
// a.zon
1
// --- fn ptr
export fn f() void { const x: *const fn () void = @import("a.zon"); _ = x; }
// a.zon
1
// --- void
export fn f() void { const x: void = @import("a.zon"); _ = x; }
// a.zon
1
// --- null type
export fn f() void { const x: @TypeOf(null) = @import("a.zon"); _ = x; }
// a.zon
1
// --- undefined type
export fn f() void { const x: @TypeOf(undefined) = @import("a.zon"); _ = x; }
// a.zon
1
// --- noreturn
export fn f() void { const x: noreturn = @import("a.zon"); _ = x; }
// a.zon
1
// --- opaque ptr
const O = opaque {};
export fn f() void { const x: *const O = @import("a.zon"); _ = x; }
// a.zon
1
// --- anyopaque ptr
export fn f() void { const x: *const anyopaque = @import("a.zon"); _ = x; }
// a.zon
1
// --- c ptr
export fn f() void { const x: [*c]const u8 = @import("a.zon"); _ = x; }
// a.zon
1
// --- mutable ptr
export fn f() void { const x: *u8 = @import("a.zon"); _ = x; }
// a.zon
1
// --- struct with mutable
const S = struct { a: struct { b: []u8 } };
export fn f() void { const x: S = @import("a.zon"); _ = x; }
// a.zon
1
// --- struct with type default
const S = struct { a: u8, t: type = u8 };
export fn f() void { const x: S = @import("a.zon"); _ = x; }
// a.zon
.{ .a = 1 }
// --- struct with error field
const S = struct { a: u8, t: anyerror!u8 };
export fn f() void { const x: S = @import("a.zon"); _ = x; }
// a.zon
.{ .a = 1 }
// --- union with bad field
const S = union(enum) { a: u8, t: anyerror!u8 };
export fn f() void { const x: S = @import("a.zon"); _ = x; }
// a.zon
.{ .a = 1 }
// --- tuple with bad field
const S = struct { u8, *u8 };
export fn f() void { const x: S = @import("a.zon"); _ = x; }
// a.zon
.{ 1 }
// --- array with bad elem
export fn f() void { const x: [0]type = @import("a.zon"); _ = x; }
// a.zon
.{}
// --- slice bad
export fn f() void { const x: []const type = @import("a.zon"); _ = x; }
// a.zon
.{}
// --- tuple long nested
export fn f() void { const x: struct { u8, struct { u8 } } = @import("a.zon"); _ = x; }
// a.zon
.{ 6, .{ 4, 5, 6 } }
// --- align slice
export fn f() void { const x: []align(4) const u8 = @import("a.zon"); _ = x; }
// a.zon
"abc"
