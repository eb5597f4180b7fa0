import { type AirRef, AirTag } from '../../air/air.ts';
import type { Index } from '../../intern/ids.ts';
import { Ty } from '../../intern/known.ts';
import { ptrType } from '../../intern/pointers.ts';
import { printType } from '../../intern/print-type.ts';
import type { ErrorNote } from '../../query/errors.ts';
import { type Src, SrcPart, sub } from '../../query/src.ts';
import { Extended } from '../../zir/inst.ts';
import type { ZirIndex, ZirRef } from '../../zir/ref.ts';
import { coerce } from '../coercion/coerce.ts';
import { resolveType } from '../coercion/operands.ts';
import type { Block } from '../core/block.ts';
import { resolveInst } from '../core/body.ts';
import { builtinDecl } from '../core/facts.ts';
import type { Handlers } from '../core/handlers.ts';
import { type Sema, VOID_VALUE } from '../core/sema.ts';
import { explainNotExtern, validateExternType } from '../types/extern-types.ts';
import { addDeclaredHere } from '../types/type-notes.ts';
import { requireRuntimeBlock } from '../values/operands.ts';

function vaListType(sema: Sema, block: Block, src: Src): Index {
  return builtinDecl(sema, block, src, 'VaList');
}

/** The argument `ref`, a pointer to a list. */
function listPtr(sema: Sema, block: Block, src: Src, ref: ZirRef): AirRef {
  const argSrc = sub(src, SrcPart.builtin_call_arg, 0);
  const ty = ptrType(sema.pool, { child: vaListType(sema, block, argSrc) });
  return coerce(sema, block, ty, resolveInst(block, ref), argSrc);
}

/** `@cVaStart()` */
function zirVaStart(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const src = block.frame.src[inst]!;
  const ty = vaListType(sema, block, src);
  requireRuntimeBlock(sema, block, src, null);
  return sema.emit(block, AirTag.c_va_start, ty);
}

/** `@cVaArg(&list, T)` */
function zirVaArg(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const { pool } = sema;
  const { frame } = block;
  const src = frame.src[inst]!;
  const payload = frame.b[inst]!;
  const tySrc = sub(src, SrcPart.builtin_call_arg, 1);
  const list = listPtr(sema, block, src, frame.extra[payload]! as ZirRef);
  const ty = resolveType(sema, block, tySrc, frame.extra[payload + 1]! as ZirRef);
  if (!validateExternType(sema, block, tySrc, ty, 'param_ty')) {
    const notes: ErrorNote[] = [];
    explainNotExtern(sema, block, tySrc, ty, 'param_ty', notes);
    addDeclaredHere(sema, ty, notes);
    sema.fail(block, tySrc, `cannot get '${printType(pool, ty)}' from variadic argument`, notes);
  }
  requireRuntimeBlock(sema, block, src, null);
  return sema.emit(block, AirTag.c_va_arg, ty, list);
}

/** `@cVaCopy(&list)` */
function zirVaCopy(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const { frame } = block;
  const src = frame.src[inst]!;
  const list = listPtr(sema, block, src, frame.extra[frame.b[inst]!]! as ZirRef);
  requireRuntimeBlock(sema, block, src, null);
  return sema.emit(block, AirTag.c_va_copy, vaListType(sema, block, src), list);
}

/** `@cVaEnd(&list)` */
function zirVaEnd(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const { frame } = block;
  const src = frame.src[inst]!;
  const list = listPtr(sema, block, src, frame.extra[frame.b[inst]!]! as ZirRef);
  requireRuntimeBlock(sema, block, src, null);
  sema.emit(block, AirTag.c_va_end, Ty.void, list);
  return VOID_VALUE;
}

export const varArgHandlers: Handlers = {
  extended: {
    [Extended.c_va_start]: zirVaStart,
    [Extended.c_va_arg]: zirVaArg,
    [Extended.c_va_copy]: zirVaCopy,
    [Extended.c_va_end]: zirVaEnd,
  },
};
