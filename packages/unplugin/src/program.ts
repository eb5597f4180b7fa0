import { readFileSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  Compilation,
  type Message,
  OptimizeMode,
  type SourceMap,
  type SourceMapOptions,
  type UpdateResult,
} from '@rezig/compiler';
import {
  BOUND_MODULE,
  type Described,
  declarationMapOf,
  declarationsOf,
  describe,
  descriptionHolds,
  GLUE_MODULE,
  javascriptOf,
  optionalExports,
  ROOT_PATH,
  rootModule,
} from '@rezig/compiler/bindings';
import { HotSwap, type SwapPatch } from '@rezig/compiler/swap';
import { LOWERING_ID } from '@rezig/node/build-id.ts';
import { cacheDirectory } from '@rezig/node/cache-dir.ts';
import { displayPath } from '@rezig/node/display-path.ts';
import { packagedArchive } from '@rezig/node/lowered-archive.ts';
import { NodeHost } from '@rezig/node/node-host.ts';
import { imagePath, keepImage, openState, statePath, storeImage, storeState } from '@rezig/node/state-store.ts';
import { findZigLib } from '@rezig/node/zig-lib.ts';
import { canWait } from './options.ts';
import type { Compiled, CompileRequest, PageUpdate, SourceError, SwapState } from './protocol.ts';
import { WebAssembly } from './webassembly.ts';

const NOTHING = {
  module: null,
  javascript: '',
  declarations: '',
  declarationMap: null,
  swap: null,
  refused: {},
  exports: new Map<string, string>(),
};

/** What pages run: a module that was started, with a glue, and what it was patched by since. */
interface Running {
  readonly module: Uint8Array;
  readonly exports: SwapState['exports'];
  readonly glue: string;
  readonly patches: SwapPatch[];
  /** Whether a page that begins with it has all as one that begins with the program: a variable keeps its value where it would start with another. */
  isAsNew: boolean;
}

/** What a page that is loaded anew takes of patches at most: more, and it is given a module as a whole. */
const MOST_PATCHES = 50;

/** How long source maps are at most that are kept, in characters. */
const MOST_MAPS = 16_000_000;

/** Of modules up to this size a map is made before somebody asks, in bytes: of larger ones it takes long. */
const MAPPED_BYTES = 300_000;

/** A `.zig` file that is imported, and what is known of it from update to update. */
export class BoundProgram {
  readonly #request: Omit<CompileRequest, 'id'>;
  readonly #path: string;
  readonly #libDir: string;
  readonly #host: NodeHost;
  readonly #compilation: Compilation;
  readonly #statePath: string | null;
  readonly #imagePath: string | null;
  readonly #swap: HotSwap | null;
  readonly #own = new Map<string, boolean>();
  /** How often the module was started. */
  #epoch = 0;
  /** What pages run; null where none does. */
  #running: Running | null = null;
  /** Source maps of modules that pages run, as JSON. */
  readonly #maps = new Map<string, string>();
  /** One that can be made until the next update. */
  #nextMap: { readonly of: string; make(): SourceMap | null } | null = null;
  /** The glue as it was made last; empty where it may be another since. */
  #glue = '';
  /** Types whose functions the root module exports: those that had some when the file was described last. */
  #containers: readonly string[] = [];

