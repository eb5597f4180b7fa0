const std = @import("std");

pub fn build(b: *std.Build) void {
    const target = b.standardTargetOptions(.{});
    const optimize = b.standardOptimizeOption(.{});
    const foo = b.addLibrary(.{
        .linkage = .static,
        .name = "foo",
        .root_module = b.createModule(.{
            .root_source_file = b.path("src/foo.zig"),
            .target = target,
            .optimize = optimize,
        }),
    });
    b.installArtifact(foo);
    const bar = b.addObject(.{
        .name = "bar",
        .root_module = b.createModule(.{
            .root_source_file = b.path("src/bar.zig"),
            .target = target,
            .optimize = optimize,
        }),
    });
    b.getInstallStep().dependOn(&b.addInstallFile(bar.getEmittedBin(), "lib/bar.o").step);

    const exe = b.addExecutable(.{
        .name = "main",
        .root_module = b.createModule(.{
            .root_source_file = b.path("src/main.zig"),
            .target = target,
            .optimize = optimize,
        }),
    });
    exe.root_module.linkLibrary(foo);
    exe.root_module.addObject(bar);
    b.installArtifact(exe);
}
