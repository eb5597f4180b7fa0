import { equal } from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { shellWord } from './shell-word.ts';

test('a shell takes a word for what it was', () => {
  equal(shellWord('-Mroot=src/main.zig'), '-Mroot=src/main.zig');
  equal(shellWord('a b'), "'a b'");
  const words = ['a', 'a b', "it's", '$HOME', '`x`', '\\', '"', 'é', '', '*', '~/x', 'a=b', '!x', '#x', 'x\ty'];
  const output = execFileSync('sh', ['-c', `printf '%s\\n' ${words.map(shellWord).join(' ')}`], { encoding: 'utf8' });
  equal(output, `${words.join('\n')}\n`);
});
