import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { officialZig, runOfficial } from '../../oracle/index.mjs';

/** For the `skip` option of a test that needs the official compiler. */
export const skip = officialZig === null && 'the official compiler is not installed';

/** Directory of the library that the compiler comes with. */
export const library = fileURLToPath(new URL('../../packages/zig-lib/lib', import.meta.url));

/** Paths below `library` of all its source files, in order. */
export function libraryFiles(): string[] {
  const names = readdirSync(library, { recursive: true }) as string[];
  return names.filter((name) => name.endsWith('.zig')).sort();
}

/** The bytes of a file of the library. */
export function readLibrary(name: string): Uint8Array {
  return new Uint8Array(readFileSync(join(library, name)));
}

/** What the official `ast-check` prints about `source`, which it calls `<stdin>`; null if it crashes. */
export function officialAstCheck(source: Uint8Array): string | null {
  const run = runOfficial(['ast-check'], { input: source, timeout: 20_000 });
  return run.status === 0 || run.status === 1 ? run.stderr : null;
}
