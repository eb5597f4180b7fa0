import type { AirRef } from '../air/air.ts';
import { Layout } from '../intern/container-table.ts';
import { enumFieldByValue, fieldName } from '../intern/containers.ts';
import { CallConv, funcType } from '../intern/functions.ts';
import { type Index, NO_INDEX, type StringIndex } from '../intern/ids.ts';
import { Ty, Val } from '../intern/known.ts';
import { type PtrSize, ptrType } from '../intern/pointers.ts';
import { ptrValueWith } from '../intern/ptr-values.ts';
import {
  anyframeType,
  arrayLen,
  arrayType,
  errorSetType,
  errorUnionType,
  intType,
  optionalType,
  TypeKind,
  typeKind,
  vectorType,
} from '../intern/types.ts';
import {
  aggregateElem,
  enumTagInt,
  intBig,
  intNumber,
  optPayload,
  typeOf,
  unionPayload,
  unionTag,
} from '../intern/values.ts';
import { Extended } from '../zir/inst.ts';
import type { ZirIndex, ZirRef } from '../zir/ref.ts';
import type { Block } from './block.ts';
import { resolveInst } from './body.ts';
import { coerce } from './coerce.ts';
import { derefSliceAsArray, pointerDeref } from './comptime-ptr.ts';
import { containsUndef, structField } from './comptime-values.ts';
import { builtinDecl, resolveLayout } from './facts.ts';
import { conventionOf } from './func-decl.ts';
import type { ExtendedHandlers } from './handlers.ts';
import { failWithNeededComptime, failWithUseOfUndef, resolveConstDefinedValue, sliceToString } from './operands.ts';
import { reifyEnum, reifyOpaque, reifyStruct, reifyTuple, reifyUnion } from './reify-containers.ts';
import type { Sema } from './sema.ts';
import { type Src, SrcPart, sub } from './src-loc.ts';
import { checkVectorElemType, validatePtrChild } from './type-expr.ts';

const OPERAND_REASON = 'operand to @Type must be comptime-known';

/** What the parts of one `@Type` share. */
export interface Reify {
  readonly sema: Sema;
  readonly block: Block;
  readonly inst: ZirIndex;
  readonly src: Src;
  readonly operandSrc: Src;
}

/** The name of the tag of the enum value `value`. */
export function tagText(r: Reify, value: Index): string {
  const pool = r.sema.pool;
  const ty = typeOf(pool, value);
  return pool.text(fieldName(pool, ty, enumFieldByValue(pool, ty, enumTagInt(pool, value))));
}

/** The elements of a comptime slice. */
export function sliceElems(r: Reify, slice: Index): Index[] {
  const pool = r.sema.pool;
  const array = derefSliceAsArray(r.sema, r.block, r.operandSrc, slice);
  if (array === NO_INDEX) return failWithNeededComptime(r.sema, r.block, r.operandSrc, OPERAND_REASON);
  const elems: Index[] = [];
  const len = arrayLen(pool, typeOf(pool, array));
  for (let i = 0; i < len; i++) elems.push(aggregateElem(pool, array, i));
  if (elems.some((elem) => containsUndef(pool, elem))) failWithUseOfUndef(r.sema, r.block, r.operandSrc);
  return elems;
}

/** The bytes of a comptime `[]const u8`. */
export function sliceText(r: Reify, slice: Index): StringIndex {
  return sliceToString(r.sema, r.block, r.operandSrc, slice, OPERAND_REASON);
}

/** The value of type `ty` that the `?*const anyopaque` value `ptr` points to; NO_INDEX for null. */
export function pointee(r: Reify, ptr: Index, ty: Index): Index {
  const { sema, block, operandSrc } = r;
  const payload = optPayload(sema.pool, ptr);
  if (payload === NO_INDEX) return NO_INDEX;
  resolveLayout(sema, block, operandSrc, ty);
  const ptrTy = ptrType(sema.pool, { child: ty, isConst: true });
  const value = pointerDeref(sema, block, operandSrc, ptrValueWith(sema.pool, payload, ptrTy), ptrTy);
  if (value === NO_INDEX) return failWithNeededComptime(sema, block, operandSrc, OPERAND_REASON);
  return value;
}

