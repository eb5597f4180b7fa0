import { readFileSync } from 'node:fs';
import {
  bytesSource,
  type Change,
  Compilation,
  type CompilationOptions,
  causeText,
  type Host,
  MemoryHost,
  OptimizeMode,
  type ReadError,
  renderErrors,
  unitText,
} from '../packages/compiler/src/index.ts';
import { imageOptions } from '../packages/compiler/src/state.ts';
import { findEdit } from '../packages/compiler/src/util/common-bytes.ts';
import { zigLibDir } from '../packages/zig-lib/index.cjs';

/** What an update of a session came to. */
export interface UpdateResult {
  /** Messages as they are printed without colour; empty if there are none. */
  readonly errors: string;
  readonly wasm: Uint8Array | null;
  /** How many dependers of the program's own files were analysed. */
  readonly analyzed: number;
  /** One line for each of them: what, and why. */
  readonly reasons: readonly string[];
}

/** A program in memory, `main.zig` its root, that is compiled again and again. */
export interface Session {
  /** Sets the files named in `changes`, removes those whose content is null, and compiles. */
  update(changes: ReadonlyMap<string, Uint8Array | null>): UpdateResult;
  /** Has the next update be made by another compilation that starts from the state of this one, if there was any update. */
  restart(): void;
}

const library = new Map<string, Uint8Array | ReadError>();
const lowered = new Map<string, Uint8Array>();

/** Files of the Zig library, each read from disk and lowered once. */
const libraryHost: Host = {
  readFile(path) {
    if (zigLibDir === null || !path.startsWith(zigLibDir)) return 'FileNotFound';
    let found = library.get(path);
    if (found === undefined) {
      try {
        found = new Uint8Array(readFileSync(path));
      } catch {
        found = 'FileNotFound';
      }
      library.set(path, found);
    }
    return found;
  },
  loadCached: (key) => lowered.get(key) ?? null,
  storeCached(key, bytes) {
    lowered.set(key, bytes);
  },
};

/** Where the small library is, for sessions that have it. */
const SMALL_LIB = '/small';

/** Where each of its files comes from. */
const SMALL_FILES: ReadonlyMap<string, string> = new Map([
  [`${SMALL_LIB}/std/std.zig`, '../test/small-std/std.zig'],
  [`${SMALL_LIB}/std/extra.zig`, '../test/small-std/extra.zig'],
  [`${SMALL_LIB}/std/builtin.zig`, '../packages/compiler/test/sema/lib/std/builtin.zig'],
  [`${SMALL_LIB}/compiler/test_runner.zig`, '../test/small-std/test_runner.zig'],
]);

/** The text of a file of the library of one page, read as latin1. Throws a `RangeError` for a path that it does not have. */
export function smallLibraryText(path: string): string {
  const from = SMALL_FILES.get(path);
  if (from === undefined) throw new RangeError(`the library of one page has no ${path}`);
  return readFileSync(new URL(from, import.meta.url), 'latin1');
}

const smallLibrary: Host = { ...libraryHost, readFile: (path) => library.get(path) ?? 'FileNotFound' };

/** What a session compiles. */
export interface SessionOptions {
  /** Whether to make a module, or only look for errors; by default it does. */
  readonly emit?: boolean;
  /** As in the options of a compilation: given to compile tests. */
  readonly testFilters?: readonly string[] | null;
  /** By default Debug. */
  readonly mode?: OptimizeMode;
  /** Whether what is exported counts, and not `main`. */
  readonly isLibrary?: boolean;
  /** The root file; by default `main.zig`. */
  readonly root?: string;
  /** Root files of modules that the root can import, by name. */
  readonly modules?: ReadonlyMap<string, string>;
  /** Whether what no unit needs any more is dropped before each update. */
  readonly collectsAlways?: boolean;
  /** Whether each update is made by a compilation of its own, which starts from the state that the one before saved. */
  readonly isRestored?: boolean;
  /** Whether updates are told the edits of texts, not that files may be others. */
  readonly tellsEdits?: boolean;
  /** Whether it starts from the library image that all such sessions with the same options for it share, and which the first of them makes. */
  readonly sharesImage?: boolean;
}

/** Library images, by library and options (`imageOptions`). */
const images = new Map<string, Uint8Array>();

/** Starts a session over the whole library. */
export function openSession(options: SessionOptions = {}): Session {
  if (zigLibDir === null) throw new Error('the package zig-lib has no library: run `npm install`');
  return sessionOver(new MemoryHost(libraryHost), zigLibDir, options);
}

