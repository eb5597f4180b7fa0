import { BASE_PROGRAM, baseProgram } from './base-program.ts';
import { type BuiltinOptions, builtinModule } from './builtin-module.ts';
import { COMPILER_RT } from './compiler-rt.ts';
import { parseCpu } from './cpu.ts';
import type { FileSource } from './host.ts';
import type { FileTableOptions, ModuleSpec } from './modules.ts';
import {
  type CompilationOptions,
  type CompleteOptions,
  completeOptions,
  OptimizeMode,
  type ProgramModule,
} from './options.ts';
import { normalizePath } from './paths.ts';
import { programTarget } from './target-triple.ts';

/** Name of the module that is the program where tests are compiled, unless the user has one. */
const TEST_RUNNER = 'test_runner';

/** What compiler_rt knows as `builtin`: where that says that tests are compiled, it exports nothing. */
const COMPILER_RT_BUILTIN = 'compiler_rt_builtin';

/** Names of modules that every program has, and no other can have. */
export const RESERVED_MODULES: readonly string[] = [
  'std',
  'builtin',
  TEST_RUNNER,
  COMPILER_RT,
  COMPILER_RT_BUILTIN,
  BASE_PROGRAM,
];

/** The text of the program's module `builtin`. */
export function builtinText(options: Omit<CompilationOptions, 'host'>): string {
  const complete = completeOptions(options);
  return builtinModule({ ...builtinOptions(complete), isTest: isTestBuild(options) });
}

/** Of options, what a library image depends on. */
export function imageOptions(options: Omit<CompilationOptions, 'host'>): string {
  return JSON.stringify(['image', builtinText(options), options.emit ?? true, options.link?.isObject ?? false]);
}

function builtinOptions(options: Omit<CompleteOptions, 'host'>): Omit<BuiltinOptions, 'isTest'> {
  const { mode, cpu, link } = options;
  return {
    ...options,
    target: programTarget(options),
    cpu: parseCpu(cpu),
    isObject: link.isObject,
    omitsFramePointer: mode === OptimizeMode.ReleaseSmall,
  };
}

function isTestBuild({ testFilters }: Pick<CompilationOptions, 'testFilters'>): boolean {
  return testFilters !== undefined && testFilters !== null;
}

/** The modules of a compilation with these options: those of the program, the library, and those that the compiler writes. */
export function fileTableOptions(options: CompleteOptions, host: FileSource): FileTableOptions {
  const builtin = builtinOptions(options);
  const isTest = isTestBuild(options);
  const std: ModuleSpec = { name: 'std', rootPath: `${options.zigLibDir}/std/std.zig`, isOwn: false };
  // The library's own tests are those of module `std`: a file is in one module only.
  const isStdTest = isTest && normalizePath(options.rootPath) === normalizePath(std.rootPath);
  const ownRunner = isTest ? options.testRunner : undefined;
  const runner: ModuleSpec = {
    name: ownRunner === undefined ? TEST_RUNNER : 'root',
    rootPath: ownRunner ?? `${options.zigLibDir}/compiler/test_runner.zig`,
    isOwn: ownRunner !== undefined,
    isRoot: true,
  };
  return {
    host,
    modules: [
      ...(isStdTest
        ? []
        : [
            {
              name: options.rootName ?? (isTest ? 'test' : stem(options.rootPath)),
              rootPath: options.rootPath,
              isOwn: true,
              dependencies: options.dependencies ?? {},
            },
          ]),
      ...(options.modules ?? []).map((module) => ({ ...withOwnBuiltin(module), isOwn: true })),
      ...(runner.isOwn ? [runner] : []),
      std,
      ...(isTest && !runner.isOwn ? [runner] : []),
      {
        name: 'builtin',
        rootPath: '/builtin/builtin.zig',
        text: builtinModule({ ...builtin, isTest }),
        isOwn: false,
      },
      {
        name: COMPILER_RT,
        rootPath: `${options.zigLibDir}/compiler_rt.zig`,
        isOwn: false,
        isUnchecked: true,
        dependencies: { builtin: COMPILER_RT_BUILTIN },
      },
      {
        name: COMPILER_RT_BUILTIN,
        rootPath: '/builtin/compiler_rt_builtin.zig',
        text: builtinModule({ ...builtin, isTest: false }),
        isOwn: false,
      },
      {
        name: BASE_PROGRAM,
        rootPath: '/builtin/base_program.zig',
        text: baseProgram({ target: builtin.target, isTest, isLibrary: options.isLibrary || builtin.isObject }),
        isOwn: false,
      },
      // Behind those that all programs have, which a library image numbers.
      ...(options.modules ?? []).filter(hasOwnBuiltin).map((module) => ({
        name: ownBuiltinName(module),
        rootPath: `/builtin/${module.name}/builtin.zig`,
        text: builtinModule({ ...builtin, ...ownSettings(module), isTest }),
        isOwn: false,
      })),
    ],
  };
}

function hasOwnBuiltin({ mode, isStripped, tracesErrors }: ProgramModule): boolean {
  return mode !== undefined || isStripped !== undefined || tracesErrors !== undefined;
}

/** The name of the module that `module` knows as `builtin`. */
function ownBuiltinName({ name }: ProgramModule): string {
  return `builtin of ${name}`;
}

/** What the options of a module say that are others than the program's. What an optimize mode means elsewhere does not follow from that of a module. */
function ownSettings({ mode, isStripped, tracesErrors }: ProgramModule): Partial<BuiltinOptions> {
  return {
    ...(mode === undefined ? {} : { mode }),
    ...(isStripped === undefined ? {} : { isStripped }),
    ...(tracesErrors === undefined ? {} : { tracesErrors }),
  };
}

function withOwnBuiltin(module: ProgramModule): Omit<ModuleSpec, 'isOwn'> {
  if (!hasOwnBuiltin(module)) return module;
  return { ...module, dependencies: { ...module.dependencies, builtin: ownBuiltinName(module) } };
}

/** The name of a file, without those of its directories and without its extension. */
function stem(rootPath: string): string {
  return rootPath.slice(rootPath.lastIndexOf('/') + 1).replace(/\.[^.]*$/, '');
}
