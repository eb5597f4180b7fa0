import { Layout } from '../../intern/container-table.ts';
import {
  enumField,
  generatedTagOwner,
  reifiedEnumIsOpen,
  reifiedFields,
  reifiedInfo,
} from '../../intern/containers.ts';
import { type Index, NO_INDEX, type StringIndex } from '../../intern/ids.ts';
import { printType } from '../../intern/print-type.ts';
import { intBits, intType, TypeKind, typeKind } from '../../intern/types.ts';
import { intBig, intValue } from '../../intern/values.ts';
import { type Src, SrcPart } from '../../query/src.ts';
import { ComptimeReason } from '../../zir/comptime-reason.ts';
import { EnumSmall, UnionKind, UnionSmall } from '../../zir/container-small.ts';
import { coerce } from '../coercion/coerce.ts';
import { evaluateBodyAs } from '../core/container-zir.ts';
import type { Sema } from '../core/sema.ts';
import { failWithType } from '../types/type-notes.ts';
import { intFitsType } from '../values/number-values.ts';
import { resolveConstDefinedValue } from '../values/operands.ts';
import { TypeInProgress } from './type-in-progress.ts';

/** Places in what `@Enum` was given. */
const TAG_TYPE_INFO = 0;

/** Works out tag type and values of the enum type `ty`. Returns whether anything is not as it was. */
export function resolveEnum(sema: Sema, ty: Index): boolean {
  const { pool } = sema;
  const union = generatedTagOwner(pool, ty);
  const t = union === NO_INDEX ? new TypeInProgress(sema, ty) : new TypeInProgress(sema, ty, union);
  const names = fieldNames(t, union);
  const written = writtenTagType(t, union);
  const intTy = written === NO_INDEX ? smallestTagType(sema, names.length) : written;
  const values = tagValues(t, union, names, intTy);
  const isOpen = union === NO_INDEX && endsOpen(t);
  if (isOpen) checkNotEveryValue(t, intTy, names.length);
  const fields = names.map((name, i) => enumField(name, intValue(pool, intTy, values[i]!)));
  const isExplicit = written !== NO_INDEX;
  return sema.products.setLayout(pool, ty, { layout: Layout.auto, tagType: intTy, fields, isExplicit, isOpen });
}

/** Whether the enum ends in `_`. */
function endsOpen({ sema, ty, code }: TypeInProgress): boolean {
  return code === null ? reifiedEnumIsOpen(sema.pool, ty) : (code.small & EnumSmall.nonexhaustive) !== 0;
}

/** The integer type for `count` tags that are numbered from zero. */
function smallestTagType(sema: Sema, count: number): Index {
  return intType(sema.pool, false, count < 2 ? 0 : 32 - Math.clz32(count - 1));
}

/** The names of the tags: those of the fields of `union`, where the enum is its tag. */
function fieldNames(t: TypeInProgress, union: Index): StringIndex[] {
  if (t.code !== null) return t.code.fields.map((field) => field.name);
  const { pool } = t.sema;
  const of = union === NO_INDEX ? t.ty : union;
  const names = reifiedFields(pool, of).map(({ name }) => name);
  const kind = union === NO_INDEX ? 'enum' : 'union';
  t.checkNames(
    kind,
    names.map((name) => ({ name })),
  );
  return names;
}

/** The integer type that is written for the tags; NO_INDEX for none. */
function writtenTagType(t: TypeInProgress, union: Index): Index {
  const { sema, block, code } = t;
  const src = t.src(SrcPart.container_tag_type);
  let ty = NO_INDEX;
  if (code === null) {
    if (union === NO_INDEX) ty = reifiedInfo(sema.pool, t.ty, TAG_TYPE_INFO) as Index;
  } else if (code.arg.len > 0 && (union === NO_INDEX || isNumbered(code.small)))
    ty = t.evaluateType(code.arg, src, ComptimeReason.enum_int_tag_type);
  if (ty !== NO_INDEX && typeKind(sema.pool, ty) !== TypeKind.int)
    failWithType(sema, block, src, 'expected integer tag type, found', ty);
  return ty;
}

/** Whether a union with that `small` is `union(enum(T))`. */
function isNumbered(small: number): boolean {
  return ((small >>> UnionSmall.kind_shift) & 7) === UnionKind.tagged_enum_explicit;
}

function tagValues(t: TypeInProgress, union: Index, names: readonly StringIndex[], intTy: Index): bigint[] {
  const { sema, block, code } = t;
  const { pool } = sema;
  const values: bigint[] = [];
  const seen = new Map<bigint, number>();
  const given = code === null && union === NO_INDEX ? reifiedFields(pool, t.ty) : null;
  let last = -1n;
  for (let i = 0; i < names.length; i++) {
    const body = code === null ? null : code.fields[i]!.value;
    const hasValue = body !== null && body.len > 0;
    const src = t.src(hasValue || code === null ? SrcPart.container_field_value : SrcPart.container_field_name, i);
    if (hasValue) {
      const uncast = evaluateBodyAs(sema, block, body, intTy, src, ComptimeReason.enum_field_values);
      const operand = coerce(sema, block, intTy, uncast, src);
      last = intBig(pool, resolveConstDefinedValue(sema, block, src, operand, null));
    } else if (given !== null) last = intBig(pool, given[i]!.value);
    else last += 1n;
    if (!intFitsType(sema, last, intTy))
      sema.fail(block, src, `enum tag value '${last}' too large for type '${printType(pool, intTy)}'`);
    const previous = seen.get(last);
    if (previous !== undefined) failTaken(t, src, last, names, i, previous);
    seen.set(last, i);
    values.push(last);
  }
  return values;
}

/** Fails: the value of tag `i` is that of tag `previous` too. */
function failTaken(
  t: TypeInProgress,
  src: Src,
  value: bigint,
  names: readonly StringIndex[],
  i: number,
  previous: number,
): never {
  const { sema, block } = t;
  const name = (tag: number): string => sema.pool.text(names[tag]!);
  return sema.fail(block, src, `enum tag value '${value}' for field '${name(i)}' already taken`, [
    {
      chunk: block.frame.chunk,
      src: t.src(SrcPart.container_field_value, previous),
      message: `previous occurrence in field '${name(previous)}'`,
    },
  ]);
}

function checkNotEveryValue(t: TypeInProgress, intTy: Index, count: number): void {
  const bits = intBits(t.sema.pool, intTy);
  if (bits < 32 && count === 2 ** bits) t.sema.fail(t.block, t.typeSrc, 'non-exhaustive enum specifies every value');
}
