import { U8Column, U32Column } from '../util/column.ts';
import { checksum } from '../util/hash.ts';
import { type NamedColumn, readColumns, writeColumns } from '../util/save.ts';
import { bytesOfString, stringOfBytes } from '../util/utf8.ts';
import type { ChunkTable, LoweringError, Zir } from './zir.ts';

/** Changes whenever the meaning of ZIR does, so that what an older build wrote is not read. */
const FORMAT = 0x5a495202;

/** Words before the columns: format, checksum (2). */
const HEADER_WORDS = 3;

/** How many chunks there is room for in ZIR that is lowered. */
const CHUNKS = 16;

/** An empty `Zir`: no chunk, no instruction. There is room for what a tree of `nodes` nodes usually lowers to. */
export function newZir(nodes = 0): Zir {
  const instructions = Math.ceil(nodes * 1.75);
  const chunks = nodes === 0 ? 0 : CHUNKS;
  return {
    tags: new U8Column(instructions),
    a: new U32Column(instructions),
    b: new U32Column(instructions),
    src: new U32Column(instructions),
    extra: new U32Column(Math.ceil(nodes * 4.5)),
    bytes: new U8Column(nodes * 4),
    chunks: newChunkTable(chunks),
    children: new U32Column(chunks),
    errors: [],
    loweringFailed: false,
  };
}

function newChunkTable(capacity: number): ChunkTable {
  return {
    kind: new U8Column(capacity),
    parent: new U32Column(capacity),
    childrenStart: new U32Column(capacity),
    childrenLen: new U32Column(capacity),
    declsLen: new U32Column(capacity),
    instStart: new U32Column(capacity),
    instLen: new U32Column(capacity),
    extraStart: new U32Column(capacity),
    extraLen: new U32Column(capacity),
    bytesStart: new U32Column(capacity),
    bytesLen: new U32Column(capacity),
    hashLow: new U32Column(capacity),
    hashHigh: new U32Column(capacity),
    declKind: new U8Column(capacity),
    flags: new U8Column(capacity),
    name: new U32Column(capacity),
    firstToken: new U32Column(capacity),
    endToken: new U32Column(capacity),
    firstNode: new U32Column(capacity),
    endNode: new U32Column(capacity),
  };
}

const chunkColumns = Object.keys(newChunkTable(0)) as (keyof ChunkTable)[];

/** All columns of `zir`, in the order in which they are written. */
export function zirColumns(zir: Zir): NamedColumn[] {
  const { tags, a, b, src, extra, bytes, children } = zir;
  const columns: NamedColumn[] = Object.entries({ tags, a, b, src, extra, bytes, children }).map(([name, column]) => ({
    name: `zir.${name}`,
    column,
  }));
  for (const name of chunkColumns) columns.push({ name: `zir.chunks.${name}`, column: zir.chunks[name] });
  return columns;
}

/**
 * The whole of `zir`, for `deserializeZir` of the same build. `of`: the `contentHash` of the text that it was lowered from. The
 * length is a multiple of 4.
 */
export function serializeZir(zir: Zir, of: string): Uint8Array {
  const { errors, loweringFailed } = zir;
  const rest = U8Column.over(bytesOfString(JSON.stringify({ of, errors, loweringFailed } satisfies Rest)));
  const body = writeColumns([...zirColumns(zir), { name: 'zir.rest', column: rest }]);
  const out = new Uint8Array(HEADER_WORDS * 4 + body.length);
  const header = new Uint32Array(out.buffer, 0, HEADER_WORDS);
  header[0] = FORMAT;
  checksum(body, header, 1);
  out.set(body, HEADER_WORDS * 4);
  return out;
}

/**
 * What `serializeZir` wrote, its columns views of `bytes`, which is kept and must start at a multiple of 4 in its buffer. Null if the
 * bytes are damaged, of another build, or of another text than `of`.
 */
export function deserializeZir(bytes: Uint8Array, of: string): Zir | null {
  if (bytes.byteOffset % 4 !== 0 || bytes.length < HEADER_WORDS * 4 || bytes.length % 4 !== 0) return null;
  const header = new Uint32Array(bytes.buffer, bytes.byteOffset, HEADER_WORDS);
  const body = bytes.subarray(HEADER_WORDS * 4);
  const sum = new Uint32Array(2);
  checksum(body, sum, 0);
  if (header[0] !== FORMAT || header[1] !== sum[0] || header[2] !== sum[1]) return null;
  const zir = newZir();
  const column = new U8Column(0);
  if (!readColumns(body, [...zirColumns(zir), { name: 'zir.rest', column }])) return null;
  const rest = JSON.parse(stringOfBytes(column.view())) as Rest;
  return rest.of === of ? { ...zir, errors: rest.errors, loweringFailed: rest.loweringFailed } : null;
}

/** What is kept of ZIR besides its columns. */
interface Rest {
  readonly of: string;
  readonly errors: readonly LoweringError[];
  readonly loweringFailed: boolean;
}
