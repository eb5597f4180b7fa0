import { deepEqual, equal, match, rejects, throws } from 'node:assert/strict';
import { test } from 'node:test';
import { type AsyncHost, renderErrors } from '../../src/index.ts';
import { hostOf, open } from './program.ts';

const FILES = {
  'main.zig':
    'const a = @import("a.zig");\nconst b = @import("b.zig");\nexport fn f() u32 {\n    return a.x + b.x;\n}\n',
  'a.zig': 'pub const x = @embedFile("data").len;\n',
  'b.zig': 'pub const x = 1;\n',
  data: 'abc',
};

/** A host that answers later, and says what it was asked for, in the order of its answers. */
function laterHost(texts: Readonly<Record<string, string>> = FILES) {
  const below = hostOf(texts);
  const asked: string[] = [];
  let waiting = 0;
  let most = 0;
  const host: AsyncHost = {
    async readFile(path) {
      asked.push(path);
      most = Math.max(most, ++waiting);
      await new Promise((resolve) => setTimeout(resolve, 1));
      waiting--;
      return below.readFile(path);
    },
  };
  return { host, below, asked, mostAtOnce: () => most };
}

test('a host that reads later is asked for what the update turns out to need, once, files of one import list together', async () => {
  const { host, asked, mostAtOnce } = laterHost();
  const result = await open(host).updateAsync();
  const fresh = open(hostOf(FILES)).update();
  equal(renderErrors(result, false), '');
  equal(result.isComplete, true);
  deepEqual(result.module, fresh.module);
  equal(new Set(asked).size, asked.length);
  equal(asked.includes('data'), true);
  equal(mostAtOnce() > 1, true);
});

test('changes through such a host are seen, of source files and of embedded ones', async () => {
  const { host, below } = laterHost();
  const compilation = open(host);
  await compilation.updateAsync();
  below.files.set('data', new TextEncoder().encode('four'));
  below.files.set('b.zig', new TextEncoder().encode('pub const x = @import("c.zig").y;\n'));
  below.files.set('c.zig', new TextEncoder().encode('pub const y = 9;\n'));
  const result = await compilation.updateAsync(['data', 'b.zig', 'unknown.zig']);
  deepEqual(result.module, open(below).update().module);
  const edited = await compilation.updateAsync([
    { path: 'c.zig', edits: [{ start: 14, end: 15, text: '1' }], units: 'utf-8' },
  ]);
  below.files.set('c.zig', new TextEncoder().encode('pub const y = 1;\n'));
  deepEqual(edited.module, open(below).update().module);
  const back = await compilation.updateAsync([{ path: 'c.zig', text: null }]);
  deepEqual(back.module, edited.module);
});

test('a promise that is rejected is a file that cannot be read', async () => {
  const host: AsyncHost = {
    readFile: (path) => (path === 'main.zig' ? Promise.reject(new Error('gone')) : hostOf({}).readFile(path)),
  };
  const result = await open(host).updateAsync();
  match(renderErrors(result, false), /^main\.zig:1:1: error: unable to load 'main\.zig': Unexpected\n/);
});

test('such a host needs updateAsync, and one update is made at a time', async () => {
  const { host } = laterHost();
  const compilation = open(host);
  throws(() => compilation.update(), /updateAsync/);
  const edits = [{ start: 0, end: 0, text: ' ' }];
  throws(() => compilation.update([{ path: 'a.zig', edits, units: 'utf-8' }]), /updateAsync/);
  const first = compilation.updateAsync();
  await rejects(compilation.updateAsync(), /under way/);
  throws(() => compilation.update(), /under way/);
  equal(renderErrors(await first, false), '');
});

test('an AbortSignal ends an update, and the next one goes on', async () => {
  const { host, below } = laterHost();
  const compilation = open(host);
  const controller = new AbortController();
  const update = compilation.updateAsync([], { signal: controller.signal });
  controller.abort();
  const stopped = await update;
  deepEqual([stopped.isComplete, stopped.errors, stopped.module], [false, [], null]);
  deepEqual((await compilation.updateAsync()).module, open(below).update().module);
});
