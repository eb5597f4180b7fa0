const std = @import("std");
const kit = @import("kit");
const settings = @import("settings");

pub fn main(init: std.process.Init) !void {
    var buffer: [64]u8 = undefined;
    var stdout = std.Io.File.stdout().writerStreaming(init.io, &buffer);
    try stdout.interface.print("{s} {d}\n", .{ kit.word(), settings.major });
    try stdout.interface.flush();
}
