import { Layout } from './container-table.ts';
import { containerLayout, fieldName, fieldsLen, fieldType, isPackedStruct } from './containers.ts';
import { type DeclIndex, type Index, InternalFault, NO_INDEX, NO_STRING } from './ids.ts';
import { ItemTag } from './item.ts';
import { Ty } from './known.ts';
import { abiAlign, abiSize, fieldOffset, layoutIsResolved } from './layout.ts';
import { qualifiedName } from './names.ts';
import { isPtr, isSlice, type PtrInfo, ptrChild, ptrInfo, slicePtrType } from './pointers.ts';
import type { InternPool } from './pool.ts';
import { printType } from './print-type.ts';
import { printAggregate, printValue, type ValueMemory } from './print-value.ts';
import { type PtrValueInfo, ptrValueInfo } from './ptr-values.ts';
import { childType, errorUnionPayload } from './types.ts';
import { externName, typeOf, VariableFlag, variableFlags } from './values.ts';

/** A place in memory as an expression, and what can be said of a pointer to it. */
interface Place {
  readonly text: string;
  /** The type at that place; NO_INDEX if it is not known. */
  readonly child: Index;
  readonly isConst: boolean;
  /** In bytes; 0 is the natural alignment, `ANY_ALIGNMENT` whichever is asked for. */
  readonly alignment: number;
}

const ANY_ALIGNMENT = -1;

/** A pointer value as an expression: of the place that it points to, with a cast where its type is not that of a pointer to it. */
export function printPointer(pool: InternPool, pointer: Index, depth: number, memory: ValueMemory): string {
  if (pool.tag(pointer) === ItemTag.undef) return 'undefined';
  const info = ptrValueInfo(pool, pointer);
  if (info.tag === ItemTag.ptr_uav) {
    const value = info.base as Index;
    const tag = pool.tag(value);
    const isAggregate = tag >= ItemTag.aggregate_bytes && tag <= ItemTag.aggregate_repeated;
    // A packed struct is a number there.
    if (isAggregate && !isPackedStruct(pool, typeOf(pool, value)))
      return printAggregate(pool, value, depth, '&', memory);
  }
  return printDerived(pool, info, depth, memory, null);
}

/** What the root of pointers is called instead of being shown, and its type. */
interface Root {
  readonly name: string;
  readonly child: Index;
}

/**
 * What the pointer value points to, as an expression in which the constant or the comptime variable that it is based on is called `name`;
 * `child`: the type of that comptime variable.
 */
export function printPlaceFrom(pool: InternPool, pointer: Index, name: string, child: Index): string {
  const text = printDerived(pool, ptrValueInfo(pool, pointer), 3, () => NO_INDEX, { name, child });
  return text.startsWith('&') ? text.slice(1) : `${text}.*`;
}

function printDerived(
  pool: InternPool,
  info: PtrValueInfo,
  depth: number,
  memory: ValueMemory,
  root: Root | null,
): string {
  const wanted = ptrInfo(pool, info.type);
  const type = printType(pool, info.type);
  if (info.tag === ItemTag.ptr_int) return `@as(${type}, @ptrFromInt(0x${info.offset.toString(16)}))`;
  const base = basePlace(pool, info, depth, memory, root);
  const { place, offset } = refine(pool, base, info.offset, wanted);
  if (offset !== 0) return `@as(${type}, @ptrFromInt(@intFromPtr(&${place.text}) + ${offset}))`;
  return isPlain(place, wanted) ? `&${place.text}` : `@as(${type}, @ptrCast(&${place.text}))`;
}

/** Whether a pointer with `wanted` for its type is had by taking the address of the place. */
function isPlain(place: Place, wanted: PtrInfo): boolean {
  const { child, size, isConst, alignment, hostSize, sentinel } = wanted;
  if (child !== place.child || size !== 'one' || (place.isConst && !isConst)) return false;
  if (hostSize !== 0 || sentinel !== NO_INDEX) return false;
  return place.alignment === ANY_ALIGNMENT || place.alignment === alignment;
}

/** The part of `base`, `bytes` from its start, that a pointer like `wanted` is likely to be to. */
function refine(
  pool: InternPool,
  base: Place,
  bytes: number,
  wanted: PtrInfo,
): { readonly place: Place; readonly offset: number } {
  let place = base;
  let offset = bytes;
  if (!layoutIsResolved(pool, wanted.child)) return { place, offset };
  const size = abiSize(pool, wanted.child);
  while (size > 0 && place.child !== NO_INDEX && (offset !== 0 || place.child !== wanted.child)) {
    if (!layoutIsResolved(pool, place.child)) break;
    const start = partAt(pool, place, offset, size, wanted.size === 'one');
    if (start === null) break;
    place = start.place;
    offset = start.offset;
    if (start.isLast) break;
  }
  return { place, offset };
}

interface Part {
  readonly place: Place;
  readonly offset: number;
  readonly isLast: boolean;
}

