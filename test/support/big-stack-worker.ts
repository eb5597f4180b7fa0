import { parentPort, workerData } from 'node:worker_threads';
import { allowDeepNesting } from '../../packages/compiler/src/syntax/nesting.ts';

/* The thread of a `BigStack`. */

allowDeepNesting();

const functions = (await import((workerData as { module: string }).module)) as {
  [name: string]: (...args: unknown[]) => unknown;
};

parentPort!.on('message', async ({ name, args }: { name: string; args: unknown[] }) => {
  try {
    parentPort!.postMessage({ result: await functions[name](...args) });
  } catch (error) {
    parentPort!.postMessage({ error });
  }
});
