import { type Analysis, causeText, unitText } from '@rezig/compiler/state';
import type { Outcome } from './protocol.ts';

/** How many analyses a line names. */
const NAMED = 3;

/** One line that says what an update did, and how long it took. */
export function updateLine(outcome: Pick<Outcome, 'journal' | 'milliseconds'>, changed: readonly string[]): string {
  return `${analysisLine(outcome)}${stepsOf(outcome, changed)}`;
}

/** Which files changed, and how long each step of the update took. */
export function stepsOf({ journal }: Pick<Outcome, 'journal'>, changed: readonly string[]): string {
  const shown = changed.slice(0, NAMED);
  const rest = changed.length > NAMED ? [`${changed.length - NAMED} more`] : [];
  const steps = Object.entries(journal?.times ?? {}).map(([step, time]) => `${step} ${time.toFixed(1)}`);
  const parts = [[...shown, ...rest].join(', '), steps.join(', ')].filter((part) => part !== '');
  return parts.length === 0 ? '' : ` [${parts.join('; ')}]`;
}

function analysisLine({ journal, milliseconds }: Pick<Outcome, 'journal' | 'milliseconds'>): string {
  const time = `${milliseconds.toFixed(1)} ms`;
  const analysed = journal?.analysed ?? [];
  if (analysed.length === 0) return `nothing to do (${time})`;
  const own = analysed.filter(({ unit }) => unit.isOwn);
  const shown = [...own, ...analysed.filter(({ unit }) => !unit.isOwn)]
    .slice(0, NAMED)
    .map((analysis) => `${unitText(analysis.unit)} (${reason(analysis)})`);
  if (analysed.length === 1) return `updated in ${time}: analysed ${shown[0]}`;
  const rest = analysed.length - shown.length;
  return `updated in ${time}: analysed ${analysed.length}: ${shown.join(', ')}${rest > 0 ? `, and ${rest} more` : ''}`;
}

/** Every analysis of an update with its reason, a line each. */
export function allReasons({ journal }: Pick<Outcome, 'journal'>): string {
  return (journal?.analysed ?? []).map((analysis) => `  ${unitText(analysis.unit)}: ${reason(analysis)}\n`).join('');
}

function reason({ cause, unit }: Analysis): string {
  return causeText(cause, unit);
}
