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
