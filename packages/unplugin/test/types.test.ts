import { deepEqual, equal, match } from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type BuildFailure, build, type Plugin } from 'esbuild';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node';
import { scratchDirectory } from '../../../test/support/scratch.ts';

/* What TypeScript and bundlers are told of a Zig file. */

const root = fileURLToPath(new URL('../../..', import.meta.url));
mkdirSync(join(root, 'node_modules/.cache'), { recursive: true });
const directory = scratchDirectory(join(root, 'node_modules/.cache'));

const { default: rezig } = (await import('@rezig/unplugin/esbuild' as string)) as {
  readonly default: (options?: object) => Plugin;
};

/** Bundles a Zig file. Rejects with what esbuild is told. */
function bundle(path: string): Promise<unknown> {
  return build({
    entryPoints: [path],
    bundle: true,
    format: 'esm',
    write: false,
    logLevel: 'silent',
    plugins: [rezig({ mode: 'Debug' })],
  });
}

/** Uses each kind of type; each line behind `@ts-expect-error` is wrong. */
const CONSUMER = `import * as zig from './types.zig';
import { Color as Colors, each, Hidden, Named, Player, scale, Value, Vec, World } from './handles.zig';
import type { Color as Shade, Vec as Place } from './handles.zig';
import * as views from './views.zig';
import type { View2 } from './views.zig';
import { Machine, math, place, unit, type Part } from './nested.zig';
import type { Color, Person, Point, Shape } from './types.zig';

import raw from './types.zig?init';
import address from './types.zig?url';

const instance: Promise<{ readonly exports: object }> = raw({ env: { f: () => 1 } });
const where: string = address;
const n: number = zig.echoU8(1) + zig.echoI5(-1) + zig.echoF32(1.5) + zig.half(3) + zig.answer + zig.typed;
const b: bigint = zig.echoU64(1n) + zig.echoI100(2n) + zig.large;
const t: string = zig.echoText('a') + zig.echoC('b') + zig.title + zig.join(['a', 'b'] as const);
const bytes: Uint8Array = zig.echoBytes(Uint8Array.of(1));
const color: Color = zig.echoColor('red');
const green: 'red' | 'green' | 'blue' = zig.color;
const level: 'low' | 'high' | number = zig.echoLevel(77);
const point: Point = zig.echoPoint({ x: 1, y: 2 });
const points: Point[] = zig.echoPoints([point]);
const area = (shape: Shape): number => {
  switch (shape.tag) {
    case 'circle':
      return shape.value;
    case 'named':
      return shape.value.length;
    case 'at':
      return shape.value.x;
    case 'list':
      return shape.value.length;
    case 'none':
      return 0;
  }
};
area(zig.echoShape({ tag: 'list', value: [1, 2] }));
const person: Person = zig.echoPerson({
  name: 'a', age: 1, tags: ['b'], friend: null, position: [1, true], key_bytes: [1, 2], children: [],
});
const q: 'p' | 'q' | 'r' | 's' = zig.echoFlags({ a: true, b: 1, c: 2, color: 'p', inner: { x: 1, y: true } }).color;
const tuple: [number, string, bigint | null] = zig.echoTuple([1, 'a', undefined]);
const array: Int32Array = zig.echoArray([1, 2, 3]);
const nested: boolean[][] = zig.echoNested([[true, false], [true, false]]);
const maybe: number | null = zig.echoMaybe(null);
const list: Float64Array = zig.map([1, 2], (x) => x * 2);
zig.double(Int32Array.of(1));
const random: Uint8Array = zig.randomBytes(3);
zig.describe(point, ({ x }, name) => name + x);
const u: void = zig.nothing();
if (n > 100) zig.never();
const player: Player = Player.init('a');
const text: string = player.text() + player.name + player.inventory().join();
player.hp = player.take('axe');
player.at = { x: 1, y: 2 };
const at: Place = player.step(1, 2).at;
const length: number = Vec.length(at);
const shade: Shade = Colors.next(player.color);
const friend: Player | null = player.friend;
const world: World = World.create();
scale(world.all(), 2);
each(world, (cell) => cell.bump());
const value = Value.of(1);
value.value = { tag: 'flag', value: true };
const secret: number = Hidden.get().read();
const view: View2<Float32Array> = views.samplesView();
const floats: Float32Array = view.array;
const spread: number[] = [...view, ...(views.maybeView(true) ?? [])];
views.halve(view);
views.sum([1, 2]);
views.parts().left_view.array.fill(1n);
const canvas = views.Canvas.init(4);
canvas.matrix_view = canvas.matrix_view;
canvas.matrix_view = [1, 2, 3, 4];
const matrix: Float64Array = canvas.matrix_view.array;
const pi: 3.25 = math.pi;
const most: 100 = Machine.Part.most;
const inside: Machine.Part = Machine.Part.init(most);
inside.bump();
const state: Machine.State = Machine.init().now();
const urgency: Machine.Urgency | null = state.tag === 'busy' ? state.value.urgency : null;
const origin: math.Point = math.Point.origin;
const far: number = math.Point.length(place(1)) + origin.x;
const meters: math.deep.Unit = unit(math.deep.Unit.standard);
const heavy: Part = { weight: 1 };
const four: number = Named.init(3).constructor();
player[Symbol.dispose]();
world.free();

// @ts-expect-error: no number
zig.echoU8('1');
// @ts-expect-error: no bigint
zig.echoU64(1);
// @ts-expect-error: no color
zig.echoColor('pink');
// @ts-expect-error: no y
zig.echoPoint({ x: 1 });
// @ts-expect-error: no such tag
zig.echoShape({ tag: 'square' });
// @ts-expect-error: what is written could not come back
zig.double([1, 2]);
// @ts-expect-error: it may be null
const sure: number = zig.echoMaybe(1);
// @ts-expect-error: it is called with one number
zig.map([1], (a: number, c: number) => a + c);
// @ts-expect-error: it is read only
player.name = 'b';
// @ts-expect-error: it is made by its functions
new Player();
// @ts-expect-error: another class
player.meet(world);
// @ts-expect-error: it is generic
player.same(1);
// @ts-expect-error: a class has another prototype
Named.prototype();
// @ts-expect-error: a view is no array
const copy: Float32Array = views.samplesView();
// @ts-expect-error: a view is of other numbers
views.halve(views.noneView());
// @ts-expect-error: a constant
Machine.capacity = 1;
// @ts-expect-error: another type of that name
const wrongPart: Part = inside;
// @ts-expect-error: not public
zig.kept;
console.log(b, four, t, bytes, color, green, level, points, person, q, tuple, array, nested, maybe, list, u, sure, text, length, shade, friend, secret, random, floats, spread, matrix, pi, urgency, far, meters, heavy, copy, wrongPart, instance, where);
`;

