import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { Compilation, MemoryHost } from '@rezig/compiler';
import { LIBRARY_DIRECTORY, type LibraryFiles, ROOT, TEST_LINK } from '../src/library-names.ts';

const directory = fileURLToPath(new URL('../../zig-lib/lib/', import.meta.url));
const compress = promisify(gzip);

/** A file that is part of the site: its path below the page, and its bytes. */
export interface SiteFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What the page needs of the library: all its files in one, and what is known of it after the base program was analysed, for programs and for tests. */
export interface SiteLibrary {
  readonly names: LibraryFiles;
  readonly files: readonly SiteFile[];
}

/** Makes them; takes some seconds. Throws where the library directory is not there or the compiler gives no image. */
export async function makeLibrary(): Promise<SiteLibrary> {
  const sources = readSources();
  const [archive, program, tests] = await Promise.all([
    siteFile('library', pack(sources)),
    siteFile('program', makeImage(sources, null)),
    siteFile('tests', makeImage(sources, [])),
  ]);
  return {
    names: { archive: archive.name, program: program.name, tests: tests.name },
    files: [archive, program, tests],
  };
}

function readSources(): Map<string, Uint8Array> {
  const names = readdirSync(directory, { recursive: true, encoding: 'utf8' });
  const sources = names.filter((name) => name.endsWith('.zig')).sort();
  return new Map(sources.map((name) => [name, readFileSync(directory + name)]));
}

/** A word with the length of the index, the index as JSON (names with lengths), and the files one after the other. */
function pack(sources: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const index = Buffer.from(JSON.stringify([...sources].map(([name, { length }]) => [name, length])));
  const word = Buffer.alloc(4);
  word.writeUInt32LE(index.length);
  return Buffer.concat([word, index, ...sources.values()]);
}

function makeImage(sources: ReadonlyMap<string, Uint8Array>, testFilters: readonly string[] | null): Uint8Array {
  const host = new MemoryHost();
  for (const [name, bytes] of sources) host.files.set(`${LIBRARY_DIRECTORY}/${name}`, bytes);
  host.files.set(ROOT, Buffer.from('pub fn main() void {}\n'));
  const compilation = new Compilation({
    rootPath: ROOT,
    zigLibDir: LIBRARY_DIRECTORY,
    host,
    testFilters,
    link: testFilters === null ? {} : TEST_LINK,
    image: null,
  });
  compilation.update();
  const parts = compilation.saveImage();
  if (parts === null) throw new Error('the compiler gave no image of the library');
  return Buffer.concat(parts);
}

/** Not called `.gz`: servers would tell browsers that the content is encoded, or not, as they like. */
async function siteFile(name: string, bytes: Uint8Array): Promise<SiteFile> {
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 10);
  return { name: `assets/${name}-${hash}.bin`, bytes: await compress(bytes) };
}
