import { type AirRef, AirTag, interned } from '../../air/air.ts';
import { type Index, NO_INDEX } from '../../intern/ids.ts';
import { maxInt, minInt } from '../../intern/int-arith.ts';
import { Ty, Val } from '../../intern/known.ts';
import { printType } from '../../intern/print-type.ts';
import { intBits, intSigned, scalarType, TypeKind, typeKind } from '../../intern/types.ts';
import { intBig, isUndef, undefValue } from '../../intern/values.ts';
import { type Src, SrcPart, sub } from '../../query/src.ts';
import { Tag } from '../../zir/inst.ts';
import type { ZirIndex, ZirRef } from '../../zir/ref.ts';
import { coerce } from '../coercion/coerce.ts';
import type { Block } from '../core/block.ts';
import { resolveInst } from '../core/body.ts';
import type { Handlers } from '../core/handlers.ts';
import { PanicId } from '../core/panic-members.ts';
import { addSafetyCheck, wantSafety } from '../core/safety.ts';
import type { Sema } from '../core/sema.ts';
import { onePossibleValue } from '../types/classify-types.ts';
import { inRange, wrapped } from '../values/number-values.ts';
import { requireRuntimeBlock, resolveValue } from '../values/operands.ts';
import { allTrue, checkVectorizable, emitCompare, isVector, mapUnary, splatInt, typeLike } from '../values/vectors.ts';
import { checkIntOrVector, resolveDestType } from './casts.ts';

/** `@intCast` */
function zirIntCast(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  const src = frame.src[inst];
  const operandSrc = sub(src, SrcPart.builtin_call_arg, 0);
  const payload = frame.a[inst];
  const destTy = resolveDestType(sema, block, src, frame.extra[payload] as ZirRef, 'remove_eu_opt', '@intCast');
  const operand = resolveInst(block, frame.extra[payload + 1] as ZirRef);
  return intCast(sema, block, src, destTy, src, operand, operandSrc, PanicId.integer_out_of_bounds);
}

/**
 * `operand`, an integer or vector of integers, as of type `destTy`. If the block wants safety checks, code is emitted that panics as `panic`
 * says (null: never) where it does not fit; at compile time that is an error.
 */
export function intCast(
  sema: Sema,
  block: Block,
  src: Src,
  destTy: Index,
  destTySrc: Src,
  operand: AirRef,
  operandSrc: Src,
  panic: PanicId | null,
): AirRef {
  const operandTy = sema.typeOf(operand);
  const dest = checkIntOrVector(sema, block, destTySrc, destTy);
  const from = checkIntOrVector(sema, block, operandSrc, operandTy);
  if (resolveValue(sema, operand) !== NO_INDEX) return coerce(sema, block, destTy, operand, operandSrc);
  if (dest === Ty.comptimeInt) return sema.fail(block, operandSrc, "unable to cast runtime value to 'comptime_int'");
  checkVectorizable(sema, block, operandSrc, destTy, operandTy, destTySrc, operandSrc);
  const isChecked = panic !== null && wantSafety(sema, block);
  const only = onePossibleValue(sema, block, src, destTy);
  if (only !== NO_INDEX) {
    if (isChecked) {
      requireRuntimeBlock(sema, block, src, operandSrc);
      // As officially, what is negative is found in vectors only.
      const tag = isVector(sema, operandTy) ? AirTag.cmp_eq : AirTag.cmp_lte;
      const ok = emitCompare(sema, block, tag, operand, splatInt(sema, operandTy, 0));
      addSafetyCheck(sema, block, src, allTrue(sema, block, ok), panic);
    }
    return interned(only);
  }
  requireRuntimeBlock(sema, block, src, operandSrc);
  if (isChecked) checkFits(sema, block, src, dest, from, operand, panic);
  return sema.emit(block, AirTag.intcast, destTy, operand);
}

