import { type AirRef, AirTag, interned } from '../../air/air.ts';
import { type Index, NO_INDEX } from '../../intern/ids.ts';
import { Val } from '../../intern/known.ts';
import { ptrChild } from '../../intern/pointers.ts';
import { printType } from '../../intern/print-type.ts';
import { errorUnionPayload, TypeKind, typeKind } from '../../intern/types.ts';
import type { ErrorNote } from '../../query/errors.ts';
import { type Src, SrcPart, sub } from '../../query/src.ts';
import { Tag } from '../../zir/inst.ts';
import type { ZirIndex, ZirRef } from '../../zir/ref.ts';
import { addBody } from '../core/air-bodies.ts';
import type { Block } from '../core/block.ts';
import { analyzeBody, resolveInst } from '../core/body.ts';
import { analyzeBodyRuntimeBreak } from '../core/breaks.ts';
import type { Handlers } from '../core/handlers.ts';
import { BODY_END, leaves, type Sema } from '../core/sema.ts';
import { onePossibleValue } from '../types/classify-types.ts';
import { addDeclaredHere } from '../types/type-notes.ts';
import { failWithNeededComptime, resolveDefinedValue } from '../values/operands.ts';
import {
  analyzeErrUnionPayload,
  analyzeErrUnionPayloadPtr,
  isNonErrComptime,
  payloadPtrType,
  ptrIsNonErrComptime,
} from './error-unions.ts';

/** Fails: the operand of a `try` is no error union. */
function failWithNeedlessTry(sema: Sema, block: Block, src: Src, ty: Index): never {
  const notes: ErrorNote[] = [];
  addDeclaredHere(sema, ty, notes);
  notes.push({ chunk: block.frame.chunk, src, message: "consider omitting 'try'" });
  return sema.fail(block, src, `expected error union type, found '${printType(sema.pool, ty)}'`, notes);
}

/** `try`: the payload of the operand, or its body, which returns. */
function zirTry(sema: Sema, parent: Block, inst: ZirIndex): AirRef {
  const frame = parent.frame;
  const src = frame.src[inst];
  const operandSrc = sub(src, SrcPart.un_operand);
  const payload = frame.a[inst];
  const bodyLen = frame.extra[payload + 1];
  const operand = resolveInst(parent, frame.extra[payload] as ZirRef);
  const ty = sema.typeOf(operand);
  if (typeKind(sema.pool, ty) !== TypeKind.error_union) failWithNeedlessTry(sema, parent, operandSrc, ty);
  const known = isNonErrComptime(sema, parent, operandSrc, operand);
  if (known !== NO_INDEX) {
    if (resolveDefinedValue(sema, parent, operandSrc, interned(known)) === Val.true) {
      return analyzeErrUnionPayload(sema, parent, src, operand, false);
    }
    return tryBody(analyzeBody(sema, parent, payload + 2, bodyLen));
  }
  if (parent.isComptime) {
    failWithNeededComptime(sema, parent, operandSrc, null);
  }
  const failing = parent.sub();
  analyzeBodyRuntimeBreak(sema, failing, payload + 2, bodyLen);
  const body = addBody(sema, failing.insts);
  const payloadTy = errorUnionPayload(sema.pool, ty);
  const result = sema.emit(parent, AirTag.try, payloadTy, operand, body);
  const only = onePossibleValue(sema, parent, src, payloadTy);
  return only === NO_INDEX ? result : interned(only);
}

/** The body of a `try` does not fall through. */
function tryBody(result: AirRef): AirRef {
  return leaves(result) ? result : BODY_END;
}

/** `try_ptr`: a pointer to the payload of what the operand points to. */
function zirTryPtr(sema: Sema, parent: Block, inst: ZirIndex): AirRef {
  const frame = parent.frame;
  const src = frame.src[inst];
  const operandSrc = sub(src, SrcPart.un_operand);
  const payload = frame.a[inst];
  const bodyLen = frame.extra[payload + 1];
  const operand = resolveInst(parent, frame.extra[payload] as ZirRef);
  const ptrTy = sema.typeOf(operand);
  const ty = ptrChild(sema.pool, ptrTy);
  if (typeKind(sema.pool, ty) !== TypeKind.error_union) failWithNeedlessTry(sema, parent, operandSrc, ty);
  const known = ptrIsNonErrComptime(sema, parent, operandSrc, operand);
  if (known !== NO_INDEX) {
    if (resolveDefinedValue(sema, parent, operandSrc, interned(known)) === Val.true) {
      return analyzeErrUnionPayloadPtr(sema, parent, src, operand, false, false);
    }
    return tryBody(analyzeBody(sema, parent, payload + 2, bodyLen));
  }
  if (parent.isComptime) {
    failWithNeededComptime(sema, parent, operandSrc, null);
  }
  const failing = parent.sub();
  analyzeBodyRuntimeBreak(sema, failing, payload + 2, bodyLen);
  const body = addBody(sema, failing.insts);
  return sema.emit(parent, AirTag.try_ptr, payloadPtrType(sema, ptrTy, ty), operand, body);
}

export const tryHandlers: Handlers = {
  [Tag.try]: zirTry,
  [Tag.try_ptr]: zirTryPtr,
};
