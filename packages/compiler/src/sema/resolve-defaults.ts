import { containerOf } from '../intern/containers.ts';
import { type Index, NO_INDEX } from '../intern/ids.ts';
import { coerce } from './coerce.ts';
import { checkComptimeVarReference } from './comptime-ptr.ts';
import { containerCode, structFields } from './container-zir.ts';
import { requireFields } from './facts.ts';
import { resolveConstValue } from './operands.ts';
import { evaluateBody } from './resolve-fields.ts';
import type { Sema } from './sema.ts';
import { SrcPart, sub } from './src-loc.ts';
import { CONTAINER_SRC, isReified } from './type-notes.ts';

/** The instruction of a struct's chunk that stands for the type of the field in its default. */
const FIELD_TYPE_INST = 0;

/** Works out the default and comptime values of the fields of the struct type `ty`. Returns whether any is not as it was. */
export function resolveTypeDefaults(sema: Sema, ty: Index): boolean {
  if (isReified(sema, ty)) return false;
  const { containers } = sema.pool;
  const container = containerOf(sema.pool, ty);
  const code = containerCode(sema, ty);
  const { block } = code;
  requireFields(sema, block, CONTAINER_SRC, ty);
  let changed = false;
  let i = 0;
  for (const field of structFields(code)) {
    let value = NO_INDEX;
    if (field.init.len > 0) {
      const initSrc = sub(CONTAINER_SRC, SrcPart.container_field_value, i);
      const fieldTy = containers.fieldType.data[containers.fieldsStart.data[container] + i] as Index;
      block.frame.instMap[FIELD_TYPE_INST] = fieldTy;
      const init = evaluateBody(sema, block, field.init);
      const coerced = coerce(sema, block, fieldTy, init, initSrc);
      const reason = 'struct field default value must be comptime-known';
      value = resolveConstValue(sema, block, initSrc, coerced, reason);
      checkComptimeVarReference(sema, block, initSrc, value, 'field default value');
    }
    const row = containers.fieldsStart.data[container] + i;
    changed ||= containers.fieldValue.data[row] !== value;
    containers.fieldValue.data[row] = value;
    i++;
  }
  return changed;
}
