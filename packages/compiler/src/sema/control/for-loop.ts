import { AIR_NONE, type AirRef, AirTag } from '../../air/air.ts';
import { type Index, NO_INDEX } from '../../intern/ids.ts';
import { Ty } from '../../intern/known.ts';
import { isPtr, isSinglePtr, ptrChild, ptrSize } from '../../intern/pointers.ts';
import { printType } from '../../intern/print-type.ts';
import { printValue } from '../../intern/print-value.ts';
import { isTuple, TypeKind, typeKind } from '../../intern/types.ts';
import type { ErrorNote } from '../../query/errors.ts';
import { type Src, SrcPart, sub } from '../../query/src.ts';
import { Extended, Tag } from '../../zir/inst.ts';
import { REF_NONE, type ZirIndex, type ZirRef } from '../../zir/ref.ts';
import { checkIndexable } from '../access/elem-ptr.ts';
import { fieldVal } from '../access/fields.ts';
import { coerce } from '../coercion/coerce.ts';
import type { Block, Frame } from '../core/block.ts';
import { resolveInst } from '../core/body.ts';
import type { Handlers } from '../core/handlers.ts';
import { PanicId } from '../core/panic-members.ts';
import { addSafetyCheck, wantSafety } from '../core/safety.ts';
import type { Sema } from '../core/sema.ts';
import { analyzeArithmetic } from '../operators/arithmetic.ts';
import { resolveDefinedValue } from '../values/operands.ts';

/** Whether elements of the type can be taken by index. */
function isIndexable(sema: Sema, ty: Index): boolean {
  const { pool } = sema;
  switch (typeKind(pool, ty)) {
    case TypeKind.array:
    case TypeKind.vector:
      return true;
    case TypeKind.struct:
      return isTuple(pool, ty);
    case TypeKind.pointer:
      return !isSinglePtr(pool, ty) || hasLength(sema, ptrChild(pool, ty));
    default:
      return false;
  }
}

function hasLength(sema: Sema, ty: Index): boolean {
  const kind = typeKind(sema.pool, ty);
  return kind === TypeKind.array || kind === TypeKind.vector || (kind === TypeKind.struct && isTuple(sema.pool, ty));
}

/** Whether an indexable type says how many elements there are: all but `[*]T` and `[*c]T`. */
function isBounded(sema: Sema, ty: Index): boolean {
  if (!isPtr(sema.pool, ty)) return true;
  const size = ptrSize(sema.pool, ty);
  return size === 'one' || size === 'slice';
}

/** `for_len`: how often a `for` loop over these operands runs, after a check that they agree. */
function zirForLen(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  const { pool } = sema;
  const src = frame.src[inst];
  const payload = frame.a[inst];
  const count = frame.extra[payload]! / 2;
  const chunk = frame.chunk;
  const input = (i: number): Src => sub(src, SrcPart.for_input, i);
  const runtimeLens: AirRef[] = [];
  let len: AirRef = AIR_NONE;
  let known: Index = NO_INDEX;
  let lenInput = 0;
  let anyRuntime = false;
  for (let i = 0; i < count; i++) {
    runtimeLens.push(AIR_NONE);
    const uncoerced = inputLength(sema, block, inst, i);
    if (uncoerced === AIR_NONE) continue;
    const inputLen = coerce(sema, block, Ty.usize, uncoerced, input(i));
    if (len === AIR_NONE) {
      len = inputLen;
      lenInput = i;
    }
    const value = resolveDefinedValue(sema, block, src, inputLen);
    if (value === NO_INDEX) {
      runtimeLens[i] = inputLen;
      anyRuntime = true;
    } else if (known === NO_INDEX) {
      len = inputLen;
      known = value;
      lenInput = i;
    } else if (known !== value) {
      sema.fail(block, src, 'non-matching for loop lengths', [
        { chunk, src: input(lenInput), message: `length ${printValue(pool, known)} here` },
        { chunk, src: input(i), message: `length ${printValue(pool, value)} here` },
      ]);
    }
  }
  if (len === AIR_NONE) failUnbounded(sema, block, inst);
  if (anyRuntime && wantSafety(sema, block)) {
    for (let i = 0; i < count; i++) {
      if (runtimeLens[i] === AIR_NONE || i === lenInput) continue;
      const ok = sema.emit(block, AirTag.cmp_eq, Ty.bool, len, runtimeLens[i]);
      addSafetyCheck(sema, block, src, ok, PanicId.for_len_mismatch);
    }
  }
  return len;
}

