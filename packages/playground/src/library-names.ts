/** Where the library is for the compiler. */
export const LIBRARY_DIRECTORY = '/zig';

/** The root file of every program. */
export const ROOT = 'main.zig';

/** Tests are called in their places in the table, so that it is seen what they return. */
export const TEST_LINK = { table: 'exported' } as const;

/** Paths below the page of the files that the library comes in: its sources, and its images for programs and for tests. Each is compressed with gzip. */
export interface LibraryFiles {
  readonly archive: string;
  readonly program: string;
  readonly tests: string;
}

/** The cache that they are kept in, with all else of the site. */
export const CACHE = 'rezig-playground';
