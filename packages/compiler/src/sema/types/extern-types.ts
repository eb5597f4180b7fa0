import { isPtrAtRuntime, isPtrLikeOptional } from '../../intern/classify.ts';
import { ContainerFlag, Layout } from '../../intern/container-table.ts';
import { containerLayout, containerOf, tagType } from '../../intern/containers.ts';
import { CallConv } from '../../intern/func-type.ts';
import { funcCallConv } from '../../intern/functions.ts';
import type { Index } from '../../intern/ids.ts';
import { ItemTag } from '../../intern/item.ts';
import { bitSize } from '../../intern/layout.ts';
import { isConstPtr, isSlice } from '../../intern/pointers.ts';
import type { InternPool } from '../../intern/pool.ts';
import { printType } from '../../intern/print-type.ts';
import { childType, intBits, intType, TypeKind, typeKind } from '../../intern/types.ts';
import type { ErrorNote } from '../../query/errors.ts';
import type { Src } from '../../query/src.ts';
import type { Block } from '../core/block.ts';
import { resolveLayout } from '../core/facts.ts';
import type { Sema } from '../core/sema.ts';
import { addDeclaredHere, typeSrc } from './type-notes.ts';

/** Where a type stands that has to have a C ABI. */
export type ExternPosition = 'ret_ty' | 'param_ty' | 'union_field' | 'struct_field' | 'element' | 'other';

function isAbiSize(bits: number): boolean {
  return bits === 0 || bits === 8 || bits === 16 || bits === 32 || bits === 64 || bits === 128;
}

/** Whether the type has a C ABI, where it stands in `position`. */
export function validateExternType(sema: Sema, block: Block, src: Src, ty: Index, position: ExternPosition): boolean {
  resolveLayout(sema, block, src, ty, 'extern declaration');
  return isExternType(sema.pool, ty, position);
}

function isExternType(pool: InternPool, ty: Index, position: ExternPosition): boolean {
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
      if (typeKind(pool, child) === TypeKind.fn) return isConstPtr(pool, ty) && isExternType(pool, child, 'other');
      return !isSlice(pool, ty);
    }
    case TypeKind.int:
      return isAbiSize(intBits(pool, ty));
    case TypeKind.fn: {
      const cc = funcCallConv(pool, ty);
      return position === 'other' && cc !== CallConv.auto && cc !== CallConv.inline;
    }
    case TypeKind.enum:
      return hasWrittenInt(pool, ty) && isExternType(pool, tagType(pool, ty), position);
    case TypeKind.struct:
    case TypeKind.union:
      if (pool.tag(ty) === ItemTag.type_tuple) return false;
      switch (containerLayout(pool, ty)) {
        case Layout.extern:
          return true;
        case Layout.packed:
          return hasWrittenInt(pool, ty) && isAbiSize(bitSize(pool, ty));
        case Layout.auto:
          return false;
      }
    case TypeKind.array:
      if (position === 'ret_ty' || position === 'param_ty') return false;
      return isExternType(pool, childType(pool, ty), 'element');
    case TypeKind.vector:
      return isExternType(pool, childType(pool, ty), 'element');
    case TypeKind.optional:
      return isPtrLikeOptional(pool, ty);
    default:
      return false;
  }
}

