import { deepEqual, equal, notEqual, ok, throws } from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { load } from './support/load.ts';

/* Numbers that are views of memory: `views.zig`. */

type Numbers = Float32Array | Float64Array | Uint8Array | Uint16Array | BigInt64Array;

interface View<T extends Numbers = Float32Array> extends Iterable<number | bigint> {
  readonly array: T;
  readonly length: number;
}
interface Canvas {
  readonly pixelsView: View<Uint8Array>;
  matrix_view: View<Float64Array>;
  plain: Float64Array;
  rowView(start: number): View<Uint8Array>;
  trace(): number;
  free(): void;
}
interface Zig {
  samplesView(): View;
  array_view(): View;
  copied(): Float32Array;
  overview(): string;
  named(from: number): View | Float32Array;
  noneView(): View<Float64Array>;
  maybeView(there: boolean): View | null;
  halve(values: View | Float32Array): void;
  sum(values: View | Float32Array | readonly number[]): number;
  isOwn(values: View | Float32Array): boolean;
  total(arrays: readonly (View | readonly number[])[], pair: View | readonly number[]): number;
  makeView(length: number): View<Uint16Array>;
  grow(pages: number): boolean;
  echo(x: { readonly n: number }): { readonly n: number };
  parts(): { readonly left_view: View<BigInt64Array>; readonly right: BigInt64Array };
  readonly Canvas: { init(size: number): Canvas };
}

const file = new URL('views.zig', import.meta.url);
const zig = await load<Zig>(file, { mode: 'Debug', views: ['named'] });
const { Canvas } = zig;

test('what is written to a view Zig reads, and what Zig writes is in it', () => {
  const view = zig.samplesView();
  fc.assert(
    fc.property(fc.float32Array({ minLength: 8, maxLength: 8, noNaN: true }), (values) => {
      view.array.set(values);
      deepEqual(zig.copied(), values);
      deepEqual(zig.array_view().array, values);
      zig.halve(view);
      deepEqual(
        view.array,
        values.map((one) => one / 2),
      );
    }),
  );
  equal(view.length, 8);
  deepEqual([...view], [...view.array]);
});

test('only what is called so is a view', () => {
  ok(zig.copied() instanceof Float32Array);
  equal(zig.overview(), 'text');
  deepEqual((zig.named(6) as View).array.length, 2);
  deepEqual([zig.noneView().length, [...zig.noneView()]], [0, []]);
  equal(zig.maybeView(false), null);
  equal(zig.maybeView(true)?.length, 2);
  const { left_view, right } = zig.parts();
  deepEqual([left_view.array, right], [BigInt64Array.of(-1n, 2n), BigInt64Array.of(-3n, 4n)]);
  deepEqual(zig.echo({ n: 3 }), { n: 3 });
});

test('a view is given to Zig as it is, an array as a copy', () => {
  const view = zig.samplesView();
  view.array.set([1, 2, 3, 4, 5, 6, 7, 8]);
  equal(zig.isOwn(view), true);
  equal(zig.isOwn(view.array), false);
  equal(zig.sum(view), 36);
  equal(zig.sum([1, 2]), 3);
  const two = zig.maybeView(true)!;
  equal(zig.total([two, [1, 1]], two), 8);
  equal(zig.sum(zig.makeView(3) as unknown as View), 3);
});

test('a view lasts when memory grows, the array that it gave does not', () => {
  const view = zig.samplesView();
  view.array.set([8, 7, 6, 5, 4, 3, 2, 1]);
  const before = view.array;
  equal(view.array, before);
  equal(zig.grow(1), true);
  equal(before.length, 0);
  notEqual(view.array, before);
  deepEqual([...view], [8, 7, 6, 5, 4, 3, 2, 1]);
  equal(zig.sum(view), 36);
});

test('what a function with a view in its result allocates stays', () => {
  const first = zig.makeView(1000);
  for (let i = 0; i < 100; i++) zig.makeView(1000).array.fill(9);
  deepEqual(
    first.array,
    Uint16Array.from({ length: 1000 }, (_, i) => i),
  );
});

test('a field is a view that ends with its object', () => {
  const canvas = Canvas.init(16);
  const [pixels, row, matrix] = [canvas.pixelsView, canvas.rowView(12), canvas.matrix_view];
  pixels.array[13] = 99;
  deepEqual([...row], [7, 99, 7, 7]);
  matrix.array[3] = 41;
  equal(canvas.trace(), 42);
  canvas.matrix_view = Canvas.init(1).matrix_view;
  equal(canvas.trace(), 2);
  canvas.matrix_view = [2, 0, 0, 3] as unknown as View<Float64Array>;
  deepEqual([...matrix], [2, 0, 0, 3]);
  ok(canvas.plain instanceof Float64Array);
  canvas.free();
  for (const one of [pixels, row, matrix])
    throws(() => one.array, { name: 'ReferenceError', message: 'this Canvas was freed' });
  throws(() => canvas.pixelsView, { name: 'ReferenceError' });
});
