const std = @import("std");

pub fn build(b: *std.Build) void {
    const exe = b.addExecutable(.{
        .name = "diamond",
        .root_module = b.createModule(.{
            .root_source_file = b.path("src/main.zig"),
            .target = b.standardTargetOptions(.{}),
            .optimize = b.standardOptimizeOption(.{}),
        }),
    });
    for ([_][]const u8{ "left", "right" }) |name| {
        exe.root_module.addImport(name, b.dependency(name, .{}).module(name));
    }
    b.installArtifact(exe);
}
