const std = @import("std");

const greeting = "Hello";

const Counter = struct {
    count: u32 = 0,

    fn add(self: *Counter, amount: u32) void {
        self.count += amount;
    }
};

fn square(n: u32) u32 {
    return n * n;
}

pub fn main(init: std.process.Init) !void {
    var buffer: [256]u8 = undefined;
    var stdout = std.Io.File.stdout().writerStreaming(init.io, &buffer);
    const out = &stdout.interface;
    try out.writeAll(greeting ++ ", World!\n");

    var counter: Counter = .{};
    for (1..5) |n| counter.add(square(@intCast(n)));
    try out.print("1 + 4 + 9 + 16 = {d}\n", .{counter.count});
    try out.flush();
}
