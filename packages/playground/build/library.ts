import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { bytesSource, Compilation, lowerForCache, OptimizeMode, type ReadError } from '@rezig/compiler';
import { FORMAT_OPTIONS } from '../../language-server/src/format-module.ts';
import { pack } from '../src/archive.ts';
import { LibraryHost } from '../src/library-host.ts';
import { LIBRARY_DIRECTORY, type LibraryFiles, pathOf, ROOT, TEST_LINK } from '../src/library-names.ts';

const directory = fileURLToPath(new URL('../../zig-lib/lib/', import.meta.url));
const compress = promisify(gzip);

/** A file that is part of the site: its path below the page, and its bytes. */
export interface SiteFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What the page needs of the library. */
export interface SiteLibrary {
  readonly names: LibraryFiles;
  readonly files: readonly SiteFile[];
}

type Sources = ReadonlyMap<string, Uint8Array>;

/** Has all of the library, and knows what the compiler asked for. */
class ObservedHost extends LibraryHost {
  readonly read = new Set<string>();
  readonly keys = new Set<string>();

  /** Done when it can be used. */
  static async over(sources: Sources): Promise<ObservedHost> {
    const load = async (of: Sources): Promise<Uint8Array<ArrayBuffer>> => pack({ sources: of, lowered: new Map() });
    const host = new ObservedHost(
      () => load(sources),
      () => load(new Map()),
    );
    await host.all();
    return host;
  }

  override readFile(path: string): Uint8Array | ReadError | Promise<Uint8Array | ReadError> {
    if (path.startsWith(`${LIBRARY_DIRECTORY}/`)) this.read.add(path.slice(LIBRARY_DIRECTORY.length + 1));
    return super.readFile(path);
  }

  override loadCached(key: string): Uint8Array | null {
    this.keys.add(key);
    return super.loadCached(key);
  }
}

/** Makes it; takes some seconds. `first`: the text of the program that is shown at first. Throws where the library directory is not there or the compiler gives no image. */
export async function makeLibrary(first: string): Promise<SiteLibrary> {
  const sources = readSources();
  const image = makeImage(await ObservedHost.over(sources), null);
  const host = await ObservedHost.over(sources);
  const state = makeState(host, image, first);
  const core = new Map([...sources].filter(([name]) => host.read.has(name)));
  const rest = new Map([...sources].filter(([name]) => !host.read.has(name)));
  const made = {
    core: pack({ sources: core, lowered: lowered(core, host.keys) }),
    rest: pack({ sources: rest, lowered: new Map() }),
    program: image,
    tests: makeImage(await ObservedHost.over(sources), []),
    first: state,
    format: makeFormatter(await ObservedHost.over(sources)),
  } satisfies Record<keyof LibraryFiles, Uint8Array>;
  const named = Object.entries(made).map(async ([name, bytes]) => [name, await siteFile(name, bytes)] as const);
  const files = await Promise.all(named);
  const names = Object.fromEntries(files.map(([name, file]) => [name, file.name]));
  return { names: names as unknown as LibraryFiles, files: files.map(([, file]) => file) };
}

function readSources(): Sources {
  const names = readdirSync(directory, { recursive: true, encoding: 'utf8' });
  const sources = names.filter((name) => name.endsWith('.zig')).sort();
  return new Map(sources.map((name) => [name, readFileSync(directory + name)]));
}

/** What the compiler looked for as `keys`. */
function lowered(sources: Sources, keys: ReadonlySet<string>): Map<string, Uint8Array> {
  const entries = [...sources.values()].map((bytes) => lowerForCache(bytes));
  return new Map(entries.flatMap((entry) => (entry !== null && keys.has(entry.key) ? [[entry.key, entry.value]] : [])));
}

/** What is known of the library after the base program was analysed. */
function makeImage(host: LibraryHost, testFilters: readonly string[] | null): Uint8Array {
  const compilation = new Compilation({
    rootPath: pathOf(ROOT),
    zigLibDir: LIBRARY_DIRECTORY,
    host,
    testFilters,
    link: testFilters === null ? {} : TEST_LINK,
    image: null,
  });
  compilation.update([{ path: pathOf(ROOT), text: 'pub fn main() void {}\n' }]);
  return joined(compilation.saveImage(), 'image of the library');
}

/** What is known of a program, besides the image. */
function makeState(host: LibraryHost, image: Uint8Array, text: string): Uint8Array {
  const compilation = new Compilation({
    rootPath: pathOf(ROOT),
    zigLibDir: LIBRARY_DIRECTORY,
    host,
    testFilters: null,
    link: {},
    image: bytesSource(image),
  });
  compilation.update([{ path: pathOf(ROOT), text }]);
  return joined(compilation.saveState(), 'state of the first program');
}

/** The library's own formatter as a module. */
function makeFormatter(host: LibraryHost): Uint8Array {
  const text = readFileSync(new URL('../../cli/zig/format.zig', import.meta.url));
  const path = pathOf('format.zig');
  const compilation = new Compilation({
    rootPath: path,
    zigLibDir: LIBRARY_DIRECTORY,
    host,
    mode: OptimizeMode.ReleaseSmall,
    ...FORMAT_OPTIONS,
  });
  const { module, errors } = compilation.update([{ path, text }]);
  if (module === null) throw new Error(`the formatter cannot be compiled: ${errors[0]?.text}`);
  return module;
}

function joined(parts: readonly Uint8Array[] | null, what: string): Uint8Array {
  if (parts === null) throw new Error(`the compiler gave no ${what}`);
  // Slices of a buffer are no copies.
  return new Uint8Array(Buffer.concat(parts));
}

/** Not called `.gz`: servers would tell browsers that the content is encoded, or not, as they like. */
async function siteFile(name: string, bytes: Uint8Array): Promise<SiteFile> {
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 10);
  return { name: `assets/${name}-${hash}.bin`, bytes: await compress(bytes) };
}
