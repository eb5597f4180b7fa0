// Looks for errors in all of std and its tests, for targets that there is no code for, with this compiler and the official one:
//
//     npm run target-diff -- [TARGET...]
//
// By default x86_64-linux, aarch64-macos, x86_64-windows and thumb-freestanding. The tests of std.zig are analysed, not run; the packaged library lacks the data of some,
// so there are errors, whose lines are compared. Prints the first that differ, and for each target how many lines there are. Exit code 1 if some
// differ, 2 if the official compiler is not installed.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { officialEnv, officialZig } from '../oracle/index.mjs';
import { zigLibDir } from '../packages/zig-lib/index.cjs';

const DEFAULT_TARGETS = ['x86_64-linux', 'aarch64-macos', 'x86_64-windows', 'thumb-freestanding'];

const rezig = fileURLToPath(new URL('../packages/cli/bin/rezig.cjs', import.meta.url));

function errorLines(command: string, args: readonly string[]): { readonly lines: string[]; readonly seconds: number } {
  const start = performance.now();
  const env = { ...officialEnv, NO_COLOR: '1' };
  const { stderr } = spawnSync(command, args, { encoding: 'utf8', env, maxBuffer: 1 << 28 });
  // The official numbers of types without names count all of them: see docs/status.md.
  const lines = stderr
    .trimEnd()
    .replaceAll(/__(struct|enum|union|opaque|anon)_\d+/g, '__$1')
    .split('\n');
  return { lines, seconds: (performance.now() - start) / 1000 };
}

if (officialZig === null || zigLibDir === null) {
  console.error('the official compiler is not installed: run `npm run oracle`');
  process.exit(2);
}
const targets = process.argv.length > 2 ? process.argv.slice(2) : DEFAULT_TARGETS;
for (const target of targets) {
  const common = [
    'test',
    `${zigLibDir}/std/std.zig`,
    '--zig-lib-dir',
    zigLibDir,
    '-fno-emit-bin',
    '-target',
    target,
    '-fllvm',
  ];
  const ours = errorLines(process.execPath, [rezig, ...common, '--no-state']);
  const theirs = errorLines(officialZig, [...common, '-fno-ubsan-rt', '-fno-compiler-rt']);
  const length = Math.max(ours.lines.length, theirs.lines.length);
  const at = Array.from({ length }, (_, i) => i).find((i) => ours.lines[i] !== theirs.lines[i]);
  const times = `${ours.seconds.toFixed(0)} s, officially ${theirs.seconds.toFixed(0)} s`;
  if (at === undefined) console.log(`${target}: all ${length} lines of errors are the same (${times})`);
  else {
    process.exitCode = 1;
    console.log(`${target}: line ${at + 1} differs (${times})`);
    console.log(`  ours:       ${ours.lines[at] ?? '(none)'}\n  officially: ${theirs.lines[at] ?? '(none)'}`);
  }
}
