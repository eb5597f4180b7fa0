import { type AirRef, AirTag } from '../air/air.ts';
import { type Index, NO_INDEX } from '../intern/ids.ts';
import { maxInt, minInt, wrapInt } from '../intern/int-arith.ts';
import { ItemTag } from '../intern/item.ts';
import { Ty, Val } from '../intern/known.ts';
import { bitSize } from '../intern/layout.ts';
import { valueFromBits, valueToBits } from '../intern/memory.ts';
import { printType } from '../intern/print-type.ts';
import {
  arrayLen,
  childType,
  errorUnionPayload,
  floatBits,
  intBits,
  intSigned,
  isRuntimeFloat,
  scalarType,
  TypeKind,
  typeKind,
  vectorType,
} from '../intern/types.ts';
import { aggregate, aggregateRepeated, intBig, intValue, isUndef, undefValue } from '../intern/values.ts';
import { Tag } from '../zir/inst.ts';
import { REF_NONE, refInst, type ZirIndex, type ZirRef } from '../zir/ref.ts';
import type { Block } from './block.ts';
import { resolveInst } from './body.ts';
import { coerce } from './coerce.ts';
import { castFloat, floatOfInt, intFromFloatValue } from './coerce-float.ts';
import { elementOf } from './comptime-memory.ts';
import { resolveFields, resolveLayout } from './facts.ts';
import type { Handlers } from './handlers.ts';
import { failWithNeededComptime, requireRuntimeBlock, resolveType, resolveValue } from './operands.ts';
import { PanicId } from './panic.ts';
import { addSafetyCheck, wantSafety } from './safety.ts';
import type { Sema } from './sema.ts';
import { type Src, SrcPart, sub } from './src-loc.ts';

function ref(value: Index): AirRef {
  return value as number as AirRef;
}

/** What of the result type is not part of the cast: an error union or optional around it. */
export type DestStrategy = 'remove_eu_opt' | 'remove_eu' | 'remove_opt';

/** The type that a cast without a type argument gives, from where its result goes. */
export function resolveDestType(sema: Sema, block: Block, src: Src, tyRef: ZirRef, strategy: DestStrategy, builtin: string): Index {
  const pool = sema.pool;
  const operand = tyRef === REF_NONE ? ref(Ty.genericPoison) : resolveInst(block, tyRef);
  if (operand === (Ty.genericPoison as number)) {
    return sema.fail(block, src, `${builtin} must have a known result type`, [
      { chunk: block.frame.chunk, src, message: 'use @as to provide explicit result type' },
    ]);
  }
  let ty = resolveType(sema, block, src, tyRef);
  if (strategy !== 'remove_opt' && pool.tag(ty) === ItemTag.type_error_union) ty = errorUnionPayload(pool, ty);
  if (strategy !== 'remove_eu' && pool.tag(ty) === ItemTag.type_optional) ty = childType(pool, ty);
  return ty;
}

/** Fails if `ty` is no integer type. */
export function checkIntType(sema: Sema, block: Block, src: Src, ty: Index): void {
  const kind = typeKind(sema.pool, ty);
  if (kind !== TypeKind.int && kind !== TypeKind.comptime_int) {
    sema.fail(block, src, `expected integer type, found '${printType(sema.pool, ty)}'`);
  }
}

/** Fails if `ty` is neither an integer type nor a vector of one. Returns the integer type. */
function checkIntOrVector(sema: Sema, block: Block, src: Src, ty: Index): Index {
  const scalar = scalarType(sema.pool, ty);
  const kind = typeKind(sema.pool, scalar);
  if (kind === TypeKind.int || kind === TypeKind.comptime_int) return scalar;
  return sema.fail(block, src, `expected integer or vector, found '${printType(sema.pool, ty)}'`);
}

