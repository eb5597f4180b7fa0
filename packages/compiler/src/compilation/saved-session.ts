import type { Index } from '../intern/ids.ts';
import type { Reached } from '../query/reach.ts';
import type { Zcu } from '../query/zcu.ts';
import { readColumns, writeColumns } from '../util/save.ts';
import type { CodeStore } from './code-store.ts';
import type { StateFile, StateSection } from './state-file.ts';
import { StateKind } from './state-kind.ts';
import { tablesOf, tablesReplaced } from './tables.ts';

/** What a session keeps from update to update besides its tables. */
export interface SavedSession {
  readonly poolLimit: number;
  readonly rescanned: readonly Index[];
  readonly isLost: boolean;
}

/** The tables of a session. */
export function saveTables(zcu: Zcu, reached: Reached, code: CodeStore): StateSection[] {
  return [
    ...tablesOf(zcu, reached).map(({ kind, columns }) => ({ kind, index: 0, parts: [writeColumns(columns)] })),
    { kind: StateKind.code, index: 0, parts: [code.save()] },
  ];
}

/** Gives the empty tables of a session those of `state`. Returns false, with the tables in no order, if some are damaged. */
export function restoreTables(state: StateFile, zcu: Zcu, reached: Reached, code: CodeStore): boolean {
  for (const { kind, columns } of tablesOf(zcu, reached)) {
    const bytes = state.section(kind);
    if (bytes === null || !readColumns(bytes, columns)) return false;
  }
  tablesReplaced(zcu, reached);
  const functions = state.section(StateKind.code);
  return functions !== null && code.restore(functions);
}
