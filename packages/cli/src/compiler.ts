import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { Compilation, OptimizeMode, renderErrors } from '@rezig/compiler';
import { LOWERING_ID } from './build-id.ts';
import { NodeHost } from './node-host.ts';
import type { CompileSetup, Outcome, Request } from './protocol.ts';

/*
 * The compiler's thread. It has a stack large enough for analysis to recurse as deep as types and calls do; the main thread
 * meanwhile watches files and runs the program. `worker.ts` starts it.
 */

const { cacheDir, loweredDir, color, mode, ...setup } = workerData as CompileSetup;
const cache = cacheDir === null || LOWERING_ID === null ? null : join(cacheDir, `zir-${LOWERING_ID}`);
const host = new NodeHost(cache, LOWERING_ID === null ? null : join(loweredDir, LOWERING_ID));
const compilation = new Compilation({ ...setup, mode: OptimizeMode[mode], host });
const port = parentPort!;

function update(changed: readonly string[], detailed: boolean): Outcome {
  const result = compilation.update(changed);
  return {
    errorCount: result.errors.length,
    errorText: renderErrors(result, color),
    // Of its own: the compiler writes over the module when it links again.
    module: result.module?.slice() ?? null,
    milliseconds: result.milliseconds,
    journal: detailed ? compilation.journal() : null,
    watched: detailed ? compilation.watchedPaths() : [],
    faults: result.faults,
  };
}

port.on('message', (request: Request) => {
  if (request.kind === 'close') port.close();
  else if (request.kind === 'locate') port.postMessage(request.offsets.map((offset) => compilation.locate(offset)));
  else {
    const outcome = update(request.changed, request.detailed);
    port.postMessage(outcome, outcome.module === null ? [] : [outcome.module.buffer as ArrayBuffer]);
  }
  host.flush();
});
