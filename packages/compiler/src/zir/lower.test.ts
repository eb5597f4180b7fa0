import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { zigLibDir } from '@rezig/zig-lib';
import { parse } from '../syntax/parse.ts';
import { firstToken } from '../syntax/span.ts';
import { rootMembers, tokenString } from '../syntax/tree.ts';
import { bytesOfString } from '../util/utf8.ts';
import { imports } from './imports.ts';
import { Extended, Tag } from './inst.ts';
import { lowerFile } from './lower.ts';
import { chunkNode, placeToNode, placeToToken } from './places.ts';
import { type ChunkIndex, ChunkKind, chunkHeader, SRC_TOKEN, type Zir } from './zir.ts';

const skip = zigLibDir === null && 'the library is not installed';

function readStd(name: string): Uint8Array {
  return new Uint8Array(readFileSync(join(zigLibDir ?? '', 'std', name)));
}

const files = ['fmt.zig', 'mem.zig', 'multi_array_list.zig', 'Target.zig', 'os/wasi.zig', 'zig/tokenizer.zig'];

const NO_SRC = 0x7fff_ffff;

/** Hashes of a chunk and all in it, in order. */
function hashes(zir: Zir, chunk = 0, found: string[] = []): string[] {
  const { kind, hashLow, hashHigh, childrenStart, childrenLen } = zir.chunks;
  found.push(`${ChunkKind[kind.data[chunk]]} ${hashLow.data[chunk]} ${hashHigh.data[chunk]}`);
  const start = childrenStart.data[chunk];
  for (let i = 0; i < childrenLen.data[chunk]; i++) hashes(zir, zir.children.data[start + i], found);
  return found;
}

function lower(text: string): Zir {
  return lowerFile(parse(bytesOfString(text)));
}

/** Numbers of the entries in which two lists of the same length differ. */
function differences(before: readonly string[], after: readonly string[]): number[] {
  assert.equal(before.length, after.length);
  return before.flatMap((hash, i) => (hash === after[i] ? [] : [i]));
}

test('every place of an instruction is in the tree', { skip }, () => {
  for (const name of files) {
    const tree = parse(readStd(name));
    const zir = lowerFile(tree);
    const { instStart, instLen } = zir.chunks;
    for (let chunk = 0 as ChunkIndex; chunk < instStart.length; chunk++) {
      const row = chunk as ChunkIndex;
      for (let i = 0; i < instLen.data[row]; i++) {
        const src = zir.src.data[instStart.data[row] + i];
        if (src === NO_SRC) continue;
        if ((src & SRC_TOKEN) !== 0) {
          assert.ok(placeToToken(zir, row, src, tree) >= 0);
          continue;
        }
        const node = placeToNode(zir, row, src, tree);
        assert.ok(node >= 0, `${name} chunk ${row} instruction ${i}`);
      }
    }
  }
});

test('a chunk knows nothing of what stands before it in the file', () => {
  const text = `const a = 1;
fn f(x: u32) u32 {
    const S = struct { y: u32 };
    return (S{ .y = x }).y;
}
const T = enum(u8) { p, q = 2 };
`;
  const before = hashes(lower(text));
  const moved = `//! top\n\n\n/// doc\n${text.replace('fn f', '// comment\n/// more\n\n    fn f').replace(' p,', '\n /// doc\n p,')}`;
  assert.deepEqual(hashes(lower(moved)), before);
});

test('a change of a body is a change of that body, one of a signature leaves it', () => {
  const text = (type: string, value: string) => `fn f(x: ${type}) u32 {
    _ = x;
    return ${value};
}
const c = 3;
`;
  // Chunks: file, f, the body of f, c.
  const before = hashes(lower(text('u8', '1')));
  assert.deepEqual(differences(before, hashes(lower(text('u8', 'c')))), [2]);
  assert.deepEqual(differences(before, hashes(lower(text('u16', '1')))), [1]);
});

