import { deepEqual, ok } from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Compilation } from '../src/compilation/compilation.ts';
import type { UpdateResult } from '../src/compilation/update-result.ts';
import { EditorQueries } from '../src/editor/index.ts';
import { editorCases } from './support/editor-cases.ts';
import { lib, libraryOptions, smallLib, TestHost } from './support/library.ts';

/* Nothing that an update gives is another for questions that were asked before. */

const directory = new URL('./editor/', import.meta.url);

/** All texts of the tests of queries. */
const texts = readdirSync(directory)
  .filter((name) => name.endsWith('.zig'))
  .flatMap((name) => editorCases(readFileSync(new URL(name, directory), 'utf8')));

function shown({ errors, compileLog, faults, module }: UpdateResult): unknown {
  return [errors, compileLog, faults, module?.slice() ?? null];
}

function open(): { host: TestHost; compilation: Compilation } {
  const host = new TestHost('', smallLib);
  return { host, compilation: new Compilation(libraryOptions(host, null)) };
}

/** Asks all that can be asked at byte `at`. */
function askAll(queries: EditorQueries, at: number): void {
  const path = 'main.zig';
  queries.hover(path, at);
  queries.typeAt(path, at);
  queries.definition(path, at);
  queries.references(path, at);
  queries.expandAtCompileTime(path, at);
  queries.incomingCalls(path, at);
  queries.completion(path, at);
  queries.signatureHelp(path, at);
  deepEqual(queries.takeFaults(), []);
}

test('errors and modules are those of a build from nothing whatever was asked before', () => {
  const { compilation } = open();
  const queries = new EditorQueries(compilation);
  for (const { title, text } of texts) {
    const result = shown(compilation.update([{ path: 'main.zig', text }]));
    const fresh = open();
    deepEqual(result, shown(fresh.compilation.update([{ path: 'main.zig', text }])), title);
    for (let at = 0; at < text.length; at += 29) askAll(queries, at);
    queries.semanticKinds('main.zig', { start: 0, end: text.length });
    queries.inlayHints('main.zig', { start: 0, end: text.length });
    // What was asked shows neither where nothing changed.
    deepEqual(shown(compilation.update([])), result, title);
  }
});

test('what is asked without a change of the text leaves journal and saved state as they were', () => {
  const text = readFileSync(new URL('./editor/names.zig', import.meta.url), 'utf8')
    .split('//# generic types\n')[1]
    .split('//# ')[0];
  const options = (host: TestHost) => ({ ...libraryOptions(host, null), emit: true });
  const compilation = new Compilation(options(new TestHost(text, lib)));
  const result = shown(compilation.update());
  const told = (): unknown => compilation.journal().analysed.map(({ unit, cause }) => [unit, cause]);
  const journal = told();
  const saved = compilation.saveState()!.reduce((length, part) => length + part.length, 0);
  const queries = new EditorQueries(compilation);
  for (let at = 0; at < text.length; at += 5) {
    queries.hover('main.zig', at);
    queries.references('main.zig', at);
  }
  deepEqual(told(), journal);
  const savedAfter = compilation.saveState();
  ok(savedAfter !== null);
  // Names that were looked for may have been added.
  ok(savedAfter.reduce((length, part) => length + part.length, 0) - saved < 4096);
  deepEqual(shown(compilation.update([])), result);
});

test('a fault of the compiler in a question is told, once, and what is known stays', () => {
  const { compilation } = open();
  const text = 'export fn one() u32 {\n    return 1;\n}\n';
  const before = shown(compilation.update([{ path: 'main.zig', text }]));
  const queries = new EditorQueries(compilation);
  const answer = Compilation.sessionOf(compilation).inspect((): number => {
    throw new Error('of the test');
  });
  ok(answer === null);
  const faults = queries.takeFaults();
  ok(faults.length === 1 && faults[0].includes('of the test'), faults.join());
  deepEqual(queries.takeFaults(), []);
  ok(queries.hover('main.zig', 11) !== null);
  deepEqual(shown(compilation.update([])), before);
});
