// A struct that is passed by address to a C function is a copy, which the callee may write to: so it is where C is compiled.
const Pair = extern struct { a: u32, b: f64 };

fn change(pair: *Pair) callconv(.c) u32 {
    pair.a += 1;
    return pair.a;
}

const constant: Pair = .{ .a = 5, .b = 1 };

pub fn main() void {
    var byValue: *const fn (Pair) callconv(.c) u32 = @ptrCast(&change);
    var variable: Pair = .{ .a = 7, .b = 2 };
    _ = .{ &byValue, &variable };
    for (0..2) |_| {
        if (byValue(constant) != 6 or byValue(variable) != 8) @panic("by value");
    }
    if (constant.a != 5 or variable.a != 7) @panic("changed");
}
