import { type AirRef, AirTag, interned } from '../../air/air.ts';
import { AtomicOrder, AtomicRmwOp, packRmw } from '../../air/builtin-enums.ts';
import { isPackedStruct } from '../../intern/containers.ts';
import { type Index, NO_INDEX } from '../../intern/ids.ts';
import { Ty } from '../../intern/known.ts';
import { ptrInfo, ptrType } from '../../intern/pointers.ts';
import { printType } from '../../intern/print-type.ts';
import { floatBits, intBits, optionalType, TypeKind, typeKind } from '../../intern/types.ts';
import { intBig, isUndef, optNull, optSome, undefValue } from '../../intern/values.ts';
import { type Src, SrcPart, sub } from '../../query/src.ts';
import { Extended, Tag } from '../../zir/inst.ts';
import type { ZirIndex, ZirRef } from '../../zir/ref.ts';
import { storePtr } from '../access/load-store.ts';
import { coerce } from '../coercion/coerce.ts';
import { isPtrAtRuntime } from '../coercion/coerce-pointer.ts';
import { resolveBuiltinEnum, resolveType } from '../coercion/operands.ts';
import type { Block } from '../core/block.ts';
import { resolveInst } from '../core/body.ts';
import { validateRuntimeValue } from '../core/comptime-var-refs.ts';
import { resolveLayout } from '../core/facts.ts';
import type { Handlers } from '../core/handlers.ts';
import { type Sema, VOID_VALUE } from '../core/sema.ts';
import { analyzeLoad, STORE_OF_RUNTIME_VALUE } from '../memory/pointers.ts';
import { foldBitwise } from '../operators/bitwise.ts';
import { lesserOrGreater } from '../operators/min-max.ts';
import { onePossibleValue } from '../types/classify-types.ts';
import { failWithType } from '../types/type-notes.ts';
import { isComptimeMutablePtr, pointerDeref, storePtrValue } from '../values/comptime-ptr.ts';
import { floatArith, intArith, wrapped } from '../values/number-values.ts';
import { requireRuntimeBlock, resolveDefinedValue, resolveValue } from '../values/operands.ts';

function orderOf(sema: Sema, block: Block, src: Src, ref: ZirRef): AtomicOrder {
  return resolveBuiltinEnum(sema, block, src, ref, 'AtomicOrder', 'atomic order must be comptime-known');
}

function arg(src: number, index: number): Src {
  return sub(src, SrcPart.builtin_call_arg, index);
}

/** The pointer operand as one to `elemTy`, which must be a type that atomic operations work on. */
function atomicPtr(sema: Sema, block: Block, src: Src, elemTy: Index, ptrRef: ZirRef, isConst: boolean): AirRef {
  const pool = sema.pool;
  checkAtomicType(sema, block, sub(src, SrcPart.builtin_call_arg, 0), elemTy);
  const uncasted = resolveInst(block, ptrRef);
  const uncastedTy = sema.typeOf(uncasted);
  if (typeKind(pool, uncastedTy) !== TypeKind.pointer) {
    const wanted = ptrType(pool, { child: elemTy, isConst });
    return coerce(sema, block, wanted, uncasted, src);
  }
  const { isVolatile, isAllowzero, addressSpace } = ptrInfo(pool, uncastedTy);
  const wanted = ptrType(pool, { child: elemTy, isConst, isVolatile, isAllowzero, addressSpace });
  return coerce(sema, block, wanted, uncasted, src);
}

function checkAtomicType(sema: Sema, block: Block, src: Src, ty: Index): void {
  const pool = sema.pool;
  resolveLayout(sema, block, src, ty, 'pointer access');
  const kind = typeKind(pool, ty);
  const isInt = kind === TypeKind.int || kind === TypeKind.enum || isPackedStruct(pool, ty);
  if (isInt || kind === TypeKind.float) {
    const bits = isInt ? intBits(pool, ty) : floatBits(pool, ty);
    const { maxAtomicBits } = pool.target;
    if (bits <= maxAtomicBits) return;
    const what = isInt ? 'integer' : 'float';
    const text = `expected ${maxAtomicBits}-bit ${what} type or smaller; found ${bits}-bit ${what} type`;
    return sema.fail(block, src, text);
  }
  if (kind === TypeKind.bool || isPtrAtRuntime(sema, ty)) return;
  failWithType(sema, block, src, 'expected bool, integer, float, enum, packed struct, or pointer type; found', ty);
}

