// --- @extern
extern fn e1() void;
export fn a1() void {
    _ = @extern(*u8, .{ .name = "" });
}
export fn a2() void {
    _ = @extern(u8, .{ .name = "x" });
}
export fn a3() void {
    _ = @extern(*[]u8, .{ .name = "x" });
}
export fn a4() void {
    _ = @extern(?*u8, .{ .name = "x", .linkage = .weak });
}
export fn a6() void {
    _ = @extern(*u8, .{ .name = "x", .linkage = .internal });
}
export fn a7() void {
    _ = @extern(*u8, .{ .name = "x", .linkage = .link_once });
}
export fn a8() void {
    _ = @extern(*u8, .{ .name = "x", .library_name = "" });
}
export fn a9() void {
    _ = @extern(*const fn () void, .{ .name = "x" });
}
export fn a10() void {
    _ = @extern([*]u8, .{ .name = "x" });
}
export fn a11() void {
    _ = @extern(*u8, .{ .name = "x", .is_thread_local = true });
}
export fn a12() void {
    const x: []const u8 = "abc";
    _ = @extern(*u8, .{ .name = x ++ "d" });
}
var rv: []const u8 = "abc";
export fn a13() void {
    _ = @extern(*u8, .{ .name = rv });
}
const c = @extern(*u8, .{ .name = "glob" });
export fn a14() void {
    c.* = 1;
}
export fn a16() void {
    _ = @extern(*u8, .{ .name = "x", .visibility = .hidden, .linkage = .internal });
}
export fn a17() void {
    _ = @extern(*u8, .{ .name = "x", .relocation = .pcrel });
}
export fn a18() void {
    _ = @extern(*u8, .{ .name = "x", .is_dll_import = true });
}
export fn a19() void {
    _ = @extern(*type, .{ .name = "x" });
}
export fn a20() void {
    _ = @extern(*anyopaque, .{ .name = "x" });
}
// --- types of no bits
const A = extern struct { a: void };
const B = extern union { a: void };
extern var v: void;
extern fn f(x: void, y: u8) void;
extern fn g() [0]u8;
export fn a() void { _ = @sizeOf(A); }
export fn b() void { _ = @sizeOf(B); }
export fn c() void { _ = &v; }
export fn d() void { f({}, 1); }
export fn e() void { _ = g(); }
export fn h(x: [*c]void) void { _ = x; }
export fn i(x: u0) void { _ = x; }
export fn j() u0 { return 0; }
export fn k(x: *void) void { _ = x; }
const C = extern struct { a: u0 };
export fn l() void { _ = @sizeOf(C); }
const D = extern struct { a: noreturn };
export fn m() void { _ = @sizeOf(D); }
export fn n(x: struct {}) void { _ = x; }
const E = extern struct { a: [3]void };
export fn o() void { _ = @sizeOf(E); }
const F = extern struct { a: *void };
export fn p() void { _ = @sizeOf(F); }
// --- constants of any type
const S = struct { a: u8 };
extern const c: S;
extern const d: []u8;
extern var v: S;
export fn a() u8 {
    return c.a;
}
export fn b() usize {
    return d.len;
}
export fn e() void {
    v.a = 1;
}
// --- @extern of a function through a pointer that is not constant
export fn f() void { const g = @extern(?*volatile fn () callconv(.c) u32, .{ .name = "no" }); _ = g; }
