// --- double neg
export fn f() void { const x: f32 = @import("a.zon"); _ = x; }
// a.zon
--1.0
// --- neg char
export fn f() void { const x: u8 = @import("a.zon"); _ = x; }
// a.zon
-'a'
// --- neg nan
export fn f() void { const x: f32 = @import("a.zon"); _ = x; }
// a.zon
-nan
// --- neg lit
export fn f() void { const x: f32 = @import("a.zon"); _ = x; }
// a.zon
-.a
// --- embedded null
const E = enum { foo };
export fn f() void { const x: struct { E } = @import("a.zon"); _ = x; }
// a.zon
.{ .@"\x00" }
// --- comptime inf
export fn f() void { const x: comptime_float = @import("a.zon"); _ = x; }
// a.zon
inf
// --- struct comptime inf
export fn f() void { const x: struct { x: comptime_float } = @import("a.zon"); _ = x; }
// a.zon
.{ .x = inf }
// --- i66
export fn f() void { const x: i66 = @import("a.zon"); _ = x; }
// a.zon
-36893488147419103233
// --- i66 hi
export fn f() void { const x: i66 = @import("a.zon"); _ = x; }
// a.zon
36893488147419103232
// --- u65
export fn f() void { const x: u65 = @import("a.zon"); _ = x; }
// a.zon
0x36893488147419103232
// --- in err
export fn f() void { const x: error{A}!?u8 = @import("a.zon"); _ = x catch {}; }
// a.zon
null
// --- opt err
export fn f() void { const x: ?(error{A}!u8) = @import("a.zon"); _ = x; }
// a.zon
null
// --- string in array of u8 arrays
export fn f() void { const x: [2][1]u8 = @import("a.zon"); _ = x; }
// a.zon
.{ "a", "b" }
// --- addr of slice
export fn f() void { const x: [3]bool = @import("a.zon"); _ = x; }
// a.zon
&.{ false }
// --- named type
const S = struct { a: u8 };
export fn f() void { const x: S = @import("a.zon"); _ = x; }
// a.zon
S{ .a = 1 }
// --- type expr array
export fn f() void { const x: [3]u8 = @import("a.zon"); _ = x; }
// a.zon
[3]i32{ 1, 2, 3 }
// --- doc comment
export fn f() void { const x: u8 = @import("a.zon"); _ = x; }
// a.zon
/// hi
5
// --- trailing comma root
export fn f() void { const x: u8 = @import("a.zon"); _ = x; }
// a.zon
5,
// --- duplicates thrice
export fn f() void { const x = @import("a.zon"); _ = x; }
// a.zon
.{ .a = 1, .b = 2, .a = 3, .b = 4, .a = 5 }
// --- names that an enum does not have
const E = enum { a };
export fn f() void { const x: [5]E = @import("a.zon"); _ = x; }
// a.zon
.{ .a, .@"b c", .a, .a, .a }
// --- the name of a primitive that an enum does not have
const E = enum { a };
export fn f() void { const x: E = @import("a.zon"); _ = x; }
// a.zon
.@"u8"
