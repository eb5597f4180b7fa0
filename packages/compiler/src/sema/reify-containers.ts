import { ContainerFlag, ContainerStatus, type FieldKey, Layout } from '../intern/container-table.ts';
import {
  type ContainerTag,
  containerOf,
  fieldIndex,
  fieldName,
  fieldsLen,
  reifiedContainer,
  setContainerFields,
} from '../intern/containers.ts';
import { type Index, NO_INDEX, type StringIndex } from '../intern/ids.ts';
import { ItemTag } from '../intern/item.ts';
import { Ty, Val } from '../intern/known.ts';
import { bitSize, resolveLayout as computeLayout } from '../intern/layout.ts';
import { printType } from '../intern/print-type.ts';
import { intBits, isIntType, TypeKind, tupleType, typeKind } from '../intern/types.ts';
import { intBig, intValue } from '../intern/values.ts';
import type { NameStrategy } from '../zir/block.ts';
import { structField } from './comptime-values.ts';
import { nameContainer } from './containers.ts';
import type { ErrorNote } from './errors.ts';
import { requireFields, resolveLayout } from './facts.ts';
import { pointee, type Reify, sliceText } from './reify.ts';
import { enumField, intFitsType } from './resolve-enum.ts';
import { checkFieldType } from './resolve-fields.ts';
import { generatedTag } from './resolve-union.ts';
import { wantSafety } from './safety.ts';
import { addDeclaredHere, addFieldNote } from './type-notes.ts';

/**
 * The container that this `@Type` makes: the same as before where the words, which say all about it, are. `fill` sets the
 * fields of a new one.
 */
function reified(
  r: Reify,
  tag: ContainerTag,
  words: readonly number[],
  prefix: string,
  fill: (ty: Index) => void,
): Index {
  const { sema, block, inst } = r;
  const pool = sema.pool;
  const ty = reifiedContainer(pool, tag, block.frame.chunk, inst, words);
  const container = containerOf(pool, ty);
  const isNew = !pool.containers.has(container, ContainerFlag.reified);
  pool.containers.setFlag(container, ContainerFlag.reified, true);
  if (isNew) fill(ty);
  nameContainer(sema, block, inst, ty, (block.frame.a[inst] >>> 16) as NameStrategy, prefix, false);
  if (isNew && tag === ItemTag.type_union) nameTag(r, ty);
  return ty;
}

/** The generated tag of a new union is named after it. */
function nameTag(r: Reify, ty: Index): void {
  const { containers } = r.sema.pool;
  const container = containerOf(r.sema.pool, ty);
  if (containers.tagType.data[container] === NO_INDEX) containers.tagType.data[container] = generatedTag(r.sema, ty);
}

function checkDuplicate(r: Reify, seen: Set<StringIndex>, name: StringIndex, what: string): void {
  if (seen.has(name)) r.sema.fail(r.block, r.src, `duplicate ${what} field ${r.sema.pool.text(name)}`);
  seen.add(name);
}

function fieldAlignment(r: Reify, field: Index, layout: Layout, container: 'struct' | 'union'): number {
  const align = intBig(r.sema.pool, structField(r.sema, field, 'alignment'));
  if (align < 0n || align > 0xffff_ffffn) r.sema.fail(r.block, r.src, `alignment must fit in 'u32'`);
  if (layout === Layout.packed && container === 'struct') {
    if (align !== 0n) r.sema.fail(r.block, r.src, 'alignment in a packed struct field must be set to 0');
    return 0;
  }
  if ((align & (align - 1n)) !== 0n)
    r.sema.fail(r.block, r.src, `alignment value '${align}' is not a power of two or zero`);
  return Number(align);
}

