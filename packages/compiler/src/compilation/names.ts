import { DependeeKind } from '../incremental/dependee.ts';
import { type Depender, DependerKind, dependerIndex, dependerKind } from '../incremental/depender.ts';
import { type JournalCause, NO_FACT } from '../incremental/journal.ts';
import { containerTracked } from '../intern/containers.ts';
import { calledFunc, funcOwnerDecl } from '../intern/functions.ts';
import {
  type ContainerIndex,
  type DeclIndex,
  type FileIndex,
  type FuncIndex,
  type Index,
  NO_TRACKED,
  type StringIndex,
  type TrackedIndex,
} from '../intern/ids.ts';
import { containerName, qualifiedName } from '../intern/names.ts';
import { printType } from '../intern/print-type.ts';
import type { Zcu } from '../query/zcu.ts';
import type { FactKind, FactName, UnitKind, UnitName } from './journal-types.ts';

const UNIT_KINDS: { readonly [kind in DependerKind]: UnitKind } = {
  [DependerKind.declType]: 'type',
  [DependerKind.declValue]: 'value',
  [DependerKind.typeLayout]: 'layout',
  [DependerKind.typeDefaults]: 'defaults',
  [DependerKind.funcBody]: 'body',
  [DependerKind.comptimeBlock]: 'block',
  [DependerKind.builtins]: 'builtins',
  [DependerKind.call]: 'call',
};

const FACT_KINDS: { readonly [kind in DependeeKind]: FactKind } = {
  [DependeeKind.srcHash]: 'source',
  [DependeeKind.namespace]: 'names',
  [DependeeKind.namespaceName]: 'name',
  [DependeeKind.file]: 'file',
  [DependeeKind.embedFile]: 'bytes',
  [DependeeKind.position]: 'position',
  [DependeeKind.branchQuota]: 'quota',
  [DependeeKind.errorNumber]: 'error-number',
  [DependeeKind.errorOrder]: 'error-order',
  [DependeeKind.qualifiedName]: 'qualified-name',
  [DependeeKind.typeName]: 'type-name',
  [DependeeKind.safetyTag]: 'safety-tag',
  [DependeeKind.valueFailed]: 'failure',
  [DependeeKind.declType]: 'type',
  [DependeeKind.declVal]: 'value',
  [DependeeKind.inferredErrors]: 'errors',
  [DependeeKind.builtins]: 'builtins',
  [DependeeKind.typeLayout]: 'layout',
  [DependeeKind.typeDefaults]: 'defaults',
  [DependeeKind.callResult]: 'call',
};

/** Tells units and facts by the names that a reader of the program knows. To be made anew for each report. */
export class Names {
  readonly #zcu: Zcu;
  /** What chunks are called after; null until a name of one is asked for. */
  #chunkOwners: Uint32Array | null = null;

  constructor(zcu: Zcu) {
    this.#zcu = zcu;
  }

  unit(unit: Depender): UnitName {
    const chunk = this.#zcu.chunkOf(unit);
    return {
      kind: UNIT_KINDS[dependerKind(unit)],
      name: this.#subject(unit),
      isOwn: chunk !== NO_TRACKED && this.#zcu.files.isOwn(this.#zcu.tracked.fileOf(chunk)),
    };
  }

  /** `of`: the unit that relied on the fact, whose name a chunk has that it shares with others. Null where the fact is not known any more. */
  fact({ dependee, a, b }: Omit<JournalCause, 'change'>, of: Depender | null = null): FactName | null {
    if (a === NO_FACT) return null;
    return { kind: FACT_KINDS[dependee], name: this.#factName(dependee, a, b, of) };
  }

  /** The name of the declaration or type that a unit is about. */
  #subject(unit: Depender): string {
    const kind = dependerKind(unit);
    return kind === DependerKind.builtins ? '' : this.#zcu.nameOf(unit);
  }

  #factName(kind: DependeeKind, a: number, b: number, of: Depender | null): string {
    const { pool, files } = this.#zcu;
    switch (kind) {
      case DependeeKind.srcHash:
      case DependeeKind.namespace:
      case DependeeKind.position:
        return this.#chunkName(a, of);
      case DependeeKind.namespaceName:
        return `${this.#chunkName(a, of)}.${pool.text(b as StringIndex)}`;
      case DependeeKind.file:
      case DependeeKind.embedFile:
        return files.path(a as FileIndex);
      case DependeeKind.errorNumber:
        return pool.text(a as StringIndex);
      case DependeeKind.errorOrder:
        return printType(pool, a as Index);
      case DependeeKind.branchQuota:
      case DependeeKind.inferredErrors:
        return this.#declName(pool.funcs.declOf(a as FuncIndex));
      case DependeeKind.qualifiedName:
      case DependeeKind.valueFailed:
      case DependeeKind.declType:
      case DependeeKind.declVal:
        return this.#declName(a as DeclIndex);
      case DependeeKind.typeName:
      case DependeeKind.safetyTag:
      case DependeeKind.typeLayout:
      case DependeeKind.typeDefaults:
        return this.#containerName(a);
      case DependeeKind.callResult:
        return this.#declName(funcOwnerDecl(pool, calledFunc(pool, a as Index)));
      case DependeeKind.builtins:
        return '';
    }
  }

  #declName(decl: DeclIndex): string {
    return qualifiedName(this.#zcu.pool, decl);
  }

  #containerName(container: number): string {
    const { pool } = this.#zcu;
    return containerName(pool, pool.containers.typeOf(container as ContainerIndex));
  }

  #chunkName(chunk: number, of: Depender | null): string {
    if (of !== null && this.#isChunkOf(chunk, of)) return this.#subject(of);
    this.#chunkOwners ??= this.#ownersOfChunks();
    const owner = this.#chunkOwners[chunk]!;
    const { decls, funcs } = this.#zcu.pool;
    if (owner === 0) return this.#zcu.files.path(this.#zcu.tracked.fileOf(chunk as TrackedIndex));
    if (owner <= decls.length) return this.#declName((owner - 1) as DeclIndex);
    const func = owner - 1 - decls.length;
    if (func < funcs.length) return this.#declName(funcs.declOf(func as FuncIndex));
    return this.#containerName(func - funcs.length);
  }

  #isChunkOf(chunk: number, unit: Depender): boolean {
    if (this.#zcu.chunkOf(unit) === chunk) return true;
    return (
      dependerKind(unit) === DependerKind.funcBody &&
      this.#zcu.pool.funcs.bodyOf(dependerIndex(unit) as FuncIndex) === chunk
    );
  }

  /**
   * By tracked chunk, what it is called after: 1 and the number of a declaration, or of a function with all declarations counted before, or of a container
   * with those counted before too; 0 if it is called after none.
   */
  #ownersOfChunks(): Uint32Array {
    const { decls, funcs, containers } = this.#zcu.pool;
    const owners = new Uint32Array(this.#zcu.tracked.length);
    let owner = 0;
    const add = (chunk: TrackedIndex): void => {
      owner++;
      if (chunk !== NO_TRACKED && owners[chunk] === 0) owners[chunk] = owner;
    };
    for (let i = 0; i < decls.length; i++) add(decls.trackedOf(i as DeclIndex));
    for (let i = 0; i < funcs.length; i++) add(funcs.bodyOf(i as FuncIndex));
    for (let i = 0; i < containers.length; i++)
      add(containerTracked(this.#zcu.pool, containers.typeOf(i as ContainerIndex)));
    return owners;
  }
}
