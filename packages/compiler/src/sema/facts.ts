/**
 * All reading of state that other units or the files give. To read here is to declare the dependency: each function has the unit
 * that gives the fact brought up to date, records that `sema.owner` relied on it, and only then returns it.
 */
import { DependeeKind } from '../incremental/dependee.ts';
import { type Depender, DependerKind, makeDepender, NO_DEPENDER } from '../incremental/depender.ts';
import { ContainerStatus } from '../intern/container-table.ts';
import { containerOf, containerTracked } from '../intern/containers.ts';
import { DeclSort, DeclTableFlag } from '../intern/decl-table.ts';
import { funcRow, uncoercedFunc } from '../intern/functions.ts';
import {
  type DeclIndex,
  type Index,
  type NamespaceIndex,
  NO_DECL,
  NO_INDEX,
  NO_TRACKED,
  type StringIndex,
} from '../intern/ids.ts';
import { ItemTag } from '../intern/item.ts';
import type { InternPool } from '../intern/pool.ts';
import { arrayLen, childType, errorUnionPayload, tupleFieldType } from '../intern/types.ts';
import type { Block } from './block.ts';
import { DEPENDENCY_FAILED } from './errors.ts';
import { fileRootType } from './file-type.ts';
import type { Sema } from './sema.ts';
import type { Src } from './src-loc.ts';
import { failSelfDependence } from './type-loops.ts';
import { analyzeUnit } from './unit.ts';
import { declTypeUnit, declValueUnit, funcBodyUnit, type Zcu } from './zcu.ts';

/** Brings `unit` up to date. It may turn out to have failed, or to be in progress. */
export function ensureUpToDate(zcu: Zcu, unit: Depender): void {
  for (let next = zcu.schedule.demand(unit); next !== NO_DEPENDER; next = zcu.schedule.demand(unit))
    analyzeUnit(zcu, next);
}

/** Returns false where the unit has declared it already: what it refers to by it is recorded then too. */
function declare(sema: Sema, kind: DependeeKind, a: number, b = 0): boolean {
  return sema.declareDependency(kind, a, b);
}

/** Records what `sema.owner` refers to. */
export function addReference(sema: Sema, block: Block, src: Src, unit: Depender): void {
  sema.zcu.recordOf(sema.owner).references.push({ unit, type: NO_INDEX, chunk: block.frame.chunk, src });
}

/** Records that `sema.owner` made or imported the container type `ty`: its comptime blocks and exports are reached with it. */
export function addTypeReference(sema: Sema, block: Block, src: Src, ty: Index): void {
  sema.zcu.recordOf(sema.owner).references.push({ unit: null, type: ty, chunk: block.frame.chunk, src });
}

/** The unit relies on the content of `tracked`, a chunk that it analyses. */
export function readSource(sema: Sema, tracked: number): void {
  declare(sema, DependeeKind.srcHash, tracked);
}

function readResult(
  sema: Sema,
  block: Block,
  src: Src,
  unit: Depender,
  kind: DependeeKind,
  a: number,
  loop: () => string,
): void {
  const zcu = sema.zcu;
  ensureUpToDate(zcu, unit);
  const isNew = declare(sema, kind, a);
  if (zcu.schedule.isInProgress(unit)) sema.fail(block, src, loop());
  if (isNew) addReference(sema, block, src, unit);
  if (zcu.hasFailed(unit)) throw DEPENDENCY_FAILED;
}

/** The value of `decl`: for a `var` or `extern` the item that says so. */
export function readDeclValue(sema: Sema, block: Block, src: Src, decl: DeclIndex): Index {
  readResult(sema, block, src, declValueUnit(decl), DependeeKind.declVal, decl, () => 'dependency loop detected');
  return sema.pool.decls.valueOf(decl);
}

/** The type of `decl`; its alignment, section and address space in the declaration table are known then too. */
export function readDeclType(sema: Sema, block: Block, src: Src, decl: DeclIndex): Index {
  // A function's value says which function it is, and no edit of its body changes it: there is nothing to gain by asking for less.
  if (sema.pool.decls.sort.data[decl] === DeclSort.fn || sema.pool.decls.sort.data[decl] === DeclSort.instance) {
    readDeclValue(sema, block, src, decl);
    return sema.pool.decls.typeOf(decl);
  }
  readResult(sema, block, src, declTypeUnit(decl), DependeeKind.declType, decl, () => 'dependency loop detected');
  return sema.pool.decls.typeOf(decl);
}

