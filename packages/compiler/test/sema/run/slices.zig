const digits = [_]u8{ 0, 1, 2, 3, 4, 5, 6, 7 };
const text: [:0]const u8 = "hello";

fn sum(s: []const u8) u32 {
    var total: u32 = 0;
    for (s) |x| total += x;
    return total;
}

/// (0, 8) = 28
/// (2, 4) = 5
/// (8, 8) = 0
/// (5, 4) = trap
/// (0, 9) = trap
export fn ofArray(a: u32, b: u32) u32 {
    return sum(digits[a..b]);
}

/// (6) = 13
/// (9) = trap
export fn open(a: u32) u32 {
    return sum(digits[a..]);
}

/// (2, 3) = 9
/// (7, 1) = 7
/// (7, 2) = trap
export fn byLength(a: u32, n: u32) u32 {
    const s: []const u8 = &digits;
    return sum(s[a..][0..n]);
}

/// (4) = 5
export fn lengthKnown(a: u32) u32 {
    const p = digits[a..][0..2];
    return p.len + p[1] - 2;
}

/// (5) = 5
/// (4) = trap
/// (6) = trap
export fn sentinel(n: u32) u32 {
    var t: [:0]const u8 = text;
    _ = &t;
    const s = t[0..n :0];
    return s.len + s[n];
}

// A slice that is known ends before its sentinel where the length of the part is not known.
/// (4) = 4
/// (5) = trap
export fn knownWithSentinel(n: u32) u32 {
    return text[0..n :'o'].len;
}

/// (4) = 2
export fn knownByLength(a: u32) u32 {
    return text[a..][0..2].len;
}

/// (1) = 4
export fn keepsSentinel(a: u32) u32 {
    const s = text[a..];
    if (@TypeOf(s) != [:0]const u8) @compileError("sentinel is lost");
    return s.len;
}

/// (3) = 12
export fn many(a: u32) u32 {
    const p: [*]const u8 = &digits;
    const rest = p[a..];
    return sum(rest[0..3]);
}

/// (9) = 9
export fn single(x: u32) u32 {
    var y: u32 = 0;
    const p: *[1]u32 = (&y)[0..1];
    p[0] = x;
    return y;
}

/// (7) = 7
export fn null_c(x: u32) u32 {
    var p: [*c]const u8 = &digits;
    _ = &p;
    return p[x .. x + 1][0];
}

comptime {
    const part = digits[2..5];
    if (@TypeOf(part) != *const [3]u8 or part[0] != 2 or part.len != 3) @compileError("array");
    if (@TypeOf(text[1..3]) != *const [2]u8) @compileError("no sentinel");
    if (@TypeOf(text[1..]) != *const [4:0]u8) @compileError("sentinel");
    if (@TypeOf(text[1..5 :0]) != *const [4:0]u8) @compileError("written sentinel");
    if (text[2..].len != 3 or text[2..][0] != 'l') @compileError("rest");
    var buffer = [_]u8{0} ** 4;
    const slice: []u8 = &buffer;
    slice[1..3][1] = 5;
    if (buffer[2] != 5) @compileError("write");
}

/// (0) = 23
export fn sliceOfComptimeInts(x: u32) u32 {
    const list: []const comptime_int = &.{ 1, 2, 3 };
    return x + comptime (list[0..][1] * 10 + list[1..][1]);
}

/// (7) = 1007
export fn optionalOfOtherLength(n: u32) u32 {
    var words = [_]u16{ 1, 2, 3, 4, 5, 6 };
    var slice: ?[]u16 = words[0 .. n - 1];
    const pairs: ?[]align(2) u32 = @ptrCast(slice);
    const bytes: []u8 = @ptrCast(slice);
    const first: *u16 = @ptrCast(slice);
    const elems: ?[*]u16 = @ptrCast(slice);
    const whole: *[3]u16 = @ptrCast(slice);
    var result: u32 = if (pairs.?.len == 3 and pairs.?[1] == 0x40003 and bytes.len == 12 and first.* == 1) n else 0;
    if (elems.?[5] == 6 and whole[2] == 3) result += 500;
    slice = null;
    const none: ?[]align(2) u32 = @ptrCast(slice);
    const nothing: ?*u16 = @ptrCast(slice);
    if (none == null and nothing == null) result += 500;
    return result;
}

/// (3) = 6
export fn alignedSliceOfTuple(n: u32) u32 {
    const tuple: struct { u32, u32 } align(16) = .{ n, 1 };
    const loose: []align(1) const u32 = &tuple;
    const aligned: [:9]align(16) const u32 = &tuple;
    const known: []align(2) const u32 = &.{ 1, 2 };
    return loose[0] + aligned[1] + known[1] + @as(u32, @intCast(@intFromPtr(aligned.ptr) % 16)) + (aligned[2] - 9);
}
