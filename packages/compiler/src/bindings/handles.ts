import { fieldsOf, kindOf, typeOfField } from '../editor/members.ts';
import type { Program } from '../editor/program.ts';
import { ContainerFlag, Layout } from '../intern/container-table.ts';
import { containerLayout, containerOf, namespaceOfType } from '../intern/containers.ts';
import { type Index, NO_NAMESPACE } from '../intern/ids.ts';
import { isSinglePtr } from '../intern/pointers.ts';
import { childType, errorUnionPayload, isTuple, TypeKind } from '../intern/types.ts';

/** Whether `ty` is declared in the program's own files. */
export function isOwnType({ pool, files }: Program, ty: Index): boolean {
  const namespace = namespaceOfType(pool, ty);
  return namespace !== NO_NAMESPACE && files.isOwn(pool.namespaces.fileOf(namespace));
}

/** Those of `candidates` to which a pointer crosses in one of `signatures`, which are types of parameters and results. */
export function typesBehindPointers(
  program: Program,
  candidates: ReadonlySet<Index>,
  signatures: Iterable<Index>,
): Set<Index> {
  const { pool } = program;
  const found = new Set<Index>();
  const seen = new Set<Index>();
  const pending = [...signatures];
  for (let ty = pending.pop(); ty !== undefined; ty = pending.pop()) {
    if (seen.has(ty)) continue;
    seen.add(ty);
    switch (kindOf(program, ty)) {
      case TypeKind.pointer: {
        const child = childType(pool, ty);
        if (isSinglePtr(pool, ty) && candidates.has(child) && mayBeHandle(program, child)) found.add(child);
        pending.push(child);
        break;
      }
      case TypeKind.optional:
      case TypeKind.array:
        pending.push(childType(pool, ty));
        break;
      case TypeKind.error_union:
        pending.push(errorUnionPayload(pool, ty));
        break;
      case TypeKind.struct:
      case TypeKind.union:
        if (isTuple(pool, ty) || isOwnType(program, ty))
          for (const index of fieldsOf(program, ty)) pending.push(typeOfField(program, ty, index));
        break;
    }
  }
  return found;
}

/** Whether values of that type can be objects of a class. Those of a packed struct are numbers, and have no places of their own. */
function mayBeHandle(program: Program, ty: Index): boolean {
  const kind = kindOf(program, ty);
  if (kind === TypeKind.opaque) return true;
  return (kind === TypeKind.struct || kind === TypeKind.union) && containerLayout(program.pool, ty) !== Layout.packed;
}

/** Whether it is a union that knows which of its fields it has. */
export function isTagged({ pool }: Program, ty: Index): boolean {
  return pool.containers.has(containerOf(pool, ty), ContainerFlag.tagged);
}
