import type { FactReader } from '../intern/fact-reader.ts';
import type { ContainerIndex, DeclIndex } from '../intern/ids.ts';
import { InternPool, type PoolTables } from '../intern/pool.ts';

/** What a name is made of that can come to be called otherwise: types, and declarations that have numbers for names. */
export interface NameSources {
  readonly types: readonly ContainerIndex[];
  readonly decls: readonly DeclIndex[];
}

/** The pool as it is read to say what something is called that is up to date: which names are read is recorded. */
export class NameReader implements FactReader {
  serial = 1;
  readonly pool: InternPool;
  #types: ContainerIndex[] = [];
  #decls: DeclIndex[] = [];

  constructor(tables: PoolTables) {
    this.pool = new InternPool(tables, this);
  }

  /** What `make` gives, and which names it read of `pool`. */
  record<T>(make: (pool: InternPool) => T): { readonly made: T; readonly sources: NameSources } {
    this.serial++;
    const [types, decls] = [(this.#types = []), (this.#decls = [])];
    return { made: make(this.pool), sources: { types, decls } };
  }

  typeName(container: ContainerIndex): void {
    this.#types.push(container);
  }

  ordinal(decl: DeclIndex): void {
    this.#decls.push(decl);
  }

  layout(): boolean {
    return true;
  }

  knowsLayout(): boolean {
    return true;
  }

  source(): void {}
  defaults(): void {}
  safetyTag(): void {}
  declType(): void {}
  declValue(): void {}
  names(): void {}
  name(): void {}
  inferredErrors(): void {}
  branchQuota(): void {}
}
