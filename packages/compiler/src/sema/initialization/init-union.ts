import { type AirRef, AirTag } from '../../air/air.ts';
import { Layout } from '../../intern/container-table.ts';
import { containerLayout, fieldType } from '../../intern/containers.ts';
import { type Index, NO_INDEX, type StringIndex } from '../../intern/ids.ts';
import { ptrType } from '../../intern/pointers.ts';
import { TypeKind, typeKind } from '../../intern/types.ts';
import { unionValue } from '../../intern/values.ts';
import { type Src, SrcPart, sub } from '../../query/src.ts';
import { Tag } from '../../zir/inst.ts';
import type { ZirIndex, ZirRef } from '../../zir/ref.ts';
import { storePtr } from '../access/load-store.ts';
import { coerce } from '../coercion/coerce.ts';
import { resolveConstString, resolveType } from '../coercion/operands.ts';
import type { Block } from '../core/block.ts';
import { resolveInst } from '../core/body.ts';
import { validateRuntimeValue } from '../core/comptime-var-refs.ts';
import { resolveLayout } from '../core/facts.ts';
import type { Handlers } from '../core/handlers.ts';
import type { Sema } from '../core/sema.ts';
import { frameString } from '../core/strings.ts';
import { optEuBasePtrInit } from '../errors/optionals.ts';
import { makePtrConst } from '../memory/address-of.ts';
import { constantMaybeRef } from '../memory/aggregates.ts';
import { checkFieldHasValues, unionFieldIndex, unionFieldPtr } from '../memory/union-fields.ts';
import { typeRequiresComptime } from '../types/classify-types.ts';
import { failWithType } from '../types/type-notes.ts';
import { requireRuntimeBlock, resolveValue } from '../values/operands.ts';
import { unionFieldTag } from '../values/union-tags.ts';
import { failWithComptimeOnlyInit } from './init-checks.ts';

/** `struct_init` with the union type `ty`: one field of it. The result is coerced to `resultTy`, or a pointer to that. */
export function unionInitFields(
  sema: Sema,
  block: Block,
  inst: ZirIndex,
  ty: Index,
  resultTy: Index,
  isRef: boolean,
): AirRef {
  const frame = block.frame;
  const pool = sema.pool;
  const { extra, a } = frame;
  const src = frame.src[inst];
  const payload = a[inst];
  if (extra[payload] !== 1) sema.fail(block, src, 'union initialization expects exactly one field');
  const typeInst = extra[payload + 1];
  const fieldSrc = sub(frame.src[typeInst], SrcPart.init_field_name);
  const valueSrc = sub(src, SrcPart.init_elem, 0);
  const name = frameString(pool, frame, extra[a[typeInst] + 1]);
  const index = unionFieldIndex(sema, block, fieldSrc, ty, name);
  const tag = unionFieldTag(sema, block, src, ty, index);
  const fieldTy = fieldType(pool, ty, index);
  checkFieldHasValues(sema, block, src, ty, index);
  const init = coerce(sema, block, fieldTy, resolveInst(block, extra[payload + 2] as ZirRef), valueSrc);
  const known = resolveValue(sema, init);
  if (known !== NO_INDEX) {
    const value = unionValue(pool, ty, tag, known);
    const result = coerce(sema, block, resultTy, value as number as AirRef, src);
    return constantMaybeRef(sema, resolveValue(sema, result), isRef);
  }
  if (typeRequiresComptime(sema, block, src, ty)) failWithComptimeOnlyInit(sema, block, valueSrc, 'union', ty);
  validateRuntimeValue(sema, block, valueSrc, init);
  // Of a packed union the field is cast.
  if (containerLayout(pool, ty) === Layout.packed) requireRuntimeBlock(sema, block, src, valueSrc);
  if (!isRef) {
    requireRuntimeBlock(sema, block, src, null);
    return coerce(sema, block, resultTy, sema.emit(block, AirTag.union_init, ty, index, init), src);
  }
  resolveLayout(sema, block, src, resultTy, 'initialization performed');
  const alloc = sema.emit(block, AirTag.alloc, ptrType(pool, { child: resultTy }));
  const base = optEuBasePtrInit(sema, block, alloc, src);
  const field = unionFieldPtr(sema, block, fieldSrc, base, name, fieldSrc, ty, true);
  storePtr(sema, block, src, field, init, src, src, true);
  return makePtrConst(sema, block, alloc);
}

function zirUnionInit(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  const src = frame.src[inst];
  const payload = frame.a[inst];
  const tySrc = sub(src, SrcPart.builtin_call_arg, 0);
  const nameSrc = sub(src, SrcPart.builtin_call_arg, 1);
  const initSrc = sub(src, SrcPart.builtin_call_arg, 2);
  const ty = resolveType(sema, block, tySrc, frame.extra[payload] as ZirRef);
  if (typeKind(sema.pool, ty) !== TypeKind.union) failWithType(sema, block, tySrc, 'expected union type, found', ty);
  resolveLayout(sema, block, tySrc, ty, 'initialization performed');
  const reason = 'name of field being initialized must be comptime-known';
  const name = resolveConstString(sema, block, nameSrc, frame.extra[payload + 1] as ZirRef, reason);
  const init = resolveInst(block, frame.extra[payload + 2] as ZirRef);
  return unionInit(sema, block, src, init, initSrc, ty, name, nameSrc);
}

/** The union of type `ty` whose field called `name` is `uncoerced`. */
function unionInit(
  sema: Sema,
  block: Block,
  src: Src,
  uncoerced: AirRef,
  initSrc: Src,
  ty: Index,
  name: StringIndex,
  nameSrc: Src,
): AirRef {
  const pool = sema.pool;
  const index = unionFieldIndex(sema, block, nameSrc, ty, name);
  const init = coerce(sema, block, fieldType(pool, ty, index), uncoerced, initSrc);
  const known = resolveValue(sema, init);
  if (known !== NO_INDEX) {
    const tag = unionFieldTag(sema, block, nameSrc, ty, index);
    return unionValue(pool, ty, tag, known) as number as AirRef;
  }
  if (containerLayout(pool, ty) === Layout.packed) requireRuntimeBlock(sema, block, src, initSrc);
  requireRuntimeBlock(sema, block, initSrc, null);
  resolveLayout(sema, block, initSrc, ty, 'initialization performed');
  return sema.emit(block, AirTag.union_init, ty, index, init);
}

export const unionInitHandlers: Handlers = {
  [Tag.union_init]: zirUnionInit,
};
