import { type AirRef, isInst } from '../../air/air.ts';
import { type Index, NO_INDEX } from '../../intern/ids.ts';
import { Ty } from '../../intern/known.ts';
import { bitSize } from '../../intern/layout.ts';
import { defaultAddressSpace, isSinglePtr, type PtrSize, ptrType } from '../../intern/pointers.ts';
import { printType } from '../../intern/print-type.ts';
import { TypeKind, typeKind } from '../../intern/types.ts';
import type { ErrorNote } from '../../query/errors.ts';
import { type Src, SrcPart, sub } from '../../query/src.ts';
import { Tag } from '../../zir/inst.ts';
import type { ZirIndex, ZirRef } from '../../zir/ref.ts';
import { PtrTypeFlag } from '../../zir/type-expr.ts';
import { coerce } from '../coercion/coerce.ts';
import { analyzeAsAddressSpace, analyzeAsAlign, analyzeAsType, resolveConstInt } from '../coercion/operands.ts';
import type { Block } from '../core/block.ts';
import { resolveInst } from '../core/body.ts';
import { checkComptimeVarReference } from '../core/comptime-var-refs.ts';
import { resolveLayout } from '../core/facts.ts';
import type { Handlers } from '../core/handlers.ts';
import type { Sema } from '../core/sema.ts';
import { checkSentinelType } from '../operators/compare.ts';
import { explainNotPacked, validatePackedType } from '../types/extern-types.ts';
import { failWithType } from '../types/type-notes.ts';
import { resolveConstDefinedValue } from '../values/operands.ts';
import { asRef } from './type-expr.ts';

const PTR_SIZES: readonly PtrSize[] = ['one', 'many', 'slice', 'c'];

function zirPtrType(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  const pool = sema.pool;
  const extra = frame.extra;
  const flags = frame.b[inst] & 0x7f;
  const size = PTR_SIZES[(frame.b[inst] >>> 8) & 3];
  const src = frame.src[inst];
  const elemSrc = sub(src, SrcPart.ptr_elem);
  let at = frame.a[inst];
  const elem = ptrElemType(sema, block, elemSrc, extra[at++] as ZirRef);
  if (typeKind(pool, elem) === TypeKind.noreturn) sema.fail(block, elemSrc, 'pointer to noreturn not allowed');

  let sentinel = NO_INDEX;
  if ((flags & PtrTypeFlag.has_sentinel) !== 0) {
    const sentinelSrc = sub(src, SrcPart.ptr_sentinel);
    const coerced = coerce(sema, block, elem, resolveInst(block, extra[at++] as ZirRef), sentinelSrc);
    const reason = 'pointer sentinel value must be comptime-known';
    sentinel = resolveConstDefinedValue(sema, block, sentinelSrc, coerced, reason);
    checkComptimeVarReference(sema, block, sentinelSrc, sentinel, 'sentinel', 'sentinel');
    checkSentinelType(sema, block, sentinelSrc, elem);
  }
  let alignment = 0;
  if ((flags & PtrTypeFlag.has_align) !== 0)
    alignment = analyzeAsAlign(sema, block, sub(src, SrcPart.ptr_align), resolveInst(block, extra[at++] as ZirRef));
  let addressSpace = defaultAddressSpace(pool, elem);
  if ((flags & PtrTypeFlag.has_addrspace) !== 0) {
    const addrspaceSrc = sub(src, SrcPart.ptr_addrspace);
    const ref = resolveInst(block, extra[at++] as ZirRef);
    addressSpace = analyzeAsAddressSpace(sema, block, addrspaceSrc, ref, 'pointers');
  }
  let bitOffset = 0;
  let hostSize = 0;
  if ((flags & PtrTypeFlag.has_bit_range) !== 0) {
    const bitSrc = sub(src, SrcPart.ptr_bitoffset);
    const hostSrc = sub(src, SrcPart.ptr_hostsize);
    const bitReason = 'pointer bit-offset must be comptime-known';
    bitOffset = Number(resolveConstInt(sema, block, bitSrc, extra[at] as ZirRef, Ty.u16, bitReason));
    const hostReason = 'pointer host size must be comptime-known';
    hostSize = Number(resolveConstInt(sema, block, hostSrc, extra[at + 1] as ZirRef, Ty.u16, hostReason));
    if (hostSize !== 0) validateBitRange(sema, block, bitSrc, elemSrc, elem, bitOffset, hostSize);
  }

  validatePtrChild(sema, block, elemSrc, elem, size);
  if (hostSize !== 0 && !validatePackedType(sema, elem)) {
    const notes: ErrorNote[] = [];
    explainNotPacked(sema, block, elemSrc, elem, notes);
    sema.fail(block, elemSrc, `bit-pointer cannot refer to value of type '${printType(pool, elem)}'`, notes);
  }
  return asRef(
    ptrType(pool, {
      child: elem,
      size,
      isConst: (flags & PtrTypeFlag.is_mutable) === 0,
      isVolatile: (flags & PtrTypeFlag.is_volatile) !== 0,
      isAllowzero: (flags & PtrTypeFlag.is_allowzero) !== 0,
      sentinel,
      alignment,
      addressSpace,
      bitOffset,
      hostSize,
    }),
  );
}

/** The pointee of a pointer type; where it is a pointer value instead, the message says how it would be a type. */
function ptrElemType(sema: Sema, block: Block, src: Src, ref: ZirRef): Index {
  const operand = resolveInst(block, ref);
  const ty = sema.typeOf(operand);
  if (ty !== Ty.type && !isInst(operand) && isSinglePtr(sema.pool, ty)) {
    sema.fail(block, src, `expected type 'type', found '${printType(sema.pool, ty)}'`, [
      { chunk: block.frame.chunk, src, message: `use '.*' to dereference pointer` },
    ]);
  }
  return analyzeAsType(sema, block, src, operand);
}

function validateBitRange(
  sema: Sema,
  block: Block,
  src: Src,
  elemSrc: Src,
  elem: Index,
  bitOffset: number,
  hostSize: number,
): void {
  const fail = (text: string): never =>
    failWithType(
      sema,
      block,
      src,
      'packed type',
      elem,
      `at bit offset ${bitOffset} ${text} a ${hostSize} byte host integer`,
    );
  const room = hostSize * 8 - bitOffset;
  if (room <= 0) fail(`starts ${-room} bits after the end of`);
  resolveLayout(sema, block, elemSrc, elem, 'bit size check');
  const bits = bitSize(sema.pool, elem);
  if (bits > room) fail(`ends ${bits - room} bits after the end of`);
}

/** Fails if there can be no pointer of `size` to `elem`. */
export function validatePtrChild(sema: Sema, block: Block, src: Src, elem: Index, size: PtrSize): void {
  const pool = sema.pool;
  const kind = typeKind(pool, elem);
  if (size === 'one') return;
  if (kind === TypeKind.fn) sema.fail(block, src, 'function pointers must be single pointers');
  if (kind !== TypeKind.opaque) return;
  failWithType(sema, block, src, 'indexable pointer to opaque type', elem, 'not allowed');
}

export const ptrTypeHandlers: Handlers = {
  [Tag.ptr_type]: zirPtrType,
};
