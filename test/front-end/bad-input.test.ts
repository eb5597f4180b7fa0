import { deepEqual, equal, ok } from 'node:assert/strict';
import fs, { appendFileSync, mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import { MAX_SOURCE_BYTES, readSource } from '@rezig/node/read-source.ts';
import { FileTable } from '../../packages/compiler/src/compilation/files.ts';
import { renderMessages } from '../../packages/compiler/src/source/messages.ts';
import { scratchDirectory } from '../support/scratch.ts';

const directory = scratchDirectory();
const at = (name: string): string => join(directory, name);

mkdirSync(at('directory.zig'));
writeFileSync(at('file.zig'), 'const a = 1;\n');
writeFileSync(at('large.zig'), '');
truncateSync(at('large.zig'), 64 * 1024 * 1024);
writeFileSync(at('largest.zig'), '');
truncateSync(at('largest.zig'), MAX_SOURCE_BYTES);
symlinkSync(at('loop.zig'), at('loop.zig'));
symlinkSync(at('nowhere'), at('dangling.zig'));

const unreadable: readonly [string, string][] = [
  ['missing.zig', 'FileNotFound'],
  ['dangling.zig', 'FileNotFound'],
  ['directory.zig', 'IsDir'],
  ['large.zig', 'FileTooBig'],
  ['loop.zig', 'SymLinkLoop'],
  ['file.zig/inside.zig', 'NotDir'],
  [`${'n'.repeat(300)}.zig`, 'NameTooLong'],
];

/** What a compilation of `main` in `directory` says before it analyses anything. */
function messagesOf(main: string): string {
  writeFileSync(at('std.zig'), '');
  const modules = [
    { name: 'main', rootPath: at(main), isOwn: true },
    { name: 'std', rootPath: at('std.zig'), isOwn: false },
  ];
  const table = new FileTable({ host: { readFile: readSource }, modules });
  return renderMessages(table.check().messages, { color: false, sourceLines: false });
}

test('what cannot be read as a source is one message, as the program and as an import', () => {
  for (const [name, reason] of unreadable) {
    equal(readSource(at(name)), reason, name);
    equal(messagesOf(name), `${at(name)}:1:1: error: unable to load '${basename(name)}': ${reason}\n`);
    writeFileSync(at('importer.zig'), `const a = @import("${name}");\n`);
    equal(
      messagesOf('importer.zig'),
      `${at(name)}:1:1: error: unable to load '${basename(name)}': ${reason}\n` +
        `${at('importer.zig')}:1:19: note: file imported here\n`,
      name,
    );
  }
});

test('a file of the greatest size is read', () => {
  const bytes = readSource(at('largest.zig'));
  ok(typeof bytes !== 'string');
  equal(bytes.length, MAX_SOURCE_BYTES);
});

test('a file that changes while it is read is refused', () => {
  const { readSync } = fs;
  const changes: [string, () => void][] = [
    ['grows', () => appendFileSync(at('file.zig'), 'const b = 2;\n')],
    ['shrinks', () => truncateSync(at('file.zig'), 3)],
  ];
  for (const [what, change] of changes) {
    writeFileSync(at('file.zig'), 'const a = 1;\n');
    let changed = false;
    // The file changes between the moment its size is asked for and the first read.
    fs.readSync = ((...args: Parameters<typeof readSync>) => {
      if (!changed) change();
      changed = true;
      return readSync(...args);
    }) as typeof readSync;
    syncBuiltinESMExports();
    try {
      equal(readSource(at('file.zig')), 'UnexpectedEndOfFile', what);
    } finally {
      fs.readSync = readSync;
      syncBuiltinESMExports();
    }
  }
});

test('an empty file, one with a byte order mark and one of zero bytes are texts', () => {
  for (const [bytes, message] of [
    [Uint8Array.of(), ''],
    [Uint8Array.of(0xef, 0xbb, 0xbf), ''],
    [new Uint8Array(100), "error: expected type expression, found 'invalid token'"],
    [Uint8Array.of(0xff, 0xfe, 0x61, 0), "error: expected type expression, found 'invalid token'"],
  ] as const) {
    writeFileSync(at('bytes.zig'), bytes);
    const found = messagesOf('bytes.zig')
      .split('\n')[0]
      .replace(/^.*?: (?=error)/, '');
    deepEqual(found, message);
  }
});
