import { totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { CompileAnswer, Compiled, CompileRequest, MapAnswer, MapRequest } from './protocol.ts';

/** Address space for the compiler's stack, in megabytes. Memory is taken only as far as the stack is used. */
const STACK_MEGABYTES = 960;

let worker: Worker | null = null;
let nextId = 0;
const waiting = new Map<number, { resolve(answer: CompileAnswer | MapAnswer): void; reject(error: Error): void }>();

/**
 * Compiles a file in a thread that all plug-ins of the process share, and that knows the files that it compiled before. The thread keeps no process from
 * ending unless something is awaited. Rejects where the compiler itself fails.
 */
export async function compile(request: Omit<CompileRequest, 'id'>): Promise<Compiled> {
  const answer = (await ask(request)) as CompileAnswer;
  if (answer.fault !== null) throw new Error(answer.fault);
  return answer;
}

/** The source map of a module that pages run, as JSON; null where it is not known any more. `map`: as of `MapRequest`. */
export async function sourceMap(request: Omit<CompileRequest, 'id'>, map: string): Promise<string | null> {
  return ((await ask({ request, map })) as MapAnswer).map;
}

function ask(request: Omit<CompileRequest, 'id'> | Omit<MapRequest, 'id'>): Promise<CompileAnswer | MapAnswer> {
  const thread = (worker ??= start());
  return new Promise((resolve, reject) => {
    const id = nextId++;
    waiting.set(id, { resolve, reject });
    thread.ref();
    thread.postMessage({ ...request, id });
  });
}

/** Lets the thread write what it keeps for later processes, and end. */
export function closeCompiler(): void {
  worker?.postMessage('close');
  worker = null;
}

function start(): Worker {
  const thread = new Worker(fileURLToPath(new URL('worker.js', import.meta.url)), {
    resourceLimits: {
      stackSizeMb: STACK_MEGABYTES,
      maxOldGenerationSizeMb: Math.max(2048, Math.floor((totalmem() / 2 ** 20) * 0.75)),
    },
  });
  thread.on('message', (answer: CompileAnswer | MapAnswer) => {
    const asked = waiting.get(answer.id);
    waiting.delete(answer.id);
    if (waiting.size === 0) thread.unref();
    asked?.resolve(answer);
  });
  const fail = (error: Error): void => {
    if (worker === thread) worker = null;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  thread.on('error', fail);
  thread.on('exit', () => fail(new Error("the compiler's thread ended")));
  return thread;
}
