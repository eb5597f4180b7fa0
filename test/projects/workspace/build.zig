const std = @import("std");

pub fn build(b: *std.Build) void {
    const target = b.standardTargetOptions(.{});
    const optimize = b.standardOptimizeOption(.{});
    const shapes = b.dependency("shapes", .{ .target = target, .optimize = optimize });
    const exe = b.addExecutable(.{
        .name = "areas",
        .root_module = b.createModule(.{
            .root_source_file = b.path("src/main.zig"),
            .target = target,
            .optimize = optimize,
            .imports = &.{.{ .name = "shapes", .module = shapes.module("shapes") }},
        }),
    });
    b.installArtifact(exe);
    const test_step = b.step("test", "Run the tests of all packages");
    const own = b.addTest(.{ .root_module = exe.root_module });
    test_step.dependOn(&b.addRunArtifact(own).step);
    test_step.dependOn(shapes.builder.default_step);
    test_step.dependOn(&shapes.builder.top_level_steps.get("test").?.step);
}
