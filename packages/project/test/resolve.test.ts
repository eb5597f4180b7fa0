import { deepEqual, equal, match } from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { renderMessages } from '@rezig/compiler/zon-data';
import * as fetcherModule from '../src/packages/fetcher.ts';
import { type ResolvedPackages, type ResolveOptions, resolvePackages } from '../src/packages/index.ts';
import { manifest, tar } from './support/archives.ts';
import { fetcherIn, listing, makeDirectory } from './support/directory.ts';
import { serveFiles, startServer } from './support/server.ts';

/** What is on the server: packages by the paths of their archives. */
const files: { [path: string]: Uint8Array } = {};
const server = await startServer((request, response) => serveFiles(files)(request, response));

/** Puts a package on the server, with dependencies as its manifest has them. Returns how a manifest refers to it, and its hash. */
async function publish(name: string, dependencies = ''): Promise<{ hash: string; url: string; entry: string }> {
  const entries = [
    { name: `${name}/build.zig.zon`, content: manifest([''], `.dependencies = .{ ${dependencies} }, `) },
    { name: `${name}/build.zig`, content: `// ${name}\n` },
    { name: `${name}/sub/build.zig.zon`, content: manifest() },
  ];
  files[`/${name}.tar`] = await tar(entries);
  const directory = makeDirectory({ 'a.tar': files[`/${name}.tar`] });
  const { hash } = await fetcherIn(directory).fetch(join(directory, 'a.tar'));
  const url = `${server.url}/${name}.tar`;
  return { hash, url, entry: `.${name} = .{ .url = "${url}", .hash = "${hash}" },` };
}

function project(dependencies: string, more: { readonly [path: string]: string } = {}): string {
  return makeDirectory({ 'build.zig.zon': manifest([''], `\n.dependencies = .{\n${dependencies}\n},\n`), ...more });
}

const resolveIn = (root: string, options: Partial<ResolveOptions> = {}): Promise<ResolvedPackages> =>
  resolvePackages(root, {
    loadFetcher: async () => fetcherModule,
    globalCache: join(root, 'cache'),
    limits: { stallMilliseconds: 2000 },
    ...options,
  });

/** The errors, with `ROOT` for where the project is. */
const errorText = ({ errors }: ResolvedPackages, root: string): string =>
  renderMessages(errors, { color: false }).replaceAll(root, 'ROOT').replaceAll('\\', '/');

test('packages are fetched with what they depend on, and one that two depend on is one', async () => {
  const shared = await publish('shared');
  const left = await publish('left', shared.entry);
  const right = await publish('right', `${shared.entry} .inner = .{ .path = "sub" },`);
  const root = project(`${left.entry}\n${right.entry}\n.near = .{ .path = "near" },`, {
    'build.zig': '',
    'near/build.zig.zon': manifest([''], `.dependencies = .{ .far = .{ .path = "../far/er" }, ${shared.entry} }, `),
    'far/er/build.zig': '',
  });
  server.requests.length = 0;
  const resolved = await resolveIn(root);
  equal(errorText(resolved, root), '');
  deepEqual(
    [...resolved.packages.values()].map(({ id, hasBuildFile, dependencies }) => [id, hasBuildFile, dependencies]),
    [
      [
        '',
        true,
        [
          { name: 'left', id: left.hash },
          { name: 'right', id: right.hash },
          { name: 'near', id: 'near' },
        ],
      ],
      [left.hash, true, [{ name: 'shared', id: shared.hash }]],
      [
        right.hash,
        true,
        [
          { name: 'shared', id: shared.hash },
          { name: 'inner', id: `${right.hash}/sub` },
        ],
      ],
      [
        'near',
        false,
        [
          { name: 'far', id: 'far/er' },
          { name: 'shared', id: shared.hash },
        ],
      ],
      [shared.hash, true, []],
      [`${right.hash}/sub`, false, []],
      ['far/er', true, []],
    ],
  );
  equal(resolved.packages.get(left.hash)!.directory, join(root, 'zig-pkg', left.hash));
  deepEqual(server.requests.sort(), ['GET /left.tar', 'GET /right.tar', 'GET /shared.tar']);
  // All is there now.
  server.requests.length = 0;
  const again = await resolveIn(root, { loadFetcher: () => Promise.reject(new Error('nothing is to be fetched')) });
  deepEqual([...again.packages.keys()], [...resolved.packages.keys()]);
  // What is in the global cache is fetched from no server.
  const elsewhere = project(left.entry);
  const restored = await resolveIn(elsewhere, { globalCache: join(root, 'cache') });
  equal(errorText(restored, elsewhere), '');
  deepEqual(server.requests, []);
});

test('a lazy dependency is fetched where it is asked for', async () => {
  const { hash, url } = await publish('lazy');
  const root = project(`.lazy = .{ .url = "${url}", .hash = "${hash}", .lazy = true },`);
  const without = await resolveIn(root);
  equal(errorText(without, root), '');
  deepEqual(without.root.dependencies, [{ name: 'lazy', id: hash }]);
  equal(without.packages.get(hash)!.isAvailable, false);
  deepEqual(listing(join(root, 'zig-pkg')), []);
  const other = await resolveIn(root, { lazy: new Set(['another']) });
  equal(other.packages.get(hash)!.isAvailable, false);
  const asked = await resolveIn(root, { lazy: new Set([hash]) });
  equal(asked.packages.get(hash)!.isAvailable, true);
  equal((await resolveIn(root)).packages.get(hash)!.isAvailable, true);
  const all = project(`.lazy = .{ .url = "${url}", .hash = "${hash}", .lazy = true },`);
  equal((await resolveIn(all, { lazy: 'all' })).packages.get(hash)!.isAvailable, true);
});

