import type { AirRef } from '../../air/air.ts';
import { ContainerFlag, Layout } from '../../intern/container-table.ts';
import { type ContainerTag, reifiedContainer } from '../../intern/containers.ts';
import { type Index, NO_INDEX } from '../../intern/ids.ts';
import { ItemTag } from '../../intern/item.ts';
import { Ty, Val } from '../../intern/known.ts';
import { optPayload } from '../../intern/values.ts';
import type { NameStrategy } from '../../zir/block.ts';
import { ComptimeReason } from '../../zir/comptime-reason.ts';
import { Extended } from '../../zir/inst.ts';
import { Ref, type ZirIndex } from '../../zir/ref.ts';
import type { Block } from '../core/block.ts';
import { checkComptimeVarReference } from '../core/comptime-var-refs.ts';
import { builtinDecl } from '../core/facts.ts';
import type { Handlers } from '../core/handlers.ts';
import type { Sema } from '../core/sema.ts';
import { hasSafetyTag, nameContainer } from '../declarations/containers.ts';
import { structField } from '../values/comptime-values.ts';
import { NAMES_TYPE, Reify, tagText } from './reify-args.ts';

/** Places of the arguments of `@Struct` and `@Union`. */
const LAYOUT_ARG = 0;
const INT_ARG = 1;
const NAMES_ARG = 2;
const TYPES_ARG = 3;
const ATTRS_ARG = 4;

const OPTIONAL_TYPE = Ref.optional_type_type as number as Index;

/**
 * The container that this builtin makes: the same as before where the words, which say all about it, are. Whether they make a type that can be is
 * found when its layout is asked for.
 */
function reified(
  r: Reify,
  tag: ContainerTag,
  words: readonly number[],
  prefix: string,
  layout = Layout.auto,
  isTagged = false,
): AirRef {
  const { sema, block, inst } = r;
  const flags = isTagged ? ContainerFlag.tagged : 0;
  const ty = reifiedContainer(sema.pool, tag, block.frame.chunk, inst, words, layout, flags);
  const isSafetyTagged = tag === ItemTag.type_union && !isTagged && hasSafetyTag(sema, block, layout);
  nameContainer(sema, block, inst, ty, (block.frame.a[inst]! >>> 16) as NameStrategy, prefix, false, isSafetyTagged);
  return ty as number as AirRef;
}

function layoutArg(r: Reify): Layout {
  return Layout[tagText(r.sema, r.libraryArg(LAYOUT_ARG, 'Type.ContainerLayout')) as keyof typeof Layout];
}

function fieldAlignment(r: Reify, attrs: Index, layout: Layout, container: 'struct' | 'union'): number {
  const align = structField(r.sema, attrs, 'align');
  if (layout === Layout.packed && optPayload(r.sema.pool, align) !== NO_INDEX)
    r.sema.fail(r.block, r.argSrc(ATTRS_ARG), `packed ${container} fields cannot be aligned`);
  return r.alignment(ATTRS_ARG, align);
}

/** What the fields of `@Struct` or `@Union` are given as; their names are still to be read. `reasons`: why each must be known. */
function fieldArgs(
  r: Reify,
  attrsName: string,
  reasons: { readonly names: ComptimeReason; readonly types: ComptimeReason; readonly attrs: ComptimeReason },
): { readonly texts: readonly Index[]; readonly types: readonly Index[]; readonly allAttrs: readonly Index[] } {
  const texts = r.elems(NAMES_ARG, NAMES_TYPE, reasons.names);
  const types = r.elemsOf(TYPES_ARG, texts.length, Ty.type, reasons.types);
  const attrsTy = builtinDecl(r.sema, r.block, r.argSrc(ATTRS_ARG), attrsName);
  const allAttrs = r.elemsOf(ATTRS_ARG, texts.length, attrsTy, reasons.attrs);
  r.checkDefined(ATTRS_ARG, allAttrs);
  r.checkDefined(TYPES_ARG, types);
  return { texts, types, allAttrs };
}

