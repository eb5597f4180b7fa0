/** Where the library is for the compiler. */
export const LIBRARY_DIRECTORY = '/zig';

/** The name of the root file of every program. */
export const ROOT = 'main.zig';

/** Where the files of the program are for the compiler, by their names. */
export function pathOf(name: string): string {
  return `/${name}`;
}

/** As the language server's client names it. */
export function uriOf(name: string): string {
  return `file:///${encodeURI(name)}`;
}

/** What a file is called on the page: those of the library from its directory on. */
export function nameOf(path: string): string {
  return path.replace(`${LIBRARY_DIRECTORY}/`, '').replace(/^\//, '');
}

/** The path of the file that a URI of the language server names. */
export function pathOfUri(uri: string): string {
  return decodeURIComponent(new URL(uri).pathname);
}

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
  /** The module that brings texts into form. */
  readonly format: string;
}

/** The cache that they are kept in, with all else of the site. */
export const CACHE = 'rezig-playground';
