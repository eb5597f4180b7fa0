import { type AirRef, AirTag, interned } from '../../air/air.ts';
import { ContainerFlag, TypeClass } from '../../intern/container-table.ts';
import { containerOf, enumFieldByValue, fieldName, fieldsLen, tagType } from '../../intern/containers.ts';
import { type Index, NO_INDEX } from '../../intern/ids.ts';
import { Ty } from '../../intern/known.ts';
import { abiAlign, abiSize, bitSize } from '../../intern/layout.ts';
import { printType } from '../../intern/print-type.ts';
import { TypeKind, typeKind } from '../../intern/types.ts';
import { enumLiteralName, enumTag, enumTagInt, intBig, intValue, isUndef, undefValue } from '../../intern/values.ts';
import type { ErrorNote } from '../../query/errors.ts';
import { type Src, SrcPart, sub } from '../../query/src.ts';
import { Tag } from '../../zir/inst.ts';
import type { ZirIndex, ZirRef } from '../../zir/ref.ts';
import { checkIntType, resolveDestType } from '../casts/casts.ts';
import { intCast } from '../casts/int-casts.ts';
import { coerce } from '../coercion/coerce.ts';
import { unionToTag } from '../coercion/coerce-aggregate.ts';
import { resolveType } from '../coercion/operands.ts';
import type { Block } from '../core/block.ts';
import { resolveInst } from '../core/body.ts';
import { resolveLayout } from '../core/facts.ts';
import type { Handlers } from '../core/handlers.ts';
import { PanicId } from '../core/panic-members.ts';
import { addSafetyCheck, wantSafety } from '../core/safety.ts';
import type { Sema } from '../core/sema.ts';
import { onePossibleValue, typeClass } from '../types/classify-types.ts';
import { addDeclaredHere, failWithType, typeSrc } from '../types/type-notes.ts';
import { intFitsType } from '../values/number-values.ts';
import { failWithUseOfUndef, requireRuntimeBlock, resolveDefinedValue, resolveValue } from '../values/operands.ts';
import { stringLiteral } from '../values/string-literal.ts';

function comptimeInt(sema: Sema, value: number): AirRef {
  return intValue(sema.pool, Ty.comptimeInt, value) as number as AirRef;
}

function zirSizeOf(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const src = sub(block.frame.src[inst]!, SrcPart.builtin_call_arg, 0);
  const ty = resolveType(sema, block, src, block.frame.a[inst]! as ZirRef);
  switch (typeClass(sema, block, src, ty, 'size query')) {
    case TypeClass.noValue:
      return failWithoutSize(sema, block, src, 'no size available for uninstantiable type', ty);
    case TypeClass.comptime:
      return failWithoutSize(sema, block, src, 'no size available for comptime-only type', ty);
    default:
      return comptimeInt(sema, abiSize(sema.pool, ty));
  }
}

function zirBitSizeOf(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const src = sub(block.frame.src[inst]!, SrcPart.builtin_call_arg, 0);
  const ty = resolveType(sema, block, src, block.frame.a[inst]! as ZirRef);
  switch (typeKind(sema.pool, ty)) {
    case TypeKind.fn:
    case TypeKind.noreturn:
    case TypeKind.undefined:
    case TypeKind.null:
    case TypeKind.opaque:
    case TypeKind.type:
    case TypeKind.enum_literal:
    case TypeKind.comptime_float:
    case TypeKind.comptime_int:
      return failWithoutSize(sema, block, src, 'no size available for type', ty);
  }
  resolveLayout(sema, block, src, ty, 'size query');
  return comptimeInt(sema, bitSize(sema.pool, ty));
}

function failWithoutSize(sema: Sema, block: Block, src: Src, text: string, ty: Index): never {
  const notes: ErrorNote[] = [];
  addDeclaredHere(sema, ty, notes);
  return sema.fail(block, src, `${text} '${printType(sema.pool, ty)}'`, notes);
}

function zirAlignOf(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const src = sub(block.frame.src[inst]!, SrcPart.builtin_call_arg, 0);
  const ty = resolveType(sema, block, src, block.frame.a[inst]! as ZirRef);
  if (typeClass(sema, block, src, ty, 'alignment query') === TypeClass.noValue)
    return failWithoutSize(sema, block, src, 'no align available for uninstantiable type', ty);
  return comptimeInt(sema, abiAlign(sema.pool, ty));
}

