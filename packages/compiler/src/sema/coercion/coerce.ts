import { type AirRef, AirTag, interned } from '../../air/air.ts';
import { isUninhabited } from '../../intern/classify.ts';
import { funcOwnerDecl, isFunc } from '../../intern/functions.ts';
import { type DeclIndex, type Index, NO_INDEX } from '../../intern/ids.ts';
import { fitsInt } from '../../intern/int-arith.ts';
import { ItemTag } from '../../intern/item.ts';
import { Ty } from '../../intern/known.ts';
import { printType } from '../../intern/print-type.ts';
import {
  childType,
  errorUnionPayload,
  errorUnionSet,
  intBits,
  intSigned,
  isTuple,
  TypeKind,
  typeKind,
} from '../../intern/types.ts';
import {
  errName,
  errorUnionError,
  errorUnionPayloadValue,
  intBig,
  intValue,
  isUndef,
  optNull,
  optSome,
  undefValue,
  variableDecl,
} from '../../intern/values.ts';
import type { ErrorNote } from '../../query/errors.ts';
import type { Src } from '../../query/src.ts';
import type { Block } from '../core/block.ts';
import { resolveLayout } from '../core/facts.ts';
import type { Sema } from '../core/sema.ts';
import { refDecl } from '../memory/decl-refs.ts';
import { onePossibleValue } from '../types/classify-types.ts';
import { fnRetTypeNote, isInTest } from '../types/type-notes.ts';
import { coerceInMemory, intWidens } from '../values/coerce-in-memory.ts';
import { addInMemoryNotes, isCompatible, isPlainMismatch, mismatch, noMatch } from '../values/mismatch.ts';
import { failWithNeededComptime, requireRuntimeBlock, resolveDefinedValue, resolveValue } from '../values/operands.ts';
import { sentinelKept } from '../values/pointer-mismatch.ts';
import {
  coerceArrayLike,
  coerceEnumLiteral,
  coerceEnumToUnion,
  coerceTupleToArray,
  coerceTupleToTuple,
  coerceUnionToTag,
} from './coerce-aggregate.ts';
import { coerceFloatToInt, coerceToFloat } from './coerce-float.ts';
import { coerceToOptionalAnyopaque, coerceToPointer } from './coerce-pointer.ts';
import { COERCE_FAILED, type CoerceOptions, type Coercion, failWithTypes, QUIET, retype } from './coercion.ts';

const LOUD: CoerceOptions = {};
/**
 * `operand` as a value of `destTy`: unchanged if it is one, converted where the language does that without being asked. Fails
 * with `expected type 'A', found 'B'` and the notes that say why.
 */
export function coerce(sema: Sema, block: Block, destTy: Index, operand: AirRef, src: Src, options = LOUD): AirRef {
  if (destTy === Ty.genericPoison) return operand;
  const srcTy = sema.typeOf(operand);
  if (srcTy === destTy) return operand;
  resolveLayout(sema, block, src, destTy, 'coercion performed');
  resolveLayout(sema, block, src, srcTy, 'coercion performed');

  const inMemory = coerceInMemory(sema, block, src, destTy, srcTy, false);
  if (isCompatible(inMemory)) return retype(sema, block, destTy, operand, src);

  const coercion: Coercion = { sema, block, destTy, srcTy, operand, src, options, why: inMemory };
  const coerced = coerceByKind(coercion);
  if (coerced !== COERCE_FAILED) return coerced;
  if (srcTy === Ty.undefined && !isUninhabited(sema.pool, destTy)) return coerceUndefined(coercion);
  if (options.quiet) return COERCE_FAILED;
  return failCoercion(coercion);
}

function coerceByKind(coercion: Coercion): AirRef {
  const { sema, block, destTy, srcTy, operand, src, options } = coercion;
  const pool = sema.pool;
  const srcKind = typeKind(pool, srcTy);
  switch (typeKind(pool, destTy)) {
    case TypeKind.optional:
      return coerceToOptional(coercion);
    case TypeKind.pointer:
      if (srcKind === TypeKind.fn) return coerceFunctionToPointer(coercion);
      return coerceToPointer(coercion);
    case TypeKind.int:
    case TypeKind.comptime_int:
      return coerceToInt(coercion, srcKind);
    case TypeKind.float:
    case TypeKind.comptime_float:
      return coerceToFloat(sema, block, destTy, operand, srcTy, src, options);
    case TypeKind.enum:
      if (srcKind === TypeKind.enum_literal) return coerceEnumLiteral(sema, block, destTy, operand, src);
      if (srcKind === TypeKind.union) return coerceUnionToTag(sema, block, destTy, operand, src);
      return COERCE_FAILED;
    case TypeKind.error_union:
      return coerceToErrorUnion(coercion, srcKind);
    case TypeKind.union:
      if (srcKind !== TypeKind.enum && srcKind !== TypeKind.enum_literal) return COERCE_FAILED;
      return coerceEnumToUnion(sema, block, destTy, operand, src);
    case TypeKind.array:
      if (srcKind === TypeKind.array) return coerceArrayToArray(coercion);
      if (srcKind === TypeKind.vector) return coerceArrayLike(sema, block, destTy, operand, src);
      if (isTuple(pool, srcTy)) return coerceTupleToArray(sema, block, destTy, operand, src);
      return COERCE_FAILED;
    case TypeKind.vector:
      if (srcKind === TypeKind.array || srcKind === TypeKind.vector) {
        return coerceArrayLike(sema, block, destTy, operand, src);
      }
      if (isTuple(pool, srcTy)) return coerceTupleToArray(sema, block, destTy, operand, src);
      return COERCE_FAILED;
    case TypeKind.struct:
      if (!isTuple(pool, srcTy)) return COERCE_FAILED;
      return isTuple(pool, destTy) ? coerceTupleToTuple(sema, block, destTy, operand, src) : COERCE_FAILED;
    default:
      return COERCE_FAILED;
  }
}

