import { U32Column } from '../util/column.ts';
import { U32PairMap } from '../util/map.ts';
import { ownedBy, type Renumbering, RowKind, type Visit, wordOf } from '../util/rows.ts';
import type { TableColumn } from '../util/save.ts';
import { type DeclIndex, type FileIndex, type Index, type NamespaceIndex, NO_DECL, type StringIndex } from './ids.ts';

/** What one scan of a container's members found. Each list is in source order. */
export interface NamespaceMembers {
  /** Named declarations: `names[i]` is declared by `decls[i]`. Names are distinct. */
  readonly names: readonly StringIndex[];
  readonly decls: readonly DeclIndex[];
  readonly comptimes: readonly DeclIndex[];
  readonly tests: readonly DeclIndex[];
}

/** Room for so many times the members of a container is made where more came than there is room for. */
const GROWN_ROOM = 9 / 8;

/** The names of containers: one row for each container type. */
export class NamespaceTable {
  /** NamespaceIndex of the container around it; NO_NAMESPACE for the root of a file. */
  readonly parent = new U32Column();
  /** FileIndex */
  readonly file = new U32Column();
  /** Index of the container type. */
  readonly ownerType = new U32Column();
  /** Start of the row's lists in `lists`, and the length of each of the three. */
  readonly listStart = new U32Column();
  readonly declsLen = new U32Column();
  readonly comptimesLen = new U32Column();
  readonly testsLen = new U32Column();
  /** How many words of `lists` are the row's. */
  readonly listRoom = new U32Column();
  /** [names, decls, comptimes, tests] of every row, wherever there was room. */
  readonly lists = new U32Column();
  /** (namespace, name) to DeclIndex. */
  readonly byName = new U32PairMap();

  get length(): number {
    return this.parent.length;
  }

  /** Adds a namespace without members. */
  add(parent: NamespaceIndex, file: FileIndex, ownerType: Index): NamespaceIndex {
    const row = this.parent.push(parent);
    this.file.push(file);
    this.ownerType.push(ownerType);
    this.listStart.push(0);
    this.declsLen.push(0);
    this.comptimesLen.push(0);
    this.testsLen.push(0);
    this.listRoom.push(0);
    return row as NamespaceIndex;
  }

  /** The declaration of that name in the container itself, `pub` or not; NO_DECL if there is none. */
  lookup(namespace: NamespaceIndex, name: StringIndex): DeclIndex {
    const decl = this.byName.get(namespace, name);
    return decl < 0 ? NO_DECL : (decl as DeclIndex);
  }

  /** Replaces the members. Names that are gone are no longer found. */
  setMembers(namespace: NamespaceIndex, members: NamespaceMembers): void {
    const { names, decls } = members;
    const oldStart = this.listStart.data[namespace];
    const oldLen = this.declsLen.data[namespace];
    const old = this.lists.data;
    // What is the same at the beginning and at the end is found by name already.
    const isSame = (i: number, j: number): boolean =>
      old[oldStart + i] === names[j] && old[oldStart + oldLen + i] === decls[j];
    let first = 0;
    while (first < oldLen && first < names.length && isSame(first, first)) first++;
    let oldEnd = oldLen;
    let end = names.length;
    while (oldEnd > first && end > first && isSame(oldEnd - 1, end - 1)) {
      oldEnd--;
      end--;
    }
    for (let i = first; i < oldEnd; i++) this.byName.delete(namespace, old[oldStart + i]);
    for (let i = first; i < end; i++) this.byName.set(namespace, names[i], decls[i]);
    const words = members.names.length + members.decls.length + members.comptimes.length + members.tests.length;
    const room = this.listRoom.data[namespace];
    let start = oldStart;
    if (words > room) {
      // What grew once grows again.
      const more = room === 0 ? words : Math.ceil(words * GROWN_ROOM);
      this.listRoom.data[namespace] = more;
      start = this.lists.pushZeros(more);
    }
    let at = start;
    const data = this.lists.data;
    for (const list of [members.names, members.decls, members.comptimes, members.tests]) {
      data.set(list, at);
      at += list.length;
    }
    this.listStart.data[namespace] = start;
    this.declsLen.data[namespace] = members.decls.length;
    this.comptimesLen.data[namespace] = members.comptimes.length;
    this.testsLen.data[namespace] = members.tests.length;
  }

