import { ContainerFlag, type FieldKey, Layout } from '../intern/container-table.ts';
import { containerOf, fieldName, fieldsLen, fieldValue, generatedTagOwner } from '../intern/containers.ts';
import { type Index, NO_INDEX, type StringIndex } from '../intern/ids.ts';
import { fitsInt } from '../intern/int-arith.ts';
import { Ty } from '../intern/known.ts';
import { resolveLayout as computeLayout } from '../intern/layout.ts';
import { printType } from '../intern/print-type.ts';
import { intBits, intSigned, intType, TypeKind, typeKind } from '../intern/types.ts';
import { intBig, intValue, typeOf } from '../intern/values.ts';
import { REF_NONE } from '../zir/ref.ts';
import { Block } from './block.ts';
import { resolveInst } from './body.ts';
import { coerce } from './coerce.ts';
import { containerCode, enumFields } from './container-zir.ts';
import { requireFields } from './facts.ts';
import { newFrame } from './frame.ts';
import { resolveConstDefinedValue, resolveType } from './operands.ts';
import { evaluateBody, replaceFields } from './resolve-fields.ts';
import { leaves, type Sema } from './sema.ts';
import { type Src, SrcPart, sub } from './src-loc.ts';
import { frameString } from './strings.ts';
import { CONTAINER_SRC, typeSrc } from './type-notes.ts';

/** Bits of `small` of `enum_decl`. */
const ENUM_NONEXHAUSTIVE = 1 << 7;

/** Works out tag type and values of the enum type `ty`. Returns whether anything is not as it was. */
export function resolveEnumFields(sema: Sema, ty: Index): boolean {
  const union = generatedTagOwner(sema.pool, ty);
  const changed = union === NO_INDEX ? resolveDeclaredEnum(sema, ty) : resolveGeneratedTag(sema, ty, union);
  computeLayout(sema.pool, ty);
  return changed;
}

/** The integer type for `count` tags that are numbered from zero. */
export function smallestTagType(sema: Sema, count: number): Index {
  return intType(sema.pool, false, count < 2 ? 0 : 32 - Math.clz32(count - 1));
}

/** Whether `value` is a value of the integer type `ty`. */
export function intFitsType(sema: Sema, value: bigint, ty: Index): boolean {
  return ty === Ty.comptimeInt || fitsInt(value, intSigned(sema.pool, ty), intBits(sema.pool, ty));
}

/** Fails if `ty` cannot be the integer type of an enum. */
export function checkTagIntType(sema: Sema, block: Block, src: Src, ty: Index): void {
  const kind = typeKind(sema.pool, ty);
  if (kind !== TypeKind.int && kind !== TypeKind.comptime_int)
    sema.fail(block, src, `expected integer tag type, found '${printType(sema.pool, ty)}'`);
}

function resolveDeclaredEnum(sema: Sema, ty: Index): boolean {
  const pool = sema.pool;
  const code = containerCode(sema, ty);
  const { block } = code;
  const rows = enumFields(code);
  const nonexhaustive = (code.small & ENUM_NONEXHAUSTIVE) !== 0;
  const explicit = code.ref !== REF_NONE;
  if (code.body.len > 0) {
    const result = evaluateBody(sema, block, code.body);
    if (leaves(result)) sema.unsupported(block, CONTAINER_SRC, 'enum fields that do not return');
  }
  let intTy = smallestTagType(sema, rows.length);
  if (explicit) {
    const tagSrc = sub(CONTAINER_SRC, SrcPart.container_tag_type);
    intTy = resolveType(sema, block, tagSrc, code.ref);
    checkTagIntType(sema, block, tagSrc, intTy);
  }
  if (nonexhaustive && intTy !== Ty.comptimeInt && rows.length > 1) {
    if (31 - Math.clz32(rows.length) === intBits(pool, intTy))
      sema.fail(block, CONTAINER_SRC, 'non-exhaustive enum specifies every value');
  }
  const fields: FieldKey[] = [];
  const seen = new Map<bigint, number>();
  let last = -1n;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i];
    const valueSrc = sub(CONTAINER_SRC, SrcPart.container_field_value, i);
    if (row.value === null) last += 1n;
    else {
      const reason = 'enum tag value must be comptime-known';
      const uncast = resolveInst(block, row.value);
      const coerced =
        typeKind(pool, sema.typeOf(uncast)) === TypeKind.int ? uncast : coerce(sema, block, intTy, uncast, valueSrc);
      last = intBig(pool, resolveConstDefinedValue(sema, block, valueSrc, coerced, reason));
    }
    if (!intFitsType(sema, last, intTy))
      sema.fail(block, valueSrc, `enumeration value '${last}' too large for type '${printType(pool, intTy)}'`);
    const previous = seen.get(last);
    if (previous !== undefined) failTaken(sema, block, valueSrc, last, previous);
    seen.set(last, i);
    fields.push(enumField(frameString(pool, block.frame, row.name), intValue(pool, intTy, last)));
  }
  pool.containers.setFlag(containerOf(pool, ty), ContainerFlag.nonexhaustive, nonexhaustive);
  pool.containers.setFlag(containerOf(pool, ty), ContainerFlag.explicitTag, explicit);
  return replaceFields(sema, ty, Layout.auto, intTy, fields);
}

/** Fails: the tag value of a field is that of field `previous` too. */
export function failTaken(sema: Sema, block: Block, src: Src, value: bigint, previous: number): never {
  const other = sub(CONTAINER_SRC, SrcPart.container_field_value, previous);
  return sema.fail(block, src, `enum tag value ${value} already taken`, [
    { chunk: block.frame.chunk, src: other, message: 'other occurrence here' },
  ]);
}

/** A field of an enum for `setContainerFields`. */
export function enumField(name: StringIndex, value: Index): FieldKey {
  return { name, type: NO_INDEX, value, alignment: 0, isComptime: false };
}

/** The tag of `union(enum)` and of unions without a written tag type: it has the names of the union's fields. */
function resolveGeneratedTag(sema: Sema, ty: Index, union: Index): boolean {
  const pool = sema.pool;
  const { chunk, src } = typeSrc(sema, union);
  const container = containerOf(pool, union);
  const block = new Block(null, newFrame(sema.zcu, chunk), pool.containers.namespaceOf(container));
  requireFields(sema, block, src, union);
  const len = fieldsLen(pool, union);
  // Written tag values stand with the union's fields; of the integer type that was written with them.
  const first = len === 0 ? NO_INDEX : fieldValue(pool, union, 0);
  const intTy = first === NO_INDEX ? smallestTagType(sema, len) : typeOf(pool, first);
  const fields: FieldKey[] = [];
  for (let i = 0; i < len; i++)
    fields.push(
      enumField(fieldName(pool, union, i), first === NO_INDEX ? intValue(pool, intTy, i) : fieldValue(pool, union, i)),
    );
  pool.containers.setFlag(containerOf(pool, ty), ContainerFlag.explicitTag, first !== NO_INDEX);
  return replaceFields(sema, ty, Layout.auto, intTy, fields);
}
