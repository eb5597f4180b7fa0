import { ByteWriter, patchUleb } from '../codegen/wasm.ts';

const GLOBAL_NAMES = 7;

const encoder = new TextEncoder();

/** The entry of the name section for the function of index `index`. */
export function nameEntry(index: number, name: Uint8Array): Uint8Array {
  const entry = new ByteWriter(name.length + 10);
  writeNameEntry(entry, index, name);
  return entry.bytes.subarray(0, entry.length);
}

/** Writes the same. */
export function writeNameEntry(out: ByteWriter, index: number, name: Uint8Array): void {
  out.uleb(index);
  out.name(name);
}

/** Writes what the globals are called. */
export function writeGlobalNames(out: ByteWriter): void {
  out.byte(GLOBAL_NAMES);
  const size = out.paddedLeb(0);
  const start = out.length;
  out.uleb(1);
  out.append(nameEntry(0, encoder.encode('__stack_pointer')));
  patchUleb(out.bytes, size, out.length - start);
}
