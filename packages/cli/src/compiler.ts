import { join } from 'node:path';
import type { MessagePort } from 'node:worker_threads';
import { allowDeepNesting, Compilation, type Explanation, type UpdateResult } from '@rezig/compiler';
import { LOWERING_ID } from '@rezig/node/build-id.ts';
import { packagedArchive } from '@rezig/node/lowered-archive.ts';
import { NodeHost, overlaysOf } from '@rezig/node/node-host.ts';
import { keepImage, openState, storeImage, storeState } from '@rezig/node/state-store.ts';
import { errorText } from './error-text.ts';
import type { CodePlaces, CompileSetup, Locations, Outcome, Request } from './protocol.ts';

/* The bundle of the compiler, which is loaded where it runs: in a thread with a large stack, or where the work is begun again in one if the stack overflows. */

allowDeepNesting();

/** The compiler of one program, in the thread that calls it. */
export class Compiler {
  readonly #setup: CompileSetup;
  readonly #host: NodeHost;
  readonly #compilation: Compilation;
  #last: UpdateResult | null = null;

  constructor(setup: CompileSetup) {
    const { cacheDir, loweredDir, statePath, imagePath } = setup;
    const cache = cacheDir === null || LOWERING_ID === null ? null : join(cacheDir, `zir-${LOWERING_ID}`);
    this.#setup = setup;
    this.#host = new NodeHost(cache, packagedArchive(loweredDir), overlaysOf(setup));
    const state = statePath === null ? null : openState(statePath);
    const image = imagePath === null ? {} : { image: openState(imagePath) };
    this.#compilation = new Compilation({ ...setup.program, host: this.#host, state, ...image });
  }

  /** An update of the files at `changed`; null where `isOver` ended it. `detailed`: see `Request`. The module holds until the next update. */
  update(changed: readonly string[], detailed: boolean, isOver?: () => boolean): Outcome | null {
    const compilation = this.#compilation;
    const signal = {
      get aborted() {
        return isOver?.() === true;
      },
    };
    const result = compilation.update(changed, { signal });
    if (!result.isComplete) return null;
    this.#last = result;
    return {
      errorCount: result.errors.length,
      errorText: errorText(result, this.#setup),
      module: result.module,
      testPlan: result.module === null ? null : compilation.testPlan(),
      milliseconds: result.milliseconds,
      journal: detailed ? compilation.journal() : null,
      watched: detailed ? compilation.watchedPaths() : [],
      stateRefusal: compilation.stateRefusal,
      faults: result.faults,
    };
  }

  /** Where code of `module` comes from: see `Request`. */
  locate({ kind, places }: CodePlaces, module: Uint8Array): Locations {
    const compilation = this.#compilation;
    if (!this.#hasMade(module)) return places.map(() => null);
    return places.map((at) => (kind === 'code' ? compilation.locate(at) : compilation.locateReturn(at)));
  }

  /**
   * The source map of `module`, the last one, for a file in `directory`, an absolute path; null where this process does not make that module, since
   * sources changed meanwhile.
   */
  sourceMap(module: Uint8Array, directory: string): string | null {
    if (!this.#hasMade(module)) return null;
    return JSON.stringify(this.#compilation.sourceMap({ directory, workingDirectory: process.cwd() }));
  }

  /** Whether `module` is the last one, which is made again where this process has not made it yet. */
  #hasMade(module: Uint8Array): boolean {
    const last = (this.#last ??= this.#compilation.update());
    return last.module !== null && Buffer.compare(last.module, module) === 0;
  }

  /** As `Compilation.explain`. */
  explain(name: string): Explanation {
    return this.#compilation.explain(name);
  }

  /** Links all, which an update need not where little changed, but the next may. */
  rehearse(): void {
    this.#compilation.locate(0);
  }

  /** Writes what is kept of lowered files for later processes. */
  flush(): void {
    this.#host.flush();
  }

  /** What is done where there is time: gives back memory, and writes the state. It takes longer than many an update. */
  rest(): void {
    this.#compilation.tidy();
    this.keep();
  }

  /** Writes the state. */
  keep(): void {
    const { statePath, imagePath } = this.#setup;
    const library = this.#compilation.saveImage();
    if (library !== null && !storeImage(imagePath!, library)) return;
    const parts = statePath === null ? null : this.#compilation.saveState();
    if (parts === null) return;
    keepImage(imagePath!);
    storeState(statePath!, parts);
  }
}

/** How long nothing must have changed, where changes are waited for, before the compiler rests. */
const IDLE_MILLISECONDS = 2000;

/** Answers the requests that come to `port`, each a `Request`, until one closes it. `onUpdate` is called after each update was answered. */
export function serve(port: MessagePort, setup: CompileSetup, onUpdate: () => void): void {
  const compiler = new Compiler(setup);
  let timer: NodeJS.Timeout | null = null;
  port.on('message', (request: Request) => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    if (request.kind === 'locate') {
      request.port.postMessage(compiler.locate(request.places, request.module));
      Atomics.store(request.flag, 0, 1);
      Atomics.notify(request.flag, 0);
    } else if (request.kind === 'sourceMap') port.postMessage(compiler.sourceMap(request.module, request.directory));
    else if (request.kind === 'explain') port.postMessage(compiler.explain(request.name));
    else if (request.kind === 'close') port.close();
    else {
      const outcome = compiler.update(request.changed, request.detailed)!;
      // Of its own: the compiler writes over the module when it links again.
      const module = outcome.module?.slice() ?? null;
      port.postMessage({ ...outcome, module }, module === null ? [] : [module.buffer as ArrayBuffer]);
      compiler.flush();
      if (request.isLast) compiler.keep();
      else timer = setTimeout(() => compiler.rest(), IDLE_MILLISECONDS);
      onUpdate();
    }
  });
}
