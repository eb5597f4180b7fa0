fn atComptime(x: bool) void {
    var a: u8 = 1;
    if (x) comptime a, const b = .{ 1, 2 };
}
fn targets(x: bool) void {
    var a: u8 = 1;
    var b: u8 = 1;
    if (x) comptime a, b = .{ 1, 2 };
}
fn unused() void {
    comptime const c, var d = .{ 1, 2 };
}
fn neverMutated() void {
    const e, var g = .{ 1, 2 };
    _ = .{ e, g };
}
fn discards() void {
    _, _ = .{ 1, 2 };
    const e, _ = .{ 1, 2 };
}
