import { parentPort, workerData } from 'node:worker_threads';
import { loadCompiler } from './bundles.ts';
import { optimizeMore } from './engine-flags.ts';
import type { CompileSetup } from './protocol.ts';

/*
 * The compiler's thread. It has a stack large enough for analysis to recurse as deep as types and calls do; the main thread
 * meanwhile watches files and runs the program.
 */

const { exports, keepCode } = loadCompiler('build');
exports.serve(parentPort!, workerData as CompileSetup, () => {
  keepCode();
  optimizeMore();
});
