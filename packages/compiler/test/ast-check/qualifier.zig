fn local() void {
    const a: u8 addrspace(.generic) = 1;
    var b: u8 linksection("b") = 1;
    comptime const c = 1;
    _ = .{ a, b, c };
}
fn redundant() void {
    comptime {
        comptime var a = 1;
        a = 2;
        comptime _ = a;
    }
}
fn pointless(a: u8) void {
    _ = a;
    f(a);
}
fn tagOfError(x: anyerror!u8) void {
    x catch |err| switch (err) {
        else => |e, tag| f(e, tag),
    };
}
inline fn inlineCallconv() callconv(.c) void {}
fn noBody() void;
extern fn inferred() !void;
extern "" fn noLibrary() void;
extern "a\x00b" fn zeroLibrary() void;
const FnType = fn (a: u8) align(4) void;
const FnSection = fn () linksection(".a") void;
const FnSpace = fn () addrspace(.generic) void;
const FnInferred = fn () !void;
const FnName = fn name() void;
fn unnamed(u8) void {}
fn unnamedType(a) void {}
fn unnamedAny(anytype) void {}
fn f() void {}
