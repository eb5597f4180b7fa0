import type { Index } from '../intern/ids.ts';
import type { Zcu } from '../query/zcu.ts';
import type { Message } from '../source/messages.ts';
import { readColumns, writeColumns } from '../util/save.ts';
import { bytesOfString, stringOfBytes } from '../util/utf8.ts';
import { BUILD_ID } from './build-id.ts';
import type { CodeStore } from './code-store.ts';
import type { CompleteOptions } from './options.ts';
import type { SavedFiles } from './saved-files.ts';
import { restoreUnits, type SavedUnits, saveUnits } from './saved-units.ts';
import type { StateFile, StateIdentity, StateSection } from './state-file.ts';
import { StateKind } from './state-kind.ts';

/** What the last update came to. The module has a section of its own. */
export interface SavedResult {
  readonly errors: readonly Message[];
  readonly compileLog: string;
  readonly hasModule: boolean;
}

/** What a session keeps from update to update besides its tables. */
export interface SavedSession {
  readonly units: SavedUnits;
  readonly poolLimit: number;
  readonly rescanned: readonly Index[];
  readonly isLost: boolean;
}

/** What state of a compilation with these options belongs to. */
export function stateIdentity(options: CompleteOptions): StateIdentity {
  const { rootPath, rootName, dependencies, modules, os, mode, isLibrary, testFilters, emit, referenceTrace } = options;
  const rest = [
    dependencies ?? {},
    modules ?? [],
    os,
    mode,
    isLibrary,
    testFilters ?? null,
    emit,
    referenceTrace ?? null,
  ];
  return {
    build: BUILD_ID ?? '',
    options: JSON.stringify([rootPath, rootName ?? null, ...rest]),
    library: options.zigLibDir,
  };
}

/** A section that holds `value`, as JSON. */
export function jsonSection(kind: StateKind, value: SavedFiles | SavedResult | SavedSession): StateSection {
  return { kind, index: 0, parts: [bytesOfString(JSON.stringify(value))] };
}

/** What `jsonSection` wrote; null if the section is damaged. */
export function readJson<T extends SavedFiles | SavedResult | SavedSession>(
  state: StateFile,
  kind: StateKind,
): T | null {
  const bytes = state.section(kind);
  return bytes === null ? null : (JSON.parse(stringOfBytes(bytes)) as T);
}

/** The tables of a session, and what is to be kept with them. */
export function saveTables(
  zcu: Zcu,
  code: CodeStore,
): { readonly units: SavedUnits; readonly sections: StateSection[] } {
  const { rest, units, airs } = saveUnits(zcu);
  const section = (kind: StateKind, bytes: Uint8Array): StateSection => ({ kind, index: 0, parts: [bytes] });
  return {
    units: rest,
    sections: [
      section(StateKind.pool, writeColumns(zcu.tables.columns())),
      section(StateKind.schedule, writeColumns(zcu.schedule.columns())),
      section(StateKind.tracked, writeColumns(zcu.tracked.columns())),
      section(StateKind.units, units),
      section(StateKind.airs, airs),
      section(StateKind.code, code.save()),
    ],
  };
}

/** Gives the empty tables of a session those of `state`. Returns false, with the tables in no order, if some are damaged. */
export function restoreTables(state: StateFile, rest: SavedUnits, zcu: Zcu, code: CodeStore): boolean {
  const kinds = [
    StateKind.pool,
    StateKind.schedule,
    StateKind.tracked,
    StateKind.units,
    StateKind.airs,
    StateKind.code,
  ];
  const sections = kinds.flatMap((kind) => state.section(kind) ?? []);
  if (sections.length < kinds.length) return false;
  const [pool, schedule, tracked, units, airs, functions] = sections;
  if (!readColumns(pool, zcu.tables.columns())) return false;
  zcu.tables.columnsReplaced();
  if (!readColumns(schedule, zcu.schedule.columns()) || !readColumns(tracked, zcu.tracked.columns())) return false;
  zcu.schedule.columnsReplaced();
  return restoreUnits(zcu, rest, units, airs) && code.restore(functions);
}
