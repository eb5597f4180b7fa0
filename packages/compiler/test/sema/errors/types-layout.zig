// --- layouts, defaults, and what they depend on
const S = struct { x: u32 = @sizeOf(S), y: ?*S = null, const default: S = .{ .x = 7 }; const other: S = .{}; };
comptime { const s: S = .default; if (s.x != 7) @compileError("bad"); }
const L1 = struct { a: u32 = L1.b, const b: u32 = L2.c; };
const L2 = struct { const c: u32 = (L1{}).a; };
comptime { _ = L1{}; }
const N = struct { next: ?*N, list: []const N, f: *const fn (N) N };
comptime { if (@sizeOf(N) != 16) @compileError("N"); }
const T1 = @Struct(.auto, null, &.{"a"}, &.{u32}, &.{.{ .default_value_ptr = &@as(u32, 5), .@"align" = 4 }});
comptime { const t: T1 = .{}; if (t.a != 5) @compileError("T1"); }
comptime { @compileError(@typeName(T1)); }
const T2 = @Enum(u8, .exhaustive, &.{ "p", "q" }, &.{ 3, 9 });
comptime { if (@intFromEnum(T2.q) != 9) @compileError("T2"); @compileError(@tagName(@as(T2, @enumFromInt(3)))); }
const T3 = @Union(.auto, T2, &.{ "p", "q" }, &.{ u32, void }, &.{ .{ .@"align" = 4 }, .{} });
comptime { const t: T3 = .{ .p = 3 }; if (t != .p) @compileError("T3"); @compileError(@typeName(@TypeOf(t.p))); }
const T4 = @Tuple(&.{u32});
comptime { @compileError(@typeName(T4)); }
const M = struct { pub const a = 1; const b = 2; pub fn c() void {} };
comptime { if (@typeInfo(M).@"struct".decls.len != 2) @compileError("decls"); @compileError(@typeInfo(M).@"struct".decls[1].name); }
comptime { _ = M.zz; }
const P = packed struct { a: u3, b: u5, c: u8, d: bool };
comptime { if (@bitSizeOf(P) != 17 or @sizeOf(P) != 4) @compileError("P"); @compileError(@typeName(@TypeOf(&@as(P, undefined).b))); }
comptime { @compileError(@typeName(@TypeOf(&@as(P, undefined).c))); }
comptime { if (@offsetOf(P, "c") != 1 or @bitOffsetOf(P, "b") != 3) @compileError("off"); }
const X = extern struct { a: u8, b: u32, c: u16 };
comptime { @compileError(@typeName(@TypeOf(&@as(X, undefined).c))); }
const FP = struct { a: u32, b: u64 };
comptime { var fp: FP = .{ .a = 1, .b = 2 }; const p: *FP = @fieldParentPtr("b", &fp.b); p.a = 9; if (fp.a != 9) @compileError("fpp"); }
comptime { var fp: FP = .{ .a = 1, .b = 2 }; const p: *FP = @fieldParentPtr("b", &fp.a); _ = p; }
fn Gen(comptime T: type, comptime n: usize) type { return struct { data: [n]T, const Self = @This(); fn init() Self { return .{ .data = undefined }; } }; }
comptime { @compileError(@typeName(Gen(u8, 4))); }
comptime { const g = Gen(u8, 4).init(); @compileError(@typeName(@TypeOf(g.data))); }
comptime { const v: struct { a: u8, b: struct { c: u16 } } = .{ .a = 1, .b = .{ .c = 2 } }; if (v.b.c != 2) @compileError("nest"); }
comptime { var u: union(enum) { a: u8, b: u16 } = .{ .a = 1 }; u = .{ .b = 4 }; if (u.b != 4) @compileError("u"); u.b = 5; if (u.b != 5) @compileError("u2"); _ = u.a; }
comptime { var arr = [_]u8{ 1, 2, 3 }; arr[1] = 9; const sl: []const u8 = &arr; if (sl[1] != 9) @compileError("arr"); }
comptime { const x: [3:0]u8 = .{ 1, 2, 3 }; if (x[3] != 0) @compileError("sent"); }
comptime { const p: *const [3]u8 = &.{ 1, 2, 3 }; if (p.len != 3) @compileError("len"); }
comptime { const p: []const []const u8 = &.{ "a", "bc" }; if (p[1].len != 2) @compileError("len"); }
comptime { const o: ?struct { a: u8 } = .{ .a = 3 }; if (o.?.a != 3) @compileError("opt"); }
comptime { const o: anyerror!struct { a: u8 } = .{ .a = 3 }; if ((o catch unreachable).a != 3) @compileError("eu"); }
// --- sizes that have more than 32 bits
const S = struct { a: [1 << 31]u8, b: [1 << 31]u8 };
export fn f(p: *S) void { _ = p.a[0]; }
const U = extern union { a: u8, b: [1 << 32]u8 };
comptime { _ = @sizeOf(U); }
const V = union { a: [(1 << 32) - 1]u8, b: u8 };
comptime { _ = @sizeOf(V); }
const T = struct { [1 << 31]u8, [1 << 31]u8 };
comptime { _ = @sizeOf(T); }
