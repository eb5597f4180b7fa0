import type { Depender } from '../incremental/depender.ts';
import { namespaceOfType } from '../intern/containers.ts';
import { type DeclIndex, type Index, NO_NAMESPACE } from '../intern/ids.ts';
import { DeclSort } from '../intern/decl-table.ts';
import { ensureUpToDate } from './facts.ts';
import { fileRootType } from './file-type.ts';
import { unitsOfType } from './namespace.ts';
import { declValueUnit, type Reference, type Zcu } from './zcu.ts';

/** What is reached from the roots, in the order in which it is, and by what each unit was reached first. */
export interface Reached {
  readonly units: readonly Depender[];
  /** The reference by which a unit was reached first, and the unit that has it; absent for the roots. */
  readonly from: ReadonlyMap<Depender, { readonly unit: Depender; readonly reference: Reference }>;
  /** The tests of the containers reached, in the order in which they are run. */
  readonly tests: readonly DeclIndex[];
  /** Reaches `unit` too, and what it refers to: they are appended to `units`. */
  reach(unit: Depender): void;
}

/**
 * Brings all up to date that the program needs: from the root container of the standard library (whose `start.zig` refers to the
 * program's `main`) along the references of each unit. What is not reached is left as it is, and costs nothing.
 */
export function analyzeReachable(zcu: Zcu, roots: readonly Index[]): Reached {
  const units: Depender[] = [];
  const from = new Map<Depender, { unit: Depender; reference: Reference }>();
  const seen = new Set<Depender>();
  const seenTypes = new Set<Index>();
  const tests: DeclIndex[] = [];
  const reachType = (ty: Index): void => {
    if (seenTypes.has(ty)) return;
    seenTypes.add(ty);
    if (isUncheckedFile(zcu, ty)) return;
    for (const unit of unitsOfType(zcu, ty)) {
      if (seen.has(unit)) continue;
      seen.add(unit);
      units.push(unit);
    }
    for (const test of testsOfType(zcu, ty)) {
      tests.push(test);
      seen.add(declValueUnit(test));
      units.push(declValueUnit(test));
    }
  };
  for (const ty of roots) reachType(ty);
  let next = 0;
  const follow = (): void => {
    for (; next < units.length; next++) {
      const unit = units[next]!;
      ensureUpToDate(zcu, unit);
      for (const reference of zcu.recordOf(unit).references) {
        if (reference.unit === null) {
          reachType(reference.type);
          continue;
        }
        if (seen.has(reference.unit)) continue;
        seen.add(reference.unit);
        from.set(reference.unit, { unit, reference });
        units.push(reference.unit);
      }
    }
  };
  follow();
  const reach = (unit: Depender): void => {
    if (seen.has(unit)) return;
    seen.add(unit);
    units.push(unit);
    follow();
  };
  return { units, from, tests, reach };
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
    if (pool.decls.sort.data[test] === DeclSort.unnamed_test) return true;
    const name = pool.text(pool.decls.fqnOf(test));
    return testFilters.some((filter) => name.includes(filter));
  });
}

/** The containers from which everything is reached. */
export function rootTypes(zcu: Zcu): Index[] {
  const roots = [fileRootType(zcu, zcu.files.std)];
  if (zcu.options.testFilters !== null) roots.push(fileRootType(zcu, zcu.files.root));
  return roots;
}
