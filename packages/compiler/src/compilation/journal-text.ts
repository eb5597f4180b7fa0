import type { FactKind, FactName, UnitKind, UnitName } from './names.ts';
import type { Cause, UpdateJournal } from './update-journal.ts';

const UNITS: { readonly [kind in UnitKind]: string } = {
  type: 'type of',
  value: 'value of',
  layout: 'layout of',
  defaults: 'default values of',
  body: 'body of',
  block: 'block',
  call: 'call of',
  builtins: 'std.builtin',
};

const FACTS: { readonly [kind in FactKind]: string } = {
  source: 'source of',
  names: 'names in',
  name: 'name',
  file: 'file',
  bytes: 'bytes of',
  position: 'place of',
  quota: 'branch quota of',
  'error-number': 'number of error',
  'qualified-name': 'name of',
  type: 'type of',
  value: 'value of',
  errors: 'errors of',
  call: 'call of',
  builtins: 'std.builtin',
  layout: 'layout of',
  defaults: 'default values of',
};

/** A unit in words: `value of main.limit`, `body of main.twice`, `layout of main.S`. */
export function unitText({ kind, name }: UnitName): string {
  return `${UNITS[kind]} ${name}`.trim();
}

/** A fact in words: `source of main.limit`, `name main.missing`. */
export function factText({ kind, name }: FactName): string {
  return `${FACTS[kind]} ${name}`.trim();
}

/** Why `unit` was analysed, in words that can follow "because": `its source changed`, `value of main.limit changed`. */
export function causeText({ change, fact }: Cause, unit: UnitName | null): string {
  const name = fact === null ? '' : `'${lastName(fact.name)}'`;
  switch (change) {
    case 'first-time':
      return 'never analysed before';
    case 'source-changed':
      if (fact === null || fact.name === unit?.name) return 'its source changed';
      return `source of ${fact.name} changed`;
    case 'source-lost':
      return 'source that it relied on is gone';
    case 'name-added':
      return `the name ${name} came`;
    case 'name-removed':
      return `the name ${name} went`;
    case 'visibility-changed':
      return `the name ${name} became pub, or ceased to be`;
    case 'names-changed':
      return `the names of ${fact?.name || 'a container'} changed`;
    case 'file-changed':
      return 'a file came or went';
    case 'bytes-changed':
      return `the embedded file ${fact?.name ?? ''} changed`;
    case 'moved':
      return fact === null || fact.name === unit?.name
        ? 'its place in the file changed'
        : `the place of ${fact.name} changed`;
    case 'quota-changed':
      return 'its callers give it another branch quota';
    case 'renumbered':
      return 'its number among its like changed';
    case 'error-numbers-changed':
      return 'numbers of errors changed';
    case 'result-changed':
      return fact === null ? 'what it relied on changed' : `${factText(fact)} changed`;
    case 'faulted':
      return 'the compiler failed in it';
    case 'loop':
      return 'it is part of a loop';
  }
}

/** The last part of a qualified name, whose own dots stand in brackets or quotes. */
function lastName(name: string): string {
  return /(?:@"(?:[^"\\]|\\.)*"|[^.])*$/.exec(name)![0];
}

/** What an update did, a line for each thing, all with their reasons and times. */
export function journalText(journal: UpdateJournal): string {
  const ms = (time: number): string => `${time.toFixed(time < 10 ? 2 : 1)} ms`;
  const { inputs, analysed, unchanged, generated, times } = journal;
  const same = analysed.filter(({ isChanged }) => !isChanged).length;
  const lines = [
    `files: ${ms(times.files)}`,
    ...inputs.map((input) => `  changed: ${inputText(input)} (${input.outdated} outdated)`),
    `analysis: ${ms(times.analysis)}, ${analysed.length} analysed, ${same} of them with the same result, ${unchanged.length} found unchanged`,
    ...analysed.map(
      ({ unit, cause, isChanged, milliseconds }) =>
        `  analysed: ${unitText(unit)} (${causeText(cause, unit)}), ${isChanged ? 'another result' : 'same result'}, ${ms(milliseconds)}`,
    ),
    ...unchanged.map((unit) => `  unchanged: ${unitText(unit)}`),
    `code: ${ms(times.code)}, ${generated.length} functions`,
    ...generated.map((name) => `  generated: ${name}`),
    `link: ${ms(times.link)}, ${journal.moduleBytes} bytes`,
  ];
  return `${lines.join('\n')}\n`;
}

function inputText({ change, fact }: Cause): string {
  const text = fact === null ? 'something' : factText(fact);
  return change.endsWith('changed') ? text : `${text} (${change})`;
}
