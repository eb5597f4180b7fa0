import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A valid program of one file, to make invalid ones from. */
export interface Base {
  readonly name: string;
  readonly text: string;
  /** Exports functions, and has no `main`. */
  readonly isLibrary: boolean;
  /** Each kind of program is chosen as often as any other. */
  readonly kind: 'case' | 'error' | 'program' | 'library';
}

const root = fileURLToPath(new URL('..', import.meta.url));

/** Files of `directory` that end in `.zig`; none where there is no such directory. */
function zigFiles(directory: string): string[] {
  try {
    return readdirSync(directory, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.zig'))
      .sort();
  } catch {
    return [];
  }
}

const IMPORT = /@import\("([^"]*)"\)/g;

/**
 * The tests of a file of the library as a program that calls each; null if the file has none, or imports more of the library's files than
 * its root.
 */
function testsAsProgram(text: string): string | null {
  const body = text
    .replace(/@import\("(?:\.\.\/)*std\.zig"\)/g, '@import("std")')
    // What only tests may use.
    .replace(/\b(?:std\.)?testing\.allocator\b/g, '@import("std").heap.page_allocator');
  if ([...body.matchAll(IMPORT)].some((match) => match[1] !== 'std' && match[1] !== 'builtin')) return null;
  let count = 0;
  const functions = body.replace(
    /^test(?: "(?:[^"\\]|\\.)*"| \w+| @"[^"]*")? \{$/gm,
    () => `fn librarys_test_${count++}() !void {`,
  );
  if (count === 0 || functions.includes('pub fn main(')) return null;
  const calls = Array.from({ length: count }, (_, i) => `    try librarys_test_${i}();\n`).join('');
  return `${functions}\npub fn main() !void {\n${calls}}\n`;
}

/** The longest text that is taken from the library. */
const LIBRARY_LIMIT = 12_000;

/** The programs to start from: cases of Sema, those of its errors (of which a change makes others), programs that run, examples, tests of the library in `libDir`. */
export function basePrograms(libDir: string): Base[] {
  const bases: Base[] = [];
  const add = (kind: Base['kind'], name: string, text: string): void => {
    bases.push({ name, text, isLibrary: !/^pub fn main\(/m.test(text), kind });
  };
  const read = (path: string): string => readFileSync(join(root, path), 'utf8');
  const cases = 'packages/compiler/test/sema';
  for (const name of zigFiles(join(root, cases, 'run')))
    add('case', `${cases}/run/${name}`, read(`${cases}/run/${name}`));
  for (const name of zigFiles(join(root, cases, 'errors'))) {
    for (const [i, text] of read(`${cases}/errors/${name}`)
      .split(/^\/\/ --- .*\n/m)
      .filter((section) => section.trim() !== '')
      .entries())
      add('error', `${cases}/errors/${name}#${i}`, text);
  }
  for (const directory of ['test/programs', 'examples']) {
    for (const name of zigFiles(join(root, directory))) {
      const text = read(`${directory}/${name}`);
      if ([...text.matchAll(IMPORT)].every((match) => match[1] === 'std' || match[1] === 'builtin'))
        add('program', `${directory}/${name}`, text);
    }
  }
  for (const name of zigFiles(join(libDir, 'std'))) {
    const text = readFileSync(join(libDir, 'std', name), 'utf8');
    if (text.length > LIBRARY_LIMIT) continue;
    const program = testsAsProgram(text);
    if (program !== null) add('library', `std/${name}`, program);
  }
  return bases;
}
