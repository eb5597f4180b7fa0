//! As much of a standard library as analysis itself needs. The program is reached from here.
pub const builtin = @import("builtin.zig");

comptime {
    _ = @import("root");
}

// As in the real one this is analysed before what the block above brings: the blocks of a program then come in the same order.
comptime {}
