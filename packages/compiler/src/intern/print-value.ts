import { enumFieldByValue, fieldName, fieldsLen } from './containers.ts';
import { floatToNumber } from './float.ts';
import { funcOwnerDecl } from './functions.ts';

import { type DeclIndex, type Index, InternalFault, NO_INDEX, NO_STRING, type StringIndex } from './ids.ts';
import { ItemTag } from './item.ts';
import { Val } from './known.ts';
import { abiSize, layoutIsResolved } from './layout.ts';
import { isPtr, isSlice, ptrChild } from './pointers.ts';
import type { InternPool } from './pool.ts';
import { printType } from './print-type.ts';
import { type PtrValueInfo, ptrValueInfo } from './ptr-values.ts';
import { arrayLen, childType, floatBits, isType } from './types.ts';
import {
  aggregateElem,
  enumTagInt,
  errName,
  externName,
  floatValueBits,
  intBig,
  sliceLen,
  slicePtr,
  typeOf,
} from './values.ts';

const MAX_ITEMS = 100;

/** The value as messages show it: `42`, `.{ 1, 2 }`, `"abc"`, `.foo`, `null`, `undefined` ... `depth` bounds the nesting shown. */
export function printValue(pool: InternPool, value: Index, depth = 3): string {
  if (isType(pool, value)) return printType(pool, value);
  switch (pool.tag(value)) {
    case ItemTag.undef:
      return 'undefined';
    case ItemTag.simple_value:
      return simpleValueText(value);
    case ItemTag.int_u32:
    case ItemTag.int_negative_u32:
    case ItemTag.int_positive:
    case ItemTag.int_negative:
      return intBig(pool, value).toString();
    case ItemTag.float:
      return printNumber(floatToNumber(floatBits(typeOf(pool, value)), floatValueBits(pool, value)));
    case ItemTag.err:
    case ItemTag.error_union_error:
      return `error.${pool.text(errName(pool, value))}`;
    case ItemTag.error_union_payload:
    case ItemTag.opt_some:
      return printValue(pool, pool.word(value, 1) as Index, depth);
    case ItemTag.opt_null:
      return 'null';
    case ItemTag.enum_literal:
      return `.${pool.text(pool.word(value, 0) as StringIndex)}`;
    case ItemTag.enum_tag:
      return printEnum(pool, value, depth);
    case ItemTag.slice: {
      const len = depth === 0 ? '...' : printValue(pool, sliceLen(pool, value), depth - 1);
      return `${printPointer(pool, slicePtr(pool, value), depth)}[0..${len}]`;
    }
    case ItemTag.aggregate_bytes:
    case ItemTag.aggregate_elems:
    case ItemTag.aggregate_repeated:
      return printAggregate(pool, value, depth, '');
    case ItemTag.union_value: {
      if (depth === 0) return '.{ ... }';
      const tag = pool.word(value, 1) as Index;
      const payload = pool.word(value, 2) as Index;
      const text = printValue(pool, payload, depth - 1);
      if (tag === NO_INDEX) return `@bitCast(@as(${printType(pool, typeOf(pool, payload))}, ${text}))`;
      return `.{ ${printValue(pool, tag, depth - 1)} = ${text} }`;
    }
    case ItemTag.variable:
      return '(variable)';
    case ItemTag.extern:
      return `(extern '${pool.text(externName(pool, value))}')`;
    case ItemTag.func_decl:
    case ItemTag.func_instance:
    case ItemTag.func_coerced:
      return `(function '${pool.text(pool.decls.nameOf(funcOwnerDecl(pool, value)))}')`;
    default:
      return printPointer(pool, value, depth);
  }
}

function simpleValueText(value: Index): string {
  switch (value) {
    case Val.void:
      return '{}';
    case Val.true:
      return 'true';
    case Val.false:
      return 'false';
    case Val.null:
      return 'null';
    case Val.unreachable:
      return 'unreachable';
    default:
      return '(generic poison)';
  }
}

