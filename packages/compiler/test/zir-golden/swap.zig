fn swap(a: *u8, b: *u8) void {
    a.*, b.* = .{ b.*, a.* };
    var x: u8 = 1;
    var y: u8 = 2;
    x, y = .{ y, x };
    x, const z = .{ y, x };
    _, var w: u16 = .{ z, 1 };
    _ = &w;
}
