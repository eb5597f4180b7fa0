// Runs the library's own tests with this compiler and the official one: npm run std-tests -- [--only TEXT] [--mode MODE] [--official-mode MODE]
//
// Both compile the tests of std.zig for wasm32-wasi, Debug unless said otherwise, the official one with LLVM. Left out are tests that the
// official compiler cannot compile, since the packaged library lacks their data. Prints time and memory of both, how the tests of each
// ended, what ended otherwise, and closes with `N of M tests that pass officially pass`. Exit code 1 if one does not, 2 if the
// official compiler is not installed.
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { officialEnv, officialZig } from '../oracle/index.mjs';
import { zigLibDir } from '../packages/zig-lib/index.cjs';

const { values } = parseArgs({
  options: {
    /** Only tests with this in the name, and those without a name. */
    only: { type: 'string', default: '' },
    mode: { type: 'string', default: 'Debug' },
    /** Of the official build, where that is another: in ReleaseFast LLVM fails for some tests of `math`. */
    'official-mode': { type: 'string' },
  },
});

const officialMode = values['official-mode'] ?? values.mode;

const rezig = fileURLToPath(new URL('../packages/cli/bin/rezig.cjs', import.meta.url));
const runner = fileURLToPath(new URL('run-wasi.mjs', import.meta.url));

/** How a process ended. */
interface Ended {
  readonly code: number | null;
  readonly output: string;
  readonly seconds: number;
  /** The most memory that it held at a time, in MiB; as it was seen, every 20 ms. */
  readonly memory: number;
}

function run(command: string, args: readonly string[], cwd: string): Promise<Ended> {
  const start = performance.now();
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...officialEnv, NO_COLOR: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    let memory = 0;
    const watch = setInterval(() => {
      try {
        const peak = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'));
        if (peak !== null) memory = Math.max(memory, Number(peak[1]) / 1024);
      } catch {
        // It has just ended, or the system has no such file.
      }
    }, 20);
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text) => (output += text));
    child.on('error', reject);
    child.on('close', (code) => {
      clearInterval(watch);
      resolve({ code, output, seconds: (performance.now() - start) / 1000, memory });
    });
  });
}

/** A test of a library file: its name as a filter finds it, and its lines, from 1. */
interface SourceTest {
  readonly filter: string;
  readonly first: number;
  readonly last: number;
}

/** The tests of a file whose dotted path is `path`: those of the file itself and of containers that are declared in it under a name. */
function testsOf(path: string, text: string): SourceTest[] {
  const lines = text.split('\n');
  const tests: SourceTest[] = [];
  lines.forEach((line, at) => {
    const start = /^(\s*)test (?:"((?:[^"\\]|\\.)*)"|(\w+)) \{/.exec(line);
    if (start === null) return;
    const [, indent, name, declaration] = start;
    const container = containerAround(lines, at, indent.length);
    if (container === null) return;
    let last = at;
    while (last < lines.length && lines[last] !== `${indent}}`) last++;
    const own = declaration === undefined ? `test.${name}` : `decltest.${declaration}`;
    tests.push({ filter: `${path}.${container}${own}`, first: at + 1, last: last + 1 });
  });
  return tests;
}

/** The names of the containers around line `at`, each with a dot behind it; null if one has none. */
function containerAround(lines: readonly string[], at: number, indent: number): string | null {
  if (indent === 0) return '';
  for (let i = at - 1; i >= 0; i--) {
    const width = lines[i].search(/\S/);
    if (width < 0 || width >= indent) continue;
    const named = /^\s*(?:pub )?const (\w+) = (?:extern |packed )?(?:struct|union|enum|opaque)\b/.exec(lines[i]);
    if (named === null) return null;
    const outer = containerAround(lines, i, width);
    return outer === null ? null : `${outer}${named[1]}.`;
  }
  return null;
}

/** Texts of which each test that the official compiler can compile has one in its name. */
async function filters(std: string, directory: string): Promise<string[]> {
  const all = await run(
    officialZig!,
    ['test', ...library(officialEnv.ZIG_LIB_DIR!), ...target(join(directory, 'all.wasm'), officialMode)],
    directory,
  );
  const broken = new Map<string, number[]>();
  for (const [, file, line] of all.output.matchAll(/^(\S+\.zig):(\d+):\d+: error: /gm)) {
    const path = file.slice(file.lastIndexOf(`std${sep}`) + (file.includes(`std${sep}`) ? 4 : 0));
    broken.set(path, [...(broken.get(path) ?? []), Number(line)]);
  }
  const found: string[] = [];
  for (const path of (readdirSync(std, { recursive: true }) as string[]).sort()) {
    if (!path.endsWith('.zig')) continue;
    const dotted = path.slice(0, -4).replaceAll(sep, '.');
    const lines = broken.get(path) ?? [];
    for (const test of testsOf(dotted, readFileSync(join(std, path), 'utf8'))) {
      if (!lines.some((line) => line >= test.first && line <= test.last)) found.push(test.filter);
    }
  }
  return found.filter((filter) => filter.includes(values.only));
}

