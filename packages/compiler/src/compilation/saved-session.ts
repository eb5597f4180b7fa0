import type { Index } from '../intern/ids.ts';
import type { Reached } from '../query/reach.ts';
import type { Zcu } from '../query/zcu.ts';
import { readPatched, writePatch } from '../util/patch.ts';
import { readColumns, writeColumns } from '../util/save.ts';
import type { CodeStore } from './code-store.ts';
import type { LibraryImage } from './saved-image.ts';
import type { StateFile, StateSection } from './state-file.ts';
import { StateKind } from './state-kind.ts';
import { tablesOf, tablesReplaced } from './tables.ts';

/** What a session keeps from update to update besides its tables. */
export interface SavedSession {
  readonly bytesKept: number;
  readonly rescanned: readonly Index[];
  readonly isLost: boolean;
}

/** The sections of `saveTables`. */
export const TABLE_KINDS: readonly StateKind[] = [
  StateKind.pool,
  StateKind.schedule,
  StateKind.tracked,
  StateKind.units,
  StateKind.reached,
  StateKind.code,
];

/** The tables of a session, or what makes them of those of the image that they began with. Null if that turns out to be damaged. */
export function saveTables(zcu: Zcu, reached: Reached, code: CodeStore): StateSection[] | null {
  const sections: StateSection[] = [];
  for (const { kind, columns } of tablesOf(zcu, reached)) {
    const base = code.image?.state.section(kind);
    const bytes = base === undefined ? writeColumns(columns) : base === null ? null : writePatch(columns, base);
    if (bytes === null) return null;
    sections.push({ kind, index: 0, parts: [bytes] });
  }
  sections.push({ kind: StateKind.code, index: 0, parts: [code.save()] });
  return sections;
}

/**
 * Gives the empty tables of a session those of `state`, which builds on `image` if there is one. Returns false, with the tables in no order, if some
 * are damaged.
 */
export function restoreTables(
  state: StateFile,
  image: LibraryImage | null,
  zcu: Zcu,
  reached: Reached,
  code: CodeStore,
): boolean {
  for (const { kind, columns } of tablesOf(zcu, reached)) {
    const bytes = state.section(kind);
    const base = image?.state.section(kind);
    if (bytes === null || base === null) return false;
    if (base === undefined ? !readColumns(bytes, columns) : !readPatched(bytes, base, columns)) return false;
  }
  tablesReplaced(zcu, reached);
  return (image === null || restoreCodeOf(image, code)) && restoreCode(state, code);
}

/** Gives the empty tables of a session those of `image`. Returns as `restoreTables`. */
export function restoreImage(image: LibraryImage, zcu: Zcu, reached: Reached, code: CodeStore): boolean {
  if (!restoreTables(image.state, null, zcu, reached, code)) return false;
  code.beginWith(image);
  code.restoreLink(() => image.state.section(StateKind.link));
  return true;
}

function restoreCodeOf(image: LibraryImage, code: CodeStore): boolean {
  if (!restoreCode(image.state, code)) return false;
  code.beginWith(image);
  return true;
}

function restoreCode(state: StateFile, code: CodeStore): boolean {
  const functions = state.section(StateKind.code);
  return functions !== null && code.restore(functions);
}
