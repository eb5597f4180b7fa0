// where an error is caught, `undefined` is a value like others: it is not asked whether it is an error
fn f(x: u32) error{ A, B }!u32 {
    if (x == 1) return error.A;
    if (x == 2) return error.B;
    return x;
}
fn by_switch(x: u32) error{B}!u32 {
    return f(x) catch |err| switch (err) {
        error.A => undefined,
        error.B => |e| return e,
    };
}
fn by_block(x: u32) u32 {
    return f(x) catch blk: {
        break :blk undefined;
    };
}
fn by_return(x: u32) u32 {
    return f(x) catch |err| {
        if (err == error.B) return 3;
        return undefined;
    };
}
var n: u32 = 5;
pub fn main() void {
    const sum = (by_switch(n) catch 0) + by_block(n) + by_return(n);
    if (sum != 15) @panic("wrong");
}