/** `@Type(.{ .@"struct" = ... })` for a struct that is no tuple. */
export function reifyStruct(r: Reify, layout: Layout, backing: Index, infos: readonly Index[]): Index {
  const { sema, block, src } = r;
  const pool = sema.pool;
  const words: number[] = [layout, backing];
  const fields: FieldKey[] = [];
  const seen = new Set<StringIndex>();
  for (const info of infos) {
    const name = sliceText(r, structField(sema, info, 'name'));
    const type = structField(sema, info, 'type');
    if (seen.has(name)) sema.fail(block, src, `duplicate struct field name ${pool.text(name)}`);
    seen.add(name);
    const isComptime = structField(sema, info, 'is_comptime') === Val.true;
    if (isComptime && layout !== Layout.auto)
      sema.fail(block, src, `${Layout[layout]} struct fields cannot be marked comptime`);
    const alignment = fieldAlignment(r, info, layout, 'struct');
    const value = pointee(r, structField(sema, info, 'default_value'), type);
    if (isComptime && value === NO_INDEX) sema.fail(block, src, 'comptime field without default initialization value');
    checkFieldType(sema, block, src, type, layout, 'struct');
    words.push(name, type, value, alignment, isComptime ? 1 : 0);
    fields.push({ name, type, value, alignment, isComptime });
  }
  if (layout === Layout.packed) checkBacking(r, backing, fields);
  return reified(r, ItemTag.type_struct, words, 'struct', (ty) => {
    setContainerFields(pool, ty, layout, backing, fields);
  });
}

function checkBacking(r: Reify, backing: Index, fields: readonly FieldKey[]): void {
  const { sema, block, src } = r;
  const pool = sema.pool;
  let sum = 0;
  for (const field of fields) {
    resolveLayout(sema, block, src, field.type);
    sum += bitSize(pool, field.type);
  }
  if (backing === NO_INDEX) return;
  if (!isIntType(pool, backing))
    sema.fail(block, src, `expected backing integer type, found '${printType(pool, backing)}'`);
  const bits = intBits(pool, backing);
  if (bits === sum) return;
  const message = `backing integer type '${printType(pool, backing)}' has bit size ${bits}`;
  sema.fail(block, src, `${message} but the struct fields have a total bit size of ${sum}`);
}

/** `@Type(.{ .@"struct" = ... })` for a tuple: its fields are called "0", "1" ... */
export function reifyTuple(r: Reify, infos: readonly Index[]): Index {
  const { sema, block, src } = r;
  const pool = sema.pool;
  const types: Index[] = [];
  const values: Index[] = [];
  for (let i = 0; i < infos.length; i++) {
    const info = infos[i];
    const name = pool.text(sliceText(r, structField(sema, info, 'name')));
    const type = structField(sema, info, 'type');
    if (!/^[0-9]+$/.test(name)) sema.fail(block, src, `tuple cannot have non-numeric field '${name}'`);
    if (Number(name) !== i) {
      if (Number(name) >= infos.length) sema.fail(block, src, `tuple field ${name} exceeds tuple field count`);
      sema.fail(block, src, `tuple field name '${name}' does not match field index ${i}`);
    }
    const value = pointee(r, structField(sema, info, 'default_value'), type);
    const isComptime = structField(sema, info, 'is_comptime') === Val.true;
    if (isComptime && value === NO_INDEX) sema.fail(block, src, 'comptime field without default initialization value');
    if (!isComptime && value !== NO_INDEX)
      sema.fail(block, src, 'non-comptime tuple fields cannot specify default initialization value');
    checkFieldType(sema, block, src, type, Layout.auto, 'struct');
    types.push(type);
    values.push(value);
  }
  return tupleType(pool, types, values);
}

/** `@Type(.{ .@"enum" = ... })` */
export function reifyEnum(r: Reify, intTy: Index, isExhaustive: boolean, infos: readonly Index[]): Index {
  const { sema, block, src } = r;
  const pool = sema.pool;
  if (typeKind(pool, intTy) !== TypeKind.int && typeKind(pool, intTy) !== TypeKind.comptime_int)
    sema.fail(block, src, 'Type.Enum.tag_type must be an integer type');
  const words: number[] = [intTy, isExhaustive ? 1 : 0];
  const fields: FieldKey[] = [];
  const seen = new Set<StringIndex>();
  const taken = new Set<bigint>();
  const { chunk } = block.frame;
  for (const info of infos) {
    const name = sliceText(r, structField(sema, info, 'name'));
    const value = intBig(pool, structField(sema, info, 'value'));
    const text = pool.text(name);
    if (!intFitsType(sema, value, intTy)) {
      const message = `field '${text}' with enumeration value '${value}' is too large for backing int type`;
      sema.fail(block, src, `${message} '${printType(pool, intTy)}'`);
    }
    if (seen.has(name))
      sema.fail(block, src, `duplicate enum field '${text}'`, [{ chunk, src, message: 'other field here' }]);
    if (taken.has(value)) {
      const note = { chunk, src, message: 'other enum tag value here' };
      sema.fail(block, src, `enum tag value ${value} already taken`, [note]);
    }
    seen.add(name);
    taken.add(value);
    const int = intValue(pool, intTy, value);
    words.push(name, int);
    fields.push(enumField(name, int));
  }
  if (!isExhaustive && infos.length > 1 && intTy !== Ty.comptimeInt) {
    if (31 - Math.clz32(infos.length) === intBits(pool, intTy))
      sema.fail(block, src, 'non-exhaustive enum specified every value');
  }
  return reified(r, ItemTag.type_enum, words, 'enum', (ty) => {
    const container = containerOf(pool, ty);
    pool.containers.setFlag(container, ContainerFlag.nonexhaustive, !isExhaustive);
    pool.containers.setFlag(container, ContainerFlag.explicitTag, true);
    setContainerFields(pool, ty, Layout.auto, intTy, fields);
    computeLayout(pool, ty);
  });
}

