import type { Index } from '../../intern/ids.ts';
import { ptrSize } from '../../intern/pointers.ts';
import { printType } from '../../intern/print-type.ts';
import { childType, TypeKind, typeKind } from '../../intern/types.ts';
import type { ErrorNote } from '../../query/errors.ts';
import type { Src } from '../../query/src.ts';
import type { Block } from '../core/block.ts';
import type { Sema } from '../core/sema.ts';
import { failWithType } from '../types/type-notes.ts';
import { failWithComptimeCause } from '../values/operands.ts';

/** Fails: `ty` is not a type that `.{ .a = b }` makes values of. */
export function failWithStructInitNotSupported(sema: Sema, block: Block, src: Src, ty: Index): never {
  return failWithType(sema, block, src, 'type', ty, 'does not support struct initialization syntax');
}

/** Fails: the initial value at `src` of a `kind` of type `ty`, which exists at compile time only, is not known. */
export function failWithComptimeOnlyInit(sema: Sema, block: Block, src: Src, kind: string, ty: Index): never {
  const text = `initializer of comptime-only ${kind} '{}' must be comptime-known`;
  return failWithComptimeCause(sema, block, src, { chunk: block.frame.chunk, src, text, type: ty, declared: null });
}

/** Fails: `ty` is not a type that `.{ a, b }` makes values of. */
export function failWithArrayInitNotSupported(sema: Sema, block: Block, src: Src, ty: Index): never {
  const pool = sema.pool;
  const notes: ErrorNote[] = [];
  if (typeKind(pool, ty) === TypeKind.pointer && ptrSize(pool, ty) === 'slice') {
    const message = `inferred array length is specified with an underscore: '[_]${printType(pool, childType(pool, ty))}'`;
    notes.push({ chunk: block.frame.chunk, src, message });
  }
  return sema.fail(block, src, `type '${printType(pool, ty)}' does not support array initialization syntax`, notes);
}