/** Fails if `ty` is neither a float type nor a vector of one. Returns the float type. */
function checkFloatOrVector(sema: Sema, block: Block, src: Src, ty: Index): Index {
  const scalar = scalarType(sema.pool, ty);
  const kind = typeKind(sema.pool, scalar);
  if (kind === TypeKind.float || kind === TypeKind.comptime_float) return scalar;
  return sema.fail(block, src, `expected float or vector type, found '${printType(sema.pool, ty)}'`);
}

function isVector(sema: Sema, ty: Index): boolean {
  return typeKind(sema.pool, ty) === TypeKind.vector;
}

/** Fails unless both are scalars or vectors of one length. */
function checkSameShape(sema: Sema, block: Block, destTy: Index, operandTy: Index, src: Src, operandSrc: Src): void {
  const pool = sema.pool;
  const [dest, operand] = [isVector(sema, destTy), isVector(sema, operandTy)];
  if (dest && operand) {
    const [d, o] = [arrayLen(pool, destTy), arrayLen(pool, operandTy)];
    if (d === o) return;
    const note = (at: Src, len: number) => ({ chunk: block.frame.chunk, src: at, message: `length ${len} here` });
    sema.fail(block, src, 'vector length mismatch', [note(src, d), note(operandSrc, o)]);
  }
  if (dest !== operand) {
    const [vector, scalar] = dest ? [destTy, operandTy] : [operandTy, destTy];
    sema.fail(block, src, `mixed scalar and vector operands: '${printType(pool, dest ? vector : scalar)}' and '${printType(pool, dest ? scalar : vector)}'`);
  }
}

/** `compute` of each element of a known value, or of the value itself where it is no vector. */
function mapElements(sema: Sema, value: Index, ty: Index, resultTy: Index, compute: (elem: Index) => Index): Index {
  const pool = sema.pool;
  if (isUndef(pool, value)) return undefValue(pool, resultTy);
  if (!isVector(sema, ty)) return compute(value);
  const scalar = scalarType(pool, resultTy);
  const elems: Index[] = [];
  for (let i = 0; i < arrayLen(pool, ty); i++) {
    const elem = elementOf(pool, value, ty, i);
    elems.push(isUndef(pool, elem) ? undefValue(pool, scalar) : compute(elem));
  }
  return aggregate(pool, resultTy, elems);
}

/** The value `value` for each element of `ty`, or for `ty` itself where it is no vector. */
function splatted(sema: Sema, ty: Index, value: Index): AirRef {
  return ref(isVector(sema, ty) ? aggregateRepeated(sema.pool, ty, value) : value);
}

/** `a <op> b`, reduced to one `bool` where they are vectors. */
function compareAll(sema: Sema, block: Block, tag: AirTag, ty: Index, a: AirRef, b: AirRef): AirRef {
  if (!isVector(sema, ty)) return sema.emit(block, tag, Ty.bool, a, b);
  const all = sema.emit(block, tag, vectorType(sema.pool, arrayLen(sema.pool, ty), Ty.bool), a, b);
  const REDUCE_AND = 0;
  return sema.emit(block, AirTag.reduce, Ty.bool, all, REDUCE_AND);
}

