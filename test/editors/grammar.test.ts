import { deepEqual, doesNotThrow, equal } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { TokenTag, tokenLexeme } from '../../packages/compiler/src/syntax/token.ts';

/* The TextMate grammar of `editors/vscode`, tried with the engine of this process: it uses nothing that engines differ in. */

interface Rule {
  readonly name?: string;
  readonly match?: string;
  readonly begin?: string;
  readonly end?: string;
  readonly include?: string;
  readonly captures?: Readonly<Record<string, { readonly name: string }>>;
  readonly patterns?: readonly Rule[];
}

interface Grammar extends Rule {
  readonly repository: Readonly<Record<string, Rule>>;
}

const read = (path: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../editors/vscode/${path}`, import.meta.url), 'utf8'));

const grammar = read('syntaxes/zig.tmLanguage.json') as Grammar;

/** The rules that apply in the order in which they are tried. */
function flat(rules: readonly Rule[]): Rule[] {
  return rules.flatMap((rule) => {
    if (rule.include !== undefined) return flat([grammar.repository[rule.include.slice(1)]]);
    return rule.match === undefined && rule.begin === undefined ? flat(rule.patterns ?? []) : [rule];
  });
}

const rules = flat(grammar.patterns!);

/** The parts of a line that have a name, as `text:name`. */
function scopes(line: string): string[] {
  const found: string[] = [];
  for (let at = 0; at < line.length; ) {
    const matches = rules.map((rule) => {
      const pattern = new RegExp(rule.match ?? rule.begin!, 'dg');
      pattern.lastIndex = at;
      return { rule, match: pattern.exec(line) };
    });
    const [best] = matches.filter(({ match }) => match !== null).sort((a, b) => a.match!.index - b.match!.index);
    if (best === undefined) break;
    const { rule, match } = best;
    let end = match!.index + match![0].length;
    if (rule.begin !== undefined) {
      const close = new RegExp(rule.end!, 'g');
      close.lastIndex = end;
      end = close.exec(line)!.index + (rule.end === '$' ? 0 : 1);
    }
    if (rule.name !== undefined) found.push(`${line.slice(match!.index, end)}:${rule.name}`);
    for (const [group, { name }] of Object.entries(rule.captures ?? {})) {
      const text = match![Number(group)];
      if (text !== undefined) found.push(`${text}:${name}`);
    }
    at = Math.max(end, at + 1);
  }
  return found;
}

test('each pattern of the grammar can be read, and each name that is included is there', () => {
  const visit = (rule: Rule): void => {
    for (const pattern of [rule.match, rule.begin, rule.end])
      if (pattern !== undefined) doesNotThrow(() => new RegExp(pattern));
    if (rule.include !== undefined) equal(rule.include.slice(1) in grammar.repository, true, rule.include);
    for (const inner of rule.patterns ?? []) visit(inner);
  };
  for (const rule of [grammar, ...Object.values(grammar.repository)]) visit(rule);
});

test('every keyword of the language is one in the grammar', () => {
  for (let tag = TokenTag.keyword_addrspace; tag <= TokenTag.keyword_while; tag++) {
    const word: string = tokenLexeme(tag)!;
    const [scope = ''] = scopes(word);
    equal(/:(keyword|storage)\./.test(scope), true, `${word}: ${scope}`);
  }
});

test('lines are taken apart as they are meant', () => {
  deepEqual(scopes('pub fn List(comptime T: type) type { // a'), [
    'pub:storage.modifier.zig',
    'fn:storage.type.function.zig',
    'List:entity.name.type.function.zig',
    '(:punctuation.section.brackets.zig',
    'comptime:storage.modifier.zig',
    'T:entity.name.type.zig',
    '::punctuation.separator.zig',
    'type:storage.type.primitive.zig',
    '):punctuation.section.brackets.zig',
    'type:storage.type.primitive.zig',
    '{:punctuation.section.brackets.zig',
    '// a:comment.line.double-slash.zig',
  ]);
  deepEqual(scopes('x = error.Full;'), [
    '=:keyword.operator.assignment.zig',
    'error:keyword.other.error.zig',
    '.:punctuation.accessor.zig',
    'Full:constant.other.error.zig',
    ';:punctuation.terminator.zig',
  ]);
  deepEqual(scopes('a.b("c", 0x1f, 1.5e3)'), [
    '.:punctuation.accessor.zig',
    'b:entity.name.function.method.zig',
    '(:punctuation.section.brackets.zig',
    '"c":string.quoted.double.zig',
    ',:punctuation.separator.zig',
    '0x1f:constant.numeric.integer.hexadecimal.zig',
    ',:punctuation.separator.zig',
    '1.5e3:constant.numeric.float.zig',
    '):punctuation.section.brackets.zig',
  ]);
});

test('snippets and the configuration of the language can be read', () => {
  equal(Object.keys(read('snippets/zig.json') as object).length > 10, true);
  const { wordPattern } = read('language-configuration.json') as { wordPattern: string };
  doesNotThrow(() => new RegExp(wordPattern));
});