/** Whether the integer that an enum, packed struct or packed union is was written. */
function hasWrittenInt(pool: InternPool, ty: Index): boolean {
  return pool.containers.has(containerOf(pool, ty), ContainerFlag.explicitTag);
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
        return;
      }
      explainNotExtern(sema, block, src, child, 'other', notes);
      return;
    }
    case TypeKind.void:
      note(`'void' is a zero bit type`);
      return;
    case TypeKind.noreturn:
      note(`'noreturn' is only allowed as a return type`);
      return;
    case TypeKind.int:
      note(intReason(intBits(pool, ty)));
      return;
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
        case CallConv.inline:
          note('inline function cannot be extern');
          return;
        default:
          return;
      }
    case TypeKind.enum:
      if (!hasWrittenInt(pool, ty)) {
        addInferredTagNotes(sema, ty, notes);
        return;
      }
      notes.push({
        ...typeSrc(sema, ty),
        message: `enum tag type '${printType(pool, tagType(pool, ty))}' is not extern compatible`,
      });
      notes.push({ ...typeSrc(sema, ty), message: intReason(intBits(pool, tagType(pool, ty))) });
      return;
    case TypeKind.struct:
    case TypeKind.union:
      explainAggregate(sema, block, src, ty, position, notes);
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
      note('non-pointer optionals have no guaranteed in-memory representation');
      return;
  }
}

/** Why an integer of so many bits has no C ABI. */
function intReason(bits: number): string {
  return (bits & (bits - 1)) !== 0
    ? 'only integers with 0 or power of two bits are extern compatible'
    : 'only integers with 0, 8, 16, 32, 64 and 128 bits are extern compatible';
}

function explainAggregate(
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
  const kind = TypeKind[typeKind(pool, ty)];
  if (pool.tag(ty) === ItemTag.type_tuple) note('tuples have no guaranteed in-memory representation');
  else if (containerLayout(pool, ty) !== Layout.packed)
    note(`${kind} with automatic layout has no guaranteed in-memory representation`);
  else if (!hasWrittenInt(pool, ty)) note(`inferred backing integer of packed ${kind} has unspecified signedness`);
  else {
    const backing = backingIntType(pool, ty);
    note(`packed ${kind} backing integer type '${printType(pool, backing)}' is not extern compatible`);
    explainNotExtern(sema, block, src, backing, position, notes);
  }
}

/** The integer type that a packed struct or union with a written one is. */
export function backingIntType(pool: InternPool, ty: Index): Index {
  return pool.tag(ty) === ItemTag.type_struct ? tagType(pool, ty) : intType(pool, false, bitSize(pool, ty));
}

/** Adds notes where the enum type `ty` is declared. */
function addInferredTagNotes(sema: Sema, ty: Index, notes: ErrorNote[]): void {
  const place = typeSrc(sema, ty);
  notes.push({ ...place, message: 'integer tag type of enum is inferred' });
  notes.push({ ...place, message: 'consider explicitly specifying the integer tag type' });
}

/** Whether a packed struct or union may have a field of the type, whose layout is known. */
export function validatePackedType(sema: Sema, ty: Index): boolean {
  const pool = sema.pool;
  switch (typeKind(pool, ty)) {
    case TypeKind.void:
    case TypeKind.bool:
    case TypeKind.float:
    case TypeKind.int:
      return true;
    case TypeKind.enum:
      return hasWrittenInt(pool, ty);
    case TypeKind.struct:
    case TypeKind.union:
      return containerLayout(pool, ty) === Layout.packed;
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
    case TypeKind.enum:
      addInferredTagNotes(sema, ty, notes);
      return;
    case TypeKind.pointer:
    case TypeKind.optional:
      if (isPtrAtRuntime(pool, ty)) {
        note('pointers cannot be directly bitpacked');
        note(`consider using 'usize' and '@intFromPtr'`);
        return;
      }
      note(
        isSlice(pool, ty)
          ? 'slices do not have a bit-packed representation'
          : 'type does not have a bit-packed representation',
      );
      return;
    case TypeKind.type:
    case TypeKind.comptime_int:
    case TypeKind.comptime_float:
    case TypeKind.null:
    case TypeKind.undefined:
    case TypeKind.enum_literal:
      note('comptime-only types have no bit-packed representation');
      return;
    case TypeKind.struct:
    case TypeKind.union:
      note(`non-packed ${TypeKind[typeKind(pool, ty)]}s do not have a bit-packed representation`);
      addDeclaredHere(sema, ty, notes);
      return;
    default:
      note('type does not have a bit-packed representation');
  }
}
