import { RowKind, type Visit } from '../util/rows.ts';
import { type ContainerTag, visitContainerRows } from './containers.ts';
import { ItemTag } from './item.ts';

/** What the words of an item are: of which tables they name rows, null for none. */
interface ItemWords {
  readonly first: readonly (RowKind | null)[];
  /** What all words behind `first` are. */
  readonly rest: RowKind | null;
}

const { item, string, decl, func } = RowKind;

function words(...first: (RowKind | null)[]): ItemWords {
  return { first, rest: null };
}

function listOf(rest: RowKind, ...first: (RowKind | null)[]): ItemWords {
  return { first, rest };
}

/** As the brackets of `ItemTag` say. What a word is may follow from others: then a function looks through them. */
const WORDS: Readonly<Record<ItemTag, ItemWords | 'container' | 'inferred error set'>> = {
  [ItemTag.reserved]: words(),
  [ItemTag.type_simple]: words(),
  [ItemTag.type_int]: words(),
  [ItemTag.type_pointer]: words(item, null, item),
  [ItemTag.type_array]: words(null, null, item, item),
  [ItemTag.type_vector]: words(null, item),
  [ItemTag.type_optional]: words(item),
  [ItemTag.type_error_union]: words(item, item),
  [ItemTag.type_error_set]: listOf(string),
  [ItemTag.type_inferred_error_set]: 'inferred error set',
  [ItemTag.type_tuple]: listOf(item),
  [ItemTag.type_func]: listOf(item, item, null, item, null, null, null),
  [ItemTag.type_anyframe]: words(item),
  [ItemTag.type_struct]: 'container',
  [ItemTag.type_union]: 'container',
  [ItemTag.type_enum]: 'container',
  [ItemTag.type_opaque]: 'container',
  [ItemTag.undef]: words(item),
  [ItemTag.simple_value]: words(),
  [ItemTag.int_u32]: words(item),
  [ItemTag.int_negative_u32]: words(item),
  [ItemTag.int_positive]: words(item),
  [ItemTag.int_negative]: words(item),
  [ItemTag.float]: words(item),
  [ItemTag.err]: words(item, string),
  [ItemTag.error_union_error]: words(item, string),
  [ItemTag.error_union_payload]: words(item, item),
  [ItemTag.enum_literal]: words(string),
  [ItemTag.enum_tag]: words(item, item),
  [ItemTag.ptr_decl]: words(item, decl),
  [ItemTag.ptr_uav]: words(item, item, item),
  [ItemTag.ptr_comptime_alloc]: words(item),
  [ItemTag.ptr_comptime_field]: words(item, item),
  [ItemTag.ptr_int]: words(item),
  [ItemTag.ptr_eu_payload]: words(item, item),
  [ItemTag.ptr_opt_payload]: words(item, item),
  [ItemTag.ptr_field]: words(item, item),
  [ItemTag.ptr_arr_elem]: words(item, item),
  [ItemTag.slice]: words(item, item, item),
  [ItemTag.opt_some]: words(item, item),
  [ItemTag.opt_null]: words(item),
  [ItemTag.aggregate_bytes]: words(item, string),
  [ItemTag.aggregate_elems]: listOf(item),
  [ItemTag.aggregate_repeated]: words(item, item),
  [ItemTag.union_value]: words(item, item, item),
  [ItemTag.variable]: words(item, decl, item),
  [ItemTag.extern]: words(item, decl, string, string),
  [ItemTag.func_decl]: words(func, item, decl),
  [ItemTag.func_instance]: words(func, item, item),
  [ItemTag.func_coerced]: words(item, item),
  [ItemTag.instance_key]: listOf(item),
  [ItemTag.memoized_call]: listOf(item),
};

/** Has `visit` see every row that the words `start` .. `end`-1 of an item with `tag` name, and puts what it returns in its place. */
export function visitItemRows(tag: ItemTag, data: Uint32Array, start: number, end: number, visit: Visit): void {
  const known = WORDS[tag];
  if (known === 'container') return visitContainerRows(tag as ContainerTag, data, start, end, visit);
  if (known === 'inferred error set') return visitInferredErrorSet(data, start, visit);
  const { first, rest } = known;
  for (let i = 0; i < first.length; i++) {
    const kind = first[i];
    if (kind !== null) data[start + i] = visit(kind, data[start + i]);
  }
  if (rest === null) return;
  for (let at = start + first.length; at < end; at++) data[at] = visit(rest, data[at]);
}

function visitInferredErrorSet(data: Uint32Array, start: number, visit: Visit): void {
  data[start] = visit(item, data[start]);
  const isOfInstance = data[start + 1] !== 0;
  data[start + 2] = visit(isOfInstance ? item : decl, data[start + 2]);
}
