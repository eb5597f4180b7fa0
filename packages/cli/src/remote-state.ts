import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { endianness } from 'node:os';
import { BUILD_ID, contentHash, imageOptions, withoutStamps } from '@rezig/compiler/state';
import { storeImage, storeState } from '@rezig/node/state-store.ts';
import type { RemoteCache } from '@rezig/project/remote-cache';
import type { RemoteCacheSettings } from '@rezig/project/remote-cache-settings';
import { loadRemoteCache } from './bundles.ts';
import { projectIdentity } from './project-identity.ts';
import type { CompileSetup } from './protocol.ts';

/** Changes whenever what is sent means something else. */
const FORMAT = 1;

/** A file that is kept, and the key under which a team's server has it. */
interface SharedFile {
  readonly path: string;
  readonly key: string;
  /** Rather than the image, which is the same whoever makes it. */
  readonly isState: boolean;
  readonly store: (path: string, parts: readonly Uint8Array[]) => unknown;
}

/** What is asked of one server in this process: by its settings, as text. */
const open = new Map<
  string,
  { readonly cache: RemoteCache; readonly fetched: Map<string, Promise<void>>; users: number }
>();

/** What a program shares with a team through a server: its library image and its state. */
export class RemoteState {
  readonly #settings: RemoteCacheSettings;
  readonly #files: readonly SharedFile[];

  /** Null where nothing is shared. */
  static of(setup: CompileSetup): RemoteState | null {
    const { remote, statePath, imagePath } = setup;
    return remote && statePath !== null && imagePath !== null
      ? new RemoteState(remote, sharedFiles(setup, statePath, imagePath))
      : null;
  }

  private constructor(settings: RemoteCacheSettings, files: readonly SharedFile[]) {
    this.#settings = settings;
    this.#files = files;
  }

  /** Brings what is not here. What the server has not, or cannot give, is made as without it. */
  async fetch(): Promise<void> {
    const { cache, fetched } = this.#acquire();
    await Promise.all(
      this.#files.map((file) => {
        const known = fetched.get(file.path);
        if (known !== undefined) return known;
        const work = existsSync(file.path) ? Promise.resolve() : fetchFile(cache, file);
        fetched.set(file.path, work);
        return work;
      }),
    );
  }

  /**
   * Sends what the server has not, and state that is another now, if this process is one that does. `isNew`: whether anything was found out that was not known. To be called when the
   * files are written.
   */
  async finish(isNew: boolean): Promise<void> {
    const { cache } = this.#acquire();
    if (this.#settings.uploads) {
      for (const { path, key, isState } of this.#files) {
        const content = sharedContent(path);
        if (content === null || (!(isState && isNew) && (await cache.has(key)))) continue;
        await cache.put(key, content);
      }
    }
    await this.#release();
  }

  #acquire(): { readonly cache: RemoteCache; readonly fetched: Map<string, Promise<void>> } {
    const name = JSON.stringify(this.#settings);
    const known = open.get(name);
    if (known !== undefined) {
      known.users++;
      return known;
    }
    const warn = (reason: string): void => {
      process.stderr.write(`warning: the remote cache at '${shownUrl(this.#settings.url)}' is not used: ${reason}\n`);
    };
    const { exports, keepCode } = loadRemoteCache();
    const opened = { cache: exports.openRemoteCache(this.#settings, warn), fetched: new Map(), users: 1 };
    keepCode();
    open.set(name, opened);
    return opened;
  }

  /** Ends the connections where nobody has anything to ask any more. */
  async #release(): Promise<void> {
    const name = JSON.stringify(this.#settings);
    const opened = open.get(name)!;
    // Each has acquired it for `fetch` and for `finish`.
    opened.users -= 2;
    if (opened.users > 0) return;
    open.delete(name);
    await opened.cache.close();
  }
}

async function fetchFile(cache: RemoteCache, { path, key, store }: SharedFile): Promise<void> {
  const content = await cache.get(key);
  const parts = content === null ? null : withoutStamps(new Uint8Array(content));
  if (parts !== null) store(path, parts);
}

/** What is sent of the file at `path`: all but what says something of this machine's files alone. Null where there is none. */
function sharedContent(path: string): Buffer | null {
  const bytes = contentOf(path);
  const parts = bytes === null ? null : withoutStamps(bytes);
  return parts === null ? null : Buffer.concat(parts);
}

function contentOf(path: string): Uint8Array | null {
  try {
    return new Uint8Array(readFileSync(path));
  } catch {
    return null;
  }
}

/** Without a password that may be in it. */
function shownUrl(text: string): string {
  const url = new URL(text);
  return `${url.origin}${url.pathname}`.replace(/\/$/, '');
}

/**
 * The keys have no commit in them: the state of another one is a state to start from, and what was found out about files that are others now is found out again. They have what no start is
 * possible from: the build of the compiler, all options, the paths as they are in messages, the byte order, and which project it is.
 */
function sharedFiles(setup: CompileSetup, statePath: string, imagePath: string): readonly SharedFile[] {
  const { program, overlays = [] } = setup;
  const common = [FORMAT, BUILD_ID, endianness()];
  const project = projectIdentity(process.cwd()) ?? [contentHash(contentOf(program.rootPath) ?? new Uint8Array(0))];
  const image = keyOf(['image', ...common, imageOptions(program)]);
  const state = keyOf(['state', ...common, project, program, String(program.referenceTrace), overlays]);
  return [
    { path: imagePath, key: image, isState: false, store: storeImage },
    { path: statePath, key: state, isState: true, store: storeState },
  ];
}

function keyOf(parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
