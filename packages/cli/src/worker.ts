import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Script } from 'node:vm';
import { parentPort } from 'node:worker_threads';
import { writeAtomic } from './write-atomic.ts';

/*
 * Starts the compiler in this thread, with the code that Node made of it in an earlier process: to parse and compile a bundle of
 * this size again costs a fifth of a small build. That code is kept beside the bundle, for each version of Node its own, and is
 * that of the functions an update used; Node checks that it is of this bundle, and of this Node.
 */

/** The name of the bundle of the compiler, beside this one, put in when the command line is bundled. */
declare const REZIG_COMPILER: string;

const path = join(__dirname, REZIG_COMPILER);
const codePath = `${path}.${process.version}-${process.arch}.code`;

function keptCode(): Buffer | undefined {
  try {
    return readFileSync(codePath);
  } catch {
    return undefined;
  }
}

const cachedData = keptCode();
const script = new Script(readFileSync(path, 'latin1'), { filename: path, ...(cachedData && { cachedData }) });
(script.runInThisContext() as (require: NodeJS.Require) => void)(require);

if (cachedData === undefined || script.cachedDataRejected === true) {
  // The compiler listens too, and did so first: by now the update is done and answered.
  parentPort!.once('message', () => {
    try {
      writeAtomic(codePath, [script.createCachedData()]);
    } catch {
      // Where it cannot be written, every process compiles for itself.
    }
  });
}
