import { type AirRef, AirTag } from '../../air/air.ts';
import { type Index, NO_INDEX } from '../../intern/ids.ts';
import { isTuple } from '../../intern/types.ts';
import type { ErrorNote } from '../../query/errors.ts';
import { type Src, SrcPart } from '../../query/src.ts';
import type { Block } from '../core/block.ts';
import { constantPtr } from '../core/constants.ts';
import type { Sema } from '../core/sema.ts';
import { typePartSrc } from '../types/type-notes.ts';
import { failWithNeededComptime, resolveValue } from '../values/operands.ts';
import { comptimeFieldValue } from './struct-fields.ts';

/** Emits an `aggregate_init` of type `ty`. */
export function emitAggregate(sema: Sema, block: Block, ty: Index, elems: readonly AirRef[]): AirRef {
  return sema.emit(block, AirTag.aggregate_init, ty, sema.air.extra.pushAll(elems), elems.length);
}

/** A known value, or with `isRef` a pointer to it. */
export function constantMaybeRef(sema: Sema, value: Index, isRef: boolean): AirRef {
  return (isRef ? constantPtr(sema.pool, value) : value) as number as AirRef;
}

/** Fails if field `index` is a comptime field, and `value` is not what it is. */
export function checkComptimeFieldStore(
  sema: Sema,
  block: Block,
  src: Src,
  ty: Index,
  index: number,
  value: AirRef,
): void {
  const expected = comptimeFieldValue(sema, block, src, ty, index);
  if (expected === NO_INDEX) return;
  const found = resolveValue(sema, value);
  if (found === NO_INDEX)
    failWithNeededComptime(sema, block, src, 'value stored to a comptime field must be comptime-known');
  if (found === expected) return;
  const notes: ErrorNote[] = [];
  if (!isTuple(sema.pool, ty))
    notes.push({
      ...typePartSrc(sema, ty, SrcPart.container_field_value, index),
      message: 'default value set here',
    });
  sema.fail(block, src, 'value stored in comptime field does not match the default value of the field', notes);
}
