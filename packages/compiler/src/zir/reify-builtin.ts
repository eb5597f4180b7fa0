import type { GenZir, NameStrategy } from './block.ts';
import { BuiltinTag } from './builtin-fn.ts';
import { addBuiltinValue, BuiltinValue } from './builtin-value.ts';
import { comptimeExpr } from './comptime.ts';
import { ComptimeReason } from './comptime-reason.ts';
import { typeExpr } from './expr.ts';
import { Extended, Tag } from './inst.ts';
import { Ref, type ZirRef } from './ref.ts';
import { type ResultInfo, RI_TYPE, resCoerced, rvalue } from './result.ts';
import type { Scope } from './scope.ts';

/** `small` of `Extended.reify_slice_arg_ty`: what an argument is to be, one element for each of that of another. */
export enum ReifySliceArg {
  /** Of types: attributes of parameters. */
  type_to_fn_param_attrs,
  /** Of names of fields: types. */
  string_to_struct_field_type,
  string_to_union_field_type,
  /** Of names of fields: attributes. */
  string_to_struct_field_attrs,
  string_to_union_field_attrs,
}

/** The builtins that make types. */
export type ReifyTag =
  | BuiltinTag.Int
  | BuiltinTag.Tuple
  | BuiltinTag.Pointer
  | BuiltinTag.Fn
  | BuiltinTag.Struct
  | BuiltinTag.Union
  | BuiltinTag.Enum;

const RI_OPTIONAL_TYPE = resCoerced(Ref.optional_type_type);
const RI_TYPES = resCoerced(Ref.slice_const_type_type);
const RI_NAMES = resCoerced(Ref.slice_const_slice_const_u8_type);
const RI_U16 = resCoerced(Ref.u16_type);

/** `@Int`, `@Struct` and their like. Where the type has a name it is made as `strategy` says. */
export function reify(
  gz: GenZir,
  scope: Scope,
  ri: ResultInfo,
  node: number,
  params: Uint32Array,
  builtin: ReifyTag,
  strategy: NameStrategy,
): ZirRef {
  return rvalue(gz, ri, lowerReify(gz, scope, node, params, builtin, strategy), node);
}

function lowerReify(
  gz: GenZir,
  scope: Scope,
  node: number,
  params: Uint32Array,
  builtin: ReifyTag,
  strategy: NameStrategy,
): ZirRef {
  switch (builtin) {
    case BuiltinTag.Int: {
      const signednessType = addBuiltinValue(gz, BuiltinValue.signedness, node);
      const signedness = arg(gz, scope, signednessType, params[0], ComptimeReason.int_signedness);
      const bits = comptimeExpr(gz, scope, RI_U16, params[1], ComptimeReason.int_bit_width);
      return gz.addPlBin(Tag.reify_int, node, signedness, bits);
    }
    case BuiltinTag.Tuple: {
      const types = comptimeExpr(gz, scope, RI_TYPES, params[0], ComptimeReason.tuple_field_types);
      return gz.addExtended(Extended.reify_tuple, 0, gz.chunk.extra1(types), node);
    }
    case BuiltinTag.Pointer:
      return reifyPointer(gz, scope, node, params);
    case BuiltinTag.Fn:
      return reifyFn(gz, scope, node, params);
    case BuiltinTag.Struct:
      return reifyStruct(gz, scope, node, params, strategy);
    case BuiltinTag.Union:
      return reifyUnion(gz, scope, node, params, strategy);
    case BuiltinTag.Enum:
      return reifyEnum(gz, scope, node, params, strategy);
  }
}

/** An argument of type `type`. */
function arg(gz: GenZir, scope: Scope, type: ZirRef, node: number, reason: ComptimeReason): ZirRef {
  return comptimeExpr(gz, scope, resCoerced(type), node, reason);
}

/** The type of an argument whose length is that of `other`, the argument at `otherNode`. */
function sliceArgType(gz: GenZir, info: ReifySliceArg, other: ZirRef, otherNode: number): ZirRef {
  return gz.addExtended(Extended.reify_slice_arg_ty, info, gz.chunk.extra1(other), otherNode);
}

function reifyPointer(gz: GenZir, scope: Scope, node: number, params: Uint32Array): ZirRef {
  const sizeType = addBuiltinValue(gz, BuiltinValue.pointer_size, node);
  const attrsType = addBuiltinValue(gz, BuiltinValue.pointer_attributes, node);
  const size = arg(gz, scope, sizeType, params[0], ComptimeReason.pointer_size);
  const attrs = arg(gz, scope, attrsType, params[1], ComptimeReason.pointer_attrs);
  const elem = typeExpr(gz, scope, params[2]);
  const sentinelType = gz.addExtended(Extended.reify_pointer_sentinel_ty, 0, gz.chunk.extra1(elem), params[2]);
  const sentinel = arg(gz, scope, sentinelType, params[3], ComptimeReason.pointer_sentinel);
  return gz.addExtended(Extended.reify_pointer, 0, gz.chunk.extra4(size, attrs, elem, sentinel), node);
}

