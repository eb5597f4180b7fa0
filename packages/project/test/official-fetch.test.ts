import { deepEqual, equal } from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { officialZig, runOfficial } from '../../../oracle/index.mjs';
import { manifestCases, withoutChance } from './manifest-cases.ts';
import { manifest, tarGz } from './support/archives.ts';
import { fetcherIn, listing, makeDirectory } from './support/directory.ts';

const skip = officialZig === null && 'the official compiler is not installed';

const workspace = (): string => makeDirectory({ 'build.zig': '' });

/** The hash that the official tool gives what is at `path`, which it then has in the global cache and `zig-pkg` of `directory`. */
function officialHash(directory: string, path: string): string {
  const run = runOfficial(['fetch', '--global-cache-dir', join(directory, 'cache'), path], { cwd: directory });
  equal(run.status, 0, run.stderr);
  return run.stdout.trim();
}

test('errors in manifests are those of the official tool', { skip }, () => {
  const directory = workspace();
  for (const { name, text, errors } of manifestCases()) {
    writeFileSync(join(directory, 'build.zig.zon'), text);
    const cache = ['--global-cache-dir', 'cache', '--cache-dir', 'cache'];
    const { stderr } = runOfficial(['build', '--fetch', ...cache], { cwd: directory });
    const lines = [...stderr.matchAll(/build\.zig\.zon:(\d+:\d+: error: .*)$/gm)].map(([, line]) => line);
    const told = lines.filter((line) => !line.includes('unable to connect'));
    deepEqual({ name, errors: withoutChance(told) }, { name, errors });
  }
});

const filesIn = (directory: string): string[] => listing(directory).filter((path) => !path.endsWith('/'));

const names = fc.constantFrom('a', 'b', 'c.zig', 'src', 'lib', 'ü', 'a-b', 'a.b', 'B', 'test');
const path = fc.array(names, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));
const content = fc.oneof(fc.string(), fc.constantFrom('#!/bin/sh\n', '\x7fELF', '\0\0', 'x'.repeat(70_000)));
const kept = fc.constantFrom('', '.', 'src', 'src/', './lib', 'a', 'a/b', 'test/../b', 'B', 'none', 'build.zig.zon');

/** A tree of files and links, none of which is in the way of another. */
const tree = fc
  .array(fc.tuple(path, content, fc.option(fc.constantFrom('a', 'nope', './b', 'src')), fc.boolean()), {
    maxLength: 12,
  })
  .map((all) => {
    const taken = new Set<string>();
    return all.filter(([at]) => {
      const parents = at.split('/').map((_, i, parts) => parts.slice(0, i + 1).join('/'));
      if (parents.some((one) => taken.has(one)) || [...taken].some((one) => one.startsWith(`${at}/`))) return false;
      return taken.add(at);
    });
  });

test('hashes of directories and archives are those of the official tool', { skip }, async () => {
  await fc.assert(
    fc.asyncProperty(tree, fc.option(fc.uniqueArray(kept, { minLength: 1, maxLength: 3 })), async (entries, paths) => {
      const source = makeDirectory();
      const archive: Parameters<typeof tarGz>[0][number][] = [];
      const add = (at: string, text: string, target: string | null, isProgram: boolean): void => {
        mkdirSync(dirname(join(source, at)), { recursive: true });
        if (target === null) writeFileSync(join(source, at), text);
        else symlinkSync(target, join(source, at));
        archive.push(
          target === null
            ? { name: `root/${at}`, content: text, mode: isProgram ? 0o755 : 0o644 }
            : { name: `root/${at}`, type: 'symlink', target },
        );
      };
      for (const [at, text, target, isProgram] of entries) add(at, text, target, isProgram);
      // The official tool has no place for a package of no files.
      add('build.zig.zon', manifest([...(paths ?? ['']), 'build.zig.zon']), null, false);
      const packed = join(makeDirectory({ 'a.tar.gz': await tarGz(archive) }), 'a.tar.gz');
      const theirs = workspace();
      const expected = officialHash(theirs, source);
      equal(officialHash(theirs, packed), expected);
      const ours = workspace();
      const fetcher = fetcherIn(ours);
      const fetched = await fetcher.fetch(source);
      equal(fetched.hash, expected);
      equal((await fetcher.fetch(packed)).hash, expected);
      // Which directories of nothing stay does not matter.
      deepEqual(filesIn(fetched.directory), filesIn(join(theirs, 'zig-pkg', expected)));
      // Each reads what the other put into the global cache.
      const cached = `cache/p/${expected}.tar.gz`;
      const restored = makeDirectory({ [cached]: readFileSync(join(theirs, cached)) });
      equal((await fetcherIn(restored).restore(expected))?.hash, expected);
      equal(officialHash(workspace(), join(ours, cached)), expected);
      for (const directory of [source, theirs, ours, restored]) rmSync(directory, { recursive: true, force: true });
      await fetcher.close();
    }),
    { numRuns: 40 },
  );
});
