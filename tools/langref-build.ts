import { readFileSync } from 'node:fs';
import { Compilation, OptimizeMode, renderErrors } from '../packages/compiler/src/compilation/compilation.ts';
import type { Host, ReadError } from '../packages/compiler/src/compilation/host.ts';
import { zigLibDir } from '../packages/zig-lib/index.mjs';

/* Builds examples, in a thread with a large stack: see langref.ts. */

const lowered = new Map<string, Uint8Array>();

const host: Host = {
  readFile(path): Uint8Array | ReadError {
    try {
      return new Uint8Array(readFileSync(path));
    } catch {
      return 'FileNotFound';
    }
  },
  loadCached: (key) => lowered.get(key) ?? null,
  storeCached: (key, bytes) => void lowered.set(key, bytes),
};

/** What a build came to. */
export interface Built {
  readonly errors: string;
  readonly module: Uint8Array | null;
  readonly faults: readonly string[];
}

/** Does nothing: after it this module is loaded, which takes the working directory that the process was started in. */
export function ready(): void {}

/** Builds the program, or the tests, of the file at `path`. */
export function build(path: string, goal: string, mode: keyof typeof OptimizeMode): Built {
  const { module, faults, ...result } = new Compilation({
    rootPath: path,
    zigLibDir: zigLibDir ?? '',
    host,
    os: 'wasi',
    mode: OptimizeMode[mode],
    isLibrary: goal === 'build-obj',
    testFilters: goal === 'test' ? [] : null,
    emit: true,
  }).update();
  return { errors: renderErrors(result, false), module, faults };
}
