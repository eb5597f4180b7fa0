import { U8Column, U32Column } from '../util/column.ts';
import type { DependeeKind } from './dependee.ts';
import type { Depender } from './depender.ts';

/** What happened to a fact. */
export enum ChangeKind {
  /** Nothing: the depender was never analysed before. */
  firstTime,
  /** The content of a tracked chunk is another. */
  sourceChanged,
  /** A tracked chunk has no counterpart in the new file. */
  sourceLost,
  /** A container got a name. */
  nameAdded,
  /** A container lost a name. */
  nameRemoved,
  /** A name of a container became `pub`, or ceased to be. */
  visibilityChanged,
  /** The ordered names of a container are others. */
  namesChanged,
  /** A file came, went, began to fail or ceased to. */
  fileChanged,
  /** The bytes of an embedded file are others. */
  bytesChanged,
  /** A chunk whose place is used stands elsewhere in its file. */
  moved,
  /** Callers give the instance of a generic function another branch quota. */
  quotaChanged,
  /** Numbers of errors are others. */
  errorNumbersChanged,
  /** A block or test without a name is another one of those around it. */
  renumbered,
  /** Another depender gave another result. */
  resultChanged,
  /** It relied on the result of an analysis that asked for it: whether that holds cannot be known otherwise. */
  loop,
  /** The compiler itself failed in the analysis: that says nothing of the program. */
  faulted,
}

/** One analysis of the update: see `Journal.entry`. */
export interface JournalEntry {
  readonly depender: Depender;
  readonly change: ChangeKind;
  /** The fact that changed. Without meaning for `firstTime`. */
  readonly dependee: DependeeKind;
  /** Its first word; 0xffffffff if it is not known any more. */
  readonly a: number;
  readonly b: number;
}

/** Why each depender was analysed in this update, in the order in which that happened. */
export class Journal {
  private readonly dependers = new U32Column();
  private readonly changes = new U8Column();
  private readonly dependees = new U8Column();
  private readonly as = new U32Column();
  private readonly bs = new U32Column();

  /** How many analyses there were. */
  get length(): number {
    return this.dependers.length;
  }

  /** Forgets all: an update starts. */
  clear(): void {
    for (const column of [this.dependers, this.changes, this.dependees, this.as, this.bs]) column.truncate(0);
  }

  /** Notes an analysis and its reason. */
  add(depender: Depender, change: ChangeKind, dependee: DependeeKind, a: number, b: number): void {
    this.dependers.push(depender);
    this.changes.push(change);
    this.dependees.push(dependee);
    this.as.push(a);
    this.bs.push(b);
  }

  /** The depender of analysis `i`, from 0. */
  depender(i: number): Depender {
    return this.dependers.data[i] as Depender;
  }

  /** Analysis `i`, from 0, and its reason. */
  entry(i: number): JournalEntry {
    return {
      depender: this.depender(i),
      change: this.changes.data[i],
      dependee: this.dependees.data[i],
      a: this.as.data[i],
      b: this.bs.data[i],
    };
  }
}
