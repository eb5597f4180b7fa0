import type { SwapMigration, SwapPatch, SwapStart } from '@rezig/compiler/swap';
import {
  applyPatch,
  type Imports,
  migrateProgram,
  type RunningProgram,
  startProgram,
  withSourceMapUrl,
} from '@rezig/compiler/swap-runtime';
import { tellSwap } from './client.ts';

/* What a page of Vite's development server has for each `.zig` file, of which functions are replaced while it runs. */

/** The event by which the server tells pages what an edit came to. */
export const SWAP_EVENT = 'rezig:update';

/** Where the server has source maps, below its base. */
export const MAPS = '@rezig/map';

/** What the server says; bytes are in base64. */
export type SwapMessage = { readonly id: string } & (
  | { readonly kind: 'patch'; readonly epoch: number; readonly patch: Encoded<SwapPatch> }
  | {
      readonly kind: 'migrate';
      /** Of the start that it is from, and of that which it is. */
      readonly epoch: number;
      readonly nextEpoch: number;
      readonly start: Encoded<SwapStart>;
      readonly moves: SwapMigration['moves'];
      readonly reasons: readonly string[];
    }
  | { readonly kind: 'reload'; readonly reasons: readonly string[] }
);

/** The same, with its module as text. */
export type Encoded<T extends { readonly module: Uint8Array }> = Omit<T, 'module'> & { readonly module: string };

/** As much of `import.meta.hot` as is needed here. */
interface Hot {
  on(event: string, listener: (message: SwapMessage) => void): void;
}

declare const location: { reload(): void };

/** A module that runs, and goes on as the server says. */
export class SwappedModule {
  readonly #id: string;
  readonly #base: string;
  #epoch: number;
  /** What is under way. */
  #last: Promise<void> = Promise.resolve();
  #program: RunningProgram | null = null;

  /** `id`: the file. `epoch`: of its start. `changed` is called when functions, or all of it, are others. `base`: URL of the server. */
  constructor(id: string, epoch: number, hot: Hot | undefined, changed: () => void, base: string) {
    this.#base = base;
    this.#id = id;
    this.#epoch = epoch;
    hot?.on(SWAP_EVENT, (message) => {
      if (message.id !== id) return;
      // What is about to be loaded afresh is told at once: the page may be gone soon.
      if (message.kind === 'reload') tellSwap({ kind: 'reload', file: id, reasons: message.reasons });
      else this.#last = this.#last.then(() => this.#update(message, changed));
    });
  }

  /** Starts the module of the file, with what other pages run of it by now. */
  start(
    start: Encoded<SwapStart> & { readonly patches: readonly Encoded<SwapPatch>[] },
    imports: Imports,
  ): Promise<RunningProgram> {
    const started = startProgram(this.#withMap(start, this.#epoch, 0), imports).then(async (program) => {
      for (const patch of start.patches) await applyPatch(program, this.#withMap(patch, this.#epoch, patch.serial));
      return program;
    });
    this.#last = started.then((program) => {
      this.#program = program;
    });
    return started;
  }

  async #update(message: Exclude<SwapMessage, { kind: 'reload' }>, changed: () => void): Promise<void> {
    const program = this.#program;
    if (program === null) return;
    const isNext = message.kind === 'migrate' || message.patch.serial === program.serial + 1;
    if (message.epoch !== this.#epoch || !isNext)
      return this.#reload(['another page of this server was loaded meanwhile']);
    try {
      if (message.kind === 'patch')
        await applyPatch(program, this.#withMap(message.patch, this.#epoch, message.patch.serial));
      else
        await migrateProgram(program, {
          start: this.#withMap(message.start, message.nextEpoch, 0),
          moves: message.moves,
        });
      changed();
    } catch (error) {
      return this.#reload([`it could not go on: ${error instanceof Error ? error.message : error}`]);
    }
    if (message.kind === 'patch') {
      const { functions, notes } = message.patch;
      for (const note of notes) console.info(`[rezig] ${note}`);
      tellSwap({ kind: 'patch', file: this.#id, functions, notes });
    } else {
      this.#epoch = message.nextEpoch;
      const variables = message.moves.map(({ variable }) => variable);
      console.info(`[rezig] ${variables.join(', ')} came over: ${message.reasons.join('; ')}`);
      tellSwap({ kind: 'migrate', file: this.#id, variables, reasons: message.reasons });
    }
  }

  #reload(reasons: readonly string[]): void {
    tellSwap({ kind: 'reload', file: this.#id, reasons });
    location.reload();
  }

  /** What was sent, with the name of the source map of its module, which debuggers ask for: for the module that started (`patch` 0), or a patch of it. */
  #withMap<T extends { readonly module: string }>(
    given: T,
    epoch: number,
    patch: number,
  ): Omit<T, 'module'> & { readonly module: Uint8Array } {
    const url = `${this.#base}${MAPS}?id=${encodeURIComponent(this.#id)}&of=${epoch}.${patch}`;
    const code = Uint8Array.from(atob(given.module), (char) => char.charCodeAt(0));
    return { ...given, module: withSourceMapUrl(code, url) };
  }
}
