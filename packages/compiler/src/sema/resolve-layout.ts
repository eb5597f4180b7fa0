import { comptimeOnlyBlocker } from '../intern/classify.ts';
import { ContainerStatus, Layout } from '../intern/container-table.ts';
import { containerOf, fieldIsComptime, fieldsLen, fieldType, tagType } from '../intern/containers.ts';
import { type Index, NO_INDEX } from '../intern/ids.ts';
import { ItemTag } from '../intern/item.ts';
import { bitSize, resolveLayout as computeLayout } from '../intern/layout.ts';
import { printType } from '../intern/print-type.ts';
import { intBits, intType, isIntType } from '../intern/types.ts';
import { REF_NONE } from '../zir/ref.ts';
import { Block } from './block.ts';
import { containerCode } from './container-zir.ts';
import { requireFields, resolveFields, resolveLayout } from './facts.ts';
import { newFrame } from './frame.ts';
import { resolveType } from './operands.ts';
import { evaluateBody } from './resolve-fields.ts';
import type { Sema } from './sema.ts';
import { type Src, SrcPart, sub } from './src-loc.ts';
import { checkAssumedAlign } from './type-align.ts';
import { CONTAINER_SRC, isReified, typePartSrc, typeSrc } from './type-notes.ts';

/** The most bits that an integer type has. */
const MAX_INT_BITS = 65535;

/**
 * Works out size, alignment and offsets of the struct or union type `ty`, after those of all types in it by value. Returns whether any
 * is not as it was.
 */
export function resolveTypeLayout(sema: Sema, ty: Index): boolean {
  const pool = sema.pool;
  const { chunk, src } = typeSrc(sema, ty);
  const container = containerOf(pool, ty);
  const block = new Block(null, newFrame(sema.zcu, chunk), pool.containers.namespaceOf(container));
  block.isComptime = true;
  requireFields(sema, block, src, ty);
  const before = layoutWords(sema, ty);
  const isStruct = pool.tag(ty) === ItemTag.type_struct;
  const len = fieldsLen(pool, ty);
  for (let i = 0; i < len; i++) {
    if (isStruct && fieldIsComptime(pool, ty, i)) continue;
    const fieldSrc = typePartSrc(sema, ty, SrcPart.container_field_type, i).src;
    resolveLayout(sema, block, fieldSrc, fieldType(pool, ty, i));
    requireClassified(sema, block, fieldSrc, fieldType(pool, ty, i));
  }
  if (pool.tag(ty) === ItemTag.type_union && tagType(pool, ty) !== NO_INDEX)
    requireFields(sema, block, src, tagType(pool, ty));
  if (isStruct && pool.containers.layout.data[container] === Layout.packed) resolveBackingInt(sema, block, ty);
  pool.containers.status.data[container] = ContainerStatus.fields;
  computeLayout(pool, ty);
  checkAssumedAlign(sema, ty);
  const after = layoutWords(sema, ty);
  return before.length !== after.length || before.some((word, i) => word !== after[i]);
}

/** Works out what it takes to say whether `ty` can exist at run time, as far as that is not being worked out already. */
function requireClassified(sema: Sema, block: Block, src: Src, ty: Index): void {
  for (;;) {
    const blocker = comptimeOnlyBlocker(sema.pool, ty);
    if (blocker === NO_INDEX || !resolveFields(sema, block, src, blocker)) return;
  }
}

/** All that the layout of a container says, to be compared. */
function layoutWords(sema: Sema, ty: Index): number[] {
  const table = sema.pool.containers;
  const container = containerOf(sema.pool, ty);
  const start = table.fieldsStart.data[container];
  const end = start + table.fieldsLen.data[container];
  return [
    table.size.data[container],
    table.alignment.data[container],
    table.payloadSize.data[container],
    table.payloadAlignment.data[container],
    table.tagType.data[container],
    ...table.fieldOffset.data.subarray(start, end),
  ];
}

/** Sets the integer that a packed struct is: the written one, or one of all bits of the fields. */
function resolveBackingInt(sema: Sema, block: Block, ty: Index): void {
  const pool = sema.pool;
  const { containers } = pool;
  const container = containerOf(pool, ty);
  let sum = 0;
  for (let i = 0; i < fieldsLen(pool, ty); i++) sum += bitSize(pool, fieldType(pool, ty, i));
  if (isReified(sema, ty)) {
    if (containers.tagType.data[container] === NO_INDEX) containers.tagType.data[container] = intType(pool, false, sum);
    return;
  }
  const code = containerCode(sema, ty);
  const src = sub(CONTAINER_SRC, SrcPart.container_tag_type);
  if (code.ref !== REF_NONE) {
    if (code.body.len > 0) evaluateBody(sema, code.block, code.body);
    const backing = resolveType(sema, code.block, src, code.ref);
    checkBackingInt(sema, code.block, backing, sum);
    containers.tagType.data[container] = backing;
    return;
  }
  if (sum > MAX_INT_BITS)
    sema.fail(block, CONTAINER_SRC, `size of packed struct '${sum}' exceeds maximum bit width of ${MAX_INT_BITS}`);
  containers.tagType.data[container] = intType(pool, false, sum);
}

/** Fails if `backing` is not an integer type of `bits` bits. */
function checkBackingInt(sema: Sema, block: Block, backing: Index, bits: number): void {
  const pool = sema.pool;
  const src = sub(CONTAINER_SRC, SrcPart.container_tag_type);
  if (!isIntType(pool, backing))
    sema.fail(block, src, `expected backing integer type, found '${printType(pool, backing)}'`);
  if (intBits(pool, backing) === bits) return;
  const name = `backing integer type '${printType(pool, backing)}' has bit size ${intBits(pool, backing)}`;
  sema.fail(block, src, `${name} but the struct fields have a total bit size of ${bits}`);
}
