import { join } from 'node:path';
import type { TargetOs } from '@rezig/compiler';
import { errorFormat, optimizeMode, type ParsedOptions, referenceTrace } from './build-options.ts';
import { cacheDirectory } from './cache-dir.ts';
import { useColor } from './color.ts';
import { displayPath, rootDisplayPath } from './display-path.ts';
import type { CompileSetup } from './protocol.ts';
import { imagePath, statePath } from './state-store.ts';
import { findZigLib } from './zig-lib.ts';

/** Of a process that neither starts from what another one found out nor keeps it. */
const NO_PATHS = { statePath: null, imagePath: null };

/**
 * What the compiler's thread is to be started with for the program at `rootPath`. Throws a `UsageError` for options that make no sense, and where there
 * is no library.
 */
export function compileSetup(
  rootPath: string,
  options: ParsedOptions,
  goal: { readonly os: TargetOs; readonly emit: boolean; readonly testFilters: readonly string[] | null },
): CompileSetup {
  const zigLibDir = displayPath(findZigLib(options.zigLibDir));
  const program = {
    rootPath: rootDisplayPath(rootPath, zigLibDir),
    zigLibDir,
    cacheDir: cacheDirectory(options.cacheDir, rootPath),
    loweredDir: join(__dirname, '../lowered'),
    os: goal.os,
    mode: optimizeMode(options.optimize),
    isLibrary: options.fnoEntry === true,
    testFilters: goal.testFilters,
    emit: goal.emit,
    referenceTrace: referenceTrace(options.freferenceTrace),
    color: useColor(options.color),
    errorFormat: errorFormat(options.errorFormat),
  };
  const paths = options.state ? { statePath: statePath(program), imagePath: imagePath(program) } : NO_PATHS;
  return { ...program, ...paths };
}

/** Tells that the state file is not used, and why. */
export function warnOfState({ statePath }: CompileSetup, refusal: string | null): void {
  if (refusal !== null) process.stderr.write(`warning: the state in '${statePath}' is not used: ${refusal}\n`);
}
