import assert from 'node:assert/strict';
import test from 'node:test';
import { parse } from '../syntax/parse.ts';
import { bytesOfString } from '../util/utf8.ts';
import { lowerFile } from './lower.ts';

function errors(text: string): string[] {
  return lowerFile(parse(bytesOfString(text))).errors.map((error) => error.message);
}

const LONG = 20_000;

test('a long chain of operators is lowered', () => {
  assert.deepEqual(errors(`const a = 1;\nconst b = a${' + a'.repeat(LONG)};`), []);
  assert.deepEqual(errors(`const a = "";\nconst b = a${' ++ a'.repeat(LONG)};`), []);
});

test('a chain too long for the stack is an error of its declaration', () => {
  for (const link of ['.b', '(1)', '[0]', '.?', '.*', ' and a', ' ** 1', ' orelse a', ' catch a', '.?.b']) {
    const found = errors(`const a = 1;\nconst b = a${link.repeat(LONG)};\nconst c = missing;`);
    assert.deepEqual(found, ['not supported yet: nesting this deep', "use of undeclared identifier 'missing'"], link);
  }
});
