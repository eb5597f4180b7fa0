export type { TargetOs } from './compilation/builtin-module.ts';
export { Compilation } from './compilation/compilation.ts';
export { type Host, MemoryHost, type ReadError } from './compilation/host.ts';
export { lowerForCache } from './compilation/lowered-cache.ts';
export { type CompilationOptions, OptimizeMode, type ProgramModule } from './compilation/options.ts';
export type { Analysis } from './compilation/report.ts';
export { type CodeLocation, renderErrors, type UpdateResult } from './compilation/update-result.ts';
