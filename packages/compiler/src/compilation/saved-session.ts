import type { Index } from '../intern/ids.ts';
import type { Reached } from '../query/reach.ts';
import type { Zcu } from '../query/zcu.ts';
import type { Message } from '../source/messages.ts';
import { readColumns, writeColumns } from '../util/save.ts';
import { bytesOfString, stringOfBytes } from '../util/utf8.ts';
import { BUILD_ID } from './build-id.ts';
import type { CodeStore } from './code-store.ts';
import type { CompleteOptions } from './options.ts';
import type { SavedFiles } from './saved-files.ts';
import type { StateFile, StateIdentity, StateSection } from './state-file.ts';
import { StateKind } from './state-kind.ts';
import { tablesOf, tablesReplaced } from './tables.ts';

/** What the last update came to. The module has a section of its own. */
export interface SavedResult {
  readonly errors: readonly Message[];
  readonly compileLog: string;
  readonly hasModule: boolean;
}

/** What a session keeps from update to update besides its tables. */
export interface SavedSession {
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
