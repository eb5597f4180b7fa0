import type { AirRef } from '../../air/air.ts';
import { SrcPart, sub } from '../../query/src.ts';
import { ComptimeReason, comptimeReasonMessage } from '../../zir/comptime-reason.ts';
import { Extended } from '../../zir/inst.ts';
import type { ZirIndex, ZirRef } from '../../zir/ref.ts';
import { resolveBuiltinEnum } from '../coercion/operands.ts';
import type { Block } from '../core/block.ts';
import type { Handlers } from '../core/handlers.ts';
import { type Sema, VOID_VALUE } from '../core/sema.ts';

/** `@branchHint`: checked, and of no effect, since WebAssembly has no place for a hint. */
function zirBranchHint(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  const operandSrc = sub(frame.src[inst], SrcPart.builtin_call_arg, 0);
  const operand = frame.extra[frame.b[inst]] as ZirRef;
  const reason = comptimeReasonMessage(ComptimeReason.operand_branchHint);
  resolveBuiltinEnum(sema, block, operandSrc, operand, 'BranchHint', reason);
  return VOID_VALUE;
}

export const branchHintHandlers: Handlers = {
  extended: {
    [Extended.branch_hint]: zirBranchHint,
  },
};
