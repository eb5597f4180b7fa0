import type { AirRef } from '../../air/air.ts';
import type { TrackedIndex } from '../../intern/ids.ts';
import type { SharedState } from '../../query/zcu.ts';
import { type Frame, UNMAPPED } from './block.ts';

const NO_ARGS: readonly AirRef[] = [];

/** A frame in which nothing of the chunk `tracked` has been analysed yet. The chunk must not be lost. */
export function newFrame(
  zcu: Pick<SharedState, 'files' | 'tracked' | 'chunkViews'>,
  tracked: TrackedIndex,
  args: readonly AirRef[] = NO_ARGS,
): Frame {
  const zir = zcu.files.zir(zcu.tracked.fileOf(tracked));
  const { tags, a, b, src, extra, bytes, header } = zcu.chunkViews.of(zir, zcu.tracked.chunkOf(tracked));
  const instMap = new Uint32Array(tags.length).fill(UNMAPPED);
  return { chunk: tracked, tags, a, b, src, extra, bytes, header, instMap, args, lateBlocks: null };
}
