// --- the length is that of the tuple
var array: [3]u8 = .{ 1, 2, 3 };
var cond: bool = true;
export fn a() void {
    _ = .{ 1, 2 } + array;
}
export fn b() void {
    const v = if (cond) .{ 1, 2 } else array;
    _ = v;
}
export fn c() void {
    const v = if (cond) array else .{ 1, 2 };
    _ = v;
}