/** `@atomicLoad(T, ptr, order)` */
function zirAtomicLoad(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  const payload = frame.a[inst]!;
  const src = frame.src[inst]!;
  const elemTy = resolveType(sema, block, arg(src, 0), frame.extra[payload]! as ZirRef);
  const ptr = atomicPtr(sema, block, arg(src, 1), elemTy, frame.extra[payload + 1]! as ZirRef, true);
  const order = orderOf(sema, block, arg(src, 2), frame.extra[payload + 2]! as ZirRef);
  if (order === AtomicOrder.release || order === AtomicOrder.acq_rel) {
    sema.fail(block, arg(src, 2), '@atomicLoad atomic ordering must not be release or acq_rel');
  }
  const only = onePossibleValue(sema, block, src, elemTy);
  if (only !== NO_INDEX) return interned(only);
  const known = resolveDefinedValue(sema, block, arg(src, 1), ptr);
  if (known !== NO_INDEX) {
    const value = pointerDeref(sema, block, src, known);
    if (value !== NO_INDEX) return value as number as AirRef;
  }
  requireRuntimeBlock(sema, block, src, arg(src, 1));
  return sema.emit(block, AirTag.atomic_load, elemTy, ptr, order);
}

/** `@atomicStore(T, ptr, value, order)` */
function zirAtomicStore(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  const payload = frame.a[inst]!;
  const src = frame.src[inst]!;
  const operand = resolveInst(block, frame.extra[payload + 1]! as ZirRef);
  const elemTy = sema.typeOf(operand);
  const ptr = atomicPtr(sema, block, arg(src, 1), elemTy, frame.extra[payload]! as ZirRef, false);
  const order = orderOf(sema, block, arg(src, 3), frame.extra[payload + 2]! as ZirRef);
  if (order === AtomicOrder.acquire || order === AtomicOrder.acq_rel) {
    sema.fail(block, arg(src, 3), '@atomicStore atomic ordering must not be acquire or acq_rel');
  }
  const known = resolveDefinedValue(sema, block, arg(src, 1), ptr);
  if (known !== NO_INDEX && isComptimeMutablePtr(sema, known)) {
    storePtr(sema, block, src, ptr, operand, arg(src, 1), arg(src, 2));
    return VOID_VALUE;
  }
  requireRuntimeBlock(sema, block, src, arg(src, 1));
  validateRuntimeValue(sema, block, arg(src, 2), operand);
  sema.emit(block, AirTag.atomic_store, Ty.void, ptr, operand);
  return VOID_VALUE;
}

/** `@atomicRmw(T, ptr, op, operand, order)` */
function zirAtomicRmw(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const pool = sema.pool;
  const frame = block.frame;
  const payload = frame.a[inst]!;
  const src = frame.src[inst]!;
  const operand = resolveInst(block, frame.extra[payload + 2]! as ZirRef);
  const elemTy = sema.typeOf(operand);
  const ptr = atomicPtr(sema, block, arg(src, 1), elemTy, frame.extra[payload]! as ZirRef, false);
  const opRef = frame.extra[payload + 1]! as ZirRef;
  const op: AtomicRmwOp = resolveBuiltinEnum(
    sema,
    block,
    arg(src, 2),
    opRef,
    'AtomicRmwOp',
    "'@atomicRmw' operation must be comptime-known",
  );
  const order = orderOf(sema, block, arg(src, 4), frame.extra[payload + 3]! as ZirRef);
  const kind = typeKind(pool, elemTy);
  if (kind === TypeKind.enum && op !== AtomicRmwOp.Xchg)
    sema.fail(block, arg(src, 2), '@atomicRmw with enum only allowed with .Xchg');
  if (kind === TypeKind.bool && op !== AtomicRmwOp.Xchg)
    sema.fail(block, arg(src, 2), '@atomicRmw with bool only allowed with .Xchg');
  const isFloatOp =
    op === AtomicRmwOp.Xchg ||
    op === AtomicRmwOp.Add ||
    op === AtomicRmwOp.Sub ||
    op === AtomicRmwOp.Max ||
    op === AtomicRmwOp.Min;
  if (kind === TypeKind.float && !isFloatOp) {
    sema.fail(block, arg(src, 2), '@atomicRmw with float only allowed with .Xchg, .Add, .Sub, .Max, and .Min');
  }
  if (order === AtomicOrder.unordered)
    sema.fail(block, arg(src, 4), '@atomicRmw atomic ordering must not be unordered');
  const only = onePossibleValue(sema, block, src, elemTy);
  if (only !== NO_INDEX) return interned(only);
  const known = resolveDefinedValue(sema, block, arg(src, 1), ptr);
  const value = resolveValue(sema, operand);
  if (known !== NO_INDEX && isComptimeMutablePtr(sema, known)) {
    if (value === NO_INDEX) return sema.fail(block, arg(src, 1), STORE_OF_RUNTIME_VALUE);
    const old = pointerDeref(sema, block, src, known);
    storePtrValue(sema, block, src, known, foldRmw(sema, op, elemTy, old, value));
    return interned(old);
  }
  requireRuntimeBlock(sema, block, src, arg(src, known !== NO_INDEX && value === NO_INDEX ? 3 : 1));
  const at = sema.air.extra.push(operand);
  sema.air.extra.push(packRmw(order, op));
  return sema.emit(block, AirTag.atomic_rmw, elemTy, ptr, at);
}

