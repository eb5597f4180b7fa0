import type { AirRef } from '../../air/air.ts';
import { funcType } from '../../intern/functions.ts';
import { type Index, NO_INDEX } from '../../intern/ids.ts';
import { Ty, Val } from '../../intern/known.ts';
import { defaultAddressSpace, type PtrSize, ptrType } from '../../intern/pointers.ts';
import { intType, optionalType, TypeKind, tupleType, typeKind } from '../../intern/types.ts';
import { enumTagInt, intBig, intNumber, optPayload, sliceLen } from '../../intern/values.ts';

import { type Src, SrcPart, sub } from '../../query/src.ts';
import { ComptimeReason } from '../../zir/comptime-reason.ts';
import { Extended, Tag } from '../../zir/inst.ts';
import { Ref, type ZirIndex, type ZirRef } from '../../zir/ref.ts';
import { ReifySliceArg } from '../../zir/reify-builtin.ts';
import { coerce } from '../coercion/coerce.ts';
import { resolveType } from '../coercion/operands.ts';
import type { Block } from '../core/block.ts';
import { resolveInst } from '../core/body.ts';
import { checkComptimeVarReference } from '../core/comptime-var-refs.ts';
import { builtinDecl } from '../core/facts.ts';
import type { Handlers } from '../core/handlers.ts';
import type { Sema } from '../core/sema.ts';
import { checkTupleField } from '../declarations/containers.ts';
import { checkParamType, checkReturnType, conventionOf, isKnownComptimeOnly } from '../declarations/func-decl.ts';
import { validatePtrChild } from '../declarations/ptr-type.ts';
import { checkSentinelType } from '../operators/compare.ts';
import {
  checkConvention,
  checkConventionParam,
  checkConventionReturn,
  checkStackAlignment,
  checkVariadic,
} from '../types/calling-conventions.ts';
import { containsUndef, structField } from '../values/comptime-values.ts';
import { failWithUseOfUndef, resolveConstDefinedValue, resolveConstValue } from '../values/operands.ts';
import { constArrayPtr, NAMES_TYPE, Reify, TYPES_TYPE, tagText } from './reify-args.ts';

function zirReifyInt(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const { frame } = block;
  const src = frame.src[inst]!;
  const payload = frame.a[inst]!;
  const arg = (index: number, ty: Index): Index => {
    const argSrc = sub(src, SrcPart.builtin_call_arg, index);
    const operand = coerce(sema, block, ty, resolveInst(block, frame.extra[payload + index]! as ZirRef), argSrc);
    return resolveConstDefinedValue(sema, block, argSrc, operand, null);
  };
  const isSigned = tagText(sema, arg(0, builtinDecl(sema, block, src, 'Signedness'))) === 'signed';
  return intType(sema.pool, isSigned, intNumber(sema.pool, arg(1, Ty.u16))) as number as AirRef;
}

/** How many elements the slice has that `ref` stands for, coerced to `ty`. */
function operandLen(sema: Sema, block: Block, src: Src, ref: ZirRef, ty: Index): number {
  const value = resolveConstValue(sema, block, src, coerce(sema, block, ty, resolveInst(block, ref), src), null);
  if (containsUndef(sema.pool, value)) failWithUseOfUndef(sema, block, src);
  return Number(intBig(sema.pool, sliceLen(sema.pool, value)));
}

/** `reify_slice_arg_ty`: a pointer to as many elements as another argument has. */
function zirReifySliceArgTy(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const { frame } = block;
  const src = frame.src[inst]!;
  const info = (frame.a[inst]! >>> 16) as ReifySliceArg;
  const sliceTy = info === ReifySliceArg.type_to_fn_param_attrs ? TYPES_TYPE : NAMES_TYPE;
  const len = operandLen(sema, block, src, frame.extra[frame.b[inst]!]! as ZirRef, sliceTy);
  return constArrayPtr(sema, len, argElemType(sema, block, src, info)) as number as AirRef;
}

function argElemType(sema: Sema, block: Block, src: Src, info: ReifySliceArg): Index {
  switch (info) {
    case ReifySliceArg.type_to_fn_param_attrs:
      return builtinDecl(sema, block, src, 'Type.Fn.Param.Attributes');
    case ReifySliceArg.string_to_struct_field_type:
    case ReifySliceArg.string_to_union_field_type:
      return Ty.type;
    case ReifySliceArg.string_to_struct_field_attrs:
      return builtinDecl(sema, block, src, 'Type.StructField.Attributes');
    case ReifySliceArg.string_to_union_field_attrs:
      return builtinDecl(sema, block, src, 'Type.UnionField.Attributes');
  }
}

/** `reify_enum_value_slice_ty`: a pointer to as many values of the tag type as there are names. */
function zirReifyEnumValueSliceTy(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const { frame } = block;
  const payload = frame.b[inst]!;
  const argSrc = (index: number): Src => sub(frame.src[inst]!, SrcPart.builtin_call_arg, index);
  const tagTy = resolveType(sema, block, argSrc(0), frame.extra[payload]! as ZirRef);
  const len = operandLen(sema, block, argSrc(2), frame.extra[payload + 1]! as ZirRef, NAMES_TYPE);
  return constArrayPtr(sema, len, tagTy) as number as AirRef;
}

