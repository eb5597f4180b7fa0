import { ByteWriter, Cursor, type External, HEADER, Section } from '@rezig/compiler/state';

/*
 * A running program does not export what the host needs to tell of errors. So what is run is a copy of the module that does.
 */

/** Something that a module is to export. */
export interface AddedExport {
  readonly name: string;
  readonly kind: External;
  readonly index: number;
}

/** A module with further exports. */
export interface ExtendedModule {
  readonly bytes: Uint8Array;
  /** By how many bytes code stands behind where it stood in the module without them. */
  readonly shift: number;
}

/** `module`, which exports something already, with further exports. Throws a `RangeError` if it has no exports. */
export function withExports(module: Uint8Array, added: readonly AddedExport[]): ExtendedModule {
  const cursor = new Cursor(module, HEADER.length);
  while (cursor.at < module.length) {
    const start = cursor.at;
    const id: Section = cursor.byte();
    const end = cursor.uleb() + cursor.at;
    if (id === Section.export) {
      const content = new ByteWriter(end - start + 256);
      content.uleb(cursor.uleb() + added.length);
      content.append(module.subarray(cursor.at, end));
      for (const { name, kind, index } of added) {
        content.name(new TextEncoder().encode(name));
        content.byte(kind);
        content.uleb(index);
      }
      const out = new ByteWriter(module.length + content.length);
      out.append(module.subarray(0, start));
      out.byte(id);
      out.name(content.toBytes());
      out.append(module.subarray(end));
      return { bytes: out.toBytes(), shift: out.length - module.length };
    }
    cursor.at = end;
  }
  throw new RangeError('the module has no exports');
}