/** Emits the check that the integers `operand`, of scalar type `from`, are in the range of `dest`. */
function checkFits(
  sema: Sema,
  block: Block,
  src: Src,
  dest: Index,
  from: Index,
  operand: AirRef,
  panic: PanicId,
): void {
  const pool = sema.pool;
  const operandTy = sema.typeOf(operand);
  const destSigned = intSigned(pool, dest);
  const fromSigned = intSigned(pool, from);
  const max = maxInt(destSigned, intBits(pool, dest));
  const min = minInt(destSigned, intBits(pool, dest));
  const shrinks = !inRange(pool, maxInt(fromSigned, intBits(pool, from)), dest);
  if (!shrinks && (!fromSigned || destSigned)) return;
  let ok: AirRef | null = null;
  if (shrinks) ok = emitCompare(sema, block, AirTag.cmp_lte, operand, splatInt(sema, operandTy, max));
  if (fromSigned) {
    const atLeast = emitCompare(sema, block, AirTag.cmp_gte, operand, splatInt(sema, operandTy, min));
    const both = isVector(sema, operandTy) ? AirTag.bit_and : AirTag.bool_and;
    ok = ok === null ? atLeast : sema.emit(block, both, sema.typeOf(atLeast), atLeast, ok);
  }
  if (ok === null) return;
  addSafetyCheck(sema, block, src, allTrue(sema, block, ok), panic);
}

/** `@truncate` */
function zirTruncate(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const pool = sema.pool;
  const frame = block.frame;
  const src = frame.src[inst];
  const operandSrc = sub(src, SrcPart.builtin_call_arg, 0);
  const payload = frame.a[inst];
  const destTy = resolveDestType(sema, block, src, frame.extra[payload] as ZirRef, 'remove_eu_opt', '@truncate');
  const dest = checkIntOrVector(sema, block, src, destTy);
  const operand = resolveInst(block, frame.extra[payload + 1] as ZirRef);
  const operandTy = sema.typeOf(operand);
  const from = checkIntOrVector(sema, block, operandSrc, operandTy);
  if (isVector(sema, operandTy) !== isVector(sema, destTy)) {
    const [wanted, found] = [printType(pool, destTy), printType(pool, operandTy)];
    return sema.fail(block, operandSrc, `expected type '${wanted}', found '${found}'`);
  }
  if (dest === Ty.comptimeInt) return coerce(sema, block, destTy, operand, operandSrc);
  const value = resolveValue(sema, operand);
  if (from !== Ty.comptimeInt) {
    const only = onePossibleValue(sema, block, src, destTy);
    if (only !== NO_INDEX) return interned(only);
    const destSigned = intSigned(pool, dest);
    if (intSigned(pool, from) !== destSigned) {
      const sign = destSigned ? 'signed' : 'unsigned';
      return sema.fail(block, operandSrc, `expected ${sign} integer type, found '${printType(pool, operandTy)}'`);
    }
    if (intBits(pool, from) <= intBits(pool, dest)) return coerce(sema, block, destTy, operand, operandSrc);
  }
  if (value !== NO_INDEX) {
    if (isUndef(pool, value)) return interned(undefValue(pool, destTy));
    const result = mapUnary(sema, destTy, value, (elem) =>
      isUndef(pool, elem) ? undefValue(pool, dest) : wrapped(pool, intBig(pool, elem), dest),
    );
    return interned(result);
  }
  requireRuntimeBlock(sema, block, src, operandSrc);
  return sema.emit(block, AirTag.trunc, destTy, operand);
}

/** `@intFromBool` */
function zirIntFromBool(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const pool = sema.pool;
  const frame = block.frame;
  const src = frame.src[inst];
  const operand = resolveInst(block, frame.a[inst] as ZirRef);
  const operandTy = sema.typeOf(operand);
  if (typeKind(pool, scalarType(pool, operandTy)) !== TypeKind.bool) {
    return sema.fail(block, src, `expected 'bool', found '${TypeKind[typeKind(pool, scalarType(pool, operandTy))]}'`);
  }
  const destTy = typeLike(sema, operandTy, Ty.u1);
  const value = resolveValue(sema, operand);
  if (value !== NO_INDEX) {
    const result = mapUnary(sema, destTy, value, (elem) =>
      isUndef(pool, elem) ? undefValue(pool, Ty.u1) : elem === Val.true ? Val.oneU1 : Val.zeroU1,
    );
    return interned(result);
  }
  return sema.emit(block, AirTag.int_from_bool, destTy, operand);
}

export const intCastHandlers: Handlers = {
  [Tag.int_cast]: zirIntCast,
  [Tag.truncate]: zirTruncate,
  [Tag.int_from_bool]: zirIntFromBool,
};
