/** Where the library is for the compiler. */
export const LIBRARY_DIRECTORY = '/zig';

/** The root file of every program. */
export const ROOT = 'main.zig';

/** Tests are called in their places in the table, so that it is seen what they return. */
export const TEST_LINK = { table: 'exported' } as const;

/** Paths below the page of the files that the library comes in, each compressed with gzip: what is needed at first has files of its own. */
export interface LibraryFiles {
  /** What most programs need: sources, and what was lowered of them. */
  readonly core: string;
  /** The other sources. */
  readonly rest: string;
  /** What is known of the library, for programs and for tests. */
  readonly program: string;
  readonly tests: string;
  /** What is known of the program that is shown at first. */
  readonly first: string;
}

/** The cache that they are kept in, with all else of the site. */
export const CACHE = 'rezig-playground';
