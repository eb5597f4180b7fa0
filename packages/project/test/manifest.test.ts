import { deepEqual, equal } from 'node:assert/strict';
import { test } from 'node:test';
import { SourceFile } from '@rezig/compiler/zon-data';
import { readManifest } from '../src/packages/manifest.ts';
import { manifestCases, withoutChance } from './manifest-cases.ts';

const read = (text: string) => readManifest(new SourceFile('build.zig.zon', new TextEncoder().encode(text)));

function errorsOf(text: string): string[] {
  const lines = read(text).errors.map(({ location, text }) => {
    return `${location!.line + 1}:${location!.column + 1}: error: ${text}`;
  });
  return withoutChance(lines);
}

test('errors in manifests are the official ones', () => {
  const cases = manifestCases();
  equal(cases.length > 80, true);
  for (const { name, text, errors } of cases) deepEqual({ name, errors: errorsOf(text) }, { name, errors });
});

test('all that a manifest says is read', () => {
  const { manifest, errors } = read(`.{
    .name = .demo,
    .version = "1.2.3-dev+x",
    .fingerprint = 0xd642dfa000000001,
    .minimum_zig_version = "0.16.0",
    .dependencies = .{
        .near = .{ .path = "../near" },
        .@"far-off" = .{ .url = "https://example.org/a.tar.gz", .hash = "--${'A'.repeat(44)}", .lazy = true },
    },
    .paths = .{ "build.zig", "src" },
}`);
  deepEqual(errors, []);
  equal(manifest!.name, 'demo');
  equal(manifest!.version, '1.2.3-dev+x');
  equal(manifest!.minimumZigVersion, '0.16.0');
  deepEqual(manifest!.paths, ['build.zig', 'src']);
  deepEqual(
    manifest!.dependencies.map(({ name, isLazy, location }) => ({
      name,
      isLazy,
      at: location.kind === 'url' ? location.url : location.path,
    })),
    [
      { name: 'near', isLazy: false, at: '../near' },
      { name: 'far-off', isLazy: true, at: 'https://example.org/a.tar.gz' },
    ],
  );
});
