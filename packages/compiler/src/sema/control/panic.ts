import type { AirRef } from '../../air/air.ts';
import { Ty } from '../../intern/known.ts';
import { optionalType } from '../../intern/types.ts';
import { optNull } from '../../intern/values.ts';
import { type Src, SrcPart, sub } from '../../query/src.ts';
import { Tag } from '../../zir/inst.ts';
import type { ZirIndex, ZirRef } from '../../zir/ref.ts';
import { callBuiltin } from '../calls/call.ts';
import { coerce } from '../coercion/coerce.ts';
import type { Block } from '../core/block.ts';
import { resolveInst } from '../core/body.ts';
import { readPanicMember } from '../core/facts.ts';
import type { Handlers } from '../core/handlers.ts';
import { resolveConstString } from '../core/operands.ts';
import { BODY_END, type Sema } from '../core/sema.ts';

/** The members of `std.builtin.panic` that take nothing: what went wrong is all that they tell. */
export enum PanicId {
  reached_unreachable = 'reachedUnreachable',
  unwrap_null = 'unwrapNull',
  cast_to_null = 'castToNull',
  incorrect_alignment = 'incorrectAlignment',
  invalid_error_code = 'invalidErrorCode',
  integer_out_of_bounds = 'integerOutOfBounds',
  integer_overflow = 'integerOverflow',
  shl_overflow = 'shlOverflow',
  shr_overflow = 'shrOverflow',
  divide_by_zero = 'divideByZero',
  exact_division_remainder = 'exactDivisionRemainder',
  integer_part_out_of_bounds = 'integerPartOutOfBounds',
  corrupt_switch = 'corruptSwitch',
  shift_rhs_too_big = 'shiftRhsTooBig',
  invalid_enum_value = 'invalidEnumValue',
  for_len_mismatch = 'forLenMismatch',
  copy_len_mismatch = 'copyLenMismatch',
  memcpy_alias = 'memcpyAlias',
  noreturn_returned = 'noreturnReturned',
}

/** Emits the call of `std.builtin.panic.call`. `operation` names what needs it, for messages. */
export function panicWithMessage(sema: Sema, block: Block, src: Src, message: AirRef, operation: string): void {
  const func = readPanicMember(sema, block, src, 'call') as number as AirRef;
  const noAddress = optNull(sema.pool, optionalType(sema.pool, Ty.usize)) as number as AirRef;
  callBuiltin(sema, block, src, func, [message, noAddress], operation);
}

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
