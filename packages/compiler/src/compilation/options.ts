import { OptimizeMode } from '../query/optimize-mode.ts';
import { DEFAULT_CPU } from './cpu.ts';
import type { AsyncHost, Host } from './host.ts';
import type { StateSource } from './state-file.ts';
import { DEFAULT_TARGET, parseTarget, targetTriple } from './target-triple.ts';

export { OptimizeMode };

/** A module of the program besides its root module. */
export interface ProgramModule {
  readonly name: string;
  readonly rootPath: string;
  /** Names under which its files can import other modules, and the names of those. */
  readonly dependencies: Readonly<Record<string, string>>;
  /** Whether it is of a package that others write: `analysesAll` does not ask for what nothing in it refers to. */
  readonly isForeign?: boolean;
  /** Whether what it exports is part of the program though nothing imports it, as what a library exports that is linked. By default not. */
  readonly isLinked?: boolean;
  /**
   * What its `builtin` says where that is not what the program's does: see `CompilationOptions`. As officially that is all; whether code is checked and keeps
   * error return traces is the matter of the program.
   */
  readonly mode?: OptimizeMode;
  readonly isStripped?: boolean;
  readonly tracesErrors?: boolean;
}

/** What the module shows of itself, and how its memory is laid out. Sizes are in bytes. */
export interface LinkSettings {
  /**
   * The exported function that starts the program, without which there is no module; null for none. By default `_start`, `_initialize` of a reactor,
   * and none of a library.
   */
  readonly entry?: string | null;
  /** Which exported symbols the module exports besides that: all, or those of these names, of which each must be there. By default all. */
  readonly exports?: 'all' | readonly string[];
  /**
   * Symbols that must be there, and are exported whatever `exports` says. Those of the linker are among them: `__heap_base`, `__heap_end`, `__data_end`,
   * `__global_base`, `__stack_low`, `__stack_high`, `__dso_handle`, `__memory_base`, `__table_base`, `__wasm_first_page_end`, `__wasm_call_ctors`, `__stack_pointer`, and
   * where the table is not the host's `__indirect_function_table`. By default none.
   */
  readonly required?: readonly string[];
  /** Whether memory is the host's, as `env.memory`; by default the module has its own. */
  readonly importsMemory?: boolean;
  /** Whether memory is exported; by default where it is not the host's. */
  readonly exportsMemory?: boolean;
  /** Whether threads of the host may share memory; by default not. It then has a largest size. */
  readonly isMemoryShared?: boolean;
  /** What memory has at the start; by default what stack and data need. A multiple of 65536. */
  readonly initialMemory?: number | null;
  /** What memory may grow to; by default there is no limit but the host's. A multiple of 65536. */
  readonly maxMemory?: number | null;
  /** Where the data starts, with the stack behind it; by default the stack is below the data, where its overflow traps. */
  readonly globalBase?: number | null;
  /** A multiple of 16; by default, as officially, 16 MiB for WASI and 1 MiB for freestanding. */
  readonly stackSize?: number;
  /** Whether the table of functions is the host's, as `env.__indirect_function_table`, or exported under that name; by default it is neither. */
  readonly table?: 'own' | 'imported' | 'exported';
  /**
   * For development: whether functions of the module can be replaced while it runs (see `HotSwap`). They then call one another through the table, which is
   * exported, and memory is 4 MiB larger. By default not. Needs memory that is not shared.
   */
  readonly isSwappable?: boolean;
  /**
   * Whether what is made is no module but an object file, which linkers put together with others (`wasm-ld`, the official compiler): what it exports are its
   * symbols. By default not.
   */
  readonly isObject?: boolean;
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
  /**
   * What the program is for, as architecture, system and perhaps ABI; by default `wasm32-wasi`. There is code for that and for `wasm32-freestanding`; with
   * any other target that Zig knows, a program can be looked at for errors (`emit` is false).
   */
  readonly target?: string;
  /** By default `Debug`. */
  readonly mode?: OptimizeMode;
  /** A library of exported functions rather than a program with an entry point; by default it is no library. */
  readonly isLibrary?: boolean;
  /** Whether a program for WASI is a reactor: it stays loaded after it has started, for its exports to be called. By default it is none. */
  readonly isReactor?: boolean;
  /** Whether names of functions are left out; by default with `ReleaseSmall`. */
  readonly isStripped?: boolean;
  /** Whether code keeps error return traces; by default with `Debug`, unless it is stripped. */
  readonly tracesErrors?: boolean;
  /**
   * Whether units are analysed in the order in which the official compiler analyses them where `ubsan_rt` is part of the program, as by default in Debug
   * for an executable. The order of dependency loops hangs on it, and which of two exports of one name is told. Nothing
   * of `ubsan_rt` is here. By default so in Debug, where no library and no object file is made.
   */
  readonly hasUbsanRt?: boolean;
  /**
   * Whether programs are looked at as the official compiler does with LLVM, also where it has a backend of its own that it takes in Debug: for x86_64 with
   * the object format ELF, and for SPIR-V. By default not.
   */
  readonly usesLlvm?: boolean;
  /**
   * What engine the code is for: a model, and features that come and go, such as `generic+simd128-sign_ext`; by default `lime1`. Those that there are
   * `rezig targets` lists.
   */
  readonly cpu?: string;
  readonly link?: LinkSettings;
  /**
   * To compile the tests of the root file's module with the official test runner as the program: those whose names have one of
   * these texts, or all where there are none. Null to compile the program itself.
   */
  readonly testFilters?: readonly string[] | null;
  /** The root file of a test runner that is the program in the place of the official one, where tests are compiled. */
  readonly testRunner?: string;
  /** Whether to make a module at all, or only look for errors; by default it is made. */
  readonly emit?: boolean;
  /**
   * Whether the declarations of the program's own files, but for those of packages that others write, are analysed though nothing refers to them, so that their errors are told: those that are not within
   * functions, of files that the program imports, with the bodies of functions that are neither generic nor inline. No tests but those that are
   * compiled. What is linked is the same. By default only what is referred to is analysed, as officially.
   */
  readonly analysesAll?: boolean;
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
export type CompleteOptions = CompilationOptions & CompleteSettings;

type CompleteSettings = Required<
  Pick<
    CompilationOptions,
    'target' | 'mode' | 'isLibrary' | 'isReactor' | 'isStripped' | 'tracesErrors' | 'hasUbsanRt' | 'cpu' | 'emit'
  >
> & { readonly link: Required<LinkSettings> };

/** `options` with the defaults in their places, and the target with its ABI. Throws a `RangeError` for a target that there is none. */
export function completeOptions<Given extends Omit<CompilationOptions, 'host'>>(
  options: Given,
): Given & CompleteSettings {
  const target = parseTarget(options.target ?? DEFAULT_TARGET);
  const { mode = OptimizeMode.Debug, isLibrary = false, isReactor = false, link = {} } = options;
  const isExecutable = !isLibrary && link.isObject !== true;
  const isStripped = options.isStripped ?? mode === OptimizeMode.ReleaseSmall;
  return {
    ...options,
    target: targetTriple(target),
    mode,
    isLibrary,
    isReactor,
    isStripped,
    tracesErrors: options.tracesErrors ?? (mode === OptimizeMode.Debug && !isStripped),
    hasUbsanRt: options.hasUbsanRt ?? (isExecutable && mode === OptimizeMode.Debug),
    cpu: options.cpu ?? DEFAULT_CPU,
    emit: options.emit ?? true,
    link: {
      entry: !isExecutable ? null : isReactor ? '_initialize' : '_start',
      exports: 'all',
      required: [],
      importsMemory: false,
      exportsMemory: link.importsMemory !== true,
      isMemoryShared: false,
      initialMemory: null,
      maxMemory: null,
      globalBase: null,
      stackSize: target.os === 'freestanding' ? 2 ** 20 : 2 ** 24,
      table: 'own',
      isSwappable: false,
      isObject: false,
      ...link,
    },
  };
}
