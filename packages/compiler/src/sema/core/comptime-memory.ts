import type { AirRef } from '../../air/air.ts';
import { fieldsLen, fieldType, fieldValue, isContainer } from '../../intern/containers.ts';
import { type Index, InternalFault, NO_INDEX } from '../../intern/ids.ts';
import { ItemTag } from '../../intern/item.ts';
import { Val } from '../../intern/known.ts';
import { ptrType, slicePtrType } from '../../intern/pointers.ts';
import type { InternPool } from '../../intern/pool.ts';
import { ptrToComptimeAlloc } from '../../intern/ptr-values.ts';
import {
  arrayLen,
  childType,
  errorUnionPayload,
  isTuple,
  TypeKind,
  tupleFieldType,
  tupleFieldValue,
  typeKind,
} from '../../intern/types.ts';
import {
  aggregate,
  aggregateElem,
  errorUnionPayloadValue,
  isUndef,
  optSome,
  sliceValue,
  undefValue,
  unionValue,
} from '../../intern/values.ts';
import type { ErrorNote } from '../../query/errors.ts';
import type { Src } from '../../query/src.ts';
import type { Block, Spot } from './block.ts';
import type { Sema } from './sema.ts';

/** A value in memory that can change: as it was interned, or taken apart where a part of it was changed. */
export type Cell = Index | Parts;

/** A value taken apart. */
export interface Parts {
  readonly ty: Index;
  readonly kind: 'elements' | 'optional' | 'error_union' | 'union' | 'slice';
  /** Union: its tag. */
  tag: Index;
  /** Elements or fields; the one payload; a slice's pointer and length. */
  readonly cells: Cell[];
}

/** One piece of memory made at compile time. */
export interface Allocation {
  readonly ty: Index;
  readonly alignment: number;
  /** `Block.runtimeIndex` where it was made: under a later runtime condition it must not change. */
  readonly runtimeIndex: number;
  /** The declaration of the variable that it is. */
  readonly declared: Spot;
  value: Cell;
}

/** The memory of one Sema that can change at compile time. Pointers to it name an allocation by its number. */
export class MutableMemory {
  readonly allocations: Allocation[] = [];

  /** New memory of type `ty`, declared at `src`, undefined at first. Returns a mutable pointer to it; `alignment` 0 is the natural one. */
  allocate(sema: Sema, block: Block, src: Src, ty: Index, alignment: number): AirRef {
    const number = this.allocations.length;
    const value = undefValue(sema.pool, ty);
    const declared = block.at(typeof src === 'number' ? src : src.base);
    this.allocations.push({ ty, alignment, runtimeIndex: block.runtimeIndex, declared, value });
    const ptrTy = ptrType(sema.pool, { child: ty, alignment });
    return ptrToComptimeAlloc(sema.pool, ptrTy, number) as number as AirRef;
  }
}

/** The value in `cell`, interned. */
export function internCell(pool: InternPool, cell: Cell): Index {
  if (typeof cell === 'number') return cell;
  const parts = cell.cells.map((part) => internCell(pool, part));
  switch (cell.kind) {
    case 'elements':
      return aggregate(pool, cell.ty, parts);
    case 'optional':
      return optSome(pool, cell.ty, parts[0]!);
    case 'error_union':
      return errorUnionPayloadValue(pool, cell.ty, parts[0]!);
    case 'union':
      return unionValue(pool, cell.ty, cell.tag, parts[0]!);
    case 'slice':
      if (parts.every((part) => isUndef(pool, part))) return undefValue(pool, cell.ty);
      return sliceValue(pool, cell.ty, parts[0]!, parts[1]!);
  }
}

/** How many elements or fields a value of the aggregate type `ty` has. */
export function elementCount(pool: InternPool, ty: Index): number {
  return isContainer(pool, ty) ? fieldsLen(pool, ty) : arrayLen(pool, ty);
}

