//! The tokens of a line.

const std = @import("std");
const Tokenizer = @This();

line: []const u8,
at: usize = 0,

pub const Token = struct {
    /// Bytes from the start of the line.
    start: usize,
    kind: union(enum) { number: f64, plus, minus, times, divided, open, close, end, unknown },
};

pub fn next(tokenizer: *Tokenizer) Token {
    const line = tokenizer.line;
    const start = std.mem.indexOfNonePos(u8, line, tokenizer.at, " \t\r") orelse
        return .{ .start = line.len, .kind = .end };
    tokenizer.at = start + 1;
    return .{ .start = start, .kind = switch (line[start]) {
        '+' => .plus,
        '-' => .minus,
        '*' => .times,
        '/' => .divided,
        '(' => .open,
        ')' => .close,
        '0'...'9', '.' => tokenizer.number(start),
        else => .unknown,
    } };
}

/// The next token, which stays the next one.
pub fn peek(tokenizer: Tokenizer) Token {
    var copy = tokenizer;
    return copy.next();
}

fn number(tokenizer: *Tokenizer, start: usize) @FieldType(Token, "kind") {
    const line = tokenizer.line;
    tokenizer.at = std.mem.indexOfNonePos(u8, line, start, "0123456789.") orelse line.len;
    const value = std.fmt.parseFloat(f64, line[start..tokenizer.at]) catch return .unknown;
    return .{ .number = value };
}

test next {
    var tokenizer: Tokenizer = .{ .line = " 12.5*(x" };
    try std.testing.expectEqual(Token{ .start = 1, .kind = .{ .number = 12.5 } }, tokenizer.next());
    try std.testing.expectEqual(Token{ .start = 5, .kind = .times }, tokenizer.peek());
    try std.testing.expectEqual(Token{ .start = 5, .kind = .times }, tokenizer.next());
    try std.testing.expectEqual(Token{ .start = 6, .kind = .open }, tokenizer.next());
    try std.testing.expectEqual(Token{ .start = 7, .kind = .unknown }, tokenizer.next());
    try std.testing.expectEqual(Token{ .start = 8, .kind = .end }, tokenizer.next());
}
