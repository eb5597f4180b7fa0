import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Script } from 'node:vm';
import { writeAtomic } from '@rezig/node/write-atomic.ts';

/** What a bundle is called with: see `scripts/build.mjs`. */
type BundleMain = (require: NodeJS.Require, module: { exports: unknown }, directory: string) => void;

/** A bundle that was run. */
export interface LoadedBundle<Exports> {
  readonly exports: Exports;
  /**
   * To be called after the bundle did its work, with the flags of V8 with which it was loaded: keeps the code of the functions that it used, where there
   * was none that could be used.
   */
  keepCode(): void;
}

/**
 * Runs a bundle in this directory, with the code that Node made of it in an earlier process: to parse and compile it again costs a fifth of a
 * small build. That code is kept beside the bundle, for each version of Node its own, and is that of the functions which the process used that
 * kept it; Node checks that it is of this bundle, and of this Node. `use` names what the process does, where that takes other functions.
 */
export function loadBundle<Exports>(name: string, use: string): LoadedBundle<Exports> {
  const path = join(__dirname, name);
  const codePath = `${path}.${use}.${process.version}-${process.arch}.code`;
  const cachedData = keptCode(codePath);
  const script = new Script(readFileSync(path, 'latin1'), { filename: path, ...(cachedData && { cachedData }) });
  const module = { exports: {} };
  let isKept = cachedData !== undefined && script.cachedDataRejected !== true;
  (script.runInThisContext() as BundleMain)(require, module, __dirname);
  return {
    exports: module.exports as Exports,
    keepCode: () => {
      if (isKept) return;
      isKept = true;
      try {
        writeAtomic(codePath, [script.createCachedData()]);
      } catch {
        // Where it cannot be written, every process compiles for itself.
      }
    },
  };
}

function keptCode(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}
