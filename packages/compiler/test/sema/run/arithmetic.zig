/// (200, 100) = 44
/// (1, 2) = 3
export fn wrap(a: u8, b: u8) u8 {
    return a +% b;
}

/// (200, 100) = 255
export fn saturate(a: u8, b: u8) u8 {
    return a +| b;
}

/// (-100, 100) = -128
export fn saturateDown(a: i8, b: i8) i8 {
    return a -| b;
}

/// (200, 100) = trap
/// (200, 55) = 255
export fn checkedAdd(a: u8, b: u8) u8 {
    return a + b;
}

/// (-128) = trap
/// (127) = -127
export fn negate(a: i8) i8 {
    return -a;
}

/// (-7, 2) = -4
/// (7, 0) = trap
/// (-2147483648, -1) = trap
export fn divFloor(a: i32, b: i32) i32 {
    return @divFloor(a, b);
}

/// (-7, 3) = 2
export fn mod(a: i32, b: i32) i32 {
    return @mod(a, b);
}

/// (-7, 3) = -1
export fn rem(a: i32, b: i32) i32 {
    return @rem(a, b);
}

/// (8, 3) = trap
/// (9, 3) = 3
export fn divExact(a: i32, b: i32) i32 {
    return @divExact(a, b);
}

/// (255, 1) = 256
/// (1, 2) = 3
export fn overflowBit(a: u8, b: u8) u32 {
    const r = @addWithOverflow(a, b);
    return @as(u32, r[1]) * 256 + r[0];
}

/// (129) = 258
export fn shlOverflowBit(a: u8) u32 {
    const r = @shlWithOverflow(a, 1);
    return @as(u32, r[1]) * 256 + r[0];
}

/// (129) = trap
/// (1) = 2
export fn shlExact(a: u8) u8 {
    return @shlExact(a, 1);
}

/// (3) = 192
export fn shlSaturated(a: u8) u8 {
    return a <<| 6;
}

/// (7) = 7
/// (200) = 10
export fn smallest(a: u32) u32 {
    const m = @min(a, 10);
    if (@TypeOf(m) != u4) @compileError("type of the result");
    return m;
}

/// (3, 4) = 25
export fn vectors(a: u32, b: u32) u32 {
    const v: @Vector(2, u32) = .{ a, b };
    return @reduce(.Add, v * v);
}

/// (255, 1) = trap
export fn vectorOverflow(a: u8, b: u8) u8 {
    const v: @Vector(2, u8) = .{ a, b };
    return (v + @as(@Vector(2, u8), @splat(1)))[0];
}

/// () = 1
export fn known() u32 {
    comptime {
        if ((1 << 100) - 1 + 1 != 1 << 100) @compileError("big integers");
        if (-7 / 2 != -3 or 7 % 2 != 1) @compileError("division of literals");
        if (@as(i8, -128) *% -1 != -128) @compileError("wrapping");
        if (@as(i32, -7) >> 1 != -4) @compileError("arithmetic shift");
        if (@TypeOf(@max(5, 10)) != comptime_int) @compileError("type of literals");
        if (~@as(u4, 5) != 10) @compileError("not");
        if (0 * @as(u8, 5) != 0) @compileError("zero");
    }
    return 1;
}

/// (7) = 3
export fn exactFloats(a: f32) f32 {
    return @divExact(a, 2);
}
fn signs(values: [4]f32) u32 {
    var found: u32 = 0;
    for (values) |value| found = found << 1 | @as(u32, @bitCast(value)) >> 31;
    return found;
}
// Of zeros that are folded the last one is taken; at run time signs count.
/// (0) = 5516
export fn minMaxOfZeros(n: i32) u32 {
    const V = @Vector(2, f32);
    const minus: V = .{ 0.0, -0.0 };
    const plus: V = .{ -0.0, 0.0 };
    const folded = comptime signs(@as([2]f32, @min(minus, plus)) ++ @as([2]f32, @max(minus, plus))) << 4 |
        signs(.{ @reduce(.Min, minus), @reduce(.Max, minus), @reduce(.Min, plus), @reduce(.Max, plus) });
    var a: f32 = @floatFromInt(n);
    var b = -a;
    _ = .{ &a, &b };
    return folded * 32 + signs(.{ @min(a, b), @min(b, a), @max(a, b), @max(b, a) });
}
