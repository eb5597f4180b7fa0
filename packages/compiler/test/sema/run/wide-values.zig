fn expect(ok: bool) !void {
    if (!ok) return error.Wrong;
}
const Big = enum(u100) { a = 1 << 99, b = 5, c };
const U = union(Big) { a: u8, b: u77, c };
const PU = packed union { a: u100, b: packed struct { x: u64, y: i36 }, c: i100 };
const PU2 = packed union { a: u24, b: packed struct { x: u20, y: i4 }, c: i24 };
fn rt(x: anytype) @TypeOf(x) {
    var y = x;
    _ = &y;
    return y;
}
/// () = 1
export fn checkWideTags() u32 {
    checkWideTagsOrFail() catch return 0;
    return 1;
}
fn checkWideTagsOrFail() !void {
    var u: U = .{ .a = 7 };
    try expect(u == .a and u.a == 7);
    u = .{ .b = 1 << 76 };
    try expect(u.b == 1 << 76);
    u = .c;
    try expect(switch (rt(u)) { .a => |x| x, .b => 3, .c => 4 } == 4);
    try expect(@tagName(rt(u))[0] == 'c' and @tagName(rt(Big.a))[0] == 'a');
    try expect(@as(Big, @enumFromInt(rt(@as(u100, 5)))) == .b);
    try expect(@intFromEnum(rt(Big.a)) == 1 << 99);
}
/// () = 1
export fn checkPackedUnions() u32 {
    checkPackedUnionsOrFail() catch return 0;
    return 1;
}
fn checkPackedUnionsOrFail() !void {
    var p: PU = .{ .a = (1 << 99) + 5 };
    try expect(p.b.x == 5 and p.b.y == -(1 << 35));
    p = .{ .c = rt(@as(i100, -1)) };
    try expect(p.a == (1 << 100) - 1 and p.b.y == -1);
    p.b.x = 0;
    try expect(p.c == -(1 << 64));
    p = .{ .b = .{ .x = rt(@as(u64, 3)), .y = rt(@as(i36, -2)) } };
    try expect(p.c == 3 - (2 << 64));
    try expect(p == PU{ .c = rt(@as(i100, 3 - (2 << 64))) });
    var q: PU2 = .{ .c = rt(@as(i24, -2)) };
    try expect(q.a == 0xfffffe and q.b.y == -1 and q.b.x == 0xffffe);
    q.b.y = 3;
    try expect(q.c == 0x3ffffe);
}
/// () = 1
export fn checkLabelledSwitchOnWide() u32 {
    checkLabelledSwitchOnWideOrFail() catch return 0;
    return 1;
}
fn checkLabelledSwitchOnWideOrFail() !void {
    var n: u32 = 0;
    var last: u100 = 0;
    sw: switch (rt(@as(u100, 1 << 90))) {
        1 << 90 => {
            n += 1;
            continue :sw rt(@as(u100, 7));
        },
        0...10 => |x| {
            n += 10;
            last = x;
            if (n < 30) continue :sw x + 1;
        },
        else => n = 0,
    }
    try expect(n == 31 and last == 8 + 0 or last == 9);
    try expect(n == 31);
}
/// () = 1
export fn checkBitCasts() u32 {
    checkBitCastsOrFail() catch return 0;
    return 1;
}
fn checkBitCastsOrFail() !void {
    try expect(@as(u32, @bitCast(rt([4]u8{ 1, 2, 3, 4 }))) == 0x04030201);
    try expect(@as([4]u8, @bitCast(rt(@as(u32, 0x04030201))))[2] == 3);
    try expect(@as(u80, @bitCast(rt(@as(f80, 1)))) == 0x3fff8000000000000000);
    try expect(@as(u128, @bitCast(rt(@as(f128, 1)))) == 0x3fff << 112);
    try expect(@as(f16, @bitCast(rt(@as(i16, 0x3c00)))) == 1);
    try expect(@as(u16, @bitCast(rt(@as(f16, -1)))) == 0xbc00);
    try expect(@as(u5, @bitCast(rt(@as(i5, -1)))) == 31);
    try expect(@as(i5, @bitCast(rt(@as(u5, 31)))) == -1);
    try expect(@as(i100, @bitCast(rt(@as(u100, (1 << 100) - 1)))) == -1);
    try expect(@as(u100, @bitCast(rt(@as(i100, -1)))) == (1 << 100) - 1);
    const S = extern struct { a: u8, b: u8, c: u16 };
    try expect(@as(u32, @bitCast(rt(S{ .a = 1, .b = 2, .c = 0x403 }))) == 0x04030201);
    try expect(@as(S, @bitCast(rt(@as(u32, 0x04030201)))).c == 0x403);
    try expect(@as(u9, @bitCast(rt(@Vector(3, u3){ 1, 2, 3 }))) == 1 + (2 << 3) + (3 << 6));
    try expect(@as(@Vector(3, u3), @bitCast(rt(@as(u9, 1 + (2 << 3) + (3 << 6)))))[1] == 2);
    try expect(@as(@Vector(3, i3), @bitCast(rt(@Vector(3, u3){ 1, 2, 7 })))[2] == -1);
    try expect(@as(@Vector(4, u8), @bitCast(rt(@as(f32, 1))))[3] == 0x3f);
    try expect(@as(@Vector(2, u64), @bitCast(rt(@Vector(4, u32){ 1, 0, 2, 0 })))[1] == 2);
    try expect(@as(@Vector(8, u1), @bitCast(rt(@as(u8, 0x81))))[7] == 1);
    const P = packed struct { a: f16, b: u16 };
    try expect(@as(f32, @bitCast(P{ .a = rt(@as(f16, 0)), .b = 0x3f80 })) == 1);
    try expect(@as(P, @bitCast(rt(@as(u32, 0x3c00)))).a == 1);
    try expect(@as([2]u64, @bitCast(rt(@as(u128, 1 << 64))))[1] == 1);
    try expect(@as(u192, @bitCast(rt([3]u64{ 1, 2, 3 }))) >> 128 == 3);
}
/// () = 1
export fn checkOptionalsAndUnionsOfWide() u32 {
    checkOptionalsAndUnionsOfWideOrFail() catch return 0;
    return 1;
}
fn checkOptionalsAndUnionsOfWideOrFail() !void {
    var o: ?u100 = null;
    _ = &o;
    try expect(o == null);
    o = 1 << 99;
    try expect(o == 1 << 99 and o.? == 1 << 99);
    var e: anyerror!i200 = error.A;
    _ = &e;
    try expect((e catch 3) == 3);
    e = -1;
    try expect(try e == -1);
    var v: ?@Vector(3, u77) = .{ 1, 2, 3 };
    _ = &v;
    try expect(v.?[2] == 3);
    var b: ?bool = false;
    _ = &b;
    try expect(b == false and b != null);
    var z: ?u0 = 0;
    _ = &z;
    try expect(z != null and z == 0);
}
/// () = 1
export fn checkOddWidths() u32 {
    checkOddWidthsOrFail() catch return 0;
    return 1;
}
fn checkOddWidthsOrFail() !void {
    try expect(@byteSwap(rt(@as(u24, 0x010203))) == 0x030201);
    try expect(@byteSwap(rt(@as(i72, 0x01))) == 1 << 64);
    try expect(@bitReverse(rt(@as(u5, 0b00011))) == 0b11000);
    try expect(@bitReverse(rt(@as(i77, 1))) == -(1 << 76));
    try expect(@popCount(rt(@as(i7, -1))) == 7 and @clz(rt(@as(i7, 1))) == 6 and @ctz(rt(@as(u7, 0))) == 7);
    try expect(@byteSwap(rt(@Vector(2, u16){ 0x0102, 0x0304 }))[1] == 0x0403);
    try expect(@clz(rt(@as(u0, 0))) == 0);
    try expect(rt(@as(i1, -1)) == -1 and @abs(rt(@as(i1, -1))) == 1);
    try expect(@as(i8, rt(@as(i1, -1))) == -1);
    try expect(rt(@as(i2, -2)) >> 1 == -1);
    try expect(@as(u1, @truncate(rt(@as(u64, 3)))) == 1);
}
