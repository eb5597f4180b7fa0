/* What a process needs that only asks whether saved state says all already, and what it does with a module that it has. It is loaded in a fraction of the time of the compiler. */

export { Cursor, External, HEADER, Section } from './codegen/module-format.ts';
export { ByteWriter } from './codegen/wasm.ts';
export { BUILD_ID } from './compilation/build-id.ts';
export { CPU_FEATURES, CPU_MODELS, parseCpu } from './compilation/cpu.ts';
export type { Host, ReadError } from './compilation/host.ts';
export { causeText, explanationText, journalText, unitText } from './compilation/journal-text.ts';
export type { Analysis } from './compilation/journal-types.ts';
export {
  type CompilationOptions,
  type CompleteOptions,
  completeOptions,
  type LinkSettings,
  OptimizeMode,
  type ProgramModule,
} from './compilation/options.ts';
export { builtinText, imageOptions, RESERVED_MODULES } from './compilation/program-modules.ts';
export { withoutStamps } from './compilation/saved-files.ts';
export { type KnownResult, knownResult } from './compilation/saved-result.ts';
export { withSourceMapUrl } from './compilation/source-map-url.ts';
export type { StateSource } from './compilation/state-file.ts';
export { hasCode, parseTarget } from './compilation/target-triple.ts';
export { type TestEnd, type TestProgress, TestRunner } from './compilation/test-runner.ts';
export { testsToRun } from './compilation/tests-to-run.ts';
export { renderErrors, renderErrorsAsJson } from './compilation/update-result.ts';
export { ABI_NAMES, ARCH_NAMES, OS_NAMES, type Target } from './intern/target.ts';
export { definedSymbols } from './link/object-symbols.ts';
export { type OptimizeLevel, optimizeModule } from './optimize/passes.ts';
export { timeNow } from './util/clock.ts';
export { contentHash } from './util/hash.ts';
