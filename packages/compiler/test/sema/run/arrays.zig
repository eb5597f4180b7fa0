/// (3) = 1203
export fn cat(x: u8) u32 {
    const a = [_]u8{ 1, 2 } ++ .{ 0, x };
    var n: u32 = 0;
    for (a) |d| n = n * 10 + d;
    return n;
}

/// (3) = 3434
export fn mul(x: u8) u32 {
    const a = [_]u8{ x, x + 1 } ** 2;
    var n: u32 = 0;
    for (a) |d| n = n * 10 + d;
    return n;
}

/// (5) = 11
export fn tuples(x: u32) u32 {
    const t = .{ 1, x } ++ .{ x, true };
    if (!t[3]) return 0;
    return t[0] + t[1] + t[2];
}

/// (4) = 5
export fn byPointer(x: u8) u32 {
    const a = [_]u8{ 1, x };
    const p = &a ++ "z";
    if (@TypeOf(p) != *const [3:0]u8) @compileError("type");
    return p[0] + p[1] + (p[2] - 'z') + p[3];
}

/// (2) = 20
export fn splat(x: u32) u32 {
    const v: [4]u32 = @splat(x + 3);
    return v[0] + v[1] + v[2] + v[3];
}

/// (2.25) = 1.5
export fn root(x: f64) f64 {
    return @sqrt(x);
}

/// (-3) = 3
export fn abs(x: i32) u32 {
    return @abs(x);
}

comptime {
    const a = "ab" ++ "cd" ++ [_]u8{'e'};
    if (a.len != 5 or a[4] != 'e' or @TypeOf(a) != *const [5:0]u8) @compileError("strings");
    const b = "xy" ** 3;
    if (b.len != 6 or b[5] != 'y') @compileError("repeated");
    const zeros: [9]u32 = .{0} ** 9;
    if (zeros[8] != 0) @compileError("tuple");
    const empty = [0]u8{} ++ [0]u8{};
    if (empty.len != 0) @compileError("empty");
    const t = .{1} ** 3 ++ .{"s"};
    if (t.len != 4 or t[2] != 1) @compileError("tuples");
    const v: @Vector(4, u8) = .{ 1, 2, 3, 4 };
    const w = @shuffle(u8, v, @as(@Vector(2, u8), .{ 8, 9 }), [_]i32{ 3, -1, 0, -2 });
    if (w[0] != 4 or w[1] != 8 or w[2] != 1 or w[3] != 9) @compileError("shuffle");
    const s = @select(u8, @Vector(2, bool){ true, false }, @Vector(2, u8){ 1, 2 }, @Vector(2, u8){ 3, 4 });
    if (s[0] != 1 or s[1] != 4) @compileError("select");
    if (@sqrt(2.25) != 1.5 or @floor(-1.5) != -2 or @ceil(1.2) != 2 or @round(2.5) != 3) @compileError("floats");
    if (@mulAdd(f32, 2, 3, 4) != 10 or @abs(-5) != 5 or @TypeOf(@abs(@as(i8, -128))) != u8) @compileError("numbers");
}
