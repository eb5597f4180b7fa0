import type { Outcome } from './protocol.ts';

/** How many analyses a line names. */
const NAMED = 3;

/** One line that says what an update did, and how long it took. */
export function updateLine(outcome: Outcome): string {
  const time = `${outcome.milliseconds.toFixed(1)} ms`;
  const { analyses } = outcome;
  if (analyses.length === 0) return `nothing to do (${time})`;
  const own = analyses.filter((analysis) => analysis.isOwn);
  const shown = [...own, ...analyses.filter((analysis) => !analysis.isOwn)]
    .slice(0, NAMED)
    .map(({ unit, reason }) => `${unit} (${reason})`);
  if (analyses.length === 1) return `updated in ${time}: analysed ${shown[0]}`;
  const rest = analyses.length - shown.length;
  return `updated in ${time}: analysed ${analyses.length}: ${shown.join(', ')}${rest > 0 ? `, and ${rest} more` : ''}`;
}

/** Every analysis of an update with its reason, a line each. */
export function allReasons(outcome: Outcome): string {
  return outcome.analyses.map(({ unit, reason }) => `  ${unit}: ${reason}\n`).join('');
}
