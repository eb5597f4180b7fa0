import { deepEqual, equal, match, rejects } from 'node:assert/strict';
import { readFileSync, readlinkSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { type ArchiveEntry, manifest, tar, tarGz, zip } from './support/archives.ts';
import { fetcherIn, listing, makeDirectory } from './support/directory.ts';
import { serveFiles, startProxy, startServer } from './support/server.ts';

const file = (name: string, content = 'x', mode = 0o644): ArchiveEntry => ({ name, content, mode });
const link = (name: string, target: string): ArchiveEntry => ({ name, type: 'symlink', target });
const directory = (name: string): ArchiveEntry => ({ name, type: 'directory' });
const OLD = '.{ .name=.p1, .version="0.1.0", .fingerprint=0x3f386b33f1b0f82c, .paths=.{%} }';
const packaged = (entries: readonly ArchiveEntry[], paths = '""'): ArchiveEntry[] => [
  file('r/build.zig.zon', OLD.replace('%', paths)),
  ...entries,
];

/** Archives, and the hashes that the official tool gives them. */
const HASHES: readonly (readonly [name: string, hash: string, entries: readonly ArchiveEntry[]])[] = [
  ['plain', 'p1-0.1.0-LPiw8VAAAADyvUEC0qCmxwuu9hjs6FLwd-6NsmYpPlyM', packaged([file('r/a')])],
  ['nomanifest', 'N-V-__8AAAIAAABfd6k8BNUCF5B5eihEkwkiM0mhsiNInhD_', [file('r/a'), file('r/b/c')]],
  ['naked-flat', 'N-V-__8AAAIAAABfd6k8BNUCF5B5eihEkwkiM0mhsiNInhD_', [file('a'), file('b/c')]],
  ['empty', 'N-V-__8AAAAAAADjsMRCmPwcFJr79MiZb7kkJ65B5GSbk0yk', []],
  ['onefile', 'N-V-__8AAAEAAACE6tNEyB_HUm72FvWnBpj7IfSFAhGkZuGv', [file('a')]],
  [
    'tworoots',
    'N-V-__8AAFAAAABA2NI0rk56ZXK9xwxQxoIIQIfhz7fgqbhq',
    [file('r/build.zig.zon', OLD.replace('%', '""')), file('s/a')],
  ],
  [
    'dotslash',
    'p1-0.1.0-LPiw8VAAAADyvUEC0qCmxwuu9hjs6FLwd-6NsmYpPlyM',
    [file('./r/build.zig.zon', OLD.replace('%', '""')), file('./r/a')],
  ],
  ['exec', 'p1-0.1.0-LPiw8VAAAADyvUEC0qCmxwuu9hjs6FLwd-6NsmYpPlyM', packaged([file('r/a', 'x', 0o755)])],
  ['shebang', 'p1-0.1.0-LPiw8VIAAADEE6CXCEHEsUb8oUw29k2xweFKLFiKn6me', packaged([file('r/a', '#!x')])],
  ['elf', 'p1-0.1.0-LPiw8VQAAAAatcKsV_N_RCwUWDhW71aJBmorfCbqE66S', packaged([file('r/a', '\x7fELFx')])],
  ['link', 'p1-0.1.0-LPiw8VAAAADLtOW8o8ZwsVxZaVkI5fhuuLhzQtLprRlJ', packaged([file('r/a'), link('r/l', 'a')])],
  ['linkdangling', 'p1-0.1.0-LPiw8U8AAACP1wzKxvyW02ZwW8G2GeIqMdAvhm6jQQwo', packaged([link('r/l', 'nope')])],
  [
    'linkexcluded',
    'p1-0.1.0-LPiw8WAAAACrh-ULNI2WJ9tm46vwdx1PfC88iKQ5tkTt',
    packaged([file('r/a'), link('r/l', 'a'), file('r/x')], '"build.zig.zon","l"'),
  ],
  [
    'paths-slash',
    'p1-0.1.0-LPiw8QEAAAD_WLrChD5I0RTj90WLPsXACI-dnKL_B2zt',
    packaged([file('r/src/a'), file('r/b')], '"src/"'),
  ],
  [
    'paths-dot',
    'p1-0.1.0-LPiw8VIAAAAOxc6Woyft97_U-Dvd-3a9U5eiwb-qTBlg',
    packaged([file('r/src/a'), file('r/b')], '"."'),
  ],
  [
    'paths-dotslash',
    'p1-0.1.0-LPiw8QEAAAD_WLrChD5I0RTj90WLPsXACI-dnKL_B2zt',
    packaged([file('r/src/a'), file('r/b')], '"./src"'),
  ],
  [
    'paths-prefix',
    'p1-0.1.0-LPiw8QEAAAD_WLrChD5I0RTj90WLPsXACI-dnKL_B2zt',
    packaged([file('r/src/a'), file('r/srcx')], '"src"'),
  ],
  [
    'paths-up',
    'p1-0.1.0-LPiw8QEAAADoVGFKnZQMHBhcvC4QtLckhwPVYUEzVMxV',
    packaged([file('r/src/a'), file('r/srcx')], '"src/../srcx"'),
  ],
  [
    'utf8',
    'p1-0.1.0-LPiw8VIAAADtzEzZkE9hL6PLkmeFHuyDwFVQBeSBNGsD',
    packaged([file('r/ü'), file('r/z'), file('r/é/x')]),
  ],
  [
    'order',
    'p1-0.1.0-LPiw8VMAAABWA8aUs5rjij0wuhnEAuQHsRW-WDhDaCAU',
    packaged([file('r/a/b'), file('r/a.b'), file('r/a-b'), file('r/A')]),
  ],
  [
    'emptydirs',
    'p1-0.1.0-LPiw8VwAAABsyBQofH7ZF0VfOFAebNeQmSHUld0Iav2f',
    packaged([directory('r/e/f'), file('r/g/x')], '"build.zig.zon"'),
  ],
  [
    'zonlink',
    'p1-0.1.0-LPiw8U8AAAD2SgAhqvA8o8_Hs1vfkrvhkrd2CQujPuMT',
    [link('r/build.zig.zon', 'x.zon'), file('r/x.zon', OLD.replace('%', '""'))],
  ],
  ['zondir', 'N-V-__8AAAEAAACE6tNEyB_HUm72FvWnBpj7IfSFAhGkZuGv', [directory('r/build.zig.zon'), file('r/a')]],
  [
    'long',
    'p1-0.1.0-LPiw8VEAAADnmxSexK3307PRycQwS-bqLdx9PZVUCoLb',
    packaged([file(`r/${'a/'.repeat(100)}x`), file(`r/${'b'.repeat(150)}`)]),
  ],
];

test('hashes of archives are the official ones', async () => {
  const root = makeDirectory();
  const fetcher = fetcherIn(root);
  const got: (readonly [string, string])[] = [];
  for (const [name, , entries] of HASHES) {
    const archive = join(makeDirectory({ 'a.tar': await tar(entries) }), 'a.tar');
    got.push([name, (await fetcher.fetch(archive)).hash]);
  }
  deepEqual(
    got,
    HASHES.map(([name, hash]) => [name, hash]),
  );
});

test('what is kept is what the manifest says, with links, and programs can be executed', async () => {
  const root = makeDirectory();
  const entries = [
    file('r/build.zig.zon', manifest(['build.zig.zon', 'src', 'run.sh'])),
    file('r/src/a.zig'),
    link('r/src/l.zig', 'a.zig'),
    file('r/src/plain', 'x', 0o755),
    file('r/run.sh', '#!/bin/sh\n'),
    file('r/test/b.zig'),
    directory('r/src/empty'),
  ];
  const archive = join(makeDirectory({ 'a.tar.gz': await tarGz(entries) }), 'a.tar.gz');
  const { directory: at, hash } = await fetcherIn(root).fetch(archive);
  deepEqual(listing(at), ['build.zig.zon', 'run.sh', 'src/', 'src/a.zig', 'src/l.zig', 'src/plain']);
  equal(readlinkSync(join(at, 'src/l.zig')), 'a.zig');
  if (process.platform !== 'win32') {
    equal(statSync(join(at, 'run.sh')).mode & 0o111, 0o111);
    equal(statSync(join(at, 'src/plain')).mode & 0o111, 0);
  }
  deepEqual(listing(join(root, 'cache')), ['p/', `p/${hash}.tar.gz`]);
  deepEqual(
    listing(join(root, 'zig-pkg')).filter((name) => name.startsWith('.')),
    [],
  );
});

/** The same package in archives that no library here makes. */
const SMALL = {
  xz: '/Td6WFoAAATm1rRGAgAhARYAAAB0L+Wj4Cf/AcJdADgMQeAOUCcI/Pc45vmMXgVdOdzZkkF6BOQ0iPxVYNrvdY0fPS5tiyJNzDVkiIvDep1cCYfKDivWR1eyA9BNmWWHOLXgfUl30EgcXndRw9OJh4hFN/NGvi1+lKdnHettDo/D5+Z+SYnl5PzinfvlsdL5I1aheHbdpj5RRH5A6VmbhAUxLGbzmnYA7Xz3wHrFLOSALf/xnv08g91QSbzb+A6D/otMmWYjDwhuozIq2+cbLlrA0idB++nVwSwffc77Km7iH6WBRfWZRZaLdfiwqUsMRLdJ+79xZN9u+rLHBcfB9IYYsSd166oCopxUoX+tiz7hl4VOOJFWAEcRG2qWg2BQ7pCbLxe3mIr7Ap2TztUb3FGboqI3/35jWJACojCjBVhr+TAND4JHDZwYEBYEBlOywLOx2D5Wlp3MyszxRSbX0MYmMvL4VsiNZjLPsFZAp6w77STuz9vl3tsdSDjQbo1ZDS6oXrIjx1eCcsDGFQDg8CsIF+RHc4PzdcxHSXNmUj8ljbl7rE7EQuSYW9F3wfEw6ZDNPXfA7uRSHj+5ZSFTPYa3+9OZyxNNljofgZ9jptIetjCd+aUekAB4MOMDPDRVIAAAAOw50HkDjv+MAAHeA4BQAADZSyQtscRn+wIAAAAABFla',
  zstd: 'KLUv/QRYBQ8ARtZEIUBp8xChHCFtJUJrvo/QR1HccviN0CBJQmPGeFLseLCbFjUAPwA6AE3H7I0Qh/+O2nP4EOS5u6PEbChmMXNcb9FT60XdV3lwRq7RP/d39P/vnHlzj9zdOejujtbbj7lSFYs0KPCiMy6AgPfO3iuwovmu5eLnni8Xr7eGRx/EThrRjmZmVegBZjFzghpIzIOTwHOrdSYCQRtEgaYBBa1pDO+kHzqvvTJBZ5NcvfLUSdM68ZUKh7eqk5aOQlV3t8GhIMLYN1obCnlfC491JGuEOMcghAvlPQz2bQGyf8aK2d+KGa+3hsOj03Jx6kOitaEOKbXiUezDoTppLOdCJUOllcxDJGYD4WRn0uksrKDx+E1r8QVEqFGdc05AFUkQUtjCcgADkRFJxB0SYFBgGAHKMAQNAcYwDMEOxTAEDUNwwzAMgQkNHwP9N/AzxwA9AFRUe8yAzkwqB8DTcxZoz0Y4A9KjEqqxlA0HPiRqpDprCNiTDwMPh2UeqpK6Pp/cJBuQwAGKHy3iHhCZZgOsygBHtVEASjOxUMCHHkA3Sh87Rx+roCp6QAy0H2bAcewmuNoA7kUbswHfGAB3DfiSPRBNZbNi8qwD12FCEmlAbFpIo6Ax7O8D7oAAvsm2eDoBcwplmw==',
};
const SMALL_HASH = 'p1-0.1.0-LPiw8REBAAADUhweff8cG6pavHe9ymGjkLD5aC5T0IJG';

test('archives of every kind come from servers and files, whatever their names are', async () => {
  const entries = packaged([file('r/a')]);
  const hash = HASHES.find(([name]) => name === 'plain')![1];
  const files = {
    '/a.tar': await tar(entries),
    '/a.tar.gz': await tarGz(entries),
    '/noname': await tarGz(entries),
    '/a.zip': zip(entries.map(({ name, content = '' }) => ({ name, content }))),
    '/a.tar.xz': Buffer.from(SMALL.xz, 'base64'),
    '/a.tar.zst': Buffer.from(SMALL.zstd, 'base64'),
  };
  const { url } = await startServer(serveFiles(files));
  const root = makeDirectory(Object.fromEntries(Object.entries(files).map(([path, bytes]) => [path.slice(1), bytes])));
  const fetcher = fetcherIn(makeDirectory());
  for (const path of Object.keys(files)) {
    const expected = /xz|zst/.test(path) ? SMALL_HASH : hash;
    equal((await fetcher.fetch(url + path)).hash, expected, path);
    equal((await fetcher.fetch(join(root, path))).hash, expected, path);
    equal((await fetcher.fetch(pathToFileURL(join(root, path)).href)).hash, expected, path);
  }
});

test('a directory is a package as its archive is', async () => {
  const files = { 'build.zig.zon': OLD.replace('%', '""'), a: 'x' };
  const fetcher = fetcherIn(makeDirectory());
  equal((await fetcher.fetch(makeDirectory(files))).hash, HASHES.find(([name]) => name === 'plain')![1]);
});

test('redirects are followed, and proxies used as the environment says', async () => {
  const archive = await tarGz(packaged([file('r/a')]));
  const server = await startServer((request, response) => {
    if (request.url === '/moved') response.writeHead(302, { location: '/a.tar.gz' }).end();
    else if (request.url === '/loop') response.writeHead(302, { location: '/loop' }).end();
    else if (request.url === '/out') response.writeHead(302, { location: 'file:///etc/passwd' }).end();
    else serveFiles({ '/a.tar.gz': archive })(request, response);
  });
  const proxy = await startProxy('packages.invalid', server);
  const fetcher = fetcherIn(makeDirectory());
  const expected = HASHES.find(([name]) => name === 'plain')![1];
  equal((await fetcher.fetch(`${server.url}/moved`)).hash, expected);
  await rejects(fetcher.fetch(`${server.url}/loop`), /too many redirects/);
  await rejects(fetcher.fetch(`${server.url}/out`), /redirected to 'file:/);

  const { http_proxy, no_proxy } = process.env;
  try {
    process.env.http_proxy = proxy.url;
    process.env.no_proxy = '127.0.0.1';
    const behindProxy = fetcherIn(makeDirectory());
    equal((await behindProxy.fetch('http://packages.invalid/a.tar.gz')).hash, expected);
    equal((await behindProxy.fetch(`${server.url}/a.tar.gz`)).hash, expected);
  } finally {
    Object.assign(process.env, { http_proxy: http_proxy ?? '', no_proxy: no_proxy ?? '' });
  }
  deepEqual(proxy.hosts, ['packages.invalid:80']);
});

/** Archives that are refused, and with what. */
const REFUSED: readonly (readonly [why: RegExp, entries: readonly ArchiveEntry[]])[] = [
  [/the path '\.\.\/evil' leads out of the package/, [file('../evil')]],
  [/the path 'r\/\.\.\/\.\.\/evil' leads out of the package/, [file('r/../../evil')]],
  [/the path '\/tmp\/evil' leads out of the package/, [file('/tmp/evil')]],
  [/the link 'l' leads out of the package: '\/etc\/passwd'/, packaged([link('r/l', '/etc/passwd')])],
  [/the link 'l' leads out of the package: '\.\.\/x'/, packaged([link('r/l', '../x')])],
  [/the link 'l' leads out of the package: 'C:\\x'/, packaged([link('r/l', 'C:\\x')])],
  // By its text the second stays inside.
  [/the link 's\/two' leads out/, packaged([file('r/s/d/a'), link('r/s/one', '..'), link('r/s/two', 'one/../x')])],
  [/'r\/l\/a' is below the link 'r\/l'/, packaged([link('r/l', '/tmp'), file('r/l/a')])],
  [/unable to create file 'r\/a'/, packaged([file('r/a'), file('r/a')])],
  [/unable to create file 'r\/a\/b'/, packaged([file('r/a'), file('r/a/b')])],
  [/file 'r\/a' has unsupported type '1'/, packaged([{ name: 'r/a', type: 'link', target: 'r/b' }])],
  [/file 'r\/a' has unsupported type '6'/, packaged([{ name: 'r/a', type: 'fifo' }])],
];

test('what leads out of a package, or is no file, is refused, and nothing is left', async () => {
  for (const [why, entries] of REFUSED) {
    const root = makeDirectory({ 'a.tar': await tar(entries) });
    await rejects(fetcherIn(root).fetch(join(root, 'a.tar')), (error: Error & { notes: readonly string[] }) => {
      match(error.notes.join('\n'), why);
      return true;
    });
    deepEqual(listing(join(root, 'zig-pkg')), []);
    deepEqual(listing(join(root, 'cache')), []);
  }
});

test('archives that are too large are refused while they are read', async () => {
  const entries = packaged(Array.from({ length: 30 }, (_, i) => file(`r/${i}`, 'x'.repeat(10_000))));
  const large = packaged([file('r/zeros', '\0'.repeat(80 << 20))]);
  const root = makeDirectory({ 'a.tar.gz': await tarGz(entries), 'bomb.tar.gz': await tarGz(large) });
  const archive = join(root, 'a.tar.gz');
  const refused = (limits: object, notes: RegExp, at = archive): Promise<void> =>
    rejects(fetcherIn(root, limits).fetch(at), (error: Error & { notes: readonly string[] }) =>
      notes.test(error.notes[0]),
    );
  await refused({ archiveBytes: 100 }, /more than 100 bytes/);
  await refused({ unpackedBytes: 100_000 }, /unpacks to more than 100000 bytes/);
  await refused({ entries: 20 }, /more than 20 files/);
  await refused({}, /unpacks to more than 200 times its size/, join(root, 'bomb.tar.gz'));
  deepEqual(listing(join(root, 'zig-pkg')), []);
});

test('what is cut off, damaged or no archive is told so', async () => {
  const entries = packaged([file('r/a', 'abc'.repeat(5000))]);
  const whole = {
    tar: await tar(entries),
    gz: await tarGz(entries),
    xz: Buffer.from(SMALL.xz, 'base64'),
    zst: Buffer.from(SMALL.zstd, 'base64'),
  };
  const zipped = zip([{ name: 'a', content: 'x'.repeat(1000) }]);
  const root = makeDirectory();
  const fetcher = fetcherIn(root);
  for (const [kind, bytes] of [...Object.entries(whole), ['zip', zipped] as const]) {
    const cut = join(makeDirectory({ cut: bytes.subarray(0, Math.floor(bytes.length / 2)) }), 'cut');
    await rejects(fetcher.fetch(cut), { name: 'PackageError' }, kind);
  }
  const garbage = join(makeDirectory({ 'g.tar.gz': 'garbage' }), 'g.tar.gz');
  await rejects(fetcher.fetch(garbage), /unknown file type: '.*g\.tar\.gz'/);
  const flipped = Buffer.from(whole.tar);
  flipped[0] ^= 1;
  await rejects(fetcher.fetch(join(makeDirectory({ f: flipped }), 'f')), /unable to unpack tarball/);
  deepEqual(listing(join(root, 'zig-pkg')), []);
});

test('a server that is away, stalls, breaks off or has nothing is an error', async () => {
  const archive = await tarGz(packaged([file('r/a', 'x'.repeat(100_000))]));
  const server = await startServer((request, response) => {
    if (request.url === '/stall')
      response.writeHead(200, { 'content-length': archive.length }).write(archive.subarray(0, 20));
    else if (request.url === '/break') {
      response.writeHead(200, { 'content-length': archive.length });
      response.write(archive.subarray(0, 20), () => request.socket.destroy());
    } else if (request.url === '/error') response.writeHead(500).end();
    else if (request.url !== '/silent') response.writeHead(404).end();
  });
  const root = makeDirectory();
  const fetcher = fetcherIn(root, { stallMilliseconds: 300 });
  await rejects(fetcher.fetch(`${server.url}/stall`), /the server does not answer/);
  await rejects(fetcher.fetch(`${server.url}/silent`), /the server does not answer/);
  await rejects(fetcher.fetch(`${server.url}/break`), { name: 'PackageError' });
  await rejects(fetcher.fetch(`${server.url}/error`), /bad HTTP response code: '500 Internal Server Error'/);
  await rejects(fetcher.fetch(`${server.url}/none`), /bad HTTP response code: '404 Not Found'/);
  await rejects(fetcher.fetch('http://127.0.0.1:1/a'), /unable to connect to server: ECONNREFUSED/);
  await rejects(fetcher.fetch('ftp://127.0.0.1/a'), /unsupported URL scheme: ftp/);
  await rejects(fetcher.fetch('./nowhere'), /could not be recognized as a file path/);
  deepEqual(listing(join(root, 'zig-pkg')), []);
});

test('the global cache gives back what it has, and what is damaged there counts as absent', async () => {
  const entries = packaged([file('r/a'), link('r/l', 'a')]);
  const root = makeDirectory({ 'a.tar': await tar(entries) });
  const first = await fetcherIn(root).fetch(join(root, 'a.tar'));
  const cached = join(root, 'cache', 'p', `${first.hash}.tar.gz`);
  const elsewhere = makeDirectory({ [`cache/p/${first.hash}.tar.gz`]: readFileSync(cached) });
  const restored = await fetcherIn(elsewhere).restore(first.hash);
  deepEqual(listing(restored!.directory), ['a', 'build.zig.zon', 'l']);
  for (const damaged of [readFileSync(cached).subarray(0, 50), await tarGz([file('other')])]) {
    const third = makeDirectory({ [`cache/p/${first.hash}.tar.gz`]: damaged });
    equal(await fetcherIn(third).restore(first.hash), null);
    deepEqual(listing(join(third, 'zig-pkg')), []);
  }
});
