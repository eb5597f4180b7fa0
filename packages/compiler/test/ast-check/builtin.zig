const std = @import("std");

const unknown = @nothing(1);
const tooFew = @sizeOf();
const tooMany = @sizeOf(u8, u16);
const tooFewOfTwo = @offsetOf(u8);
const outside = @src();
const outsideTwo = @returnAddress();
const notString = @import(std);
const emptyPath = @import("");
const nullPath = @import("a\x00b");
const minOfOne = @min(1);
const maxOfNone = @max();
const typeOfNone = @TypeOf();
const undef = @cUndef("x");
const include = @cInclude("x");
const define = @cDefine("x", "y");
const nested = @cImport({
    _ = @cImport({});
});
const inComptime = @inComptime();

fn casts() void {
    _ = @intCast(1);
}
fn castOfDestructured() void {
    const a, const b = @bitCast(1);
    _ = a;
    _ = b;
}
fn inferredCast() void {
    const a = @floatFromInt(1);
    _ = a;
}
fn pointerCast(p: *u8) void {
    _ = @ptrCast(@alignCast(p));
}
fn alignCast(p: *u8) void {
    _ = @alignCast(@constCast(p));
}
fn addrSpaceCast(p: *u8) void {
    _ = @addrSpaceCast(p);
}
fn redundantCast(p: *u8) *u8 {
    return @ptrCast(@alignCast((@ptrCast(p))));
}
fn splat() void {
    _ = @splat(1);
}
fn fieldParentPtr(p: *u8) void {
    _ = @fieldParentPtr("a", p);
}
fn fieldParentPtrAligned(p: *u8) void {
    _ = @alignCast(@fieldParentPtr("a", p));
}
fn errorCast(e: anyerror) void {
    _ = @errorCast(e);
}
fn branchHint() void {
    _ = 1;
    @branchHint(.cold);
}
fn vaStart() void {
    _ = @cVaStart();
}
fn assignToBuiltin() void {
    @sizeOf(u8) = 1;
}
fn assignToUnknown() void {
    @nothing(u8) = 1;
}
fn unreachableArgument() void {
    _ = @as(u8, return);
}
fn unreachableTypeOf() void {
    _ = @TypeOf(return);
}
fn unreachableTypeOfTwo() void {
    _ = @TypeOf(1, return);
}
fn trap() void {
    @trap();
    _ = 1;
}
fn panics() void {
    @panic("x");
    return;
}
fn compileError() void {
    @compileError("x");
    return;
}
fn fine(p: *const u8, ...) callconv(.C) void {
    @branchHint(.cold);
    const q: *u8 = @ptrCast(@constCast(p));
    _ = q;
    _ = @constCast(@volatileCast(p));
    @field(std, "a") = 1;
    if (@inComptime()) {
        @branchHint(.likely);
    }
    _ = @cVaStart();
}
const gone = @Type(.{});
const goneToo = @frameSize(f);
const argumentCount = @Int(.signed);
fn callsAsync() void {
    @asyncCall();
}
