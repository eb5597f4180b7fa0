//! Where fields stand, which types have bits at run time, and what tells the fields of a union apart.

const Wide = extern struct { a: u8, b: u128, c: u64 };

/// (1) = 48016032
export fn wideIntegersAreAligned(n: u32) u32 {
    var wide: Wide = .{ .a = @intCast(n), .b = 2, .c = 3 };
    _ = &wide;
    const at = @intFromPtr(&wide);
    return @sizeOf(Wide) * 1000000 + @as(u32, @intCast(@intFromPtr(&wide.b) - at)) * 1000 + @as(u32, @intCast(@intFromPtr(&wide.c) - at));
}

const Mixed = struct { a: u8, b: u32, c: u16, d: u64, e: u8 };

/// (0) = 16
/// (1) = 14
/// (2) = 8
/// (3) = 12
/// (4) = 0
/// (5) = 15
export fn fieldsGoByAlignment(n: u32) u32 {
    return switch (n) {
        0 => @sizeOf(Mixed),
        1 => @offsetOf(Mixed, "a"),
        2 => @offsetOf(Mixed, "b"),
        3 => @offsetOf(Mixed, "c"),
        4 => @offsetOf(Mixed, "d"),
        else => @offsetOf(Mixed, "e"),
    };
}

const Numbered = enum(u8) { only = 7 };

/// (0) = 7
export fn aNumberedTagIsInMemory(n: u32) u32 {
    var e: Numbered = .only;
    _ = &e;
    const byte: *const u8 = @ptrCast(&e);
    return byte.* + n;
}

const OneActive = union(enum) { never: noreturn, number: u32 };

/// (5) = 9
export fn aSoleActiveFieldNeedsNoTag(n: u32) u32 {
    var u: OneActive = .{ .number = n };
    _ = &u;
    const number = switch (u) {
        .number => |x| x,
        .never => unreachable,
    };
    return if (u == .number) number + @sizeOf(OneActive) else 0;
}

const Never = struct { never: noreturn, number: u32 };

/// (3) = 7
export fn whatCannotBeTakesNoPlace(n: u32) u32 {
    const none: ?Never = null;
    const failed: error{Bad}!Never = error.Bad;
    _ = failed catch return if (none == null) n + @sizeOf(error{Bad}!Never) + @sizeOf(?Never) else 0;
    return 0;
}

const Bits = packed struct(u16) { low: u5, mode: enum(u3) { off, on }, rest: packed union { a: i8, b: u8 } };

/// (200) = 65341
export fn packedIsItsInteger(n: u8) u32 {
    const bits: Bits = .{ .low = 29, .mode = .on, .rest = .{ .b = n } };
    const other: Bits = @bitCast(@as(u16, @bitCast(bits)) | 0xff00);
    return if (bits == other) 0 else @as(u16, @bitCast(other)) | @as(u32, @intFromBool(other.rest.a != -1));
}

const Later = struct {
    items: [@sizeOf(Other)]u8 = @splat(@sizeOf(Later)),
    const Other = struct { parent: ?*Later, next: [*]Later, call: *const fn (Later) Later };
};

/// (1) = 13
export fn pointersAskForNothing(n: u32) u32 {
    const later: Later = .{};
    return later.items[0] + n;
}

fn Pair(comptime A: type, comptime B: type) type {
    return @Struct(.auto, null, &.{ "a", "b" }, &.{ A, B }, &.{ .{ .@"comptime" = true, .default_value_ptr = &@as(A, 40) }, .{} });
}
const Tag = @Enum(u8, .nonexhaustive, &.{ "x", "y" }, &.{ 3, 5 });
const Either = @Union(.auto, Tag2, &.{ "x", "y" }, &.{ u32, u16 }, &.{ .{}, .{ .@"align" = 8 } });
const Tag2 = @Enum(u8, .exhaustive, &.{ "x", "y" }, &.{ 3, 5 });
const Adder = *const @Fn(&.{ u32, @Int(.unsigned, 7) }, &@splat(.{}), u32, .{});

fn add(a: u32, b: u7) u32 {
    return a + b;
}

/// (2) = 127
export fn madeTypes(n: u32) u32 {
    const pair: Pair(u32, @Int(.unsigned, 24)) = .{ .b = @intCast(n) };
    var either: Either = .{ .x = 60 };
    _ = &either;
    const tag: Tag = @enumFromInt(n + 1);
    const call: Adder = add;
    const tuple: @Tuple(&.{ u8, u32 }) = .{ 1, n };
    const x = switch (either) {
        .x => |x| x,
        .y => |y| y,
    };
    return call(pair.a + pair.b + x, if (tag == .x) 16 else 0) + @alignOf(Either) + tuple[0] + @sizeOf(Pair(u32, u8)) - 1 - (tuple[1] - n);
}
