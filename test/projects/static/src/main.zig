const std = @import("std");
extern fn foo_apply(which: u32, x: i32) i32;
extern fn foo_count() u32;
extern fn foo_format(buffer: [*]u8, len: usize, number: f64) usize;
extern fn foo_calls(x: u32) u32;
extern var foo_state: [4]u32;
extern const foo_name: [*:0]const u8;
const Pair = extern struct { a: i64, b: f32 };
extern fn foo_pair(p: Pair) Pair;
extern fn bar(x: u128) u128;
export fn host_callback(x: u32) u32 {
    return x * 100;
}
pub fn main(init: std.process.Init) !void {
    var out_buffer: [256]u8 = undefined;
    var out = std.Io.File.stdout().writerStreaming(init.io, &out_buffer);
    const writer = &out.interface;
    try writer.print("{d} {d} {d}\n", .{ foo_apply(0, 21), foo_apply(1, 21), foo_count() });
    var b: [32]u8 = undefined;
    try writer.print("{s} {s}\n", .{ b[0..foo_format(&b, 32, 3.14159)], foo_name });
    try writer.print("{s}\n", .{b[0..foo_format(&b, 3, 3.14159)]});
    foo_state[2] += 1;
    try writer.print("{d} {any}\n", .{ foo_calls(7), foo_state });
    try writer.print("{any} {d}\n", .{ foo_pair(.{ .a = 1, .b = 2.5 }), bar(1 << 100) });
    try writer.flush();
}
