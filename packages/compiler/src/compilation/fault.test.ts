import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { openLibrary, smallLib, TestHost } from '../../test/support/library.ts';
import { OptimizeMode } from '../query/optimize-mode.ts';
import type { OnStep } from '../util/fault.ts';
import { completeOptions } from './options.ts';
import { Session } from './session.ts';
import { renderErrors, type UpdateResult } from './update-result.ts';

const program = `
const limit: u32 = 10;
const table = [_]u32{ 1, 2, 3 };
var counter: u32 = 5;
const Kind = enum { small, large };
const Node = struct { next: ?*const Node = null, kind: Kind = .large };
const node: Node = .{};
fn Pair(T: type) type {
    return struct { a: T, b: T };
}
fn sum(pair: Pair(u32)) u32 {
    return pair.a + pair.b;
}
fn check(i: u32) !u32 {
    if (i > limit) return error.TooLarge;
    return table[i % table.len] + counter;
}
export fn first(x: u32) u32 {
    counter += @intFromEnum(node.kind);
    return check(x) catch sum(.{ .a = x, .b = 1 });
}
export fn second(x: u128, y: u128) usize {
    const kind: Kind = if (x == 0) .small else .large;
    return @tagName(kind).len + @as(usize, @truncate(x / y));
}
`;

const edited = program.replace('x, .b = 1', 'x, .b = limit').replace('small, large', 'small, middle, large');
const erroneous = edited.replace('pair.a + pair.b', 'pair.a + pair.c').replace('i > limit', 'i > limitt');

/** A session over the small library in which step `failing.at`, counted from 1, throws. */
class FailingSession {
  readonly host = new TestHost(program, smallLib);
  readonly steps: string[] = [];
  #failing: { readonly at: number; readonly thrown: unknown } | null = null;
  readonly #session: Session;

  constructor() {
    const onStep: OnStep = (step, name) => {
      this.steps.push(`${step} ${name()}`);
      if (this.steps.length === this.#failing?.at) throw this.#failing.thrown;
    };
    const options = {
      rootPath: 'main.zig',
      zigLibDir: 'lib',
      host: this.host,
      target: 'wasm32-freestanding',
      mode: OptimizeMode.Debug,
    } as const;
    this.#session = new Session(completeOptions({ ...options, isLibrary: true, emit: true }), this.host, onStep);
  }

  update(source: string, failing: { readonly at: number; readonly thrown: unknown } | null = null): UpdateResult {
    this.host.source = source;
    this.#failing = failing;
    this.steps.length = 0;
    return this.#session.update(['main.zig']);
  }
}

function outcome(result: UpdateResult): object {
  return { errors: renderErrors(result, false), module: result.module, faults: result.faults };
}

/**
 * Makes the updates `before`, then that to `source` with a fault in each of its steps in turn: it is an error, and never a module. The same
 * update again mends it, and so does an edit.
 */
function injectFaults(before: readonly string[], source: string, thrown: unknown, every = 1): void {
  const next = `${source}\nexport fn third() u32 {\n    return counter;\n}\n`;
  const fresh = outcome(new FailingSession().update(source));
  const freshNext = outcome(new FailingSession().update(next));
  const open = (): FailingSession => {
    const session = new FailingSession();
    for (const text of before) session.update(text);
    return session;
  };
  const whole = open();
  whole.update(source);
  const steps = [...whole.steps];
  ok(steps.length > 0);
  for (let at = 1; at <= steps.length; at += every) {
    const session = open();
    const broken = session.update(source, { at, thrown });
    const what = `fault in step ${at}: ${steps[at - 1]}`;
    equal(broken.module, null, what);
    match(renderErrors(broken, false), /internal fault of the compiler while .*: please report it/, what);
    ok(
      broken.faults.some((fault) => fault.includes('injected')),
      what,
    );
    deepEqual(outcome(session.update(source)), fresh, `${what}, mended`);
    deepEqual(outcome(session.update(next)), freshNext, `${what}, edited`);
  }
}

test('a fault in any step of a build is an error, and the next update mends it', () => {
  injectFaults([], program, new Error('injected'));
});

test('a fault in any step of an update is an error, and the next update mends it', () => {
  injectFaults([program], edited, new Error('injected'));
});

test('a fault in telling errors, or beside them, is an error, and the next update mends it', () => {
  injectFaults([program], erroneous, new TypeError('injected'));
  injectFaults([program, erroneous], edited, 'injected');
});

test('where the stack or memory came to its end, the next update builds from nothing', () => {
  injectFaults([], program, new RangeError('injected: Maximum call stack size exceeded'), 7);
  injectFaults([program], edited, new RangeError('injected: Array buffer allocation failed'));
});

test('a fault names the declaration and the file that it struck', () => {
  const told = (step: string): string => {
    const session = new FailingSession();
    session.update(program);
    const at = session.steps.findIndex((name) => name.startsWith(step)) + 1;
    ok(at > 0, step);
    return renderErrors(new FailingSession().update(program, { at, thrown: new Error('injected') }), false).trim();
  };
  const fault = (doing: string): string => `error: internal fault of the compiler while ${doing}: please report it`;
  equal(told('analysis main.table'), fault(`analysing 'main.table'`));
  equal(told('analysis main.Node'), fault(`analysing 'main.Node'`));
  equal(told('code main.check'), fault(`generating code of 'main.check'`));
  equal(told('data [3]u32'), fault(`making data of 'main.table'`));
  equal(told('link'), fault('linking'));
  equal(told('lowering main.zig'), fault(`reading 'main.zig'`));
});

test('a fault stays as long as what it struck is reached', () => {
  const session = new FailingSession();
  session.update(program);
  const at = session.steps.indexOf('code main.sum') + 1;
  const failing = new FailingSession();
  const broken = failing.update(program, { at, thrown: new Error('injected') });
  match(renderErrors(broken, false), /generating code of 'main.sum'/);
  const without = program.replace('catch sum(.{ .a = x, .b = 1 })', 'catch 0');
  deepEqual(outcome(failing.update(without)), outcome(new FailingSession().update(without)));
  deepEqual(outcome(failing.update(program)), outcome(new FailingSession().update(program)));
});

test('where the host fails, that is an error, and the session goes on', () => {
  const { host, compilation } = openLibrary('export fn get() u32 {\n    return 1;\n}\n', smallLib);
  const module = compilation.update().module!.slice();
  const { readFile } = host;
  host.readFile = () => {
    throw new Error('the disk is gone');
  };
  const broken = compilation.update(['main.zig']);
  deepEqual(
    broken.errors.map(({ text }) => text),
    ["internal fault of the compiler while reading 'main.zig': please report it"],
  );
  equal(broken.module, null);
  match(broken.faults[0]!, /the disk is gone/);
  deepEqual(compilation.watchedPaths().includes('main.zig'), true);
  host.readFile = readFile;
  const mended = compilation.update();
  deepEqual(mended.errors, []);
  deepEqual(mended.module, module);
});
