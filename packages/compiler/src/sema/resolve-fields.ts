import type { AirRef } from '../air/air.ts';
import { ContainerFlag, ContainerStatus, type FieldKey, Layout } from '../intern/container-table.ts';
import { containerOf, setContainerFields } from '../intern/containers.ts';
import { type Index, NO_INDEX } from '../intern/ids.ts';
import { ItemTag } from '../intern/item.ts';
import { Ty } from '../intern/known.ts';
import { printType } from '../intern/print-type.ts';
import { TypeKind, typeKind } from '../intern/types.ts';
import { REF_NONE } from '../zir/ref.ts';
import { DECL_BLOCK } from '../zir/zir.ts';
import type { Block } from './block.ts';
import { resolveInlineBody } from './body.ts';
import { type Body, containerCode, structFields } from './container-zir.ts';
import { type ErrorNote, GENERIC_POISON } from './errors.ts';
import { explainNotExtern, explainNotPacked, validateExternType, validatePackedType } from './extern-types.ts';
import { analyzeAsAlign, analyzeAsType, resolveType } from './operands.ts';
import { resolveEnumFields } from './resolve-enum.ts';
import { resolveUnionFields } from './resolve-union.ts';
import type { Sema } from './sema.ts';
import { type Src, SrcPart, sub } from './src-loc.ts';
import { frameString } from './strings.ts';
import { forgetAssumedAlign } from './type-align.ts';
import { addDeclaredHere, CONTAINER_SRC, isReified } from './type-notes.ts';

/**
 * Works out the fields of the container type `ty`: names, types, alignments; tag type and tag values. Returns whether anything
 * is not as it was. Defaults (`resolve-defaults.ts`) and layout (`resolve-layout.ts`) are other units: they may ask for what
 * is worked out here.
 */
export function resolveTypeFields(sema: Sema, ty: Index): boolean {
  const pool = sema.pool;
  // What a type made by an instruction has for fields is part of its identity.
  if (isReified(sema, ty)) return false;
  forgetAssumedAlign(sema, ty);
  switch (pool.tag(ty)) {
    case ItemTag.type_struct:
      return resolveStructFields(sema, ty);
    case ItemTag.type_union:
      return resolveUnionFields(sema, ty);
    case ItemTag.type_enum:
      return resolveEnumFields(sema, ty);
    default:
      return false;
  }
}

/**
 * Sets the fields of `ty`; where they are what they were, what was known of the layout and of a struct's defaults still is.
 * `layout`, `tagTy` and `fields` are as `setContainerFields` takes them.
 */
export function replaceFields(
  sema: Sema,
  ty: Index,
  layout: Layout,
  tagTy: Index,
  fields: readonly FieldKey[],
): boolean {
  const { pool } = sema;
  const containers = pool.containers;
  const container = containerOf(pool, ty);
  const status = containers.status.data[container];
  const backing = containers.tagType.data[container];
  const isStruct = pool.tag(ty) === ItemTag.type_struct;
  // Defaults are not part of what is compared here: their own unit sets them.
  const start = containers.fieldsStart.data[container];
  const end = start + containers.fieldsLen.data[container];
  const defaults = isStruct ? containers.fieldValue.data.slice(start, end) : null;
  if (isStruct) containers.fieldValue.data.fill(NO_INDEX, start, end);
  const changed = setContainerFields(pool, ty, layout, tagTy, fields);
  if (changed && status !== ContainerStatus.unresolved) forgetClassification(sema);
  if (!changed) {
    if (defaults !== null) containers.fieldValue.data.set(defaults, start);
    if (status === ContainerStatus.layout) containers.status.data[container] = status;
    if (layout === Layout.packed && isStruct) containers.tagType.data[container] = backing;
  }
  return changed;
}

/** What the pool has found out of containers may rest on the fields of others, one of which has changed. */
function forgetClassification(sema: Sema): void {
  const { containers } = sema.pool;
  const known = ContainerFlag.comptimeOnly | ContainerFlag.comptimeOnlyKnown;
  for (let i = 0; i < containers.length; i++) containers.flags.data[i] &= ~known;
}

/** Bits of `small` of `struct_decl`. */
const STRUCT_LAYOUT_SHIFT = 8;

function resolveStructFields(sema: Sema, ty: Index): boolean {
  const pool = sema.pool;
  const code = containerCode(sema, ty);
  const { block } = code;
  const layout: Layout = (code.small >>> STRUCT_LAYOUT_SHIFT) & 3;
  const fields: FieldKey[] = [];
  let i = 0;
  for (const field of structFields(code)) {
    const typeSrc = sub(CONTAINER_SRC, SrcPart.container_field_type, i);
    const fieldTy =
      field.typeRef !== REF_NONE
        ? resolveType(sema, block, typeSrc, field.typeRef)
        : analyzeAsType(sema, block, typeSrc, evaluateBody(sema, block, field.type));
    if (fieldTy === Ty.genericPoison) throw GENERIC_POISON;
    checkFieldType(sema, block, typeSrc, fieldTy, layout, 'struct');
    let alignment = 0;
    if (field.align.len > 0) {
      const alignSrc = sub(CONTAINER_SRC, SrcPart.container_field_align, i);
      alignment = analyzeAsAlign(sema, block, alignSrc, evaluateBody(sema, block, field.align));
    }
    fields.push({
      name: frameString(pool, block.frame, field.name),
      type: fieldTy,
      value: NO_INDEX,
      alignment,
      isComptime: field.isComptime,
    });
    i++;
  }
  return replaceFields(sema, ty, layout, NO_INDEX, fields);
}

/** The result of an expression body of a container's chunk. */
export function evaluateBody(sema: Sema, block: Block, body: Body): AirRef {
  return resolveInlineBody(sema, block, body.start, body.len, DECL_BLOCK);
}

/** Fails if a struct or union with `layout` cannot have a field of type `ty`. */
export function checkFieldType(
  sema: Sema,
  block: Block,
  src: Src,
  ty: Index,
  layout: Layout,
  container: 'struct' | 'union',
): void {
  const pool = sema.pool;
  const kind = typeKind(pool, ty);
  const notes: ErrorNote[] = [];
  if (kind === TypeKind.opaque) {
    addDeclaredHere(sema, ty, notes);
    const message = `opaque types have unknown size and therefore cannot be directly embedded in ${container}s`;
    sema.fail(block, src, message, notes);
  }
  if (kind === TypeKind.noreturn && container === 'struct') {
    addDeclaredHere(sema, ty, notes);
    sema.fail(block, src, `struct fields cannot be 'noreturn'`, notes);
  }
  const position = container === 'struct' ? 'struct_field' : 'union_field';
  if (layout === Layout.extern && !validateExternType(sema, block, src, ty, position)) {
    explainNotExtern(sema, block, src, ty, position, notes);
    addDeclaredHere(sema, ty, notes);
    sema.fail(block, src, `extern ${container}s cannot contain fields of type '${printType(pool, ty)}'`, notes);
  }
  if (layout === Layout.packed && !validatePackedType(sema, block, src, ty)) {
    explainNotPacked(sema, block, src, ty, notes);
    addDeclaredHere(sema, ty, notes);
    sema.fail(block, src, `packed ${container}s cannot contain fields of type '${printType(pool, ty)}'`, notes);
  }
}
