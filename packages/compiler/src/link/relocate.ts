import { type Relocations, RelocKind } from '../codegen/relocation.ts';
import { patchSleb, patchUleb } from '../codegen/wasm.ts';
import type { DeclIndex, StringIndex } from '../intern/ids.ts';
import { linkerSymbolAt } from './addresses.ts';
import type { Placement } from './placement.ts';
import { returnPlace } from './return-places.ts';

/** Writes what the code of function `number`, which is at `base`, refers to, where it stands. */
export function relocateCode(bytes: Uint8Array, base: number, number: number, placement: Placement): void {
  const id = placement.functions.at(number);
  if (id < 0) return;
  const { relocs, targets } = placement.graph.functions[id];
  const kinds = relocs.kind.data;
  const offsets = relocs.offset.data;
  const addends = relocs.addend.data;
  for (let i = 0; i < targets.length; i++) {
    const at = base + offsets[i];
    const target = targets[i];
    switch (kinds[i] as RelocKind) {
      case RelocKind.func:
      case RelocKind.runtime:
      case RelocKind.tagName:
      case RelocKind.symbol:
        patchUleb(bytes, at, placement.functionIndex(target));
        break;
      case RelocKind.typeIndex:
        patchUleb(bytes, at, placement.types.positionOf(target));
        break;
      case RelocKind.declAddress:
      case RelocKind.uavAddress:
        patchSleb(bytes, at, pointer(kinds[i], target, addends[i], placement));
        break;
      case RelocKind.errorValue:
        patchSleb(bytes, at, placement.errorNumber(target as StringIndex)!);
        break;
      case RelocKind.errorNameTable:
        patchSleb(bytes, at, placement.errorNameTable);
        break;
      case RelocKind.errorCount:
        patchSleb(bytes, at, placement.errors.length + 1);
        break;
      case RelocKind.returnPlace:
        patchSleb(bytes, at, returnPlace(number, target));
        break;
      case RelocKind.global:
        patchUleb(bytes, at, target);
        break;
    }
  }
}

/** Writes data `id`, and what it refers to. `base`: where the bytes of all data start. */
export function writeDataBlock(bytes: Uint8Array, base: number, id: number, placement: Placement): void {
  bytes.set(placement.graph.data[id].block.bytes, base + placement.dataAddress(id) - placement.start);
  relocateData(bytes, base, id, placement);
}

/** Writes what data `id` refers to, where it stands. */
export function relocateData(bytes: Uint8Array, base: number, id: number, placement: Placement): void {
  const { block, targets } = placement.graph.data[id];
  const { kind, offset, addend }: Relocations = block.relocs;
  if (targets.length === 0) return;
  const start = base + placement.dataAddress(id) - placement.start;
  for (let i = 0; i < targets.length; i++) {
    const at = start + offset.data[i];
    if (kind.data[i] === RelocKind.errorValue)
      writeWord(bytes, at, placement.errorNumber(targets[i] as StringIndex)!, 2);
    else writeWord(bytes, at, pointer(kind.data[i], targets[i], addend.data[i], placement), 4);
  }
}

/** The number that a pointer is: an address, to which `addend` is added, or a slot of the table. */
function pointer(kind: RelocKind, target: number, addend: number, placement: Placement): number {
  const address = kind === RelocKind.declAddress ? placement.graph.declTarget(target as DeclIndex) : target;
  const number = placement.addressOf(address);
  return address >= 0 || linkerSymbolAt(address) !== null ? (number + addend) | 0 : number;
}

/** Writes the table of the names of errors. `base`: as for `writeDataBlock`. */
export function writeErrorNames(bytes: Uint8Array, base: number, placement: Placement): void {
  if (!placement.usesErrorNames) return;
  const { errors, errorNameTable, graph, start } = placement;
  errors.forEach((name, i) => {
    const data = graph.nameData(name);
    const at = base + errorNameTable - start + (i + 1) * 8;
    writeWord(bytes, at, placement.dataAddress(data), 4);
    writeWord(bytes, at + 4, graph.data[data].block.bytes.length - 1, 4);
  });
}

function writeWord(bytes: Uint8Array, at: number, value: number, size: 2 | 4): void {
  for (let i = 0; i < size; i++) bytes[at + i] = value >>> (8 * i);
}
