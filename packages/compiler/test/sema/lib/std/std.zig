//! As much of a standard library as analysis itself needs. The program is reached from here.
pub const builtin = @import("builtin.zig");

comptime {
    _ = @import("root");
}
