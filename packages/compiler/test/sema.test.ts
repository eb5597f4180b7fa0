import { deepEqual, ok } from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { after, test } from 'node:test';
import { BigStack } from '../../../test/support/big-stack.ts';
import { OptimizeMode } from '../src/index.ts';
import type { Compiled } from './sema/compile.ts';

/*
 * run/name.zig exports functions, each with a comment `/// (arguments) = result` per call to make; `= trap` where it must not return.
 * So in Debug, and in ReleaseSafe unless its first line is `// Debug`, where values are kept in locals.
 *
 * errors/name.zig is programs, each under a line `// --- title`; errors/name.txt has, under the same line, the errors and notes that
 * the official compiler reports for it as `main.zig`, what the program logs behind them, and for what follows a line `// a.zon` in it as that file beside it. To refresh the
 * expectation, ask it.
 *
 * traces/name.zig is programs, too; traces/name.txt has of each the official errors, and the references in it that are told of the first of them.
 *
 * The standard library of these programs is `lib`: what analysis itself refers to, and nothing more.
 */

/** As much of the host's WebAssembly as is needed here. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: Record<string, (...args: number[]) => unknown> };
  readonly RuntimeError: new () => Error;
};

const directory = new URL('sema/', import.meta.url);

// Some cases recurse as deep as the language allows.
const thread = new BigStack(new URL('sema/compile.ts', import.meta.url));
after(() => thread.close());

function compile(source: string, emit: boolean, mode = OptimizeMode.Debug): Promise<Compiled> {
  return thread.call('compile', source, emit, mode);
}

function cases(folder: string): string[] {
  return readdirSync(new URL(folder, directory)).filter((name) => name.endsWith('.zig'));
}

function read(path: string): string {
  return readFileSync(new URL(path, directory), 'utf8');
}

/** A call and what comes of it, as a comment in a case says. */
const CALL = /^\/\/\/ \((.*)\) = (\S+)$/;
const EXPORT = /^export fn (\w+)\(/;

for (const name of cases('run/')) {
  test(`sema run ${name}`, () => checkCalls(read(`run/${name}`), OptimizeMode.Debug));
  if (!read(`run/${name}`).startsWith('// Debug\n'))
    test(`sema run ${name} in ReleaseSafe`, () => checkCalls(read(`run/${name}`), OptimizeMode.ReleaseSafe));
}

/** Makes the calls that comments in `source` say. */
async function checkCalls(source: string, mode: OptimizeMode): Promise<void> {
  const { errors, faults, module } = await compile(source, true, mode);
  deepEqual([errors, ...faults], ['']);
  ok(module !== null);
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array(module)));
  const expected: string[] = [];
  const found: string[] = [];
  let calls: RegExpExecArray[] = [];
  for (const line of source.split('\n')) {
    const call = CALL.exec(line);
    if (call !== null) calls.push(call);
    const exported = EXPORT.exec(line);
    if (exported === null) continue;
    for (const [, args, result] of calls) {
      expected.push(`${exported[1]}(${args}) = ${result}`);
      found.push(`${exported[1]}(${args}) = ${run(exports[exported[1]], args)}`);
    }
    calls = [];
  }
  ok(expected.length > 0);
  deepEqual(found, expected);
}

function run(call: (...args: number[]) => unknown, args: string): string {
  try {
    return String(call(...args.split(', ').map(Number)));
  } catch (thrown) {
    ok(thrown instanceof WebAssembly.RuntimeError);
    return 'trap';
  }
}

/** The programs or expectations of a file, by title. */
function sections(text: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const section of text.split(/^\/\/ --- /m).slice(1)) {
    const end = section.indexOf('\n');
    found.set(section.slice(0, end), section.slice(end + 1));
  }
  return found;
}

/** Of each program in a file of `folder`, the lines that it comes to and that `counts` says yes to are those expected. */
function checkLines(folder: string, counts: RegExp): void {
  for (const name of cases(`${folder}/`)) {
    test(`sema ${folder} ${name}`, async () => {
      const expected = sections(read(`${folder}/${name.replace(/zig$/, 'txt')}`));
      for (const [title, source] of sections(read(`${folder}/${name}`))) {
        const { errors, faults } = await compile(source, false);
        // The notes of a message without a place are indented.
        const lines = errors.split('\n').map((line) => line.trimStart());
        deepEqual(
          [title, ...lines.filter((line) => counts.test(line)), ...faults],
          [title, ...(expected.get(title) ?? '').split('\n').filter((line) => line !== '')],
        );
      }
    });
  }
}

checkLines('errors', /^((main\.zig|a\.zon):\d+:\d+: )?(error|note): |^@as\(/);
checkLines('traces', /^main\.zig:\d+:\d+: error: |^\S+( \[inlined\])?: main\.zig:\d+:\d+$/);
