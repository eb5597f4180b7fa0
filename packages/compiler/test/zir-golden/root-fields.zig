//! The file is a struct whose fields have values of their own.
const Self = @This();

/// first
a: u32 align(8) = 1 + 2,
b: []const u8 = "text",
comptime c: comptime_int = 3,
d: struct { e: u8, const f = 4; } = .{ .e = 5 },
