const builtin = @import("builtin");

pub const settings = .{ builtin.mode, builtin.have_error_return_tracing, builtin.strip_debug_info, builtin.omit_frame_pointer };

pub fn fail() !void {
    return error.Safe;
}
