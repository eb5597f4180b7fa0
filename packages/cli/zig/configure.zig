//! Runs the `build` function of a project and writes what it asked for as data. The arguments are the directories (library, build root, cache, global
//! cache), the path of the file to write, and then options in the form that `Settings.apply` reads.

const std = @import("std");
const Io = std.Io;
const Step = std.Build.Step;
const fatal = std.process.fatal;
const GraphWriter = @import("graph_writer.zig").GraphWriter;

pub const root = @import("@build");
pub const dependencies = @import("@dependencies");

pub const std_options: std.Options = .{
    .side_channels_mitigations = .none,
    .http_disable_tls = true,
};

/// The variables of the environment that were asked for. The library tells of them, as changed by the command line.
pub const asked_environment = struct {
    pub var names: std.StringArrayHashMapUnmanaged(void) = .empty;
    pub var is_whole: bool = false;

    pub fn note(name: []const u8) void {
        const gpa = std.heap.wasm_allocator;
        const entry = names.getOrPut(gpa, name) catch @panic("OOM");
        if (!entry.found_existing) entry.key_ptr.* = gpa.dupe(u8, name) catch @panic("OOM");
    }
};

pub fn main(init: std.process.Init.Minimal) !void {
    const gpa = std.heap.wasm_allocator;
    var arena_instance: std.heap.ArenaAllocator = .init(gpa);
    const arena = arena_instance.allocator();
    var threaded: std.Io.Threaded = .init(gpa, .{ .environ = init.environ, .argv0 = .init(init.args) });
    const io = threaded.io();

    const args = try init.args.toSlice(arena);
    if (args.len < 6) fatal("missing arguments", .{});
    const build_root = try openDirectory(io, args[2]);
    const cache_root = try openDirectory(io, args[3]);
    var graph: std.Build.Graph = .{
        .io = io,
        .arena = arena,
        .cache = .{
            .io = io,
            .gpa = gpa,
            .manifest_dir = cache_root.handle,
            .cwd = args[2],
        },
        .zig_exe = "zig",
        .environ_map = try init.environ.createMap(arena),
        .global_cache_root = try openDirectory(io, args[4]),
        .zig_lib_directory = try openDirectory(io, args[1]),
        .host = .{ .query = .{}, .result = try std.zig.system.resolveTargetQuery(io, .{}) },
        .time_report = false,
    };
    graph.cache.addPrefix(.{ .path = null, .handle = Io.Dir.cwd() });
    graph.cache.addPrefix(build_root);
    graph.cache.addPrefix(cache_root);
    graph.cache.addPrefix(graph.global_cache_root);

    const builder = try std.Build.create(&graph, build_root, cache_root, dependencies.root_deps);
    var settings: Settings = .{ .builder = builder };
    for (args[6..], 6..) |arg, i| {
        if (std.mem.eql(u8, arg, "--")) {
            builder.args = args[i + 1 ..];
            break;
        }
        try settings.apply(arg);
    }
    graph.stderr_mode = .no_color;
    builder.resolveInstallPrefix(settings.prefix, settings.directories);

    try builder.runBuild(root);
    try addModuleDependencies(builder);

    const is_complete = graph.needed_lazy_dependencies.count() == 0;
    if (is_complete and builder.validateUserInputDidItFail()) failWithHint();
    if (is_complete) checkSystemIntegrations(builder);
    var text: Io.Writer.Allocating = .init(gpa);
    var writer: GraphWriter = .init(gpa, &text.writer);
    try writer.write(builder, .{ .names = asked_environment.names.keys(), .is_whole = asked_environment.is_whole });
    if (settings.step) |number| {
        text.clearRetainingCapacity();
        for (settings.made.items) |made| @constCast(writer.files.keys()[made.file]).path = made.path;
        try writer.writeMade(makeStep(writer.steps.keys()[number]), writer.steps.keys()[number]);
    }
    try Io.Dir.cwd().writeFile(io, .{ .sub_path = args[5], .data = text.written() });
}

fn openDirectory(io: Io, path: []const u8) !std.Build.Cache.Directory {
    return .{ .path = path, .handle = try Io.Dir.cwd().openDir(io, path, .{}) };
}

/// Carries out a step with a function of its own. Returns the error that it failed with.
fn makeStep(step: *Step) ?anyerror {
    step.makeFn(step, .{
        .progress_node = .none,
        .watch = false,
        .web_server = null,
        .unit_test_timeout_ns = null,
        .gpa = std.heap.wasm_allocator,
    }) catch |err| return err;
    return null;
}

fn failWithHint() noreturn {
    fatal("  access the help menu with 'rezig build -h'", .{});
}

