// --- too many arguments
fn f(a: u32) void { _ = a; }
export fn g() void { f(1, 2); }
// --- too many arguments of a method
const S = struct { fn f(s: S, a: u32) void { _ = s; _ = a; } };
export fn g() void { const s: S = .{}; s.f(1, 2); }
// --- call of an integer
export fn g() void { const x: u32 = 5; x(); }
// --- call of an optional function pointer
fn h() void {}
export fn g(b: bool) void { const x: ?*const fn () void = if (b) &h else null; x(); }
// --- argument of the wrong type
fn f(a: u32) void { _ = a; }
export fn g() void { f("hi"); }
// --- unused result
fn f() u32 { return 1; }
export fn g() void { f(); }
// --- unused error union
fn f() !void { return error.A; }
export fn g() void { f(); }
// --- runtime argument of a comptime parameter
fn f(comptime n: u32) u32 { return n; }
export fn g(x: u32) u32 { return f(x); }
// --- runtime argument of comptime-only type
fn f(t: anytype) void { _ = t; }
export fn g(x: u32) void { var v = .{ x, u8 }; _ = &v; f(v); }
// --- runtime argument of a function that returns a type
fn T(x: u32) type { if (x == 1) return u8; return u16; }
export fn g(x: u32) void { const Q = T(x); _ = Q; }
// --- endless recursion
fn f(n: u32) u32 { if (n == 0) return 0; return f(n - 1); }
export fn g() u32 { return comptime f(2000); }
// --- no such member
const S = struct { x: u32 };
export fn g() void { const s: S = .{ .x = 1 }; s.foo(); }
// --- not a method
const S = struct { x: u32, fn foo() void {} };
export fn g() void { const s: S = .{ .x = 1 }; s.foo(); }
// --- comptime call with a runtime argument
fn f(x: u32) u32 { return x; }
export fn g(x: u32) u32 { return comptime f(x); }
// --- comptime call of an extern function
extern fn ext(x: u32) u32;
export fn g() u32 { return comptime ext(1); }
// --- result of the wrong type
fn f() u32 { return "a"; }
export fn g() u32 { return f(); }
// --- result of the wrong type in an instance
fn f(x: anytype) @TypeOf(x) { return "q"; }
export fn g(x: u32) u32 { return f(x); }
// --- argument too large for a generic parameter
fn f(comptime T: type, x: T) void { _ = x; }
export fn g() void { f(u8, 1000); }
// --- opaque parameter
const O = opaque {};
fn f(o: O) void { _ = o; }
export fn g() void { _ = &f; }
// --- slice in a C function
fn f(x: []u8) callconv(.c) void { _ = x; }
export fn g() void { _ = &f; }
// --- compile error in an instance
fn f(comptime T: type) void { @compileError("no " ++ @typeName(T)); }
export fn g() void { f(u8); }
// --- of extern functions
extern fn puts(s: [*:0]const u8) c_int;
pub export fn entry1() void { const a = [_]u8{'a'}; const p: [*]const u8 = &a; _ = puts(p); }
pub export fn entry2() void { const a: []const u8 = "x"; _ = puts(a); }
pub export fn entry3() void { const a = [_]u8{'a'}; _ = puts(&a); }
pub export fn entry4() void { _ = puts('a'); _ = puts("a", 1); }
// --- that log several times from one place
export fn foo() void { comptime bar(12, "hi"); _ = &bar; }
fn bar(a: i32, b: []const u8) void { @compileLog("begin"); @compileLog("a", a, "b", b); @compileLog("end"); }
export fn baz() void { const S = struct { fn f(x: anytype) void { @compileLog(@TypeOf(x), x, .{ 1, x }); } }; S.f(3); comptime S.f(@as(u8, 4)); }
// --- layouts of what a call takes and gives
const A = struct { a: @compileError("a") };
const B = struct { b: @compileError("b") };
const C = extern struct { c: @compileError("c") };
const D = extern struct { d: @compileError("d") };
const E = extern struct { e: @compileError("e") };
export fn run1() void {
    const f: *const fn (A) B = undefined;
    _ = f(undefined);
}
var two: *const fn (u8, B) A = undefined;
export fn run2() void {
    _ = two("a", 3);
}
extern fn declared(x: C) void;
export fn run3() void {
    _ = &declared;
}
export fn run4() void {
    _ = @extern(*const D, .{ .name = "symbol" });
}
export fn run5(f: *const anyopaque) void {
    const g: *const fn (E) void = @ptrCast(f);
    _ = g;
}
export fn run6() void {
    const f: *const fn ([]u8) callconv(.c) void = undefined;
    f(3);
}
// --- what a call that gives a type without values is followed by
const S = struct { a: noreturn };
const U = union {};
const E = enum {};
extern fn more() bool;
fn call(comptime T: type) T {
    while (more()) {}
    unreachable;
}
export fn f() u32 { _ = call(S).x; }
export fn g(b: bool) u32 { return if (b) 1 else call(U); }
export fn h() void { _ = call(E).x; }
export fn i() void { call(U); }
// --- arguments past the parameters, as C's integers
const A = packed struct(u16) { a: u16 };
const B = packed struct(u64) { a: u64 };
const C = packed union(u16) { a: u16 };
const D = packed union(u32) { a: u32 };
const E = packed union { a: u64 };
extern fn more(u8, ...) void;
export fn f(p: *A) void { more(1, p.*); }
export fn g(p: *B) void { more(1, p.*); }
export fn h(p: *C) void { more(1, p.*); }
export fn i(p: *D) void { more(1, p.*); }
export fn j(p: *E) void { more(1, p.*); }
