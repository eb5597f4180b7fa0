import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const lib = join(dirname(fileURLToPath(import.meta.url)), 'lib');

/** The absolute path of the packaged Zig library directory, or null where the package was installed without it. */
export const zigLibDir = existsSync(join(lib, 'std', 'std.zig')) ? lib : null;
