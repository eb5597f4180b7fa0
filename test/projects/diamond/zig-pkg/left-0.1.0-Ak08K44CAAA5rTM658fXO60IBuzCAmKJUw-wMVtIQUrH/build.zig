const std = @import("std");

pub fn build(b: *std.Build) void {
    const left = b.addModule("left", .{ .root_source_file = b.path("left.zig") });
    left.addImport("base", b.dependency("base", .{}).module("base"));
}
