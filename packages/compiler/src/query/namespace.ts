import { DependeeKind } from '../incremental/dependee.ts';
import { type Depender, DependerKind, makeDepender } from '../incremental/depender.ts';
import { ChangeKind } from '../incremental/journal.ts';
import { containerOf, containerTracked, namespaceOfType } from '../intern/containers.ts';
import { DeclSort, DeclTableFlag } from '../intern/decl-table.ts';
import {
  type DeclIndex,
  EMPTY_STRING,
  type Index,
  type NamespaceIndex,
  NO_NAMESPACE,
  NO_TRACKED,
  type StringIndex,
  type TrackedIndex,
} from '../intern/ids.ts';
import { ItemTag } from '../intern/item.ts';
import { NO_SAME_MEMBERS, type SameMembers } from '../zir/match.ts';
import { type ChunkIndex, ChunkKind, DeclFlag, DeclKind, type Zir } from '../zir/zir.ts';
import { declValueUnit } from './units.ts';
import type { Zcu } from './zcu.ts';

/**
 * Reads the members of `namespace` from the chunk of its container, as it is now: after the container was made, and after an
 * edit changed its set of names. `same`: what is as it was when this was called last.
 */
export function scanNamespace(zcu: Zcu, namespace: NamespaceIndex, same: SameMembers = NO_SAME_MEMBERS): void {
  zcu.changesUnderWay++;
  const { pool, tables } = zcu;
  const owner = pool.namespaces.ownerOf(namespace);
  const tracked = containerTracked(pool, owner);
  const file = zcu.tracked.fileOf(tracked);
  const zir = zcu.files.zir(file);
  const chunk = zcu.tracked.chunkOf(tracked);
  const chunks = zir.chunks;
  const names: StringIndex[] = [];
  const decls: DeclIndex[] = [];
  const comptimes: DeclIndex[] = [];
  const tests: DeclIndex[] = [];
  const childrenStart = chunks.childrenStart.data[chunk]!;
  const declsLen = chunks.declsLen.data[chunk]!;
  let comptimeCount = 0;
  let testCount = 0;
  // After an edit most members are in the order that they had, and need not be looked up.
  const before = pool.namespaces.decls(namespace);
  const lastFrom = declsLen - same.last;
  let next = 0;
  for (let i = 0; i < declsLen; i++) {
    const child = zir.children.data[childrenStart + i]! as ChunkIndex;
    if (i === lastFrom) next = before.length - namedFrom(zir, chunk, lastFrom);
    if ((i < same.first || i >= lastFrom) && isNamed(chunks.declKind.data[child]!)) {
      const decl = before[next++]! as DeclIndex;
      names.push(tables.decls.name.data[decl]! as StringIndex);
      decls.push(decl);
      continue;
    }
    while (next < before.length && zcu.tracked.isLost(pool.decls.trackedOf(before[next]! as DeclIndex))) next++;
    const expected = before[next] as DeclIndex | undefined;
    const isExpected = expected !== undefined && zcu.tracked.chunkOf(pool.decls.trackedOf(expected)) === child;
    if (isExpected) next++;
    const decl = isExpected ? expected : tables.decls.member(namespace, zcu.tracked.track(file, child));
    const sort = chunks.declKind.data[child]! as number as DeclSort;
    const flags = chunks.flags.data[child]!;
    const bytesStart = chunks.bytesStart.data[child]!;
    const nameStart = bytesStart + chunks.name.data[child]!;
    let nameEnd = nameStart;
    while (zir.bytes.data[nameEnd] !== 0) nameEnd++;
    const known = tables.decls.name.data[decl]! as StringIndex;
    const isKnown = pool.hasBytes(known, zir.bytes.data, nameStart, nameEnd);
    const name = isKnown ? known : pool.stringOfBytes(zir.bytes.data, nameStart, nameEnd);
    tables.decls.sort.data[decl] = sort;
    tables.decls.setFlag(decl, DeclTableFlag.pub, (flags & DeclFlag.pub) !== 0);
    tables.decls.setFlag(decl, DeclTableFlag.export, (flags & DeclFlag.export) !== 0);
    tables.decls.setFlag(decl, DeclTableFlag.extern, (flags & DeclFlag.extern) !== 0);
    tables.decls.setFlag(decl, DeclTableFlag.threadlocal, (flags & DeclFlag.threadlocal) !== 0);
    let called = name;
    switch (sort) {
      case DeclSort.comptime:
        comptimes.push(decl);
        called = pool.string(`comptime_${comptimeCount++}`);
        break;
      case DeclSort.unnamed_test:
      case DeclSort.named_test:
      case DeclSort.decltest:
        tests.push(decl);
        called = pool.string(
          sort === DeclSort.unnamed_test
            ? `test_${testCount++}`
            : `${sort === DeclSort.decltest ? 'decltest' : 'test'}.${pool.text(name)}`,
        );
        break;
      default:
        names.push(name);
        decls.push(decl);
    }
    tables.decls.name.data[decl] = called;
    if (known !== called && known !== EMPTY_STRING) {
      zcu.typeNames.renamedDecls.push(decl);
      zcu.schedule.invalidate(ChangeKind.renumbered, DependeeKind.qualifiedName, decl);
    }
  }
  tables.namespaces.setMembers(namespace, { names, decls, comptimes, tests });
  zcu.changesUnderWay--;
}

