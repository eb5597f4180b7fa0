import { existsSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { bundlerError } from './bundler-error.ts';
import { compile, sourceMap } from './compiler-thread.ts';
import { base64 } from './loading.ts';
import { MAPS, SWAP_EVENT, type SwapMessage } from './page.ts';
import type { CompileRequest, SwapState } from './protocol.ts';

/* What becomes of edits in the pages of Vite's development server. */

/** As much as is used of what Vite gives a hook, whose types need not be there. */
export interface HotContext<Module> {
  readonly environment: HotEnvironment<Module>;
}

/** A file that changed, with the modules that Vite knows to be made of it. */
export interface HotFile<Module> {
  readonly file: string;
  readonly modules: readonly Module[];
  readonly server: { readonly watcher: { add(files: readonly string[]): void } };
}

/** As much of a module as is used of it. */
export interface HotModule {
  readonly id: string | null;
}

interface HotEnvironment<Module> {
  readonly moduleGraph: { getModuleById(id: string): Module | undefined; invalidateModule(module: Module): void };
  readonly hot: { send(payload: object): void };
  readonly config: { readonly consumer?: string; readonly logger?: { info(text: string): void } };
}

type PageRequest = Omit<CompileRequest, 'id' | 'swap'>;

/** Vite's watcher tells nothing of a change that comes so soon after another one, in milliseconds. */
const WATCHER_PAUSE = 60;

/** The modules of `.zig` files in pages. */
export class Pages {
  /** Modules that are made of each file, also where they could not be: what a bundler does not know. */
  readonly #madeOf = new Map<string, Set<string>>();
  /** Modules that run in pages and can be patched, with what they are compiled by. */
  readonly #swapped = new Map<string, PageRequest>();

  /** Modules that pages wait for, since they could not be loaded. */
  readonly #failed = new Set<string>();

  /** Module `id` is made of `file`, or would be. */
  made(id: string, file: string): void {
    const ids = this.#madeOf.get(normalized(file)) ?? new Set();
    this.#madeOf.set(normalized(file), ids.add(id));
  }

  /** Module `id`, which is about to be loaded, can be patched. */
  swaps(id: string, request: PageRequest): void {
    this.#swapped.set(id, request);
  }

  /** Answers a request for the source map of a module that a page runs. Returns whether it is one. */
  answersMap(url: string, answer: (map: string | null) => void): boolean {
    const { pathname, searchParams } = new URL(url, 'http://localhost');
    if (!pathname.endsWith(`/${MAPS}`)) return false;
    const request = this.#swapped.get(searchParams.get('id') ?? '');
    const map = request === undefined ? null : sourceMap({ ...request, swap: 'patch' }, searchParams.get('of') ?? '');
    void Promise.resolve(map).then(answer, () => answer(null));
    return true;
  }

  /** Module `id` could not be loaded: a page waits for it that hears of nothing. */
  failed(id: string): void {
    this.#failed.add(id);
  }

  /** Tells pages what an edit of `file` came to. Gives the modules that are to be loaded afresh; undefined where they are those that Vite knows. */
  async update<Module extends HotModule>(
    environment: HotEnvironment<Module>,
    changed: HotFile<Module>,
  ): Promise<Module[] | undefined> {
    const { file, modules } = changed;
    const ids = this.#madeOf.get(normalized(file));
    if (ids === undefined) return undefined;
    const { moduleGraph, config } = environment;
    // To Vite a file that is watched is a module that others import. What is made of it is looked at by itself.
    const isWatched = ({ id }: HotModule): boolean => id === null || (id === normalized(file) && !ids.has(id));
    const made = new Set(modules.filter((module) => !isWatched(module)));
    for (const id of [...ids]) {
      const module = moduleGraph.getModuleById(id);
      if (module === undefined) continue;
      made.add(module);
      const request = config.consumer === 'client' ? this.#swapped.get(id) : undefined;
      // What the module is made of may be another.
      const isOfProject = request?.project?.inputs.some((input) => normalized(input) === normalized(file)) === true;
      if (request === undefined || isOfProject) {
        // All pages are loaded afresh.
        this.#failed.delete(id);
      } else if (await this.#swap(environment, changed, id, request)) made.delete(module);
    }
    return [...made];
  }

  /** Returns whether pages go on without loading the module afresh. */
  async #swap<Module extends HotModule>(
    environment: HotEnvironment<Module>,
    changed: HotFile<Module>,
    id: string,
    request: PageRequest,
  ): Promise<boolean> {
    const { moduleGraph, hot, config } = environment;
    const { file, server } = changed;
    let stamp: string;
    let compiled: Awaited<ReturnType<typeof compile>>;
    // What is written in several steps is looked at when that is done, as far as it shows.
    do {
      stamp = stampOf(file);
      compiled = await compile({ ...request, swap: 'patch' });
    } while (stamp !== stampOf(file));
    setTimeout(() => void this.#lookAgain(environment, changed, id, request, stamp), WATCHER_PAUSE);
    const { errors, swap, watched } = compiled;
    // Files that it imports since.
    for (const one of watched) this.made(id, one);
    server.watcher.add(watched.filter((one) => existsSync(one)));
    const message = errors.length === 0 && swap !== null ? swapMessage(id, swap) : null;
    if (message !== null && message.kind !== 'patch') {
      const how = message.kind === 'migrate' ? 'starts afresh with what it migrates' : 'is loaded afresh';
      config.logger?.info(`[rezig] ${basename(request.path)} ${how}: ${message.reasons.join('; ')}`);
    }
    if (message !== null) hot.send({ type: 'custom', event: SWAP_EVENT, data: message });
    const isAwaited = errors.length === 0 && this.#failed.delete(id);
    if (message?.kind === 'reload' || isAwaited) return false;
    const module = moduleGraph.getModuleById(id);
    // Who loads the page anew gets the module as it is now.
    if (module !== undefined) moduleGraph.invalidateModule(module);
    // Takes an overlay away. The first one of a page would load it again if there were one.
    hot.send({ type: 'update', updates: [] });
    if (errors.length > 0) hot.send({ type: 'error', err: { stack: '', ...bundlerError(errors, id) } });
    return true;
  }

  /** Looks at a file that Vite's watcher may have said nothing more of. `stamp`: as it was. */
  async #lookAgain<Module extends HotModule>(
    environment: HotEnvironment<Module>,
    changed: HotFile<Module>,
    id: string,
    request: PageRequest,
    stamp: string,
  ): Promise<void> {
    if (stampOf(changed.file) === stamp) return;
    const { moduleGraph, hot } = environment;
    // A fault of the compiler is told at the next edit, if it stays.
    const goesOn = await this.#swap(environment, changed, id, request).catch(() => true);
    const module = moduleGraph.getModuleById(id);
    if (goesOn || module === undefined) return;
    moduleGraph.invalidateModule(module);
    hot.send({ type: 'full-reload' });
  }
}

/** Another text where a file was written in between. */
function stampOf(file: string): string {
  const stats = statSync(file, { throwIfNoEntry: false });
  return stats === undefined ? '' : `${stats.mtimeMs} ${stats.size}`;
}

/** A path as Vite has it. */
export function normalized(path: string): string {
  return path.replaceAll('\\', '/');
}

/** What pages are told of an update of the module of `id`; null where nothing is to be done. */
function swapMessage(id: string, { epoch, update }: SwapState): SwapMessage | null {
  switch (update?.kind) {
    case undefined:
      return null;
    case 'reload':
      return { id, ...update };
    case 'patch':
      return { id, kind: 'patch', epoch, patch: { ...update.patch, module: base64(update.patch.module) } };
    case 'migrate': {
      const { start, moves } = update.migration;
      const encoded = { ...start, module: base64(start.module) };
      return {
        id,
        kind: 'migrate',
        epoch: epoch - 1,
        nextEpoch: epoch,
        start: encoded,
        moves,
        reasons: update.reasons,
      };
    }
  }
}
