import type { Depender } from '../incremental/depender.ts';
import { namespaceOfType } from '../intern/containers.ts';
import { type Index, NO_NAMESPACE } from '../intern/ids.ts';
import { ensureUpToDate } from './facts.ts';
import { fileRootType } from './file-type.ts';
import { unitsOfType } from './namespace.ts';
import type { Reference, Zcu } from './zcu.ts';

/** What is reached from the roots, in the order in which it is, and by what each unit was reached first. */
export interface Reached {
  readonly units: readonly Depender[];
  /** The reference by which a unit was reached first, and the unit that has it; absent for the roots. */
  readonly from: ReadonlyMap<Depender, { readonly unit: Depender; readonly reference: Reference }>;
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
  const reachType = (ty: Index): void => {
    if (seenTypes.has(ty)) return;
    seenTypes.add(ty);
    if (isUncheckedFile(zcu, ty)) return;
    for (const unit of unitsOfType(zcu, ty)) {
      if (seen.has(unit)) continue;
      seen.add(unit);
      units.push(unit);
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
  return { units, from, reach };
}

/** Whether `ty` is a file of compiler_rt: what it exports is reached where it is called, and not with the file. */
function isUncheckedFile(zcu: Zcu, ty: Index): boolean {
  const namespace = namespaceOfType(zcu.pool, ty);
  return namespace !== NO_NAMESPACE && zcu.files.isUnchecked(zcu.pool.namespaces.fileOf(namespace));
}

/** The containers from which everything is reached. */
export function rootTypes(zcu: Zcu): Index[] {
  const roots = [fileRootType(zcu, zcu.files.std)];
  if (zcu.options.isTest) roots.push(fileRootType(zcu, zcu.files.root));
  return roots;
}