/** The two words of input `i` of a `for_len`: an operand and nothing, the ends of a range, or nothing twice for a range without end. */
function inputPair(frame: Frame, inst: ZirIndex, i: number): readonly [ZirRef, ZirRef] {
  const at = frame.a[inst]! + 1 + 2 * i;
  return [frame.extra[at] as ZirRef, frame.extra[at + 1] as ZirRef];
}

/** How many elements input `i` has; AIR_NONE for what does not tell. */
function inputLength(sema: Sema, block: Block, inst: ZirIndex, i: number): AirRef {
  const { pool } = sema;
  const src = sub(block.frame.src[inst]!, SrcPart.for_input, i);
  const [first, end] = inputPair(block.frame, inst, i);
  if (first === REF_NONE) return AIR_NONE;
  const object = resolveInst(block, first);
  if (end !== REF_NONE) {
    return analyzeArithmetic(sema, block, Tag.sub, {
      lhs: resolveInst(block, end),
      rhs: object,
      src,
      lhsSrc: block.frame.src[inst]!,
      rhsSrc: src,
    });
  }
  const ty = sema.typeOf(object);
  const kind = typeKind(pool, ty);
  if (!isIndexable(sema, ty)) {
    const chunk = block.frame.chunk;
    const notes: ErrorNote[] = [
      { chunk, src, message: 'for loop operand must be a range, array, slice, tuple, or vector' },
    ];
    if (kind === TypeKind.error_union) {
      notes.push({ chunk, src, message: "consider using 'try', 'catch', or 'if'" });
    }
    sema.fail(block, src, `type '${printType(pool, ty)}' is not indexable and not a range`, notes);
  }
  if (!isBounded(sema, ty)) return AIR_NONE;
  return fieldVal(sema, block, src, object, pool.string('len'), src);
}

function failUnbounded(sema: Sema, block: Block, inst: ZirIndex): never {
  const { frame } = block;
  const src = frame.src[inst]!;
  const notes: ErrorNote[] = [];
  for (let i = 0; i < frame.extra[frame.a[inst]!]! / 2; i++) {
    const [operand] = inputPair(frame, inst, i);
    if (operand === REF_NONE) continue;
    const ty = printType(sema.pool, sema.typeOf(resolveInst(block, operand)));
    const message = `type '${ty}' has no upper bound`;
    notes.push({ chunk: frame.chunk, src: sub(src, SrcPart.for_input, i), message });
  }
  return sema.fail(block, src, 'unbounded for loop', notes);
}

/** `indexable_ptr_len`: the length of an array, vector, slice, tuple, or what a pointer to one points to. */
function zirIndexablePtrLen(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const src = block.frame.src[inst];
  const object = resolveInst(block, block.frame.a[inst] as ZirRef);
  const ty = sema.typeOf(object);
  checkIndexable(sema, block, src, isSinglePtr(sema.pool, ty) ? ptrChild(sema.pool, ty) : ty);
  return fieldVal(sema, block, src, object, sema.pool.string('len'), src);
}

const ADD_EQ = 0;

/** `inplace_arith_result_ty`: the result type of the right side of `a += b` and `a -= b`. */
function zirInplaceArithResultTy(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const operation = block.frame.a[inst] >>> 16;
  const ty = sema.typeOf(resolveInst(block, block.frame.b[inst] as ZirRef));
  if (isPtr(sema.pool, ty) && (ptrSize(sema.pool, ty) === 'many' || ptrSize(sema.pool, ty) === 'c')) {
    // A pointer can be moved by an integer; what is taken from a pointer may be a pointer too.
    return (operation === ADD_EQ ? Ty.usize : Ty.genericPoison) as number as AirRef;
  }
  return ty as number as AirRef;
}

export const forLoopHandlers: Handlers = {
  [Tag.for_len]: zirForLen,
  [Tag.indexable_ptr_len]: zirIndexablePtrLen,
  extended: {
    [Extended.inplace_arith_result_ty]: zirInplaceArithResultTy,
  },
};
