const Point = struct { x: u32, y: u32 = 2 };
const Line = struct { from: Point, to: Point = .{ .x = 5 }, tag: u8 = 7 };

/// (3) = 17
export fn nestedDefaults(n: u32) u32 {
    const line: Line = .{ .from = .{ .x = n } };
    return line.from.x + line.from.y + line.to.x + line.tag;
}

/// (4) = 22
export fn byPointer(n: u32) u32 {
    var line = Line{ .from = .{ .x = n, .y = 1 } };
    const to = &line.to;
    to.* = .{ .x = 8, .y = 9 };
    line.from.x += 0;
    return line.from.x + line.from.y + to.x + line.to.y;
}

const Shape = union(enum) { square: u32, pair: [2]u32, none };

/// (0) = 10
/// (1) = 7
/// (2) = 99
export fn taggedUnion(n: u32) u32 {
    const shape: Shape = switch (n) {
        0 => .{ .square = 10 },
        1 => .{ .pair = .{ 3, 4 } },
        else => .none,
    };
    return switch (shape) {
        .square => |side| side,
        .pair => |pair| pair[0] + pair[1],
        .none => 99,
    };
}

/// (1) = trap
/// (0) = 6
export fn inactiveField(n: u32) u32 {
    var shape: Shape = .{ .square = 6 };
    if (n == 1) shape = .none;
    return shape.square;
}

const Flags = packed struct { low: u3, mid: u5, high: u8, on: bool };

/// (21) = 171
export fn packedFields(n: u32) u32 {
    var flags: Flags = .{ .low = 1, .mid = @intCast(n), .high = 3, .on = false };
    flags.high += 2;
    flags.on = true;
    const mid = &flags.mid;
    mid.* -= 1;
    return @as(u32, @as(u17, @bitCast(flags)) & 0xff) + flags.high + @intFromBool(flags.on) + 4;
}

const Level = enum(u8) { low = 3, high = 200, _ };

/// (200) = 1
/// (7) = 0
export fn openEnum(n: u8) u32 {
    const level: Level = @enumFromInt(n);
    return @intFromBool(level == .high);
}

const Closed = enum(u8) { a = 3, b = 9 };

/// (9) = 9
/// (4) = trap
export fn closedEnum(n: u8) u32 {
    const value: Closed = @enumFromInt(n);
    return @intFromEnum(value);
}

const Owner = struct { before: u32, part: u32 };

/// (5) = 12
export fn parentOfField(n: u32) u32 {
    var owner: Owner = .{ .before = 7, .part = n };
    const found: *Owner = @fieldParentPtr("part", &owner.part);
    return found.before + found.part;
}

fn Stack(comptime T: type, comptime size: usize) type {
    return struct {
        items: [size]T = undefined,
        len: usize = 0,

        const Self = @This();
        const empty: Self = .{};

        fn push(stack: *Self, item: T) void {
            stack.items[stack.len] = item;
            stack.len += 1;
        }
    };
}

/// (6) = 13
export fn genericContainer(n: u32) u32 {
    var stack: Stack(u32, 4) = .empty;
    stack.push(n);
    stack.push(n + 1);
    var sum: u32 = 0;
    for (stack.items[0..stack.len]) |item| sum += item;
    return sum;
}

/// (2) = 11
export fn tuplesAndAnonymous(n: u32) u32 {
    const pair = .{ n, @as(u8, 4) };
    const named = .{ .a = n, .b = .{ .c = 3 } };
    const first, const second = pair;
    return first + second + named.a + named.b.c;
}

/// (9) = 9
export fn optionalAndErrorInit(n: u32) u32 {
    const some: ?Point = .{ .x = n, .y = 0 };
    const good: error{Bad}!Point = .{ .x = 0, .y = 0 };
    return some.?.x + (good catch return 0).y;
}

/// (4) = 22
export fn sumOfFields(n: u32) u32 {
    const value: struct { a: u8 = 9, b: u16 = 9, c: u32 } = .{ .c = n };
    var sum: u32 = 0;
    inline for (@typeInfo(@TypeOf(value)).@"struct".fields) |field| sum += @field(value, field.name);
    return sum;
}

const Made = @Struct(.@"extern", null, &.{ "a", "b" }, &.{ u8, u32 }, &.{ .{}, .{ .default_value_ptr = &@as(u32, 30) } });

/// (3) = 41
export fn reified(n: u8) u32 {
    const made: Made = .{ .a = n };
    return made.a + made.b + @sizeOf(Made);
}

const Wide = enum(u100) { low = 3, high = 1 << 99 };

/// (0) = 1
/// (1) = 2
/// (2) = trap
export fn wideTags(n: u32) u32 {
    const number: u100 = if (n == 0) 3 else if (n == 1) 1 << 99 else 5;
    const tag: Wide = @enumFromInt(number);
    return if (tag == .low) 1 else @intCast(@tagName(tag).len - 2);
}

/// () = 1
export fn peersOfLongDouble() u32 {
    const a: c_longdouble = 1;
    const types = .{
        @TypeOf(a, a),
        @TypeOf(a, 1),
        @TypeOf(1.5, a),
        @TypeOf(@max(a, @as(f64, 2))),
        @TypeOf(a, @as(f16, 2)),
        @TypeOf(@as(f64, 2), a, a),
        @TypeOf(@as(f128, 2), a),
        @TypeOf(@max(a, @as(f128, 2))),
        @TypeOf(a + @as(f80, 2)),
        @TypeOf(@as(f128, a)),
        @TypeOf(@min(@as(f128, a), @as(f128, 2))),
    };
    inline for (types, 0..) |T, i| if (T != if (i < 4) c_longdouble else f128) return 0;
    return 1;
}
