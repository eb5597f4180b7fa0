import { deepEqual, ok } from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { test } from 'node:test';
import { generateData } from '../src/codegen/data.ts';
import { ReprTable } from '../src/codegen/repr.ts';
import type { Index } from '../src/intern/ids.ts';
import type { InternPool } from '../src/intern/pool.ts';
import type { Sema } from '../src/sema/core/sema.ts';

/** The floors of the compiler, lowest first. A file imports from its own floor and those before it; `index.ts` from the last. */
const FLOORS = [
  'util',
  'source',
  'syntax',
  'zir',
  'intern',
  'incremental',
  'air',
  'query',
  'sema',
  'codegen',
  'optimize',
  'link',
  'compilation',
  'editor',
  'bindings',
  'swap',
];

/**
 * The rooms of `sema`, each an area of the language, lowest first. A file imports from its own room and those before it; what is recursive
 * in the language goes through `Language` of `core/handlers.ts`, which the last room gives.
 */
const ROOMS = [
  'core',
  'types',
  'values',
  'memory',
  'coercion',
  'casts',
  'errors',
  'access',
  'operators',
  'declarations',
  'initialization',
  'control',
  'calls',
  'zon',
  'builtins',
  'units',
];

/**
 * How many files of a floor import one another at most; of others none do. To parse, lower, print and generate code is recursive as the language
 * is; in `sema`, values are coerced part by part, so that coercions of parts and of wholes are one.
 */
const LARGEST_CYCLE: Readonly<Record<string, number>> = { syntax: 9, zir: 28, intern: 4, sema: 3, codegen: 4 };

const source = new URL('../src/', import.meta.url);
const files = (readdirSync(source, { recursive: true }) as string[])
  .map((name) => name.replaceAll('\\', '/'))
  .filter((name) => name.endsWith('.ts'))
  .sort();

/** `import ... from 'x'`, `export ... from 'x'`, `import 'x'`, `import('x')`. */
const IMPORT =
  /^(?:import|export)\s+(?:type\s+)?(?:\{[^}]*\}|\*(?:\s+as\s+\w+)?|\w+(?:,\s*\{[^}]*\})?)\s+from\s+'([^']+)'|^import\s+'([^']+)'|\bimport\(\s*'([^']+)'/gm;

/** The number of the room that `path` is in; -1 if that is none. */
function roomOf(path: string): number {
  const [floor, room, name] = path.split('/');
  return floor === 'sema' && name !== undefined ? ROOMS.indexOf(room) : -1;
}

/**
 * By what a unit of analysis would read what can change without relying on it, or write what another gives. Types refuse it too (`refusedByTypes`);
 * this finds imports and names that would get around them.
 */
const BEHIND_THE_READER =
  /\b(ContainerTable|DeclTable|FuncTable|NamespaceTable|PoolTables|computeLayout|setMutableWord)\b|\bzcu\.(pool|tables)\b|\.tables\b|\bas unknown as\b/g;

/** The files of `sema` that begin and end the analysis of a unit: they give the unit what it writes its result through. */
const UNIT_FILES = ['sema/units/unit.ts', 'sema/units/record-unit.ts'];

/** What a file of `sema` or `codegen` names that is behind what declares that it is read. */
function undeclared(file: string, text: string): string[] {
  if (!/^(sema|codegen)\//.test(file) || /\.test\.ts$/.test(file)) return [];
  const found = [...text.matchAll(BEHIND_THE_READER)].map(([name]) => `${file} names ${name}`);
  if (!UNIT_FILES.includes(file) && /import (type )?\{[^}]*\bZcu\b[^}]*\}/.test(text))
    found.push(`${file} imports Zcu`);
  return found;
}

/** The same for what makes code and data: all that they have to read by is a `ReprTable`. */
export function refusedInCode(reprs: ReprTable, plain: InternPool, value: Index): unknown[] {
  return [
    // @ts-expect-error: the pool that tells nobody what is read
    new ReprTable(plain),
    // @ts-expect-error: the same
    generateData(plain, value),
    // @ts-expect-error: a column of what can change, which is a function that declares
    reprs.pool.containers.size.data,
    // @ts-expect-error: the table behind a reader
    reprs.pool.decls.table,
  ];
}

/** Each of these is an error to the compiler; where one is not, `npm run typecheck` fails. */
export function refusedByTypes({ pool, zcu }: Sema): unknown[] {
  return [
    // @ts-expect-error: the tables of the pool
    zcu.tables,
    // @ts-expect-error: the pool that tells nobody what is read
    zcu.pool,
    // @ts-expect-error: a column of what can change, which is a function that declares
    pool.containers.size.data,
    // @ts-expect-error: the table behind a reader
    pool.decls.table,
    // @ts-expect-error: a way to write what units give
    pool.containers.setFields,
  ];
}

