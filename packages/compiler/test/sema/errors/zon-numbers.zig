// --- errors beside
const z = @import("a.zon");
export fn f() void { _ = z; const x: u8 = "a"; }
// a.zon
foo
// --- unreferenced
const z = @import("a.zon");
export fn f() void { const x: u8 = "a"; _ = x; }
// a.zon
foo
// --- values
export fn f() void { @compileLog(@import("a.zon")); }
// a.zon
.{ .a = 1, .b = -5, .c = 1.5, .d = "str", .e = 'x', .f = .lit, .g = true, .h = null, .i = .{}, .j = .{ 1, 2 }, .k = inf, .l = -inf, .m = nan, .n = 0x1_0000_0000_0000_0000, .o = -0x1_0000_0000_0000_0000, .p = 1e400, .q = \\multi
\\line
, .@"odd name" = 1, .r = -0.0 }
// --- type of
export fn f() void { @compileLog(@TypeOf(@import("a.zon"))); }
// a.zon
.{ .a = 1, .b = -5, .c = 1.5, .d = "str", .e = 'x', .f = .lit, .g = true, .h = null, .i = .{}, .j = .{ 1, 2 }, .k = inf }
// --- too big
export fn f() void { const x: u8 = @import("a.zon"); _ = x; }
// a.zon
256
// --- too big bigint
export fn f() void { const x: u64 = @import("a.zon"); _ = x; }
// a.zon
0x1_0000_0000_0000_0000
// --- negative
export fn f() void { const x: u8 = @import("a.zon"); _ = x; }
// a.zon
-1
// --- negative bigint
export fn f() void { const x: u8 = @import("a.zon"); _ = x; }
// a.zon
-0x1_0000_0000_0000_0000
// --- float to int bad
export fn f() void { const x: u8 = @import("a.zon"); _ = x; }
// a.zon
5.5
// --- float to int too big
export fn f() void { const x: u8 = @import("a.zon"); _ = x; }
// a.zon
500.0
// --- inf to int
export fn f() void { const x: u8 = @import("a.zon"); _ = x; }
// a.zon
inf
// --- nan to int
export fn f() void { const x: u8 = @import("a.zon"); _ = x; }
// a.zon
nan
// --- string to int
export fn f() void { const x: u8 = @import("a.zon"); _ = x; }
// a.zon
"a"
// --- char to i8
export fn f() void { const x: u8 = @import("a.zon"); _ = x; }
// a.zon
'ā'
// --- enum to int
export fn f() void { const x: u8 = @import("a.zon"); _ = x; }
// a.zon
.a
// --- bool to int
export fn f() void { const x: u8 = @import("a.zon"); _ = x; }
// a.zon
true
// --- null to int
export fn f() void { const x: u8 = @import("a.zon"); _ = x; }
// a.zon
null
// --- struct to int
export fn f() void { const x: u8 = @import("a.zon"); _ = x; }
// a.zon
.{ .a = 1 }
// --- tuple to int
export fn f() void { const x: u8 = @import("a.zon"); _ = x; }
// a.zon
.{ 1 }
// --- empty to int
export fn f() void { const x: u8 = @import("a.zon"); _ = x; }
// a.zon
.{}
// --- int to bool
export fn f() void { const x: bool = @import("a.zon"); _ = x; }
// a.zon
1
// --- string to float
export fn f() void { const x: f32 = @import("a.zon"); _ = x; }
// a.zon
"a"
// --- comptime_float nan
export fn f() void { const x: comptime_float = @import("a.zon"); _ = x; }
// a.zon
nan
