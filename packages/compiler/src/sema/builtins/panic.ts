import type { AirRef } from '../../air/air.ts';
import { Ty } from '../../intern/known.ts';
import { SrcPart, sub } from '../../query/src.ts';
import { Tag } from '../../zir/inst.ts';
import type { ZirIndex, ZirRef } from '../../zir/ref.ts';
import { coerce } from '../coercion/coerce.ts';
import { resolveConstString } from '../coercion/operands.ts';
import type { Block } from '../core/block.ts';
import { resolveInst } from '../core/body.ts';
import type { Handlers } from '../core/handlers.ts';
import { panicWithMessage } from '../core/safety.ts';
import { BODY_END, type Sema } from '../core/sema.ts';

/** `@panic` */
function zirPanic(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const src = block.frame.src[inst]!;
  const operandSrc = sub(src, SrcPart.builtin_call_arg, 0);
  const operand = block.frame.a[inst] as ZirRef;
  if (block.isComptime) {
    const message = sema.pool.text(resolveConstString(sema, block, operandSrc, operand, null));
    sema.fail(block, src, `encountered @panic at comptime: ${message}`);
  }
  const message = coerce(sema, block, Ty.sliceConstU8, resolveInst(block, operand), operandSrc);
  panicWithMessage(sema, block, src, message, '@panic');
  return BODY_END;
}

export const panicHandlers: Handlers = {
  [Tag.panic]: zirPanic,
};
