import { CallConv } from '../../intern/func-type.ts';
import { funcReturnIsGeneric, funcTypeInfo } from '../../intern/functions.ts';
import { type Index, NO_INDEX } from '../../intern/ids.ts';
import { Ty } from '../../intern/known.ts';
import { type PtrSize, ptrInfo } from '../../intern/pointers.ts';
import type { InternPool } from '../../intern/pool.ts';
import { printType } from '../../intern/print-type.ts';
import { printValue } from '../../intern/print-value.ts';
import {
  arrayLen,
  childType,
  errorUnionPayload,
  errorUnionSet,
  floatBits,
  intBits,
  intSigned,
  isIntType,
  isRuntimeFloat,
  isTuple,
  sentinelOf,
  TypeKind,
  tupleFieldType,
  tupleFieldValue,
  typeKind,
} from '../../intern/types.ts';
import type { Src } from '../../query/src.ts';
import type { Block } from '../core/block.ts';
import type { Sema } from '../core/sema.ts';
import { isGenericFunction, typeRequiresComptime } from '../types/classify-types.ts';
import { coerceErrorSetsInMemory } from './error-sets-in-memory.ts';
import {
  type InMemoryResult,
  isCompatible,
  isPlainMismatch,
  type Mismatch,
  mismatch,
  noMatch,
  OK,
} from './mismatch.ts';
import {
  addressSpaceMismatch,
  alignmentMismatch,
  allowsZero,
  bitsMismatch,
  pointeeAs,
  ptrOrOptionalPtr,
  ptrSentinelMismatch,
  qualifiersMismatch,
  sentinelKept,
} from './pointer-mismatch.ts';

/**
 * Whether a value of type `src` is one of type `dest` without any change of its bytes. `destIsMut`: it is reached through a
 * mutable pointer, so that both directions must hold.
 */
export function coerceInMemory(
  sema: Sema,
  block: Block,
  at: Src,
  dest: Index,
  src: Index,
  destIsMut: boolean,
): InMemoryResult {
  if (dest === src) return OK;
  const pool = sema.pool;
  const destKind = typeKind(pool, dest);
  const srcKind = typeKind(pool, src);

  if (destKind === TypeKind.int && srcKind === TypeKind.int) {
    const destSigned = intSigned(pool, dest);
    const srcSigned = intSigned(pool, src);
    const destBits = intBits(pool, dest);
    const srcBits = intBits(pool, src);
    if (destSigned === srcSigned && destBits === srcBits) return OK;
    if (intWidens(sema, dest, src)) return noMatch(dest, src);
    return mismatch(() => [
      `${signText(destSigned)} ${destBits}-bit int cannot represent all possible ${signText(srcSigned)} ${srcBits}-bit values`,
    ]);
  }
  if (isRuntimeFloat(dest) && isRuntimeFloat(src)) {
    return floatBits(pool, dest) === floatBits(pool, src) ? OK : noMatch(dest, src);
  }

  const destPtr = ptrOrOptionalPtr(sema, dest);
  const srcPtr = ptrOrOptionalPtr(sema, src);
  if (destPtr !== NO_INDEX && srcPtr !== NO_INDEX) {
    return coercePointersInMemory(sema, block, at, dest, src, destPtr, srcPtr, destIsMut);
  }
  if (destKind === TypeKind.pointer && srcKind === TypeKind.pointer) {
    if (ptrInfo(pool, dest).size === 'slice' && ptrInfo(pool, src).size === 'slice') {
      return coercePointersInMemory(sema, block, at, dest, src, dest, src, destIsMut);
    }
    return noMatch(dest, src);
  }
  if (destKind !== srcKind) return noMatch(dest, src);
  switch (destKind) {
    case TypeKind.fn:
      return coerceFunctionsInMemory(sema, block, at, dest, src);
    case TypeKind.error_union:
      return coerceErrorUnionsInMemory(sema, block, at, dest, src, destIsMut);
    case TypeKind.error_set:
      return coerceErrorSetsInMemory(sema, block, at, dest, src, destIsMut);
    case TypeKind.array:
      return coerceArraysInMemory(sema, block, at, dest, src, destIsMut);
    case TypeKind.vector:
      return coerceVectorsInMemory(sema, block, at, dest, src, destIsMut);
    case TypeKind.optional: {
      const destChild = childType(pool, dest);
      const srcChild = childType(pool, src);
      const text = (): string[] => [
        `optional type child '${printType(pool, srcChild)}' cannot cast into optional type child '${printType(pool, destChild)}'`,
      ];
      if ((destPtr !== NO_INDEX) !== (srcPtr !== NO_INDEX)) return mismatch(text);
      const child = coerceInMemory(sema, block, at, destChild, srcChild, destIsMut);
      return child === null ? OK : mismatch(text, child);
    }
    case TypeKind.struct:
      return coerceTuplesInMemory(sema, block, at, dest, src) ? OK : noMatch(dest, src);
    default:
      return noMatch(dest, src);
  }
}

