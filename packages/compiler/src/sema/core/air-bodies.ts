import { type AirIndex, type AirRef, AirTag } from '../../air/air.ts';
import { Ty } from '../../intern/known.ts';
import type { Block, Merges } from './block.ts';
import type { Sema } from './sema.ts';

/** Writes a body to `extra`: its length, then its instructions. Returns where. */
export function addBody(sema: Sema, insts: readonly AirIndex[]): number {
  const extra = sema.air.extra;
  const at = extra.push(insts.length);
  for (const inst of insts) extra.push(inst);
  return at;
}

/** Merges of a block to which nothing breaks yet. */
export function newMerges(airBlock: AirIndex): Merges {
  return { airBlock, results: [], brs: [], srcs: [] };
}

/** Emits `cond_br`; neither branch may fall through. */
export function emitCondBr(
  sema: Sema,
  block: Block,
  cond: AirRef,
  thenInsts: readonly AirIndex[],
  elseInsts: readonly AirIndex[],
): void {
  const extra = sema.air.extra;
  const payload = extra.push(thenInsts.length);
  extra.push(elseInsts.length);
  for (const inst of thenInsts) extra.push(inst);
  for (const inst of elseInsts) extra.push(inst);
  sema.emit(block, AirTag.cond_br, Ty.noreturn, cond, payload);
}
