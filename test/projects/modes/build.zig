const std = @import("std");

pub fn build(b: *std.Build) void {
    const target = b.standardTargetOptions(.{});
    const optimize = b.standardOptimizeOption(.{});
    const fast = b.dependency("fast", .{ .target = target, .optimize = .ReleaseFast });
    const exe = b.addExecutable(.{
        .name = "modes",
        .root_module = b.createModule(.{
            .root_source_file = b.path("src/main.zig"),
            .target = target,
            .optimize = optimize,
            .imports = &.{
                .{ .name = "fast", .module = fast.module("fast") },
                .{ .name = "safe", .module = b.createModule(.{
                    .root_source_file = b.path("src/safe.zig"),
                    .optimize = .ReleaseSafe,
                    .error_tracing = false,
                    .strip = true,
                }) },
                .{ .name = "inherits", .module = b.createModule(.{ .root_source_file = b.path("src/inherits.zig") }) },
            },
        }),
    });
    b.installArtifact(exe);
    b.step("run", "Run the program").dependOn(&b.addRunArtifact(exe).step);
}
