var flags: @Vector(11, bool) = @splat(false);
var numbers: @Vector(5, u24) = .{ 1, 2, 3, 4, 5 };

fn put(to: *@Vector(11, bool), comptime i: usize, value: bool) void {
    to[i] = value;
}

/// (0) = 1033
/// (10) = 8
/// (4) = 1048
export fn toggleFlag(i: u32) u32 {
    flags = @splat(false);
    flags[3] = true;
    flags[10] = true;
    switch (i) {
        inline 0...10 => |k| put(&flags, k, !flags[k]),
        else => unreachable,
    }
    return @as(u11, @bitCast(flags));
}

/// (2) = 25
/// (4) = 25
export fn elementOfGlobal(i: u32) u32 {
    const last = &numbers[4];
    last.* = 6;
    numbers[3] = numbers[3] * 2;
    switch (i) {
        inline 0...4 => |k| numbers[k] = numbers[k] + 5,
        else => unreachable,
    }
    const array: [5]u24 = numbers;
    var sum: u32 = 0;
    for (array) |x| sum += x;
    numbers = .{ 1, 2, 3, 4, 5 };
    return sum;
}

/// (8) = 35
export fn throughArray(n: u32) u32 {
    var v: @Vector(8, u5) = undefined;
    inline for (0..8) |i| v[i] = @intCast(i + n - 8);
    var array: [8]u5 = v;
    array[1] = 8;
    const back: @Vector(8, u5) = array;
    var sum: u32 = 0;
    const all: [8]u5 = back;
    for (all[0..n]) |x| sum += x;
    return sum;
}

/// (3) = 1
/// (8) = 0
export fn fromComptime(i: u32) u32 {
    const odd = comptime blk: {
        var v: @Vector(9, bool) = @splat(false);
        for (0..9) |k| v[k] = k % 2 == 1;
        break :blk v;
    };
    const array: [9]bool = odd;
    return @intFromBool(array[i]);
}

/// (3) = 615
export fn vectorsBehindPointer(n: u16) u32 {
    var v: [2]@Vector(2, u16) = .{ .{ 1, n }, .{ 5, 600 } };
    const many: [*]const @Vector(2, u16) = &v;
    const c: [*c]@Vector(2, u16) = &v;
    var i: usize = 1;
    _ = &i;
    const first = many[0];
    const second = c[i];
    const floats: [*]const @Vector(2, f32) = &.{ .{ 1.5, 2.5 }, .{ 3.5, 4.5 } };
    const bools: [*]const @Vector(2, bool) = &.{ .{ true, false }, .{ false, true } };
    if (!bools[i][1] or bools[i][0]) return 0;
    return @as(u32, first[1]) + second[0] + second[1] + @as(u32, @intFromFloat(floats[i][0] + floats[0][1])) + first[0];
}
