import { readFileSync } from 'node:fs';
import { Compilation, type CompilationOptions, MemoryHost, OptimizeMode } from '../../src/index.ts';

/** Where the small library is. */
const LIB = '/small';

const library = new MemoryHost();
for (const [name, from] of [
  ['std', '../../../../test/small-std/std.zig'],
  ['builtin', '../sema/lib/std/builtin.zig'],
] as const) {
  library.files.set(`${LIB}/std/${name}.zig`, new Uint8Array(readFileSync(new URL(from, import.meta.url))));
}

/** The files `texts` over the small library. */
export function hostOf(texts: Readonly<Record<string, string>>): MemoryHost {
  const host = new MemoryHost(library);
  for (const [path, text] of Object.entries(texts)) host.files.set(path, new TextEncoder().encode(text));
  return host;
}

/** A compilation of the library of exported functions `main.zig`, before its first update. */
export function open(host: CompilationOptions['host'], more: Partial<CompilationOptions> = {}): Compilation {
  return new Compilation({
    rootPath: 'main.zig',
    zigLibDir: LIB,
    host,
    target: 'wasm32-freestanding',
    mode: OptimizeMode.Debug,
    isLibrary: true,
    emit: true,
    ...more,
  });
}
