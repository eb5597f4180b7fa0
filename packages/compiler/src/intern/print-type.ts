import { Ref } from '../zir/ref.ts';
import { CallConv } from './func-type.ts';
import { funcOwnerDecl, funcTypeInfo, inferredErrorSetFunc } from './functions.ts';
import { type DeclIndex, type Index, InternalFault, NO_INDEX, type StringIndex } from './ids.ts';
import { ItemTag } from './item.ts';
import { Ty } from './known.ts';
import { abiAlign, layoutIsResolved } from './layout.ts';
import { containerName, qualifiedName } from './names.ts';
import { AddressSpace, NO_VECTOR_INDEX, type PtrInfo, ptrInfo } from './pointers.ts';
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

/**
 * The type as messages and `@typeName` show it: `[]const u8`, `fn (u32) error{A}!void`, `main.List(u32)` ... With `short`, types in it may
 * stand under the names that gives.
 */
export function printType(pool: InternPool, ty: Index, short: TypeAbbreviations | null = null): string {
  return short?.nameOf(pool, ty) ?? printWhole(pool, ty, short);
}

function printWhole(pool: InternPool, ty: Index, short: TypeAbbreviations | null): string {
  switch (pool.tag(ty)) {
    case ItemTag.type_simple:
      return simpleTypeName(ty);
    case ItemTag.type_int: {
      const bitsAndSign = pool.word(ty, 0);
      return `${bitsAndSign & 1 ? 'i' : 'u'}${bitsAndSign >>> 1}`;
    }
    case ItemTag.type_pointer:
      return printPointerType(pool, ptrInfo(pool, ty), short);
    case ItemTag.type_array: {
      const sentinel = sentinelOf(pool, ty);
      const end = sentinel === NO_INDEX ? '' : `:${printValue(pool, sentinel)}`;
      return `[${arrayLen(pool, ty)}${end}]${printType(pool, childType(pool, ty), short)}`;
    }
    case ItemTag.type_vector:
      return `@Vector(${arrayLen(pool, ty)}, ${printType(pool, childType(pool, ty), short)})`;
    case ItemTag.type_optional:
      return `?${printType(pool, childType(pool, ty), short)}`;
    case ItemTag.type_error_union:
      return `${printType(pool, errorUnionSet(pool, ty), short)}!${printType(pool, errorUnionPayload(pool, ty), short)}`;
    case ItemTag.type_error_set:
      return `error{${Array.from(errorSetNames(pool, ty), (name) => pool.text(name as StringIndex)).join(',')}}`;
    case ItemTag.type_inferred_error_set:
      return `@typeInfo(@typeInfo(@TypeOf(${inferredOwnerName(pool, ty)})).@"fn".return_type.?).error_union.error_set`;
    case ItemTag.type_tuple:
      return printTupleType(pool, ty, short);
    case ItemTag.type_func:
      return printFuncType(pool, ty, short);
    case ItemTag.type_anyframe: {
      const child = childType(pool, ty);
      return child === NO_INDEX ? 'anyframe' : `anyframe->${printType(pool, child, short)}`;
    }
    case ItemTag.type_enum:
    case ItemTag.type_struct:
    case ItemTag.type_union:
    case ItemTag.type_opaque:
      return containerName(pool, ty);
    default:
      throw new InternalFault(`item ${ty} (${ItemTag[pool.tag(ty)]}) is not a type`);
  }
}

/** How many characters a name must spare for a message to use it. */
const WORTH_A_NAME = 20;

/** Names for types that stand more than once in a message: `T` to `Z`, in the order in which they are printed. */
export class TypeAbbreviations {
  private readonly counts = new Map<Index, number>();
  private readonly names = new Map<Index, string | null>();
  /** `T = main.List(u32)` ... */
  readonly legend: string[] = [];

  constructor(pool: InternPool, types: readonly Index[]) {
    for (const ty of types) this.count(pool, ty);
  }

  private count(pool: InternPool, ty: Index): void {
    this.counts.set(ty, (this.counts.get(ty) ?? 0) + 1);
    switch (pool.tag(ty)) {
      case ItemTag.type_pointer:
      case ItemTag.type_array:
      case ItemTag.type_vector:
      case ItemTag.type_optional:
        this.count(pool, childType(pool, ty));
        return;
      case ItemTag.type_error_union:
        this.count(pool, errorUnionSet(pool, ty));
        this.count(pool, errorUnionPayload(pool, ty));
        return;
      case ItemTag.type_tuple: {
        const len = arrayLen(pool, ty);
        for (let i = 0; i < len; i++) this.count(pool, tupleFieldType(pool, ty, i));
        return;
      }
      case ItemTag.type_func: {
        const info = funcTypeInfo(pool, ty);
        for (const param of info.params) this.count(pool, param);
        this.count(pool, info.returnType);
      }
    }
  }

