import { type AirRef, AirTag } from '../air/air.ts';
import { type Index, NO_INDEX } from '../intern/ids.ts';
import { Ty } from '../intern/known.ts';
import { ptrInfo, ptrType } from '../intern/pointers.ts';
import { printType } from '../intern/print-type.ts';
import { arrayLen, childType, TypeKind, typeKind } from '../intern/types.ts';
import { intNumber, intValue, isUndef } from '../intern/values.ts';
import { Tag } from '../zir/inst.ts';
import type { ZirIndex, ZirRef } from '../zir/ref.ts';
import type { Block } from './block.ts';
import { resolveInst } from './body.ts';
import { coerce } from './coerce.ts';
import { isComptimeMutablePtr, pointerDeref, storePtrValue } from './comptime-ptr.ts';
import { resolveLayout } from './facts.ts';
import type { Handlers } from './handlers.ts';
import { requireRuntimeBlock, resolveDefinedValue, resolveValue } from './operands.ts';
import { PanicId } from './panic.ts';
import { checkIndexable, ptrElem } from './pointers.ts';
import { addSafetyCheck, wantSafety } from './safety.ts';
import { type Sema, VOID_VALUE } from './sema.ts';
import { analyzeSliceLen, analyzeSlicePtr } from './slices.ts';
import { type Src, SrcPart, sub } from './src-loc.ts';

/** One side of a memory operation: a pointer to an array, a slice, or a many pointer, which has no length. */
interface Side {
  readonly operand: AirRef;
  readonly elemTy: Index;
  readonly isConst: boolean;
  readonly len: AirRef | null;
}

function sideOf(sema: Sema, block: Block, src: Src, operand: AirRef): Side {
  const pool = sema.pool;
  const ty = sema.typeOf(operand);
  checkIndexable(sema, block, src, ty);
  if (typeKind(pool, ty) !== TypeKind.pointer) sema.fail(block, src, `expected pointer, found '${printType(pool, ty)}'`);
  const info = ptrInfo(pool, ty);
  switch (info.size) {
    case 'one': {
      const len = intValue(pool, Ty.usize, arrayLen(pool, info.child)) as number as AirRef;
      return { operand, elemTy: childType(pool, info.child), isConst: info.isConst, len };
    }
    case 'slice':
      return { operand, elemTy: info.child, isConst: info.isConst, len: analyzeSliceLen(sema, block, src, operand) };
    default:
      return { operand, elemTy: info.child, isConst: info.isConst, len: null };
  }
}

/** The pointer to the first element, known at compile time; NO_INDEX otherwise. */
function knownPtr(sema: Sema, block: Block, src: Src, side: Side): Index {
  const pool = sema.pool;
  const isSlice = ptrInfo(pool, sema.typeOf(side.operand)).size === 'slice';
  const ptr = isSlice ? analyzeSlicePtr(sema, block, src, side.operand, sema.typeOf(side.operand)) : side.operand;
  return resolveDefinedValue(sema, block, src, ptr);
}

/** `@memcpy(dest, src)` */
function zirMemcpy(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const pool = sema.pool;
  const frame = block.frame;
  const payload = frame.a[inst]!;
  const src = frame.src[inst]!;
  const destSrc = sub(src, SrcPart.builtin_call_arg, 0);
  const sourceSrc = sub(src, SrcPart.builtin_call_arg, 1);
  const dest = sideOf(sema, block, destSrc, resolveInst(block, frame.extra[payload]! as ZirRef));
  const source = sideOf(sema, block, sourceSrc, resolveInst(block, frame.extra[payload + 1]! as ZirRef));
  if (dest.isConst) sema.fail(block, destSrc, 'cannot memcpy to constant pointer');
  if (dest.len === null && source.len === null) {
    const note = (at: Src, ty: Index) => ({ chunk: frame.chunk, src: at, message: `type '${printType(pool, ty)}' provides no length` });
    sema.fail(block, src, 'unknown @memcpy length', [note(destSrc, sema.typeOf(dest.operand)), note(sourceSrc, sema.typeOf(source.operand))]);
  }
  const destLen = dest.len === null ? NO_INDEX : resolveDefinedValue(sema, block, destSrc, dest.len);
  const sourceLen = source.len === null ? NO_INDEX : resolveDefinedValue(sema, block, sourceSrc, source.len);
  if (destLen !== NO_INDEX && sourceLen !== NO_INDEX && destLen !== sourceLen) {
    const note = (at: Src, len: Index) => ({ chunk: frame.chunk, src: at, message: `length ${intNumber(pool, len)} here` });
    sema.fail(block, src, 'non-matching @memcpy lengths', [note(destSrc, destLen), note(sourceSrc, sourceLen)]);
  }
  const destPtr = knownPtr(sema, block, destSrc, dest);
  const sourcePtr = knownPtr(sema, block, sourceSrc, source);
  const len = destLen !== NO_INDEX ? destLen : sourceLen;
  if (destPtr !== NO_INDEX && isComptimeMutablePtr(sema, destPtr)) {
    if (len === NO_INDEX || sourcePtr === NO_INDEX) sema.fail(block, src, 'unable to evaluate comptime expression');
    copyKnown(sema, block, src, dest, destPtr, source, sourcePtr, intNumber(pool, len));
    return VOID_VALUE;
  }
  requireRuntimeBlock(sema, block, src, destSrc);
  resolveLayout(sema, block, src, dest.elemTy);
  resolveLayout(sema, block, src, source.elemTy);
  if (dest.elemTy !== source.elemTy) {
    // Same element in memory is what is asked for; anything else is the coercion's error.
    const manyTy = ptrType(pool, { child: dest.elemTy, size: 'many', isConst: true });
    const many = manyPtr(sema, block, source);
    coerce(sema, block, manyTy, many, sourceSrc);
  }
  if (wantSafety(sema, block) && dest.len !== null && source.len !== null && (destLen === NO_INDEX || sourceLen === NO_INDEX)) {
    const ok = sema.emit(block, AirTag.cmp_eq, Ty.bool, dest.len, source.len);
    addSafetyCheck(sema, block, src, ok, PanicId.memcpy_len_mismatch);
  }
  const [target, origin] = withLength(sema, block, dest, source);
  sema.emit(block, AirTag.memcpy, Ty.void, target, origin);
  return VOID_VALUE;
}

