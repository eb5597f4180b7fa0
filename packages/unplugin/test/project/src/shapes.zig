const maths = @import("maths");

pub const Rectangle = struct {
    width: u32,
    height: u32,

    pub fn area(self: Rectangle) u32 {
        return self.width * self.height * maths.scale;
    }
};
