import { AIR_NONE, type AirRef, AirTag, isInst } from '../air/air.ts';
import { comptimeOnly } from '../intern/classify.ts';
import { generatedTagOwner } from '../intern/containers.ts';
import { type Index, InternalFault, NO_INDEX } from '../intern/ids.ts';
import { fitsInt } from '../intern/int-arith.ts';
import { ItemTag } from '../intern/item.ts';
import { Ty, Val } from '../intern/known.ts';
import { ptrInfo, ptrType, slicePtrType } from '../intern/pointers.ts';
import { printType } from '../intern/print-type.ts';
import { printValue } from '../intern/print-value.ts';
import { ptrValueWith } from '../intern/ptr-values.ts';
import {
  arrayLen,
  childType,
  errorUnionPayload,
  errorUnionSet,
  intBits,
  intSigned,
  isIntType,
  isTuple,
  sentinelOf,
  TypeKind,
  typeKind,
} from '../intern/types.ts';
import {
  errName,
  errorUnionError,
  errorUnionPayloadValue,
  intBig,
  intValue,
  isInt,
  isUndef,
  optNull,
  optSome,
  sliceValue,
  undefValue,
} from '../intern/values.ts';
import type { Block } from './block.ts';
import { coerceInMemory, type InMemoryResult, inMemoryNotes, isCompatible } from './coerce-in-memory.ts';
import {
  coerceArrayLike,
  coerceEnumToUnion,
  coerceEnumLiteral,
  coerceTupleToArray,
  coerceTupleToSlicePtrs,
  coerceTupleToStruct,
  coerceUnionToTag,
} from './coerce-aggregate.ts';
import { coerceToFloat } from './coerce-float.ts';
import type { ErrorNote } from './errors.ts';
import { resolveFields } from './facts.ts';
import { resolveValue } from './operands.ts';
import type { Sema } from './sema.ts';
import type { Src } from './src-loc.ts';
import { declaredHereNote, fnRetTypeNote } from './type-notes.ts';
import { valueWithType } from './value-cast.ts';

/** How a coercion is meant, beyond the types. */
export interface CoerceOptions {
  /** The operand of a `return`: a failure has a note at the function's return type. */
  readonly isRet?: boolean;
  /** Where it fails, give `COERCE_FAILED` instead of a compile error. */
  readonly quiet?: boolean;
  /** The note that tells which parameter it was for. */
  readonly paramNote?: ErrorNote | null;
}

/** What a quiet coercion gives where types do not match. */
export const COERCE_FAILED = AIR_NONE;

const LOUD: CoerceOptions = {};
const QUIET: CoerceOptions = { quiet: true };

/**
 * `operand` as a value of `destTy`: unchanged if it is one, converted where the language does that without being asked. Fails
 * with `expected type 'A', found 'B'` and the notes that say why.
 */
export function coerce(sema: Sema, block: Block, destTy: Index, operand: AirRef, src: Src, options = LOUD): AirRef {
  if (destTy === Ty.genericPoison) return operand;
  const srcTy = sema.typeOf(operand);
  if (srcTy === destTy) return operand;
  const pool = sema.pool;
  resolveFields(sema, block, src, destTy);
  resolveFields(sema, block, src, srcTy);
  if (srcTy === Ty.noreturn) return operand;

  const inMemory = coerceInMemory(sema, block, src, destTy, srcTy, false);
  if (isCompatible(inMemory)) return retype(sema, block, destTy, operand);

  if (srcTy === Ty.undefined) {
    const kind = typeKind(pool, destTy);
    if (kind !== TypeKind.noreturn && kind !== TypeKind.opaque) return ref(undefValue(pool, destTy));
  }
  let reasons: InMemoryResult = inMemory;
  const coerced = coerceByKind(sema, block, destTy, operand, srcTy, src, options, (more) => {
    reasons = more;
  });
  if (coerced !== COERCE_FAILED) return coerced;
  if (options.quiet) return COERCE_FAILED;
  return failCoercion(sema, block, destTy, srcTy, src, options, reasons);
}

function ref(value: Index): AirRef {
  return value as number as AirRef;
}

/** `operand`, whose bytes are those of a value of `ty`, as such. */
function retype(sema: Sema, block: Block, ty: Index, operand: AirRef): AirRef {
  const value = resolveValue(sema, operand);
  if (value !== NO_INDEX) return ref(valueWithType(sema, value, ty));
  if (sema.pool.tag(ty) === ItemTag.type_error_set || ty === Ty.anyerror) return sema.emit(block, AirTag.bitcast, ty, operand);
  return sema.emit(block, AirTag.bitcast, ty, operand);
}

