const std = @import("std");

pub fn build(b: *std.Build) void {
    const right = b.addModule("right", .{ .root_source_file = b.path("right.zig") });
    right.addImport("base", b.dependency("base", .{}).module("base"));
}
