import { hashWords } from '../util/map.ts';
import { containerOf, generatedTagOwner } from './containers.ts';
import { funcComptimeArgs, funcGenericOwner, funcOwnerDecl, instanceParamTypes } from './functions.ts';
import { type DeclIndex, type Index, NO_INDEX, NO_NAMESPACE, type StringIndex } from './ids.ts';
import { ItemTag } from './item.ts';
import type { InternPool } from './pool.ts';
import { printType } from './print-type.ts';
import { printValue } from './print-value.ts';
import { ptrValueInfo } from './ptr-values.ts';
import { isType } from './types.ts';
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

/** What a struct, union, enum or opaque type is called, such as `main.List(u32)`. */
export function containerName(pool: InternPool, ty: Index): string {
  const union = generatedTagOwner(pool, ty);
  if (union !== NO_INDEX) return `@typeInfo(${containerName(pool, union)}).@"union".tag_type.?`;
  return pool.text(pool.containers.nameOf(containerOf(pool, ty)));
}

/** What a declaration is called with all that it is in, such as `main.List(u32).append`. */
export function qualifiedName(pool: InternPool, decl: DeclIndex): string {
  if (pool.decls.isInstance(decl)) return qualifiedName(pool, genericDecl(pool, decl)) + instanceSuffix(pool, decl);
  const name = pool.text(pool.decls.memberName(decl));
  const namespace = pool.decls.namespaceOf(decl);
  return namespace === NO_NAMESPACE ? name : `${containerName(pool, pool.namespaces.ownerOf(namespace))}.${name}`;
}

/** What a declaration is called by itself, such as `append`; nothing for a `comptime` block. */
export function declName(pool: InternPool, decl: DeclIndex): string {
  if (pool.decls.isInstance(decl)) return declName(pool, genericDecl(pool, decl)) + instanceSuffix(pool, decl);
  return pool.text(pool.decls.nameOf(decl));
}

/** The declaration of the generic function that `decl` is an instance of. */
function genericDecl(pool: InternPool, decl: DeclIndex): DeclIndex {
  return funcOwnerDecl(pool, funcGenericOwner(pool, pool.decls.valueOf(decl)));
}

/**
 * Instances of a generic function are called `f__anon_<number>`. The number is made from what their arguments are (`valueKey`): it must not depend on
 * which instances were made before.
 */
function instanceSuffix(pool: InternPool, decl: DeclIndex): string {
  let hash = 0;
  for (const [i, text] of instanceArgs(pool, pool.decls.valueOf(decl), valueKey).entries()) {
    for (let c = 0; c < text.length; c++) hash = hashWords(hash, text.charCodeAt(c));
    hash = hashWords(hash, i);
  }
  return `__anon_${hash % 100000}`;
}

/** What the arguments are called that an instance of a generic function is made for: its comptime arguments, and the types of the others. */
export function instanceArgNames(pool: InternPool, instance: Index): string[] {
  return instanceArgs(pool, instance, printValue);
}

function instanceArgs(pool: InternPool, instance: Index, textOf: (pool: InternPool, value: Index) => string): string[] {
  const types = instanceParamTypes(pool, instance);
  return funcComptimeArgs(pool, instance).map((value, i) => textOf(pool, value === NO_INDEX ? types[i] : value));
}

/** How deep values within values are looked at, and how many of one. What is beyond that tells none apart. */
const MAX_DEPTH = 4;
const MAX_ELEMS = 100;

/**
 * A text by which the value is told from others where names are made of values. Unlike what messages show (`printValue`) it is made of numbers and of names
 * of types and declarations alone: not of fields, nor of what is declared under these names, nor of layouts.
 */
function valueKey(pool: InternPool, value: Index, depth = MAX_DEPTH): string {
  if (isType(pool, value)) return printType(pool, value);
  if (depth === 0) return '...';
  const inner = (one: number): string => valueKey(pool, one as Index, depth - 1);
  const tag = pool.tag(value);
  switch (tag) {
    case ItemTag.simple_value:
      return `${value}`;
    case ItemTag.int_u32:
    case ItemTag.int_negative_u32:
    case ItemTag.int_positive:
    case ItemTag.int_negative:
      return intBig(pool, value).toString(36);
    case ItemTag.enum_literal:
      return `.${pool.text(pool.word(value, 0) as StringIndex)}`;
    case ItemTag.func_decl:
    case ItemTag.func_instance:
    case ItemTag.func_coerced:
      return qualifiedName(pool, funcOwnerDecl(pool, value));
    default:
      return `${printType(pool, typeOf(pool, value))} ${tag}${partsKey(pool, value, inner)}`;
  }
}

/** What the value of a type is told by from others of the same sort. `inner` gives the key of a part of it. */
function partsKey(pool: InternPool, value: Index, inner: (part: number) => string): string {
  switch (pool.tag(value)) {
    case ItemTag.undef:
    case ItemTag.opt_null:
    case ItemTag.variable:
      return '';
    case ItemTag.float:
      return floatValueBits(pool, value).toString(36);
    case ItemTag.err:
    case ItemTag.error_union_error:
      return pool.text(errName(pool, value));
    case ItemTag.error_union_payload:
    case ItemTag.opt_some:
      return inner(pool.word(value, 1));
    case ItemTag.enum_tag:
      return inner(enumTagInt(pool, value));
    case ItemTag.slice:
      return `${inner(slicePtr(pool, value))}:${inner(sliceLen(pool, value))}`;
    case ItemTag.aggregate_bytes:
      return pool.text(pool.word(value, 1) as StringIndex);
    case ItemTag.aggregate_repeated:
      return inner(pool.word(value, 1));
    case ItemTag.aggregate_elems: {
      const elems = Math.min(pool.wordsLen(value) - 1, MAX_ELEMS);
      return Array.from({ length: elems }, (_, i) => inner(aggregateElem(pool, value, i))).join();
    }
    case ItemTag.union_value: {
      const tag = pool.word(value, 1);
      return `${tag === NO_INDEX ? '' : inner(tag)}:${inner(pool.word(value, 2))}`;
    }
    case ItemTag.extern:
      return pool.text(externName(pool, value));
    default:
      return pointerKey(pool, value, inner);
  }
}

function pointerKey(pool: InternPool, pointer: Index, inner: (part: number) => string): string {
  const { tag, base, index, offset } = ptrValueInfo(pool, pointer);
  switch (tag) {
    case ItemTag.ptr_decl:
      return `${qualifiedName(pool, base as DeclIndex)}+${offset}`;
    case ItemTag.ptr_int:
    case ItemTag.ptr_comptime_alloc:
      // The number of an allocation says in which order its unit made them.
      return `${offset}`;
    case ItemTag.ptr_field:
    case ItemTag.ptr_arr_elem:
      return `${inner(base)}:${index}+${offset}`;
    default:
      return `${inner(base)}+${offset}`;
  }
}
