// The body of a function that takes or gives what exists at compile time only is analysed where it is called, and not for its address.
fn ofType(x: u32) type {
    _ = x;
    @compileError("ofType");
}
fn ofStruct(x: u32) struct { t: type } {
    _ = x;
    @compileError("ofStruct");
}
fn ofErrors(x: u32) !comptime_int {
    _ = x;
    @compileError("ofErrors");
}
fn takes(x: struct { t: ?type }) void {
    _ = x;
    @compileError("takes");
}
fn pointer(x: u32) *const type {
    _ = x;
    @compileError("pointer");
}
const table = [_]*const fn (u32) type{&ofType};
comptime {
    _ = .{ &ofType, &ofStruct, &ofErrors, &takes, &pointer, table };
}
export fn call(x: u32) void {
    _ = ofType(x);
}
