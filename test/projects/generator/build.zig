const std = @import("std");

pub fn build(b: *std.Build) void {
    const target = b.standardTargetOptions(.{});
    const optimize = b.standardOptimizeOption(.{});

    const generator = b.addExecutable(.{
        .name = "generator",
        .root_module = b.createModule(.{
            .root_source_file = b.path("tools/generator.zig"),
            .target = b.graph.host,
            .optimize = .ReleaseSafe,
        }),
    });
    const generate = b.addRunArtifact(generator);
    generate.addFileArg(b.path("tools/primes.txt"));
    const primes = generate.addOutputFileArg("primes.zig");
    generate.setEnvironmentVariable("GENERATED_BY", "the build");

    const list = b.addRunArtifact(generator);
    list.setStdIn(.{ .bytes = "from standard input\n" });
    const listed = list.captureStdOut(.{});

    const exe = b.addExecutable(.{
        .name = "primes",
        .root_module = b.createModule(.{
            .root_source_file = b.path("src/main.zig"),
            .target = target,
            .optimize = optimize,
        }),
    });
    exe.root_module.addAnonymousImport("primes", .{ .root_source_file = primes });
    exe.root_module.addAnonymousImport("listed", .{ .root_source_file = listed });
    b.installArtifact(exe);
    b.getInstallStep().dependOn(&b.addInstallFile(primes, "share/primes.zig").step);

    const checked = b.addRunArtifact(generator);
    checked.setStdIn(.{ .bytes = "twice" });
    checked.expectStdOutEqual("generator read: twice");
    checked.expectExitCode(0);
    const failing = b.addRunArtifact(generator);
    failing.addArg("--fail");
    failing.expectExitCode(3);
    failing.expectStdErrEqual("asked to fail\n");
    const test_step = b.step("test", "Check the generator");
    test_step.dependOn(&checked.step);
    test_step.dependOn(&failing.step);

    const wrong = b.addRunArtifact(generator);
    wrong.setStdIn(.{ .bytes = "once" });
    wrong.expectStdOutEqual("never");
    b.step("wrong", "Expect what is not so").dependOn(&wrong.step);
}
