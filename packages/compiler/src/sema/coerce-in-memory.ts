import { funcTypeInfo } from '../intern/functions.ts';
import { type Index, NO_INDEX } from '../intern/ids.ts';
import { ItemTag } from '../intern/item.ts';
import { Ty } from '../intern/known.ts';
import { NO_VECTOR_INDEX, ptrAlign, ptrExplicitAlign, ptrInfo } from '../intern/pointers.ts';
import { printType } from '../intern/print-type.ts';
import { printValue } from '../intern/print-value.ts';
import {
  arrayLen,
  childType,
  errorSetHas,
  errorSetNames,
  errorUnionPayload,
  errorUnionSet,
  floatBits,
  intBits,
  intSigned,
  isIntType,
  isRuntimeFloat,
  isTuple,
  sentinelOf,
  tupleFieldType,
  tupleFieldValue,
  TypeKind,
  typeKind,
} from '../intern/types.ts';
import type { Block } from './block.ts';
import type { ErrorNote } from './errors.ts';
import { resolveLayout } from './facts.ts';
import { isInferredErrorSet, ownInferredErrors, resolveInferredErrorSet } from './inferred-errors.ts';
import type { Sema } from './sema.ts';
import type { Src } from './src-loc.ts';

/**
 * Why a value of one type cannot be taken as one of another as it is in memory: lines for the notes, the outermost first.
 * An empty list: it can.
 */
export type InMemoryResult = readonly string[];

const OK: InMemoryResult = [];
/** They cannot, and there is nothing to add to the types' names. */
const NO_MATCH: InMemoryResult = [''];

/** Whether `result` says that the types are compatible. */
export function isCompatible(result: InMemoryResult): boolean {
  return result.length === 0;
}

/** The notes for `result`, at `src`. */
export function inMemoryNotes(block: Block, src: Src, result: InMemoryResult): ErrorNote[] {
  return result.filter((text) => text !== '').map((message) => ({ chunk: block.frame.chunk, src, message }));
}

/**
 * Whether a value of type `src` is one of type `dest` without any change of its bytes. `destIsMut`: it is reached through a
 * mutable pointer, so that both directions must hold.
 */
