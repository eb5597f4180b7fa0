fn sum(n: c_int, ...) callconv(.c) f64 {
    var list = @cVaStart();
    defer @cVaEnd(&list);
    var total: f64 = 0;
    var i: c_int = 0;
    while (i < n) : (i += 1) {
        total += @floatFromInt(@cVaArg(&list, c_int));
        total += @cVaArg(&list, f64);
    }
    return total;
}

/// () = 10.75
export fn promoted() f64 {
    return sum(2, @as(c_int, 1), @as(f64, 2.5), @as(i8, 3), @as(f32, 4.25));
}

/// () = 0
export fn none() f64 {
    return sum(0);
}

/// () = 3.5
export fn byPointer() f64 {
    var p: *const fn (c_int, ...) callconv(.c) f64 = &sum;
    _ = &p;
    return p(1, @as(c_int, 1), @as(f64, 2.5));
}

fn mixed(...) callconv(.c) bool {
    var list = @cVaStart();
    var copy = @cVaCopy(&list);
    defer @cVaEnd(&copy);
    if (@cVaArg(&list, i64) != -5) return false;
    if (@cVaArg(&list, *const u32).* != 9) return false;
    if (@cVaArg(&list, u128) != 1 << 90) return false;
    if (@cVaArg(&list, c_int) != 7) return false;
    const f = @cVaArg(&list, *const fn (...) callconv(.c) bool);
    return f == &mixed and @cVaArg(&copy, i64) == -5;
}

/// () = 1
export fn ofManyTypes() u32 {
    const x: u32 = 9;
    return @intFromBool(mixed(@as(i64, -5), &x, @as(u128, 1 << 90), @as(i8, 7), mixed));
}
