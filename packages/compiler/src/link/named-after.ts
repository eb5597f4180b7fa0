import type { ContainerIndex, DeclIndex } from '../intern/ids.ts';
import type { NameSources } from '../query/name-reader.ts';

/** What is called after which types and declarations. What has a name goes by a number. */
export class NamedAfter {
  readonly #byType = new Map<ContainerIndex, Set<number>>();
  readonly #byDecl = new Map<DeclIndex, Set<number>>();
  /** What has a name of which nobody knows what it is made of. */
  readonly #unknown = new Set<number>();

  /** The name of `user` is made of `sources`. */
  note(user: number, { types, decls }: NameSources): void {
    this.#unknown.delete(user);
    for (const type of types) add(this.#byType, type, user);
    for (const decl of decls) add(this.#byDecl, decl, user);
  }

  /** `user` has a name that was made elsewhere. */
  noteUnknown(user: number): void {
    this.#unknown.add(user);
  }

  /** What may be called otherwise where `sources` are. */
  users({ types, decls }: NameSources): number[] {
    const found = new Set(this.#unknown);
    for (const type of types) for (const user of this.#byType.get(type) ?? []) found.add(user);
    for (const decl of decls) for (const user of this.#byDecl.get(decl) ?? []) found.add(user);
    return [...found].sort((a, b) => a - b);
  }
}

function add<K>(users: Map<K, Set<number>>, source: K, user: number): void {
  const known = users.get(source);
  if (known === undefined) users.set(source, new Set([user]));
  else known.add(user);
}
