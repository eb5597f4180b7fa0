import { totalmem } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { AnalysisBackend, AnalysisEvents } from '../backend.ts';
import type { AnalysisSetup, FromAnalysis, ToAnalysis } from '../protocol.ts';

/** Address space for the stack of the analysis, in megabytes. Memory is taken only as far as the stack is used. */
const STACK_MEGABYTES = 960;

/** Room for new objects, in megabytes. */
const YOUNG_GENERATION_MEGABYTES = 64;

/** Of the machine's memory, how much the analysis may hold before its thread is ended and begun anew. */
const MEMORY_SHARE = 0.5;

/** Starts a thread for the analysis, whose code is at `workerPath`. */
export function startAnalysisThread(
  workerPath: string,
  setup: Omit<AnalysisSetup, 'sent'>,
  events: AnalysisEvents,
): AnalysisBackend {
  const sent = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(workerPath, {
    workerData: { ...setup, sent } satisfies AnalysisSetup,
    resourceLimits: {
      stackSizeMb: STACK_MEGABYTES,
      maxOldGenerationSizeMb: Math.max(2048, Math.floor((totalmem() / 2 ** 20) * MEMORY_SHARE)),
      maxYoungGenerationSizeMb: YOUNG_GENERATION_MEGABYTES,
    },
  });
  let isOver = false;
  const end = (reason: string): void => {
    if (isOver) return;
    isOver = true;
    events.onEnd(reason);
  };
  worker.on('message', (message: FromAnalysis) => events.onMessage(message));
  worker.on('error', (error) => end(error.stack ?? error.message));
  worker.on('exit', (code) => end(`the thread of the analysis ended (${code})`));
  return {
    send: (message: ToAnalysis) => {
      Atomics.add(sent, 0, 1);
      worker.postMessage(message);
    },
    close: () => {
      isOver = true;
      void worker.terminate();
    },
  };
}
