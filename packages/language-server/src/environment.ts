import type { Compilation, CompilationOptions, Host, StateSource } from '@rezig/compiler';

/** Options of a program that say what it is. */
export type ProgramOptions = Omit<CompilationOptions, 'host' | 'state' | 'image'>;

/** What earlier processes found out of a program. */
export interface KeptState {
  readonly state: StateSource | null;
  /** Left out where nothing is shared between programs. */
  readonly image?: StateSource | null;
}

/** What a directory has. */
export interface DirectoryEntry {
  readonly name: string;
  readonly isDirectory: boolean;
}

/** What the analysis needs of the world around it. */
export interface Environment {
  readonly host: Host;
  /** Absolute path of the library directory. */
  readonly zigLibDir: string;
  /** Options of all programs that no project describes, before those that are chosen for them by default. */
  readonly options?: Partial<ProgramOptions>;
  /** What is in the directory at a path, which may be none. Null where nothing is known of directories. */
  readonly listDirectory: ((path: string) => readonly DirectoryEntry[]) | null;
  openState(options: ProgramOptions): KeptState;
  /** A compilation of the program that was begun elsewhere, with the same host, and is the server's from now on; null where there is none. By default there never is. */
  readonly openCompilation?: (options: ProgramOptions) => Compilation | null;
  /** Absolute paths of root files that are those of programs though they may have no `main`. By default none. */
  readonly programRoots?: readonly string[];
  /** Keeps what is known for later processes: the parts that `Compilation.saveImage` and `Compilation.saveState` give. Null where nothing is kept. */
  readonly keepState:
    | ((
        options: ProgramOptions,
        image: readonly Uint8Array[] | null,
        state: () => readonly Uint8Array[] | null,
      ) => void)
    | null;
}
