import { type Index, NO_INDEX } from '../../intern/ids.ts';
import type { ErrorNote } from '../../query/errors.ts';
import type { Src } from '../../query/src.ts';
import type { Block } from '../core/block.ts';
import type { Sema } from '../core/sema.ts';
import { addDeclaredHere } from '../types/type-notes.ts';

/** The types are the same in memory. */
export const OK: InMemoryResult = null;

/** What a note says; with the error that it is about where there is a note for each of several. */
export type NoteLine = string | Pick<ErrorNote, 'message' | 'errorName'>;

/** Why a value of one type cannot be taken as one of another as it is in memory. */
export interface Mismatch {
  /** The types that do not match, for notes that say where they are declared; NO_INDEX where `lines` say it all. */
  readonly wanted: Index;
  readonly actual: Index;
  /** The texts of the notes. Made when an error is reported. */
  readonly lines: (() => readonly NoteLine[]) | null;
  /** The reason for the reason. */
  readonly child: InMemoryResult;
}

/** null: a value of the one type is one of the other. */
export type InMemoryResult = Mismatch | null;

/** They do not match, and there is nothing to say but their names. */
export function noMatch(wanted: Index, actual: Index): Mismatch {
  return { wanted, actual, lines: null, child: null };
}

/** They do not match, for the reason that `lines` give. */
export function mismatch(lines: () => readonly NoteLine[], child: InMemoryResult = null): Mismatch {
  return { wanted: NO_INDEX, actual: NO_INDEX, lines, child };
}

/** Whether `result` says that the types are compatible. */
export function isCompatible(result: InMemoryResult): boolean {
  return result === null;
}

/** Whether `result` says no more than that the types differ. */
export function isPlainMismatch(result: InMemoryResult): boolean {
  return result !== null && result.lines === null;
}

/** Adds the notes that explain `result`, at `src`. */
export function addInMemoryNotes(sema: Sema, block: Block, src: Src, result: InMemoryResult, notes: ErrorNote[]): void {
  for (let at = result; at !== null; at = at.child) {
    if (at.lines === null) {
      addDeclaredHere(sema, at.actual, notes);
      addDeclaredHere(sema, at.wanted, notes);
    } else {
      for (const line of at.lines())
        notes.push({ chunk: block.frame.chunk, src, ...(typeof line === 'string' ? { message: line } : line) });
    }
  }
}
