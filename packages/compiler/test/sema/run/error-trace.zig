// Debug
fn fail() !u32 {
    return error.Deep;
}
fn mid() !u32 {
    return try fail();
}
fn length() usize {
    return if (@errorReturnTrace()) |trace| trace.index else 999;
}
fn deep(n: u32) anyerror!u32 {
    if (n == 0) return error.Deep;
    return deep(n - 1);
}
fn handled(n: u32) !usize {
    _ = mid() catch 0;
    if (length() != 0) return error.Wrong;
    return deep(n) catch length();
}

/// (0) = 1
/// (40) = 41
export fn counted(n: u32) u32 {
    return handled(n) catch 0;
}

/// () = 2010
export fn cutBack() u32 {
    var sum: usize = 0;
    _ = mid() catch {
        sum += length() * 1000;
    };
    sum += length() * 100;
    const held = fail();
    sum += length() * 10;
    _ = held catch 0;
    return sum;
}

/// () = 1
export fn ownTrace() u32 {
    _ = fail() catch {};
    return @intFromBool(length() == 0 and @errorReturnTrace() != null);
}
