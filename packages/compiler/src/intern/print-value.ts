import { Layout } from './container-table.ts';
import { containerLayout, enumFieldByValue, fieldName, fieldsLen } from './containers.ts';
import { type FloatFormat, floatAbs, floatIsNan, floatToNumber } from './float.ts';
import { funcOwnerDecl } from './functions.ts';
import { type Index, NO_INDEX, type StringIndex } from './ids.ts';
import { bitLength } from './int-arith.ts';
import { ItemTag } from './item.ts';
import { Val } from './known.ts';
import { bitSize } from './layout.ts';
import { valueToBits } from './memory.ts';
import { declName } from './names.ts';
import type { InternPool } from './pool.ts';
import { printPointer } from './print-pointer.ts';
import { printType } from './print-type.ts';
import { arrayLen, floatBits, isType, sentinelOf } from './types.ts';
import {
  aggregateElem,
  enumTagInt,
  errName,
  externName,
  floatValueBits,
  intBig,
  intNumber,
  sliceLen,
  slicePtr,
  typeOf,
} from './values.ts';

const MAX_ITEMS = 100;

/** What is in memory that can change at compile time, by the number of its allocation; NO_INDEX where that is not known. */
export type ValueMemory = (allocation: number) => Index;

const unknownMemory: ValueMemory = () => NO_INDEX;

/** The value as messages show it: `42`, `.{ 1, 2 }`, `"abc"`, `.foo`, `null`, `undefined` ... `depth` bounds the nesting shown. */
export function printValue(pool: InternPool, value: Index, depth = 3, memory: ValueMemory = unknownMemory): string {
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
      return printInt(intBig(pool, value));
    case ItemTag.float:
      return printFloat(floatBits(pool, typeOf(pool, value)), floatValueBits(pool, value));
    case ItemTag.err:
    case ItemTag.error_union_error:
      return `error.${pool.text(errName(pool, value))}`;
    case ItemTag.error_union_payload:
    case ItemTag.opt_some:
      return printValue(pool, pool.word(value, 1) as Index, depth, memory);
    case ItemTag.opt_null:
      return 'null';
    case ItemTag.enum_literal:
      return `.${pool.text(pool.word(value, 0) as StringIndex)}`;
    case ItemTag.enum_tag:
      return printEnum(pool, value, depth, memory);
    case ItemTag.slice: {
      const len = depth === 0 ? '(...)' : printValue(pool, sliceLen(pool, value), depth - 1, memory);
      return `${printPointer(pool, slicePtr(pool, value), depth, memory)}[0..${len}]`;
    }
    case ItemTag.aggregate_bytes:
    case ItemTag.aggregate_elems:
    case ItemTag.aggregate_repeated:
      return printAggregate(pool, value, depth, '', memory);
    case ItemTag.union_value: {
      if (depth === 0) return '.{ ... }';
      const tag = pool.word(value, 1) as Index;
      const payload = pool.word(value, 2) as Index;
      if (containerLayout(pool, typeOf(pool, value)) === Layout.packed) return printPackedUnion(pool, value);
      const text = printValue(pool, payload, depth - 1, memory);
      if (tag === NO_INDEX) return `@bitCast(@as(${printType(pool, typeOf(pool, payload))}, ${text}))`;
      return `.{ ${printValue(pool, tag, depth - 1, memory)} = ${text} }`;
    }
    case ItemTag.variable:
      return '(variable)';
    case ItemTag.extern:
      return `(extern '${pool.text(externName(pool, value))}')`;
    case ItemTag.func_decl:
    case ItemTag.func_instance:
    case ItemTag.func_coerced:
      return `(function '${declName(pool, funcOwnerDecl(pool, value))}')`;
    default:
      return printPointer(pool, value, depth, memory);
  }
}

function printFloat(format: FloatFormat, bits: bigint): string {
  const isNegativeNan = floatIsNan(format, bits) && floatAbs(format, bits) !== bits;
  return isNegativeNan ? '-nan' : printNumber(floatToNumber(format, bits));
}

