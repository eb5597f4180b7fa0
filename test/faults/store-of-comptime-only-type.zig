// What exists at compile time only cannot be stored through a pointer that is not known then.
const S = struct { t: type, n: u8 };
var global: comptime_int = 1;

fn plain(p: *type) void {
    p.* = u8;
}
fn element(p: []comptime_int) void {
    for (p) |*x| x.* = 1;
}
fn field(p: *S) void {
    p.n = 1;
    p.t = u8;
}
fn whole(p: *S, n: u8) void {
    p.* = .{ .t = u8, .n = n };
}
fn optional(p: *?type) void {
    p.* = null;
}
fn function(p: *fn () void) void {
    p.* = undefined;
}
fn all(p: *[3]type) void {
    @memset(p, u8);
}
comptime {
    _ = .{ &plain, &element, &field, &whole, &optional, &function, &all };
}
export fn toGlobal() void {
    global = 2;
}
