import { astCheck, dumpZir } from '@rezig/compiler/check';
import { readSource } from './read-source.ts';
import { UsageError } from './usage-error.ts';

/** `rezig ast-check FILE...`: prints what parsing and lowering find. Returns the exit code: 1 if there are errors. */
export function runAstCheck(paths: readonly string[], color: boolean): number {
  let failed = false;
  for (const path of paths) {
    const source = sourceOf(path);
    if (source === null) {
      failed = true;
      continue;
    }
    const text = astCheck(path, source, { color });
    process.stderr.write(text);
    if (text !== '') failed = true;
  }
  return failed ? 1 : 0;
}

/** `rezig dump-zir FILE`: prints the file's ZIR. Returns the exit code: 1 if there are errors. */
export function runDumpZir(path: string, color: boolean): number {
  const source = sourceOf(path);
  if (source === null) return 1;
  const errors = astCheck(path, source, { color });
  if (errors !== '') {
    process.stderr.write(errors);
    return 1;
  }
  process.stdout.write(dumpZir(source));
  return 0;
}

function sourceOf(path: string): Uint8Array | null {
  if (path === '') throw new UsageError('the path of a file is empty');
  const source = readSource(path);
  if (typeof source !== 'string') return source;
  process.stderr.write(`error: unable to open file '${path}': ${source}\n`);
  return null;
}
