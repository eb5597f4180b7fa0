import { type AirRef, AirTag, interned } from '../../air/air.ts';
import { comptimeOnly } from '../../intern/classify.ts';
import { type Index, NO_INDEX } from '../../intern/ids.ts';
import { Ty } from '../../intern/known.ts';
import { abiSize } from '../../intern/layout.ts';
import { type PtrSize, ptrInfo, ptrType } from '../../intern/pointers.ts';
import { printType } from '../../intern/print-type.ts';
import { haveSameBase, ptrValueOffset } from '../../intern/ptr-values.ts';
import { arrayLen, arrayType, childType } from '../../intern/types.ts';
import { aggregate, aggregateRepeated, intNumber, intValue, isUndef, typeOf } from '../../intern/values.ts';
import type { ErrorNote } from '../../query/errors.ts';
import { type Src, SrcPart, sub } from '../../query/src.ts';
import { Tag } from '../../zir/inst.ts';
import type { ZirIndex, ZirRef } from '../../zir/ref.ts';
import { coerce } from '../coercion/coerce.ts';
import type { Block } from '../core/block.ts';
import { resolveInst } from '../core/body.ts';
import { elementOf } from '../core/comptime-memory.ts';
import { validateRuntimeValue } from '../core/comptime-var-refs.ts';
import { resolveLayout } from '../core/facts.ts';
import type { Handlers } from '../core/handlers.ts';
import { checkElements } from '../core/limits.ts';
import { PanicId } from '../core/panic-members.ts';
import { addSafetyCheck, wantSafety } from '../core/safety.ts';
import { type Sema, VOID_VALUE } from '../core/sema.ts';
import { checkMemOperand } from '../declarations/result-types.ts';
import { analyzeSliceLen, analyzeSlicePtr } from '../memory/slices.ts';
import { coerceInMemory } from '../values/coerce-in-memory.ts';
import { isComptimeMutablePtr, pointerDeref, storePtrValue } from '../values/comptime-ptr.ts';
import { addInMemoryNotes } from '../values/mismatch.ts';
import { requireRuntimeBlock, resolveDefinedValue, resolveValue } from '../values/operands.ts';
import { valueWithType } from '../values/value-cast.ts';

/** One side of a memory operation: a pointer to an array, a slice, or a many pointer, which has no length. */
interface Side {
  readonly operand: AirRef;
  readonly ty: Index;
  readonly size: PtrSize;
  readonly elemTy: Index;
  readonly isConst: boolean;
  readonly src: Src;
  /** A `usize`; null where it is not known from the operand. */
  readonly len: AirRef | null;
}

function sideOf(sema: Sema, block: Block, inst: ZirIndex, index: number): Side {
  const pool = sema.pool;
  const frame = block.frame;
  const src = sub(frame.src[inst], SrcPart.builtin_call_arg, index);
  const operand = resolveInst(block, frame.extra[frame.a[inst] + index] as ZirRef);
  const ty = sema.typeOf(operand);
  checkMemOperand(sema, block, src, ty);
  const { size, child, isConst } = ptrInfo(pool, ty);
  const elemTy = size === 'one' ? childType(pool, child) : child;
  let len: AirRef | null = null;
  if (size === 'one') len = intValue(pool, Ty.usize, arrayLen(pool, child)) as number as AirRef;
  if (size === 'slice') len = analyzeSliceLen(sema, block, src, operand);
  return { operand, ty, size, elemTy, isConst, src, len };
}

/** The length where it is known at compile time, or -1. Fails where it is undefined. */
function knownLength(sema: Sema, block: Block, { src, len }: Side): number {
  const known = len === null ? NO_INDEX : resolveDefinedValue(sema, block, src, len);
  return known === NO_INDEX ? -1 : intNumber(sema.pool, known);
}

/** The pointer to the first element, known at compile time; NO_INDEX otherwise. */
function knownPtr(sema: Sema, block: Block, side: Side): Index {
  const ptr = side.size === 'slice' ? analyzeSlicePtr(sema, block, side.src, side.operand, side.ty) : side.operand;
  return resolveDefinedValue(sema, block, side.src, ptr);
}

/** The operand as a many pointer. */
function manyPtr(sema: Sema, block: Block, side: Side): AirRef {
  if (side.size === 'slice') return analyzeSlicePtr(sema, block, side.src, side.operand, side.ty);
  const { isConst, elemTy } = side;
  return coerce(sema, block, ptrType(sema.pool, { child: elemTy, size: 'many', isConst }), side.operand, side.src);
}

