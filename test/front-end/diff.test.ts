import { equal, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { compareAstCheck } from './compare.ts';
import { mutate, mutateNames } from './mutate.ts';
import { libraryFiles, readLibrary, skip } from './official.ts';
import { randomNumbers } from './random.ts';

test('files with random faults have the errors that the official compiler finds', { skip }, () => {
  const files = libraryFiles()
    .map((name) => ({ name, bytes: readLibrary(name) }))
    .filter(({ bytes }) => bytes.length > 200 && bytes.length < 20_000);
  let faulty = 0;
  for (let i = 0; i < 80; i++) {
    const random = randomNumbers(31_000_000 + i);
    const { name, bytes } = files[random(files.length)];
    const { expected, found } = compareAstCheck((i % 3 === 0 ? mutate : mutateNames)(bytes, random));
    equal(found, expected, `fault ${i} in ${name}`);
    if (expected !== '') faulty++;
  }
  ok(faulty > 50, `${faulty} have errors`);
});
