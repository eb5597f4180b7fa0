const std = @import("std");
const shapes = @import("shapes");

pub fn main(init: std.process.Init) !void {
    var buffer: [64]u8 = undefined;
    var stdout = std.Io.File.stdout().writerStreaming(init.io, &buffer);
    const square: shapes.Rectangle = .{ .width = 3, .height = 3 };
    try stdout.interface.print("{d} of {s}\n", .{ square.area(), shapes.maths_name });
    try stdout.interface.flush();
}

test "an area" {
    try std.testing.expectEqual(6, (shapes.Rectangle{ .width = 2, .height = 3 }).area());
}
