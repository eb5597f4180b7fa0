import { fieldsLen, fieldType } from '../../intern/containers.ts';
import type { Index } from '../../intern/ids.ts';
import { Ty } from '../../intern/known.ts';
import { isConstPtr, ptrChild, ptrSize } from '../../intern/pointers.ts';
import { printType } from '../../intern/print-type.ts';
import { childType, TypeKind, typeKind } from '../../intern/types.ts';
import type { Src } from '../../query/src.ts';
import type { Block } from '../core/block.ts';
import { resolveLayout } from '../core/facts.ts';
import type { Sema } from '../core/sema.ts';

/** Fails, at `src`, if a file of data cannot give a value of type `ty`, or of a type that is part of it. */
export function checkZonType(sema: Sema, block: Block, src: Src, ty: Index): void {
  check({ sema, block, src, seen: new Set() }, ty);
}

interface Check {
  readonly sema: Sema;
  readonly block: Block;
  readonly src: Src;
  readonly seen: Set<Index>;
}

function check(state: Check, ty: Index): void {
  const { sema, block, src, seen } = state;
  const { pool } = sema;
  switch (typeKind(pool, ty)) {
    case TypeKind.bool:
    case TypeKind.int:
    case TypeKind.float:
    case TypeKind.comptime_int:
    case TypeKind.comptime_float:
    case TypeKind.null:
    case TypeKind.enum:
    case TypeKind.enum_literal:
      return;
    case TypeKind.pointer:
      return checkPointer(state, ty);
    case TypeKind.optional: {
      let child = childType(pool, ty);
      while (typeKind(pool, child) === TypeKind.pointer && ptrSize(pool, child) === 'one') {
        child = ptrChild(pool, child);
      }
      if (typeKind(pool, child) === TypeKind.optional) refuse(state, ty, 'ZON does not allow nested optionals');
      return check(state, childType(pool, ty));
    }
    case TypeKind.array:
    case TypeKind.vector:
      return check(state, childType(pool, ty));
    case TypeKind.struct:
    case TypeKind.union:
      if (seen.has(ty)) return;
      seen.add(ty);
      resolveLayout(sema, block, src, ty, 'initialization performed');
      for (let i = 0; i < fieldsLen(pool, ty); i++) {
        const field = fieldType(pool, ty, i);
        if (field !== Ty.void || typeKind(pool, ty) === TypeKind.struct) check(state, field);
      }
      return;
    default:
      refuse(state, ty, '');
  }
}

function checkPointer(state: Check, ty: Index): void {
  const { pool } = state.sema;
  if (!isConstPtr(pool, ty)) refuse(state, ty, 'ZON does not allow mutable pointers');
  if (ptrSize(pool, ty) === 'many') refuse(state, ty, 'ZON does not allow many-pointers');
  if (ptrSize(pool, ty) === 'c') refuse(state, ty, 'ZON does not allow C pointers');
  check(state, ptrChild(pool, ty));
}

function refuse({ sema, block, src }: Check, ty: Index, hint: string): never {
  const notes = hint === '' ? [] : [{ chunk: block.frame.chunk, src, message: hint }];
  return sema.fail(block, src, `type '${printType(sema.pool, ty)}' is not available in ZON`, notes);
}
