import { MIGRATION_EXPORT } from '../bindings/root-module.ts';
import type { LinkedProgram } from '../compilation/linked-program.ts';
import { DependeeKind, NO_DEPENDEE } from '../incremental/dependee.ts';
import { NO_ENTRY } from '../incremental/dependency-graph.ts';
import { DependerKind, dependerIndex, dependerKind } from '../incremental/depender.ts';
import { containerOf, isContainer } from '../intern/containers.ts';
import { funcTypeInfo } from '../intern/functions.ts';
import { type ContainerIndex, type FuncIndex, type Index, NO_INDEX } from '../intern/ids.ts';
import { ItemTag } from '../intern/item.ts';
import { abiAlign, alignUp } from '../intern/layout.ts';
import { isConstPtr, isSinglePtr, ptrChild } from '../intern/pointers.ts';
import type { InternPool } from '../intern/pool.ts';
import { printType } from '../intern/print-type.ts';
import {
  arrayLen,
  childType,
  isTuple,
  sentinelOf,
  TypeKind,
  tupleFieldType,
  tupleFieldValue,
  typeKind,
} from '../intern/types.ts';
import { typeOf } from '../intern/values.ts';
import { layoutOf, otherType } from './layouts.ts';
import type { RunningImage } from './running-image.ts';
import type { SwapMove } from './swap.ts';

/*
 * Values that come over to an instance that starts afresh: the program has a function that makes of a value as it was one as it is to be. That it takes what is
 * in the running program's memory is shown by comparing the type that it takes with the layout that this has there. Addresses mean nothing in
 * another instance, nor do numbers of errors: values that have any do not come over.
 */

/** A function of the program that is for that: what it takes, and what it gives. */
interface MigrationFunction {
  readonly name: string;
  readonly old: Index;
  readonly now: Index;
}

/** What comes over, or why not all does that was to. */
export interface MigrationPlan {
  readonly moves: readonly SwapMove[];
  /** Sentences without their full stop. */
  readonly refusals: readonly string[];
}

/** Which variables of the running program come over to one that starts from the last update's module; null where no function says how. */
export function planMigration(program: LinkedProgram, image: RunningImage): MigrationPlan | null {
  const functions = migrationsOf(program);
  if (functions.length === 0) return null;
  const { zcu, placement } = program;
  const { pool } = zcu;
  const moves: SwapMove[] = [];
  const refusals: string[] = [];
  const used = new Set<MigrationFunction>();
  for (const id of placement.data()) {
    const { isVariable, owner } = placement.graph.data[id];
    const running = isVariable ? image.variables.get(owner) : undefined;
    if (running === undefined) continue;
    const type = typeOf(pool, pool.decls.valueOf(owner));
    const reasons: string[] = [];
    for (const func of functions) {
      if (func.now !== type) continue;
      used.add(func);
      const difference = differenceOf(program, image, running.type, func.old);
      if (difference !== null) {
        const taken = printType(pool, func.old);
        reasons.push(`variable \`${running.name}\` cannot be migrated from \`${taken}\`: ${difference}`);
        continue;
      }
      const { name: variable, address: from, size } = running;
      const through = alignUp(placement.roomStart, abiAlign(pool, func.old));
      if (through + size > placement.end) reasons.push(`there is no room to migrate variable \`${variable}\``);
      else {
        moves.push({ variable, from, size, through, to: placement.dataAddress(id), by: func.name });
        reasons.length = 0;
        break;
      }
    }
    refusals.push(...reasons);
  }
  for (const func of functions)
    if (!used.has(func))
      refusals.push(`a function migrates to \`${printType(pool, func.now)}\`, of which no variable is`);
  return { moves, refusals };
}

/** Tells whether a container is one on whose layout nothing but functions that migrate relies: no value of it stays. */
export function onlyMigrated(program: LinkedProgram): (container: ContainerIndex) => boolean {
  const taken = new Set(migrationsOf(program).map(({ old }) => old));
  return (container) => taken.size > 0 && isReliedOnByMigrations(program, container, taken, new Set());
}

function isReliedOnByMigrations(
  program: LinkedProgram,
  container: ContainerIndex,
  taken: ReadonlySet<Index>,
  seen: Set<ContainerIndex>,
): boolean {
  if (seen.has(container)) return true;
  seen.add(container);
  const { zcu, reached } = program;
  const { graph } = zcu.schedule;
  const fact = graph.findDependee(DependeeKind.typeLayout, container, 0);
  if (fact === NO_DEPENDEE) return false;
  for (let entry = graph.firstOnDependee(fact); entry !== NO_ENTRY; entry = graph.nextOnDependee(entry)) {
    const row = graph.entryDependerRow(entry);
    if (!reached.hasRow(row)) continue;
    const unit = graph.dependerOf(row);
    const index = dependerIndex(unit);
    if (dependerKind(unit) === DependerKind.typeLayout) {
      if (!isReliedOnByMigrations(program, index as ContainerIndex, taken, seen)) return false;
    } else if (dependerKind(unit) !== DependerKind.funcBody) return false;
    else {
      const type = typeOf(zcu.pool, zcu.pool.funcs.valueOf(index as FuncIndex));
      const [first] = funcTypeInfo(zcu.pool, type).params;
      if (first === undefined || !taken.has(pointedTo(zcu.pool, first))) return false;
    }
  }
  return true;
}

