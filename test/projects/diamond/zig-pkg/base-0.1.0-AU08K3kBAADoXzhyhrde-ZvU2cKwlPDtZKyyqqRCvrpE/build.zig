const std = @import("std");

pub fn build(b: *std.Build) void {
    _ = b.addModule("base", .{ .root_source_file = b.path("base.zig") });
}
