import { type AirRef, AirTag, interned } from '../../air/air.ts';
import { ReduceOp } from '../../air/builtin-enums.ts';
import { floatAdd, floatMax, floatMin, floatMul } from '../../intern/float.ts';
import { type Index, NO_INDEX } from '../../intern/ids.ts';
import { wrapInt } from '../../intern/int-arith.ts';
import { Ty, Val } from '../../intern/known.ts';
import { printType } from '../../intern/print-type.ts';
import {
  arrayLen,
  childType,
  floatBits,
  intBits,
  intSigned,
  TypeKind,
  typeKind,
  vectorType,
} from '../../intern/types.ts';
import {
  aggregate,
  aggregateRepeated,
  boolValue,
  floatValue,
  floatValueBits,
  intBig,
  intNumber,
  intValue,
  isUndef,
  undefValue,
} from '../../intern/values.ts';
import { type Src, SrcPart, sub } from '../../query/src.ts';
import { Extended, Tag } from '../../zir/inst.ts';
import type { ZirIndex, ZirRef } from '../../zir/ref.ts';
import { resolveDestType } from '../casts/casts.ts';
import { coerce } from '../coercion/coerce.ts';
import { resolveBuiltinEnum, resolveType } from '../coercion/operands.ts';
import type { Block } from '../core/block.ts';
import { resolveInst } from '../core/body.ts';
import { elementOf } from '../core/comptime-memory.ts';
import { resolveLayout } from '../core/facts.ts';
import type { Handlers } from '../core/handlers.ts';
import type { Sema } from '../core/sema.ts';
import { checkVectorElemType } from '../declarations/type-expr.ts';
import { emitAggregate } from '../memory/aggregates.ts';
import { failWithType } from '../types/type-notes.ts';

import { requireRuntimeBlock, resolveConstValue, resolveValue } from '../values/operands.ts';

function arg(src: number, index: number): Src {
  return sub(src, SrcPart.builtin_call_arg, index);
}

/** Length of the vector or array type `ty`; NO_INDEX for any other type. */
function vectorLen(sema: Sema, ty: Index): number {
  const kind = typeKind(sema.pool, ty);
  return kind === TypeKind.vector || kind === TypeKind.array ? arrayLen(sema.pool, ty) : NO_INDEX;
}

/** `@splat` */
function zirSplat(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const pool = sema.pool;
  const frame = block.frame;
  const payload = frame.a[inst];
  const src = frame.src[inst];
  const destTy = resolveDestType(sema, block, src, frame.extra[payload] as ZirRef, 'remove_eu_opt', '@splat');
  const len = vectorLen(sema, destTy);
  if (len === NO_INDEX) {
    return failWithType(sema, block, src, 'expected array or vector type, found', destTy);
  }
  const scalarTy = childType(pool, destTy);
  const operand = resolveInst(block, frame.extra[payload + 1] as ZirRef);
  const scalar = coerce(sema, block, scalarTy, operand, arg(src, 0));
  resolveLayout(sema, block, src, scalarTy, 'initialization performed');
  if (len === 0) return interned(aggregate(pool, destTy, []));
  const value = resolveValue(sema, scalar);
  if (value !== NO_INDEX) return interned(aggregateRepeated(pool, destTy, value));
  requireRuntimeBlock(sema, block, src, arg(src, 0));
  if (typeKind(pool, destTy) === TypeKind.vector) return sema.emit(block, AirTag.splat, destTy, scalar);
  return emitAggregate(sema, block, destTy, new Array<AirRef>(len).fill(scalar));
}

/** `@reduce` */
function zirReduce(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const pool = sema.pool;
  const frame = block.frame;
  const payload = frame.a[inst];
  const src = frame.src[inst];
  const operandSrc = arg(src, 1);
  const reason = "'@reduce' operation must be comptime-known";
  const op: ReduceOp = resolveBuiltinEnum(sema, block, arg(src, 0), frame.extra[payload] as ZirRef, 'ReduceOp', reason);
  const operand = resolveInst(block, frame.extra[payload + 1] as ZirRef);
  const ty = sema.typeOf(operand);
  if (typeKind(pool, ty) !== TypeKind.vector) {
    return failWithType(sema, block, operandSrc, 'expected vector, found', ty);
  }
  const scalarTy = childType(pool, ty);
  const kind = typeKind(pool, scalarTy);
  const isBitwise = op <= ReduceOp.Xor;
  if (kind !== TypeKind.int && kind !== (isBitwise ? TypeKind.bool : TypeKind.float)) {
    const wanted = isBitwise ? 'integer or boolean' : 'integer or float';
    const text = `@reduce operation '${ReduceOp[op]}' requires ${wanted} operand; found '${printType(pool, ty)}'`;
    return sema.fail(block, operandSrc, text);
  }
  const len = arrayLen(pool, ty);
  if (len === 0) {
    return sema.fail(block, operandSrc, '@reduce operation requires a vector with nonzero length');
  }
  const value = resolveValue(sema, operand);
  if (value !== NO_INDEX) {
    if (isUndef(pool, value)) return interned(undefValue(pool, scalarTy));
    let result = elementOf(pool, value, ty, 0);
    for (let i = 1; i < len; i++) result = reduceStep(sema, op, result, elementOf(pool, value, ty, i), scalarTy);
    return interned(result);
  }
  requireRuntimeBlock(sema, block, src, operandSrc);
  return sema.emit(block, AirTag.reduce, scalarTy, operand, op);
}

