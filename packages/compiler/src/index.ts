export type { TargetOs } from './compilation/builtin-module.ts';
export {
  type CodeLocation,
  Compilation,
  type CompilationOptions,
  OptimizeMode,
  renderErrors,
  type UpdateResult,
} from './compilation/compilation.ts';
export { type Host, MemoryHost, type ReadError } from './compilation/host.ts';
export { lowerForCache } from './compilation/lowered-cache.ts';
export type { Analysis } from './compilation/report.ts';
