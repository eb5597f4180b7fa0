import { type AirRef, isInst } from '../../air/air.ts';
import { onlyPossibleValue } from '../../intern/classify.ts';
import { type Index, NO_INDEX, type StringIndex } from '../../intern/ids.ts';
import { ItemTag } from '../../intern/item.ts';
import { Ty, Val } from '../../intern/known.ts';
import { layoutIsResolved } from '../../intern/layout.ts';
import { printType } from '../../intern/print-type.ts';
import { arrayLen } from '../../intern/types.ts';
import { aggregateElem, intBig, intNumber, sliceLen, typeOf } from '../../intern/values.ts';
import type { ErrorNote } from '../../query/errors.ts';
import type { Src } from '../../query/src.ts';
import type { ZirRef } from '../../zir/ref.ts';
import { coerce } from '../coercion/coerce.ts';
import { explainComptimeOnly } from '../types/comptime-only.ts';
import { derefSliceAsArray } from '../values/comptime-ptr.ts';
import type { Block, ComptimeCause } from './block.ts';
import { resolveInst } from './body.ts';
import { builtinDecl } from './facts.ts';
import type { Sema } from './sema.ts';

/*
 * Operands as what an instruction needs: a type, a value known at compile time, a string, an integer. `reason` is the official
 * wording of why a value must be known, for the note under `unable to resolve comptime value`.
 */

/** The value of `ref` where it is known at compile time, undefined values included; NO_INDEX where it is a runtime value. */
export function resolveValue(sema: Sema, ref: AirRef): Index {
  if (isInst(ref)) {
    const ty = sema.typeOf(ref);
    return layoutIsResolved(sema.pool, ty) ? onlyPossibleValue(sema.pool, ty) : NO_INDEX;
  }
  if (sema.pool.tag(ref as number as Index) === ItemTag.variable) return NO_INDEX;
  return ref as number as Index;
}

/** Whether `value` is `undefined` as a whole. */
export function isUndef(sema: Sema, value: Index): boolean {
  return sema.pool.tag(value) === ItemTag.undef;
}

/** As `resolveValue`; fails where the value is undefined. */
export function resolveDefinedValue(sema: Sema, block: Block, src: Src, ref: AirRef): Index {
  const value = resolveValue(sema, ref);
  if (value !== NO_INDEX && isUndef(sema, value)) failWithUseOfUndef(sema, block, src);
  return value;
}

/** The value of `ref`, which may be undefined; fails where it is a runtime value. */
export function resolveConstValue(sema: Sema, block: Block, src: Src, ref: AirRef, reason: string | null): Index {
  const value = resolveValue(sema, ref);
  if (value === NO_INDEX) failWithNeededComptime(sema, block, src, reason);
  return value;
}

/** The value of `ref`; fails where it is undefined or a runtime value. */
export function resolveConstDefinedValue(
  sema: Sema,
  block: Block,
  src: Src,
  ref: AirRef,
  reason: string | null,
): Index {
  const value = resolveConstValue(sema, block, src, ref, reason);
  if (isUndef(sema, value)) failWithUseOfUndef(sema, block, src);
  return value;
}

/** The type that a ZIR reference stands for. */
export function resolveType(sema: Sema, block: Block, src: Src, ref: ZirRef): Index {
  return analyzeAsType(sema, block, src, resolveInst(block, ref));
}

/** As `resolveType`, but gives NO_INDEX for `generic_poison`: a result type that is not known. */
export function resolveTypeOrPoison(sema: Sema, block: Block, src: Src, ref: ZirRef): Index {
  const ty = analyzeAsType(sema, block, src, resolveInst(block, ref));
  return ty === Ty.genericPoison ? NO_INDEX : ty;
}

/** The type that `operand` stands for. */
export function analyzeAsType(sema: Sema, block: Block, src: Src, operand: AirRef): Index {
  const coerced = coerce(sema, block, Ty.type, operand, src);
  return resolveConstDefinedValue(sema, block, src, coerced, 'types must be comptime-known');
}

/** The integer that a ZIR reference stands for, coerced to `destTy`. */
export function resolveConstInt(
  sema: Sema,
  block: Block,
  src: Src,
  ref: ZirRef,
  destTy: Index,
  reason: string | null,
): bigint {
  return analyzeAsInt(sema, block, src, resolveInst(block, ref), destTy, reason);
}

