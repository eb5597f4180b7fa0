fn expired() *u8 {
    var x: u8 = 1;
    x = 2;
    return &x;
}
fn expiredField() *u8 {
    var x: struct { a: u8 } = .{ .a = 1 };
    x.a = 2;
    return &x.a;
}
fn neverMutated(n: usize) u8 {
    var array: [2]u8 = .{ 1, 2 };
    var point: struct { a: u8 } = .{ .a = 1 };
    var optional: ?u8 = null;
    return array[n] + point.a + optional.?;
}
fn throughPointer() u8 {
    var x: [2]u8 = .{ 1, 2 };
    const p = &x;
    return p[0];
}
fn nested() u8 {
    var outer: struct { inner: [2]u8 } = .{ .inner = .{ 1, 2 } };
    return outer.inner[0] + @field(outer, "inner")[1];
}
fn expiredOk(n: usize) *const u8 {
    var x: [2]u8 = .{ 1, 2 };
    x[0] = 2;
    const p: *const u8 = &x[n];
    return p;
}
fn expiredInIf(c: bool) *u8 {
    var x: u8 = 1;
    x = 2;
    return if (c) &x else unreachable;
}
fn tryValue(x: anyerror!u8) !u8 {
    var y = x;
    return try y;
}
fn sliced() []const u8 {
    var x: [2]u8 = .{ 1, 2 };
    return x[0..1];
}