/** `@Type(.{ .@"opaque" = ... })` */
export function reifyOpaque(r: Reify): Index {
  return reified(r, ItemTag.type_opaque, [], 'opaque', (ty) => {
    setContainerFields(r.sema.pool, ty, Layout.auto, NO_INDEX, []);
    r.sema.pool.containers.status.data[containerOf(r.sema.pool, ty)] = ContainerStatus.layout;
  });
}

/** `@Type(.{ .@"union" = ... })`; `tagTy` is NO_INDEX for a union without a written tag. */
export function reifyUnion(r: Reify, layout: Layout, tagTy: Index, infos: readonly Index[]): Index {
  const { sema, block, src } = r;
  const pool = sema.pool;
  const words: number[] = [layout, tagTy];
  const fields: FieldKey[] = [];
  const seen = new Set<StringIndex>();
  if (tagTy !== NO_INDEX) {
    if (pool.tag(tagTy) !== ItemTag.type_enum) sema.fail(block, src, 'Type.Union.tag_type must be an enum type');
    requireFields(sema, block, src, tagTy);
  }
  for (const info of infos) {
    const name = sliceText(r, structField(sema, info, 'name'));
    const type = structField(sema, info, 'type');
    const alignment = fieldAlignment(r, info, layout, 'union');
    if (tagTy !== NO_INDEX) checkTagField(r, tagTy, name);
    checkDuplicate(r, seen, name, 'union');
    checkFieldType(sema, block, src, type, layout, 'union');
    words.push(name, type, alignment);
    fields.push({ name, type, value: NO_INDEX, alignment, isComptime: false });
  }
  if (tagTy !== NO_INDEX) checkTagComplete(r, tagTy, seen);
  return reified(r, ItemTag.type_union, words, 'union', (ty) => {
    const container = containerOf(pool, ty);
    const safety = tagTy === NO_INDEX && layout === Layout.auto && wantSafety(sema, block);
    pool.containers.setFlag(container, ContainerFlag.tagged, tagTy !== NO_INDEX);
    pool.containers.setFlag(container, ContainerFlag.safetyTagged, safety);
    setContainerFields(pool, ty, layout, tagTy, fields);
  });
}

function checkTagField(r: Reify, tagTy: Index, name: StringIndex): void {
  const { sema, block, src } = r;
  const pool = sema.pool;
  if (fieldIndex(pool, tagTy, name) >= 0) return;
  const notes: ErrorNote[] = [];
  addDeclaredHere(sema, tagTy, notes);
  sema.fail(block, src, `no field named '${pool.text(name)}' in enum '${printType(pool, tagTy)}'`, notes);
}

function checkTagComplete(r: Reify, tagTy: Index, seen: ReadonlySet<StringIndex>): void {
  const { sema, block, src } = r;
  const pool = sema.pool;
  if (fieldsLen(pool, tagTy) === seen.size) return;
  const notes: ErrorNote[] = [];
  for (let i = 0; i < fieldsLen(pool, tagTy); i++) {
    const name = fieldName(pool, tagTy, i);
    if (!seen.has(name)) addFieldNote(sema, tagTy, i, `field '${pool.text(name)}' missing, declared here`, notes);
  }
  addDeclaredHere(sema, tagTy, notes);
  sema.fail(block, src, 'enum fields missing in union', notes);
}
