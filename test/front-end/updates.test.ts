import { deepEqual, equal, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { FileStatus } from '../../packages/compiler/src/compilation/file-rows.ts';
import { FileTable } from '../../packages/compiler/src/compilation/files.ts';
import { MemoryHost } from '../../packages/compiler/src/compilation/host.ts';
import { renderMessages } from '../../packages/compiler/src/source/messages.ts';
import { placeToNode, placeToToken } from '../../packages/compiler/src/zir/places.ts';
import { type ChunkIndex, SRC_TOKEN } from '../../packages/compiler/src/zir/zir.ts';
import { mutate, mutateNames } from './mutate.ts';
import { readLibrary } from './official.ts';
import { randomNumbers } from './random.ts';

function open(host: MemoryHost): FileTable {
  const modules = [
    { name: 'main', rootPath: 'main.zig', isOwn: true },
    { name: 'std', rootPath: 'std.zig', isOwn: false },
  ];
  return new FileTable({ host, modules });
}

function errors(table: FileTable): string {
  return renderMessages(table.check().messages, { color: false, sourceLines: false });
}

/** Of each instruction of a file, in the order of its chunks: what it is, and the node or token that it is from. */
function instructions(table: FileTable): number[] {
  const zir = table.zir(table.root);
  const tree = table.tree(table.root);
  const { instStart, instLen, childrenStart, childrenLen, hashLow, hashHigh } = zir.chunks;
  const found: number[] = [];
  const work = [0];
  while (work.length > 0) {
    const chunk = work.pop() as ChunkIndex;
    found.push(hashLow.data[chunk], hashHigh.data[chunk], instLen.data[chunk], childrenLen.data[chunk]);
    for (let inst = instStart.data[chunk]; inst < instStart.data[chunk] + instLen.data[chunk]; inst++) {
      const src = zir.src.data[inst];
      const place = (src & SRC_TOKEN) === 0 ? placeToNode : placeToToken;
      found.push(zir.tags.data[inst], place(zir, chunk, src, tree));
    }
    for (let i = 0; i < childrenLen.data[chunk]; i++) work.push(zir.children.data[childrenStart.data[chunk] + i]);
  }
  return found;
}

for (const name of ['BitStack.zig', 'hash/crc.zig', 'zig/tokenizer.zig']) {
  test(`after any edits of ${name} its errors and its ZIR are those of a new process`, () => {
    const original = readLibrary(`std/${name}`);
    const random = randomNumbers(5);
    const host = new MemoryHost();
    host.files.set('std.zig', new Uint8Array());
    host.files.set('main.zig', original);
    const table = open(host);
    errors(table);
    let text = original;
    let right = 0;
    for (let round = 0; round < 80; round++) {
      // An edit that is an error is mostly taken back, so that edits add up to a file that is another.
      const faulty = table.status(table.root) === FileStatus.failed;
      const next = faulty && random(4) > 0 ? text : (random(2) === 0 ? mutate : mutateNames)(text, random);
      host.files.set('main.zig', next);
      table.refresh(['main.zig']);
      const found = errors(table);
      const fresh = open(host);
      equal(found, errors(fresh));
      if (table.status(table.root) !== FileStatus.ok) continue;
      text = next;
      right++;
      deepEqual(instructions(table), instructions(fresh));
    }
    ok(right > 20, `${right} texts were right`);
  });
}
