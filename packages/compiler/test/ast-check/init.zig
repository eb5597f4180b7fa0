const S = struct { a: u8, b: u8 };

fn duplicateField() void {
    _ = S{ .a = 1, .b = 2, .a = 3, .b = 4, .a = 5 };
}
fn duplicateFieldOfMany() void {
    _ = .{ .a = 1, .b = 2, .c = 3, .d = 4, .e = 5, .f = 6, .g = 7, .h = 8, .i = 9, .b = 10 };
}
fn arrayWithStructSyntax() void {
    _ = [2]u8{ .a = 1 };
}
fn destructureCount() void {
    const a, const b = .{ 1, 2, 3 };
    _ = a;
    _ = b;
}
fn destructureStruct() void {
    const a, const b = .{ .x = 1, .y = 2 };
    _ = a;
    _ = b;
}
fn destructureEmpty() void {
    var a: u8 = 0;
    var b: u8 = 0;
    a, b = .{};
}
fn unreachableElement() void {
    _ = [_]u8{ 1, return, 3 };
}
fn badName() void {
    _ = .{ .@"" = 1 };
}
fn fine() void {
    var x: u8 = 1;
    var y: u8 = 2;
    x, y = .{ y, x };
    x, _ = [2]u8{ y, x };
    _ = [_:0]u8{};
    _ = [_]u8{};
    _ = &[_]u8{ x, y };
}
