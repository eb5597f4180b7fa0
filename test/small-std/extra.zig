//! A file of the library that a program may use, for tests that change files of the library.
pub const version = 1;

pub fn max(x: u32, y: u32) u32 {
    return @max(x, y);
}