function zirTypeName(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  const src = sub(frame.src[inst], SrcPart.builtin_call_arg, 0);
  const ty = resolveType(sema, block, src, frame.a[inst] as ZirRef);
  return stringLiteral(sema, sema.pool.string(printType(sema.pool, ty)));
}

function zirTagName(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  const pool = sema.pool;
  const src = frame.src[inst];
  const operandSrc = sub(src, SrcPart.builtin_call_arg, 0);
  const operand = resolveInst(block, frame.a[inst] as ZirRef);
  const operandTy = sema.typeOf(operand);
  let enumTy = operandTy;
  switch (typeKind(pool, operandTy)) {
    case TypeKind.enum_literal: {
      const literal = resolveDefinedValue(sema, block, operandSrc, operand);
      return stringLiteral(sema, enumLiteralName(pool, literal));
    }
    case TypeKind.enum:
      break;
    case TypeKind.union:
      enumTy = writtenTagType(sema, block, operandSrc, operandTy);
      if (enumTy === NO_INDEX) {
        failWithType(sema, block, src, 'union', operandTy, 'is untagged');
      }
      resolveDefinedValue(sema, block, operandSrc, operand);
      break;
    default:
      return failWithType(sema, block, operandSrc, 'expected enum or union; found', operandTy);
  }
  resolveLayout(sema, block, operandSrc, enumTy, 'field usage');
  if (fieldsLen(pool, enumTy) === 0) failEmptyEnum(sema, block, operandSrc, 'cannot get @tagName of', enumTy);
  const tag = coerce(sema, block, enumTy, operand, operandSrc);
  const value = resolveDefinedValue(sema, block, operandSrc, tag);
  if (value !== NO_INDEX) {
    const index = enumFieldByValue(pool, enumTy, enumTagInt(pool, value));
    if (index < 0) {
      const int = intBig(pool, enumTagInt(pool, value));
      const name = printType(pool, enumTy);
      const note = { ...typeSrc(sema, enumTy), message: 'declared here' };
      sema.fail(block, src, `no field with value '@enumFromInt(${int})' in enum '${name}'`, [note]);
    }
    return stringLiteral(sema, fieldName(pool, enumTy, index));
  }
  requireRuntimeBlock(sema, block, src, operandSrc);
  if (wantSafety(sema, block)) {
    const ok = sema.emit(block, AirTag.is_named_enum_value, Ty.bool, tag);
    addSafetyCheck(sema, block, src, ok, PanicId.invalid_enum_value);
  }
  return sema.emit(block, AirTag.tag_name, Ty.sliceConstU8Sentinel0, tag);
}

/** The tag type of the union type `ty` if it is a tagged union; NO_INDEX if not. */
function writtenTagType(sema: Sema, block: Block, src: Src, ty: Index): Index {
  resolveLayout(sema, block, src, ty, 'field usage');
  const { containers } = sema.pool;
  return containers.has(containerOf(sema.pool, ty), ContainerFlag.tagged) ? tagType(sema.pool, ty) : NO_INDEX;
}

function failEmptyEnum(sema: Sema, block: Block, src: Src, what: string, ty: Index): never {
  const notes: ErrorNote[] = [];
  addDeclaredHere(sema, ty, notes);
  return sema.fail(block, src, `${what} empty enum '${printType(sema.pool, ty)}'`, notes);
}

