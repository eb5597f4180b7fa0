// --- made types that cannot be
const Level = enum(u8) { low = 1, high = 10 };
fn use(comptime T: type) void { var x: T = undefined; _ = &x; }
const types: [1]type = undefined;
comptime { _ = @Int(.signed, 65536); }
comptime { _ = @Int(undefined, 5); }
comptime { _ = @Int(.signed, undefined); }
comptime { _ = @Pointer(.one, .{ .@"align" = 3 }, u8, null); }
comptime { _ = @Pointer(.one, .{ .@"align" = 0 }, u8, null); }
comptime { _ = @Pointer(.one, .{}, u8, 0); }
comptime { _ = @Pointer(.c, .{}, u8, 0); }
comptime { _ = @Pointer(.many, .{}, u8, 300); }
comptime { _ = @Pointer(.many, .{}, Pair, .{ .a = 1 }); }
const Pair = struct { a: u8 };
comptime { _ = @Pointer(.many, .{}, anyopaque, null); }
comptime { _ = @Pointer(.many, .{}, fn () void, null); }
comptime { _ = @Pointer(.one, .{}, noreturn, null); }
comptime { _ = @Pointer(.one, .{}, @TypeOf(null), null); }
comptime { _ = @Tuple(&.{ u8, anyopaque }); }
comptime { _ = @Tuple(&.{ u8, noreturn }); }
comptime { _ = @Tuple(&.{ u8, undefined }); }
comptime { _ = @Fn(&.{u8}, &.{.{ .@"noalias" = true }}, void, .{}); }
comptime { _ = @Fn(&.{ u8, u8 }, &.{.{}}, void, .{}); }
comptime { _ = @Fn(&.{noreturn}, &.{.{}}, void, .{}); }
comptime { _ = @Fn(&.{u8}, &.{.{}}, anyopaque, .{}); }
comptime { _ = @Fn(&.{u8}, &.{.{}}, u8, .{ .varargs = true }); }
comptime { _ = @Struct(.auto, u8, &.{}, &.{}, &.{}); }
comptime { _ = @Struct(.auto, null, &.{ "a", "b" }, &.{u8}, &.{ .{}, .{} }); }
comptime { _ = @Struct(.auto, null, &.{"a"}, &types, &.{.{}}); }
comptime { _ = @Struct(.auto, null, &.{"a"}, &.{u8}, &.{.{ .@"comptime" = true }}); }
comptime { _ = @Struct(.@"extern", null, &.{"a"}, &.{u8}, &.{.{ .@"comptime" = true, .default_value_ptr = &@as(u8, 1) }}); }
comptime { _ = @Struct(.@"packed", null, &.{"a"}, &.{u8}, &.{.{ .@"align" = 1 }}); }
comptime { _ = @Struct(.auto, null, &.{"a"}, &.{u8}, &.{.{ .@"align" = 6 }}); }
comptime { _ = @Struct(.auto, null, &.{ "a", "a" }, &.{ u8, u8 }, &.{ .{}, .{} }); }
comptime { use(@Struct(.auto, null, &.{ "a", "a" }, &.{ u8, u8 }, &.{ .{}, .{} })); }
comptime { use(@Struct(.@"extern", null, &.{"a"}, &.{[]u8}, &.{.{}})); }
comptime { use(@Struct(.@"packed", u9, &.{"a"}, &.{u8}, &.{.{}})); }
comptime { use(@Struct(.@"packed", f32, &.{"a"}, &.{u8}, &.{.{}})); }
comptime { use(@Struct(.auto, null, &.{"a"}, &.{anyopaque}, &.{.{}})); }
comptime { _ = @Union(.@"extern", Level, &.{"a"}, &.{u8}, &.{.{}}); }
comptime { _ = @Union(.@"packed", null, &.{"a"}, &.{u8}, &.{.{ .@"align" = 1 }}); }
comptime { _ = @Union(.auto, u8, &.{"a"}, &.{u8}, &.{.{}}); }
comptime { use(@Union(.auto, u8, &.{"a"}, &.{u8}, &.{.{}})); }
comptime { use(@Union(.auto, Level, &.{"low"}, &.{u8}, &.{.{}})); }
comptime { use(@Union(.auto, Level, &.{"zz"}, &.{u8}, &.{.{}})); }
comptime { use(@Union(.auto, Level, &.{ "high", "low" }, &.{ u8, u8 }, &.{ .{}, .{} })); }
comptime { use(@Union(.auto, null, &.{ "a", "a" }, &.{ u8, u8 }, &.{ .{}, .{} })); }
comptime { use(@Union(.@"packed", u8, &.{ "a", "b" }, &.{ u8, u9 }, &.{ .{}, .{} })); }
comptime { use(@Union(.@"packed", null, &.{ "a", "b" }, &.{ u8, u9 }, &.{ .{}, .{} })); }
comptime { _ = @Enum(u8, .exhaustive, &.{ "a", "a" }, &.{ 1, 1 }); }
comptime { use(@Enum(u8, .exhaustive, &.{ "a", "a" }, &.{ 1, 2 })); }
comptime { use(@Enum(u8, .exhaustive, &.{ "a", "b" }, &.{ 1, 1 })); }
comptime { use(@Enum(u1, .nonexhaustive, &.{ "a", "b" }, &.{ 0, 1 })); }
comptime { use(@Enum(f32, .exhaustive, &.{"a"}, &.{1})); }
comptime { _ = @Enum(u8, .exhaustive, &.{"a"}, &.{300}); }
comptime { _ = @Enum(u8, .exhaustive, &.{"a"}, &.{undefined}); }
comptime { _ = @Enum(u8, .exhaustive, undefined, &.{1}); }
comptime { @compileError(@typeName(@TypeOf(.x))); }
comptime { if (@EnumLiteral() != @TypeOf(.x)) unreachable; }
// --- a made type is called after what it is bound to
fn Make(comptime n: u32) type { return @Struct(.auto, null, &.{"a"}, &.{[n]u8}, &.{.{}}); }
comptime { const x: Make(2) = 5; _ = x; }
fn Made() type { const U = @Enum(u8, .exhaustive, &.{"a"}, &.{1}); return U; }
comptime { const x: Made() = 5; _ = x; }
const Top = @Union(.auto, null, &.{"a"}, &.{u8}, &.{.{}});
comptime { const x: Top = 5; _ = x; }
// --- what the stack is aligned to, comptime fields of packed structs
comptime {
    _ = fn (u8) callconv(.{ .wasm_mvp = .{ .incoming_stack_alignment = 3 } }) void;
}
comptime {
    _ = @Fn(&.{}, &.{}, void, .{ .@"callconv" = .{ .wasm_mvp = .{ .incoming_stack_alignment = 6 } } });
}
comptime {
    _ = @Struct(.@"packed", null, &.{"a"}, &.{u9}, &.{.{ .@"comptime" = true }});
}
// --- what async functions would need
const Any = anyframe;
comptime { _ = Any; }
comptime { _ = @sizeOf(anyframe->u8); }
fn await(frame: anyframe) void { _ = frame; }
comptime { _ = await; }
// --- what is wrong of two arguments is told in the order in which they are looked at
const E = enum { a, b };
export fn a() void { _ = @Enum(u8, .exhaustive, &.{ "A", undefined }, "x"); }
export fn b() void { _ = @Enum(u8, .exhaustive, &.{ "A", undefined }, &.{ undefined, 1 }); }
export fn c() void { _ = @Struct(.auto, u16, &.{ "a", "b" }, 3, &.{ .{}, .{} }); }
export fn d() void { _ = @Struct(.auto, u16, &.{ "a", "b" }, &.{ u8, undefined }, &.{ .{}, .{} }); }
export fn e() void { _ = @Struct(.auto, u16, &.{ "a", undefined }, &.{ u8, u8 }, &.{ .{}, .{} }); }
export fn f() void { _ = @Struct(.auto, null, &.{ "a", "b" }, &.{ u8, undefined }, &.{ .{}, undefined }); }
export fn g() void { _ = @Struct(.auto, null, &.{ "a", undefined }, &.{ u8, u8 }, &.{ .{ .@"align" = 3 }, .{} }); }
export fn h() void { _ = @Struct(.@"packed", null, &.{"a"}, &.{u8}, &.{.{ .@"align" = 4, .@"comptime" = true, .default_value_ptr = &@as(u8, 3) }}); }
export fn i() void { _ = @Union(.@"extern", E, &.{ "a", "b" }, &.{ u8, u8 }, &.{ .{}, undefined }); }
export fn j() void { _ = @Fn(&.{ u8, undefined }, &.{ .{}, undefined }, 3, .{}); }
export fn k() void { _ = @Fn(&.{ u8, undefined }, &.{ .{}, undefined }, u8, .{}); }
export fn l() void { _ = @Fn(&.{u8}, &.{.{}}, anyopaque, .{ .varargs = true }); }
export fn m() void { _ = @Pointer(undefined, .{}, noreturn, null); }
export fn n() void { _ = @Pointer(.one, .{ .@"align" = 3 }, noreturn, null); }
export fn o() void { _ = @Pointer(.one, .{}, noreturn, 3); }
export fn p() void { _ = @Pointer(.one, .{}, fn () void, 3); }
// --- names that are there twice in a union with a tag
const E = enum { a, b };
export fn a() void { _ = @sizeOf(@Union(.auto, E, &.{ "a", "a" }, &.{ u8, u8 }, &@splat(.{}))); }
export fn b() void { _ = @sizeOf(@Union(.auto, E, &.{ "a", "a", "b" }, &.{ u8, u8, u8 }, &@splat(.{}))); }
export fn c() void { _ = @sizeOf(@Union(.auto, u8, &.{ "a", "a" }, &.{ u8, u8 }, &@splat(.{}))); }