/// What the command line says that `build` functions can see.
const Settings = struct {
    builder: *std.Build,
    prefix: ?[]const u8 = null,
    directories: std.Build.DirList = .{},
    /// The number of the step to carry out; null to write the graph.
    step: ?usize = null,
    /// Files that other steps made before, by their numbers in the graph.
    made: std.ArrayList(struct { file: usize, path: []const u8 }) = .empty,

    /// An option that is `-DNAME`, `-DNAME=VALUE`, or a name of ours, `=` and a value. What makes no sense was refused before.
    fn apply(settings: *Settings, arg: []const u8) !void {
        const b = settings.builder;
        const equals = std.mem.findScalar(u8, arg, '=');
        const value = if (equals) |at| arg[at + 1 ..] else "";
        if (std.mem.startsWith(u8, arg, "-D")) {
            const is_bad = if (equals) |at|
                try b.addUserInputOption(arg[2..at], value)
            else
                try b.addUserInputFlag(arg[2..]);
            if (is_bad) failWithHint();
            return;
        }
        const Name = enum {
            prefix,
            lib_dir,
            exe_dir,
            include_dir,
            release,
            verbose,
            sysroot,
            search_prefix,
            libc,
            seed,
            sys,
            no_sys,
            system,
            make,
            made,
            host,
        };
        switch (std.meta.stringToEnum(Name, arg[0 .. equals orelse arg.len]).?) {
            .prefix => settings.prefix = value,
            .lib_dir => settings.directories.lib_dir = value,
            .exe_dir => settings.directories.exe_dir = value,
            .include_dir => settings.directories.include_dir = value,
            .release => b.release_mode = std.meta.stringToEnum(std.Build.ReleaseMode, value).?,
            .verbose => b.verbose = true,
            .sysroot => b.sysroot = value,
            .search_prefix => b.addSearchPrefix(value),
            .libc => b.libc_file = value,
            .seed => b.graph.random_seed = try std.fmt.parseUnsigned(u32, value, 10),
            .sys => try b.graph.system_library_options.put(b.allocator, value, .user_enabled),
            .system => b.graph.system_package_mode = true,
            .make => settings.step = try std.fmt.parseUnsigned(usize, value, 10),
            .made => {
                const colon = std.mem.findScalar(u8, value, ':').?;
                const file = try std.fmt.parseUnsigned(usize, value[0..colon], 10);
                try settings.made.append(b.allocator, .{ .file = file, .path = value[colon + 1 ..] });
            },
            // For an editor: what programs are for whose `build` function leaves it to the user.
            .host => b.graph.host.result = b.resolveTargetQuery(try .parse(.{ .arch_os_abi = value })).result,
            .no_sys => try b.graph.system_library_options.put(b.allocator, value, .user_disabled),
        }
    }
};

fn checkSystemIntegrations(b: *std.Build) void {
    var is_bad = false;
    for (b.graph.system_library_options.keys(), b.graph.system_library_options.values()) |name, mode| switch (mode) {
        .user_disabled, .user_enabled => {
            std.debug.print("system library name not recognized by build script: '{s}'\n", .{name});
            is_bad = true;
        },
        .declared_disabled, .declared_enabled => {},
    };
    if (is_bad) failWithHint();
}

/// Has each step that compiles depend on what makes files of the modules that it compiles. Steps that come in by that are looked at too.
fn addModuleDependencies(b: *std.Build) !void {
    var steps: std.AutoArrayHashMapUnmanaged(*Step, void) = .empty;
    for (b.top_level_steps.values()) |top_level| try steps.put(b.allocator, &top_level.step, {});
    var next: usize = 0;
    while (next < steps.count()) : (next += 1) {
        const step = steps.keys()[next];
        if (step.cast(Step.Compile)) |compile| {
            for (compile.root_module.getGraph().modules) |module| dependOnModule(step, module);
        }
        for (step.dependencies.items) |dependency| try steps.put(b.allocator, dependency, {});
    }
}

fn dependOnModule(step: *Step, module: *std.Build.Module) void {
    if (module.root_source_file) |path| path.addStepDependencies(step);
    for (module.include_dirs.items) |include_dir| switch (include_dir) {
        .other_step => |other| {
            other.getEmittedIncludeTree().addStepDependencies(step);
            step.dependOn(&other.step);
        },
        .config_header_step => |other| step.dependOn(&other.step),
        inline else => |path| path.addStepDependencies(step),
    };
    for (module.lib_paths.items) |path| path.addStepDependencies(step);
    for (module.rpaths.items) |rpath| switch (rpath) {
        .lazy_path => |path| path.addStepDependencies(step),
        .special => {},
    };
    for (module.link_objects.items) |object| switch (object) {
        .static_path, .assembly_file => |path| path.addStepDependencies(step),
        .other_step => |other| step.dependOn(&other.step),
        .system_lib => {},
        .c_source_file => |source| source.file.addStepDependencies(step),
        .c_source_files => |sources| sources.root.addStepDependencies(step),
        .win32_resource_file => |source| {
            source.file.addStepDependencies(step);
            for (source.include_paths) |path| path.addStepDependencies(step);
        },
    };
}
