//! Writes the graph of a project as JSON, in the form that `src/build/graph.ts` describes.

const std = @import("std");
const Step = std.Build.Step;
const Module = std.Build.Module;
const GeneratedFile = std.Build.GeneratedFile;
const LazyPath = std.Build.LazyPath;
const Json = std.json.Stringify;
const Error = std.Io.Writer.Error || std.mem.Allocator.Error;

pub const GraphWriter = struct {
    gpa: std.mem.Allocator,
    json: Json,
    steps: std.AutoArrayHashMapUnmanaged(*Step, void) = .empty,
    modules: std.AutoArrayHashMapUnmanaged(*Module, void) = .empty,
    files: std.AutoArrayHashMapUnmanaged(*const GeneratedFile, void) = .empty,

    pub fn init(gpa: std.mem.Allocator, writer: *std.Io.Writer) GraphWriter {
        return .{ .gpa = gpa, .json = .{ .writer = writer, .options = .{} } };
    }

    /// `environment`: which variables of it were asked for, or whether all were.
    pub fn write(
        self: *GraphWriter,
        b: *std.Build,
        environment: struct { names: []const []const u8, is_whole: bool },
    ) Error!void {
        const json = &self.json;
        try json.beginObject();
        try json.objectField("environment");
        try self.strings(environment.names);
        try self.field("isWholeEnvironment", environment.is_whole);
        try self.field("buildRoot", b.build_root.path.?);
        try self.field("installPath", b.install_path);
        try json.objectField("options");
        try json.beginArray();
        for (b.available_options_list.items) |option| {
            try json.beginObject();
            try self.field("name", option.name);
            try self.field("type", @tagName(option.type_id));
            try self.field("description", option.description);
            try json.objectField("values");
            try self.optionalStrings(option.enum_options);
            try json.endObject();
        }
        try json.endArray();
        try json.objectField("integrations");
        try json.beginArray();
        for (b.graph.system_library_options.keys(), b.graph.system_library_options.values()) |name, mode| {
            try json.beginObject();
            try self.field("name", name);
            try self.field("isEnabled", mode == .declared_enabled);
            try json.endObject();
        }
        try json.endArray();
        try json.objectField("neededLazy");
        try self.strings(b.graph.needed_lazy_dependencies.keys());
        try json.objectField("topLevel");
        try json.beginArray();
        for (b.top_level_steps.values()) |top_level| {
            try json.beginObject();
            try self.field("step", try self.stepIndex(&top_level.step));
            try self.field("name", top_level.step.name);
            try self.field("description", top_level.description);
            try json.endObject();
        }
        try json.endArray();
        try self.field("defaultStep", try self.stepIndex(b.default_step));
        try json.objectField("steps");
        try json.beginArray();
        var next: usize = 0;
        while (next < self.steps.count()) : (next += 1) try self.writeStep(self.steps.keys()[next]);
        try json.endArray();
        try json.objectField("modules");
        try json.beginArray();
        next = 0;
        while (next < self.modules.count()) : (next += 1) try self.writeModule(self.modules.keys()[next]);
        try json.endArray();
        try json.objectField("files");
        try json.beginArray();
        for (self.files.keys()) |file| try json.write(self.steps.getIndex(file.step));
        try json.endArray();
        try json.endObject();
    }

    /// What became of `step`, which was made and failed with `failure`, if it did.
    pub fn writeMade(self: *GraphWriter, failure: ?anyerror, step: *Step) Error!void {
        const json = &self.json;
        json.* = .{ .writer = json.writer, .options = .{} };
        try json.beginObject();
        try self.field("failure", if (failure) |err| @errorName(err) else null);
        try json.objectField("messages");
        try self.strings(step.result_error_msgs.items);
        try self.field("output", step.result_stderr);
        try self.field("isCached", step.result_cached);
        try json.objectField("files");
        try json.beginArray();
        for (self.files.keys(), 0..) |file, i| {
            if (file.step != step) continue;
            if (file.path) |path| try json.write(.{ i, path });
        }
        try json.endArray();
        try json.endObject();
    }

    fn writeStep(self: *GraphWriter, step: *Step) Error!void {
        const json = &self.json;
        try json.beginObject();
        try self.field("kind", @tagName(step.id));
        try self.field("name", step.name);
        try self.field("owner", step.owner.dep_prefix);
        try self.field("root", step.owner.build_root.path.?);
        try json.objectField("dependencies");
        try json.beginArray();
        for (step.dependencies.items) |dependency| try json.write(try self.stepIndex(dependency));
        try json.endArray();
        switch (step.id) {
            .compile => try self.writeCompile(step.cast(Step.Compile).?),
            .run => try self.writeRun(step.cast(Step.Run).?),
            .install_artifact => try self.writeInstallArtifact(step.cast(Step.InstallArtifact).?),
            .install_file => {
                const install = step.cast(Step.InstallFile).?;
                try self.pathField("source", install.source);
                try self.field("destination", step.owner.getInstallPath(install.dir, install.dest_rel_path));
            },
            .install_dir => {
                const options = step.cast(Step.InstallDir).?.options;
                try self.pathField("source", options.source_dir);
                try self.field("destination", step.owner.getInstallPath(options.install_dir, options.install_subdir));
                try self.filterFields(options.exclude_extensions, options.include_extensions);
                try json.objectField("blank");
                try self.strings(options.blank_extensions);
            },
            .write_file => try self.writeWriteFile(step.cast(Step.WriteFile).?),
            .update_source_files => {
                try self.writeFiles(step.cast(Step.UpdateSourceFiles).?.output_source_files.items);
            },
            .options => {
                const options = step.cast(Step.Options).?;
                try self.field("output", try self.fileIndex(&options.generated_file));
                try self.field("contents", options.contents.items);
                try json.objectField("paths");
                try json.beginArray();
                for (options.args.items) |arg| {
                    try json.beginObject();
                    try self.field("name", arg.name);
                    try self.pathField("path", arg.path);
                    try json.endObject();
                }
                try json.endArray();
            },
            .config_header => try self.writeConfigHeader(step.cast(Step.ConfigHeader).?),
            .fail => try self.field("message", step.cast(Step.Fail).?.error_msg),
            .fmt => {
                const fmt = step.cast(Step.Fmt).?;
                try json.objectField("paths");
                try self.strings(fmt.paths);
                try json.objectField("exclude");
                try self.strings(fmt.exclude_paths);
                try self.field("isCheck", fmt.check);
            },
            .check_file => {
                const check = step.cast(Step.CheckFile).?;
                try self.pathField("source", check.source);
                try json.objectField("matches");
                try self.strings(check.expected_matches);
                try self.field("exact", check.expected_exact);
            },
            .translate_c => try self.field("output", try self.fileIndex(&step.cast(Step.TranslateC).?.output_file)),
            .objcopy => try self.field("output", try self.fileIndex(&step.cast(Step.ObjCopy).?.output_file)),
            .top_level, .remove_dir, .check_object => {},
            .custom => {
                const grouping: Step = .init(.{ .id = .custom, .name = "", .owner = step.owner });
                try self.field("hasFunction", step.makeFn != grouping.makeFn);
            },
        }
        try json.endObject();
    }

    fn writeCompile(self: *GraphWriter, compile: *Step.Compile) Error!void {
        const json = &self.json;
        try self.field("artifact", @tagName(compile.kind));
        try self.field("artifactName", compile.name);
        try self.field("fileName", compile.out_filename);
        try self.field("module", try self.moduleIndex(compile.root_module));
        try self.field("isDynamic", compile.linkage == .dynamic);
        try json.objectField("filters");
        try self.strings(compile.filters);
        try json.objectField("outputs");
        try json.beginObject();
        inline for (.{ "bin", "asm", "docs", "llvm_ir", "llvm_bc", "h", "pdb", "implib" }) |kind| {
            if (@field(compile, "generated_" ++ kind)) |file| try self.field(kind, try self.fileIndex(file));
        }
        if (compile.emit_directory) |file| try self.field("directory", try self.fileIndex(file));
        try json.endObject();
        if (compile.test_runner) |runner| {
            try self.pathField("testRunner", runner.path);
            try self.field("testRunnerMode", @tagName(runner.mode));
        }
        if (compile.zig_lib_dir) |dir| try self.pathField("zigLibDir", dir);
        inline for (.{
            "rdynamic",       "import_memory", "export_memory",  "import_table", "export_table",
            "initial_memory", "max_memory",    "shared_memory",  "global_base",  "stack_size",
            "error_limit",    "import_symbols", "linker_script",
        }) |name| {
            const value = @field(compile, name);
            if (@TypeOf(value) == ?LazyPath) {
                if (value) |path| try self.pathField(name, path);
            } else try self.field(name, value);
        }
        try self.field("wasi_exec_model", if (compile.wasi_exec_model) |model| @tagName(model) else null);
        try self.field("entry", switch (compile.entry) {
            .symbol_name => |name| name,
            else => null,
        });
        try self.field("entryKind", @tagName(compile.entry));
        try self.field("reference_trace", compile.step.owner.reference_trace);
        if (compile.expect_errors) |expected| {
            try json.objectField("expectErrors");
            try json.beginObject();
            switch (expected) {
                .exact => |lines| {
                    try json.objectField("exact");
                    try self.strings(lines);
                },
                inline else => |text, tag| try self.field(@tagName(tag), text),
            }
            try json.endObject();
        }
        try json.objectField("headers");
        try json.beginArray();
        for (compile.installed_headers.items) |header| {
            try json.beginObject();
            switch (header) {
                .file => |file| {
                    try self.pathField("source", file.source);
                    try self.field("path", file.dest_rel_path);
                },
                .directory => |directory| {
                    try self.pathField("source", directory.source);
                    try self.field("path", directory.dest_rel_path);
                    try self.filterFields(directory.options.exclude_extensions, directory.options.include_extensions);
                },
            }
            try self.field("isDirectory", header == .directory);
            try json.endObject();
        }
        try json.endArray();
    }

    fn writeModule(self: *GraphWriter, module: *Module) Error!void {
        const json = &self.json;
        try json.beginObject();
        try json.objectField("source");
        if (module.root_source_file) |path| try self.lazyPath(path) else try json.write(null);
        try json.objectField("imports");
        try json.beginObject();
        for (module.import_table.keys(), module.import_table.values()) |name, imported| {
            try self.field(name, try self.moduleIndex(imported));
        }
        try json.endObject();
        try json.objectField("target");
        if (module.resolved_target) |target| try self.writeTarget(&target.result) else try json.write(null);
        try self.field("optimize", if (module.optimize) |mode| @tagName(mode) else null);
        inline for (.{ "strip", "single_threaded", "error_tracing", "link_libc", "link_libcpp", "sanitize_thread", "fuzz" }) |name| {
            try self.field(name, @field(module, name));
        }
        try json.objectField("exports");
        try self.strings(module.export_symbol_names);
        try json.objectField("links");
        try json.beginArray();
        for (module.link_objects.items) |object| {
            try json.beginObject();
            try self.field("kind", @tagName(object));
            switch (object) {
                .static_path, .assembly_file => |path_of| try self.pathField("path", path_of),
                .other_step => |other| try self.field("step", try self.stepIndex(&other.step)),
                .system_lib => |library| try self.field("name", library.name),
                .c_source_file => |source| try self.pathField("path", source.file),
                .c_source_files => |sources| {
                    try self.pathField("path", sources.root);
                    try json.objectField("files");
                    try self.strings(sources.files);
                },
                .win32_resource_file => |source| try self.pathField("path", source.file),
            }
            try json.endObject();
        }
        for (module.frameworks.keys()) |name| {
            try json.beginObject();
            try self.field("kind", "framework");
            try self.field("name", name);
            try json.endObject();
        }
        try json.endArray();
        try json.objectField("embedPaths");
        try json.beginArray();
        for (module.include_dirs.items) |include_dir| switch (include_dir) {
            .embed_path => |embedded| try self.lazyPath(embedded),
            else => {},
        };
        try json.endArray();
        try json.endObject();
    }

    fn writeTarget(self: *GraphWriter, target: *const std.Target) Error!void {
        const json = &self.json;
        try json.beginObject();
        try self.field("arch", @tagName(target.cpu.arch));
        try self.field("os", @tagName(target.os.tag));
        try self.field("abi", @tagName(target.abi));
        try self.field("model", target.cpu.model.name);
        try json.objectField("features");
        try json.beginArray();
        for (target.cpu.arch.allFeaturesList(), 0..) |feature, i| {
            const index: std.Target.Cpu.Feature.Set.Index = @intCast(i);
            const is_in_model = target.cpu.model.features.isEnabled(index);
            const is_enabled = target.cpu.features.isEnabled(index);
            if (is_enabled == is_in_model) continue;
            try json.beginArray();
            try json.write(feature.name);
            try json.write(is_enabled);
            try json.endArray();
        }
        try json.endArray();
        try json.endObject();
    }

    fn writeRun(self: *GraphWriter, run: *Step.Run) Error!void {
        const json = &self.json;
        try json.objectField("argv");
        try json.beginArray();
        for (run.argv.items) |arg| {
            try json.beginObject();
            try self.field("kind", @tagName(arg));
            switch (arg) {
                .artifact => |artifact| {
                    try self.field("prefix", artifact.prefix);
                    try self.field("step", try self.stepIndex(&artifact.artifact.step));
                },
                .lazy_path, .file_content => |prefixed| {
                    try self.field("prefix", prefixed.prefix);
                    try self.pathField("path", prefixed.lazy_path);
                },
                .decorated_directory => |decorated| {
                    try self.field("prefix", decorated.prefix);
                    try self.field("suffix", decorated.suffix);
                    try self.pathField("path", decorated.lazy_path);
                },
                .bytes => |bytes| try self.field("bytes", Bytes{ .bytes = bytes }),
                .output_file, .output_directory => |output| try self.outputFields(output),
            }
            try json.endObject();
        }
        try json.endArray();
        if (run.cwd) |cwd| try self.pathField("cwd", cwd);
        if (run.environ_map) |map| {
            const usual = run.step.owner.graph.environ_map.array_hash_map;
            try json.objectField("env");
            try json.beginArray();
            for (map.array_hash_map.keys(), map.array_hash_map.values()) |name, value| {
                const is_usual = if (usual.get(name)) |other| std.mem.eql(u8, value, other) else false;
                if (!is_usual) try json.write([2][]const u8{ name, value });
            }
            try json.endArray();
            try json.objectField("envRemoved");
            try json.beginArray();
            for (usual.keys()) |name| {
                if (!map.array_hash_map.contains(name)) try json.write(name);
            }
            try json.endArray();
        }
        try self.field("stdio", @tagName(run.stdio));
        if (run.stdio == .check) {
            try json.objectField("checks");
            try json.beginArray();
            for (run.stdio.check.items) |check| {
                try json.beginObject();
                try self.field("kind", @tagName(check));
                switch (check) {
                    .expect_term => |term| {
                        try self.field("term", @tagName(term));
                        try self.field("code", switch (term) {
                            .exited => |code| @as(u32, code),
                            else => null,
                        });
                    },
                    inline else => |bytes| try self.field("bytes", Bytes{ .bytes = bytes }),
                }
                try json.endObject();
            }
            try json.endArray();
        }
        switch (run.stdin) {
            .none => {},
            .bytes => |bytes| try self.field("stdinBytes", Bytes{ .bytes = bytes }),
            .lazy_path => |input| try self.pathField("stdinPath", input),
        }
        inline for (.{ "stdout", "stderr" }) |stream| {
            if (@field(run, "captured_" ++ stream)) |captured| {
                try json.objectField(stream);
                try json.beginObject();
                try self.outputFields(&captured.output);
                try self.field("trim", @tagName(captured.trim_whitespace));
                try json.endObject();
            }
        }
        try json.objectField("inputs");
        try json.beginArray();
        for (run.file_inputs.items) |input| try self.lazyPath(input);
        try json.endArray();
        try self.field("hasSideEffects", run.has_side_effects);
    }

    fn outputFields(self: *GraphWriter, output: *const Step.Run.Output) Error!void {
        try self.field("file", try self.fileIndex(&output.generated_file));
        try self.field("prefix", output.prefix);
        try self.field("baseName", output.basename);
    }

    fn writeInstallArtifact(self: *GraphWriter, install: *Step.InstallArtifact) Error!void {
        const b = install.step.owner;
        try self.field("artifact", try self.stepIndex(&install.artifact.step));
        if (install.dest_dir) |dir| try self.field("destination", b.getInstallPath(dir, install.dest_sub_path));
        if (install.h_dir) |dir| try self.field("headers", b.getInstallPath(dir, ""));
    }

    /// What is written or copied to where: of steps of two kinds, which have types of their own for it.
    fn writeFiles(self: *GraphWriter, files: anytype) Error!void {
        const json = &self.json;
        try json.objectField("files");
        try json.beginArray();
        for (files) |file| {
            try json.beginObject();
            try self.field("path", file.sub_path);
            switch (file.contents) {
                .bytes => |bytes| try self.field("bytes", Bytes{ .bytes = bytes }),
                .copy => |source| try self.pathField("copy", source),
            }
            try json.endObject();
        }
        try json.endArray();
    }

    fn writeWriteFile(self: *GraphWriter, write_file: *Step.WriteFile) Error!void {
        const json = &self.json;
        try self.field("output", try self.fileIndex(&write_file.generated_directory));
        try self.field("mode", @tagName(write_file.mode));
        if (write_file.mode == .mutate) try self.pathField("mutated", write_file.mode.mutate);
        try self.writeFiles(write_file.files.items);
        try json.objectField("directories");
        try json.beginArray();
        for (write_file.directories.items) |directory| {
            try json.beginObject();
            try self.field("path", directory.sub_path);
            try self.pathField("source", directory.source);
            try self.filterFields(directory.options.exclude_extensions, directory.options.include_extensions);
            try json.endObject();
        }
        try json.endArray();
    }

    fn writeConfigHeader(self: *GraphWriter, header: *Step.ConfigHeader) Error!void {
        const json = &self.json;
        try self.field("output", try self.fileIndex(&header.generated_dir));
        try self.field("style", @tagName(header.style));
        if (header.style.getPath()) |template| try self.pathField("template", template);
        try self.field("path", header.include_path);
        try self.field("guard", header.include_guard_override);
        try json.objectField("values");
        try json.beginArray();
        for (header.values.keys(), header.values.values()) |name, value| {
            try json.beginObject();
            try self.field("name", name);
            try self.field("kind", @tagName(value));
            switch (value) {
                .undef, .defined => {},
                .int => |int| {
                    var buffer: [24]u8 = undefined;
                    try self.field("value", std.fmt.bufPrint(&buffer, "{d}", .{int}) catch unreachable);
                },
                inline else => |held| try self.field("value", held),
            }
            try json.endObject();
        }
        try json.endArray();
    }

    fn filterFields(self: *GraphWriter, exclude: []const []const u8, include: ?[]const []const u8) Error!void {
        try self.json.objectField("exclude");
        try self.strings(exclude);
        try self.json.objectField("include");
        try self.optionalStrings(include);
    }

    fn field(self: *GraphWriter, name: []const u8, value: anytype) Error!void {
        try self.json.objectField(name);
        try self.json.write(value);
    }

    fn pathField(self: *GraphWriter, name: []const u8, value: LazyPath) Error!void {
        try self.json.objectField(name);
        try self.lazyPath(value);
    }

    /// A path that is known is one string; one that a step makes is a file of it, and where the path is from there.
    fn lazyPath(self: *GraphWriter, value: LazyPath) Error!void {
        const json = &self.json;
        const known: [2][]const u8 = switch (value) {
            .src_path => |source| .{ source.owner.build_root.path.?, source.sub_path },
            .cwd_relative => |relative| .{ "", relative },
            .dependency => |dependency| .{ dependency.dependency.builder.build_root.path.?, dependency.sub_path },
            .generated => |generated| {
                try json.beginObject();
                try self.field("file", try self.fileIndex(generated.file));
                try self.field("up", generated.up);
                try self.field("path", generated.sub_path);
                return json.endObject();
            },
        };
        try json.write(try std.fs.path.resolve(self.gpa, &known));
    }

    fn strings(self: *GraphWriter, values: []const []const u8) Error!void {
        try self.json.beginArray();
        for (values) |value| try self.json.write(value);
        try self.json.endArray();
    }

    fn optionalStrings(self: *GraphWriter, values: ?[]const []const u8) Error!void {
        if (values) |present| try self.strings(present) else try self.json.write(null);
    }

    fn stepIndex(self: *GraphWriter, step: *Step) Error!usize {
        return (try self.steps.getOrPut(self.gpa, step)).index;
    }

    fn moduleIndex(self: *GraphWriter, module: *Module) Error!usize {
        return (try self.modules.getOrPut(self.gpa, module)).index;
    }

    /// Also sees to it that the step is written that makes the file.
    fn fileIndex(self: *GraphWriter, file: *const GeneratedFile) Error!usize {
        return (try self.files.getOrPut(self.gpa, file)).index;
    }
};

/// Bytes that need not be text: written in base64.
const Bytes = struct {
    bytes: []const u8,

    pub fn jsonStringify(self: Bytes, json: *Json) !void {
        const encoder = std.base64.standard.Encoder;
        try json.beginWriteRaw();
        try json.writer.writeByte('"');
        try encoder.encodeWriter(json.writer, self.bytes);
        try json.writer.writeByte('"');
        json.endWriteRaw();
    }
};