type Explain = (reasons: InMemoryResult) => void;

function coerceByKind(
  sema: Sema,
  block: Block,
  destTy: Index,
  operand: AirRef,
  srcTy: Index,
  src: Src,
  options: CoerceOptions,
  explain: Explain,
): AirRef {
  const pool = sema.pool;
  const srcKind = typeKind(pool, srcTy);
  switch (typeKind(pool, destTy)) {
    case TypeKind.optional:
      return coerceToOptional(sema, block, destTy, operand, srcTy, src, explain);
    case TypeKind.pointer:
      return coerceToPointer(sema, block, destTy, operand, srcTy, src, explain);
    case TypeKind.int:
    case TypeKind.comptime_int:
      return coerceToInt(sema, block, destTy, operand, srcTy, src, options);
    case TypeKind.float:
    case TypeKind.comptime_float:
      return coerceToFloat(sema, block, destTy, operand, srcTy, src, options);
    case TypeKind.enum:
      if (srcKind === TypeKind.enum_literal) return coerceEnumLiteral(sema, block, destTy, operand, src, options);
      if (srcKind === TypeKind.union) return coerceUnionToTag(sema, block, destTy, operand, src);
      return COERCE_FAILED;
    case TypeKind.error_union:
      return coerceToErrorUnion(sema, block, destTy, operand, srcTy, src, explain);
    case TypeKind.union:
      if (srcKind === TypeKind.enum || srcKind === TypeKind.enum_literal) {
        return coerceEnumToUnion(sema, block, destTy, operand, src, options);
      }
      return COERCE_FAILED;
    case TypeKind.array:
      if (srcKind === TypeKind.vector || (srcKind === TypeKind.array && false)) return coerceArrayLike(sema, block, destTy, operand, src);
      if (srcKind === TypeKind.struct && isTuple(pool, srcTy)) return coerceTupleToArray(sema, block, destTy, operand, src);
      return COERCE_FAILED;
    case TypeKind.vector:
      if (srcKind === TypeKind.array || srcKind === TypeKind.vector) return coerceArrayLike(sema, block, destTy, operand, src);
      if (srcKind === TypeKind.struct && isTuple(pool, srcTy)) return coerceTupleToArray(sema, block, destTy, operand, src);
      return COERCE_FAILED;
    case TypeKind.struct:
      if (srcKind === TypeKind.struct && isTuple(pool, srcTy)) return coerceTupleToStruct(sema, block, destTy, operand, src);
      return COERCE_FAILED;
    default:
      return COERCE_FAILED;
  }
}

function coerceToOptional(sema: Sema, block: Block, destTy: Index, operand: AirRef, srcTy: Index, src: Src, explain: Explain): AirRef {
  const pool = sema.pool;
  if (srcTy === Ty.null) return ref(optNull(pool, destTy));
  const child = childType(pool, destTy);
  const srcIsPtr = pool.tag(srcTy) === ItemTag.type_pointer;
  if (srcIsPtr && ptrInfo(pool, srcTy).size === 'c' && pool.tag(child) === ItemTag.type_pointer) {
    const inMemory = coerceInMemory(sema, block, src, child, srcTy, false);
    if (isCompatible(inMemory) || isCompatible(coerceInMemory(sema, block, src, destTy, srcTy, false))) return retype(sema, block, destTy, operand);
  }
  // `?*T` as `?*anyopaque`
  if (child === Ty.ptrAnyopaque || child === Ty.constPtrAnyopaque || isPtrToAnyopaque(sema, child)) {
    const pointee = pool.tag(srcTy) === ItemTag.type_optional ? childType(pool, srcTy) : NO_INDEX;
    if (pointee !== NO_INDEX && pool.tag(pointee) === ItemTag.type_pointer && ptrInfo(pool, pointee).size !== 'slice') {
      const s = ptrInfo(pool, pointee);
      const d = ptrInfo(pool, child);
      if ((d.isConst || !s.isConst) && (d.isVolatile || !s.isVolatile)) return retype(sema, block, destTy, operand);
    }
  }
  const payload = coerce(sema, block, child, operand, src, QUIET);
  if (payload === COERCE_FAILED) {
    explain(inMemoryReasons(sema, block, child, srcTy, src));
    return COERCE_FAILED;
  }
  const value = resolveValue(sema, payload);
  if (value !== NO_INDEX) return ref(isUndef(pool, value) ? optSome(pool, destTy, value) : optSome(pool, destTy, value));
  return sema.emit(block, AirTag.wrap_optional, destTy, payload);
}

