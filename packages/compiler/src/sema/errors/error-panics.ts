import type { AirRef } from '../../air/air.ts';
import { NO_INDEX, type StringIndex } from '../../intern/ids.ts';
import { TypeKind, typeKind } from '../../intern/types.ts';
import type { Src } from '../../query/src.ts';
import { Tag } from '../../zir/inst.ts';
import { refInst, type ZirIndex, type ZirRef } from '../../zir/ref.ts';
import type { Block } from '../core/block.ts';
import { resolveInst } from '../core/body.ts';
import { panicUnwrapError, panicWithMessage, wantSafety } from '../core/safety.ts';
import type { Sema } from '../core/sema.ts';
import { resolveDefinedValue } from '../values/operands.ts';
import { errorNameOf, failWithCaughtError } from './error-names.ts';

/*
 * `catch unreachable`, and `catch @panic(...)`: where an error leads to nothing but a panic, the panic tells which error it was.
 */

/**
 * Whether the body that the error `operand` leads to does nothing but panic; if so, the panic is emitted to `block`. `allowErrCode`:
 * the body may take the error out of its union.
 */
export function maybeErrorUnwrap(
  sema: Sema,
  block: Block,
  start: number,
  len: number,
  operand: AirRef,
  operandSrc: Src,
  allowErrCode: boolean,
): boolean {
  if (!onlyPanics(sema, block, start, len, allowErrCode)) return false;
  const frame = block.frame;
  for (let i = 0; i < len; i++) {
    const inst = frame.extra[start + i] as ZirIndex;
    switch (frame.tags[inst] as Tag) {
      case Tag.err_union_code:
        break;
      case Tag.unreachable:
        panicUnwrapError(sema, block, operandSrc, operand);
        return true;
      case Tag.panic:
        panicWithMessage(sema, block, operandSrc, resolveInst(block, frame.a[inst] as ZirRef), '@panic');
        return true;
      default:
        frame.instMap[inst] = sema.language.handlers[frame.tags[inst]](sema, block, inst);
        break;
    }
  }
  return false;
}

function onlyPanics(sema: Sema, block: Block, start: number, len: number, allowErrCode: boolean): boolean {
  const frame = block.frame;
  for (let i = 0; i < len; i++) {
    switch (frame.tags[frame.extra[start + i]] as Tag) {
      case Tag.unreachable:
        if (!wantSafety(sema, block)) return false;
        break;
      case Tag.err_union_code:
        if (!allowErrCode) return false;
        break;
      case Tag.save_err_ret_index:
      case Tag.dbg_stmt:
      case Tag.str:
      case Tag.as_node:
      case Tag.panic:
      case Tag.field_ptr_load:
      case Tag.field_ptr_named_load:
        break;
      default:
        return false;
    }
  }
  return len > 0;
}

/** Fails where the comptime-known error `operand` leads to nothing but `unreachable`. */
export function maybeErrorUnwrapComptime(sema: Sema, block: Block, start: number, len: number, operand: AirRef): void {
  const frame = block.frame;
  for (let i = 0; i < len; i++) {
    const inst = frame.extra[start + i];
    switch (frame.tags[inst] as Tag) {
      case Tag.dbg_stmt:
      case Tag.save_err_ret_index:
        break;
      case Tag.unreachable: {
        const src = frame.src[inst];
        const value = resolveDefinedValue(sema, block, src, operand);
        const name = value === NO_INDEX ? NO_INDEX : errorNameOf(sema, value);
        if (name !== NO_INDEX) failWithCaughtError(sema, block, src, name as StringIndex);
        return;
      }
      default:
        return;
    }
  }
}

/**
 * The same for the branch of a `condbr` at compile time, which is taken where `cond`, if it is an `is_non_err`, does not hold.
 */
export function maybeErrorUnwrapCondbr(
  sema: Sema,
  block: Block,
  start: number,
  len: number,
  cond: ZirRef,
  src: Src,
): void {
  const frame = block.frame;
  const inst = refInst(cond);
  if (inst === -1 || frame.tags[inst] !== Tag.is_non_err) return;
  const operand = resolveInst(block, frame.a[inst] as ZirRef);
  if (typeKind(sema.pool, sema.typeOf(operand)) === TypeKind.error_set) {
    maybeErrorUnwrapComptime(sema, block, start, len, operand);
    return;
  }
  const value = resolveDefinedValue(sema, block, src, operand);
  if (value !== NO_INDEX && errorNameOf(sema, value) !== NO_INDEX) {
    maybeErrorUnwrapComptime(sema, block, start, len, operand);
  }
}
