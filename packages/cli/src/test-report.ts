import { UsageError } from '@rezig/node/usage-error.ts';
import { isFailure, seconds, type TestResult } from './test-run.ts';

/** How results of tests are told. */
export type ReporterName = 'text' | 'tap' | 'junit' | 'json';

/** What `--reporter` asks for. Throws a `UsageError` for what there is not. */
export function reporterName(option: string): ReporterName {
  const names = ['text', 'tap', 'junit', 'json'] as const;
  const found = names.find((name) => name === option);
  if (found === undefined) throw new UsageError(`unrecognized reporter '${option}': there are ${names.join(', ')}`);
  return found;
}

/** From how long on a test's time is told, in milliseconds. */
const SLOW_MILLISECONDS = 1000;

/** Tells of tests, as they run and when all are done. */
export interface Reporter {
  /** Test `number`, from 1, of `count` starts. */
  started(number: number, count: number, name: string): void;
  ended(number: number, count: number, result: TestResult): void;
  /** What ran was ended, and no more comes of it. */
  stopped(): void;
  /** All tests are done, in their order. */
  finished(results: readonly TestResult[]): void;
}

/** The reporter of that name. Text goes to standard error, as officially; all else to standard output. */
export function makeReporter(name: ReporterName, isWatching: boolean): Reporter {
  switch (name) {
    case 'text':
      return new TextReporter(isWatching);
    case 'tap':
      return new TapReporter();
    case 'junit':
      return { started() {}, ended() {}, stopped() {}, finished: (results) => out(junit(results)) };
    case 'json':
      return new JsonReporter();
  }
}

function out(text: string): void {
  process.stdout.write(text);
}

class TextReporter implements Reporter {
  /** Whether what is not run again is counted only. */
  readonly #isWatching: boolean;
  /** Whether a line is begun. */
  #isInLine = false;

  constructor(isWatching: boolean) {
    this.#isWatching = isWatching;
  }

  started(number: number, count: number, name: string): void {
    this.#say(`${number}/${count} ${name}...`);
    this.#isInLine = true;
  }

  ended(number: number, count: number, result: TestResult): void {
    const { source, name, status, output, milliseconds } = result;
    if (source !== 'run') {
      if (!this.#isWatching) this.#say(`${number}/${count} ${name}...${verdict(result)} (${source})\n`);
      return;
    }
    const time = milliseconds >= SLOW_MILLISECONDS && status !== 'timed out' ? ` (${seconds(milliseconds)})` : '';
    this.#isInLine = false;
    // What failed is told at the end, with all that it wrote.
    this.#say(`${isFailure(result) ? '' : endLine(output)}${verdict(result)}${time}\n`);
  }

  stopped(): void {
    if (this.#isInLine) this.#say('\n');
    this.#isInLine = false;
  }

  finished(results: readonly TestResult[]): void {
    for (const { name, reason, output } of results.filter(isFailure))
      this.#say(`\n${name}: ${reason}\n${endLine(output)}`);
    const failed = results.filter(isFailure).length;
    if (failed > 0) this.#say('\n');
    const skipped = results.filter(({ status }) => status === 'skipped').length;
    const passed = results.length - skipped - failed;
    const known = results.filter(({ source }) => source !== 'run');
    const kept = known.length === 0 ? '' : ` (${known.length} ${known[0].source})`;
    if (passed === results.length) this.#say(`All ${passed} tests passed${kept}.\n`);
    else this.#say(`${passed} passed; ${skipped} skipped; ${failed} failed${kept}.\n`);
  }

  #say(text: string): void {
    process.stderr.write(text);
  }
}

function verdict({ status, reason }: TestResult): string {
  if (status === 'ok') return 'OK';
  return status === 'skipped' ? 'SKIP' : `FAIL (${reason})`;
}

/** The code by which a terminal is told that colors end. */
const END_OF_COLOR = '\x1b[0m';

/** `text`, which ends with a line if it is not empty. */
export function endLine(text: string): string {
  return text === '' || text.endsWith('\n') || text.endsWith(`\n${END_OF_COLOR}`) ? text : `${text}\n`;
}

/** Version 14 of the Test Anything Protocol. */
class TapReporter implements Reporter {
  started(): void {}

