import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { scratchDirectory } from '../../../test/support/scratch.ts';
import { bundle, load } from './support/load.ts';

/* What is declared within types: `nested.zig`. */

interface Part {
  n: number;
  bump(): void;
  free(): void;
}
interface Machine {
  readonly part: Part;
  start(job: { readonly name: string; readonly urgency: string }): void;
  now(): unknown;
  inner(): Part;
}
interface Zig {
  readonly math: {
    readonly pi: number;
    readonly limit: number;
    readonly name: string;
    readonly primes: Uint8Array;
    readonly huge: bigint;
    twice(x: number): number;
    readonly Point: { readonly origin: object; length(point: object): number };
    readonly deep: { readonly Unit: { readonly standard: string } };
  };
  readonly Machine: {
    readonly capacity: number;
    readonly length: number;
    readonly fallback: number | null;
    readonly first: Part;
    readonly Part: { readonly most: number; init(n: number): Part };
    init(): Machine;
  };
  heavier(part: { readonly weight: number }): object;
  place(x: number): object;
  unit(of: string): string;
}

const file = new URL('nested.zig', import.meta.url);

for (const mode of ['Debug', 'ReleaseSmall']) {
  const zig = await load<Zig>(file, { mode });
  const { math, Machine } = zig;

  test(`constants of a type are its properties, in ${mode}`, () => {
    deepEqual([math.pi, math.limit, math.name, math.huge], [3.25, 500, 'maths', 1n << 60n]);
    deepEqual(math.primes, Uint8Array.of(2, 3, 5));
    equal(math.primes, math.primes);
    deepEqual(math.Point.origin, { x: 0, y: 0 });
    equal(math.deep.Unit.standard, 'meter');
    deepEqual([Machine.capacity, Machine.length, Machine.fallback, Machine.Part.most], [12, 3, null, 100]);
    equal(Machine.first.n, 77);
    equal(Machine.first, Machine.first);
  });

  test(`so are types, whose functions are called, in ${mode}`, () => {
    equal(math.twice(4), 8);
    equal(math.Point.length({ x: 3, y: 4 }), 5);
    deepEqual(zig.place(2), { x: 2, y: 0 });
    equal(zig.unit('foot'), 'foot');
    const machine = Machine.init();
    ok(machine.part instanceof (Machine.Part as unknown as new () => Part));
    machine.inner().bump();
    equal(machine.part.n, 2);
    machine.start({ name: 'dig', urgency: 'high' });
    deepEqual(machine.now(), { tag: 'busy', value: { name: 'dig', urgency: 'high' } });
    const part = Machine.Part.init(5);
    part.bump();
    equal(part.n, 6);
    part.free();
    deepEqual(zig.heavier({ weight: 1 }), { weight: 2 });
    deepEqual(Object.keys(zig).sort(), ['Machine', 'heavier', 'math', 'place', 'unit']);
  });
}

test('what of it cannot cross is left out, and why is said', async () => {
  const types = scratchDirectory();
  await bundle(file, { mode: 'Debug', declarations: types });
  const text = readFileSync(join(types, relative(process.cwd(), `${fileURLToPath(file)}.d.ts`)), 'utf8');
  match(text, /Left out: constant 'Machine\.broken' cannot cross to JavaScript: .* is a pointer/);
  match(
    text,
    /Left out: constant 'Machine\.prototype' cannot cross to JavaScript: a class has something else of that name/,
  );
});
