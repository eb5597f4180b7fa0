import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { build, type Plugin } from 'esbuild';
import { SHAPES_GLUE, SHAPES_ZIG } from './bindgen-shapes.ts';
import { printTable } from './measure.ts';

/** How long calls of one kind are made, in milliseconds. */
const DURATION = 1000;

type Call = () => unknown;

const HANDLE = `pub const Counter = struct {
    n: u32,
    pub fn init(n: u32) Counter {
        return .{ .n = n };
    }
    pub fn add(self: *Counter, n: u32) void {
        self.n +%= n;
    }
};
`;

/** Calls per second between JavaScript and Zig, of each kind, and what the glue of a file with one function weighs. */
export async function benchWebCalls(): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'rezig-calls-'));
  try {
    const counter = join(directory, 'counter.zig');
    writeFileSync(counter, HANDLE);
    const types = await load(fileURLToPath(new URL('../packages/unplugin/test/types.zig', import.meta.url)), directory);
    const { Counter } = (await load(counter, directory)) as unknown as {
      readonly Counter: { init(n: number): { n: number; add(n: number): void; free(): void } };
    };
    const bindgen = await loadShapes(directory);
    const handle = Counter.init(1);
    const other = new bindgen.Counter(1);
    const point = { x: 1, y: 2 };
    const long = 'x'.repeat(1000);
    const numbers = new Float64Array(100);
    const calls: readonly (readonly [name: string, ours: Call, theirs: Call])[] = [
      ['u32', () => types.echoU32(7), () => bindgen.echoU32(7)],
      ['u64', () => types.echoU64(7n), () => bindgen.echoU64(7n)],
      ['struct of two floats', () => types.echoPoint(point), () => bindgen.echoPoint(point)],
      ['text of 5', () => types.echoText('hello'), () => bindgen.echoText('hello')],
      ['text of 1000', () => types.echoText(long), () => bindgen.echoText(long)],
      ['100 floats', () => types.echoF64s(numbers), () => bindgen.echoF64s(numbers)],
      ['method', () => handle.add(1), () => other.add(1)],
      ['field', () => handle.n, () => other.n],
      ['made and freed', () => Counter.init(1).free(), () => new bindgen.Counter(1).free()],
    ];
    const thousands = (call: Call): string => String(Math.round(rate(call) / 1000));
    printTable([
      ['thousand calls a second', 'rezig', 'as wasm-bindgen'],
      ...calls.map(([name, ours, theirs]) => [name, thousands(ours), thousands(theirs)]),
    ]);
    const small = join(directory, 'add.zig');
    writeFileSync(small, 'pub fn add(a: i32, b: i32) i32 {\n    return a +% b;\n}\n');
    // What esbuild left, without the module that is within it.
    const glue = (await bundled(small)).replace(/"AGFzbQ[^"]*"/, '""');
    console.log(`glue of one function   ${glue.length} bytes, ${brotliCompressSync(glue).length} compressed`);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

async function bundled(file: string): Promise<string> {
  const { default: rezig } = (await import('@rezig/unplugin/esbuild' as string)) as {
    readonly default: (options: object) => Plugin;
  };
  const contents = `export * from ${JSON.stringify(file)};`;
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: tmpdir() },
    bundle: true,
    format: 'esm',
    minify: true,
    write: false,
    plugins: [rezig({ mode: 'ReleaseSmall', declarations: false })],
  });
  return outputFiles[0].text;
}

async function load(
  file: string,
  directory: string,
): Promise<Readonly<Record<string, (...args: readonly unknown[]) => unknown>>> {
  const path = join(directory, `${Date.now()}.mjs`);
  writeFileSync(path, await bundled(file));
  return (await import(pathToFileURL(path).href)) as Readonly<Record<string, (...args: readonly unknown[]) => unknown>>;
}

/** As much as is measured of what wasm-bindgen would make. */
interface Shapes {
  echoU32(x: number): number;
  echoU64(x: bigint): bigint;
  echoText(x: string): string;
  echoF64s(x: Float64Array): Float64Array;
  echoPoint(x: { readonly x: number; readonly y: number }): object;
  readonly Counter: new (n: number) => { readonly n: number; add(n: number): void; free(): void };
}

async function loadShapes(directory: string): Promise<Shapes> {
  const zig = join(directory, 'shapes.zig');
  writeFileSync(zig, SHAPES_ZIG);
  const { default: rezig } = (await import('@rezig/unplugin/esbuild' as string)) as {
    readonly default: (options: object) => Plugin;
  };
  const contents = `import init from ${JSON.stringify(`${zig}?init`)};\nconst wasm = (await init({})).exports;\n${SHAPES_GLUE}`;
  const outfile = join(directory, 'shapes.mjs');
  await build({
    stdin: { contents, resolveDir: directory },
    bundle: true,
    format: 'esm',
    minify: true,
    outfile,
    plugins: [rezig({ mode: 'ReleaseSmall', declarations: false })],
  });
  return (await import(pathToFileURL(outfile).href)) as Shapes;
}

/** Calls per second. */
function rate(call: Call): number {
  for (let i = 0; i < 20_000; i++) call();
  let count = 0;
  const start = performance.now();
  let passed = 0;
  for (; passed < DURATION; passed = performance.now() - start, count += 1000) for (let i = 0; i < 1000; i++) call();
  return (count / passed) * 1000;
}
