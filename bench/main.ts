import { cpus } from 'node:os';
import { zigLibDir } from '@rezig/zig-lib';
import { officialZig } from '../oracle/index.mjs';
import { benchBuild, benchUpdate, measure } from './build.ts';
import { benchBuildZig } from './build-zig.ts';
import { benchFrontEnd } from './front-end.ts';
import { benchIncremental } from './incremental.ts';
import { benchLsp } from './lsp.ts';
import { benchMemory } from './memory.ts';
import { benchPlayground } from './playground.ts';
import { benchRelease } from './release.ts';
import { benchSwap } from './swap.ts';
import { benchWebCalls } from './web-calls.ts';
import { benchWebSwap } from './web-swap.ts';

/*
 * npm run bench -- [front-end] [build] [update]; without a word, all three. Every figure of ours stands beside one of the official
 * compiler, taken in the same run on the same machine.
 *
 * npm run bench -- incremental [300] [5000] [20000] [split] [12_zig_in_zig] [alone]: builds in new processes and edits of generated programs of so many functions, in one file
 * or (`split`) in several, and of that program of test/programs; without a further word, all of them. `alone` leaves out
 * the official compiler.
 *
 * npm run bench -- memory [EDITS]: what a session holds after so many edits (10,000 if that is not said) of a generated program of 300
 * functions, beside a session that builds the same state from nothing.
 *
 * npm run bench -- lsp: how long an editor waits for the language server, as it was built last.
 *
 * npm run bench -- swap [3000] ...: what it costs that an edit comes to a program that runs, one of so many functions.
 *
 * npm run bench -- web: calls per second between JavaScript and Zig, what the glue weighs, and how long it takes from saving a file to what a page of Vite's development server does, in Chromium.
 *
 * npm run bench -- playground: how long its first output takes, and what a key leads to, in Chromium.
 *
 * npm run bench -- build-zig: builds of a project, first, again and after edits.
 *
 * npm run bench -- release [02_wordcount] ...: sizes and run times of programs of test/programs in release modes; without a further word, of six.
 */

/** How many edits a long session has. */
const EDITS = 10_000;

const words = process.argv.slice(2);
const isIncremental = words[0] === 'incremental';
const isMemory = words[0] === 'memory';
const isRelease = words[0] === 'release';
const isLsp = words[0] === 'lsp';
const isSwap = words[0] === 'swap';
const isWeb = words[0] === 'web';
const isPlayground = words[0] === 'playground';
const isBuildZig = words[0] === 'build-zig';
const isOne = isIncremental || isMemory || isRelease || isLsp || isSwap || isWeb || isPlayground || isBuildZig;
const unknown = words.find((word) => !isOne && !['front-end', 'build', 'update'].includes(word));
const wants = (word: string): boolean => words.length === 0 || words.includes(word);

if (unknown !== undefined) {
  console.error(
    `no benchmark is called '${unknown}': there are front-end, build, update, incremental, memory, lsp, swap, web, playground, release, build-zig`,
  );
  process.exitCode = 1;
} else if (zigLibDir === null) {
  console.error('the package zig-lib has no library: run `npm install`');
  process.exitCode = 1;
} else {
  console.log(`${cpus()[0].model}, node ${process.version}`);
  if (officialZig === null) console.log('the official compiler is not installed: only our own figures');
  if (isIncremental) await benchIncremental(words.slice(1), zigLibDir);
  if (isMemory) await benchMemory(Number(words[1] ?? EDITS), zigLibDir);
  if (isLsp) await benchLsp();
  if (isSwap) await benchSwap(words.slice(1), zigLibDir);
  if (isWeb) {
    await benchWebCalls();
    await benchWebSwap();
  }
  if (isPlayground) await benchPlayground();
  if (isBuildZig) await benchBuildZig();
  if (isRelease) await benchRelease(words.slice(1));
  if (wants('front-end')) benchFrontEnd(zigLibDir);
  if (wants('build') || wants('update')) {
    try {
      const times = await measure(zigLibDir);
      if (wants('build')) benchBuild(times);
      if (wants('update')) await benchUpdate(times);
    } catch (error) {
      console.error((error as Error).message);
      process.exitCode = 1;
    }
  }
}
