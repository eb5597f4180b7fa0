import { ContainerFlag, type FieldKey, Layout } from '../../intern/container-table.ts';
import {
  containerLayout,
  containerOf,
  fieldIndex,
  fieldName,
  fieldsLen,
  generatedTagType,
  reifiedInfo,
} from '../../intern/containers.ts';
import { type Index, NO_INDEX, type StringIndex } from '../../intern/ids.ts';
import { ItemTag } from '../../intern/item.ts';
import { bitSize } from '../../intern/layout.ts';
import { printType } from '../../intern/print-type.ts';
import { intBits, isIntType } from '../../intern/types.ts';
import type { ErrorNote } from '../../query/errors.ts';
import { SrcPart } from '../../query/src.ts';
import { ComptimeReason } from '../../zir/comptime-reason.ts';
import { UnionKind, UnionSmall } from '../../zir/container-small.ts';
import { resolveLayout } from '../core/facts.ts';
import type { Sema } from '../core/sema.ts';
import { addDeclaredHere, addFieldNote, failWithType, typePartSrc } from '../types/type-notes.ts';
import { checkField } from './field-checks.ts';
import { TypeInProgress } from './type-in-progress.ts';

/** Place of the tag or backing integer type in what `@Union` was given. */
const ARG_INFO = 1;

/** Works out fields, tag type and layout of the union type `ty`. Returns whether anything is not as it was. */
export function resolveUnion(sema: Sema, ty: Index): boolean {
  const { pool } = sema;
  const t = new TypeInProgress(sema, ty);
  const { block, code } = t;
  const layout = containerLayout(pool, ty);
  const given = code === null ? t.fields() : null;
  const names = given === null ? code!.fields.map((field) => field.name) : given.map((field) => field.name);
  const writtenTag = code === null && layout === Layout.auto ? (reifiedInfo(pool, ty, ARG_INFO) as Index) : NO_INDEX;
  // Where there is a tag type, names that are there twice do not match that.
  if (given !== null && writtenTag === NO_INDEX) t.checkNames('union', given);
  if (names.length === 0 && layout !== Layout.auto)
    sema.fail(block, t.typeSrc, `${Layout[layout]} union has no fields`);
  const tagType = enumTagType(t, names, writtenTag);
  const fields = given ?? t.fields();
  for (const [i, field] of fields.entries()) {
    resolveLayout(sema, block, t.src(SrcPart.container_field_type, i), field.type, 'field declared');
    checkField(t, layout, 'union', field, i);
  }
  const isExplicit = layout === Layout.packed && checkWidths(t, fields);
  // Whoever makes the type says whether it has a tag for safety checks.
  pool.containers.has(containerOf(pool, ty), ContainerFlag.safetyTagged);
  const changed = sema.products.setLayout(pool, ty, { layout, tagType, fields, isExplicit });
  if (layout !== Layout.packed) t.checkSize('union');
  return changed;
}

/** The enum type that is the tag of the union, its layout known: `given` if there is one, the written one, or one made for it. */
function enumTagType(t: TypeInProgress, names: readonly StringIndex[], given: Index): Index {
  const { sema, ty, block, code } = t;
  const { pool } = sema;
  const src = t.src(SrcPart.container_tag_type);
  const reason = 'backing enum type declared';
  let written = given;
  if (code !== null && ((code.small >>> UnionSmall.kind_shift) & 7) === UnionKind.tagged_explicit)
    written = t.evaluateType(code.arg, src, ComptimeReason.union_enum_tag_type);
  if (written === NO_INDEX) {
    const tagTy = generatedTagType(pool, ty);
    resolveLayout(sema, block, src, tagTy, reason);
    return tagTy;
  }
  if (pool.tag(written) !== ItemTag.type_enum) failWithType(sema, block, src, 'expected enum tag type, found', written);
  resolveLayout(sema, block, src, written, reason);
  matchTags(t, written, names);
  return written;
}

/** Fails if the fields of the union are not called as the tags of `enumTy`, in their order. */
function matchTags(t: TypeInProgress, enumTy: Index, names: readonly StringIndex[]): void {
  const { sema, block } = t;
  const { pool } = sema;
  for (const [i, name] of names.entries()) {
    if (fieldIndex(pool, enumTy, name) >= 0) continue;
    const notes: ErrorNote[] = [];
    addDeclaredHere(sema, enumTy, notes);
    const text = `no field named '${pool.text(name)}' in enum '${printType(pool, enumTy)}'`;
    sema.fail(block, t.src(SrcPart.container_field_name, i), text, notes);
  }
  const len = fieldsLen(pool, enumTy);
  for (let tag = 0; tag < len; tag++) {
    if (names.includes(fieldName(pool, enumTy, tag))) continue;
    const notes: ErrorNote[] = [];
    addFieldNote(sema, enumTy, tag, 'enum field here', notes);
    const text = `enum field '${pool.text(fieldName(pool, enumTy, tag))}' missing from union`;
    sema.fail(block, t.typeSrc, text, notes);
  }
  for (let tag = 0; tag < len; tag++) {
    const i = names.lastIndexOf(fieldName(pool, enumTy, tag));
    if (i === tag) continue;
    const name = pool.text(names[i]!);
    const place = typePartSrc(sema, t.ty, SrcPart.container_field_name, i);
    const notes: ErrorNote[] = [{ ...place, message: `union field '${name}' is index ${i}` }];
    addFieldNote(sema, enumTy, tag, `enum field '${name}' is index ${tag}`, notes);
    sema.fail(block, t.typeSrc, 'union field order does not match tag enum field order', notes);
  }
}

/** Fails if the fields of a packed union are not all as wide as its backing integer, or as each other. Returns whether that was written. */
function checkWidths(t: TypeInProgress, fields: readonly FieldKey[]): boolean {
  const { sema, ty, block, code } = t;
  const { pool } = sema;
  const argSrc = t.src(SrcPart.container_tag_type);
  let backing = NO_INDEX;
  if (code === null) backing = reifiedInfo(pool, ty, ARG_INFO) as Index;
  else if (code.arg.len > 0) backing = t.evaluateType(code.arg, argSrc, ComptimeReason.packed_union_backing_int_type);
  if (backing !== NO_INDEX && !isIntType(pool, backing))
    failWithType(sema, block, argSrc, 'expected backing integer type, found', backing);
  const first = fields[0]!;
  const expected = backing === NO_INDEX ? bitSize(pool, first.type) : intBits(pool, backing);
  for (const [i, { type }] of fields.entries()) {
    const bits = bitSize(pool, type);
    if (bits === expected) continue;
    const { chunk } = block.frame;
    const src = t.src(SrcPart.container_field_type, i);
    const other =
      backing === NO_INDEX
        ? {
            src: t.src(SrcPart.container_field_type, 0),
            message: `other field type '${printType(pool, first.type)}' has bit width '${expected}'`,
          }
        : { src: argSrc, message: `backing integer '${printType(pool, backing)}' has bit width '${expected}'` };
    const than = backing === NO_INDEX ? 'earlier field' : 'backing integer';
    sema.fail(block, src, `field bit width does not match ${than}`, [
      { chunk, src, message: `field type '${printType(pool, type)}' has bit width '${bits}'` },
      { chunk, ...other },
      { chunk, src, message: 'all fields in a packed union must have the same bit width' },
    ]);
  }
  return backing !== NO_INDEX;
}
