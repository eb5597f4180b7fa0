import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lowerForCache } from '@rezig/compiler';

/*
 * Lowers the Zig library once, when the package is built, so that the first build on a machine need not:
 * lower-library.cjs LIBRARY TO
 * Files appear in the directory TO all at once.
 */

/** What no program for WebAssembly imports: the build system, and data of tests. */
const EXCLUDED = /(^|[/\\])(testdata|Build|Build\.zig)($|[/\\])/;

const [library, to] = process.argv.slice(2);
const temporary = `${to}.${process.pid}.tmp`;
mkdirSync(temporary, { recursive: true });
for (const name of readdirSync(library, { recursive: true, encoding: 'utf8' })) {
  if (!name.endsWith('.zig') || EXCLUDED.test(name)) continue;
  const lowered = lowerForCache(new Uint8Array(readFileSync(join(library, name))));
  if (lowered !== null) writeFileSync(join(temporary, lowered.key), lowered.value);
}
rmSync(to, { recursive: true, force: true });
renameSync(temporary, to);
