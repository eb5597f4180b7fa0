import type { FieldKey, Layout } from '../intern/container-table.ts';
import { containerOf, fieldIndex, fieldName, fieldsLen, generatedTagType } from '../intern/containers.ts';
import { EMPTY_STRING, type Index, NO_INDEX, type StringIndex } from '../intern/ids.ts';
import { ItemTag } from '../intern/item.ts';
import { Ty } from '../intern/known.ts';
import { printType } from '../intern/print-type.ts';
import { intBig, intValue } from '../intern/values.ts';
import { REF_NONE } from '../zir/ref.ts';
import type { Block } from './block.ts';
import { resolveInst } from './body.ts';
import { coerce } from './coerce.ts';
import { type ContainerCode, containerCode, type UnionField, unionFields } from './container-zir.ts';
import type { ErrorNote } from './errors.ts';
import { requireFields } from './facts.ts';
import { resolveAlign, resolveConstDefinedValue, resolveType } from './operands.ts';
import { checkTagIntType, failTaken, intFitsType } from './resolve-enum.ts';
import { checkFieldType, evaluateBody, replaceFields } from './resolve-fields.ts';
import { leaves, type Sema } from './sema.ts';
import { SrcPart, sub } from './src-loc.ts';
import { frameString } from './strings.ts';
import { addDeclaredHere, addFieldNote, CONTAINER_SRC } from './type-notes.ts';

/** Bits of `small` of `union_decl`. */
const UNION_LAYOUT_SHIFT = 7;
const UNION_AUTO_ENUM_TAG = 1 << 9;

const TAG_SRC = sub(CONTAINER_SRC, SrcPart.container_tag_type);

/** Works out the fields and the tag type of the union type `ty`. Returns whether anything is not as it was. */
export function resolveUnionFields(sema: Sema, ty: Index): boolean {
  const pool = sema.pool;
  const code = containerCode(sema, ty);
  const { block } = code;
  const rows = unionFields(code);
  const layout: Layout = (code.small >>> UNION_LAYOUT_SHIFT) & 3;
  if (code.body.len > 0 && leaves(evaluateBody(sema, block, code.body)))
    sema.unsupported(block, CONTAINER_SRC, 'union fields that do not return');
  const hasTagType = code.ref !== REF_NONE;
  const isNumbered = hasTagType && (code.small & UNION_AUTO_ENUM_TAG) !== 0;
  const provided = hasTagType ? resolveType(sema, block, TAG_SRC, code.ref) : NO_INDEX;
  const numbers = new TagNumbers(sema, block, isNumbered ? provided : NO_INDEX);
  if (isNumbered) checkNumberedTag(sema, block, provided, rows.length);
  const enumTy = hasTagType && !isNumbered ? provided : NO_INDEX;
  if (enumTy !== NO_INDEX) {
    if (pool.tag(enumTy) !== ItemTag.type_enum)
      sema.fail(block, TAG_SRC, `expected enum tag type, found '${printType(pool, enumTy)}'`);
    requireFields(sema, block, TAG_SRC, enumTy);
  }

  const seen = new Set<number>();
  const fields: FieldKey[] = [];
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i];
    const name = frameString(pool, block.frame, row.name);
    const value = isNumbered ? numbers.next(row, i) : NO_INDEX;
    const typeSrc = sub(CONTAINER_SRC, SrcPart.container_field_type, i);
    const fieldTy =
      row.type === null ? Ty.void : row.type === REF_NONE ? Ty.noreturn : resolveType(sema, block, typeSrc, row.type);
    if (enumTy !== NO_INDEX) matchTag(sema, block, enumTy, name, i, seen);
    checkFieldType(sema, block, typeSrc, fieldTy, layout, 'union');
    const alignSrc = sub(CONTAINER_SRC, SrcPart.container_field_align, i);
    const alignment = row.align === null ? 0 : resolveAlign(sema, block, alignSrc, row.align);
    fields.push({ name, type: fieldTy, value, alignment, isComptime: false });
  }
  if (enumTy !== NO_INDEX) checkNoTagMissing(sema, code, enumTy, seen);
  const tagTy = enumTy !== NO_INDEX ? enumTy : generatedTag(sema, ty);
  return replaceFields(sema, ty, layout, tagTy, fields);
}

