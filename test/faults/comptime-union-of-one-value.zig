// a union that has but one value is initialized, assigned and read at compile time though nothing is stored
const One = union(enum) { a: void };
const Nothing = extern union { a: [0]u8, b: [0]u16 };
const Both = struct { one: One, nothing: Nothing };
fn use() void {
    var one: One = .{ .a = {} };
    one = .{ .a = {} };
    const pointer = &one;
    pointer.* = .a;
    if (pointer.* != .a) unreachable;
    pointer.a = {};
    var nothing: Nothing = .{ .a = .{} };
    nothing = .{ .b = .{} };
    if (nothing.a.len + nothing.b.len != 0) unreachable;
    var both: Both = .{ .one = .a, .nothing = .{ .b = .{} } };
    both.one = .{ .a = {} };
    both.nothing.a = .{};
    if (both.one != .a) unreachable;
}
pub fn main() void {
    use();
    comptime use();
}
