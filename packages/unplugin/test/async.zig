//! Functions that wait.
const std = @import("std");

extern "./async-host.js" fn fetchNumber(n: u32) u32;
extern "./async-host.js" fn plain(n: u32) u32;

/// What the host answers, one after the other, with what is on the stack meanwhile.
pub fn fetchAll(allocator: std.mem.Allocator, numbers: []const u32) ![]u32 {
    var room: [64]u32 = @splat(7);
    const result = try allocator.alloc(u32, numbers.len);
    for (numbers, result, 0..) |n, *one, i| {
        room[i % room.len] = n;
        one.* = fetchNumber(n) + room[i % room.len] - n;
    }
    return result;
}
pub fn next(n: u32) u32 {
    return plain(n);
}
pub fn napping(io: std.Io, milliseconds: u32) !bool {
    const start = std.Io.Clock.awake.now(io);
    try io.sleep(.fromMilliseconds(milliseconds), .awake);
    return start.durationTo(std.Io.Clock.awake.now(io)).toMilliseconds() >= milliseconds - 1;
}
pub fn map(allocator: std.mem.Allocator, numbers: []const u32, f: *const fn (u32) u32) ![]u32 {
    const result = try allocator.dupe(u32, numbers);
    for (result) |*one| one.* = f(one.*);
    return result;
}
pub const mapSlowly = map;
pub fn fails(n: u32) !u32 {
    if (fetchNumber(n) > 100) return error.TooLarge;
    return n;
}
pub const Counter = struct {
    n: u32,
    pub fn init(n: u32) Counter {
        return .{ .n = fetchNumber(n) };
    }
    pub fn add(self: *Counter, n: u32) void {
        self.n += fetchNumber(n);
    }
};
pub fn pages() usize {
    return @wasmMemorySize(0);
}
