import { DependeeKind } from '../incremental/dependee.ts';
import { type Depender, DependerKind, makeDepender } from '../incremental/depender.ts';
import { containerTracked } from '../intern/containers.ts';
import type { FactReader } from '../intern/fact-reader.ts';
import {
  type ContainerIndex,
  type DeclIndex,
  type FuncIndex,
  type NamespaceIndex,
  NO_TRACKED,
  type StringIndex,
  type TrackedIndex,
} from '../intern/ids.ts';
import { ItemTag } from '../intern/item.ts';
import { InternPool, type PoolTables } from '../intern/pool.ts';

/** A pool that has each fact that is read declared, by its kind and numbers: see `DependeeKind`. */
export abstract class DeclaringReader implements FactReader {
  readonly pool: InternPool;
  abstract readonly serial: number;
  private readonly plain: InternPool;

  /** `plain`: the pool for one of whom nobody needs to know what it reads. */
  constructor(tables: PoolTables, plain: InternPool) {
    this.plain = plain;
    this.pool = new InternPool(tables, this);
  }

  abstract knowsLayout(container: ContainerIndex): boolean;

  /** An input is read. */
  protected abstract input(kind: DependeeKind, a: number, b?: number): void;

  /** What `producer` gives is read. Returns false where that is the reader's own result. */
  protected abstract result(producer: Depender, kind: DependeeKind, a: number): boolean;

  source(tracked: TrackedIndex): void {
    this.input(DependeeKind.srcHash, tracked);
  }

  layout(container: ContainerIndex): boolean {
    if (this.plain.tag(this.plain.containers.typeOf(container)) === ItemTag.type_opaque) return true;
    return this.result(makeDepender(DependerKind.typeLayout, container), DependeeKind.typeLayout, container);
  }

  defaults(container: ContainerIndex): void {
    this.result(makeDepender(DependerKind.typeDefaults, container), DependeeKind.typeDefaults, container);
  }

  typeName(container: ContainerIndex): void {
    this.input(DependeeKind.typeName, container);
  }

  safetyTag(container: ContainerIndex): void {
    this.input(DependeeKind.safetyTag, container);
  }

  declType(decl: DeclIndex): void {
    this.result(makeDepender(DependerKind.declType, decl), DependeeKind.declType, decl);
  }

  declValue(decl: DeclIndex): void {
    this.result(makeDepender(DependerKind.declValue, decl), DependeeKind.declVal, decl);
  }

  ordinal(decl: DeclIndex): void {
    this.input(DependeeKind.qualifiedName, decl);
  }

  names(namespace: NamespaceIndex): void {
    const tracked = this.chunkOf(namespace);
    if (tracked !== NO_TRACKED) this.input(DependeeKind.namespace, tracked);
  }

  name(namespace: NamespaceIndex, name: StringIndex): void {
    const tracked = this.chunkOf(namespace);
    if (tracked !== NO_TRACKED) this.input(DependeeKind.namespaceName, tracked, name);
  }

  inferredErrors(func: FuncIndex): void {
    this.result(makeDepender(DependerKind.funcBody, func), DependeeKind.inferredErrors, func);
  }

  branchQuota(func: FuncIndex): void {
    this.input(DependeeKind.branchQuota, func);
  }

  private chunkOf(namespace: NamespaceIndex): TrackedIndex {
    return containerTracked(this.plain, this.plain.namespaces.ownerOf(namespace));
  }
}
