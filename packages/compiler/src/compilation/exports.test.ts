import { deepEqual, equal, ok } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { instantiate, libraryOptions, openLibrary, smallLib, TestHost } from '../../test/support/library.ts';
import { Compilation } from './compilation.ts';
import type { LinkSettings } from './options.ts';
import type { UpdateResult } from './update-result.ts';

test('a library is called from JavaScript, and calls it', () => {
  const source = readFileSync(new URL('../../../../test/programs/13_exports.zig', import.meta.url), 'utf8');
  const reports: unknown[] = [];
  const env = { report: (code: unknown) => reports.push(code) };
  const { add, fill, sumBytes, push, hypot, memory } = instantiate(openLibrary(source).compilation.update(), { env });
  equal(add!(2 ** 31 - 1, 1), -(2 ** 31));
  const at = memory.buffer.byteLength - 1000;
  new Uint8Array(memory.buffer).fill(1, at, at + 1000);
  fill!(at + 100, 10, 200);
  equal(sumBytes!(at, 1000), 990n + 2000n);
  for (let i = 1; i <= 16; i++) equal(push!(i), i);
  deepEqual(reports, []);
  equal(push!(17), 0);
  deepEqual(reports, [-1]);
  equal(hypot!(3, 4), 5);
});

/** What a build from nothing of the source makes. */
function fresh(source: string): Uint8Array {
  return openLibrary(source, smallLib).compilation.update().module!.slice();
}

test('an extern follows the export that has its name', () => {
  const user =
    'extern var shared: u32;\nextern fn next(x: u32) u32;\nexport fn use() u32 { shared += 1; return next(shared); }\n';
  const sources = [
    `${user}var a: u32 = 7;\ncomptime { @export(&a, .{ .name = "shared" }); }\nconst N = struct { export fn next(x: u32) u32 { return x * 2; } };\ncomptime { _ = N; }\n`,
    `${user}const S = struct { export var shared: u32 = 30; };\ncomptime { _ = S; }\nconst N = struct { export fn next(x: u32) u32 { return x * 3; } };\ncomptime { _ = N; }\n`,
    `${user}var b: u32 = 50;\ncomptime { @export(&b, .{ .name = "shared", .linkage = .internal }); }\n`,
  ];
  const expected = [16, 93, 1051];
  const imports = { env: { next: (x: number) => x + 1000 } };
  const { host, compilation } = openLibrary(sources[0]!, smallLib);
  for (const round of [0, 1, 2, 0, 2, 1]) {
    host.source = sources[round]!;
    const result = compilation.update(['main.zig']);
    equal(instantiate(result, imports).use!(), expected[round]);
    deepEqual(result.module!.slice(), fresh(sources[round]!));
  }
  host.source = user;
  deepEqual(
    compilation.update(['main.zig']).errors.map(({ text }) => text),
    ['undefined symbol: shared'],
  );
});

test('what the linker has names for is where data and stack end, whatever edits put there', () => {
  const source = (size: number, more: string): string => `extern const __heap_base: u8;
extern const __data_end: u8;
extern var __stack_high: u8;
const kept: *const u8 = &__heap_base;
var data: [${size}]u8 = undefined;
export fn heapBase(from: usize) usize { return @intFromPtr(kept) - from; }
export fn place(which: u32) usize {
    data[which] = 1;
    const past: [*]const u8 = @ptrCast(&__data_end);
    return @intFromPtr(if (which == 0) &data[0] else if (which == 1) &past[3] else &__stack_high)${more};
}
`;
  const open = (text: string): { host: TestHost; compilation: Compilation } => {
    const host = new TestHost(text, smallLib);
    const link = { entry: null, exports: [], required: ['heapBase', 'place', '__heap_base'], stackSize: 4096 };
    return { host, compilation: new Compilation({ ...libraryOptions(host, null), link }) };
  };
  const { host, compilation } = open(source(1000, ''));
  for (const [size, more] of [
    [1000, ''],
    [1000, ' + 1'],
    [70_000, ''],
    [70_000, ' + 2'],
    [10, ''],
  ] as const) {
    host.source = source(size, more);
    const result = compilation.update(['main.zig']);
    const { heapBase, place, __heap_base } = instantiate(result) as unknown as Record<string, (x: number) => number> & {
      __heap_base: { value: number };
    };
    const added = Number(more.slice(3));
    const [start, pastEnd, stack] = [0, 1, 2].map((which) => place!(which) - added);
    const base = heapBase!(0);
    equal(__heap_base.value, base);
    ok(base >= start! + size && base % 16 === 0 && pastEnd! - 3 <= base && pastEnd! - 3 >= start! + size);
    equal(stack, 4096);
    deepEqual(result.module!.slice(), open(host.source).compilation.update().module!.slice());
  }
});

test('what a module that is linked exports is part of the program, though nothing imports it', () => {
  const main =
    'extern fn next(x: u32) u32;\nextern var shared: u32;\nexport fn use() u32 { shared += 1; return next(shared); }\n';
  const libraries = [
    'export var shared: u32 = 1;\nexport fn next(x: u32) u32 { return x * 2; }\n',
    'export var shared: u32 = 5;\nexport fn next(x: u32) u32 { return x + 2; }\n',
    'export var shared: u32 = 5;\nexport fn next(x: u32) u32 { return x * 2 + other(); }\nfn other() u32 { return 100; }\n',
  ];
  const expected = [4, 8, 112];
  const modules = [{ name: 'part', rootPath: 'part/part.zig', dependencies: {}, isLinked: true }];
  const open = (): Compilation =>
    new Compilation({ ...libraryOptions(new TestHost(main, smallLib), null), modules, dependencies: {} });
  const compilation = open();
  for (const round of [0, 1, 2, 0, 2, 1]) {
    const edit = { path: 'part/part.zig', text: libraries[round]! };
    const result = compilation.update([edit]);
    equal(instantiate(result).use!(), expected[round]);
    deepEqual(result.module!.slice(), open().update([edit]).module!.slice());
  }
});

test('what else a linker has names for: where pages and the table start, what is done first, the table itself', () => {
  const names = ['__table_base', '__memory_base', '__wasm_first_page_end', '__wasm_call_ctors'];
  const main = `extern const __table_base: u8;
extern const __wasm_first_page_end: u8;
extern fn __wasm_call_ctors() void;
export fn base() usize { return @intFromPtr(&__table_base); }
export fn page() usize { return @intFromPtr(&__wasm_first_page_end); }
export fn first() u32 { __wasm_call_ctors(); return 7; }
`;
  const update = (text: string, link: LinkSettings): UpdateResult =>
    new Compilation({ ...libraryOptions(new TestHost(text, smallLib), null), link: { entry: null, ...link } }).update();
  const used = instantiate(update(main, { exports: ['base', 'page', 'first'] }));
  deepEqual([used.base!(), used.page!(), used.first!()], [1, 65536, 7]);
  const table = '__indirect_function_table';
  const asked = instantiate(update('', { exports: [], required: [...names, table] })) as unknown as Record<
    string,
    { value: number }
  > & { __wasm_call_ctors: () => void };
  deepEqual(
    names.slice(0, 3).map((name) => asked[name]!.value),
    [1, 0, 65536],
  );
  equal(asked.__wasm_call_ctors(), undefined);
  equal(String(asked[table]), '[object WebAssembly.Table]');
  deepEqual(
    update('', { exports: [], required: [table], table: 'imported' }).errors.map(({ text }) => text),
    [`wasm-ld: symbol exported via --export not found: ${table}`],
  );
});
