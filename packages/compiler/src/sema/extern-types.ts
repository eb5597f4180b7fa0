import { isPtrLikeOptional } from '../intern/classify.ts';
import { ContainerFlag, Layout } from '../intern/container-table.ts';
import { containerLayout, containerOf, tagType } from '../intern/containers.ts';
import { CallConv, funcCallConv } from '../intern/functions.ts';
import type { Index } from '../intern/ids.ts';
import { bitSize } from '../intern/layout.ts';
import { isConstPtr, isSlice } from '../intern/pointers.ts';
import { printType } from '../intern/print-type.ts';
import { childType, intBits, TypeKind, typeKind } from '../intern/types.ts';
import type { Block } from './block.ts';
import { typeHasRuntimeBits, typeRequiresComptime } from './classify-types.ts';
import { explainComptimeOnly } from './comptime-only.ts';
import type { ErrorNote } from './errors.ts';
import { requireFields, resolveFields, resolveLayout } from './facts.ts';
import type { Sema } from './sema.ts';
import type { Src } from './src-loc.ts';

/** Where a type stands that has to have a C ABI. */
export type ExternPosition = 'ret_ty' | 'param_ty' | 'union_field' | 'struct_field' | 'element' | 'other';

function isAbiSize(bits: number): boolean {
  return bits === 0 || bits === 8 || bits === 16 || bits === 32 || bits === 64 || bits === 128;
}

/** How a struct or union is laid out: known as soon as the type is, even while its fields are being worked out. */
function layoutKind(sema: Sema, block: Block, src: Src, ty: Index): Layout {
  resolveFields(sema, block, src, ty);
  return containerLayout(sema.pool, ty);
}

/** Whether the type has a C ABI, where it stands in `position`. */
export function validateExternType(sema: Sema, block: Block, src: Src, ty: Index, position: ExternPosition): boolean {
  const pool = sema.pool;
  switch (typeKind(pool, ty)) {
    case TypeKind.void:
      return position !== 'param_ty' && position !== 'other';
    case TypeKind.noreturn:
      return position === 'ret_ty';
    case TypeKind.opaque:
    case TypeKind.bool:
    case TypeKind.float:
    case TypeKind.anyframe:
      return true;
    case TypeKind.pointer: {
      const child = childType(pool, ty);
      if (typeKind(pool, child) === TypeKind.fn)
        return isConstPtr(pool, ty) && validateExternType(sema, block, src, child, 'other');
      return !isSlice(pool, ty) && !typeRequiresComptime(sema, block, src, ty);
    }
    case TypeKind.int:
      return isAbiSize(intBits(pool, ty));
    case TypeKind.fn: {
      const cc = funcCallConv(pool, ty);
      return position === 'other' && cc !== CallConv.auto && cc !== CallConv.async && cc !== CallConv.inline;
    }
    case TypeKind.enum:
      requireFields(sema, block, src, ty);
      return validateExternType(sema, block, src, tagType(pool, ty), position);
    case TypeKind.struct:
    case TypeKind.union:
      switch (layoutKind(sema, block, src, ty)) {
        case Layout.extern:
          return true;
        case Layout.packed:
          resolveLayout(sema, block, src, ty);
          return isAbiSize(bitSize(pool, ty));
        default:
          return !typeHasRuntimeBits(sema, block, src, ty);
      }
    case TypeKind.array:
      if (position === 'ret_ty' || position === 'param_ty') return false;
      return validateExternType(sema, block, src, childType(pool, ty), 'element');
    case TypeKind.vector:
      return validateExternType(sema, block, src, childType(pool, ty), 'element');
    case TypeKind.optional:
      return isPtrLikeOptional(pool, ty);
    default:
      return false;
  }
}