function zirReify(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  const pool = sema.pool;
  const src = frame.src[inst];
  const operandSrc = sub(src, SrcPart.builtin_call_arg, 0);
  const infoTy = builtinDecl(sema, block, src, 'Type');
  const uncoerced = resolveInst(block, frame.extra[frame.b[inst]] as ZirRef);
  const operand = coerce(sema, block, infoTy, uncoerced, operandSrc);
  const value = resolveConstDefinedValue(sema, block, operandSrc, operand, OPERAND_REASON);
  const r: Reify = { sema, block, inst, src, operandSrc };
  const payload = unionPayload(pool, value);
  if (containsUndef(sema.pool, payload)) failWithUseOfUndef(sema, block, operandSrc);
  const kind = TypeKind[tagText(r, unionTag(pool, value)) as keyof typeof TypeKind];
  return typeOfInfo(r, kind, payload) as number as AirRef;
}

const SIMPLE: Partial<Record<TypeKind, Index>> = {
  [TypeKind.type]: Ty.type,
  [TypeKind.void]: Ty.void,
  [TypeKind.bool]: Ty.bool,
  [TypeKind.noreturn]: Ty.noreturn,
  [TypeKind.comptime_float]: Ty.comptimeFloat,
  [TypeKind.comptime_int]: Ty.comptimeInt,
  [TypeKind.undefined]: Ty.undefined,
  [TypeKind.null]: Ty.null,
  [TypeKind.enum_literal]: Ty.enumLiteral,
};

const FLOATS: Partial<Record<number, Index>> = { 16: Ty.f16, 32: Ty.f32, 64: Ty.f64, 80: Ty.f80, 128: Ty.f128 };

function typeOfInfo(r: Reify, kind: TypeKind, info: Index): Index {
  const { sema, block, src } = r;
  const pool = sema.pool;
  const simple = SIMPLE[kind];
  if (simple !== undefined) return simple;
  const field = (name: string): Index => structField(sema, info, name);
  switch (kind) {
    case TypeKind.int:
      return intType(pool, tagText(r, field('signedness')) === 'signed', intNumber(pool, field('bits')));
    case TypeKind.float: {
      const bits = intNumber(pool, field('bits'));
      return FLOATS[bits] ?? sema.fail(block, src, `${bits}-bit float unsupported`);
    }
    case TypeKind.vector: {
      const child = field('child');
      checkVectorElemType(sema, block, src, child);
      return vectorType(pool, intNumber(pool, field('len')), child);
    }
    case TypeKind.pointer:
      return reifyPointer(r, info);
    case TypeKind.array: {
      const child = field('child');
      return arrayType(pool, intNumber(pool, field('len')), child, pointee(r, field('sentinel'), child));
    }
    case TypeKind.optional:
      return optionalType(pool, field('child'));
    case TypeKind.error_union: {
      const set = field('error_set');
      if (typeKind(pool, set) !== TypeKind.error_set)
        sema.fail(block, src, 'Type.ErrorUnion.error_set must be an error set type');
      return errorUnionType(pool, set, field('payload'));
    }
    case TypeKind.error_set:
      return reifyErrorSet(r, info);
    case TypeKind.struct:
      return reifyStructInfo(r, info);
    case TypeKind.enum:
      checkNoDecls(r, field('decls'), 'enums');
      return reifyEnum(r, field('tag_type'), field('is_exhaustive') === Val.true, sliceElems(r, field('fields')));
    case TypeKind.opaque:
      checkNoDecls(r, field('decls'), 'opaque');
      return reifyOpaque(r);
    case TypeKind.union: {
      checkNoDecls(r, field('decls'), 'unions');
      const tagTy = optPayload(pool, field('tag_type'));
      return reifyUnion(r, layoutOf(r, field('layout')), tagTy, sliceElems(r, field('fields')));
    }
    case TypeKind.fn:
      return reifyFn(r, info);
    case TypeKind.anyframe: {
      const child = optPayload(pool, field('child'));
      return child === NO_INDEX ? Ty.anyframe : anyframeType(pool, child);
    }
    default:
      return sema.unsupported(block, src, `@Type of ${TypeKind[kind]}`);
  }
}

function layoutOf(r: Reify, value: Index): Layout {
  return Layout[tagText(r, value) as keyof typeof Layout];
}

function checkNoDecls(r: Reify, decls: Index, what: string): void {
  if (sliceElems(r, decls).length > 0) r.sema.fail(r.block, r.src, `reified ${what} must have no decls`);
}

const PTR_SIZES: Record<string, PtrSize> = { One: 'one', Many: 'many', Slice: 'slice', C: 'c' };