function signText(signed: boolean): string {
  return signed ? 'signed' : 'unsigned';
}

const SIZE_NAMES: { readonly [size in PtrSize]: string } = { one: 'single', many: 'many', slice: 'slice', c: 'C' };

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
    return mismatch(() => [`a ${SIZE_NAMES[s.size]} pointer cannot cast into a ${SIZE_NAMES[d.size]} pointer`]);
  }
  const differs = (from: boolean, to: boolean): boolean => from !== to && (from || destIsMut);
  const qualifiers = qualifiersMismatch(
    sema,
    src,
    dest,
    differs(s.isConst, d.isConst),
    differs(s.isVolatile, d.isVolatile),
  );
  if (qualifiers !== null) return qualifiers;
  if (d.addressSpace !== s.addressSpace) return addressSpaceMismatch(s.addressSpace, d.addressSpace);
  const destAllowZero = allowsZero(sema, dest);
  const srcAllowZero = allowsZero(sema, src);
  if (destAllowZero ? !srcAllowZero && destIsMut : srcAllowZero) {
    return mismatch(() => [
      srcAllowZero
        ? `'${printType(pool, src)}' could have null values which are illegal in type '${printType(pool, dest)}'`
        : `mutable '${printType(pool, dest)}' would allow illegal null values stored to type '${printType(pool, src)}'`,
    ]);
  }
  const fromChild = destIsMut ? s.child : pointeeAs(sema, s.child, d.child);
  const child = coerceInMemory(sema, block, at, d.child, fromChild, !d.isConst);
  if (child !== null) {
    return mismatch(
      () => [
        `pointer type child '${printType(pool, s.child)}' cannot cast into pointer type child '${printType(pool, d.child)}'`,
      ],
      child,
    );
  }
  const bits = bitsMismatch(s, d);
  if (bits !== null) return bits;
  if (s.vectorIndex !== d.vectorIndex) return noMatch(dest, src);
  const dropsSentinel = destIsMut && d.sentinel === NO_INDEX && s.sentinel !== NO_INDEX;
  if ((dropsSentinel || !sentinelKept(sema, d.sentinel, s.sentinel, d.child)) && s.size !== 'c') {
    return ptrSentinelMismatch(sema, s.sentinel, d.sentinel);
  }
  if (d.child !== s.child || s.alignment !== 0 || d.alignment !== 0) {
    const alignment = alignmentMismatch(sema, block, at, destPtr, srcPtr);
    if (alignment !== null) return alignment;
  }
  return OK;
}

function coerceErrorUnionsInMemory(
  sema: Sema,
  block: Block,
  at: Src,
  dest: Index,
  src: Index,
  destIsMut: boolean,
): InMemoryResult {
  const pool = sema.pool;
  const destPayload = errorUnionPayload(pool, dest);
  const srcPayload = errorUnionPayload(pool, src);
  const payload = coerceInMemory(sema, block, at, destPayload, srcPayload, destIsMut);
  if (payload !== null) {
    return mismatch(
      () => [
        `error union payload '${printType(pool, srcPayload)}' cannot cast into error union payload '${printType(pool, destPayload)}'`,
      ],
      payload,
    );
  }
  return coerceInMemory(sema, block, at, errorUnionSet(pool, dest), errorUnionSet(pool, src), destIsMut);
}

