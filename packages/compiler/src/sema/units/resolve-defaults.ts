import { fieldName, fieldType } from '../../intern/containers.ts';
import type { Index } from '../../intern/ids.ts';
import { SrcPart } from '../../query/src.ts';
import { ComptimeReason } from '../../zir/comptime-reason.ts';
import { coerce } from '../coercion/coerce.ts';
import { checkComptimeVarReference } from '../core/comptime-var-refs.ts';
import { evaluateBodyAs } from '../core/container-zir.ts';
import { resolveLayout } from '../core/facts.ts';
import type { Sema } from '../core/sema.ts';
import { resolveConstValue } from '../values/operands.ts';
import { TypeInProgress } from './type-in-progress.ts';

/** Works out the default values of the fields of the struct type `ty`. Returns whether any is not as it was. */
export function resolveTypeDefaults(sema: Sema, ty: Index): boolean {
  const { pool } = sema;
  const t = new TypeInProgress(sema, ty);
  // What a type made by an instruction has for defaults was given with it.
  if (t.code === null) return false;
  resolveLayout(sema, t.block, t.typeSrc, ty, 'initialization performed');
  let changed = false;
  for (const [i, field] of t.code.fields.entries()) {
    // Values of comptime fields are part of the layout.
    if (field.isComptime || field.value.len === 0) continue;
    const value = evaluateFieldValue(sema, t, fieldType(pool, ty, i), i);
    changed = sema.products.setDefault(pool, ty, i, value) || changed;
  }
  return changed;
}

/** The default or comptime value of field `i`, of type `fieldTy`, of a declared struct type. */
export function evaluateFieldValue(sema: Sema, t: TypeInProgress, fieldTy: Index, i: number): Index {
  const { block } = t;
  const src = t.src(SrcPart.container_field_value, i);
  const { value } = t.code!.fields[i]!;
  const init = evaluateBodyAs(sema, block, value, fieldTy, src, ComptimeReason.struct_field_default_value);
  const coerced = coerce(sema, block, fieldTy, init, src);
  const result = resolveConstValue(sema, block, src, coerced, null);
  const name = sema.pool.text(fieldName(sema.pool, t.ty, i));
  checkComptimeVarReference(sema, block, src, result, 'field default value', name);
  return result;
}
