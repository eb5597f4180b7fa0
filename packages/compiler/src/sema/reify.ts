import type { AirRef } from '../air/air.ts';
import { CallConv, funcType } from '../intern/functions.ts';
import { type Index, NO_INDEX } from '../intern/ids.ts';
import { Ty, Val } from '../intern/known.ts';
import { type PtrSize, ptrType } from '../intern/pointers.ts';
import { arrayType, intType, optionalType, TypeKind, tupleType, typeKind } from '../intern/types.ts';
import { enumTagInt, intBig, intNumber, optPayload, sliceLen } from '../intern/values.ts';
import { Extended, Tag } from '../zir/inst.ts';
import { Ref, type ZirIndex, type ZirRef } from '../zir/ref.ts';
import { ReifySliceArg } from '../zir/reify-builtin.ts';
import type { Block } from './block.ts';
import { resolveInst } from './body.ts';
import { unsupportedConvention } from './calling-conventions.ts';
import { checkSentinelType } from './compare.ts';
import { containsUndef, structField } from './comptime-values.ts';
import { checkTupleField } from './containers.ts';
import type { ErrorNote } from './errors.ts';
import { builtinDecl } from './facts.ts';
import { checkParamType, checkReturnType, conventionOf, isKnownComptimeOnly } from './func-decl.ts';
import type { ExtendedHandlers, Handlers } from './handlers.ts';
import { failWithUseOfUndef, resolveConstDefinedValue, resolveConstValue, resolveType } from './operands.ts';
import { Reify, tagText } from './reify-args.ts';
import type { Sema } from './sema.ts';
import { type Src, SrcPart, sub } from './src-loc.ts';
import { validatePtrChild } from './type-expr.ts';

function zirReifyInt(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const { frame } = block;
  const src = frame.src[inst]!;
  const payload = frame.a[inst]!;
  const arg = (index: number): Index =>
    resolveConstDefinedValue(
      sema,
      block,
      sub(src, SrcPart.builtin_call_arg, index),
      resolveInst(block, frame.extra[payload + index]! as ZirRef),
      null,
    );
  const isSigned = tagText(sema, arg(0)) === 'signed';
  return intType(sema.pool, isSigned, intNumber(sema.pool, arg(1))) as number as AirRef;
}

/** How many elements the slice has that the operand of `inst` is. */
function operandLen(sema: Sema, block: Block, src: Src, ref: ZirRef): number {
  const value = resolveConstValue(sema, block, src, resolveInst(block, ref), null);
  if (containsUndef(sema.pool, value)) failWithUseOfUndef(sema, block, src);
  return Number(intBig(sema.pool, sliceLen(sema.pool, value)));
}

function constArrayPtr(sema: Sema, len: number, elem: Index): AirRef {
  return ptrType(sema.pool, { child: arrayType(sema.pool, len, elem), isConst: true }) as number as AirRef;
}

/** `reify_slice_arg_ty`: a pointer to as many elements as another argument has. */
function zirReifySliceArgTy(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const { frame } = block;
  const src = frame.src[inst]!;
  const len = operandLen(sema, block, src, frame.extra[frame.b[inst]!]! as ZirRef);
  switch ((frame.a[inst]! >>> 16) as ReifySliceArg) {
    case ReifySliceArg.type_to_fn_param_attrs:
      return constArrayPtr(sema, len, builtinDecl(sema, block, src, 'Type.Fn.Param.Attributes'));
    case ReifySliceArg.string_to_struct_field_type:
    case ReifySliceArg.string_to_union_field_type:
      return constArrayPtr(sema, len, Ty.type);
    case ReifySliceArg.string_to_struct_field_attrs:
      return constArrayPtr(sema, len, builtinDecl(sema, block, src, 'Type.StructField.Attributes'));
    case ReifySliceArg.string_to_union_field_attrs:
      return constArrayPtr(sema, len, builtinDecl(sema, block, src, 'Type.UnionField.Attributes'));
  }
}

/** `reify_enum_value_slice_ty`: a pointer to as many values of the tag type as there are names. */
function zirReifyEnumValueSliceTy(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const { frame } = block;
  const payload = frame.b[inst]!;
  const argSrc = (index: number): Src => sub(frame.src[inst]!, SrcPart.builtin_call_arg, index);
  const tagTy = resolveType(sema, block, argSrc(0), frame.extra[payload]! as ZirRef);
  return constArrayPtr(sema, operandLen(sema, block, argSrc(2), frame.extra[payload + 1]! as ZirRef), tagTy);
}

