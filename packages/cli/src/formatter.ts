import { join } from 'node:path';
import { BUILD_ID, OptimizeMode } from '@rezig/compiler/state';
import { cacheDirectory } from '@rezig/node/cache-dir.ts';
import { displayPath } from '@rezig/node/display-path.ts';
import { readSource } from '@rezig/node/read-source.ts';
import { writeAtomic } from '@rezig/node/write-atomic.ts';
import { findZigLib } from '@rezig/node/zig-lib.ts';
import { CompilerFault, CompilerThread } from './compiler-thread.ts';
import { instantiate } from './webassembly.ts';

/** What `zig/format.zig` exports. */
interface FormatModule {
  readonly memory: { readonly buffer: ArrayBuffer };
  allocate(length: number): number;
  format(isZon: number): Result;
  formattedAddress(): number;
  formattedLength(): number;
  release(): void;
}

enum Result {
  formatted,
  hasErrors,
  outOfMemory,
}

/** The library's own formatter, compiled like any program. */
export class Formatter {
  readonly #module: FormatModule;

  private constructor(module: FormatModule) {
    this.#module = module;
  }

  /** The formatter, compiled by an earlier process of this build, or now. Throws as compiling does. */
  static async open(): Promise<Formatter> {
    const cache = BUILD_ID === null ? null : join(cacheDirectory(undefined, 'any.zig'), `format-${BUILD_ID}.wasm`);
    const kept = cache === null ? 'FileNotFound' : readSource(cache);
    const bytes = typeof kept === 'string' ? await compileFormatter() : kept;
    if (typeof kept === 'string' && cache !== null) {
      try {
        writeAtomic(cache, [bytes]);
      } catch {
        // Where it cannot be kept, every process compiles it.
      }
    }
    return new Formatter(await instantiate<FormatModule>(bytes));
  }

  /** `source` in canonical form; null if it has syntax errors. Throws a `RangeError` where memory or the stack does not suffice. */
  format(source: Uint8Array, isZon: boolean): Uint8Array | null {
    const module = this.#module;
    const address = module.allocate(source.length);
    if (address === 0) throw new RangeError('OutOfMemory');
    new Uint8Array(module.memory.buffer, address, source.length).set(source);
    const result = module.format(isZon ? 1 : 0);
    if (result === Result.outOfMemory) throw new RangeError('OutOfMemory');
    if (result === Result.hasErrors) return null;
    const formatted = new Uint8Array(module.memory.buffer, module.formattedAddress(), module.formattedLength()).slice();
    module.release();
    return formatted;
  }
}

async function compileFormatter(): Promise<Uint8Array> {
  const zigLibDir = displayPath(findZigLib(undefined));
  const compiler = new CompilerThread({
    program: {
      rootPath: displayPath(join(__dirname, '../zig/format.zig')),
      zigLibDir,
      target: 'wasm32-freestanding',
      mode: OptimizeMode.ReleaseSafe,
      link: { entry: null },
    },
    cacheDir: null,
    loweredDir: join(__dirname, '../lowered'),
    statePath: null,
    imagePath: null,
    color: false,
    errorFormat: 'text',
  });
  const { module, errorText } = await compiler.update([], false, true);
  compiler.close();
  if (module === null) throw new CompilerFault(`the formatter cannot be compiled:\n${errorText}`);
  return module;
}
