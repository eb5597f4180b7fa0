const std = @import("std");

const Style = enum { plain, loud };

pub fn build(b: *std.Build) !void {
    const target = b.standardTargetOptions(.{});
    const optimize = b.standardOptimizeOption(.{ .preferred_optimize_mode = .ReleaseSmall });
    const name = b.option([]const u8, "name", "Who is greeted") orelse "world";
    const style = b.option(Style, "style", "How") orelse .plain;
    const count = b.option(u32, "count", "How often") orelse 2;

    const options = b.addOptions();
    options.addOption([]const u8, "name", name);
    options.addOption(Style, "style", style);
    options.addOption(u32, "count", count);
    options.addOption(?bool, "unset", null);
    options.addOption(std.SemanticVersion, "version", try std.SemanticVersion.parse("1.2.3"));

    const files = b.addWriteFiles();
    const table = files.add("table.zig", b.fmt("pub const squares = [_]u32{{ {d}, {d} }};\n", .{ count, count * count }));
    _ = files.addCopyFile(b.path("assets/motto.txt"), "copied/motto.txt");
    _ = files.addCopyDirectory(b.path("assets"), "assets", .{ .exclude_extensions = &.{".tmp"} });

    const words = b.createModule(.{ .root_source_file = b.path("src/words.zig") });
    words.addOptions("options", options);
    const exe = b.addExecutable(.{
        .name = "greeter",
        .root_module = b.createModule(.{
            .root_source_file = b.path("src/main.zig"),
            .target = target,
            .optimize = optimize,
            .imports = &.{.{ .name = "words", .module = words }},
        }),
    });
    exe.root_module.addAnonymousImport("table", .{ .root_source_file = table });
    exe.root_module.addAnonymousImport("motto", .{ .root_source_file = b.path("assets/motto.txt") });
    b.installArtifact(exe);
    b.installFile("assets/motto.txt", "share/motto.txt");
    b.installDirectory(.{
        .source_dir = b.path("assets"),
        .install_dir = .{ .custom = "share" },
        .install_subdir = "assets",
        .exclude_extensions = &.{".tmp"},
        .blank_extensions = &.{".empty"},
    });
    b.getInstallStep().dependOn(&b.addInstallDirectory(.{
        .source_dir = files.getDirectory(),
        .install_dir = .prefix,
        .install_subdir = "generated",
    }).step);
    const header = b.addConfigHeader(.{ .include_path = "config.h" }, .{
        .HAS_NAME = {},
        .COUNT = @as(i64, count),
        .LOUD = style == .loud,
        .NAME = name,
        .NOTHING = null,
    });
    b.getInstallStep().dependOn(&b.addInstallHeaderFile(header.getOutputFile(), "config.h").step);
    const filled = b.addConfigHeader(.{ .style = .{ .cmake = b.path("assets/filled.h.in") } }, .{
        .WIDTH = 3,
        .VERSION = "1.2.3",
        .HAS_WIDTH = true,
        .HAS_DEPTH = false,
    });
    b.getInstallStep().dependOn(&b.addInstallHeaderFile(filled.getOutputFile(), "filled.h").step);

    const run = b.addRunArtifact(exe);
    if (b.args) |args| run.addArgs(args);
    b.step("run", "Greet").dependOn(&run.step);
}
