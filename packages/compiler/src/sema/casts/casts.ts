import { isPtrLikeOptional } from '../../intern/classify.ts';
import { type Index, NO_INDEX } from '../../intern/ids.ts';
import { Ty } from '../../intern/known.ts';
import { isSlice } from '../../intern/pointers.ts';
import { printType } from '../../intern/print-type.ts';
import { childType, errorUnionPayload, scalarType, TypeKind, typeKind } from '../../intern/types.ts';
import type { ErrorNote } from '../../query/errors.ts';
import type { Src } from '../../query/src.ts';
import { Tag } from '../../zir/inst.ts';
import { refInst, type ZirRef } from '../../zir/ref.ts';
import { resolveTypeOrPoison } from '../coercion/operands.ts';
import type { Block } from '../core/block.ts';
import { resolveInst } from '../core/body.ts';
import type { Sema } from '../core/sema.ts';
import { failWithType } from '../types/type-notes.ts';

/** What is taken off the type of a result location to get the type that a cast is to give. */
export type DestStrategy = 'remove_eu_opt' | 'remove_eu' | 'remove_opt';

/** The type that the cast `builtin` is to give: that of its result location, of whose layers the cast makes only the inner. */
export function resolveDestType(
  sema: Sema,
  block: Block,
  src: Src,
  ref: ZirRef,
  strategy: DestStrategy,
  builtin: string,
): Index {
  const pool = sema.pool;
  let ty = resolveTypeOrPoison(sema, block, src, ref);
  if (ty === NO_INDEX) {
    const notes = unknownTypeNotes(block, ref);
    notes.push({ chunk: block.frame.chunk, src, message: 'use @as to provide explicit result type' });
    return sema.fail(block, src, `${builtin} must have a known result type`, notes);
  }
  if (strategy !== 'remove_opt' && typeKind(pool, ty) === TypeKind.error_union) ty = errorUnionPayload(pool, ty);
  if (strategy !== 'remove_eu' && typeKind(pool, ty) === TypeKind.optional) ty = childType(pool, ty);
  return ty;
}

/** The note that tells why the type that `ref` stands for is not known, if that is for a parameter or a pointer of any type. */
function unknownTypeNotes(block: Block, ref: ZirRef): ErrorNote[] {
  const { chunk, tags, a, extra, src } = block.frame;
  for (let inst = refInst(ref); inst !== -1; ) {
    switch (tags[inst]! as Tag) {
      case Tag.array_init_elem_type:
      case Tag.indexable_ptr_elem_type:
      case Tag.splat_op_result_ty:
        inst = refInst(a[inst]! as ZirRef);
        break;
      case Tag.validate_array_init_ref_ty:
      case Tag.struct_init_field_type:
        inst = refInst(extra[a[inst]!]! as ZirRef);
        break;
      case Tag.elem_type: {
        const operand = a[inst]! as ZirRef;
        if (resolveInst(block, operand) === (Ty.genericPoison as number)) inst = refInst(operand);
        else return [{ chunk, src: src[inst]!, message: 'result type is unknown due to opaque pointer type' }];
        break;
      }
      case Tag.call:
      case Tag.field_call:
        return [{ chunk, src: src[inst]!, message: 'result type is unknown due to anytype parameter' }];
      default:
        return [];
    }
  }
  return [];
}

/** Fails where `ty` is no integer type. Returns whether it is `comptime_int`. */
export function checkIntType(sema: Sema, block: Block, src: Src, ty: Index): boolean {
  if (ty === Ty.comptimeInt) return true;
  if (typeKind(sema.pool, ty) === TypeKind.int) return false;
  return failWithType(sema, block, src, 'expected integer type, found', ty);
}

/** Fails: an integer or a vector of integers is needed. */
export function failWithExpectedIntOrVector(sema: Sema, block: Block, src: Src, ty: Index): never {
  if (typeKind(sema.pool, ty) === TypeKind.vector)
    failWithType(sema, block, src, 'expected vector of integers; found vector of', scalarType(sema.pool, ty));
  return failWithType(sema, block, src, 'expected integer or vector, found', ty);
}

/** Fails where `ty` is neither an integer type, `comptime_int` included, nor a vector of integers. Returns the integer type. */
export function checkIntOrVector(sema: Sema, block: Block, src: Src, ty: Index): Index {
  const pool = sema.pool;
  const scalar = scalarType(pool, ty);
  if (typeKind(pool, scalar) === TypeKind.int || ty === Ty.comptimeInt) return scalar;
  return failWithExpectedIntOrVector(sema, block, src, ty);
}

/** Fails where `ty` is no float type. */
export function checkFloatType(sema: Sema, block: Block, src: Src, ty: Index): void {
  const kind = typeKind(sema.pool, ty);
  if (kind === TypeKind.float || kind === TypeKind.comptime_float) return;
  failWithType(sema, block, src, 'expected float type, found', ty);
}

function useAddressNote(block: Block, src: Src): ErrorNote[] {
  return [{ chunk: block.frame.chunk, src, message: "use '&' to obtain a function pointer" }];
}

/** Fails where `ty` is no type of pointers, optional ones and, with `allowSlice`, slices included. */
export function checkPtrType(sema: Sema, block: Block, src: Src, ty: Index, allowSlice: boolean): void {
  const pool = sema.pool;
  switch (typeKind(pool, ty)) {
    case TypeKind.pointer:
      if (allowSlice || !isSlice(pool, ty)) return;
      break;
    case TypeKind.fn: {
      const text = `expected pointer type, found '${printType(pool, ty)}'`;
      const message = `use '*const ' to make a function pointer type`;
      return sema.fail(block, src, text, [{ chunk: block.frame.chunk, src, message }]);
    }
    case TypeKind.optional:
      if (isPtrLikeOptional(pool, ty) || (allowSlice && isSliceOrOptional(sema, ty))) return;
      break;
    default:
      break;
  }
  failWithNoPointer(sema, block, src, ty);
}

function isSliceOrOptional(sema: Sema, ty: Index): boolean {
  const pool = sema.pool;
  const inner = typeKind(pool, ty) === TypeKind.optional ? childType(pool, ty) : ty;
  return typeKind(pool, inner) === TypeKind.pointer && isSlice(pool, inner);
}

function failWithNoPointer(sema: Sema, block: Block, src: Src, ty: Index): never {
  return failWithType(sema, block, src, 'expected pointer type, found', ty);
}

/** Fails where values of `ty` are no pointers. */
export function checkPtrOperand(sema: Sema, block: Block, src: Src, ty: Index): void {
  const pool = sema.pool;
  const kind = typeKind(pool, ty);
  if (kind === TypeKind.pointer) return;
  if (kind === TypeKind.optional && (isPtrLikeOptional(pool, ty) || isSliceOrOptional(sema, ty))) return;
  if (kind === TypeKind.fn) {
    return sema.fail(block, src, `expected pointer, found '${printType(pool, ty)}'`, useAddressNote(block, src));
  }
  failWithNoPointer(sema, block, src, ty);
}
