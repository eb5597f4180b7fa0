const std = @import("std");
const maths = @import("maths");

pub const maths_name = maths.name;

pub const Rectangle = struct {
    width: u32,
    height: u32,

    pub fn area(self: Rectangle) u32 {
        return maths.product(self.width, self.height);
    }
};

test "a rectangle" {
    try std.testing.expectEqual(0, (Rectangle{ .width = 0, .height = 3 }).area());
}
