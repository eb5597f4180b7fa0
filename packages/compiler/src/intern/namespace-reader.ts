import type { FactReader } from './fact-reader.ts';
import type { DeclIndex, FileIndex, Index, NamespaceIndex, StringIndex } from './ids.ts';
import type { NamespaceTable } from './namespace-table.ts';

/** What is known of the names of containers, for `reader`; null for one of whom nobody needs to know what it read. */
export class NamespaceReader {
  private readonly table: NamespaceTable;
  private readonly reader: FactReader | null;

  constructor(table: NamespaceTable, reader: FactReader | null) {
    this.table = table;
    this.reader = reader;
  }

  /** How many rows there are. */
  get length(): number {
    return this.table.length;
  }

  /** Adds a namespace without members. */
  add(parent: NamespaceIndex, file: FileIndex, ownerType: Index): NamespaceIndex {
    return this.table.add(parent, file, ownerType);
  }

  /** The namespace around; NO_NAMESPACE for the root of a file. */
  parentOf(namespace: NamespaceIndex): NamespaceIndex {
    return this.table.parent.data[namespace] as NamespaceIndex;
  }

  fileOf(namespace: NamespaceIndex): FileIndex {
    return this.table.file.data[namespace] as FileIndex;
  }

  /** The container type. */
  ownerOf(namespace: NamespaceIndex): Index {
    return this.table.ownerType.data[namespace] as Index;
  }

  /** The declaration of that name in the container itself, `pub` or not; NO_DECL if there is none. */
  lookup(namespace: NamespaceIndex, name: StringIndex): DeclIndex {
    this.reader?.name(namespace, name);
    return this.table.lookup(namespace, name);
  }

  /** The named declarations in source order: a view, valid until members are next set. */
  decls(namespace: NamespaceIndex): Uint32Array {
    this.reader?.names(namespace);
    return this.table.decls(namespace);
  }

  /** The `comptime` blocks in source order: a view, valid until members are next set. */
  comptimes(namespace: NamespaceIndex): Uint32Array {
    this.reader?.names(namespace);
    return this.table.comptimes(namespace);
  }

  /** The tests in source order: a view, valid until members are next set. */
  tests(namespace: NamespaceIndex): Uint32Array {
    this.reader?.names(namespace);
    return this.table.tests(namespace);
  }
}