/** Type of element or field `i` of the aggregate type `ty`. */
export function elementType(pool: InternPool, ty: Index, i: number): Index {
  if (isTuple(pool, ty)) return tupleFieldType(pool, ty, i);
  return isContainer(pool, ty) ? fieldType(pool, ty, i) : childType(pool, ty);
}

/** Element or field `i` of the interned aggregate `value` of type `ty`, which may be undefined. */
export function elementOf(pool: InternPool, value: Index, ty: Index, i: number): Index {
  if (isUndef(pool, value)) {
    const fixed = isTuple(pool, ty) ? tupleFieldValue(pool, ty, i) : NO_INDEX;
    return fixed === NO_INDEX ? undefValue(pool, elementType(pool, ty, i)) : fixed;
  }
  // `.{}` is one value whatever its type.
  if (pool.tag(value) === ItemTag.simple_value) return fieldValue(pool, ty, i);
  return aggregateElem(pool, value, i);
}

/** `cell` taken apart as a value of type `ty`. For a union `tag` and `payloadTy` say which field is meant to be active. */
export function takeApart(
  pool: InternPool,
  cell: Cell,
  ty: Index,
  tag: Index = NO_INDEX,
  payloadTy: Index = NO_INDEX,
): Parts {
  if (typeof cell !== 'number') return cell;
  const value = cell;
  const undef = isUndef(pool, value);
  switch (typeKind(pool, ty)) {
    case TypeKind.array:
    case TypeKind.vector:
    case TypeKind.struct: {
      const cells: Cell[] = [];
      const len = elementCount(pool, ty);
      for (let i = 0; i < len; i++) cells.push(elementOf(pool, value, ty, i));
      return { ty, kind: 'elements', tag: NO_INDEX, cells };
    }
    case TypeKind.optional: {
      const payload =
        undef || pool.tag(value) === ItemTag.opt_null
          ? undefValue(pool, childType(pool, ty))
          : (pool.word(value, 1) as Index);
      return { ty, kind: 'optional', tag: NO_INDEX, cells: [payload] };
    }
    case TypeKind.error_union: {
      const isPayload = pool.tag(value) === ItemTag.error_union_payload;
      const payload = isPayload ? (pool.word(value, 1) as Index) : undefValue(pool, errorUnionPayload(pool, ty));
      return { ty, kind: 'error_union', tag: NO_INDEX, cells: [payload] };
    }
    case TypeKind.union: {
      if (undef) return { ty, kind: 'union', tag, cells: [undefValue(pool, payloadTy)] };
      return { ty, kind: 'union', tag: pool.word(value, 1) as Index, cells: [pool.word(value, 2) as Index] };
    }
    case TypeKind.pointer: {
      if (undef)
        return { ty, kind: 'slice', tag: NO_INDEX, cells: [undefValue(pool, slicePtrType(pool, ty)), Val.undefUsize] };
      return { ty, kind: 'slice', tag: NO_INDEX, cells: [pool.word(value, 1) as Index, pool.word(value, 2) as Index] };
    }
    default:
      throw new InternalFault(`a value of kind ${TypeKind[typeKind(pool, ty)]} has no parts`);
  }
}

/** Fails where memory made before a runtime condition would be changed under it. */
export function checkComptimeStore(sema: Sema, block: Block, src: Src, allocation: Allocation): void {
  if (allocation.runtimeIndex >= block.runtimeIndex) return;
  const notes: ErrorNote[] = [];
  if (block.runtimeCond !== null) notes.push({ ...block.runtimeCond, message: 'runtime condition here' });
  else if (block.runtimeLoop !== null) notes.push({ ...block.runtimeLoop, message: 'non-inline loop here' });
  if (notes.length === 0) return;
  const text =
    block.runtimeCond !== null
      ? 'store to comptime variable depends on runtime condition'
      : 'cannot store to comptime variable in non-inline loop';
  sema.fail(block, src, text, notes);
}
