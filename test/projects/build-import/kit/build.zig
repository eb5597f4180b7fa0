const std = @import("std");

pub const version: std.SemanticVersion = .{ .major = 4, .minor = 0, .patch = 0 };

/// Gives a program what it needs of this package.
pub fn equip(b: *std.Build, exe: *std.Build.Step.Compile, kit: *std.Build.Dependency, major: usize) void {
    const settings = b.addOptions();
    settings.addOption(usize, "major", major);
    exe.root_module.addOptions("settings", settings);
    exe.root_module.addImport("kit", kit.module("kit"));
}

pub fn build(b: *std.Build) void {
    const target = b.standardTargetOptions(.{});
    const shout = b.option(bool, "shout", "In capitals") orelse false;
    const options = b.addOptions();
    options.addOption(bool, "shout", shout);
    const kit = b.addModule("kit", .{ .root_source_file = b.path("kit.zig"), .target = target });
    kit.addOptions("options", options);
    const tool = b.addExecutable(.{
        .name = "kit-tool",
        .root_module = b.createModule(.{ .root_source_file = b.path("tool.zig"), .target = target }),
    });
    tool.root_module.addImport("kit", kit);
    b.installArtifact(tool);
    const files = b.addNamedWriteFiles("files");
    b.addNamedLazyPath("made", files.add("made.txt", "made by the kit\n"));
}
