import { dirname, join } from 'node:path';
import { readSource } from '@rezig/node/read-source.ts';

/** The nearest directory from `start` upwards that has a `build.zig`; null where none has. */
export function findBuildRoot(start: string): string | null {
  for (let directory = start; ; directory = dirname(directory)) {
    if (typeof readSource(join(directory, 'build.zig')) !== 'string') return directory;
    if (dirname(directory) === directory) return null;
  }
}
