import { element, made, setCount } from './page.ts';
import type { BuiltTests, PlannedTest, RunEvent, TestStatus } from './protocol.ts';

type Ended = Extract<RunEvent, { kind: 'ended' }>;

/** How a test came out, as long as its print is the same. */
interface Kept {
  readonly print: string;
  readonly end: Ended;
}

const WORDS: { readonly [status in TestStatus]: string } = {
  ok: 'passed',
  skipped: 'skipped',
  failed: 'failed',
  panicked: 'panicked',
};

/** The list of tests with what became of each. Those that an edit did not affect are known from before. */
export class TestList {
  readonly #kept = new Map<string, Kept>();
  readonly #rows: HTMLElement[] = [];
  #tests: readonly PlannedTest[] = [];
  #ends: (Ended | null)[] = [];
  #unchanged = 0;

  /** Shows the tests, and gives those to run: number and slot. */
  begin({ tests }: BuiltTests): (readonly [number, number])[] {
    this.#tests = tests;
    this.#ends = tests.map(() => null);
    this.#rows.length = 0;
    this.#unchanged = 0;
    for (const { name } of tests) {
      const row = made('li', 'test');
      row.append(made('span', 'mark'), made('span', 'name', nameOf(name)), made('span', 'time'));
      this.#rows.push(row);
    }
    element('tests', HTMLOListElement).replaceChildren(...this.#rows);
    const toRun = tests.flatMap((test, number): (readonly [number, number])[] => {
      const known = this.#kept.get(test.name);
      if (known === undefined || known.print !== test.print || known.end.status !== 'ok') return [[number, test.slot]];
      this.#unchanged++;
      this.#show(number, known.end, 'unchanged');
      return [];
    });
    this.#summarize(false);
    return toRun;
  }

  /** Takes note of what a test came to. */
  ended(end: Ended): void {
    const { name, print } = this.#tests[end.test];
    if (print === null || end.isImpure) this.#kept.delete(name);
    else this.#kept.set(name, { print, end });
    this.#show(end.test, end, `${end.milliseconds.toFixed(1)} ms`);
  }

  /** Adds what test `number` wrote, or how it trapped. */
  wrote(number: number, text: string): void {
    const row = this.#rows[number];
    if (row === undefined) return;
    const output = row.querySelector('pre') ?? made('pre', '');
    row.append(output);
    output.append(text);
  }

  /** Says what they came to. Returns whether there are some and all passed. */
  finish(): boolean {
    this.#summarize(true);
    return this.#ends.length > 0 && this.#ends.every((end) => end?.status === 'ok');
  }

  /** Says why there is nothing to run. */
  fail(text: string): void {
    element('tests', HTMLOListElement).replaceChildren();
    element('test-summary', HTMLParagraphElement).textContent = text;
    setCount('test-count', 0);
  }

  #show(number: number, end: Ended, time: string): void {
    this.#ends[number] = end;
    const row = this.#rows[number];
    row.dataset.status = end.status;
    const [mark, , when] = row.children;
    mark.textContent = WORDS[end.status];
    when.textContent = end.reason === '' || end.reason === 'panic' ? time : `${end.reason} · ${time}`;
  }

  #summarize(isDone: boolean): void {
    const count = (status: TestStatus): number => this.#ends.filter((end) => end?.status === status).length;
    const bad = count('failed') + count('panicked');
    const parts = [
      `${count('ok')} of ${this.#tests.length} passed`,
      ...(count('skipped') > 0 ? [`${count('skipped')} skipped`] : []),
      ...(bad > 0 ? [`${bad} failed`] : []),
      ...(this.#unchanged > 0 ? [`${this.#unchanged} not affected by the last edits`] : []),
    ];
    const text = this.#tests.length === 0 ? 'The program has no tests.' : isDone ? `${parts.join(', ')}.` : 'Running…';
    element('test-summary', HTMLParagraphElement).textContent = text;
    setCount('test-count', bad);
  }
}

/** `main.test.addition` as `addition`, `list.decltest.push` as `list: push`. */
function nameOf(qualified: string): string {
  const parts = /^(.+?)\.(?:(?:decl)?test\.|(?=test_))(.*)$/s.exec(qualified);
  if (parts === null) return qualified;
  const [, owner, name] = parts;
  return owner === 'main' ? name : `${owner}: ${name}`;
}