test('a change of a field is one of its container and not of the members', () => {
  const text = (type: string) => `const S = struct {
    a: ${type} = 0,
    fn get(s: S) u8 {
        return @intCast(s.a);
    }
};
`;
  // Chunks: file, S, its container, get, the body of get.
  const before = hashes(lower(text('u8')));
  assert.deepEqual(differences(before, hashes(lower(text('u16')))), [2]);
});

test('a declaration with an error fails alone', () => {
  const zir = lower(`fn bad() void {
    unknown();
}
pub const good = 5;
`);
  assert.deepEqual(
    zir.errors.map((error) => error.message),
    ["use of undeclared identifier 'unknown'"],
  );
  const [bad, good] = zir.children.data.subarray(
    zir.chunks.childrenStart.data[0],
    zir.chunks.childrenStart.data[0] + 2,
  );
  const valueInst = (row: number) => {
    const inst = zir.extra.data[chunkHeader(zir, row as ChunkIndex) + 4];
    return zir.chunks.instStart.data[row] + inst;
  };
  assert.equal(zir.tags.data[valueInst(bad)], Tag.extended);
  assert.equal(zir.a.data[valueInst(bad)] & 0xffff, Extended.astgen_error);
  assert.equal(zir.tags.data[valueInst(good)], Tag.int);
});

test('an error moves with its declaration', () => {
  const text = 'fn bad() void {\n    unknown();\n}\n';
  for (const before of ['', '// comment\n\n', 'const other = struct {};\n']) {
    const source = bytesOfString(before + text);
    const tree = parse(source);
    const zir = lowerFile(tree);
    const [error] = zir.errors;
    const node = placeToNode(zir, error.chunk, error.src, tree);
    assert.equal(tokenString(tree, tree.mainTokens[node]), 'unknown');
    assert.equal(error.src, lower(text).errors[0].src);
  }
});

test('the node of a chunk is the member, the container or the function', () => {
  const tree = parse(bytesOfString('const S = struct { a: u8 };\nfn f() void {}\n'));
  const zir = lowerFile(tree);
  const [constant, fn] = rootMembers(tree);
  const container = tree.rhs[constant];
  const row = (...path: number[]) =>
    path.reduce((chunk, i) => zir.children.data[zir.chunks.childrenStart.data[chunk] + i], 0) as ChunkIndex;
  assert.equal(chunkNode(zir, row(), tree), 0);
  assert.equal(chunkNode(zir, row(0), tree), constant);
  assert.equal(chunkNode(zir, row(0, 0), tree), container);
  assert.equal(chunkNode(zir, row(1), tree), fn);
  assert.equal(chunkNode(zir, row(1, 0), tree), fn);
});

test('imports are listed with their places', () => {
  const tree = parse(bytesOfString('const a = @import("a.zig");\nfn f() void {\n    _ = @import("sub/b.zig").x;\n}\n'));
  const zir = lowerFile(tree);
  const found = imports(zir);
  assert.deepEqual(
    found.map(({ path, chunk, src }) => [path, tokenString(tree, placeToToken(zir, chunk, src, tree))]),
    [
      ['sub/b.zig', '"sub/b.zig"'],
      ['a.zig', '"a.zig"'],
    ].sort(),
  );
});

test('the first syntax error is the only one, at its place', () => {
  const tree = parse(bytesOfString('const a = ;\nconst b = ;\n'));
  const zir = lowerFile(tree);
  assert.deepEqual(
    zir.errors.map((error) => error.message),
    ["expected expression, found ';'"],
  );
  const token = placeToToken(zir, zir.errors[0].chunk, zir.errors[0].src, tree);
  assert.equal(tree.tokenStarts[token], 10);
  assert.equal(firstToken(tree, 0), 0);
});

test('a whole file of nested containers and functions lowers without errors', { skip }, () => {
  for (const name of ['start.zig', 'posix.zig', 'Io/File.zig', 'debug.zig', 'builtin.zig', 'Io.zig', 'math.zig']) {
    assert.deepEqual(lowerFile(parse(readStd(name))).errors, [], name);
  }
});
