const maths = @import("maths");

pub fn main() void {
    _ = maths.area(1, 2);
}

pub fn twice(n: u32) u32 {
    return maths.area(n, 2);
}
