var stored: u32 = 7;
const constant: u32 = 9;
fn given() callconv(.c) u32 {
    return 4567;
}
comptime {
    @export(&stored, .{ .name = "stored_here" });
    @export(&stored, .{ .name = "stored_again", .linkage = .weak });
    @export(&constant, .{ .name = "constant_here" });
    @export(&@as(u32, 11), .{ .name = "value_here" });
    @export(&given, .{ .name = "given_here" });
    @export(&given, .{ .name = "given_inside", .linkage = .internal });
}
extern var stored_here: u32;
extern const constant_here: u32;
extern const value_here: u32;
extern fn given_here() u32;
extern fn given_inside() u32;
const Other = struct {
    extern fn given_here(x: u64) u32;
};

/// (7) = 1
/// (8) = 0
export fn variables(n: u32) u32 {
    stored_here += 1;
    const again = @extern(*u32, .{ .name = "stored_again" });
    const isSame = again.* == n + 1 and stored == n + 1;
    stored = 7;
    return @intFromBool(isSame and constant_here == 9 and value_here == 11);
}

/// () = 1
export fn functions() u32 {
    const p = @extern(*const fn () callconv(.c) u32, .{ .name = "given_here" });
    return @intFromBool(given_here() == 4567 and given_inside() == 4567 and p() == 4567);
}

/// () = 1
export fn weak() u32 {
    const v = @extern(?*u32, .{ .name = "nowhere", .linkage = .weak });
    const f = @extern(?*const fn () callconv(.c) void, .{ .name = "no_function", .linkage = .weak });
    return @intFromBool(@intFromPtr(v) == 0 and @intFromPtr(f) == 0);
}

/// () = trap
export fn callOfWeak() u32 {
    const f = @extern(?*const fn () callconv(.c) u32, .{ .name = "no_function_either", .linkage = .weak });
    return f.?();
}

/// () = trap
export fn otherType() u32 {
    return Other.given_here(1);
}
