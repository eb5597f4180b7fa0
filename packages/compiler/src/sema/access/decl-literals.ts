import type { AirRef } from '../../air/air.ts';
import { type Index, NO_INDEX, type StringIndex } from '../../intern/ids.ts';
import { ptrSize } from '../../intern/pointers.ts';
import { childType, errorUnionPayload, TypeKind, typeKind } from '../../intern/types.ts';
import { enumLiteral } from '../../intern/values.ts';
import type { Src } from '../../query/src.ts';
import { Tag } from '../../zir/inst.ts';
import type { ZirIndex, ZirRef } from '../../zir/ref.ts';
import { coerce } from '../coercion/coerce.ts';
import { resolveTypeOrPoison } from '../coercion/operands.ts';
import type { Block } from '../core/block.ts';
import type { Handlers } from '../core/handlers.ts';
import type { Sema } from '../core/sema.ts';
import { frameString } from '../core/strings.ts';
import { resolveValue } from '../values/operands.ts';
import { fieldVal } from './fields.ts';

/** `.name` with a result type: a declaration or field of that type. */
function zirDeclLiteral(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  const src = frame.src[inst];
  const payload = frame.a[inst];
  const name = frameString(sema.pool, frame, frame.extra[payload + 1]);
  const wanted = resolveTypeOrPoison(sema, block, src, frame.extra[payload] as ZirRef);
  if (wanted === NO_INDEX) return enumLiteral(sema.pool, name) as number as AirRef;
  const result = declLiteral(sema, block, src, wanted, name);
  return frame.tags[inst] === Tag.decl_literal ? coerce(sema, block, wanted, result, src) : result;
}

/** What `.name` is where a value of type `wanted` is expected, not coerced to that yet. */
export function declLiteral(sema: Sema, block: Block, src: Src, wanted: Index, name: StringIndex): AirRef {
  const pool = sema.pool;
  let ty = wanted;
  unwrap: for (;;) {
    switch (typeKind(pool, ty)) {
      case TypeKind.error_union:
        ty = errorUnionPayload(pool, ty);
        break;
      case TypeKind.optional:
        ty = childType(pool, ty);
        break;
      case TypeKind.pointer:
        if (ptrSize(pool, ty) !== 'one') break unwrap;
        ty = childType(pool, ty);
        break;
      case TypeKind.enum_literal:
      case TypeKind.error_set:
        return enumLiteral(pool, name) as number as AirRef;
      default:
        break unwrap;
    }
  }
  const result = fieldVal(sema, block, src, ty as number as AirRef, name, src);
  // A literal is not a load of a variable.
  if (resolveValue(sema, result) === NO_INDEX) sema.fail(block, src, 'decl literal must be comptime-known');
  return result;
}

export const declLiteralHandlers: Handlers = {
  [Tag.decl_literal]: zirDeclLiteral,
  [Tag.decl_literal_no_coerce]: zirDeclLiteral,
};
