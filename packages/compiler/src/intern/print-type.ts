import { Ref } from '../zir/ref.ts';
import { containerOf, generatedTagOwner } from './containers.ts';
import { CallConv, funcOwnerDecl, funcTypeInfo, inferredErrorSetFunc } from './functions.ts';
import { type DeclIndex, type Index, InternalFault, NO_INDEX, type StringIndex } from './ids.ts';
import { ItemTag } from './item.ts';
import { Ty } from './known.ts';
import { abiAlign, layoutIsResolved } from './layout.ts';
import { AddressSpace, NO_VECTOR_INDEX, type PtrInfo, ptrInfo, RUNTIME_VECTOR_INDEX } from './pointers.ts';
import type { InternPool } from './pool.ts';
import { printValue } from './print-value.ts';
import {
  arrayLen,
  childType,
  errorSetNames,
  errorUnionPayload,
  errorUnionSet,
  sentinelOf,
  tupleFieldType,
  tupleFieldValue,
} from './types.ts';

/** The type as messages and `@typeName` show it: `[]const u8`, `fn (u32) error{A}!void`, `main.List(u32)` ... */
export function printType(pool: InternPool, ty: Index): string {
  switch (pool.tag(ty)) {
    case ItemTag.type_simple:
      return simpleTypeName(ty);
    case ItemTag.type_int: {
      const bitsAndSign = pool.word(ty, 0);
      return `${bitsAndSign & 1 ? 'i' : 'u'}${bitsAndSign >>> 1}`;
    }
    case ItemTag.type_pointer:
      return printPointerType(pool, ptrInfo(pool, ty));
    case ItemTag.type_array: {
      const sentinel = sentinelOf(pool, ty);
      const end = sentinel === NO_INDEX ? '' : `:${printValue(pool, sentinel)}`;
      return `[${arrayLen(pool, ty)}${end}]${printType(pool, childType(pool, ty))}`;
    }
    case ItemTag.type_vector:
      return `@Vector(${arrayLen(pool, ty)}, ${printType(pool, childType(pool, ty))})`;
    case ItemTag.type_optional:
      return `?${printType(pool, childType(pool, ty))}`;
    case ItemTag.type_error_union:
      return `${printType(pool, errorUnionSet(pool, ty))}!${printType(pool, errorUnionPayload(pool, ty))}`;
    case ItemTag.type_error_set:
      return `error{${Array.from(errorSetNames(pool, ty), (name) => pool.text(name as StringIndex)).join(',')}}`;
    case ItemTag.type_inferred_error_set:
      return `@typeInfo(@typeInfo(@TypeOf(${inferredOwnerName(pool, ty)})).@"fn".return_type.?).error_union.error_set`;
    case ItemTag.type_tuple:
      return printTupleType(pool, ty);
    case ItemTag.type_func:
      return printFuncType(pool, ty);
    case ItemTag.type_anyframe: {
      const child = childType(pool, ty);
      return child === NO_INDEX ? 'anyframe' : `anyframe->${printType(pool, child)}`;
    }
    case ItemTag.type_enum: {
      const union = generatedTagOwner(pool, ty);
      if (union !== NO_INDEX) return `@typeInfo(${printType(pool, union)}).@"union".tag_type.?`;
      return pool.text(pool.containers.nameOf(containerOf(pool, ty)));
    }
    case ItemTag.type_struct:
    case ItemTag.type_union:
    case ItemTag.type_opaque:
      return pool.text(pool.containers.nameOf(containerOf(pool, ty)));
    default:
      throw new InternalFault(`item ${ty} (${ItemTag[pool.tag(ty)]}) is not a type`);
  }
}

function simpleTypeName(ty: Index): string {
  switch (ty) {
    case Ty.null:
      return '@TypeOf(null)';
    case Ty.undefined:
      return '@TypeOf(undefined)';
    case Ty.enumLiteral:
      return '@EnumLiteral()';
    case Ty.genericPoison:
      return 'anytype';
    default:
      return Ref[ty].slice(0, -'_type'.length);
  }
}

function printPointerType(pool: InternPool, info: PtrInfo): string {
  const end = info.sentinel === NO_INDEX ? '' : `:${printValue(pool, info.sentinel)}`;
  let text = { one: '*', many: `[*${end}]`, slice: `[${end}]`, c: '[*c]' }[info.size];
  if (info.isAllowzero && info.size !== 'c') text += 'allowzero ';
  if (info.alignment !== 0 || info.hostSize !== 0 || info.vectorIndex !== NO_VECTOR_INDEX) {
    let alignment = info.alignment;
    if (alignment === 0) alignment = layoutIsResolved(pool, info.child) ? abiAlign(pool, info.child) : 1;
    text += `align(${alignment}`;
    if (info.bitOffset !== 0 || info.hostSize !== 0) text += `:${info.bitOffset}:${info.hostSize}`;
    if (info.vectorIndex === RUNTIME_VECTOR_INDEX) text += ':?';
    else if (info.vectorIndex !== NO_VECTOR_INDEX) text += `:${info.vectorIndex}`;
    text += ') ';
  }
  if (info.addressSpace !== AddressSpace.generic) text += `addrspace(.${AddressSpace[info.addressSpace]}) `;
  if (info.isConst) text += 'const ';
  if (info.isVolatile) text += 'volatile ';
  return text + printType(pool, info.child);
}

function inferredOwnerName(pool: InternPool, set: Index): string {
  const func = inferredErrorSetFunc(pool, set);
  let decl: DeclIndex;
  if (func !== NO_INDEX) decl = funcOwnerDecl(pool, func);
  else if (pool.word(set, 1) === 0) decl = pool.word(set, 2) as DeclIndex;
  else decl = funcOwnerDecl(pool, pool.word(pool.word(set, 2) as Index, 0) as Index);
  return pool.text(pool.decls.fqnOf(decl));
}

function printTupleType(pool: InternPool, ty: Index): string {
  const len = arrayLen(pool, ty);
  if (len === 0) return '@TypeOf(.{})';
  const fields: string[] = [];
  for (let i = 0; i < len; i++) {
    const value = tupleFieldValue(pool, ty, i);
    const type = printType(pool, tupleFieldType(pool, ty, i));
    fields.push(value === NO_INDEX ? type : `comptime ${type} = ${printValue(pool, value)}`);
  }
  return `struct { ${fields.join(', ')} }`;
}

function printFuncType(pool: InternPool, ty: Index): string {
  const info = funcTypeInfo(pool, ty);
  const params = info.params.map((param, i) => {
    const bit = i < 32 ? 1 << i : 0;
    const comptime = info.comptimeBits & bit ? 'comptime ' : '';
    const noalias = info.noaliasBits & bit ? 'noalias ' : '';
    return comptime + noalias + printType(pool, param);
  });
  if (info.isVarArgs) params.push('...');
  const prefix = info.isNoinline ? 'noinline ' : '';
  return `${prefix}fn (${params.join(', ')}) ${callConvText(pool, info.callConv, info.callConvValue)}${printType(pool, info.returnType)}`;
}

function callConvText(pool: InternPool, callConv: CallConv, value: Index): string {
  switch (callConv) {
    case CallConv.auto:
      return '';
    case CallConv.inline:
      return 'callconv(.@"inline") ';
    case CallConv.async:
      return 'callconv(.@"async") ';
    case CallConv.other:
      return value === NO_INDEX ? '' : `callconv(${printValue(pool, value)}) `;
    default:
      return `callconv(.${CallConv[callConv]}) `;
  }
}
