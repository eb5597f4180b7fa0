/**
 * All reading of state that other units or the files give. To read here is to declare the dependency: each function has the unit
 * that gives the fact brought up to date, records that `sema.owner` relied on it, and only then returns it.
 */
import { DependeeKind } from '../../incremental/dependee.ts';
import { type Depender, DependerKind, makeDepender } from '../../incremental/depender.ts';
import { DependerState } from '../../incremental/schedule.ts';
import { ContainerFlag } from '../../intern/container-table.ts';
import { containerOf, isContainer } from '../../intern/containers.ts';
import { funcReturnType, funcRow, funcTypeInfo, uncoercedFunc } from '../../intern/functions.ts';
import {
  type ContainerIndex,
  type DeclIndex,
  type FuncIndex,
  type Index,
  type NamespaceIndex,
  NO_DECL,
  NO_INDEX,
  type StringIndex,
  type TrackedIndex,
} from '../../intern/ids.ts';
import { ItemTag } from '../../intern/item.ts';
import { arrayLen, childType, errorSetNames, errorUnionPayload, tupleFieldType } from '../../intern/types.ts';
import { ALL_ERRORS, numberOfError } from '../../query/error-numbers.ts';
import { errorsInOrder } from '../../query/error-order.ts';
import { NO_QUOTA, REFUSED } from '../../query/quota.ts';
import { typeTarget, unitTarget } from '../../query/reference-words.ts';
import type { Src } from '../../query/src.ts';
import { DEPENDENCY_FAILED } from '../../query/throws.ts';
import type { Making } from '../../query/type-names.ts';
import type { LayoutReason } from '../../query/unit-in-progress.ts';
import { declTypeUnit, declValueUnit, funcBodyUnit } from '../../query/units.ts';
import type { ChunkIndex } from '../../zir/zir.ts';
import type { Block } from './block.ts';
import { raisedQuota } from './calls-as-units.ts';
import { failDependencyLoop } from './dependency-loops.ts';
import { PANIC_GROUP, PANIC_MEMBERS, type PanicMember } from './panic-members.ts';
import { refer } from './references.ts';
import type { Sema } from './sema.ts';

/** How many units may be in progress, each asked for by the one before. */
const MAX_NESTED_UNITS = 8000;

/** Returns false where the unit has declared it already: what it refers to by it is recorded then too. */
function declare(sema: Sema, kind: DependeeKind, a: number, b = 0): boolean {
  return sema.declareDependency(kind, a, b);
}

/** Records what `sema.owner` refers to. */
function addReference(sema: Sema, block: Block, src: Src, unit: Depender): void {
  refer(sema, block, src, unitTarget(sema.zcu.rowOf(unit), false));
}

/**
 * Records that `sema.owner` made (`making`), imported or declared the type `ty`: the comptime blocks and exports of a container are reached
 * with it.
 */
export function addTypeReference(sema: Sema, block: Block, src: Src, ty: Index, making: Making | null = null): void {
  if (isContainer(sema.pool, ty)) refer(sema, block, src, typeTarget(ty, making !== null), NO_QUOTA, making);
}

/** The unit relies on the content of `tracked`, a chunk that it analyses. */
export function readSource(sema: Sema, tracked: number): void {
  declare(sema, DependeeKind.srcHash, tracked);
}

/**
 * What the unit's analysis gives: brought up to date, and relied on by `sema.owner`, which asks for it at `src`. Returns false where it
 * relied on it already.
 */
function ask(
  sema: Sema,
  block: Block,
  src: Src,
  unit: Depender,
  kind: DependeeKind,
  a: number,
  reason: LayoutReason | null = null,
): boolean {
  const { zcu } = sema;
  const asker = zcu.stack[zcu.stack.length - 1]!;
  asker.chunk = block.frame.chunk;
  asker.src = src;
  asker.reason = reason;
  if (zcu.stack.length > MAX_NESTED_UNITS && !zcu.schedule.isUpToDate(unit) && !zcu.schedule.isInProgress(unit)) {
    declare(sema, kind, a);
    sema.unsupported(block, src, `more than ${MAX_NESTED_UNITS} declarations and types that need one another`);
  }
  zcu.ensureUpToDate(unit);
  const isNew = declare(sema, kind, a);
  if (isNew) refer(sema, block, src, unitTarget(zcu.rowOf(unit), true));
  if (zcu.schedule.isInProgress(unit)) failDependencyLoop(sema, block, src, unit, reason);
  if (zcu.hasFailed(unit)) throw DEPENDENCY_FAILED;
  return isNew;
}

/** The value of `decl`: for a `var` or `extern` the item that says so. */
export function readDeclValue(sema: Sema, block: Block, src: Src, decl: DeclIndex): Index {
  ask(sema, block, src, declValueUnit(decl), DependeeKind.declVal, decl);
  return sema.pool.decls.valueOf(decl);
}

/** Fails where the value of `decl` could not be worked out. Who asks relies on that alone, and not on what the value is. */
export function requireDeclValue(sema: Sema, block: Block, src: Src, decl: DeclIndex): void {
  ask(sema, block, src, declValueUnit(decl), DependeeKind.valueFailed, decl);
}

