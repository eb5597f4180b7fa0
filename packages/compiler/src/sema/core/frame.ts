import type { AirRef } from '../../air/air.ts';
import type { TrackedIndex } from '../../intern/ids.ts';
import type { SharedState } from '../../query/zcu.ts';
import type { ChunkIndex, Zir } from '../../zir/zir.ts';
import { type Frame, UNMAPPED } from './block.ts';

const NO_ARGS: readonly AirRef[] = [];

type ChunkViews = Pick<Frame, 'tags' | 'a' | 'b' | 'src' | 'extra' | 'bytes' | 'header'>;

/** By chunk, as far as they were asked for. To make them costs more than many a call that is evaluated. */
const views = new WeakMap<Zir, (ChunkViews | undefined)[]>();

function viewsOf(zir: Zir, chunk: ChunkIndex): ChunkViews {
  let ofFile = views.get(zir);
  if (ofFile === undefined) {
    ofFile = [];
    views.set(zir, ofFile);
  }
  return (ofFile[chunk] ??= makeViews(zir, chunk));
}

function makeViews(zir: Zir, chunk: ChunkIndex): ChunkViews {
  const chunks = zir.chunks;
  const inst = chunks.instStart.data[chunk]!;
  const instEnd = inst + chunks.instLen.data[chunk]!;
  const extra = chunks.extraStart.data[chunk]!;
  const bytes = chunks.bytesStart.data[chunk]!;
  return {
    tags: zir.tags.data.subarray(inst, instEnd),
    a: zir.a.data.subarray(inst, instEnd),
    b: zir.b.data.subarray(inst, instEnd),
    src: zir.src.data.subarray(inst, instEnd),
    extra: zir.extra.data.subarray(extra, extra + chunks.extraLen.data[chunk]!),
    bytes: zir.bytes.data.subarray(bytes, bytes + chunks.bytesLen.data[chunk]!),
    header: zir.extra.data[extra]!,
  };
}

/** A frame in which nothing of the chunk `tracked` has been analysed yet. The chunk must not be lost. */
export function newFrame(
  zcu: Pick<SharedState, 'files' | 'tracked'>,
  tracked: TrackedIndex,
  args: readonly AirRef[] = NO_ARGS,
): Frame {
  const zir = zcu.files.zir(zcu.tracked.fileOf(tracked));
  const { tags, a, b, src, extra, bytes, header } = viewsOf(zir, zcu.tracked.chunkOf(tracked));
  const instMap = new Uint32Array(tags.length).fill(UNMAPPED);
  return { chunk: tracked, tags, a, b, src, extra, bytes, header, instMap, args, lateBlocks: null };
}