/** Adds the notes that say why the type has no C ABI. */
export function explainNotExtern(
  sema: Sema,
  block: Block,
  src: Src,
  ty: Index,
  position: ExternPosition,
  notes: ErrorNote[],
): void {
  const pool = sema.pool;
  const note = (message: string): void => {
    notes.push({ chunk: block.frame.chunk, src, message });
  };
  switch (typeKind(pool, ty)) {
    case TypeKind.pointer: {
      if (isSlice(pool, ty)) {
        note('slices have no guaranteed in-memory representation');
        return;
      }
      const child = childType(pool, ty);
      if (!isConstPtr(pool, ty) && typeKind(pool, child) === TypeKind.fn) {
        note(`pointer to extern function must be 'const'`);
      } else if (typeRequiresComptime(sema, block, src, ty)) {
        note(`pointer to comptime-only type '${printType(pool, child)}'`);
        explainComptimeOnly(sema, block, src, ty, notes);
      }
      explainNotExtern(sema, block, src, child, 'other', notes);
      return;
    }
    case TypeKind.void:
      note(`'void' is a zero bit type; for C 'void' use 'anyopaque'`);
      return;
    case TypeKind.noreturn:
      note(`'noreturn' is only allowed as a return type`);
      return;
    case TypeKind.int: {
      const bits = intBits(pool, ty);
      if ((bits & (bits - 1)) !== 0) {
        note('only integers with 0 or power of two bits are extern compatible');
        return;
      }
      note('only integers with 0, 8, 16, 32, 64 and 128 bits are extern compatible');
      return;
    }
    case TypeKind.fn:
      if (position !== 'other') {
        note('type has no guaranteed in-memory representation');
        note(`use '*const ' to make a function pointer type`);
        return;
      }
      switch (funcCallConv(pool, ty)) {
        case CallConv.auto:
          note('extern function must specify calling convention');
          return;
        case CallConv.async:
          note('async function cannot be extern');
          return;
        case CallConv.inline:
          note('inline function cannot be extern');
          return;
        default:
          return;
      }
    case TypeKind.enum:
      note(`enum tag type '${printType(pool, tagType(pool, ty))}' is not extern compatible`);
      explainNotExtern(sema, block, src, tagType(pool, ty), position, notes);
      return;
    case TypeKind.struct:
      note('only extern structs and ABI sized packed structs are extern compatible');
      return;
    case TypeKind.union:
      note('only extern unions and ABI sized packed unions are extern compatible');
      return;
    case TypeKind.array:
      if (position === 'ret_ty') {
        note('arrays are not allowed as a return type');
        return;
      }
      if (position === 'param_ty') {
        note('arrays are not allowed as a parameter type');
        return;
      }
      explainNotExtern(sema, block, src, childType(pool, ty), 'element', notes);
      return;
    case TypeKind.vector:
      explainNotExtern(sema, block, src, childType(pool, ty), 'element', notes);
      return;
    case TypeKind.optional:
      note('only pointer like optionals are extern compatible');
      return;
  }
}

/** Whether a packed struct or union may have a field of the type. */
export function validatePackedType(sema: Sema, block: Block, src: Src, ty: Index): boolean {
  const pool = sema.pool;
  switch (typeKind(pool, ty)) {
    case TypeKind.void:
    case TypeKind.bool:
    case TypeKind.float:
    case TypeKind.int:
    case TypeKind.vector:
      return true;
    case TypeKind.optional:
      return isPtrLikeOptional(pool, ty);
    case TypeKind.enum:
      requireFields(sema, block, src, ty);
      return (
        pool.containers.has(containerOf(pool, ty), ContainerFlag.explicitTag) ||
        pool.containers.has(containerOf(pool, ty), ContainerFlag.nonexhaustive)
      );
    case TypeKind.pointer:
      return !isSlice(pool, ty) && !typeRequiresComptime(sema, block, src, ty);
    case TypeKind.struct:
    case TypeKind.union:
      return layoutKind(sema, block, src, ty) === Layout.packed;
    default:
      return false;
  }
}

/** Adds the notes that say why a packed struct or union cannot have a field of the type. */
export function explainNotPacked(sema: Sema, block: Block, src: Src, ty: Index, notes: ErrorNote[]): void {
  const pool = sema.pool;
  const note = (message: string): void => {
    notes.push({ chunk: block.frame.chunk, src, message });
  };
  switch (typeKind(pool, ty)) {
    case TypeKind.void:
    case TypeKind.bool:
    case TypeKind.float:
    case TypeKind.int:
    case TypeKind.vector:
    case TypeKind.enum:
      return;
    case TypeKind.pointer:
      if (isSlice(pool, ty)) {
        note('slices have no guaranteed in-memory representation');
        return;
      }
      note('comptime-only pointer has no guaranteed in-memory representation');
      explainComptimeOnly(sema, block, src, ty, notes);
      return;
    case TypeKind.fn:
      note('type has no guaranteed in-memory representation');
      note(`use '*const ' to make a function pointer type`);
      return;
    case TypeKind.struct:
      note('only packed structs layout are allowed in packed types');
      return;
    case TypeKind.union:
      note('only packed unions layout are allowed in packed types');
      return;
    default:
      note('type has no guaranteed in-memory representation');
      return;
  }
}
