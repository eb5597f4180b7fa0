import type { Depender } from '../incremental/depender.ts';
import { DependerKind, makeDepender } from '../incremental/depender.ts';
import { computeLayout } from '../intern/compute-layout.ts';
import { ContainerFlag, type FieldKey, type Layout } from '../intern/container-table.ts';
import { containerOf } from '../intern/containers.ts';
import type { DeclIndex, FuncIndex, Index, StringIndex } from '../intern/ids.ts';
import { InternalFault } from '../intern/ids.ts';
import type { InternPool, PoolTables } from '../intern/pool.ts';
import type { U32Column } from '../util/column.ts';
import type { Zcu } from './zcu.ts';

/** What is said of where a declaration lives, and of what type it is. */
export interface DeclAttributes {
  readonly type: Index;
  /** In bytes; 0 for the natural one. */
  readonly alignment: number;
  readonly section: StringIndex;
  readonly addressSpace: number;
}

/** Fields of a container, and what else its layout follows from. */
export interface LayoutKey {
  readonly layout: Layout;
  readonly tagType: Index;
  readonly fields: readonly FieldKey[];
  /** Whether the integer type was written. */
  readonly isExplicit?: boolean;
  /** Enum: it ends in `_`. */
  readonly isOpen?: boolean;
  /** Struct: some field has a default value that is worked out by itself. */
  readonly hasDefaults?: boolean;
}

/** What the unit `owner` gives: the tables of the pool as that unit, and nobody else, writes them. */
export class Products {
  readonly #tables: PoolTables;
  readonly #panicMembers: U32Column;
  readonly #owner: Depender;

  constructor({ tables, panicMembers }: Pick<Zcu, 'tables' | 'panicMembers'>, owner: Depender) {
    this.#tables = tables;
    this.#panicMembers = panicMembers;
    this.#owner = owner;
  }

  /** Sets fields and layout of the container type `ty`, the types of whose fields have theirs. Returns whether anything is not as it was. */
  setLayout(pool: InternPool, ty: Index, key: LayoutKey): boolean {
    const container = containerOf(pool, ty);
    this.#check(DependerKind.typeLayout, container);
    const { containers } = this.#tables;
    containers.setFlag(container, ContainerFlag.explicitTag, key.isExplicit ?? false);
    containers.setFlag(container, ContainerFlag.nonexhaustive, key.isOpen ?? false);
    containers.setFlag(container, ContainerFlag.hasDefaults, key.hasDefaults ?? false);
    const changed = containers.setFields(container, key.layout, key.tagType, key.fields);
    return computeLayout(pool, containers, ty) || changed;
  }

  /** Sets the default value of field `i` of the struct type `ty`. Returns whether it is not what it was. */
  setDefault(pool: InternPool, ty: Index, i: number, value: Index): boolean {
    const container = containerOf(pool, ty);
    this.#check(DependerKind.typeDefaults, container);
    return this.#tables.containers.setFieldValue(container, i, value);
  }

  /** Sets the type of `decl`, where it lives, and how its source has it stored. Returns whether any of it is not what it was. */
  setDeclType(decl: DeclIndex, { type, alignment, section, addressSpace }: DeclAttributes): boolean {
    if (this.#owner !== makeDepender(DependerKind.declValue, decl)) this.#check(DependerKind.declType, decl);
    const { decls } = this.#tables;
    const storage = decls.storageOf(decl);
    const changed =
      decls.storage.data[decl] !== storage ||
      decls.type.data[decl] !== type ||
      decls.alignment.data[decl] !== alignment ||
      decls.linkSection.data[decl] !== section ||
      decls.addressSpace.data[decl] !== addressSpace;
    decls.type.data[decl] = type;
    decls.alignment.data[decl] = alignment;
    decls.linkSection.data[decl] = section;
    decls.addressSpace.data[decl] = addressSpace;
    decls.storage.data[decl] = storage;
    return changed;
  }

  /** Sets the value of `decl`. Returns whether it is not what it was. */
  setDeclValue(decl: DeclIndex, value: Index): boolean {
    this.#check(DependerKind.declValue, decl);
    const { data } = this.#tables.decls.value;
    const changed = data[decl] !== value;
    data[decl] = value;
    return changed;
  }

  /** Sets the error set that the body of `func` was found to give. Returns whether it is not what it was. */
  setErrorSet(func: FuncIndex, set: Index): boolean {
    this.#check(DependerKind.funcBody, func);
    const { data } = this.#tables.funcs.errorSet;
    const changed = data[func] !== set;
    data[func] = set;
    return changed;
  }

  /** Sets member `i` of the panic interface, the one before having been set. Returns whether it is not what it was. */
  setPanicMember(i: number, value: Index): boolean {
    this.#check(DependerKind.builtins, 0);
    const members = this.#panicMembers;
    const changed = i === members.length || members.data[i] !== value;
    if (i === members.length) members.push(value);
    else members.data[i] = value;
    return changed;
  }

  #check(kind: DependerKind, index: number): void {
    if (this.#owner !== makeDepender(kind, index))
      throw new InternalFault(`unit ${this.#owner} writes what ${DependerKind[kind]} ${index} gives`);
  }
}

/** For an analysis that nobody relies on: what the unit gave stays. */
export class NoProducts extends Products {
  override setLayout(): boolean {
    return false;
  }

  override setDefault(): boolean {
    return false;
  }

  override setDeclType(): boolean {
    return false;
  }

  override setDeclValue(): boolean {
    return false;
  }

  override setErrorSet(): boolean {
    return false;
  }

  override setPanicMember(): boolean {
    return false;
  }
}
