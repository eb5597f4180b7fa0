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

const source = new URL('../src/', import.meta.url);
const files = (readdirSync(source, { recursive: true }) as string[])
  .map((name) => name.replaceAll('\\', '/'))
  .filter((name) => name.endsWith('.ts'))
  .sort();

/** `import ... from 'x'`, `export ... from 'x'`, `import 'x'`, `import('x')`. */
const IMPORT =
  /^(?:import|export)\s+(?:type\s+)?(?:\{[^}]*\}|\*(?:\s+as\s+\w+)?|\w+(?:,\s*\{[^}]*\})?)\s+from\s+'([^']+)'|^import\s+'([^']+)'|\bimport\(\s*'([^']+)'/gm;

/** What is wrong with the imports of `file`, whose text is `text`. */
function faults(file: string, text: string): string[] {
  const found: string[] = [];
  // Tests and their helpers use what tests use.
  const isTest = /\.test\.ts$|(^|\/)test-[^/]*$/.test(file);
  const floor = file.includes('/') ? FLOORS.indexOf(file.slice(0, file.indexOf('/'))) : FLOORS.length;
  if (floor < 0) found.push(`${file} is on no known floor`);
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
    if (!target.endsWith('.ts') && other >= 0) found.push(`${file} imports ${target} without its extension`);
  }
  return found;
}

test('every file imports from its own floor and those before it, and nothing of Node', () => {
  ok(files.length > 100);
  deepEqual(
    files.flatMap((file) => faults(file, readFileSync(new URL(file, source), 'utf8'))),
    [],
  );
});

test('an import from a later floor, of Node, of a package, or from outside is found', () => {
  const wrong = [
    "import type { Sema } from '../sema/sema.ts';",
    "import {\n  readFileSync,\n} from 'node:fs';",
    "export { x } from '../air/air.ts';",
    "const y = await import('commander');",
    "import '../../../cli/src/main.ts';",
  ];
  for (const text of wrong) deepEqual(faults('zir/lower.ts', text).length, 1, text);
  deepEqual(
    faults('zir/lower.ts', "import { U32Column } from '../util/column.ts';\nimport { Tag } from './inst.ts';"),
    [],
  );
});