/** The declaration that `namespace` itself (not those around it) has under `name`; NO_DECL if it has none. */
export function lookupName(sema: Sema, namespace: NamespaceIndex, name: StringIndex): DeclIndex {
  const tracked = namespaceChunk(sema, namespace);
  if (tracked !== NO_TRACKED) declare(sema, DependeeKind.namespaceName, tracked, name);
  return sema.pool.namespaces.lookup(namespace, name);
}

/** The unit relies on all names of `namespace`, with their order and whether they are `pub`. Returns the named declarations. */
export function namespaceMembers(sema: Sema, namespace: NamespaceIndex): Uint32Array {
  const tracked = namespaceChunk(sema, namespace);
  if (tracked !== NO_TRACKED) declare(sema, DependeeKind.namespace, tracked);
  return sema.pool.namespaces.decls(namespace);
}

/** The `usingnamespace` declarations of `namespace`: part of its set of names. */
export function usingNamespaces(sema: Sema, namespace: NamespaceIndex): Uint32Array {
  const using = sema.pool.namespaces.usingNamespaces(namespace);
  const tracked = namespaceChunk(sema, namespace);
  if (using.length > 0 && tracked !== NO_TRACKED) declare(sema, DependeeKind.namespace, tracked);
  return using;
}

function namespaceChunk(sema: Sema, namespace: NamespaceIndex): number {
  return containerTracked(sema.pool, sema.pool.namespaces.ownerOf(namespace));
}

/** Whether `decl` may be named from `namespace`: it is `pub`, or of the same file. */
export function isAccessible(sema: Sema, decl: DeclIndex, from: NamespaceIndex): boolean {
  const pool = sema.pool;
  if (pool.decls.has(decl, DeclTableFlag.pub)) return true;
  return pool.namespaces.fileOf(pool.decls.namespaceOf(decl)) === pool.namespaces.fileOf(from);
}

/**
 * Makes the fields of the struct, union or enum type `ty` (names, types, tag values) known. Returns false where they are being
 * worked out right now: the caller decides whether that is a loop.
 */
export function resolveFields(sema: Sema, block: Block, src: Src, ty: Index): boolean {
  const pool = sema.pool;
  switch (pool.tag(ty)) {
    case ItemTag.type_struct:
    case ItemTag.type_union:
    case ItemTag.type_enum:
      break;
    default:
      return true;
  }
  const container = containerOf(pool, ty);
  const unit = makeDepender(DependerKind.typeFields, container);
  const zcu = sema.zcu;
  if (unit === sema.owner) return pool.containers.status.data[container]! >= ContainerStatus.fields;
  ensureUpToDate(zcu, unit);
  const isNew = declare(sema, DependeeKind.typeFields, container);
  if (zcu.schedule.isInProgress(unit)) return false;
  if (isNew) addReference(sema, block, src, unit);
  if (zcu.hasFailed(unit)) throw DEPENDENCY_FAILED;
  return true;
}

/** As `resolveFields`; where they are being worked out right now, the type depends on itself: an error. */
export function requireFields(sema: Sema, block: Block, src: Src, ty: Index): void {
  if (!resolveFields(sema, block, src, ty)) failSelfDependence(sema, ty);
}

/** Makes size, alignment and offsets of `ty` known, and of all that is in it by value. */
export function resolveLayout(sema: Sema, block: Block, src: Src, ty: Index): void {
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
        for (let i = 0; i < len; i++) resolveLayout(sema, block, src, tupleFieldType(pool, ty, i));
        return;
      }
      case ItemTag.type_enum:
        return requireFields(sema, block, src, ty);
      case ItemTag.type_struct:
      case ItemTag.type_union:
        break;
      default:
        return;
    }
    const container = containerOf(pool, ty);
    const unit = makeDepender(DependerKind.typeLayout, container);
    if (unit === sema.owner) return failSelfDependence(sema, ty);
    const zcu = sema.zcu;
    ensureUpToDate(zcu, unit);
    const isNew = declare(sema, DependeeKind.typeLayout, container);
    if (zcu.schedule.isInProgress(unit)) failSelfDependence(sema, ty);
    if (isNew) addReference(sema, block, src, unit);
    if (zcu.hasFailed(unit)) throw DEPENDENCY_FAILED;
    return;
  }
}

