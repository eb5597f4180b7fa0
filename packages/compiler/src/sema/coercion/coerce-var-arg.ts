import type { AirRef } from '../../air/air.ts';
import { Layout } from '../../intern/container-table.ts';
import { containerLayout } from '../../intern/containers.ts';
import type { Index } from '../../intern/ids.ts';
import { Ty } from '../../intern/known.ts';
import { ptrType } from '../../intern/pointers.ts';
import { printType } from '../../intern/print-type.ts';
import { intBits, intSigned, TypeKind, typeKind } from '../../intern/types.ts';
import type { ErrorNote } from '../../query/errors.ts';
import type { Src } from '../../query/src.ts';
import type { Block } from '../core/block.ts';
import type { Sema } from '../core/sema.ts';
import { backingIntType, explainNotExtern, validateExternType } from '../types/extern-types.ts';
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
    case TypeKind.union:
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

/** An integer, or what is one in memory, as the first of C's `int`, `long` and `long long` that has as many bits. */
function promoteInt(sema: Sema, block: Block, value: AirRef, ty: Index, src: Src): AirRef {
  const { pool } = sema;
  const kind = typeKind(pool, ty);
  const isContainer = kind === TypeKind.struct || kind === TypeKind.union;
  if (isContainer && containerLayout(pool, ty) !== Layout.packed) return value;
  if (!validateExternType(sema, block, src, ty, 'param_ty')) return value;
  const int = isContainer ? backingIntType(pool, ty) : ty;
  const bits = intBits(pool, int);
  const { c } = pool.target;
  const isSigned = intSigned(pool, int);
  if (bits <= c.int.bits) return coerce(sema, block, isSigned ? Ty.c_int : Ty.c_uint, value, src);
  if (bits <= c.long.bits) return coerce(sema, block, isSigned ? Ty.c_long : Ty.c_ulong, value, src);
  if (bits <= c.longlong.bits) return coerce(sema, block, isSigned ? Ty.c_longlong : Ty.c_ulonglong, value, src);
  return value;
}