/** `operand` as an integer (or vector of integers) of type `destTy`, with a check that it fits where `checked`. */
export function intCast(
  sema: Sema,
  block: Block,
  src: Src,
  destTy: Index,
  destTySrc: Src,
  operand: AirRef,
  operandSrc: Src,
  checked: boolean,
): AirRef {
  const pool = sema.pool;
  const operandTy = sema.typeOf(operand);
  const destScalar = checkIntOrVector(sema, block, destTySrc, destTy);
  const operandScalar = checkIntOrVector(sema, block, operandSrc, operandTy);
  const value = resolveValue(sema, operand);
  if (value !== NO_INDEX) return coerce(sema, block, destTy, operand, operandSrc);
  if (destScalar === Ty.comptimeInt) return sema.fail(block, src, "unable to cast runtime value to 'comptime_int'");
  checkSameShape(sema, block, destTy, operandTy, destTySrc, operandSrc);
  requireRuntimeBlock(sema, block, src, operandSrc);
  const [destBits, operandBits] = [intBits(pool, destScalar), intBits(pool, operandScalar)];
  const [destSigned, operandSigned] = [intSigned(pool, destScalar), intSigned(pool, operandScalar)];
  if (checked && wantSafety(sema, block)) {
    const destValueBits = destBits - (destSigned ? 1 : 0);
    const operandValueBits = operandBits - (operandSigned ? 1 : 0);
    if (operandValueBits > destValueBits) {
      const max = splatted(sema, operandTy, intValue(pool, operandScalar, maxInt(destSigned, destBits)));
      addSafetyCheck(sema, block, src, compareAll(sema, block, AirTag.cmp_lte, operandTy, operand, max), PanicId.cast_truncated_data);
      if (operandSigned) {
        const min = splatted(sema, operandTy, intValue(pool, operandScalar, destSigned ? minInt(true, destBits) : 0n));
        const id = destSigned ? PanicId.cast_truncated_data : PanicId.negative_to_unsigned;
        addSafetyCheck(sema, block, src, compareAll(sema, block, AirTag.cmp_gte, operandTy, operand, min), id);
      }
    } else if (operandSigned && !destSigned) {
      const zero = splatted(sema, operandTy, intValue(pool, operandScalar, 0));
      addSafetyCheck(sema, block, src, compareAll(sema, block, AirTag.cmp_gte, operandTy, operand, zero), PanicId.negative_to_unsigned);
    }
  }
  if (destBits === 0) return splatted(sema, destTy, intValue(pool, destScalar, 0));
  return sema.emit(block, AirTag.intcast, destTy, operand);
}

/** The bits of `operand` seen as a `destTy`. */
export function bitCast(sema: Sema, block: Block, destTy: Index, operand: AirRef, src: Src, operandSrc: Src = src): AirRef {
  const pool = sema.pool;
  const operandTy = sema.typeOf(operand);
  resolveLayout(sema, block, src, destTy);
  resolveLayout(sema, block, operandSrc, operandTy);
  const isPointerLike = typeKind(pool, destTy) === TypeKind.pointer || typeKind(pool, destTy) === TypeKind.error_set;
  if (!isPointerLike) {
    const [destBits, operandBits] = [bitSize(pool, destTy), bitSize(pool, operandTy)];
    if (destBits !== operandBits) {
      const [d, o] = [printType(pool, destTy), printType(pool, operandTy)];
      return sema.fail(block, src, `@bitCast size mismatch: destination type '${d}' has ${destBits} bits but source type '${o}' has ${operandBits} bits`);
    }
    const value = resolveValue(sema, operand);
    if (value !== NO_INDEX) {
      if (isUndef(pool, value)) return ref(undefValue(pool, destTy));
      const bits = valueToBits(pool, value);
      const cast = bits === undefined ? NO_INDEX : valueFromBits(pool, destTy, bits);
      if (cast !== NO_INDEX) return ref(cast);
      if (block.isComptime) return sema.unsupported(block, src, `@bitCast of '${printType(pool, operandTy)}' to '${printType(pool, destTy)}' at compile time`);
    }
  }
  requireRuntimeBlock(sema, block, src, operandSrc);
  return sema.emit(block, AirTag.bitcast, destTy, operand);
}

/** The parts of a cast instruction: destination type, operand, places. */
interface Cast {
  readonly destTy: Index;
  readonly operand: AirRef;
  readonly operandTy: Index;
  readonly src: number;
  readonly operandSrc: Src;
}

function castOf(sema: Sema, block: Block, inst: ZirIndex, builtin: string): Cast {
  const frame = block.frame;
  const payload = frame.a[inst]!;
  const src = frame.src[inst]!;
  const destTy = resolveDestType(sema, block, src, frame.extra[payload]! as ZirRef, 'remove_eu_opt', builtin);
  const operand = resolveInst(block, frame.extra[payload + 1]! as ZirRef);
  const operandTy = sema.typeOf(operand);
  resolveFields(sema, block, src, destTy);
  return { destTy, operand, operandTy, src, operandSrc: sub(src, SrcPart.builtin_call_arg, 0) };
}

