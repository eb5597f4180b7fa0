import { TypeKind } from '../../intern/types.ts';
import type { Src } from '../../query/src.ts';
import { Tag } from '../../zir/inst.ts';
import type { Block } from '../core/block.ts';
import type { Sema } from '../core/sema.ts';
import { isFloatKind, isIntKind } from '../values/vectors.ts';

/** Fails unless `kind`, the kind of the scalars of both operands together, is one that the operator `tag` takes. */
export function checkArithmeticOp(
  sema: Sema,
  block: Block,
  src: Src,
  kind: TypeKind,
  lhsKind: TypeKind,
  rhsKind: TypeKind,
  tag: Tag,
): void {
  if (isIntKind(kind) || (isFloatKind(kind) && takesFloats(tag))) return;
  sema.fail(block, src, `invalid operands to binary expression: '${TypeKind[lhsKind]}' and '${TypeKind[rhsKind]}'`);
}

function takesFloats(tag: Tag): boolean {
  switch (tag) {
    case Tag.add:
    case Tag.add_unsafe:
    case Tag.sub:
    case Tag.mul:
    case Tag.div:
    case Tag.div_exact:
    case Tag.div_trunc:
    case Tag.div_floor:
    case Tag.mod:
    case Tag.rem:
    case Tag.mod_rem:
      return true;
    default:
      return false;
  }
}
