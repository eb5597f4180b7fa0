const std = @import("std");

pub fn build(b: *std.Build) void {
    const target = b.standardTargetOptions(.{});
    const optimize = b.standardOptimizeOption(.{});
    const filters = b.option([]const []const u8, "test-filter", "Run the tests with this in their names") orelse &.{};

    const queue = b.addModule("queue", .{
        .root_source_file = b.path("src/queue.zig"),
        .target = target,
        .optimize = optimize,
    });
    const tests = b.addTest(.{ .root_module = queue, .filters = filters });
    const more = b.addTest(.{
        .name = "uses",
        .filters = filters,
        .root_module = b.createModule(.{
            .root_source_file = b.path("src/uses.zig"),
            .target = target,
            .optimize = optimize,
            .imports = &.{.{ .name = "queue", .module = queue }},
        }),
    });
    const test_step = b.step("test", "Run all tests");
    test_step.dependOn(&b.addRunArtifact(tests).step);
    test_step.dependOn(&b.addRunArtifact(more).step);

    const check = b.step("check", "Look for errors");
    check.dependOn(&more.step);
}
