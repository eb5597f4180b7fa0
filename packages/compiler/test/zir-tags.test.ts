import { deepEqual, equal, ok } from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { libraryFiles, readLibrary } from '../../../test/front-end/official.ts';
import { parse } from '../src/syntax/parse.ts';
import { Extended, Tag } from '../src/zir/inst.ts';
import { lowerFile } from '../src/zir/lower.ts';
import type { Zir } from '../src/zir/zir.ts';

const golden = new URL('zir-golden/', import.meta.url);

/** Adds the tags and the extended opcodes that `zir` has. */
function collect(zir: Zir, tags: Set<Tag>, opcodes: Set<Extended>): void {
  for (let i = 0; i < zir.tags.length; i++) {
    const tag: Tag = zir.tags.data[i];
    tags.add(tag);
    if (tag === Tag.extended) opcodes.add(zir.a.data[i] & 0xffff);
  }
}

/** Names of the members of an enum that are not in `seen`. */
function missing(names: Record<string, string | number>, seen: ReadonlySet<number>): string[] {
  return Object.keys(names).filter((name) => typeof names[name] === 'number' && !seen.has(Number(names[name])));
}

test('every library file is lowered without an error, and every instruction is made of something', () => {
  const tags = new Set<Tag>();
  const opcodes = new Set<Extended>();
  const files = libraryFiles();
  ok(files.length > 800);
  for (const name of files) {
    const zir = lowerFile(parse(readLibrary(name)));
    deepEqual(zir.errors, [], name);
    collect(zir, tags, opcodes);
  }
  for (const name of readdirSync(golden).filter((file) => file.endsWith('.zig'))) {
    const zir = lowerFile(parse(new Uint8Array(readFileSync(new URL(name, golden)))));
    equal(zir.errors.length, 0, name);
    collect(zir, tags, opcodes);
  }
  // Where lowering fails there is this instruction in the place of the declaration.
  opcodes.add(Extended.astgen_error);
  // Part of the official set of instructions, which makes it of nothing either.
  tags.add(Tag.indexable_ptr_len);
  deepEqual(missing(Tag, tags), []);
  deepEqual(missing(Extended, opcodes), []);
});
