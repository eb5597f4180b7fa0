var flags: @Vector(11, bool) = @splat(false);
var numbers: @Vector(5, u24) = .{ 1, 2, 3, 4, 5 };

fn put(to: *@Vector(11, bool), i: usize, value: bool) void {
    to[i] = value;
}

/// (0) = 1033
/// (10) = 8
/// (4) = 1048
export fn toggleFlag(i: u32) u32 {
    flags = @splat(false);
    flags[3] = true;
    flags[10] = true;
    put(&flags, i, !flags[i]);
    return @as(u11, @bitCast(flags));
}

/// (2) = 25
/// (4) = 25
export fn elementOfGlobal(i: u32) u32 {
    const last = &numbers[4];
    last.* = 6;
    numbers[3] = numbers[3] * 2;
    numbers[i] = numbers[i] + 5;
    const array: [5]u24 = numbers;
    var sum: u32 = 0;
    for (array) |x| sum += x;
    numbers = .{ 1, 2, 3, 4, 5 };
    return sum;
}

/// (8) = 35
export fn throughArray(n: u32) u32 {
    var v: @Vector(8, u5) = undefined;
    for (0..n) |i| v[i] = @intCast(i);
    var array: [8]u5 = v;
    array[1] = 8;
    const back: @Vector(8, u5) = array;
    var sum: u32 = 0;
    for (0..n) |i| sum += back[i];
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
    return @intFromBool(odd[i]);
}