function reduceStep(sema: Sema, op: ReduceOp, a: Index, b: Index, ty: Index): Index {
  const pool = sema.pool;
  if (isUndef(pool, a) || isUndef(pool, b)) return undefValue(pool, ty);
  switch (typeKind(pool, ty)) {
    case TypeKind.bool: {
      const [x, y] = [a === Val.true, b === Val.true];
      return boolValue(op === ReduceOp.And ? x && y : op === ReduceOp.Or ? x || y : x !== y);
    }
    case TypeKind.float: {
      const operation = [floatMin, floatMax, floatAdd, floatMul][op - ReduceOp.Min];
      return floatValue(pool, ty, operation(floatBits(pool, ty), floatValueBits(pool, a), floatValueBits(pool, b)));
    }
    default: {
      const result = reduceInts(op, intBig(pool, a), intBig(pool, b));
      return intValue(pool, ty, wrapInt(result, intSigned(pool, ty), intBits(pool, ty)));
    }
  }
}

function reduceInts(op: ReduceOp, a: bigint, b: bigint): bigint {
  switch (op) {
    case ReduceOp.And:
      return a & b;
    case ReduceOp.Or:
      return a | b;
    case ReduceOp.Xor:
      return a ^ b;
    case ReduceOp.Min:
      return a < b ? a : b;
    case ReduceOp.Max:
      return a > b ? a : b;
    case ReduceOp.Add:
      return a + b;
    case ReduceOp.Mul:
      return a * b;
  }
}

/** `@shuffle(T, a, b, mask)` */
function zirShuffle(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const pool = sema.pool;
  const frame = block.frame;
  const payload = frame.a[inst];
  const src = frame.src[inst];
  const elemTy = resolveType(sema, block, arg(src, 0), frame.extra[payload] as ZirRef);
  checkVectorElemType(sema, block, arg(src, 0), elemTy);
  const a = resolveInst(block, frame.extra[payload + 1] as ZirRef);
  const b = resolveInst(block, frame.extra[payload + 2] as ZirRef);
  const mask = resolveInst(block, frame.extra[payload + 3] as ZirRef);
  const maskSrc = arg(src, 3);
  const len = vectorLen(sema, sema.typeOf(mask));
  if (len === NO_INDEX) {
    return failWithType(sema, block, maskSrc, 'expected vector or array, found', sema.typeOf(mask));
  }
  const maskTy = vectorType(pool, len, Ty.i32);
  const coerced = coerce(sema, block, maskTy, mask, maskSrc);
  const value = resolveConstValue(sema, block, maskSrc, coerced, 'shuffle mask must be comptime-known');
  const picks: (number | null)[] = [];
  for (let i = 0; i < len; i++) {
    const elem = elementOf(pool, value, maskTy, i);
    picks.push(isUndef(pool, elem) ? null : intNumber(pool, elem));
  }
  return shuffle(sema, block, src, elemTy, a, b, picks);
}

function failOperand(sema: Sema, block: Block, src: Src, elemTy: Index, ty: Index): never {
  return failWithType(sema, block, src, `expected vector of '${printType(sema.pool, elemTy)}', found`, ty);
}

/** The length of an operand of `@shuffle`; NO_INDEX for `undefined`, which has the length of the other. */
function operandLen(sema: Sema, block: Block, src: Src, elemTy: Index, operand: AirRef): number {
  const ty = sema.typeOf(operand);
  if (ty === Ty.undefined) return NO_INDEX;
  const len = vectorLen(sema, ty);
  return len === NO_INDEX ? failOperand(sema, block, src, elemTy, ty) : len;
}

