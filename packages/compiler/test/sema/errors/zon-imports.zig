// --- values without a type
const z = @import("a.zon");
comptime {
    if (z.a != 1 or z.b != -5 or z.c != 1.5 or z.e != 'x' or z.f != .lit or !z.g or z.h != null) @compileError("scalars");
    if (z.d.len != 3 or z.d[1] != 't' or @TypeOf(z.d) != *const [3:0]u8) @compileError("string");
    if (@TypeOf(z.i) != @TypeOf(.{}) or z.j.len != 2 or z.j[1] != 2) @compileError("lists");
    if (z.n != 1 << 64 or z.o != -(1 << 64) or z.p[0] != 'm' or z.p[5] != '\n') @compileError("long");
    if (z.@"odd name" != 7 or 1 / z.q > 0) @compileError("odd");
}
// a.zon
// what is known of it
.{
    .a = 1,
    .b = -5,
    .c = 1.5,
    .d = "str",
    .e = 'x',
    .f = .lit,
    .g = true,
    .h = null,
    .i = .{},
    .j = .{ 1, 2 },
    .n = 0x1_0000_0000_0000_0000,
    .o = -0x1_0000_0000_0000_0000,
    .p =
    \\multi
    \\line
    ,
    .@"odd name" = 7,
    .q = -1.0,
}
// --- values of a type
const Kind = enum(u8) { red, blue = 7 };
const Shape = union(enum) { circle: f32, none, named: struct { name: []const u8 } };
const Config = struct {
    kind: Kind,
    shapes: []const Shape,
    next: ?*const Config = null,
    point: struct { u8, i16 },
    grid: [2][2]u16,
    lanes: @Vector(3, bool),
    title: [:0]const u8 = "untitled",
    wide: f64,
};
const z: Config = @import("a.zon");
comptime {
    if (z.kind != .blue or z.shapes.len != 3 or z.shapes[0].circle != 2 or z.shapes[1] != .none) @compileError("shapes");
    if (z.shapes[2].named.name.len != 2 or z.shapes[2].named.name[1] != 'b') @compileError("name");
    if (z.next.?.next != null or z.next.?.kind != .red or z.next.?.wide != 1) @compileError("next");
    if (z.point[1] != -2 or z.grid[1][0] != 3 or !z.lanes[2] or z.lanes[1]) @compileError("lists");
    if (z.title.len != 8 or z.title[8] != 0 or z.wide < 1e300) @compileError("rest");
}
// a.zon
.{
    .kind = .blue,
    .shapes = .{ .{ .circle = 2 }, .none, .{ .named = .{ .name = "ab" } } },
    .next = .{
        .kind = .red,
        .shapes = .{},
        .point = .{ 0, 0 },
        .grid = .{ .{ 0, 0 }, .{ 0, 0 } },
        .lanes = .{ true, true, true },
        .wide = 1,
    },
    .point = .{ 1.0, -2 },
    .grid = .{ .{ 1, 2 }, .{ 3, 4 } },
    .lanes = .{ true, false, true },
    .wide = inf,
}
// --- one type for all imports
comptime { if (@TypeOf(@import("a.zon")) != @TypeOf(@import("a.zon"))) @compileError("differ"); }
// a.zon
.{ .a = .{ .b = 1 } }
// --- result type of a call
fn f(x: struct { a: []const u8 }) usize { return x.a.len; }
comptime { if (f(@import("a.zon")) != 2) @compileError("wrong"); }
// a.zon
.{ .a = "xy" }
// --- tuple long 5
export fn f() void { const x: struct { u8 } = @import("a.zon"); _ = x; }
// a.zon
.{ 6, 7, 8, 9, 10 }
// --- struct void field
const S = struct { a: void };
export fn f() void { const x: S = @import("a.zon"); _ = x; }
// a.zon
.{ .a = .{} }
// --- c mutable
export fn f() void { const x: [*c]u8 = @import("a.zon"); _ = x; }
// a.zon
.{ .a = .{} }
// --- many mutable
export fn f() void { const x: [*]u8 = @import("a.zon"); _ = x; }
// a.zon
.{ .a = .{} }
// --- ptr mutable of bad
export fn f() void { const x: *anyerror = @import("a.zon"); _ = x; }
// a.zon
.{ .a = .{} }
// --- optional deep
export fn f() void { const x: ?*const *const ?u8 = @import("a.zon"); _ = x; }
// a.zon
1
// --- union void with struct payload
const U = union(enum) { a: void, b: u8 };
export fn f() void { const x: U = @import("a.zon"); _ = x; }
// a.zon
.{ .a = 5 }
// --- unknown and missing
const S = struct { a: u8, b: u8 };
export fn f() void { const x: S = @import("a.zon"); _ = x; }
// a.zon
.{ .c = 1 }
// --- odd name
const S = struct { @"a b": u8 };
export fn f() void { const x: S = @import("a.zon"); _ = x; }
// a.zon
.{ .@"a c" = 1 }
// --- odd missing
const S = struct { @"a b": u8 };
export fn f() void { const x: S = @import("a.zon"); _ = x; }
// a.zon
.{}
// --- string escape long
export fn f() void { const x: u8 = @import("a.zon"); _ = x; }
// a.zon

 // comment
   "x"
// --- return error union
fn g() !u8 { return @import("a.zon"); }
export fn f() void { @compileLog(comptime g() catch 1); }
// a.zon
5
// --- coerced later
export fn f() void { const x = @import("a.zon"); const y: u8 = x; _ = y; }
// a.zon
"a"
// --- if
export fn f() void { const x: u8 = if (true) @import("a.zon") else 1; _ = x; }
// a.zon
300
// --- slice typed
export fn f() void { const x: []const u8 = &@import("a.zon"); _ = x; }
// a.zon
.{ 1, 2 }
// --- as type
export fn f() void { const x: @import("a.zon") = 1; _ = x; }
// a.zon
5
// --- types are called after who imports first
const first = @import("a.zon");
const second = @import("a.zon");
comptime { _ = first.c; }
comptime { _ = second.a.c; }
// a.zon
.{ .a = .{ .b = 1 } }