/** `reify_pointer_sentinel_ty`: an optional pointee; what has no values can have no sentinel. */
function zirReifyPointerSentinelTy(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const { frame } = block;
  const { pool } = sema;
  const src = frame.src[inst]!;
  const elem = resolveType(sema, block, src, frame.extra[frame.b[inst]!]! as ZirRef);
  switch (typeKind(pool, elem)) {
    case TypeKind.null:
      return sema.fail(block, src, `cannot reify pointer to '@TypeOf(null)'`);
    case TypeKind.noreturn:
      return sema.fail(block, src, 'pointer to noreturn not allowed');
    case TypeKind.fn:
    case TypeKind.opaque:
      return Ref.optional_noreturn_type as number as AirRef;
    default:
      return optionalType(pool, elem) as number as AirRef;
  }
}

function zirReifyTuple(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const r = new Reify(sema, block, inst);
  const types = r.elems(0);
  for (const ty of types) checkTupleField(sema, block, r.argSrc(0), ty);
  const none = types.map(() => NO_INDEX);
  return tupleType(sema.pool, types, none) as number as AirRef;
}

function zirReifyPointer(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const r = new Reify(sema, block, inst);
  const { pool } = sema;
  const size = tagText(sema, r.arg(0)) as PtrSize;
  const attrs = r.arg(1);
  const child = r.arg(2);
  const attr = (name: string): Index => structField(sema, attrs, name);
  const alignment = r.alignment(1, attr('align'));
  const space = optPayload(pool, attr('addrspace'));
  const sentinel = optPayload(pool, r.arg(3));
  if (sentinel !== NO_INDEX) {
    const src = r.argSrc(3);
    if (size !== 'many' && size !== 'slice')
      sema.fail(block, src, 'sentinels are only allowed on slices and unknown-length pointers');
    checkSentinelType(sema, block, src, child);
  }
  validatePtrChild(sema, block, r.src, child, size);
  return ptrType(pool, {
    child,
    size,
    sentinel,
    alignment,
    isConst: attr('const') === Val.true,
    isVolatile: attr('volatile') === Val.true,
    isAllowzero: attr('allowzero') === Val.true,
    addressSpace: space === NO_INDEX ? 0 : intNumber(pool, enumTagInt(pool, space)),
  }) as number as AirRef;
}

function zirReifyFn(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const r = new Reify(sema, block, inst);
  const { pool } = sema;
  const types = r.elems(0);
  const paramAttrs = r.elems(1);
  const returnType = r.arg(2);
  const attrs = r.arg(3);
  let noaliasBits = 0;
  for (const [i, type] of types.entries()) {
    checkParamType(sema, block, r.argSrc(0), type);
    if (structField(sema, paramAttrs[i]!, 'noalias') !== Val.true) continue;
    if (typeKind(pool, type) !== TypeKind.pointer)
      sema.fail(block, r.argSrc(0), 'non-pointer parameter declared noalias');
    noaliasBits |= 1 << i;
  }
  checkReturnType(sema, block, r.argSrc(2), returnType);
  const convention = conventionOf(sema, structField(sema, attrs, 'callconv'));
  const isVarArgs = structField(sema, attrs, 'varargs') === Val.true;
  const attrsSrc = r.argSrc(3);
  const unsupported = unsupportedConvention(convention.name);
  if (unsupported !== null) sema.fail(block, attrsSrc, unsupported);
  if (isVarArgs && convention.callConv !== CallConv.c) {
    const notes: ErrorNote[] = [
      { chunk: block.frame.chunk, src: attrsSrc, message: "supported calling conventions: 'wasm_mvp'" },
    ];
    const text = `variadic function does not support '${convention.name}' calling convention`;
    sema.fail(block, attrsSrc, text, notes);
  }
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
};

export const reifyExtended: ExtendedHandlers = {
  [Extended.reify_slice_arg_ty]: zirReifySliceArgTy,
  [Extended.reify_enum_value_slice_ty]: zirReifyEnumValueSliceTy,
  [Extended.reify_pointer_sentinel_ty]: zirReifyPointerSentinelTy,
  [Extended.reify_tuple]: zirReifyTuple,
  [Extended.reify_pointer]: zirReifyPointer,
  [Extended.reify_fn]: zirReifyFn,
};
