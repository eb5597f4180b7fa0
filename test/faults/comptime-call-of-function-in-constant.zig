// a function is called at compile time through a pointer to a field or an element
fn same(x: u32) u32 {
    return x;
}
const S = struct { a: u8, f: fn (u32) u32 };
const s: S = .{ .a = 1, .f = same };
const of_field = &s.f;
const functions = [_]fn (u32) u32{ same, same };
const of_element = &functions[1];
comptime {
    if (of_field(3) != 3) unreachable;
    if (of_element(4) != 4) unreachable;
}
pub fn main() void {}
