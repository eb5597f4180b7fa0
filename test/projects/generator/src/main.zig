const std = @import("std");
const primes = @import("primes");

pub fn main(init: std.process.Init) !void {
    var buffer: [64]u8 = undefined;
    var stdout = std.Io.File.stdout().writerStreaming(init.io, &buffer);
    try stdout.interface.print("{any} by {s}: {s}", .{ primes.primes, primes.by, @embedFile("listed") });
    try stdout.interface.flush();
}
