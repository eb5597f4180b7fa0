import { type Relocations, RelocKind } from '../codegen/relocation.ts';
import { type AddressId, functionOfAddress, isFunctionAddress } from './addresses.ts';
import { ERROR_COUNT, ERROR_NAMES, type Targets, type Vertex, VertexKind, vertexOf } from './references.ts';

/** What a pointer of the value `address` refers to: data, the slot of a function, or nothing. */
export function verticesOfAddress(address: AddressId): Vertex[] {
  const vertex = vertexOfAddress(address);
  return vertex === null ? [] : [vertex];
}

function vertexOfAddress(address: AddressId): Vertex | null {
  if (address >= 0) return vertexOf(VertexKind.data, address);
  return isFunctionAddress(address) ? vertexOf(VertexKind.slot, functionOfAddress(address)) : null;
}

/** References to `vertices`, each of which is there once, that promise nothing. */
export function targetsOnly(vertices: readonly Vertex[]): Targets {
  return { vertices, promises: new Array<number>(vertices.length).fill(0) };
}

/** From so many references on, whether one is there before is looked up. */
const MANY = 12;

/** What `first` and relocations refer to. `targets`: as in `FunctionNode`. */
export function referencesOf(relocs: Relocations, targets: Int32Array, first: readonly Vertex[] = []): Targets {
  const vertices = [...first];
  const promises = new Array<number>(vertices.length).fill(0);
  let places: Map<Vertex, number> | null = null;
  const kinds = relocs.kind.data;
  for (let i = 0; i < targets.length; i++) {
    const kind: RelocKind = kinds[i];
    const vertex = vertexOfRelocation(kind, targets[i]);
    if (vertex === null) continue;
    const promise = kind === RelocKind.uavAddress && targets[i] >= 0 ? relocs.detail.data[i] : 0;
    const place = places === null ? vertices.indexOf(vertex) : (places.get(vertex) ?? -1);
    if (place >= 0) {
      if (promise > promises[place]) promises[place] = promise;
      continue;
    }
    places?.set(vertex, vertices.length);
    vertices.push(vertex);
    promises.push(promise);
    if (vertices.length === MANY) places = new Map(vertices.map((known, at) => [known, at]));
  }
  return { vertices, promises };
}

function vertexOfRelocation(kind: RelocKind, target: number): Vertex | null {
  switch (kind) {
    case RelocKind.declAddress:
      return vertexOf(VertexKind.decl, target);
    case RelocKind.uavAddress:
      return vertexOfAddress(target);
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
