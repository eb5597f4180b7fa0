import { type AirRef, AirTag, interned } from '../../air/air.ts';
import { hasDefinedLayout } from '../../intern/classify.ts';
import { Layout } from '../../intern/container-table.ts';
import { containerLayout } from '../../intern/containers.ts';
import { type Index, NO_INDEX } from '../../intern/ids.ts';
import { bitSize } from '../../intern/layout.ts';
import { imageAs } from '../../intern/memory-image.ts';
import { printType } from '../../intern/print-type.ts';
import { childType, TypeKind, typeKind } from '../../intern/types.ts';
import { isUndef, undefValue } from '../../intern/values.ts';
import type { ErrorNote } from '../../query/errors.ts';
import { type Src, SrcPart, sub } from '../../query/src.ts';
import { Tag } from '../../zir/inst.ts';
import type { ZirIndex, ZirRef } from '../../zir/ref.ts';
import type { Block } from '../core/block.ts';
import { resolveInst } from '../core/body.ts';
import { resolveLayout } from '../core/facts.ts';
import type { Handlers } from '../core/handlers.ts';
import type { Sema } from '../core/sema.ts';
import { addDeclaredHere } from '../types/type-notes.ts';
import { requireRuntimeBlock, resolveValue } from '../values/operands.ts';
import { valueWithType } from '../values/value-cast.ts';
import { resolveDestType } from './casts.ts';

/** `@bitCast` */
function zirBitcast(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  const src = frame.src[inst];
  const operandSrc = sub(src, SrcPart.builtin_call_arg, 0);
  const payload = frame.a[inst];
  const destTy = resolveDestType(sema, block, src, frame.extra[payload] as ZirRef, 'remove_eu_opt', '@bitCast');
  const operand = resolveInst(block, frame.extra[payload + 1] as ZirRef);
  const operandTy = sema.typeOf(operand);
  const isInt = (ty: Index): boolean => {
    const kind = typeKind(sema.pool, ty);
    return kind === TypeKind.int || kind === TypeKind.comptime_int;
  };
  const isPtr = (ty: Index): boolean => typeKind(sema.pool, ty) === TypeKind.pointer;
  const [to, from] = [printType(sema.pool, destTy), printType(sema.pool, operandTy)];

  checkHasBits(sema, block, operandSrc, src, destTy, 'to', (isEnum) => {
    if (isEnum) return isInt(operandTy) ? `use @enumFromInt to cast from '${from}'` : '';
    if (isInt(operandTy)) return `use @ptrFromInt to cast from '${from}'`;
    return isPtr(operandTy) ? `use @ptrCast to cast from '${from}'` : '';
  });
  checkHasBits(sema, block, operandSrc, src, operandTy, 'from', (isEnum) => {
    if (isEnum) return isInt(destTy) ? `use @intFromEnum to cast to '${to}'` : '';
    if (isInt(destTy)) return `use @intFromPtr to cast to '${to}'`;
    return isPtr(destTy) ? `use @ptrCast to cast to '${to}'` : '';
  });
  return bitCast(sema, block, destTy, operand, src, operandSrc);
}

/** Fails where the type is not one whose bits `@bitCast` may see. `hint` gives what to use instead, or ''. */
function checkHasBits(
  sema: Sema,
  block: Block,
  operandSrc: Src,
  src: Src,
  ty: Index,
  direction: 'to' | 'from',
  hint: (isEnum: boolean) => string,
): void {
  const pool = sema.pool;
  const at = direction === 'to' ? src : operandSrc;
  const kind = typeKind(pool, ty);
  const notes: ErrorNote[] = [];
  const text = `cannot @bitCast ${direction} '${printType(pool, ty)}'`;
  switch (kind) {
    case TypeKind.array: {
      let elem = childType(pool, ty);
      while (typeKind(pool, elem) === TypeKind.array) elem = childType(pool, elem);
      if (typeKind(pool, elem) === TypeKind.enum) resolveLayout(sema, block, at, elem, 'bit size check');
      if (hasDefinedLayout(pool, elem)) return;
      const message = `array element type '${printType(pool, childType(pool, ty))}' does not have a guaranteed in-memory layout`;
      notes.push({ chunk: block.frame.chunk, src, message });
      return sema.fail(block, src, text, notes);
    }
    case TypeKind.bool:
    case TypeKind.float:
    case TypeKind.int:
    case TypeKind.vector:
      return;
    case TypeKind.enum:
    case TypeKind.pointer: {
      const message = hint(kind === TypeKind.enum);
      if (message !== '') notes.push({ chunk: block.frame.chunk, src: at, message });
      return sema.fail(block, at, text, notes);
    }
    case TypeKind.struct:
    case TypeKind.union:
      if (containerLayout(pool, ty) !== Layout.auto) return;
      addDeclaredHere(sema, ty, notes);
      return sema.fail(block, at, `${text}; ${TypeKind[kind]} does not have a guaranteed in-memory layout`, notes);
    default:
      addDeclaredHere(sema, ty, notes);
      sema.fail(block, at, text, notes);
  }
}

/** The bits of `operand` as a value of type `destTy`: an error as one of another set. Fails where they are not as many. */
export function bitCast(
  sema: Sema,
  block: Block,
  destTy: Index,
  operand: AirRef,
  src: Src,
  operandSrc: Src = src,
): AirRef {
  const pool = sema.pool;
  const operandTy = sema.typeOf(operand);
  resolveLayout(sema, block, src, destTy, 'bit size check');
  resolveLayout(sema, block, src, operandTy, 'bit size check');
  const destBits = bitSize(pool, destTy);
  const operandBits = bitSize(pool, operandTy);
  if (destBits !== operandBits) {
    const [to, from] = [printType(pool, destTy), printType(pool, operandTy)];
    const text = `@bitCast size mismatch: destination type '${to}' has ${destBits} bits but source type '${from}' has ${operandBits} bits`;
    const notes: ErrorNote[] = [];
    addDeclaredHere(sema, destTy, notes);
    addDeclaredHere(sema, operandTy, notes);
    return sema.fail(block, src, text, notes);
  }
  const value = resolveValue(sema, operand);
  if (value !== NO_INDEX) {
    if (operandTy === destTy) return operand;
    if (isUndef(pool, value)) return interned(undefValue(pool, destTy));
    const isError = typeKind(pool, destTy) === TypeKind.error_set;
    const result = isError ? valueWithType(sema, value, destTy) : imageAs(pool, value, destTy);
    if (result !== NO_INDEX) return interned(result);
  }
  requireRuntimeBlock(sema, block, src, operandSrc);
  if (operandTy === destTy) return operand;
  return sema.emit(block, AirTag.bitcast, destTy, operand);
}

export const bitCastHandlers: Handlers = {
  [Tag.bitcast]: zirBitcast,
};