/** Starts a session over `test/small-std`: a build from nothing takes a few milliseconds. Programs can print, and no more. */
export function openSmallSession(
  options: Pick<
    SessionOptions,
    'isRestored' | 'sharesImage' | 'testFilters' | 'mode' | 'modules' | 'collectsAlways' | 'tellsEdits'
  > = {},
): Session {
  for (const path of SMALL_FILES.keys()) {
    if (!library.has(path)) library.set(path, new Uint8Array(Buffer.from(smallLibraryText(path), 'latin1')));
  }
  return sessionOver(new MemoryHost(smallLibrary), SMALL_LIB, { ...options, isLibrary: true });
}

/** What has the file at `path`, which is `before`, be `bytes`: an edit of its text where it was there and what comes is text. */
function changeTo(path: string, before: Uint8Array | null, bytes: Uint8Array | null): Change {
  if (before === null || bytes === null) return { path, text: bytes };
  const edit = findEdit(before, bytes);
  if (edit === null) return { path, edits: [], units: 'utf-8' };
  const inserted = bytes.subarray(edit.start, edit.newEnd);
  const text = Buffer.from(inserted).toString();
  if (!Buffer.from(text).equals(inserted)) return { path, text: bytes };
  return { path, edits: [{ start: edit.start, end: edit.oldEnd, text }], units: 'utf-8' };
}

function sessionOver(host: MemoryHost, libDir: string, options: SessionOptions): Session {
  const modules = [...(options.modules ?? [])];
  const setup: CompilationOptions = {
    rootPath: options.root ?? 'main.zig',
    ...(options.modules === undefined ? {} : { rootName: 'root' }),
    dependencies: Object.fromEntries(modules.map(([name]) => [name, name])),
    modules: modules.map(([name, rootPath]) => ({ name, rootPath, dependencies: {} })),
    zigLibDir: libDir,
    host,
    target: 'wasm32-wasi',
    mode: options.mode ?? OptimizeMode.Debug,
    // As with the official incremental compiler, to whose own code generation it does not belong.
    hasUbsanRt: false,
    isLibrary: options.isLibrary ?? false,
    testFilters: options.testFilters ?? null,
    emit: options.emit ?? true,
    collectsAlways: options.collectsAlways ?? false,
  };
  const key = `${libDir} ${imageOptions(setup)}`;
  const image = (): Pick<CompilationOptions, 'image'> => {
    const known = images.get(key);
    return options.sharesImage === true ? { image: known === undefined ? null : bytesSource(known) } : {};
  };
  let compilation = new Compilation({ ...setup, ...image() });
  let saved: Uint8Array | null = null;
  /** Has another compilation go on from the state that was saved last. */
  const restart = (): void => {
    const parts = compilation.saveState();
    if (parts !== null) saved = new Uint8Array(Buffer.concat(parts));
    compilation = new Compilation({ ...setup, ...image(), state: saved && bytesSource(saved) });
  };
  let isFirst = true;
  let isRestarting = false;
  return {
    restart() {
      isRestarting = !isFirst;
    },
    update(changes) {
      const told = [...changes].map(([path, bytes]) => changeTo(path, host.files.get(path) ?? null, bytes));
      // Edits are told of what the host has.
      const tellsEdits = options.tellsEdits === true;
      const write = (): void => {
        for (const [path, bytes] of changes) if (bytes !== null) host.files.set(path, bytes);
      };
      for (const [path, bytes] of changes) if (bytes === null) host.files.delete(path);
      if (!tellsEdits) write();
      if (isRestarting) restart();
      isFirst = false;
      isRestarting = options.isRestored ?? false;
      const result = compilation.update(tellsEdits ? told : changes.keys());
      if (tellsEdits) write();
      const made = compilation.saveImage();
      if (made !== null) images.set(key, new Uint8Array(Buffer.concat(made)));
      // The first evaluation of a call is part of the analysis of who makes it.
      const own = compilation
        .journal()
        .analysed.filter(({ unit, cause }) => unit.isOwn && !(unit.kind === 'call' && cause.change === 'first-time'));
      return {
        errors:
          (compilation.stateRefusal ?? '') +
          renderErrors(result, false) +
          result.faults.map((fault) => `${fault}\n`).join(''),
        wasm: result.module,
        analyzed: own.length,
        reasons: own.map(({ unit, cause }) => `${unitText(unit)}: ${causeText(cause, unit)}`),
      };
    },
  };
}