  /** The name that `ty` is printed as; null where that spares too little. */
  nameOf(pool: InternPool, ty: Index): string | null {
    const known = this.names.get(ty);
    if (known !== undefined) return known;
    const repeats = (this.counts.get(ty) ?? 1) - 1;
    let name: string | null = null;
    if (repeats > 0 && this.legend.length < 7) {
      const text = printType(pool, ty);
      if ((text.length - 1) * repeats >= WORTH_A_NAME) {
        name = String.fromCharCode('T'.charCodeAt(0) + this.legend.length);
        this.legend.push(`${name} = ${text}`);
      }
    }
    this.names.set(ty, name);
    return name;
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

function printPointerType(pool: InternPool, info: PtrInfo, short: TypeAbbreviations | null): string {
  const end = info.sentinel === NO_INDEX ? '' : `:${printValue(pool, info.sentinel)}`;
  let text = { one: '*', many: `[*${end}]`, slice: `[${end}]`, c: '[*c]' }[info.size];
  if (info.isAllowzero && info.size !== 'c') text += 'allowzero ';
  if (info.alignment !== 0 || info.hostSize !== 0 || info.vectorIndex !== NO_VECTOR_INDEX) {
    let alignment = info.alignment;
    if (alignment === 0) alignment = layoutIsResolved(pool, info.child) ? abiAlign(pool, info.child) : 1;
    text += `align(${alignment}`;
    if (info.bitOffset !== 0 || info.hostSize !== 0) text += `:${info.bitOffset}:${info.hostSize}`;
    if (info.vectorIndex !== NO_VECTOR_INDEX) text += `:${info.vectorIndex}`;
    text += ') ';
  }
  if (info.addressSpace !== AddressSpace.generic) text += `addrspace(.${AddressSpace[info.addressSpace]}) `;
  if (info.isConst) text += 'const ';
  if (info.isVolatile) text += 'volatile ';
  return text + printType(pool, info.child, short);
}

function inferredOwnerName(pool: InternPool, set: Index): string {
  const func = inferredErrorSetFunc(pool, set);
  let decl: DeclIndex;
  if (func !== NO_INDEX) decl = funcOwnerDecl(pool, func);
  else if (pool.word(set, 1) === 0) decl = pool.word(set, 2) as DeclIndex;
  else decl = funcOwnerDecl(pool, pool.word(pool.word(set, 2) as Index, 0) as Index);
  return qualifiedName(pool, decl);
}

function printTupleType(pool: InternPool, ty: Index, short: TypeAbbreviations | null): string {
  const len = arrayLen(pool, ty);
  if (len === 0) return '@TypeOf(.{})';
  const fields: string[] = [];
  for (let i = 0; i < len; i++) {
    const value = tupleFieldValue(pool, ty, i);
    const type = printType(pool, tupleFieldType(pool, ty, i), short);
    fields.push(value === NO_INDEX ? type : `comptime ${type} = ${printValue(pool, value)}`);
  }
  return `struct { ${fields.join(', ')} }`;
}

function printFuncType(pool: InternPool, ty: Index, short: TypeAbbreviations | null): string {
  const info = funcTypeInfo(pool, ty);
  const params = info.params.map((param, i) => {
    const bit = i < 32 ? 1 << i : 0;
    const comptime = info.comptimeBits & bit ? 'comptime ' : '';
    const noalias = info.noaliasBits & bit ? 'noalias ' : '';
    return comptime + noalias + printType(pool, param, short);
  });
  if (info.isVarArgs) params.push('...');
  const prefix = info.isNoinline ? 'noinline ' : '';
  return `${prefix}fn (${params.join(', ')}) ${callConvText(pool, info.callConv, info.callConvValue)}${printType(pool, info.returnType, short)}`;
}

function callConvText(pool: InternPool, callConv: CallConv, value: Index): string {
  switch (callConv) {
    case CallConv.auto:
      return '';
    case CallConv.inline:
      return 'callconv(.@"inline") ';
    case CallConv.c:
      return value === NO_INDEX ? 'callconv(.c) ' : `callconv(${printValue(pool, value)}) `;
    case CallConv.other:
      return value === NO_INDEX ? '' : `callconv(${printValue(pool, value)}) `;
    default:
      return `callconv(.${CallConv[callConv]}) `;
  }
}