function coerceArraysInMemory(
  sema: Sema,
  block: Block,
  at: Src,
  dest: Index,
  src: Index,
  destIsMut: boolean,
): InMemoryResult {
  const pool = sema.pool;
  const destLen = arrayLen(pool, dest);
  const srcLen = arrayLen(pool, src);
  if (destLen !== srcLen) return arrayLenMismatch(srcLen, destLen);
  const destChild = childType(pool, dest);
  const srcChild = childType(pool, src);
  const child = coerceInMemory(sema, block, at, destChild, srcChild, destIsMut);
  if (child !== null) return arrayElemMismatch(sema, srcChild, destChild, child);
  const wanted = sentinelOf(pool, dest);
  const actual = sentinelOf(pool, src);
  if (sentinelKept(sema, wanted, actual, destChild) && (wanted !== NO_INDEX || actual === NO_INDEX)) return OK;
  return mismatch(() => {
    if (actual === NO_INDEX) return [`destination array requires '${printValue(pool, wanted)}' sentinel`];
    if (wanted === NO_INDEX) {
      return [`source array cannot be guaranteed to maintain '${printValue(pool, actual)}' sentinel`];
    }
    return [
      `array sentinel '${printValue(pool, actual)}' cannot cast into array sentinel '${printValue(pool, wanted)}'`,
    ];
  });
}

function arrayLenMismatch(actual: number, wanted: number): Mismatch {
  return mismatch(() => [`array of length ${actual} cannot cast into an array of length ${wanted}`]);
}

function arrayElemMismatch(sema: Sema, actual: Index, wanted: Index, child: Mismatch): Mismatch {
  if (isPlainMismatch(child)) return child;
  const pool = sema.pool;
  return mismatch(
    () => [
      `array element type '${printType(pool, actual)}' cannot cast into array element type '${printType(pool, wanted)}'`,
    ],
    child,
  );
}

function coerceVectorsInMemory(
  sema: Sema,
  block: Block,
  at: Src,
  dest: Index,
  src: Index,
  destIsMut: boolean,
): InMemoryResult {
  const pool = sema.pool;
  const destLen = arrayLen(pool, dest);
  const srcLen = arrayLen(pool, src);
  if (destLen !== srcLen) {
    return mismatch(() => [`vector of length ${srcLen} cannot cast into a vector of length ${destLen}`]);
  }
  const destChild = childType(pool, dest);
  const srcChild = childType(pool, src);
  const child = coerceInMemory(sema, block, at, destChild, srcChild, destIsMut);
  if (child === null) return child;
  return mismatch(
    () => [
      `vector element type '${printType(pool, srcChild)}' cannot cast into vector element type '${printType(pool, destChild)}'`,
    ],
    child,
  );
}

function coerceTuplesInMemory(sema: Sema, block: Block, at: Src, dest: Index, src: Index): boolean {
  const pool = sema.pool;
  if (!isTuple(pool, dest) || !isTuple(pool, src)) return false;
  const len = arrayLen(pool, dest);
  if (len !== arrayLen(pool, src)) return false;
  for (let i = 0; i < len; i++) {
    if (tupleFieldValue(pool, dest, i) !== NO_INDEX || tupleFieldValue(pool, src, i) !== NO_INDEX) return false;
    const destField = tupleFieldType(pool, dest, i);
    if (!isCompatible(coerceInMemory(sema, block, at, destField, tupleFieldType(pool, src, i), true))) return false;
  }
  return true;
}

/** The name of the field of `std.builtin.CallingConvention`: `.c` is a declaration there, which stands for the target's. */
function callConvName(pool: InternPool, callConv: CallConv): string {
  return callConv === CallConv.c ? pool.target.cCallConv! : CallConv[callConv];
}

