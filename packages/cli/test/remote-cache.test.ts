// Takes long.
import { deepEqual, equal, match } from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../../test/support/free-port.ts';
import { type Ended, makeDirectory, rezigBeside } from './command.ts';

const MAIN = 'const std = @import("std");\npub fn main() void {\n    std.debug.print("hello\\n", .{});\n}\n';

/** A clone of a project: elsewhere, and with nothing that was built. */
const clone = (text = MAIN): string => makeDirectory({ 'package.json': '{ "name": "shared" }', 'main.zig': text });

type Environment = { readonly [name: string]: string };

const NO_CI = { CI: '' };
const build = (cwd: string, environment: Environment, ...more: readonly string[]): Promise<Ended> =>
  rezigBeside(cwd, ['run', 'main.zig', '--cache-dir', 'cache', '--verbose', ...more], { ...NO_CI, ...environment });

/** How many units a build analysed. */
const analysed = ({ stderr }: Ended): number => Number(/analysed (\d+)/.exec(stderr)?.[1]);
const printed = ({ stderr }: Ended): boolean => stderr.includes('hello\n');
const warnings = ({ stderr }: Ended): string[] => stderr.split('\n').filter((line) => line.startsWith('warning: '));

/** A server that keeps what it is given, and what it was asked: `METHOD PATH`. */
class KeepingServer {
  readonly kept = new Map<string, Buffer>();
  readonly requests: string[] = [];
  /** What is done instead of answering; true where it was. */
  fault: (request: IncomingMessage, response: ServerResponse) => boolean = () => false;
  authorization = '';
  url = '';

  static async start(): Promise<KeepingServer> {
    const keeping = new KeepingServer();
    const server = createServer((request, response) => keeping.#answer(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    after(() => {
      server.closeAllConnections();
      server.close();
    });
    keeping.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return keeping;
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const { method, url = '' } = request;
    this.requests.push(`${method} ${url}`);
    this.authorization = request.headers.authorization ?? '';
    if (this.fault(request, response)) return;
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const found = this.kept.get(url);
      if (method === 'PUT') this.kept.set(url, Buffer.concat(parts));
      response.writeHead(method === 'PUT' || found !== undefined ? 200 : 404);
      response.end(method === 'GET' ? found : undefined);
    });
  }
}

const PROTOCOLS: readonly (readonly [name: string, path: RegExp, environment: (url: string) => Environment])[] = [
  [
    'Turborepo',
    /^\/v8\/artifacts\/[0-9a-f]{64}\?slug=team$/,
    (url) => ({ TURBO_API: `${url}/`, TURBO_TOKEN: 'secret', TURBO_TEAM: 'team' }),
  ],
  [
    'Nx',
    /^\/v1\/cache\/[0-9a-f]{64}$/,
    (url) => ({ NX_SELF_HOSTED_REMOTE_CACHE_SERVER: url, NX_SELF_HOSTED_REMOTE_CACHE_ACCESS_TOKEN: 'secret' }),
  ],
  ['Bazel', /^\/(ac|cas)\/[0-9a-f]{64}$/, (url) => ({ REZIG_REMOTE_CACHE: url, REZIG_REMOTE_CACHE_TOKEN: 'secret' })],
];

for (const [name, path, environmentOf] of PROTOCOLS) {
  test(`a fresh clone starts from what CI sent to a server of ${name}`, async () => {
    const server = await KeepingServer.start();
    const environment = environmentOf(server.url);
    // Nobody but CI sends.
    equal(analysed(await build(clone(), environment)) > 0, true);
    equal(server.kept.size, 0);
    const inCi = await build(clone(), { ...environment, CI: 'true' });
    deepEqual([printed(inCi), warnings(inCi)], [true, []]);
    equal(server.kept.size, name === 'Bazel' ? 4 : 2);
    equal(server.authorization, 'Bearer secret');
    for (const request of server.requests) match(request.split(' ')[1], path);

    const fresh = clone();
    const first = await build(fresh, environment);
    deepEqual([analysed(first), printed(first), warnings(first)], [0, true, []]);
    // What was found out from there is kept here.
    server.requests.length = 0;
    equal(analysed(await build(fresh, environment)), 0);
    deepEqual(server.requests, []);
  });
}