/** `@memcpy(dest, source)`, `@memmove(dest, source)` */
function zirCopy(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const pool = sema.pool;
  const mayOverlap = block.frame.tags[inst] === Tag.memmove;
  const src = block.frame.src[inst];
  const chunk = block.frame.chunk;
  const dest = sideOf(sema, block, inst, 0);
  const source = sideOf(sema, block, inst, 1);
  if (dest.isConst) sema.fail(block, dest.src, 'cannot copy to constant pointer');
  if (dest.len === null && source.len === null) {
    sema.fail(block, src, 'unknown copy length', [
      { chunk, src: dest.src, message: `destination type '${printType(pool, dest.ty)}' provides no length` },
      { chunk, src: source.src, message: `source type '${printType(pool, source.ty)}' provides no length` },
    ]);
  }
  for (const { elemTy } of [dest, source]) resolveLayout(sema, block, src, elemTy, 'pointer access');
  const reasons = coerceInMemory(sema, block, src, dest.elemTy, source.elemTy, false);
  if (reasons !== null) {
    const notes: ErrorNote[] = [];
    addInMemoryNotes(sema, block, src, reasons, notes);
    const [from, to] = [printType(pool, source.elemTy), printType(pool, dest.elemTy)];
    sema.fail(block, src, `pointer element type '${from}' cannot coerce into element type '${to}'`, notes);
  }
  const destLen = knownLength(sema, block, dest);
  const sourceLen = knownLength(sema, block, source);
  if (destLen >= 0 && sourceLen >= 0) {
    if (destLen !== sourceLen) {
      const notes = [lengthNote(block, dest, destLen), lengthNote(block, source, sourceLen)];
      sema.fail(block, src, 'non-matching copy lengths', notes);
    }
  } else if (dest.len !== null && source.len !== null && wantSafety(sema, block)) {
    const ok = sema.emit(block, AirTag.cmp_eq, Ty.bool, dest.len, source.len);
    addSafetyCheck(sema, block, src, ok, PanicId.copy_len_mismatch);
  }

  const destPtr = knownPtr(sema, block, dest);
  const sourcePtr = destPtr === NO_INDEX ? NO_INDEX : knownPtr(sema, block, source);
  const knownLen = destLen >= 0 ? destLen : sourceLen;
  if (knownLen === 0) return VOID_VALUE;
  if (!mayOverlap && sourcePtr !== NO_INDEX && knownLen > 0) {
    checkApart(sema, block, src, dest.elemTy, destPtr, sourcePtr, knownLen);
  }
  let runtimeSrc = dest.src;
  if (destPtr !== NO_INDEX && isComptimeMutablePtr(sema, destPtr)) {
    if (
      sourcePtr !== NO_INDEX &&
      knownLen >= 0 &&
      copyKnown(sema, block, src, dest, destPtr, source, sourcePtr, knownLen)
    ) {
      return VOID_VALUE;
    }
    runtimeSrc = source.src;
  }
  requireRuntimeBlock(sema, block, src, runtimeSrc);
  emitCopy(sema, block, src, dest, source, mayOverlap);
  return VOID_VALUE;
}

/** Fails where `len` elements at two known pointers are in part the same. */
function checkApart(sema: Sema, block: Block, src: Src, elemTy: Index, to: Index, from: Index, len: number): void {
  const elemSize = comptimeOnly(sema.pool, elemTy) ? 1 : abiSize(sema.pool, elemTy);
  if (!haveSameBase(sema.pool, to, from)) return;
  if (Math.abs(ptrValueOffset(sema.pool, to) - ptrValueOffset(sema.pool, from)) >= len * elemSize) return;
  sema.fail(block, src, "'@memcpy' arguments alias");
}

function lengthNote(block: Block, side: Side, len: number): ErrorNote {
  return { chunk: block.frame.chunk, src: side.src, message: `length ${len} here` };
}

/** Emits the copy, with the length at the destination, and where checks are wanted one that the two do not overlap, if they may not. */
function emitCopy(sema: Sema, block: Block, src: Src, dest: Side, source: Side, mayOverlap: boolean): void {
  const pool = sema.pool;
  let target = dest.operand;
  const len = (dest.len ?? source.len) as AirRef;
  if (dest.len === null) {
    target = sema.emit(block, AirTag.slice, ptrType(pool, { child: dest.elemTy, size: 'slice' }), dest.operand, len);
  }
  if (!mayOverlap && wantSafety(sema, block)) {
    const to = manyPtr(sema, block, dest);
    const from = manyPtr(sema, block, source);
    const end = (ptr: AirRef): AirRef => sema.emit(block, AirTag.ptr_add, sema.typeOf(ptr), ptr, len);
    const after = sema.emit(block, AirTag.cmp_gte, Ty.bool, to, end(from));
    const before = sema.emit(block, AirTag.cmp_gte, Ty.bool, from, end(to));
    const ok = sema.emit(block, AirTag.bool_or, Ty.bool, after, before);
    addSafetyCheck(sema, block, src, ok, PanicId.memcpy_alias);
  }
  validateRuntimeValue(sema, block, dest.src, target);
  validateRuntimeValue(sema, block, source.src, source.operand);
  sema.emit(block, AirTag.memcpy, Ty.void, target, source.operand);
}

