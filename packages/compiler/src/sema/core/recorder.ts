import { type AirRef, isInst } from '../../air/air.ts';
import { type Index, type NamespaceIndex, NO_INDEX, type TrackedIndex } from '../../intern/ids.ts';
import type { ZirIndex } from '../../zir/ref.ts';
import type { Block } from './block.ts';
import { refersToComptimeVar } from './comptime-var-refs.ts';
import { leaves, type Sema } from './sema.ts';

/** What the instructions of one chunk came to. An instruction that was analysed several times has what it came to first, and a value if that was always the same. */
export interface ChunkRecord {
  /** By instruction: the type of its result, of `dbg_var_*` that of the operand; NO_INDEX where it was not analysed, or failed. */
  readonly types: Uint32Array;
  /** By instruction: its result where that is known at compile time; else NO_INDEX. */
  readonly values: Uint32Array;
  /** Where names of the chunk's code are looked up. */
  readonly namespace: NamespaceIndex;
}

/**
 * What an analysis came to in the code of one chunk, instruction by instruction. An analysis with a recorder goes on where an
 * instruction fails, with all that does not need its result; and nobody relies on what it gives.
 */
export class Recorder {
  readonly chunk: TrackedIndex;
  /** Null as long as no code of the chunk was analysed. */
  record: ChunkRecord | null = null;
  /** How many instructions failed so far, of all chunks. */
  failures = 0;

  /** `chunk`: whose instructions are recorded. */
  constructor(chunk: TrackedIndex) {
    this.chunk = chunk;
  }

  /** Where the code of `block` is recorded; null for that of other chunks. */
  recordOf(sema: Sema, block: Block): ChunkRecord | null {
    const { frame } = block;
    if (frame.chunk !== this.chunk) return null;
    if (this.record === null) {
      const { length } = frame.tags;
      const column = (): Uint32Array => new Uint32Array(length).fill(NO_INDEX);
      this.record = { types: column(), values: column(), namespace: block.namespace };
      for (const [inst, arg] of frame.args.entries()) noteResult(sema, this.record, inst as ZirIndex, arg);
    }
    return this.record;
  }
}

/** Notes in `record` that `inst` came to `result`. */
export function noteResult(sema: Sema, record: ChunkRecord, inst: ZirIndex, result: AirRef): void {
  if (leaves(result)) return;
  // What refers to memory of the analysis is nothing without that.
  const isKept = !isInst(result) && !refersToComptimeVar(sema.pool, result as number as Index);
  const value = isKept ? (result as number as Index) : NO_INDEX;
  if (record.types[inst] !== NO_INDEX) {
    if (record.values[inst] !== value) record.values[inst] = NO_INDEX;
    return;
  }
  record.types[inst] = sema.typeOf(result);
  record.values[inst] = value;
}
