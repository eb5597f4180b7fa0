const config = @import("config");
const shapes = @import("shapes");
const table = @import("table");

pub const scale: u32 = config.scale;

/// The area of a rectangle, in the scale of the project.
pub fn area(width: u32, height: u32) u32 {
    return (shapes.Rectangle{ .width = width, .height = height }).area();
}

pub fn prime(n: u32) u32 {
    return table.primes[n];
}
