import { type Depender, DependerKind, dependerIndex, dependerKind, makeDepender } from '../incremental/depender.ts';
import { invalidateLost } from '../incremental/invalidate.ts';
import { containerTracked, isContainer } from '../intern/containers.ts';
import {
  type ContainerIndex,
  type DeclIndex,
  type FuncIndex,
  type Index,
  type NamespaceIndex,
  NO_INDEX,
  NO_TRACKED,
  type TrackedIndex,
} from '../intern/ids.ts';
import { retire } from '../query/analyze.ts';
import { scanNamespace } from '../query/namespace.ts';
import type { Zcu } from '../query/zcu.ts';
import type { AppliedEdits } from './apply-edits.ts';

/**
 * Follows up on edits: reads again the members of containers that have others now, and retires the units of what is no more. What
 * relied on those is outdated then, and finds out for itself that they are gone. Returns the types whose members were read.
 */
export function followUp(zcu: Zcu, edits: AppliedEdits): Index[] {
  const types: Index[] = [];
  if (edits.rescan.length > 0) {
    const rescan = new Set<number>(edits.rescan);
    const { namespaces } = zcu.pool;
    for (let namespace = 0; namespace < namespaces.length; namespace++) {
      const owner = namespaces.ownerOf(namespace as NamespaceIndex);
      if (!rescan.has(trackedOf(zcu, owner))) continue;
      scanNamespace(zcu, namespace as NamespaceIndex);
      types.push(owner);
    }
  }
  if (edits.lost.length > 0) {
    const lost = new Set<number>(edits.lost);
    for (const unit of unitsOf(zcu, lost)) {
      retire(zcu, unit);
      if (dependerKind(unit) === DependerKind.funcBody) zcu.airs.delete(dependerIndex(unit) as FuncIndex);
    }
    invalidateLost(zcu.schedule, edits.lost);
  }
  return types;
}

/** The chunk of a container type; NO_TRACKED for the tag type of a union. */
function trackedOf(zcu: Zcu, ty: Index): TrackedIndex {
  return ty === NO_INDEX || !isContainer(zcu.pool, ty) ? NO_TRACKED : containerTracked(zcu.pool, ty);
}

/** The units that analyse one of the chunks `lost`. */
function unitsOf(zcu: Zcu, lost: ReadonlySet<number>): Depender[] {
  const { decls, funcs, containers } = zcu.pool;
  const units: Depender[] = [];
  for (let decl = 0; decl < decls.length; decl++) {
    if (!lost.has(decls.trackedOf(decl as DeclIndex))) continue;
    for (const kind of [DependerKind.declType, DependerKind.declValue, DependerKind.comptimeBlock])
      units.push(makeDepender(kind, decl));
  }
  for (let func = 0; func < funcs.length; func++) {
    if (lost.has(funcs.bodyOf(func as FuncIndex))) units.push(makeDepender(DependerKind.funcBody, func));
  }
  for (let container = 0; container < containers.length; container++) {
    if (!lost.has(trackedOf(zcu, containers.typeOf(container as ContainerIndex)))) continue;
    for (const kind of [DependerKind.typeLayout, DependerKind.typeDefaults]) units.push(makeDepender(kind, container));
  }
  return units;
}
