// --- become slices of the same elements only
var bytes: *align(2) [3]u8 = undefined;
var ended: *align(2) [3:0]u8 = undefined;
var ptrs: *align(4) [3]*u8 = undefined;
export fn a() void {
    const v: []u8 = @alignCast(bytes);
    _ = v;
}
export fn b() void {
    const v: []const *const u8 = @alignCast(ptrs);
    _ = v;
}
export fn c() void {
    const v: [:0]u8 = @alignCast(ended);
    _ = v;
}
export fn d() void {
    const v: [:1]u8 = @alignCast(ended);
    _ = v;
}
// --- and no C pointers to elements
var bytes: *align(2) [3]u8 = undefined;
export fn a() void {
    const v: [*c]u8 = @alignCast(bytes);
    _ = v;
}
export fn b() void {
    const v: [*c][3]u8 = @alignCast(bytes);
    _ = v;
}
