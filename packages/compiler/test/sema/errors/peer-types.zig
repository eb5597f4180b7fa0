// --- const x = if (b) gs else gp; _ = x
var b: bool = false;
var gs: []u8 = undefined;
var gp: *u8 = undefined;
export fn f() void { const x = if (b) gs else gp; _ = x; }
// --- const x = if (b) S{ .a = 1 } else T{ .a = 1 }; _ = x
var b: bool = false;
const S = struct { a: u8 };
const T = struct { a: u8 };
export fn f() void { const x = if (b) S{ .a = 1 } else T{ .a = 1 }; _ = x; }
// --- const x = if (b) E.a else E2.a; _ = x
var b: bool = false;
const E = enum { a, b };
const E2 = enum { a, b };
export fn f() void { const x = if (b) E.a else E2.a; _ = x; }
// --- const x = if (b) ff else fg; _ = x
var b: bool = false;
fn ff() void {}
fn fg() u8 { return 1; }
export fn f() void { const x = if (b) ff else fg; _ = x; }
// --- const x = if (b) "abc" else 1; _ = x
var b: bool = false;
export fn f() void { const x = if (b) "abc" else 1; _ = x; }
// --- const x = if (b) .{ 1, g } else .{ 2, b }; _ = x
var b: bool = false;
var g: u8 = 1;
export fn f() void { const x = if (b) .{ 1, g } else .{ 2, b }; _ = x; }
// --- const x = if (b) .{ 1, g } else .{2}; _ = x
var b: bool = false;
var g: u8 = 1;
export fn f() void { const x = if (b) .{ 1, g } else .{2}; _ = x; }
// --- const x = if (b) U{ .a = 1 } else E.a; _ = x
var b: bool = false;
const U = union(enum) { a: u8, b };
const E = enum { a, b };
export fn f() void { const x = if (b) U{ .a = 1 } else E.a; _ = x; }
// --- const x = if (b) u8 else 1; _ = x
var b: bool = false;
export fn f() void { const x = if (b) u8 else 1; _ = x; }
// --- const x = switch (g) { 0 => g, 1 => "a", else => gi }; _ = x
var g: u8 = 1;
var gi: i32 = 1;
export fn f() void { const x = switch (g) { 0 => g, 1 => "a", else => gi }; _ = x; }
// --- const x = if (b) error.A else g; _ = x
var b: bool = false;
var g: u8 = 1;
export fn f() void { const x = if (b) error.A else g; _ = x; }
// --- _ = @TypeOf(gp, gi)
var gp: *u8 = undefined;
var gi: i32 = 1;
export fn f() void { _ = @TypeOf(gp, gi); }
// --- _ = @TypeOf(ga, [4]u8{ 1, 2, 3, 4 })
var ga: [3]u8 = undefined;
export fn f() void { _ = @TypeOf(ga, [4]u8{ 1, 2, 3, 4 }); }
// --- _ = @TypeOf(gm, gs)
var gm: [*]u8 = undefined;
var gs: []u8 = undefined;
export fn f() void { _ = @TypeOf(gm, gs); }
// --- _ = @TypeOf(gs, gm)
var gs: []u8 = undefined;
var gm: [*]u8 = undefined;
export fn f() void { _ = @TypeOf(gs, gm); }
// --- _ = @TypeOf(gc, gs)
var gc: [*c]u8 = undefined;
var gs: []u8 = undefined;
export fn f() void { _ = @TypeOf(gc, gs); }
// --- _ = @TypeOf(@as(@Vector(2, u8), undefined), ga)
var ga: [3]u8 = undefined;
export fn f() void { _ = @TypeOf(@as(@Vector(2, u8), undefined), ga); }
// --- _ = @TypeOf(.a, g)
var g: u8 = 1;
export fn f() void { _ = @TypeOf(.a, g); }
// --- const k, const l = if (b) .{ 1, 2 } else .{ 3, 4 }
var b: bool = false;
export fn f() void {
    const k, const l = if (b) .{ 1, 2 } else .{ 3, 4 };
    _ = .{ k, l };
}
// --- const k, const l = blk: { ... .{ 1, 2 } ... .{ u8, 4 } }
var b: bool = false;
export fn f() void {
    const k, const l = blk: {
        if (b) break :blk .{ 1, 2 };
        break :blk .{ u8, 4 };
    };
    _ = .{ k, l };
}
// --- prongs of errors of other types than the payload
fn failing() error{ A, B }!void {
    return error.A;
}
export fn run() void {
    const x = failing() catch |e| switch (e) {
        error.A => 1,
        error.B => "a",
    };
    _ = x;
    const y = (failing() catch |e| switch (e) {
        error.A => .a,
        error.B => .b,
    });
    _ = y;
}
