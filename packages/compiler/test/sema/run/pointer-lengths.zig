const bytes = [8]u8{ 1, 2, 3, 4, 5, 6, 7, 8 };

/// (8) = 2
/// (4) = 1
/// (0) = 0
/// (7) = trap
export fn wordsIn(n: usize) usize {
    const slice: []const u8 = bytes[0..n];
    const words: []align(1) const u32 = @ptrCast(slice);
    return words.len;
}

/// (8) = 134678021
export fn lastWord(n: usize) u32 {
    const slice: []const u8 = bytes[0..n];
    const words: []align(1) const u32 = @ptrCast(slice);
    return words[words.len - 1];
}

/// (3) = 12
export fn bytesOf(n: usize) usize {
    const words = [_]u32{ 1, 2, 3, 4 };
    const slice: []const u32 = words[0..n];
    const all: []const u8 = @ptrCast(slice);
    return all.len;
}

/// (4) = 6
/// (3) = trap
export fn pairsIn(n: usize) usize {
    const triples = [_][3]u8{ .{ 1, 2, 3 }, .{ 4, 5, 6 }, .{ 7, 8, 9 }, .{ 10, 11, 12 } };
    const slice: []const [3]u8 = triples[0..n];
    const pairs: []align(1) const u16 = @ptrCast(slice);
    return pairs.len;
}

/// (16909060) = 404
export fn bytesOfOne(x: u32) usize {
    var word = x;
    const slice: []u8 = @ptrCast(&word);
    return slice.len * 100 + slice[0];
}

/// () = 403
export fn knownBytes() usize {
    return comptime blk: {
        const words = [_]u16{ 0x0201, 0x0403 };
        const slice: []const u16 = &words;
        const all: []const u8 = @ptrCast(slice);
        break :blk all.len * 100 + all[2];
    };
}

/// (2) = 67305985
export fn moveUp(n: usize) u32 {
    var all = bytes;
    @memmove(all[n..][0..4], all[0..4]);
    return @bitCast(all[n..][0..4].*);
}

/// (2) = 100992003
export fn moveDown(n: usize) u32 {
    var all = bytes;
    @memmove(all[0..4], all[n..][0..4]);
    return @bitCast(all[0..4].*);
}

/// (1) = trap
/// (4) = 4
export fn copy(n: usize) u32 {
    var all = bytes;
    @memcpy(all[n..][0..4], all[0..4]);
    return all[n + 3];
}

/// (2, 3) = trap
/// (3, 3) = 7
export fn copySlices(n: usize, m: usize) u32 {
    var all = bytes;
    @memcpy(all[0..n], all[4..][0..m]);
    return all[2];
}

/// (2, 3) = trap
/// (3, 3) = 7
export fn moveSlices(n: usize, m: usize) u32 {
    var all = bytes;
    @memmove(all[0..n], all[4..][0..m]);
    return all[2];
}

/// (0) = trap
/// (1) = 1
export fn unwrap(n: usize) usize {
    const maybe: ?usize = if (n == 0) null else n;
    return maybe.?;
}

/// () = trap
export fn unwrapNull() usize {
    const nothing: ?usize = null;
    return nothing.?;
}

/// (7) = 7
export fn splat(x: u8) u32 {
    const all: [4]u8 = @splat(x);
    return all[3];
}

/// (7) = 79
export fn splatBeforeSentinel(x: u8) u32 {
    const all: [4:9]u8 = @splat(x);
    return @as(u32, all[3]) * 10 + all[4];
}

/// (16, 32) = 32
export fn addresses(x: usize, y: usize) usize {
    const v: @Vector(2, *align(1) u32) = @ptrFromInt(@Vector(2, usize){ x, y });
    return @intFromPtr(v)[1];
}

/// () = 32
export fn knownAddresses() usize {
    const v: @Vector(2, *anyopaque) = .{ @ptrFromInt(16), @ptrFromInt(32) };
    return comptime @intFromPtr(v)[1];
}

const Bits = packed union { all: u48, parts: packed struct { low: u16, high: i32 } };

/// (255, 255) = 1
/// (255, 254) = 0
export fn equalUnions(x: u32, y: u16) bool {
    const a: Bits = .{ .all = x };
    const b: Bits = .{ .parts = .{ .low = y, .high = 0 } };
    return a == b;
}

const Nested = packed struct { a: u8, inner: packed struct { x: u8, y: u16 }, c: u32 };

/// (772) = 773
export fn nestedBits(y: u16) u32 {
    var value: Nested = .{ .a = 1, .inner = .{ .x = 2, .y = y }, .c = 5 };
    const inner = &value.inner;
    const field = &inner.y;
    field.* += 1;
    return value.inner.y;
}

/// (200, -5) = -5
/// (3, 5) = 3
export fn least(x: u8, y: i16) i32 {
    return @min(x, y);
}

/// (200, -5) = 200
export fn greatest(x: u8, y: i16) i32 {
    return @max(x, y);
}

/// (10) = 8
/// (12) = 14
/// (6) = 4
export fn bools(x: u32) u32 {
    const Four = @Vector(4, bool);
    const low: u4 = @truncate(x);
    const given: Four = @bitCast(low);
    const masked = (given & Four{ false, false, true, true }) | (given ^ Four{ false, true, false, false });
    return @as(u4, @bitCast(masked & ~Four{ true, false, false, false }));
}
