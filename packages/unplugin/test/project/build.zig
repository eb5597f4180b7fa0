const std = @import("std");

pub fn build(b: *std.Build) void {
    const target = b.standardTargetOptions(.{});
    const optimize = b.standardOptimizeOption(.{});
    const options = b.addOptions();
    options.addOption(u32, "scale", b.option(u32, "scale", "What numbers are multiplied with") orelse 10);
    const written = b.addWriteFiles().add("table.zig", "pub const primes = [_]u32{ 2, 3, 5 };\n");

    const shapes = b.addModule("shapes", .{ .root_source_file = b.path("src/shapes.zig"), .target = target, .optimize = optimize });
    const maths = b.addModule("maths", .{ .root_source_file = b.path("src/maths.zig"), .target = target, .optimize = optimize });
    maths.addOptions("config", options);
    maths.addImport("shapes", shapes);
    maths.addAnonymousImport("table", .{ .root_source_file = written });
    // They may import one another.
    shapes.addImport("maths", maths);

    const program = b.addExecutable(.{ .name = "program", .root_module = b.createModule(.{
        .root_source_file = b.path("src/main.zig"),
        .target = target,
        .optimize = optimize,
        .imports = &.{.{ .name = "maths", .module = maths }},
    }) });
    b.installArtifact(program);
}
