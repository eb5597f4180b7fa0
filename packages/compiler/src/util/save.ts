import { U8Column, U32Column } from './column.ts';
import type { Words } from './rows.ts';

/** A column and what it is called in a memory report. */
export interface NamedColumn {
  readonly name: string;
  readonly column: U8Column | U32Column;
}

/** A column of what outlives an update: which rows of tables its words are of, and name. */
export interface TableColumn extends NamedColumn {
  readonly words: Words;
}

/** Makes `to` hold what `from` holds. The data is shared, not copied: `from` is to be dropped. */
export function replaceColumn(to: U8Column | U32Column, from: U8Column | U32Column): void {
  if (to instanceof U8Column && from instanceof U8Column) to.data = from.data;
  else if (to instanceof U32Column && from instanceof U32Column) to.data = from.data;
  else throw new RangeError('columns of different width');
  to.length = from.length;
}

/** Bytes of the elements in use. */
export function columnBytes(column: U8Column | U32Column): number {
  return column instanceof U8Column ? column.length : column.length * 4;
}

/**
 * The elements in use of all columns as one run of bytes whose length is a multiple of 4: how many columns, the length of
 * each in elements, then their elements, each padded to 4 bytes. Numbers are in the byte order of the machine.
 */
export function writeColumns(columns: readonly NamedColumn[]): Uint8Array {
  let total = 4 + columns.length * 4;
  for (const { column } of columns) total += (columnBytes(column) + 3) & ~3;
  const out = new Uint8Array(total);
  const head = new Uint32Array(out.buffer, 0, 1 + columns.length);
  head[0] = columns.length;
  let at = head.byteLength;
  for (let i = 0; i < columns.length; i++) {
    const column = columns[i].column;
    const view = column.view();
    head[1 + i] = column.length;
    out.set(new Uint8Array(view.buffer, view.byteOffset, view.byteLength), at);
    at += (view.byteLength + 3) & ~3;
  }
  return out;
}

/** Where a column is in what `writeColumns` wrote: its first byte from the start, and how many bytes it has. */
export interface ColumnPlace {
  readonly at: number;
  readonly bytes: number;
}

/** Where the columns are in what `writeColumns` wrote for the same list, at a multiple of 4 in its buffer; null if the bytes do not fit the list. */
export function placesOfColumns(bytes: Uint8Array, columns: readonly NamedColumn[]): ColumnPlace[] | null {
  if (bytes.byteOffset % 4 !== 0 || bytes.byteLength < 4 + columns.length * 4) return null;
  const head = new Uint32Array(bytes.buffer, bytes.byteOffset, 1 + columns.length);
  if (head[0] !== columns.length) return null;
  let at = head.byteLength;
  const places = columns.map(({ column }, i) => {
    const size = column instanceof U8Column ? head[1 + i]! : head[1 + i]! * 4;
    const place = { at, bytes: size };
    at += Math.ceil(size / 4) * 4;
    return place;
  });
  return at === bytes.byteLength ? places : null;
}

/**
 * Makes `columns` views of what `writeColumns` wrote for the same list of columns. `bytes` must start at a multiple of 4 in
 * its buffer and is kept. Returns false, with the columns untouched, if the bytes do not fit the list.
 */
export function readColumns(bytes: Uint8Array, columns: readonly NamedColumn[]): boolean {
  const places = placesOfColumns(bytes, columns);
  if (places === null) return false;
  for (let i = 0; i < columns.length; i++) {
    const { column } = columns[i]!;
    const at = bytes.byteOffset + places[i]!.at;
    const size = places[i]!.bytes;
    if (column instanceof U8Column) column.data = new Uint8Array(bytes.buffer, at, size);
    else column.data = new Uint32Array(bytes.buffer, at, size / 4);
    column.length = column.data.length;
  }
  return true;
}
