// --- as an enum
const E = enum(u8) { a };
const N = enum(u8) { a, _ };
export fn a() void {
    _ = @as(E, @enumFromInt(@as(u8, undefined)));
}
export fn b() void {
    _ = @as(N, @enumFromInt(@as(u8, undefined)));
}
// --- truncated
export fn a() void {
    _ = @as(i4, @truncate(@as(u8, undefined)));
}
export fn b() void {
    _ = @as(u4, @truncate(@as(u8, undefined)));
}
