import { readFileSync } from 'node:fs';
import { Compilation, OptimizeMode, renderErrors } from '../packages/compiler/src/compilation/compilation.ts';
import { type Host, MemoryHost, type ReadError } from '../packages/compiler/src/compilation/host.ts';
import { zigLibDir } from '../packages/zig-lib/index.mjs';

/** What an update of a session came to. */
export interface UpdateResult {
  /** Messages as they are printed without colour; empty if there are none. */
  readonly errors: string;
  readonly wasm: Uint8Array | null;
  /** How many dependers of the program's own files were analysed. */
  readonly analyzed: number;
  /** One line for each of them: what, and why. */
  readonly reasons: readonly string[];
}

/** A program in memory, `main.zig` its root, that is compiled again and again. */
export interface Session {
  /** Sets the files named in `changes`, removes those whose content is null, and compiles. */
  update(changes: ReadonlyMap<string, Uint8Array | null>): UpdateResult;
}

const library = new Map<string, Uint8Array | ReadError>();
const lowered = new Map<string, Uint8Array>();

/** Files of the Zig library, each read from disk and lowered once. */
const libraryHost: Host = {
  readFile(path) {
    if (zigLibDir === null || !path.startsWith(zigLibDir)) return 'FileNotFound';
    let found = library.get(path);
    if (found === undefined) {
      try {
        found = new Uint8Array(readFileSync(path));
      } catch {
        found = 'FileNotFound';
      }
      library.set(path, found);
    }
    return found;
  },
  loadCached: (key) => lowered.get(key) ?? null,
  storeCached(key, bytes) {
    lowered.set(key, bytes);
  },
};

/** Starts a session. `emit`: whether to make a module, or only look for errors. */
export function openSession(emit = true): Session {
  if (zigLibDir === null) throw new Error('the package zig-lib has no library: run `npm install`');
  const host = new MemoryHost(libraryHost);
  const compilation = new Compilation({
    rootPath: 'main.zig',
    zigLibDir,
    host,
    os: 'wasi',
    mode: OptimizeMode.Debug,
    isLibrary: false,
    emit,
  });
  return {
    update(changes) {
      for (const [path, bytes] of changes) {
        if (bytes === null) host.files.delete(path);
        else host.files.set(path, bytes);
      }
      const result = compilation.update(changes.keys());
      const own = result.analyses.filter((analysis) => analysis.isOwn);
      return {
        errors: renderErrors(result.errors, false) + result.faults.map((fault) => `${fault}\n`).join(''),
        wasm: result.module,
        analyzed: own.length,
        reasons: own.map((analysis) => `${analysis.unit}: ${analysis.reason}`),
      };
    },
  };
}
