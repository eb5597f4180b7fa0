import type { StringIndex } from '../../intern/ids.ts';
import type { InternPool } from '../../intern/pool.ts';
import type { Frame } from './block.ts';

/** The null-terminated string at `start` of the frame's bytes. */
export function frameString(pool: InternPool, frame: Frame, start: number): StringIndex {
  const bytes = frame.bytes;
  let end = start;
  while (bytes[end] !== 0) end++;
  return pool.stringOfBytes(bytes, start, end);
}
