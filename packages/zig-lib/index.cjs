const { existsSync } = require('node:fs');
const { join } = require('node:path');

const lib = join(__dirname, 'lib');

/** The absolute path of the packaged Zig library directory, or null where the package was installed without it. */
exports.zigLibDir = existsSync(join(lib, 'std', 'std.zig')) ? lib : null;
