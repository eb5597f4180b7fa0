import { basename, extname } from 'node:path';
import {
  ABI_NAMES,
  ARCH_NAMES,
  hasCode,
  OS_NAMES,
  type ProgramModule,
  parseTarget,
  type Target,
} from '@rezig/compiler/state';
import { UsageError } from '@rezig/node/usage-error.ts';
import type { Color } from './color.ts';
import { nearMiss } from './near-miss.ts';
import type { ErrorFormat } from './protocol.ts';

/** The four modes, under their official names. */
export const OPTIMIZE_MODES = ['Debug', 'ReleaseSafe', 'ReleaseFast', 'ReleaseSmall'] as const;

/** One of the four modes. */
export type OptimizeName = (typeof OPTIMIZE_MODES)[number];

/** What the argument parser makes of the options of the commands that analyse a program. */
export interface ParsedOptions {
  readonly target: string;
  readonly optimize: string;
  readonly cpu: string;
  readonly execModel: string;
  readonly objectFormat?: string;
  /** False where nothing is to be made. */
  readonly emitBin?: string | false;
  readonly emitAsm?: string;
  readonly emitSourceMap?: boolean;
  /** What an object file is made of: a program's part, or a library; nothing where a module is made. */
  readonly object?: 'part' | 'library';
  readonly showBuiltin?: boolean;
  readonly all?: boolean;
  readonly name?: string;
  readonly strip?: string;
  readonly errorTracing?: string;
  readonly ubsanRt?: string;
  readonly llvm?: boolean;
  /** False where there is to be none. */
  readonly entry?: string | false;
  readonly rdynamic?: boolean;
  readonly export?: readonly string[];
  readonly importMemory?: boolean;
  readonly exportMemory?: boolean;
  readonly sharedMemory?: boolean;
  readonly initialMemory?: string;
  readonly maxMemory?: string;
  readonly globalBase?: string;
  readonly stack?: string;
  readonly importTable?: boolean;
  readonly exportTable?: boolean;
  readonly referenceTrace?: string;
  readonly testNoExec?: boolean;
  readonly testRunner?: string;
  readonly testTimeout?: string;
  readonly force?: boolean;
  readonly reporter?: string;
  readonly zigLibDir?: string;
  readonly cacheDir?: string;
  readonly state: boolean;
  readonly remoteCache?: string;
  readonly remoteCacheUpload?: boolean;
  /** False with `--no-binaryen`. */
  readonly binaryen?: boolean;
  readonly watch?: boolean;
  /** False with `--no-clear`. */
  readonly clear?: boolean;
  readonly testFilter?: readonly string[];
  readonly errorFormat?: string;
  readonly fullTrace?: boolean;
  readonly env?: readonly string[];
  readonly envAll?: boolean;
  readonly dir?: readonly string[];
  readonly verbose?: boolean;
  readonly debugIncremental?: string;
  readonly color: Color;
}

/** The targets that there is code generation for. */
export const CODE_TARGETS = ['wasm32-wasi', 'wasm32-freestanding'] as const;

/**
 * The target that a triple names. `emit`: whether code is to be generated for it. Throws a `UsageError` where there is none of that name, or no code can be
 * generated.
 */
export function targetOption(triple: string, emit: boolean): Target {
  let target: Target;
  try {
    target = parseTarget(triple);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const meant =
      nearMiss(triple, CODE_TARGETS) ||
      triple
        .split('-')
        .map(nearestName)
        .find((found) => found !== '') ||
      '';
    throw new UsageError(`${error.message}${meant}`);
  }
  if (emit && !hasCode(target)) {
    const meant =
      nearMiss(triple, CODE_TARGETS) ||
      ` (there is code for ${CODE_TARGETS.join(' and ')}; 'check' takes every target)`;
    throw new UsageError(`not supported yet: code for '${triple}'${meant}`);
  }
  return target;
}

