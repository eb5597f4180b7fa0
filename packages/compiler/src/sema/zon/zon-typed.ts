import { fieldIndex, fieldIsComptime, fieldName, fieldsLen, fieldType, fieldValue } from '../../intern/containers.ts';
import { floatFromNumber, floatIsInteger, floatToInt } from '../../intern/float.ts';
import { type Index, NO_INDEX } from '../../intern/ids.ts';
import { Ty, Val } from '../../intern/known.ts';
import { ptrChild, ptrInfo, ptrSize, ptrTypeWith, slicePtrType } from '../../intern/pointers.ts';
import { printType } from '../../intern/print-type.ts';
import { printIdentifier, printValue } from '../../intern/print-value.ts';
import { ptrToValue, ptrValueWith } from '../../intern/ptr-values.ts';
import {
  arrayLen,
  arrayType,
  childType,
  floatBits,
  isTuple,
  sentinelOf,
  TypeKind,
  typeKind,
} from '../../intern/types.ts';
import {
  aggregate,
  boolValue,
  enumLiteral,
  enumTag,
  floatValue,
  floatValueBits,
  intValue,
  optNull,
  optSome,
  sliceValue,
  typeOf,
  unionValue,
} from '../../intern/values.ts';
import { isPrimitiveName } from '../../zir/primitive.ts';
import { ZonTag } from '../../zir/zon-node.ts';
import { castFloat, floatOfInt } from '../coercion/coerce-float.ts';
import { resolveLayout } from '../core/facts.ts';
import { fieldDefault } from '../initialization/init-struct.ts';
import { inRange } from '../values/number-values.ts';
import { stringArray } from '../values/string-literal.ts';
import { unionFieldTag } from '../values/union-tags.ts';
import {
  failZon,
  type ZonImport,
  zonElements,
  zonFieldName,
  zonFloat,
  zonInt,
  zonName,
  zonString,
} from './zon-rows.ts';

/** A value of another kind than the type asks for. */
const WRONG_KIND = -1;

/** The value of `row` as one of type `ty`, which `checkZonType` allows. */
export function typedZon(zon: ZonImport, row: number, ty: Index): Index {
  const value = typedOrWrong(zon, row, ty);
  return value === WRONG_KIND ? failZon(zon, row, `expected type '${printType(zon.sema.pool, ty)}'`) : value;
}

function typedOrWrong(zon: ZonImport, row: number, ty: Index): Index | typeof WRONG_KIND {
  const { pool } = zon.sema;
  const tag: ZonTag = zon.frame.tags[row];
  switch (typeKind(pool, ty)) {
    case TypeKind.optional: {
      if (tag === ZonTag.null) return optNull(pool, ty);
      const payload = typedOrWrong(zon, row, childType(pool, ty));
      return payload === WRONG_KIND ? WRONG_KIND : optSome(pool, ty, payload);
    }
    case TypeKind.pointer:
      return ptrSize(pool, ty) === 'slice' ? zonSlice(zon, row, ty) : zonPointer(zon, row, ty);
    case TypeKind.bool:
      return tag === ZonTag.true || tag === ZonTag.false ? boolValue(tag === ZonTag.true) : WRONG_KIND;
    case TypeKind.int:
    case TypeKind.comptime_int:
      return zonIntOfType(zon, row, ty);
    case TypeKind.float:
    case TypeKind.comptime_float:
      return zonFloatOfType(zon, row, ty);
    case TypeKind.null:
      return tag === ZonTag.null ? Val.null : WRONG_KIND;
    case TypeKind.enum_literal:
      return tag === ZonTag.enum_literal ? enumLiteral(pool, zonName(zon, row)) : WRONG_KIND;
    case TypeKind.enum:
      return zonEnum(zon, row, ty);
    case TypeKind.array:
      return zonArray(zon, row, ty);
    case TypeKind.vector:
      return zonVector(zon, row, ty);
    case TypeKind.struct:
      return isTuple(pool, ty) ? zonTuple(zon, row, ty) : zonStruct(zon, row, ty);
    case TypeKind.union:
      return zonUnion(zon, row, ty);
    default:
      return WRONG_KIND;
  }
}

/** Whether `row` is a list of values, of which there may be none. */
function isList({ frame }: ZonImport, row: number): boolean {
  const tag: ZonTag = frame.tags[row];
  return tag === ZonTag.array || tag === ZonTag.empty;
}

function zonPointer(zon: ZonImport, row: number, ty: Index): Index | typeof WRONG_KIND {
  const { pool } = zon.sema;
  const value = typedOrWrong(zon, row, ptrChild(pool, ty));
  return value === WRONG_KIND ? WRONG_KIND : ptrToValue(pool, ty, value, ty);
}

