import type { AsyncHost, Host, ReadError } from '@rezig/compiler';
import { type Archive, unpack } from './archive.ts';
import { LIBRARY_DIRECTORY } from './library-names.ts';

/** Of all files of the library: as long as there is the page, they are what they were. */
const STAMP = 'site';

/** An archive of the library, as it is loaded. */
export type ArchiveLoader = () => Promise<Uint8Array<ArrayBuffer>>;

/** Gives the compiler the library, which is loaded when it is asked for: first what most programs need, then the rest. */
export class LibraryHost implements AsyncHost {
  readonly #sources = new Map<string, Uint8Array>();
  readonly #lowered = new Map<string, Uint8Array>();
  readonly #loadCore: ArchiveLoader;
  readonly #loadRest: ArchiveLoader;
  #core: Promise<void> | null = null;
  #all: Promise<void> | null = null;
  #isComplete = false;

  constructor(loadCore: ArchiveLoader, loadRest: ArchiveLoader) {
    this.#loadCore = loadCore;
    this.#loadRest = loadRest;
  }

  /** Done when what most programs need is there. Rejects as the loader does. */
  core(): Promise<void> {
    return (this.#core ??= this.#loadCore().then((bytes) => this.#add(unpack(bytes))));
  }

  /** Done when all is there: from then on nothing is read later. Rejects as the loaders do. */
  all(): Promise<void> {
    return (this.#all ??= this.#loadAll());
  }

  /** The same, for those who cannot wait. To be called when all is there; throws an `Error` before that. */
  complete(): Host {
    if (!this.#isComplete) throw new Error('the library is not there yet');
    return this as unknown as Host;
  }

  async #loadAll(): Promise<void> {
    await this.core();
    this.#add(unpack(await this.#loadRest()));
    this.#isComplete = true;
  }

  #add({ sources, lowered }: Archive): void {
    for (const [name, bytes] of sources) this.#sources.set(`${LIBRARY_DIRECTORY}/${name}`, bytes);
    for (const [key, bytes] of lowered) this.#lowered.set(key, bytes);
  }

  readFile(path: string): Uint8Array | ReadError | Promise<Uint8Array | ReadError> {
    const found = this.#sources.get(path);
    if (found !== undefined) return found;
    return this.#isComplete || !isOfLibrary(path) ? 'FileNotFound' : this.#readLater(path);
  }

  async #readLater(path: string): Promise<Uint8Array | ReadError> {
    await this.core();
    if (!this.#sources.has(path)) await this.all();
    return this.#sources.get(path) ?? 'FileNotFound';
  }

  stamp(path: string): string | null {
    return isOfLibrary(path) ? STAMP : null;
  }

  loadCached(key: string): Uint8Array | null {
    return this.#lowered.get(key) ?? null;
  }
}

function isOfLibrary(path: string): boolean {
  return path.startsWith(`${LIBRARY_DIRECTORY}/`);
}
