import { deepEqual, equal, throws } from 'node:assert/strict';
import { after, test } from 'node:test';
import { templates } from '../../tools/fuzz-bases.ts';
import type { FuzzReport, FuzzSettings } from '../../tools/fuzz-report.ts';
import { parseTemplate, render, type State } from '../../tools/walk-template.ts';
import { BigStack } from '../support/big-stack.ts';

const SEED = 20261126;
/** How many steps are made in each program. */
const STEPS = 8;

const thread = new BigStack(new URL('../../tools/fuzz-walks.ts', import.meta.url));
after(() => thread.close());

test('with its holes as they usually are, each program compiles', async () => {
  deepEqual(await thread.call<string[]>('faultyWalks'), []);
});

test('a short walk over each program comes by no difference to builds from nothing, half of them with rows dropped at each step', async () => {
  const budget = { seconds: Infinity, edits: STEPS };
  for (const [i, [name]] of templates().entries()) {
    const settings: FuzzSettings = { passFaults: false, collectsAlways: i % 2 === 0 };
    const report = await thread.call<FuzzReport>('fuzzWalks', budget, SEED + i, settings, [name]);
    equal(report.difference, null);
    equal(report.edits, STEPS, name);
  }
});

/** The one file of a template without the hole at its beginning, whose other holes are in `state`. */
function textOf(text: string, state: State): string {
  const files = render(parseTemplate(`#file=main.zig\n${text}`), [0, ...state]);
  return files.get('main.zig') ?? '';
}

test('a hole has its alternatives, and holes in them', () => {
  const text = 'const a = $(1$|$(2$|3$) + 4$|$);';
  equal(textOf(text, [0, 0]), 'const a = 1;');
  equal(textOf(text, [1, 1]), 'const a = 3 + 4;');
});

test('a hole with a name stands in several places', () => {
  const text = 'const $name:(a$|b$) = $name; // $name:[first$|second$]';
  equal(textOf(text, [0]), 'const a = a; // first');
  equal(textOf(text, [1]), 'const b = b; // second');
});

test('what may stand in any order comes in each', () => {
  const orders = [0, 1, 2, 3, 4, 5].map((order) => textOf('$<a$,b$,c$>', [order]));
  equal(orders[0], 'abc');
  deepEqual([...orders].sort(), ['abc', 'acb', 'bac', 'bca', 'cab', 'cba']);
});

test('a file of blanks is not there', () => {
  const template = parseTemplate('#file=main.zig\n1\n#file=other.zig\n$(2$|$)\n');
  equal(render(template, [0, 0, 0]).has('other.zig'), true);
  equal(render(template, [0, 1, 1]).has('other.zig'), false);
});

test('marks that do not fit together are told', () => {
  for (const text of ['$(a', 'a$)', '$(a$,b$)', '$unknown', '$n:(a$|b$) $n:[a$]', '$n:(a$) $n:(b$)'])
    throws(() => parseTemplate(`#file=main.zig\n${text}`), RangeError, text);
});
