import { USUAL_QUOTA } from '../../intern/func-table.ts';
import type { CallCost } from '../../query/call-results.ts';
import type { Src } from '../../query/src.ts';
import { UPDATE_STOPPED } from '../../util/fault.ts';
import type { Block } from './block.ts';
import { checkMemory } from './limits.ts';
import type { Sema } from './sema.ts';

/**
 * The backward branches and calls at compile time that a unit has counted, and how many it may.
 *
 * An instance of a generic function may take as many as each caller might when it made the call. Which callers there are shows only when all
 * is analysed (`Reached`), so a unit notes whether more or less would have made a difference.
 */
export class BranchQuota {
  /** How many the unit may take. */
  limit = USUAL_QUOTA;
  count = 0;
  /** Where the unit itself has raised the limit: see `CallCost`. */
  readonly raises: number[] = [];
  /** The least limit with which the unit would have been analysed as it was, given what it raises it to itself. */
  needed = 0;

  /** What the unit itself has raised the limit to; 0 if it has not. */
  get raised(): number {
    return raisedTo(this.raises);
  }

  /** Whether all that an evaluation takes is within what may be taken where it comes to it. */
  allows({ branches, raises }: Pick<CallCost, 'branches' | 'raises'>): boolean {
    let { limit } = this;
    for (let i = 0; i < raises.length; i += 2) {
      if (this.count + raises[i + 1]! > limit) return false;
      limit = Math.max(limit, raises[i]!);
    }
    return this.count + branches <= limit;
  }

  /** Counts `branches` more. Returns whether that is too many. */
  add(branches: number): boolean {
    this.count += branches;
    if (this.count > this.raised) this.needed = this.count;
    return this.count > this.limit;
  }

  /** `@setEvalBranchQuota`: a lower one than there is has no effect. */
  raise(quota: number): void {
    noteRaise(this.raises, quota, this.count);
    if (quota > this.limit) this.limit = quota;
  }
}

/** What the quota was raised to by `raises` (see `CallCost`); 0 if it was not. */
export function raisedTo(raises: readonly number[]): number {
  return raises.length === 0 ? 0 : raises[raises.length - 2]!;
}

/** Adds to `raises` that the quota was raised to `quota` when `count` branches had been taken. */
export function noteRaise(raises: number[], quota: number, count: number): void {
  if (quota <= raisedTo(raises)) return;
  if (raises[raises.length - 1] === count) raises.length -= 2;
  raises.push(quota, count);
}

/** After how many branches each it is asked whether to go on: a power of two. */
const BRANCHES_BETWEEN_CHECKS = 1 << 16;

/** Counts a backward branch or call at compile time against the quota. Throws `UPDATE_STOPPED` where the update is to end. */
export function emitBackwardBranch(sema: Sema, block: Block, src: Src): void {
  const tooMany = sema.branches.add(1);
  if ((sema.branches.count & (BRANCHES_BETWEEN_CHECKS - 1)) === 0) {
    if (sema.zcu.isStopped()) throw UPDATE_STOPPED;
    checkMemory(sema, block, src);
  }
  if (!tooMany) return;
  const { limit } = sema.branches;
  sema.fail(block, src, `evaluation exceeded ${limit} backwards branches`, [
    {
      chunk: block.frame.chunk,
      src,
      message: `use @setEvalBranchQuota() to raise the branch limit from ${limit}`,
    },
  ]);
}
