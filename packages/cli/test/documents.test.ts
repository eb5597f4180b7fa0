import { deepEqual, doesNotThrow, ok } from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { buildArguments } from '../src/build-arguments.ts';
import { makeCommands, officialName } from '../src/commands.ts';
import { OFFICIAL_OPTIONS } from '../src/official-options.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

const documents = [root, join(root, 'docs'), join(root, 'docs/guides'), join(root, 'packages/cli')].flatMap(
  (directory) =>
    readdirSync(directory)
      .filter((name) => name.endsWith('.md'))
      .map((name) => join(directory, name)),
);

test('links of the documents lead to files', () => {
  for (const path of documents) {
    const links = [...readFileSync(path, 'utf8').matchAll(/\]\(([^)#]+)(#[^)]*)?\)/g)].map(([, link]) => link);
    const lost = links.filter((link) => !/^https?:/.test(link) && !existsSync(join(dirname(path), link)));
    deepEqual(lost, [], path);
  }
});

test('commands in the documents are ones that there are, with options that they have', () => {
  const { commands } = makeCommands(null, { modules: [], program: [] });
  const official = new Set(OFFICIAL_OPTIONS.map(({ name }) => name));
  let count = 0;
  for (const path of documents) {
    for (const [line, name, rest] of readFileSync(path, 'utf8').matchAll(
      /^ {4,}(?:- run: )?(?:\$ )?(?:npx )?rezig ([a-z-]+)(.*)$/gm,
    )) {
      const command = commands.find((one) => one.name() === name);
      ok(command !== undefined, `${path}: ${line}`);
      count++;
      const own = rest.split(/ -- |#|>/, 1)[0];
      if (name === 'build') {
        doesNotThrow(
          () =>
            buildArguments(
              own
                .trim()
                .split(/ +/)
                .filter((word) => !word.startsWith('[')),
            ),
          `${path}: ${line}`,
        );
        continue;
      }
      for (const [, option] of own.matchAll(/ (-[^ =]+)/g)) {
        const isKnown = command.options.some(({ long, short }) => officialName(long!) === option || short === option);
        const isOfficial = official.has(option) || /^-[MDO]\w+/.test(option) || option === '--dep';
        ok(isKnown || isOfficial, `${path}: ${line}: ${option}`);
      }
    }
  }
  ok(count > 20, `${count}`);
});
