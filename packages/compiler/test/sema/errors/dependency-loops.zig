// --- a field by value
const A = struct { b: B };
const B = struct { c: C };
const C = struct { a: ?A };
comptime { _ = @sizeOf(B); }
// --- of itself
const A = struct { a: [2]A };
comptime { _ = @sizeOf(A); }
// --- an array of nothing
fn List(comptime T: type) type { return struct { items: [0]T, len: usize }; }
const A = struct { list: List(@This()) };
comptime { _ = @as(A, undefined); }
// --- the loop starts where it is entered
const A = struct { b: B };
const B = struct { c: C };
const C = struct { b: B };
comptime { _ = @sizeOf(A); }
comptime { _ = @sizeOf(C); }
// --- queries
const A = struct { a: [@sizeOf(A)]u8 };
const B = struct { a: [@alignOf(B)]u8 };
const C = struct { a: [@bitSizeOf(C)]u8 };
const D = struct { a: [@offsetOf(D, "a")]u8 };
const E = struct { a: if (@hasField(E, "a")) u8 else u16 };
const F = struct { a: [@typeInfo(F).@"struct".fields.len]u8 };
const G = struct { a: *align(@alignOf(G)) u8 };
const H = union(enum) { a: [@sizeOf(H)]u8, b };
const I = enum(@typeInfo(I).@"enum".tag_type) { a };
comptime { _ = @as(A, undefined); }
comptime { _ = @as(B, undefined); }
comptime { _ = @as(C, undefined); }
comptime { _ = @as(D, undefined); }
comptime { _ = @as(E, undefined); }
comptime { _ = @as(F, undefined); }
comptime { _ = @as(G, undefined); }
comptime { _ = @as(H, undefined); }
comptime { _ = I.a; }
// --- values of declarations
const a = b;
const b: u32 = c;
const c = a + 1;
comptime { _ = b; }
// --- the value of itself
const a: u32 = a + 1;
comptime { _ = a; }
// --- types of declarations
const a: T = 1;
const T = @TypeOf(a);
comptime { _ = a; }
// --- a variable and its type
var a: S = undefined;
const S = struct { x: [@sizeOf(@TypeOf(&a))]u8 };
comptime { _ = &a; }
// --- a constant and its type
const a: S = undefined;
const S = struct { x: [@sizeOf(@TypeOf(a))]u8 };
comptime { _ = a; }
// --- a declaration and a type
const n = @sizeOf(S);
const S = struct { a: [n]u8 };
comptime { _ = n; }
// --- default values
const A = struct { a: u8 = (B{}).a };
const B = struct { a: u8 = C.x };
const C = struct { const x = (A{}).a; };
comptime { _ = A{}; }
// --- default values of itself
const A = struct { a: u8 = (A{}).a };
comptime { _ = A{}; }
// --- a default value is worked out by itself
const A = struct { a: u8 = (A{ .a = 5 }).a, b: usize = @sizeOf(A) };
comptime { if ((A{}).b != 8) @compileError("wrong"); }
// --- comptime fields are part of the layout
const A = struct { comptime a: u32 = @sizeOf(A), b: u8 };
comptime { _ = @sizeOf(A); }
// --- tags
const E = enum(u8) { a = @intFromEnum(E.b), b = 1 };
const U = union(enum(u8)) { a: u8 = @intFromEnum(U.b), b: u8 };
comptime { _ = E.a; }
comptime { _ = U.a; }
// --- backing integers
const S = packed struct(T) { a: u8 };
const T = @Int(.unsigned, @bitSizeOf(S));
comptime { _ = @as(S, undefined); }
// --- what functions take and give
const A = struct { x: [f(undefined)]u8 };
fn f(a: A) u32 { _ = a; return 1; }
const B = struct { x: [g().x.len]u8 };
fn g() B { return undefined; }
comptime { _ = @as(A, undefined); }
comptime { _ = @as(B, undefined); }
// --- function types by value
const A = struct { f: fn (A) void };
const B = struct { f: *const fn (B) B };
comptime { _ = @as(A, undefined); }
comptime { _ = @as(B, undefined); }
// --- code that a type depends on
const A = struct { x: [f()]u8 };
fn f() u32 { const a: [2]A = undefined; _ = a; return 1; }
const B = struct { x: [g()]u8 };
fn g() u32 { var b: B = undefined; _ = &b; return 1; }
const C = struct { x: [h()]u8 };
fn h() u32 { const p: *const C = undefined; _ = &p.x; return 1; }
const D = struct { x: [i()]u8 };
fn i() u32 { const p: [*]D = undefined; _ = p + 1; return 1; }
const E = struct { x: [j()]u8 };
fn j() u32 { const p: *align(4) E = undefined; const q: *E = p; _ = q; return 1; }
const F = struct { x: [k()]u8 };
fn k() u32 { const x = F{ .x = undefined }; _ = x; return 1; }
const G = packed struct(u8) { x: @Int(.unsigned, l()) };
fn l() u32 { const p: *align(1:0:1) G = undefined; _ = p; return 8; }
comptime { _ = @as(A, undefined); }
comptime { _ = @as(B, undefined); }
comptime { _ = @as(C, undefined); }
comptime { _ = @as(D, undefined); }
comptime { _ = @as(E, undefined); }
comptime { _ = @as(F, undefined); }
comptime { _ = @as(G, undefined); }
// --- inferred error sets
fn f() !void { inline for (@typeInfo(@typeInfo(@typeInfo(@TypeOf(f)).@"fn".return_type.?).error_union.error_set).error_set.?) |_| {} return error.B; }
export fn run() void { f() catch {}; }
// --- two loops, and an error
const A = struct { a: B };
const B = struct { a: A };
const C = struct { a: D };
const D = struct { a: C };
comptime { _ = @sizeOf(C); }
comptime { @compileError("first"); }
comptime { _ = @sizeOf(A); }
// --- what asks for nothing
const Bad = struct { a: @compileError("looked at"), const n = 3; };
comptime { _ = Bad.n; _ = @typeName(Bad); _ = @hasDecl(Bad, "n"); }
comptime { _ = *Bad; _ = ?*Bad; _ = []Bad; _ = [2]Bad; _ = ?Bad; _ = anyerror!Bad; _ = fn (Bad) Bad; }
comptime { if (@typeInfo(*Bad).pointer.alignment != null) unreachable; }
comptime { if (@sizeOf(*Bad) != 4 or @sizeOf([]Bad) != 8) unreachable; }
export fn run(bad: *const Bad) void { _ = bad; }
// --- defaults are looked at with the layout, not before
const A = struct { a: u8 = @compileError("default") };
const B = struct { a: u8 = @compileError("default too"), b: *const A };
comptime { _ = A; _ = *A; }
comptime { _ = @sizeOf(B); }
// --- the type of a field, by its name
const A = struct { a: u8, b: @FieldType(A, "a") };
const B = struct { a: u8, b: @TypeOf(@as(B, undefined).a) };
comptime { _ = @sizeOf(A); }
comptime { _ = @sizeOf(B); }
// --- types that are made of each other
const A = @Struct(.auto, null, &.{"a"}, &.{A}, &.{.{}});
const B = struct { a: @Tuple(&.{ B, u8 }) };
const C = struct { a: struct { C } };
comptime { _ = @sizeOf(B); }
comptime { _ = @sizeOf(C); }
comptime { _ = A; }
// --- told from the member that is reached by fewer references
export fn near() void {
    _ = @sizeOf(A);
}
fn callee() void {
    _ = @sizeOf(B);
}
export fn far() void {
    callee();
}
const A = struct { x: B };
const B = struct { x: A };
// --- told from the member that is asked for first, of two as near
export fn first() void {
    _ = @sizeOf(A);
}
export fn last() void {
    _ = @sizeOf(B);
}
const A = struct { x: B };
const B = struct { x: A };
// --- a value between
const C = struct { x: A };
const B = struct { x: C };
export fn near() void {
    const v: B = undefined;
    _ = v;
}
const K = blk: {
    const v: C = undefined;
    _ = v;
    break :blk 3;
};
export fn far() u8 {
    return K;
}
const A = struct { x: B };
// --- types with blocks
const N = struct {
    comptime {
        _ = @sizeOf(B);
    }
};
comptime {
    _ = N;
}
comptime {
    _ = @sizeOf(A);
}
const A = struct { x: B };
const B = struct { x: A };
