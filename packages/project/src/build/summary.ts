import { isFailure } from './carry-out.ts';
import type { Graph } from './graph.ts';
import type { StepResult } from './step-result.ts';

/** How much is told of the steps at the end. */
export type SummaryMode = 'all' | 'new' | 'failures' | 'line' | 'none';

/** The colours of a summary, as the terminal takes them. */
type Paint = (code: number, text: string) => string;

const RED = 31;
const GREEN = 32;
const YELLOW = 33;
const CYAN = 36;
const DIM = 2;

function painter(hasColor: boolean): Paint {
  return (code, text) => (hasColor ? `\x1b[${code}m${text}\x1b[0m` : text);
}

/** What is told at the end of a build: a line of counts, and the tree of steps below `asked`. Empty where `mode` asks for nothing. */
export function summaryText(
  graph: Graph,
  asked: readonly number[],
  results: ReadonlyMap<number, StepResult>,
  mode: SummaryMode,
  hasColor: boolean,
): string {
  const all = [...results.values()];
  const hasFailed = all.some(({ status }) => status === 'failure');
  if (mode === 'none' || (mode === 'failures' && !hasFailed)) return '';
  const paint = painter(hasColor);
  const line = `${paint(CYAN, 'Build Summary:')} ${countsText(all, paint)}\n`;
  if (mode === 'line') return line;
  const isShown = (step: number): boolean => {
    const result = results.get(step)!;
    return mode === 'all' || (mode === 'new' ? !result.isCached : result.status !== 'success');
  };
  const seen = new Set<number>();
  const roots = asked.map((step) => treeText(graph, step, results, isShown, seen, [], paint));
  return `${line}${roots.join('')}\n`;
}

function countsText(all: readonly StepResult[], paint: Paint): string {
  const count = (status: StepResult['status']): number => all.filter((result) => result.status === status).length;
  const rest = notesText([
    [count('skipped'), 'skipped'],
    [count('failure'), 'failed'],
  ]);
  const steps = `${count('success')}/${all.length} steps succeeded${paint(DIM, rest)}`;
  const tests = all.flatMap(({ tests: one }) => (one === null ? [] : [one]));
  const sum = (key: 'passed' | 'skipped' | 'failed'): number => tests.reduce((total, one) => total + one[key], 0);
  const total = sum('passed') + sum('skipped') + sum('failed');
  if (total === 0) return steps;
  const notes = notesText([
    [sum('skipped'), 'skipped'],
    [sum('failed'), 'failed'],
  ]);
  return `${steps}; ${sum('passed')}/${total} tests passed${paint(DIM, notes)}`;
}

function notesText(notes: readonly (readonly [number, string])[]): string {
  const some = notes.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`);
  return some.length === 0 ? '' : ` (${some.join('; ').replaceAll('; ', ', ')})`;
}

/** A step with what it depends on below it. `above`: of each step on the way to it but the first, whether it is the last of its level. */
function treeText(
  graph: Graph,
  step: number,
  results: ReadonlyMap<number, StepResult>,
  isShown: (step: number) => boolean,
  seen: Set<number>,
  above: readonly boolean[],
  paint: Paint,
): string {
  if (!isShown(step)) return '';
  const { name, dependencies } = graph.steps[step];
  const indent = above.map((isLast, i) => (i === above.length - 1 ? '+- ' : isLast ? '   ' : '|  ')).join('');
  if (seen.has(step)) {
    const rest = dependencies.length === 0 ? ' (reused)' : ` (+${dependencies.length} more reused dependencies)`;
    return `${indent}${paint(DIM, name + rest)}\n`;
  }
  seen.add(step);
  const shown = dependencies.filter(isShown);
  const below = shown.map((dependency, i) =>
    treeText(graph, dependency, results, isShown, seen, [...above, i === shown.length - 1], paint),
  );
  return `${indent}${name}${statusText(results.get(step)!, paint)}\n${below.join('')}`;
}

/** What became of a step, as it stands behind its name. */
export function statusText(result: StepResult, paint: Paint = painter(false)): string {
  const { status, tests, isCached, milliseconds } = result;
  if (status === 'dependency failure') return paint(DIM, ' transitive failure');
  if (status === 'skipped') return paint(YELLOW, ' skipped');
  if (isFailure(result)) return failureText(result, paint);
  if (isCached) return `${paint(GREEN, ' cached')}`;
  const done = tests === null ? paint(GREEN, ' success') : testsText(result, paint);
  return `${done}${milliseconds < 0.001 ? '' : paint(DIM, ` ${durationText(milliseconds)}`)}`;
}

function failureText(result: StepResult, paint: Paint): string {
  const { errorCount, tests } = result;
  if (errorCount > 0) return paint(RED, ` ${errorCount} errors`);
  return tests === null ? paint(RED, ' failure') : testsText(result, paint);
}

function testsText({ tests }: StepResult, paint: Paint): string {
  const { passed, skipped, failed } = tests!;
  const parts = [
    paint(GREEN, `${passed} pass`),
    ...(skipped > 0 ? [paint(YELLOW, `${skipped} skip`)] : []),
    ...(failed > 0 ? [paint(RED, `${failed} fail`)] : []),
  ];
  return ` ${parts.join(', ')} (${passed + skipped + failed} total)`;
}

function durationText(milliseconds: number): string {
  if (milliseconds >= 60_000) return `${Math.floor(milliseconds / 60_000)}m`;
  if (milliseconds >= 1000) return `${Math.floor(milliseconds / 1000)}s`;
  return milliseconds >= 1 ? `${Math.floor(milliseconds)}ms` : `${Math.floor(milliseconds * 1000)}us`;
}

/** What is told of a step that failed, as it fails: the steps that lead to it, and why. Empty where there is nothing to tell. */
export function failureReport(graph: Graph, asked: readonly number[], step: number, result: StepResult): string {
  const { messages, errorText, output } = result;
  if (messages.length === 0 && errorText === '' && output === '') return '';
  const way = wayTo(graph, asked, step);
  const context = way.map((one, i) => {
    const indent = i === 0 ? '' : `${'   '.repeat(i - 1)}+- `;
    return `${indent}${graph.steps[one].name}${one === step ? statusText(result) : ''}\n`;
  });
  const said = messages.map((message) => `error: ${message}\n`).join('');
  return `${context.join('')}${output === '' ? '' : endLine(output)}${errorText}${said}\n`;
}

function endLine(text: string): string {
  return text.endsWith('\n') ? text : `${text}\n`;
}

/** The first way from one of `asked` to `step`, both of them in it. */
function wayTo(graph: Graph, asked: readonly number[], step: number): readonly number[] {
  const visited = new Set<number>();
  const find = (from: number): number[] | null => {
    if (from === step) return [from];
    if (visited.has(from)) return null;
    visited.add(from);
    for (const dependency of graph.steps[from].dependencies) {
      const way = find(dependency);
      if (way !== null) return [from, ...way];
    }
    return null;
  };
  for (const from of asked) {
    const way = find(from);
    if (way !== null) return way;
  }
  return [step];
}
