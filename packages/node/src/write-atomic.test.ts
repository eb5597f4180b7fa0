import { deepEqual, equal, throws } from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { writeAtomic } from './write-atomic.ts';

const root = mkdtempSync(join(tmpdir(), 'rezig-write-'));
after(() => rmSync(root, { recursive: true }));

test('the content is replaced, directories are made, and nothing else is left', () => {
  const path = join(root, 'a', 'b', 'file');
  writeAtomic(path, ['old']);
  writeAtomic(path, [Buffer.from('n'), 'ew'], true);
  equal(readFileSync(path, 'utf8'), 'new');
  deepEqual(readdirSync(join(root, 'a', 'b')), ['file']);
});

test('a write that fails leaves nothing behind', () => {
  const path = join(root, 'directory');
  mkdirSync(join(path, 'full'), { recursive: true });
  throws(() => writeAtomic(path, ['text']));
  deepEqual(readdirSync(root).sort(), ['a', 'directory']);
});

test('a directory that cannot be made is an error', { skip: process.platform !== 'linux' }, () => {
  throws(() => writeAtomic('/proc/rezig/cache/file', ['text']), { code: 'ENOENT' });
});
