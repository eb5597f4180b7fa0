/// (2.5) = 3
/// (2.4) = 2
/// (4294967295) = -1
/// (-0.4) = 0
/// (-0.5) = trap
/// (4294967296) = trap
export fn round(x: f64) u32 {
    return @round(x);
}

/// (-2.5) = -3
/// (2147483647.4) = 2147483647
/// (2147483647.5) = trap
/// (-2147483648.4) = -2147483648
/// (-2147483648.5) = trap
export fn roundSigned(x: f64) i32 {
    return @round(x);
}

/// (-2.5) = -3
/// (2.5) = 2
/// (-128) = -128
/// (-128.5) = trap
export fn floor(x: f32) i32 {
    const byte: i8 = @floor(x);
    return byte;
}

/// (-2.5) = trap
/// (2.5) = 3
/// (-0.5) = 0
/// (-1) = trap
/// (255.5) = trap
export fn ceil(x: f32) u32 {
    const byte: u8 = @ceil(x);
    return byte;
}

/// (-2.5) = trap
/// (2.5) = 2
/// (-0.9) = 0
/// (-1) = trap
export fn trunc(x: f64) u32 {
    const byte: u7 = @trunc(x);
    return byte;
}

/// (1e18) = 1000000000000000000
/// (-1e18) = -1000000000000000000
export fn roundWide(x: f64) i64 {
    const wide: i128 = @round(x);
    return @intCast(wide);
}

/// (0.5) = 0
/// (-0.5) = 0
/// (1) = trap
export fn noBits(x: f32) u32 {
    const none: u0 = @intFromFloat(x);
    return none;
}

/// (1.5, -1.5) = 198
/// (0.4, 200) = trap
export fn roundVector(x: f32, y: f32) i32 {
    const v: @Vector(2, i8) = @round(@Vector(2, f32){ x, y });
    return @as(i32, v[0]) * 100 + v[1];
}

/// (2.5) = 3
/// (-2.5) = -3
export fn roundFloat(x: f32) f32 {
    return @round(x);
}

/// (2.5) = 2
export fn floorWidened(x: f32) f64 {
    return @floor(x);
}

/// (200) = 200.5
export fn addHalf(x: u8) f32 {
    return x + @as(f32, 0.5);
}

/// (-8388608) = -8388608
export fn ofInt(x: i32) f32 {
    const narrow: i24 = @intCast(x);
    return narrow;
}

/// (-7) = -3.5
export fn product(x: i16) f64 {
    return @as(f64, 0.5) * x;
}

/// (1, 2) = 5.5
export fn vectorOfInts(x: u8, y: u8) f32 {
    const v: @Vector(2, f32) = @Vector(2, u8){ x, y };
    return v[0] + v[1] * 2 + 0.5;
}

/// (5.25, 2) = 1.25
/// (-5.25, 2) = 0.75
/// (5.25, -2) = 1.25
/// (-5.25, -2) = -1.25
export fn mod(x: f64, y: f64) f64 {
    return @mod(x, y);
}

/// () = 1.25
export fn knownMod() f64 {
    return comptime @mod(@as(f64, 5.25), -2);
}

/// (6, 3) = 2
/// (5, 2) = 2
/// (-5, 2) = -2
/// (1, 0) = Infinity
/// (0, 0) = trap
export fn divExact(x: f64, y: f64) f64 {
    return @divExact(x, y);
}

/// (5, 2) = 2.5
export fn divExactUnchecked(x: f64, y: f64) f64 {
    @setRuntimeSafety(false);
    return @divExact(x, y);
}

/// (-65504) = -65504
/// (-65536) = trap
/// (65536) = trap
export fn intFromSmallFloat(x: f64) i32 {
    return @intFromFloat(@as(f16, @floatCast(x)));
}