test('another commit starts from it too, and CI sends what is another then', async () => {
  const server = await KeepingServer.start();
  const environment = PROTOCOLS[0][2](server.url);
  await build(clone(), { ...environment, CI: 'true' });
  const sent = (): string[] => server.requests.filter((request) => request.startsWith('PUT'));
  server.requests.length = 0;
  equal(analysed(await build(clone(), { ...environment, CI: 'true' })), 0);
  deepEqual(sent(), []);
  const edited = await build(clone(MAIN.replace('hello', 'hello, hello')), { ...environment, CI: 'true' });
  deepEqual([printed(edited), analysed(edited) > 0 && analysed(edited) < 5], [true, true]);
  // The image is what it was.
  equal(sent().length, 1);
});

const BUILD = `const std = @import("std");
pub fn build(b: *std.Build) void {
    const root = b.createModule(.{ .root_source_file = b.path("main.zig"), .target = b.graph.host });
    const run = b.addRunArtifact(b.addExecutable(.{ .name = "main", .root_module = root }));
    b.step("run", "run it").dependOn(&run.step);
}
`;

test('a project is built from what CI sent: its programs, and the one that configures it', async () => {
  const server = await KeepingServer.start();
  const project = (): string =>
    makeDirectory({ 'package.json': '{ "name": "project" }', 'main.zig': MAIN, 'build.zig': BUILD });
  const environment = { ...NO_CI, ...PROTOCOLS[0][2](server.url) };
  const args = ['build', 'run', '--cache-dir', 'cache'];
  equal(printed(await rezigBeside(project(), args, { ...environment, CI: 'true' })), true);
  // The programs are for one system in one mode, so they share an image.
  equal(server.kept.size, 3);
  server.requests.length = 0;
  const fresh = await rezigBeside(project(), args, environment);
  deepEqual([printed(fresh), warnings(fresh)], [true, []]);
  deepEqual(server.requests.map((request) => request.split(' ')[1]).sort(), [...server.kept.keys()].sort());
});

test('the option names a server, and asks to send', async () => {
  const server = await KeepingServer.start();
  const options = [`--remote-cache=${server.url}`, '--remote-cache-upload'];
  await build(clone(), {}, ...options);
  equal(server.kept.size, 4);
  server.requests.length = 0;
  await build(clone(), { REZIG_REMOTE_CACHE: server.url }, '--remote-cache=off');
  await build(clone(), { REZIG_REMOTE_CACHE: server.url }, '--no-state');
  deepEqual(server.requests, []);
  const wrong = await build(clone(), {}, '--remote-cache=nowhere');
  deepEqual([wrong.code, wrong.stderr], [1, "error: the remote cache 'nowhere' is no URL of a server\n"]);
});

/** What a server can do wrong, and what is said of it; null where that is nothing. */
const FAULTS: readonly (readonly [name: string, fault: (server: KeepingServer) => void, warning: RegExp | null])[] = [
  ['answers errors', (server) => (server.fault = (_, response) => !!response.writeHead(500).end()), /it answers 500/],
  [
    'refuses the token',
    (server) => (server.fault = (_, response) => !!response.writeHead(401).end()),
    /it refuses the token \(401\)/,
  ],
  ['is silent', (server) => (server.fault = () => true), /the server does not answer/],
  [
    'breaks off',
    (server) =>
      (server.fault = ({ socket }, response) => {
        response.writeHead(200, { 'content-length': 1000 });
        response.write('REZIGRC1', () => socket.destroy());
        return true;
      }),
    /is not used/,
  ],
  ['sends something else', (server) => eachArtifact(server, () => Buffer.from('<html>')), /no artifact of ours/],
  [
    'sends damaged bytes',
    (server) => eachArtifact(server, (bytes) => flipped(bytes, bytes.length - 20)),
    /what it has is damaged/,
  ],
  [
    'sends a part',
    (server) => eachArtifact(server, (bytes) => bytes.subarray(0, bytes.length - 100)),
    /what it has is damaged/,
  ],
  ['sends what is of another key', (server) => swapArtifacts(server), /what it has is of another key/],
  ['sends content that is no state', (server) => eachArtifact(server, resealed), null],
];

function eachArtifact(server: KeepingServer, change: (bytes: Buffer) => Buffer): void {
  for (const [path, bytes] of server.kept) server.kept.set(path, change(bytes));
}

function swapArtifacts({ kept }: KeepingServer): void {
  const [[one, first], [other, second]] = [...kept];
  kept.set(one, second).set(other, first);
}

function flipped(bytes: Buffer, at: number): Buffer {
  const changed = Buffer.from(bytes);
  changed[at] ^= 1;
  return changed;
}