test('TypeScript checks a program that uses every kind of type', async () => {
  const path = join(directory, 'types.zig');
  for (const name of ['types.zig', 'host.js']) copyFileSync(new URL(name, import.meta.url), join(directory, name));
  await bundle(path);
  for (const name of ['handles', 'views', 'nested']) {
    copyFileSync(new URL(`${name}.zig`, import.meta.url), join(directory, `${name}.zig`));
    await bundle(join(directory, `${name}.zig`));
  }
  writeFileSync(join(directory, 'consumer.ts'), CONSUMER);
  const compilerOptions = {
    strict: true,
    noEmit: true,
    target: 'es2022',
    module: 'esnext',
    moduleResolution: 'bundler',
    types: ['@rezig/unplugin/modules'],
  };
  writeFileSync(
    join(directory, 'tsconfig.json'),
    JSON.stringify({
      compilerOptions,
      files: ['consumer.ts', ...['types', 'handles', 'views', 'nested'].map((name) => `${name}.zig.d.ts`)],
    }),
  );
  const tsc = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc');
  const { stdout } = spawnSync(process.execPath, [tsc, '-p', directory], { encoding: 'utf8' });
  equal(stdout, '');
});

test('declarations say what the comments say, and where it is declared', () => {
  const text = readFileSync(join(directory, 'types.zig.d.ts'), 'utf8');
  match(
    text,
    /\/\*\*\n \* A place on a plane\.\n \*\/\nexport interface Point \{\n {2}\/\*\*\n {3}\* To the right\.\n/,
  );
  match(
    text,
    /\* Fails for what is no small number\.\n \*\n \* @throws .*`Negative`, `TooLarge`\.\n \* @see .*types\.zig} line \d+, column 8\n/,
  );
});

test('an editor goes from a use to the declaration in Zig', async () => {
  const tsc = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc');
  const server = spawn(process.execPath, [tsc, '--lsp', '--stdio'], {
    cwd: directory,
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  after(() => server.kill());
  const connection = createMessageConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  connection.onRequest(() => null);
  connection.listen();
  const uri = pathToFileURL(join(directory, 'consumer.ts')).href;
  const capabilities = { textDocument: { definition: { linkSupport: false } } };
  await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: pathToFileURL(directory).href,
    capabilities,
  });
  await connection.sendNotification('initialized', {});
  await connection.sendNotification('textDocument/didOpen', {
    textDocument: { uri, languageId: 'typescript', version: 1, text: CONSUMER },
  });
  const lines = CONSUMER.split('\n');
  const source = (name: string): string[] => readFileSync(new URL(name, import.meta.url), 'utf8').split('\n');
  for (const [use, file, declared] of [
    ['zig.echoU8', 'types.zig', 'echoU8(x'],
    ['zig.title', 'types.zig', 'title = '],
    ['player.take', 'handles.zig', 'take(self'],
    ['= Player', 'handles.zig', 'Player = struct'],
    ['Player.init', 'handles.zig', 'init(allocator'],
    ['Machine.Part.most', 'nested.zig', 'most = 100'],
  ] as const) {
    const line = lines.findIndex((text) => text.includes(use));
    const character = lines[line].indexOf(use) + use.length - 1;
    const found = await connection.sendRequest('textDocument/definition', {
      textDocument: { uri },
      position: { line, character },
    });
    const [place] = [found].flat() as {
      readonly uri: string;
      readonly range: { readonly start: { readonly line: number; readonly character: number } };
    }[];
    const zig = source(file);
    const expected = zig.findIndex((text) => text.includes(declared));
    deepEqual(
      [place?.uri, place?.range.start],
      [pathToFileURL(join(directory, file)).href, { line: expected, character: zig[expected].indexOf(declared) }],
      use,
    );
  }
  connection.dispose();
});

