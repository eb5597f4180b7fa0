import type { Message } from '../source/messages.ts';
import { bytesOfString, stringOfBytes } from '../util/utf8.ts';
import { BUILD_ID } from './build-id.ts';
import type { Host } from './host.ts';
import type { CompleteOptions } from './options.ts';
import { compareToSaved, MAX_UNSTAMPED, type SavedFiles } from './saved-files.ts';
import { StateFile, type StateIdentity, type StateSection, type StateSource } from './state-file.ts';
import { StateKind } from './state-kind.ts';

/** What the last update came to. The module has a section of its own. */
export interface SavedResult {
  readonly errors: readonly Message[];
  readonly compileLog: string;
  readonly hasModule: boolean;
}

/** What an update of files that are as they were comes to. */
export interface KnownResult extends Omit<SavedResult, 'hasModule'> {
  readonly module: Uint8Array | null;
}

/** What state of a compilation with these options belongs to. */
export function stateIdentity(options: Omit<CompleteOptions, 'host' | 'state'>): StateIdentity {
  const { rootPath, rootName, dependencies, modules, target, mode, testFilters, testRunner, emit, referenceTrace } =
    options;
  const program = [rootPath, rootName ?? null, dependencies ?? {}, modules ?? []];
  const { isLibrary, isReactor, isStripped, tracesErrors, hasUbsanRt, cpu, link } = options;
  const output = [target, mode, isLibrary, isReactor, isStripped, tracesErrors, cpu, emit, Object.entries(link).sort()];
  const order = [hasUbsanRt, options.usesLlvm ?? false, options.analysesAll ?? false];
  const rest = [testFilters ?? null, testRunner ?? null, String(referenceTrace ?? null)];
  const all = JSON.stringify([...program, ...output, ...order, ...rest]);
  return { build: BUILD_ID ?? '', options: all, library: options.zigLibDir };
}

/**
 * What an update comes to, without making one, where the state is of a compilation with these options and its files are as they were.
 * Null where that is not so, or the state cannot be used, or is to be written again.
 */
export function knownResult(
  source: StateSource,
  options: Omit<CompleteOptions, 'host' | 'state'>,
  host: Host,
): KnownResult | null {
  const state = StateFile.open(source, stateIdentity(options));
  const files = typeof state === 'string' ? null : readJson<SavedFiles>(state, StateKind.files);
  if (typeof state === 'string' || files === null) return null;
  const { sources, embedded } = files;
  const read = [...files.read.map((file) => sources[file]), ...files.readEmbedded.map((file) => embedded[file])];
  let unstamped = 0;
  for (const file of read) {
    const { isStamped, isSame } = compareToSaved(host, file);
    if (!isStamped) unstamped++;
    if (unstamped > MAX_UNSTAMPED || !isSame) return null;
  }
  const result = readJson<SavedResult>(state, StateKind.result);
  if (result === null) return null;
  const { errors, compileLog, hasModule } = result;
  const module = hasModule ? state.section(StateKind.module) : null;
  return hasModule && module === null ? null : { errors, compileLog, module };
}

/** A section that holds `value`, as JSON. */
export function jsonSection(kind: StateKind, value: object): StateSection {
  return { kind, index: 0, parts: [bytesOfString(JSON.stringify(value))] };
}

/** What `jsonSection` wrote; null if the section is damaged. */
export function readJson<T extends object>(state: StateFile, kind: StateKind): T | null {
  const bytes = state.section(kind);
  return bytes === null ? null : (JSON.parse(stringOfBytes(bytes)) as T);
}
