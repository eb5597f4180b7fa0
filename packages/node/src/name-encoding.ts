import { readFileSync, statSync } from 'node:fs';
import { UsageError } from './usage-error.ts';

/*
 * Node tells names as texts, with U+FFFD in the place of bytes that are no UTF-8, so it cannot reach what is called so. Where such a text does lead to something, that
 * is called otherwise.
 */
const REPLACEMENT = '\ufffd';

/** Whether `path` may be that of a file which is called otherwise. */
export function isDoubtful(path: string): boolean {
  return path.includes(REPLACEMENT);
}

/** Throws a `UsageError` where an argument of the process, or the name of its working directory, is no UTF-8. */
export function checkProcessNames(): void {
  const directory = process.cwd();
  if (isDoubtful(directory) && identity(directory) !== identity('.'))
    throw new UsageError(`the path of the working directory is not UTF-8: '${directory}'`);
  const argument = process.argv.find(isDoubtful);
  if (argument !== undefined && !isUtf8(commandLine())) throw new UsageError(`argument is not UTF-8: '${argument}'`);
}

function identity(path: string): string | null {
  const stat = statSync(path, { throwIfNoEntry: false, bigint: true });
  return stat === undefined ? null : `${stat.dev} ${stat.ino}`;
}

/** As the system has it; empty where it does not tell. */
function commandLine(): Uint8Array {
  try {
    return readFileSync('/proc/self/cmdline');
  } catch {
    return new Uint8Array(0);
  }
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
