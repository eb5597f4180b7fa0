/*
 * A running program does not export what the host needs to tell of errors. So what is run is a copy of the module that does.
 */

/** What can be exported, by the numbers of the binary format. */
export enum ExportKind {
  function,
  table,
  memory,
  global,
}

/** Something that a module is to export. */
export interface AddedExport {
  readonly name: string;
  readonly kind: ExportKind;
  readonly index: number;
}

const HEADER_BYTES = 8;
const EXPORT_SECTION = 7;

/** A module with further exports. */
export interface ExtendedModule {
  readonly bytes: Uint8Array;
  /** By how many bytes code stands behind where it stood in the module without them. */
  readonly shift: number;
}

/** `module`, which exports something already, with further exports. Throws a `RangeError` if it has no exports. */
export function withExports(module: Uint8Array, added: readonly AddedExport[]): ExtendedModule {
  for (let at = HEADER_BYTES; at < module.length; ) {
    const id = module[at];
    const size = readUleb(module, at + 1);
    const end = size.next + size.value;
    if (id === EXPORT_SECTION) {
      const count = readUleb(module, size.next);
      const content = [
        ...uleb(count.value + added.length),
        ...module.subarray(count.next, end),
        ...added.flatMap(({ name, kind, index }) => {
          const utf8 = new TextEncoder().encode(name);
          return [...uleb(utf8.length), ...utf8, kind, ...uleb(index)];
        }),
      ];
      const section = Uint8Array.from([id, ...uleb(content.length), ...content]);
      const bytes = new Uint8Array(at + section.length + module.length - end);
      bytes.set(module.subarray(0, at));
      bytes.set(section, at);
      bytes.set(module.subarray(end), at + section.length);
      return { bytes, shift: bytes.length - module.length };
    }
    at = end;
  }
  throw new RangeError('the module has no exports');
}

function readUleb(bytes: Uint8Array, at: number): { readonly value: number; readonly next: number } {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at++];
    value |= (byte & 0x7f) << shift;
    if (byte < 0x80) return { value: value >>> 0, next: at };
  }
}

function uleb(value: number): number[] {
  const bytes: number[] = [];
  for (; value >= 0x80; value >>>= 7) bytes.push((value & 0x7f) | 0x80);
  return [...bytes, value];
}
