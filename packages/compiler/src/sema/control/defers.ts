import type { AirRef } from '../../air/air.ts';
import { Tag } from '../../zir/inst.ts';
import type { ZirIndex, ZirRef } from '../../zir/ref.ts';
import type { Block } from '../core/block.ts';
import { analyzeBody, resolveInst } from '../core/body.ts';
import type { Handlers } from '../core/handlers.ts';
import { BODY_BREAK, leaves, type Sema, VOID_VALUE } from '../core/sema.ts';

/** `defer`: its body is analysed here, each time anew. */
function zirDefer(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const result = analyzeDeferBody(sema, block, block.frame.a[inst]!, block.frame.b[inst]!);
  return leaves(result) ? result : VOID_VALUE;
}

/** `defer_err_code`: the body sees the error through the instruction that it was lowered with. */
function zirDeferErrCode(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  const payload = frame.b[inst]!;
  frame.instMap[frame.extra[payload]!] = resolveInst(block, frame.a[inst]! as ZirRef);
  const result = analyzeDeferBody(sema, block, frame.extra[payload + 1]!, frame.extra[payload + 2]!);
  return leaves(result) ? result : VOID_VALUE;
}

/** The body ends in a `break_inline` that names no block: reaching it is the end of the body. */
function analyzeDeferBody(sema: Sema, block: Block, start: number, len: number): AirRef {
  const result = analyzeBody(sema, block, start, len);
  const isEnd =
    result === BODY_BREAK && sema.breakFrame === block.frame && sema.breakInst === block.frame.extra[start + len - 1];
  return isEnd ? VOID_VALUE : result;
}

export const deferHandlers: Handlers = {
  [Tag.defer]: zirDefer,
  [Tag.defer_err_code]: zirDeferErrCode,
};
