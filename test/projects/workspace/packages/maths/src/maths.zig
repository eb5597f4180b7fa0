const core = @import("core");

pub const name = core.named("maths");

pub fn product(a: u32, b: u32) u32 {
    return a * b;
}
