import { deepEqual, notEqual } from 'node:assert/strict';
import { test } from 'node:test';
import { smallLib, TestHost } from '../../test/support/library.ts';
import { OptimizeMode } from '../query/optimize-mode.ts';
import { completeOptions } from './options.ts';
import { Session } from './session.ts';

const program = `
const Point = struct { x: u32, y: u32 };
const Size = struct { width: u32, height: u32 };
const points = [_]Point{ .{ .x = 1, .y = 2 }, .{ .x = 3, .y = 4 } };
const sizes = [_]Size{ .{ .width = 5, .height = 6 } };
const erased: *const anyopaque = &points;
fn point(i: u32) *const Point {
    return &points[i];
}
fn size(i: u32) *const Size {
    return &sizes[i];
}
fn any() *const anyopaque {
    return erased;
}
export fn first(i: u32) u32 {
    return point(i).y;
}
export fn second(i: u32) u32 {
    return size(i).height;
}
export fn third() usize {
    return @intFromPtr(any());
}
`;

/** What was made of code and data by each of the updates from one text to the next, and the module of the last. */
function made(texts: readonly string[]): { readonly steps: string[][]; readonly module: Uint8Array | null } {
  const host = new TestHost('', smallLib);
  let steps: string[] = [];
  const session = new Session(
    completeOptions({
      rootPath: 'main.zig',
      zigLibDir: 'lib',
      host,
      target: 'wasm32-freestanding',
      mode: OptimizeMode.Debug,
      isLibrary: true,
      emit: true,
    }),
    host,
    (step, name) => {
      if (step === 'code' || step === 'data') steps.push(`${step} ${name()}`);
    },
  );
  let module: Uint8Array | null = null;
  const each = texts.map((text) => {
    host.source = text;
    steps = [];
    ({ module } = session.update(['main.zig']));
    return steps.sort();
  });
  return { steps: each, module };
}

test('a field of a struct is another: code and data that rely on it are made again, and no other', () => {
  const edited = program.replace('y: u32 };', 'y: u32 align(8) };');
  const { steps, module } = made([program, edited]);
  deepEqual(steps[1], ['code main.first', 'code main.point', 'data [2]main.Point']);
  notEqual(module, null);
  deepEqual(module, made([edited]).module);
});

test('a struct of which nothing is in memory: no data is made again', () => {
  const withLocal = `${program}\nconst Local = struct { a: u8, b: u32 };\nexport fn fourth(a: u8) u32 {\n    var local: Local = undefined;\n    local.a = a;\n    local.b = a;\n    return (&local).b;\n}\n`;
  const edited = withLocal.replace('a: u8, b: u32 };', 'a: u8, c: u16 = 7, b: u32 };');
  const { steps, module } = made([withLocal, edited]);
  deepEqual(steps[1], ['code main.fourth']);
  notEqual(module, null);
  deepEqual(module, made([edited]).module);
});
