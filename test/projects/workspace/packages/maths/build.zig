const std = @import("std");

pub fn build(b: *std.Build) void {
    const core = b.dependency("core", .{});
    const maths = b.addModule("maths", .{ .root_source_file = b.path("src/maths.zig") });
    maths.addImport("core", core.module("core"));
}
