fn unusedConst() void {
    const a = 1;
}
fn unusedVar() void {
    var a: u8 = 1;
}
fn unusedParameter(a: u8) void {}
fn neverMutated() u8 {
    var a: u8 = 1;
    return a;
}
fn pointlessConst() void {
    const a = 1;
    _ = a;
    foo(a);
}
fn pointlessParameter(a: u8) void {
    foo(a);
    _ = a;
}
fn pointlessTwice() void {
    const a = 1;
    _ = a;
    _ = a;
}
fn assignToConstDiscard() void {
    var a: u8 = 1;
    _ = a;
}
fn shadowsParameter(a: u8) void {
    const a = 1;
}
fn shadowsLocal() void {
    const a = 1;
    {
        const a = 2;
        _ = a;
    }
    _ = a;
}
fn shadowsDeclaration() void {
    const foo = 1;
    _ = foo;
}
fn shadowsPrimitive() void {
    const u8 = 1;
}
fn parameterShadowsPrimitive(i7: u8) void {}
fn parameterShadowsDeclaration(foo: u8) void {
    _ = foo;
}
fn discardName() void {
    const _ = 1;
}
fn readsUnderscore() u8 {
    return _;
}
fn undeclared() void {
    missing();
}
fn useBefore() void {
    _ = a;
    const a = 1;
}
fn section() void {
    const a: u8 linksection("x") = 1;
    _ = a;
}
fn addressSpace() void {
    var a: u8 addrspace(.generic) = 1;
    _ = &a;
}
fn comptimeConst() void {
    comptime const a = 1;
    _ = a;
}
fn comptimeVar() void {
    comptime {
        comptime var a = 1;
        a += 1;
    }
}
fn bigInteger() void {
    _ = u65536;
}
fn zeroInteger() void {
    _ = i07;
}
fn destructureUnused() void {
    const a, var b: u8 = .{ 1, 2 };
    a = 1;
}
fn destructureComptimeConst() void {
    comptime const a, const b = .{ 1, 2 };
    _ = a;
    _ = b;
}
fn captureInTypeOf() void {
    var a: u8 = 1;
    const T = @TypeOf(a);
    _ = T;
    a = 2;
}
fn foo(a: u8) void {
    _ = a;
}