function zirIntFromEnum(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  const pool = sema.pool;
  const src = frame.src[inst];
  const operandSrc = sub(src, SrcPart.builtin_call_arg, 0);
  const operand = resolveInst(block, frame.a[inst] as ZirRef);
  const operandTy = sema.typeOf(operand);
  let tag = operand;
  switch (typeKind(pool, operandTy)) {
    case TypeKind.enum:
      break;
    case TypeKind.union: {
      const tagTy = writtenTagType(sema, block, operandSrc, operandTy);
      if (tagTy === NO_INDEX) {
        const name = printType(pool, operandTy);
        const notes: ErrorNote[] = [];
        addDeclaredHere(sema, operandTy, notes);
        sema.fail(block, operandSrc, `untagged union '${name}' cannot be converted to integer`, notes);
      }
      tag = unionToTag(sema, block, tagTy, operand, operandSrc);
      break;
    }
    default:
      return failWithType(sema, block, operandSrc, 'expected enum or tagged union, found', operandTy);
  }
  const enumTy = sema.typeOf(tag);
  resolveLayout(sema, block, operandSrc, enumTy, 'field usage');
  const intTy = tagType(pool, enumTy);
  if (fieldsLen(pool, enumTy) === 0 && !isNonexhaustive(sema, enumTy))
    failEmptyEnum(sema, block, operandSrc, 'cannot use @intFromEnum on', enumTy);
  const only = onePossibleValue(sema, block, operandSrc, enumTy);
  const value = only !== NO_INDEX ? only : resolveValue(sema, tag);
  if (value !== NO_INDEX)
    return (isUndef(pool, value) ? undefValue(pool, intTy) : enumTagInt(pool, value)) as number as AirRef;
  requireRuntimeBlock(sema, block, src, operandSrc);
  return sema.emit(block, AirTag.bitcast, intTy, tag);
}

/** Whether the enum type `ty`, whose fields are known, ends in `_`. */
function isNonexhaustive(sema: Sema, ty: Index): boolean {
  return sema.pool.containers.has(containerOf(sema.pool, ty), ContainerFlag.nonexhaustive);
}

function zirEnumFromInt(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  const pool = sema.pool;
  const src = frame.src[inst];
  const operandSrc = sub(src, SrcPart.builtin_call_arg, 0);
  const payload = frame.a[inst];
  const destRef = frame.extra[payload] as ZirRef;
  const destTy = resolveDestType(sema, block, src, destRef, 'remove_eu_opt', '@enumFromInt');
  const operand = resolveInst(block, frame.extra[payload + 1] as ZirRef);
  if (typeKind(pool, destTy) !== TypeKind.enum) failWithType(sema, block, src, 'expected enum, found', destTy);
  resolveLayout(sema, block, src, destTy, 'initialization performed');
  checkIntType(sema, block, operandSrc, sema.typeOf(operand));
  const intTy = tagType(pool, destTy);
  const value = resolveValue(sema, operand);
  if (value !== NO_INDEX) {
    if (isUndef(pool, value)) {
      if (isNonexhaustive(sema, destTy)) return interned(undefValue(pool, destTy));
      failWithUseOfUndef(sema, block, operandSrc);
    }
    return enumFromKnownInt(sema, block, src, destTy, intBig(pool, value));
  }
  requireRuntimeBlock(sema, block, src, operandSrc);
  const checked = wantSafety(sema, block);
  const int = intCast(sema, block, src, intTy, src, operand, operandSrc, PanicId.invalid_enum_value);
  const result = sema.emit(block, AirTag.bitcast, destTy, int);
  if (checked && !isNonexhaustive(sema, destTy)) {
    const ok = sema.emit(block, AirTag.is_named_enum_value, Ty.bool, result);
    addSafetyCheck(sema, block, src, ok, PanicId.invalid_enum_value);
  }
  return result;
}

function enumFromKnownInt(sema: Sema, block: Block, src: Src, destTy: Index, value: bigint): AirRef {
  const pool = sema.pool;
  const intTy = tagType(pool, destTy);
  const name = printType(pool, destTy);
  const note = { ...typeSrc(sema, destTy), message: 'enum declared here' };
  const fits = intFitsType(sema, value, intTy);
  if (isNonexhaustive(sema, destTy)) {
    if (!fits) sema.fail(block, src, `int value '${value}' out of range of non-exhaustive enum '${name}'`, [note]);
  } else if (!fits || enumFieldByValue(pool, destTy, intValue(pool, intTy, value)) < 0)
    sema.fail(block, src, `enum '${name}' has no tag with value '${value}'`, [note]);
  return enumTag(pool, destTy, intValue(pool, intTy, value)) as number as AirRef;
}

export const typeBuiltinHandlers: Handlers = {
  [Tag.size_of]: zirSizeOf,
  [Tag.bit_size_of]: zirBitSizeOf,
  [Tag.align_of]: zirAlignOf,
  [Tag.type_name]: zirTypeName,
  [Tag.tag_name]: zirTagName,
  [Tag.int_from_enum]: zirIntFromEnum,
  [Tag.enum_from_int]: zirEnumFromInt,
};
