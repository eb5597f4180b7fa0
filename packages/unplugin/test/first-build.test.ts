import { deepEqual, ok } from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { scratchDirectory } from '../../../test/support/scratch.ts';
import { bundle } from './support/load.ts';

/* The first build on a machine. */

test('the package has lowered what a file needs of the library', async () => {
  const cacheDir = scratchDirectory();
  const file = new URL('../../../examples/web-vite/words.zig', import.meta.url);
  for (const mode of ['Debug', 'ReleaseSmall']) {
    ok((await bundle(file, { mode, cacheDir })).endsWith('.mjs'));
    const lowered = readdirSync(cacheDir).filter((name) => name.startsWith('zir-'));
    // The names end with the length of the text: what is short the compiler wrote.
    const lengths = lowered
      .flatMap((name) => readdirSync(join(cacheDir, name)))
      .map((name) => Number.parseInt(name.slice(name.lastIndexOf('-') + 1), 16));
    deepEqual(
      lengths.filter((length) => length > 2500),
      [],
      "'lowered-files.txt' lacks something",
    );
  }
});