/** The library's root file, as the module `std` that it is. */
function library(lib: string): string[] {
  return [join(lib, 'std', 'std.zig'), '--zig-lib-dir', lib];
}

function target(output: string, mode = values.mode): string[] {
  return ['-target', 'wasm32-wasi', '-O', mode, '--test-no-exec', `-femit-bin=${output}`];
}

/** How each test of a module ended, by name, in the words of the official runner; `last`: the one that was running when the module ended. */
async function runTests(module: string, directory: string): Promise<{ results: Map<string, string>; ended: Ended }> {
  const ended = await run(
    process.execPath,
    ['--no-warnings', '--stack-size=8000', runner, module, '--seed=0x1'],
    directory,
  );
  const results = new Map<string, string>();
  for (const line of ended.output.split(/^(?=\d+\/\d+ )/m)) {
    const test = /^\d+\/\d+ ([^\n]*?)\.\.\.([\s\S]*)$/.exec(line);
    if (test === null) continue;
    const outcome = /(?:^|\n)(OK|SKIP|FAIL \([^)]*\))/.exec(test[2]);
    results.set(test[1], outcome?.[1] ?? `ended the program: ${test[2].trim().split('\n')[0]}`);
  }
  return { results, ended };
}

function tally(results: ReadonlyMap<string, string>): string {
  const counts = new Map<string, number>();
  for (const result of results.values()) {
    const kind = result.replace(/[ :(].*/, '');
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return [...counts].map(([kind, count]) => `${count} ${kind}`).join(', ');
}

async function main(): Promise<number> {
  if (officialZig === null || zigLibDir === null) {
    console.error('the official compiler is not installed: run `npm run oracle`');
    return 2;
  }
  const directory = mkdtempSync(join(tmpdir(), 'rezig-std-tests-'));
  try {
    const std = join(officialEnv.ZIG_LIB_DIR!, 'std');
    const chosen = (await filters(std, directory)).flatMap((filter) => ['--test-filter', filter]);
    const officialModule = join(directory, 'official.wasm');
    const official = await run(
      officialZig,
      ['test', ...library(officialEnv.ZIG_LIB_DIR!), ...target(officialModule, officialMode), ...chosen],
      directory,
    );
    if (official.code !== 0) throw new Error(`the official compiler failed:\n${official.output.slice(0, 4000)}`);
    const ourModule = join(directory, 'ours.wasm');
    const options = [...library(zigLibDir), ...target(ourModule), ...chosen, '--cache-dir', join(directory, 'cache')];
    const ours = await run(process.execPath, [rezig, 'test', ...options], directory);
    const figures = (what: string, { seconds, memory }: Ended): string =>
      `${what}: compiled in ${seconds.toFixed(1)} s, ${memory.toFixed(0)} MiB`;
    console.log(figures('official', official));
    console.log(figures('rezig', ours));
    const expected = await runTests(officialModule, directory);
    console.log(`official: ${tally(expected.results)}; run in ${expected.ended.seconds.toFixed(1)} s`);
    if (ours.code !== 0) {
      console.log(ours.output.slice(0, 20_000));
      console.log(
        `0 of ${[...expected.results.values()].filter((result) => result === 'OK').length} tests that pass officially pass`,
      );
      return 1;
    }
    const got = await runTests(ourModule, directory);
    console.log(`rezig: ${tally(got.results)}; run in ${got.ended.seconds.toFixed(1)} s`);
    let passing = 0;
    let passed = 0;
    for (const [name, result] of expected.results) {
      const our = got.results.get(name) ?? 'not found';
      if (result === 'OK') passing++;
      if (result === 'OK' && our === 'OK') passed++;
      if (our !== result) console.log(`  ${name}: official ${result}, rezig ${our}`);
    }
    for (const name of got.results.keys())
      if (!expected.results.has(name)) console.log(`  ${name}: only found by rezig`);
    console.log(`${passed} of ${passing} tests that pass officially pass`);
    return passed === passing ? 0 : 1;
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

process.exitCode = await main();
