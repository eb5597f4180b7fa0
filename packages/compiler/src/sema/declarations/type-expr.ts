import { type AirRef, isInst } from '../../air/air.ts';
import { isPtrLikeOptional } from '../../intern/classify.ts';
import { type Index, NO_INDEX } from '../../intern/ids.ts';
import { Ty } from '../../intern/known.ts';
import { bitSize } from '../../intern/layout.ts';
import {
  type AddressSpace,
  isPtr,
  isSinglePtr,
  isSlice,
  type PtrSize,
  ptrSize,
  ptrType,
} from '../../intern/pointers.ts';
import { printType } from '../../intern/print-type.ts';
import {
  arrayLen,
  arrayType,
  childType,
  errorUnionType,
  intType,
  isTuple,
  optionalType,
  sentinelOf,
  TypeKind,
  tupleFieldType,
  typeKind,
  vectorType,
} from '../../intern/types.ts';
import type { ErrorNote } from '../../query/errors.ts';
import { type Src, SrcPart, sub } from '../../query/src.ts';
import { Extended, Tag } from '../../zir/inst.ts';
import { Ref, type ZirIndex, type ZirRef } from '../../zir/ref.ts';
import { coerce } from '../coercion/coerce.ts';
import {
  analyzeAsAddressSpace,
  analyzeAsAlign,
  analyzeAsType,
  resolveConstInt,
  resolveType,
  resolveTypeOrPoison,
} from '../coercion/operands.ts';
import { resolvePeerTypes } from '../coercion/peer-types.ts';
import type { Block } from '../core/block.ts';
import { analyzeBody, resolveInst } from '../core/body.ts';
import { checkComptimeVarReference } from '../core/comptime-var-refs.ts';
import { resolveLayout } from '../core/facts.ts';
import type { Handlers } from '../core/handlers.ts';
import { leaves, type Sema, VOID_VALUE } from '../core/sema.ts';
import { checkSentinelType } from '../operators/compare.ts';
import { log2IntType, optEuBaseType } from '../types/derived-types.ts';
import { explainNotPacked, validatePackedType } from '../types/extern-types.ts';
import { addDeclaredHere, failWithType } from '../types/type-notes.ts';
import { resolveConstDefinedValue } from '../values/operands.ts';

const POISON = Ref.generic_poison_type as number as AirRef;

/** Bits of the flags of `ptr_type`. */
enum PtrTypeFlag {
  allowzero = 1,
  mutable = 2,
  volatile = 4,
  hasSentinel = 8,
  hasAlign = 16,
  hasAddrspace = 32,
  hasBitRange = 64,
}

const PTR_SIZES: readonly PtrSize[] = ['one', 'many', 'slice', 'c'];

function asRef(ty: Index): AirRef {
  return ty as number as AirRef;
}

function zirIntType(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  return asRef(intType(sema.pool, frame.a[inst] === 1, frame.b[inst]));
}

function zirOptionalType(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  const src = sub(frame.src[inst], SrcPart.un_operand);
  const child = resolveType(sema, block, src, frame.a[inst] as ZirRef);
  validateOptionalChild(sema, block, src, child);
  return asRef(optionalType(sema.pool, child));
}

/** Fails if `?child` is not a type. */
export function validateOptionalChild(sema: Sema, block: Block, src: Src, child: Index): void {
  switch (typeKind(sema.pool, child)) {
    case TypeKind.opaque: {
      const notes: ErrorNote[] = [];
      addDeclaredHere(sema, child, notes);
      sema.fail(block, src, `opaque type '${printType(sema.pool, child)}' cannot be optional`, notes);
    }
    case TypeKind.null:
      sema.fail(block, src, `type '${printType(sema.pool, child)}' cannot be optional`);
  }
}

function zirElemType(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  const wrapped = resolveTypeOrPoison(sema, block, frame.src[inst], frame.a[inst] as ZirRef);
  if (wrapped === NO_INDEX) return POISON;
  const elem = childType(sema.pool, optEuBaseType(sema, wrapped));
  // What a pointer to anyopaque points to is not known: as good as no result type.
  return elem === Ty.anyopaque ? POISON : asRef(elem);
}

function zirIndexablePtrElemType(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  const src = frame.src[inst];
  const ty = resolveTypeOrPoison(sema, block, src, frame.a[inst] as ZirRef);
  if (ty === NO_INDEX) return POISON;
  checkMemOperand(sema, block, src, ty);
  const child = childType(sema.pool, ty);
  return asRef(ptrSize(sema.pool, ty) === 'one' ? childType(sema.pool, child) : child);
}

