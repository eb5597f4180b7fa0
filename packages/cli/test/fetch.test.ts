import { deepEqual, equal, match } from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { type Ended, makeDirectory, rezig, rezigBeside } from './command.ts';

const HASH = 'p1-0.1.0-LPiw8VAAAADyvUEC0qCmxwuu9hjs6FLwd-6NsmYpPlyM';
const PACKAGE = {
  'build.zig.zon': '.{ .name=.p1, .version="0.1.0", .fingerprint=0x3f386b33f1b0f82c, .paths=.{""} }',
  a: 'x',
};

/** A tar archive of files with short names. */
function tar(files: { readonly [path: string]: string }): Buffer {
  const blocks = Object.entries(files).flatMap(([name, content]) => {
    const header = Buffer.alloc(512);
    header.write(name);
    header.write('0000644\0', 100);
    header.write(`${content.length.toString(8).padStart(11, '0')}\0`, 124);
    header.write('00000000000\0        0', 136);
    header.write('ustar\0' + '00', 257);
    const sum = header.reduce((all, byte) => all + byte, 0);
    header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
    return [header, Buffer.from(content.padEnd(Math.ceil(content.length / 512) * 512, '\0'))];
  });
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}

const fetchIn = (cwd: string, args: readonly string[]): Promise<Ended> => rezigBeside(cwd, ['fetch', ...args]);

const server = createServer(({ url }, response) => {
  if (url !== '/p1.tar.gz') response.writeHead(404).end();
  else
    response.end(
      gzipSync(tar(Object.fromEntries(Object.entries(PACKAGE).map(([path, text]) => [`p1/${path}`, text])))),
    );
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
after(() => server.close());
const archive = `http://127.0.0.1:${(server.address() as AddressInfo).port}/p1.tar.gz`;

test('fetch prints the hash, and puts the package into the project and the global cache', async () => {
  const cwd = makeDirectory({ 'build.zig': '', 'sub/x': '' });
  deepEqual(await fetchIn(cwd, [archive]), { code: 0, stdout: `${HASH}\n`, stderr: '' });
  deepEqual(readdirSync(join(cwd, 'zig-pkg')), [HASH]);
  deepEqual(readdirSync(join(cwd, 'zig-pkg', HASH)), ['a', 'build.zig.zon']);
  deepEqual(readdirSync(join(cwd, '.cache/zig/p')), [`${HASH}.tar.gz`]);
  const inSub = rezig(join(cwd, 'sub'), ['fetch', makeDirectory(PACKAGE)]);
  deepEqual(inSub, { code: 0, stdout: `${HASH}\n`, stderr: '' });
});

test('fetch --save writes the dependency into the manifest, and leaves what else is there', async () => {
  const before = '.{\n    .name = .app, // mine\n    .version = "0.0.1",\n    .dependencies = .{},\n}\n';
  const cwd = makeDirectory({ 'build.zig': '', 'build.zig.zon': before });
  const saved = (): string => readFileSync(join(cwd, 'build.zig.zon'), 'utf8');
  deepEqual(await fetchIn(cwd, ['--save', archive]), { code: 0, stdout: '', stderr: '' });
  const entry = (name: string): string =>
    `        .${name} = .{\n            .url = "${archive}",\n            .hash = "${HASH}",\n        },\n`;
  equal(saved(), before.replace('.{},', `.{\n${entry('p1')}    },`));
  equal((await fetchIn(cwd, ['--save', archive])).stderr, "info: existing dependency named 'p1' is up-to-date\n");
  await fetchIn(cwd, ['--save=other-name', archive]);
  equal(saved(), before.replace('.{},', `.{\n${entry('p1')}${entry('@"other-name"')}    },`));
  const near = makeDirectory({ 'app/build.zig': '', 'p1/build.zig.zon': PACKAGE['build.zig.zon'] });
  equal(rezig(join(near, 'app'), ['fetch', '--save', '../p1']).code, 0);
  match(readFileSync(join(near, 'app/build.zig.zon'), 'utf8'), /\.p1 = \.\{\n {12}\.path = "\.\.\/p1",\n {8}\},/);
});

test('fetch says what is wrong', async () => {
  const cwd = makeDirectory({
    'build.zig': '',
    bad: 'no archive',
    'nofp/build.zig.zon': '.{ .name = .a, .version = "1.0.0", .paths = .{""} }',
  });
  const told = async (...args: readonly string[]): Promise<string> => {
    const { code, stdout, stderr } = await fetchIn(cwd, args);
    deepEqual([code, stdout], [1, '']);
    return stderr;
  };
  equal(await told(`${archive}.none`), "error: bad HTTP response code: '404 Not Found'\n");
  equal(await told('bad'), "error: unknown file type: 'bad'\n");
  match(
    await told('nofp'),
    /^nofp\/build\.zig\.zon:1:2: error: missing top-level 'fingerprint' field; suggested value: 0x/,
  );
  equal(
    await told('nowhere'),
    "error: 'nowhere' could not be recognized as a file path (FileNotFound) or an URL (InvalidFormat)\n",
  );
  equal(await told(), 'error: missing url or path parameter\n');
  equal(await told('--svae', 'x'), "error: unrecognized parameter: '--svae'\n");
  equal(
    rezig('/', ['fetch', 'x']).stderr,
    "error: no build.zig file found, in the current directory or any parent directories ('rezig init' makes one)\n",
  );
  deepEqual(readdirSync(join(cwd, 'zig-pkg')), []);
});