function nearestName(name: string, part: number): string {
  const names = [ARCH_NAMES, OS_NAMES, ABI_NAMES][part] ?? [];
  return names.includes(name) ? '' : nearMiss(name, names);
}

/** Throws a `UsageError` unless `name` is one of the four modes. */
export function optimizeMode(name: string): OptimizeName {
  const mode = OPTIMIZE_MODES.find((known) => known === name);
  if (mode === undefined) {
    const meant = nearMiss(name, OPTIMIZE_MODES) || ` (there are ${OPTIMIZE_MODES.join(', ')})`;
    throw new UsageError(`unrecognized optimization mode: '${name}'${meant}`);
  }
  return mode;
}

/** Extensions of what the official command compiles or links besides. */
const OTHER_LANGUAGES = /^\.(o|obj|lib|a|so|dll|tbd|dylib|s|S|c|cxx|cc|C|cpp|c\+\+|m|mm|bc)$/;

/** Throws a `UsageError` unless `path` can be a root source file. */
export function checkRootPath(path: string): void {
  const extension = extname(path);
  if (OTHER_LANGUAGES.test(extension)) throw new UsageError(`'${path}': only Zig is compiled here`);
  if (extension !== '.zig') throw new UsageError(`unrecognized file extension of parameter '${path}'`);
}

/** What `-freference-trace[=N]` and `-fno-reference-trace` ask for: how many references an error shows; null where nothing was said. */
export function referenceTrace(option: string | undefined): number | null {
  if (option === undefined) return null;
  if (option === 'all') return Number.POSITIVE_INFINITY;
  if (!/^\d+$/.test(option)) throw new UsageError(`unable to parse reference_trace count '${option}'`);
  return Number(option);
}

/** What `--test-timeout` asks for, in milliseconds: a number of seconds, or a number with `ms`, `s` or `m`; 0 for no limit. Throws a `UsageError` for anything else. */
export function testTimeout(option: string): number {
  const match = /^(\d+(?:\.\d+)?)(ms|s|m)?$/.exec(option);
  if (match === null)
    throw new UsageError(`invalid time '${option}' of --test-timeout: it is one such as 500ms, 10s or 2m`);
  return Number(match[1]) * { ms: 1, s: 1000, m: 60_000 }[(match[2] ?? 's') as 'ms' | 's' | 'm'];
}

/** What `--error-format=` asks for. Throws a `UsageError` for a format that there is not. */
export function errorFormat(option: string | undefined): ErrorFormat {
  if (option === undefined || option === 'text') return 'text';
  if (option === 'json') return option;
  throw new UsageError(`unrecognized format '${option}' of --error-format: there are text and json`);
}

/** How `--debug-incremental` tells what each update did. */
export type DebugFormat = 'text' | 'json';

/** What `--debug-incremental[=json]` asks for; null where it was not given. */
export function debugIncremental(option: string | undefined): DebugFormat | null {
  if (option === undefined) return null;
  if (option === 'text' || option === 'json') return option;
  throw new UsageError(`unrecognized format '${option}' of --debug-incremental: there are text and json`);
}

/** Where the module is written: `-femit-bin=`, else the name of the program, in the working directory. */
export function outputPath(name: string, { emitBin, object }: Pick<ParsedOptions, 'emitBin' | 'object'>): string {
  if (emitBin === '') throw new UsageError("expected a path after '-femit-bin='");
  if (typeof emitBin === 'string') return emitBin;
  return object === 'library' ? `lib${name}.a` : object === 'part' ? `${name}.o` : `${name}.wasm`;
}

/** What the program is called: `--name`, else the name of its main module or root file. Throws a `UsageError` for a name that has a `/`. */
export function programName(main: ProgramModule, name: string | undefined): string {
  if (name !== undefined && (name === '' || name !== basename(name))) {
    throw new UsageError(`invalid name '${name}': it must be that of a file without a directory`);
  }
  return name ?? (main.name || basename(main.rootPath, '.zig'));
}
