import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import {
  BUILD_ID,
  ConstantMemory,
  contentHash,
  joinComparisons,
  MARKERS_PATTERN,
  markFrames,
  OptimizeMode,
  parseCpu,
  promoteSlots,
  unrollLoops,
  withoutConstantLoads,
} from '@rezig/compiler/state';
import { openOptimized, type ProgramOptions, storeOptimized } from '@rezig/node/state-store.ts';
import { UsageError } from '@rezig/node/usage-error.ts';
import type { CompileSetup } from './protocol.ts';

const PACKAGE = 'binaryen';

/** For speed: functions of more instructions are inlined than Binaryen does by itself, and such with loops. */
const FAST: Level = {
  first: ['-O3', '-fimfs', '300', '-aimfs', '24', '-ifwl'],
  later: ['-O3'],
  last: [],
  rounds: 3,
  unrolls: true,
};

/** The same for modules of more than `LARGE_BYTES`, with which that would take minutes. */
const FAST_LARGE: Level = { ...FAST, first: ['-O3', '-fimfs', '60', '-aimfs', '16', '-ifwl'], rounds: 2 };
/** Of how many bytes a module is large, before Binaryen. */
const LARGE_BYTES = 600_000;

/** What Binaryen is to do, and besides when it is run for the last time. */
interface Level {
  /** The first two times. */
  readonly first: readonly string[];
  /** After that: what was inlined then would make the module larger and not faster. */
  readonly later: readonly string[];
  readonly last: readonly string[];
  /**
   * How often values are put in locals after functions were put into one another. With a function that was called by a pointer out of such a value, the
   * second time, the first has done; for what loops have in such values that are written out then, the third time.
   */
  readonly rounds: number;
  /** Whether loops of few turns are written out. */
  readonly unrolls: boolean;
}

const SMALL: Level = { first: ['-Oz'], later: ['-Oz'], last: ['--converge'], rounds: 2, unrolls: false };

/** What Binaryen is to do with a module of `length` bytes; null for nothing. */
function levelOf(mode: OptimizeMode, length: number): Level | null {
  const fast = length > LARGE_BYTES ? FAST_LARGE : FAST;
  switch (mode) {
    case OptimizeMode.Debug:
      return null;
    case OptimizeMode.ReleaseSafe:
      return { ...fast, rounds: 2 };
    case OptimizeMode.ReleaseFast:
      return fast;
    case OptimizeMode.ReleaseSmall:
      return SMALL;
  }
}

/** What Binaryen is to do in its run `number`, from 1. */
function argsOf({ first, later }: Level, number: number): readonly string[] {
  return number <= 2 ? first : later;
}

/** Features that Binaryen calls otherwise than Zig. */
const OTHER_NAMES: ReadonlyMap<string, string> = new Map([
  ['atomics', 'threads'],
  ['nontrapping_fptoint', 'nontrapping-float-to-int'],
  ['simd128', 'simd'],
]);

/** An installed Binaryen. */
interface Binaryen {
  readonly directory: string;
  readonly version: string;
}

/** Puts modules of release modes through Binaryen, if that is installed where the program, the working directory or rezig itself finds it. */
export class Optimizer {
  readonly #setup: CompileSetup;
  #binaryen: Binaryen | null | undefined = undefined;

  constructor(setup: CompileSetup) {
    this.#setup = setup;
  }