/** How many of the members of the container `chunk` from number `from` on have names that others can refer to. */
function namedFrom({ chunks, children }: Zir, chunk: ChunkIndex, from: number): number {
  const start = chunks.childrenStart.data[chunk]!;
  const end = start + chunks.declsLen.data[chunk]!;
  let count = 0;
  for (let at = start + from; at < end; at++) if (isNamed(chunks.declKind.data[children.data[at]!]!)) count++;
  return count;
}

function isNamed(kind: DeclKind): boolean {
  return kind <= DeclKind.fn;
}

/**
 * The units that are reached with the container type `ty` itself, in the official order: its exports, its `comptime` blocks, and those of `tests`, which
 * are of it.
 */
export function unitsOfType(zcu: Zcu, ty: Index, tests: readonly DeclIndex[]): Depender[] {
  const { pool } = zcu;
  const namespace = namespaceOfType(pool, ty);
  if (namespace === NO_NAMESPACE) return [];
  const units: Depender[] = [];
  const isAnyway = isAnalysedAnyway(zcu, containerTracked(pool, ty));
  if (isAnyway && pool.tag(ty) !== ItemTag.type_opaque) {
    const container = containerOf(pool, ty);
    units.push(makeDepender(DependerKind.typeLayout, container));
    if (pool.tag(ty) === ItemTag.type_struct) units.push(makeDepender(DependerKind.typeDefaults, container));
  }
  for (const decl of pool.namespaces.decls(namespace) as Iterable<number> as Iterable<DeclIndex>) {
    if (isAnyway || pool.decls.has(decl, DeclTableFlag.export)) units.push(declValueUnit(decl));
  }
  for (const decl of pool.namespaces.comptimes(namespace)) units.push(makeDepender(DependerKind.comptimeBlock, decl));
  for (const decl of tests) units.push(declValueUnit(decl));
  return units;
}

/**
 * Whether what `tracked`, a chunk of a declaration or container, declares is analysed though nothing refers to it: where that is asked for, what
 * is in a file of the program itself and in no function. What is in a function may be meant for some of its instances only.
 */
export function isAnalysedAnyway(
  { options, files, tracked: table }: Pick<Zcu, 'options' | 'files' | 'tracked'>,
  tracked: TrackedIndex,
): boolean {
  if (options.analysesAll !== true || tracked === NO_TRACKED || table.isLost(tracked)) return false;
  const file = table.fileOf(tracked);
  if (!files.isOwn(file) || files.isForeign(file)) return false;
  const { chunks } = files.zir(file);
  let chunk = table.chunkOf(tracked);
  while (chunk !== 0) {
    if (chunks.kind.data[chunk] === ChunkKind.body) return false;
    chunk = chunks.parent.data[chunk]! as ChunkIndex;
  }
  return true;
}