/** Of arrays only the sentinel can go, and elements that are the same in memory. */
function coerceArrayToArray(coercion: Coercion): AirRef {
  const { sema, block, destTy, srcTy, operand, src } = coercion;
  const pool = sema.pool;
  const elem = childType(pool, destTy);
  if (!isCompatible(coerceInMemory(sema, block, src, elem, childType(pool, srcTy), false))) return COERCE_FAILED;
  if (!sentinelKept(sema, pool.word(destTy, 3) as Index, pool.word(srcTy, 3) as Index, elem)) return COERCE_FAILED;
  return coerceArrayLike(sema, block, destTy, operand, src);
}

function coerceFunctionToPointer(coercion: Coercion): AirRef {
  const { sema, block, destTy, operand, src } = coercion;
  const value = resolveValue(sema, operand);
  if (value === NO_INDEX)
    return failWithNeededComptime(sema, block, src, 'initializer of function pointer must be comptime-known');
  const ptr = functionPtr(sema, block, src, value);
  // What it fails with is said of the pointer, whoever asked.
  return ptr === COERCE_FAILED ? COERCE_FAILED : coerce(sema, block, destTy, ptr, src);
}

/** A pointer to the declaration of the function `value`; `COERCE_FAILED` for an undefined one. */
function functionPtr(sema: Sema, block: Block, src: Src, value: Index): AirRef {
  const pool = sema.pool;
  let decl: DeclIndex;
  if (isFunc(pool, value)) decl = funcOwnerDecl(pool, value);
  else if (pool.tag(value) === ItemTag.extern) decl = variableDecl(pool, value);
  else return COERCE_FAILED;
  return refDecl(sema, block, src, decl);
}

/** `undefined` as a value of the destination type: the only one, if it has but one. */
function coerceUndefined(coercion: Coercion): AirRef {
  const { sema, block, destTy, src } = coercion;
  const only = onePossibleValue(sema, block, src, destTy);
  return interned(only === NO_INDEX ? undefValue(sema.pool, destTy) : only);
}

function coerceToOptional(coercion: Coercion): AirRef {
  const { sema, block, destTy, srcTy, operand, src } = coercion;
  const pool = sema.pool;
  if (srcTy === Ty.undefined) return coerceUndefined(coercion);
  if (srcTy === Ty.null) return interned(optNull(pool, destTy));
  const child = childType(pool, destTy);
  const asAnyopaque = coerceToOptionalAnyopaque(coercion, child);
  if (asAnyopaque !== null) return asAnyopaque;
  const payload = coerce(sema, block, child, operand, src, QUIET);
  if (payload === COERCE_FAILED) {
    explainByChild(coercion, child);
    return COERCE_FAILED;
  }
  return wrapOptional(sema, block, destTy, payload, src);
}

/** Where nothing better is known, the reason is why the payload does not fit. */
function explainByChild(coercion: Coercion, child: Index): void {
  if (!isPlainMismatch(coercion.why)) return;
  const { sema, block, srcTy, operand, src } = coercion;
  const pool = sema.pool;
  const value =
    srcTy === Ty.comptimeInt && typeKind(pool, child) === TypeKind.int ? resolveValue(sema, operand) : NO_INDEX;
  if (value !== NO_INDEX && !isUndef(pool, value)) {
    const text = `type '${printType(pool, child)}' cannot represent value '${intBig(pool, value)}'`;
    coercion.why = mismatch(() => [text]);
    return;
  }
  coercion.why = coerceInMemory(sema, block, src, child, srcTy, false) ?? noMatch(child, srcTy);
}

/** `payload`, which has the right type, as an optional. */
export function wrapOptional(sema: Sema, block: Block, destTy: Index, payload: AirRef, src: Src): AirRef {
  const value = resolveValue(sema, payload);
  if (value !== NO_INDEX) return interned(optSome(sema.pool, destTy, value));
  requireRuntimeBlock(sema, block, src, null);
  return sema.emit(block, AirTag.wrap_optional, destTy, payload);
}

function coerceToErrorUnion(coercion: Coercion, srcKind: TypeKind): AirRef {
  const { sema, destTy, operand } = coercion;
  if (srcKind === TypeKind.error_set) return wrapErrorUnionSet(coercion);
  const wrapped = wrapErrorUnionPayload(coercion, operand);
  if (wrapped === COERCE_FAILED) explainByChild(coercion, errorUnionPayload(sema.pool, destTy));
  return wrapped;
}