function zirIntCast(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const { destTy, operand, src, operandSrc } = castOf(sema, block, inst, '@intCast');
  return intCast(sema, block, src, destTy, src, operand, operandSrc, true);
}

function zirTruncate(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const pool = sema.pool;
  const { destTy, operand, operandTy, src, operandSrc } = castOf(sema, block, inst, '@truncate');
  const destScalar = checkIntOrVector(sema, block, src, destTy);
  const operandScalar = checkIntOrVector(sema, block, operandSrc, operandTy);
  checkSameShape(sema, block, destTy, operandTy, src, operandSrc);
  if (destScalar === Ty.comptimeInt) return coerce(sema, block, destTy, operand, operandSrc);
  const [destBits, destSigned] = [intBits(pool, destScalar), intSigned(pool, destScalar)];
  if (operandScalar !== Ty.comptimeInt) {
    const [operandBits, operandSigned] = [intBits(pool, operandScalar), intSigned(pool, operandScalar)];
    if (operandBits > 0 && destBits > 0 && operandSigned !== destSigned) {
      const name = destSigned ? 'signed' : 'unsigned';
      sema.fail(block, operandSrc, `expected ${name} integer type, found '${printType(pool, operandTy)}'`);
    }
    if (operandBits < destBits) {
      const note = (at: Src, what: string, bits: number) => ({ chunk: block.frame.chunk, src: at, message: `${what} type has ${bits} bits` });
      sema.fail(block, src, `destination type '${printType(pool, destTy)}' has more bits than source type '${printType(pool, operandTy)}'`, [
        note(src, 'destination', destBits),
        note(operandSrc, 'operand', operandBits),
      ]);
    }
  }
  const value = resolveValue(sema, operand);
  if (value !== NO_INDEX) {
    return ref(mapElements(sema, value, operandTy, destTy, (elem) => intValue(pool, destScalar, wrapInt(intBig(pool, elem), destSigned, destBits))));
  }
  if (destBits === 0) return splatted(sema, destTy, intValue(pool, destScalar, 0));
  requireRuntimeBlock(sema, block, src, operandSrc);
  return sema.emit(block, AirTag.trunc, destTy, operand);
}

function zirBitcast(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const { destTy, operand, operandTy, src, operandSrc } = castOf(sema, block, inst, '@bitCast');
  checkBitcastType(sema, block, src, destTy, operandTy, '@bitCast to');
  checkBitcastType(sema, block, operandSrc, operandTy, destTy, '@bitCast from');
  return bitCast(sema, block, destTy, operand, src, operandSrc);
}

function checkBitcastType(sema: Sema, block: Block, src: Src, ty: Index, other: Index, what: string): void {
  const pool = sema.pool;
  const name = `'${printType(pool, ty)}'`;
  const preposition = what.endsWith('to') ? 'to' : 'from';
  switch (typeKind(pool, ty)) {
    case TypeKind.enum: {
      const otherKind = typeKind(pool, other);
      const isInt = otherKind === TypeKind.int || otherKind === TypeKind.comptime_int;
      const hint = preposition === 'to' ? `use @enumFromInt to cast from '${printType(pool, other)}'` : `use @intFromEnum to cast to '${printType(pool, other)}'`;
      const notes = isInt ? [{ chunk: block.frame.chunk, src, message: hint }] : [];
      sema.fail(block, src, `cannot @bitCast ${preposition} ${name}`, notes);
      break;
    }
    case TypeKind.pointer:
      sema.fail(block, src, `cannot @bitCast ${preposition} ${name}`, pointerHint(sema, block, src, other, preposition));
      break;
    case TypeKind.anyframe:
    case TypeKind.comptime_float:
    case TypeKind.comptime_int:
    case TypeKind.enum_literal:
    case TypeKind.error_set:
    case TypeKind.error_union:
    case TypeKind.fn:
    case TypeKind.frame:
    case TypeKind.noreturn:
    case TypeKind.null:
    case TypeKind.opaque:
    case TypeKind.optional:
    case TypeKind.type:
    case TypeKind.undefined:
    case TypeKind.void:
      sema.fail(block, src, `cannot @bitCast ${preposition} ${name}`);
      break;
    default:
      break;
  }
}

