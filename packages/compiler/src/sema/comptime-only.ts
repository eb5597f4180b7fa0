import { fieldIsComptime, fieldsLen, fieldType } from '../intern/containers.ts';
import { CallConv, funcCallConv, funcIsGeneric } from '../intern/functions.ts';
import type { Index, TrackedIndex } from '../intern/ids.ts';
import { ItemTag } from '../intern/item.ts';
import { printType } from '../intern/print-type.ts';
import { childType, errorUnionPayload, TypeKind, typeKind } from '../intern/types.ts';
import type { Block } from './block.ts';
import { typeRequiresComptime } from './classify-types.ts';
import type { ErrorNote } from './errors.ts';
import type { Sema } from './sema.ts';
import { type Src, SrcPart } from './src-loc.ts';
import { typePartSrc } from './type-notes.ts';

/** Adds the notes that say why values of type `ty` exist at compile time only. */
export function explainComptimeOnly(sema: Sema, block: Block, src: Src, ty: Index, notes: ErrorNote[]): void {
  explain(sema, block, block.frame.chunk, src, ty, notes, new Set());
}

function explain(
  sema: Sema,
  block: Block,
  chunk: TrackedIndex,
  src: Src,
  ty: Index,
  notes: ErrorNote[],
  seen: Set<Index>,
): void {
  const pool = sema.pool;
  const note = (message: string): void => {
    notes.push({ chunk, src, message });
  };
  switch (typeKind(pool, ty)) {
    case TypeKind.fn:
      note(`use '*const ${printType(pool, ty)}' for a function pointer type`);
      return;
    case TypeKind.type:
      note('types are not available at runtime');
      return;
    case TypeKind.array:
    case TypeKind.vector:
    case TypeKind.optional:
      explain(sema, block, chunk, src, childType(pool, ty), notes, seen);
      return;
    case TypeKind.error_union:
      explain(sema, block, chunk, src, errorUnionPayload(pool, ty), notes, seen);
      return;
    case TypeKind.opaque:
      note(`opaque type '${printType(pool, ty)}' has undefined size`);
      return;
    case TypeKind.pointer: {
      const child = childType(pool, ty);
      if (typeKind(pool, child) !== TypeKind.fn) {
        explain(sema, block, chunk, src, child, notes, seen);
        return;
      }
      if (funcIsGeneric(pool, child)) {
        note('function is generic');
        return;
      }
      if (funcCallConv(pool, child) === CallConv.inline) note('function has an inline calling convention');
      return;
    }
    case TypeKind.struct:
    case TypeKind.union: {
      const isStruct = pool.tag(ty) === ItemTag.type_struct;
      if (seen.has(ty) || (!isStruct && pool.tag(ty) !== ItemTag.type_union)) return;
      seen.add(ty);
      const len = fieldsLen(pool, ty);
      for (let i = 0; i < len; i++) {
        const fieldTy = fieldType(pool, ty, i);
        if ((isStruct && fieldIsComptime(pool, ty, i)) || !typeRequiresComptime(sema, block, src, fieldTy)) continue;
        const place = typePartSrc(sema, ty, SrcPart.container_field_type, i);
        notes.push({ ...place, message: `${isStruct ? 'struct' : 'union'} requires comptime because of this field` });
        explain(sema, block, place.chunk, place.src, fieldTy, notes, seen);
      }
    }
  }
}
