import { basename, extname } from 'node:path';
import type { TargetOs } from '@rezig/compiler';
import type { Color } from './color.ts';
import type { ErrorFormat } from './protocol.ts';
import { UsageError } from './usage-error.ts';

/** The four modes, under their official names. */
export const OPTIMIZE_MODES = ['Debug', 'ReleaseSafe', 'ReleaseFast', 'ReleaseSmall'] as const;

/** One of the four modes. */
export type OptimizeName = (typeof OPTIMIZE_MODES)[number];

/** What the argument parser makes of the options of the commands that analyse a program. */
export interface ParsedOptions {
  readonly target: string;
  readonly optimize: string;
  readonly femitBin?: string;
  readonly fnoEmitBin?: boolean;
  readonly name?: string;
  readonly fnoEntry?: boolean;
  readonly freferenceTrace?: string;
  readonly testNoExec?: boolean;
  readonly testTimeout?: string;
  readonly force?: boolean;
  readonly reporter?: string;
  readonly zigLibDir?: string;
  readonly cacheDir?: string;
  readonly state: boolean;
  readonly watch?: boolean;
  /** False with `--no-clear`. */
  readonly clear?: boolean;
  readonly testFilter?: readonly string[];
  readonly errorFormat?: string;
  readonly fullTrace?: boolean;
  readonly verbose?: boolean;
  readonly debugIncremental?: string;
  readonly color: Color;
}

/** The system of a target triple. Throws a `UsageError` for a target that there is no code generation for. */
export function targetOs(triple: string): TargetOs {
  const match = /^wasm32-(wasi|freestanding)(-musl|-none)?$/.exec(triple);
  if (match === null) {
    throw new UsageError(`not supported yet: target '${triple}' (there are wasm32-wasi and wasm32-freestanding)`);
  }
  return match[1] as TargetOs;
}

/** Throws a `UsageError` unless `name` is one of the four modes. */
export function optimizeMode(name: string): OptimizeName {
  const mode = OPTIMIZE_MODES.find((known) => known === name);
  if (mode === undefined) throw new UsageError(`unrecognized optimization mode: '${name}'`);
  return mode;
}

/** Throws a `UsageError` unless `path` can be a root source file. */
export function checkRootPath(path: string): void {
  if (extname(path) !== '.zig') throw new UsageError(`unrecognized file extension of parameter '${path}'`);
}

/** What `-freference-trace[=N]` and `-fno-reference-trace` ask for: how many references an error shows; null where nothing was said. */
export function referenceTrace(option: string | undefined): number | null {
  if (option === undefined) return null;
  if (option === 'all') return Number.POSITIVE_INFINITY;
  if (!/^\d+$/.test(option)) throw new UsageError(`unable to parse reference_trace count '${option}'`);
  return Number(option);
}

/** After how many milliseconds a test is ended, where nothing was said. */
const DEFAULT_TEST_TIMEOUT = 60_000;

/** What `--test-timeout` asks for, in milliseconds: a number of seconds, or a number with `ms`, `s` or `m`; 0 for no limit. Throws a `UsageError` for anything else. */
export function testTimeout(option: string | undefined): number {
  if (option === undefined) return DEFAULT_TEST_TIMEOUT;
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

/** Where the module is written: `-femit-bin=`, else `--name`, else the name of the root file, in the working directory. */
export function outputPath(rootPath: string, options: Pick<ParsedOptions, 'femitBin' | 'name'>): string {
  if (options.femitBin === '') throw new UsageError("expected a path after '-femit-bin='");
  if (options.femitBin !== undefined) return options.femitBin;
  return `${programName(rootPath, options.name)}.wasm`;
}

/** What the program is called: `--name`, else the name of the root file. Throws a `UsageError` for a name that has a `/`. */
export function programName(rootPath: string, name: string | undefined): string {
  if (name !== undefined && (name === '' || name !== basename(name))) {
    throw new UsageError(`invalid name '${name}': it must be that of a file without a directory`);
  }
  return name ?? basename(rootPath, '.zig');
}
