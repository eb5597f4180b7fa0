import { deepEqual, equal, match, notEqual } from 'node:assert/strict';
import { test } from 'node:test';
import type { CompilationOptions, LinkSettings } from '../../src/index.ts';
import { hostOf, open } from './program.ts';

/** As much of the host's WebAssembly as is needed here. */
declare const WebAssembly: {
  readonly Module: {
    new (bytes: Uint8Array): object;
    exports(module: object): { name: string; kind: string }[];
    imports(module: object): { module: string; name: string; kind: string }[];
    customSections(module: object, name: string): ArrayBuffer[];
  };
  readonly Instance: new (module: object, imports: object) => { readonly exports: Exports };
  readonly Memory: new (limits: object) => { readonly buffer: ArrayBuffer };
  readonly Table: new (description: object) => Table;
};

interface Table {
  readonly length: number;
  get(slot: number): ((x: number) => number) | null;
}

interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  readonly counter: { readonly value: number };
  readonly add: (a: number, b: number) => number;
  readonly where: () => number;
  readonly deep: () => number;
}

const SOURCE = `export fn add(a: i32, b: i32) i32 {
    return a +% b;
}
export fn sub(a: i32, b: i32) i32 {
    return a -% b;
}
export var counter: u32 = 7;
fn twice(x: i32) callconv(.c) i32 {
    return 2 *% x;
}
export var pointer: *const fn (i32) callconv(.c) i32 = &twice;
export fn where() u32 {
    return @intFromPtr(&counter);
}
export fn deep() u32 {
    var local: u32 = 1;
    const p: *volatile u32 = &local;
    return @intFromPtr(p);
}
`;

function build(link: LinkSettings, more: Partial<CompilationOptions> = {}) {
  const { errors, module } = open(hostOf({ 'main.zig': SOURCE }), { link, ...more }).update();
  return { texts: errors.map(({ text }) => text), module: module?.slice() ?? null };
}

function compiled(link: LinkSettings, more: Partial<CompilationOptions> = {}): object {
  const { texts, module } = build(link, more);
  deepEqual(texts, []);
  return new WebAssembly.Module(module!);
}

function exportsOf(link: LinkSettings): string[] {
  return WebAssembly.Module.exports(compiled(link)).map(({ name }) => name);
}

function instance(link: LinkSettings, env: object = {}): Exports {
  return new WebAssembly.Instance(compiled(link), { env }).exports;
}

/** The functions in a table. */
function slotsOf(table: Table): ((x: number) => number)[] {
  return Array.from({ length: table.length }, (_, slot) => table.get(slot)).filter((func) => func !== null);
}

test('the module exports what is asked for, the entry, and memory', () => {
  deepEqual(exportsOf({}), ['memory', 'add', 'deep', 'sub', 'where', 'counter', 'pointer']);
  deepEqual(exportsOf({ exports: [] }), ['memory']);
  deepEqual(exportsOf({ exports: ['counter', 'sub'] }), ['memory', 'sub', 'counter']);
  deepEqual(exportsOf({ exports: [], entry: 'add' }), ['memory', 'add']);
  equal(instance({ exports: ['add'] }).add(2, 3), 5);
});

test('what nothing exported needs is not in the module', () => {
  const whole = build({}).module!.length;
  const one = build({ exports: ['add'] }).module!.length;
  equal(one < whole - 100, true);
});

test('an entry or export that there is none is an error in the official words', () => {
  deepEqual(build({ entry: 'nowhere' }).texts, [
    'wasm-ld: entry symbol not defined (pass --no-entry to suppress): nowhere',
  ]);
  deepEqual(build({ exports: ['add', 'one', 'two'] }).texts, [
    'wasm-ld: symbol exported via --export not found: one',
    'wasm-ld: symbol exported via --export not found: two',
  ]);
});

test("memory is the host's where it is imported, and exported as well where that is asked for", () => {
  const link = { importsMemory: true, stackSize: 65536 };
  deepEqual(WebAssembly.Module.imports(compiled(link)), [{ module: 'env', name: 'memory', kind: 'memory' }]);
  deepEqual(exportsOf({ ...link, exports: ['add'], exportsMemory: true }), ['memory', 'add']);
  deepEqual(exportsOf({ ...link, exports: ['add'] }), ['add']);
  const memory = new WebAssembly.Memory({ initial: 2 });
  const { where, counter } = instance(link, { memory });
  equal(where(), counter.value);
  equal(new DataView(memory.buffer).getUint32(counter.value, true), 7);
});

