import { MemoryHost } from '@rezig/compiler';
import type { PageParts } from '@rezig/language-server/browser';

/** The library of one page: where its files are from the tests, by their names. */
export const LIBRARY_FILES = {
  'std.zig': '../../../test/small-std/std.zig',
  'extra.zig': '../../../test/small-std/extra.zig',
  'builtin.zig': '../../compiler/test/sema/lib/std/builtin.zig',
};

/** Texts of its files. */
export type LibraryFiles = Readonly<Record<keyof typeof LIBRARY_FILES, string>>;

/** Where the library of one page is for the compiler. */
const LIBRARY = '/lib';

/** What a page gives the server: the library of one page, whose files are here by their names, and `files`, by their paths. */
export function partsOf(library: LibraryFiles, files: Readonly<Record<string, string>>): PageParts {
  const host = new MemoryHost();
  const encoder = new TextEncoder();
  for (const [name, text] of Object.entries(library)) host.files.set(`${LIBRARY}/std/${name}`, encoder.encode(text));
  for (const [path, text] of Object.entries(files)) host.files.set(path, encoder.encode(text));
  return { host, zigLibDir: LIBRARY, options: { emit: true, target: 'wasm32-freestanding' } };
}
