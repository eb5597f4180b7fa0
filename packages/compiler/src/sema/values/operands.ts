import { type AirRef, isInst } from '../../air/air.ts';
import { onlyPossibleValue } from '../../intern/classify.ts';
import { type Index, NO_INDEX, type StringIndex } from '../../intern/ids.ts';
import { ItemTag } from '../../intern/item.ts';
import { layoutIsResolved } from '../../intern/layout.ts';
import { printType } from '../../intern/print-type.ts';
import { arrayLen } from '../../intern/types.ts';
import { aggregateElem, intBig, intNumber, sliceLen, typeOf } from '../../intern/values.ts';
import type { ErrorNote } from '../../query/errors.ts';
import type { Src } from '../../query/src.ts';
import type { Block, ComptimeCause } from '../core/block.ts';
import type { Sema } from '../core/sema.ts';
import { explainComptimeOnly } from '../types/comptime-only.ts';

/*
 * Operands as values known at compile time. `reason` is the official wording of why a value must be known, for the note under
 * `unable to resolve comptime value`.
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

/** The length of the slice value `slice`. Fails where it is undefined. */
export function definedLen(sema: Sema, block: Block, src: Src, slice: Index): number {
  const { pool } = sema;
  if (isUndef(sema, slice) || isUndef(sema, sliceLen(pool, slice))) failWithUseOfUndef(sema, block, src);
  return intNumber(pool, sliceLen(pool, slice));
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

/** The integer of an enum value that fits in 32 bits. */
export function enumTagInt(sema: Sema, value: Index): number {
  return Number(intBig(sema.pool, sema.pool.word(value, 1) as Index));
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