/** The type of `decl`; its alignment, section and address space in the declaration table are known then too. */
export function readDeclType(sema: Sema, block: Block, src: Src, decl: DeclIndex): Index {
  ask(sema, block, src, declTypeUnit(decl), DependeeKind.declType, decl);
  return sema.pool.decls.typeOf(decl);
}

/** The declaration that `namespace` itself (not those around it) has under `name`; NO_DECL if it has none. */
export function lookupName(sema: Sema, namespace: NamespaceIndex, name: StringIndex): DeclIndex {
  return sema.pool.namespaces.lookup(namespace, name);
}

/** The unit relies on all names of `namespace`, with their order and whether they are `pub`. Returns the named declarations. */
export function namespaceMembers(sema: Sema, namespace: NamespaceIndex): Uint32Array {
  return sema.pool.namespaces.decls(namespace);
}

/** Whether `decl` may be named from `namespace`: it is `pub`, or of the same file. */
export function isAccessible(sema: Sema, decl: DeclIndex, from: NamespaceIndex): boolean {
  const pool = sema.pool;
  if (pool.decls.isPub(decl)) return true;
  return pool.namespaces.fileOf(pool.decls.namespaceOf(decl)) === pool.namespaces.fileOf(from);
}

/**
 * Makes all known that there is to know about a value of type `ty` in memory: fields, tag values, size, alignment and offsets, of it and of
 * all that is in it by value. `reason` says why the unit asks for it.
 */
export function resolveLayout(sema: Sema, block: Block, src: Src, ty: Index, reason: LayoutReason): void {
  const pool = sema.pool;
  for (;;) {
    switch (pool.tag(ty)) {
      case ItemTag.type_array:
      case ItemTag.type_vector:
      case ItemTag.type_optional:
        ty = childType(pool, ty);
        continue;
      case ItemTag.type_error_union:
        ty = errorUnionPayload(pool, ty);
        continue;
      case ItemTag.type_tuple: {
        const len = arrayLen(pool, ty);
        for (let i = 0; i < len; i++) resolveLayout(sema, block, src, tupleFieldType(pool, ty, i), reason);
        return;
      }
      case ItemTag.type_func:
        for (const param of funcTypeInfo(pool, ty).params) resolveLayout(sema, block, src, param, reason);
        ty = funcReturnType(pool, ty);
        continue;
      case ItemTag.type_struct:
      case ItemTag.type_union:
      case ItemTag.type_enum: {
        const container = containerOf(pool, ty);
        const unit = makeDepender(DependerKind.typeLayout, container);
        const isNew = ask(sema, block, src, unit, DependeeKind.typeLayout, container, reason);
        // Whoever has values of the type has the defaults worked out, in this update though not right now.
        if (isNew && pool.containers.has(container, ContainerFlag.hasDefaults))
          addReference(sema, block, src, defaultsUnit(container));
        return;
      }
      default:
        return;
    }
  }
}

/** Makes the default values of the fields of the struct type `ty` known. */
export function resolveDefaults(sema: Sema, block: Block, src: Src, ty: Index): void {
  const pool = sema.pool;
  if (pool.tag(ty) !== ItemTag.type_struct) return;
  resolveLayout(sema, block, src, ty, 'initialization performed');
  const container = containerOf(pool, ty);
  ask(sema, block, src, defaultsUnit(container), DependeeKind.typeDefaults, container);
}

function defaultsUnit(container: ContainerIndex): Depender {
  return makeDepender(DependerKind.typeDefaults, container);
}

/** The error set that the body of `func` was found to give. The function is analysed for it. */
export function readInferredErrors(sema: Sema, block: Block, src: Src, func: Index): Index {
  const row = funcRow(sema.pool, func);
  ask(sema, block, src, funcBodyUnit(row), DependeeKind.inferredErrors, row);
  return sema.pool.funcs.errorSet(row);
}

/** `decl` is needed in memory: its value is worked out in this update if the owner is reached, and its errors count then. */
export function requestValue(sema: Sema, block: Block, src: Src, decl: DeclIndex): void {
  addReference(sema, block, src, declValueUnit(decl));
}

/** `func` is needed at runtime: its body is analysed in this update if the owner is reached, and its errors count then. */
export function requestFunction(sema: Sema, block: Block, src: Src, func: Index): void {
  addReference(sema, block, src, funcBodyUnit(funcRow(sema.pool, uncoercedFunc(sema.pool, func))));
}

/** The same for an instance of a generic function that is called: it gets the branch quota that there is where the call stands. */
export function requestInstance(sema: Sema, block: Block, src: Src, func: Index): void {
  const { zcu, pool, branches } = sema;
  const row = funcRow(pool, func);
  const unit = funcBodyUnit(row);
  const state = zcu.schedule.state(unit);
  // Most often no other caller comes to be known that gives it more.
  if (state === DependerState.unknown || state === DependerState.outdated) zcu.giveQuota(row, branches.limit);
  refer(sema, block, src, unitTarget(zcu.rowOf(unit), false), raisedQuota(sema));
}