/** As `memcpy` wants them: the destination with a length. */
function withLength(sema: Sema, block: Block, dest: Side, source: Side): [AirRef, AirRef] {
  if (dest.len !== null) return [dest.operand, source.operand];
  const sliceTy = ptrType(sema.pool, { child: dest.elemTy, size: 'slice' });
  return [sema.emit(block, AirTag.slice, sliceTy, dest.operand, source.len!), source.operand];
}

function manyPtr(sema: Sema, block: Block, side: Side): AirRef {
  const pool = sema.pool;
  const ty = sema.typeOf(side.operand);
  const manyTy = ptrType(pool, { child: side.elemTy, size: 'many', isConst: side.isConst });
  if (ptrInfo(pool, ty).size === 'slice') return sema.emit(block, AirTag.slice_ptr, manyTy, side.operand);
  return coerce(sema, block, manyTy, side.operand, 0);
}

function copyKnown(sema: Sema, block: Block, src: Src, dest: Side, destPtr: Index, source: Side, sourcePtr: Index, len: number): void {
  const pool = sema.pool;
  const destElemPtr = ptrType(pool, { child: dest.elemTy });
  const sourceElemPtr = ptrType(pool, { child: source.elemTy, isConst: true });
  const values: Index[] = [];
  for (let i = 0; i < len; i++) {
    const value = pointerDeref(sema, block, src, ptrElem(sema, sourcePtr, sourceElemPtr, i));
    if (value === NO_INDEX) sema.fail(block, src, 'unable to evaluate comptime expression');
    values.push(resolveValue(sema, coerce(sema, block, dest.elemTy, value as number as AirRef, src)));
  }
  for (let i = 0; i < len; i++) storePtrValue(sema, block, src, ptrElem(sema, destPtr, destElemPtr, i), values[i]!);
}

/** `@memset(dest, elem)` */
function zirMemset(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const pool = sema.pool;
  const frame = block.frame;
  const payload = frame.a[inst]!;
  const src = frame.src[inst]!;
  const destSrc = sub(src, SrcPart.builtin_call_arg, 0);
  const valueSrc = sub(src, SrcPart.builtin_call_arg, 1);
  const dest = sideOf(sema, block, destSrc, resolveInst(block, frame.extra[payload]! as ZirRef));
  if (dest.isConst) sema.fail(block, destSrc, 'cannot memset constant pointer');
  if (dest.len === null) {
    sema.fail(block, src, 'unknown @memset length', [
      { chunk: frame.chunk, src: destSrc, message: `destination type '${printType(pool, sema.typeOf(dest.operand))}' provides no length` },
    ]);
  }
  const elem = coerce(sema, block, dest.elemTy, resolveInst(block, frame.extra[payload + 1]! as ZirRef), valueSrc);
  const len = resolveDefinedValue(sema, block, destSrc, dest.len!);
  const destPtr = knownPtr(sema, block, destSrc, dest);
  if (destPtr !== NO_INDEX && isComptimeMutablePtr(sema, destPtr)) {
    const value = resolveValue(sema, elem);
    if (len === NO_INDEX || value === NO_INDEX) sema.fail(block, src, 'unable to evaluate comptime expression');
    const elemPtr = ptrType(pool, { child: dest.elemTy });
    for (let i = 0; i < intNumber(pool, len); i++) storePtrValue(sema, block, src, ptrElem(sema, destPtr, elemPtr, i), value);
    return VOID_VALUE;
  }
  requireRuntimeBlock(sema, block, src, destSrc);
  resolveLayout(sema, block, src, dest.elemTy);
  const value = resolveValue(sema, elem);
  const isSafe = wantSafety(sema, block) || (value !== NO_INDEX && isUndef(pool, value));
  sema.emit(block, isSafe ? AirTag.memset_safe : AirTag.memset, Ty.void, dest.operand, elem);
  return VOID_VALUE;
}

export const memoryHandlers: Handlers = {
  [Tag.memcpy]: zirMemcpy,
  [Tag.memset]: zirMemset,
};
