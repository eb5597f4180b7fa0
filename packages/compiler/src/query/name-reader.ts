import type { DependeeKind } from '../incremental/dependee.ts';
import type { Depender } from '../incremental/depender.ts';
import type { ContainerIndex, DeclIndex } from '../intern/ids.ts';
import type { InternPool } from '../intern/pool.ts';
import { DeclaringReader } from './declaring-reader.ts';

/** What a name is made of that can come to be called otherwise: types, and declarations that have numbers for names. */
export interface NameSources {
  readonly types: readonly ContainerIndex[];
  readonly decls: readonly DeclIndex[];
}

/** The pool as it is read to say what something is called that is up to date: which names are read is recorded. */
export class NameReader extends DeclaringReader {
  serial = 1;
  #types: ContainerIndex[] = [];
  #decls: DeclIndex[] = [];
  #others: number[] = [];

  /** What `make` gives, and which names it read of `pool`. */
  record<T>(make: (pool: InternPool) => T): { readonly made: T; readonly sources: NameSources } {
    this.serial++;
    const [types, decls] = [(this.#types = []), (this.#decls = [])];
    return { made: make(this.pool), sources: { types, decls } };
  }

  /** (kind, a, b) of what else was read since this was called last: names are made of names, so hardly anything. */
  takeOthers(): readonly number[] {
    const others = this.#others;
    this.#others = [];
    return others;
  }

  override typeName(container: ContainerIndex): void {
    this.#types.push(container);
  }

  override ordinal(decl: DeclIndex): void {
    this.#decls.push(decl);
  }

  /** A name is not another one where a layout happens to be known. */
  knowsLayout(): boolean {
    return false;
  }

  protected input(kind: DependeeKind, a: number, b = 0): void {
    this.#others.push(kind, a, b);
  }

  protected result(_producer: Depender, kind: DependeeKind, a: number): boolean {
    this.input(kind, a);
    return true;
  }
}
