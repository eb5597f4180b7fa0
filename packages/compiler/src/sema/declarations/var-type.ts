import type { Index } from '../../intern/ids.ts';
import { printType } from '../../intern/print-type.ts';
import { TypeKind, typeKind } from '../../intern/types.ts';
import type { ErrorNote } from '../../query/errors.ts';
import type { Src } from '../../query/src.ts';
import type { Block } from '../core/block.ts';
import type { Sema } from '../core/sema.ts';
import { typeRequiresComptime } from '../types/classify-types.ts';
import { explainComptimeOnly } from '../types/comptime-only.ts';
import { explainNotExtern, validateExternType } from '../types/extern-types.ts';
import { addDeclaredHere } from '../types/type-notes.ts';

/** A variable that exists at run time must have a type that does. */
export function validateVarType(sema: Sema, block: Block, src: Src, ty: Index, isExtern: boolean): void {
  const pool = sema.pool;
  const kind = typeKind(pool, ty);
  const notes: ErrorNote[] = [];
  if (isExtern) {
    if (validateExternType(sema, block, src, ty, 'other')) return;
    explainNotExtern(sema, block, src, ty, 'other', notes);
    sema.fail(block, src, `extern variable cannot have type '${printType(pool, ty)}'`, notes);
  }
  if (kind === TypeKind.opaque) {
    addDeclaredHere(sema, ty, notes);
    sema.fail(block, src, `non-extern variable with opaque type '${printType(pool, ty)}'`, notes);
  }
  if (typeRequiresComptime(sema, block, src, ty, 'variable declared')) {
    explainComptimeOnly(sema, block, src, ty, notes);
    if (kind === TypeKind.comptime_int || kind === TypeKind.comptime_float) {
      const message = 'to modify this variable at runtime, it must be given an explicit fixed-size number type';
      notes.push({ chunk: block.frame.chunk, src, message });
    }
    sema.fail(block, src, `variable of type '${printType(pool, ty)}' must be const or comptime`, notes);
  }
}
