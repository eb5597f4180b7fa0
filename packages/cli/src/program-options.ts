import { type LinkSettings, OptimizeMode, type ProgramModule, parseCpu } from '@rezig/compiler/state';
import { rootDisplayPath } from '@rezig/node/display-path.ts';
import type { ProgramOptions } from '@rezig/node/state-store.ts';
import { UsageError } from '@rezig/node/usage-error.ts';
import { optimizeMode, type ParsedOptions, referenceTrace } from './build-options.ts';

/**
 * What the command line asks for, as options of the compilation of `modules`, the main one first. Throws a `UsageError` for options that make no sense, in the
 * official words where there are some.
 */
export function programOptions(
  [main, ...others]: readonly ProgramModule[],
  zigLibDir: string,
  options: ParsedOptions,
  goal: { readonly emit: boolean; readonly testFilters: readonly string[] | null },
): ProgramOptions {
  const { cpu, strip, errorTracing, ubsanRt, objectFormat, testRunner } = options;
  if (objectFormat !== undefined && objectFormat !== 'wasm')
    throw new UsageError(`'-ofmt=${objectFormat}' is refused: there is code for WebAssembly alone`);
  return {
    rootPath: main.rootPath,
    ...(main.name === '' ? {} : { rootName: main.name, dependencies: main.dependencies, modules: others }),
    zigLibDir,
    target: options.target,
    mode: OptimizeMode[optimizeMode(options.optimize)],
    isReactor: isReactor(options.execModel),
    ...(options.object === 'library' ? { isLibrary: true } : {}),
    ...(strip === undefined ? {} : { isStripped: strip === 'yes' }),
    ...(errorTracing === undefined ? {} : { tracesErrors: errorTracing === 'yes' }),
    ...(ubsanRt === undefined ? {} : { hasUbsanRt: ubsanRt === 'yes' }),
    ...(options.llvm === true ? { usesLlvm: true } : {}),
    cpu,
    link: linkSettings(options),
    testFilters: goal.testFilters,
    ...(testRunner === undefined ? {} : { testRunner: rootDisplayPath(testRunner, zigLibDir) }),
    emit: goal.emit,
    ...(options.all === true ? { analysesAll: true } : {}),
    referenceTrace: referenceTrace(options.referenceTrace),
  };
}

function isReactor(model: string): boolean {
  if (model !== 'command' && model !== 'reactor')
    throw new UsageError(`unknown executable model '${model}' for '-mexec-model': there are command and reactor`);
  return model === 'reactor';
}

function linkSettings(options: ParsedOptions): LinkSettings {
  const { entry, importMemory, exportMemory, sharedMemory, importTable, exportTable } = options;
  if (importTable === true && exportTable === true)
    throw new UsageError("'--import-table' and '--export-table' cannot be used together");
  const features = featuresOf(options.cpu);
  if (sharedMemory === true && !(features.has('atomics') && features.has('bulk_memory')))
    throw new UsageError('shared memory requires atomics and bulk_memory CPU features');
  const stackSize = options.stack === undefined ? undefined : sizeOf(options.stack, `stack size '${options.stack}'`);
  return {
    ...(entry === undefined ? {} : { entry: entry === false ? null : entry }),
    exports: options.rdynamic === true || options.object !== undefined ? 'all' : [],
    required: options.object === undefined ? (options.export ?? []) : [],
    importsMemory: importMemory === true,
    exportsMemory: exportMemory === true || importMemory !== true,
    isMemoryShared: sharedMemory === true,
    initialMemory: bytesOf('--initial-memory', options.initialMemory),
    maxMemory: bytesOf('--max-memory', options.maxMemory),
    globalBase: bytesOf('--global-base', options.globalBase),
    ...(stackSize === undefined ? {} : { stackSize }),
    ...(options.object === undefined ? {} : { isObject: true }),
    table: importTable === true ? 'imported' : exportTable === true ? 'exported' : 'own',
  };
}

function featuresOf(cpu: string): ReadonlySet<string> {
  try {
    return new Set(parseCpu(cpu).features);
  } catch (error) {
    if (error instanceof RangeError) throw new UsageError(error.message);
    throw error;
  }
}

function bytesOf(option: string, text: string | undefined): number | null {
  return text === undefined ? null : sizeOf(text, `'${option}=${text}'`);
}

/** A number as Zig writes it, of any base. `what`: what it is, for the error. */
function sizeOf(text: string, what: string): number {
  const digits = text.replaceAll(/(?<=[\da-f])_(?=[\da-f])/gi, '');
  if (!/^(0x[\da-f]+|0o[0-7]+|0b[01]+|\d+)$/i.test(digits))
    throw new UsageError(`unable to parse ${what}: InvalidCharacter`);
  const size = Number(digits);
  if (!Number.isSafeInteger(size)) throw new UsageError(`unable to parse ${what}: Overflow`);
  return size;
}
