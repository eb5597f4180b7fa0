const std = @import("std");

/// A word and how often it occurs.
pub const Entry = struct {
    word: []const u8,
    count: u32,
};

/// The `most` words that occur most often in `text`, in the order of how often, and then of the alphabet.
pub fn frequentWords(allocator: std.mem.Allocator, text: []const u8, most: u32) ![]const Entry {
    var counts: std.StringArrayHashMapUnmanaged(u32) = .empty;
    var words = std.mem.tokenizeAny(u8, text, " \n\t.,;:!?");
    while (words.next()) |word| {
        const found = try counts.getOrPutValue(allocator, word, 0);
        found.value_ptr.* += 1;
    }
    const entries = try allocator.alloc(Entry, counts.count());
    for (entries, counts.keys(), counts.values()) |*entry, word, count| entry.* = .{ .word = word, .count = count };
    std.mem.sort(Entry, entries, {}, isBefore);
    return entries[0..@min(entries.len, most)];
}

fn isBefore(_: void, a: Entry, b: Entry) bool {
    if (a.count != b.count) return a.count > b.count;
    return std.mem.lessThan(u8, a.word, b.word);
}
