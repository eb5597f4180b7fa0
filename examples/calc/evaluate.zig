const std = @import("std");
const Tokenizer = @import("Tokenizer.zig");

pub const Result = union(enum) {
    value: f64,
    failure: Failure,
};

pub const Failure = struct {
    /// Bytes from the start of the line.
    at: usize,
    reason: []const u8,
};

/// What the expression in `line` comes to.
pub fn expression(line: []const u8) Result {
    var parser: Parser = .{ .tokenizer = .{ .line = line } };
    const value = parser.sum() catch return .{ .failure = parser.failure };
    const rest = parser.tokenizer.next();
    if (rest.kind != .end) return .{ .failure = .{ .at = rest.start, .reason = "expected an operator" } };
    return .{ .value = value };
}

const Parser = struct {
    tokenizer: Tokenizer,
    failure: Failure = .{ .at = 0, .reason = "" },

    const Error = error{NoExpression};

    fn sum(parser: *Parser) Error!f64 {
        var value = try parser.product();
        while (true) switch (parser.tokenizer.peek().kind) {
            .plus => value += try parser.skipped().product(),
            .minus => value -= try parser.skipped().product(),
            else => return value,
        };
    }

    fn product(parser: *Parser) Error!f64 {
        var value = try parser.operand();
        while (true) switch (parser.tokenizer.peek().kind) {
            .times => value *= try parser.skipped().operand(),
            .divided => value /= try parser.skipped().operand(),
            else => return value,
        };
    }

    fn operand(parser: *Parser) Error!f64 {
        const token = parser.tokenizer.next();
        switch (token.kind) {
            .number => |value| return value,
            .minus => return -try parser.operand(),
            .open => {
                const value = try parser.sum();
                const close = parser.tokenizer.next();
                return if (close.kind == .close) value else parser.fail(close, "expected ')'");
            },
            else => return parser.fail(token, "expected a number"),
        }
    }

    fn skipped(parser: *Parser) *Parser {
        _ = parser.tokenizer.next();
        return parser;
    }

    fn fail(parser: *Parser, token: Tokenizer.Token, reason: []const u8) Error {
        parser.failure = .{ .at = token.start, .reason = reason };
        return error.NoExpression;
    }
};

test "operators bind as usual" {
    for ([_]struct { []const u8, f64 }{
        .{ "1 + 2 * 3", 7 },
        .{ "(1 + 2) * 3", 9 },
        .{ "10 - 2 - 3", 5 },
        .{ "-2 * -(1.5 + 2.5) / 4", 2 },
    }) |case| try std.testing.expectEqual(case[1], expression(case[0]).value);
}

test "what is wrong is told with its place" {
    for ([_]struct { []const u8, Failure }{
        .{ "1 + ", .{ .at = 4, .reason = "expected a number" } },
        .{ "(1", .{ .at = 2, .reason = "expected ')'" } },
        .{ "1 2", .{ .at = 2, .reason = "expected an operator" } },
    }) |case| try std.testing.expectEqualDeep(case[1], expression(case[0]).failure);
}
