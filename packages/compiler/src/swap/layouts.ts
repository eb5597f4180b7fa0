import type { LinkedProgram } from '../compilation/linked-program.ts';
import { DependeeKind } from '../incremental/dependee.ts';
import { DependerKind, makeDepender } from '../incremental/depender.ts';
import { ContainerFlag, FieldFlag, TypeClass } from '../intern/container-table.ts';
import { containerOf, containerTracked, generatedTagOwner } from '../intern/containers.ts';
import type { ContainerIndex, Index } from '../intern/ids.ts';
import { NO_INDEX } from '../intern/ids.ts';
import { ItemTag } from '../intern/item.ts';
import type { InternPool } from '../intern/pool.ts';
import { printType } from '../intern/print-type.ts';
import { intBig } from '../intern/values.ts';
import { RowKind, type Visit } from '../util/rows.ts';

/** A field as it is in memory. */
interface FieldLayout {
  readonly name: string;
  /** NO_INDEX for the tag of an enum. */
  type: Index;
  /** The same as text. */
  readonly typeName: string;
  /** Struct: in bytes, packed: in bits; null where the field is known at compile time. Enum: the value of the tag. Union: 0. */
  readonly at: number | bigint | null;
}

/** How values of a struct, union or enum are in memory. */
export interface TypeLayout {
  readonly name: string;
  readonly what: 'field' | 'tag';
  readonly size: number;
  readonly alignment: number;
  readonly fields: readonly FieldLayout[];
  /** Enum: the integer type. Union: that of its tag. Packed struct: the integer that it is. NO_INDEX for none. */
  tagType: Index;
  readonly tagTypeName: string;
  /** Whether a union has its tag in memory, and whether an enum is open. */
  readonly flags: number;
}

/**
 * Adds to `layouts` those of the container types whose layout the program relies on, and which can be in memory, as far as they are not there; not those for which
 * `isLeftOut` is true.
 */
export function addLayouts(
  { zcu, reached }: LinkedProgram,
  layouts: Map<Index, TypeLayout>,
  isLeftOut: (container: ContainerIndex) => boolean,
): void {
  const { pool } = zcu;
  for (let row = 0; row < pool.containers.length; row++) {
    const container = row as ContainerIndex;
    const type = pool.containers.typeOf(container);
    if (layouts.has(type) || !isInMemory(pool, container)) continue;
    if (reached.has(makeDepender(DependerKind.typeLayout, container)) && !isLeftOut(container))
      layouts.set(type, layoutOf(pool, type, container));
  }
}

/** Why data in memory may mean something else to the program now. */
export interface LayoutReason {
  readonly text: string;
  /** Whether it may follow from that of another type, which is in this one. */
  readonly isConsequence: boolean;
}

/**
 * Why data of `type` in memory, which is as `was` says, may mean something else to the program now; null if it means the same. It was known to mean the same at time
 * `since`, of `Schedule.clock`; -1 for never.
 */
export function layoutReason({ zcu }: LinkedProgram, type: Index, was: TypeLayout, since: number): LayoutReason | null {
  const { pool, tracked, schedule } = zcu;
  const owner = generatedTagOwner(pool, type);
  if (tracked.isLost(containerTracked(pool, owner === NO_INDEX ? type : owner)))
    return { text: `type \`${was.name}\` is gone`, isConsequence: false };
  const container = containerOf(pool, type);
  // Where it is not known, nothing relies on it; what it was is kept for when something does again.
  if (!pool.containers.isKnown(container)) return null;
  if (since >= 0 && schedule.isUnchanged(DependeeKind.typeLayout, container, 0, since)) return null;
  const is = layoutOf(pool, type, container);
  const changes = changesOfFields(was, is);
  const others = changes.length > 0 ? changes : changesOfPlaces(was, is);
  if (others.length === 0) return null;
  return { text: `layout of \`${was.name}\` changed: ${others.join(', ')}`, isConsequence: changes.length === 0 };
}

/** Has `visit` see the types in a layout. */
export function visitLayout(layout: TypeLayout, visit: Visit): void {
  layout.tagType = visit(RowKind.item, layout.tagType) as Index;
  for (const field of layout.fields) field.type = visit(RowKind.item, field.type) as Index;
}

