import { deepEqual, equal, match, notEqual, ok } from 'node:assert/strict';
import { test } from 'node:test';
import type { Compilation } from '../src/compilation/compilation.ts';
import { completeOptions } from '../src/compilation/options.ts';
import { Session } from '../src/compilation/session.ts';
import { bytesSource } from '../src/compilation/state-file.ts';
import type { UpdateResult } from '../src/compilation/update-result.ts';
import type { OnStep } from '../src/util/fault.ts';
import { libraryOptions, openLibrary, smallLib, TestHost } from './support/library.ts';
import { sectionAt, UNASKED } from './support/state-sections.ts';

const program = `
const limit: u32 = 10;
const table = [_]u32{ 1, 2, 3 };
fn twice(x: u32) u32 {
    return 2 * x;
}
export fn first(x: u32) u32 {
    return if (x < limit) twice(x) else table[x % 3];
}
`;
const edited = program.replace('2 * x', 'x + x + 1');
const broken = program.replace('2 * x', '2 * y');

function open(source: string, state: Uint8Array | null): Compilation {
  return openLibrary(source, smallLib, state === null ? null : bytesSource(state)).compilation;
}

/** The same, without what stands around it; `onStep`: called as each step begins. */
function openSession(source: string, state: Uint8Array, onStep: OnStep): Session {
  const host = new TestHost(source, smallLib);
  return new Session(completeOptions(libraryOptions(host, bytesSource(state))), host, onStep);
}

function saved(compilation: Compilation): Uint8Array {
  const parts = compilation.saveState();
  ok(parts !== null);
  return new Uint8Array(Buffer.concat(parts));
}

/** What a user sees of a result. */
function shown({ errors, module, faults }: UpdateResult): unknown {
  return [errors, faults, module?.slice() ?? null];
}

function stateOf(source: string): Uint8Array {
  const compilation = open(source, null);
  compilation.update();
  return saved(compilation);
}

const state = stateOf(program);

test('a compilation goes on from what another knew, and has nothing to save where nothing changed', () => {
  const expected = shown(open(edited, null).update());
  const next = open(edited, state);
  deepEqual(shown(next.update()), expected);
  equal(next.stateRefusal, null);
  deepEqual(
    next.journal().analysed.map(({ unit }) => unit.name),
    ['main.twice'],
  );
  const third = open(edited, saved(next));
  deepEqual(shown(third.update()), expected);
  deepEqual(third.journal().analysed, []);
});

test('errors are kept, and mended', () => {
  const failed = stateOf(broken);
  const expected = shown(open(broken, null).update());
  deepEqual(shown(open(broken, failed).update()), expected);
  deepEqual(shown(open(program, failed).update()), shown(open(program, null).update()));
});

test('wherever a state is damaged, the result is that of a build from nothing', () => {
  const expected = shown(open(edited, null).update());
  let refused = 0;
  let unasked = 0;
  const check = (damaged: Uint8Array, what: string): void => {
    const compilation = open(edited, damaged);
    deepEqual(shown(compilation.update()), expected, what);
    if (compilation.stateRefusal === null) return;
    match(compilation.stateRefusal, /damaged|no state file|another format|of another|of other/, what);
    refused++;
  };
  const flips = 150;
  for (let i = 0; i < flips; i++) {
    const damaged = state.slice();
    const at = i < 100 ? Math.floor((i * state.length) / 100) : (i - 100) * 7;
    damaged[at] ^= 1 << (i & 7);
    check(damaged, `byte ${at}`);
    if (UNASKED.has(sectionAt(state, at))) unasked++;
  }
  equal(refused, flips - unasked);
  for (let i = 0; i < 30; i++) check(state.slice(0, Math.floor((i * state.length) / 30)), `length ${i}/30`);
});

test('where a call is added, data that another process linked is not made again', () => {
  const calling = edited.replace('return if', '_ = twice(3);\n    return if');
  const dataOf = (from: Uint8Array): string[] => {
    const made: string[] = [];
    const session = openSession(calling, from, (step, name) => {
      if (step === 'data') made.push(name());
    });
    deepEqual(shown(session.update([])), shown(open(calling, null).update()));
    return made;
  };
  ok(dataOf(new Uint8Array(0)).length > 0);
  deepEqual(dataOf(state), []);
});

test('a state whose sources are others is brought up to date, however often they go back and forth', () => {
  let current = state;
  for (const source of [edited, program, broken, broken, edited, program]) {
    const compilation = open(source, current);
    const result = compilation.update();
    equal(compilation.stateRefusal, null);
    deepEqual(shown(result), shown(open(source, null).update()));
    current = compilation.saveState() === null ? current : saved(compilation);
  }
});

test('a function that nothing called while its type was renamed is called after the name that the type has', () => {
  const [called, renamed] = ['A', 'B'].map(
    (name) => `
fn make() type {
    const ${name} = struct { fn next(x: u32) u32 { return x + 1; } };
    return ${name};
}
export fn first(x: u32) u32 { return make().next(x); }
export fn size() usize { return @sizeOf(make()); }
`,
  );
  const withoutCall = (source: string): string => source.replace('make().next(x)', 'x');
  const { host, compilation } = openLibrary(called, smallLib);
  compilation.update();
  for (const source of [withoutCall(called), withoutCall(renamed)]) {
    host.source = source;
    compilation.update(['main.zig']);
  }
  deepEqual(shown(open(renamed, saved(compilation)).update()), shown(open(renamed, null).update()));
});

test('what was not updated, or did not end, saves nothing', () => {
  equal(open(program, null).saveState(), null);
  const stopped = open(program, null);
  const signal = { aborted: true };
  notEqual(stopped.update([], { signal }).isComplete, true);
  equal(stopped.saveState(), null);
});

test('code that refers to what it referred to is put into the module that was saved; else all is linked', () => {
  const steps: string[] = [];
  const cases: [from: string, to: string, linked: boolean][] = [
    ['2 * x', 'x + x + 1', false],
    ['2 * x', 'x * x * x * x * x * x * x * x * x * x *% x +% x', false],
    ['table[x % 3]', 'table[x % 2]', false],
    ['twice(x)', 'x', true],
    ['table[x % 3]', 'x', true],
    ['limit: u32 = 10', 'limit: u32 = 11', true],
    ['export fn first', 'export fn other() u32 {\n    return 7;\n}\nexport fn first', true],
  ];
  for (const [from, to, linked] of cases) {
    const source = program.replace(from, to);
    const expected = shown(open(source, null).update());
    const [next, session] = [open(source, state), openSession(source, state, (step) => steps.push(step))];
    deepEqual(shown(next.update()), expected, to);
    steps.length = 0;
    deepEqual(shown(session.update([])), expected, to);
    equal(steps.includes('link'), linked, to);
    // What comes of it is what the next one starts from.
    const again = source.replace(/(?<=fn twice.*\n {4}return )(.*);/, '5 + ($1);');
    notEqual(again, source);
    deepEqual(shown(open(again, saved(next)).update()), shown(open(again, null).update()), `behind ${to}`);
  }
});
