/// (200) = 200
/// (300) = trap
export fn narrow(a: u32) u8 {
    return @intCast(a);
}

/// (-1) = trap
/// (5) = 5
export fn unsign(a: i32) u32 {
    return @intCast(a);
}

/// (-128) = -128
/// (-129) = trap
/// (128) = trap
export fn narrowSigned(a: i32) i8 {
    return @intCast(a);
}

/// (4660) = 52
export fn truncate(a: u32) u8 {
    return @truncate(a);
}

/// (3.7) = 3
/// (-3.7) = -3
/// (1000) = trap
export fn intFromFloat(a: f32) i8 {
    return @intFromFloat(a);
}

/// (-7) = -7
export fn floatFromInt(a: i32) f64 {
    return @floatFromInt(a);
}

/// (1) = 1065353216
export fn bits(a: f32) u32 {
    return @bitCast(a);
}

/// (4660) = 18
export fn packedBits(a: u16) u32 {
    const P = packed struct { low: u8, high: u8 };
    return @as(P, @bitCast(a)).high;
}

/// (0) = trap
/// (8) = 8
/// (6) = trap
export fn pointer(a: usize) usize {
    const p: *u32 = @ptrFromInt(a);
    return @intFromPtr(p);
}

/// (0) = 1
/// (8) = 0
export fn optionalPointer(a: usize) u32 {
    const p: ?*u32 = @ptrFromInt(a);
    return @intFromBool(p == null);
}

/// (2) = 50462976
/// (1) = trap
export fn realign(n: usize) u32 {
    const bytes: [8]u8 align(4) = .{ 9, 9, 9, 9, 0, 1, 2, 3 };
    const p: *const u32 = @ptrCast(@alignCast(bytes[n * 2 ..].ptr));
    return p.*;
}

/// () = 1
export fn bytesOfKnown() u32 {
    comptime {
        var x: u32 = 0x04030201;
        const bytes: *[4]u8 = @ptrCast(&x);
        bytes[1] = 0;
        if (x != 0x04030001) @compileError("a zero stored through a cast pointer");
        const s: []u8 = bytes;
        @memset(s[2..], 7);
        if (x != 0x07070001) @compileError("bytes set through a slice");
        const U = extern union { byte: u8, word: u32 };
        var u: U = .{ .word = 0x0102 };
        if (u.byte != 2) @compileError("an inactive field of an extern union");
        u.byte = 5;
        if (u.byte != 5) @compileError("a field made active");
    }
    return 1;
}

/// (0) = 0
/// (1) = trap
/// (-1) = 0
export fn noBits(a: i32) u32 {
    return @as(u0, @intCast(a));
}

/// (-1) = trap
export fn noBitsOfVectors(a: i32) u32 {
    const v: @Vector(2, i32) = .{ 0, a };
    return @as(@Vector(2, u0), @intCast(v))[0];
}
