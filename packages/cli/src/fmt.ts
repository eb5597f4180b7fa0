import { readdirSync, readFileSync, statSync } from 'node:fs';
import type { Formatter } from '@rezig/language-server/format.ts';
import { errorName, readSource, STDIN } from '@rezig/node/read-source.ts';
import { UsageError } from '@rezig/node/usage-error.ts';
import { loadCheck } from './bundles.ts';
import { type Color, useColor } from './color.ts';
import { openFormatter } from './formatter.ts';
import { writeOutput } from './write-output.ts';

/** What the argument parser makes of the options of `fmt`. */
export interface FormatOptions {
  readonly stdin?: boolean;
  readonly check?: boolean;
  readonly astCheck?: boolean;
  readonly exclude?: readonly string[];
  readonly zon?: boolean;
  readonly color: Color;
}

/** The exit code where standard input has errors. */
const STDIN_ERRORS = 2;

/**
 * `rezig fmt FILE...`: brings files into canonical form, and prints the paths of those that were in another. Returns the exit code: 1 if there are errors, or with
 * `--check` if there are such files. Throws a `UsageError` for what cannot be done as asked.
 */
export async function runFormat(paths: readonly string[], options: FormatOptions): Promise<number> {
  if (options.stdin === true) {
    if (paths.length > 0) throw new UsageError('cannot use --stdin with positional arguments');
    return formatStdin(options);
  }
  if (paths.length === 0) throw new UsageError('expected at least one file or directory argument');
  const failed = await formatFiles(paths, options, {
    changed: (path) => process.stdout.write(`${path}\n`),
    error: (text) => process.stderr.write(text),
  });
  return failed ? 1 : 0;
}

/** Who is told of files: of the paths of those that were not in form, and of errors. */
interface FormatObserver {
  changed(path: string): void;
  error(text: string): void;
}

/** Brings files into form, those of directories too. Returns whether there are errors, or with `check` files that are not in form. */
export async function formatFiles(
  paths: readonly string[],
  options: FormatOptions,
  observer: FormatObserver,
): Promise<boolean> {
  const formatter = await openFormatter();
  const seen = new Set((options.exclude ?? []).map(identity));
  let failed = false;
  /** `isMeant`: whether there is to be something, whatever it is called. */
  const visit = async (path: string, isMeant: boolean): Promise<void> => {
    const key = identity(path);
    if (seen.has(key)) return;
    seen.add(key);
    if (isDirectory(path)) {
      for (const inside of filesIn(path)) await visit(inside.path, inside.isDirectory);
    } else if (isMeant || isZig(path)) failed = (await formatFile(formatter, path, options, observer)) || failed;
  };
  for (const path of paths) await visit(path, true);
  return failed;
}

/** Brings one file into form. Returns whether that is to make the command fail. */
async function formatFile(
  formatter: Formatter,
  path: string,
  options: FormatOptions,
  observer: FormatObserver,
): Promise<boolean> {
  const source = readSource(path);
  if (typeof source === 'string') return complain(path, source, observer);
  const isZon = options.zon === true || path.endsWith('.zon');
  const formatted = attempt(formatter, path, source, isZon);
  if (typeof formatted === 'string') return complain(path, formatted, observer);
  const errors = formatted === null || options.astCheck === true ? errorsOf(path, source, isZon, options) : '';
  observer.error(errors);
  if (formatted === null || errors !== '') return true;
  if (Buffer.compare(source, formatted) === 0) return false;
  if (options.check !== true) await writeOutput(path, formatted);
  observer.changed(path);
  return options.check === true;
}

async function formatStdin(options: FormatOptions): Promise<number> {
  const source = new Uint8Array(readFileSync(0));
  const isZon = options.zon === true;
  const formatted = attempt(await openFormatter(), STDIN, source, isZon);
  if (typeof formatted === 'string') {
    complain(STDIN, formatted, { error: (text) => process.stderr.write(text) });
    return 1;
  }
  const errors = formatted === null || options.astCheck === true ? errorsOf(STDIN, source, isZon, options) : '';
  process.stderr.write(errors);
  if (formatted === null || errors !== '') return STDIN_ERRORS;
  if (options.check === true) return Buffer.compare(source, formatted) === 0 ? 0 : 1;
  process.stdout.write(formatted);
  return 0;
}

/** What the formatter gives, or the name of the error. */
function attempt(formatter: Formatter, path: string, source: Uint8Array, isZon: boolean): Uint8Array | null | string {
  try {
    return formatter.format(source, isZon);
  } catch (error) {
    if (!(error instanceof RangeError)) throw new Error(`the formatter failed in '${path}'`, { cause: error });
    return error.message === 'OutOfMemory' ? error.message : 'StackOverflow';
  }
}

function errorsOf(path: string, source: Uint8Array, isZon: boolean, { color }: FormatOptions): string {
  return loadCheck().exports.astCheck(path, source, { color: useColor(color), isZon });
}

function complain(path: string, reason: string, { error }: Pick<FormatObserver, 'error'>): true {
  error(`error: unable to format '${path}': ${reason}\n`);
  return true;
}

/** What a path leads to, whatever it is called; the path itself where that is nothing. */
function identity(path: string): string {
  const stat = statSync(path, { throwIfNoEntry: false, bigint: true });
  return stat === undefined ? path : `${stat.dev} ${stat.ino}`;
}

function isDirectory(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

function isZig(path: string): boolean {
  return path.endsWith('.zig') || path.endsWith('.zon');
}

/** What is in a directory, in the order of the names: files and directories that are not hidden, and no links. */
function filesIn(path: string): { readonly path: string; readonly isDirectory: boolean }[] {
  try {
    const entries = readdirSync(path, { withFileTypes: true });
    const wanted = entries.filter((entry) => !entry.name.startsWith('.') && (entry.isFile() || entry.isDirectory()));
    const base = path.replace(/\/+$/, '');
    const found = wanted.map((entry) => ({ path: `${base}/${entry.name}`, isDirectory: entry.isDirectory() }));
    return found.sort((a, b) => (a.path < b.path ? -1 : 1));
  } catch (error) {
    throw new UsageError(`unable to open directory '${path}': ${errorName(error)}`);
  }
}
