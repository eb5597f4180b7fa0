// --- members of types and values
const S = struct { x: u32, y: u8 = 3 };
const E = enum(u8) { a = 3, b, c = 9 };
const U = union(enum) { a: u32, b: void, c: S };
fn G(comptime T: type) type { return struct { a: T, const Inner = enum { q, r }; }; }
comptime { @compileError(@typeName(S)); }
comptime { @compileError(@typeName(E)); }
comptime { @compileError(@typeName(G(u32))); }
comptime { @compileError(@typeName(G([]const u8).Inner)); }
comptime { @compileError(@typeName(@typeInfo(U).@"union".tag_type.?)); }
comptime { @compileError(@tagName(E.c)); }
comptime { @compileError(@tagName(@as(E, @enumFromInt(9)))); }
comptime { @compileError(@typeInfo(S).@"struct".fields[1].name); }
comptime { const u: U = .{ .c = .{ .x = 1 } }; @compileError(@typeName(@TypeOf(u.c.y))); }
comptime { @compileError(@tagName(@as(U, .b))); }
comptime { _ = S{ .y = 1 }; }
comptime { _ = S{ .x = 1, .z = 3 }; }
comptime { _ = S.foo; }
comptime { _ = E.zz; }
comptime { const u: U = .{ .a = 1 }; _ = u.b; }
comptime { const s: S = .{ .x = 1 }; _ = s.q; }
comptime { const s: ?S = .{ .x = 1 }; _ = s.x; }
comptime { const s: anyerror!S = .{ .x = 1 }; _ = s.x; }
comptime { const a = [_]u8{ 1, 2, 3 }; _ = a.foo; }
comptime { const a: []const u8 = "abc"; _ = a.foo; }
comptime { _ = [2]u8{ 1, 2, 3 }; }
comptime { const a: [2]u8 = .{1}; _ = a; }
comptime { _ = @as(struct { u8, u16 }, .{1}); }
comptime { _ = U{ .a = 1, .b = {} }; }
comptime { _ = ?noreturn; _ = ?anyopaque; }
comptime { _ = [*]anyopaque; }
comptime { _ = [3]anyopaque; }
comptime { _ = *noreturn; }
comptime { _ = anyerror!anyopaque; }
comptime { _ = @sizeOf(anyopaque); }
comptime { _ = @sizeOf(fn () void); }
comptime { _ = [*c]S; }
comptime { _ = @Vector(4, []u8); }
comptime { _ = @unionInit(S, "a", 1); }
comptime { _ = u32.foo; }
comptime { _ = @as(u32, 1).foo; }
comptime { _ = @offsetOf(S, "q"); }
comptime { _ = @hasDecl(u32, "a"); }
comptime { _ = @hasField(u32, "a"); }
comptime { _ = @FieldType(u32, "a"); }
comptime { _ = @field(S, "a"); }
comptime { _ = error{A,B}.C; }
comptime { const s: S = .foo; _ = s; }
comptime { const t = .{ 1, 2 }; _ = t.@"2"; }
comptime { const t = .{ 1, 2 }; _ = t.foo; }
comptime { @compileError(@typeName(@TypeOf(.{ 1, "a" }))); }
comptime { @compileError(@typeName(@TypeOf(&@as(S, undefined).y))); }
comptime { @compileError(@typeName(*align(1) u32)); }
comptime { @compileError(@typeName(*align(4) u32)); }
comptime { @compileError(@typeName([:0]const u8)); }
comptime { @compileError(@typeName(@Int(.unsigned, 7))); }
comptime { @compileError(@typeName(@Pointer(.slice, .{ .@"const" = true, .@"align" = 1 }, u8, null))); }
comptime { @compileError(@typeName(@Pointer(.many, .{ .@"volatile" = true }, u8, 0))); }
comptime { @compileError(@typeName(*const @Fn(&.{u32}, &.{.{}}, anyerror!void, .{}))); }
// --- names of tags
const Foo = enum(u8) { a, b, _ };
comptime { _ = @tagName(@as(Foo, @enumFromInt(9))); }
comptime { const u: union(enum) { a: u8 } = undefined; _ = @tagName(u); }
comptime { const u: union { a: u8 } = .{ .a = 1 }; _ = @tagName(u); }
comptime { _ = @tagName(1); }
comptime { _ = @tagName(error.A); }
comptime { _ = @tagName(Foo); }
comptime { _ = @errorName(.a); }
export fn e() void { const E = enum {}; const x: E = undefined; _ = @tagName(x); }
// --- alignment of a field that is not known
var n: u8 = 3;
export fn a() void { const S = struct { a: u8 align(n) }; _ = S{ .a = 3 }; }
export fn b() void { const S = union { a: u8 align(n) }; _ = S{ .a = 3 }; }
