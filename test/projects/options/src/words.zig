const std = @import("std");
const options = @import("options");

pub fn greet(out: *std.Io.Writer) !void {
    for (0..options.count) |_| switch (options.style) {
        .plain => try out.print("hello, {s}\n", .{options.name}),
        .loud => try out.print("HELLO, {s}!\n", .{options.name}),
    };
    try out.print("{f} {any}\n", .{ options.version, options.unset });
}