function inMemoryReasons(sema: Sema, block: Block, destTy: Index, srcTy: Index, src: Src): InMemoryResult {
  return coerceInMemory(sema, block, src, destTy, srcTy, false);
}

function isPtrToAnyopaque(sema: Sema, ty: Index): boolean {
  if (sema.pool.tag(ty) !== ItemTag.type_pointer) return false;
  const info = ptrInfo(sema.pool, ty);
  return info.child === Ty.anyopaque && info.size === 'one';
}

function coerceToErrorUnion(sema: Sema, block: Block, destTy: Index, operand: AirRef, srcTy: Index, src: Src, explain: Explain): AirRef {
  const pool = sema.pool;
  const srcKind = typeKind(pool, srcTy);
  if (srcKind === TypeKind.error_union) {
    const value = resolveValue(sema, operand);
    if (value !== NO_INDEX && pool.tag(value) === ItemTag.error_union_error) {
      const set = errorUnionSet(pool, destTy);
      const reasons = coerceInMemory(sema, block, src, set, errorUnionSet(pool, srcTy), false);
      if (isCompatible(reasons)) return ref(errorUnionError(pool, destTy, errName(pool, value)));
    } else if (value !== NO_INDEX && pool.tag(value) === ItemTag.error_union_payload) {
      return coerce(sema, block, destTy, ref(pool.word(value, 1) as Index), src, QUIET);
    }
    return COERCE_FAILED;
  }
  if (srcKind === TypeKind.error_set) {
    const set = errorUnionSet(pool, destTy);
    const err = coerce(sema, block, set, operand, src, QUIET);
    if (err === COERCE_FAILED) {
      explain(inMemoryReasons(sema, block, set, srcTy, src));
      return COERCE_FAILED;
    }
    const value = resolveValue(sema, err);
    if (value !== NO_INDEX) return ref(errorUnionError(pool, destTy, errName(pool, value)));
    return sema.emit(block, AirTag.wrap_errunion_err, destTy, err);
  }
  const payloadTy = errorUnionPayload(pool, destTy);
  const payload = coerce(sema, block, payloadTy, operand, src, QUIET);
  if (payload === COERCE_FAILED) {
    explain(inMemoryReasons(sema, block, payloadTy, srcTy, src));
    return COERCE_FAILED;
  }
  const value = resolveValue(sema, payload);
  if (value !== NO_INDEX) return ref(errorUnionPayloadValue(pool, destTy, value));
  return sema.emit(block, AirTag.wrap_errunion_payload, destTy, payload);
}

function coerceToInt(sema: Sema, block: Block, destTy: Index, operand: AirRef, srcTy: Index, src: Src, options: CoerceOptions): AirRef {
  const pool = sema.pool;
  const srcKind = typeKind(pool, srcTy);
  if (srcKind === TypeKind.float || srcKind === TypeKind.comptime_float) {
    const value = resolveValue(sema, operand);
    if (value === NO_INDEX) return COERCE_FAILED;
    if (isUndef(pool, value)) return ref(undefValue(pool, destTy));
    if (options.quiet) return COERCE_FAILED;
    return coerceToFloat(sema, block, destTy, operand, srcTy, src, options);
  }
  if (srcKind !== TypeKind.int && srcKind !== TypeKind.comptime_int) return COERCE_FAILED;
  const value = resolveValue(sema, operand);
  if (value !== NO_INDEX) {
    if (isUndef(pool, value)) return ref(undefValue(pool, destTy));
    if (!isInt(pool, value)) throw new InternalFault('an integer is not an int');
    const big = intBig(pool, value);
    if (destTy === Ty.comptimeInt || fitsInt(big, intSigned(pool, destTy), intBits(pool, destTy))) return ref(intValue(pool, destTy, big));
    if (options.quiet) return COERCE_FAILED;
    return sema.fail(block, src, `type '${printType(pool, destTy)}' cannot represent integer value '${big}'`);
  }
  if (destTy === Ty.comptimeInt) return COERCE_FAILED;
  if (!isIntType(pool, destTy) || !isIntType(pool, srcTy)) return COERCE_FAILED;
  const [destBits, srcBits] = [intBits(pool, destTy), intBits(pool, srcTy)];
  const [destSigned, srcSigned] = [intSigned(pool, destTy), intSigned(pool, srcTy)];
  if ((destSigned === srcSigned && destBits >= srcBits) || (destSigned && !srcSigned && destBits > srcBits)) {
    return sema.emit(block, AirTag.intcast, destTy, operand);
  }
  return COERCE_FAILED;
}

