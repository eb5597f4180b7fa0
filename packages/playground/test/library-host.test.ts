import { deepEqual, equal, rejects } from 'node:assert/strict';
import { test } from 'node:test';
import { pack } from '../src/archive.ts';
import { LibraryHost } from '../src/library-host.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const archive = (sources: Record<string, string>, lowered: Record<string, string> = {}): Uint8Array<ArrayBuffer> =>
  pack({
    sources: new Map(Object.entries(sources).map(([name, text]) => [name, bytes(text)])),
    lowered: new Map(Object.entries(lowered).map(([name, text]) => [name, bytes(text)])),
  });

test('the library is loaded when it is asked for, the rest only for what is not in the first part', async () => {
  const loaded: string[] = [];
  const host = new LibraryHost(
    async () => {
      loaded.push('core');
      return archive({ 'std/std.zig': 'core' }, { key: 'lowered' });
    },
    async () => {
      loaded.push('rest');
      return archive({ 'std/zon.zig': 'of the rest' });
    },
  );
  equal(host.readFile('/main.zig'), 'FileNotFound');
  equal(host.loadCached('key'), null);
  deepEqual(loaded, []);
  deepEqual(await host.readFile('/zig/std/std.zig'), bytes('core'));
  deepEqual(host.loadCached('key'), bytes('lowered'));
  equal(host.loadCached('key')!.byteOffset % 4, 0);
  deepEqual(loaded, ['core']);
  equal(await host.readFile('/zig/std/gone.zig'), 'FileNotFound');
  // From then on all is there.
  deepEqual(host.readFile('/zig/std/zon.zig'), bytes('of the rest'));
  equal(host.readFile('/zig/std/gone.zig'), 'FileNotFound');
  deepEqual(loaded, ['core', 'rest']);
});

test('what does not come is told to all who wait for it', async () => {
  const fails = async (): Promise<never> => {
    throw new Error('core.bin: the server says 404');
  };
  const host = new LibraryHost(fails, fails);
  const reading = host.readFile('/zig/std/std.zig') as Promise<unknown>;
  await rejects(reading, /core\.bin: the server says 404/);
  await rejects(host.all(), /core\.bin/);
});
