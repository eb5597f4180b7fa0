import { OptimizeMode } from '../query/optimize-mode.ts';
import type { TargetOs } from './builtin-module.ts';
import type { AsyncHost, Host } from './host.ts';
import type { StateSource } from './state-file.ts';

export { OptimizeMode };

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
  /** The system that the module is for; by default `wasi`. */
  readonly os?: TargetOs;
  /** By default `Debug`. */
  readonly mode?: OptimizeMode;
  /** A library of exported functions rather than a program with an entry point; by default it is no library. */
  readonly isLibrary?: boolean;
  /**
   * To compile the tests of the root file's module with the official test runner as the program: those whose names have one of
   * these texts, or all where there are none. Null to compile the program itself.
   */
  readonly testFilters?: readonly string[] | null;
  /** Whether to make a module at all, or only look for errors; by default it is made. */
  readonly emit?: boolean;
  /** How many references each error shows by which it was reached; by default a few, with the first error that has some. */
  readonly referenceTrace?: number | null;
  /** For tests: whether what no unit needs any more is dropped before each update, and not only where much has come together. */
  readonly collectsAlways?: boolean;
  /** What `Compilation.saveState` gave in an earlier process, to start from; null or nothing to start from nothing. */
  readonly state?: StateSource | null;
  /**
   * To share what is known of the library between programs: what `Compilation.saveImage` gave where one with the same options was made that say how the
   * library is analysed (`os`, `mode`, `isLibrary`, `emit`, whether tests are compiled); null to make it. Left out, nothing is shared. State that
   * builds on an image can only be used with that.
   */
  readonly image?: StateSource | null;
}

/** Options with the defaults in their places. */
export type CompleteOptions = CompilationOptions &
  Required<Pick<CompilationOptions, 'os' | 'mode' | 'isLibrary' | 'emit'>>;

/** `options` with the defaults in their places. */
export function completeOptions(options: CompilationOptions): CompleteOptions {
  return { os: 'wasi', mode: OptimizeMode.Debug, isLibrary: false, emit: true, ...options };
}