/** The integer that `operand` stands for, coerced to `destTy`. */
export function analyzeAsInt(
  sema: Sema,
  block: Block,
  src: Src,
  operand: AirRef,
  destTy: Index,
  reason: string | null,
): bigint {
  const coerced = coerce(sema, block, destTy, operand, src);
  return intBig(sema.pool, resolveConstDefinedValue(sema, block, src, coerced, reason));
}

/** The boolean that a ZIR reference stands for. */
export function resolveConstBool(sema: Sema, block: Block, src: Src, ref: ZirRef, reason: string | null): boolean {
  const coerced = coerce(sema, block, Ty.bool, resolveInst(block, ref), src);
  return resolveConstDefinedValue(sema, block, src, coerced, reason) === Val.true;
}

/** The bytes of the `[]const u8` that a ZIR reference stands for. */
export function resolveConstString(
  sema: Sema,
  block: Block,
  src: Src,
  ref: ZirRef,
  reason: string | null,
): StringIndex {
  return analyzeAsString(sema, block, src, resolveInst(block, ref), reason);
}

/** The bytes of the `[]const u8` that `operand` stands for. */
export function analyzeAsString(
  sema: Sema,
  block: Block,
  src: Src,
  operand: AirRef,
  reason: string | null,
): StringIndex {
  const coerced = coerce(sema, block, Ty.sliceConstU8, operand, src);
  const value = resolveConstDefinedValue(sema, block, src, coerced, reason);
  return sliceToString(sema, block, src, value, reason);
}

/** The length of the slice value `slice`. Fails where it is undefined. */
export function definedLen(sema: Sema, block: Block, src: Src, slice: Index): number {
  const { pool } = sema;
  if (isUndef(sema, slice) || isUndef(sema, sliceLen(pool, slice))) failWithUseOfUndef(sema, block, src);
  return intNumber(pool, sliceLen(pool, slice));
}

/** The bytes that the comptime-known slice of `u8` `value` refers to. */
export function sliceToString(sema: Sema, block: Block, src: Src, value: Index, reason: string | null): StringIndex {
  const pool = sema.pool;
  const len = definedLen(sema, block, src, value);
  if (len === 0) return pool.string('');
  const array = derefSliceAsArray(sema, block, src, value);
  if (array === NO_INDEX) failWithNeededComptime(sema, block, src, reason);
  if (isUndef(sema, array)) failWithUseOfUndef(sema, block, src);
  return arrayToString(sema, array, len);
}

/** The first `len` bytes of the array value `array` of `u8`. */
export function arrayToString(
  sema: Sema,
  array: Index,
  len = arrayLen(sema.pool, typeOf(sema.pool, array)),
): StringIndex {
  const pool = sema.pool;
  if (pool.tag(array) === ItemTag.aggregate_bytes) {
    const text = pool.word(array, 1) as StringIndex;
    if (pool.stringLen(text) === len) return text;
    return pool.stringOfBytes(pool.stringBytes(text).slice(0, len));
  }
  const bytes = new Uint8Array(len);
  for (let i = 0; i < len; i++) {
    const elem = aggregateElem(pool, array, i);
    bytes[i] = isUndef(sema, elem) ? 0xaa : Number(intBig(pool, elem));
  }
  return pool.stringOfBytes(bytes);
}

/** The number of the tag of a value of the enum `std.builtin.<name>` that a ZIR reference stands for. */
export function resolveBuiltinEnum(
  sema: Sema,
  block: Block,
  src: Src,
  ref: ZirRef,
  name: string,
  reason: string | null,
): number {
  return analyzeAsBuiltinEnum(sema, block, src, resolveInst(block, ref), name, reason);
}

/** The number of the tag of the value of the enum `std.builtin.<name>` that `operand` stands for. */
export function analyzeAsBuiltinEnum(
  sema: Sema,
  block: Block,
  src: Src,
  operand: AirRef,
  name: string,
  reason: string | null,
): number {
  const ty = builtinDecl(sema, block, src, name);
  const coerced = coerce(sema, block, ty, operand, src);
  const value = resolveConstDefinedValue(sema, block, src, coerced, reason);
  return enumTagInt(sema, value);
}

