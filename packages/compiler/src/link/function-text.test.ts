import { deepEqual, equal, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { openLibrary, smallLib } from '../../test/support/library.ts';
import { functionTexts } from './function-text.ts';

function moduleOf(source: string, directory?: URL): Uint8Array {
  const { module, errors } = openLibrary(source, directory).compilation.update();
  deepEqual(errors, []);
  return module!;
}

test('a function is told as text, by its name', () => {
  const module = moduleOf(
    `
extern fn see(x: f64) void;
fn add(a: u32, b: u32) u32 {
    return a +% b;
}
export fn run(a: u32) u32 {
    if (a > 100_000) see(-1.5);
    return add(a, 7);
}
`,
    smallLib,
  );
  deepEqual(
    functionTexts(module, (name) => name.startsWith('main.')).map(({ name }) => name),
    ['main.add', 'main.run'],
  );
  const [{ text, bytes }] = functionTexts(module, (name) => name === 'main.run');
  ok(text.startsWith('(func $main.run (param i32) (result i32)\n'), text);
  for (const part of ['i32.const 100000', 'i32.gt_u', 'f64.const -1.5', 'call $see', 'i32.const 7', 'call $main.add'])
    ok(text.includes(`  ${part}\n`), `${part}: ${text}`);
  ok(text.endsWith(')') && bytes > 20);
  // What is open is closed.
  const count = (pattern: RegExp): number => text.match(pattern)?.length ?? 0;
  equal(count(/^ +(?:block|loop|if)\b/gm), count(/^ +end\b/gm));
});

test('all functions of a large program are told to their ends', () => {
  const module = moduleOf(`
const std = @import("std");
export fn run(a: f64, b: i64) usize {
    var buffer: [64]u8 = undefined;
    const text = std.fmt.bufPrint(&buffer, "{d} {x} {any}", .{ a, b, @as(u128, 5) }) catch return 0;
    return text.len;
}
`);
  const found = functionTexts(module, () => true);
  ok(found.length > 50, String(found.length));
  for (const { name, text } of found) ok(!/undefined/.test(text), `${name}: ${text}`);
});
