// --- no optional
export fn a() void {
    _ = undefined orelse 1;
}
export fn b() void {
    if (undefined) |v| {
        _ = v;
    }
}
export fn c() void {
    while (undefined) |v| {
        _ = v;
    }
}
// --- no error union, but used before that is seen
export fn a() void {
    _ = undefined catch 1;
}
export fn b() void {
    if (undefined) |v| {
        _ = v;
    } else |e| {
        _ = e;
    }
}
export fn c() void {
    _ = try undefined;
}
// --- exported
export fn a() void {
    @export(undefined, .{ .name = "q" });
}
// --- as an address
export fn a() void {
    _ = @as(?*u8, @ptrFromInt(undefined));
}
export fn b() void {
    _ = @as(*allowzero u8, @ptrFromInt(undefined));
}
export fn c() void {
    _ = @as(@Vector(2, ?*u8), @ptrFromInt(@as(@Vector(2, usize), undefined)));
}
export fn d() void {
    _ = @as(@Vector(2, *u8), @ptrFromInt(@Vector(2, usize){ 1, undefined }));
}
export fn e() void {
    _ = @as(@Vector(2, ?*u8), @ptrFromInt(@Vector(2, usize){ 1, undefined }));
}