/** The branch quota that the callers of `func`, an instance of a generic function, give it; `REFUSED` where it is one too many. */
export function readQuota(sema: Sema, func: FuncIndex): number {
  const quota = sema.pool.funcs.branchQuota(func);
  return sema.zcu.refusedInstances.has(func) ? REFUSED : quota;
}

/** The number that the error `name` has at compile time, and so at run time: see `error-numbers.ts`. */
export function readErrorNumber(sema: Sema, name: StringIndex): number {
  declare(sema, DependeeKind.errorNumber, name);
  return numberOfError(sema.zcu, name);
}

/** The error that has the number `number` at compile time; NO_INDEX if none has. */
export function readErrorOfNumber(sema: Sema, number: number): StringIndex | typeof NO_INDEX {
  declare(sema, DependeeKind.errorNumber, ALL_ERRORS);
  const { errorNumbers } = sema.zcu;
  if (number < 1 || number > errorNumbers.length) return NO_INDEX;
  return errorNumbers.data[number - 1] as StringIndex;
}

/** The errors of the error set type `set` in their order: see `error-order.ts`. */
export function readErrorOrder(sema: Sema, set: Index): StringIndex[] {
  if (errorSetNames(sema.pool, set).length > 1) declare(sema, DependeeKind.errorOrder, set);
  return errorsInOrder(sema.zcu, set);
}

/** The struct type of the file that `@import(name)` means. Fails with the official text if there is none. */
export function importFile(sema: Sema, block: Block, src: Src, name: string): Index {
  const zcu = sema.zcu;
  const from = sema.pool.namespaces.fileOf(block.namespace);
  const file = zcu.files.importFile(from, name);
  if (typeof file === 'string') return sema.fail(block, src, file);
  declare(sema, DependeeKind.file, file);
  if (!zcu.files.isAnalyzable(file)) throw DEPENDENCY_FAILED;
  const ty = zcu.fileRootType(file);
  addTypeReference(sema, block, src, ty);
  return ty;
}

/** The chunk of the file of data that `@import(name)` means, which the unit relies on. */
export function importZon(sema: Sema, block: Block, src: Src, name: string): TrackedIndex {
  const { zcu } = sema;
  const file = zcu.files.importFile(sema.pool.namespaces.fileOf(block.namespace), name);
  if (typeof file === 'string') return sema.fail(block, src, file);
  declare(sema, DependeeKind.file, file);
  if (!zcu.files.isAnalyzable(file)) throw DEPENDENCY_FAILED;
  const chunk = zcu.tracked.track(file, 0 as ChunkIndex);
  readSource(sema, chunk);
  return chunk;
}

/** The bytes of the file that `@embedFile(name)` means. */
export function embedFile(sema: Sema, block: Block, src: Src, name: string): Uint8Array {
  const zcu = sema.zcu;
  const from = sema.pool.namespaces.fileOf(block.namespace);
  const file = zcu.files.embedFile(from, name);
  if (typeof file === 'string') return sema.fail(block, src, file);
  declare(sema, DependeeKind.embedFile, file);
  const error = zcu.files.embedError(file);
  if (error !== null) return sema.fail(block, src, `unable to open '${name}': ${error}`);
  return zcu.files.bytes(file);
}

/** The unit relies on where `tracked` stands in its file. */
export function readPosition(sema: Sema, tracked: number): void {
  declare(sema, DependeeKind.position, tracked);
}

/** The value of a declaration of `std.builtin`, by its path below it: `Type`, `CallingConvention`, `Type.StructField`. */
export function builtinDecl(sema: Sema, block: Block, src: Src, path: string): Index {
  const pool = sema.pool;
  const std = sema.zcu.fileRootType(sema.zcu.files.std);
  let value = std;
  for (const name of builtinPath(sema, path)) {
    const namespace = pool.containers.namespaceOf(containerOf(pool, value));
    const decl = lookupName(sema, namespace, name);
    if (decl === NO_DECL) return sema.fail(block, src, `std.builtin is missing '${pool.text(name)}'`);
    value = readDeclValue(sema, block, src, decl);
  }
  return value;
}

/** The function that `std.builtin.panic` has as `member`. */
export function readPanicMember(sema: Sema, block: Block, src: Src, member: PanicMember): Index {
  const unit = makeDepender(DependerKind.builtins, PANIC_GROUP);
  ask(sema, block, src, unit, DependeeKind.builtins, PANIC_GROUP);
  return sema.zcu.panicMembers.data[PANIC_MEMBERS.indexOf(member)]! as Index;
}

/** The names from the root of `std` to what is at `path` below `std.builtin`. */
function builtinPath({ pool, zcu }: Sema, path: string): readonly StringIndex[] {
  let names = zcu.builtinPaths.get(path);
  if (names === undefined) {
    names = ['builtin', ...path.split('.')].map((name) => pool.string(name));
    zcu.builtinPaths.set(path, names);
  }
  return names;
}
