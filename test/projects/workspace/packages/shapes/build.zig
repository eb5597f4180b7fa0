const std = @import("std");

pub fn build(b: *std.Build) void {
    const target = b.standardTargetOptions(.{});
    const optimize = b.standardOptimizeOption(.{});
    const maths = b.dependency("maths", .{});
    const shapes = b.addModule("shapes", .{
        .root_source_file = b.path("src/shapes.zig"),
        .target = target,
        .optimize = optimize,
        .imports = &.{.{ .name = "maths", .module = maths.module("maths") }},
    });
    const tests = b.addTest(.{ .root_module = shapes });
    b.step("test", "Run the tests").dependOn(&b.addRunArtifact(tests).step);
}
