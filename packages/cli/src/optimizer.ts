import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { BUILD_ID, contentHash, type OptimizeLevel, OptimizeMode, parseCpu } from '@rezig/compiler/state';
import { openOptimized, type ProgramOptions, storeOptimized } from '@rezig/node/state-store.ts';
import { UsageError } from '@rezig/node/usage-error.ts';
import { loadModulePasses } from './bundles.ts';
import type { CompileSetup } from './protocol.ts';
import { beforeSignals } from './signals.ts';

const PACKAGE = 'binaryen';

/** A function that is called at one place is inlined there, but for large ones: in functions of many thousands of instructions engines find no registers for what loops need. */
const FASTEST = ['-O3', '-ocimfs', '2500'];

/** For speed: functions of more instructions are inlined than Binaryen does by itself, and such with loops. */
const FAST: OptimizeLevel = {
  first: [...FASTEST, '-fimfs', '300', '-aimfs', '24', '-ifwl'],
  later: FASTEST,
  last: [],
  rounds: 4,
  unrolls: true,
};

/** The same for modules of more than `LARGE_BYTES`, with which that would take minutes. */
const FAST_LARGE: OptimizeLevel = { ...FAST, first: [...FASTEST, '-fimfs', '60', '-aimfs', '16', '-ifwl'], rounds: 2 };
/** Of how many bytes a module is large, before Binaryen. */
const LARGE_BYTES = 600_000;

/** For size: functions of up to ten instructions are inlined, which takes less room than calls of them did once Binaryen has simplified what is around. */
const SMALL_ARGS = ['-Oz', '-aimfs', '10'];
const SMALL: OptimizeLevel = { first: SMALL_ARGS, later: SMALL_ARGS, last: ['--converge'], rounds: 2, unrolls: false };

/** What Binaryen is to do with a module of `length` bytes; null for nothing. */
function levelOf(mode: OptimizeMode, length: number): OptimizeLevel | null {
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
    const passes = loadModulePasses();
    const optimized = await passes.exports.optimizeModule(module, level, run);
    passes.keepCode();
    if (cacheDir !== null) storeOptimized(cacheDir, name, optimized);
    return optimized;
  }
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

/** Rejects with a `UsageError` where it fails. A signal ends Binaryen with this process. */
async function runBinaryen(wasmOpt: string, args: readonly string[], module: Uint8Array): Promise<Uint8Array> {
  const directory = mkdtempSync(join(tmpdir(), 'rezig-optimize-'));
  let child: ChildProcess | null = null;
  const work = async (): Promise<Uint8Array> => {
    try {
      const [input, output] = [join(directory, 'in.wasm'), join(directory, 'out.wasm')];
      writeFileSync(input, module);
      child = spawn(process.execPath, [...NODE_FLAGS, wasmOpt, ...args, input, '-o', output], {
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      return await resultOf(child, output);
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
  };
  return beforeSignals(work, () => child?.kill('SIGKILL'));
}

async function resultOf(child: ChildProcess, output: string): Promise<Uint8Array> {
  let errors = '';
  child.stderr!.on('data', (bytes: Buffer) => {
    errors += bytes;
  });
  const code = await new Promise<number | null>((settle, reject) => {
    child.on('close', settle);
    child.on('error', reject);
  });
  if (code !== 0)
    throw new UsageError(`Binaryen could not optimize the module: ${errors.trim() || `exit code ${code}`}`);
  return readFileSync(output);
}
