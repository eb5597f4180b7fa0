const std = @import("std");

pub fn build(b: *std.Build) void {
    const target = b.standardTargetOptions(.{});
    const optimize = b.standardOptimizeOption(.{});
    const pure = b.addExecutable(.{
        .name = "pure",
        .root_module = b.createModule(.{
            .root_source_file = b.path("src/pure.zig"),
            .target = target,
            .optimize = optimize,
        }),
    });
    b.installArtifact(pure);

    const mixed = b.addExecutable(.{
        .name = "mixed",
        .root_module = b.createModule(.{
            .root_source_file = b.path("src/pure.zig"),
            .target = target,
            .optimize = optimize,
            .link_libc = true,
        }),
    });
    mixed.root_module.addCSourceFile(.{ .file = b.path("src/part.c"), .flags = &.{"-O2"} });
    const native = b.step("native", "Build what has C in it");
    native.dependOn(&b.addInstallArtifact(mixed, .{}).step);

    const system = b.addExecutable(.{
        .name = "system",
        .root_module = b.createModule(.{ .root_source_file = b.path("src/pure.zig"), .target = target }),
    });
    system.root_module.linkSystemLibrary("z", .{});
    b.step("system", "Link with a library of the system").dependOn(&system.step);

    const command = b.addSystemCommand(&.{ "echo", "hello" });
    b.step("command", "Start a process").dependOn(&command.step);

    const archive = b.addLibrary(.{ .name = "archive", .root_module = pure.root_module });
    b.step("archive", "Make an archive").dependOn(&archive.step);

    const object = b.addObject(.{ .name = "object", .root_module = pure.root_module });
    b.step("object", "Make an object file").dependOn(&object.step);

    const translated = b.addTranslateC(.{
        .root_source_file = b.path("src/part.h"),
        .target = target,
        .optimize = optimize,
    });
    b.step("translate", "Translate C").dependOn(&translated.step);

    b.step("fail", "Fail").dependOn(&b.addFail("as asked").step);
}
