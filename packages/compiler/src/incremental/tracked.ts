import { type FileIndex, InternalFault, NO_TRACKED, type TrackedIndex } from '../intern/ids.ts';
import { U8Column, U32Column } from '../util/column.ts';
import { U32PairMap } from '../util/map.ts';
import { ownedBy, RowKind, wordOf } from '../util/rows.ts';
import type { TableColumn } from '../util/save.ts';
import type { ChunkIndex } from '../zir/zir.ts';

/**
 * Chunks of ZIR under numbers that stay the same across updates, for all that refers to source from outside a file.
 *
 * Rows of a file's chunk table are stable where old and new text match (`zir/match.ts`), so a number stays right without
 * being touched. Where there was no match it is lost for good, also if the same text comes back.
 */
export class TrackedTable {
  /** `FileIndex` */
  private readonly files = new U32Column();
  /** `ChunkIndex` */
  private readonly chunks = new U32Column();
  private readonly lost = new U8Column();
  /** (file, chunk) to number, of those that are not lost. */
  private readonly byChunk = new U32PairMap();

  /** How many numbers were given out, lost ones included. */
  get length(): number {
    return this.files.length;
  }

  /** The number of a chunk, given to it now if it has none. */
  track(file: FileIndex, chunk: ChunkIndex): TrackedIndex {
    const found = this.byChunk.get(file, chunk);
    if (found >= 0) return found as TrackedIndex;
    const index = this.files.push(file);
    this.chunks.push(chunk);
    this.lost.push(0);
    this.byChunk.set(file, chunk, index);
    return index as TrackedIndex;
  }

  /** The number of a chunk, or `NO_TRACKED` if it has none. */
  find(file: FileIndex, chunk: ChunkIndex): TrackedIndex {
    const found = this.byChunk.get(file, chunk);
    return found < 0 ? NO_TRACKED : (found as TrackedIndex);
  }

  /** The file of a tracked chunk, lost or not. */
  fileOf(tracked: TrackedIndex): FileIndex {
    return this.files.data[tracked] as FileIndex;
  }

  /** Whether the chunk is no more. */
  isLost(tracked: TrackedIndex): boolean {
    return this.lost.data[tracked] !== 0;
  }

  /** The chunk in its file. Throws an `InternalFault` if it is lost: ask `isLost` where that can be. */
  chunkOf(tracked: TrackedIndex): ChunkIndex {
    if (this.lost.data[tracked] !== 0) throw new InternalFault(`tracked chunk ${tracked} is lost`);
    return this.chunks.data[tracked] as ChunkIndex;
  }

  /** The chunk has no counterpart in the file's new text. Returns its number, `NO_TRACKED` if it had none. */
  lose(file: FileIndex, chunk: ChunkIndex): TrackedIndex {
    const tracked = this.find(file, chunk);
    if (tracked === NO_TRACKED) return NO_TRACKED;
    this.lost.data[tracked] = 1;
    this.byChunk.delete(file, chunk);
    return tracked;
  }

  /** All columns, in a fixed order. */
  columns(): TableColumn[] {
    const byChunk = ownedBy({
      renumber: ({ keeps, visit }) =>
        this.byChunk.renumber((words, at) => {
          if (!keeps(RowKind.tracked, words[at + 2])) return false;
          words[at + 2] = visit(RowKind.tracked, words[at + 2]);
          return true;
        }),
    });
    return [
      { name: 'tracked.files', column: this.files, words: wordOf(RowKind.tracked) },
      { name: 'tracked.chunks', column: this.chunks, words: wordOf(RowKind.tracked) },
      { name: 'tracked.lost', column: this.lost, words: wordOf(RowKind.tracked) },
      ...this.byChunk.columns('tracked.byChunk', byChunk),
    ];
  }
}
