import type { AirRef } from '../air/air.ts';
import type { TrackedIndex } from '../intern/ids.ts';
import { type Frame, UNMAPPED } from './block.ts';
import type { Zcu } from './zcu.ts';

const NO_ARGS: readonly AirRef[] = [];

/** A frame in which nothing of the chunk `tracked` has been analysed yet. The chunk must not be lost. */
export function newFrame(zcu: Zcu, tracked: TrackedIndex, args: readonly AirRef[] = NO_ARGS): Frame {
  const zir = zcu.files.zir(zcu.tracked.fileOf(tracked));
  const chunk = zcu.tracked.chunkOf(tracked);
  const chunks = zir.chunks;
  const inst = chunks.instStart.data[chunk]!;
  const instEnd = inst + chunks.instLen.data[chunk]!;
  const extra = chunks.extraStart.data[chunk]!;
  const bytes = chunks.bytesStart.data[chunk]!;
  return {
    chunk: tracked,
    tags: zir.tags.data.subarray(inst, instEnd),
    a: zir.a.data.subarray(inst, instEnd),
    b: zir.b.data.subarray(inst, instEnd),
    src: zir.src.data.subarray(inst, instEnd),
    extra: zir.extra.data.subarray(extra, extra + chunks.extraLen.data[chunk]!),
    bytes: zir.bytes.data.subarray(bytes, bytes + chunks.bytesLen.data[chunk]!),
    header: zir.extra.data[extra]!,
    instMap: new Uint32Array(instEnd - inst).fill(UNMAPPED),
    args,
  };
}