function zonSlice(zon: ZonImport, row: number, ty: Index): Index | typeof WRONG_KIND {
  const { sema, frame } = zon;
  const { pool } = sema;
  const elem = ptrChild(pool, ty);
  const sentinel = sentinelOf(pool, ty);
  let array: Index;
  if (frame.tags[row] === ZonTag.string) {
    const isString =
      elem === Ty.u8 && ptrInfo(pool, ty).alignment === 0 && (sentinel === NO_INDEX || sentinel === Val.zeroU8);
    if (!isString) return WRONG_KIND;
    array = stringArray(sema, zonString(zon, row));
  } else if (isList(zon, row)) {
    const values = typedElements(zon, row, elem);
    array = aggregate(pool, arrayType(pool, values.length, elem, sentinel), withSentinel(values, sentinel));
  } else {
    return WRONG_KIND;
  }
  const len = arrayLen(pool, typeOf(pool, array));
  const arrayPtrTy = ptrTypeWith(pool, ty, { child: typeOf(pool, array), size: 'one', sentinel: NO_INDEX });
  const manyPtr = ptrValueWith(pool, ptrToValue(pool, arrayPtrTy, array, arrayPtrTy), slicePtrType(pool, ty));
  return sliceValue(pool, ty, manyPtr, intValue(pool, Ty.usize, len));
}

function typedElements(zon: ZonImport, row: number, ty: Index): Index[] {
  const { count, first } = zonElements(zon, row);
  return Array.from({ length: count }, (_, i) => typedZon(zon, first + i, ty));
}

function withSentinel(values: readonly Index[], sentinel: Index): readonly Index[] {
  return sentinel === NO_INDEX ? values : [...values, sentinel];
}

function zonArray(zon: ZonImport, row: number, ty: Index): Index | typeof WRONG_KIND {
  const { pool } = zon.sema;
  if (!isList(zon, row) || zonElements(zon, row).count !== arrayLen(pool, ty)) return WRONG_KIND;
  return aggregate(pool, ty, withSentinel(typedElements(zon, row, childType(pool, ty)), sentinelOf(pool, ty)));
}

function zonVector(zon: ZonImport, row: number, ty: Index): Index | typeof WRONG_KIND {
  const { pool } = zon.sema;
  if (!isList(zon, row)) return WRONG_KIND;
  const { count } = zonElements(zon, row);
  const len = arrayLen(pool, ty);
  if (count !== len) failZon(zon, row, `expected ${len} vector elements; found ${count}`);
  return aggregate(pool, ty, typedElements(zon, row, childType(pool, ty)));
}

function zonIntOfType(zon: ZonImport, row: number, ty: Index): Index | typeof WRONG_KIND {
  const { sema, frame } = zon;
  const { pool } = sema;
  switch (frame.tags[row] as ZonTag) {
    case ZonTag.int:
    case ZonTag.neg_int:
    case ZonTag.char:
      return fittingInt(zon, row, zonInt(zon, row), ty);
    case ZonTag.float:
    case ZonTag.float128: {
      const float = zonFloat(zon, row);
      const format = floatBits(pool, Ty.comptimeFloat);
      const bits = floatValueBits(pool, float);
      if (!floatIsInteger(format, bits)) {
        const [value, type] = [printValue(pool, float), printType(pool, ty)];
        failZon(zon, row, `fractional component prevents float value '${value}' from coercion to type '${type}'`);
      }
      return fittingInt(zon, row, floatToInt(format, bits)!, ty);
    }
    default:
      return WRONG_KIND;
  }
}

function fittingInt(zon: ZonImport, row: number, value: bigint, ty: Index): Index {
  const { pool } = zon.sema;
  if (ty !== Ty.comptimeInt && !inRange(pool, value, ty)) {
    failZon(zon, row, `type '${printType(pool, ty)}' cannot represent integer value '${value}'`);
  }
  return intValue(pool, ty, value);
}

function zonFloatOfType(zon: ZonImport, row: number, ty: Index): Index | typeof WRONG_KIND {
  const { sema, frame } = zon;
  const special = (value: number): Index | typeof WRONG_KIND => {
    if (ty === Ty.comptimeFloat) return WRONG_KIND;
    return floatValue(sema.pool, ty, floatFromNumber(floatBits(sema.pool, ty), value));
  };
  switch (frame.tags[row] as ZonTag) {
    case ZonTag.int:
    case ZonTag.neg_int:
    case ZonTag.char:
      return floatOfInt(sema, zonInt(zon, row), ty);
    case ZonTag.float:
    case ZonTag.float128:
      return castFloat(sema, zonFloat(zon, row), ty);
    case ZonTag.inf:
      return special(Number.POSITIVE_INFINITY);
    case ZonTag.neg_inf:
      return special(Number.NEGATIVE_INFINITY);
    case ZonTag.nan:
      return special(Number.NaN);
    default:
      return WRONG_KIND;
  }
}

