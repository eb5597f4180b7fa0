fn expect(ok: bool) !void {
    if (!ok) return error.Wrong;
}
fn floats(comptime T: type) !void {
    const V = @Vector(3, T);
    var a: V = .{ 1.5, -2, 4 };
    var b: V = .{ 1, 1, 2 };
    _ = .{ &a, &b };
    try expect((a + b)[0] == 2.5 and (a - b)[1] == -3 and (a * b)[2] == 8 and (a / b)[2] == 2);
    try expect((-a)[1] == 2 and @abs(a)[1] == 2 and @sqrt(b)[0] == 1 and @floor(a)[0] == 1 and @ceil(a)[0] == 2 and @trunc(a)[0] == 1 and @round(a)[0] == 2);
    try expect((a < b)[1] and !(a < b)[0] and (a == a)[2]);
    try expect(@max(a, b)[1] == 1 and @min(a, b)[1] == -2);
    try expect(@reduce(.Add, a) == 3.5 and @reduce(.Mul, a) == -12 and @reduce(.Max, a) == 4 and @reduce(.Min, a) == -2);
    try expect(@rem(a, b)[0] == 0.5 and @divFloor(a, b)[0] == 1 and @divTrunc(a, b)[0] == 1);
    inline for (.{ f16, f32, f64 }) |U| {
        const c: @Vector(3, U) = @floatCast(a);
        try expect(c[0] == 1.5 and c[1] == -2 and c[2] == 4);
    }
    inline for (.{ i8, i33, i64, i77, i128 }) |U| {
        var c: @Vector(3, U) = @intFromFloat(a);
        try expect(c[0] == 1 and c[1] == -2 and c[2] == 4);
        c *= @splat(3);
        const d: V = @floatFromInt(c);
        try expect(d[0] == 3 and d[1] == -6 and d[2] == 12);
    }
    try expect(@select(T, @Vector(3, bool){ true, false, true }, a, b)[1] == 1);
    try expect(@shuffle(T, a, b, [2]i32{ -3, 1 })[1] == -2);
    const arr: [3]T = a;
    const back: V = arr;
    try expect(@reduce(.And, back == a));
    const s: V = @splat(arr[1]);
    try expect(s[2] == -2);
    a[1] = 9;
    try expect(a[0] == 1.5 and a[1] == 9 and a[2] == 4);
}
/// () = 1
export fn checkF16() u32 {
    checkF16OrFail() catch return 0;
    return 1;
}
fn checkF16OrFail() !void { try floats(f16); }
/// () = 1
export fn checkF32() u32 {
    checkF32OrFail() catch return 0;
    return 1;
}
fn checkF32OrFail() !void { try floats(f32); }
/// () = 1
export fn checkF64() u32 {
    checkF64OrFail() catch return 0;
    return 1;
}
fn checkF64OrFail() !void { try floats(f64); }
/// () = 1
export fn checkIntCasts() u32 {
    checkIntCastsOrFail() catch return 0;
    return 1;
}
fn checkIntCastsOrFail() !void {
    var a: @Vector(3, i77) = .{ -1, 5, 1 << 70 };
    _ = &a;
    const t: @Vector(3, i9) = @truncate(a);
    try expect(t[0] == -1 and t[1] == 5 and t[2] == 0);
    const w: @Vector(3, i200) = @intCast(a);
    try expect(w[0] == -1 and w[2] == 1 << 70);
    const w2: @Vector(3, i90) = a;
    try expect(w2[0] == -1 and w2[2] == 1 << 70);
    const b: @Vector(3, u77) = @bitCast(a);
    try expect(b[0] == (1 << 77) - 1);
    const n: @Vector(3, i64) = @intCast(@divTrunc(a, @as(@Vector(3, i77), @splat(1 << 20))));
    _ = n;
}
/// () = 1
export fn checkBools() u32 {
    checkBoolsOrFail() catch return 0;
    return 1;
}
fn checkBoolsOrFail() !void {
    var a: @Vector(5, bool) = .{ true, false, true, true, false };
    var b: @Vector(5, bool) = .{ true, true, false, true, false };
    _ = .{ &a, &b };
    try expect(@reduce(.Or, a) and !@reduce(.And, a) and @reduce(.Xor, a));
    try expect((a == b)[4] and !(a == b)[1]);
    const i: @Vector(5, u1) = @intFromBool(a);
    try expect(@reduce(.Add, i) == 1);
    const bits: u5 = @bitCast(a);
    try expect(bits == 0b01101);
    try expect(@popCount(@as(u5, @bitCast(b))) == 3);
    const c = @select(bool, a, b, a);
    try expect(c[0] and !c[2]);
}
/// () = 1
export fn checkPointers() u32 {
    checkPointersOrFail() catch return 0;
    return 1;
}
fn checkPointersOrFail() !void {
    var x: [3]u32 = .{ 1, 2, 3 };
    var p: @Vector(3, *u32) = .{ &x[0], &x[1], &x[2] };
    _ = &p;
    p[1].* = 9;
    try expect(x[1] == 9);
    const q = @shuffle(*u32, p, p, [2]i32{ 2, -1 });
    try expect(q[0] == &x[2] and q[1] == &x[0]);
    try expect((p == p)[0]);
    const n: @Vector(3, usize) = @intFromPtr(p);
    try expect(n[1] - n[0] == 4);
    const back: @Vector(3, *u32) = @ptrFromInt(n);
    try expect(back[2].* == 3);
    var o: @Vector(2, ?*u32) = .{ null, &x[0] };
    _ = &o;
    try expect(o[0] == null and o[1].?.* == 1);
}
/// () = 1
export fn checkU0AndSingle() u32 {
    checkU0AndSingleOrFail() catch return 0;
    return 1;
}
fn checkU0AndSingleOrFail() !void {
    var a: @Vector(3, u0) = .{ 0, 0, 0 };
    _ = &a;
    try expect(@reduce(.And, a == a));
    var b: @Vector(1, i77) = .{-3};
    _ = &b;
    try expect((b * b)[0] == 9);
    try expect(@reduce(.Add, b) == -3);
}
/// () = 1
export fn checkShifts() u32 {
    checkShiftsOrFail() catch return 0;
    return 1;
}
fn checkShiftsOrFail() !void {
    inline for (.{ u8, u33, u77, u128, u200 }, .{ u3, u6, u7, u7, u8 }) |T, Log2| {
        var a: @Vector(3, T) = .{ 3, 5, 128 };
        var s: @Vector(3, Log2) = .{ 1, 0, 7 };
        _ = .{ &a, &s };
        try expect((a >> s)[2] == 1 and (a << s)[0] == 6);
        try expect(@shlExact(a, @as(@TypeOf(s), .{ 1, 0, 0 }))[0] == 6 and @shrExact(a, @as(@TypeOf(s), .{ 0, 0, 7 }))[2] == 1);
        const o = @shlWithOverflow(a, s);
        try expect(o[0][0] == 6 and o[1][0] == 0);
        try expect((a <<| @as(@Vector(3, T), .{ 100, 0, 1 }))[1] == 5);
        try expect((a <<| @as(@Vector(3, T), .{ 255, 0, 1 }))[0] == ~@as(T, 0));
    }
    var n: u100 = 1;
    var k: u200 = 1 << 190;
    _ = .{ &n, &k };
    try expect(n <<| k == (1 << 100) - 1);
    n = 0;
    try expect(n <<| k == 0);
    k = 99;
    n = 1;
    try expect(n <<| k == 1 << 99);
}

fn floatOf(a: @Vector(2, u16)) f32 {
    const b = a +% @as(@Vector(2, u16), .{ 0, 1 });
    return @bitCast(b);
}

/// () = 1
export fn checkBitsOfFloats() u32 {
    checkBitsOfFloatsOrFail() catch return 0;
    return 1;
}
fn checkBitsOfFloatsOrFail() !void {
    var a: @Vector(2, u16) = .{ 0, 0x3fbf };
    _ = &a;
    try expect(floatOf(a) == 1.5);
    const plain: f32 = @bitCast(a);
    const back: @Vector(4, u8) = @bitCast(plain);
    try expect(back[3] == 0x3f and back[2] == 0xbf and back[0] == 0);
    var b: @Vector(8, u8) = .{ 0, 0, 0, 0, 0, 0, 0xf8, 0x3f };
    _ = &b;
    const double: f64 = @bitCast(b);
    try expect(double == 1.5);
    const halves: @Vector(2, f32) = @bitCast(double);
    const again: f64 = @bitCast(@as(@Vector(4, u16), @bitCast(halves)));
    try expect(again == 1.5);
}
