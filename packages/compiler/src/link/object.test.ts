import { deepEqual, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { openLibrary, smallLib } from '../../test/support/library.ts';

test('an object file has a table of many addresses', () => {
  const source = `
var x: u32 = 1;
const table: [200_000]*u32 = @splat(&x);
export fn at(i: usize) *u32 {
    return table[i];
}
`;
  const { errors, module } = openLibrary(source, smallLib, null, { link: { isObject: true } }).compilation.update();
  deepEqual(errors, []);
  // Each address has its four bytes, and a relocation.
  ok(module!.length > 8 * 200_000);
});
