// at compile time no function can be called through a pointer to a function of another type
fn same(x: u32) error{A}!u32 {
    return x;
}
const cast: *const fn (i32) anyerror!u32 = @ptrCast(&same);
const coerced: *const fn (u32) anyerror!u32 = @ptrCast(&same);
comptime {
    if ((coerced(3) catch 0) != 3) unreachable;
    if ((cast(3) catch 0) != 3) unreachable;
}
pub fn main() void {}
