//! A calculator: reads expressions from standard input, a line each, and writes what they come to.
//!
//!     echo '2 * (3 + 4)' | npx rezig run examples/calc/main.zig
//!     npx rezig test examples/calc/main.zig

const std = @import("std");
const evaluate = @import("evaluate.zig");

pub fn main(init: std.process.Init) !u8 {
    var in_buffer: [4096]u8 = undefined;
    var stdin = std.Io.File.stdin().readerStreaming(init.io, &in_buffer);
    var out_buffer: [4096]u8 = undefined;
    var stdout = std.Io.File.stdout().writerStreaming(init.io, &out_buffer);
    const failures = try answerAll(&stdin.interface, &stdout.interface);
    try stdout.interface.flush();
    return if (failures == 0) 0 else 1;
}

/// Answers each line of `in`, and gives how many are no expressions.
fn answerAll(in: *std.Io.Reader, out: *std.Io.Writer) !u32 {
    var failures: u32 = 0;
    while (try in.takeDelimiter('\n')) |line| {
        if (std.mem.trim(u8, line, " \r").len == 0) continue;
        switch (evaluate.expression(line)) {
            .value => |value| try out.print("{d}\n", .{value}),
            .failure => |failure| {
                failures += 1;
                try out.print("{s}\n", .{line});
                try out.splatByteAll(' ', failure.at);
                try out.print("^ {s}\n", .{failure.reason});
            },
        }
    }
    return failures;
}

test answerAll {
    var in: std.Io.Reader = .fixed("1 + 2\n\n2 * x\n7 / 2");
    var buffer: [100]u8 = undefined;
    var out: std.Io.Writer = .fixed(&buffer);
    try std.testing.expectEqual(1, try answerAll(&in, &out));
    try std.testing.expectEqualStrings("3\n2 * x\n    ^ expected a number\n3.5\n", out.buffered());
}

test {
    _ = evaluate;
}
