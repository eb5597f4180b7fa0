import type { AirRef } from '../air/air.ts';
import { Ty, Val } from '../intern/known.ts';
import { TypeKind, typeKind } from '../intern/types.ts';
import { Tag } from '../zir/inst.ts';
import type { ZirIndex, ZirRef } from '../zir/ref.ts';
import type { Block } from './block.ts';
import { resolveInst } from './body.ts';
import { callBuiltin } from './call.ts';
import { coerce } from './coerce.ts';
import { builtinDecl } from './facts.ts';
import type { Handlers } from './handlers.ts';
import { BODY_END, type Sema } from './sema.ts';
import { type Src, SrcPart, sub } from './src-loc.ts';

/** Safety panics that have nothing but a message: the names are those of `std.builtin.Panic.messages`. */
export enum PanicId {
  reached_unreachable,
  unwrap_null,
  cast_to_null,
  incorrect_alignment,
  invalid_error_code,
  cast_truncated_data,
  negative_to_unsigned,
  integer_overflow,
  shl_overflow,
  shr_overflow,
  divide_by_zero,
  exact_division_remainder,
  integer_part_out_of_bounds,
  corrupt_switch,
  shift_rhs_too_big,
  invalid_enum_value,
  for_len_mismatch,
  memcpy_len_mismatch,
  memcpy_alias,
  noreturn_returned,
}

/** The function `name` of `std.builtin.Panic`. */
export function panicFunction(sema: Sema, block: Block, src: Src, name: string): AirRef {
  const func = builtinDecl(sema, block, src, `Panic.${name}`);
  if (typeKind(sema.pool, sema.typeOf(func as number as AirRef)) !== TypeKind.fn) {
    sema.fail(block, src, `std.builtin.Panic.${name} is not a function`);
  }
  return func as number as AirRef;
}

/** Emits the call of `std.builtin.Panic.call`. `operation` names what needs it, for messages. */
export function panicWithMessage(sema: Sema, block: Block, src: Src, message: AirRef, operation: string): void {
  const none = Val.null as number as AirRef;
  callBuiltin(sema, block, src, panicFunction(sema, block, src, 'call'), [message, none, none], operation);
}

/** `@panic` */
function zirPanic(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const src = block.frame.src[inst];
  const operandSrc = sub(src, SrcPart.builtin_call_arg, 0);
  const message = coerce(sema, block, Ty.sliceConstU8, resolveInst(block, block.frame.a[inst] as ZirRef), operandSrc);
  if (block.isComptime) sema.fail(block, src, 'encountered @panic at comptime');
  panicWithMessage(sema, block, src, message, '@panic');
  return BODY_END;
}

export const panicHandlers: Handlers = {
  [Tag.panic]: zirPanic,
};