function pointerHint(sema: Sema, block: Block, src: Src, other: Index, preposition: string): { chunk: Block['frame']['chunk']; src: Src; message: string }[] {
  const kind = typeKind(sema.pool, other);
  const name = printType(sema.pool, other);
  const chunk = block.frame.chunk;
  if (kind === TypeKind.int || kind === TypeKind.comptime_int) {
    return [{ chunk, src, message: preposition === 'to' ? `use @ptrFromInt to cast from '${name}'` : `use @intFromPtr to cast to '${name}'` }];
  }
  if (kind === TypeKind.pointer) return [{ chunk, src, message: `use @ptrCast to cast ${preposition === 'to' ? 'from' : 'to'} '${name}'` }];
  return [];
}

function zirIntFromBool(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const pool = sema.pool;
  const frame = block.frame;
  const src = frame.src[inst]!;
  const operandSrc = sub(src, SrcPart.builtin_call_arg, 0);
  const operand = resolveInst(block, frame.a[inst]! as ZirRef);
  const ty = sema.typeOf(operand);
  if (scalarType(pool, ty) !== Ty.bool) sema.fail(block, operandSrc, `expected 'bool', found '${printType(pool, ty)}'`);
  const resultTy = isVector(sema, ty) ? vectorType(pool, arrayLen(pool, ty), Ty.u1) : Ty.u1;
  const value = resolveValue(sema, operand);
  if (value !== NO_INDEX) return ref(mapElements(sema, value, ty, resultTy, (elem) => intValue(pool, Ty.u1, elem === Val.true ? 1 : 0)));
  requireRuntimeBlock(sema, block, src, operandSrc);
  return sema.emit(block, AirTag.int_from_bool, resultTy, operand);
}

function zirIntFromFloat(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const pool = sema.pool;
  const { destTy, operand, operandTy, src, operandSrc } = castOf(sema, block, inst, '@intFromFloat');
  checkSameShape(sema, block, destTy, operandTy, src, operandSrc);
  const destScalar = checkIntOrVector(sema, block, src, destTy);
  checkFloatOrVector(sema, block, operandSrc, operandTy);
  const value = resolveValue(sema, operand);
  if (value !== NO_INDEX) {
    return ref(mapElements(sema, value, operandTy, destTy, (elem) => intFromFloatValue(sema, block, operandSrc, elem, destScalar)));
  }
  if (destScalar === Ty.comptimeInt) return failWithNeededComptime(sema, block, operandSrc, 'value being casted to \'comptime_int\' must be comptime-known');
  requireRuntimeBlock(sema, block, src, operandSrc);
  if (intBits(pool, destScalar) === 0) return splatted(sema, destTy, intValue(pool, destScalar, 0));
  const result = sema.emit(block, AirTag.int_from_float, destTy, operand);
  if (wantSafety(sema, block)) {
    // What the conversion cut off is less than 1 in size, or the value was out of range.
    const back = sema.emit(block, AirTag.float_from_int, operandTy, result);
    const rest = sema.emit(block, AirTag.sub, operandTy, operand, back);
    const scalar = scalarType(pool, operandTy);
    const [one, minusOne] = [splatted(sema, operandTy, floatOfInt(sema, 1n, scalar)), splatted(sema, operandTy, floatOfInt(sema, -1n, scalar))];
    const below = compareAll(sema, block, AirTag.cmp_lt, operandTy, rest, one);
    const above = compareAll(sema, block, AirTag.cmp_gt, operandTy, rest, minusOne);
    const ok = sema.emit(block, AirTag.bool_and, Ty.bool, below, above);
    addSafetyCheck(sema, block, src, ok, PanicId.integer_part_out_of_bounds);
  }
  return result;
}