/** The enum made for the union type `ty`. Its fields are worked out from those of the union, by a unit of its own. */
export function generatedTag(sema: Sema, ty: Index): Index {
  const pool = sema.pool;
  const tagTy = generatedTagType(pool, ty);
  const container = containerOf(pool, tagTy);
  if (pool.containers.nameOf(container) === EMPTY_STRING) {
    const unionName = pool.text(pool.containers.nameOf(containerOf(pool, ty)));
    pool.containers.name.data[container] = pool.string(`@typeInfo(${unionName}).@"union".tag_type.?`);
  }
  return tagTy;
}

/** The values of the tags of `union(enum(T))`. */
class TagNumbers {
  private readonly sema: Sema;
  private readonly block: Block;
  private readonly intTy: Index;
  private readonly seen = new Map<bigint, number>();
  private last = -1n;

  constructor(sema: Sema, block: Block, intTy: Index) {
    this.sema = sema;
    this.block = block;
    this.intTy = intTy;
  }

  /** The value of field `i`. */
  next(row: UnionField, i: number): Index {
    const { sema, block, intTy } = this;
    const src = sub(CONTAINER_SRC, SrcPart.container_field_value, i);
    if (row.tag === null) this.last += 1n;
    else {
      const coerced = coerce(sema, block, intTy, resolveInst(block, row.tag), src);
      const reason = 'enum tag value must be comptime-known';
      this.last = intBig(sema.pool, resolveConstDefinedValue(sema, block, src, coerced, reason));
    }
    if (!intFitsType(sema, this.last, intTy))
      sema.fail(block, src, `enumeration value '${this.last}' too large for type '${printType(sema.pool, intTy)}'`);
    const previous = this.seen.get(this.last);
    if (previous !== undefined) failTaken(sema, block, src, this.last, previous);
    this.seen.set(this.last, i);
    return intValue(sema.pool, intTy, this.last);
  }
}

function checkNumberedTag(sema: Sema, block: Block, intTy: Index, count: number): void {
  checkTagIntType(sema, block, TAG_SRC, intTy);
  if (count === 0 || intFitsType(sema, BigInt(count - 1), intTy)) return;
  const message = `type '${printType(sema.pool, intTy)}' cannot fit values in range 0...${count - 1}`;
  sema.fail(block, TAG_SRC, 'specified integer tag type cannot represent every field', [
    { chunk: block.frame.chunk, src: TAG_SRC, message },
  ]);
}

/** Fails if field `i` is not the field of the same number of the enum that was given as the tag type. */
function matchTag(sema: Sema, block: Block, enumTy: Index, name: StringIndex, i: number, seen: Set<number>): void {
  const pool = sema.pool;
  const nameSrc = sub(CONTAINER_SRC, SrcPart.container_field_name, i);
  const index = fieldIndex(pool, enumTy, name);
  const text = pool.text(name);
  if (index < 0) {
    const notes: ErrorNote[] = [];
    addDeclaredHere(sema, enumTy, notes);
    sema.fail(block, nameSrc, `no field named '${text}' in enum '${printType(pool, enumTy)}'`, notes);
  }
  seen.add(index);
  if (index === i) return;
  const notes: ErrorNote[] = [];
  addFieldNote(sema, enumTy, index, 'enum field here', notes);
  sema.fail(block, nameSrc, `union field '${text}' ordered differently than corresponding enum field`, notes);
}

function checkNoTagMissing(sema: Sema, code: ContainerCode, enumTy: Index, seen: Set<number>): void {
  const pool = sema.pool;
  const len = fieldsLen(pool, enumTy);
  if (seen.size === len) return;
  const notes: ErrorNote[] = [];
  for (let i = 0; i < len; i++) {
    if (seen.has(i)) continue;
    addFieldNote(sema, enumTy, i, `field '${pool.text(fieldName(pool, enumTy, i))}' missing, declared here`, notes);
  }
  addDeclaredHere(sema, enumTy, notes);
  sema.fail(code.block, CONTAINER_SRC, 'enum field(s) missing in union', notes);
}