/** An artifact whose checksum is right, of content that is not: what it is in is gzip, whose last bytes are changed with it. */
function resealed(bytes: Buffer): Buffer {
  const changed = flipped(bytes, bytes.length - 1);
  createHash('sha256').update(changed.subarray(40)).digest().copy(changed, 8);
  return changed;
}

test('a server that is at fault costs a warning, and never a wrong result', async () => {
  const good = await KeepingServer.start();
  const environmentOf = PROTOCOLS[0][2];
  const made = clone();
  await build(made, { ...environmentOf(good.url), CI: 'true' });
  // What is made without the image takes longer, and tells nothing more.
  const images = join(made, 'cache/images');
  for (const [name, fault, warning] of FAULTS) {
    const server = await KeepingServer.start();
    for (const [path, bytes] of good.kept) server.kept.set(path, bytes);
    fault(server);
    const directory = clone();
    cpSync(images, join(directory, 'cache/images'), { recursive: true });
    const built = await build(directory, environmentOf(server.url));
    deepEqual([built.code, printed(built)], [0, true], name);
    const told = warnings(built);
    if (warning !== null) deepEqual([told.length, warning.test(told[0])], [1, true], `${name}: ${told}`);
  }
  const nobody = await build(clone(), environmentOf('http://127.0.0.1:1'));
  deepEqual([nobody.code, printed(nobody)], [0, true]);
  equal(
    warnings(nobody).join(),
    "warning: the remote cache at 'http://127.0.0.1:1' is not used: the server cannot be reached (ECONNREFUSED)",
  );
});

test('what is not signed with the key of the team is refused', async () => {
  const server = await KeepingServer.start();
  const environment = PROTOCOLS[0][2](server.url);
  const signed = { ...environment, TURBO_REMOTE_CACHE_SIGNATURE_KEY: 'key' };
  await build(clone(), { ...environment, CI: 'true' });
  match(warnings(await build(clone(), signed)).join(), /what it has is not signed with our key/);
  server.kept.clear();
  await build(clone(), { ...signed, CI: 'true' });
  equal(analysed(await build(clone(), signed)), 0);
});

test('projects of one team that are not the same have keys of their own', async () => {
  const server = await KeepingServer.start();
  const environment = PROTOCOLS[0][2](server.url);
  await build(clone(), { ...environment, CI: 'true' });
  const other = makeDirectory({ 'package.json': '{ "name": "other" }', 'main.zig': MAIN });
  equal(analysed(await build(other, environment)) > 0, true);
  const keys = new Set(server.requests.map((request) => request.split(' ')[1]));
  // They share the image of the library.
  equal(keys.size, 3);
});

const turborepo = fileURLToPath(
  new URL('../../../test/servers/node_modules/turborepo-remote-cache/dist/cli.js', import.meta.url),
);

test('a server of Turborepo as teams run it', {
  skip: !existsSync(turborepo) && 'npm run servers was not run',
}, async () => {
  const port = await freePort();
  const directory = makeDirectory({});
  const env = {
    ...process.env,
    NODE_ENV: 'production',
    HOST: '127.0.0.1',
    PORT: String(port),
    TURBO_TOKEN: 'secret',
    STORAGE_PROVIDER: 'local',
    STORAGE_PATH: directory,
    STORAGE_PATH_USE_TMP_FOLDER: 'false',
  };
  const server = spawn(process.execPath, [turborepo], { cwd: directory, env, stdio: ['ignore', 'pipe', 'inherit'] });
  after(() => server.kill());
  await new Promise<void>((resolve, reject) => {
    server.on('exit', () => reject(new Error('the server ended')));
    server.stdout.on('data', (bytes: Buffer) => bytes.includes('listening') && resolve());
  });
  const environment = PROTOCOLS[0][2](`http://127.0.0.1:${port}`);
  const inCi = await build(clone(), { ...environment, CI: 'true' });
  deepEqual([printed(inCi), warnings(inCi)], [true, []]);
  const fresh = await build(clone(), environment);
  deepEqual([analysed(fresh), printed(fresh), warnings(fresh)], [0, true, []]);
  const again = await build(clone(), { ...environment, CI: 'true' });
  deepEqual([analysed(again), warnings(again)], [0, []]);
  const stranger = await build(clone(), { ...environment, TURBO_TOKEN: 'wrong' });
  deepEqual([printed(stranger), warnings(stranger).length], [true, 1]);
});