/** Fails if a value of type `ty` does not point to several items: the operands of `@memcpy` and `@memset`. */
export function checkMemOperand(sema: Sema, block: Block, src: Src, ty: Index): void {
  const pool = sema.pool;
  if (typeKind(pool, ty) === TypeKind.pointer) {
    if (ptrSize(pool, ty) !== 'one' || typeKind(pool, childType(pool, ty)) === TypeKind.array) return;
  }
  sema.fail(block, src, `type '${printType(pool, ty)}' is not an indexable pointer`, [
    { chunk: block.frame.chunk, src, message: 'operand must be a slice, a many pointer or a pointer to an array' },
  ]);
}

/** The type of what `@splat` repeats, for a result of the type that the instruction names. */
function zirSplatOpResultTy(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  const src = frame.src[inst];
  const wrapped = resolveTypeOrPoison(sema, block, src, frame.a[inst] as ZirRef);
  if (wrapped === NO_INDEX) return POISON;
  const ty = optEuBaseType(sema, wrapped);
  switch (typeKind(sema.pool, ty)) {
    case TypeKind.array:
    case TypeKind.vector:
      return asRef(childType(sema.pool, ty));
    default:
      return failWithType(sema, block, src, 'expected array or vector type, found', ty);
  }
}

/** `array_init_elem_type`: of element `b` of an array, vector or tuple. */
function zirArrayInitElemType(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  const pool = sema.pool;
  const wrapped = resolveTypeOrPoison(sema, block, frame.src[inst], frame.a[inst] as ZirRef);
  if (wrapped === NO_INDEX) return POISON;
  const ty = optEuBaseType(sema, wrapped);
  if (typeKind(pool, ty) === TypeKind.struct) {
    if (isTuple(pool, ty) && frame.b[inst] < arrayLen(pool, ty)) return asRef(tupleFieldType(pool, ty, frame.b[inst]));
    return POISON;
  }
  const child = childType(pool, ty);
  return asRef(isSinglePtr(pool, ty) ? childType(pool, child) : child);
}

function zirVectorType(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  const src = frame.src[inst];
  const payload = frame.a[inst];
  const lenSrc = sub(src, SrcPart.builtin_call_arg, 0);
  const elemSrc = sub(src, SrcPart.builtin_call_arg, 1);
  const lenRef = frame.extra[payload] as ZirRef;
  const len = resolveConstInt(sema, block, lenSrc, lenRef, Ty.u32, 'vector length must be comptime-known');
  const elem = resolveType(sema, block, elemSrc, frame.extra[payload + 1] as ZirRef);
  checkVectorElemType(sema, block, elemSrc, elem);
  return asRef(vectorType(sema.pool, Number(len), elem));
}

/** Fails if there can be no vector of `elem`. */
export function checkVectorElemType(sema: Sema, block: Block, src: Src, elem: Index): void {
  const pool = sema.pool;
  switch (typeKind(pool, elem)) {
    case TypeKind.int:
    case TypeKind.float:
    case TypeKind.bool:
      return;
    case TypeKind.optional:
    case TypeKind.pointer:
      if (isPtrLikeOptional(pool, elem) || (isPtr(pool, elem) && !isSlice(pool, elem))) return;
      break;
  }
  failWithType(sema, block, src, 'expected integer, float, bool, or pointer for the vector element type; found', elem);
}

function zirArrayType(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  const src = frame.src[inst];
  const payload = frame.a[inst];
  const lenSrc = sub(src, SrcPart.array_type_len);
  const elemSrc = sub(src, SrcPart.array_type_elem);
  const len = resolveArrayLen(sema, block, lenSrc, frame.extra[payload] as ZirRef);
  const elem = resolveType(sema, block, elemSrc, frame.extra[payload + 1] as ZirRef);
  validateArrayElemType(sema, block, elemSrc, elem);
  return asRef(arrayType(sema.pool, len, elem));
}

function resolveArrayLen(sema: Sema, block: Block, src: Src, ref: ZirRef): number {
  return Number(resolveConstInt(sema, block, src, ref, Ty.usize, 'array length must be comptime-known'));
}

function zirArrayTypeSentinel(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  const src = frame.src[inst];
  const payload = frame.a[inst];
  const sentinelSrc = sub(src, SrcPart.array_type_sentinel);
  const elemSrc = sub(src, SrcPart.array_type_elem);
  const len = resolveArrayLen(sema, block, sub(src, SrcPart.array_type_len), frame.extra[payload] as ZirRef);
  const elem = resolveType(sema, block, elemSrc, frame.extra[payload + 2] as ZirRef);
  validateArrayElemType(sema, block, elemSrc, elem);
  const uncast = resolveInst(block, frame.extra[payload + 1] as ZirRef);
  const coerced = coerce(sema, block, elem, uncast, sentinelSrc);
  const reason = 'array sentinel value must be comptime-known';
  const sentinel = resolveConstDefinedValue(sema, block, sentinelSrc, coerced, reason);
  checkComptimeVarReference(sema, block, sentinelSrc, sentinel, 'sentinel', 'sentinel');
  checkSentinelType(sema, block, sentinelSrc, elem);
  return asRef(arrayType(sema.pool, len, elem, sentinel));
}

