import type { ErrorNote } from '../../query/errors.ts';
import { sameSrc } from '../../query/src.ts';
import type { Block } from './block.ts';

/** The notes that tell through which calls, innermost first, analysis came to `block`. */
export function callerNotes(block: Block): ErrorNote[] {
  const notes: ErrorNote[] = [];
  for (let { inlining } = block; inlining !== null; inlining = inlining.callBlock.inlining) {
    const { callBlock, callSrc } = inlining;
    let message = callBlock.isComptime ? 'called at comptime here' : 'called inline here';
    if (inlining.isGenericInstantiation) message = 'generic function instantiated here';
    notes.push({ chunk: callBlock.frame.chunk, src: callSrc, message });
  }
  return notes;
}

/** `notes` with each once, in the order of the first of its kind, and with a count where there were several: as recursion gives them. */
export function countRepeated(notes: readonly ErrorNote[]): ErrorNote[] {
  const kinds: { readonly note: ErrorNote; count: number }[] = [];
  for (const note of notes) {
    const known = kinds.find(({ note: other }) => isSameNote(note, other));
    if (known === undefined) kinds.push({ note, count: 1 });
    else known.count++;
  }
  return kinds.map(({ note, count }) =>
    count === 1 ? note : { ...note, message: `${note.message} (${count} times)` },
  );
}

function isSameNote(a: ErrorNote, b: ErrorNote): boolean {
  return a.chunk === b.chunk && a.message === b.message && sameSrc(a.src, b.src);
}
