fn expect(ok: bool) !void {
    if (!ok) return error.Wrong;
}
fn maxInt(comptime T: type) comptime_int {
    const signed = @as(T, 0) -% 1 < 0;
    return if (signed) -(minInt(T) + 1) else ~@as(T, 0);
}
fn minInt(comptime T: type) comptime_int {
    const signed = @as(T, 0) -% 1 < 0;
    return if (signed) @as(T, 1) << (@bitSizeOf(T) - 1) else 0;
}
fn ints(comptime T: type) !void {
    const V = @Vector(3, T);
    const max = maxInt(T);
    const min = minInt(T);
    var a: V = .{ max, 1, min };
    var b: V = .{ 1, 1, 0 };
    _ = .{ &a, &b };
    const c = a +% b;
    try expect(c[0] == min and c[1] == 2);
    try expect((a -% b)[1] == 0);
    try expect((a *% b)[0] == max);
    try expect((a +| b)[0] == max);
    try expect((a -| b)[2] == min);
    try expect((a *| b)[0] == max);
    try expect((a | b)[1] == 1 and (a & b)[2] == 0 and (a ^ a)[0] == 0);
    try expect((~a)[0] == ~@as(T, max));
    const lt = a < b;
    try expect(lt[2] == (min < 0));
    try expect((a == a)[1] and !(a != a)[2] and (a >= b)[0]);
    try expect(@max(a, b)[0] == max and @min(a, b)[2] == min);
    try expect(@reduce(.Max, a) == max and @reduce(.Min, a) == min and @reduce(.And, a) == 0 and @reduce(.Or, a) == @as(T, max) | min | 1);
    try expect(@reduce(.Xor, b) == 0);
    try expect(@reduce(.Add, b) == 2);
    try expect(@select(T, a > b, a, b)[0] == max);
    const sh = @shuffle(T, a, b, [4]i32{ 2, -1, 0, -3 });
    try expect(sh[0] == min and sh[1] == 1 and sh[2] == max and sh[3] == 0);
    const o = @addWithOverflow(a, b);
    try expect(o[1][0] == 1 and o[1][2] == 0 and o[0][0] == min);
    const s = @subWithOverflow(a, b);
    try expect(s[1][0] == 0 and s[0][1] == 0);
    const m = @mulWithOverflow(a, a);
    try expect(m[1][0] == 1 and m[0][1] == 1);
    try expect(@popCount(b)[0] == 1 and @ctz(b)[1] == 0 and @clz(b)[2] == @bitSizeOf(T));
    try expect(@bitReverse(b)[0] == @bitReverse(@as(T, 1)));
    const arr: [3]T = a;
    try expect(arr[0] == max and arr[1] == 1 and arr[2] == min);
    var back: V = arr;
    _ = &back;
    try expect(@reduce(.And, back == a));
    const sp: V = @splat(arr[0]);
    try expect(sp[2] == max);
    back[1] = min;
    try expect(back[0] == max and back[1] == min and back[2] == min);
    const p = &back[2];
    p.* = 1;
    try expect(back[2] == 1 and back[0] == max);

    if (min == 0) {
        try expect((a / @as(V, .{ 2, 1, 2 }))[0] == max / 2);
    } else {
        try expect(@divTrunc(a, @as(V, .{ 1, -1, 1 }))[1] == -1);
        try expect(@divFloor(a, @as(V, .{ 2, -1, 2 }))[2] == @divFloor(@as(T, min), 2));
        try expect(@rem(a, @as(V, .{ 2, -1, 2 }))[0] == 1);
        try expect(@mod(a, @as(V, .{ 2, 1, 2 }))[2] == 0);
        try expect(@abs(a)[2] == @as(comptime_int, max) + 1);
        try expect((-b)[0] == -1);
    }
}
/// () = 1
export fn checkU7() u32 {
    checkU7OrFail() catch return 0;
    return 1;
}
fn checkU7OrFail() !void { try ints(u7); }
/// () = 1
export fn checkI7() u32 {
    checkI7OrFail() catch return 0;
    return 1;
}
fn checkI7OrFail() !void { try ints(i7); }
/// () = 1
export fn checkU8() u32 {
    checkU8OrFail() catch return 0;
    return 1;
}
fn checkU8OrFail() !void { try ints(u8); }
/// () = 1
export fn checkI16() u32 {
    checkI16OrFail() catch return 0;
    return 1;
}
fn checkI16OrFail() !void { try ints(i16); }
/// () = 1
export fn checkU33() u32 {
    checkU33OrFail() catch return 0;
    return 1;
}
fn checkU33OrFail() !void { try ints(u33); }
/// () = 1
export fn checkI64() u32 {
    checkI64OrFail() catch return 0;
    return 1;
}
fn checkI64OrFail() !void { try ints(i64); }
/// () = 1
export fn checkI77() u32 {
    checkI77OrFail() catch return 0;
    return 1;
}
fn checkI77OrFail() !void { try ints(i77); }
/// () = 1
export fn checkU77() u32 {
    checkU77OrFail() catch return 0;
    return 1;
}
fn checkU77OrFail() !void { try ints(u77); }
/// () = 1
export fn checkU128() u32 {
    checkU128OrFail() catch return 0;
    return 1;
}
fn checkU128OrFail() !void { try ints(u128); }
/// () = 1
export fn checkI128() u32 {
    checkI128OrFail() catch return 0;
    return 1;
}
fn checkI128OrFail() !void { try ints(i128); }
/// () = 1
export fn checkU200() u32 {
    checkU200OrFail() catch return 0;
    return 1;
}
fn checkU200OrFail() !void { try ints(u200); }
/// () = 1
export fn checkI255() u32 {
    checkI255OrFail() catch return 0;
    return 1;
}
fn checkI255OrFail() !void { try ints(i255); }