export function coerceInMemory(sema: Sema, block: Block, at: Src, dest: Index, src: Index, destIsMut: boolean): InMemoryResult {
  if (dest === src) return OK;
  const pool = sema.pool;
  const destKind = typeKind(pool, dest);
  const srcKind = typeKind(pool, src);

  if (destKind === TypeKind.int && srcKind === TypeKind.int && isIntType(pool, dest) && isIntType(pool, src)) {
    const destSigned = intSigned(pool, dest);
    const srcSigned = intSigned(pool, src);
    const destBits = intBits(pool, dest);
    const srcBits = intBits(pool, src);
    if (destSigned === srcSigned && destBits === srcBits) return OK;
    const fitsPositive = !srcSigned && destSigned && destBits > srcBits;
    if (srcSigned === destSigned ? destIsMut || destBits < srcBits : !fitsPositive || destIsMut) {
      const [destSign, srcSign] = [destSigned ? 'signed' : 'unsigned', srcSigned ? 'signed' : 'unsigned'];
      return [`${destSign} ${destBits}-bit int cannot represent all possible ${srcSign} ${srcBits}-bit values`];
    }
    return NO_MATCH;
  }
  if (destKind === TypeKind.float && srcKind === TypeKind.float && isRuntimeFloat(dest) && isRuntimeFloat(src)) {
    return floatBits(dest) === floatBits(src) ? OK : NO_MATCH;
  }

  const destPtr = ptrOf(sema, dest);
  const srcPtr = ptrOf(sema, src);
  if (destPtr !== NO_INDEX && srcPtr !== NO_INDEX) {
    return coercePointersInMemory(sema, block, at, dest, src, destPtr, srcPtr, destIsMut);
  }
  if (destKind === TypeKind.pointer && srcKind === TypeKind.pointer && ptrInfo(pool, dest).size === 'slice' && ptrInfo(pool, src).size === 'slice') {
    return coercePointersInMemory(sema, block, at, dest, src, dest, src, destIsMut);
  }
  if (destKind !== srcKind) return NO_MATCH;
  switch (destKind) {
    case TypeKind.fn:
      return coerceFunctionsInMemory(sema, block, at, dest, src);
    case TypeKind.error_union: {
      const payload = coerceInMemory(sema, block, at, errorUnionPayload(pool, dest), errorUnionPayload(pool, src), destIsMut);
      if (!isCompatible(payload)) {
        const [d, s] = [printType(pool, errorUnionPayload(pool, dest)), printType(pool, errorUnionPayload(pool, src))];
        return [`error union payload '${s}' cannot cast into error union payload '${d}'`, ...payload];
      }
      return coerceInMemory(sema, block, at, errorUnionSet(pool, dest), errorUnionSet(pool, src), destIsMut);
    }
    case TypeKind.error_set:
      return coerceErrorSetsInMemory(sema, block, at, dest, src, destIsMut);
    case TypeKind.array: {
      if (arrayLen(pool, dest) !== arrayLen(pool, src)) {
        return [`array of length ${arrayLen(pool, src)} cannot cast into an array of length ${arrayLen(pool, dest)}`];
      }
      const child = coerceInMemory(sema, block, at, childType(pool, dest), childType(pool, src), destIsMut);
      if (!isCompatible(child)) {
        const [d, s] = [printType(pool, childType(pool, dest)), printType(pool, childType(pool, src))];
        return [`array element type '${s}' cannot cast into array element type '${d}'`, ...child];
      }
      const destSentinel = sentinelOf(pool, dest);
      const srcSentinel = sentinelOf(pool, src);
      if (destSentinel === srcSentinel || (destSentinel === NO_INDEX && !destIsMut)) return OK;
      if (srcSentinel === NO_INDEX) return [`destination array requires '${printValue(pool, destSentinel)}' sentinel`];
      if (destSentinel === NO_INDEX) return [`source array cannot be guaranteed to maintain '${printValue(pool, srcSentinel)}' sentinel`];
      return [`array sentinel '${printValue(pool, srcSentinel)}' cannot cast into array sentinel '${printValue(pool, destSentinel)}'`];
    }
    case TypeKind.vector: {
      if (arrayLen(pool, dest) !== arrayLen(pool, src)) {
        return [`vector of length ${arrayLen(pool, src)} cannot cast into a vector of length ${arrayLen(pool, dest)}`];
      }
      const child = coerceInMemory(sema, block, at, childType(pool, dest), childType(pool, src), destIsMut);
      if (isCompatible(child)) return OK;
      const [d, s] = [printType(pool, childType(pool, dest)), printType(pool, childType(pool, src))];
      return [`vector element type '${s}' cannot cast into vector element type '${d}'`, ...child];
    }
    case TypeKind.optional: {
      const destChild = childType(pool, dest);
      const srcChild = childType(pool, src);
      const child = coerceInMemory(sema, block, at, destChild, srcChild, destIsMut);
      if (isCompatible(child)) return OK;
      return [`optional type child '${printType(pool, srcChild)}' cannot cast into optional type child '${printType(pool, destChild)}'`, ...child];
    }
    case TypeKind.struct: {
      if (!isTuple(pool, dest) || !isTuple(pool, src)) return NO_MATCH;
      const len = arrayLen(pool, dest);
      if (len !== arrayLen(pool, src)) return NO_MATCH;
      for (let i = 0; i < len; i++) {
        if (tupleFieldValue(pool, dest, i) !== NO_INDEX || tupleFieldValue(pool, src, i) !== NO_INDEX) return NO_MATCH;
        if (!isCompatible(coerceInMemory(sema, block, at, tupleFieldType(pool, dest, i), tupleFieldType(pool, src, i), true))) return NO_MATCH;
      }
      return OK;
    }
    default:
      return NO_MATCH;
  }
}