test('what is wrong is told at its place, and all of it at once', async () => {
  const good = await publish('good');
  const outside = await publish('outside', '.up = .{ .path = "../x" },');
  files['/bad.tar'] = await tar([{ name: 'r/build.zig.zon', content: '.{}' }]);
  files['/evil.tar'] = await tar([{ name: '../evil', content: '' }]);
  const wrong = good.hash.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));
  const root = project(
    [
      `.wrong = .{ .url = "${good.url}", .hash = "${wrong}" },`,
      `.nohash = .{ .url = "${good.url}" },`,
      `.gone = .{ .url = "${server.url}/gone", .hash = "--${'A'.repeat(44)}" },`,
      `.bad = .{ .url = "${server.url}/bad.tar", .hash = "--${'B'.repeat(44)}" },`,
      `.evil = .{ .url = "${server.url}/evil.tar", .hash = "--${'C'.repeat(44)}" },`,
      `.nouri = .{ .url = "x", .hash = "--${'D'.repeat(44)}" },`,
      '.abs = .{ .path = "/abs" },',
      '.file = .{ .path = "build.zig.zon" },',
      outside.entry,
    ].join('\n'),
  );
  const text = errorText(await resolveIn(root), root)
    .replaceAll(server.url, 'SERVER')
    .replaceAll(good.hash, 'GOOD');
  const lines = text.split('\n').flatMap((line) => (/(error|note): /.test(line) ? [line.trim()] : []));
  deepEqual(lines, [
    'ROOT/build.zig.zon:8:20: error: invalid URI: InvalidFormat',
    'ROOT/build.zig.zon:9:19: error: expected path relative to build root; found absolute path',
    "ROOT/build.zig.zon:10:20: error: unable to open package directory 'build.zig.zon': NotDir",
    `ROOT/build.zig.zon:3:${text.match(/zon:3:(\d+)/)![1]}: error: hash mismatch: manifest declares ${wrong} but the fetched package has GOOD`,
    'ROOT/build.zig.zon:4:21: error: dependency is missing hash field',
    'note: expected .hash = "GOOD",',
    "ROOT/build.zig.zon:5:19: error: bad HTTP response code: '404 Not Found'",
    "SERVER/bad.tar/build.zig.zon:1:2: error: missing top-level 'name' field",
    'ROOT/build.zig.zon:6:18: note: the package is fetched for this dependency',
    "SERVER/bad.tar/build.zig.zon:1:2: error: missing top-level 'version' field",
    'ROOT/build.zig.zon:6:18: note: the package is fetched for this dependency',
    "SERVER/bad.tar/build.zig.zon:1:2: error: missing top-level 'paths' field",
    'ROOT/build.zig.zon:6:18: note: the package is fetched for this dependency',
    'ROOT/build.zig.zon:7:19: error: unable to unpack the package',
    "note: the path '../evil' leads out of the package",
    `ROOT/zig-pkg/${outside.hash}/build.zig.zon:1:${text.match(/zon:1:(1\d\d)/)![1]}: error: dependency path outside project: '../x'`,
  ]);
  deepEqual(
    listing(join(root, 'zig-pkg'))
      .filter((name) => /^[^/]+\/$/.test(name))
      .sort(),
    [`${good.hash}/`, `${outside.hash}/`].sort(),
  );
  equal(existsSync(join(root, 'evil')), false);
});

test('processes that fetch the same package at once all have it', async () => {
  const { entry, hash } = await publish('busy');
  const root = project(entry);
  const all = await Promise.all(Array.from({ length: 4 }, () => resolveIn(root)));
  for (const resolved of all) equal(errorText(resolved, root), '');
  deepEqual(listing(join(root, 'zig-pkg', hash)), ['build.zig', 'build.zig.zon', 'sub/', 'sub/build.zig.zon']);
  deepEqual(
    listing(join(root, 'zig-pkg')).filter((name) => name.startsWith('.')),
    [],
  );
  deepEqual(listing(join(root, 'cache')), ['p/', `p/${hash}.tar.gz`]);
});

test('a global cache that cannot be written to is no error', async () => {
  const { entry } = await publish('plain');
  const root = project(entry, { cache: 'a file' });
  equal(errorText(await resolveIn(root), root), '');
  equal(readFileSync(join(root, 'cache'), 'utf8'), 'a file');
});

test('what a process left that was ended is removed later', async () => {
  const { entry } = await publish('later');
  const root = project(entry);
  const left = join(root, 'zig-pkg', '.tmp-0123456789abcdef');
  mkdirSync(left, { recursive: true });
  writeFileSync(join(left, 'a'), '');
  utimesSync(left, 0, 0);
  await resolveIn(root);
  equal(existsSync(left), false);
});

test('a project without a manifest has no packages', async () => {
  const root = makeDirectory({ 'build.zig': '' });
  const { root: alone, packages, manifests } = await resolveIn(root);
  deepEqual([alone.manifest, packages.size], [null, 1]);
  match(manifests.join(), /build\.zig\.zon$/);
});