/** Makes the default and comptime values of the fields of the struct type `ty` known. */
export function resolveDefaults(sema: Sema, block: Block, src: Src, ty: Index): void {
  const pool = sema.pool;
  if (pool.tag(ty) !== ItemTag.type_struct) return;
  const container = containerOf(pool, ty);
  const unit = makeDepender(DependerKind.typeDefaults, container);
  const zcu = sema.zcu;
  ensureUpToDate(zcu, unit);
  const isNew = declare(sema, DependeeKind.typeDefaults, container);
  if (zcu.schedule.isInProgress(unit)) failSelfDependence(sema, ty);
  if (isNew) addReference(sema, block, src, unit);
  if (zcu.hasFailed(unit)) throw DEPENDENCY_FAILED;
}

/**
 * The container type `ty` of the program itself has come to be: it is worked out in this update, whoever needs it. Types of the
 * library are worked out as far as they are used.
 */
export function requireWholeType(sema: Sema, block: Block, src: Src, ty: Index): void {
  const pool = sema.pool;
  const container = containerOf(pool, ty);
  if (!sema.zcu.files.isOwn(pool.namespaces.fileOf(pool.containers.namespaceOf(container)))) return;
  addReference(sema, block, src, makeDepender(DependerKind.typeFields, container));
  if (pool.tag(ty) === ItemTag.type_enum || pool.tag(ty) === ItemTag.type_opaque) return;
  addReference(sema, block, src, makeDepender(DependerKind.typeLayout, container));
  if (pool.tag(ty) === ItemTag.type_struct)
    addReference(sema, block, src, makeDepender(DependerKind.typeDefaults, container));
}

/** The error set that the body of `func` was found to give. The function is analysed for it. */
export function readInferredErrors(sema: Sema, block: Block, src: Src, func: Index): Index {
  const row = funcRow(sema.pool, func);
  const unit = funcBodyUnit(row);
  readResult(sema, block, src, unit, DependeeKind.inferredErrors, row, () => 'unable to resolve inferred error set');
  return sema.pool.funcs.errorSet(row);
}

/** `func` is needed at runtime: its body is analysed in this update if the owner is reached, and its errors count then. */
export function requestFunction(sema: Sema, block: Block, src: Src, func: Index): void {
  addReference(sema, block, src, funcBodyUnit(funcRow(sema.pool, uncoercedFunc(sema.pool, func))));
}

/** The struct type of the file that `@import(name)` means. Fails with the official text if there is none. */
export function importFile(sema: Sema, block: Block, src: Src, name: string): Index {
  const zcu = sema.zcu;
  const from = sema.pool.namespaces.fileOf(block.namespace);
  const file = zcu.files.importFile(from, name);
  if (typeof file === 'string') return sema.fail(block, src, file);
  declare(sema, DependeeKind.file, file);
  const ty = fileRootType(zcu, file);
  addTypeReference(sema, block, src, ty);
  return ty;
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

/**
 * The value of a declaration of `std.builtin`, by its path below it: `Type`, `CallingConvention`, `Type.StructField`.
 */
export function builtinDecl(sema: Sema, block: Block, src: Src, path: string): Index {
  const pool = sema.pool;
  const std = fileRootType(sema.zcu, sema.zcu.files.std);
  let value = std;
  for (const name of builtinPath(pool, path)) {
    const namespace = pool.containers.namespaceOf(containerOf(pool, value));
    const decl = lookupName(sema, namespace, name);
    if (decl === NO_DECL) return sema.fail(block, src, `std.builtin is missing '${pool.text(name)}'`);
    value = readDeclValue(sema, block, src, decl);
  }
  return value;
}

const builtinPaths = new WeakMap<InternPool, Map<string, readonly StringIndex[]>>();

/** The names from the root of `std` to what is at `path` below `std.builtin`. */
function builtinPath(pool: InternPool, path: string): readonly StringIndex[] {
  let paths = builtinPaths.get(pool);
  if (paths === undefined) {
    paths = new Map();
    builtinPaths.set(pool, paths);
  }
  let names = paths.get(path);
  if (names === undefined) {
    names = ['builtin', ...path.split('.')].map((name) => pool.string(name));
    paths.set(path, names);
  }
  return names;
}
