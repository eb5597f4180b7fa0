import { type AirRef, AirTag, interned } from '../../air/air.ts';
import { funcOwnerDecl, isFunc } from '../../intern/functions.ts';
import { NO_INDEX } from '../../intern/ids.ts';
import { ptrType, ptrTypeWith } from '../../intern/pointers.ts';
import type { Src } from '../../query/src.ts';
import type { Block } from '../core/block.ts';
import { constantPtr } from '../core/constants.ts';
import { resolveLayout } from '../core/facts.ts';
import type { Sema } from '../core/sema.ts';
import { resolveValue } from '../values/operands.ts';
import { refDecl } from './decl-refs.ts';
import { storeValue } from './pointers.ts';

/** Takes the address of a value: a constant's, or memory that it is stored in. `alignment`: of that, or 0 for the usual one. */
export function analyzeRef(sema: Sema, block: Block, src: Src, operand: AirRef, alignment = 0): AirRef {
  const pool = sema.pool;
  const ty = sema.typeOf(operand);
  const value = resolveValue(sema, operand);
  if (value !== NO_INDEX) {
    // A function is where it is, whatever it is called.
    if (isFunc(pool, value)) return refDecl(sema, block, src, funcOwnerDecl(pool, value));
    return interned(constantPtr(pool, value, alignment));
  }
  // At compile time, too: of such a pointer only the type is of use then, and nothing needs to be stored.
  resolveLayout(sema, block, src, ty, 'pointer access');
  const mutable = sema.emit(block, AirTag.alloc, ptrType(pool, { child: ty, alignment }));
  if (!block.isComptime) storeValue(sema, block, src, mutable, operand, src, src);
  return sema.emit(block, AirTag.bitcast, ptrType(pool, { child: ty, isConst: true, alignment }), mutable);
}

/** The pointer `ptr`, through which nothing is written any more. */
export function makePtrConst(sema: Sema, block: Block, ptr: AirRef): AirRef {
  return sema.emit(block, AirTag.bitcast, ptrTypeWith(sema.pool, sema.typeOf(ptr), { isConst: true }), ptr);
}