/** The functions that the program exports for this: of a pointer to a value as it was, and one to where it is to be. */
function migrationsOf({ zcu, exports }: LinkedProgram): MigrationFunction[] {
  const { pool } = zcu;
  return exports.flatMap(({ name, decl, value }): MigrationFunction[] => {
    if (name !== MIGRATION_EXPORT && !name.startsWith(`${MIGRATION_EXPORT}.`)) return [];
    const type = typeOf(pool, value === NO_INDEX ? pool.decls.valueOf(decl) : value);
    if (typeKind(pool, type) !== TypeKind.fn) return [];
    const { params } = funcTypeInfo(pool, type);
    const [old, now] = params.map((param) => pointedTo(pool, param));
    const isIt = params.length === 2 && old !== NO_INDEX && now !== NO_INDEX && isConstPtr(pool, params[0]);
    return isIt ? [{ name, old, now }] : [];
  });
}

/** What a pointer to one value points to; NO_INDEX of anything else. */
function pointedTo(pool: InternPool, type: Index): Index {
  return isSinglePtr(pool, type) ? ptrChild(pool, type) : NO_INDEX;
}

/**
 * Why a value of the running program, of type `was` as that had it, cannot be taken in another instance for one of type `is`; null where it can.
 */
function differenceOf(program: LinkedProgram, image: RunningImage, was: Index, is: Index): string | null {
  const { pool } = program.zcu;
  const other = (): string => `it is ${otherType(printType(pool, was), printType(pool, is))}`;
  const kind = typeKind(pool, was);
  switch (kind) {
    case TypeKind.pointer:
    case TypeKind.fn:
    case TypeKind.anyframe:
      return `\`${printType(pool, was)}\` is an address, which means nothing in another instance`;
    case TypeKind.error_set:
    case TypeKind.error_union:
      return `\`${printType(pool, was)}\` has numbers of errors, which are others in another instance`;
    default:
  }
  if (kind !== typeKind(pool, is)) return other();
  if (isContainer(pool, was)) return differenceOfContainers(program, image, was, is);
  switch (kind) {
    case TypeKind.array:
    case TypeKind.vector:
      if (arrayLen(pool, was) !== arrayLen(pool, is) || sentinelOf(pool, was) !== sentinelOf(pool, is)) return other();
      return differenceOf(program, image, childType(pool, was), childType(pool, is));
    case TypeKind.optional:
      return differenceOf(program, image, childType(pool, was), childType(pool, is));
    case TypeKind.struct:
      return differenceOfTuples(program, image, was, is);
    default:
      return was === is ? null : other();
  }
}

function differenceOfTuples(program: LinkedProgram, image: RunningImage, was: Index, is: Index): string | null {
  const { pool } = program.zcu;
  const other = `it is ${otherType(printType(pool, was), printType(pool, is))}`;
  if (!isTuple(pool, was) || !isTuple(pool, is)) return other;
  const count = arrayLen(pool, was);
  if (arrayLen(pool, is) !== count) return other;
  for (let i = 0; i < count; i++) {
    if (tupleFieldValue(pool, was, i) !== tupleFieldValue(pool, is, i)) return other;
    const difference = differenceOf(program, image, tupleFieldType(pool, was, i), tupleFieldType(pool, is, i));
    if (difference !== null) return `field \`${i}\`: ${difference}`;
  }
  return null;
}

function differenceOfContainers(program: LinkedProgram, image: RunningImage, was: Index, is: Index): string | null {
  const { pool } = program.zcu;
  const before = image.layouts.get(was);
  const container = containerOf(pool, is);
  if (before === undefined || !pool.containers.isKnown(container) || pool.tag(was) !== pool.tag(is))
    return `it is ${otherType(before?.name ?? printType(pool, was), printType(pool, is))}`;
  const now = layoutOf(pool, is, container);
  const { what } = before;
  const places = new Map(now.fields.map((field) => [field.name, field]));
  for (const field of before.fields) {
    const found = places.get(field.name);
    if (found === undefined) return `it had the ${what} \`${field.name}\``;
    if (found.at !== field.at)
      return `${what} \`${field.name}\` ${what === 'tag' ? 'had another value' : 'was elsewhere'}`;
    if (field.type === NO_INDEX || field.at === null) continue;
    const difference = differenceOf(program, image, field.type, found.type);
    if (difference !== null) return `${what} \`${field.name}\`: ${difference}`;
  }
  if (now.fields.length !== before.fields.length) {
    const had = new Set(before.fields.map(({ name }) => name));
    return `it had no ${what} \`${now.fields.find(({ name }) => !had.has(name))!.name}\``;
  }
  if (now.size !== before.size || now.alignment !== before.alignment || now.flags !== before.flags)
    return `\`${before.name}\` was in memory otherwise`;
  if (before.tagType === NO_INDEX || now.tagType === NO_INDEX)
    return before.tagType === now.tagType ? null : `\`${before.name}\` was in memory otherwise`;
  const isTag = pool.tag(was) !== ItemTag.type_union || pool.tag(before.tagType) !== ItemTag.type_enum;
  if (isTag) return before.tagType === now.tagType ? null : `\`${before.name}\` had other integers`;
  return differenceOf(program, image, before.tagType, now.tagType);
}
