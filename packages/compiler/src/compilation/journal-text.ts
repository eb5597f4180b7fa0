import { lastPart } from './declarations-named.ts';
import type {
  Analysis,
  Cause,
  CauseStep,
  Explanation,
  FactKind,
  FactName,
  UnitExplanation,
  UnitKind,
  UnitName,
  UpdateJournal,
} from './journal-types.ts';

const UNITS: { readonly [kind in UnitKind]: string } = {
  type: 'type of',
  value: 'value of',
  layout: 'layout of',
  defaults: 'default values of',
  body: 'body of',
  block: 'block',
  builtins: 'std.builtin',
  call: 'call of',
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
  'error-order': 'order of',
  'qualified-name': 'name of',
  'type-name': 'name of',
  'safety-tag': 'safety tag of',
  failure: 'failure of',
  type: 'type of',
  value: 'value of',
  errors: 'errors of',
  builtins: 'std.builtin',
  layout: 'layout of',
  defaults: 'default values of',
  call: 'result of',
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
  const name = fact === null ? '' : `'${lastPart(fact.name)}'`;
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
    case 'renamed':
      return fact === null ? 'a type is called otherwise' : `${factText(fact)} changed`;
    case 'failure-changed':
      return `the value of ${fact?.name || 'a declaration'} came to be known, or ceased to be`;
    case 'error-numbers-changed':
      return 'numbers of errors changed';
    case 'error-order-changed':
      return fact === null ? 'the order of errors changed' : `the order of ${fact.name} changed`;
    case 'result-changed':
      return fact === null ? 'what it relied on changed' : `${factText(fact)} changed`;
    case 'faulted':
      return 'the compiler failed in it';
    case 'loop':
      return 'it is part of a loop';
  }
}

/** What an update did, a line for each thing, all with their reasons and times. */
export function journalText(journal: UpdateJournal): string {
  const ms = (time: number): string => `${time.toFixed(time < 10 ? 2 : 1)} ms`;
  const { inputs, analysed, unchanged, generated, times } = journal;
  const again = analysed.filter(({ cause }) => cause.change !== 'first-time');
  const same = again.filter(({ isChanged }) => !isChanged).length;
  const lines = [
    `files: ${ms(times.files)}`,
    ...inputs.map((input) => `  changed: ${inputText(input)} (${input.outdated} outdated)`),
    `analysis: ${ms(times.analysis)}, ${analysed.length} analysed, ${again.length} of them again, ${same} of these with the same result; ${unchanged.length} found unchanged`,
    ...analysed.map((analysis) => `  analysed: ${analysisText(analysis)}, ${ms(analysis.milliseconds)}`),
    ...unchanged.map((unit) => `  unchanged: ${unitText(unit)}`),
    `code: ${ms(times.code)}, ${generated.length} functions`,
    ...generated.map((name) => `  generated: ${name}`),
    `link: ${ms(times.link)}, ${journal.moduleBytes} bytes`,
  ];
  return `${lines.join('\n')}\n`;
}

function analysisText({ unit, cause, isChanged }: Analysis): string {
  const result = cause.change === 'first-time' ? '' : isChanged ? ', another result' : ', same result';
  return `${unitText(unit)} (${causeText(cause, unit)})${result}`;
}

function inputText({ change, fact }: Cause): string {
  const text = fact === null ? 'something' : factText(fact);
  return change.endsWith('changed') ? text : `${text} (${change})`;
}

/** How many facts or units of a list are shown. */
const LISTED = 20;

/** An explanation in words. */
export function explanationText(explanation: Explanation): string {
  if (explanation.kind !== 'found') {
    const names = explanation.names.map((name) => `    ${name}\n`).join('');
    if (explanation.kind === 'ambiguous') return `several declarations have this name:\n${names}`;
    return names === ''
      ? 'there is no such declaration\n'
      : `there is no such declaration; similar ones are:\n${names}`;
  }
  const { name, units } = explanation;
  if (units.length === 0) return `${name}: never analysed, nothing asked for it\n`;
  return units.map(unitExplanationText).join('\n');
}

function unitExplanationText(explained: UnitExplanation): string {
  const { unit, isReached, reachedFrom, dependsOn, neededBy } = explained;
  const reached =
    reachedFrom === null ? 'reached: the program starts from it' : `reached from: ${unitText(reachedFrom)}`;
  const list = (title: string, texts: readonly string[]): string[] => [
    texts.length === 0 ? `  ${title}: nothing` : `  ${title}:`,
    ...texts.slice(0, LISTED).map((text) => `    ${text}`),
    ...(texts.length > LISTED ? [`    and ${texts.length - LISTED} more`] : []),
  ];
  const lines = [
    unitText(unit),
    `  ${whyText(explained)}`,
    isReached ? `  ${reached}` : '  not reached: the program does not need it now',
    ...list('depends on', dependsOn.map(factText)),
    ...list('needed by', neededBy.map(unitText)),
  ];
  return `${lines.join('\n')}\n`;
}

/** Why a unit was analysed last, as a chain: `main.f was analysed again because value of main.a changed, because source of main.a changed`. */
export function whyText({ unit, updatesAgo, why }: UnitExplanation): string {
  const ago = updatesAgo === 0 ? '' : updatesAgo === 1 ? ' one update ago' : ` ${updatesAgo} updates ago`;
  const [first] = why;
  if (first?.change === 'first-time') return `analysed for the first time${ago || ' in this update'}`;
  const because = why.map((step, i) => `because ${i === 0 ? causeText(step, unit) : stepText(step)}`);
  return `analysed again${ago} ${because.join(', ')}`;
}

function stepText(step: CauseStep): string {
  return causeText(step, null).replace(/^its source changed$/, `source of ${step.unit.name} changed`);
}
