const S = struct { a: u8 = 0, b: [2]u16, c: ?*const S = null };

fn make(n: u8) S {
    const typed: S = .{ .a = n, .b = .{ 1, 2 } };
    var s: S = if (n > 3) typed else .{ .b = undefined };
    s = .{ .a = s.a, .b = .{ s.b[1], s.b[0] } };
    s.b = blk: {
        if (n == 1) break :blk .{ 3, 4 };
        break :blk [_]u16{ 5, @intCast(n) };
    };
    const p: *const S = &.{ .b = switch (n) {
        0 => .{ 0, 0 },
        1...4 => |x| .{ x, x },
        else => typed.b,
    } };
    const slice: []const u16 = &.{ 1, 2, 3 };
    for (slice, 0..) |item, i| s.b[i % 2] +%= item;
    while (s.c) |c| : (s.a += 1) s = c.*;
    return .{ .a = @truncate(slice.len), .b = p.b, .c = p };
}
