import { type AirRef, AirTag, interned } from '../../air/air.ts';
import { funcOwnerDecl, isFunc } from '../../intern/functions.ts';
import { type Index, NO_INDEX } from '../../intern/ids.ts';
import { Ty } from '../../intern/known.ts';
import { ptrChild, ptrInfo, ptrType } from '../../intern/pointers.ts';
import { printType } from '../../intern/print-type.ts';
import { TypeKind, typeKind } from '../../intern/types.ts';
import { isUndef } from '../../intern/values.ts';
import { type Src, SrcPart, sub } from '../../query/src.ts';
import { Tag } from '../../zir/inst.ts';
import { refInst, type ZirIndex, type ZirRef } from '../../zir/ref.ts';
import { coerce } from '../coercion/coerce.ts';
import type { Block } from '../core/block.ts';
import { resolveInst } from '../core/body.ts';
import { constantPtr } from '../core/constants.ts';
import { resolveLayout } from '../core/facts.ts';
import type { Handlers } from '../core/handlers.ts';
import { checkStoredOperand } from '../core/locals.ts';
import { wantSafety } from '../core/safety.ts';
import { type Sema, VOID_VALUE } from '../core/sema.ts';
import { onePossibleValue, typeRequiresComptime } from '../types/classify-types.ts';
import { failWithType } from '../types/type-notes.ts';
import { isComptimeMutablePtr, pointerDeref, storePtrValue } from '../values/comptime-ptr.ts';
import { requireRuntimeBlock, resolveDefinedValue, resolveValue } from '../values/operands.ts';
import { refDecl } from './decl-refs.ts';

/** Loads what `ptr` points to: at compile time where that is known. */
export function analyzeLoad(sema: Sema, block: Block, src: Src, ptr: AirRef, ptrSrc: Src): AirRef {
  const pool = sema.pool;
  const ptrTy = sema.typeOf(ptr);
  if (typeKind(pool, ptrTy) !== TypeKind.pointer) {
    return failWithType(sema, block, ptrSrc, 'expected pointer, found', ptrTy);
  }
  const elemTy = ptrChild(pool, ptrTy);
  if (typeKind(pool, elemTy) === TypeKind.opaque) {
    return failWithType(sema, block, ptrSrc, 'cannot load opaque type', elemTy);
  }
  resolveLayout(sema, block, src, elemTy, 'pointer access');
  const only = onePossibleValue(sema, block, src, elemTy);
  if (only !== NO_INDEX) return interned(only);
  const value = resolveDefinedValue(sema, block, ptrSrc, ptr);
  if (value !== NO_INDEX) {
    const loaded = pointerDeref(sema, block, src, value, ptrTy);
    if (loaded !== NO_INDEX) return interned(loaded);
  }
  if (typeRequiresComptime(sema, block, src, elemTy)) return failLoadOfComptimeOnly(sema, block, src, ptrTy, ptrSrc);
  // At compile time, too: who needs the value says so, and why.
  resolveLayout(sema, block, src, elemTy, 'pointer access');
  return sema.emit(block, AirTag.load, elemTy, ptr);
}

/** Fails: what a pointer of type `ptrTy` points to is known at compile time only, and the pointer at `ptrSrc` is not. */
export function failLoadOfComptimeOnly(sema: Sema, block: Block, src: Src, ptrTy: Index, ptrSrc: Src): never {
  const pool = sema.pool;
  const message = `pointer of type '${printType(pool, ptrTy)}' is runtime-known`;
  return sema.fail(block, src, `cannot load comptime-only type '${printType(pool, ptrChild(pool, ptrTy))}'`, [
    { chunk: block.frame.chunk, src: ptrSrc, message },
  ]);
}

