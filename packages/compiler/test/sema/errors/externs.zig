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