  /**
   * `module`, as Binaryen makes it smaller or faster; as it is where there is none of it, which is said once, or in Debug. What it came to before is kept in
   * the cache. Throws a `UsageError` where Binaryen fails.
   */
  async optimize(module: Uint8Array): Promise<Uint8Array> {
    const { program, cacheDir } = this.#setup;
    const level = levelOf(program.mode ?? OptimizeMode.Debug, module.length);
    if (level === null) return module;
    if (this.#binaryen === undefined) {
      this.#binaryen = findBinaryen([process.cwd(), dirname(resolve(program.rootPath)), __dirname]);
      if (this.#binaryen === null)
        process.stderr.write(
          `note: modules of release modes are smaller and faster with the package ${PACKAGE}: npm install --save-dev ${PACKAGE}\n`,
        );
    }
    if (this.#binaryen === null) return module;
    const { directory, version } = this.#binaryen;
    const options = binaryenOptions(program);
    const key = [BUILD_ID, contentHash(module), version, level, options];
    const name = contentHash(new TextEncoder().encode(JSON.stringify(key)));
    const known = cacheDir === null ? null : openOptimized(cacheDir, name);
    if (known !== null) return known;
    const run = (args: readonly string[], input: Uint8Array): Promise<Uint8Array> =>
      runBinaryen(join(directory, 'bin', 'wasm-opt'), [...args, ...options], input);
    const prepared = joinComparisons(await withSlotsInLocals(module, level, run));
    const optimized = await run([...argsOf(level, level.rounds + 1), ...level.last], prepared);
    if (cacheDir !== null) storeOptimized(cacheDir, name, optimized);
    return optimized;
  }
}

/**
 * `module` with functions put into one another, in locals what of the stack needs no address then, and with constants as numbers where it is known which are read. `run` has Binaryen make another module of one.
 */
async function withSlotsInLocals(
  module: Uint8Array,
  level: Level,
  run: (args: readonly string[], input: Uint8Array) => Promise<Uint8Array>,
): Promise<Uint8Array> {
  let marked = markFrames(module) ?? module;
  const constants = new ConstantMemory(module);
  for (let round = 1; round <= level.rounds; round++) {
    // Names of functions are needed for the pattern.
    const args = ['-g', `--no-inline=${MARKERS_PATTERN}`, ...argsOf(level, round), '--ssa-nomerge'];
    const promoted = promoteSlots(await run(args, marked), round === level.rounds);
    marked = withoutConstantLoads(promoted, constants);
    if (level.unrolls) marked = unrollLoops(marked, constants);
  }
  return marked;
}

function findBinaryen(directories: readonly string[]): Binaryen | null {
  for (const directory of directories) {
    try {
      const path = createRequire(join(directory, 'package.json')).resolve(`${PACKAGE}/package.json`);
      const { version } = JSON.parse(readFileSync(path, 'utf8')) as { readonly version: string };
      return { directory: dirname(path), version };
    } catch {
      // Not there.
    }
  }
  return null;
}

/** The features that code may use, whether names stay, and what is known of memory. */
function binaryenOptions({ cpu, link, isStripped, mode }: ProgramOptions): string[] {
  const options = ['--mvp-features'];
  for (const feature of parseCpu(cpu ?? '').features) {
    const name = OTHER_NAMES.get(feature) ?? feature.replaceAll('_', '-');
    options.push(`--enable-${name}`);
  }
  if (!(isStripped ?? mode === OptimizeMode.ReleaseSmall)) options.push('-g');
  // Where the host gives it, it may hold something.
  if (link?.importsMemory !== true) options.push('--zero-filled-memory');
  return options;
}

/** Binaryen is WebAssembly itself, and mostly done before it would have paid to optimize that: without it takes a third less of the processors' time. */
const NODE_FLAGS = ['--liftoff-only'];

/** Rejects with a `UsageError` where it fails. */
async function runBinaryen(wasmOpt: string, args: readonly string[], module: Uint8Array): Promise<Uint8Array> {
  const directory = mkdtempSync(join(tmpdir(), 'rezig-optimize-'));
  try {
    const [input, output] = [join(directory, 'in.wasm'), join(directory, 'out.wasm')];
    writeFileSync(input, module);
    const child = spawn(process.execPath, [...NODE_FLAGS, wasmOpt, ...args, input, '-o', output], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let errors = '';
    child.stderr.on('data', (bytes: Buffer) => {
      errors += bytes;
    });
    const code = await new Promise<number | null>((settle, reject) => {
      child.on('close', settle);
      child.on('error', reject);
    });
    if (code !== 0)
      throw new UsageError(`Binaryen could not optimize the module: ${errors.trim() || `exit code ${code}`}`);
    return readFileSync(output);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
