import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { Compilation, OptimizeMode, renderErrors } from '@rezig/compiler';
import { BUILD_ID } from './build-id.ts';
import { NodeHost } from './node-host.ts';
import type { CompileSetup, Outcome, Request } from './protocol.ts';

/*
 * The compiler's thread. It has a stack large enough for analysis to recurse as deep as types and calls do; the main thread
 * meanwhile watches files and runs the program.
 */

const { cacheDir, color, mode, ...setup } = workerData as CompileSetup;
const host = new NodeHost(cacheDir === null || BUILD_ID === null ? null : join(cacheDir, `zir-${BUILD_ID}`));
const compilation = new Compilation({ ...setup, mode: OptimizeMode[mode], host });
const port = parentPort!;

function update(changed: readonly string[], detailed: boolean): Outcome {
  const result = compilation.update(changed);
  return {
    errorCount: result.errors.length,
    errorText: renderErrors(result.errors, color),
    module: result.module,
    milliseconds: result.milliseconds,
    analyses: detailed ? result.analyses : [],
    watched: detailed ? compilation.watchedPaths() : [],
    faults: result.faults,
  };
}

port.on('message', (request: Request) => {
  if (request.kind === 'close') port.close();
  else port.postMessage(update(request.changed, request.detailed));
  host.flush();
});
