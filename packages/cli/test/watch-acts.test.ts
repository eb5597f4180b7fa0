import { cpSync, mkdirSync, renameSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { makeDirectory, Running } from './command.ts';

/* What people, editors and version control do to files while a program is watched. */

const main = `const std = @import("std");
const part = @import("dir/part.zig");
const linked = @import("link.zig");
pub fn main(init: std.process.Init) !void {
    const out = std.Io.File.stdout();
    try out.writeStreamingAll(init.io, part.text ++ " " ++ linked.text ++ " .\\n");
}
`;

function part(text: string): string {
  return `pub const text = "${text}";\n`;
}

const acts: readonly {
  readonly name: string;
  readonly do: (at: (path: string) => string) => void;
  readonly shows: string;
}[] = [
  { name: 'a file is written', do: (at) => writeFileSync(at('dir/part.zig'), part('b')), shows: 'b one' },
  {
    name: 'a file is replaced',
    do: (at) => {
      writeFileSync(at('next'), part('c'));
      renameSync(at('next'), at('dir/part.zig'));
    },
    shows: 'c one',
  },
  {
    name: 'its directory is replaced',
    do: (at) => {
      mkdirSync(at('other'));
      writeFileSync(at('other/part.zig'), part('d'));
      renameSync(at('dir'), at('old'));
      renameSync(at('other'), at('dir'));
    },
    shows: 'd one',
  },
  {
    name: 'a file is written in the new directory',
    do: (at) => writeFileSync(at('dir/part.zig'), part('e')),
    shows: 'e one',
  },
  { name: 'its directory is deleted', do: (at) => rmSync(at('dir'), { recursive: true }), shows: '1 error' },
  {
    name: 'its directory is made again',
    do: (at) => cpSync(at('old'), at('dir'), { recursive: true }),
    shows: 'c one',
  },
  {
    name: 'a file is written in the directory that was made again',
    do: (at) => writeFileSync(at('dir/part.zig'), part('f')),
    shows: 'f one',
  },
  {
    name: 'a link leads elsewhere',
    do: (at) => {
      unlinkSync(at('link.zig'));
      symlinkSync('two.zig', at('link.zig'));
    },
    shows: 'f two',
  },
  {
    name: 'what a link leads to is written',
    do: (at) => writeFileSync(at('two.zig'), part('three')),
    shows: 'f three',
  },
  {
    name: 'a directory is in the place of a file',
    do: (at) => {
      unlinkSync(at('dir/part.zig'));
      mkdirSync(at('dir/part.zig'));
    },
    shows: '1 error',
  },
  {
    name: 'and the file is there again',
    do: (at) => {
      rmSync(at('dir/part.zig'), { recursive: true });
      writeFileSync(at('dir/part.zig'), part('g'));
    },
    shows: 'g three',
  },
  {
    name: 'a file is saved 200 times',
    do: (at) => {
      for (let i = 0; i < 200; i++) writeFileSync(at('dir/part.zig'), part(`save ${i}`));
    },
    shows: 'save 199 three',
  },
  {
    name: 'all files are others, as of another branch',
    do: (at) => {
      for (let i = 0; i < 48; i++) writeFileSync(at(`many/${i}.zig`), part(`branch ${i}`));
      writeFileSync(at('two.zig'), '');
      writeFileSync(at('dir/part.zig'), `pub const text = @import("../many/47.zig").text;\n`);
      writeFileSync(at('two.zig'), part('four'));
    },
    shows: 'branch 47 four',
  },
];

test('after whatever is done to the files, what runs is what they say', async () => {
  const many = Object.fromEntries(Array.from({ length: 48 }, (_, i) => [`many/${i}.zig`, part('none')]));
  const cwd = makeDirectory({
    'main.zig': main,
    'dir/part.zig': part('a'),
    'one.zig': part('one'),
    'two.zig': part('two'),
    ...many,
  });
  const at = (path: string): string => join(cwd, path);
  symlinkSync('one.zig', at('link.zig'));
  const running = new Running(cwd, ['run', 'main.zig', '--watch']);
  await running.until(({ stdout }) => stdout === 'a one .\n');
  for (const { name, do: act, shows } of acts) {
    running.clear();
    act(at);
    await running
      .until(({ stdout, stderr }) => stdout.endsWith(`${shows} .\n`) || stderr.includes(`\n${shows} (`))
      .catch((reason) => {
        throw new Error(`${name}: ${reason}`);
      });
  }
  running.stop();
});
