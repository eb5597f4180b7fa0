const std = @import("std");

/// A queue of at most `capacity` items.
pub fn Queue(comptime T: type, comptime capacity: usize) type {
    return struct {
        items: [capacity]T = undefined,
        start: usize = 0,
        len: usize = 0,

        pub fn push(self: *@This(), item: T) error{Full}!void {
            if (self.len == capacity) return error.Full;
            self.items[(self.start + self.len) % capacity] = item;
            self.len += 1;
        }

        pub fn pop(self: *@This()) ?T {
            if (self.len == 0) return null;
            defer self.start = (self.start + 1) % capacity;
            self.len -= 1;
            return self.items[self.start];
        }
    };
}

test "first in, first out" {
    var queue: Queue(u8, 2) = .{};
    try queue.push(1);
    try queue.push(2);
    try std.testing.expectError(error.Full, queue.push(3));
    try std.testing.expectEqual(1, queue.pop());
    try queue.push(3);
    try std.testing.expectEqual(2, queue.pop());
    try std.testing.expectEqual(3, queue.pop());
    try std.testing.expectEqual(null, queue.pop());
}

test "of nothing" {
    var queue: Queue(void, 1) = .{};
    try queue.push({});
    try std.testing.expect(queue.pop() != null);
}
