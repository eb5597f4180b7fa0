const std = @import("std");
const Step = std.Build.Step;

pub fn build(b: *std.Build) void {
    const target = b.standardTargetOptions(.{});
    const optimize = b.standardOptimizeOption(.{});
    std.debug.print("configured\n", .{});

    const listing = b.addWriteFiles().add("list.txt", "alpha\nbeta\n");
    const table: *Table = .create(b, listing);
    const exe = b.addExecutable(.{
        .name = "names",
        .root_module = b.createModule(.{
            .root_source_file = b.path("src/main.zig"),
            .target = target,
            .optimize = optimize,
        }),
    });
    exe.root_module.addAnonymousImport("table", .{ .root_source_file = .{ .generated = .{ .file = &table.output } } });
    b.installArtifact(exe);

    const group = b.allocator.create(Step) catch @panic("OOM");
    group.* = .init(.{ .id = .custom, .name = "group", .owner = b });
    group.dependOn(&table.step);
    b.getInstallStep().dependOn(group);
    const written = custom(b, "write a file of the prefix", writeNote);
    b.getInstallStep().dependOn(written);
    b.getInstallStep().dependOn(custom(b, "skip", skip));

    b.step("fail", "Fail with a message").dependOn(custom(b, "failing", fail));
    b.step("error", "Fail with an error").dependOn(custom(b, "erring", fault));
}

fn custom(b: *std.Build, name: []const u8, make: Step.MakeFn) *Step {
    const step = b.allocator.create(Step) catch @panic("OOM");
    step.* = .init(.{ .id = .custom, .name = name, .owner = b, .makeFn = make });
    return step;
}

/// A source file with the lines of another file.
const Table = struct {
    step: Step,
    source: std.Build.LazyPath,
    output: std.Build.GeneratedFile,

    fn create(b: *std.Build, source: std.Build.LazyPath) *Table {
        const table = b.allocator.create(Table) catch @panic("OOM");
        table.* = .{
            .step = .init(.{ .id = .custom, .name = "table", .owner = b, .makeFn = make }),
            .source = source.dupe(b),
            .output = .{ .step = &table.step },
        };
        source.addStepDependencies(&table.step);
        return table;
    }

    fn make(step: *Step, options: Step.MakeOptions) !void {
        _ = options;
        const table: *Table = @fieldParentPtr("step", step);
        const b = step.owner;
        const io = b.graph.io;
        const arena = b.allocator;
        const path = table.source.getPath2(b, step);
        const text = try std.Io.Dir.cwd().readFileAlloc(io, path, arena, .limited(1 << 20));
        var out: std.Io.Writer.Allocating = .init(arena);
        try out.writer.writeAll("pub const names = [_][]const u8{\n");
        var lines = std.mem.tokenizeScalar(u8, text, '\n');
        while (lines.next()) |line| try out.writer.print("    \"{s}\",\n", .{line});
        try out.writer.writeAll("};\n");
        try b.cache_root.handle.createDirPath(io, "tables");
        try b.cache_root.handle.writeFile(io, .{ .sub_path = "tables/table.zig", .data = out.written() });
        table.output.path = try b.cache_root.join(arena, &.{ "tables", "table.zig" });
    }
};

fn writeNote(step: *Step, options: Step.MakeOptions) !void {
    _ = options;
    const b = step.owner;
    const io = b.graph.io;
    const path = b.getInstallPath(.prefix, "share");
    try std.Io.Dir.cwd().createDirPath(io, path);
    try std.Io.Dir.cwd().writeFile(io, .{ .sub_path = b.pathJoin(&.{ path, "note.txt" }), .data = "a note\n" });
}

fn skip(step: *Step, options: Step.MakeOptions) !void {
    _ = step;
    _ = options;
    return error.MakeSkipped;
}

fn fail(step: *Step, options: Step.MakeOptions) !void {
    _ = options;
    return step.fail("{s} is not to be", .{"this"});
}

fn fault(step: *Step, options: Step.MakeOptions) !void {
    _ = options;
    _ = try step.owner.build_root.handle.readFileAlloc(step.owner.graph.io, "none", step.owner.allocator, .unlimited);
}
