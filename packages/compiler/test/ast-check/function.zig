fn noBody() void;
fn missingName(u8) void {}
fn noType(a) void {}
extern "" fn emptyLibrary() void;
extern "a\x00" fn nullLibrary() void;
inline fn inlineCallconv() callconv(.C) void {}
const A = fn a() void;
const B = fn () align(4) void;
const C = fn () addrspace(.generic) void;
const D = fn () linksection("x") void;
const E = fn () !void;
extern fn inferred() !void;
fn duplicateParameter(a: u8, a: u8) void {
    _ = a;
}
fn underscore(_: u8) void {}
fn named() @"noreturn" {
    unreachable;
}
fn varArgs(...) void {}
export fn varArgsExport(a: u8, ...) callconv(.C) void {
    _ = a;
}
fn unusedComptime(comptime a: type) void {}
fn usesParameter(comptime a: type, b: a) a {
    return b;
}
fn noaliasParameter(noalias a: *u8, b: anytype) void {
    _ = a;
    _ = b;
}
fn returnShadow(a: u8) @TypeOf(a) {}
fn callconvReturn() callconv(.C) u8 {
    return 1;
}
