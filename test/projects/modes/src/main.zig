const std = @import("std");
const builtin = @import("builtin");
const fast = @import("fast");
const safe = @import("safe");
const inherits = @import("inherits");

pub const settings = .{ builtin.mode, builtin.have_error_return_tracing, builtin.strip_debug_info, builtin.omit_frame_pointer };

pub fn main(init: std.process.Init) !void {
    var buffer: [256]u8 = undefined;
    var out = std.Io.File.stdout().writerStreaming(init.io, &buffer);
    const writer = &out.interface;
    inline for (.{ @This(), fast, safe, inherits }) |module| try writer.print("{any}\n", .{module.settings});
    try writer.print("{} {}\n", .{ fast.isChecked(), fast.narrow(7) });
    inline for (.{ fast, safe, inherits }) |module| {
        module.fail() catch |err| try writer.print("{t} {?d}\n", .{ err, traceLength() });
    }
    try writer.flush();
}

fn traceLength() ?usize {
    return if (@errorReturnTrace()) |trace| trace.index else null;
}