  /** The named declarations in source order: a view, valid until members are next set. */
  decls(namespace: NamespaceIndex): Uint32Array {
    return this.list(namespace, 1);
  }

  /** The `comptime` blocks in source order: a view, valid until members are next set. */
  comptimes(namespace: NamespaceIndex): Uint32Array {
    return this.list(namespace, 2);
  }

  /** The tests in source order: a view, valid until members are next set. */
  tests(namespace: NamespaceIndex): Uint32Array {
    return this.list(namespace, 3);
  }

  private visitMembers(namespace: number, visit: Visit): void {
    const { data } = this.lists;
    const start = this.listStart.data[namespace];
    const names = this.declsLen.data[namespace];
    const end = start + 2 * names + this.comptimesLen.data[namespace] + this.testsLen.data[namespace];
    for (let at = start; at < end; at++) data[at] = visit(at < start + names ? RowKind.string : RowKind.decl, data[at]);
  }

  private renumberMembers(rows: Renumbering): void {
    const { listStart, declsLen, comptimesLen, testsLen, listRoom, lists } = this;
    const old = lists.view().slice();
    lists.truncate(0);
    let to = 0;
    for (let namespace = 0; namespace < listStart.length; namespace++) {
      if (!rows.keeps(RowKind.namespace, namespace)) continue;
      const start = listStart.data[namespace];
      for (const column of [declsLen, comptimesLen, testsLen]) column.data[to] = column.data[namespace];
      const len = 2 * declsLen.data[to] + comptimesLen.data[to] + testsLen.data[to];
      listRoom.data[to] = len;
      listStart.data[to] = lists.pushAll(old.subarray(start, start + len));
      this.visitMembers(to++, rows.visit);
    }
    for (const column of [listStart, declsLen, comptimesLen, testsLen, listRoom]) column.truncate(to);
    this.byName.renumber((words, at) => {
      if (!rows.keeps(RowKind.namespace, words[at])) return false;
      words[at] = rows.visit(RowKind.namespace, words[at]);
      words[at + 1] = rows.visit(RowKind.string, words[at + 1]);
      words[at + 2] = rows.visit(RowKind.decl, words[at + 2]);
      return true;
    });
  }

  private list(namespace: NamespaceIndex, which: 1 | 2 | 3): Uint32Array {
    let start = this.listStart.data[namespace] + this.declsLen.data[namespace];
    let len = this.declsLen.data[namespace];
    if (which > 1) {
      start += len;
      len = this.comptimesLen.data[namespace];
    }
    if (which > 2) {
      start += len;
      len = this.testsLen.data[namespace];
    }
    return this.lists.data.subarray(start, start + len);
  }

  columns(): TableColumn[] {
    const lists = ownedBy({
      of: RowKind.namespace,
      trace: (namespace, visit) => this.visitMembers(namespace, visit),
      renumber: (rows) => this.renumberMembers(rows),
    });
    return [
      { name: 'namespaces.parent', column: this.parent, words: wordOf(RowKind.namespace, RowKind.namespace) },
      { name: 'namespaces.file', column: this.file, words: wordOf(RowKind.namespace) },
      { name: 'namespaces.ownerType', column: this.ownerType, words: wordOf(RowKind.namespace, RowKind.item) },
      { name: 'namespaces.listStart', column: this.listStart, words: lists },
      { name: 'namespaces.declsLen', column: this.declsLen, words: lists },
      { name: 'namespaces.comptimesLen', column: this.comptimesLen, words: lists },
      { name: 'namespaces.testsLen', column: this.testsLen, words: lists },
      { name: 'namespaces.listRoom', column: this.listRoom, words: lists },
      { name: 'namespaces.lists', column: this.lists, words: lists },
      ...this.byName.columns('namespaces.byName', lists),
    ];
  }
}
