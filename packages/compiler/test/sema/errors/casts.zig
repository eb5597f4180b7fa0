// --- const x: u8 = @intCast(gf); _ = x
var gf: f32 = 1;
export fn f() void { const x: u8 = @intCast(gf); _ = x; }
// --- const x: f32 = @intCast(g); _ = x
var g: u8 = 1;
export fn f() void { const x: f32 = @intCast(g); _ = x; }
// --- const x: u8 = @truncate(gi); _ = x
var gi: i32 = 1;
export fn f() void { const x: u8 = @truncate(gi); _ = x; }
// --- const x: u8 = @intFromFloat(g); _ = x
var g: u8 = 1;
export fn f() void { const x: u8 = @intFromFloat(g); _ = x; }
// --- const x: u8 = @intFromFloat(300.0); _ = x
export fn f() void { const x: u8 = @intFromFloat(300.0); _ = x; }
// --- const x: f32 = @floatCast(g); _ = x
var g: u8 = 1;
export fn f() void { const x: f32 = @floatCast(g); _ = x; }
// --- const x: u8 = @floatCast(gf); _ = x
var gf: f32 = 1;
export fn f() void { const x: u8 = @floatCast(gf); _ = x; }
// --- const x: f16 = gf; _ = x
var gf: f32 = 1;
export fn f() void { const x: f16 = gf; _ = x; }
// --- const x: *u32 = @ptrFromInt(3); _ = x
export fn f() void { const x: *u32 = @ptrFromInt(3); _ = x; }
// --- const x: []u8 = @ptrFromInt(3); _ = x
export fn f() void { const x: []u8 = @ptrFromInt(3); _ = x; }
// --- _ = @intFromPtr(g)
var g: u8 = 1;
export fn f() void { _ = @intFromPtr(g); }
// --- const x: E = @bitCast(@as(u1, 1)); _ = x
const E = enum { a, b };
export fn f() void { const x: E = @bitCast(@as(u1, 1)); _ = x; }
// --- const x: S = @bitCast(g); _ = x
const S = struct { a: u8 };
var g: u8 = 1;
export fn f() void { const x: S = @bitCast(g); _ = x; }
// --- const x: u8 = @bitCast(S{ .a = 1 }); _ = x
const S = struct { a: u8 };
export fn f() void { const x: u8 = @bitCast(S{ .a = 1 }); _ = x; }
// --- const x: u8 = @bitCast(.a); _ = x
export fn f() void { const x: u8 = @bitCast(.a); _ = x; }
// --- const x: u32 = @bitCast(gp); _ = x
var gp: *u8 = undefined;
export fn f() void { const x: u32 = @bitCast(gp); _ = x; }
// --- const x: type = @bitCast(g); _ = x
var g: u8 = 1;
export fn f() void { const x: type = @bitCast(g); _ = x; }
// --- a failed enum, and an operand that is no integer
const Bad = enum(u8) { a = 3, b = @This() };
export fn f() void { const v: Bad = @enumFromInt(u8); _ = v; }
// --- operands of @bitCast before layouts
const Bits = packed union { all: u48, parts: struct { low: u16, high: i32 } };
const Bad = struct { a: (u8 << 1) };
export fn f() void { _ = @as(Bits, @bitCast(u8)); }
export fn g() void { _ = @as(Bad, @bitCast(u8)); }
export fn h() void { _ = @as([3]Bits, @bitCast(u8)); }
// --- bits of arrays of what has no layout
const S = struct { a: u8 };
export fn f(p: *[4]S) u32 {
    return @bitCast(p.*);
}
export fn g(x: u32) void {
    _ = @as([2][2]S, @bitCast(x));
}
// --- bits of what is known at run time only, at compile time
var x: u32 = 3;
comptime {
    _ = @as(u32, @bitCast(x));
}
comptime {
    @export(&@as(u32, @bitCast(x)), .{ .name = "y" });
}
export fn f() u32 {
    return @bitCast(x);
}
