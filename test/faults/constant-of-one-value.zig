// A constant whose type has one value is known, whatever gave it.
const One = struct { a: u0, b: void, c: [0]u8 };

export fn given(nothing: *const [0]u8, zero: *const u0, cond: bool) void {
    const a: [0]u8 = nothing.*;
    const b: [2]u0 = if (cond) .{ zero.*, 0 } else .{ 0, 0 };
    const c: One = if (cond) .{ .a = zero.*, .b = {}, .c = .{} } else .{ .a = 0, .b = {}, .c = .{} };
    const d: ?u0 = if (cond) zero.* else null;
    @compileLog(&a, &b, &c, &d);
}
export fn element(i: usize) u8 {
    const a: [0]u8 = .{};
    return a[i];
}
export fn lane() u8 {
    const a: @Vector(0, u8) = .{};
    return a[0];
}