function reifyFn(gz: GenZir, scope: Scope, node: number, params: Uint32Array): ZirRef {
  const attrsType = addBuiltinValue(gz, BuiltinValue.fn_attributes, node);
  const types = comptimeExpr(gz, scope, RI_TYPES, params[0], ComptimeReason.fn_param_types);
  const paramAttrsType = sliceArgType(gz, ReifySliceArg.type_to_fn_param_attrs, types, params[0]);
  const paramAttrs = arg(gz, scope, paramAttrsType, params[1], ComptimeReason.fn_param_attrs);
  const ret = comptimeExpr(gz, scope, RI_TYPE, params[2], ComptimeReason.fn_ret_ty);
  const attrs = arg(gz, scope, attrsType, params[3], ComptimeReason.fn_attrs);
  return gz.addExtended(Extended.reify_fn, 0, gz.chunk.extra4(types, paramAttrs, ret, attrs), node);
}

function reifyStruct(gz: GenZir, scope: Scope, node: number, params: Uint32Array, strategy: NameStrategy): ZirRef {
  const layoutType = addBuiltinValue(gz, BuiltinValue.container_layout, node);
  const layout = arg(gz, scope, layoutType, params[0], ComptimeReason.struct_layout);
  const backing = comptimeExpr(gz, scope, RI_OPTIONAL_TYPE, params[1], ComptimeReason.type);
  const names = comptimeExpr(gz, scope, RI_NAMES, params[2], ComptimeReason.struct_field_names);
  const typesType = sliceArgType(gz, ReifySliceArg.string_to_struct_field_type, names, params[2]);
  const attrsType = sliceArgType(gz, ReifySliceArg.string_to_struct_field_attrs, names, params[2]);
  const types = arg(gz, scope, typesType, params[3], ComptimeReason.struct_field_types);
  const attrs = arg(gz, scope, attrsType, params[4], ComptimeReason.struct_field_attrs);
  const payload = gz.chunk.extra.pushAll([layout, backing, names, types, attrs]);
  return gz.addExtended(Extended.reify_struct, strategy, payload, node);
}

function reifyUnion(gz: GenZir, scope: Scope, node: number, params: Uint32Array, strategy: NameStrategy): ZirRef {
  const layoutType = addBuiltinValue(gz, BuiltinValue.container_layout, node);
  const layout = arg(gz, scope, layoutType, params[0], ComptimeReason.union_layout);
  const argType = comptimeExpr(gz, scope, RI_OPTIONAL_TYPE, params[1], ComptimeReason.type);
  const names = comptimeExpr(gz, scope, RI_NAMES, params[2], ComptimeReason.union_field_names);
  const typesType = sliceArgType(gz, ReifySliceArg.string_to_union_field_type, names, params[2]);
  const attrsType = sliceArgType(gz, ReifySliceArg.string_to_union_field_attrs, names, params[2]);
  const types = arg(gz, scope, typesType, params[3], ComptimeReason.union_field_types);
  const attrs = arg(gz, scope, attrsType, params[4], ComptimeReason.union_field_attrs);
  const payload = gz.chunk.extra.pushAll([layout, argType, names, types, attrs]);
  return gz.addExtended(Extended.reify_union, strategy, payload, node);
}

function reifyEnum(gz: GenZir, scope: Scope, node: number, params: Uint32Array, strategy: NameStrategy): ZirRef {
  const modeType = addBuiltinValue(gz, BuiltinValue.enum_mode, node);
  const tagType = typeExpr(gz, scope, params[0]);
  const mode = arg(gz, scope, modeType, params[1], ComptimeReason.type);
  const names = comptimeExpr(gz, scope, RI_NAMES, params[2], ComptimeReason.enum_field_names);
  const valuesPayload = gz.chunk.extra2(tagType, names);
  const valuesType = gz.addExtended(Extended.reify_enum_value_slice_ty, 0, valuesPayload, node);
  const values = arg(gz, scope, valuesType, params[3], ComptimeReason.enum_field_values);
  return gz.addExtended(Extended.reify_enum, strategy, gz.chunk.extra4(tagType, mode, names, values), node);
}
