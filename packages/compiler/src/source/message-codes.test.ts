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

/** Whether a text looks like what programs of the tests give to `@compileError`: a word or a type. */
const isUsers = (text: string): boolean =>
  !/^(?!struct \{)(\S+ ){2}/.test(text) || /^(\[\]|\*)(const|align)/.test(text);

test('every error that tests expect has a code of its kind', () => {
  const unknown = new Set<string>();
  let count = 0;
  for (const path of [...filesBelow('test/ast-check', '.txt'), ...filesBelow('test/sema/errors', '.txt')]) {
    for (const [, text] of read(path).matchAll(/^\S*?:\d+:\d+: error: (.*)$/gm)) {
      if (isUsers(text!)) continue;
      count++;
      if (codeOfError(text!) === GENERAL_CODE) unknown.add(`${path}: ${text}`);
    }
  }
  ok(count > 500, String(count));
  deepEqual([...unknown], []);
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

/** What is no whole text of an error where it stands: its first part, or one whose kind is a word that is put in. */
const WITHOUT_TEMPLATE = [
  "x 'x'",
  "x 'x'x",
  'unused x',
  'comptime x',
  'generic x',
  "index syntax required for slice type '",
  "use '0o' prefix for octal literals",
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
      if (codeOfError(text) === GENERAL_CODE && !WITHOUT_TEMPLATE.includes(text)) unknown.add(`${path}: ${text}`);
    }
  }
  ok(count > 400, String(count));
  deepEqual([...unknown], []);
});
