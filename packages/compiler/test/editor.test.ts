import { deepEqual, ok } from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Compilation } from '../src/compilation/compilation.ts';
import { EditorQueries } from '../src/editor/index.ts';
import { answerTo } from './support/editor-answers.ts';
import { editorCases } from './support/editor-cases.ts';
import { smallLib, TestHost } from './support/library.ts';

/* Questions of an editor: `editor/*.zig` has texts with marks, see `support/editor-cases.ts`. One compilation gets all of a file, one after the other. */

const directory = new URL('./editor/', import.meta.url);

for (const name of readdirSync(directory).filter((name) => name.endsWith('.zig'))) {
  test(`queries: ${name}`, () => {
    const host = new TestHost('', smallLib);
    const program = { rootPath: 'main.zig', zigLibDir: 'lib', host, isLibrary: true, emit: false } as const;
    const compilation = new Compilation({ ...program, target: 'wasm32-freestanding' });
    const queries = new EditorQueries(compilation);
    const wrong: string[] = [];
    let count = 0;
    for (const { title, text, expectations } of editorCases(readFileSync(new URL(name, directory), 'utf8'))) {
      compilation.update([{ path: 'main.zig', text }]);
      for (const { line, at, question, answer } of expectations) {
        count++;
        const given = answerTo(queries, text, at, question, answer);
        if (given !== answer) wrong.push(`${name}:${line} (${title}) ${question}: ${answer}\n    given: ${given}`);
      }
    }
    ok(count > 0);
    deepEqual(wrong, []);
  });
}