/** Copies at compile time. Returns false where an element of the source is known at run time only. */
function copyKnown(
  sema: Sema,
  block: Block,
  src: Src,
  dest: Side,
  destPtr: Index,
  source: Side,
  sourcePtr: Index,
  len: number,
): boolean {
  const pool = sema.pool;
  const known = pointerDeref(sema, block, source.src, asArrayPtr(sema, sourcePtr, source, len));
  if (known === NO_INDEX) return false;
  let value = known;
  const array = arrayType(pool, len, dest.elemTy);
  if (dest.elemTy !== source.elemTy && !isUndef(pool, known)) {
    checkElements(sema, block, src, len);
    const elems: Index[] = [];
    for (let i = 0; i < len; i++) {
      const elem = elementOf(pool, known, typeOf(pool, known), i);
      elems.push(resolveValue(sema, coerce(sema, block, dest.elemTy, interned(elem), src)));
    }
    value = aggregate(pool, array, elems);
  }
  storePtrValue(sema, block, dest.src, asArrayPtr(sema, destPtr, dest, len), valueWithType(sema, value, array));
  return true;
}

/** The known pointer, to an array or to elements, as one to an array of `len` elements. */
function asArrayPtr(sema: Sema, ptr: Index, side: Side, len: number): Index {
  const { pool } = sema;
  const child = arrayType(pool, len, side.elemTy);
  return valueWithType(sema, ptr, ptrType(pool, { child, isConst: side.isConst }));
}

/** `@memset(dest, elem)` */
function zirMemset(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const pool = sema.pool;
  const frame = block.frame;
  const src = frame.src[inst];
  const valueSrc = sub(src, SrcPart.builtin_call_arg, 1);
  const dest = sideOf(sema, block, inst, 0);
  if (dest.isConst) sema.fail(block, dest.src, 'cannot memset constant pointer');
  if (dest.len === null) {
    return sema.fail(block, src, 'unknown @memset length', [
      {
        chunk: frame.chunk,
        src: dest.src,
        message: `destination type '${printType(pool, dest.ty)}' provides no length`,
      },
    ]);
  }
  const uncoerced = resolveInst(block, frame.extra[frame.a[inst] + 1] as ZirRef);
  const elem = coerce(sema, block, dest.elemTy, uncoerced, valueSrc);
  const value = resolveValue(sema, elem);
  const len = knownLength(sema, block, dest);
  if (len === 0) return VOID_VALUE;
  const destPtr = knownPtr(sema, block, dest);
  let runtimeSrc = dest.src;
  if (destPtr !== NO_INDEX && isComptimeMutablePtr(sema, destPtr) && len >= 0) {
    if (value !== NO_INDEX) {
      const array = aggregateRepeated(pool, arrayType(pool, len, dest.elemTy), value);
      storePtrValue(sema, block, src, asArrayPtr(sema, destPtr, dest, len), array);
      return VOID_VALUE;
    }
    runtimeSrc = valueSrc;
  }
  resolveLayout(sema, block, src, dest.elemTy, 'pointer access');
  if (comptimeOnly(pool, dest.elemTy)) {
    const notes = [{ ...block.at(dest.src), message: 'operation is runtime due to destination pointer' }];
    sema.fail(block, src, `cannot store comptime-only element '${printType(pool, dest.elemTy)}' at runtime`, notes);
  }
  requireRuntimeBlock(sema, block, src, runtimeSrc);
  validateRuntimeValue(sema, block, dest.src, dest.operand);
  const isSafe = wantSafety(sema, block) || (value !== NO_INDEX && isUndef(pool, value));
  sema.emit(block, isSafe ? AirTag.memset_safe : AirTag.memset, Ty.void, dest.operand, elem);
  return VOID_VALUE;
}

export const memoryHandlers: Handlers = {
  [Tag.memcpy]: zirCopy,
  [Tag.memmove]: zirCopy,
  [Tag.memset]: zirMemset,
};
