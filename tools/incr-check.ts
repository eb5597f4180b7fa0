// Checks incremental cases: npm run incr-check -- [--verbose] [--no-emit] [--restored] [--collect] [-O MODE] [CASE...]; without CASE all of test/incremental.
// --no-emit: no module is made, so only messages and the number of analyses are checked.
// --restored: each update is made by a compilation that starts from the state that the one before saved, the first from a library image.
// --collect: what no unit needs any more is dropped before each update.
// -O MODE: as in a release mode, instead of Debug.
//
// Every update of a case is made in one process that goes on from what it knows. Afterwards its messages and its module are compared
// with those of a build from nothing of the same files, byte for byte, and both with what the case expects. A line is printed for
// every update that is wrong, and one at the end; exit code 1 if any was wrong.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { OptimizeMode } from '../packages/compiler/src/index.ts';
import { type CaseUpdate, parseCase, sameErrors } from './incremental-case.ts';
import { openSession, type UpdateResult } from './session.ts';

const args = process.argv.slice(2);
const modeAt = args.indexOf('-O');
const modeName = modeAt < 0 ? 'Debug' : args.splice(modeAt, 2)[1];
const mode = OptimizeMode[modeName as keyof typeof OptimizeMode];
if (mode === undefined) throw new RangeError(`-O ${modeName}: no such mode`);
const named = args.filter((arg) => !arg.startsWith('--'));
const emit = !args.includes('--no-emit');
const isRestored = args.includes('--restored');
const collectsAlways = args.includes('--collect');
const here = fileURLToPath(new URL('.', import.meta.url));
const cases = join(here, '../test/incremental');

interface Tally {
  updates: number;
  right: number;
  /** Milliseconds of each update that was not the first of its case. */
  readonly times: number[];
}

function sameBytes(x: Uint8Array | null, y: Uint8Array | null): boolean {
  return x === null || y === null ? x === y : Buffer.compare(x, y) === 0;
}

/** What is wrong with `result`; null if nothing. */
function complaint(update: CaseUpdate, result: UpdateResult, fresh: UpdateResult, directory: string): string | null {
  if (result.errors !== fresh.errors) {
    return `errors are not those of a build from nothing\n  incremental: ${result.errors}\n  from nothing: ${fresh.errors}`;
  }
  if (!sameBytes(result.wasm, fresh.wasm)) {
    return `the module is not that of a build from nothing (${result.wasm?.length} and ${fresh.wasm?.length} bytes)`;
  }
  if (update.errors.length > 0) {
    const [messages, log = ''] = result.errors.split('\nCompile Log Output:\n');
    const isLogRight = update.errors.includes('ignored') || log.trimEnd() === update.log.join('\n');
    if (!isLogRight) return `wanted the log ${update.log.join('\n')}\n  got    ${log}`;
    if (!sameErrors(update.errors, messages)) {
      return `wanted ${update.errors.join('\n         ')}\n  got    ${result.errors.trimEnd().replaceAll('\n', '\n         ')}`;
    }
  } else if (!emit) {
    if (result.errors !== '') return `did not compile:\n${result.errors}`;
  } else {
    if (result.wasm === null) return `did not compile:\n${result.errors}`;
    const file = join(directory, 'out.wasm');
    writeFileSync(file, result.wasm);
    const runner = join(here, 'run-wasi.mjs');
    const run = spawnSync(process.execPath, ['--no-warnings', runner, file], { encoding: 'utf8', timeout: 20_000 });
    if (run.status !== 0) return `exit code ${run.status}: ${run.stderr.slice(0, 500)}`;
    if (update.stdout !== null && run.stdout !== update.stdout) {
      return `printed ${JSON.stringify(run.stdout)}, not ${JSON.stringify(update.stdout)}`;
    }
  }
  if (update.maxAnalyzed !== null && result.analyzed > update.maxAnalyzed) {
    return `${result.analyzed} dependers analysed, at most ${update.maxAnalyzed} were allowed\n  ${result.reasons.join('\n  ')}`;
  }
  return null;
}

function checkCase(path: string, directory: string, tally: Tally, verbose: boolean): void {
  const { modules, root, updates } = parseCase(readFileSync(path, 'utf8'), mode !== OptimizeMode.Debug);
  const session = openSession({ emit, root, modules, mode, isRestored, sharesImage: isRestored, collectsAlways });
  const files = new Map<string, Uint8Array>();
  let isFirst = true;
  for (const update of updates) {
    const changes = new Map<string, Uint8Array | null>();
    for (const [name, text] of update.files) {
      const bytes = text === null ? null : Buffer.from(text);
      changes.set(name, bytes);
      if (bytes === null) files.delete(name);
      else files.set(name, bytes);
    }
    let wrong: string | null;
    let time = 0;
    try {
      const start = performance.now();
      const result = session.update(changes);
      time = performance.now() - start;
      const fresh = openSession({ emit, root, modules, mode }).update(files);
      wrong = complaint(update, result, fresh, directory);
    } catch (error) {
      wrong = `the compiler failed: ${error instanceof Error ? error.stack : error}`;
    }
    tally.updates++;
    if (wrong === null) tally.right++;
    else console.log(`${basename(path)} / ${update.name}: ${wrong}`);
    if (wrong === null && verbose) console.log(`${basename(path)} / ${update.name}: ${time.toFixed(1)} ms`);
    if (!isFirst) tally.times.push(time);
    isFirst = false;
  }
}

function percentile(times: readonly number[], part: number): string {
  const sorted = [...times].sort((x, y) => x - y);
  return (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0).toFixed(1);
}

const paths =
  named.length > 0
    ? named
    : readdirSync(cases)
        .filter((name) => name !== 'README.md')
        .sort()
        .map((name) => join(cases, name));
const tally: Tally = { updates: 0, right: 0, times: [] };
const directory = mkdtempSync(join(tmpdir(), 'incr-'));
try {
  for (const path of paths) checkCase(path, directory, tally, args.includes('--verbose'));
} finally {
  rmSync(directory, { recursive: true });
}
const { updates, right, times } = tally;
console.log(`${right} of ${updates} updates right; p50 ${percentile(times, 0.5)} ms p90 ${percentile(times, 0.9)} ms`);
process.exitCode = right === updates ? 0 : 1;
