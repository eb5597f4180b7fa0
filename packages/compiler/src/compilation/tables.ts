import type { Reached } from '../query/reach.ts';
import type { Zcu } from '../query/zcu.ts';
import { columnBytes, type NamedColumn, replaceColumn, type TableColumn } from '../util/save.ts';
import { StateKind } from './state-kind.ts';

/** Columns of what is known of a program, under the kind of their section in saved state. */
export interface Table {
  readonly kind: StateKind;
  readonly columns: readonly TableColumn[];
}

/** All tables of a session that are in columns, in a fixed order: to be taken between updates. */
export function tablesOf(zcu: Zcu, reached: Reached): Table[] {
  return [
    { kind: StateKind.pool, columns: zcu.tables.columns() },
    { kind: StateKind.schedule, columns: zcu.schedule.columns() },
    { kind: StateKind.tracked, columns: zcu.tracked.columns() },
    { kind: StateKind.units, columns: zcu.columns() },
    { kind: StateKind.reached, columns: reached.columns() },
  ];
}

/** To be called after the columns of all tables were replaced by saved ones: makes what follows from them. */
export function tablesReplaced(zcu: Zcu, reached: Reached): void {
  zcu.tables.columnsReplaced();
  zcu.schedule.columnsReplaced();
  zcu.columnsReplaced();
  reached.columnsReplaced();
}

/** Gives the empty tables of a session those that another one has, which is to be dropped. */
export function takeTables(zcu: Zcu, reached: Reached, from: readonly Table[]): void {
  const to = tablesOf(zcu, reached);
  for (const [i, { columns }] of from.entries())
    for (const [j, { column }] of columns.entries()) {
      column.trim();
      replaceColumn(to[i]!.columns[j]!.column, column);
    }
  tablesReplaced(zcu, reached);
}

/** Bytes in use in all of `columns`. */
export function bytesOfColumns(columns: readonly NamedColumn[]): number {
  let bytes = 0;
  for (const { column } of columns) bytes += columnBytes(column);
  return bytes;
}

/** Bytes in use in each column, by the name of its table and its own. */
export function columnSizes(zcu: Zcu, reached: Reached): ReadonlyMap<string, number> {
  const sizes = new Map<string, number>();
  for (const { kind, columns } of tablesOf(zcu, reached)) {
    for (const { name, column } of columns) sizes.set(`${StateKind[kind]}: ${name}`, columnBytes(column));
  }
  return sizes;
}
