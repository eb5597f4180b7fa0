/* What carrying out a graph needs of the command line: to compile, to run, to write files. */

/** A program to compile, for one step. */
export interface ProgramToCompile {
  readonly name: string;
  /** `lib`: a module of exported functions; `static` and `obj`: an object file, which says that it is of a library, or an object. */
  readonly artifact: 'exe' | 'lib' | 'static' | 'obj' | 'test';
  /** The main one first. */
  readonly modules: readonly ModuleToCompile[];
  /** Architecture, system and, where it is not WebAssembly, ABI; another than `wasm32-wasi` and `wasm32-freestanding` only where `Toolchain.onlyDescribes`. */
  readonly target: string;
  readonly cpu: string;
  readonly optimize: string;
  readonly strip: boolean | null;
  readonly errorTracing: boolean | null;
  readonly isReactor: boolean;
  /** Null for what is usual, `''` for none. */
  readonly entry: string | null;
  readonly exportsAll: boolean;
  readonly exports: readonly string[];
  readonly importMemory: boolean;
  readonly exportMemory: boolean;
  readonly sharedMemory: boolean;
  readonly importTable: boolean;
  readonly exportTable: boolean;
  readonly initialMemory: number | null;
  readonly maxMemory: number | null;
  readonly globalBase: number | null;
  readonly stackSize: number | null;
  /** Of tests: those whose names have one of these texts; all where there are none. */
  readonly filters: readonly string[];
  /** Of tests: the root file of what runs them; null for the official one. */
  readonly testRunner: string | null;
  readonly zigLibDir: string | null;
}

export interface ModuleToCompile {
  readonly name: string;
  readonly path: string;
  /** Names of other modules, by those that its files import them by. */
  readonly dependencies: Readonly<Record<string, string>>;
  /** Whether it is that of a library or object that is linked: what it exports is part of the program. */
  readonly isLinked: boolean;
  /** Null where they are those of the program, that is, of the main module. */
  readonly optimize: string | null;
  readonly strip: boolean | null;
  readonly errorTracing: boolean | null;
}

/** What a compilation came to. */
export interface Compiled {
  /** Null where there are errors. */
  readonly module: Uint8Array | null;
  readonly errorCount: number;
  readonly errorText: string;
  /** Whether nothing had to be done. */
  readonly isCached: boolean;
}

/** A program that is run under WASI. */
export interface ProgramToRun {
  /** Its arguments, its own name first. */
  readonly args: readonly string[];
  readonly cwd: string;
  /** How the variables of the environment are otherwise than those of this process. */
  readonly env: { readonly set: readonly (readonly [string, string])[]; readonly removed: readonly string[] };
  /** Its standard input; `inherit` for that of this process. */
  readonly stdin: Uint8Array | 'inherit';
  /** Whether what it writes is this process's, or is given back. */
  readonly stdout: 'inherit' | 'captured';
  readonly stderr: 'inherit' | 'captured';
}

/** How a program ended. */
export interface ProgramEnd {
  readonly code: number;
  /** What was captured. */
  readonly stdout: Uint8Array;
  readonly stderr: Uint8Array;
}

/** How tests came out. */
export interface TestCounts {
  readonly passed: number;
  readonly skipped: number;
  readonly failed: number;
  /** Whether none had to be run. */
  readonly isCached: boolean;
}

/** What became of a step with a function of its own. */
export interface MadeStep {
  /** The name of the error that the function failed with; null if it did not. */
  readonly failure: string | null;
  readonly messages: readonly string[];
  readonly output: string;
  readonly isCached: boolean;
  /** The files that it made, by their numbers in the graph. */
  readonly files: readonly (readonly [file: number, path: string])[];
}

export interface Toolchain {
  /** Whether programs are only described: also those for other machines, and those that have parts in other languages. */
  readonly onlyDescribes?: boolean;
  compile(program: ProgramToCompile): Promise<Compiled>;
  /** Runs what `compile` gave for `program`. Null where it goes on by itself, while the command watches. */
  run(program: ProgramToCompile, run: ProgramToRun): Promise<ProgramEnd | null>;
  /** Runs the tests that `compile` gave. `title`: what tells them from others. */
  test(program: ProgramToCompile, title: string): Promise<TestCounts>;
  /** Brings files into canonical form, or finds those that are not. Returns paths of such, and what is wrong with others. */
  format(
    paths: readonly string[],
    exclude: readonly string[],
    isCheck: boolean,
  ): Promise<{ readonly changed: readonly string[]; readonly errors: string }>;
  /** Has the project's own function carry out step `step`. `files`: those that other steps made, by their numbers in the graph. */
  makeStep(step: number, files: readonly (readonly [file: number, path: string])[]): Promise<MadeStep>;
  /** Writes a file as a whole, with the directories above it. */
  write(path: string, content: Uint8Array | string): void;
  /** The official name of what the file system gave. */
  errorName(error: unknown): string;
  /** Says something on standard error. */
  say(text: string): void;
}