function failWithTypeInside(sema: Sema, block: Block, src: Src, what: string, ty: Index): never {
  const notes: ErrorNote[] = [];
  addDeclaredHere(sema, ty, notes);
  return sema.fail(block, src, `${what} '${printType(sema.pool, ty)}' not allowed`, notes);
}

/** Fails if there can be no array of `elem`. */
export function validateArrayElemType(sema: Sema, block: Block, src: Src, elem: Index): void {
  switch (typeKind(sema.pool, elem)) {
    case TypeKind.opaque:
      failWithTypeInside(sema, block, src, 'array of opaque type', elem);
    case TypeKind.noreturn:
      sema.fail(block, src, `array of 'noreturn' not allowed`);
  }
}

function zirErrorUnionType(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  const src = frame.src[inst];
  const payload = frame.a[inst];
  const lhsSrc = sub(src, SrcPart.bin_lhs);
  const rhsSrc = sub(src, SrcPart.bin_rhs);
  const set = resolveType(sema, block, lhsSrc, frame.extra[payload] as ZirRef);
  const child = resolveType(sema, block, rhsSrc, frame.extra[payload + 1] as ZirRef);
  if (typeKind(sema.pool, set) !== TypeKind.error_set)
    failWithType(sema, block, lhsSrc, 'expected error set type, found', set);
  validateErrorUnionPayload(sema, block, rhsSrc, child);
  return asRef(errorUnionType(sema.pool, set, child));
}

/** Fails if there can be no error union with the payload `ty`. */
export function validateErrorUnionPayload(sema: Sema, block: Block, src: Src, ty: Index): void {
  switch (typeKind(sema.pool, ty)) {
    case TypeKind.opaque:
      failWithTypeInside(sema, block, src, 'error union with payload of opaque type', ty);
    case TypeKind.error_set:
      failWithTypeInside(sema, block, src, 'error union with payload of error set type', ty);
  }
}

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
  if ((flags & PtrTypeFlag.hasSentinel) !== 0) {
    const sentinelSrc = sub(src, SrcPart.ptr_sentinel);
    const coerced = coerce(sema, block, elem, resolveInst(block, extra[at++] as ZirRef), sentinelSrc);
    const reason = 'pointer sentinel value must be comptime-known';
    sentinel = resolveConstDefinedValue(sema, block, sentinelSrc, coerced, reason);
    checkComptimeVarReference(sema, block, sentinelSrc, sentinel, 'sentinel', 'sentinel');
    checkSentinelType(sema, block, sentinelSrc, elem);
  }
  let alignment = 0;
  if ((flags & PtrTypeFlag.hasAlign) !== 0)
    alignment = analyzeAsAlign(sema, block, sub(src, SrcPart.ptr_align), resolveInst(block, extra[at++] as ZirRef));
  let addressSpace: AddressSpace = 0;
  if ((flags & PtrTypeFlag.hasAddrspace) !== 0) {
    const addrspaceSrc = sub(src, SrcPart.ptr_addrspace);
    const ref = resolveInst(block, extra[at++] as ZirRef);
    addressSpace = analyzeAsAddressSpace(sema, block, addrspaceSrc, ref, 'pointers');
  }
  let bitOffset = 0;
  let hostSize = 0;
  if ((flags & PtrTypeFlag.hasBitRange) !== 0) {
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
      isConst: (flags & PtrTypeFlag.mutable) === 0,
      isVolatile: (flags & PtrTypeFlag.volatile) !== 0,
      isAllowzero: (flags & PtrTypeFlag.allowzero) !== 0,
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
  const name = printType(sema.pool, elem);
  const start = `packed type '${name}' at bit offset ${bitOffset}`;
  const end = `the end of a ${hostSize} byte host integer`;
  const room = hostSize * 8 - bitOffset;
  if (room <= 0) sema.fail(block, src, `${start} starts ${-room} bits after ${end}`);
  resolveLayout(sema, block, elemSrc, elem, 'bit size check');
  const bits = bitSize(sema.pool, elem);
  if (bits > room) sema.fail(block, src, `${start} ends ${bits - room} bits after ${end}`);
}

