import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { codeOfError, errorCodes, GENERAL_CODE } from './message-codes.ts';

const compiler = new URL('../../', import.meta.url);

/** Paths from the compiler's package of the files below `directory` that end in `ending`. */
function filesBelow(directory: string, ending: string): string[] {
  const names = readdirSync(new URL(directory, compiler), { recursive: true }) as string[];
  return names.filter((name) => name.endsWith(ending)).map((name) => `${directory}/${name.replaceAll('\\', '/')}`);
}

const read = (path: string): string => readFileSync(new URL(path, compiler), 'utf8');

test('the code of an error is made of the words of its kind', () => {
  equal(codeOfError('unused local constant'), 'unused-local-constant');
  equal(codeOfError("use of undeclared identifier 'abc'"), 'use-of-undeclared-identifier');
  equal(codeOfError("expected type 'u8', found 'expected type'"), 'expected-type-found');
  equal(codeOfError("expected ';' after statement"), 'expected-after-statement');
  equal(codeOfError('unreachable else prong; all cases already handled'), 'unreachable-else-prong');
  equal(codeOfError("local constant 'x' shadows declaration of 'x'"), 'shadows-declaration-of');
  equal(codeOfError("struct 'main.S' has no member named 'x\ny'"), 'has-no-member-named');
  equal(codeOfError('what no one says'), GENERAL_CODE);
  for (const code of errorCodes()) match(code, /^[a-z0-9]+(-[a-z0-9]+)*$/);
});

/** What programs of the tests give to `@compileError`, by file. */
const USERS: { readonly [path: string]: readonly string[] } = {
  'test/sema/errors/calls.txt': ['no u8', 'a', 'b', 'c', 'd', 'e'],
  'test/sema/errors/comptime-undefined.txt': ['axc', 'abcd'],
  'test/sema/errors/dependency-loops.txt': ['first', 'default too'],
  'test/sema/errors/error-unions.txt': ['payload', 'error', 'loop', 'inline call'],
  'test/sema/errors/functions.txt': ['foo'],
  'test/sema/errors/member-places.txt': ['x'],
  'test/sema/errors/switch-items.txt': ['x', 'no'],
  'test/sema/errors/switch-programs.txt': ['A', 'b', 'four', '11'],
  'test/sema/errors/types-layout.txt': [
    'main.T1',
    'p',
    'u32',
    'struct { u32 }',
    'c',
    '*align(4:3:3) const u5',
    '*align(4:8:3) const u8',
    '*align(4) const u16',
    'main.Gen(u8,4)',
    '[4]u8',
  ],
  'test/sema/errors/types-made.txt': ['@EnumLiteral()'],
  'test/sema/errors/types-members.txt': [
    'main.S',
    'main.E',
    'main.G(u32)',
    'main.G([]const u8).Inner',
    '@typeInfo(main.U).@"union".tag_type.?',
    'c',
    'y',
    'u8',
    'b',
    'struct { comptime comptime_int = 1, comptime *const [1:0]u8 = "a" }',
    '*const u8',
    '*align(1) u32',
    '*align(4) u32',
    '[:0]const u8',
    'u7',
    '[]align(1) const u8',
    '[*:0]volatile u8',
    '*const fn (u32) anyerror!void',
  ],
  'test/sema/errors/types-values.txt': ['d', 'made', 'u8'],
};

test('every error that tests expect has a code of its kind', () => {
  const unknown = new Map<string, Set<string>>();
  let count = 0;
  for (const path of [...filesBelow('test/ast-check', '.txt'), ...filesBelow('test/sema/errors', '.txt')]) {
    for (const [, text] of read(path).matchAll(/^\S*?:\d+:\d+: error: (.*)$/gm)) {
      count++;
      if (codeOfError(text!) === GENERAL_CODE) unknown.set(path, (unknown.get(path) ?? new Set()).add(text!));
    }
  }
  ok(count > 500, String(count));
  deepEqual(Object.fromEntries([...unknown].map(([path, texts]) => [path, [...texts]])), USERS);
});

/** Calls that make an error, up to the text where that is their own: `sema.fail(block, src, 'text'`. */
const FAILING =
  /\b(?:sema\.fail(?:At|As)?|lo\.(?:fail|error)(?:Node|Token)|messageWithoutPlace)\(\s*(?:[^'"`;]*?,\s*)?(?=['"`])/g;

/** The text that a string or template literal at the start of `source` has, `x` in the place of what is put in; null if it is none. */
function literalText(source: string): string | null {
  const quote = source[0]!;
  let text = '';
  for (let i = 1; i < source.length; i++) {
    const char = source[i]!;
    if (char === quote) return text;
    if (char === '\\') text += source[++i];
    else if (quote === '`' && source.startsWith('${', i)) {
      let depth = 1;
      for (i += 2; depth > 0; i++) depth += source[i] === '{' ? 1 : source[i] === '}' ? -1 : 0;
      i--;
      text += 'x';
    } else text += char;
  }
  return null;
}

/** What is no whole text of an error where it stands, by file, in order: its first part, or one whose kind is a word that is put in. */
const WITHOUT_TEMPLATE: readonly string[] = [
  "src/sema/access/load-store.ts: index syntax required for slice type '",
  "src/sema/builtins/type-builtins.ts: x 'x'",
  'src/sema/declarations/func-decl.ts: comptime x',
  'src/sema/declarations/func-decl.ts: generic x',
  "src/sema/operators/array-cat.ts: x 'x'",
  "src/sema/types/type-notes.ts: x 'x'x",
  "src/zir/literal.ts: use '0o' prefix for octal literals",
  "src/zir/scan-container.ts: x 'x'",
  'src/zir/usage.ts: unused x',
];

test('every text that the sources give an error has a template', () => {
  const unknown = new Set<string>();
  let count = 0;
  for (const path of filesBelow('src', '.ts')) {
    if (path.endsWith('.test.ts')) continue;
    const source = read(path);
    for (const found of source.matchAll(FAILING)) {
      const text = literalText(source.slice(found.index + found[0].length));
      if (text === null || /^\w*$/.test(text)) continue;
      count++;
      if (codeOfError(text) === GENERAL_CODE) unknown.add(`${path}: ${text}`);
    }
  }
  ok(count > 400, String(count));
  deepEqual([...unknown].sort(), WITHOUT_TEMPLATE);
});
