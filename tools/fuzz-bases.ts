import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CASES, stepsOf } from '../packages/compiler/test/incremental/cases.ts';
import { parseCase } from './incremental-case.ts';
import { smallLibraryText } from './session.ts';
import { type Files, parseTemplate, render, type Template, usualState } from './walk-template.ts';

/* The programs that fuzzers start from. */

const here = fileURLToPath(new URL('.', import.meta.url));

/** A name, and the files of each version. */
export type Program = readonly [string, readonly Files[]];

/** The programs over the whole library: the incremental cases, and the example. */
export function programs(): Program[] {
  return [...cases(), ['hello', [new Map([['main.zig', read('../examples/hello.zig')]])]]];
}

/** As `programs`, with many more and smaller ones, over the library of one page. */
export function smallPrograms(): Program[] {
  const walks = templates().map(([name, template]): Program => [name, [render(template, usualState(template))]]);
  return [...cases(), ...fragments(), ...changes(), ...walks];
}

/** The programs with holes in them, by name. `#append=PATH` begins what comes behind the text of a file of the library of one page. */
export function templates(): [string, Template][] {
  const directory = join(here, '../test/walks');
  const whole = (text: string): string =>
    text.replace(/^#append=(.*)\n/gm, (_, path) => `#file=${path}\n${smallLibraryText(path)}`);
  return readdirSync(directory)
    .filter((name) => /^\d/.test(name))
    .map((name) => [name, parseTemplate(whole(readFileSync(join(directory, name), 'latin1')))]);
}

function cases(): Program[] {
  const directory = join(here, '../test/incremental');
  return readdirSync(directory)
    .filter((name) => /^\d/.test(name))
    .map((name) => {
      const versions: Files[] = [];
      let files: Files = new Map();
      for (const update of parseCase(readFileSync(join(directory, name), 'latin1')).updates) {
        const next = new Map(files);
        for (const [path, text] of update.files) {
          if (text === null) next.delete(path);
          else next.set(path, text);
        }
        versions.push(next);
        files = next;
      }
      return [name, versions];
    });
}

/** The tests of Sema: those of what runs, and those of errors, the programs in a file after each other as versions of one. */
function fragments(): Program[] {
  const directory = '../packages/compiler/test/sema/';
  const zigFiles = (folder: string): string[] =>
    readdirSync(join(here, directory, folder))
      .filter((name) => name.endsWith('.zig'))
      .map((name) => `${folder}/${name}`);
  return [...zigFiles('run'), ...zigFiles('errors')].map((name) => [
    name,
    read(directory + name)
      .split(/^\/\/ --- .*\n/m)
      .filter((text) => text !== '')
      .map((text) => new Map([['main.zig', text]])),
  ]);
}

/** The programs of the tests of updates, each of their states a version. */
function changes(): Program[] {
  return CASES.map((item) => {
    const versions: Files[] = [];
    let files: Files = new Map();
    for (const step of stepsOf(item)) {
      files = new Map(
        [...files, ...Object.entries(step)].filter((entry): entry is [string, string] => entry[1] !== null),
      );
      versions.push(files);
    }
    return [item.title, versions];
  });
}

function read(path: string): string {
  return readFileSync(join(here, path), 'latin1');
}