/** Fails if there can be no pointer of `size` to `elem`. */
export function validatePtrChild(sema: Sema, block: Block, src: Src, elem: Index, size: PtrSize): void {
  const pool = sema.pool;
  const kind = typeKind(pool, elem);
  if (size === 'one') return;
  if (kind === TypeKind.fn) sema.fail(block, src, 'function pointers must be single pointers');
  if (kind !== TypeKind.opaque) return;
  failWithTypeInside(sema, block, src, 'indexable pointer to opaque type', elem);
}

function zirTypeof(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  return asRef(sema.typeOf(resolveInst(block, block.frame.a[inst] as ZirRef)));
}

function zirTypeofLog2IntType(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  const operand = resolveInst(block, frame.a[inst] as ZirRef);
  return asRef(log2IntType(sema, block, frame.src[inst], sema.typeOf(operand)));
}

/** `@TypeOf(a, b ...)`: the operands are analysed in a body of their own, and not evaluated. */
function zirTypeofPeer(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  const src = frame.src[inst];
  const count = frame.a[inst] >>> 16;
  const payload = frame.b[inst];
  const child = block.sub();
  child.isComptime = false;
  child.isTypeof = true;
  child.wantSafety = false;
  child.label = null;
  const result = analyzeBody(sema, child, frame.extra[payload + 1], frame.extra[payload]);
  if (leaves(result) && (sema.breakFrame !== frame || sema.breakBlock !== inst)) return result;
  const operands: AirRef[] = [];
  const srcs: Src[] = [];
  for (let i = 0; i < count; i++) {
    operands.push(resolveInst(block, frame.extra[payload + 2 + i] as ZirRef));
    srcs.push(sub(src, SrcPart.builtin_call_arg, i));
  }
  return asRef(resolvePeerTypes(sema, block, src, operands, srcs));
}

function zirValidateRefTy(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  const src = frame.src[inst];
  const ty = resolveTypeOrPoison(sema, block, src, frame.a[inst] as ZirRef);
  // Without a result type `&x` is untyped.
  if (ty === NO_INDEX || typeKind(sema.pool, optEuBaseType(sema, ty)) === TypeKind.pointer) return VOID_VALUE;
  return sema.fail(block, src, `expected type '${printType(sema.pool, ty)}', found pointer`, [
    { chunk: block.frame.chunk, src, message: 'address-of operator always returns a pointer' },
  ]);
}

function zirCoercePtrElemTy(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  const pool = sema.pool;
  const src = frame.src[inst];
  const payload = frame.a[inst];
  const value = resolveInst(block, frame.extra[payload + 1] as ZirRef);
  const wrapped = resolveTypeOrPoison(sema, block, src, frame.extra[payload] as ZirRef);
  if (wrapped === NO_INDEX) return value;
  const ptrTy = optEuBaseType(sema, wrapped);
  const elem = childType(pool, ptrTy);
  const valueTy = sema.typeOf(value);
  switch (ptrSize(pool, ptrTy)) {
    case 'one':
      // `*[1]T` from a reference to a `T`, and `*anyopaque`: the pointer is what coerces.
      if (elem === Ty.anyopaque) return value;
      if (typeKind(pool, elem) === TypeKind.array && childType(pool, elem) === valueTy) return value;
      return coerce(sema, block, elem, value, src);
    case 'slice':
    case 'many': {
      const kind = typeKind(pool, valueTy);
      if (kind !== TypeKind.array && kind !== TypeKind.vector && !isTuple(pool, valueTy)) {
        const wanted = printType(pool, elem);
        sema.fail(block, src, `expected array of '${wanted}', found '${printType(pool, valueTy)}'`);
      }
      const arrayTy = arrayType(pool, arrayLen(pool, valueTy), elem, sentinelOf(pool, ptrTy));
      return coerce(sema, block, arrayTy, value, src);
    }
    case 'c':
      return value;
  }
}

export const typeExprHandlers: Handlers = {
  [Tag.int_type]: zirIntType,
  [Tag.optional_type]: zirOptionalType,
  [Tag.elem_type]: zirElemType,
  [Tag.indexable_ptr_elem_type]: zirIndexablePtrElemType,
  [Tag.splat_op_result_ty]: zirSplatOpResultTy,
  [Tag.array_init_elem_type]: zirArrayInitElemType,
  [Tag.vector_type]: zirVectorType,
  [Tag.array_type]: zirArrayType,
  [Tag.array_type_sentinel]: zirArrayTypeSentinel,
  [Tag.error_union_type]: zirErrorUnionType,
  [Tag.ptr_type]: zirPtrType,
  [Tag.typeof]: zirTypeof,
  [Tag.typeof_log2_int_type]: zirTypeofLog2IntType,
  [Tag.validate_ref_ty]: zirValidateRefTy,
  [Tag.coerce_ptr_elem_ty]: zirCoercePtrElemTy,
  extended: {
    [Extended.typeof_peer]: zirTypeofPeer,
  },
};
