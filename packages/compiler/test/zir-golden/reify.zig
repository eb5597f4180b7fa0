const Int = @Int(.unsigned, 7);
const Literal = @EnumLiteral();
const Tuple = @Tuple(&.{ u8, bool });
const Pointer = @Pointer(.many, .{ .@"const" = true }, u8, 0);
const Fn = @Fn(&.{u8}, &.{.{}}, void, .{});
const Struct = @Struct(.auto, null, &.{"a"}, &.{u8}, &.{.{}});
const Union = @Union(.auto, null, &.{"a"}, &.{u8}, &.{.{}});
const Enum = @Enum(u8, .exhaustive, &.{"a"}, &.{1});

fn Make(comptime name: []const u8) type {
    return @Struct(.@"packed", u8, &.{name}, &.{u8}, &@splat(.{}));
}
