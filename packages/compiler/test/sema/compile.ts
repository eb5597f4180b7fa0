import { readFileSync } from 'node:fs';
import { Compilation, MemoryHost, type OptimizeMode, renderErrors } from '../../src/index.ts';

/** What a program came to. */
export interface Compiled {
  /** Messages as they are printed without colour. */
  readonly errors: string;
  readonly faults: readonly string[];
  readonly module: Uint8Array | null;
}

const library = new MemoryHost();
for (const name of ['std.zig', 'builtin.zig']) {
  library.files.set(`lib/std/${name}`, new Uint8Array(readFileSync(new URL(`lib/std/${name}`, import.meta.url))));
}

/**
 * Compiles the program `source`, whose standard library is `lib`. What follows a line `// a.zon` in it is the text of that file. `emit`: makes
 * a module.
 */
export function compile(source: string, emit: boolean, mode: OptimizeMode): Compiled {
  const host = new MemoryHost(library);
  const [program, data] = source.split(/^\/\/ a\.zon\n/m);
  host.files.set('main.zig', new TextEncoder().encode(program));
  if (data !== undefined) host.files.set('a.zon', new TextEncoder().encode(data));
  const options = {
    rootPath: 'main.zig',
    zigLibDir: 'lib',
    host,
    target: 'wasm32-wasi',
    mode,
  } as const;
  const { faults, module, ...result } = new Compilation({ ...options, isLibrary: true, emit }).update();
  return { errors: renderErrors(result, false), faults, module: module === null ? null : module.slice() };
}
