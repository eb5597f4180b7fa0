import type { SourceFile } from '../source/source-file.ts';
import { type ByteEdit, findEdit } from '../util/common-bytes.ts';

/** From places of the text that a file has now to places of the one that was analysed last, and back. They differ in one piece, if at all. */
export class TextMap {
  readonly #edit: ByteEdit | null;

  constructor(analysed: SourceFile, now: SourceFile) {
    this.#edit = analysed === now ? null : findEdit(analysed.bytes, now.bytes);
  }

  /** The place that byte `offset` of the text now is in what was analysed; null where it was not there. */
  toAnalysed(offset: number): number | null {
    const edit = this.#edit;
    if (edit === null || offset <= edit.start) return offset;
    return offset >= edit.newEnd ? offset - edit.newEnd + edit.oldEnd : null;
  }

  /** The place that byte `offset` of what was analysed is in the text now; null where it is gone. */
  toNow(offset: number): number | null {
    const edit = this.#edit;
    if (edit === null || offset <= edit.start) return offset;
    return offset >= edit.oldEnd ? offset - edit.oldEnd + edit.newEnd : null;
  }
}
