import { type AirRef, AirTag, airInst } from '../../air/air.ts';
import { Ty } from '../../intern/known.ts';
import type { Src } from '../../query/src.ts';
import { NO_SRC } from '../../zir/block.ts';
import type { ZirIndex } from '../../zir/ref.ts';
import { newMerges } from './air-bodies.ts';
import type { Block, Merges } from './block.ts';
import { analyzeBody } from './body.ts';
import { BODY_BREAK, BODY_END, type Sema } from './sema.ts';

/** Emits a `br` to the block of `merges`. */
export function addBreak(sema: Sema, block: Block, merges: Merges, operand: AirRef, src: Src | null): void {
  const br = sema.emit(block, AirTag.br, Ty.noreturn, merges.airBlock, operand);
  merges.results.push(operand);
  merges.brs.push(airInst(br));
  merges.srcs.push(src);
}

/** Place of the operand of the break on its way; null where none is written. */
export function breakOperandSrc(sema: Sema): Src | null {
  const frame = sema.breakFrame!;
  const src = frame.extra[frame.b[sema.breakInst]!]!;
  return src === NO_SRC ? null : src;
}

/** Analyses a body that runs under a runtime condition: a compile-time break out of it becomes a runtime one. */
export function analyzeBodyRuntimeBreak(sema: Sema, block: Block, start: number, len: number): AirRef {
  const result = analyzeBody(sema, block, start, len);
  if (result !== BODY_BREAK) return result;
  return addRuntimeBreak(sema, block, breakOperandSrc(sema));
}

/** Makes the break on its way a runtime one, emitted to `block`. */
export function addRuntimeBreak(sema: Sema, block: Block, operandSrc: Src | null): AirRef {
  const frame = sema.breakFrame!;
  const target = sema.breakBlock;
  for (let scope: Block | null = block; scope !== null; scope = scope.parent) {
    const label = scope.label;
    if (label !== null && label.frame === frame && label.zirBlock === target) {
      addBreak(sema, block, label.merges, sema.breakOperand, operandSrc);
      // What the result of the block depends on is told of the first break.
      if (scope.runtimeCond === null && scope.runtimeLoop === null) {
        scope.runtimeCond = block.runtimeCond ?? block.runtimeLoop;
        scope.runtimeLoop = block.runtimeLoop;
      }
      return BODY_END;
    }
  }
  frame.lateBlocks ??= new Map();
  let late = frame.lateBlocks.get(target);
  if (late === undefined) {
    const merges = newMerges(sema.reserve(AirTag.block, Ty.void));
    const lateBlock = block.sub();
    late = { block: lateBlock, merges };
    lateBlock.label = { frame, zirBlock: target as ZirIndex, merges };
    frame.lateBlocks.set(target, late);
  }
  addBreak(sema, block, late.merges, sema.breakOperand, operandSrc);
  return BODY_END;
}
