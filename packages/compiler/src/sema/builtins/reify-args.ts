import { enumFieldByValue, fieldName } from '../../intern/containers.ts';
import { type Index, NO_INDEX, type StringIndex } from '../../intern/ids.ts';
import { isSlice, ptrType } from '../../intern/pointers.ts';
import { ptrValueWith } from '../../intern/ptr-values.ts';
import { arrayLen, arrayType } from '../../intern/types.ts';
import { aggregateElem, enumTagInt, intBig, isUndef, optPayload, typeOf } from '../../intern/values.ts';
import { type Src, SrcPart, sub } from '../../query/src.ts';
import { ComptimeReason, comptimeReasonMessage } from '../../zir/comptime-reason.ts';
import { Ref, type ZirIndex, type ZirRef } from '../../zir/ref.ts';
import { coerce } from '../coercion/coerce.ts';
import { sliceToString } from '../coercion/operands.ts';
import type { Block } from '../core/block.ts';
import { resolveInst } from '../core/body.ts';
import { builtinDecl, resolveLayout } from '../core/facts.ts';
import type { Sema } from '../core/sema.ts';
import { derefSliceAsArray, pointerDeref } from '../values/comptime-ptr.ts';
import { containsUndef } from '../values/comptime-values.ts';
import { failWithNeededComptime, failWithUseOfUndef, resolveConstValue, validateAlign } from '../values/operands.ts';

/** `[]const type` */
export const TYPES_TYPE = Ref.slice_const_type_type as number as Index;
/** `[]const []const u8` */
export const NAMES_TYPE = Ref.slice_const_slice_const_u8_type as number as Index;

/** One `@Int`, `@Struct` or the like, and its arguments, which are known at compile time. */
export class Reify {
  readonly sema: Sema;
  readonly block: Block;
  readonly inst: ZirIndex;
  readonly src: Src;
  readonly #payload: number;

  constructor(sema: Sema, block: Block, inst: ZirIndex) {
    this.sema = sema;
    this.block = block;
    this.inst = inst;
    this.src = block.frame.src[inst]!;
    this.#payload = block.frame.b[inst]!;
  }

  argSrc(index: number): Src {
    return sub(this.src, SrcPart.builtin_call_arg, index);
  }

  /** The value of argument `index`, coerced to `ty`; fails where it, or a part of it, is undefined. */
  arg(index: number, ty: Index): Index {
    const { sema, block } = this;
    const src = this.argSrc(index);
    const ref = block.frame.extra[this.#payload + index]! as ZirRef;
    const operand = coerce(sema, block, ty, resolveInst(block, ref), src);
    const value = resolveConstValue(sema, block, src, operand, null);
    if (containsUndef(sema.pool, value)) failWithUseOfUndef(sema, block, src);
    return value;
  }

  /** The value of argument `index`, which has the type `std.builtin.<path>`. */
  libraryArg(index: number, path: string): Index {
    return this.arg(index, builtinDecl(this.sema, this.block, this.argSrc(index), path));
  }

  /** The elements of argument `index`, coerced to `ty`, a slice or a pointer to an array; `reason` says why they must be known. Each may be undefined. */
  elems(index: number, ty: Index, reason: ComptimeReason): Index[] {
    const { sema, block } = this;
    const { pool } = sema;
    const src = this.argSrc(index);
    const value = this.arg(index, ty);
    const array = isSlice(pool, ty)
      ? derefSliceAsArray(sema, block, src, value)
      : pointerDeref(sema, block, src, value, ty);
    if (array === NO_INDEX) return failWithNeededComptime(sema, block, src, comptimeReasonMessage(reason));
    if (isUndef(pool, array)) failWithUseOfUndef(sema, block, src);
    const elems: Index[] = [];
    const len = arrayLen(pool, typeOf(pool, array));
    for (let i = 0; i < len; i++) elems.push(aggregateElem(pool, array, i));
    return elems;
  }

  /** Fails where one of `elems`, those of argument `index`, or a part of it, is undefined. */
  checkDefined(index: number, elems: readonly Index[]): void {
    const { sema, block } = this;
    if (elems.some((elem) => containsUndef(sema.pool, elem))) failWithUseOfUndef(sema, block, this.argSrc(index));
  }

  /** The `len` elements of argument `index`, each of type `elem`. */
  elemsOf(index: number, len: number, elem: Index, reason: ComptimeReason): Index[] {
    return this.elems(index, constArrayPtr(this.sema, len, elem), reason);
  }

  /** The text that `elem`, a slice of bytes, one of the elements of argument `index`, is. */
  text(index: number, elem: Index, reason: ComptimeReason): StringIndex {
    this.checkDefined(index, [elem]);
    return sliceToString(this.sema, this.block, this.argSrc(index), elem, comptimeReasonMessage(reason));
  }

  /** The value of type `ty` that the `?*const anyopaque` value `ptr` of argument `index` points to; NO_INDEX for null. */
  pointee(index: number, ptr: Index, ty: Index): Index {
    const { sema, block } = this;
    const src = this.argSrc(index);
    const payload = optPayload(sema.pool, ptr);
    if (payload === NO_INDEX) return NO_INDEX;
    resolveLayout(sema, block, src, ty, 'pointer access');
    const ptrTy = ptrType(sema.pool, { child: ty, isConst: true });
    const value = pointerDeref(sema, block, src, ptrValueWith(sema.pool, payload, ptrTy), ptrTy);
    const reason = comptimeReasonMessage(ComptimeReason.struct_field_default_value);
    return value === NO_INDEX ? failWithNeededComptime(sema, block, src, reason) : value;
  }

  /** The alignment that the `?usize` value `align` of argument `index` is; 0 for null. */
  alignment(index: number, align: Index): number {
    const payload = optPayload(this.sema.pool, align);
    if (payload === NO_INDEX) return 0;
    return validateAlign(this.sema, this.block, this.argSrc(index), intBig(this.sema.pool, payload));
  }
}

/** `*const [len]elem` */
export function constArrayPtr(sema: Sema, len: number, elem: Index): Index {
  return ptrType(sema.pool, { child: arrayType(sema.pool, len, elem), isConst: true });
}

/** The name of the tag of the enum value `value`. */
export function tagText(sema: Sema, value: Index): string {
  const { pool } = sema;
  const ty = typeOf(pool, value);
  return pool.text(fieldName(pool, ty, enumFieldByValue(pool, ty, enumTagInt(pool, value))));
}
