import type { DataBlock } from '../codegen/data.ts';
import { sameBytes } from '../util/common-bytes.ts';
import { Hasher64 } from '../util/hash.ts';
import type { DataNode } from './graph.ts';
import { KEY_END } from './spread.ts';

/** What a key is made of, so that what has one name as a function and another as data has two keys. */
export enum KeyKind {
  func,
  decl,
  type,
  error,
  errorName,
  content,
}

const hasher = new Hasher64();
const digest = new Uint32Array(2);

/** A key of what `bytes` name: a whole number below `KEY_END`, the same for the same. */
export function symbolKey(kind: KeyKind, bytes: Uint8Array): number {
  hasher.reset();
  hasher.word(kind);
  hasher.bytes(bytes, 0, bytes.length);
  return key();
}

/** The same for data by what is in it. `targetKey` gives a key of what relocation `i` refers to. */
export function contentKey({ bytes, relocs, align, isZero }: DataBlock, targetKey: (i: number) => number): number {
  // Before the hash is begun: a key may be one that is made for this.
  const targets = Array.from({ length: relocs.length }, (_, i) => targetKey(i));
  hasher.reset();
  hasher.word(KeyKind.content);
  hasher.word(align);
  hasher.word(isZero ? 1 : 0);
  hasher.bytes(bytes, 0, bytes.length);
  const columns = [relocs.kind, relocs.offset, relocs.addend, relocs.detail];
  targets.forEach((target, i) => {
    for (const column of columns) hasher.word(column.data[i]);
    hasher.word(target | 0);
    hasher.word(Math.floor(target / 2 ** 32));
  });
  return key();
}

function key(): number {
  hasher.digest(digest, 0);
  return (digest[0] * 2 ** 21 + (digest[1] >>> 11)) % KEY_END;
}

/** Whether `node` is `block`, with relocations that refer to `targets`. */
export function isSameData(node: DataNode, block: DataBlock, targets: Int32Array): boolean {
  const { bytes, relocs, align, isZero } = node.block;
  if (align !== block.align || isZero !== block.isZero || !sameBytes(bytes, block.bytes)) return false;
  if (relocs.length !== block.relocs.length) return false;
  const other = block.relocs;
  for (let i = 0; i < targets.length; i++) {
    if (relocs.kind.data[i] !== other.kind.data[i] || relocs.offset.data[i] !== other.offset.data[i]) return false;
    if (relocs.addend.data[i] !== other.addend.data[i] || relocs.detail.data[i] !== other.detail.data[i]) return false;
    if (node.targets[i] !== targets[i]) return false;
  }
  return true;
}
