import { type ByteWriter, patchUleb } from '../codegen/wasm.ts';
import type { Numbering } from './numbering.ts';

const CUSTOM_SECTION = 0;
const FUNCTION_NAMES = 1;
const GLOBAL_NAMES = 7;

const encoder = new TextEncoder();

/** Writes the name section: engines show the names in stack traces. */
export function writeNameSection(out: ByteWriter, symbols: Numbering): void {
  out.byte(CUSTOM_SECTION);
  const size = out.paddedLeb(0);
  const start = out.length;
  out.name(encoder.encode('name'));
  subsection(
    out,
    FUNCTION_NAMES,
    [...symbols.imports, ...symbols.functions].map(({ name }) => name),
  );
  subsection(out, GLOBAL_NAMES, [encoder.encode('__stack_pointer')]);
  patchUleb(out.bytes, size, out.length - start);
}

function subsection(out: ByteWriter, id: number, names: readonly Uint8Array[]): void {
  out.byte(id);
  const size = out.paddedLeb(0);
  const start = out.length;
  out.uleb(names.length);
  names.forEach((name, i) => {
    out.uleb(i);
    out.name(name);
  });
  patchUleb(out.bytes, size, out.length - start);
}