/** Whether const and volatile of `srcTy` are kept by the pointer type `destTy`. */
function keepsQualifiers(sema: Sema, destTy: Index, srcTy: Index): boolean {
  const d = ptrInfo(sema.pool, destTy);
  const s = ptrInfo(sema.pool, srcTy);
  return (d.isConst || !s.isConst) && (d.isVolatile || !s.isVolatile);
}

function coerceToPointer(sema: Sema, block: Block, destTy: Index, operand: AirRef, srcTy: Index, src: Src, explain: Explain): AirRef {
  const pool = sema.pool;
  const dest = ptrInfo(pool, destTy);
  const srcKind = typeKind(pool, srcTy);

  // A function becomes a pointer to it.
  if (srcKind === TypeKind.fn && dest.size === 'one') {
    const value = resolveValue(sema, operand);
    if (value === NO_INDEX) return COERCE_FAILED;
    return coerce(sema, block, destTy, sema.refOfFunction(block, src, value), src, QUIET);
  }

  if (srcKind === TypeKind.pointer) {
    const from = ptrInfo(pool, srcTy);
    const keeps = keepsQualifiers(sema, destTy, srcTy);
    if (from.size === 'one' && typeKind(pool, from.child) === TypeKind.array && keeps) {
      const array = from.child;
      const elem = childType(pool, array);
      const reasons = coerceInMemory(sema, block, src, dest.child, elem, !dest.isConst);
      const elemOk = isCompatible(reasons);
      const sentinelOk = dest.sentinel === NO_INDEX || dest.sentinel === sentinelOf(pool, array);
      const alignOk = alignmentKept(sema, block, src, destTy, srcTy);
      if (elemOk && sentinelOk && alignOk) {
        if (dest.size === 'slice') return arrayPtrToSlice(sema, block, destTy, operand, array);
        if (dest.size === 'many' || dest.size === 'c') return retype(sema, block, destTy, operand);
      }
      // `*[1]T` is no `*T`, but `*T` is a `*[1]T`: below.
      if (!elemOk && (dest.size === 'slice' || dest.size === 'many')) {
        explain([
          `pointer type child '${printType(pool, elem)}' cannot cast into pointer type child '${printType(pool, dest.child)}'`,
          ...reasons,
        ]);
      }
    }
    if (from.size === 'one' && dest.size === 'one' && keeps && typeKind(pool, dest.child) === TypeKind.array) {
      if (arrayLen(pool, dest.child) === 1 && sentinelOf(pool, dest.child) === NO_INDEX) {
        const elemOk = isCompatible(coerceInMemory(sema, block, src, childType(pool, dest.child), from.child, !dest.isConst));
        if (elemOk) return retype(sema, block, destTy, operand);
      }
    }
    // `*T` as `[]T` of one element is not a coercion; `*T` as `[*c]T` is.
    if (dest.size === 'c' && from.size !== 'slice' && keeps) {
      if (isCompatible(coerceInMemory(sema, block, src, dest.child, from.child, !dest.isConst))) return retype(sema, block, destTy, operand);
    }
    if (from.size === 'c' && dest.size !== 'slice' && keeps) {
      if (isCompatible(coerceInMemory(sema, block, src, dest.child, from.child, !dest.isConst))) {
        return sema.castCPtr(block, src, destTy, operand);
      }
    }
    // Any single or many pointer as `*anyopaque`.
    if (dest.child === Ty.anyopaque && dest.size === 'one' && from.size !== 'slice' && keeps && alignmentKept(sema, block, src, destTy, srcTy)) {
      if (from.size === 'c' && false) return COERCE_FAILED;
      if (comptimeOnly(pool, from.child) && typeKind(pool, from.child) !== TypeKind.fn) return COERCE_FAILED;
      return retype(sema, block, destTy, operand);
    }
    // A pointer to an anonymous struct or tuple literal as a slice.
    if (dest.size === 'slice' && from.size === 'one' && isTuple(pool, from.child) && dest.isConst) {
      return coerceTupleToSlicePtrs(sema, block, destTy, operand, src);
    }
    if (dest.size === 'slice' && from.size === 'slice' && keeps) {
      const reasons = coerceInMemory(sema, block, src, destTy, srcTy, false);
      if (isCompatible(reasons)) return retype(sema, block, destTy, operand);
      return COERCE_FAILED;
    }
    if (dest.size === 'many' && from.size === 'slice' && keeps) {
      if (isCompatible(coerceInMemory(sema, block, src, destTy, slicePtrType(pool, srcTy), false))) {
        const value = resolveValue(sema, operand);
        if (value !== NO_INDEX && pool.tag(value) === ItemTag.slice) return ref(valueWithType(sema, pool.word(value, 1) as Index, destTy));
        return sema.emit(block, AirTag.slice_ptr, destTy, operand);
      }
    }
    return COERCE_FAILED;
  }
  if (dest.size === 'c') {
    if (srcTy === Ty.null) return ref(sema.nullPointer(destTy));
    if (srcKind === TypeKind.comptime_int || srcKind === TypeKind.int) {
      const address = coerce(sema, block, Ty.usize, operand, src, QUIET);
      if (address === COERCE_FAILED) return COERCE_FAILED;
      const value = resolveValue(sema, address);
      if (value !== NO_INDEX) return ref(sema.pointerAt(destTy, intBig(pool, value)));
      return sema.emit(block, AirTag.bitcast, destTy, address);
    }
    if (srcKind === TypeKind.optional) {
      const child = childType(pool, srcTy);
      if (pool.tag(child) === ItemTag.type_pointer && isCompatible(coerceInMemory(sema, block, src, dest.child, ptrInfo(pool, child).child, !dest.isConst))) {
        return retype(sema, block, destTy, operand);
      }
    }
  }
  return COERCE_FAILED;
}

