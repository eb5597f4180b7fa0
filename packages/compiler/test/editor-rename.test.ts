import { deepEqual, equal, ok } from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Random } from '../../../tools/random-edit.ts';
import { Compilation } from '../src/compilation/compilation.ts';
import { EditorQueries, extractConstant, type FixEdit, inlineConstant, syntaxTree } from '../src/editor/index.ts';
import { declarationAt } from '../src/editor/scopes.ts';
import { syntaxIndex } from '../src/editor/syntax-index.ts';
import { stringOfBytes } from '../src/util/utf8.ts';
import { lib, TestHost } from './support/library.ts';

/* Names of real programs are changed, and constants made and taken away: the program still compiles, with other names to the same module. */

const RENAMES = 12;
const REFACTORINGS = 8;

const seed = Number(process.env.REZIG_SEED ?? Math.floor(Math.random() * 2 ** 31));

/** Programs of `test/programs`: those that `REZIG_PROGRAMS` names, else three that are drawn. */
function chosenPrograms(): string[] {
  const { REZIG_PROGRAMS } = process.env;
  if (REZIG_PROGRAMS !== undefined) return REZIG_PROGRAMS.split(',');
  const names = readdirSync(new URL('../../../test/programs/', import.meta.url)).filter((name) =>
    name.endsWith('.zig'),
  );
  const random = new Random(seed);
  const left = names.map((name) => name.slice(0, -'.zig'.length)).filter((name) => name !== '12_zig_in_zig');
  return Array.from({ length: 3 }, () => left.splice(random.below(left.length), 1)[0]);
}

/** `text`, of which each character is a byte, after `edits`, none of which overlap. */
function edited(text: string, edits: readonly FixEdit[]): string {
  let result = text;
  for (const { start, end, text: inserted } of [...edits].sort((a, b) => b.start - a.start))
    result = result.slice(0, start) + inserted + result.slice(end);
  return result;
}

for (const name of chosenPrograms()) {
  test(`${name}: other names, other constants, seed ${seed}`, () => {
    const random = new Random(seed);
    const bytes = readFileSync(new URL(`../../../test/programs/${name}.zig`, import.meta.url));
    // One character for each byte.
    const source = bytes.toString('latin1');
    const update = (text: string): ReturnType<Compilation['update']> =>
      compilation.update([{ path: 'main.zig', text: new Uint8Array(Buffer.from(text, 'latin1')) }]);
    const host = new TestHost(stringOfBytes(bytes), lib);
    const isLibrary = !/^pub fn main\b/m.test(source);
    const compilation = new Compilation({ rootPath: 'main.zig', zigLibDir: 'lib', host, isStripped: true, isLibrary });
    const queries = new EditorQueries(compilation);
    const first = update(source);
    deepEqual(first.errors, []);
    const module = Buffer.from(first.module!);
    const names = [...source.matchAll(/(?<![.@"\w])[A-Za-z_]\w*/g)];
    const index = syntaxIndex(syntaxTree('main.zig', bytes));
    let renamed = 0;
    for (let i = 0; renamed < RENAMES; i++) {
      ok(i < 100 * RENAMES);
      const match = random.of(names);
      const known = queries.prepareRename('main.zig', match.index);
      if (known?.start !== match.index) continue;
      // What is asked for by a name that is made while compiling, as in `std.meta.FieldEnum`, is not seen.
      if (source.includes(`.${match[0]}`) || source.includes(`"${match[0]}"`)) continue;
      const edits = queries.rename('main.zig', match.index, `renamed_${i}`);
      if (edits === null || typeof edits === 'string' || edits.some(({ path }) => path !== 'main.zig')) continue;
      renamed++;
      const text = edited(source, edits);
      const result = update(text);
      const at = `${match[0]} at byte ${match.index}`;
      deepEqual(
        result.errors.map((error) => error.text),
        [],
        at,
      );
      // Names of members are data where the program asks for them, and put functions in order.
      const declared = edits.map(({ start }) => declarationAt(index, index.tokenAt(start))).find((one) => one !== null);
      const isLocal = declared !== undefined && declared.kind !== 'member' && /^[a-z]/.test(match[0]);
      if (isLocal && !module.includes(match[0])) equal(Buffer.compare(result.module!, module), 0, at);
      deepEqual(update(source).errors, []);
    }
    let made = 0;
    for (let i = 0; made < REFACTORINGS && i < 100 * REFACTORINGS; i++) {
      const tree = syntaxTree('main.zig', bytes);
      const start = random.of(names).index;
      const length = /^[\w.]+(\([\w., ]*\))?( [-+*/] \w+)?/.exec(source.slice(start))![0].length;
      const fix =
        random.below(2) === 0 ? inlineConstant(tree, start) : extractConstant(tree, { start, end: start + length });
      if (fix === null) continue;
      made++;
      const result = update(edited(source, fix.edits));
      const at = `${fix.title} at byte ${start}: ${source.slice(start, start + length)}`;
      deepEqual(
        result.errors.map((error) => error.text),
        [],
        at,
      );
      update(source);
    }
  });
}
