const std = @import("std");
var counter: u32 = 5;
export var foo_state: [4]u32 = .{ 1, 2, 3, 4 };
export const foo_name: [*:0]const u8 = "foo";
const Shape = union(enum) { circle: f64, square: f64 };
const table = [_]*const fn (i32) callconv(.c) i32{ &double, &triple };
fn double(x: i32) callconv(.c) i32 {
    return x * 2;
}
fn triple(x: i32) callconv(.c) i32 {
    return x * 3;
}
export fn foo_apply(which: u32, x: i32) i32 {
    counter += 1;
    return table[which](x);
}
export fn foo_count() u32 {
    return counter;
}
export fn foo_format(buffer: [*]u8, len: usize, number: f64) usize {
    const text = std.fmt.bufPrint(buffer[0..len], "{d:.3} {t}", .{ number, Shape{ .circle = 1 } }) catch |err| {
        const name = @errorName(err);
        @memcpy(buffer[0..name.len], name);
        return name.len;
    };
    return text.len;
}
extern fn host_callback(x: u32) u32;
export fn foo_calls(x: u32) u32 {
    return host_callback(x) + 1;
}
const Pair = extern struct { a: i64, b: f32 };
export fn foo_pair(p: Pair) Pair {
    return .{ .a = p.a + 1, .b = p.b * 2 };
}