/** A number in decimal without exponent, with the fewest digits that give the same double: as `{d}` of the standard library. */
export function printNumber(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  const magnitude = Math.abs(value);
  if (magnitude === Number.POSITIVE_INFINITY) return `${sign}inf`;
  const [digits, exponentText] = String(magnitude).split('e');
  if (exponentText === undefined) return sign + digits;
  const [whole, fraction = ''] = digits.split('.');
  const point = whole.length + Number(exponentText);
  const all = whole + fraction;
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${all}`;
  if (point >= all.length) return sign + all + '0'.repeat(point - all.length);
  return `${sign}${all.slice(0, point)}.${all.slice(point)}`;
}

function printEnum(pool: InternPool, value: Index, depth: number): string {
  const ty = typeOf(pool, value);
  const int = enumTagInt(pool, value);
  const field = enumFieldByValue(pool, ty, int);
  if (field >= 0) return `.${printIdentifier(pool.text(fieldName(pool, ty, field)))}`;
  return `@enumFromInt(${depth === 0 ? '...' : printValue(pool, int, depth - 1)})`;
}

/** A name as an identifier: as it is if it is one, else as `@"..."`. */
export function printIdentifier(name: string): string {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && !KEYWORDS.has(name) ? name : `@"${escapeText(name)}"`;
}

const KEYWORDS = new Set(
  (
    'addrspace align allowzero and anyframe anytype asm async await break callconv catch comptime const continue defer else ' +
    'enum errdefer error export extern fn for if inline linksection noalias noinline nosuspend opaque or orelse packed pub ' +
    'resume return struct suspend switch test threadlocal try union unreachable usingnamespace var volatile while'
  ).split(' '),
);

function escapeText(text: string): string {
  return escapeBytes(new TextEncoder().encode(text));
}

/** Bytes as the inside of a string literal: what is not printable ASCII is escaped. */
export function escapeBytes(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) {
    if (byte === 0x0a) text += '\\n';
    else if (byte === 0x0d) text += '\\r';
    else if (byte === 0x09) text += '\\t';
    else if (byte === 0x5c) text += '\\\\';
    else if (byte === 0x22) text += '\\"';
    else if (byte >= 0x20 && byte <= 0x7e) text += String.fromCharCode(byte);
    else text += `\\x${byte.toString(16).padStart(2, '0')}`;
  }
  return text;
}

/** `reference` is `&` where what is shown is the pointer to the aggregate. */
function printAggregate(pool: InternPool, value: Index, depth: number, reference: '' | '&'): string {
  if (depth === 0) return `${reference}.{ ... }`;
  const ty = typeOf(pool, value);
  const tag = pool.tag(ty);
  if (tag === ItemTag.type_array && pool.tag(value) === ItemTag.aggregate_bytes) {
    const literal = `"${escapeBytes(pool.stringBytes(pool.word(value, 1) as StringIndex))}"`;
    return reference === '&' ? literal : `${literal}.*`;
  }
  const isStruct = tag === ItemTag.type_struct;
  const len = isStruct ? fieldsLen(pool, ty) : arrayLen(pool, ty);
  if (len === 0) return `${reference}.{}`;
  const items: string[] = [];
  for (let i = 0; i < len && i < MAX_ITEMS; i++) {
    const item = printValue(pool, aggregateElem(pool, value, i), depth - 1);
    items.push(isStruct ? `.${printIdentifier(pool.text(fieldName(pool, ty, i)))} = ${item}` : item);
  }
  if (len > MAX_ITEMS) items.push('...');
  return `${reference}.{ ${items.join(', ')} }`;
}

function printPointer(pool: InternPool, pointer: Index, depth: number): string {
  if (pool.tag(pointer) === ItemTag.undef) return 'undefined';
  const info = ptrValueInfo(pool, pointer);
  if (info.tag === ItemTag.ptr_uav) {
    const tag = pool.tag(info.base as Index);
    if (tag >= ItemTag.aggregate_bytes && tag <= ItemTag.aggregate_repeated)
      return printAggregate(pool, info.base as Index, depth, '&');
  }
  return printPlace(pool, info, depth);
}

interface Place {
  readonly text: string;
  /** The type at that place; NO_INDEX if it is not known. */
  readonly child: Index;
}

/** The place that a pointer points to, as an expression, with a cast where the pointer's type is not that of a pointer to it. */
function printPlace(pool: InternPool, info: PtrValueInfo, depth: number): string {
  if (info.tag === ItemTag.ptr_int)
    return `@as(${printType(pool, info.type)}, @ptrFromInt(${info.offset.toString(16)})).*`;
  let place = basePlace(pool, info, depth);
  const wanted = ptrChild(pool, info.type);
  let offset = info.offset;
  while (place.child !== NO_INDEX && (offset > 0 || place.child !== wanted)) {
    if (pool.tag(place.child) !== ItemTag.type_array) break;
    const elem = childType(pool, place.child);
    if (!layoutIsResolved(pool, elem)) break;
    const size = abiSize(pool, elem);
    if (size === 0 || Math.floor(offset / size) >= arrayLen(pool, place.child)) break;
    place = { text: `${place.text}[${Math.floor(offset / size)}]`, child: elem };
    offset %= size;
  }
  const type = printType(pool, info.type);
  if (offset !== 0) return `@as(${type}, @ptrFromInt(@intFromPtr(${place.text}) + ${offset}))`;
  if (place.child === wanted) return place.text;
  return `@as(${type}, @ptrCast(${place.text}))`;
}

function basePlace(pool: InternPool, info: PtrValueInfo, depth: number): Place {
  switch (info.tag) {
    case ItemTag.ptr_decl: {
      const decl = info.base as DeclIndex;
      return { text: pool.text(pool.decls.fqnOf(decl)), child: pool.decls.typeOf(decl) };
    }
    case ItemTag.ptr_uav:
    case ItemTag.ptr_comptime_field: {
      const value = info.base as Index;
      const ty = typeOf(pool, value);
      const text = depth === 0 ? '...' : printValue(pool, value, depth - 1);
      return { text: `@as(${printType(pool, ty)}, ${text})`, child: ty };
    }
    case ItemTag.ptr_comptime_alloc:
      return { text: '(comptime memory)', child: NO_INDEX };
    case ItemTag.ptr_eu_payload: {
      const base = ptrValueInfo(pool, info.base as Index);
      const set = ptrChild(pool, base.type);
      return { text: `(${printPlace(pool, base, depth)} catch unreachable)`, child: pool.word(set, 1) as Index };
    }
    case ItemTag.ptr_opt_payload: {
      const base = ptrValueInfo(pool, info.base as Index);
      return { text: `${printPlace(pool, base, depth)}.?`, child: childType(pool, ptrChild(pool, base.type)) };
    }
    case ItemTag.ptr_arr_elem: {
      const base = ptrValueInfo(pool, info.base as Index);
      const array = ptrChild(pool, base.type);
      const child = pool.tag(array) === ItemTag.type_array ? childType(pool, array) : array;
      return { text: `${printPlace(pool, base, depth)}[${info.index}]`, child };
    }
    case ItemTag.ptr_field:
      return fieldPlace(pool, info, depth);
    default:
      throw new InternalFault('a pointer without a base');
  }
}

function fieldPlace(pool: InternPool, info: PtrValueInfo, depth: number): Place {
  const base = ptrValueInfo(pool, info.base as Index);
  const aggregate = ptrChild(pool, base.type);
  const text = printPlace(pool, base, depth);
  const child = ptrChild(pool, info.type);
  if (isPtr(pool, aggregate) && isSlice(pool, aggregate))
    return { text: text + (info.index === 0 ? '.ptr' : '.len'), child };
  const name = fieldName(pool, aggregate, info.index);
  return { text: name === NO_STRING ? `${text}[${info.index}]` : `${text}.${printIdentifier(pool.text(name))}`, child };
}
