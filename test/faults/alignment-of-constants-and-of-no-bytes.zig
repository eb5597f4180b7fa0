// a constant has the alignment of its declaration however long the table of error names before it is, and what has no bytes has that of its type
const Empty = struct { array: [0]usize = .{} };
fn check(ok: bool) void {
    if (!ok) @panic("wrong");
}
pub fn main() void {
    const float: f32 align(1024) = 12.34;
    check(@intFromPtr(&float) % 1024 == 0);
    const pair: [2]u8 align(512) = .{ 1, 2 };
    check(@intFromPtr(&pair) % 512 == 0);
    var empty: Empty = .{};
    var start: usize = 0;
    _ = .{ &empty, &start };
    check(@intFromPtr(&empty) % @alignOf(usize) == 0);
    check(@intFromPtr(empty.array[0..start].ptr) % @alignOf(usize) == 0);
    var name: anyerror = error.SomeName;
    _ = &name;
    check(@errorName(name).len == 8);
}