/** What is wrong with the imports of `file`, whose text is `text`. */
function faults(file: string, text: string): string[] {
  const found: string[] = [];
  const isTest = file.endsWith('.test.ts');
  const floor = file.includes('/') ? FLOORS.indexOf(file.slice(0, file.indexOf('/'))) : FLOORS.length;
  if (floor < 0) found.push(`${file} is on no known floor`);
  const room = roomOf(file);
  if (file.startsWith('sema/') && room < 0) found.push(`${file} is in no known room`);
  for (const match of text.matchAll(IMPORT)) {
    const target = match[1] ?? match[2] ?? match[3];
    if (!target.startsWith('.')) {
      if (!isTest) found.push(`${file} imports ${target}, which is none of the compiler's own files`);
      continue;
    }
    const path = posix.join(posix.dirname(file), target);
    const other = FLOORS.indexOf(path.slice(0, path.indexOf('/')));
    if (other < 0 && !isTest) found.push(`${file} imports ${target}, which is outside the compiler`);
    if (other > floor) found.push(`${file} imports ${path}, which is on a later floor`);
    if (room >= 0 && roomOf(path) > room) found.push(`${file} imports ${path}, which is in a later room`);
    if (!target.endsWith('.ts') && other >= 0) found.push(`${file} imports ${target} without its extension`);
  }
  return found;
}

/** Imports and exports that are there when the program runs: those of types alone are not. */
const RUN_TIME_IMPORT = /^(?:import|export)\s+(?:\{([^}]*)\}|\*(?:\s+as\s+\w+)?)\s+from\s+'(\.[^']+)'/gm;

/** The files that `file`, whose text is `text`, needs when it is loaded. */
function loads(file: string, text: string): string[] {
  const found: string[] = [];
  for (const [, names, target] of text.matchAll(RUN_TIME_IMPORT)) {
    const isOfTypes = names?.split(',').every((name) => name.trim() === '' || name.trim().startsWith('type '));
    if (isOfTypes !== true) found.push(posix.join(posix.dirname(file), target));
  }
  return found;
}

/** Groups of files of which each leads to all others of its group, if it has any, along `loaded`. */
function cycles(loaded: ReadonlyMap<string, readonly string[]>): string[][] {
  const number = new Map<string, number>();
  const open: string[] = [];
  const found: string[][] = [];
  const visit = (file: string): number => {
    const own = number.size;
    number.set(file, own);
    open.push(file);
    let lowest = own;
    for (const next of loaded.get(file) ?? []) {
      if (!number.has(next)) lowest = Math.min(lowest, visit(next));
      else if (open.includes(next)) lowest = Math.min(lowest, number.get(next)!);
    }
    if (lowest === own) found.push(open.splice(open.indexOf(file)));
    return lowest;
  };
  for (const file of loaded.keys()) if (!number.has(file)) visit(file);
  return found.filter((group) => group.length > 1);
}

test('few files import one another', () => {
  const loaded = new Map(files.map((file) => [file, loads(file, readFileSync(new URL(file, source), 'utf8'))]));
  deepEqual(
    cycles(loaded).filter((group) => group.length > (LARGEST_CYCLE[group[0].slice(0, group[0].indexOf('/'))] ?? 1)),
    [],
  );
});

test('files that import one another are found, those that import types alone are not', () => {
  const loaded = new Map([
    ['a/x.ts', loads('a/x.ts', "import { y } from './y.ts';\nimport type { Z } from './z.ts';")],
    ['a/y.ts', loads('a/y.ts', "import { type Y, z } from './z.ts';")],
    ['a/z.ts', loads('a/z.ts', "export { type A, type B } from './x.ts';\nimport { y } from './y.ts';")],
  ]);
  deepEqual(cycles(loaded), [['a/y.ts', 'a/z.ts']]);
});

test('every file imports from its own floor and room and those before it, and nothing of Node', () => {
  ok(files.length > 100);
  deepEqual(
    files.flatMap((file) => faults(file, readFileSync(new URL(file, source), 'utf8'))),
    [],
  );
});

test('an import from a later floor or room, of Node, of a package, or from outside is found', () => {
  const wrong = [
    "import type { Sema } from '../sema/sema.ts';",
    "import {\n  readFileSync,\n} from 'node:fs';",
    "export { x } from '../air/air.ts';",
    "const y = await import('commander');",
    "import '../../../cli/src/main.ts';",
  ];
  for (const text of wrong) deepEqual(faults('zir/lower.ts', text).length, 1, text);
  deepEqual(faults('sema/core/x.ts', "import type { y } from '../types/y.ts';").length, 1);
  deepEqual(faults('sema/types/x.ts', "import { y } from '../core/y.ts';"), []);
  deepEqual(faults('sema/x.ts', '').length, 1);
  deepEqual(
    faults('zir/lower.ts', "import { U32Column } from '../util/column.ts';\nimport { Tag } from './inst.ts';"),
    [],
  );
});

test('analysis and code generation read what can change only by what declares it, and write only what their unit gives', () => {
  deepEqual(
    files.flatMap((file) => undeclared(file, readFileSync(new URL(file, source), 'utf8'))),
    [],
  );
  const wrong = [
    "import type { ContainerTable } from '../../intern/container-table.ts';",
    "import { computeLayout } from '../../intern/compute-layout.ts';",
    "import type { Zcu } from '../../query/zcu.ts';",
    'const size = sema.zcu.tables.containers.size.data[container];',
    'const { tables } = x; y.tables.decls.value.data[decl] = value;',
    'sema.pool.setMutableWord(ty, 0);',
    'const raw = sema.pool.containers as unknown as { table: Raw };',
  ];
  for (const text of wrong)
    for (const file of ['sema/types/x.ts', 'codegen/x.ts']) deepEqual(undeclared(file, text).length > 0, true, text);
});
