//! `inline else` takes the errors of a set in the order in which the compiler met their names.
fn f(e: error{ Romeo, Oscar, Quebec, Papa }) u8 {
    return switch (e) {
        error.Romeo => 0,
        inline else => |err| switch (err) {
            error.Oscar => 1,
            else => @compileError(@errorName(err)),
        },
    };
}
pub fn main() void {
    _ = f(error.Papa);
}
