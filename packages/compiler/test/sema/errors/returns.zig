// --- returns and what they lack
var rv: bool = false;
export fn a10() void {
    @setRuntimeSafety(rv);
}
export fn a11() void {
    @setEvalBranchQuota(-1);
}
export fn a12() void {
    @setEvalBranchQuota(rv);
}
export fn a14() void {
    @compileError(rv);
}
export fn a15() void {
    @compileError(3);
}
export fn a20() u32 {
    @breakpoint();
}
export fn a21() noreturn {}
export fn a22() void {
    return 3;
}
export fn a23() u8 {
    return;
}
fn a24() error{A}!u8 {
    return error.B;
}
export fn b24() void {
    _ = a24() catch {};
}
fn a25() !u8 {
    if (rv) return error.B;
}
export fn b25() void {
    _ = a25() catch {};
}
fn a26() noreturn {
    return;
}
export fn b26() void {
    a26();
}
fn a27() ?u8 {}
export fn b27() void {
    _ = a27();
}
fn a28() !noreturn {
    return error.A;
}
export fn b28() void {
    a28() catch {};
}
fn a29() error{A}!noreturn {}
export fn b29() void {
    a29() catch {};
}
fn a30() !void {
    return error.A;
}
export fn b30() void {
    a30();
}
export fn b31() void {
    _ = a30();
}
export fn b32() void {
    const x = a30();
    _ = x;
}
export fn b33() void {
    try a30();
}
fn a35() error{Z}!void {
    try a30();
}
export fn b35() void {
    a35() catch {};
}
export fn b36() void {
    a30() catch |e| return e;
}
export fn b37() void {
    a30() catch 3;
}
export fn b38() u8 {
    return a30() catch 3;
}
fn a39() u8 {
    return error.A;
}
export fn b39() void {
    _ = a39();
}
export fn b40() void {
    a28();
}
