import { deepEqual, ok } from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { test } from 'node:test';

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
  'link',
  'compilation',
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
