import { DECLARATION_CASES } from './declaration-cases.ts';
import { ERROR_NUMBER_CASES } from './error-number-cases.ts';
import { ERROR_ORDER_CASES } from './error-order-cases.ts';
import { FILE_CASES } from './file-cases.ts';
import { FUNCTION_CASES } from './function-cases.ts';
import { LAYOUT_CASES } from './layout-cases.ts';
import { LOOP_CASES } from './loop-cases.ts';
import { QUOTA_CASES } from './quota-cases.ts';
import type { Files } from './run-steps.ts';
import { TYPE_CASES } from './type-cases.ts';

/** One edit: in `main.zig`, each `[from, to]` in turn; or in whole files. */
type Edit = readonly (readonly [string, string])[] | Files;

/** What an update is to come to. */
interface Expectation {
  readonly edit: Edit;
  /** Units of the program that are analysed, in any order. */
  readonly analysed?: readonly string[];
  /** First line of the errors; without it there are none. */
  readonly error?: string;
}

/** A program and updates of it. */
export interface Case {
  readonly title: string;
  readonly main: string;
  readonly files?: Files;
  readonly updates: readonly Expectation[];
}

/** Every kind of fact that an analysis can rely on, changed and left alone. */
export const CASES: readonly Case[] = [
  ...DECLARATION_CASES,
  ...LAYOUT_CASES,
  ...TYPE_CASES,
  ...FUNCTION_CASES,
  ...QUOTA_CASES,
  ...ERROR_NUMBER_CASES,
  ...ERROR_ORDER_CASES,
  ...LOOP_CASES,
  ...FILE_CASES,
];

/** The files that each update of a case changes, the first one first. Throws an `Error` where an edit is not of the program. */
export function stepsOf({ main, files, updates }: Case): Files[] {
  const steps: Files[] = [{ 'main.zig': main, ...files }];
  let text = main;
  for (const { edit } of updates) {
    if (!Array.isArray(edit)) {
      steps.push(edit as Files);
      continue;
    }
    for (const [from, to] of edit as [string, string][]) {
      if (text.split(from).length !== 2) throw new Error(`'${from}' is to stand once in the program`);
      text = text.replace(from, () => to);
    }
    steps.push({ 'main.zig': text });
  }
  return steps;
}