function zirReifyStruct(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const r = new Reify(sema, block, inst);
  const pool = sema.pool;
  const layout = layoutArg(r);
  const backing = optPayload(pool, r.arg(INT_ARG, OPTIONAL_TYPE));
  const { texts, types, allAttrs } = fieldArgs(r, 'Type.StructField.Attributes', {
    names: ComptimeReason.struct_field_names,
    types: ComptimeReason.struct_field_types,
    attrs: ComptimeReason.struct_field_attrs,
  });
  if (layout !== Layout.packed && backing !== NO_INDEX)
    sema.fail(block, r.argSrc(INT_ARG), 'non-packed struct does not support backing integer type');
  const words: number[] = [layout, backing];
  for (const [i, attrs] of allAttrs.entries()) {
    const name = r.text(NAMES_ARG, texts[i]!, ComptimeReason.struct_field_names);
    const type = types[i]!;
    const isComptime = structField(sema, attrs, 'comptime') === Val.true;
    const value = r.pointee(ATTRS_ARG, structField(sema, attrs, 'default_value_ptr'), type);
    if (value !== NO_INDEX)
      checkComptimeVarReference(sema, block, r.argSrc(ATTRS_ARG), value, 'field default value', pool.text(name));
    if (isComptime && value === NO_INDEX)
      sema.fail(block, r.argSrc(ATTRS_ARG), 'comptime field without default initialization value');
    if (isComptime && layout !== Layout.auto)
      sema.fail(block, r.argSrc(ATTRS_ARG), `${Layout[layout]} struct fields cannot be marked comptime`);
    words.push(name, type, value, fieldAlignment(r, attrs, layout, 'struct'), isComptime ? 1 : 0);
  }
  return reified(r, ItemTag.type_struct, words, 'struct', layout);
}

function zirReifyUnion(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const r = new Reify(sema, block, inst);
  const pool = sema.pool;
  const layout = layoutArg(r);
  const arg = optPayload(pool, r.arg(INT_ARG, OPTIONAL_TYPE));
  const { texts, types, allAttrs } = fieldArgs(r, 'Type.UnionField.Attributes', {
    names: ComptimeReason.union_field_names,
    types: ComptimeReason.union_field_types,
    attrs: ComptimeReason.union_field_attrs,
  });
  if (layout === Layout.extern && arg !== NO_INDEX)
    sema.fail(block, r.argSrc(INT_ARG), 'extern union does not support enum tag type');
  const words: number[] = [layout, arg];
  for (const [i, attrs] of allAttrs.entries()) {
    const name = r.text(NAMES_ARG, texts[i]!, ComptimeReason.union_field_names);
    words.push(name, types[i]!, fieldAlignment(r, attrs, layout, 'union'));
  }
  const isTagged = layout === Layout.auto && arg !== NO_INDEX;
  return reified(r, ItemTag.type_union, words, 'union', layout, isTagged);
}

function zirReifyEnum(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const r = new Reify(sema, block, inst);
  const intTy = r.arg(0, Ty.type);
  const isOpen = tagText(sema, r.libraryArg(1, 'Type.Enum.Mode')) === 'nonexhaustive';
  const texts = r.elems(NAMES_ARG, NAMES_TYPE, ComptimeReason.enum_field_names);
  const values = r.elemsOf(TYPES_ARG, texts.length, intTy, ComptimeReason.enum_field_values);
  r.checkDefined(TYPES_ARG, values);
  const words: number[] = [intTy, isOpen ? 1 : 0];
  for (const [i, value] of values.entries())
    words.push(r.text(NAMES_ARG, texts[i]!, ComptimeReason.enum_field_names), value);
  return reified(r, ItemTag.type_enum, words, 'enum');
}

export const reifyContainerHandlers: Handlers = {
  extended: {
    [Extended.reify_struct]: zirReifyStruct,
    [Extended.reify_union]: zirReifyUnion,
    [Extended.reify_enum]: zirReifyEnum,
  },
};
