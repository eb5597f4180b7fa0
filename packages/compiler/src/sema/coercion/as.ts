import type { AirRef } from '../../air/air.ts';
import { NO_INDEX } from '../../intern/ids.ts';
import { Ty } from '../../intern/known.ts';
import { TypeKind, typeKind } from '../../intern/types.ts';
import { Tag } from '../../zir/inst.ts';
import { refInst, type ZirIndex, type ZirRef } from '../../zir/ref.ts';
import type { Block } from '../core/block.ts';
import { resolveInst } from '../core/body.ts';
import type { Handlers } from '../core/handlers.ts';
import type { Sema } from '../core/sema.ts';
import { failWithType } from '../types/type-notes.ts';
import { coerce } from './coerce.ts';
import { resolveTypeOrPoison } from './operands.ts';

/**
 * `@as`, and the coercions that lowering writes out. The shift amount form leaves a runtime amount as it is where the type is
 * `comptime_int`: the shift has the better message.
 */
function zirAs(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  const src = frame.src[inst];
  const payload = frame.a[inst];
  const typeRef = frame.extra[payload] as ZirRef;
  const operand = resolveInst(block, frame.extra[payload + 1] as ZirRef);
  const ty = resolveTypeOrPoison(sema, block, src, typeRef);
  if (ty === NO_INDEX) return operand;
  switch (typeKind(sema.pool, ty)) {
    case TypeKind.noreturn:
      return sema.fail(block, src, 'cannot cast to noreturn');
    case TypeKind.opaque: {
      return failWithType(sema, block, src, 'cannot cast to opaque type', ty);
    }
  }
  const isShiftAmount = ty === Ty.comptimeInt && frame.tags[inst] === Tag.as_shift_operand;
  if (isShiftAmount && typeKind(sema.pool, sema.typeOf(operand)) === TypeKind.int) return operand;
  const typeInst = refInst(typeRef);
  const isRet = typeInst !== -1 && frame.tags[typeInst] === Tag.ret_type;
  return coerce(sema, block, ty, operand, src, { isRet });
}

export const asHandlers: Handlers = {
  [Tag.as_node]: zirAs,
  [Tag.as_shift_operand]: zirAs,
};