function isInMemory(pool: InternPool, container: ContainerIndex): boolean {
  if (!pool.containers.isKnown(container)) return false;
  const kind = pool.containers.class(container);
  return kind === TypeClass.runtime || kind === TypeClass.oneValue;
}

/** How values of `type`, whose container is known, are in memory. */
export function layoutOf(pool: InternPool, type: Index, container: ContainerIndex): TypeLayout {
  const { containers } = pool;
  const tag = pool.tag(type);
  const fields: FieldLayout[] = [];
  for (let i = 0; i < containers.fieldsLen(container); i++) {
    const name = pool.text(containers.fieldName(container, i));
    const ofField = containers.fieldType(container, i);
    if (tag === ItemTag.type_enum)
      fields.push({ name, type: NO_INDEX, typeName: '', at: intBig(pool, containers.fieldValue(container, i)) });
    else {
      const isComptime = (containers.fieldFlags(container, i) & FieldFlag.comptime) !== 0;
      const at = isComptime ? null : tag === ItemTag.type_struct ? containers.fieldOffset(container, i) : 0;
      fields.push({ name, type: ofField, typeName: printType(pool, ofField), at });
    }
  }
  const tagType = containers.tagType(container);
  const flags = [ContainerFlag.runtimeTag, ContainerFlag.nonexhaustive].filter((flag) =>
    containers.has(container, flag),
  );
  return {
    name: printType(pool, type),
    what: tag === ItemTag.type_enum ? 'tag' : 'field',
    size: containers.size(container),
    alignment: containers.alignment(container),
    fields,
    tagType,
    tagTypeName: tagType === NO_INDEX ? '' : printType(pool, tagType),
    flags: flags.reduce((sum, flag) => sum | flag, 0),
  };
}

/** What fields and tags there are in `is` that were not, or were others. */
function changesOfFields(was: TypeLayout, is: TypeLayout): string[] {
  const { what } = was;
  const found: string[] = [];
  const before = new Map(was.fields.map((field) => [field.name, field]));
  const now = new Map(is.fields.map((field) => [field.name, field]));
  for (const { name } of is.fields) if (!before.has(name)) found.push(`${what} \`${name}\` added`);
  for (const { name } of was.fields) if (!now.has(name)) found.push(`${what} \`${name}\` removed`);
  for (const field of is.fields) {
    const old = before.get(field.name);
    if (old !== undefined && old.type !== field.type)
      found.push(`${what} \`${field.name}\` is ${otherType(old.typeName, field.typeName)}`);
  }
  if (was.tagType !== is.tagType)
    found.push(
      `its ${was.flags & ContainerFlag.runtimeTag ? 'tag' : 'integer'} is ${otherType(was.tagTypeName, is.tagTypeName)}`,
    );
  for (const { name, at } of what === 'tag' ? is.fields : []) {
    const old = before.get(name);
    if (old !== undefined && old.at !== at) found.push(`tag \`${name}\` is ${at} and was ${old.at}`);
  }
  if (found.length === 0 && was.flags !== is.flags)
    found.push(what === 'tag' ? 'whether it is open' : 'whether its tag is in memory');
  return found;
}

/** What is elsewhere in `is` than it was, whose fields are the same. */
function changesOfPlaces(was: TypeLayout, is: TypeLayout): string[] {
  const before = new Map(was.fields.map(({ name, at }) => [name, at]));
  // The order of what has the same places is only that in which it is told.
  const moved = is.fields.filter(({ name, at }) => before.get(name) !== at);
  const found = moved.map(({ name }) => `field \`${name}\` is elsewhere`);
  if (was.size !== is.size) found.push(`its size is ${is.size} and was ${was.size}`);
  if (was.alignment !== is.alignment) found.push(`its alignment is ${is.alignment} and was ${was.alignment}`);
  return found;
}

/** How a type that is another than it was is told, also where both are called the same. */
export function otherType(was: string, is: string): string {
  return was === is ? `another type called \`${is}\`` : `\`${is || 'none'}\` and was \`${was || 'none'}\``;
}