/** The pointer type that `ty` is, or is an optional of and looks like in memory; NO_INDEX for slices and all others. */
function ptrOf(sema: Sema, ty: Index): Index {
  const pool = sema.pool;
  if (pool.tag(ty) === ItemTag.type_pointer) return ptrInfo(pool, ty).size === 'slice' ? NO_INDEX : ty;
  if (pool.tag(ty) !== ItemTag.type_optional) return NO_INDEX;
  const child = childType(pool, ty);
  if (pool.tag(child) !== ItemTag.type_pointer) return NO_INDEX;
  const info = ptrInfo(pool, child);
  return info.size === 'slice' || info.size === 'c' || info.isAllowzero ? NO_INDEX : child;
}

function coercePointersInMemory(
  sema: Sema,
  block: Block,
  at: Src,
  dest: Index,
  src: Index,
  destPtr: Index,
  srcPtr: Index,
  destIsMut: boolean,
): InMemoryResult {
  const pool = sema.pool;
  const d = ptrInfo(pool, destPtr);
  const s = ptrInfo(pool, srcPtr);
  if (d.size !== s.size && d.size !== 'c' && s.size !== 'c') {
    const names = { one: 'single', many: 'many', slice: 'slice', c: 'C' };
    return [`a ${names[s.size]} pointer cannot cast into a ${names[d.size]} pointer`];
  }
  const constOk = d.isConst || !s.isConst;
  const volatileOk = d.isVolatile || !s.isVolatile;
  if (!constOk || !volatileOk) return [!constOk ? 'cast discards const qualifier' : 'cast discards volatile qualifier'];
  if (d.addressSpace !== s.addressSpace) return [`address space mismatch`];
  const child = coerceInMemory(sema, block, at, d.child, s.child, !d.isConst);
  if (!isCompatible(child)) {
    return [`pointer type child '${printType(pool, s.child)}' cannot cast into pointer type child '${printType(pool, d.child)}'`, ...child];
  }
  const destAllowZero = allowsZero(sema, dest);
  const srcAllowZero = allowsZero(sema, src);
  const allowZeroOk = (destAllowZero && (srcAllowZero || !destIsMut)) || (!destAllowZero && !srcAllowZero);
  if (!allowZeroOk) {
    if (destIsMut && destAllowZero && !srcAllowZero) {
      return [`mutable '${printType(pool, dest)}' would allow illegal null values stored to type '${printType(pool, src)}'`];
    }
    return [`'${printType(pool, src)}' could have null values which are illegal in type '${printType(pool, dest)}'`];
  }
  if (s.hostSize !== d.hostSize || s.bitOffset !== d.bitOffset) return [`bit range mismatch`];
  if (s.vectorIndex !== d.vectorIndex && (s.vectorIndex !== NO_VECTOR_INDEX || d.vectorIndex !== NO_VECTOR_INDEX)) return NO_MATCH;
  const sentinelOk = d.sentinel === NO_INDEX || s.size === 'c' || d.sentinel === s.sentinel;
  if (!sentinelOk) {
    return s.sentinel === NO_INDEX
      ? [`destination pointer requires '${printValue(pool, d.sentinel)}' sentinel`]
      : [`pointer sentinel '${printValue(pool, s.sentinel)}' cannot cast into pointer sentinel '${printValue(pool, d.sentinel)}'`];
  }
  if (d.child !== s.child || ptrExplicitAlign(pool, srcPtr) !== 0 || ptrExplicitAlign(pool, destPtr) !== 0) {
    if (d.child !== Ty.anyopaque && typeKind(pool, d.child) !== TypeKind.fn) {
      resolveLayout(sema, block, at, d.child);
      resolveLayout(sema, block, at, s.child);
      if (typeKind(pool, d.child) !== TypeKind.opaque && ptrAlign(pool, srcPtr) < ptrAlign(pool, destPtr)) {
        return [`pointer alignment '${ptrAlign(pool, srcPtr)}' cannot cast into pointer alignment '${ptrAlign(pool, destPtr)}'`];
      }
    }
  }
  return OK;
}

