import { type FieldKey, Layout } from '../../intern/container-table.ts';
import { containerLayout, reifiedInfo } from '../../intern/containers.ts';
import { type Index, NO_INDEX } from '../../intern/ids.ts';
import { bitSize } from '../../intern/layout.ts';
import { printType } from '../../intern/print-type.ts';
import { intBits, intType, isIntType } from '../../intern/types.ts';
import { SrcPart } from '../../query/src.ts';
import { ComptimeReason } from '../../zir/comptime-reason.ts';
import { resolveLayout } from '../core/facts.ts';
import type { Sema } from '../core/sema.ts';
import { failWithType } from '../types/type-notes.ts';
import { checkField } from './field-checks.ts';
import { evaluateFieldValue } from './resolve-defaults.ts';
import { TypeInProgress } from './type-in-progress.ts';

/** The most bits that an integer type has. */
const MAX_INT_BITS = 65535;

/** Place of the backing integer type in what `@Struct` was given. */
const BACKING_INFO = 1;

/** Works out fields and layout of the struct type `ty`. Returns whether anything is not as it was. */
export function resolveStruct(sema: Sema, ty: Index): boolean {
  const { pool } = sema;
  const t = new TypeInProgress(sema, ty);
  const { block, code } = t;
  const layout = containerLayout(pool, ty);
  const fields: FieldKey[] = t.fields();
  if (code === null) t.checkNames('struct', fields);
  for (let i = 0; i < fields.length; i++) {
    const field = fields[i]!;
    resolveLayout(sema, block, t.src(SrcPart.container_field_type, i), field.type, 'field declared');
    if (code !== null && field.isComptime) fields[i] = { ...field, value: evaluateFieldValue(sema, t, field.type, i) };
    checkField(t, layout, 'struct', field, i);
  }
  const hasDefaults = code !== null && fields.some((field) => field.hasDefault && !field.isComptime);
  const { tagType, isExplicit } = layout === Layout.packed ? backingType(t, fields) : NO_BACKING;
  const changed = sema.products.setLayout(pool, ty, { layout, tagType, fields, isExplicit, hasDefaults });
  if (layout !== Layout.packed) t.checkSize('struct');
  return changed;
}

interface Backing {
  readonly tagType: Index;
  /** Whether it was written. */
  readonly isExplicit: boolean;
}

const NO_BACKING: Backing = { tagType: NO_INDEX, isExplicit: false };

/** The integer that a packed struct is: the written one, or one of all bits of the fields. */
function backingType(t: TypeInProgress, fields: readonly FieldKey[]): Backing {
  const { sema, ty, block, code } = t;
  const { pool } = sema;
  let sum = 0;
  for (const field of fields) sum += bitSize(pool, field.type);
  const src = t.src(SrcPart.container_tag_type);
  let backing = NO_INDEX;
  if (code === null) backing = reifiedInfo(pool, ty, BACKING_INFO) as Index;
  else if (code.arg.len > 0) backing = t.evaluateType(code.arg, src, ComptimeReason.packed_struct_backing_int_type);
  if (backing === NO_INDEX) {
    if (sum <= MAX_INT_BITS) return { tagType: intType(pool, false, sum), isExplicit: false };
    return sema.fail(block, t.typeSrc, `packed struct bit width '${sum}' exceeds maximum bit width of ${MAX_INT_BITS}`);
  }
  if (!isIntType(pool, backing)) failWithType(sema, block, src, 'expected backing integer type, found', backing);
  const bits = intBits(pool, backing);
  if (bits === sum) return { tagType: backing, isExplicit: true };
  const { chunk } = block.frame;
  return sema.fail(block, t.typeSrc, 'backing integer bit width does not match total bit width of fields', [
    { chunk, src, message: `backing integer '${printType(pool, backing)}' has bit width '${bits}'` },
    { chunk, src: t.typeSrc, message: `struct fields have total bit width '${sum}'` },
  ]);
}
