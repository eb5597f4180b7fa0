import type { AirRef } from '../../air/air.ts';
import { NO_INDEX } from '../../intern/ids.ts';
import { Ty } from '../../intern/known.ts';
import { ptrChild, ptrInfo } from '../../intern/pointers.ts';
import { printType } from '../../intern/print-type.ts';
import { TypeKind, typeKind } from '../../intern/types.ts';
import { isUndef } from '../../intern/values.ts';
import { type Src, SrcPart, sub } from '../../query/src.ts';
import { Tag } from '../../zir/inst.ts';
import { refInst, type ZirIndex, type ZirRef } from '../../zir/ref.ts';
import { coerce } from '../coercion/coerce.ts';
import type { Block } from '../core/block.ts';
import { resolveInst } from '../core/body.ts';
import { resolveLayout } from '../core/facts.ts';
import type { Handlers } from '../core/handlers.ts';
import { type Sema, VOID_VALUE } from '../core/sema.ts';
import { analyzeRef } from '../memory/address-of.ts';
import { analyzeLoad, storeValue } from '../memory/pointers.ts';
import { onePossibleValue } from '../types/classify-types.ts';
import { failWithType } from '../types/type-notes.ts';
import { resolveValue } from '../values/operands.ts';

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
  storeValue(sema, block, src, ptr, operand, ptrSrc, operandSrc);
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