function wrapErrorUnionPayload(coercion: Coercion, operand: AirRef): AirRef {
  const { sema, block, destTy, src } = coercion;
  const pool = sema.pool;
  const payload = coerce(sema, block, errorUnionPayload(pool, destTy), operand, src, QUIET);
  if (payload === COERCE_FAILED) return COERCE_FAILED;
  const value = resolveValue(sema, payload);
  if (value !== NO_INDEX) return interned(errorUnionPayloadValue(pool, destTy, value));
  requireRuntimeBlock(sema, block, src, null);
  return sema.emit(block, AirTag.wrap_errunion_payload, destTy, payload);
}

/** An error as an error union. An error that the set does not have is an error of its own: the payload is not looked at. */
function wrapErrorUnionSet(coercion: Coercion): AirRef {
  const { sema, block, destTy, srcTy, operand, src } = coercion;
  const pool = sema.pool;
  const set = errorUnionSet(pool, destTy);
  const value = resolveDefinedValue(sema, block, src, operand);
  // What counts is the type, even where it is known which error it is.
  const reasons = coerceInMemory(sema, block, src, set, srcTy, false);
  if (!isCompatible(reasons)) {
    coercion.why = reasons;
    return COERCE_FAILED;
  }
  if (value !== NO_INDEX) return interned(errorUnionError(pool, destTy, errName(pool, value)));
  requireRuntimeBlock(sema, block, src, null);
  return sema.emit(block, AirTag.wrap_errunion_err, destTy, retype(sema, block, set, operand, src));
}

function coerceToInt(coercion: Coercion, srcKind: TypeKind): AirRef {
  const { sema, block, destTy, srcTy, operand, src, options } = coercion;
  const pool = sema.pool;
  if (srcKind === TypeKind.float || srcKind === TypeKind.comptime_float) {
    return coerceFloatToInt(sema, block, destTy, operand, srcTy, src, options);
  }
  if (srcKind !== TypeKind.int && srcKind !== TypeKind.comptime_int) return COERCE_FAILED;
  const value = resolveValue(sema, operand);
  if (value !== NO_INDEX) {
    if (isUndef(pool, value)) return interned(undefValue(pool, destTy));
    const big = intBig(pool, value);
    if (destTy === Ty.comptimeInt || fitsInt(big, intSigned(pool, destTy), intBits(pool, destTy))) {
      return interned(intValue(pool, destTy, big));
    }
    if (options.quiet) return COERCE_FAILED;
    return sema.fail(block, src, `type '${printType(pool, destTy)}' cannot represent integer value '${big}'`);
  }
  if (destTy === Ty.comptimeInt) {
    if (options.quiet) return COERCE_FAILED;
    return failWithNeededComptime(sema, block, src, "value casted to 'comptime_int' must be comptime-known");
  }
  if (!intWidens(sema, destTy, srcTy)) return COERCE_FAILED;
  requireRuntimeBlock(sema, block, src, null);
  return sema.emit(block, AirTag.intcast, destTy, operand);
}

function failCoercion(coercion: Coercion): never {
  const { sema, block, destTy, srcTy, src, options } = coercion;
  const pool = sema.pool;
  const chunk = block.frame.chunk;
  const notes: ErrorNote[] = [];
  if (options.isRet && destTy === Ty.noreturn) {
    notes.push(fnRetTypeNote(sema, block, "'noreturn' declared here"));
    return sema.fail(block, src, "function declared 'noreturn' returns", notes);
  }
  if (typeKind(pool, srcTy) === TypeKind.error_union) {
    if (isCompatible(coerceInMemory(sema, block, src, errorUnionPayload(pool, srcTy), destTy, false))) {
      notes.push({ chunk, src, message: 'cannot convert error union to payload type' });
      notes.push({ chunk, src, message: "consider using 'try', 'catch', or 'if'" });
    }
  }
  if (typeKind(pool, srcTy) === TypeKind.optional) {
    if (isCompatible(coerceInMemory(sema, block, src, childType(pool, srcTy), destTy, false))) {
      notes.push({ chunk, src, message: 'cannot convert optional to payload type' });
      notes.push({ chunk, src, message: "consider using '.?', 'orelse', or 'if'" });
    }
  }
  if (isUninhabited(pool, destTy))
    notes.push({ chunk, src, message: `cannot coerce to uninstantiable type '${printType(pool, destTy)}'` });
  addInMemoryNotes(sema, block, src, coercion.why, notes);
  if (options.isRet && !isInTest(sema, block)) {
    const text =
      isErrorType(sema, srcTy) && !isErrorType(sema, destTy)
        ? 'function cannot return an error'
        : 'function return type declared here';
    notes.push(fnRetTypeNote(sema, block, text));
  }
  if (options.paramNote) notes.push(options.paramNote);
  return failWithTypes(sema, block, src, destTy, srcTy, notes);
}

function isErrorType(sema: Sema, ty: Index): boolean {
  const kind = typeKind(sema.pool, ty);
  return kind === TypeKind.error_set || kind === TypeKind.error_union;
}