  stopped(): void {}

  ended(number: number, count: number, result: TestResult): void {
    if (number === 1) out(`TAP version 14\n1..${count}\n`);
    const { name, status, reason, output, milliseconds } = result;
    const escaped = oneLine(name).replaceAll('\\', '\\\\').replaceAll('#', '\\#');
    const directive = status === 'skipped' ? ' # SKIP' : '';
    out(`${isFailure(result) ? 'not ok' : 'ok'} ${number} - ${escaped}${directive}\n`);
    if (!isFailure(result)) return;
    out(`  ---\n  message: ${JSON.stringify(reason)}\n  duration_ms: ${milliseconds.toFixed(3)}\n`);
    const text = printable(output).trimEnd();
    // How far it is indented is said, since its first line may be so by itself.
    if (text !== '') out(`  output: |2\n${text.replace(/^(?=.)/gm, '    ')}\n`);
    out('  ...\n');
  }

  finished(results: readonly TestResult[]): void {
    if (results.length === 0) out('TAP version 14\n1..0\n');
  }
}

class JsonReporter implements Reporter {
  started(): void {}

  stopped(): void {}

  ended(_number: number, _count: number, { name, status, reason, milliseconds, output, source }: TestResult): void {
    const time = Number(milliseconds.toFixed(3));
    out(`${JSON.stringify({ type: 'test', name, status, reason, milliseconds: time, output, source })}\n`);
  }

  finished(results: readonly TestResult[]): void {
    const failed = results.filter(isFailure).length;
    const skipped = results.filter(({ status }) => status === 'skipped').length;
    out(`${JSON.stringify({ type: 'summary', passed: results.length - failed - skipped, skipped, failed })}\n`);
  }
}

function junit(results: readonly TestResult[]): string {
  const time = (milliseconds: number): string => (milliseconds / 1000).toFixed(3);
  const total = results.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
  const failures = results.filter(isFailure).length;
  const skipped = results.filter(({ status }) => status === 'skipped').length;
  const cases = results.map((result) => {
    const { name, status, reason, output, milliseconds } = result;
    const at = name.search(/\.(decl)?test[._]/);
    const [unit, test] = at < 0 ? ['', name] : [name.slice(0, at), name.slice(at + 1)];
    const open = `    <testcase classname="${xml(unit)}" name="${xml(oneLine(test))}" time="${time(milliseconds)}"`;
    if (status === 'ok') return `${open}/>\n`;
    if (status === 'skipped') return `${open}><skipped/></testcase>\n`;
    return `${open}><failure message="${xml(reason)}" type="${status}">${xml(output)}</failure></testcase>\n`;
  });
  const counts = `tests="${results.length}" failures="${failures}" errors="0"`;
  const head = `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites ${counts} time="${time(total)}">\n`;
  const suite = `  <testsuite name="zig" ${counts} skipped="${skipped}" time="${time(total)}">\n`;
  return `${head}${suite}${cases.join('')}  </testsuite>\n</testsuites>\n`;
}

/** `text` in XML. */
function xml(text: string): string {
  const escapes: { readonly [char: string]: string } = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return printable(text).replace(/[&<>"]/g, (char) => escapes[char]);
}

/** `text` without characters that there cannot be in XML and YAML: control characters but for tabs and line feeds, halves of characters, and two that are none. */
function printable(text: string): string {
  return text.replace(/[^\t\n\x20-\x7e\x85\u{a0}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '');
}

/** `text` on one line. */
function oneLine(text: string): string {
  return printable(text.replace(/\s+/g, ' '));
}
