// `&.{}` needs the layout of what the slice would have: even no elements have an address with their alignment
const Item = struct { name: u8, size: f64 };
const Tree = struct { size: u8 = 1, children: []const Tree = &.{} };
fn count(items: []const Item) usize {
    return items.len;
}
pub fn main() void {
    const tree: Tree = .{};
    if (count(&.{}) + tree.children.len != 0) unreachable;
}