test('memory has the size at the start and at the end that it was given', () => {
  const { memory } = instance({ stackSize: 65536, initialMemory: 4 * 65536, maxMemory: 5 * 65536 });
  equal(memory.buffer.byteLength, 4 * 65536);
  equal(memory.grow(1), 4);
  let failure = '';
  try {
    memory.grow(1);
  } catch (error) {
    failure = (error as Error).name;
  }
  equal(failure, 'RangeError');
});

test('sizes that cannot be are errors in the official words', () => {
  // What is said to be needed suffices, and a page less does not.
  for (const [setting, name] of [
    ['initialMemory', 'initial'],
    ['maxMemory', 'maximum'],
  ] as const) {
    const tooSmall = (bytes: number): string[] => build({ [setting]: bytes }).texts;
    const [text] = tooSmall(65536);
    match(text, new RegExp(`^wasm-ld: ${name} memory too small, \\d+ bytes needed$`));
    const pages = Math.ceil(Number(/\d+/.exec(text)) / 65536);
    deepEqual(tooSmall(pages * 65536), []);
    deepEqual(tooSmall((pages - 1) * 65536), [text]);
  }
  const [initial, maximum] = ['initial', 'maximum'].map(
    (which) => `wasm-ld: ${which} memory must be aligned to the page size (65536 bytes)`,
  );
  deepEqual(build({ initialMemory: 2 ** 25 + 1 }).texts, [initial]);
  // All of them are told, and names that are not there behind them; of no bytes, none is given.
  const several = build({ stackSize: 17, initialMemory: 65537, maxMemory: 65537, required: ['nowhere'] }).texts;
  deepEqual(
    several.map((text) => text.replace(/ 1\d* bytes needed/, ' … bytes needed')),
    [
      'wasm-ld: stack size must be 16-byte aligned',
      initial,
      maximum,
      'wasm-ld: maximum memory too small, … bytes needed',
      'wasm-ld: symbol exported via --export not found: nowhere',
    ],
  );
  deepEqual(build({ initialMemory: 0, maxMemory: 0 }).texts, []);
  deepEqual(build({ initialMemory: 2 ** 33 }).texts, [
    'wasm-ld: initial memory too large, cannot be greater than 4294967296',
  ]);
  deepEqual(build({ stackSize: 65537 }).texts, ['wasm-ld: stack size must be 16-byte aligned']);
});

test('data starts where it is told to, with the stack behind it; else it is behind the stack', () => {
  const based = instance({ globalBase: 4096, stackSize: 65536 });
  equal(based.where() >= 4096 && based.where() < 4200, true);
  equal(based.deep() > based.where() && based.deep() < 4200 + 65536, true);
  const usual = instance({ stackSize: 65536 });
  equal(usual.where() >= 65536 && usual.deep() < 65536, true);
});

test('shared memory has a limit', () => {
  const memory = instance({ isMemoryShared: true, stackSize: 65536 }).memory as { buffer: object };
  equal(Object.prototype.toString.call(memory.buffer), '[object SharedArrayBuffer]');
});

test("the table of functions is the module's, the host's, or shown to it", () => {
  deepEqual(exportsOf({ exports: ['add'], table: 'exported' }), ['memory', '__indirect_function_table', 'add']);
  const { counter, ...shown } = instance({ table: 'exported' }) as Exports & Record<string, unknown>;
  const table = shown.__indirect_function_table as Table;
  equal(counter.value > 0 && slotsOf(table)[0](21), 42);
  const imported = new WebAssembly.Table({ initial: 16, element: 'anyfunc' });
  instance({ table: 'imported' }, { __indirect_function_table: imported });
  equal(slotsOf(imported)[0](4), 8);
});

test('names of functions are left out where they are stripped', () => {
  const sections = (more: Partial<CompilationOptions>) =>
    WebAssembly.Module.customSections(compiled({}, more), 'name').length;
  equal(sections({}), 1);
  equal(sections({ isStripped: true }), 0);
});

test('an edit gives the module that a build from nothing gives, whatever is exported', () => {
  const host = hostOf({ 'main.zig': SOURCE });
  const link: LinkSettings = { exports: ['where', 'add'], table: 'exported', importsMemory: true, globalBase: 1024 };
  const compilation = open(host, { link });
  compilation.update();
  const text = SOURCE.replace('a +% b', 'a +% b +% 1').replace('counter: u32 = 7', 'counter: u32 = 8');
  const kept = compilation.update([{ path: 'main.zig', text: new TextEncoder().encode(text) }]).module;
  notEqual(kept, null);
  deepEqual(kept, open(hostOf({ 'main.zig': text }), { link }).update().module);
});