  /** Throws a `UsageError` where there is no library, a `RangeError` where `cpu` or the mode is none. */
  constructor(request: Omit<CompileRequest, 'id'>) {
    const { path, mode, options, isRaw, project, swap } = request;
    if (typeof OptimizeMode[mode] !== 'number')
      throw new RangeError(`mode '${mode}' is none of Debug, ReleaseSafe, ReleaseFast, ReleaseSmall`);
    this.#request = request;
    this.#path = displayPath(path);
    this.#libDir = displayPath(findZigLib(options.zigLibDir));
    const cacheDir = cacheDirectory(options.cacheDir, path);
    const dependencies = project?.dependencies ?? {};
    const others = (project?.modules ?? []).map((one) => ({ ...one, rootPath: displayPath(one.rootPath) }));
    const bound = { name: BOUND_MODULE, rootPath: this.#path, dependencies };
    const program = {
      rootPath: isRaw ? this.#path : ROOT_PATH,
      zigLibDir: this.#libDir,
      os: 'freestanding' as const,
      isLibrary: true,
      mode: OptimizeMode[mode],
      ...(swap === null ? {} : { link: { isSwappable: true } }),
      ...(isRaw
        ? { rootName: BOUND_MODULE, dependencies, modules: others }
        : { modules: [bound, ...others], dependencies: { [BOUND_MODULE]: BOUND_MODULE } }),
      ...(options.cpu === undefined ? {} : { cpu: options.cpu }),
    };
    const lowered = packagedArchive(fileURLToPath(new URL('../lowered', import.meta.url)));
    this.#host = new NodeHost(LOWERING_ID === null ? null : join(cacheDir, `zir-${LOWERING_ID}`), lowered);
    this.#statePath = statePath({ program, cacheDir });
    this.#imagePath = imagePath({ program, cacheDir });
    const state = this.#statePath === null ? null : openState(this.#statePath);
    const image = this.#imagePath === null ? {} : { image: openState(this.#imagePath) };
    this.#compilation = new Compilation({ ...program, host: this.#host, state, ...image });
    this.#swap = swap === null ? null : new HotSwap(this.#compilation);
  }

  /** Brings the program up to date with the files as they are. `swap` and `used`: as in the request. */
  update(swap: CompileRequest['swap'], used: CompileRequest['used']): Compiled {
    const { isRaw, options } = this.#request;
    let result = this.#updated(used);
    const watched = this.#ownPaths().map((path) => resolve(path));
    const told = (errors: readonly SourceError[]): Compiled => ({ ...NOTHING, errors, watched });
    if (result.module === null) return told(this.#sourceErrors(result.errors));
    // A page is waiting for it: what takes long is not done where only code is another.
    if (swap === 'patch' && this.#glue !== '')
      return { ...NOTHING, errors: [], watched, swap: this.#patched(this.#glue) };
    if (isRaw) return { ...NOTHING, module: result.module.slice(), errors: [], watched };
    let { description, refused } = this.#describe(result);
    const containers = description.containers.map(({ path }) => path);
    if (containers.join() !== this.#containers.join()) {
      this.#containers = containers;
      result = this.#updated(used);
      if (result.module === null) return told(this.#sourceErrors(result.errors));
      ({ description, refused } = this.#describe(result));
    }
    const module = result.module.slice();
    const imports = new Map<string, string>();
    for (const { module: from, name } of WebAssembly.Module.imports(new WebAssembly.Module(module))) {
      if (from === GLUE_MODULE) continue;
      const target = options.imports?.[from] ?? (/^\.{0,2}\//.test(from) ? from : null);
      if (target === null) return told([unfound(name, from)]);
      imports.set(from, target);
    }
    const declarations = declarationsOf(description, options);
    const javascript = javascriptOf(description, imports, options);
    this.#glue = javascript;
    const started = swap === 'start' ? this.#start(module, javascript) : null;
    return {
      module: started?.module ?? module,
      errors: [],
      watched,
      javascript,
      swap: started?.swap ?? (swap === null ? null : this.#patched(javascript)),
      exports: optionalExports(description),
      refused: Object.fromEntries([...refused].map(([name, message]) => [name, this.#sourceErrors([message])[0]])),
      declarations: declarations.text,
      declarationMap: declarationMapOf(declarations),
    };
  }

  /** The source map of the module that pages have as `of`: an epoch, and the number of a patch, `3.12`, or 0. Null where it is not known any more. */
  sourceMap(of: string): string | null {
    this.#makeMap();
    return this.#maps.get(of) ?? null;
  }

  #makeMap(): void {
    const next = this.#nextMap;
    this.#nextMap = null;
    const map = next?.make() ?? null;
    if (map === null) return;
    this.#maps.set(next!.of, JSON.stringify(map));
    let length = 0;
    for (const [key, { length: one }] of [...this.#maps].reverse()) {
      length += one;
      if (length > MOST_MAPS) this.#maps.delete(key);
    }
  }

  /** An update with the root module that exports what is used. */
  #updated(used: readonly string[] | null): UpdateResult {
    // A page is waiting. A debugger has asked by now, if there is one.
    this.#nextMap = null;
    const text = rootModule({ containers: this.#containers, used, canWait: canWait(this.#request.options) });
    const root = this.#request.isRaw ? [] : [{ path: ROOT_PATH, text }];
    const result = this.#compilation.update([...root, ...this.#ownPaths()]);
    this.#host.flush();
    if (result.faults.length > 0) throw new Error(result.faults[0]);
    if (!descriptionHolds(this.#compilation)) this.#glue = '';
    return result;
  }

  /** What a page starts with: where others run what is the program now, the same, so that all go on together. */
  #start(module: Uint8Array, glue: string): { readonly module: Uint8Array; readonly swap: SwapState } {
    const before = this.#running;
    if (before === null || before.glue !== glue || !this.#isShared(before)) {
      const { exports } = this.#swap!.start()!;
      this.#epoch++;
      this.#running = { module, exports, glue, patches: [], isAsNew: true };
      this.#nextMap = { of: `${this.#epoch}.0`, make: () => this.#compilation.sourceMap(this.#mapOptions()) };
    }
    const { exports, patches, module: started } = this.#running!;
    return { module: started, swap: { epoch: this.#epoch, exports, patches, update: null } };
  }

  /** Whether what pages run is the program as it is now, also for one that begins. */
  #isShared({ patches, isAsNew }: Running): boolean {
    if (patches.length > MOST_PATCHES || !isAsNew) return false;
    const next = this.#swap!.next();
    return next?.kind === 'same' && next.notes.length === 0;
  }

  /** What becomes of the pages that run it. */
  #patched(glue: string): SwapState {
    const update = this.#pageUpdate(glue);
    if (update?.kind === 'patch') {
      this.#running!.patches.push(update.patch);
      const of = `${this.#epoch}.${update.patch.serial}`;
      this.#nextMap = { of, make: () => this.#swap!.sourceMap(this.#mapOptions()) };
    }
    if (update?.kind === 'migrate') {
      this.#epoch++;
      this.#nextMap = { of: `${this.#epoch}.0`, make: () => this.#compilation.sourceMap(this.#mapOptions()) };
      const { module, exports } = update.migration.start;
      this.#running = { module: module.slice(), exports, glue, patches: [], isAsNew: true };
    }
    return { epoch: this.#epoch, exports: {}, patches: [], update };
  }

  #pageUpdate(glue: string): PageUpdate {
    const next = this.#swap!.next();
    const reload = (reason: string): PageUpdate => {
      this.#running = null;
      return { kind: 'reload', reasons: [reason] };
    };
    if (this.#running === null || next === null) return reload('it was not started');
    if (glue !== this.#running.glue) return reload('what is exported changed');
    if (next.kind === 'reload') this.#running = null;
    else if (next.kind === 'same' ? next.notes.length > 0 : next.kind === 'patch' && next.patch.notes.length > 0)
      this.#running.isAsNew = false;
    return next.kind === 'same' ? null : next;
  }

  /** Paths are absolute: a debugger shows what is there. Of the library it has no text. */
  #mapOptions(): SourceMapOptions {
    return { content: 'own', directory: process.cwd(), workingDirectory: process.cwd() };
  }

  /** What is done where there is time: gives back memory, and writes the state. It takes longer than many an update. */
  rest(): void {
    if ((this.#running?.module.length ?? 0) <= MAPPED_BYTES) this.#makeMap();
    this.#compilation.tidy();
    this.keep();
  }

  /** Writes the state. */
  keep(): void {
    const library = this.#compilation.saveImage();
    if (library !== null && (this.#imagePath === null || !storeImage(this.#imagePath, library))) return;
    const parts = this.#statePath === null ? null : this.#compilation.saveState();
    if (parts === null) return;
    if (this.#imagePath !== null) keepImage(this.#imagePath);
    storeState(this.#statePath!, parts);
  }

  #describe(result: UpdateResult): Described {
    const found = describe(this.#compilation, this.#path, this.#request.options);
    if (found === null) throw new Error(`nothing is known of '${this.#path}' after ${result.milliseconds} ms`);
    return found;
  }

  #ownPaths(): string[] {
    return this.#compilation.watchedPaths().filter((path) => this.#isOwn(path));
  }

  /** Whether a file is none of the library's. There are hundreds of those, and all are asked about at each update. */
  #isOwn(path: string): boolean {
    const known = this.#own.get(path);
    if (known !== undefined) return known;
    const libDir = `${resolve(this.#libDir)}${sep}`;
    const isOwn = path !== ROOT_PATH && !resolve(path).startsWith(libDir);
    this.#own.set(path, isOwn);
    return isOwn;
  }

  #sourceErrors(messages: readonly Message[]): SourceError[] {
    return messages.map((message) => {
      const { location, notes } = message;
      const lines = [message.text, ...notes.map((note) => `note: ${placeText(note)}${note.text}`)];
      if (location === null) return { message: lines.join('\n'), loc: null, frame: '' };
      const file = resolve(location.path);
      return {
        message: lines.join('\n'),
        loc: { file, line: location.line + 1, column: location.column },
        frame: frameOf(file, location.line, location.column, location.span.end - location.span.main),
      };
    });
  }
}

function unfound(name: string, from: string): SourceError {
  const message = `'extern fn ${name}' is of module '${from}', which is no path: declare it as 'extern "./host.js" fn ${name}', or give the plug-in the option 'imports'`;
  return { message, loc: null, frame: '' };
}

function placeText({ location }: Message): string {
  return location === null ? '' : `${location.path}:${location.line + 1}:${location.column + 1}: `;
}

/** Lines around a place, of which line and column count from 0, with a mark of `length` characters. */
function frameOf(path: string, line: number, column: number, length: number): string {
  let lines: string[];
  try {
    lines = readFileSync(path, 'utf8').split('\n');
  } catch {
    return '';
  }
  const first = Math.max(0, line - 2);
  const width = String(line + 3).length;
  return lines
    .slice(first, line + 3)
    .flatMap((text, i) => {
      const shown = `${String(first + i + 1).padStart(width)} | ${text}`;
      const mark = `${' '.repeat(width)} | ${' '.repeat(column)}${'^'.repeat(Math.max(1, Math.min(length, text.length - column)))}`;
      return first + i === line ? [shown, mark] : [shown];
    })
    .join('\n');
}
