//! Head.

break :x a: u8,
b: u8,
