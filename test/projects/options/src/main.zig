const std = @import("std");
const words = @import("words");
const table = @import("table");
const motto = @embedFile("motto");

pub fn main(init: std.process.Init) !void {
    var buffer: [256]u8 = undefined;
    var stdout = std.Io.File.stdout().writerStreaming(init.io, &buffer);
    const out = &stdout.interface;
    try words.greet(out);
    try out.print("{any} {s}", .{ table.squares, motto });
    const args = try init.minimal.args.toSlice(init.arena.allocator());
    for (args[1..]) |arg| try out.print("given {s}\n", .{arg});
    try out.flush();
}
