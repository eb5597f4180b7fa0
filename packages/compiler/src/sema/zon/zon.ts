import type { AirRef } from '../../air/air.ts';
import { Layout } from '../../intern/container-table.ts';
import { containerOf, reifiedContainer } from '../../intern/containers.ts';
import { type Index, NO_INDEX } from '../../intern/ids.ts';
import { ItemTag } from '../../intern/item.ts';
import { Ty, Val } from '../../intern/known.ts';
import { tupleType } from '../../intern/types.ts';
import { aggregate, boolValue, enumLiteral, intValue, typeOf } from '../../intern/values.ts';
import type { Src } from '../../query/src.ts';
import { ZonTag } from '../../zir/zon-node.ts';
import type { Block } from '../core/block.ts';
import { addTypeReference, importZon } from '../core/facts.ts';
import { newFrame } from '../core/frame.ts';
import type { Sema } from '../core/sema.ts';
import { contextName } from '../types/anon-names.ts';
import { stringLiteral } from '../values/string-literal.ts';
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
import { typedZon } from './zon-typed.ts';
import { checkZonType } from './zon-types.ts';

/** The value of the file of data that `@import(name)` means: of type `ty`, or of the type that it has by itself (NO_INDEX). */
export function analyzeZonImport(sema: Sema, block: Block, src: Src, name: string, ty: Index): AirRef {
  const chunk = importZon(sema, block, src, name);
  const zon: ZonImport = { sema, block, src, chunk, frame: newFrame(sema.zcu, chunk) };
  if (ty === NO_INDEX) return untypedZon(zon, 0) as number as AirRef;
  checkZonType(sema, block, src, ty);
  return typedZon(zon, 0, ty) as number as AirRef;
}

/** The value of `row` where nothing is known of its type. */
function untypedZon(zon: ZonImport, row: number): Index {
  const { sema, frame } = zon;
  const { pool } = sema;
  switch (frame.tags[row] as ZonTag) {
    case ZonTag.true:
    case ZonTag.false:
      return boolValue(frame.tags[row] === ZonTag.true);
    case ZonTag.null:
      return Val.null;
    case ZonTag.inf:
      return failZon(zon, row, 'infinity requires a known result type');
    case ZonTag.neg_inf:
      return failZon(zon, row, 'negative infinity requires a known result type');
    case ZonTag.nan:
      return failZon(zon, row, 'NaN requires a known result type');
    case ZonTag.int:
    case ZonTag.neg_int:
    case ZonTag.char:
      return intValue(pool, Ty.comptimeInt, zonInt(zon, row));
    case ZonTag.float:
    case ZonTag.float128:
      return zonFloat(zon, row);
    case ZonTag.enum_literal:
      return enumLiteral(pool, zonName(zon, row));
    case ZonTag.string:
      return stringLiteral(sema, zonString(zon, row)) as number as Index;
    case ZonTag.empty:
      return Val.emptyTuple;
    case ZonTag.array: {
      const values = untypedElements(zon, row);
      const types = values.map((value) => typeOf(pool, value));
      return aggregate(pool, tupleType(pool, types, values), values);
    }
    case ZonTag.struct:
      return untypedStruct(zon, row);
    case ZonTag.failed:
      return failZon(zon, row, 'invalid value');
  }
}

function untypedElements(zon: ZonImport, row: number): Index[] {
  const { count, first } = zonElements(zon, row);
  return Array.from({ length: count }, (_, i) => untypedZon(zon, first + i));
}

/** A struct of a type of its own, whose fields have the only values that they can have. */
function untypedStruct(zon: ZonImport, row: number): Index {
  const { sema, block, src, chunk } = zon;
  const { pool } = sema;
  const values = untypedElements(zon, row);
  const words: number[] = [Layout.auto, NO_INDEX];
  for (const [i, value] of values.entries()) words.push(zonFieldName(zon, row, i), typeOf(pool, value), value, 0, 1);
  const ty = reifiedContainer(pool, ItemTag.type_struct, chunk, row, words);
  // The same type for all who import the file: it is called after the first of them.
  const name = pool.string(`${contextName(sema, block)}__struct_${row}`);
  const making = { container: containerOf(pool, ty), name, isSafetyTagged: false };
  sema.zcu.typeNames.made(making);
  addTypeReference(sema, block, src, ty, making);
  return aggregate(pool, ty, values);
}