/** Whether a pointer of type `srcTy` is aligned as `destTy` says. */
function alignmentKept(sema: Sema, block: Block, src: Src, destTy: Index, srcTy: Index): boolean {
  const pool = sema.pool;
  const d = ptrInfo(pool, destTy);
  const s = ptrInfo(pool, srcTy);
  if (d.alignment === 0 && s.alignment === 0) return true;
  return sema.ptrAlignment(block, src, srcTy) >= sema.ptrAlignment(block, src, destTy);
}

function arrayPtrToSlice(sema: Sema, block: Block, destTy: Index, operand: AirRef, array: Index): AirRef {
  const pool = sema.pool;
  const len = arrayLen(pool, array);
  const value = resolveValue(sema, operand);
  if (value !== NO_INDEX) {
    if (isUndef(pool, value)) return ref(undefValue(pool, destTy));
    const elemPtr = sema.firstElemPtr(value, slicePtrType(pool, destTy));
    return ref(sliceValue(pool, destTy, elemPtr, intValue(pool, Ty.usize, len)));
  }
  return sema.emit(block, AirTag.array_to_slice, destTy, operand);
}

function failCoercion(
  sema: Sema,
  block: Block,
  destTy: Index,
  srcTy: Index,
  src: Src,
  options: CoerceOptions,
  reasons: InMemoryResult,
): never {
  const pool = sema.pool;
  const notes: ErrorNote[] = [];
  if (options.isRet && destTy === Ty.noreturn) {
    notes.push(fnRetTypeNote(sema, block, "'noreturn' declared here"));
    return sema.fail(block, src, "function declared 'noreturn' returns", notes);
  }
  for (const ty of [destTy, srcTy]) {
    const declared = declaredHereNote(sema, ty);
    if (declared !== null) notes.push(declared);
  }
  // `T` where `E!T` or `?T` is.
  if (typeKind(pool, srcTy) === TypeKind.error_union) {
    if (isCompatible(coerceInMemory(sema, block, src, destTy, errorUnionPayload(pool, srcTy), false))) {
      notes.push({ chunk: block.frame.chunk, src, message: 'cannot convert error union to payload type' });
      notes.push({ chunk: block.frame.chunk, src, message: "consider using 'try', 'catch', or 'if'" });
    }
  }
  if (typeKind(pool, srcTy) === TypeKind.optional) {
    if (isCompatible(coerceInMemory(sema, block, src, destTy, childType(pool, srcTy), false))) {
      notes.push({ chunk: block.frame.chunk, src, message: 'cannot convert optional to payload type' });
      notes.push({ chunk: block.frame.chunk, src, message: "consider using '.?', 'orelse', or 'if'" });
    }
  }
  notes.push(...inMemoryNotes(block, src, reasons));
  if (options.isRet && !sema.inInlineCall(block)) {
    const isErrorSet = typeKind(pool, srcTy) === TypeKind.error_set || typeKind(pool, srcTy) === TypeKind.error_union;
    if (isErrorSet && typeKind(pool, destTy) !== TypeKind.error_union && typeKind(pool, destTy) !== TypeKind.error_set) {
      notes.push(fnRetTypeNote(sema, block, 'function cannot return an error'));
    } else notes.push(fnRetTypeNote(sema, block, 'function return type declared here'));
  }
  if (options.paramNote) notes.push(options.paramNote);
  return sema.fail(block, src, `expected type '${printType(pool, destTy)}', found '${printType(pool, srcTy)}'`, notes);
}

void [isInst, Val, ptrType, printValue, ptrValueWith, generatedTagOwner];
