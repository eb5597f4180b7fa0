import { BASE_PROGRAM, baseProgram } from './base-program.ts';
import { builtinModule } from './builtin-module.ts';
import { COMPILER_RT } from './compiler-rt.ts';
import type { FileSource } from './host.ts';
import type { FileTableOptions, ModuleSpec } from './modules.ts';
import type { CompleteOptions } from './options.ts';
import { normalizePath } from './paths.ts';

/** Name of the module that is the program where tests are compiled. */
const TEST_RUNNER = 'test_runner';

/** What compiler_rt knows as `builtin`: where that says that tests are compiled, it exports nothing. */
const COMPILER_RT_BUILTIN = 'compiler_rt_builtin';

/** The modules of a compilation with these options: those of the program, the library, and those that the compiler writes. */
export function fileTableOptions(options: CompleteOptions, host: FileSource): FileTableOptions {
  const { os, mode, isLibrary } = options;
  const testFilters = options.testFilters ?? null;
  const isTest = testFilters !== null;
  const std: ModuleSpec = { name: 'std', rootPath: `${options.zigLibDir}/std/std.zig`, isOwn: false };
  // The library's own tests are those of module `std`: a file is in one module only.
  const isStdTest = isTest && normalizePath(options.rootPath) === normalizePath(std.rootPath);
  const runner = `${options.zigLibDir}/compiler/test_runner.zig`;
  return {
    host,
    ...(isTest ? { rootModule: TEST_RUNNER } : {}),
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
      ...(options.modules ?? []).map((module) => ({ ...module, isOwn: true })),
      std,
      ...(isTest ? [{ name: TEST_RUNNER, rootPath: runner, isOwn: false }] : []),
      {
        name: 'builtin',
        rootPath: '/builtin/builtin.zig',
        text: builtinModule({ os, mode, isTest, isLibrary }),
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
        text: builtinModule({ os, mode, isTest: false, isLibrary }),
        isOwn: false,
      },
      {
        name: BASE_PROGRAM,
        rootPath: '/builtin/base_program.zig',
        text: baseProgram({ os, isTest, isLibrary }),
        isOwn: false,
      },
    ],
  };
}

/** The name of a file, without those of its directories and without its extension. */
function stem(rootPath: string): string {
  return rootPath.slice(rootPath.lastIndexOf('/') + 1).replace(/\.[^.]*$/, '');
}