/** Declarations that cannot cross: where the error is (line and column from 1) if something imports them, and what it says. */
const refused: readonly (readonly [text: string, line: number, column: number, message: RegExp])[] = [
  [
    'pub fn f(x: *u32) void {\n    _ = x;\n}',
    1,
    13,
    /parameter 'x' of function 'f' cannot cross to JavaScript: '\*u32' is a pointer/,
  ],
  ['\npub fn f() *u32 {\n    unreachable;\n}', 2, 8, /the result of function 'f' cannot cross/],
  ['pub fn f(x: anytype) void {\n    _ = x;\n}', 1, 8, /function 'f' cannot cross to JavaScript: it is generic/],
  ['pub fn f(x: f16) void {\n    _ = x;\n}', 1, 13, /only 'f32' and 'f64' cross, not 'f16'/],
  ['pub fn f(x: u200) void {\n    _ = x;\n}', 1, 13, /integers of more than 128 bits/],
  [
    'const U = extern union { a: u8, b: f32 };\npub fn f(x: U) void {\n    _ = x;\n}',
    2,
    13,
    /'.*U' is a union without a tag/,
  ],
  ['const S = struct { p: ?*S };\npub fn f() S {\n    unreachable;\n}', 2, 8, /is a pointer/],
  ['pub const f: *const u32 = &1;', 1, 11, /constant 'f' cannot cross to JavaScript/],
  ['pub var f: u32 = 0;', 1, 9, /variable 'f' cannot cross to JavaScript/],
  ['pub fn f(x: u32) u8 {\n    return x;\n}', 2, 12, /expected type 'u8', found 'u32'/],
];
for (const [i, [text, line, column, message]] of refused.entries()) {
  test(`an error is at its place: ${text.replaceAll('\n', ' ')}`, async () => {
    writeFileSync(join(directory, `refused${i}.zig`), `${text}\n`);
    const importer = join(directory, `refused${i}.js`);
    writeFileSync(importer, `import { f } from './refused${i}.zig';\nconsole.log(f);\n`);
    const failure = await bundle(importer).then(
      () => null,
      (error: BuildFailure) => error,
    );
    const error = failure?.errors.find(({ location }) => location?.file.endsWith('.zig'));
    match(error?.text ?? '', message);
    deepEqual([error?.location?.line, (error?.location?.column ?? 0) + 1], [line, column]);
  });
}

test('what cannot cross is left out where nothing imports it', async () => {
  const path = join(directory, 'some.zig');
  writeFileSync(
    path,
    'pub fn Pair(comptime T: type) type {\n    return struct { a: T, b: T };\n}\npub var state: u8 = 0;\npub fn f() u8 {\n    return state;\n}\n',
  );
  await bundle(path);
  const text = readFileSync(`${path}.d.ts`, 'utf8');
  match(text, /export { f };/);
  match(text, /\/\/ Left out: function 'Pair' cannot cross to JavaScript: it is generic/);
});

test('types, private declarations and imports are no errors', async () => {
  const path = join(directory, 'fine.zig');
  writeFileSync(path, 'pub const std = @import("std");\npub const T = *u32;\nfn f(x: *u32) void {\n    x.* = 1;\n}\n');
  await bundle(path);
});

test('Node imports Zig files, and says where an error is', () => {
  writeFileSync(join(directory, 'add.zig'), 'pub fn add(a: i32, b: i32) i32 {\n    return a + b;\n}\n');
  writeFileSync(join(directory, 'main.mjs'), "import { add } from './add.zig';\nconsole.log(add(2, 3));\n");
  const run = (): { readonly stdout: string; readonly stderr: string } =>
    spawnSync(process.execPath, ['--import', '@rezig/unplugin/register', 'main.mjs'], {
      cwd: directory,
      encoding: 'utf8',
    });
  const { stdout, stderr } = run();
  equal(stderr, '');
  equal(stdout, '5\n');
  writeFileSync(join(directory, 'add.zig'), 'pub fn add(a: i32, b: i32) i32 {\n    return a + c;\n}\n');
  match(run().stderr, /add\.zig:2:16: error: use of undeclared identifier 'c'/);
});
