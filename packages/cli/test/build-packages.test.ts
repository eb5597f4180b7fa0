import { deepEqual, equal, match } from 'node:assert/strict';
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { fingerprintText, newFingerprint } from '@rezig/project/fingerprint';
import { tarGz } from '../../project/test/support/archives.ts';
import { type Ended, makeDirectory, rezig } from './command.ts';

/* Where `rezig build` has packages from: lazy ones, `--system` and `--fork`. */

const TOOL = `const std = @import("std");
pub const text = "of the archive";
pub fn build(b: *std.Build) void {
    _ = b.addModule("tool", .{ .root_source_file = b.path("build.zig") });
}
`;
const BUILD = `const std = @import("std");
pub fn build(b: *std.Build) void {
    if (b.option(bool, "with", "with the tool") != true) return;
    _ = b.lazyDependency("tool", .{});
    if (b.lazyImport(@This(), "tool")) |tool| std.debug.print("{s}\\n", .{tool.text});
}
`;

test('lazy packages are fetched where they are asked for, and directories stand for packages', async () => {
  const manifest = `.{ .name = .tool, .version = "0.1.0", .fingerprint = ${fingerprintText(newFingerprint('tool'))}, .paths = .{""} }`;
  const tool = { 'build.zig': TOOL, 'build.zig.zon': manifest };
  const directory = makeDirectory({
    'app/build.zig': BUILD,
    'changed/build.zig': TOOL.replace('of the archive', 'of a fork'),
    'changed/build.zig.zon': manifest,
  });
  const app = join(directory, 'app');
  const archive = join(directory, 'tool.tar.gz');
  writeFileSync(archive, await tarGz(Object.entries(tool).map(([name, content]) => ({ name, content }))));
  const build = (...args: string[]): Ended => rezig(app, ['build', '--summary', 'none', ...args]);
  const hash = rezig(app, ['fetch', archive]).stdout.trim();
  const packages = join(app, 'zig-pkg');
  const global = join(app, '.cache/zig');
  cpSync(packages, join(directory, 'system'), { recursive: true });
  const forget = (): void => {
    for (const path of [packages, global]) rmSync(path, { recursive: true, force: true });
  };
  const fingerprint = fingerprintText(newFingerprint('app'));
  const dependency = `.tool = .{ .url = "${pathToFileURL(archive)}", .hash = "${hash}", .lazy = true }`;
  writeFileSync(
    join(app, 'build.zig.zon'),
    `.{ .name = .app, .version = "0.1.0", .fingerprint = ${fingerprint}, .dependencies = .{ ${dependency} }, .paths = .{""} }`,
  );
  forget();
  deepEqual(build(), { code: 0, stdout: '', stderr: '' });
  equal(existsSync(packages), false);
  deepEqual(build('-Dwith'), { code: 0, stdout: '', stderr: 'of the archive\n' });
  deepEqual(readdirSync(packages), [hash]);

  forget();
  deepEqual(build('-Dwith', '--system', '../system'), { code: 0, stdout: '', stderr: 'of the archive\n' });
  mkdirSync(join(directory, 'none'));
  const missing = build('-Dwith', '--system', '../none');
  equal(missing.code, 1);
  match(missing.stderr, /^error: lazy dependency package not found: \.\.\/none\/tool-0\.1\.0-.*\ninfo: remote package/);
  deepEqual(build('-Dwith', '--fork=../changed'), { code: 0, stdout: '', stderr: 'of a fork\n' });
  equal(build('--fork=.').stderr, 'error: fork . matched no app packages\n');
  mkdirSync(join(directory, 'odd/build.zig.zon'), { recursive: true });
  for (const [fork, why] of [
    ['../nowhere', 'FileNotFound'],
    ['../odd', 'IsDir'],
  ]) {
    const refused = build('-Dwith', `--fork=${fork}`);
    equal(refused.stderr, `error: failed to load package manifest ${join(fork, 'build.zig.zon')}: ${why}\n`);
  }
  equal(existsSync(packages), false);
});
