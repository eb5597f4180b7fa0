const std = @import("std");
const kit = @import("kit");

pub fn build(b: *std.Build) void {
    const target = b.standardTargetOptions(.{});
    const dependency = b.dependency("kit", .{ .target = target, .shout = true });
    const exe = b.addExecutable(.{
        .name = "made-with-kit",
        .root_module = b.createModule(.{ .root_source_file = b.path("src/main.zig"), .target = target }),
    });
    kit.equip(b, exe, dependency, kit.version.major);
    b.installArtifact(exe);
    b.getInstallStep().dependOn(&b.addInstallFile(dependency.path("data.txt"), "share/data.txt").step);
    b.getInstallStep().dependOn(&b.addInstallFile(dependency.namedLazyPath("made"), "share/made.txt").step);
    b.installArtifact(dependency.artifact("kit-tool"));
}
