import { comptimeOnly } from '../../intern/classify.ts';
import { fieldIsComptime, fieldsLen, fieldType } from '../../intern/containers.ts';
import type { Index, TrackedIndex } from '../../intern/ids.ts';
import { ItemTag } from '../../intern/item.ts';
import { printType } from '../../intern/print-type.ts';
import { childType, errorUnionPayload, TypeKind, typeKind } from '../../intern/types.ts';
import type { ErrorNote } from '../../query/errors.ts';
import { type Src, SrcPart } from '../../query/src.ts';
import type { Block } from '../core/block.ts';
import type { Sema } from '../core/sema.ts';
import { typePartSrc } from './type-notes.ts';

/** Adds the notes that say why values of type `ty`, whose layout is known, exist at compile time only. */
export function explainComptimeOnly(sema: Sema, block: Block, src: Src, ty: Index, notes: ErrorNote[]): void {
  explain(sema, block.frame.chunk, src, ty, notes);
}

function explain(sema: Sema, chunk: TrackedIndex, src: Src, ty: Index, notes: ErrorNote[]): void {
  const pool = sema.pool;
  switch (typeKind(pool, ty)) {
    case TypeKind.fn:
      notes.push({ chunk, src, message: `use '*const ${printType(pool, ty)}' for a function pointer type` });
      return;
    case TypeKind.type:
      notes.push({ chunk, src, message: 'types are not available at runtime' });
      return;
    case TypeKind.array:
    case TypeKind.vector:
    case TypeKind.optional:
      explain(sema, chunk, src, childType(pool, ty), notes);
      return;
    case TypeKind.error_union:
      explain(sema, chunk, src, errorUnionPayload(pool, ty), notes);
      return;
    case TypeKind.struct:
    case TypeKind.union:
      explainFields(sema, chunk, src, ty, notes);
  }
}

/** The first field that exists at compile time only is the reason. */
function explainFields(sema: Sema, chunk: TrackedIndex, src: Src, ty: Index, notes: ErrorNote[]): void {
  const pool = sema.pool;
  const isUnion = pool.tag(ty) === ItemTag.type_union;
  const len = fieldsLen(pool, ty);
  for (let i = 0; i < len; i++) {
    const fieldTy = fieldType(pool, ty, i);
    if ((!isUnion && fieldIsComptime(pool, ty, i)) || !comptimeOnly(pool, fieldTy)) continue;
    if (pool.tag(ty) === ItemTag.type_tuple) {
      const message = `tuple requires comptime because of field of type '${printType(pool, fieldTy)}'`;
      notes.push({ chunk, src, message });
      explain(sema, chunk, src, fieldTy, notes);
      return;
    }
    const place = typePartSrc(sema, ty, SrcPart.container_field_type, i);
    notes.push({ ...place, message: `${isUnion ? 'union' : 'struct'} requires comptime because of this field` });
    explain(sema, place.chunk, place.src, fieldTy, notes);
    return;
  }
}
