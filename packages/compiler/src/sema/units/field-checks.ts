import type { FieldKey } from '../../intern/container-table.ts';
import { Layout } from '../../intern/container-table.ts';
import { printType } from '../../intern/print-type.ts';
import { TypeKind, typeKind } from '../../intern/types.ts';
import type { ErrorNote } from '../../query/errors.ts';
import { SrcPart } from '../../query/src.ts';
import { explainNotExtern, explainNotPacked, validateExternType, validatePackedType } from '../types/extern-types.ts';
import { addDeclaredHere } from '../types/type-notes.ts';
import type { TypeInProgress } from './type-in-progress.ts';

/** Fails if a struct or union with `layout` cannot have `field`, its field `i`. The layout of the field's type is known. */
export function checkField(
  t: TypeInProgress,
  layout: Layout,
  kind: 'struct' | 'union',
  field: FieldKey,
  i: number,
): void {
  const { sema, block } = t;
  const { pool } = sema;
  const ty = field.type;
  const src = t.src(SrcPart.container_field_type, i);
  const notes: ErrorNote[] = [];
  if (typeKind(pool, ty) === TypeKind.opaque) {
    notes.push({ chunk: block.frame.chunk, src, message: 'opaque types have unknown size' });
    addDeclaredHere(sema, ty, notes);
    sema.fail(block, src, `cannot directly embed opaque type '${printType(pool, ty)}' in ${kind}`, notes);
  }
  const position = kind === 'struct' ? 'struct_field' : 'union_field';
  if (layout === Layout.extern && !validateExternType(sema, block, src, ty, position)) {
    explainNotExtern(sema, block, src, ty, position, notes);
    addDeclaredHere(sema, ty, notes);
    sema.fail(block, src, `extern ${kind}s cannot contain fields of type '${printType(pool, ty)}'`, notes);
  }
  if (layout === Layout.packed && !validatePackedType(sema, ty)) {
    explainNotPacked(sema, block, src, ty, notes);
    sema.fail(block, src, `packed ${kind}s cannot contain fields of type '${printType(pool, ty)}'`, notes);
  }
}
