import { deepEqual } from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { renderMessages } from '../src/source/messages.ts';
import { SourceFile } from '../src/source/source-file.ts';
import { parse } from '../src/syntax/parse.ts';
import { errorMessages } from '../src/zir/error-messages.ts';
import { lowerFile } from '../src/zir/lower.ts';

/*
 * ast-check/name.zig has errors, ast-check/name.txt is what `zig ast-check --color off name.zig` says of them. To refresh the expectation, ask
 * the official compiler.
 */

const directory = new URL('ast-check/', import.meta.url);

for (const name of readdirSync(directory).filter((file) => file.endsWith('.zig'))) {
  test(`ast-check ${name}`, () => {
    const source = new Uint8Array(readFileSync(new URL(name, directory)));
    const tree = parse(source);
    const messages = errorMessages(lowerFile(tree), tree, new SourceFile(name, source));
    const found = renderMessages(messages, { color: false });
    const expected = readFileSync(new URL(name.replace(/zig$/, 'txt'), directory), 'utf8');
    deepEqual(found.split('\n'), expected.split('\n'));
  });
}
