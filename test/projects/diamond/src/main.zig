const std = @import("std");
const left = @import("left");
const right = @import("right");

pub fn main(init: std.process.Init) !void {
    var buffer: [64]u8 = undefined;
    var stdout = std.Io.File.stdout().writerStreaming(init.io, &buffer);
    try stdout.interface.print("{d} {d}\n", .{ left.count(), right.count() });
    try stdout.interface.flush();
}