/** Whether address 0 is a value of the pointer or optional pointer type `ty`. */
export function allowsZero(sema: Sema, ty: Index): boolean {
  return sema.pool.tag(ty) === ItemTag.type_optional || ptrInfo(sema.pool, ty).isAllowzero;
}

function coerceFunctionsInMemory(sema: Sema, block: Block, at: Src, dest: Index, src: Index): InMemoryResult {
  const pool = sema.pool;
  const d = funcTypeInfo(pool, dest);
  const s = funcTypeInfo(pool, src);
  if (d.isVarArgs !== s.isVarArgs) return [s.isVarArgs ? 'variadic function cannot cast into a non-variadic function' : 'non-variadic function cannot cast into a variadic function'];
  if (d.isGeneric !== s.isGeneric) return [s.isGeneric ? 'generic function cannot cast into a non-generic function' : 'non-generic function cannot cast into a generic function'];
  if (d.callConv !== s.callConv) return [`calling convention mismatch`];
  if (s.returnType !== Ty.noreturn) {
    const result = coerceInMemory(sema, block, at, d.returnType, s.returnType, false);
    if (!isCompatible(result)) return [`return type '${printType(pool, s.returnType)}' cannot cast into return type '${printType(pool, d.returnType)}'`, ...result];
  }
  if (d.params.length !== s.params.length) {
    return [`function with ${s.params.length} parameters cannot cast into a function with ${d.params.length} parameters`];
  }
  if (d.noaliasBits !== s.noaliasBits) return [`regular paramter cannot cast into noalias paramter`];
  for (let i = 0; i < d.params.length; i++) {
    if (((d.comptimeBits >>> i) & 1) !== ((s.comptimeBits >>> i) & 1)) return [`non-comptime parameter ${i} cannot cast into a comptime parameter`];
    const param = coerceInMemory(sema, block, at, s.params[i]!, d.params[i]!, false);
    if (!isCompatible(param)) {
      return [`parameter ${i} '${printType(pool, s.params[i]!)}' cannot cast into '${printType(pool, d.params[i]!)}'`, ...param];
    }
  }
  return OK;
}

function coerceErrorSetsInMemory(sema: Sema, block: Block, at: Src, dest: Index, src: Index, destIsMut: boolean): InMemoryResult {
  const pool = sema.pool;
  if (dest === Ty.anyerror) return destIsMut ? NO_MATCH : OK;
  // The set of the function that is being analysed takes in whatever is returned: see returns.ts.
  if (isInferredErrorSet(sema, dest) && ownInferredErrors(sema, dest) !== null) return OK;
  if (isInferredErrorSet(sema, src) && ownInferredErrors(sema, src) !== null) return NO_MATCH;
  const destSet = resolveInferredErrorSet(sema, block, at, dest);
  const srcSet = resolveInferredErrorSet(sema, block, at, src);
  if (destSet === srcSet) return OK;
  if (destSet === Ty.anyerror) return destIsMut ? NO_MATCH : OK;
  if (srcSet === Ty.anyerror) return ['global error set cannot cast into a smaller set'];
  const missing: string[] = [];
  for (const name of errorSetNames(pool, srcSet)) {
    if (!errorSetHas(pool, destSet, name as Parameters<typeof errorSetHas>[2])) {
      missing.push(`'error.${pool.text(name as Parameters<typeof pool.text>[0])}' not a member of destination error set`);
    }
  }
  if (missing.length > 0) return missing;
  if (destIsMut && errorSetNames(pool, srcSet).length !== errorSetNames(pool, destSet).length) return NO_MATCH;
  return OK;
}