/** What is stored where `old` is and `operand` is combined with it. */
function foldRmw(sema: Sema, op: AtomicRmwOp, ty: Index, old: Index, operand: Index): Index {
  const pool = sema.pool;
  if (op === AtomicRmwOp.Xchg) return operand;
  if (isUndef(pool, old) || isUndef(pool, operand)) return undefValue(pool, ty);
  switch (op) {
    case AtomicRmwOp.Add:
    case AtomicRmwOp.Sub: {
      const name = op === AtomicRmwOp.Add ? 'add' : 'sub';
      if (typeKind(pool, ty) === TypeKind.float) return floatArith(pool, name, ty, old, operand);
      return wrapped(pool, intArith(pool, name, old, operand), ty);
    }
    case AtomicRmwOp.And:
      return foldBitwise(sema, Tag.bit_and, ty, old, operand);
    case AtomicRmwOp.Nand:
      return wrapped(pool, ~intBig(pool, foldBitwise(sema, Tag.bit_and, ty, old, operand)), ty);
    case AtomicRmwOp.Or:
      return foldBitwise(sema, Tag.bit_or, ty, old, operand);
    case AtomicRmwOp.Xor:
      return foldBitwise(sema, Tag.xor, ty, old, operand);
    case AtomicRmwOp.Max:
      return lesserOrGreater(sema, old, operand, true);
    case AtomicRmwOp.Min:
      return lesserOrGreater(sema, old, operand, false);
  }
}

/** `@cmpxchgWeak`, `@cmpxchgStrong`: (T, ptr, expected, new, success order, failure order) */
function zirCmpxchg(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const pool = sema.pool;
  const frame = block.frame;
  const payload = frame.b[inst]!;
  const src = frame.src[inst]!;
  const expected = resolveInst(block, frame.extra[payload + 1]! as ZirRef);
  const elemTy = sema.typeOf(expected);
  if (typeKind(pool, elemTy) === TypeKind.float) {
    sema.fail(
      block,
      arg(src, 0),
      `expected bool, integer, enum, packed struct, or pointer type; found '${printType(pool, elemTy)}'`,
    );
  }
  const ptr = atomicPtr(sema, block, arg(src, 1), elemTy, frame.extra[payload]! as ZirRef, false);
  const newValue = coerce(sema, block, elemTy, resolveInst(block, frame.extra[payload + 2]! as ZirRef), arg(src, 3));
  const success = orderOf(sema, block, arg(src, 4), frame.extra[payload + 3]! as ZirRef);
  const failure = orderOf(sema, block, arg(src, 5), frame.extra[payload + 4]! as ZirRef);
  if (success < AtomicOrder.monotonic)
    sema.fail(block, arg(src, 4), 'success atomic ordering must be monotonic or stricter');
  if (failure < AtomicOrder.monotonic)
    sema.fail(block, arg(src, 5), 'failure atomic ordering must be monotonic or stricter');
  if (failure > success) sema.fail(block, arg(src, 5), 'failure atomic ordering must be no stricter than success');
  if (failure === AtomicOrder.release || failure === AtomicOrder.acq_rel) {
    sema.fail(block, arg(src, 5), 'failure atomic ordering must not be release or acq_rel');
  }
  const resultTy = optionalType(pool, elemTy);
  if (onePossibleValue(sema, block, src, elemTy) !== NO_INDEX) return interned(optNull(pool, resultTy));
  const known = resolveDefinedValue(sema, block, arg(src, 1), ptr);
  const [want, next] = [resolveValue(sema, expected), resolveValue(sema, newValue)];
  let runtimeArg = 1;
  if (known !== NO_INDEX && want === NO_INDEX) runtimeArg = 2;
  else if (known !== NO_INDEX && next === NO_INDEX) runtimeArg = 3;
  else if (known !== NO_INDEX && isComptimeMutablePtr(sema, known)) {
    const old = resolveValue(sema, analyzeLoad(sema, block, src, ptr, src));
    if (old !== want) return optSome(pool, resultTy, old) as number as AirRef;
    storePtrValue(sema, block, src, known, next);
    return optNull(pool, resultTy) as number as AirRef;
  }
  requireRuntimeBlock(sema, block, src, arg(src, runtimeArg));
  const at = sema.air.extra.push(ptr);
  sema.air.extra.push(expected);
  sema.air.extra.push(newValue);
  return sema.emit(block, AirTag.cmpxchg, resultTy, at);
}

export const atomicHandlers: Handlers = {
  [Tag.atomic_load]: zirAtomicLoad,
  [Tag.atomic_store]: zirAtomicStore,
  [Tag.atomic_rmw]: zirAtomicRmw,
  extended: {
    [Extended.cmpxchg]: zirCmpxchg,
  },
};