function coerceFunctionsInMemory(sema: Sema, block: Block, at: Src, dest: Index, src: Index): InMemoryResult {
  const pool = sema.pool;
  const d = funcTypeInfo(pool, dest);
  const s = funcTypeInfo(pool, src);
  if (d.isVarArgs !== s.isVarArgs) {
    return mismatch(() => [
      d.isVarArgs
        ? 'non-variadic function cannot cast into a variadic function'
        : 'variadic function cannot cast into a non-variadic function',
    ]);
  }
  if (d.callConv !== s.callConv || (d.callConv === CallConv.other && d.callConvValue !== s.callConvValue)) {
    return mismatch(() => [
      `calling convention '${callConvName(pool, s.callConv)}' cannot cast into calling convention '${callConvName(pool, d.callConv)}'`,
    ]);
  }
  const isGeneric = isGenericFunction(sema, block, at, dest);
  if (isGeneric !== isGenericFunction(sema, block, at, src)) {
    return mismatch(() => [
      isGeneric
        ? 'non-generic function cannot cast into a generic function'
        : 'generic function cannot cast into a non-generic function',
    ]);
  }
  if (s.returnType !== Ty.noreturn && !funcReturnIsGeneric(pool, dest) && !funcReturnIsGeneric(pool, src)) {
    const result = coerceInMemory(sema, block, at, d.returnType, s.returnType, false);
    if (result !== null) {
      return mismatch(
        () => [
          `return type '${printType(pool, s.returnType)}' cannot cast into return type '${printType(pool, d.returnType)}'`,
        ],
        result,
      );
    }
  }
  const count = s.params.length;
  if (d.params.length !== count) {
    return mismatch(() => [
      `function with ${count} parameters cannot cast into a function with ${d.params.length} parameters`,
    ]);
  }
  if (d.noaliasBits !== s.noaliasBits) {
    return mismatch(() => {
      const lines: string[] = [];
      for (let i = 0; i < Math.min(count, 32); i++) {
        const isNoalias = (s.noaliasBits >>> i) & 1;
        if (isNoalias === ((d.noaliasBits >>> i) & 1)) continue;
        lines.push(
          isNoalias
            ? `noalias parameter ${i} cannot cast into a regular parameter`
            : `regular parameter ${i} cannot cast into a noalias parameter`,
        );
      }
      return lines;
    });
  }
  for (let i = 0; i < count; i++) {
    const wanted = d.params[i];
    const wantedComptime = i < 32 && ((d.comptimeBits >>> i) & 1) === 1;
    const isComptime = i < 32 && ((s.comptimeBits >>> i) & 1) === 1;
    // Of a type that exists at compile time only, a parameter is as good as declared so.
    const saysMore = wanted === Ty.genericPoison || !typeRequiresComptime(sema, block, at, wanted);
    if (wantedComptime !== isComptime && saysMore) {
      return mismatch(() => [
        wantedComptime
          ? `non-comptime parameter ${i} cannot cast into a comptime parameter`
          : `comptime parameter ${i} cannot cast into a non-comptime parameter`,
      ]);
    }
    const actual = s.params[i];
    if (wanted === Ty.genericPoison || actual === Ty.genericPoison) continue;
    // Parameters go the other way.
    const param = coerceInMemory(sema, block, at, actual, wanted, false);
    if (param !== null) {
      return mismatch(
        () => [`parameter ${i} '${printType(pool, actual)}' cannot cast into '${printType(pool, wanted)}'`],
        param,
      );
    }
  }
  return OK;
}

/**
 * The one of two types that values of both can be taken as, as they are in memory; NO_INDEX if there is none. The first is
 * preferred.
 */
export function pairInMemory(sema: Sema, block: Block, at: Src, a: Index, b: Index): Index {
  if (a === b) return a;
  if (isCompatible(coerceInMemory(sema, block, at, a, b, false))) return a;
  return isCompatible(coerceInMemory(sema, block, at, b, a, false)) ? b : NO_INDEX;
}

/** Whether all values of integer type `src` are values of integer type `dest`. */
export function intWidens(sema: Sema, dest: Index, src: Index): boolean {
  const pool = sema.pool;
  if (!isIntType(pool, dest) || !isIntType(pool, src)) return false;
  const destSigned = intSigned(pool, dest);
  const srcSigned = intSigned(pool, src);
  if (destSigned === srcSigned) return intBits(pool, dest) >= intBits(pool, src);
  return destSigned && intBits(pool, dest) > intBits(pool, src);
}
