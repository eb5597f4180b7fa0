import type { AirRef } from '../../air/air.ts';
import { isPackedStruct } from '../../intern/containers.ts';
import type { Index } from '../../intern/ids.ts';
import { Ty } from '../../intern/known.ts';
import { ptrType } from '../../intern/pointers.ts';
import { printType } from '../../intern/print-type.ts';
import { intBits, intSigned, TypeKind, typeKind } from '../../intern/types.ts';
import type { ErrorNote } from '../../query/errors.ts';
import type { Src } from '../../query/src.ts';
import type { Block } from '../core/block.ts';
import type { Sema } from '../core/sema.ts';
import { explainNotExtern, validateExternType } from '../types/extern-types.ts';
import { addDeclaredHere } from '../types/type-notes.ts';
import { coerce } from './coerce.ts';

/** An argument of a C function past its parameters: promoted as C does. What is only asked for its type is never passed. */
export function coerceVarArg(sema: Sema, block: Block, value: AirRef, src: Src): AirRef {
  if (block.isTypeof) return value;
  const pool = sema.pool;
  const ty = sema.typeOf(value);
  let promoted = value;
  switch (typeKind(pool, ty)) {
    case TypeKind.comptime_int:
    case TypeKind.comptime_float:
      return sema.fail(
        block,
        src,
        'integer and float literals passed to variadic function must be casted to a fixed-size number type',
      );
    case TypeKind.fn:
      promoted = coerce(sema, block, ptrType(pool, { child: ty, isConst: true }), value, src);
      break;
    case TypeKind.array:
      return sema.fail(block, src, 'arrays must be passed by reference to variadic function');
    case TypeKind.float:
      if (ty === Ty.f16 || ty === Ty.f32) promoted = coerce(sema, block, Ty.f64, value, src);
      break;
    case TypeKind.int:
    case TypeKind.enum:
    case TypeKind.struct:
      promoted = promoteInt(sema, block, value, ty, src);
      break;
    default:
      break;
  }
  const promotedTy = sema.typeOf(promoted);
  if (!validateExternType(sema, block, src, promotedTy, 'param_ty')) {
    const notes: ErrorNote[] = [];
    explainNotExtern(sema, block, src, promotedTy, 'param_ty', notes);
    addDeclaredHere(sema, promotedTy, notes);
    sema.fail(block, src, `cannot pass '${printType(pool, promotedTy)}' to variadic function`, notes);
  }
  return promoted;
}

/** An integer, or what is one in memory, of up to 32 bits as a C `int`. */
function promoteInt(sema: Sema, block: Block, value: AirRef, ty: Index, src: Src): AirRef {
  const { pool } = sema;
  if (typeKind(pool, ty) === TypeKind.struct && !isPackedStruct(pool, ty)) return value;
  if (!validateExternType(sema, block, src, ty, 'param_ty')) return value;
  const isSigned = intSigned(pool, ty);
  const bits = intBits(pool, ty);
  if (bits <= 32) return coerce(sema, block, isSigned ? Ty.c_int : Ty.c_uint, value, src);
  if (bits <= 64) return coerce(sema, block, isSigned ? Ty.c_longlong : Ty.c_ulonglong, value, src);
  return value;
}
