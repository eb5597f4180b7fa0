import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Releases of Node that can be installed beside one another, of which `npm run nodes` installs those for Linux on x86-64. */
const RELEASES = [18, 20, 22, 24];

/** The executables, by release; null where they are not installed. */
export const nodes = installed();

function installed() {
  const paths = RELEASES.map((release) => [
    release,
    fileURLToPath(new URL(`node_modules/node${release}/bin/node`, import.meta.url)),
  ]);
  return paths.every(([, path]) => existsSync(path)) ? new Map(paths) : null;
}
