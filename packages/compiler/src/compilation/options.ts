import { OptimizeMode } from '../query/zcu.ts';
import { builtinModule, type TargetOs } from './builtin-module.ts';
import { COMPILER_RT } from './compiler-rt.ts';
import type { FileTableOptions, ModuleSpec } from './files.ts';
import type { AsyncHost, FileSource, Host } from './host.ts';
import { normalizePath } from './paths.ts';
import type { StateSource } from './state-file.ts';

export { OptimizeMode };

/** Name of the module that is the program where tests are compiled. */
const TEST_RUNNER = 'test_runner';

/** What compiler_rt knows as `builtin`: where that says that tests are compiled, it exports nothing. */
const COMPILER_RT_BUILTIN = 'compiler_rt_builtin';

/** A module of the program besides its root module. */
export interface ProgramModule {
  readonly name: string;
  readonly rootPath: string;
  /** Names under which its files can import other modules, and the names of those. */
  readonly dependencies: Readonly<Record<string, string>>;
}

/** What to compile, and how. */
export interface CompilationOptions {
  /** The root source file of the program. */
  readonly rootPath: string;
  /** Name of the program's module; by default `test` where tests are compiled, else that of the root file. */
  readonly rootName?: string;
  /** Names under which the root module can import others of `modules`, and their names there. */
  readonly dependencies?: Readonly<Record<string, string>>;
  /** Further modules of the program, each with a directory of its own. */
  readonly modules?: readonly ProgramModule[];
  /** The Zig library directory: it has `std/std.zig`. */
  readonly zigLibDir: string;
  /** What files are read from. With one that reads later, updates are made by `updateAsync`. */
  readonly host: Host | AsyncHost;
  readonly os: TargetOs;
  readonly mode: OptimizeMode;
  /** A library of exported functions rather than a program with an entry point. */
  readonly isLibrary: boolean;
  /**
   * To compile the tests of the root file's module with the official test runner as the program: those whose names have one of
   * these texts, or all where there are none. Null to compile the program itself.
   */
  readonly testFilters?: readonly string[] | null;
  /** Whether to make a module at all, or only look for errors. */
  readonly emit: boolean;
  /** How many references each error shows by which it was reached; by default a few, with the first error that has some. */
  readonly referenceTrace?: number | null;
  /** What `Compilation.saveState` gave in an earlier process, to start from; null or nothing to start from nothing. */
  readonly state?: StateSource | null;
}

/** The modules of a compilation with these options: those of the program, the library, and those that the compiler writes. */
export function fileTableOptions(options: CompilationOptions, host: FileSource): FileTableOptions {
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
    ],
  };
}

/** The name of a file, without those of its directories and without its extension. */
function stem(rootPath: string): string {
  return rootPath.slice(rootPath.lastIndexOf('/') + 1).replace(/\.[^.]*$/, '');
}
