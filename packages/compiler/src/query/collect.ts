import type { DependerRow } from '../incremental/dependency-graph.ts';
import { DependerKind, dependerIndex, dependerKind } from '../incremental/depender.ts';
import { CaptureKind, captureKind, captureOf, containerCaptures } from '../intern/containers.ts';
import { type ContainerIndex, type DeclIndex, type FuncIndex, type Index, NO_INDEX } from '../intern/ids.ts';
import { ItemTag } from '../intern/item.ts';
import type { PoolTables } from '../intern/pool.ts';
import { REF_START } from '../zir/ref.ts';
import { retire } from './analyze.ts';
import type { Reached } from './reach.ts';
import { isTypeTarget, targetType } from './reference-words.ts';
import type { Zcu } from './zcu.ts';

/** Bits of a word that can be the number of an item, beside two that say what kind of capture it is. */
const NUMBER = 0x3fff_ffff;

/** Has what units that are not reached gave worked out again when they are reached again. */
export function retireUnreached(zcu: Zcu, reached: Reached): void {
  const { graph } = zcu.schedule;
  for (let row = 0; row < zcu.units.length; row++) {
    if (!reached.hasRow(row as DependerRow)) retire(zcu, graph.dependerOf(row as DependerRow));
  }
  zcu.schedule.compact();
}

/**
 * Drops the items of the pool that nothing refers to: no unit that is reached, nothing that units relied on or gave, and none of `words`, which
 * others keep. To be called between updates, where nothing but what is reached is known (`retireUnreached`) and nothing waits to be told.
 *
 * A word counts as the number of an item wherever it can be one, so some stay that could go, and none goes that is referred to.
 */
export function collectItems(zcu: Zcu, reached: Reached, words: Iterable<number>): void {
  const { tables, references, schedule } = zcu;
  const marker = new Marker(zcu);
  for (let item = 0; item < REF_START; item++) marker.mark(item);
  for (let row = 0; row < zcu.units.length; row++) {
    if (!reached.hasRow(row as DependerRow)) continue;
    const unit = schedule.graph.dependerOf(row as DependerRow);
    const index = dependerIndex(unit);
    switch (dependerKind(unit)) {
      case DependerKind.declType:
      case DependerKind.declValue:
      case DependerKind.comptimeBlock:
        marker.markDecl(index);
        break;
      case DependerKind.funcBody:
        marker.mark(tables.funcs.value.data[index]!);
        break;
      case DependerKind.typeLayout:
      case DependerKind.typeDefaults:
        marker.mark(tables.containers.type.data[index]!);
        break;
    }
    for (let i = 0; i < references.count(row as DependerRow); i++) {
      const target = references.target(row as DependerRow, i);
      if (isTypeTarget(target)) marker.mark(targetType(target));
    }
  }
  for (const kept of [references.calledFunctions(), zcu.remarks.words(), zcu.airs.words(), zcu.panicMembers.view()])
    for (const word of kept) marker.mark(word);
  for (const ty of zcu.fileTypes.pairs.values()) marker.mark(ty);
  for (const word of words) marker.mark(word);
  marker.finish();
  for (let decl = 0; decl < tables.decls.length; decl++) {
    if (marker.decls[decl] !== 0) continue;
    tables.decls.type.data[decl] = NO_INDEX;
    tables.decls.value.data[decl] = NO_INDEX;
  }
  tables.sweep(marker.items);
}

/** Marks what is referred to, directly or by what is. */
class Marker {
  readonly #zcu: Zcu;
  readonly #tables: PoolTables;
  readonly #work: number[] = [];
  /** A byte for each item, and for each declaration. */
  readonly items: Uint8Array;
  readonly decls: Uint8Array;

  constructor(zcu: Zcu) {
    this.#zcu = zcu;
    this.#tables = zcu.tables;
    this.items = new Uint8Array(this.#tables.tags.length);
    this.decls = new Uint8Array(this.#tables.decls.length);
  }

  /** Marks the item `word`, if there is one. */
  mark(word: number): void {
    if (word >= this.items.length || this.items[word] !== 0) return;
    this.items[word] = 1;
    this.#work.push(word);
  }

  /** Marks what is known of a declaration, if there is one: its type, its value, and the container whose it is. */
  markDecl(decl: number): void {
    if (decl >= this.decls.length || this.decls[decl] !== 0) return;
    this.decls[decl] = 1;
    const { type, value, namespace } = this.#tables.decls;
    this.mark(type.data[decl]!);
    this.mark(value.data[decl]!);
    this.#markNamespace(namespace.data[decl]!);
  }

  /** Marks what the marked items refer to, and so on. */
  finish(): void {
    const { tags, starts, extra } = this.#tables;
    for (let item = this.#work.pop(); item !== undefined; item = this.#work.pop()) {
      const start = starts.data[item]!;
      const end = starts.data[item + 1]!;
      for (let at = start; at < end; at++) {
        this.mark(extra.data[at]!);
        this.mark(extra.data[at]! & NUMBER);
      }
      switch (tags.data[item]!) {
        case ItemTag.type_struct:
        case ItemTag.type_union:
        case ItemTag.type_enum:
        case ItemTag.type_opaque:
          this.#markContainer(item as Index, extra.data[start]! as ContainerIndex);
          break;
        case ItemTag.func_decl:
        case ItemTag.func_instance:
          this.#markFunc(extra.data[start]! as FuncIndex);
          break;
        case ItemTag.ptr_decl:
        case ItemTag.variable:
        case ItemTag.extern:
          this.markDecl(extra.data[start + 1]!);
          break;
      }
    }
  }

  #markContainer(ty: Index, container: ContainerIndex): void {
    const { tagType, wrapped, namespace, fieldsStart, fieldsLen, fieldType, fieldValue } = this.#tables.containers;
    this.mark(tagType.data[container]!);
    this.mark(wrapped.data[container]!);
    const start = fieldsStart.data[container]!;
    for (let field = start; field < start + fieldsLen.data[container]!; field++) {
      this.mark(fieldType.data[field]!);
      this.mark(fieldValue.data[field]!);
    }
    for (const capture of containerCaptures(this.#zcu.pool, ty)) {
      const kind = captureKind(capture);
      if (kind === CaptureKind.decl_val || kind === CaptureKind.decl_ref) this.markDecl(captureOf(capture));
    }
    const own = namespace.data[container]!;
    if (own < this.#tables.namespaces.length) this.#markNamespace(this.#tables.namespaces.parent.data[own]!);
  }

  #markFunc(func: FuncIndex): void {
    const { decl, errorSet, genericOwner } = this.#tables.funcs;
    this.mark(errorSet.data[func]!);
    this.mark(genericOwner.data[func]!);
    this.markDecl(decl.data[func]! as DeclIndex);
  }

  #markNamespace(namespace: number): void {
    const { ownerType } = this.#tables.namespaces;
    if (namespace < ownerType.length) this.mark(ownerType.data[namespace]!);
  }
}