function printPackedUnion(pool: InternPool, value: Index): string {
  const bits = valueToBits(pool, value);
  return bits === undefined ? 'undefined' : `@bitCast(@as(u${bitSize(pool, typeOf(pool, value))}, ${bits}))`;
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

/** Bits of the longest number that is shown. */
const MAX_SHOWN_BITS = 64 * 64;

/** An integer in decimal, unless it is so long that the official compiler does not show it. */
export function printInt(value: bigint): string {
  return bitLength(value < 0n ? -value : value) > MAX_SHOWN_BITS ? '(BigInt)' : value.toString();
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

function printEnum(pool: InternPool, value: Index, depth: number, memory: ValueMemory): string {
  const ty = typeOf(pool, value);
  const int = enumTagInt(pool, value);
  const field = enumFieldByValue(pool, ty, int);
  // Names of members are shown as they are, also where they are no identifiers.
  if (field >= 0) return `.${pool.text(fieldName(pool, ty, field))}`;
  return `@enumFromInt(${depth === 0 ? '...' : printValue(pool, int, depth - 1, memory)})`;
}

/** A name as an identifier: as it is if it is one, else as `@"..."`. */
export function printIdentifier(name: string): string {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && !KEYWORDS.has(name) ? name : `@"${escapeText(name)}"`;
}

const KEYWORDS = new Set(
  (
    'addrspace align allowzero and anyframe anytype asm break callconv catch comptime const continue defer else ' +
    'enum errdefer error export extern fn for if inline linksection noalias noinline nosuspend opaque or orelse packed pub ' +
    'resume return struct suspend switch test threadlocal try union unreachable var volatile while'
  ).split(' '),
);

function escapeText(text: string): string {
  return escapeBytes(new TextEncoder().encode(text));
}

/** Bytes as the inside of a string literal: what is not printable ASCII is escaped. */
function escapeBytes(bytes: Uint8Array): string {
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

/** An array, vector, struct or tuple. `reference` is `&` where what is shown is the pointer to the aggregate. */
export function printAggregate(
  pool: InternPool,
  value: Index,
  depth: number,
  reference: '' | '&',
  memory: ValueMemory,
): string {
  if (depth === 0) return `${reference}.{ ... }`;
  const ty = typeOf(pool, value);
  const tag = pool.tag(ty);
  if (tag === ItemTag.type_array && pool.tag(value) === ItemTag.aggregate_bytes) {
    const bytes = pool.stringBytes(pool.word(value, 1) as StringIndex);
    const sentinel = sentinelOf(pool, ty);
    // Officially a sentinel is shown as one more byte, unless there is but one before it, and a last zero is not.
    const last = sentinel === NO_INDEX || bytes.length === 1 ? 0 : intNumber(pool, sentinel);
    const end = bytes.length > 1 && bytes[bytes.length - 1] === 0 && sentinel === NO_INDEX ? -1 : bytes.length;
    const literal = `"${escapeBytes(bytes.subarray(0, end))}${last === 0 ? '' : escapeBytes(Uint8Array.of(last))}"`;
    return reference === '&' ? literal : `${literal}.*`;
  }
  const isStruct = tag === ItemTag.type_struct;
  const len = isStruct ? fieldsLen(pool, ty) : arrayLen(pool, ty);
  if (len === 0) return `${reference}.{}`;
  const items: string[] = [];
  for (let i = 0; i < len && i < MAX_ITEMS; i++) {
    const item = printValue(pool, aggregateElem(pool, value, i), depth - 1, memory);
    items.push(isStruct ? `.${pool.text(fieldName(pool, ty, i))} = ${item}` : item);
  }
  if (len > MAX_ITEMS) items.push('...');
  return items.length === 1 && !isStruct ? `${reference}.{${items[0]}}` : `${reference}.{ ${items.join(', ')} }`;
}
