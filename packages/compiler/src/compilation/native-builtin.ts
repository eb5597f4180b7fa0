import { isDarwin, isPositionIndependent, type Target } from '../intern/target.ts';
import { OptimizeMode } from '../query/optimize-mode.ts';
import type { BuiltinOptions } from './builtin-module.ts';

/** Machines that have no stack to walk. */
const WITHOUT_UNWINDING = /^(nvptx|amdgcn|spirv)/;

/** Machines whose programs keep no error return traces. */
const WITHOUT_TRACES = /^(bpf|nvptx|spirv|xtensa)/;

/** By system, the machines that Valgrind runs on. */
const VALGRIND: ReadonlyMap<string, RegExp> = new Map([
  ['linux', /^(x86|x86_64|aarch64|arm|mips|mipsel|mips64|mips64el|powerpc|powerpc64|powerpc64le|riscv64|s390x)$/],
  ['windows', /^(x86|x86_64)$/],
  ['freebsd', /^(x86|x86_64|aarch64)$/],
  ['illumos', /^(x86|x86_64)$/],
]);

/** What `output_mode` is. */
export function outputMode({ isLibrary, isObject }: Pick<BuiltinOptions, 'isLibrary' | 'isObject'>): string {
  return isLibrary ? 'Lib' : isObject ? 'Obj' : 'Exe';
}

/**
 * The text of the module `builtin` for a target that there is no code generation for. It says what the official one does. What the library has tables of, the
 * processor's features and the system's versions, is left to those; no dynamic linker is told.
 */
export function nativeBuiltin(options: BuiltinOptions): string {
  const { target, mode, isTest, isReactor, isStripped, tracesErrors, omitsFramePointer } = options;
  const { arch, os, abi } = target;
  const linksLibc = target.alwaysLinksLibc;
  return `const std = @import("std");
pub const zig_version = std.SemanticVersion.parse(zig_version_string) catch unreachable;
pub const zig_version_string = "0.16.0";
pub const zig_backend = std.builtin.CompilerBackend.${target.backend};

pub const output_mode: std.builtin.OutputMode = .${outputMode(options)};
pub const link_mode: std.builtin.LinkMode = .${linksLibc || os === 'fuchsia' ? 'dynamic' : 'static'};
pub const unwind_tables: std.builtin.UnwindTables = .${unwindsNothing(target) ? 'none' : 'async'};
pub const is_test = ${isTest};
pub const single_threaded = ${arch.startsWith('wasm') || os === 'haiku'};
pub const abi: std.Target.Abi = .${abi};
pub const cpu: std.Target.Cpu = blk: {
    @setEvalBranchQuota(1_000_000);
    break :blk .baseline(.${arch}, os);
};
pub const os: std.Target.Os = .{
    .tag = .@"${os}",
    .version_range = .default(.${arch}, .@"${os}", .${abi}),
};
pub const target: std.Target = .{
    .cpu = cpu,
    .os = os,
    .abi = abi,
    .ofmt = object_format,
    .dynamic_linker = .none,
};
pub const object_format: std.Target.ObjectFormat = .default(.@"${os}", .${arch});
pub const mode: std.builtin.OptimizeMode = .${OptimizeMode[mode]};
pub const link_libc = ${linksLibc};
pub const link_libcpp = false;
pub const have_error_return_tracing = ${tracesErrors && !WITHOUT_TRACES.test(arch)};
pub const valgrind_support = ${mode === OptimizeMode.Debug && !isStripped && (VALGRIND.get(os)?.test(arch) ?? false)};
pub const sanitize_thread = false;
pub const fuzz = false;
pub const position_independent_code = ${isPositionIndependent(target)};
pub const position_independent_executable = ${isDarwin(os) || os === 'openbsd' || os === 'fuchsia'};
pub const strip_debug_info = ${isStripped};
pub const code_model: std.builtin.CodeModel = .default;
pub const omit_frame_pointer = ${omitsFramePointer};
${os === 'wasi' ? `pub const wasi_exec_model: std.builtin.WasiExecModel = .${isReactor ? 'reactor' : 'command'};\n` : ''}${
  isTest ? 'pub var test_functions: []const std.builtin.TestFn = &.{}; // overwritten later\n' : ''
}`;
}

function unwindsNothing({ arch, os }: Target): boolean {
  return WITHOUT_UNWINDING.test(arch) || (arch === 'x86' && os === 'windows');
}
