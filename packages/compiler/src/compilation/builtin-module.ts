import type { Target } from '../intern/target.ts';
import { OptimizeMode } from '../query/optimize-mode.ts';
import type { Cpu } from './cpu.ts';
import { nativeBuiltin, outputMode } from './native-builtin.ts';
import { hasCode } from './target-triple.ts';

/** What the text of `@import("builtin")` depends on. */
export interface BuiltinOptions {
  readonly target: Target;
  readonly mode: OptimizeMode;
  readonly isTest: boolean;
  /** A library of exported functions rather than a program with an entry point. */
  readonly isLibrary: boolean;
  /** Whether what is made is an object file. */
  readonly isObject: boolean;
  /** Whether a program for WASI stays loaded after it has started, as a plug-in does, rather than run to its end. */
  readonly isReactor: boolean;
  readonly isStripped: boolean;
  readonly tracesErrors: boolean;
  readonly cpu: Cpu;
  /** Whether functions keep no frame pointer. */
  readonly omitsFramePointer: boolean;
}

const WASI_VERSION = `.{ .semver = .{
        .min = .{
            .major = 0,
            .minor = 1,
            .patch = 0,
        },
        .max = .{
            .major = 0,
            .minor = 3,
            .patch = 0,
        },
    }}`;

/**
 * The text of the module `builtin`, for targets that there is code generation for word for word what `--show-builtin` of the official compiler prints. The backend is given as
 * the LLVM one: where std has a shorter way for the official WebAssembly backend, that is because that one lacks something.
 */
export function builtinModule(options: BuiltinOptions): string {
  if (!hasCode(options.target)) return nativeBuiltin(options);
  const { target, mode, isTest, isReactor, isStripped, tracesErrors, cpu, omitsFramePointer } = options;
  const { os } = target;
  const isWasi = os === 'wasi';
  return `const std = @import("std");
/// Zig version. When writing code that supports multiple versions of Zig, prefer
/// feature detection (i.e. with \`@hasDecl\` or \`@hasField\`) over version checks.
pub const zig_version = std.SemanticVersion.parse(zig_version_string) catch unreachable;
pub const zig_version_string = "0.16.0";
pub const zig_backend = std.builtin.CompilerBackend.stage2_llvm;

pub const output_mode: std.builtin.OutputMode = .${outputMode(options)};
pub const link_mode: std.builtin.LinkMode = .static;
pub const unwind_tables: std.builtin.UnwindTables = .async;
pub const is_test = ${isTest};
pub const single_threaded = true;
pub const abi: std.Target.Abi = .${isWasi ? 'musl' : 'none'};
pub const cpu: std.Target.Cpu = .{
    .arch = .wasm32,
    .model = &std.Target.wasm.cpu.${cpu.model},
    .features = std.Target.wasm.featureSet(&.{
${cpu.features.map((feature) => `        .${feature},\n`).join('')}    }),
};
pub const os: std.Target.Os = .{
    .tag = .${os},
    .version_range = ${isWasi ? WASI_VERSION : '.{ .none = {} }'},
};
pub const target: std.Target = .{
    .cpu = cpu,
    .os = os,
    .abi = abi,
    .ofmt = object_format,
    .dynamic_linker = .none,
};
pub const object_format: std.Target.ObjectFormat = .wasm;
pub const mode: std.builtin.OptimizeMode = .${OptimizeMode[mode]};
pub const link_libc = false;
pub const link_libcpp = false;
pub const have_error_return_tracing = ${tracesErrors};
pub const valgrind_support = false;
pub const sanitize_thread = false;
pub const fuzz = false;
pub const position_independent_code = false;
pub const position_independent_executable = false;
pub const strip_debug_info = ${isStripped};
pub const code_model: std.builtin.CodeModel = .default;
pub const omit_frame_pointer = ${omitsFramePointer};
${isWasi ? `pub const wasi_exec_model: std.builtin.WasiExecModel = .${isReactor ? 'reactor' : 'command'};\n` : ''}${
  isTest ? 'pub var test_functions: []const std.builtin.TestFn = &.{}; // overwritten later\n' : ''
}`;
}