function partAt(pool: InternPool, place: Place, offset: number, size: number, isOne: boolean): Part | null {
  const { child, text, isConst } = place;
  switch (pool.tag(child)) {
    case ItemTag.type_array: {
      const elem = childType(pool, child);
      const stride = abiSize(pool, elem);
      if (stride === 0) return null;
      const index = Math.floor(offset / stride);
      const isInside = isOne && offset + size <= (index + 1) * stride;
      if (!isInside && index === 0) return null;
      const part = { text: `${text}[${index}]`, child: elem, isConst, alignment: 0 };
      return { place: part, offset: offset - index * stride, isLast: !isInside };
    }
    case ItemTag.type_struct: {
      if (containerLayout(pool, child) !== Layout.extern) return null;
      for (let i = 0; i < fieldsLen(pool, child); i++) {
        const type = fieldType(pool, child, i);
        const start = fieldOffset(pool, child, i);
        if (offset < start || offset + size > start + abiSize(pool, type)) continue;
        const name = pool.text(fieldName(pool, child, i));
        const part = {
          text: `${text}.${name}`,
          child: type,
          isConst,
          alignment: fieldAlignment(pool, child, start, type),
        };
        return { place: part, offset: offset - start, isLast: false };
      }
      return null;
    }
    default:
      return null;
  }
}

/** Alignment in the type of a pointer to a field at `offset` of the extern struct type `struct`. */
function fieldAlignment(pool: InternPool, struct: Index, offset: number, type: Index): number {
  const own = abiAlign(pool, struct);
  const alignment = offset === 0 ? own : Math.min(own, offset & -offset);
  return alignment === abiAlign(pool, type) ? 0 : alignment;
}

/** What goes by a name in the linked program, and has no declaration. */
function externPlace(pool: InternPool, value: Index): Place {
  const isConst = (variableFlags(pool, value) & VariableFlag.const) !== 0;
  const child = typeOf(pool, value);
  return { text: pool.text(externName(pool, value)), child, isConst, alignment: ANY_ALIGNMENT };
}

function basePlace(pool: InternPool, info: PtrValueInfo, depth: number, memory: ValueMemory, root: Root | null): Place {
  switch (info.tag) {
    case ItemTag.ptr_decl: {
      const decl = info.base as DeclIndex;
      const isConst = !pool.decls.isVar(decl);
      const text = qualifiedName(pool, decl);
      return { text, child: pool.decls.typeOf(decl), isConst, alignment: pool.decls.alignmentOf(decl) };
    }
    case ItemTag.ptr_uav:
    case ItemTag.ptr_comptime_field:
      if (root !== null) return namedPlace(root.name, typeOf(pool, info.base as Index), true);
      if (pool.tag(info.base as Index) === ItemTag.extern) return externPlace(pool, info.base as Index);
      return valuePlace(pool, info.base as Index, true, depth, memory);
    case ItemTag.ptr_comptime_alloc: {
      if (root !== null) return namedPlace(root.name, root.child, false);
      const value = memory(info.base);
      if (value !== NO_INDEX) return valuePlace(pool, value, false, depth, memory);
      return { text: '(comptime memory)', child: NO_INDEX, isConst: false, alignment: ANY_ALIGNMENT };
    }
    case ItemTag.ptr_int:
      throw new InternalFault('a pointer without a base');
  }
  const pointer = printDerived(pool, ptrValueInfo(pool, info.base as Index), depth, memory, root);
  const isPlace = pointer.startsWith('&');
  const text = isPlace ? pointer.slice(1) : pointer;
  const aggregate = ptrChild(pool, typeOf(pool, info.base as Index));
  const part = { isConst: false, alignment: ANY_ALIGNMENT };
  switch (info.tag) {
    case ItemTag.ptr_eu_payload:
      return {
        text: `(${isPlace ? text : `${text}.*`} catch unreachable)`,
        child: errorUnionPayload(pool, aggregate),
        ...part,
      };
    case ItemTag.ptr_opt_payload:
      return { text: `${isPlace ? text : `${text}.*`}.?`, child: childType(pool, aggregate), ...part };
    case ItemTag.ptr_arr_elem: {
      const isIndexed = pool.tag(aggregate) === ItemTag.type_array || pool.tag(aggregate) === ItemTag.type_vector;
      const child = isIndexed ? childType(pool, aggregate) : aggregate;
      return { text: `${text}[${info.index}]`, child, ...part };
    }
    case ItemTag.ptr_field:
      return {
        text: `${text}${fieldSuffix(pool, aggregate, info.index)}`,
        child: partType(pool, aggregate, info.index),
        ...part,
      };
  }
}

function namedPlace(text: string, child: Index, isConst: boolean): Place {
  return { text, child, isConst, alignment: ANY_ALIGNMENT };
}

function valuePlace(pool: InternPool, value: Index, isConst: boolean, depth: number, memory: ValueMemory): Place {
  const child = typeOf(pool, value);
  const text = depth === 0 ? '...' : printValue(pool, value, depth - 1, memory);
  return { text: `@as(${printType(pool, child)}, ${text})`, child, isConst, alignment: 0 };
}

function fieldSuffix(pool: InternPool, aggregate: Index, index: number): string {
  if (isPtr(pool, aggregate) && isSlice(pool, aggregate)) return index === 0 ? '.ptr' : '.len';
  const name = fieldName(pool, aggregate, index);
  return name === NO_STRING ? `[${index}]` : `.${pool.text(name)}`;
}

/** Type of a field, or of the pointer (0) or length of a slice. */
function partType(pool: InternPool, aggregate: Index, index: number): Index {
  if (!isPtr(pool, aggregate)) return fieldType(pool, aggregate, index);
  return index === 0 ? slicePtrType(pool, aggregate) : Ty.usize;
}
