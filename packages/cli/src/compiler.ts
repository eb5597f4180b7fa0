import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { Compilation, type UpdateResult } from '@rezig/compiler';
import { LOWERING_ID } from './build-id.ts';
import { compileOptions } from './compile-options.ts';
import { errorText } from './error-text.ts';
import { NodeHost } from './node-host.ts';
import type { CodePlaces, CompileSetup, Locations, Outcome, Request } from './protocol.ts';
import { keepImage, openState, storeImage, storeState } from './state-store.ts';

/*
 * The compiler's thread. It has a stack large enough for analysis to recurse as deep as types and calls do; the main thread
 * meanwhile watches files and runs the program. `worker.ts` starts it.
 */

const setup = workerData as CompileSetup;
const { cacheDir, loweredDir, statePath, imagePath } = setup;
const cache = cacheDir === null || LOWERING_ID === null ? null : join(cacheDir, `zir-${LOWERING_ID}`);
const host = new NodeHost(cache, LOWERING_ID === null ? null : join(loweredDir, LOWERING_ID));
const state = statePath === null ? null : openState(statePath);
const image = imagePath === null ? {} : { image: openState(imagePath) };
const compilation = new Compilation({ ...compileOptions(setup), host, state, ...image });
const port = parentPort!;

/** How long nothing must have changed, where changes are waited for, before state is written. */
const IDLE_MILLISECONDS = 2000;

let last: UpdateResult | null = null;

function update(changed: readonly string[], detailed: boolean): Outcome {
  const result = compilation.update(changed);
  last = result;
  return {
    errorCount: result.errors.length,
    errorText: errorText(result, setup),
    // Of its own: the compiler writes over the module when it links again.
    module: result.module?.slice() ?? null,
    milliseconds: result.milliseconds,
    journal: detailed ? compilation.journal() : null,
    watched: detailed ? compilation.watchedPaths() : [],
    stateRefusal: compilation.stateRefusal,
    faults: result.faults,
  };
}

function locate({ kind, places }: CodePlaces, module: Uint8Array): Locations {
  last ??= compilation.update();
  if (last.module === null || Buffer.compare(last.module, module) !== 0) return places.map(() => null);
  return places.map((at) => (kind === 'code' ? compilation.locate(at) : compilation.locateReturn(at)));
}

/** Writes the state. It takes longer than many an update, so where more updates may follow it waits until none does. */
function keep(): void {
  const library = compilation.saveImage();
  if (library !== null && !storeImage(imagePath!, library)) return;
  const parts = statePath === null ? null : compilation.saveState();
  if (parts === null) return;
  keepImage(imagePath!);
  storeState(statePath!, parts);
}

let timer: NodeJS.Timeout | null = null;

port.on('message', (request: Request) => {
  if (timer !== null) clearTimeout(timer);
  timer = null;
  if (request.kind === 'locate') {
    request.port.postMessage(locate(request.places, request.module));
    Atomics.store(request.flag, 0, 1);
    Atomics.notify(request.flag, 0);
  } else if (request.kind === 'explain') port.postMessage(compilation.explain(request.name));
  else if (request.kind === 'close') port.close();
  else {
    const outcome = update(request.changed, request.detailed);
    port.postMessage(outcome, outcome.module === null ? [] : [outcome.module.buffer as ArrayBuffer]);
    host.flush();
    if (request.isLast) keep();
    else timer = setTimeout(keep, IDLE_MILLISECONDS);
  }
});