function reifyPointer(r: Reify, info: Index): Index {
  const { sema, block, src } = r;
  const pool = sema.pool;
  const field = (name: string): Index => structField(sema, info, name);
  const size = PTR_SIZES[tagText(r, field('size'))];
  const align = intBig(pool, field('alignment'));
  if (align < 0n || align > 0xffff_ffffn) sema.fail(block, src, `alignment must fit in 'u32'`);
  if ((align & (align - 1n)) !== 0n) sema.fail(block, src, `alignment value '${align}' is not a power of two or zero`);
  const child = field('child');
  const alignment = Number(align);
  const isSized = typeKind(pool, child) !== TypeKind.opaque && typeKind(pool, child) !== TypeKind.fn;
  if (alignment !== 0 && isSized) resolveLayout(sema, block, src, child);
  const sentinel = pointee(r, field('sentinel'), child);
  if (sentinel !== NO_INDEX && size !== 'many' && size !== 'slice')
    sema.fail(block, src, 'sentinels are only allowed on slices and unknown-length pointers');
  if (child === Ty.noreturn) sema.fail(block, src, 'pointer to noreturn not allowed');
  validatePtrChild(sema, block, src, child, size);
  return ptrType(pool, {
    child,
    size,
    sentinel,
    alignment: isSized || alignment !== 1 ? alignment : 0,
    isConst: field('is_const') === Val.true,
    isVolatile: field('is_volatile') === Val.true,
    isAllowzero: field('is_allowzero') === Val.true,
  });
}

function reifyErrorSet(r: Reify, info: Index): Index {
  const { sema, block, src } = r;
  const pool = sema.pool;
  const slice = optPayload(pool, info);
  if (slice === NO_INDEX) return Ty.anyerror;
  const names: StringIndex[] = [];
  for (const error of sliceElems(r, slice)) {
    const name = sliceText(r, structField(sema, error, 'name'));
    if (names.includes(name)) sema.fail(block, src, `duplicate error '${pool.text(name)}'`);
    names.push(name);
  }
  return errorSetType(pool, names);
}

function reifyStructInfo(r: Reify, info: Index): Index {
  const { sema, block, src } = r;
  const field = (name: string): Index => structField(sema, info, name);
  const layout = layoutOf(r, field('layout'));
  const backing = optPayload(sema.pool, field('backing_integer'));
  checkNoDecls(r, field('decls'), 'structs');
  if (layout !== Layout.packed && backing !== NO_INDEX)
    sema.fail(block, src, 'non-packed struct does not support backing integer type');
  const fields = sliceElems(r, field('fields'));
  if (field('is_tuple') !== Val.true) return reifyStruct(r, layout, backing, fields);
  if (layout !== Layout.auto) sema.fail(block, src, `${Layout[layout]} tuples are not supported`);
  return reifyTuple(r, fields);
}

function reifyFn(r: Reify, info: Index): Index {
  const { sema, block, src } = r;
  const pool = sema.pool;
  const field = (name: string): Index => structField(sema, info, name);
  if (field('is_generic') === Val.true) sema.fail(block, src, 'Type.Fn.is_generic must be false for @Type');
  const isVarArgs = field('is_var_args') === Val.true;
  const convention = conventionOf(sema, field('calling_convention'));
  if (isVarArgs && convention.callConv !== CallConv.c)
    sema.fail(block, src, `variadic function does not support '.${CallConv[convention.callConv]}' calling convention`);
  const returnType = optPayload(pool, field('return_type'));
  if (returnType === NO_INDEX) sema.fail(block, src, 'Type.Fn.return_type must be non-null for @Type');
  const params: Index[] = [];
  let noaliasBits = 0;
  for (const param of sliceElems(r, field('params'))) {
    if (structField(sema, param, 'is_generic') === Val.true)
      sema.fail(block, src, 'Type.Fn.Param.is_generic must be false for @Type');
    const type = optPayload(pool, structField(sema, param, 'type'));
    if (type === NO_INDEX) sema.fail(block, src, 'Type.Fn.Param.type must be non-null for @Type');
    if (structField(sema, param, 'is_noalias') === Val.true) {
      if (typeKind(pool, type) !== TypeKind.pointer) sema.fail(block, src, 'non-pointer parameter declared noalias');
      noaliasBits |= 1 << params.length;
    }
    params.push(type);
  }
  return funcType(pool, {
    params,
    returnType,
    noaliasBits,
    isVarArgs,
    callConv: convention.callConv,
    callConvValue: convention.value,
  });
}

export const reifyExtended: ExtendedHandlers = {
  [Extended.reify]: zirReify,
};
