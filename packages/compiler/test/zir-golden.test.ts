import { deepEqual } from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { dumpZir } from '../src/compilation/check.ts';

/*
 * zir-golden/name.zig is lowered to what zir-golden/name.txt says, as `dump-zir` prints it. With UPDATE_ZIR_GOLDEN=1 the expectations are
 * written again: look at the differences before they are kept.
 */

const directory = new URL('zir-golden/', import.meta.url);

for (const name of readdirSync(directory).filter((file) => file.endsWith('.zig'))) {
  test(`dump-zir ${name}`, () => {
    const found = dumpZir(new Uint8Array(readFileSync(new URL(name, directory))));
    const expectation = new URL(name.replace(/zig$/, 'txt'), directory);
    if (process.env.UPDATE_ZIR_GOLDEN === '1') writeFileSync(expectation, found);
    deepEqual(found.split('\n'), readFileSync(expectation, 'utf8').split('\n'));
  });
}