function zirFloatFromInt(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const pool = sema.pool;
  const { destTy, operand, operandTy, src, operandSrc } = castOf(sema, block, inst, '@floatFromInt');
  checkSameShape(sema, block, destTy, operandTy, src, operandSrc);
  const destScalar = checkFloatOrVector(sema, block, src, destTy);
  checkIntOrVector(sema, block, operandSrc, operandTy);
  const value = resolveValue(sema, operand);
  if (value !== NO_INDEX) return ref(mapElements(sema, value, operandTy, destTy, (elem) => floatOfInt(sema, intBig(pool, elem), destScalar)));
  if (destScalar === Ty.comptimeFloat) return failWithNeededComptime(sema, block, operandSrc, "value being casted to 'comptime_float' must be comptime-known");
  requireRuntimeBlock(sema, block, src, operandSrc);
  return sema.emit(block, AirTag.float_from_int, destTy, operand);
}

function zirFloatCast(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const { destTy, operand, operandTy, src, operandSrc } = castOf(sema, block, inst, '@floatCast');
  const destScalar = checkFloatOrVector(sema, block, src, destTy);
  const operandScalar = checkFloatOrVector(sema, block, operandSrc, operandTy);
  checkSameShape(sema, block, destTy, operandTy, src, operandSrc);
  const value = resolveValue(sema, operand);
  if (value !== NO_INDEX) return ref(mapElements(sema, value, operandTy, destTy, (elem) => castFloat(sema, elem, destScalar)));
  if (!isRuntimeFloat(destScalar)) return sema.fail(block, src, "unable to cast runtime value to 'comptime_float'");
  requireRuntimeBlock(sema, block, src, operandSrc);
  const [destBits, operandBits] = [floatBits(destScalar), floatBits(operandScalar)];
  if (destScalar === operandScalar) return operand;
  return sema.emit(block, destBits < operandBits ? AirTag.fptrunc : destBits > operandBits ? AirTag.fpext : AirTag.bitcast, destTy, operand);
}

/** `as_node`: `@as`, and types written in declarations. */
function zirAs(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const pool = sema.pool;
  const frame = block.frame;
  const payload = frame.a[inst]!;
  const src = frame.src[inst]!;
  const operand = resolveInst(block, frame.extra[payload + 1]! as ZirRef);
  const tyRef = resolveInst(block, frame.extra[payload]! as ZirRef);
  if (tyRef === (Ty.genericPoison as number)) return operand;
  const destTy = resolveType(sema, block, src, frame.extra[payload]! as ZirRef);
  const kind = typeKind(pool, destTy);
  if (kind === TypeKind.opaque) sema.fail(block, src, `cannot cast to opaque type '${printType(pool, destTy)}'`);
  if (kind === TypeKind.noreturn) sema.fail(block, src, 'cannot cast to noreturn');
  const isRet = frame.tags[inst] === Tag.as_node && isRetType(block, frame.extra[payload]! as ZirRef);
  return coerce(sema, block, destTy, operand, src, isRet ? { isRet: true } : {});
}

/** Whether a reference is to the `ret_type` instruction: the coercion is that of a `return`. */
function isRetType(block: Block, tyRef: ZirRef): boolean {
  const inst = refInst(tyRef);
  return inst !== -1 && block.frame.tags[inst] === Tag.ret_type;
}

export const castHandlers: Handlers = {
  [Tag.int_cast]: zirIntCast,
  [Tag.truncate]: zirTruncate,
  [Tag.bitcast]: zirBitcast,
  [Tag.int_from_bool]: zirIntFromBool,
  [Tag.int_from_float]: zirIntFromFloat,
  [Tag.float_from_int]: zirFloatFromInt,
  [Tag.float_cast]: zirFloatCast,
  [Tag.as_node]: zirAs,
  [Tag.as_shift_operand]: zirAs,
};
