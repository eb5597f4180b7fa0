import { patchSleb, patchUleb } from '../codegen/wasm.ts';
import { NUMBER_SIZE, replaceEntries, shiftEntries } from './entries.ts';
import type { ByteRange, LinkInput } from './input.ts';
import {
  codeEntry,
  codeStart,
  exportedFunctions,
  exportedVariables,
  type Linked,
  nameEntryOf,
  patchElement,
  patchType,
  patchTypes,
  variableAddress,
} from './module.ts';
import type { Moves } from './placement.ts';
import { ERROR_NAMES, type References, type Vertex, VertexKind, vertexId, vertexKind } from './references.ts';
import { relocateCode, relocateData, writeDataBlock, writeErrorNames } from './relocate.ts';

/**
 * Brings the module that there is up to date after `moves`, which left it its parts. `recoded`: functions that may have other code. `changed`: what refers
 * to something else. Returns what was written; null where that cannot be done, and all is to be written.
 */
export function patchModule(
  linked: Linked,
  input: LinkInput,
  references: References,
  recoded: readonly number[],
  changed: Iterable<Vertex>,
  moves: Moves,
): ByteRange[] | null {
  const written: ByteRange[] = [];
  if (moves.areTypesOther) {
    const types = patchTypes(linked.out, linked.typesEnd, linked.placement);
    if (types === null) return null;
    written.push(types);
  }
  const decls = [...changed].filter((vertex) => vertexKind(vertex) === VertexKind.decl);
  const stale = referrersOf(references, [...moves.moved, ...decls]);
  patchFunctions(linked, moves, recoded, stale, written);
  patchNames(linked, moves, written);
  patchHead(linked, input, moves, written);
  patchData(linked, moves, stale, written);
  return mergeRanges(written, linked.out.length);
}

/** What has a number or an address of any of `vertices` in it. Where a declaration is another, that is what has its address. */
function referrersOf(references: References, vertices: readonly Vertex[]): Set<Vertex> {
  const found = new Set<Vertex>();
  const decls: Vertex[] = [];
  const look = (vertex: Vertex): void => {
    for (const source of references.sourcesOf(vertex)) {
      if (found.has(source)) continue;
      found.add(source);
      if (vertexKind(source) === VertexKind.decl) decls.push(source);
    }
  };
  for (const vertex of vertices) look(vertex);
  for (let decl = decls.pop(); decl !== undefined; decl = decls.pop()) look(decl);
  return found;
}

function patchFunctions(
  linked: Linked,
  { slots }: Moves,
  recoded: readonly number[],
  stale: ReadonlySet<Vertex>,
  written: ByteRange[],
): void {
  const { placement, out, code, isPadded, typesAt } = linked;
  const { functions } = placement;
  const other = new Set(slots);
  for (const id of recoded) if (functions.positionOf(id) >= 0) other.add(functions.positionOf(id));
  const numbers = [...other].sort((a, b) => a - b);
  const entries = numbers.map((number) => codeEntry(placement, number, isPadded));
  const shift = replaceEntries(out, code, numbers, entries, written);
  linked.dataAt += shift;
  if (linked.names !== null) shiftEntries(linked.names, shift);
  const again = new Set(numbers);
  for (const vertex of stale)
    if (vertexKind(vertex) === VertexKind.func) again.add(functions.positionOf(vertexId(vertex)));
  for (const number of again) {
    const start = codeStart(out, code.starts, number);
    written.push(patchType(out, typesAt, placement, number));
    relocateCode(out.bytes, start, number, placement);
    if (!other.has(number)) written.push({ start, end: code.starts[number + 1] });
  }
}

function patchNames({ placement, out, names }: Linked, { slots }: Moves, written: ByteRange[]): void {
  if (names === null) return;
  const numbers = [...slots].sort((a, b) => a - b);
  const entries = numbers.map((number) => nameEntryOf(placement, number));
  replaceEntries(out, names, numbers, entries, written);
  if (numbers.length === 0) return;
  // How many there are stands behind the size of their subsection.
  const countAt = names.sizes[1].at + NUMBER_SIZE;
  patchUleb(out.bytes, countAt, placement.imports.length + placement.functions.ids.length);
  written.push({ start: countAt, end: countAt + NUMBER_SIZE });
}

/** What is in front of the code, but for types. */
function patchHead(linked: Linked, input: LinkInput, { moved, tableSlots }: Moves, written: ByteRange[]): void {
  if (moved.size === 0 && tableSlots.size === 0) return;
  const { placement, out, elementsAt, exportsAt, globalsAt } = linked;
  for (const slot of tableSlots) written.push(patchElement(out, elementsAt, placement, slot));
  const note = (at: number): unknown => written.push({ start: at, end: at + NUMBER_SIZE });
  exportedFunctions(input, placement).forEach(({ id }, i) => {
    patchUleb(out.bytes, exportsAt[i], placement.functionIndex(id));
    note(exportsAt[i]);
  });
  exportedVariables(input, placement).forEach((variable, i) => {
    patchSleb(out.bytes, globalsAt[i], variableAddress(placement, variable));
    note(globalsAt[i]);
  });
}

function patchData(
  { placement, out, dataAt }: Linked,
  { moved, oldData, areErrorsOther }: Moves,
  stale: ReadonlySet<Vertex>,
  written: ByteRange[],
): void {
  const { graph, start: memoryStart } = placement;
  const note = (address: number, size: number): void => {
    const start = dataAt + address - memoryStart;
    if (size > 0) written.push({ start, end: start + size });
  };
  for (const { address, size } of oldData) {
    const start = dataAt + address - memoryStart;
    out.bytes.fill(0, start, start + size);
    note(address, size);
  }
  const isData = (vertex: Vertex): boolean =>
    vertexKind(vertex) === VertexKind.data && !graph.data[vertexId(vertex)].block.isZero;
  const size = (id: number): number => graph.data[id].block.bytes.length;
  for (const vertex of moved) {
    if (!isData(vertex)) continue;
    const id = vertexId(vertex);
    writeDataBlock(out.bytes, dataAt, id, placement);
    note(placement.dataAddress(id), size(id));
  }
  for (const vertex of stale) {
    if (!isData(vertex)) continue;
    const id = vertexId(vertex);
    relocateData(out.bytes, dataAt, id, placement);
    note(placement.dataAddress(id), size(id));
  }
  if (!placement.usesErrorNames || !(areErrorsOther || stale.has(ERROR_NAMES))) return;
  const table = placement.errorNameTable;
  const tableSize = placement.errorTableSize;
  out.bytes.fill(0, dataAt + table - memoryStart, dataAt + table - memoryStart + tableSize);
  writeErrorNames(out.bytes, dataAt, placement);
  note(table, tableSize);
}

/** The bytes of `ranges`, as far as they are below `end`, in the order of their places and each once. */
function mergeRanges(ranges: readonly ByteRange[], end: number): ByteRange[] {
  const merged: ByteRange[] = [];
  for (const range of [...ranges].sort((a, b) => a.start - b.start)) {
    const last = merged[merged.length - 1];
    const rangeEnd = Math.min(range.end, end);
    if (range.start >= rangeEnd) continue;
    if (last === undefined || range.start > last.end) merged.push({ start: range.start, end: rangeEnd });
    else if (rangeEnd > last.end) merged[merged.length - 1] = { start: last.start, end: rangeEnd };
  }
  return merged;
}
