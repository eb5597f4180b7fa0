import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Script } from 'node:vm';
import { userCacheDirectory } from '@rezig/node/cache-dir.ts';
import { storeKept } from '@rezig/node/kept-files.ts';
import { writeAtomic } from '@rezig/node/write-atomic.ts';

/** How many files of code are kept in the user's cache directory. */
const MAX_KEPT = 30;

/** What a bundle is called with: see `scripts/build.mjs`. */
type BundleMain = (require: NodeJS.Require, module: { exports: unknown }, directory: string) => void;

/** A bundle that was run. */
export interface LoadedBundle<Exports> {
  readonly exports: Exports;
  /**
   * To be called after the bundle did its work, with the flags of V8 with which it was loaded: keeps the code of the functions that it used, where there
   * was none that could be used. `rehearse`: what uses further functions that are to be among them.
   */
  keepCode(rehearse?: () => void): void;
}

/**
 * Runs a bundle in this directory, with the code that Node made of it in an earlier process: to parse and compile it again costs a fifth of a
 * small build. That code is kept beside the bundle, or in the user's cache directory where that cannot be written to; for each version of Node its own, and
 * is that of the functions which the process used that kept it. Node checks that it is of this bundle, and of this Node. `use` names what the process
 * does, where that takes other functions.
 */
export function loadBundle<Exports>(name: string, use: string): LoadedBundle<Exports> {
  const path = join(__dirname, name);
  const codeName = `${name}.${use}.${process.version}-${process.arch}.code`;
  const cachedData = codeBeside(codeName) ?? codeOfUser(codeName);
  const script = new Script(readFileSync(path, 'latin1'), { filename: path, ...(cachedData && { cachedData }) });
  const module = { exports: {} };
  let isKept = cachedData !== undefined && script.cachedDataRejected !== true;
  (script.runInThisContext() as BundleMain)(require, module, __dirname);
  return {
    exports: module.exports as Exports,
    keepCode: (rehearse) => {
      if (isKept) return;
      rehearse?.();
      storeCode(codeName, script.createCachedData());
      isKept = true;
    },
  };
}

/** Where it can be kept nowhere, every process compiles for itself. */
function storeCode(name: string, code: Buffer): void {
  try {
    writeAtomic(join(__dirname, name), [code]);
  } catch {
    storeKept(userPath(name), [code], MAX_KEPT);
  }
}

function userPath(name: string): string {
  return join(userCacheDirectory(), 'rezig', 'code', name);
}

function codeBeside(name: string): Buffer | undefined {
  try {
    return readFileSync(join(__dirname, name));
  } catch {
    return undefined;
  }
}

/** What somebody else put there is not taken: Node checks code against damage alone. */
function codeOfUser(name: string): Buffer | undefined {
  let file: number;
  try {
    file = openSync(userPath(name), 'r');
  } catch {
    return undefined;
  }
  try {
    return fstatSync(file).uid === process.getuid?.() ? readFileSync(file) : undefined;
  } catch {
    return undefined;
  } finally {
    closeSync(file);
  }
}
