import type { FileIndex } from '../intern/ids.ts';
import { invalidate } from '../query/invalidate.ts';
import type { Reached } from '../query/reach.ts';
import type { Zcu } from '../query/zcu.ts';
import { NO_CHANGE } from '../zir/match.ts';
import { type ChunkIndex, ChunkKind } from '../zir/zir.ts';
import { BUILD_ID } from './build-id.ts';
import type { CodeStore } from './code-store.ts';
import type { FileTable } from './files.ts';
import type { Module } from './modules.ts';
import type { CompleteOptions } from './options.ts';
import { pathBelow, resolvePath } from './paths.ts';
import { imageOptions } from './program-modules.ts';
import type { SavedFiles, SavedSource } from './saved-files.ts';
import type { LibraryImage, SavedImage } from './saved-image.ts';
import { jsonSection, readJson } from './saved-result.ts';
import { saveTables, TABLE_KINDS } from './saved-session.ts';
import { joined, StateFile, type StateIdentity, type StateSource, writeStateFile } from './state-file.ts';
import { StateKind } from './state-kind.ts';

/*
 * What is known of the library after the base program was built and taken away again: the same for all programs with the same library and
 * options. It is made like saved state. Where state of a program builds on an image, its tables are what they have besides.
 */

/** What an image of compilations with these options belongs to. Which library it is of shows in its files. */
function imageIdentity(options: CompleteOptions): StateIdentity {
  return { build: BUILD_ID ?? '', options: imageOptions(options), library: '' };
}

/** The image for compilations with these options; why it is of no use where it is not. */
export function openImage(source: StateSource, options: CompleteOptions): LibraryImage | string {
  const state = StateFile.open(source, imageIdentity(options));
  return typeof state === 'string' ? state : { state, content: state.contentOf(TABLE_KINDS) };
}

/** The image that `state` of a program with these options builds on, null if it is none; why it is not to be had where it is not. */
export function imageOfState(state: StateFile, options: CompleteOptions): LibraryImage | null | string {
  const saved = readJson<SavedImage>(state, StateKind.image);
  if (saved === null) return 'it is damaged';
  if (saved.content === null) return null;
  const it = 'the library image that it builds on';
  if (options.image == null) return `${it} is missing`;
  const image = openImage(options.image, options);
  if (typeof image === 'string') return `${it} cannot be used: ${image}`;
  return image.content === saved.content ? image : `${it} is another by now`;
}

/**
 * Whether programs with these modules can have an image: none of their own is in the library directory, where a file would belong to the program
 * and to the library, and a test runner is the official one, which images of tests have.
 */
export function canHaveImage(modules: readonly Module[]): boolean {
  const own = modules.filter(({ isOwn }) => isOwn);
  const isApart = (module: Module): boolean =>
    own.every(({ rootPath }) => pathBelow(module.directory, rootPath) === null);
  if (own.some(({ isRoot }) => isRoot === true)) return false;
  return modules[0]!.isOwn && modules.every((module) => module.isOwn || isApart(module));
}

/** The file `base` is no more: what relied on it is outdated, and what it had is retired. */
export function removeBase(zcu: Zcu, base: FileIndex): void {
  const lost: ChunkIndex[] = [];
  const { kind } = zcu.files.zir(base).chunks;
  for (let chunk = 0; chunk < kind.length; chunk++)
    if (kind.data[chunk] !== ChunkKind.free) lost.push(chunk as ChunkIndex);
  const change = { ...NO_CHANGE, lost };
  invalidate(zcu, { edits: [{ file: base, change }], turned: [base], embedded: [] });
  zcu.schedule.journal.restart();
}

/** An image of what is known, which is nothing of a program. Null where it cannot be one. */
export function writeImage(
  options: CompleteOptions,
  files: FileTable,
  zcu: Zcu,
  reached: Reached,
  code: CodeStore,
): Uint8Array | null {
  const saved = files.save();
  const shared = sharedFiles(saved.files, files.modules);
  const tables = saveTables(zcu, reached, code);
  if (shared === null || saved.sections.length > 0 || tables === null) return null;
  const link = code.saveLink();
  const linked = link === null ? [] : [{ kind: StateKind.link, index: 0, parts: link }];
  const parts = writeStateFile(imageIdentity(options), [jsonSection(StateKind.files, shared), ...tables, ...linked]);
  return joined(parts);
}

/** `files` as those of any program: modules without the further ones of this, and paths from the directories of modules. */
function sharedFiles(files: SavedFiles, modules: readonly Module[]): SavedFiles | null {
  const further = furtherModules(modules);
  const sources: SavedSource[] = [];
  for (const source of files.sources) {
    const { module, path } = source;
    const below = module === 0 ? '' : pathBelow(modules[module]!.directory, path);
    if (below === null || (module > 0 && module <= further)) return null;
    sources.push({ ...source, path: below, module: module === 0 ? 0 : module - further });
  }
  return files.embedded.length > 0 ? null : { ...files, sources };
}

/** `shared`, which is of an image, as files of a program with these modules. */
export function filesOfImage(shared: SavedFiles, modules: readonly Module[]): SavedFiles {
  const further = furtherModules(modules);
  const sources = shared.sources.map((source) => {
    const module = source.module === 0 ? 0 : source.module + further;
    const { directory, rootPath } = modules[module]!;
    return { ...source, module, path: module === 0 ? rootPath : resolvePath(directory, source.path) };
  });
  return { ...shared, sources };
}

/** How many modules of its own a program has besides the first; they come behind it. */
function furtherModules(modules: readonly Module[]): number {
  return modules.filter(({ isOwn }) => isOwn).length - 1;
}
