import { deepEqual, equal } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { makeCommands, officialName } from './commands.ts';
import { OFFICIAL_OPTIONS } from './official-options.ts';

const page = readFileSync(new URL('../../../docs/command-line.md', import.meta.url), 'utf8');

/** The options that the page names, as they are written without their values: `X` stands for one. */
function namedOptions(): Set<string> {
  const names = new Set<string>();
  const [, options] = page.split('## Official options');
  for (const [, text] of options.split('## Exit codes')[0].matchAll(/`(-[^`]*)`/g))
    names.add(text.replace(/( X|\[=X\]|=X|X)$/, ''));
  return names;
}

test('the page of the command line has every option that there is, and no other', () => {
  const known = new Set(OFFICIAL_OPTIONS.map(({ name }) => name));
  for (const command of makeCommands(null, { modules: [], program: [] }).commands)
    for (const { long } of command.options) known.add(officialName(long!));
  // Said of `-fentry` and `-M`.
  const aliases = ['--entry', '-Mstd'];
  const named = [...namedOptions()].filter((name) => !aliases.includes(name));
  deepEqual(named.filter((name) => !known.has(name)).sort(), []);
  deepEqual([...known].filter((name) => !named.includes(name) && !aliases.includes(name)).sort(), []);
});

test('the page says of every option which is accepted or refused that it is', () => {
  const accepted = page.split('Accepted, since')[1].split('Refused, with')[0];
  const refused = page.split('Refused, with the reason')[1].split('## Options of our own')[0];
  for (const { name, refusal } of OFFICIAL_OPTIONS.filter((option) => option.here === null)) {
    const place = refusal === undefined ? accepted : refused;
    const isNamed = new RegExp(`\`${name.replace(/[+]/g, '\\$&')}(X| X|=X|\\[=X\\])?\``).test(place);
    equal(isNamed, true, name);
  }
});

test('every command is on the page', () => {
  const [commands] = page.split('## Official options');
  for (const command of makeCommands(null, { modules: [], program: [] }).commands)
    equal(commands.includes(`\`${command.name()}\``), true, command.name());
});