/** `reify_pointer_sentinel_ty`: an optional pointee. There is none of `null`, of which no pointer is made either. */
function zirReifyPointerSentinelTy(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const { frame } = block;
  const elem = resolveType(sema, block, frame.src[inst]!, frame.extra[frame.b[inst]!]! as ZirRef);
  const isNull = typeKind(sema.pool, elem) === TypeKind.null;
  return (isNull ? Ref.optional_noreturn_type : optionalType(sema.pool, elem)) as number as AirRef;
}

/** Fails where no pointer to `elem` can be, whose values could be sentinels. */
function checkPointee(sema: Sema, block: Block, src: Src, elem: Index): void {
  switch (typeKind(sema.pool, elem)) {
    case TypeKind.null:
      return sema.fail(block, src, `cannot reify pointer to '@TypeOf(null)'`);
    case TypeKind.noreturn:
      return sema.fail(block, src, 'pointer to noreturn not allowed');
  }
}

function zirReifyTuple(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const r = new Reify(sema, block, inst);
  const types = r.elems(0, TYPES_TYPE, ComptimeReason.tuple_field_types);
  r.checkDefined(0, types);
  for (const ty of types) checkTupleField(sema, block, r.argSrc(0), ty);
  const none = types.map(() => NO_INDEX);
  return tupleType(sema.pool, types, none) as number as AirRef;
}

function zirReifyPointer(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const r = new Reify(sema, block, inst);
  const { pool } = sema;
  const size = tagText(sema, r.libraryArg(0, 'Type.Pointer.Size')) as PtrSize;
  const attrs = r.libraryArg(1, 'Type.Pointer.Attributes');
  const child = r.arg(2, Ty.type);
  const attr = (name: string): Index => structField(sema, attrs, name);
  const alignment = r.alignment(1, attr('align'));
  const space = optPayload(pool, attr('addrspace'));
  validatePtrChild(sema, block, r.src, child, size);
  checkPointee(sema, block, r.argSrc(2), child);
  const sentinel = optPayload(pool, r.arg(3, optionalType(pool, child)));
  if (sentinel !== NO_INDEX) {
    const src = r.argSrc(3);
    if (size !== 'many' && size !== 'slice')
      sema.fail(block, src, 'sentinels are only allowed on slices and unknown-length pointers');
    checkComptimeVarReference(sema, block, src, sentinel, 'sentinel', 'sentinel');
    checkSentinelType(sema, block, src, child);
  }
  return ptrType(pool, {
    child,
    size,
    sentinel,
    alignment,
    isConst: attr('const') === Val.true,
    isVolatile: attr('volatile') === Val.true,
    isAllowzero: attr('allowzero') === Val.true,
    addressSpace: space === NO_INDEX ? defaultAddressSpace(pool, child) : intNumber(pool, enumTagInt(pool, space)),
  }) as number as AirRef;
}

function zirReifyFn(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const r = new Reify(sema, block, inst);
  const { pool } = sema;
  const types = r.elems(0, TYPES_TYPE, ComptimeReason.fn_param_types);
  const attrsTy = argElemType(sema, block, r.argSrc(1), ReifySliceArg.type_to_fn_param_attrs);
  const paramAttrs = r.elemsOf(1, types.length, attrsTy, ComptimeReason.fn_param_attrs);
  const returnType = r.arg(2, Ty.type);
  const attrs = r.libraryArg(3, 'Type.Fn.Attributes');
  r.checkDefined(1, paramAttrs);
  r.checkDefined(0, types);
  const convention = conventionOf(sema, structField(sema, attrs, 'callconv'));
  let noaliasBits = 0;
  for (const [i, type] of types.entries()) {
    checkParamType(sema, block, r.argSrc(0), type);
    checkConventionParam(sema, block, r.argSrc(0), convention.name, i, type);
    if (structField(sema, paramAttrs[i]!, 'noalias') !== Val.true) continue;
    if (typeKind(pool, type) !== TypeKind.pointer)
      sema.fail(block, r.argSrc(0), 'non-pointer parameter declared noalias');
    noaliasBits |= 1 << i;
  }
  const isVarArgs = structField(sema, attrs, 'varargs') === Val.true;
  const attrsSrc = r.argSrc(3);
  if (isVarArgs) checkVariadic(sema, block, attrsSrc, convention.name);
  checkReturnType(sema, block, r.argSrc(2), returnType);
  checkStackAlignment(sema, block, attrsSrc, convention.value);
  checkConventionReturn(sema, block, r.argSrc(2), convention.name, returnType);
  checkConvention(sema, block, attrsSrc, convention.name);
  return funcType(pool, {
    params: types,
    returnType,
    noaliasBits: noaliasBits >>> 0,
    isVarArgs,
    callConv: convention.callConv,
    callConvValue: convention.value,
    isGeneric: types.some((type) => isKnownComptimeOnly(sema, block, r.argSrc(0), type)),
  }) as number as AirRef;
}

export const reifyHandlers: Handlers = {
  [Tag.reify_int]: zirReifyInt,
  extended: {
    [Extended.reify_slice_arg_ty]: zirReifySliceArgTy,
    [Extended.reify_enum_value_slice_ty]: zirReifyEnumValueSliceTy,
    [Extended.reify_pointer_sentinel_ty]: zirReifyPointerSentinelTy,
    [Extended.reify_tuple]: zirReifyTuple,
    [Extended.reify_pointer]: zirReifyPointer,
    [Extended.reify_fn]: zirReifyFn,
  },
};
