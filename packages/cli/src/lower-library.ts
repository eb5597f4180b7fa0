import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lowerForCache } from '@rezig/compiler';
import { writeLoweredArchive } from '@rezig/node/lowered-archive.ts';

/*
 * Lowers files of the Zig library once, when the package is built, so that the first build on a machine need not:
 * lower-library.cjs LIBRARY LIST TO
 * LIST is a file with a path a line, from LIBRARY. TO comes to be the archive.
 */

const [library, list, to] = process.argv.slice(2);
const names = readFileSync(list, 'utf8').trimEnd().split('\n');
const lowered = names.map((name) => lowerForCache(new Uint8Array(readFileSync(join(library, name)))));
writeLoweredArchive(
  to,
  lowered.filter((entry) => entry !== null),
);