/** The integer of an enum value that fits in 32 bits. */
export function enumTagInt(sema: Sema, value: Index): number {
  return Number(intBig(sema.pool, sema.pool.word(value, 1) as Index));
}

/** The alignment in bytes that a ZIR reference stands for: a power of two up to 2^28. */
export function resolveAlign(sema: Sema, block: Block, src: Src, ref: ZirRef): number {
  return analyzeAsAlign(sema, block, src, resolveInst(block, ref));
}

/** The alignment in bytes that `operand` stands for: a power of two up to 2^28. */
export function analyzeAsAlign(sema: Sema, block: Block, src: Src, operand: AirRef): number {
  const align = analyzeAsInt(sema, block, src, operand, Ty.u29, 'alignment must be comptime-known');
  return validateAlign(sema, block, src, align);
}

/** `align` as a number, if it is a valid alignment. */
export function validateAlign(sema: Sema, block: Block, src: Src, align: bigint): number {
  if (align === 0n) sema.fail(block, src, `alignment must be >= 1`);
  if ((align & (align - 1n)) !== 0n) sema.fail(block, src, `alignment value '${align}' is not a power of two`);
  return Number(align);
}

/**
 * Fails: a value must be known at compile time and is not. `reason` null: because the code of `block` is evaluated at compile time.
 */
export function failWithNeededComptime(sema: Sema, block: Block, src: Src, reason: string | null): never {
  const notes: ErrorNote[] = [];
  let failing = block;
  if (reason === null) failing = explainComptime(sema, block, notes);
  else notes.push({ chunk: block.frame.chunk, src, message: reason });
  return sema.failAt(block.frame.chunk, src, 'unable to resolve comptime value', notes, failing);
}

/** Fails: a value must be known at compile time because of `cause`, and is not. */
export function failWithComptimeCause(sema: Sema, block: Block, src: Src, cause: ComptimeCause): never {
  const notes: ErrorNote[] = [];
  explainCause(sema, block, cause, notes);
  return sema.fail(block, src, 'unable to resolve comptime value', notes);
}

/** Fails: an undefined value is used, the element `elem` of a vector if that is not -1. */
export function failWithUseOfUndef(sema: Sema, block: Block, src: Src, elem = -1): never {
  const notes = vectorElementNote(block, src, elem);
  return sema.fail(block, src, 'use of undefined value here causes illegal behavior', notes);
}

/** The note that tells which element of a vector an error is about; none where `elem` is -1. */
export function vectorElementNote(block: Block, src: Src, elem: number): ErrorNote[] {
  if (elem < 0) return [];
  return [{ chunk: block.frame.chunk, src, message: `when computing vector element at index '${elem}'` }];
}

/** Fails where `block` is evaluated at compile time: what is at `src` can only be done at run time, because of `runtimeSrc`. */
export function requireRuntimeBlock(sema: Sema, block: Block, src: Src, runtimeSrc: Src | null): void {
  if (!block.isComptime) return;
  const { chunk } = block.frame;
  const notes: ErrorNote[] = [];
  if (runtimeSrc !== null) notes.push({ chunk, src: runtimeSrc, message: 'operation is runtime due to this operand' });
  const failing = explainComptime(sema, block, notes);
  sema.failAt(chunk, src, 'unable to evaluate comptime expression', notes, failing);
}

/**
 * Adds the notes that say why the code of `block` is evaluated at compile time. Returns the block whose callers are still to be told: the
 * outermost one at compile time.
 */
export function explainComptime(sema: Sema, block: Block, notes: ErrorNote[]): Block {
  let at = block;
  while (at.comptimeCause === null && at.inlining !== null) {
    const { callBlock, callSrc } = at.inlining;
    notes.push({ chunk: callBlock.frame.chunk, src: callSrc, message: 'called at comptime from here' });
    at = callBlock;
  }
  if (at.comptimeCause !== null) explainCause(sema, at, at.comptimeCause, notes);
  return at;
}

function explainCause(sema: Sema, block: Block, cause: ComptimeCause, notes: ErrorNote[]): void {
  const { chunk, src, type, declared } = cause;
  const message = type === NO_INDEX ? cause.text : cause.text.replace('{}', () => printType(sema.pool, type));
  notes.push({ chunk, src, message });
  if (declared !== null) notes.push(declared);
  if (type !== NO_INDEX) explainComptimeOnly(sema, block, src, type, notes);
}
