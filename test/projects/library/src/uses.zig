const std = @import("std");
const Queue = @import("queue").Queue;

test "a queue of texts" {
    var queue: Queue([]const u8, 4) = .{};
    for ([_][]const u8{ "one", "two" }) |text| try queue.push(text);
    try std.testing.expectEqualStrings("one", queue.pop().?);
}

test "is left out" {
    return error.SkipZigTest;
}
