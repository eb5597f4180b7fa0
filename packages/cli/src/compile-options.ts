import { type CompleteOptions, OptimizeMode } from '@rezig/compiler/state';
import type { CompileSetup } from './protocol.ts';

/** What the command line asks for, as options of a compilation. */
export function compileOptions(setup: CompileSetup): Omit<CompleteOptions, 'host' | 'state'> {
  const { rootPath, zigLibDir, os, mode, isLibrary, testFilters, emit, referenceTrace } = setup;
  return { rootPath, zigLibDir, os, mode: OptimizeMode[mode], isLibrary, testFilters, emit, referenceTrace };
}
