const builtin = @import("builtin");

pub const settings = .{ builtin.mode, builtin.have_error_return_tracing, builtin.strip_debug_info, builtin.omit_frame_pointer };

/// Officially the mode of the main module says whether this is checked.
pub fn narrow(number: u32) u8 {
    return @intCast(number);
}

pub fn isChecked() bool {
    return @import("std").debug.runtime_safety;
}

pub fn fail() !void {
    return error.Fast;
}
