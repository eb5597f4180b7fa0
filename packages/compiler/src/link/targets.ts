import { type Relocations, RelocKind } from '../codegen/relocation.ts';
import { type AddressId, functionOfAddress, isFunctionAddress } from './addresses.ts';
import { ERROR_COUNT, ERROR_NAMES, type Targets, type Vertex, VertexKind, vertexOf } from './references.ts';

/** What a pointer of the value `address` refers to: data, the slot of a function, or nothing. */
export function verticesOfAddress(address: AddressId): Vertex[] {
  if (address >= 0) return [vertexOf(VertexKind.data, address)];
  return isFunctionAddress(address) ? [vertexOf(VertexKind.slot, functionOfAddress(address))] : [];
}

/** References to `vertices`, each of which is there once, that promise nothing. */
export function targetsOnly(vertices: readonly Vertex[]): Targets {
  return { vertices, promises: new Array<number>(vertices.length).fill(0) };
}

/** What `first` and relocations refer to. `targets`: as in `FunctionNode`. */
export function referencesOf(relocs: Relocations, targets: Int32Array, first: readonly Vertex[] = []): Targets {
  const promises = new Map<Vertex, number>();
  for (const vertex of first) promises.set(vertex, 0);
  for (let i = 0; i < targets.length; i++) {
    const kind: RelocKind = relocs.kind.data[i];
    const vertex = vertexOfRelocation(kind, targets[i]);
    if (vertex === null) continue;
    const promise = kind === RelocKind.uavAddress && targets[i] >= 0 ? relocs.detail.data[i] : 0;
    const before = promises.get(vertex);
    if (before === undefined || promise > before) promises.set(vertex, promise);
  }
  return { vertices: [...promises.keys()], promises: [...promises.values()] };
}

function vertexOfRelocation(kind: RelocKind, target: number): Vertex | null {
  switch (kind) {
    case RelocKind.declAddress:
      return vertexOf(VertexKind.decl, target);
    case RelocKind.uavAddress:
      return verticesOfAddress(target)[0] ?? null;
    case RelocKind.typeIndex:
      return vertexOf(VertexKind.type, target);
    case RelocKind.errorValue:
      return vertexOf(VertexKind.error, target);
    case RelocKind.errorNameTable:
      return ERROR_NAMES;
    case RelocKind.errorCount:
      return ERROR_COUNT;
    case RelocKind.returnPlace:
    case RelocKind.global:
      return null;
    default:
      return vertexOf(VertexKind.func, target);
  }
}
