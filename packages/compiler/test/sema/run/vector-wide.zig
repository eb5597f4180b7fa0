/// (5) = 1
/// (6) = 0
export fn wideElements(n: u32) u32 {
    const big: u128 = 1 << 70;
    const a: @Vector(3, u128) = .{ big * n, 5, 9 };
    const b: @Vector(3, u128) = .{ big, n, 2 };
    const sum = a + b;
    const product = a *% b;
    if (sum[0] != big * (n + 1) or sum[1] != 5 + n or product[0] != 0 or product[2] != 18) return 2;
    const shifts: @Vector(3, u7) = .{ 70, 0, 1 };
    const shifted = a >> shifts;
    if (shifted[0] != n or shifted[2] != 4) return 3;
    const chosen = @select(u128, a < b, a, b);
    if (chosen[0] != big or chosen[2] != 2) return 4;
    const array: [3]u128 = @shuffle(u128, a, b, [3]i32{ 2, -1, 1 });
    if (array[0] != 9 or array[1] != big) return 5;
    return @intFromBool((a == b)[1] and a[1] == n);
}

/// (200) = trap
/// (100) = 200
export fn checked(n: u8) u32 {
    const most: u128 = 0xffff_ffff_ffff_ffff_ffff_ffff_ffff_ffff;
    const a: @Vector(2, u128) = .{ most - 150, n };
    const b: @Vector(2, u128) = .{ n, n };
    return @intCast((a + b)[1]);
}

fn halves(v: @Vector(2, u128)) callconv(.c) u32 {
    return @intFromBool(v[0] == (2 << 64) + 1 and v[1] == (4 << 64) + 3);
}

/// (4) = 1
/// (5) = 0
export fn asTwoHalvesEach(n: u32) u32 {
    const f: *const fn (u64, u64, u64, u64) callconv(.c) u32 = @ptrCast(&halves);
    return f(1, 2, 3, n);
}

fn times(n: u32, v: @Vector(2, u128), f: @Vector(2, f128)) callconv(.c) @Vector(2, u128) {
    return v * @as(@Vector(2, u128), .{ n, @as(u128, @bitCast(f[1])) >> 112 });
}

/// (3) = 1
export fn wideCall(n: u32) u32 {
    const f: *const @TypeOf(times) = &times;
    const big: u128 = 1 << 80;
    const v = f(n, .{ big + 1, 5 }, .{ 0.5, 7 });
    return @intFromBool(v[0] == big * n + n and v[1] == 5 * 0x4001);
}
