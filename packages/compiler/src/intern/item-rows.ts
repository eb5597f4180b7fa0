import { RowKind, type Visit } from '../util/rows.ts';
import { visitContainerRows } from './containers.ts';
import { ItemTag } from './item.ts';

/** Has `visit` see every row that the words `start` .. `end`-1 of an item with `tag` name, and puts what it returns in its place. */
export function visitItemRows(tag: ItemTag, words: Uint32Array, start: number, end: number, visit: Visit): void {
  const put = (kind: RowKind, at: number): void => {
    words[at] = visit(kind, words[at]!);
  };
  const items = (...places: number[]): void => {
    for (const place of places) put(RowKind.item, start + place);
  };
  const itemsFrom = (place: number): void => {
    for (let at = start + place; at < end; at++) put(RowKind.item, at);
  };
  switch (tag) {
    case ItemTag.reserved:
    case ItemTag.type_simple:
    case ItemTag.type_int:
    case ItemTag.simple_value:
      return;
    case ItemTag.type_pointer:
      return items(0, 2);
    case ItemTag.type_array:
      return items(2, 3);
    case ItemTag.type_vector:
      return items(1);
    case ItemTag.type_error_set:
      for (let at = start; at < end; at++) put(RowKind.string, at);
      return;
    case ItemTag.type_inferred_error_set:
      put(RowKind.item, start);
      return put(words[start + 1] === 0 ? RowKind.decl : RowKind.item, start + 2);
    case ItemTag.type_func:
      items(0, 2);
      return itemsFrom(6);
    case ItemTag.type_struct:
    case ItemTag.type_union:
    case ItemTag.type_enum:
    case ItemTag.type_opaque:
      return visitContainerRows(tag, words, start, end, visit);
    case ItemTag.undef:
    case ItemTag.type_optional:
    case ItemTag.type_anyframe:
    case ItemTag.int_u32:
    case ItemTag.int_negative_u32:
    case ItemTag.int_positive:
    case ItemTag.int_negative:
    case ItemTag.float:
    case ItemTag.opt_null:
    case ItemTag.ptr_comptime_alloc:
    case ItemTag.ptr_int:
      return items(0);
    case ItemTag.err:
    case ItemTag.error_union_error:
    case ItemTag.aggregate_bytes:
      items(0);
      return put(RowKind.string, start + 1);
    case ItemTag.enum_literal:
      return put(RowKind.string, start);
    case ItemTag.type_error_union:
    case ItemTag.error_union_payload:
    case ItemTag.enum_tag:
    case ItemTag.ptr_comptime_field:
    case ItemTag.ptr_eu_payload:
    case ItemTag.ptr_opt_payload:
    case ItemTag.ptr_field:
    case ItemTag.ptr_arr_elem:
    case ItemTag.opt_some:
    case ItemTag.aggregate_repeated:
    case ItemTag.func_coerced:
      return items(0, 1);
    case ItemTag.ptr_uav:
    case ItemTag.slice:
    case ItemTag.union_value:
      return items(0, 1, 2);
    case ItemTag.type_tuple:
    case ItemTag.aggregate_elems:
    case ItemTag.instance_key:
    case ItemTag.memoized_call:
      return itemsFrom(0);
    case ItemTag.ptr_decl:
      items(0);
      return put(RowKind.decl, start + 1);
    case ItemTag.variable:
      items(0, 2);
      return put(RowKind.decl, start + 1);
    case ItemTag.extern:
      items(0);
      put(RowKind.decl, start + 1);
      put(RowKind.string, start + 2);
      return put(RowKind.string, start + 3);
    case ItemTag.func_decl:
      put(RowKind.func, start);
      items(1);
      return put(RowKind.decl, start + 2);
    case ItemTag.func_instance:
      put(RowKind.func, start);
      return items(1, 2);
    default:
      tag satisfies never;
  }
}
