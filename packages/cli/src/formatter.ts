import { join } from 'node:path';
import { BUILD_ID, OptimizeMode } from '@rezig/compiler/state';
import type { Formatter } from '@rezig/language-server/format.ts';
import { FORMAT_OPTIONS, type FormatExports, formatterOf } from '@rezig/language-server/format-module.ts';
import { cacheDirectory } from '@rezig/node/cache-dir.ts';
import { displayPath } from '@rezig/node/display-path.ts';
import { readSource } from '@rezig/node/read-source.ts';
import { writeAtomic } from '@rezig/node/write-atomic.ts';
import { findZigLib } from '@rezig/node/zig-lib.ts';
import { CompilerFault } from './compiler-fault.ts';
import { CompilerThread } from './compiler-thread.ts';
import { instantiate } from './webassembly.ts';

/** The library's own formatter, compiled like any program: by an earlier process of this build, or now. Throws as compiling does. */
export async function openFormatter(): Promise<Formatter> {
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
  return formatterOf(await instantiate<FormatExports>(bytes));
}

async function compileFormatter(): Promise<Uint8Array> {
  const zigLibDir = displayPath(findZigLib(undefined));
  const compiler = new CompilerThread({
    program: {
      rootPath: displayPath(join(__dirname, '../zig/format.zig')),
      zigLibDir,
      mode: OptimizeMode.ReleaseSafe,
      ...FORMAT_OPTIONS,
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