/** Stores `uncoerced` where `ptr` points. */
export function storePtr(
  sema: Sema,
  block: Block,
  src: Src,
  ptr: AirRef,
  uncoerced: AirRef,
  ptrSrc: Src = src,
  operandSrc: Src = src,
  isInit = false,
  isRet = false,
): void {
  const pool = sema.pool;
  const ptrTy = sema.typeOf(ptr);
  // The field of a union that can have no value: what comes here has ended.
  if (ptrTy === Ty.noreturn) return;
  const info = ptrInfo(pool, ptrTy);
  if (info.isConst && !isInit) sema.fail(block, ptrSrc, 'cannot assign to constant');
  const elemTy = info.child;
  resolveLayout(sema, block, src, elemTy, 'pointer access');
  const operand = coerce(sema, block, elemTy, uncoerced, operandSrc, { isRet });
  if (sema.typeOf(operand) === Ty.noreturn) return;
  const ptrValue = resolveDefinedValue(sema, block, ptrSrc, ptr);
  if (ptrValue !== NO_INDEX && isComptimeMutablePtr(sema, ptrValue)) {
    const value = resolveValue(sema, operand);
    if (value !== NO_INDEX) {
      storePtrValue(sema, block, src, ptrValue, value);
      return;
    }
    sema.fail(block, ptrSrc, 'cannot store runtime value in compile time variable');
  }
  const only = onePossibleValue(sema, block, src, elemTy);
  if (only !== NO_INDEX) return;
  requireRuntimeBlock(sema, block, src, ptrSrc);
  resolveLayout(sema, block, src, elemTy, 'pointer access');
  checkStoredOperand(sema, block, operandSrc, ptr, operand);
  sema.emit(block, wantSafety(sema, block) ? AirTag.store_safe : AirTag.store, Ty.void, ptr, operand);
}

function zirLoad(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const src = block.frame.src[inst]!;
  const ptr = resolveInst(block, block.frame.a[inst]! as ZirRef);
  return analyzeLoad(sema, block, src, ptr, src);
}

function zirStoreNode(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  const payload = frame.a[inst]!;
  const src = frame.src[inst]!;
  const ptrInst = refInst(frame.extra[payload]! as ZirRef);
  const ptr = resolveInst(block, frame.extra[payload]! as ZirRef);
  const operand = resolveInst(block, frame.extra[payload + 1]! as ZirRef);
  const isRet = ptrInst !== -1 && frame.tags[ptrInst] === Tag.ret_ptr;
  storePtr(sema, block, src, ptr, operand, sub(src, SrcPart.store_ptr), sub(src, SrcPart.store_operand), false, isRet);
  return VOID_VALUE;
}

/** Takes the address of a value: a constant's, or memory that it is stored in. */
export function analyzeRef(sema: Sema, block: Block, src: Src, operand: AirRef): AirRef {
  const pool = sema.pool;
  const ty = sema.typeOf(operand);
  const value = resolveValue(sema, operand);
  if (value !== NO_INDEX) {
    // A function is where it is, whatever it is called.
    if (isFunc(pool, value)) return refDecl(sema, block, src, funcOwnerDecl(pool, value));
    return interned(constantPtr(pool, value));
  }
  // At compile time, too: of such a pointer only the type is of use then, and nothing needs to be stored.
  resolveLayout(sema, block, src, ty, 'pointer access');
  const mutable = sema.emit(block, AirTag.alloc, ptrType(pool, { child: ty }));
  if (!block.isComptime) storePtr(sema, block, src, mutable, operand, src, src, true);
  return sema.emit(block, AirTag.bitcast, ptrType(pool, { child: ty, isConst: true }), mutable);
}

function zirRef(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  return analyzeRef(sema, block, block.frame.src[inst]!, resolveInst(block, block.frame.a[inst]! as ZirRef));
}

/** Fails where what `validate_deref` names cannot be dereferenced. */
function zirValidateDeref(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const pool = sema.pool;
  const src = block.frame.src[inst]!;
  const operand = resolveInst(block, block.frame.a[inst]! as ZirRef);
  const ty = sema.typeOf(operand);
  if (typeKind(pool, ty) !== TypeKind.pointer)
    failWithType(sema, block, src, 'cannot dereference non-pointer type', ty);
  switch (ptrInfo(pool, ty).size) {
    case 'one':
    case 'c':
      break;
    case 'many':
      sema.fail(block, src, `index syntax required for unknown-length pointer type '${printType(pool, ty)}'`);
      break;
    case 'slice':
      sema.fail(block, src, "index syntax required for slice type '" + printType(pool, ty) + "'");
  }
  const child = ptrChild(pool, ty);
  resolveLayout(sema, block, src, child, 'pointer access');
  if (onePossibleValue(sema, block, src, child) !== NO_INDEX) return VOID_VALUE;
  const value = resolveValue(sema, operand);
  if (value !== NO_INDEX && isUndef(pool, value)) sema.fail(block, src, 'cannot dereference undefined value');
  return VOID_VALUE;
}

export const pointerHandlers: Handlers = {
  [Tag.load]: zirLoad,
  [Tag.store_node]: zirStoreNode,
  [Tag.ref]: zirRef,
  [Tag.validate_deref]: zirValidateDeref,
};
