// Runs the tests with node's own runner: every *.test.ts, or those whose path contains one of the arguments. With --oracle only those that
// ask the official compiler, which `npm run oracle` installs; without it they are skipped as long as it is not there. `--nodes` runs those that
// need several releases of Node (`npm run nodes`), `--bundlers` those that need bundlers (`npm run bundlers`), `--vscode` those that
// need Visual Studio Code (`npm run vscode`), and `--long` those that take long. What needs several releases of Node or Visual Studio Code, or takes long, is not
// run unless it is asked for, by an option or a name.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';

/** What files have in them that need more than this project installs. */
const needs = {
  '--oracle': /oracle\/index\.mjs|\/official\.ts/,
  '--nodes': /import \{ nodes \}/,
  '--bundlers': /import \{ bundlers \}/,
  '--vscode': /import \{ vscode \}/,
  '--long': /^\/\/ Takes long\.$/m,
};

const words = process.argv.slice(2).filter((arg) => !(arg in needs));
const need = Object.keys(needs).find((option) => process.argv.includes(option));

/** Whether the file is one of those that were asked for by what they need. What takes minutes has to be asked for. */
function isMeant(text) {
  if (need !== undefined) return needs[need].test(text);
  return words.length > 0 || !['--nodes', '--vscode', '--long'].some((option) => needs[option].test(text));
}

const files = ['packages', 'test']
  .flatMap((root) => readdirSync(root, { recursive: true }).map((name) => `${root}/${name}`))
  .filter((file) => file.endsWith('.test.ts') && !file.includes('node_modules') && !file.includes('zig-lib/lib'))
  .filter((file) => words.length === 0 || words.some((word) => file.includes(word)))
  .filter((file) => isMeant(readFileSync(file, 'utf8')))
  .sort();
if (files.length === 0) {
  console.error(`no test file matches ${words.join(' ')}`);
  process.exit(1);
}
// The command line, the plug-in and the package are tested as they are installed: bundled. The playground is made of the bundles.
if (
  files.some((file) =>
    /^packages\/(cli|playground|unplugin)\/|^test\/(bundlers|vscode)\/|\/package\.test\.ts$/.test(file),
  )
)
  await import('./build.mjs');
const reporter = process.env.CI ? ['--test-reporter=./scripts/ci-reporter.mjs'] : [];
// A file a core: most of the time goes to processes that the tests start and wait for.
const concurrency = `--test-concurrency=${availableParallelism()}`;
// What hangs fails. The longest test takes minutes.
const timeout = `--test-timeout=${20 * 60_000}`;
const run = spawnSync(process.execPath, ['--import', 'tsx', ...reporter, '--test', concurrency, timeout, ...files], {
  stdio: 'inherit',
});
process.exit(run.status ?? 1);
