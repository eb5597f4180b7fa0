import type { AirRef } from '../../air/air.ts';
import type { Index } from '../../intern/ids.ts';
import { Ty } from '../../intern/known.ts';
import { isPtr, ptrChild } from '../../intern/pointers.ts';
import { printType } from '../../intern/print-type.ts';
import { errorUnionPayload, TypeKind, typeKind } from '../../intern/types.ts';
import type { Src } from '../../query/src.ts';
import { Tag } from '../../zir/inst.ts';
import type { ZirIndex, ZirRef } from '../../zir/ref.ts';
import type { Block } from '../core/block.ts';
import { resolveInst } from '../core/body.ts';
import type { Handlers } from '../core/handlers.ts';
import { type Sema, VOID_VALUE } from '../core/sema.ts';

/** Fails where a value of type `ty` is an error, or any value, that is not used. */
export function ensureResultUsed(sema: Sema, block: Block, ty: Index, src: Src): void {
  const chunk = block.frame.chunk;
  switch (typeKind(sema.pool, ty)) {
    case TypeKind.void:
    case TypeKind.noreturn:
      return;
    case TypeKind.error_set:
      sema.fail(block, src, 'error set is ignored');
      break;
    case TypeKind.error_union:
      sema.fail(block, src, 'error union is ignored', [
        { chunk, src, message: "consider using 'try', 'catch', or 'if'" },
      ]);
    default:
      sema.fail(block, src, `value of type '${printType(sema.pool, ty)}' ignored`, [
        { chunk, src, message: 'all non-void values must be used' },
        { chunk, src, message: "to discard the value, assign it to '_'" },
      ]);
  }
}

function zirEnsureResultUsed(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const operand = resolveInst(block, block.frame.a[inst] as ZirRef);
  ensureResultUsed(sema, block, sema.typeOf(operand), block.frame.src[inst]);
  return VOID_VALUE;
}

function zirEnsureResultNonError(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const src = block.frame.src[inst];
  const operand = resolveInst(block, block.frame.a[inst] as ZirRef);
  switch (typeKind(sema.pool, sema.typeOf(operand))) {
    case TypeKind.error_set:
      return sema.fail(block, src, 'error set is discarded');
    case TypeKind.error_union:
      return sema.fail(block, src, 'error union is discarded', [
        { chunk: block.frame.chunk, src, message: "consider using 'try', 'catch', or 'if'" },
      ]);
    default:
      return VOID_VALUE;
  }
}

function zirEnsureErrUnionPayloadVoid(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const src = block.frame.src[inst];
  const pool = sema.pool;
  let ty = sema.typeOf(resolveInst(block, block.frame.a[inst] as ZirRef));
  if (isPtr(pool, ty)) ty = ptrChild(pool, ty);
  if (typeKind(pool, ty) !== TypeKind.error_union) return VOID_VALUE;
  const payloadTy = errorUnionPayload(pool, ty);
  if (payloadTy === Ty.void || payloadTy === Ty.noreturn) return VOID_VALUE;
  return sema.fail(block, src, 'error union payload is ignored', [
    { chunk: block.frame.chunk, src, message: "payload value can be explicitly ignored with '|_|'" },
  ]);
}

export const resultUsedHandlers: Handlers = {
  [Tag.ensure_result_used]: zirEnsureResultUsed,
  [Tag.ensure_result_non_error]: zirEnsureResultNonError,
  [Tag.ensure_err_union_payload_void]: zirEnsureErrUnionPayloadVoid,
};
