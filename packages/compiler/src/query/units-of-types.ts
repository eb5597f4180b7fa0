import { containerOf, namespaceOfType } from '../intern/containers.ts';
import { DeclSort } from '../intern/decl-table.ts';
import { type DeclIndex, type Index, NO_NAMESPACE } from '../intern/ids.ts';
import { qualifiedName } from '../intern/names.ts';
import { RowKind } from '../util/rows.ts';
import type { TableColumn } from '../util/save.ts';
import { unitsOfType } from './namespace.ts';
import { RunTable } from './run-table.ts';
import type { Zcu } from './zcu.ts';

const NO_UNITS = new Uint32Array(0);

/** The rows of the units that are reached with each container type itself, as long as its members are what they are. */
export class UnitsOfTypes {
  readonly #zcu: Zcu;
  /** By container. */
  readonly #runs = new RunTable();

  constructor(zcu: Zcu) {
    this.#zcu = zcu;
  }

  /** The rows of the units of container type `ty`. Valid until the next call. */
  of(ty: Index): Uint32Array {
    const container = containerOf(this.#zcu.pool, ty);
    if (!this.#runs.has(container)) {
      const units = this.#read(ty);
      this.#runs.set(container, units, 0, units.length);
    }
    const start = this.#runs.start(container);
    return this.#runs.words.data.subarray(start, start + this.#runs.len(container));
  }

  /** Reads the members of `ty` again, if they were read before. Returns whether they are others. */
  readAgain(ty: Index): boolean {
    const container = containerOf(this.#zcu.pool, ty);
    if (!this.#runs.has(container)) return false;
    const before = this.of(ty);
    const units = this.#read(ty);
    if (units.length === before.length && units.every((row, i) => row === before[i])) return false;
    this.#runs.set(container, units, 0, units.length);
    return true;
  }

  /** `ty` is no more. Returns whether its members were read before. */
  forget(ty: Index): boolean {
    const container = containerOf(this.#zcu.pool, ty);
    if (!this.#runs.has(container)) return false;
    this.#runs.delete(container);
    return true;
  }

  /** Has the members of types be read again that have a unit for whose row `goes` is true. */
  forgetTypesOf(goes: (row: number) => boolean): void {
    const runs = this.#runs;
    for (let container = 0; container < this.#zcu.tables.containers.length; container++) {
      const start = runs.start(container);
      if (runs.words.data.subarray(start, start + runs.len(container)).some(goes)) runs.delete(container);
    }
  }

  /** All columns, in a fixed order. */
  columns(): TableColumn[] {
    return this.#runs.columns('unitsOfTypes', RowKind.container, (words, start, end, visit) => {
      for (let at = start; at < end; at++) words[at] = visit(RowKind.unit, words[at]!);
    });
  }

  /** The tests of container type `ty` that are to be run when it is reached, in source order. */
  testsToRun(ty: Index): readonly DeclIndex[] {
    const zcu = this.#zcu;
    return zcu.options.testFilters === null || isUncheckedFile(zcu, ty) ? [] : testsOfType(zcu, ty);
  }

  #read(ty: Index): Uint32Array {
    const zcu = this.#zcu;
    if (isUncheckedFile(zcu, ty)) return NO_UNITS;
    return Uint32Array.from(unitsOfType(zcu, ty, testsOfType(zcu, ty)), (unit) => zcu.rowOf(unit));
  }
}

/** Whether `ty` is a file of compiler_rt: what it exports is reached where it is called, and not with the file. */
function isUncheckedFile(zcu: Zcu, ty: Index): boolean {
  const namespace = namespaceOfType(zcu.pool, ty);
  return namespace !== NO_NAMESPACE && zcu.files.isUnchecked(zcu.pool.namespaces.fileOf(namespace));
}

/** The tests of container type `ty` that are to be run, in source order. A filter does not concern tests without a name. */
function testsOfType(zcu: Zcu, ty: Index): DeclIndex[] {
  const { pool } = zcu;
  const { testFilters } = zcu.options;
  const namespace = namespaceOfType(pool, ty);
  if (testFilters === null || namespace === NO_NAMESPACE || !zcu.files.isMain(pool.namespaces.fileOf(namespace)))
    return [];
  const tests = [...pool.namespaces.tests(namespace)] as DeclIndex[];
  if (testFilters.length === 0) return tests;
  return tests.filter((test) => {
    if (pool.decls.sortOf(test) === DeclSort.unnamed_test) return true;
    const name = qualifiedName(pool, test);
    return testFilters.some((filter) => name.includes(filter));
  });
}
