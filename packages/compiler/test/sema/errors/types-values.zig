// --- literals and reflection
// Members, values and literals of library-like types.
const Shape = union(enum) { circle: f32, square: struct { side: u32 }, none };
const Level = enum(u8) { low = 1, high = 10, _ };
const Config = struct { name: []const u8 = "none", level: Level = .low, nested: struct { on: bool = true } = .{}, const default: Config = .{ .name = "d" }; fn make(n: []const u8) Config { return .{ .name = n }; } };
comptime { const c: Config = .default; @compileError(c.name); }
comptime { const c: Config = .make("made"); @compileError(c.name); }
comptime { const l: Level = @enumFromInt(77); _ = @tagName(l); }
comptime { const l: Level = @enumFromInt(300); _ = l; }
comptime { const s: Shape = .{ .square = .{ .side = 3 } }; _ = s.circle; }
comptime { _ = @tagName(@as(u8, 1)); }
comptime { _ = Shape{}; }
comptime { _ = @as(Config, .{ .nam = "x" }); }
comptime { const c: Config = .{ .level = .medium }; _ = c; }
comptime { const c: Config = .{ .name = 3 }; _ = c; }
comptime { const t: struct { u8, u16 } = .{ 1, 2, 3 }; _ = t; }
comptime { const t: struct { u8, u16 } = .{ .a = 1 }; _ = t; }
comptime { const a: [3]u8 = .{ 1, 2 }; _ = a; }
comptime { const a: u32 = .{}; _ = a; }
comptime { const a: []u8 = .{ 1, 2 }; _ = a; }
comptime { const a = u32{ .x = 1 }; _ = a; }
comptime { const a = []const u8{ 1, 2 }; _ = a; }
comptime { _ = &.{ .a = 1 }; const p: *const u32 = &.{}; _ = p; }
comptime { @compileError(@typeName(@typeInfo(fn (u8, anytype) void).@"fn".params[0].type.?)); }
comptime { if (@typeInfo(fn (u8, anytype) void).@"fn".params[1].type != null) @compileError("poison"); }
comptime { const x: *align(8) u32 = undefined; if (@typeInfo(@TypeOf(x)).pointer.alignment != 8) @compileError("al"); }
comptime { const f = @typeInfo(struct { a: u8 = 5 }).@"struct".fields[0]; const p: *const u8 = @ptrCast(f.default_value_ptr.?); if (p.* != 5) @compileError("def"); }
comptime { if (@typeInfo(error{ A, B }).error_set.?.len != 2) @compileError("es"); if (@typeInfo(anyerror).error_set != null) @compileError("ae"); }
comptime { const E = @typeInfo(Level).@"enum"; if (E.is_exhaustive or E.fields[1].value != 10 or E.tag_type != u8) @compileError("en"); }
fn loop(comptime T: type) type { return struct { x: T, y: if (@hasField(T, "q")) u8 else u16 }; }
comptime { _ = @sizeOf(loop(struct { q: u8 })); @compileError(@typeName(@FieldType(loop(struct { q: u8 }), "y"))); }
const Selfish = struct { a: [@sizeOf(Selfish)]u8 };
comptime { _ = @sizeOf(Selfish); }
const Cyc = struct { a: u32 = Cyc.b, const b = @as(Cyc, .{}).a; };
comptime { _ = Cyc{}; }
// --- tag of a union field without a value, too large
const U = union(enum(u1)) { a: u8, b: u32, c: i16 align(4), d };
export fn f(u: *U) void { _ = u.a; }
// --- tag of a union field without a value, taken
const U = union(enum(u8)) { a: u8 = 1, b: u32 = 0, c: i16 };
export fn f(u: *U) void { _ = u.a; }
// --- values of a made enum
comptime { _ = @as(@Enum(u1, .exhaustive, &.{ "a", "b", "c" }, &.{ 0, 1, 2 }), undefined); }
comptime { _ = @as(@Enum(u8, .exhaustive, &.{ "a", "b", "c" }, &.{ 0, 1, 1 }), undefined); }
// --- what null, undefined and an enum without tags can be
const N = @TypeOf(null);
comptime {
    @compileLog(@as(N, undefined), @as(struct { a: N }, undefined).a, @as([2]N, .{ null, undefined })[1]);
}
fn f() N {
    return undefined;
}
export fn g(p: *N, q: *const @TypeOf(undefined)) void {
    @compileLog(f());
    const x = p.*;
    _ = x;
    _ = q;
}
export fn h(p: *@TypeOf(undefined)) void {
    _ = p.*;
}
const E = enum {};
const One = struct { a: E };
comptime {
    const x: E = undefined;
    const y: One = undefined;
    @compileLog(x == x, x, y, @as([2]E, undefined), [2:undefined]E);
}
