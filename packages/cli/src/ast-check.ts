import { readFileSync } from 'node:fs';
import { astCheck, dumpZir } from '@rezig/compiler/check';
import { readSource, STDIN } from '@rezig/node/read-source.ts';
import { UsageError } from '@rezig/node/usage-error.ts';
import { type Color, useColor } from './color.ts';

export { astCheck };

/** `rezig ast-check FILE...`: prints what parsing and lowering find, in standard input where no file is named. Returns the exit code: 1 if there are errors. */
export function runAstCheck(
  given: readonly string[],
  { zon, color }: { readonly zon?: boolean; readonly color: Color },
): number {
  let failed = false;
  const paths = given.length === 0 ? [STDIN] : given;
  for (const path of paths) {
    const source = given.length === 0 ? new Uint8Array(readFileSync(0)) : sourceOf(path);
    if (source === null) {
      failed = true;
      continue;
    }
    const text = astCheck(path, source, { color: useColor(color), isZon: zon === true });
    process.stderr.write(text);
    if (text !== '') failed = true;
  }
  return failed ? 1 : 0;
}

/** `rezig dump-zir FILE`: prints the file's ZIR. Returns the exit code: 1 if there are errors. */
export function runDumpZir(path: string, { color }: { readonly color: Color }): number {
  const source = sourceOf(path);
  if (source === null) return 1;
  const errors = astCheck(path, source, { color: useColor(color) });
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