/** Element `i` of the result: `picks[i]` of `a`, or if that is negative `~picks[i]` of `b`; null: undefined. */
function shuffle(
  sema: Sema,
  block: Block,
  src: number,
  elemTy: Index,
  aGiven: AirRef,
  bGiven: AirRef,
  picks: readonly (number | null)[],
): AirRef {
  const pool = sema.pool;
  const [aSrc, bSrc] = [arg(src, 1), arg(src, 2)];
  const resultTy = vectorType(pool, picks.length, elemTy);
  const aGivenLen = operandLen(sema, block, aSrc, elemTy, aGiven);
  const bGivenLen = operandLen(sema, block, bSrc, elemTy, bGiven);
  const sized = (len: number): Index => vectorType(pool, len === NO_INDEX ? 0 : len, elemTy);
  checkPicks(sema, block, src, picks, sized(aGivenLen), sized(bGivenLen));
  if (aGivenLen === NO_INDEX && bGivenLen === NO_INDEX) return interned(undefValue(pool, resultTy));
  const aLen = aGivenLen === NO_INDEX ? bGivenLen : aGivenLen;
  const bLen = bGivenLen === NO_INDEX ? aLen : bGivenLen;
  const aTy = vectorType(pool, aLen, elemTy);
  const bTy = vectorType(pool, bLen, elemTy);
  const a = coerce(sema, block, aTy, aGiven, aSrc);
  const b = coerce(sema, block, bTy, bGiven, bSrc);

  const aValue = resolveValue(sema, a);
  const bValue = resolveValue(sema, b);
  // What no element is taken from need not be known.
  const isKnown = picks.every((pick) => pick === null || (pick >= 0 ? aValue : bValue) !== NO_INDEX);
  if (isKnown) {
    const elems = picks.map((pick) => {
      if (pick === null) return undefValue(pool, elemTy);
      return pick >= 0 ? elementOf(pool, aValue, aTy, pick) : elementOf(pool, bValue, bTy, ~pick);
    });
    return interned(aggregate(pool, resultTy, elems));
  }
  const mask = aggregate(
    pool,
    vectorType(pool, picks.length, Ty.i32),
    picks.map((pick) => pickValue(sema, pick)),
  );
  const at = sema.air.extra.push(a);
  sema.air.extra.push(b);
  sema.air.extra.push(mask);
  sema.air.extra.push(picks.length);
  return sema.emit(block, AirTag.shuffle, resultTy, at);
}

function pickValue(sema: Sema, pick: number | null): Index {
  return pick === null ? undefValue(sema.pool, Ty.i32) : intValue(sema.pool, Ty.i32, pick);
}

function checkPicks(
  sema: Sema,
  block: Block,
  src: number,
  picks: readonly (number | null)[],
  aTy: Index,
  bTy: Index,
): void {
  const pool = sema.pool;
  const chunk = block.frame.chunk;
  for (const [i, pick] of picks.entries()) {
    if (pick === null) continue;
    const fromA = pick >= 0;
    const index = fromA ? pick : ~pick;
    const ty = fromA ? aTy : bTy;
    if (index < arrayLen(pool, ty)) continue;
    const bounds = `index '${index}' exceeds bounds of '${printType(pool, ty)}' given here`;
    const notes = [{ chunk, src: arg(src, fromA ? 1 : 2), message: bounds }];
    if (fromA && index < arrayLen(pool, bTy)) {
      const message = `use '~@as(u32, ${index})' to index into second vector given here`;
      notes.push({ chunk, src: arg(src, 2), message });
    }
    sema.fail(block, arg(src, 3), `mask element at index '${i}' selects out-of-bounds index`, notes);
  }
}

/** `@select(T, pred, a, b)` */
function zirSelect(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const pool = sema.pool;
  const frame = block.frame;
  const payload = frame.b[inst];
  const src = frame.src[inst];
  const elemTy = resolveType(sema, block, arg(src, 0), frame.extra[payload] as ZirRef);
  checkVectorElemType(sema, block, arg(src, 0), elemTy);
  const uncoerced = resolveInst(block, frame.extra[payload + 1] as ZirRef);
  const len = vectorLen(sema, sema.typeOf(uncoerced));
  if (len === NO_INDEX) {
    return failWithType(sema, block, arg(src, 1), 'expected vector or array, found', sema.typeOf(uncoerced));
  }
  const boolTy = vectorType(pool, len, Ty.bool);
  const ty = vectorType(pool, len, elemTy);
  const pred = coerce(sema, block, boolTy, uncoerced, arg(src, 1));
  const a = coerce(sema, block, ty, resolveInst(block, frame.extra[payload + 2] as ZirRef), arg(src, 2));
  const b = coerce(sema, block, ty, resolveInst(block, frame.extra[payload + 3] as ZirRef), arg(src, 3));
  const values = [pred, a, b].map((operand) => resolveValue(sema, operand));
  if (values.some((value) => value !== NO_INDEX && isUndef(pool, value))) return interned(undefValue(pool, ty));
  const runtime = values.indexOf(NO_INDEX);
  if (runtime < 0) {
    const elems: Index[] = [];
    for (let i = 0; i < len; i++) {
      const chosen = elementOf(pool, values[0], boolTy, i);
      if (isUndef(pool, chosen)) elems.push(undefValue(pool, elemTy));
      else elems.push(elementOf(pool, values[chosen === Val.true ? 1 : 2], ty, i));
    }
    return interned(aggregate(pool, ty, elems));
  }
  requireRuntimeBlock(sema, block, src, arg(src, runtime + 1));
  const at = sema.air.extra.push(a);
  sema.air.extra.push(b);
  return sema.emit(block, AirTag.select, ty, pred, at);
}

export const vectorHandlers: Handlers = {
  [Tag.splat]: zirSplat,
  [Tag.reduce]: zirReduce,
  [Tag.shuffle]: zirShuffle,
  extended: {
    [Extended.select]: zirSelect,
  },
};