function zonEnum(zon: ZonImport, row: number, ty: Index): Index | typeof WRONG_KIND {
  const { sema, block, src, frame } = zon;
  const { pool } = sema;
  if (frame.tags[row] !== ZonTag.enum_literal) return WRONG_KIND;
  resolveLayout(sema, block, src, ty, 'initialization performed');
  const name = zonName(zon, row);
  const field = fieldIndex(pool, ty, name);
  if (field < 0) failZon(zon, row, `enum ${printType(pool, ty)} has no member named '${quotedName(pool.text(name))}'`);
  return enumTag(pool, ty, fieldValue(pool, ty, field));
}

/** A name as one that is declared: a primitive's is quoted too. */
function quotedName(name: string): string {
  return name === '_' || isPrimitiveName(name) ? `@"${name}"` : printIdentifier(name);
}

function zonUnion(zon: ZonImport, row: number, ty: Index): Index | typeof WRONG_KIND {
  const { sema, block, src, frame } = zon;
  const { pool } = sema;
  resolveLayout(sema, block, src, ty, 'initialization performed');
  if (frame.tags[row] === ZonTag.enum_literal) {
    const field = fieldIndex(pool, ty, zonName(zon, row));
    if (field < 0 || fieldType(pool, ty, field) !== Ty.void) return WRONG_KIND;
    return unionValue(pool, ty, unionFieldTag(sema, block, src, ty, field), Val.void);
  }
  if (frame.tags[row] !== ZonTag.struct) return WRONG_KIND;
  const { count, first } = zonElements(zon, row);
  const field = count === 1 ? fieldIndex(pool, ty, zonFieldName(zon, row, 0)) : -1;
  if (field < 0) return WRONG_KIND;
  const payload = typedZon(zon, first, fieldType(pool, ty, field));
  return unionValue(pool, ty, unionFieldTag(sema, block, src, ty, field), payload);
}

function zonStruct(zon: ZonImport, row: number, ty: Index): Index | typeof WRONG_KIND {
  const { sema, block, src, frame } = zon;
  const { pool } = sema;
  const tag: ZonTag = frame.tags[row];
  if (tag !== ZonTag.struct && tag !== ZonTag.empty) return WRONG_KIND;
  resolveLayout(sema, block, src, ty, 'initialization performed');
  const values: Index[] = new Array<Index>(fieldsLen(pool, ty)).fill(NO_INDEX);
  const { count, first } = zonElements(zon, row);
  for (let i = 0; i < count; i++) {
    const name = zonFieldName(zon, row, i);
    const field = fieldIndex(pool, ty, name);
    if (field < 0) failZon(zon, first + i, `unexpected field '${pool.text(name)}'`);
    values[field] = fieldOfType(zon, first + i, ty, field);
  }
  for (let i = 0; i < values.length; i++) {
    if (values[i] !== NO_INDEX) continue;
    values[i] = fieldDefault(sema, block, src, ty, i);
    if (values[i] === NO_INDEX) failZon(zon, row, `missing field '${pool.text(fieldName(pool, ty, i))}'`);
  }
  return aggregate(pool, ty, values);
}

function zonTuple(zon: ZonImport, row: number, ty: Index): Index | typeof WRONG_KIND {
  const { sema } = zon;
  const { pool } = sema;
  if (!isList(zon, row)) return WRONG_KIND;
  const { count, first } = zonElements(zon, row);
  const len = fieldsLen(pool, ty);
  const values: Index[] = [];
  for (let i = 0; i < count; i++) {
    // The official text has the number of the element's node for the length; those of the chunk begin behind the root.
    const node = zon.frame.src[first + i] + 1;
    if (i >= len) failZon(zon, first + i, `index ${i} outside tuple of length @enumFromInt(${node})`);
    values.push(fieldOfType(zon, first + i, ty, i));
  }
  for (let i = count; i < len; i++) {
    const value = fieldValue(pool, ty, i);
    if (value === NO_INDEX) failZon(zon, row, `missing tuple field with index ${i}`);
    values.push(value);
  }
  return aggregate(pool, ty, values);
}

/** The value of `row` as field `field` of a struct or tuple: of a comptime field it has to be the one that the field has. */
function fieldOfType(zon: ZonImport, row: number, ty: Index, field: number): Index {
  const { sema, block, src } = zon;
  const { pool } = sema;
  const value = typedZon(zon, row, fieldType(pool, ty, field));
  if (fieldIsComptime(pool, ty, field) && fieldDefault(sema, block, src, ty, field) !== value) {
    failZon(zon, row, 'value stored in comptime field does not match the default value of the field');
  }
  return value;
}
