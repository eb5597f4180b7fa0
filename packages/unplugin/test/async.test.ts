import { deepEqual, equal, rejects } from 'node:assert/strict';
import { test } from 'node:test';
import { openPage, skip } from '../../../test/support/browser.ts';
import { bundle, load } from './support/load.ts';

/* Functions that wait for promises of JavaScript: `async.zig`, in Chromium. */

const file = new URL('async.zig', import.meta.url);
const options = { mode: 'Debug', async: true };

/** What the functions come to in the page, one after the other, and what two calls come to that are made at once. */
const PROGRAM = `async () => {
  const zig = await import('/async.mjs');
  const said = async (promise) => promise.then((value) => (ArrayBuffer.isView(value) ? [...value] : value), (error) => error.name + ': ' + error.message);
  const counter = await zig.Counter.init(4);
  const adding = Promise.all([counter.add(1), counter.add(2), counter.add(3)]);
  await adding;
  const results = {
    all: await said(zig.fetchAll([1, 2, 3])),
    atOnce: await Promise.all([said(zig.fetchAll([5, 6])), said(zig.next(1)), said(zig.fetchAll([7])), said(zig.fails(13)), said(zig.fetchAll([8]))]),
    napping: await said(zig.napping(20)),
    map: await said(zig.map([1, 2], async (n) => n * 10)),
    mapNow: await said(zig.map([1, 2], (n) => n * 100)),
    fails: [await said(zig.fails(60)), await said(zig.fails(13)), await said(zig.fails(9))],
    wrong: await said(zig.next('x')),
    counter: counter.n,
  };
  counter.free();
  const before = await zig.pages();
  for (let i = 0; i < 3000; i++) await zig.map([1, 2, 3], async (n) => n);
  return { ...results, grown: (await zig.pages()) - before };
}`;

test('functions wait for promises, one call after the other', { skip }, async () => {
  const { page } = await openPage({ 'async.mjs': await bundle(file, options) });
  deepEqual(await page.evaluate(`(${PROGRAM})()`), {
    all: [2, 4, 6],
    atOnce: [[10, 12], 2, [14], 'Error: unlucky', [16]],
    napping: true,
    map: [10, 20],
    mapNow: [100, 200],
    fails: ['ZigError: TooLarge', 'Error: unlucky', 9],
    wrong: 'TypeError: "x" is no number for u32',
    counter: 20,
    grown: 0,
  });
});

/** With some functions that wait: the others are called as ever, also while one of those waits. */
const SOME = `async () => {
  const zig = await import('/some.mjs');
  const counter = await zig.Counter.init(4);
  const said = (f) => { try { return f(); } catch (error) { return error.constructor.name; } };
  const waiting = Promise.all([counter.add(1), zig.fetchAll([1, 2])]);
  const between = [zig.map([1, 2], (n) => n + 1), counter.n];
  await new Promise((resolve) => setTimeout(resolve, 1));
  between.push(zig.map([3], (n) => n * 2), counter.n);
  between.push(zig.next(1), await zig.mapSlowly([1], async (n) => n + 4));
  const [, all] = await waiting;
  return { between: between.map((one) => (ArrayBuffer.isView(one) ? [...one] : one)), all: [...all], counter: counter.n, sleeping: said(() => zig.napping(1)), waits: said(() => zig.fails(1)) };
}`;

test('functions that are named wait, the others do not', { skip }, async () => {
  const { page } = await openPage({
    'some.mjs': await bundle(file, {
      mode: 'Debug',
      async: ['fetchAll', 'Counter.init', 'Counter.add', 'mapSlowly', 'fetchNumber'],
    }),
  });
  deepEqual(await page.evaluate(`(${SOME})()`), {
    between: [[2, 3], 8, [6], 8, 2, [5]],
    all: [2, 4],
    counter: 10,
    sleeping: 'SuspendError',
    waits: 'SuspendError',
  });
});

const canWait = 'Suspending' in (globalThis as unknown as { readonly WebAssembly: object }).WebAssembly;
test('an engine that cannot wait says so', { skip: canWait && 'this one can' }, () =>
  rejects(load(file, options), /the option async of the plug-in needs an engine with JavaScript Promise Integration/),
);

test('without the option nothing waits', async () => {
  const zig = await load<{ next(n: number): number; napping(n: number): boolean }>(file, { mode: 'Debug' });
  equal(zig.next(1), 2);
  let message = '';
  try {
    zig.napping(1);
  } catch (error) {
    message = String(error);
  }
  equal(message, 'ZigPanic: JavaScript cannot sleep without the option async');
});
